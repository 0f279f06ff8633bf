/** All that a reader has chosen, and the address that holds it. Pure: knows no server and no document. */

export const VIEWS = ["answer", "pictures", "scenarios", "claims", "model", "fit"] as const;
export type View = (typeof VIEWS)[number];
export type Lang = "en" | "zh";
export type ScaleChoice = "own" | "linear" | "log";

/** A policy: from a date on the equation is another. Parts are text of the model's language. */
export type Intervention = { name: string; value: string; from: string; to: string | null };

export type State = {
  view: View;
  lang: Lang | null;
  /** Hash of the model that the address was made with. */
  hash: string | null;
  scenario: string | null;
  /** Scenarios that are looked at side by side. */
  beside: string[];
  assume: Record<string, string>;
  intervene: Intervention[];
  locked: string[];
  seed: number;
  draws: number;
  prior: boolean;
  /** Groups of series that are looked at; none: those of the headline. */
  looks: string[];
  from: number | null;
  to: number | null;
  scale: ScaleChoice;
  together: boolean;
  cumulative: boolean;
  pins: number[];
  joint: [string, string] | null;
  draw: number | null;
  open: string | null;
  /** Files whose text differs from what is served, by path. */
  edited: Record<string, string>;
  /** Whether `edited` is the whole model, in place of the one served. */
  own: boolean;
};

export const START: State = {
  view: "answer", lang: null, hash: null, scenario: null, beside: [], assume: {}, intervene: [], locked: [],
  seed: 1, draws: 100_000, prior: false, looks: [], from: null, to: null, scale: "own", together: false,
  cumulative: false, pins: [], joint: null, draw: null, open: null, edited: {}, own: false,
};

/** Whether what is asked differs from the model as it is. */
export function isChanged(state: State): boolean {
  return (
    state.scenario !== null ||
    Object.keys(state.assume).length > 0 ||
    state.intervene.length > 0 ||
    (!state.own && Object.keys(state.edited).length > 0)
  );
}

/** As the command line and the model's language write it. */
export function clause({ name, value, from, to }: Intervention): string {
  return `${name} = ${value} from ${from}${to === null ? "" : ` to ${to}`}`;
}

/** Reads what {@link clause} writes; null for anything else. */
export function readClause(text: string): Intervention | null {
  const found = /^\s*(\S+?)\s*=\s*(.+?)\s+from\s+(\S+?)(?:\s+to\s+(\S+))?\s*$/s.exec(text);
  if (!found) return null;
  const [, name, value, from, to] = found;
  return name && value && from ? { name, value, from, to: to ?? null } : null;
}

/** An assumption as the command line and the model's language write it: a prior has `~`, a value `=`. */
export function assumption(name: string, value: string): string {
  return isPrior(value) ? `${name} ~ ${value}` : `${name} = ${value}`;
}

/** Words that only a distribution starts with, and the interval `a to b`. */
const PRIOR =
  /^(normal|lognormal|uniform|loguniform|triangular|beta|gamma|exponential|student_t|bernoulli|categorical|mixture|empirical)\s*\(|^[^()]*\sto\s/;

/** Whether an expression is a distribution rather than a value. */
export function isPrior(value: string): boolean {
  return PRIOR.test(value.trim());
}

/** The address of a state, without the `#`; `packed` is what {@link pack} made of the edited text. */
export function toAddress(state: State, packed: string | null): string {
  const out = new URLSearchParams();
  const put = (key: string, value: string | number | null) => value !== null && value !== "" && out.append(key, String(value));
  if (state.view !== START.view) put("view", state.view);
  put("lang", state.lang);
  put("model", state.hash);
  put("scenario", state.scenario);
  for (const name of state.beside) put("beside", name);
  for (const [name, value] of Object.entries(state.assume)) put("assume", `${name} = ${value}`);
  for (const one of state.intervene) put("intervene", clause(one));
  for (const name of state.locked) put("lock", name);
  if (state.seed !== START.seed) put("seed", state.seed);
  if (state.draws !== START.draws) put("draws", state.draws);
  if (state.prior) put("prior", 1);
  for (const name of state.looks) put("look", name);
  put("from", state.from);
  put("to", state.to);
  if (state.scale !== START.scale) put("scale", state.scale);
  if (state.together) put("together", 1);
  if (state.cumulative) put("cumulative", 1);
  for (const at of state.pins) put("pin", at);
  if (state.joint) state.joint.forEach((name) => put("joint", name));
  put("draw", state.draw);
  put("open", state.open);
  put("text", packed);
  if (state.own) put("own", 1);
  return out.toString();
}

/** What an address says; what it does not say, or says wrongly, is as at the start. */
export function fromAddress(address: string): { state: State; packed: string | null } {
  const given = new URLSearchParams(address.replace(/^#/, ""));
  const text = (key: string) => given.get(key);
  const number = (key: string) => finite(given.get(key));
  const [x, y] = given.getAll("joint");
  const state: State = {
    view: oneOf(VIEWS, text("view")) ?? START.view,
    lang: oneOf(["en", "zh"] as const, text("lang")),
    hash: text("model"),
    scenario: text("scenario"),
    beside: given.getAll("beside"),
    assume: Object.fromEntries(given.getAll("assume").map(readAssumption).filter((one) => one !== null)),
    intervene: given.getAll("intervene").map(readClause).filter((one) => one !== null),
    locked: given.getAll("lock"),
    seed: whole(number("seed"), 0) ?? START.seed,
    draws: whole(number("draws"), 1) ?? START.draws,
    prior: given.has("prior"),
    looks: given.getAll("look"),
    from: number("from"),
    to: number("to"),
    scale: oneOf(["own", "linear", "log"] as const, text("scale")) ?? START.scale,
    together: given.has("together"),
    cumulative: given.has("cumulative"),
    pins: given.getAll("pin").map(finite).filter((one) => one !== null),
    joint: x !== undefined && y !== undefined ? [x, y] : null,
    draw: whole(number("draw"), 0),
    open: text("open"),
    edited: {},
    own: given.has("own"),
  };
  return { state, packed: text("text") };
}

function readAssumption(text: string): [string, string] | null {
  const at = text.indexOf(" = ");
  return at > 0 ? [text.slice(0, at), text.slice(at + 3)] : null;
}

function oneOf<T extends string>(all: readonly T[], text: string | null): T | null {
  return all.find((one) => one === text) ?? null;
}

function finite(text: string | null): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

function whole(value: number | null, least: number): number | null {
  return value !== null && Number.isSafeInteger(value) && value >= least ? value : null;
}

/** Edited files as text that an address can hold: JSON, deflated, in base64 for addresses. */
export async function pack(edited: Record<string, string>): Promise<string | null> {
  if (Object.keys(edited).length === 0) return null;
  const bytes = new TextEncoder().encode(JSON.stringify(edited));
  const packed = await piped(bytes, new CompressionStream("deflate-raw"));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Undoes {@link pack}; text that is none of its is no edit. */
export async function unpack(packed: string): Promise<Record<string, string>> {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const text = new TextDecoder().decode(await piped(bytes, new DecompressionStream("deflate-raw")));
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}

async function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
