/** Any series over any span, all milestones, two quantities together, and one future as a story. */

import { useMemo, useState } from "preact/hooks";
import type { Line } from "../charts/align";
import { DatesChart } from "../charts/dates";
import { FanChart, isLogarithmic, shownYears, showYears } from "../charts/fan";
import { SeriesFan } from "../parts/series-fan";
import type { SeriesInfo } from "../contract";
import { quantity, time } from "../format";
import { differenceOf, groupTitle, labelOf, linesOf } from "../lines";
import { end, middle, range } from "../parts/milestones";
import { Name } from "../parts/name";
import { change, groups, live, model, state } from "../store";
import { lang, say, t } from "../words";
import { JointView } from "./joint";
import { StoryView } from "./story";

export function PicturesView() {
  const answer = live.answer.value;
  const shown = model.value;
  if (!shown) return null;
  const [from, to] = shownYears();
  return (
    <>
      <h1>{t("pictures")}</h1>
      <Toolbar />
      <p class="small soft">
        {t("fanLegend")} {t("recordLegend")} {answer?.series.some((one) => one.baseline) && t("baselineLegend")} {t("chartHint")}
      </p>
      <div class="pictures">
        {groups.value.map((group) => <Group key={group[0]!.group} of={group} from={from} to={to} />)}
      </div>
      <section aria-label={t("dates")}>
        <div class="row">
          <h2>{t("dates")}</h2>
          <Switch name="by" labels={[t("histogram"), t("cumulative")]} isSecond={state.value.cumulative} choose={(cumulative) => change({ cumulative })} />
        </div>
        <div class="pictures">
          {answer?.milestones.map((one) => (
            <article class="picture" key={one.name}>
              <h3><Name of={one} /></h3>
              <p class="small"><strong>{middle(one)}</strong> <span class="soft">{range(one)}</span></p>
              <DatesChart milestone={one} from={from} to={to} cumulative={state.value.cumulative} tall={state.value.cumulative ? 150 : 120} />
            </article>
          ))}
        </div>
      </section>
      <JointView />
      <StoryView key={end()} />
    </>
  );
}

type SwitchProps = { name: string; labels: [string, string]; isSecond: boolean; choose: (second: boolean) => void };

function Switch({ name, labels, isSecond, choose }: SwitchProps) {
  return (
    <fieldset class="two small">
      {labels.map((label, at) => (
        <label key={label} class="mode believe">
          <input type="radio" name={name} checked={isSecond === (at === 1)} onChange={() => choose(at === 1)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Toolbar() {
  const { from, to, scale, together } = state.value;
  const { begin, end: last } = model.value!;
  const year = (text: string) => (text.trim() === "" || !Number.isFinite(Number(text)) ? null : Number(text));
  return (
    <div class="toolbar">
      <fieldset>
        <legend>{t("span")}</legend>
        <input class="year" inputMode="numeric" aria-label={t("fromDate")} placeholder={String(begin)} value={from ?? ""} onChange={(event) => showYears(year(event.currentTarget.value), to)} />
        <span aria-hidden="true">–</span>
        <input class="year" inputMode="numeric" aria-label={t("toDate")} placeholder={String(last)} value={to ?? ""} onChange={(event) => showYears(from, year(event.currentTarget.value))} />
      </fieldset>
      <fieldset>
        <legend>{t("axis")}</legend>
        {(["own", "linear", "log"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="scale" checked={scale === one} onChange={() => change({ scale: one })} />
            {t(one)}
          </label>
        ))}
      </fieldset>
      <label>
        <input type="checkbox" checked={together} onChange={(event) => change({ together: event.currentTarget.checked })} />
        {t("together")}
      </label>
      <Chooser />
    </div>
  );
}

function Chooser() {
  const [wanted, setWanted] = useState("");
  const all = new Map<string, SeriesInfo>();
  for (const one of model.value!.series) if (!all.has(one.group)) all.set(one.group, one);
  const chosen = groups.value.map((group) => group[0]!.group);
  const matches = ([group, one]: [string, SeriesInfo]) =>
    `${group} ${one.title.en} ${one.title.zh}`.toLowerCase().includes(wanted.trim().toLowerCase());
  const turn = (group: string) => change({ looks: chosen.includes(group) ? chosen.filter((one) => one !== group) : [...chosen, group] });
  return (
    <details class="chooser">
      <summary>{t("chooseSeries")} <span class="soft">{chosen.length} / {all.size}</span></summary>
      <input type="search" class="wide" aria-label={t("chooseSeries")} placeholder={t("chooseSeries")} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      <div class="choices">
        {[...all].filter(matches).map(([group, one]) => (
          <label class="check" key={group}>
            <input type="checkbox" checked={chosen.includes(group)} onChange={() => turn(group)} />
            <span>{groupTitle(one)} <code class="code">{group}</code></span>
          </label>
        ))}
      </div>
    </details>
  );
}

/** A group of elements: side by side with one axis, or in one picture. */
function Group({ of, from, to }: { of: SeriesInfo[]; from: number; to: number }) {
  const answer = live.answer.value;
  const first = of[0]!;
  const lines = useMemo(() => linesOf(of, answer), [of, answer, lang.value]);
  const isLog = isLogarithmic(first.scale);
  const isWide = of.length > 1 && !state.value.together;
  return (
    <article class={`picture ${isWide ? "full" : ""}`}>
      <h3><Name of={{ name: first.group, title: first.title }} label={groupTitle(first)} /></h3>
      {isWide ? (
        <div class="pictures">
          {of.map((info) => (
            <div key={info.name}>
              <h4>{labelOf(info, of)}</h4>
              <SeriesFan of={info} from={from} to={to} height={180} />
              <Difference of={info} from={from} to={to} />
            </div>
          ))}
        </div>
      ) : (
        <>
          {lines.length > 0 && <FanChart title={groupTitle(first)} lines={lines} isLog={isLog} from={from} to={to} />}
          {of.length === 1 && <Difference of={first} from={from} to={to} />}
        </>
      )}
      <Table lines={lines} from={from} to={to} />
    </article>
  );
}

function Difference({ of, from, to }: { of: SeriesInfo; from: number; to: number }) {
  const answer = live.answer.value;
  const lines = useMemo(() => differenceOf(of, answer), [of, answer, lang.value]);
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{t("difference")}</h4>
      <FanChart title={`${say(of.title)}: ${t("difference")}`} lines={lines} isLog={false} from={from} to={to} height={120} />
    </>
  );
}

const ROWS = 9;

/** The same in numbers, for whoever reads or hears them. */
function Table({ lines, from, to }: { lines: Line[]; from: number; to: number }) {
  const [isOpen, setOpen] = useState(false);
  const first = lines[0];
  if (!first) return null;
  const within = first.at.map((at, i) => ({ at, i })).filter(({ at }) => at >= from && at <= to);
  const step = Math.max(1, Math.ceil(within.length / ROWS));
  const rows = within.filter((_, i) => i % step === 0);
  return (
    <details class="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("values")}</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="group" aria-label={t("values")}>
          <table>
            <thead>
              <tr><th>{t("year")}</th>{lines.map((line) => <th class="number" key={line.label}>{line.label}</th>)}</tr>
            </thead>
            <tbody>
              {rows.map(({ at, i }) => (
                <tr key={at}>
                  <th scope="row">{time(at, lang.value)}</th>
                  {lines.map((line) => <td class="number" key={line.label}>{quantity(line.fan.q50[i] ?? null, line.unit, lang.value)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
