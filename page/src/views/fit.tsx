/** A law fitted to the reader's own table. */

import { useRef, useState } from "preact/hooks";
import { asProblem, fit as fetchFit, isCancelled, type Problem } from "../api";
import { Scatter } from "../charts/scatter";
import type { Estimate, FitFound, Law } from "../contract";
import { glance, guess } from "../csv";
import { number, quantity, unitWord } from "../format";
import { ProblemNote } from "../parts/problem";
import { served } from "../store";
import { lang, say, t } from "../words";

export function FitView() {
  const laws = served.value?.laws ?? [];
  const [csv, setCsv] = useState("");
  const [lawName, setLaw] = useState(laws[0]?.name ?? "");
  const [mapped, setMapped] = useState<Record<string, string>>({});
  const [where, setWhere] = useState("");
  const [found, setFound] = useState<FitFound | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isFitting, setFitting] = useState(false);
  const running = useRef<AbortController | null>(null);
  const table = glance(csv);
  const law = laws.find((one) => one.name === lawName);
  const columnOf = (name: string) => mapped[name] ?? guessed(law, name, table?.columns ?? []);
  const isMapped = law !== undefined && law.columns.every((one) => columnOf(one.name) !== "");
  const run = async () => {
    if (!law) return;
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setFitting(true);
    try {
      const columns = Object.fromEntries(law.columns.map((one) => [one.name, columnOf(one.name)]));
      setFound(await fetchFit({ law: law.name, columns, csv, ...(where.trim() ? { where } : {}) }, signal));
      setProblem(null);
    } catch (reason) {
      if (isCancelled(reason)) return;
      setProblem(asProblem(reason));
    }
    setFitting(false);
  };
  return (
    <>
      <h1>{t("fit")}</h1>
      <p class="soft">{t("fitLead")}</p>
      <Drop text={csv} take={(text) => (setCsv(text), setMapped({}))} />
      {csv && !table && <p class="note">{t("csvNone")}</p>}
      <div class="form">
        <label>
          <span class="small soft">{t("law")}</span>
          <select value={lawName} onChange={(event) => (setLaw(event.currentTarget.value), setMapped({}))}>
            {laws.map((one) => <option key={one.name} value={one.name}>{say(one.title)}</option>)}
          </select>
        </label>
        {table && law?.columns.map((one) => (
          <label key={one.name}>
            <span class="small soft">{say(one.title)} ({one.name}{unitWord(one.unit, lang.value) && `, ${unitWord(one.unit, lang.value)}`})</span>
            <select value={columnOf(one.name)} onChange={(event) => setMapped({ ...mapped, [one.name]: event.currentTarget.value })}>
              <option value="">{t("choose")}</option>
              {table.columns.map((column) => <option key={column} value={column}>{column}</option>)}
            </select>
          </label>
        ))}
        {table && (
          <label>
            <span class="small soft">{t("where")}</span>
            <input value={where} placeholder="N >= 1 billion" spellcheck={false} onInput={(event) => setWhere(event.currentTarget.value)} />
          </label>
        )}
      </div>
      <button class="primary" disabled={!table || !isMapped || isFitting} onClick={() => void run()}>{t(isFitting ? "fitting" : "runFit")}</button>
      <div role="status">{problem && <ProblemNote of={problem} />}</div>
      {found && <Fitted of={found} />}
    </>
  );
}

function guessed(law: Law | undefined, name: string, columns: string[]): string {
  const wanted = law?.columns.find((one) => one.name === name);
  return wanted ? guess({ name, title: wanted.title.en }, columns) : "";
}

function Drop({ text, take }: { text: string; take: (text: string) => void }) {
  const [isOver, setOver] = useState(false);
  const table = glance(text);
  const read = async (file: File | undefined) => file && take(await file.text());
  return (
    <div
      class={`drop ${isOver ? "over" : ""}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void read(event.dataTransfer?.files[0]);
      }}
    >
      <label class="pick">
        {t("dropCsv")}
        <input type="file" class="unseen" accept=".csv,.tsv,text/csv,text/plain" onChange={(event) => void read(event.currentTarget.files?.[0])} />
      </label>
      <label>
        <span class="small soft">{t("orPaste")}</span>
        <textarea value={text} spellcheck={false} onInput={(event) => take(event.currentTarget.value)} />
      </label>
      {table && <p class="small" role="status">✓ {t("rows", { count: table.rows })}: {table.columns.join(", ")}</p>}
    </div>
  );
}

function Fitted({ of }: { of: FitFound }) {
  const { extrapolation, picture } = of;
  return (
    <section>
      <h2>{say(of.title) || of.law}</h2>
      <p class="soft">{t("rows", { count: of.rows })} · AIC {number(of.aic, lang.value)}</p>
      <div class="split">
        <table>
          <thead>
            <tr><th>{t("name")}</th><th class="number">{t("estimate")}</th><th class="number">{t("interval")}</th></tr>
          </thead>
          <tbody>
            {[...Object.entries(of.estimates), ...Object.entries(of.derived)].map(([name, one]) => (
              <tr key={name}>
                <th scope="row"><code>{name}</code></th>
                <td class="number">{quantity(one.value, one.unit, lang.value)}</td>
                <td class="number">{interval(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {picture && picture.points.length > 0 && (
          <article class="picture">
            <Scatter label={t("fitPicture", { law: say(of.title) || of.law })} points={picture.points} fitted={picture.curve} x={{ name: picture.x }} y={{ name: picture.y }} />
            <p class="small soft">● {t("yourPoints")} ━ {t("fitted")} │ {t("interval")}</p>
          </article>
        )}
      </div>
      {extrapolation && (
        <p>{t("extrapolates", { count: extrapolation.held_out, outside: number(extrapolation.error_outside, lang.value), inside: number(extrapolation.error_inside, lang.value) })}</p>
      )}
    </section>
  );
}

/** An end that the runs do not set is said to be open. */
function interval({ low, high }: Estimate): string {
  if (low === null && high === null) return t("openEnd");
  const end = (value: number | null) => (value === null ? `(${t("openEnd")})` : number(value, lang.value));
  return `${end(low)} – ${end(high)}`;
}
