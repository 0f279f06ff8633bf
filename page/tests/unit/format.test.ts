import { expect, test } from "vitest";
import { date, literal, number, quantity, share, span, time, unitWord } from "../../src/format";

test("numbers have few digits and a scale word", () => {
  expect(number(12_345_678_901, "en")).toBe("12.3 billion");
  expect(number(12_345_678_901, "zh")).toBe("123 亿");
  expect(number(16_000_000, "zh")).toBe("1600 万");
  expect(number(999_999_999, "en")).toBe("1 billion");
  expect(number(-0.5, "en")).toBe("−0.5");
  expect(number(4567, "en")).toBe("4,570");
  expect(number(3.1e26, "en")).toBe("3.1e26");
  expect(number(0.00001234, "en")).toBe("1.23e-5");
  expect(number(null, "en")).toBe("–");
});

test("units stand behind, plural in English, Chinese in Chinese", () => {
  expect(quantity(1, "year", "en")).toBe("1 year");
  expect(quantity(2.5, "year", "en")).toBe("2.5 years");
  expect(quantity(2.5, "year", "zh")).toBe("2.5 年");
  expect(quantity(45, "%", "en")).toBe("45 %");
  expect(quantity(45, "%", "zh")).toBe("45%");
  expect(quantity(40, "%/year", "zh")).toBe("40%/年");
  expect(quantity(3, "1", "en")).toBe("3");
  expect(unitWord("USD/month", "zh")).toBe("美元/月");
  expect(unitWord("USD/year/person", "zh")).toBe("美元/年/人");
});

test("years are years", () => {
  expect(date(2026 + 43 / 365, "en")).toBe("Feb 2026");
  expect(date(2028 + 2 / 12, "zh")).toBe("2028年3月");
  expect(date(2027.99999999, "en")).toBe("Jan 2028");
  expect(quantity(2027.5, "year", "en")).toBe("Jul 2027");
  expect(time(2030, "en")).toBe("2030");
  expect(time(2030.5, "zh")).toBe("2030年7月");
});

test("every month of the grid is named as itself", () => {
  for (let month = 0; month < 12 * 40; month += 1) {
    const named = date(2019 + month / 12, "zh");
    expect(named).toBe(`${2019 + Math.floor(month / 12)}年${(month % 12) + 1}月`);
  }
});

test("shares never round to what they are not", () => {
  expect(share(0, "en")).toBe("0 %");
  expect(share(0.001, "en")).toBe("<1 %");
  expect(share(0.999, "zh")).toBe(">99%");
  expect(share(1, "en")).toBe("100 %");
  expect(share(0.505, "en")).toBe("51 %");
});

test("spans of time are months, then years", () => {
  expect(span(-0.5, "en")).toBe("6 months");
  expect(span(3.04, "zh")).toBe("3 年");
});

test("literals are what the language reads", () => {
  expect(literal(0.12345678)).toBe("0.1235");
  expect(literal(1.5e12)).toBe("1.5e12");
  expect(literal(2.5e-5)).toBe("2.5e-5");
});
