/** What is drawn over the canvas of a fan: the record's points and lines at single times. */

import type uPlot from "uplot";
import type { RecordPoint } from "../contract";
import { colour } from "../theme";

/** The record: a point for a value, a bar for its range, an arrow where it is but a bound. */
export function drawRecord(chart: uPlot, record: RecordPoint[], mark: string): void {
  const { ctx, bbox } = chart;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.setLineDash([]);
  ctx.strokeStyle = mark;
  ctx.fillStyle = mark;
  ctx.lineWidth = 1.5 * scale;
  for (const point of record) {
    const x = chart.valToPos(point.at, "x", true);
    const y = (value: number) => chart.valToPos(value, "y", true);
    if (point.low !== null && point.high !== null && point.bound === null) segment(ctx, x, y(point.low), x, y(point.high));
    if (point.bound === null && point.value !== null) {
      ctx.beginPath();
      ctx.arc(x, y(point.value), 3 * scale, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (point.bound !== null) drawBound(ctx, x, point, y, scale);
  }
  ctx.restore();
}

function drawBound(ctx: CanvasRenderingContext2D, x: number, point: RecordPoint, y: (value: number) => number, scale: number): void {
  const isLeast = point.bound === "at_least";
  const bound = (isLeast ? point.low : point.high) ?? point.value;
  if (bound === null) return;
  const [start, tip] = [y(bound), y(bound) + (isLeast ? -12 : 12) * scale];
  const back = tip + (isLeast ? 4 : -4) * scale;
  segment(ctx, x - 4 * scale, start, x + 4 * scale, start);
  segment(ctx, x, start, x, tip);
  segment(ctx, x - 3 * scale, back, x, tip);
  segment(ctx, x + 3 * scale, back, x, tip);
}

/** Today as a quiet line, pinned times as strong ones. */
export function drawTimes(chart: uPlot, pins: number[], today: number | null): void {
  const { ctx, bbox } = chart;
  const line = (time: number, stroke: string, dash: number[]) => {
    const x = chart.valToPos(time, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.strokeStyle = stroke;
    ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
    segment(ctx, x, bbox.top, x, bbox.top + bbox.height);
  };
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  if (today !== null) line(today, colour("soft"), [1, 3]);
  pins.forEach((time) => line(time, colour("ink"), []));
  ctx.restore();
}

function segment(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}
