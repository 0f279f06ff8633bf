/** An answer that follows a question: a new question cancels the former, what is shown stays until better comes. */

import { signal } from "@preact/signals";
import { ask, asProblem, isCancelled, type Problem } from "./api";
import type { Answer, Progress, Question } from "./contract";

export type Phase = "waiting" | "thinking" | "refining" | "ready";

export class LiveAnswer {
  readonly answer = signal<Answer | null>(null);
  readonly phase = signal<Phase>("waiting");
  readonly problem = signal<Problem | null>(null);
  readonly progress = signal<Progress | null>(null);
  /** What `answer` answers. */
  readonly answered = signal<Question | null>(null);
  private asked = "";
  private running: AbortController | null = null;
  private frame = 0;

  /** The slot tells its questions from those that are asked beside it. */
  constructor(private readonly slot: string) {}

  /** Asks anew unless it is the same question. Of several within one frame only the last is asked. */
  ask(question: Question): void {
    const text = JSON.stringify(question);
    if (text === this.asked) return;
    this.asked = text;
    this.running?.abort();
    this.phase.value = "thinking";
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => void this.run(question));
  }

  /** Stops waiting; what is shown stays. */
  stop(): void {
    cancelAnimationFrame(this.frame);
    this.running?.abort();
    this.asked = "";
  }

  private async run(question: Question): Promise<void> {
    const running = new AbortController();
    this.running = running;
    const heard = {
      answer: (answer: Answer) => {
        this.answer.value = answer;
        this.answered.value = question;
        this.problem.value = null;
        this.progress.value = null;
        this.phase.value = "refining";
      },
      progress: (progress: Progress) => (this.progress.value = progress),
    };
    try {
      await ask(question, this.slot, heard, running.signal);
      if (!running.signal.aborted) this.phase.value = "ready";
    } catch (reason) {
      if (running.signal.aborted || isCancelled(reason)) return;
      this.problem.value = asProblem(reason);
      this.asked = "";
      this.phase.value = "ready";
    }
    if (!running.signal.aborted) this.progress.value = null;
  }
}
