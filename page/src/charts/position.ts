/** Where on a slider a value stands, and back. Pure. */

import type { Parameter, Scale } from "../contract";

/** The slider's own steps: fine enough for any screen. */
export const STEPS = 1000;

type Range = Pick<Parameter, "scale" | "low" | "high">;

/** Scales on which a slider moves evenly; a logarithm needs positive ends, a logit ends within 0 and 1. */
function usable({ scale, low, high }: Range): Scale {
  if (scale === "log" && low > 0 && high > low) return "log";
  if (scale === "logit" && low > 0 && high < 1 && high > low) return "logit";
  return "linear";
}

const TO: Record<Scale, (value: number) => number> = {
  linear: (value) => value,
  log: Math.log,
  logit: (value) => Math.log(value / (1 - value)),
};
const BACK: Record<Scale, (value: number) => number> = {
  linear: (value) => value,
  log: Math.exp,
  logit: (value) => 1 / (1 + Math.exp(-value)),
};

/** From 0 at the low end to 1 at the high one; beyond where the value is beyond. */
export function shareOf(range: Range, value: number): number {
  const scale = usable(range);
  const to = TO[scale];
  if (range.high === range.low) return 0.5;
  return (to(value) - to(range.low)) / (to(range.high) - to(range.low));
}

/** The value at a share of the slider. */
export function valueAt(range: Range, share: number): number {
  const scale = usable(range);
  const to = TO[scale];
  return BACK[scale](to(range.low) + share * (to(range.high) - to(range.low)));
}

/** Points of a density over the slider, so high that the area below is 1: what is surer is higher. */
export function overSlider(range: Range, x: number[], density: number[]): [number, number][] {
  const points = x.map((value, i): [number, number] => [shareOf(range, value), density[i] ?? 0]);
  const shown = points.filter(([at, height]) => Number.isFinite(at) && Number.isFinite(height) && at >= -1e-9 && at <= 1 + 1e-9);
  const area = shown.slice(1).reduce((sum, [at, height], i) => sum + ((height + shown[i]![1]) / 2) * (at - shown[i]![0]), 0);
  return area > 0 ? shown.map(([at, height]) => [at, height / area]) : [];
}
