/** Answers of series as what pictures draw. */

import type { Line } from "./charts/align";
import type { Answer, SeriesInfo } from "./contract";
import { say, title } from "./words";

/** The series of a group that an answer has, in the model's order. */
export function linesOf(group: SeriesInfo[], answer: Answer | null): Line[] {
  return group.flatMap((info) => {
    const found = answer?.series.find((one) => one.name === info.name);
    if (!found) return [];
    const { at, unit, q05, q25, q50, q75, q95, baseline } = found;
    const fan = { q05, q25, q50, q75, q95 };
    return [{ label: labelOf(info, group), unit, at, fan, record: info.record, ...(baseline ? { baseline } : {}) }];
  });
}

/** The title of an element ends with what its labels are called: `Revenue (Anthropic)`, `收入（谷歌）`. */
const LABELS = /\s*[(（]([^()（）]*)[)）]$/;

/** Within its group an element is its labels. */
export function labelOf(info: SeriesInfo, group: SeriesInfo[]): string {
  const whole = title(info.title);
  if (group.length < 2 || info.labels.length === 0) return whole;
  return title(LABELS.exec(whole)?.[1] ?? info.labels.join(", "));
}

/** What all elements of a group are called. */
export function groupTitle(info: SeriesInfo): string {
  const whole = title(info.title);
  return info.labels.length > 0 ? whole.replace(LABELS, "") : whole;
}

/** What the change makes of each series, draw by draw: the mean and twice its error to either side. */
export function differenceOf(info: SeriesInfo, answer: Answer | null): Line[] {
  const found = answer?.series.find((one) => one.name === info.name);
  if (!found?.difference) return [];
  const { mean, error } = found.difference;
  const away = (sign: number) => mean.map((value, i) => (value === null ? null : value + sign * 2 * (error[i] ?? 0)));
  const [low, high] = [away(-1), away(1)];
  return [{ label: say(info.title), unit: found.unit, at: found.at, fan: { q05: low, q25: low, q50: mean, q75: high, q95: high }, record: [] }];
}
