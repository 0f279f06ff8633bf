/** Fans over time on a canvas: median and bands, what was before the change, the record, today and the pinned times. */

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number, time, unitWord } from "../format";
import { change, model, state } from "../store";
import { colour, colours, isDark } from "../theme";
import { lang, t } from "../words";
import { extent, nearest, on, times, type Line } from "./align";
import { cursor, movedByKey, pin } from "./cursor";
import { drawRecord, drawTimes } from "./marks";
import { Readout } from "./readout";

type Props = { title: string; lines: Line[]; isLog: boolean; height?: number; from: number; to: number };

/** What of a line is a series of the canvas, in this order. */
const PARTS = ["q95", "q75", "q50", "q25", "q05"] as const;
const PER_LINE = PARTS.length + 3;

export function FanChart(props: Props) {
  const { title, lines, isLog, from, to, height = 220 } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const now = useRef(props);
  now.current = props;
  const all = useMemo(() => times(lines), [lines]);
  const unit = lines[0]?.unit ?? "";
  const layout = JSON.stringify([lines.map((line) => [line.label, !!line.baseline]), unit, isLog, height, lang.value, isDark.value]);

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = new uPlot(options(now, element.clientWidth || 320, unit), columns(all, lines, isLog), element);
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: Math.max(160, element.clientWidth), height }));
    observer.observe(element);
    const stop = effect(() => follow(made, cursor.value));
    return () => {
      stop();
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [layout]);

  const pins = state.value.pins;
  useLayoutEffect(() => chart.current?.setData(columns(all, lines, isLog)), [lines, from, to, pins, isLog]);

  const step = Math.max(1 / 12, (to - from) / 31 > 1.5 ? 1 : (to - from) / 31);
  return (
    <div class="fan">
      <div
        ref={place}
        class="canvas"
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={cursor.value ?? pins[0] ?? to}
        aria-valuetext={spoken(lines, all, cursor.value ?? pins[0] ?? to)}
        title={t("chartHint")}
        onKeyDown={(event) => movedByKey(event, from, to, step)}
        onBlur={() => (cursor.value = null)}
      />
      <Readout lines={lines} all={all} to={to} />
    </div>
  );
}

/** What a listener hears of a time. */
function spoken(lines: Line[], all: number[], at: number): string {
  const i = nearest(all, at);
  const said = lines.map((line) => `${lines.length > 1 ? `${line.label}: ` : ""}${number(line.fan.q50[i] ?? null, lang.value)}`);
  return `${time(all[i] ?? at, lang.value)}: ${said.join("; ")} ${unitWord(lines[0]?.unit ?? "", lang.value)}`;
}

function columns(all: number[], lines: Line[], isLog: boolean): uPlot.AlignedData {
  const out: (number[] | (number | null)[])[] = [all];
  for (const { at, fan, baseline } of lines) {
    for (const part of PARTS) out.push(on(all, at, fan[part], isLog, part !== "q50"));
    for (const part of ["q95", "q50", "q05"] as const) out.push(baseline ? on(all, at, baseline[part], isLog) : all.map(() => null));
  }
  return out as uPlot.AlignedData;
}

function options(now: { current: Props }, width: number, unit: string): uPlot.Options {
  const { lines, isLog, height = 220 } = now.current;
  const marks = lines.length > 1 ? colours(lines.length) : [colour("fan")];
  const grid = { stroke: colour("grid"), width: 1 };
  const font = `${Math.round(12 * textScale())}px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colour("soft"), grid, ticks: { ...grid, size: 4 }, font, gap: 3 };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: {
      x: { time: false, range: () => [now.current.from, now.current.to] },
      y: { distr: isLog ? 3 : 1, range: () => yRange(now.current) },
    },
    axes: [
      { ...axis, size: 24 * textScale(), space: 46 * textScale(), values: (_, at) => at.map((value) => (Number.isInteger(value) ? String(value) : "")) },
      {
        ...axis,
        space: 32,
        ...(isLog ? { splits: (_: uPlot, __: number, low: number, high: number) => decades(low, high) } : {}),
        filter: (_: uPlot, splits: number[]) => splits,
        size: (_, texts) => 14 + 6.6 * textScale() * Math.max(2, ...(texts ?? []).map((text) => textWidth(text))),
        values: (_, at) => at.map((value) => (value === null ? "" : number(value, lang.value, 3))),
      },
    ],
    series: [{}, ...lines.flatMap((_, at) => lineSeries(marks[at]!, lines.length))],
    bands: lines.flatMap((_, at) => lineBands(at, lines.length, marks[at]!)),
    hooks: {
      setCursor: [(chart) => pointed(chart)],
      draw: [(chart) => drawAll(chart, now.current, marks, unit)],
      ready: [(chart) => chart.over.addEventListener("click", () => cursor.value !== null && pin(cursor.value))],
    },
  };
}

/** How much larger than usual the page's text is: on very wide screens, or where the reader wants it. */
function textScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 15;
}

/** Powers of ten within a span, every second, third … where there are many; round numbers where there is hardly one. */
function decades(low: number, high: number): number[] {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const steps = to - from < 2 ? [1, 2, 5] : [1];
  const every = Math.ceil((to - from) / 6);
  const out: number[] = [];
  for (let power = Math.floor(from); power <= to; power += 1) {
    if (steps.length === 1 && power % every !== 0) continue;
    out.push(...steps.map((step) => step * 10 ** power).filter((value) => value >= low && value <= high));
  }
  return out;
}

/** Letters of Chinese are twice as wide. */
function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "⺀" ? 1.9 : 1), 0);
}

function lineSeries(mark: string, count: number): uPlot.Series[] {
  const hidden = { stroke: "transparent", width: 0, points: { show: false } };
  const before = { ...hidden, stroke: colour("before"), width: 1.25, dash: [2, 4] };
  const parts = PARTS.map((part) => (part === "q50" ? { ...hidden, stroke: mark, width: 2 } : hidden));
  // Of several lines what was before is shown by its middle alone, in the line's own colour.
  const middle = { ...before, dash: [6, 4], width: 1.75, ...(count > 1 ? { stroke: mark } : {}) };
  return [...parts, count > 1 ? hidden : before, middle, count > 1 ? hidden : before];
}

function lineBands(at: number, count: number, mark: string): uPlot.Band[] {
  const first = 1 + at * PER_LINE;
  const half = { series: [first + 1, first + 3] as [number, number], fill: count > 1 ? `${mark}2e` : colour("half") };
  if (count > 1) return [half];
  return [{ series: [first, first + 4], fill: colour("eight") }, half];
}

function yRange({ lines, from, to, isLog }: Props): [number, number] {
  const found = extent(lines, from, to, isLog);
  if (!found) return isLog ? [1, 10] : [0, 1];
  const [low, high] = found;
  if (!isLog) {
    const [bottom, top] = uPlot.rangeNum(low, low === high ? high + Math.abs(high || 1) : high, 0.05, true);
    return [bottom ?? low, top ?? high];
  }
  const room = Math.max(Math.log10(high / low) * 0.05, 0.05);
  return [low / 10 ** room, high * 10 ** room];
}

/** The pointer over this canvas moves the time of all. */
function pointed(chart: uPlot): void {
  const { left, idx } = chart.cursor;
  if (left === undefined || left === null || idx === undefined) return;
  const at = left < 0 || idx === null ? null : (chart.data[0][idx] ?? null);
  if (at !== null || chart.over.matches(":hover")) cursor.value = at;
  else if (left < 0 && cursor.value !== null && !chart.root.parentElement?.matches(":focus")) cursor.value = null;
}

/** Shows the time that is pointed at on another picture. */
function follow(chart: uPlot, at: number | null): void {
  if (chart.over.matches(":hover")) return;
  const left = at === null ? -10 : chart.valToPos(at, "x");
  chart.setCursor({ left, top: at === null ? -10 : 1 }, false);
}

function drawAll(chart: uPlot, { lines }: Props, marks: string[], unit: string): void {
  drawTimes(chart, state.value.pins, model.value?.today ?? null);
  lines.forEach((line, at) => drawRecord(chart, line.record, lines.length > 1 ? marks[at]! : colour("record")));
  const { ctx, bbox } = chart;
  const word = unitWord(unit, lang.value);
  if (!word) return;
  ctx.save();
  ctx.textAlign = "left";
  ctx.fillStyle = colour("soft");
  ctx.font = `${Math.round(11 * textScale() * devicePixelRatio)}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.fillText(word, bbox.left + 6 * devicePixelRatio, bbox.top + 12 * devicePixelRatio);
  ctx.restore();
}

/** Whether a series is drawn over a logarithmic axis: the reader's choice, else the model's. */
export function isLogarithmic(own: "linear" | "log"): boolean {
  return (state.value.scale === "own" ? own : state.value.scale) === "log";
}

/** The years that pictures show: the reader's choice within the model's, else all. */
export function shownYears(): [number, number] {
  const { begin, end } = model.value ?? { begin: 2020, end: 2050 };
  const { from, to } = state.value;
  const [low, high] = [from ?? begin, to ?? end];
  return low < high ? [low, high] : [begin, end];
}

/** Shows other years; nothing where they are all of the model's. */
export function showYears(from: number | null, to: number | null): void {
  change({ from, to });
}
