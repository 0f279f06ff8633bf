import { expect, test } from "vitest";
import { en } from "../../src/words/en";
import { zh } from "../../src/words/zh";

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("both languages fill in the same things", () => {
  for (const [key, text] of Object.entries(en)) expect(holes(zh[key as keyof typeof en]), key).toEqual(holes(text));
});
