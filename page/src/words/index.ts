/** The words of the language that is chosen. */

import { signal } from "@preact/signals";
import type { Words } from "../contract";
import type { Lang } from "../state";
import { en } from "./en";
import { zh } from "./zh";

export type Key = keyof typeof en;

/** The language that is shown. */
export const lang = signal<Lang>("en");

/** The page's own word, with what stands in braces filled in. */
export function t(key: Key, given: Record<string, string | number> = {}): string {
  const text = lang.value === "zh" ? zh[key] : en[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}

/** A title, which begins with a capital where the language has them. */
export function title(words: Words | string | null | undefined): string {
  const text = say(words);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A word that comes from the server, in the language that is chosen. */
export function say(words: Words | string | null | undefined): string {
  if (!words) return "";
  return typeof words === "string" ? words : words[lang.value] || words.en;
}
