/** The time that the reader points at, common to all pictures, and the times that are pinned. */

import { signal } from "@preact/signals";
import { change, state } from "../store";

/** Where the pointer or the keyboard is; none where nobody points. */
export const cursor = signal<number | null>(null);

export function pin(time: number): void {
  const near = state.value.pins.find((one) => Math.abs(one - time) < 0.02);
  const pins = near === undefined ? [...state.value.pins, round(time)] : state.value.pins.filter((one) => one !== near);
  change({ pins: pins.sort((a, b) => a - b) });
}

function round(time: number): number {
  return Math.round(time * 10_000) / 10_000;
}

/** Keys on a picture: arrows move the time by a step, Enter pins it, Escape takes all pins away. */
export function movedByKey(event: KeyboardEvent, from: number, to: number, step: number): void {
  const at = cursor.value ?? state.value.pins[0] ?? (from + to) / 2;
  const moves: Record<string, number> = {
    ArrowLeft: at - step, ArrowRight: at + step, PageDown: at - 5 * step, PageUp: at + 5 * step, Home: from, End: to,
  };
  const moved = moves[event.key];
  if (moved !== undefined) cursor.value = Math.min(to, Math.max(from, moved));
  else if (event.key === "Enter" || event.key === " ") pin(at);
  else if (event.key === "Escape") change({ pins: [] });
  else return;
  event.preventDefault();
}
