/** The model's text beside what it says. While the text is wrong, the last that was right stays on screen. */

import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EditorView as View } from "@codemirror/view";
import { asProblem, check, format, isCancelled, save, type Problem } from "../api";
import { DatesChart } from "../charts/dates";
import { shownYears } from "../charts/fan";
import type { Diagnostic, File, Model } from "../contract";
import { middle } from "../parts/milestones";
import { Name } from "../parts/name";
import { ProblemNote } from "../parts/problem";
import { SeriesFan } from "../parts/series-fan";
import { START } from "../state";
import { allFiles, change, groups, live, served, state } from "../store";
import { lang, say, t } from "../words";

/** Text that is typed and not yet right, by path; it outlives a look at another view. */
const drafts = signal<Record<string, string>>({});
const chosenPath = signal<string | null>(null);

export function EditorView() {
  const of = served.value;
  if (!of) return null;
  const paths = state.value.own ? Object.keys(state.value.edited) : allFiles(of, state.value.edited).map((one) => one.path);
  const root = paths.find((path) => path.split("/").at(-1) === `${of.name}.ten`);
  const path = paths.find((one) => one === chosenPath.value) ?? Object.keys(state.value.edited)[0] ?? root ?? paths[0];
  if (path === undefined) return null;
  return (
    <>
      <h1>{t("model")}</h1>
      <div class="split wide-left">
        <Edited key={`${path} ${state.value.own}`} of={of} path={path} paths={paths} />
        <Beside />
      </div>
    </>
  );
}

/** The text of a file as it stands: typed, right before, or served. */
function textOf(of: Model, path: string): string {
  return drafts.value[path] ?? state.value.edited[path] ?? of.files.find((one) => one.path === path)?.text ?? "";
}

function standing(of: Model): File[] {
  const all = { ...state.value.edited, ...drafts.value };
  return state.value.own ? Object.entries(all).map(([path, text]) => ({ path, text })) : allFiles(of, all);
}

function Edited({ of, path, paths }: { of: Model; path: string; paths: string[] }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<View | null>(null);
  const [mistakes, setMistakes] = useState<Diagnostic[] | null>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const checker = useMemo(() => new Checker(of, setMistakes, setProblem), [of]);

  const reformat = () =>
    format(path, textOf(of, path))
      .then(async ({ text }) => view.current && (await import("../editor/setup")).setText(view.current, text))
      .catch((reason) => setProblem(asProblem(reason)));
  const keep = () =>
    save(path, textOf(of, path))
      .then((kept) => (setProblem(null), setSaid(t("saved", { path: kept.path }))))
      .catch((reason) => setProblem(asProblem(reason)));
  const acts = useRef({ reformat, keep });
  acts.current = { reformat, keep };

  useEffect(() => {
    let isWanted = true;
    void import("../editor/setup").then(({ makeEditor, showMistakes }) => {
      if (!isWanted || !place.current) return;
      const made = makeEditor({
        parent: place.current, path, text: textOf(of, path), label: t("editor", { path }), files: () => standing(of),
        changed: (text) => {
          drafts.value = { ...drafts.value, [path]: text };
          setSaid("");
          checker.check();
        },
        save: () => of.read_only || void acts.current.keep(),
        format: () => void acts.current.reformat(),
      });
      view.current = made;
      checker.show = (all) => showMistakes(made, path, all);
      checker.check();
    });
    return () => {
      isWanted = false;
      checker.show = () => {};
      view.current?.destroy();
      view.current = null;
    };
  }, [path, lang.value]);

  const go = async (one: Diagnostic) => {
    if (one.path !== path) return void (chosenPath.value = one.path);
    view.current?.dispatch({ selection: { anchor: Math.min(one.from.offset, view.current.state.doc.length) }, scrollIntoView: true });
    view.current?.focus();
  };
  return (
    <section>
      <Tools of={of} path={path} paths={paths} format={reformat} save={keep} />
      <div class="editor" ref={place} />
      <p class="small soft">{t("editorKeys")} {of.read_only && t("readOnly")}</p>
      <div role="status" class="small">{said}</div>
      {problem && <ProblemNote of={problem} />}
      <Mistakes of={mistakes} go={go} />
    </section>
  );
}

/** Checks what is typed: the newest text alone counts. Right text becomes the model that is asked. */
class Checker {
  show: (all: Diagnostic[]) => void = () => {};
  private running: AbortController | null = null;

  constructor(
    private readonly of: Model,
    private readonly found: (all: Diagnostic[] | null) => void,
    private readonly failed: (problem: Problem | null) => void,
  ) {}

  check(): void {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    check(standing(this.of), running.signal)
      .then(({ diagnostics }) => {
        if (running.signal.aborted) return;
        this.failed(null);
        this.found(diagnostics);
        this.show(diagnostics);
        if (!diagnostics.some((one) => one.severity === "error")) this.accept();
      })
      .catch((reason) => !isCancelled(reason) && this.failed(asProblem(reason)));
  }

  private accept(): void {
    const all = { ...state.value.edited, ...drafts.value };
    const isOther = ([path, text]: [string, string]) => state.value.own || this.of.files.find((one) => one.path === path)?.text !== text;
    const edited = Object.fromEntries(Object.entries(all).filter(isOther));
    drafts.value = {};
    if (JSON.stringify(edited) !== JSON.stringify(state.value.edited)) change({ edited });
  }
}

type ToolsProps = { of: Model; path: string; paths: string[]; format: () => void; save: () => void };

function Tools({ of, path, paths, format, save }: ToolsProps) {
  const isChanged = Object.keys(state.value.edited).length + Object.keys(drafts.value).length > 0;
  const start = (name: string) => {
    drafts.value = {};
    chosenPath.value = null;
    const found = of.templates.find((one) => one.name === name);
    const { view, lang, seed, draws } = state.value;
    change({ ...START, view, lang, seed, draws, edited: found ? { [`${found.name}.ten`]: found.text } : {}, own: found !== undefined }, true);
  };
  return (
    <div class="toolbar">
      <label>
        <span class="soft">{t("file")}</span>{" "}
        <select value={path} onChange={(event) => (chosenPath.value = event.currentTarget.value)}>
          {paths.map((one) => <option key={one} value={one}>{one}{one in state.value.edited || one in drafts.value ? " •" : ""}</option>)}
        </select>
      </label>
      <label>
        <span class="soft">{t("template")}</span>{" "}
        <select value={state.value.own ? path.replace(/\.ten$/, "") : ""} onChange={(event) => start(event.currentTarget.value)}>
          <option value="">{t("templateWhole")}</option>
          {of.templates.map((one) => <option key={one.name} value={one.name}>{say(one.title)}</option>)}
        </select>
      </label>
      <span>
        <button onClick={format}>{t("formatText")}</button>{" "}
        {!of.read_only && <button onClick={save}>{t("saveFile")}</button>}{" "}
        {isChanged && <button class="quiet" onClick={() => start("")}>{t("revert")}</button>}
      </span>
    </div>
  );
}

function Mistakes({ of, go }: { of: Diagnostic[] | null; go: (one: Diagnostic) => void }) {
  if (of === null) return <p class="small soft">{t("checking")}</p>;
  const errors = of.filter((one) => one.severity === "error").length;
  return (
    <div>
      <p role="status" class={errors > 0 ? "verdict fails" : "verdict holds"}>
        {errors === 0 ? `✓ ${t("right")}` : errors === 1 ? `✗ ${t("wrongOne")}` : `✗ ${t("wrong", { count: errors })}`}
        {errors > 0 && <span class="soft"> {t("lastGood")}</span>}
      </p>
      <ul class="mistakes small">
        {of.slice(0, 20).map((one, i) => (
          <li key={i}>
            <button class="name" onClick={() => go(one)}>{one.path}, {t("line", { line: one.from.line })}</button>{" "}
            <code>{one.code}</code> {say(one.message)}
            {one.help && <p class="soft">{t("help")}: {say(one.help)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the text says, beside it. */
function Beside() {
  const answer = live.answer.value;
  const [from, to] = shownYears();
  const isOld = Object.keys(drafts.value).length > 0;
  return (
    <section aria-label={t("pictures")} class={isOld ? "beside-text old" : "beside-text"}>
      {groups.value.slice(0, 3).map((group) => (
        <article class="picture" key={group[0]!.group}>
          <h3><Name of={group[0]!} /></h3>
          <SeriesFan of={group[0]!} from={from} to={to} height={180} />
        </article>
      ))}
      {answer?.milestones.slice(0, 4).map((one) => (
        <article class="picture" key={one.name}>
          <h3><Name of={one} /> <span class="soft">{middle(one)}</span></h3>
          <DatesChart milestone={one} from={from} to={to} cumulative={state.value.cumulative} tall={90} />
        </article>
      ))}
    </section>
  );
}
