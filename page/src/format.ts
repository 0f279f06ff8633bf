/** Numbers, units and dates as people read them: the same rules as the program's reports have. */

import type { Lang } from "./state";

const DIGITS = 3;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SCALES: Record<Lang, [number, string][]> = {
  en: [[12, " trillion"], [9, " billion"], [6, " million"]],
  zh: [[12, " 万亿"], [8, " 亿"], [4, " 万"]],
};
/** Powers of ten that are written out. */
const WRITTEN_OUT = { least: -3, most: 14 };

/** A number with a few significant digits and a scale word; a dash for what has no value. */
export function number(value: number | null, lang: Lang, digits = DIGITS): string {
  if (value === null || Number.isNaN(value)) return "–";
  const sign = value < 0 ? "−" : "";
  if (!Number.isFinite(value)) return `${sign}∞`;
  if (value === 0) return "0";
  const rounded = Number(Math.abs(value).toPrecision(digits));
  const power = Math.floor(Math.log10(rounded) + 1e-12);
  if (power < WRITTEN_OUT.least || power > WRITTEN_OUT.most) {
    return `${sign}${Number((rounded / 10 ** power).toPrecision(digits))}e${power}`;
  }
  const [scale, word] = SCALES[lang].find(([scale]) => power >= scale) ?? [0, ""];
  return `${sign}${grouped(Number((rounded / 10 ** scale).toPrecision(digits)), lang)}${word}`;
}

/** Thousands are set apart in English; Chinese counts in ten thousands, which have their own word. */
function grouped(value: number, lang: Lang): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 12, useGrouping: lang === "en" });
}

/** Units that are words of English with a plural. */
const COUNTED = new Set(["year", "month", "week", "day", "hour", "minute", "second", "token", "task"]);
const UNITS_ZH: Record<string, string> = {
  year: "年", years: "年", month: "个月", months: "个月", week: "周", day: "天", days: "天", hour: "小时", hours: "小时",
  minute: "分钟", minutes: "分钟", second: "秒", s: "秒", USD: "美元", person: "人", persons: "人", people: "人",
  token: "词元", tokens: "词元", task: "个任务", tasks: "个任务", watt: "瓦",
};

/** A unit as it is written beside an axis or a field; empty for pure numbers and dates. */
export function unitWord(unit: string, lang: Lang): string {
  if (unit === "1" || unit === "date" || unit === "") return "";
  if (lang === "en") return unit;
  // A rate is of a month as such, a span counts months.
  return unit.replace(/\/months?\b/g, "/月").replace(/[A-Za-z]+/g, (word) => UNITS_ZH[word] ?? word);
}

/** A number with its unit: `12.3 billion USD/year`, `45 %`, `Mar 2028`. */
export function quantity(value: number | null, unit: string, lang: Lang, digits = DIGITS): string {
  if (unit === "date") return date(value, lang);
  if (unit === "year" && value !== null && isCalendar(value)) return date(value, lang);
  return withUnit(number(value, lang, digits), unit, lang);
}

/** A number as written, and the unit behind it. */
export function withUnit(written: string, unit: string, lang: Lang): string {
  const word = unitWord(unit, lang);
  if (word === "" || written === "–") return written;
  if (lang === "zh") return word.startsWith("%") ? `${written}${word}` : `${written} ${word}`;
  const counted = COUNTED.has(word) && !["1", "−1", "+1"].includes(written);
  return `${written} ${word}${counted ? "s" : ""}`;
}

/** Of a number in this range as `year` a point in time is meant. */
function isCalendar(value: number): boolean {
  return value >= 1500 && value < 2500;
}

/** A share as a percentage: `<1 %` rather than a zero that is none. */
export function share(value: number | null, lang: Lang): string {
  if (value === null) return "–";
  const space = lang === "en" ? " " : "";
  if (value > 0 && value < 0.01) return `<1${space}%`;
  if (value < 1 && value > 0.99) return `>99${space}%`;
  return `${Math.round(value * 100)}${space}%`;
}

/** The month, from 0, and the year of a decimal calendar year. */
export function monthOf(years: number): { year: number; month: number } {
  const months = years * 12;
  const nearest = Math.round(months);
  // Computed in floating point, a time of the grid falls a hair beside the month it means.
  if (Math.abs(months - nearest) < 1e-6) return { year: Math.floor(nearest / 12), month: ((nearest % 12) + 12) % 12 };
  const year = Math.floor(years);
  const start = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - start;
  return { year, month: new Date(start + (years - year) * length + 1).getUTCMonth() };
}

/** A decimal calendar year as month and year: `Mar 2028`, `2028年3月`. */
export function date(years: number | null, lang: Lang): string {
  if (years === null || !Number.isFinite(years) || Math.abs(years) > 1e5) return "–";
  const { year, month } = monthOf(years);
  return lang === "en" ? `${MONTHS[month]} ${year}` : `${year}年${month + 1}月`;
}

/** A time beside figures: the year where one begins, else the month. */
export function time(years: number, lang: Lang): string {
  return Math.abs(years - Math.round(years)) < 1e-6 ? yearWord(Math.round(years), lang) : date(years, lang);
}

/** A calendar year has no comma. */
export function yearWord(year: number, lang: Lang): string {
  return lang === "en" ? String(year) : `${year}年`;
}

/** A difference with its sign. */
export function signed(value: number | null, unit: string, lang: Lang): string {
  if (value === null) return "–";
  const sign = value > 0 ? "+" : "";
  const word = unit === "date" ? "year" : unit;
  return withUnit(`${sign}${number(value, lang, 2)}`, word, lang);
}

/** How much earlier or later, in months below two years, else in years. */
export function span(years: number, lang: Lang): string {
  const months = Math.round(Math.abs(years) * 12);
  if (months < 24) return withUnit(String(months), "month", lang);
  return withUnit(String(Number(Math.abs(years).toFixed(1))), "year", lang);
}

/** A number as the modelling language reads it, with few digits. */
export function literal(value: number, digits = 4): string {
  if (value === 0) return "0";
  const short = Number(value.toPrecision(digits));
  const size = Math.abs(short);
  return size >= 1e-3 && size < 1e7 ? String(short) : short.toExponential().replace("e+", "e");
}
