/** When a milestone comes: its distribution over dates, or the probability that it has come. */

import { useRef } from "preact/hooks";
import type { MilestoneAnswer } from "../contract";
import { date, share, time } from "../format";
import { state } from "../store";
import { lang, say, t } from "../words";
import { cursor, movedByKey, pin } from "./cursor";
import { accumulated, densities, height, outline, path, probabilityAt, years } from "./steps";
import { useWidth } from "./width";

type Props = { milestone: MilestoneAnswer; from: number; to: number; cumulative: boolean; tall?: number };
const BOTTOM = 34;

export function DatesChart({ milestone, from, to, cumulative, tall = 120 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const ground = tall - BOTTOM;
  const x = (at: number) => ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * (width - 2) + 1;
  const timeOf = (event: PointerEvent | MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return Math.min(to, Math.max(from, from + ((event.clientX - box.left) / box.width) * (to - from)));
  };
  const at = cursor.value ?? state.value.pins.at(-1) ?? to;
  const name = say(milestone.title);
  return (
    <div
      ref={place}
      class="dates"
      role="slider"
      tabIndex={0}
      aria-label={t(cumulative ? "cumulativeOf" : "histogramOf", { name })}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={at}
      aria-valuetext={spoken(milestone, at)}
      title={t("chartHint")}
      onPointerMove={(event) => (cursor.value = timeOf(event))}
      onPointerLeave={() => (cursor.value = null)}
      onClick={(event) => pin(timeOf(event))}
      onKeyDown={(event) => movedByKey(event, from, to, 1)}
      onBlur={() => (cursor.value = null)}
    >
      <svg width={width} height={tall} viewBox={`0 0 ${width} ${tall}`} aria-hidden="true">
        {years(from, to, Math.max(2, width / 56)).map((year) => (
          <g key={year}>
            <line class="grid" x1={x(year)} x2={x(year)} y1={4} y2={ground} />
            <text class="tick" x={x(year)} y={tall - 4} text-anchor={anchor(x(year), width)}>{year}</text>
          </g>
        ))}
        {cumulative ? <Cumulative of={milestone} x={x} ground={ground} /> : <Histogram of={milestone} x={x} ground={ground} from={from} />}
        <line class="ground" x1={0} x2={width} y1={ground} y2={ground} />
        {!cumulative && <Interval of={milestone} x={x} y={ground + 9} to={to} />}
        {state.value.pins.map((one) => <line class="pin" key={one} x1={x(one)} x2={x(one)} y1={0} y2={ground} />)}
        <Pointed of={milestone} x={x} ground={ground} width={width} />
      </svg>
    </div>
  );
}

function anchor(x: number, width: number): "start" | "middle" | "end" {
  if (x < 18) return "start";
  return x > width - 18 ? "end" : "middle";
}

function spoken(milestone: MilestoneAnswer, at: number): string {
  return t("probabilityBy", { share: share(probabilityAt(milestone.by, at), lang.value), time: date(at, lang.value) });
}

type Drawn = { of: MilestoneAnswer; x: (at: number) => number; ground: number };

function Histogram({ of, x, ground, from }: Drawn & { from: number }) {
  const bins = of.bins.filter((bin) => bin.to > from);
  const before = of.baseline ? densities(of.baseline.by) : [];
  const most = Math.max(1e-9, ...bins.map(height), ...before.map(height));
  const y = (value: number) => ground - (value / most) * (ground - 10);
  return (
    <>
      <path class="bins" d={outline(bins, x, y)} />
      {before.length > 0 && <path class="before" d={outline(before, x, y)} />}
    </>
  );
}

function Cumulative({ of, x, ground }: Drawn) {
  const y = (value: number) => ground - value * (ground - 10);
  const line = (by: MilestoneAnswer["by"]) => path(accumulated(by).map(([at, value]) => [x(at), y(value)]));
  return (
    <>
      {[0.5, 1].map((level) => (
        <g key={level}>
          <line class="grid" x1={0} x2="100%" y1={y(level)} y2={y(level)} />
          <text class="tick" x={2} y={y(level) + 11}>{share(level, lang.value)}</text>
        </g>
      ))}
      {of.baseline && <path class="before" d={line(of.baseline.by)} />}
      <path class="curve" d={line(of.by)} />
    </>
  );
}

/** Eight of ten futures and the middle one; open to the right where never is among the eight. */
function Interval({ of, x, y, to }: { of: MilestoneAnswer; x: (at: number) => number; y: number; to: number }) {
  const { q10, q50, q90 } = of;
  return (
    <g>
      {q10 !== null && <line class="interval" x1={x(q10)} x2={x(q90 ?? to)} y1={y} y2={y} stroke-dasharray={q90 === null ? "8 3" : undefined} />}
      {q50 !== null && <line class="middle" x1={x(q50)} x2={x(q50)} y1={y - 5} y2={y + 5} />}
      {of.baseline?.q50 != null && <line class="middle-before" x1={x(of.baseline.q50)} x2={x(of.baseline.q50)} y1={y - 4} y2={y + 4} />}
    </g>
  );
}

/** The time that is pointed at on any picture, and what has come by then. */
function Pointed({ of, x, ground, width }: Drawn & { width: number }) {
  const at = cursor.value;
  if (at === null) return null;
  const left = x(at);
  return (
    <g>
      <line class="pointed" x1={left} x2={left} y1={0} y2={ground} />
      <text class="said" x={left + (left > width / 2 ? -5 : 5)} y={12} text-anchor={left > width / 2 ? "end" : "start"}>
        {time(Math.round(at * 12) / 12, lang.value)} · {share(probabilityAt(of.by, at), lang.value)}
      </text>
    </g>
  );
}
