/** Distributions of dates as lines and areas. Pure: shares in, coordinates out. */

import type { ByYear } from "../contract";

export type Bin = { from: number; to: number; share: number };

/** Shares a year of a probability that accumulates, between its times. */
export function densities(by: ByYear[]): Bin[] {
  return by.slice(1).map((one, i) => {
    const before = by[i]!;
    return { from: before.year, to: one.year, share: Math.max(0, one.probability - before.probability) };
  });
}

/** The share a year of a bin: bins of different widths compare by their area. */
export function height({ from, to, share }: Bin): number {
  return to > from ? share / (to - from) : 0;
}

/** The probability by a time: on the straight line between the years that are known. */
export function probabilityAt(by: ByYear[], time: number): number | null {
  const after = by.findIndex((one) => one.year >= time);
  if (after < 0) return by.at(-1)?.probability ?? null;
  const [to, from] = [by[after]!, by[after - 1]];
  if (!from || to.year === from.year) return to.probability;
  return from.probability + ((to.probability - from.probability) * (time - from.year)) / (to.year - from.year);
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
