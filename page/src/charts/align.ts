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

/** Far below what any axis shows, and still a number that has a logarithm. */
const BELOW_ALL = 1e-300;

/** Values at other times: none where the line has none. On a logarithmic axis what has no logarithm is none on a line, and the edge of
 * a band lies below the picture there. */
export function on(all: number[], at: number[], values: Values, isLog: boolean, isEdge = false): Values {
  const shown = (value: number | null | undefined) => {
    if (value === null || value === undefined || !Number.isFinite(value)) return null;
    return isLog && value <= 0 ? (isEdge ? BELOW_ALL : null) : value;
  };
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

/** How far below the lowest middle and record a logarithmic axis goes for the sake of bands. */
const BANDS_BELOW = 100;

/** The ends of what is drawn between two times: fans, what was before, and the record. */
export function extent(lines: Line[], from: number, to: number, isLog: boolean): [number, number] | null {
  let [low, high, middle] = [Infinity, -Infinity, Infinity];
  const take = (value: number | null | undefined) => {
    if (value === null || value === undefined || !Number.isFinite(value) || (isLog && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { at, fan, baseline, record } of lines) {
    at.forEach((time, i) => {
      if (time < from - 1e-9 || time > to + 1e-9) return;
      [fan.q05, fan.q95, baseline?.q05, baseline?.q95].forEach((values) => take(values?.[i]));
      const own = fan.q50[i] ?? 0;
      if (own > 0) middle = Math.min(middle, own);
    });
    for (const point of record) {
      if (point.at < from || point.at > to) continue;
      [point.low, point.value, point.high].forEach(take);
      if (point.value !== null && point.value > 0) middle = Math.min(middle, point.value);
    }
  }
  if (isLog && Number.isFinite(middle)) low = Math.max(low, middle / BANDS_BELOW);
  return low <= high ? [low, high] : null;
}
