/** A state as text for elsewhere: a command, and a scenario of the model's language. Pure. */

import { assumption, clause, type State } from "./state";

/** The command that gives the same numbers in a terminal. */
export function command(state: State, path: string | null): string {
  const parts = ["tenfold run"];
  if (path) parts.push(quoted(path));
  if (state.scenario) parts.push(`--scenario ${quoted(state.scenario)}`);
  for (const [name, value] of Object.entries(state.assume)) parts.push(`--assume ${quoted(assumption(name, value))}`);
  for (const one of state.intervene) parts.push(`--intervene ${quoted(clause(one))}`);
  parts.push(`--draws ${state.draws}`, `--seed ${state.seed}`);
  if (state.prior) parts.push("--prior");
  return parts.join(" ");
}

/** As a shell reads it back. */
function quoted(text: string): string {
  return /^[\w./@:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The changes as a scenario; on top of the one they were made in. */
export function scenarioText(state: State, name: string, doc: string): string {
  const on = state.scenario ? ` on ${state.scenario.split(".").at(-1)}` : "";
  const lines = [`scenario ${name}`];
  if (doc.trim()) lines.push(`  "${doc.trim().replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", " ")}"${on}`);
  else lines[0] += on;
  for (const [changed, value] of Object.entries(state.assume)) lines.push(`  assume ${assumption(changed, value)}`);
  for (const one of state.intervene) lines.push(`  intervene ${clause(one)}`);
  return `${lines.join("\n")}\n`;
}

/** Whether the language takes it as a name. */
export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}
