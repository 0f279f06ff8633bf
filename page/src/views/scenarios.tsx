/** The library's scenarios, side by side, and the reader's own as model text. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { nearest, type Line } from "../charts/align";
import { FanChart, isLogarithmic, shownYears } from "../charts/fan";
import type { Answer, ScenarioInfo, SeriesInfo } from "../contract";
import { number, quantity, yearWord } from "../format";
import { LiveAnswer } from "../live";
import { middle } from "../parts/milestones";
import { Name } from "../parts/name";
import { ProblemNote } from "../parts/problem";
import { SaveScenario } from "../parts/save-scenario";
import { isChanged } from "../state";
import { change, DRAWS_BESIDE, groups, model, questionOf, state, unlockedOut } from "../store";
import { lang, say, t } from "../words";

/** The model as it is has no name. */
const BASE = "";

export function ScenariosView() {
  const shown = model.value;
  if (!shown) return null;
  const chosen = state.value.beside;
  const turn = (name: string) => change({ beside: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name] });
  const base: ScenarioInfo = { name: BASE, title: { en: t("asIs"), zh: t("asIs") }, looks_at: [] };
  const all = [base, ...shown.scenarios];
  return (
    <>
      <h1>{t("scenarios")}</h1>
      <p class="soft">{t("scenariosLead")}</p>
      {all.map((one) => <ScenarioRow key={one.name} of={one} isChosen={chosen.includes(one.name)} turn={() => turn(one.name)} />)}
      {isChanged(state.value) && <SaveScenario />}
      {chosen.length > 0 ? <Beside of={all.filter((one) => chosen.includes(one.name))} /> : <p class="note">{t("besideNone")}</p>}
    </>
  );
}

function ScenarioRow({ of, isChosen, turn }: { of: ScenarioInfo; isChosen: boolean; turn: () => void }) {
  const isCurrent = (state.value.scenario ?? BASE) === of.name;
  const use = () => change({ ...unlockedOut(state.value), scenario: of.name || null, view: "answer", looks: [] }, true);
  return (
    <div class="scenario">
      <input type="checkbox" checked={isChosen} aria-label={say(of.title)} onChange={turn} />
      <div>
        <strong>{of.name === BASE ? say(of.title) : <Name of={of} code />}</strong>
        {of.doc && <p class="small soft">{say(of.doc)}</p>}
      </div>
      <span class="actions-of">
        {isCurrent ? <span class="soft small">{t("current")}</span> : <button class="quiet small" onClick={use}>{t("startFrom")}</button>}
        {isCurrent && of.name !== BASE && <button class="quiet small" onClick={() => change({ scenario: null })}>{t("stop")}</button>}
      </span>
    </div>
  );
}

/** Each chosen scenario's answer, under the reader's own changes, from the same draws. */
function Beside({ of }: { of: ScenarioInfo[] }) {
  const names = of.map((one) => one.name).join("|");
  const lives = useMemo(() => of.map((_, at) => new LiveAnswer(`beside ${at}`)), [names]);
  const looks = new Set(of.flatMap((one) => one.looks_at));
  const shown = model.value!.series.filter((one) => looks.has(one.name) || looks.has(one.group) || groups.value.flat().some((known) => known.name === one.name));
  const scalars = shown.filter((one) => one.labels.length === 0).slice(0, 8);
  const asked = of.map((one) => questionOf({ scenario: one.name || null, draws: DRAWS_BESIDE, baseline: false, joint: [], series: scalars.map((series) => series.name) }));
  useEffect(() => lives.forEach((live, at) => asked[at] && live.ask(asked[at])), [JSON.stringify(asked), lives]);
  useEffect(() => () => lives.forEach((live) => live.stop()), [lives]);
  const answers = lives.map((live) => live.answer.value);
  const problem = lives.map((live) => live.problem.value).find((one) => one !== null);
  const [from, to] = shownYears();
  return (
    <section>
      {problem && <ProblemNote of={problem} />}
      <Comparison of={of} answers={answers} series={scalars} />
      <div class="pictures">
        {scalars.map((info) => (
          <article class="picture" key={info.name}>
            <h3><Name of={info} /></h3>
            <Overlay info={info} of={of} answers={answers} from={from} to={to} />
          </article>
        ))}
      </div>
    </section>
  );
}

type OverlayProps = { info: SeriesInfo; of: ScenarioInfo[]; answers: (Answer | null)[]; from: number; to: number };

function Overlay({ info, of, answers, from, to }: OverlayProps) {
  const lines = useMemo(
    () => of.flatMap((one, at): Line[] => {
      const found = answers[at]?.series.find((series) => series.name === info.name);
      return found ? [{ label: say(one.title), unit: found.unit, at: found.at, fan: found, record: at === 0 ? info.record : [] }] : [];
    }),
    [info, lang.value, ...answers],
  );
  return lines.length > 0 ? <FanChart title={say(info.title)} lines={lines} isLog={isLogarithmic(info.scale)} from={from} to={to} /> : null;
}

function Comparison({ of, answers, series }: { of: ScenarioInfo[]; answers: (Answer | null)[]; series: SeriesInfo[] }) {
  const [year, setYear] = useState(Math.min(model.value!.end, 2035));
  const milestones = model.value!.milestones;
  const value = (answer: Answer | null, info: SeriesInfo) => {
    const found = answer?.series.find((one) => one.name === info.name);
    return found ? quantity(found.q50[nearest(found.at, year)] ?? null, info.unit, lang.value) : "–";
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t("scenarios")}>
      <table class="beside">
        <thead>
          <tr>
            <th>{t("median")}</th>
            {of.map((one) => <th key={one.name}>{say(one.title)}</th>)}
          </tr>
        </thead>
        <tbody>
          {milestones.map((one) => (
            <tr key={one.name}>
              <th scope="row"><Name of={one} /></th>
              {answers.map((answer, at) => <td key={at}>{middle(answer?.milestones.find((found) => found.name === one.name))}</td>)}
            </tr>
          ))}
          {series.map((info) => (
            <tr key={info.name}>
              <th scope="row"><Name of={info} /> <span class="soft">· {yearWord(year, lang.value)}</span></th>
              {answers.map((answer, at) => <td key={at}>{value(answer, info)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <label class="small">
        {t("year")}{" "}
        <input class="year" type="number" min={model.value!.begin} max={model.value!.end} value={year} onChange={(event) => setYear(Number(event.currentTarget.value) || year)} />{" "}
        <span class="soft">{t("draws", { count: number(DRAWS_BESIDE, lang.value) })}</span>
      </label>
    </div>
  );
}
