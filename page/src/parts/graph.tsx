/** What feeds a thing and what uses it, as a small graph whose every knot is a step to walk. */

import type { Titled } from "../contract";
import { t, title } from "../words";
import { Name } from "./name";

const ROW = 34;
const MOST = 12;

export function Graph({ of, feeds, uses }: { of: Titled; feeds: Titled[]; uses: Titled[] }) {
  const [left, right] = [feeds.slice(0, MOST), uses.slice(0, MOST)];
  const height = Math.max(left.length, right.length, 1) * ROW;
  return (
    <div class="graph" role="group" aria-label={t("walk")}>
      <Side title={t("feeds")} all={feeds} shown={left} height={height} />
      <Arrows count={left.length} height={height} fromMany />
      <p class="knot centre" style={{ marginTop: `${height / 2 + 8}px` }}>{title(of.title)}</p>
      <Arrows count={right.length} height={height} />
      <Side title={t("uses")} all={uses} shown={right} height={height} />
    </div>
  );
}

function Side({ title, all, shown, height }: { title: string; all: Titled[]; shown: Titled[]; height: number }) {
  return (
    <div class="side">
      <h4>{title}</h4>
      <ul style={{ height: `${height}px` }}>
        {shown.map((one) => (
          <li key={one.name} class="knot" style={{ height: `${Math.floor(height / shown.length) - 4}px` }}>
            <Name of={one} />
          </li>
        ))}
        {all.length === 0 && <li class="soft small">{t("nothing")}</li>}
      </ul>
      {all.length > shown.length && (
        <details class="small">
          <summary>{t("showMore", { count: all.length - shown.length })}</summary>
          {all.slice(shown.length).map((one) => <p key={one.name}><Name of={one} /></p>)}
        </details>
      )}
    </div>
  );
}

/** Lines between each knot of a side and the middle. */
function Arrows({ count, height, fromMany = false }: { count: number; height: number; fromMany?: boolean }) {
  const middle = height / 2;
  return (
    <svg class="arrows" viewBox={`0 0 24 ${height}`} width="24" height={height} aria-hidden="true">
      {Array.from({ length: count }, (_, i) => {
        const y = ((i + 0.5) / count) * height;
        const [start, end] = fromMany ? [y, middle] : [middle, y];
        return <path key={i} d={`M0 ${start}C12 ${start} 12 ${end} 24 ${end}`} />;
      })}
    </svg>
  );
}
