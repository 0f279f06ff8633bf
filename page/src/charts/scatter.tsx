/** Points of two quantities on two axes, and what a fitted law gives for each of them where there is one. */

import { useRef } from "preact/hooks";
import type { Fitted } from "../contract";
import { number } from "../format";
import { lang } from "../words";
import { useWidth } from "./width";

type Axis = { name: string; word?: (value: number) => string };
type Props = { label: string; points: [number, number][]; x: Axis; y: Axis; fitted?: Fitted; tall?: number };

const LEFT = 64;
const BOTTOM = 22;
/** From so many on points are drawn lightly, so that where they lie close shows. */
const MANY = 150;

export function Scatter({ label, points, x, y, fitted, tall = 320 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const across = scaleOf([...points.map((one) => one[0]), ...(fitted?.x ?? [])], LEFT, width - 12);
  const up = scaleOf([...points.map((one) => one[1]), ...[fitted?.low, fitted?.q50, fitted?.high].flatMap((values) => values ?? []).filter((value) => value !== null)], tall - BOTTOM, 10);
  return (
    <div ref={place} class="scatter" role="img" aria-label={label}>
      <p class="axis" aria-hidden="true">↑ {y.name}</p>
      <svg width={width} height={tall} viewBox={`0 0 ${width} ${tall}`} aria-hidden="true">
        {across.ticks.map((at) => (
          <g key={at}>
            <line class="grid" x1={across.to(at)} x2={across.to(at)} y1={10} y2={tall - BOTTOM} />
            <text class="tick" x={across.to(at)} y={tall - BOTTOM + 14} text-anchor="middle">{(x.word ?? plain)(at)}</text>
          </g>
        ))}
        {up.ticks.map((at) => (
          <g key={at}>
            <line class="grid" x1={LEFT} x2={width - 12} y1={up.to(at)} y2={up.to(at)} />
            <text class="tick" x={LEFT - 6} y={up.to(at) + 4} text-anchor="end">{(y.word ?? plain)(at)}</text>
          </g>
        ))}
        {fitted && <path class="bars" d={bars(fitted, across.to, up.to)} />}
        {fitted && <path class="curve" d={dashes(fitted, across.to, up.to)} />}
        <path class={points.length > MANY ? "points many" : "points"} d={points.map(([a, b]) => `M${across.to(a).toFixed(1)} ${up.to(b).toFixed(1)}h0`).join("")} />
      </svg>
      <p class="axis across" aria-hidden="true">{x.name} →</p>
    </div>
  );
}

function plain(value: number): string {
  return number(value, lang.value, 3);
}

type To = (value: number) => number;

/** What the law gives, as a dash at each size: of several inputs one size can have many values. */
function dashes({ x, q50 }: Fitted, across: To, up: To): string {
  return x.map((at, i) => (q50[i] == null ? "" : `M${(across(at) - 5).toFixed(1)} ${up(q50[i]).toFixed(1)}h10`)).join("");
}

/** How far the replicates go. */
function bars({ x, low, high }: Fitted, across: To, up: To): string {
  return x.map((at, i) => (low[i] == null || high[i] == null ? "" : `M${across(at).toFixed(1)} ${up(low[i]).toFixed(1)}V${up(high[i]).toFixed(1)}`)).join("");
}

/** A scale over what is shown: logarithmic where it is positive and spans two orders of magnitude. */
function scaleOf(values: number[], start: number, end: number): { to: (value: number) => number; ticks: number[] } {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (known.length === 0 || low === high) return { to: () => (start + end) / 2, ticks: known.slice(0, 1) };
  const isLog = low > 0 && high / low > 100;
  const into = isLog ? Math.log10 : (value: number) => value;
  const [from, to] = [into(low), into(high)];
  const room = (to - from) * 0.04;
  const place = (value: number) => start + ((into(value) - from + room) / (to - from + 2 * room)) * (end - start);
  return { to: place, ticks: isLog ? decades(from, to) : round(low, high) };
}

function decades(from: number, to: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / 6));
  const out: number[] = [];
  for (let power = Math.ceil(from); power <= to; power += step) out.push(10 ** power);
  return out;
}

function round(low: number, high: number): number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const out: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) out.push(at * step);
  return out;
}
