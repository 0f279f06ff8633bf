/** What is on the page, taken elsewhere: its address, a command, model text, files. */

import { useRef, useState } from "preact/hooks";
import { asProblem, download, type Problem } from "../api";
import type { Download } from "../contract";
import { command, scenarioText } from "../said";
import { address, model, questionOf, served, state } from "../store";
import { t } from "../words";
import { copy, handOver } from "./copy";
import { ProblemNote } from "./problem";

const FILES: [Download, string][] = [
  ["report", "html"], ["png", "png"], ["svg", "svg"], ["csv", "csv"], ["parquet", "parquet"], ["model", "ten"],
];

type Said = { kind: "copied" } | { kind: "refused"; text: string } | { kind: "problem"; problem: Problem } | null;

export function Share() {
  const [said, setSaid] = useState<Said>(null);
  const menu = useRef<HTMLDetailsElement>(null);
  const offer = async (text: string) => setSaid((await copy(text)) ? { kind: "copied" } : { kind: "refused", text });
  const get = async (what: Download, ending: string) => {
    const question = questionOf();
    if (!question) return;
    try {
      handOver(await download(question, what), `${model.value?.name ?? "tenfold"}.${ending}`);
      setSaid(null);
    } catch (reason) {
      setSaid({ kind: "problem", problem: asProblem(reason) });
    }
  };
  const leave = (event: FocusEvent) => {
    if (!menu.current?.contains(event.relatedTarget as Node | null) && event.relatedTarget) menu.current!.open = false;
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    menu.current!.open = false;
    menu.current!.querySelector("summary")?.focus();
  };
  return (
    <details ref={menu} class="menu" onFocusOut={leave} onKeyDown={close} onToggle={() => setSaid(null)}>
      <summary>{t("share")}</summary>
      <div class="sheet">
        <button class="item" onClick={async () => offer(await address())}>{t("copyLink")}</button>
        <button class="item" onClick={() => offer(commandText())}>{t("copyCommand")}</button>
        <button class="item" onClick={() => offer(scenarioText(state.value, "mine", ""))}>{t("copyModel")}</button>
        <h4>{t("downloads")}</h4>
        <div class="files">
          {FILES.map(([what, ending]) => (
            <button key={what} class="quiet" onClick={() => void get(what, ending)}>
              {what === "report" ? t("report") : what === "model" ? ".ten" : what === "parquet" ? "Parquet" : what.toUpperCase()}
            </button>
          ))}
        </div>
        <div role="status">
          {said?.kind === "copied" && <p class="small">✓ {t("copied")}</p>}
          {said?.kind === "refused" && (
            <label class="small">
              {t("copyFailed")}
              <textarea readOnly value={said.text} onFocus={(event) => event.currentTarget.select()} />
            </label>
          )}
          {said?.kind === "problem" && <ProblemNote of={said.problem} before={t("downloadFailed")} />}
        </div>
      </div>
    </details>
  );
}

function commandText(): string {
  const text = command(state.value, served.value?.path ?? null);
  const paths = Object.keys(state.value.edited);
  return paths.length > 0 ? `${t("editedNote", { path: paths.join(", ") })}\n${text}` : text;
}
