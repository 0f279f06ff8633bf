/** The reader's changes as a scenario of the model's own text. */

import { useState } from "preact/hooks";
import { asProblem, check, Problem } from "../api";
import type { Model } from "../contract";
import { isName, scenarioText } from "../said";
import { allFiles, change, served, state } from "../store";
import { t } from "../words";
import { copy } from "./copy";
import { ProblemNote } from "./problem";

export function SaveScenario() {
  const [name, setName] = useState("mine");
  const [doc, setDoc] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const text = scenarioText(state.value, name || "…", doc);
  const add = async () => {
    const of = served.value;
    if (!of) return;
    const file = fileFor(of, state.value.scenario);
    const known = state.value.edited[file] ?? of.files.find((one) => one.path === file)?.text ?? "";
    const edited = { ...state.value.edited, [file]: `${known.trimEnd()}\n\n${text}` };
    try {
      const { diagnostics } = await check(allFiles(of, edited));
      const wrong = diagnostics.filter((one) => one.severity === "error");
      if (wrong.length > 0) throw new Problem({ code: "wrong", message: "", message_zh: "", diagnostics: wrong });
      change({ edited, assume: {}, intervene: [], scenario: `${moduleOf(file)}.${name}` }, true);
      setSaid(t("scenarioAdded"));
      setProblem(null);
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };
  return (
    <section class="changes" aria-label={t("saveScenario")}>
      <h3>{t("saveScenario")}</h3>
      <div class="form">
        <label>
          <span class="small soft">{t("scenarioName")}</span>
          <input value={name} aria-invalid={!isName(name)} aria-describedby="name-rule" spellcheck={false} onInput={(event) => setName(event.currentTarget.value.trim())} />
          <span id="name-rule" class="small soft">{t("nameRule")}</span>
        </label>
        <label>
          <span class="small soft">{t("scenarioDoc")}</span>
          <input value={doc} onInput={(event) => setDoc(event.currentTarget.value)} />
        </label>
      </div>
      <pre class="equation small" tabIndex={0}>{text}</pre>
      <div class="row actions">
        <button disabled={!isName(name)} onClick={() => void add()}>{t("addToModel")}</button>
        <button class="quiet" onClick={async () => setSaid((await copy(text)) ? t("copied") : t("copyFailed"))}>{t("copyText")}</button>
        <span role="status">{said}</span>
      </div>
      {problem && <ProblemNote of={problem} />}
    </section>
  );
}

/** The file whose module sees the names: that of the scenario it stands on, else the model's root. */
function fileFor(of: Model, scenario: string | null): string {
  const module = scenario?.split(".").at(-2) ?? of.name;
  return of.files.find((one) => moduleOf(one.path) === module)?.path ?? of.files[0]!.path;
}

function moduleOf(path: string): string {
  return path.split("/").at(-1)!.replace(/\.ten$/, "");
}
