/** The reader's changes as a scenario of the model's own text. */

import { useState } from "preact/hooks";
import { asProblem, check, Problem } from "../api";
import type { File } from "../contract";
import { isName, scenarioText } from "../said";
import { change, files, model, served, state } from "../store";
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
    const all = files.value ?? served.value?.files ?? [];
    const file = fileFor(all, state.value.scenario ?? model.value?.name ?? "");
    if (!file) return;
    const longer = `${file.text.trimEnd()}\n\n${text}`;
    try {
      const { diagnostics } = await check(all.map((one) => (one === file ? { ...one, text: longer } : one)));
      const wrong = diagnostics.filter((one) => one.severity === "error");
      if (wrong.length > 0) throw new Problem({ code: "wrong", message: "", message_zh: "", diagnostics: wrong });
      const edited = { ...state.value.edited, [file.path]: longer };
      change({ edited, assume: {}, intervene: [], scenario: `${moduleOf(file.path)}.${name}` }, true);
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
function fileFor(all: File[], name: string): File | undefined {
  const module = name.split(".").at(0);
  return all.find((one) => moduleOf(one.path) === module) ?? all.find((one) => moduleOf(one.path) === model.value?.name) ?? all[0];
}

function moduleOf(path: string): string {
  return path.split("/").at(-1)!.replace(/\.ten$/, "");
}
