/** What a reader changes about one name, in one of the two modes that never mix. */

import { signal } from "@preact/signals";
import type { Parameter } from "../contract";
import { change, model, state } from "../store";
import { literal } from "../format";
import type { Intervention } from "../state";

/** A belief is assumed from the first day; a policy acts from a date on. */
export type Mode = "believe" | "act";

export const mode = signal<Mode>("believe");
/** When a policy that is made next begins and ends; no end is open. */
export const policyFrom = signal<string>("");
export const policyTo = signal<string>("");

/** The date that policies start from unless the reader says otherwise: the next year's beginning. */
export function startOfPolicies(): string {
  if (policyFrom.value) return policyFrom.value;
  const { today, begin } = model.value ?? { today: null, begin: 2026 };
  return String(Math.ceil((today ?? begin) + 0.01));
}

export function policyOf(name: string): Intervention | undefined {
  return state.value.intervene.find((one) => one.name === name);
}

/** Sets a name to a value, in the mode that is chosen. */
export function set(name: string, value: string): void {
  if (mode.value === "believe") change({ assume: { ...state.value.assume, [name]: value } });
  else setPolicy(name, { value });
}

/** Changes a name's policy, or makes one. */
export function setPolicy(name: string, patch: Partial<Intervention>): void {
  const known = policyOf(name);
  const made = { name, value: "", from: startOfPolicies(), to: policyTo.value || null, ...known, ...patch };
  const others = state.value.intervene.filter((one) => one.name !== name);
  change({ intervene: [...others, made] });
}

/** Takes back what the mode that is chosen changes of a name. */
export function reset(name: string): void {
  const { assume, intervene } = state.value;
  if (mode.value === "act") return change({ intervene: intervene.filter((one) => one.name !== name) });
  change({ assume: Object.fromEntries(Object.entries(assume).filter(([one]) => one !== name)) });
}

/** The text by which a name is changed in the mode that is chosen. */
export function changedTo(name: string): string | undefined {
  return mode.value === "believe" ? state.value.assume[name] : policyOf(name)?.value;
}

/** A changed value as a number, if it is one: bare, or with the parameter's own unit behind it. */
export function numberOf(text: string | undefined, unit: string): number | null {
  const found = /^\s*([-+]?[\d_.]+(?:e[-+]?\d+)?)\s*(.*?)\s*$/i.exec(text ?? "");
  if (!found || (found[2] !== "" && found[2] !== unit)) return null;
  const value = Number(found[1]!.replaceAll("_", ""));
  return Number.isFinite(value) ? value : null;
}

/** A value as text with the digits that a step of the slider has. */
export function textOf(of: Pick<Parameter, "low" | "high">, value: number): string {
  const step = Math.abs(of.high - of.low) / 500 || 1;
  const digits = Math.ceil(Math.log10(Math.abs(value) / step + 1)) + 1;
  return literal(value, Math.min(10, Math.max(3, digits)));
}
