/** Ten journeys of a person through the page. */

import type { Page } from "@playwright/test";
import katex from "katex";
import type { Explained } from "../../src/contract";
import { expect, move, parameters, settled, test } from "./reader";

test("find the answer", async ({ page, open, model }) => {
  await open();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const cards = page.locator(".cards .card");
  await expect(cards).toHaveCount(3);
  for (const card of await cards.all()) {
    await expect(card.locator(".big strong")).toHaveText(/[A-Z][a-z]{2} 20\d\d|after 20\d\d/);
    await expect(card.locator("svg .bins")).toHaveAttribute("d", /^M/);
  }
  await expect(page.locator(".wide-card .big strong")).toHaveText(/USD\/year/);
  await expect(page.locator(".wide-card canvas").first()).toBeVisible();
  await expect(page.locator(".influences li").first()).toBeVisible();
  expect(model.parameters.length).toBeGreaterThan(10);
});

test("move a slider", async ({ page, open }) => {
  await open();
  const [first] = await parameters(page);
  const big = page.locator(".cards .card .big strong");
  const before = await big.allTextContents();
  await move(page, first!, 450);
  await settled(page);
  await expect(page.locator(".changes .chip.belief")).toHaveCount(1);
  await expect(page.locator(".card .before").first()).toHaveAttribute("d", /^M/);
  await expect(page.locator(".card .moved")).toHaveCount(3);
  await expect.poll(() => page.url()).toContain("assume=");
  await page.getByRole("button", { name: "Reset all" }).click();
  await settled(page);
  await expect(page.locator(".chip")).toHaveCount(0);
  expect(await big.allTextContents()).toEqual(before);
});

test("assume and intervene", async ({ page, open }) => {
  await open();
  const [first, second] = await parameters(page);
  await move(page, first!, -300);
  await page.getByRole("radio", { name: "Do otherwise" }).check({ force: true });
  await move(page, second!, 300);
  await settled(page);
  await expect(page.locator(".chip.belief")).toHaveCount(1);
  await expect(page.locator(".chip.policy")).toHaveText(/From 20\d\d/);
  await expect.poll(() => new URLSearchParams(new URL(page.url()).hash.slice(1)).get("intervene") ?? "").toMatch(/ = .+ from 20\d\d$/);
  await page.getByRole("radio", { name: "Believe otherwise" }).check({ force: true });
  const row = page.locator(`.panel .parameter[data-name="${first}"]`).first();
  await row.getByRole("button", { name: /Value, expression or prior/ }).click();
  await row.getByRole("textbox").fill("0.5 to 2");
  await row.getByRole("button", { name: "Apply" }).click();
  await expect(page.locator(".chip.belief")).toContainText("~ 0.5 to 2");
});

test("open an equation", async ({ page, open }) => {
  await open();
  await page.locator(".wide-card h2 button.name").click();
  const definition = page.getByRole("dialog");
  await expect(definition.getByRole("heading", { level: 2 })).toBeFocused();
  await expect(definition.locator(".equation .katex-display").first()).toBeVisible();
  const name = definition.locator("code.code").first();
  const first = await name.textContent();
  await definition.locator(".graph .side button.name").first().click();
  await expect(name).not.toHaveText(first!);
  await definition.getByRole("button", { name: "Back" }).click();
  await expect(name).toHaveText(first!);
  await page.keyboard.press("Escape");
  await expect(definition).toHaveCount(0);
});

test("every equation of the model is typeset", async ({ request, model }) => {
  test.setTimeout(240_000);
  const all = [...model.series.map((one) => one.group), ...model.parameters.map((one) => one.name.replace(/\[.*/, "")), ...model.milestones.map((one) => one.name)];
  let typeset = 0;
  for (const name of new Set(all)) {
    const answer = await request.get(`${process.env["TENFOLD_URL"]!.replace(/\/?$/, "/")}api/explain?name=${encodeURIComponent(name)}`);
    const { explained } = (await answer.json()) as { explained: Explained };
    // What is read from a table has no equation.
    if (["data", "lookup"].includes(explained.kind)) continue;
    expect(explained.latex, name).not.toBeNull();
    katex.renderToString(explained.latex!, { displayMode: true, throwOnError: true, strict: "ignore" });
    typeset += 1;
  }
  expect(typeset).toBeGreaterThan(100);
});

test("edit a model and mend an error", async ({ page, open }) => {
  await open("view=model");
  const text = page.locator(".editor .cm-content");
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nlet broken : 1 = oops");
  await expect(page.locator(".verdict.fails")).toContainText("1 mistake");
  await expect(page.locator(".verdict.fails")).toContainText("last text that was right");
  await expect(page.locator(".editor .cm-lintRange-error").first()).toBeAttached();
  await expect(page.locator(".picture canvas").first()).toBeVisible();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("1");
  await expect(page.locator(".verdict.holds")).toHaveText(/No mistakes/);
  await expect.poll(() => page.url()).toContain("text=");
  await settled(page);
});

test("save a scenario", async ({ page, open, model }) => {
  const one = model.parameters.find((parameter) => !parameter.name.includes("["))!;
  await open(new URLSearchParams({ view: "scenarios", assume: `${one.name} = ${one.central}` }).toString());
  await page.getByRole("textbox", { name: "Name" }).fill("my_own");
  await page.getByRole("textbox", { name: "What it is about" }).fill("A test.");
  await page.getByRole("button", { name: "Add to the model's text" }).click();
  await expect(page.getByText("Scenario: my_own", { exact: false }).or(page.getByText(/Scenario: .*my_own/)).first()).toBeVisible();
  await expect.poll(() => page.url()).toMatch(/scenario=\w+\.my_own/);
  await page.getByRole("navigation").getByRole("button", { name: "Model text" }).click();
  await expect(page.locator(".editor .cm-content")).toBeVisible();
});

test("share and reopen", async ({ page, open, context, browser }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("seed=7");
  const [first] = await parameters(page);
  await move(page, first!, 400);
  await settled(page);
  // What a model says of a name is asked apart from the answer.
  const sentences = (of: Page) => of.locator(".cards .card p");
  await expect(page.locator(".cards .said-of")).toHaveText([/./, /./, /./]);
  const said = await sentences(page).allTextContents();
  await page.locator(".menu summary").click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy as command" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^tenfold run .*--assume .*--seed 7/);
  const other = await (await browser.newContext({ locale: "en-US" })).newPage();
  await other.goto(link);
  await settled(other);
  await expect(sentences(other)).toHaveText(said);
  await other.close();
});

/** As the law itself calls what was measured. */
const MEASURED = "L";

test("fit a CSV", async ({ page, open, model }) => {
  await open("view=fit");
  const rows = Array.from({ length: 30 }, (_, i) => {
    const [n, d] = [1e7 * 3 ** (i % 6), 1e9 * 4 ** Math.floor(i / 6)];
    return `${n},${d},${1.69 + 406 / n ** 0.34 + 411 / d ** 0.28}`;
  });
  await page.locator("input[type=file]").setInputFiles({ name: "runs.csv", mimeType: "text/csv", buffer: Buffer.from(`params,tokens,${MEASURED}\n${rows.join("\n")}\n`) });
  await expect(page.getByText("30 rows")).toBeVisible();
  const law = model.laws.find((one) => one.name === "chinchilla")!;
  await page.getByLabel("Law").selectOption(law.name);
  const own: Record<string, string> = { N: "params", D: "tokens" };
  for (const [at, column] of law.columns.entries()) {
    await page.locator(".form select").nth(at + 1).selectOption(own[column.name] ?? MEASURED);
  }
  await page.getByRole("button", { name: "Fit", exact: true }).last().click();
  await expect(page.locator("main table tbody tr").first()).toBeVisible({ timeout: 50_000 });
  await expect(page.locator(".scatter svg path.curve")).toHaveAttribute("d", /^M/);
});

test("switch language", async ({ page, open }) => {
  await open();
  await page.getByRole("button", { name: "Language: 中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/何时/);
  await expect(page.locator(".cards .big strong").first()).toHaveText(/\d{4}年/);
  await expect(page.getByRole("button", { name: "图表" }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await page.getByRole("button", { name: /语言.*English/ }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("phone", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open();
  for (const view of ["Answer", "Pictures", "Scenarios", "Claims", "Model text", "Fit"]) {
    await page.getByRole("navigation").getByRole("button", { name: view }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, `${view} fits the screen`).toBeLessThanOrEqual(0);
  }
  await page.getByRole("navigation").getByRole("button", { name: "Answer" }).click();
  await page.getByRole("button", { name: "Change something" }).click();
  const [first] = await parameters(page);
  await move(page, first!, 300);
  await page.locator(".panel").getByRole("button", { name: "Close" }).click();
  await settled(page);
  await expect(page.locator(".card .moved").first()).toBeVisible();
});
