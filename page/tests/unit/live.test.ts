import { beforeEach, expect, test, vi } from "vitest";
import type { Question } from "../../src/contract";
import { LiveAnswer } from "../../src/live";

const question = (seed: number): Question => ({ scenario: null, assume: {}, intervene: [], seed, draws: 1000, series: [], baseline: false, prior: false });

/** A server that answers by hand: what was asked, and the streams to write into. */
type Asked = { seed: number; signal: AbortSignal; send: (event: string, data: unknown) => void; end: () => void };
let asked: Asked[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("requestAnimationFrame", (act: () => void) => setTimeout(act, 0));
  vi.stubGlobal("cancelAnimationFrame", (frame: ReturnType<typeof setTimeout>) => clearTimeout(frame));
  vi.stubGlobal("fetch", async (_: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    let into!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (into = controller) });
    signal.addEventListener("abort", () => into.error(new DOMException("gone", "AbortError")));
    const send = (event: string, data: unknown) => into.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    asked.push({ seed: (JSON.parse(body) as Question).seed, signal, send, end: () => into.close() });
    return new Response(stream);
  });
});

const soon = () => new Promise((done) => setTimeout(done, 5));

test("of several movements within one frame the last is asked", async () => {
  const live = new LiveAnswer("main");
  [1, 2, 3].forEach((seed) => live.ask(question(seed)));
  await soon();
  expect(asked.map((one) => one.seed)).toEqual([3]);
});

test("the next question cancels the former, whose answer stays on screen until a better one comes", async () => {
  const live = new LiveAnswer("main");
  live.ask(question(1));
  await soon();
  asked[0]!.send("answer", { seed: 1, draws: 1000 });
  await soon();
  expect(live.answer.value?.seed).toBe(1);
  expect(live.phase.value).toBe("refining");
  live.ask(question(2));
  await soon();
  expect(asked[0]!.signal.aborted).toBe(true);
  expect(live.answer.value?.seed).toBe(1);
  expect(live.phase.value).toBe("thinking");
  asked[1]!.send("answer", { seed: 2, draws: 1000 });
  asked[1]!.send("done", {});
  await soon();
  expect(live.answer.value?.seed).toBe(2);
  expect(live.phase.value).toBe("ready");
});

test("a problem is told and leaves the last good answer", async () => {
  const live = new LiveAnswer("main");
  live.ask(question(1));
  await soon();
  asked[0]!.send("answer", { seed: 1 });
  asked[0]!.send("problem", { code: "bad", message: "so", message_zh: "是" });
  await soon();
  expect(live.problem.value?.body.code).toBe("bad");
  expect(live.answer.value?.seed).toBe(1);
  expect(live.phase.value).toBe("ready");
});

test("the same question is not asked twice", async () => {
  const live = new LiveAnswer("main");
  live.ask(question(1));
  await soon();
  live.ask(question(1));
  await soon();
  expect(asked.length).toBe(1);
});
