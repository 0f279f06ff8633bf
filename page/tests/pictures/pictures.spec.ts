/** Pictures of the page for the documents: `npm run pictures`. Look at them before they are committed. */

import { move, parameters, settled, test } from "../journeys/reader";

const FOLDER = new URL("../../../docs/", import.meta.url).pathname;

const SHOTS = [
  { name: "page", width: 1280, height: 900, colours: "light", hash: "lang=en" },
  { name: "page-zh", width: 1280, height: 900, colours: "dark", hash: "lang=zh" },
  { name: "page-phone", width: 390, height: 844, colours: "light", hash: "lang=en" },
] as const;

for (const { name, width, height, colours, hash } of SHOTS) {
  test(name, async ({ page, open }) => {
    await page.emulateMedia({ colorScheme: colours });
    await page.setViewportSize({ width, height });
    await open(hash);
    if (width > 1000) {
      const [first] = await parameters(page);
      await move(page, first!, 250);
      await page.locator("h1").hover();
      await settled(page);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    }
    await page.screenshot({ path: `${FOLDER}${name}.png` });
  });
}
