/** Several fans on one list of times. Pure. */

import type { Fan, RecordPoint, Values } from "../contract";

export type Line = {
  label: string;
  unit: string;
  at: number[];
  fan: Fan;
  baseline?: Fan;
  record: RecordPoint[];
};

/** All times of all lines, in order. */
export function times(lines: Line[]): number[] {
  const first = lines[0]?.at ?? [];
  if (lines.every((line) => line.at.length === first.length && line.at.every((at, i) => at === first[i]))) return first;
  return [...new Set(lines.flatMap((line) => line.at))].sort((a, b) => a - b);
}

/** Values at other times: none where the line has none; on a logarithmic axis none where there is no logarithm. */
export function on(all: number[], at: number[], values: Values, isLog: boolean): Values {
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined || !Number.isFinite(value) || (isLog && value <= 0) ? null : value;
  if (all === at) return values.map(shown);
  const known = new Map(at.map((time, i) => [time, values[i]]));
  return all.map((time) => shown(known.get(time)));
}

/** The index of the time nearest to one. */
export function nearest(all: number[], time: number): number {
  let best = 0;
  for (let i = 1; i < all.length; i += 1) if (Math.abs(all[i]! - time) < Math.abs(all[best]! - time)) best = i;
  return best;
}

/** The ends of what is drawn between two times: fans, what was before, and the record. */
export function extent(lines: Line[], from: number, to: number, isLog: boolean): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  const take = (value: number | null | undefined) => {
    if (value === null || value === undefined || !Number.isFinite(value) || (isLog && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { at, fan, baseline, record } of lines) {
    at.forEach((time, i) => {
      if (time < from - 1e-9 || time > to + 1e-9) return;
      [fan.q05, fan.q95, baseline?.q05, baseline?.q95].forEach((values) => take(values?.[i]));
    });
    for (const point of record) if (point.at >= from && point.at <= to) [point.low, point.value, point.high].forEach(take);
  }
  return low <= high ? [low, high] : null;
}
