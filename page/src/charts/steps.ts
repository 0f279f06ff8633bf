/** Distributions of dates as lines and areas. Pure: shares in, coordinates out. */

import type { ByYear } from "../contract";

export type Bin = { from: number; to: number; share: number };

/** The probability that something has come, at the ends of years and at the beginning of the first. */
export function accumulated(by: ByYear[]): [number, number][] {
  const first = by[0];
  return first ? [[first.year, 0], ...by.map(({ year, probability }): [number, number] => [year + 1, probability])] : [];
}

/** The share of each year. */
export function densities(by: ByYear[]): Bin[] {
  const ends = accumulated(by);
  return ends.slice(1).map(([to, probability], i) => {
    const [from, before] = ends[i]!;
    return { from, to, share: Math.max(0, probability - before) };
  });
}

/** The share a year of a bin: bins of different widths compare by their area. */
export function height({ from, to, share }: Bin): number {
  return to > from ? share / (to - from) : 0;
}

/** The probability by a time: on the straight line between the ends of years. */
export function probabilityAt(by: ByYear[], time: number): number | null {
  const ends = accumulated(by);
  const after = ends.findIndex(([end]) => end >= time);
  if (after < 0) return ends.at(-1)?.[1] ?? null;
  const [[to, reached], before] = [ends[after]!, ends[after - 1]];
  if (!before) return reached;
  const [from, known] = before;
  return known + ((reached - known) * (time - from)) / (to - from);
}

/** The outline of bins as a path: from the ground up, over the tops, and down again. */
export function outline(bins: Bin[], x: (time: number) => number, y: (height: number) => number): string {
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return "";
  const tops = bins.map((bin) => `L${f(x(bin.from))} ${f(y(height(bin)))}L${f(x(bin.to))} ${f(y(height(bin)))}`);
  return `M${f(x(first.from))} ${f(y(0))}${tops.join("")}L${f(x(last.to))} ${f(y(0))}Z`;
}

/** Points as a path. */
export function path(points: [number, number][]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${f(x)} ${f(y)}`).join("");
}

/** A tenth of a pixel is enough. */
function f(value: number): string {
  return value.toFixed(1);
}

/** Years at which an axis between two has its marks: as many as have room. */
export function years(from: number, to: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((one) => (to - from) / one <= most) ?? 200;
  const first = Math.ceil(from / step) * step;
  const out: number[] = [];
  for (let year = first; year <= to + 1e-9; year += step) out.push(year);
  return out;
}
