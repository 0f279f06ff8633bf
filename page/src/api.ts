/** The server's paths as typed functions. Every question can be cancelled by its signal. */

import type {
  Answer, ClaimRow, Diagnostic, Download, Explained, File, FitFound, Hover, Model, Option, ProblemBody, Progress, Question, Story,
} from "./contract";
import { EventParser } from "./sse";

/** What the server refused, in both languages, with the mistakes of a model's text where it has any. */
export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.message);
    this.name = "Problem";
  }
}

/** Whether an error only says that somebody stopped waiting. */
export function isCancelled(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "AbortError";
}

/** Any error as what the page can show. */
export function asProblem(reason: unknown): Problem {
  if (reason instanceof Problem) return reason;
  return new Problem({
    code: "unreachable",
    message: "The server does not answer. Is `tenfold serve` still running?",
    message_zh: "服务器没有回应。`tenfold serve` 还在运行吗？",
  });
}

/** This page among all that ask the server: a question ends the former of the same page and slot, of no other. */
const PAGE = Math.random().toString(36).slice(2, 12);

async function sent(path: string, body: unknown, signal?: AbortSignal, slot = ""): Promise<Response> {
  const from = { "x-tenfold-client": PAGE, "x-tenfold-slot": slot };
  const response = await fetch(`api/${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? { headers: from } : { headers: { ...from, "content-type": "application/json" }, body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Problem(told?.error ?? { code: `http-${response.status}`, message: response.statusText, message_zh: response.statusText });
}

async function json<T>(path: string, body?: unknown, signal?: AbortSignal, slot = ""): Promise<T> {
  return (await sent(path, body, signal, slot)).json() as Promise<T>;
}

/** Names of several things may be asked for at once: each has its own slot, short and plain enough for a header. */
function slotOf(name: string): string {
  return encodeURIComponent(name).slice(-60);
}

export const model = () => json<Model>("model");
export const modelOf = (files: File[], signal: AbortSignal) => json<Model>("model", { files }, signal);
export const explain = async (name: string, signal: AbortSignal) =>
  (await json<{ explained: Explained }>(`explain?name=${encodeURIComponent(name)}`, undefined, signal, slotOf(name))).explained;
export const claims = async (question: Question, signal: AbortSignal) =>
  (await json<{ claims: ClaimRow[] }>("claims", question, signal)).claims;
export const story = (question: Question, draw: number, signal: AbortSignal) =>
  json<Story>("story", { ...question, draw }, signal);
export const check = (files: File[], signal?: AbortSignal) =>
  json<{ diagnostics: Diagnostic[]; hash: string }>("check", { files }, signal);
export const complete = (files: File[], path: string, offset: number) =>
  json<{ from: number; options: Option[] }>("complete", { files, path, offset });
export const hover = (files: File[], path: string, offset: number) => json<Partial<Hover>>("hover", { files, path, offset });
export const format = (path: string, text: string) => json<{ text: string }>("format", { path, text });
export const save = (path: string, text: string) => json<{ path: string }>("save", { path, text });
export const fit = (wanted: { law: string; columns: Record<string, string>; csv: string; where?: string }, signal: AbortSignal) =>
  json<FitFound>("fit", wanted, signal);
export const download = async (question: Question, what: Download) => (await sent("download", { question, what })).blob();

export type Heard = { answer: (answer: Answer) => void; progress: (progress: Progress) => void };

/** Asks, and hands on each answer as it gets finer, until the server is done or the signal cancels. */
export async function ask(question: Question, slot: string, heard: Heard, signal: AbortSignal): Promise<void> {
  const response = await sent("answer", question, signal, slot);
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { event, data } of parser.push(value)) {
      if (signal.aborted) return;
      if (event === "answer") heard.answer(JSON.parse(data) as Answer);
      else if (event === "progress") heard.progress(JSON.parse(data) as Progress);
      else if (event === "problem") throw new Problem(unwrapped(JSON.parse(data)));
      else if (event === "done") return;
    }
  }
}

function unwrapped(told: ProblemBody | { error: ProblemBody }): ProblemBody {
  return "error" in told ? told.error : told;
}
