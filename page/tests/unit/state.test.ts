import { expect, test } from "vitest";
import { assumption, clause, fromAddress, isChanged, isPrior, pack, readClause, START, toAddress, unpack, type State } from "../../src/state";

const full: State = {
  view: "pictures", lang: "zh", hash: "2e8c1f377429", scenario: "scenarios.taiwan", beside: ["a", "b"],
  assume: { "market.share[anthropic]": "0.5 to 2", "compute.lead_time": "2 year = x & y" },
  intervene: [
    { name: "geopolitics.stringency", value: "95 %", from: "2027", to: null },
    { name: "economics.forecast[openai]", value: "2 * economics.forecast[openai] from", from: "2026-02-13", to: "2030" },
  ],
  locked: ["compute.lead_time"], seed: 7, draws: 10_000, prior: true, looks: ["economics.revenue", "总收入"], from: 2020, to: 2035.5,
  scale: "log", together: true, cumulative: true, pins: [2030, 2040.25], joint: ["a", "economics.revenue at 2030"], draw: 0,
  open: "capability.horizon", edited: {}, own: false,
};

test("an address holds the whole state", () => {
  expect(fromAddress(toAddress(full, null)).state).toEqual(full);
  expect(fromAddress(`#${toAddress(START, null)}`).state).toEqual(START);
  expect(toAddress(START, null)).toBe("");
});

test("an address of the same state is the same text", () => {
  expect(toAddress(fromAddress(toAddress(full, "x")).state, "x")).toBe(toAddress(full, "x"));
});

test("an address that says nonsense is as at the start", () => {
  expect(fromAddress("#view=moon&seed=-3&draws=many&joint=one&from=&to=∞&assume=x&intervene=y&draw=1.5").state).toEqual(START);
});

test("edited text survives the address", async () => {
  const edited = { "world.ten": 'module world\n"算力"\n'.repeat(500) };
  const packed = await pack(edited);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed!.length).toBeLessThan(500);
  expect(await unpack(packed!)).toEqual(edited);
  expect(await pack({})).toBeNull();
  expect(await unpack("no such text")).toEqual({});
});

test("clauses are read as they are written", () => {
  for (const one of full.intervene) expect(readClause(clause(one))).toEqual(one);
  expect(readClause("lead = 3 year")).toBeNull();
});

test("a prior is told from a value", () => {
  for (const prior of ["0.5 to 2", "normal(0, 1)", "normal(0, 1) truncated above 0", "mixture(30 % of 1 to 2, 70 % of 3 to 4)"]) {
    expect(isPrior(prior), prior).toBe(true);
  }
  for (const value of ["2 year", "total", "max(1, 2)", "normal_cdf(1)", "x * tolerance"]) expect(isPrior(value), value).toBe(false);
  expect(assumption("a", "1 to 2")).toBe("a ~ 1 to 2");
});

test("what is changed is told from what is looked at", () => {
  expect(isChanged({ ...START, view: "fit", prior: true })).toBe(false);
  expect(isChanged({ ...START, scenario: "x" })).toBe(true);
  expect(isChanged({ ...START, edited: { a: "" } })).toBe(true);
  expect(isChanged({ ...START, edited: { a: "" }, own: true })).toBe(false);
});
