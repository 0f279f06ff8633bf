/** How long a movement of a slider takes to its first picture and to 10,000 draws. Measures, and holds nothing to a time. */

import { expect, parameters, settled, test } from "../journeys/reader";

const MOVEMENTS = 20;

test("movement to picture", async ({ page, open }) => {
  test.setTimeout(300_000);
  await open();
  await page.goto(page.url().replace("draws=1000&", "draws=10000&"));
  await page.reload();
  await settled(page);
  const [name] = await parameters(page);
  const first: number[] = [];
  const finer: number[] = [];
  for (let i = 0; i < MOVEMENTS; i += 1) {
    const found = await page.evaluate(movement, { name: name!, to: 300 + ((i * 37) % 400) });
    first.push(found.first);
    if (found.finer !== null) finer.push(found.finer);
    await settled(page);
  }
  const middle = (all: number[]) => Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN);
  const most = (all: number[]) => Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? NaN);
  console.log(`first picture: median ${middle(first)} ms, 95 % ${most(first)} ms; 10,000 draws: median ${middle(finer)} ms, 95 % ${most(finer)} ms`);
  expect(first.length).toBe(MOVEMENTS);
});

/** Within the page: moves the slider and waits for pictures of a newer answer to be painted. */
async function movement({ name, to }: { name: string; to: number }): Promise<{ first: number; finer: number | null }> {
  const slider = document.querySelector<HTMLInputElement>(`.panel [data-name="${name}"] input[type=range]`)!;
  const drawsNow = () => Number(/([\d,]+) draws/.exec(document.querySelector(".status")?.textContent ?? "")?.[1]?.replaceAll(",", "") ?? 0);
  const isNew = () => !document.querySelector(".phase.thinking");
  const painted = () => new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)));
  slider.value = String(to);
  const start = performance.now();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const until = async (is: () => boolean): Promise<number | null> => {
    while (!is()) {
      if (performance.now() - start > 20_000) return null;
      await new Promise((next) => setTimeout(next, 1));
    }
    return (await painted()) - start;
  };
  await until(() => !isNew());
  const first = (await until(isNew)) ?? NaN;
  const finer = await until(() => isNew() && drawsNow() >= 10_000);
  return { first, finer };
}
