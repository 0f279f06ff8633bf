/** What every journey does: opens the page, and holds it to asking nobody else and complaining of nothing. */

import { expect, test as base, type Page } from "@playwright/test";
import type { Model } from "../../src/contract";

const address = () => process.env["TENFOLD_URL"]!.replace(/\/?$/, "/");

export const test = base.extend<{ open: (hash?: string) => Promise<void>; model: Model }>({
  page: async ({ page }, use) => {
    const wrong: string[] = [];
    const own = new URL(address()).origin;
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => {
      // A question that a later one replaced is cancelled, which the browser notes by itself.
      if (message.type() === "error" && !message.text().includes("Failed to load resource")) wrong.push(message.text());
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("blob:")) wrong.push(`asked ${url}`);
    });
    await use(page);
    expect(wrong, "the page complains of nothing and asks nobody else").toEqual([]);
  },
  open: async ({ page }, use) => {
    await use(async (hash = "") => {
      // From the priors, so that no changed belief is calibrated for minutes, and with as many draws as a journey needs.
      await page.goto(`${address()}#draws=1000&prior=1&${hash}`);
      await settled(page);
    });
  },
  model: async ({ request }, use) => {
    await use((await (await request.get(`${address()}api/model`)).json()) as Model);
  },
});

/** Waits until an answer is on the page and its last refinement is there. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".phase.ready, .drop").first()).toBeVisible({ timeout: 40_000 });
}

/** The slider of a parameter, moved by so many of its steps. */
export async function move(page: Page, name: string, steps: number): Promise<void> {
  const slider = page.locator(`.panel .parameter[data-name="${name}"] input[type=range]`).first();
  await slider.focus();
  const was = Number(await slider.inputValue());
  await slider.fill(String(Math.min(1000, Math.max(0, was + steps))));
}

/** The first parameters in the panel, by name. */
export async function parameters(page: Page): Promise<string[]> {
  await expect(page.locator(".panel .parameter").first()).toBeAttached();
  const all = await page.locator(".panel .parameter").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["name"] ?? ""));
  return [...new Set(all)];
}

export { expect };
