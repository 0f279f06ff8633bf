/** The editor with what the language's server knows: completion, hover, mistakes under the line. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, type Tooltip } from "@codemirror/view";
import { complete, hover } from "../api";
import type { Diagnostic, File } from "../contract";
import { say } from "../words";
import { colouring, tenfold } from "./language";

export type Wanted = {
  parent: HTMLElement;
  path: string;
  text: string;
  label: string;
  /** All files, with the text that stands in the editor. */
  files: () => File[];
  changed: (text: string) => void;
  save: () => void;
  format: () => void;
};

/** Makes an editor in a shadow root: there its styles are sheets that scripts adopt, which a strict policy allows. */
export function makeEditor(wanted: Wanted): EditorView {
  const root = wanted.parent.shadowRoot ?? wanted.parent.attachShadow({ mode: "open" });
  const run = (act: () => void) => () => (act(), true);
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: wanted.text,
      extensions: [
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        highlightSelectionMatches(), search({ top: true }), lintGutter(), tenfold, colouring, look, EditorView.lineWrapping,
        autocompletion({ override: [(context) => completions(context, wanted)] }),
        hoverTooltip((view, at) => hovered(view, at, wanted)),
        EditorView.contentAttributes.of({ "aria-label": wanted.label, tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && wanted.changed(update.state.doc.toString())),
        keymap.of([
          { key: "Mod-s", run: run(wanted.save), preventDefault: true },
          { key: "Shift-Alt-f", run: run(wanted.format) },
          ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab,
        ]),
      ],
    }),
  });
}

/** Puts mistakes under their words. */
export function showMistakes(view: EditorView, path: string, all: Diagnostic[]): void {
  const length = view.state.doc.length;
  const own = all.filter((one) => one.path === path);
  const shown = own.map((one) => {
    const from = Math.min(one.from.offset, length);
    return {
      from,
      to: Math.min(Math.max(one.to.offset, from), length),
      severity: one.severity,
      source: one.code,
      message: say(one.message) + (one.help ? `\n${say(one.help)}` : ""),
    };
  });
  view.dispatch(setDiagnostics(view.state, shown));
}

/** Replaces the text, where it differs, as one step that can be undone. */
export function setText(view: EditorView, text: string): void {
  if (view.state.doc.toString() !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

const TYPES = { function: "function", distribution: "class", unit: "constant", variable: "variable", parameter: "property", keyword: "keyword" };

async function completions(context: CompletionContext, { path, files }: Wanted): Promise<CompletionResult | null> {
  if (!context.explicit && !context.matchBefore(/[\p{L}_][\p{L}\p{N}_.]*$/u)) return null;
  const found = await complete(files(), path, context.pos).catch(() => null);
  if (!found || context.aborted) return null;
  const options = found.options.map((one) => ({ label: one.label, type: TYPES[one.kind], detail: one.unit ?? "", info: say(one.detail) }));
  return { from: found.from, options, validFor: /^[\p{L}\p{N}_.]*$/u };
}

async function hovered(view: EditorView, at: number, { path, files }: Wanted): Promise<Tooltip | null> {
  const found = await hover(files(), path, at).catch(() => null);
  if (!found?.name) return null;
  const end = view.state.doc.length;
  return {
    pos: Math.min(found.from ?? at, end),
    end: Math.min(found.to ?? at, end),
    create: () => {
      const dom = document.createElement("div");
      dom.className = "hover";
      const name = dom.appendChild(document.createElement("code"));
      name.textContent = found.unit ? `${found.name} : ${found.unit}` : (found.name ?? "");
      dom.appendChild(document.createElement("p")).textContent = say(found.doc);
      return { dom };
    },
  };
}

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "13.5px" },
  "&.cm-focused": { outline: "2px solid var(--fan)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--fan) 6%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--half) !important" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "6px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--fan)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "inherit", opacity: "0.85" },
  ".hover": { padding: "4px 8px", maxWidth: "32rem" },
  ".hover p": { margin: "2px 0 0" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
  ".cm-matchingBracket": { backgroundColor: "var(--half) !important" },
});
