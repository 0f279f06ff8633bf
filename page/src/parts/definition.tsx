/** Everything there is to say of one name: equation, unit, source, record, what feeds it and what uses it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem, explain, isCancelled, type Problem } from "../api";
import type { Explained, RecordPoint } from "../contract";
import { quantity, time, unitWord } from "../format";
import { change, model, parameter, state } from "../store";
import { lang, say, t, title } from "../words";
import { Badge } from "./badge";
import { Equation } from "./equation";
import { Graph } from "./graph";
import { ParameterRow } from "./parameter";
import { ProblemNote } from "./problem";

export function Definition() {
  const name = state.value.open;
  const [found, setFound] = useState<Explained | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  /** The names that were walked through, the one that is open last. */
  const trail = useRef<string[]>([]);
  useEffect(() => {
    if (!name) return void (trail.current = []);
    if (trail.current.at(-1) !== name) trail.current.push(name);
    if (!heading.current?.contains(document.activeElement)) before.current ??= document.activeElement;
    const asked = new AbortController();
    setProblem(null);
    explain(name, asked.signal)
      .then((one) => {
        setFound(one);
        heading.current?.focus();
      })
      .catch((reason) => !isCancelled(reason) && setProblem(asProblem(reason)));
    return () => asked.abort();
  }, [name]);
  if (!name) return null;
  const close = () => {
    change({ open: null });
    if (before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  };
  const back = () => {
    trail.current.pop();
    change({ open: trail.current.at(-1) ?? null });
  };
  return (
    <aside class="definition" role="dialog" aria-label={t("definition")} onKeyDown={(event) => event.key === "Escape" && close()}>
      <div class="row">
        <button class="quiet small" onClick={back}>← {t("back")}</button>
        <button class="quiet small" onClick={close}>{t("close")} ×</button>
      </div>
      <h2 ref={heading} tabIndex={-1}>{found ? title(found.title) : name}</h2>
      {problem && <ProblemNote of={problem} />}
      {found && !problem && <Body of={found} asked={name} />}
    </aside>
  );
}

function Body({ of, asked }: { of: Explained; asked: string }) {
  const own = parameter(asked);
  const series = model.value?.series.find((one) => one.group === of.name || one.name === asked);
  return (
    <>
      <p class="soft small">
        <code class="code">{of.name}</code> · {of.kind}
        {of.indices && ` [${of.indices}]`}
        {unitWord(of.unit, lang.value) && ` · ${t("unit")}: ${unitWord(of.unit, lang.value)}`}
      </p>
      {say(of.doc) && <p>{say(of.doc)}</p>}
      {(of.equation || of.latex) && (
        <section>
          <h3>{t("equation")}</h3>
          <Equation latex={of.latex} text={of.equation} />
        </section>
      )}
      {of.constants?.map(([name, value]) => (
        <p key={name} class="small"><code>{name}</code> = {quantity(value, of.unit, lang.value, 6)}</p>
      ))}
      <Source of={of} />
      {own && <ParameterRow of={own} />}
      {series && (
        <button class="quiet" onClick={() => change({ view: "pictures", looks: [...new Set([series.group, ...state.value.looks])], open: null }, true)}>
          {t("lookAt")}
        </button>
      )}
      {of.record.length > 0 && <RecordList of={of} />}
      <Graph of={of} feeds={of.feeds} uses={of.uses} />
    </>
  );
}

function Source({ of }: { of: Explained }) {
  if (!of.provenance && !of.source) return null;
  return (
    <p class="small">
      <Badge kind={of.provenance} /> {of.source}{" "}
      {of.link && <a href={of.link} target="_blank" rel="noreferrer noopener">{t("link")}</a>}
    </p>
  );
}

function RecordList({ of }: { of: Explained }) {
  return (
    <details class="module">
      <summary>{t("recordOf")} <span class="soft">{of.record.length}</span></summary>
      {of.observed?.map((one) => <p key={one} class="small"><code>{one}</code></p>)}
      <ul class="plain small">
        {of.record.map((one, i) => <li key={i}><Point of={one} unit={of.unit} /></li>)}
      </ul>
    </details>
  );
}

function Point({ of, unit }: { of: RecordPoint; unit: string }) {
  const word = (value: number | null) => quantity(value, unit, lang.value);
  const said = of.bound === "at_least" ? `≥ ${word(of.low)}` : of.bound === "at_most" ? `≤ ${word(of.high)}` : word(of.value);
  return (
    <>
      {time(of.at, lang.value)}: {said} <span class="soft">{of.source}</span>{" "}
      {of.link && <a href={of.link} target="_blank" rel="noreferrer noopener">{t("link")}</a>}
    </>
  );
}
