# The command's help.
cli = Model the AI exponential: run, check, test and explain models written in Tenfold's language.
cli-any-model = A .ten file or a folder; the built-in world where none is given
cli-any-scenario = Run under this scenario of the model
cli-any-assume = Another belief, as NAME = VALUE with its unit, or NAME ~ PRIOR; held before the record is met; may be repeated
cli-any-intervene = Change an equation from a date on, every belief kept: NAME = EXPRESSION from DATE [to DATE]; may be repeated
cli-any-given = Take parameters from the rows of this table, Parquet or CSV, in turn: a column for each that has a prior, named and measured as in draws.parquet
cli-any-json = Print JSON instead of text
cli-any-lang = Language of all words: en or zh; from the environment's locale where not given
cli-run = Run an ensemble of trajectories, print what comes out, and write a run folder with a report
cli-run-draws = Number of draws: joint realisations of all that is uncertain
cli-run-seed = Seed of the random numbers; the same seed gives the same bits on any machine
cli-run-out = Run folder to write; runs/ and the model's name where not given
cli-run-threads = Number of threads; all cores where not given. The result does not depend on it
cli-run-trajectories = Also write every draw's path through time, as Parquet: all series and steps, unless --every and --only choose
cli-run-central = Also follow the central trajectory, print it as a table and write it as Parquet
cli-run-every = Times of trajectories: each so many steps, or a duration such as "1 month"; the last is always there
cli-run-only = Series of trajectories, by name or element, several with commas; what a draw has one number of goes to its draws
cli-run-claims = Also hold the model's claims against the same draws, and put them in the report; this runs a world for each supposition
cli-run-examples =
    Examples:
      tenfold run
      tenfold run models/world --draws 100000 --seed 7
      tenfold run --prior
      tenfold run --claims
      tenfold run --central --every "1 year" --only economics.revenue
      tenfold run adoption.ten --assume "adoption.imitation = 50 %/year"
      tenfold run --lang zh --out runs/mine
cli-check = Check a model: names, units, indices, loops; report every mistake at once
cli-check-emit = Print a stage of the model: its tree, the unit of each definition, the program, its graph, or what its Chinese catalogue lacks
cli-check-examples =
    Examples:
      tenfold check model.ten
      tenfold check models/world --emit units
      tenfold check model.ten --emit graph | dot -Tsvg > model.svg
cli-test = Run the tests that a model carries
cli-test-examples =
    Examples:
      tenfold test
      tenfold test models/world/economics.ten
cli-claims = Hold the claims of a model against an ensemble: what was said, what the model gives, what swings it
cli-claims-draws = Number of draws, the same in every world that claims compare
cli-claims-seed = Seed of the random numbers; the same seed gives the same bits on any machine
cli-claims-out = Folder to write: report, claims as JSON; runs/ and the name with -claims where not given
cli-claims-threads = Number of threads; all cores where not given. The result does not depend on it
cli-claims-examples =
    A claim that fails is a finding: the exit code is 0 all the same.

    Examples:
      tenfold claims
      tenfold claims --scenario taiwan
      tenfold claims models/world --draws 100000 --json
cli-explain = Explain anything of the model that has a name, or the code of a diagnostic
cli-explain-name = A name such as economics.revenue, or a code such as unit-mismatch
cli-explain-examples =
    Examples:
      tenfold explain compute.lead_time
      tenfold explain adopters --model adoption.ten
      tenfold explain unit-mismatch
cli-fmt = Lay out model files in the one canonical way
cli-fmt-paths = Files, or folders whose .ten files are meant
cli-fmt-check = Change nothing; fail where a file is not laid out so
cli-fmt-examples =
    Examples:
      tenfold fmt model.ten
      tenfold fmt --check models
cli-new = Write a small commented model to start from
cli-new-name = Name of the model; NAME.ten is written into this folder
cli-new-examples =
    Examples:
      tenfold new adoption

# What only the command says.
cli-failed = error: { $problem }
cli-by-end-of = by end of
cli-figure = { $median }  ({ $low } – { $high })
cli-more-milestones = { $count ->
    [one] { $count } more milestone is in the report
   *[other] { $count } more milestones are in the report
  }
cli-more-series = { $count ->
    [one] { $count } more series is in the report
   *[other] { $count } more series are in the report
  }
cli-more-columns = { $count ->
    [one] { $count } more series is in central.parquet
   *[other] { $count } more series are in central.parquet
  }
cli-more-times = { $count ->
    [one] { $count } more time is in central.parquet
   *[other] { $count } more times are in central.parquet
  }
cli-more-scalars = { $count ->
    [one] { $count } more is in the report
   *[other] { $count } more are in the report
  }
cli-test-at = { $time }, draw { $draw }
cli-test-sides = left { $left }, right { $right } { $unit }
cli-test-more = { $count ->
    [one] in { $count } draw
   *[other] in { $count } draws
  }
cli-test-diverged = not finite: { $where }
cli-unknown = { $name } is neither a name of this model nor the code of a diagnostic
cli-unknown-near = is one of these meant: { $names }?
cli-unformatted = { $count ->
    [one] { $count } file is not formatted
   *[other] { $count } files are not formatted
  }
cli-fit = Fit a law to runs: estimates with intervals, what the runs do not determine, and how well it foretells
cli-fit-laws = Laws that come with the program (bass, chinchilla, data-constrained, …), or .ten files; several are compared
cli-fit-data = CSV file of runs, in place of those the law comes with
cli-fit-map = What the file calls a column of the law, as N=params,D=tokens
cli-fit-conditions = Use rows that meet this condition alone, such as "N>=1e8"; may be repeated
cli-fit-loss = What a residual costs: huber (outliers count by their distance), squares, or student (Student's t)
cli-fit-delta = Where squares end in Huber's loss
cli-fit-dof = Degrees of freedom of Student's t
cli-fit-starts = Descents, from draws of the priors
cli-fit-bootstrap = Bootstrap replicates; 0 for none
cli-fit-seed = Seed of starts, replicates and folds
cli-fit-by = Definition by which runs are large, for the extrapolation test; the law's first output where not given
cli-fit-hold_out = Share of the runs, the largest, that the extrapolation test holds out
cli-fit-out = Folder to write: the result as JSON, every bootstrap replicate as Parquet, and pictures
cli-fit-threads = Number of threads; all cores where not given. The result does not depend on it
cli-fit-examples =
    Examples:
      tenfold fit chinchilla
      tenfold fit chinchilla --data runs.csv --map N=params,D=tokens,L=loss --where "loss<4"
      tenfold fit chinchilla --assume "budget = 1e25 FLOP" --bootstrap 4000
      tenfold fit chinchilla kaplan overtraining --data runs.csv
      tenfold fit time-horizon --loss squares --json
cli-calibrate = Condition a model on its record: draws of its parameters and past that meet what was observed
cli-calibrate-sampler = How draws are made: smc (any model), or nuts (laws, and models in time whose record depends on no event, milestone or rk4: four chains that follow the likelihood's slope)
cli-calibrate-particles = Particles, 256 to 65536; more are slower and surer
cli-calibrate-rows = Rows of the posterior to write, at most, spread over all particles; one for each particle where not given
cli-calibrate-seed = Seed of priors, moves and chance
cli-calibrate-until = Hide what the record says after this date, as 2026-02-13
cli-calibrate-out = Folder to write: a report, pictures, the posterior as Parquet and what is to be known of it; runs/MODEL-posterior where not given
cli-calibrate-threads = Number of threads; all cores where not given. The result does not depend on it
cli-calibrate-examples =
    Examples:
      tenfold calibrate
      tenfold calibrate --particles 16384 --out runs/fine
      tenfold run --posterior runs/fine
      tenfold calibrate --until 2026-02-13 --out runs/before
      tenfold run --posterior runs/before
      tenfold calibrate chinchilla --sampler nuts
cli-any-prior = Start from the priors, whatever the record says
cli-any-posterior = Start from the posterior in this folder, as tenfold calibrate writes it, instead of the model's own

cli-serve = Open a page on which the model answers while you think: move what is uncertain, read equations, edit them
cli-serve-port = Port to listen on; a free one where 0 or none is given
cli-serve-listen = Listen on this address of the machine, for a team; who opens the page then needs the token that is printed. This machine alone where not given
cli-serve-no_open = Open no browser; the address is printed
cli-serve-read_only = Save nothing
cli-serve-folder = Folder below which models edited on the page are saved; nowhere where not given
cli-serve-examples =
    Examples:
      tenfold serve
      tenfold serve model.ten --folder models
      tenfold serve --listen 0.0.0.0 --port 8080 --read-only --no-open
cli-docs = A model as pages to read: words, diagrams, equations, sources, tests, claims, in both languages
cli-docs-out = The folder to write; docs/MODEL where none is given
cli-docs-examples =
    Examples:
      tenfold docs
      tenfold docs model.ten --out pages

cli-compare = Compare scenarios draw by draw, with the same chance in each: what differs, and how sure that is
cli-compare-scenarios = Scenarios of the model, `base` for the model as it is, "TITLE: CLAUSE; CLAUSE" for one of your own (a clause with `from` and a date is an intervention, else an assumption); each is compared with the first, one alone with `base`
cli-compare-draws = Number of draws, the same in every scenario
cli-compare-seed = Seed of the random numbers, the same in every scenario
cli-compare-out = Folder to write; runs/MODEL-SCENARIOS where not given
cli-compare-threads = Number of threads; all cores where not given. The result does not depend on it
cli-compare-examples =
    Examples:
      tenfold compare no_demand
      tenfold compare base no_demand no_research_feedback --draws 20000
      tenfold compare "fast: imitation = 80 %/year" --model adoption.ten
      tenfold compare word_of_mouth --model adoption.ten --prior
