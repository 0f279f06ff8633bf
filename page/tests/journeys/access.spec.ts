/** Every screen by axe, in both languages and colours, and by keyboard alone. */

import { AxeBuilder } from "@axe-core/playwright";
import { VIEWS } from "../../src/state";
import { expect, settled, test } from "./reader";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const [colours, lang, width] of [["light", "en", 1280], ["dark", "zh", 1280], ["dark", "en", 390]] as const) {
  for (const view of VIEWS) {
    test(`${view} in ${colours}, ${lang}, ${width} pixels wide has nothing that axe finds`, async ({ page, open }) => {
      await page.emulateMedia({ colorScheme: colours });
      await page.setViewportSize({ width, height: 900 });
      await open(`view=${view}&lang=${lang}&beside=&pin=2030`);
      expect(await found(page)).toEqual([]);
    });
  }
}

test("a definition and a change have nothing that axe finds", async ({ page, open, model }) => {
  const series = model.headline.series[0]!;
  const one = model.parameters[0]!;
  await open(new URLSearchParams({ open: series, assume: `${one.name} = ${one.central}` }).toString());
  await expect(page.getByRole("dialog").locator(".graph")).toBeVisible();
  expect(await found(page)).toEqual([]);
});

test("the keyboard alone moves a picture's time and pins it", async ({ page, open }) => {
  await open();
  const chart = page.locator(".cards .dates").first();
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", /% by /);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain("pin=");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).not.toContain("pin=");
  await settled(page);
});

/** What is wrong and where, short enough to read in a test's output. */
async function found(page: import("@playwright/test").Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap((one) => one.nodes.slice(0, 4).map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1] ?? ""}`));
}
