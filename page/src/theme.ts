/** Light or dark, and the colours that a canvas has to be told. */

import { computed, effect, signal } from "@preact/signals";
import { remember, remembered } from "./store";

export type Theme = "auto" | "light" | "dark";
const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(dark.matches);

export const theme = signal<Theme>(THEMES.find((one) => one === remembered("theme")) ?? "auto");
export const isDark = computed(() => theme.value === "dark" || (theme.value === "auto" && systemDark.value));

/** Keeps the document in the chosen colours. */
export function followTheme(): void {
  dark.addEventListener("change", (event) => (systemDark.value = event.matches));
  effect(() => {
    document.documentElement.dataset["theme"] = isDark.value ? "dark" : "light";
    remember("theme", theme.value);
  });
}

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
}

/** The value of a colour of the stylesheet, such as `fan`. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A colour for each of several things side by side. */
export function colours(count: number): string[] {
  return Array.from({ length: count }, (_, at) => colour(`mark-${at % 8}`));
}
