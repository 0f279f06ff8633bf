/** The prior and the posterior of a parameter, behind its slider. */

import type { Parameter } from "../contract";
import { overSlider, shareOf } from "./position";
import { path } from "./steps";

const WIDTH = 200;
const HEIGHT = 36;

export function Density({ of, value }: { of: Parameter; value: number | null }) {
  const prior = overSlider(of, of.prior_shape.x, of.prior_shape.density);
  const posterior = of.posterior_shape ? overSlider(of, of.posterior_shape.x, of.posterior_shape.density) : [];
  const most = Math.max(1e-300, ...prior.map(([, high]) => high), ...posterior.map(([, high]) => high));
  const placed = (points: [number, number][]) =>
    points.map(([at, high]): [number, number] => [at * WIDTH, HEIGHT - (high / most) * (HEIGHT - 3)]);
  return (
    <svg class="density" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {prior.length > 1 && <path class="prior" d={area(placed(prior))} />}
      {posterior.length > 1 && <path class="posterior" d={area(placed(posterior))} />}
      {value !== null && <line class="chosen" x1={shareOf(of, value) * WIDTH} x2={shareOf(of, value) * WIDTH} y1={0} y2={HEIGHT} />}
    </svg>
  );
}

function area(points: [number, number][]): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  return `M${first[0].toFixed(1)} ${HEIGHT}${path(points).replace("M", "L")}L${last[0].toFixed(1)} ${HEIGHT}Z`;
}
