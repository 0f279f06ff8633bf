/** The first screen: the question, its answer in words and pictures, and what the answer hangs on. */

import { nearest } from "../charts/align";
import { DatesChart } from "../charts/dates";
import { shownYears } from "../charts/fan";
import type { Influence, MilestoneAnswer, Model, SeriesInfo } from "../contract";
import { date, quantity, share, span, time } from "../format";
import { linesOf } from "../lines";
import { Badge } from "../parts/badge";
import { Name, NameOf } from "../parts/name";
import { SaidOf } from "../parts/said-of";
import { GroupFan, SeriesFan } from "../parts/series-fan";
import { change, headlineSeries, live, model, panelOpen, parameter, recordedParts } from "../store";
import { lang, t } from "../words";

const HEADLINES = 3;
const INFLUENCES = 6;
/** Over how many years from now revenue is told in words. */
const YEARS_AHEAD = 4;

export function AnswerView() {
  const shown = model.value;
  const answer = live.answer.value;
  if (!shown) return null;
  const asked = headlines(shown);
  const series = headlineSeries(shown)[0];
  return (
    <>
      <h1>{t(asked.length > 0 ? (series ? "askBoth" : "askDates") : "askAny")}</h1>
      <div class="cards">
        {asked.map((name) => {
          const found = answer?.milestones.find((one) => one.name === name);
          return found ? <DateCard key={name} of={found} model={shown} /> : <div class="card empty" key={name} aria-hidden="true" />;
        })}
      </div>
      {series && <SeriesCard of={series} model={shown} />}
      <HangsOn names={[...asked, ...(series ? [series.name] : [])]} />
      <div class="row actions">
        <button class="quiet" onClick={() => change({ view: "pictures" }, true)}>{t("allPictures")} →</button>
      </div>
    </>
  );
}

/** The dates of the first screen: those the model calls its headline, else its first. */
function headlines(shown: Model): string[] {
  const named = shown.headline.milestones.length > 0 ? shown.headline.milestones : shown.milestones.map((one) => one.name);
  return named.slice(0, HEADLINES);
}

export function openPanel(): void {
  panelOpen.value = true;
  requestAnimationFrame(() => document.querySelector<HTMLElement>("#panel input[type=radio]:checked")?.focus());
}

function DateCard({ of, model: shown }: { of: MilestoneAnswer; model: Model }) {
  const end = time(shown.end, lang.value);
  const from = shown.today ? Math.floor(shown.today) - 2 : shown.begin;
  return (
    <article class="card">
      <h2><Name of={of} /></h2>
      <SaidOf name={of.name} />
      <p class="big">
        {of.q50 !== null && <span class="soft">{t("comesMedian")} </span>}
        <strong>{of.q50 === null ? t("notBy", { end }) : date(of.q50, lang.value)}</strong>
      </p>
      <p>
        {rangeOf(of, end)}
        {of.never > 0 && of.q50 !== null && of.q90 !== null && `${lang.value === "en" ? " " : ""}${t("neverShare", { end, share: share(of.never, lang.value) })}`}
      </p>
      {of.baseline && <p class="moved">{movedBy(of)}</p>}
      <DatesChart milestone={of} from={from} to={shown.end} cumulative={false} />
    </article>
  );
}

function rangeOf({ q10, q50, q90, never }: MilestoneAnswer, end: string): string {
  if (q10 !== null && q90 !== null) return t("comesRange", { from: date(q10, lang.value), to: date(q90, lang.value) });
  if (q10 !== null && q50 !== null) return t("comesFrom", { from: date(q10, lang.value), end, share: share(never, lang.value) });
  return t("comesNot", { end });
}

/** By how much the middle date moves; in words of time where both have one. */
function movedBy(of: MilestoneAnswer): string {
  const before = of.baseline?.q50 ?? null;
  if (before === null || of.q50 === null) return before === of.q50 ? t("same") : `${t("before")}: ${before === null ? "–" : date(before, lang.value)}`;
  const moved = of.q50 - before;
  if (Math.abs(moved) < 1 / 24) return t("same");
  return t(moved > 0 ? "later" : "earlier", { span: span(moved, lang.value) });
}

function SeriesCard({ of, model: shown }: { of: SeriesInfo; model: Model }) {
  const line = linesOf([of], live.answer.value)[0];
  const [from, to] = shownYears();
  const told = Math.min(shown.end, Math.ceil((shown.today ?? shown.begin) + YEARS_AHEAD - 1));
  const i = line ? nearest(line.at, told) : 0;
  const word = (value: number | null | undefined) => quantity(value ?? null, of.unit, lang.value);
  const parts = of.record.length > 0 ? [] : recordedParts(shown, of);
  const last = of.record.filter((one) => one.value !== null && one.bound === null).at(-1);
  return (
    <article class="card wide-card">
      <div class="words">
        <h2><Name of={of} /></h2>
        {line && (
          <>
            <p class="big">
              <span class="soft">{t("valueAt", { time: time(line.at[i] ?? told, lang.value) })}{lang.value === "zh" ? "：" : ": "}</span>
              <strong>{word(line.fan.q50[i])}</strong>
            </p>
            <p>{t("valueRange", { low: word(line.fan.q05[i]), high: word(line.fan.q95[i]) })}</p>
          </>
        )}
        {last && <p>{t("recordLast", { value: word(last.value), time: time(last.at, lang.value) })}</p>}
        <p class="small soft">
          {t("fanLegend")} {(of.record.length > 0 || parts.length > 0) && t("recordLegend")} {line?.baseline && t("baselineLegend")}
        </p>
      </div>
      <div>
        <SeriesFan of={of} from={from} to={to} height={260} />
        {parts.length > 0 && (
          <>
            <h3>{t("partsWithRecord")}</h3>
            <GroupFan of={parts} from={from} to={to} />
          </>
        )}
      </div>
    </article>
  );
}

function HangsOn({ names }: { names: string[] }) {
  const all = (live.answer.value?.influence ?? []).filter((one) => names.includes(one.milestone_or_series));
  const strongest = new Map<string, Influence>();
  for (const one of all) {
    const known = strongest.get(one.parameter);
    if (!known || Math.abs(one.rank_correlation) > Math.abs(known.rank_correlation)) strongest.set(one.parameter, one);
  }
  const shown = [...strongest.values()].sort((a, b) => Math.abs(b.rank_correlation) - Math.abs(a.rank_correlation)).slice(0, INFLUENCES);
  return (
    <section aria-label={t("hangsOn")}>
      <h2>{t("hangsOn")}</h2>
      <p class="soft">{t(shown.length > 0 ? "hangsLead" : "hangsNone")}</p>
      <ul class="influences">
        {shown.map((one) => <InfluenceRow key={one.parameter} of={one} />)}
      </ul>
    </section>
  );
}

function InfluenceRow({ of }: { of: Influence }) {
  const isDate = model.value?.milestones.some((one) => one.name === of.milestone_or_series) ?? false;
  const rises = of.rank_correlation > 0;
  const kind = parameter(of.parameter)?.provenance;
  return (
    <li>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${Math.abs(of.rank_correlation) * 100}%` }} />
      </span>
      <span class="what">
        <NameOf name={of.parameter} /> {kind && <Badge kind={kind} />}
        <br />
        <span class="small soft">
          {isDate ? t(rises ? "laterIfHigh" : "earlierIfHigh") : t(rises ? "moreIfHigh" : "lessIfHigh")} ({of.rank_correlation.toFixed(2).replace("-", "−")}){" · "}
          <NameOf name={of.milestone_or_series} />
        </span>
      </span>
    </li>
  );
}
