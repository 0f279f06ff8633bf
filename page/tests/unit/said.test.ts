import { expect, test } from "vitest";
import { command, isName, scenarioText } from "../../src/said";
import { START, type State } from "../../src/state";

const changed: State = {
  ...START,
  scenario: "scenarios.taiwan",
  assume: { "compute.lead_time": "0.5 to 2", "market.share[ours]": "2" },
  intervene: [{ name: "geopolitics.stringency", value: "it's", from: "2027", to: "2030" }],
};

test("a command says all that decides the numbers", () => {
  expect(command(START, null)).toBe("tenfold run --draws 100000 --seed 1");
  expect(command({ ...changed, prior: true }, "my models/a.ten")).toBe(
    "tenfold run 'my models/a.ten' --scenario scenarios.taiwan --assume 'compute.lead_time ~ 0.5 to 2' --assume 'market.share[ours] = 2' " +
      "--intervene 'geopolitics.stringency = it'\\''s from 2027 to 2030' --draws 100000 --seed 1 --prior",
  );
});

test("a scenario is text of the language", () => {
  expect(scenarioText(changed, "mine", 'What "if"')).toBe(
    'scenario mine\n  "What \\"if\\"" on taiwan\n  assume compute.lead_time ~ 0.5 to 2\n  assume market.share[ours] = 2\n' +
      "  intervene geopolitics.stringency = it's from 2027 to 2030\n",
  );
  expect(scenarioText({ ...START, scenario: "slow" }, "mine", " ")).toBe("scenario mine on slow\n");
});

test("names are the language's", () => {
  expect(["a", "_b1", "算力"].every(isName)).toBe(true);
  expect(["", "1a", "a-b", "a b"].some(isName)).toBe(false);
});
