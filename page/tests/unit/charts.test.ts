import { expect, test } from "vitest";
import { extent, nearest, on, times, type Line } from "../../src/charts/align";
import { overSlider, shareOf, valueAt } from "../../src/charts/position";
import { densities, height, outline, probabilityAt, years } from "../../src/charts/steps";

const fan = (values: (number | null)[]) => ({ q05: values, q25: values, q50: values, q75: values, q95: values });
const line = (at: number[], values: (number | null)[]): Line => ({ label: "", unit: "1", at, fan: fan(values), record: [] });

test("lines of different times stand on all of them", () => {
  const all = times([line([2020, 2022], [1, 2]), line([2021, 2022], [3, 4])]);
  expect(all).toEqual([2020, 2021, 2022]);
  expect(on(all, [2020, 2022], [1, 2], false)).toEqual([1, null, 2]);
  expect(on(all, [2020, 2022], [-1, 2], true)).toEqual([null, null, 2]);
  expect(on(all, [2020, 2022], [0, 2], true, true)).toEqual([expect.closeTo(0, 12), null, 2]);
  expect(nearest(all, 2021.4)).toBe(1);
});

test("an axis holds what is drawn between its years and nothing else", () => {
  const one = line([2020, 2021, 2022], [1, 5, 100]);
  one.record = [{ at: 2020.5, low: 0.5, value: null, high: 7, bound: null, source: "", link: null }];
  expect(extent([one], 2020, 2021, false)).toEqual([0.5, 7]);
  expect(extent([line([2020], [null])], 2020, 2021, false)).toBeNull();
  const thin = { ...line([2020], [10]), fan: { ...fan([10]), q05: [1e-9], q95: [20] } };
  expect(extent([thin], 2020, 2021, true)).toEqual([0.1, 20]);
});

test("a slider's scale goes both ways", () => {
  for (const range of [
    { scale: "linear" as const, low: -1, high: 3 },
    { scale: "log" as const, low: 0.01, high: 100 },
    { scale: "logit" as const, low: 0.01, high: 0.9 },
    { scale: "log" as const, low: -1, high: 1 },
  ]) {
    for (const share of [0, 0.25, 0.5, 1]) expect(shareOf(range, valueAt(range, share))).toBeCloseTo(share, 12);
    expect(valueAt(range, 0)).toBeCloseTo(range.low, 12);
    expect(valueAt(range, 1)).toBeCloseTo(range.high, 12);
  }
  expect(valueAt({ scale: "log", low: 0.01, high: 100 }, 0.5)).toBeCloseTo(1, 12);
});

test("densities over a slider have the same area, however high they come", () => {
  const range = { scale: "log" as const, low: 1, high: 100 };
  const flat = overSlider(range, [1, 10, 100], [7, 7, 7]);
  expect(flat.map(([at]) => at)).toEqual([0, expect.closeTo(0.5, 12), 1]);
  flat.forEach(([, high]) => expect(high).toBeCloseTo(1, 12));
  expect(overSlider(range, [1, 10, 100], [0, 3, 0])[1]![1]).toBeCloseTo(2, 12);
  expect(overSlider(range, [], [])).toEqual([]);
});

test("dates", () => {
  // By the end of 2020 none, of 2021 half.
  const by = [{ year: 2020, probability: 0 }, { year: 2021, probability: 0.5 }, { year: 2022, probability: 0.7 }];
  expect(probabilityAt(by, 2021)).toBe(0);
  expect(probabilityAt(by, 2021.5)).toBeCloseTo(0.25, 12);
  expect(probabilityAt(by, 2022.5)).toBeCloseTo(0.6, 12);
  expect(probabilityAt(by, 2019)).toBe(0);
  expect(probabilityAt(by, 2030)).toBe(0.7);
  expect(probabilityAt([], 2030)).toBeNull();
  expect(densities(by).map((bin) => [bin.from, bin.to, height(bin)])).toEqual([
    [2020, 2021, 0], [2021, 2022, 0.5], [2022, 2023, expect.closeTo(0.2, 12)],
  ]);
  expect(outline([{ from: 0, to: 1, share: 1 }], (x) => x, (y) => y)).toBe("M0.0 0.0L0.0 1.0L1.0 1.0L1.0 0.0Z");
  expect(years(2019, 2050, 7)).toEqual([2020, 2025, 2030, 2035, 2040, 2045, 2050]);
});
