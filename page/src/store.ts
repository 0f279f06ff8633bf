/** What the page holds: the model, what the reader chose, and the answer that follows both. */

import { batch, computed, effect, signal } from "@preact/signals";
import { asProblem, model as fetchModel, modelOf, type Problem } from "./api";
import type { File, Model, Parameter, Question, SeriesInfo, Titled } from "./contract";
import { LiveAnswer } from "./live";
import { clause, fromAddress, isChanged, pack, START, toAddress, unpack, type State } from "./state";
import { lang } from "./words";

/** The model as it is served; {@link model} is the one that is shown, which an edit may have changed. */
export const served = signal<Model | null>(null);
export const model = signal<Model | null>(null);
export const failed = signal<Problem | null>(null);
export const state = signal<State>(START);
export const live = new LiveAnswer("main");
/** Whether the parameters lie over the page, where it is too narrow for both. */
export const panelOpen = signal(false);

/** Draws of what stands beside the answer, such as other scenarios and claims. */
export const DRAWS_BESIDE = 10_000;
/** How long after a movement the address is written: browsers allow a few writes a second. */
const ADDRESS_MILLISECONDS = 250;

/** Parts of the state by themselves: what follows from one part stays as it is while others change. */
const edited = computed(() => state.value.edited);
const own = computed(() => state.value.own);
const looks = computed(() => state.value.looks);
const scenario = computed(() => state.value.scenario);

/** The files of the text that was last right, where they differ from what is served. */
export const files = computed<File[] | null>(() => {
  if (Object.keys(edited.value).length === 0) return null;
  if (own.value) return Object.entries(edited.value).map(([path, text]) => ({ path, text }));
  return served.value && allFiles(served.value, edited.value);
});

/** All files of a model with edits in place; a path that it does not have is a new file. */
export function allFiles(of: Model, edited: Record<string, string>): File[] {
  const known = of.files.map(({ path, text }) => ({ path, text: edited[path] ?? text }));
  const added = Object.entries(edited).filter(([path]) => !of.files.some((file) => file.path === path));
  return [...known, ...added.map(([path, text]) => ({ path, text }))];
}

/** The series that are looked at, by group. */
export const groups = computed<SeriesInfo[][]>(() => {
  const shown = model.value;
  if (!shown) return [];
  const chosen = looks.value.length > 0 ? looks.value : defaultLooks(shown, scenario.value);
  return chosen.map((group) => shown.series.filter((one) => one.group === group)).filter((group) => group.length > 0);
});

/** Without a choice: what the first screen has, and what the scenario says to look at. */
function defaultLooks(shown: Model, scenario: string | null): string[] {
  const lookedAt = shown.scenarios.find((one) => one.name === scenario)?.looks_at ?? [];
  const names = [...shown.headline.series, ...lookedAt];
  const found = names.map((name) => shown.series.find((one) => one.name === name || one.group === name)?.group);
  const known = [...new Set(found.filter((one) => one !== undefined))];
  return known.length > 0 ? known : [...new Set(shown.series.map((one) => one.group))].slice(0, 4);
}

/** What is asked, but for `changes` that whoever asks makes to it. */
export function questionOf(changes: Partial<Question> = {}): Question | null {
  const shown = model.value;
  if (!shown) return null;
  const chosen = state.value;
  const headline = headlineSeries(shown);
  const names = new Set([...headline, ...headline.flatMap((one) => recordedParts(shown, one)), ...groups.value.flat()].map((one) => one.name));
  return {
    scenario: chosen.scenario,
    assume: chosen.assume,
    intervene: chosen.intervene.map(clause),
    seed: chosen.seed,
    draws: chosen.draws,
    series: [...names],
    ...(chosen.joint ? { joint: [chosen.joint] } : {}),
    baseline: isChanged(chosen),
    prior: chosen.prior,
    ...(files.value ? { files: files.value } : {}),
    ...changes,
  };
}

/** The elements of what the first screen shows in time. */
export function headlineSeries(of: Model): SeriesInfo[] {
  return of.series.filter((one) => of.headline.series.some((name) => name === one.name || name === one.group));
}

/** What a series without a record is the sum of, where its elements have one: by the last word of their names. */
export function recordedParts(of: Model, whole: SeriesInfo): SeriesInfo[] {
  if (whole.record.length > 0) return [];
  const word = (name: string) => name.split(".").at(-1);
  const alike = of.series.filter((one) => one.labels.length > 0 && word(one.group) === word(whole.name));
  const recorded = alike.find((one) => one.record.length > 0)?.group;
  return alike.filter((one) => one.group === recorded);
}

/** Changes what the reader chose; `push` makes a step that the browser's Back undoes. */
export function change(patch: Partial<State>, push = false): void {
  if (push) history.pushState(null, "", location.href);
  state.value = { ...state.value, ...patch };
  if (patch.lang) lang.value = patch.lang;
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => void writeAddress(), push ? 0 : ADDRESS_MILLISECONDS);
}

let addressTimer: ReturnType<typeof setTimeout> | undefined;

/** The address of what is shown, whole. */
export async function address(): Promise<string> {
  const packed = await pack(state.value.edited);
  const held = toAddress({ ...state.value, lang: lang.value, hash: served.value?.hash ?? state.value.hash }, packed);
  return `${location.origin}${location.pathname}#${held}`;
}

async function writeAddress(): Promise<void> {
  history.replaceState(null, "", await address());
}

async function readAddress(): Promise<void> {
  const { state: read, packed } = fromAddress(location.hash);
  const edited = packed ? await unpack(packed) : {};
  batch(() => {
    state.value = { ...read, edited };
    if (read.lang) lang.value = read.lang;
  });
}

/** Locks hold a change against every reset and every other scenario. */
export function unlockedOut(chosen: State): Pick<State, "assume" | "intervene"> {
  const held = (name: string) => chosen.locked.includes(name);
  return {
    assume: Object.fromEntries(Object.entries(chosen.assume).filter(([name]) => held(name))),
    intervene: chosen.intervene.filter((one) => held(one.name)),
  };
}

/** What a name of the model is called, if the model tells. */
export function titled(name: string): Titled | undefined {
  const shown = model.value;
  if (!shown) return undefined;
  const is = (one: Titled) => one.name === name;
  const group = shown.series.find((one) => one.group === name);
  return parameter(name) ?? shown.milestones.find(is) ?? shown.series.find(is) ?? group ?? shown.scenarios.find(is);
}

const byName = computed(() => new Map(model.value?.parameters.map((one) => [one.name, one])));

/** The parameter of a name, if it is one. */
export function parameter(name: string): Parameter | undefined {
  return byName.value.get(name);
}

let editing: AbortController | undefined;

/** The model of an edited text: its parameters and series may be others. */
async function followText(): Promise<void> {
  editing?.abort();
  const text = files.value;
  if (!text) {
    if (served.value) model.value = served.value;
    return;
  }
  editing = new AbortController();
  const { signal } = editing;
  try {
    const found = await modelOf(text, signal);
    if (!signal.aborted) model.value = found;
  } catch (reason) {
    if (!signal.aborted) live.problem.value = asProblem(reason);
  }
}

/** Reads the address and the model, and keeps the answer behind the question from then on. */
export async function start(): Promise<void> {
  lang.value = remembered("lang") === "zh" || (!remembered("lang") && navigator.language.startsWith("zh")) ? "zh" : "en";
  await readAddress();
  addEventListener("popstate", () => void readAddress());
  addEventListener("hashchange", () => void readAddress());
  try {
    served.value = await fetchModel();
  } catch (reason) {
    failed.value = asProblem(reason);
    return;
  }
  if (!files.value) model.value = served.value;
  effect(() => remember("lang", lang.value));
  effect(() => {
    void files.value;
    void followText();
  });
  effect(() => {
    const question = questionOf();
    if (question) live.ask(question);
  });
}

/** What this browser keeps of a reader's preferences; a browser that refuses keeps nothing. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`tenfold-${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`tenfold-${key}`, value);
  } catch {
    // A browser that keeps nothing is as at the first visit.
  }
}
