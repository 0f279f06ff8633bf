import { beforeEach, expect, test } from "vitest";
import type { SeriesInfo } from "../../src/contract";
import { differenceOf, groupTitle, labelOf } from "../../src/lines";
import { lang } from "../../src/words";

const series = (label: string, en: string, zh: string): SeriesInfo => ({
  name: `market.revenue[${label}]`, group: "market.revenue", labels: [label], title: { en, zh }, module: "market", unit: "USD", scale: "log", record: [],
});
const group = [series("a", "Revenue (net) (Alpha)", "收入（净）（甲）"), series("b", "Revenue (net) (Beta)", "收入（净）（乙）")];

beforeEach(() => void (lang.value = "en"));

test("an element is called by its labels within its group, by its whole title alone", () => {
  expect(labelOf(group[0]!, group)).toBe("Alpha");
  expect(labelOf(group[0]!, [group[0]!])).toBe("Revenue (net) (Alpha)");
  expect(groupTitle(group[0]!)).toBe("Revenue (net)");
  lang.value = "zh";
  expect(labelOf(group[1]!, group)).toBe("乙");
  expect(groupTitle(group[1]!)).toBe("收入（净）");
  expect(groupTitle({ ...group[1]!, labels: [] })).toBe("收入（净）（乙）");
});

test("a difference is its mean and twice its error to either side", () => {
  const fan = { q05: [], q25: [], q50: [], q75: [], q95: [] };
  const found = { name: group[0]!.name, unit: "USD", at: [2020, 2021], ...fan, difference: { mean: [1, null], error: [0.25, 0.5] } };
  const answer = { series: [found] } as unknown as Parameters<typeof differenceOf>[1];
  expect(differenceOf(group[0]!, answer)[0]!.fan).toEqual({ q05: [0.5, null], q25: [0.5, null], q50: [1, null], q75: [1.5, null], q95: [1.5, null] });
  expect(differenceOf(group[1]!, answer)).toEqual([]);
});
