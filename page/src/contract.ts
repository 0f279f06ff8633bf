/** What page and server say to each other, as JSON below `/api`. Times are calendar years, a value that is undefined is null. */

export type Words = { en: string; zh: string };
export type Titled = { name: string; title: Words };
export type Values = (number | null)[];

export type Provenance = "data" | "literature" | "interview" | "judgement";
export type Scale = "linear" | "log" | "logit";

/** A distribution of a parameter, in its unit; its density is along the scale of its slider. */
export type Shape = { q05: number; q50: number; q95: number; x: number[]; density: number[] };

export type Parameter = Titled & {
  module: string;
  unit: string;
  is_date: boolean;
  provenance: Provenance | null;
  source: string | null;
  link: string | null;
  /** As the model writes it: `0.5 to 2`. */
  prior: string;
  central: number;
  scale: Scale;
  /** Ends of the slider. */
  low: number;
  high: number;
  prior_shape: Shape;
  posterior_shape: Shape | null;
  /** Standard deviation of the posterior as a share of the prior's. */
  learnt: number | null;
};

export type RecordPoint = {
  at: number;
  low: number | null;
  value: number | null;
  high: number | null;
  bound: "at_least" | "at_most" | null;
  source: string;
  link: string | null;
};

export type SeriesInfo = Titled & {
  module: string;
  unit: string;
  labels: string[];
  /** The name without its labels. */
  group: string;
  scale: "linear" | "log";
  record: RecordPoint[];
};

export type File = { path: string; text: string };
export type MilestoneInfo = Titled & { module: string; headline: boolean };
export type ScenarioInfo = Titled & { looks_at: string[]; doc?: Words };
export type Law = Titled & { columns: { name: string; unit: string; title: Words }[] };
export type Template = Titled & { text: string };

export type Model = Titled & {
  /** The argument by which the command line finds it; none for the one that is built in. */
  path?: string | null;
  hash: string;
  version: string;
  begin: number;
  end: number;
  today: number | null;
  read_only: boolean;
  has_posterior: boolean;
  modules: Titled[];
  parameters: Parameter[];
  series: SeriesInfo[];
  milestones: MilestoneInfo[];
  scenarios: ScenarioInfo[];
  headline: { milestones: string[]; series: string[] };
  files: File[];
  laws: Law[];
  templates: Template[];
};

export type Question = {
  scenario: string | null;
  assume: Record<string, string>;
  intervene: string[];
  seed: number;
  draws: number;
  series: string[];
  joint?: [string, string][];
  baseline: boolean;
  prior: boolean;
  files?: File[];
};

export type Fan = { q05: Values; q25: Values; q50: Values; q75: Values; q95: Values };
export type SeriesAnswer = Fan & {
  name: string;
  unit: string;
  at: number[];
  baseline?: Fan;
  difference?: { mean: Values; error: Values };
};

/** That it has come by the end of a calendar year. */
export type ByYear = { year: number; probability: number };
export type Quantiles = { q10: number | null; q50: number | null; q90: number | null };
export type MilestoneAnswer = Titled &
  Quantiles & {
    q25: number | null;
    q75: number | null;
    /** Share of the draws in which it does not come before the run ends. */
    never: number;
    by: ByYear[];
    bins: { from: number; to: number; share: number }[];
    baseline?: Quantiles & { never: number; by: ByYear[] };
    difference?: { by: { year: number; mean: number; error: number }[] };
  };

export type Belief = {
  kind: "prior" | "posterior" | "reweighed" | "calibrated";
  effective: number | null;
  pareto_k: number | null;
  provisional: boolean;
  note: Words | null;
};

export type Influence = { parameter: string; milestone_or_series: string; rank_correlation: number };
export type Joint = { x: string; y: string; points: [number, number][] };

export type Answer = {
  model_hash: string;
  draws: number;
  seed: number;
  diverged: number;
  milliseconds: number;
  belief: Belief;
  series: SeriesAnswer[];
  milestones: MilestoneAnswer[];
  influence: Influence[];
  joint: Joint[];
};

export type Progress = { work: string; done: number; total: number };

export type Place = { line: number; column: number; offset: number };
export type Diagnostic = {
  code: string;
  severity: "error" | "warning";
  path: string;
  from: Place;
  to: Place;
  message: Words;
  help: Words | null;
};
export type ProblemBody = { code: string; message: string; message_zh: string; diagnostics?: Diagnostic[] };

export type Explained = Titled & {
  kind: string;
  unit: string;
  doc: Words;
  equation: string;
  latex: string | null;
  indices?: string;
  source: string | null;
  link: string | null;
  provenance: Provenance | null;
  constants?: [string, number][];
  record: RecordPoint[];
  /** How the model observes it, in its own words. */
  observed?: string[];
  /** What it is made of. */
  feeds: Titled[];
  /** What uses it. */
  uses: Titled[];
};

export type Verdict = "holds" | "in_tension" | "fails" | "undecided";
export type Band = { low: number | null; high: number | null };
export type ClaimRow = {
  id: string;
  claim: string;
  title: Words;
  chapter: Words;
  saying: Words;
  value: number | null;
  error: number | null;
  unit: string;
  measure: "date" | "probability" | "number";
  verdict: Verdict;
  band: Band | null;
  tension: Band | null;
  since: Words | null;
  drivers: { name: string; low: number | null; high: number | null; share: number; provenance: Provenance | null }[];
};

export type Story = {
  milestones: (Titled & { at: number | null })[];
  series: { name: string; unit: string; at: number[]; value: Values }[];
  parameters: { name: string; value: number; unit: string }[];
};

export type Option = {
  label: string;
  kind: "function" | "distribution" | "unit" | "variable" | "parameter" | "keyword";
  detail: Words;
  unit?: string;
};
export type Hover = { name: string; unit: string; doc: Words; from: number; to: number };

export type Estimate = { value: number; low: number | null; high: number | null; unit: string; identified?: boolean };
/** What a law gives at each size, with 95 % of what the replicates say; null where there are none. */
export type Fitted = { x: number[]; low: Values; q50: Values; high: Values };
export type FitFound = {
  law: string;
  title: Words | string;
  rows: number;
  estimates: Record<string, Estimate>;
  derived: Record<string, Estimate>;
  aic: number;
  extrapolation: { by: string; held_out: number; error_inside: number; error_outside: number; bias: number } | null;
  picture: {
    x: string;
    y: string;
    points: [number, number][];
    curve: Fitted;
  } | null;
};

export type Download = "report" | "png" | "svg" | "csv" | "parquet" | "model";
