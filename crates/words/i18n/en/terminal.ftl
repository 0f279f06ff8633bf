# What the command says in a terminal.

term-running = Running { $model }
term-draws-done = { $draws ->
    [one] { $done } of { $draws } draw
   *[other] { $done } of { $draws } draws
  }
term-draws-per-second = { $rate ->
    [one] { $rate } draw per second
   *[other] { $rate } draws per second
  }
term-trajectories = { $rate ->
    [one] { $rate } trajectory per second
   *[other] { $rate } trajectories per second
  }
term-central = Central trajectory
term-paths = { $file }: { $series } of { $all } series at { $times } of { $steps } times
term-scalars = One number a draw
term-from-table = From the { $rows } rows of the table given
term-time-left = { $time } left
term-milestones = Milestones
term-probability-by-year = Probability by year
term-key-series = Key series
term-never = never
term-after = after { $date }
term-never-by = never by { $end }
term-diverged = Diverged
term-diverged-first = first: { $variable } in { $date }, draw { $draw }
term-parameters = Parameters
term-parameters-by-kind = { $data } from data, { $literature } from literature, { $interview } from the interview, { $judgement } by judgement, { $none } not stated
term-hindcast = Against the record
term-hindcast-row = { $points ->
    [one] { $covered } of { $points } point in the 80 % band, typical miss a factor of { $factor }
   *[other] { $covered } of { $points } points in the 80 % band, typical miss a factor of { $factor }
  }
term-written = Wrote { $path }
term-report = Open { $path } in a browser
term-seed = seed { $seed }

term-check-clean = { $model }: no mistakes
term-check-errors = { $errors ->
    [one] { $errors } error
   *[other] { $errors } errors
  }
term-check-warnings = { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
  }
term-error = error
term-warning = warning
term-help = help

term-test-passed = passed
term-test-failed = failed
term-test-undefined = undefined
term-test-summary = { $passed } passed, { $failed } failed
term-test-none = The model has no tests.

term-explain-equation = Equation
term-explain-constant = Value
term-explain-doc = Meaning
term-explain-provenance = Where from
term-explain-uses = Uses
term-explain-used-by = Used by
term-explain-values = In the last run
term-explain-no-run = no run of this model yet

term-formatted = { $count ->
    [one] { $count } file formatted
   *[other] { $count } files formatted
  }
term-unformatted = { $path } is not formatted
term-new = Wrote { $path }; try: tenfold run { $path }
term-interrupted = Interrupted; nothing was written.

kind-long-data = from data
kind-long-literature = from literature
kind-long-interview = from the interview
kind-long-judgement = by judgement
kind-long-none = not stated

term-descents-per-second = { $rate ->
    [one] { $rate } descent per second
   *[other] { $rate } descents per second
  }
term-fit-about = { $rows ->
    [one] { $rows } run · loss { $loss } · { $replicates } bootstrap replicates · seed { $seed }
   *[other] { $rows } runs · loss { $loss } · { $replicates } bootstrap replicates · seed { $seed }
  }
term-fit-estimates = Estimates
term-fit-derived = What follows from them
term-fit-column-interval = 95 %
term-fit-none = none
term-fit-open-below = { $name } has no lower bound in these runs
term-fit-open-above = { $name } has no upper bound in these runs
term-fit-open-both = { $name } is not identified by these runs
term-fit-interval-bootstrap = Intervals: the middle 95 % of the bootstrap replicates
term-fit-interval-profile = Intervals: 95 % by the profile likelihood
term-fit-together = Determined together
term-fit-together-row = { $a } and { $b }: correlation { $rho }
term-fit-quality = How good it is
term-fit-objective = least objective
term-fit-agreeing = starts that end there
term-fit-agreeing-of = { $agreeing } of { $starts }
term-fit-aic = AIC
term-fit-bic = BIC
term-fit-looic = LOO
term-fit-inside = error on the runs fitted to
term-fit-cross-validation = error on runs left out, tenfold
term-fit-extrapolation = error on the { $count } largest by { $by }, from the others
term-fit-bias = mean of that; above 0 too much is predicted
term-fit-comparison = The same runs, by each law; less is better
term-fit-column-law = law
term-fit-column-worse = than the best
term-fit-column-left-out = left out
term-fit-column-largest = largest
term-fit-errors = LOO: −2 times the log density of each run under the law fitted to all others, on the scale of AIC; "than the best" is its difference to the least, with its standard error over runs. Errors are root mean squares of residuals: "left out" in a tenfold cross-validation, "largest" of the largest runs from the others
term-fit-written = Wrote { $path }

term-calibrating = calibrating on the record, once
term-from-posterior = { $reports ->
    [one] from the posterior of { $reports } report, worth { $effective } draws; R-hat { $r_hat } at worst ({ $name }); --prior starts from the priors
   *[other] from the posterior of { $reports } reports, worth { $effective } draws; R-hat { $r_hat } at worst ({ $name }); --prior starts from the priors
  }
term-from-posterior-poor = from a posterior that is not to be relied on: worth { $effective } draws, R-hat { $r_hat } at worst ({ $name }); see tenfold calibrate, or start from the priors with --prior
term-from-prior = From the priors: what the record says was not used.
term-stale = The posterior that comes with this program was drawn by another version of it and is not used: it is computed anew, or taken from the cache
term-unkept = The posterior could not be kept, so that the next run computes it again: { $reason }
term-calibrate-title = { $reports ->
    [one] { $model }, given { $reports } report of the record
   *[other] { $model }, given { $reports } reports of the record
  }
term-calibrate-about = { $particles } particles, worth { $effective } independent draws · { $steps } steps · seed { $seed }
term-calibrate-about-nuts = { $particles } draws of NUTS, worth { $effective } independent ones · seed { $seed }
term-calibrate-learnt = What the record teaches most about
term-calibrate-column-overlap = prior shared
term-calibrate-same = { $all ->
    [one] For { $same } of { $all } parameter prior and posterior share 90 % or more: the record says little of them
   *[other] For { $same } of { $all } parameters prior and posterior share 90 % or more: the record says little of them
  }
term-calibrate-series = How each series is met
term-calibrate-column-reports = reports
term-calibrate-column-bias = mean miss, sd
term-calibrate-column-covered = in 80 % band
term-calibrate-column-p = as large
term-calibrate-p = as large: how often the posterior’s own reports would miss by as much; near 0 % it cannot make such reports, near 100 % its errors are too wide.
term-calibrate-r-hat = Independent runs agree to R-hat { $value } at worst ({ $name }).
term-calibrate-disagree = They do not agree: ask for more particles.
term-calibrate-written = Wrote { $path }, with report.html for a browser; run from it with --posterior { $path }
term-calibrate-few = The tails are not to be relied on: ask for more particles.
term-calibrate-divergent = { $count ->
    [one] { $count } draw broke off where the posterior is too sharp for the chains' steps: its tails are in doubt. Compare with --sampler smc.
   *[other] { $count } draws broke off where the posterior is too sharp for the chains' steps: its tails are in doubt. Compare with --sampler smc.
  }
term-calibrate-far = { $count ->
    [one] { $count } report moves the posterior so far (Pareto k { $k }, above 0.7, { $name }) that what it would say without it is not known
   *[other] { $count } reports move the posterior so far (Pareto k above 0.7, at most { $k }, { $name }) that what it would say without them is not known
  }

term-docs = { $count ->
    [one] { $count } file written; begin with { $path }
   *[other] { $count } files written; begin with { $path }
  }
term-run-claims = { $claims ->
    [one] { $claims } claim: { $tally }
   *[other] { $claims } claims: { $tally }
  }
term-claims-about = { $draws ->
    [one] { $draws } draw
   *[other] { $draws } draws
  } in { $worlds ->
    [one] { $worlds } world
   *[other] each of { $worlds } worlds
  } · { $seconds } s
term-claims-none = This model makes no claims.
term-claims-figure = { $value }; said: { $band } ({ $id })
term-claims-left-out = In { $share } of the draws there is no such number; they are left out.
term-claims-since = since: { $outcome }
term-claims-driver = { $name }: { $low } → { $high } ({ $kind })
verdict-holds = holds
verdict-in-tension = in tension
verdict-fails = fails
verdict-undecided = undecided
claim-never = never
claim-error-open = { $value }, or not
claim-months = { $months ->
    [one] { $months } month
   *[other] { $months } months
  }
claim-at-least = at least { $value }
claim-at-most = at most { $value }
term-claims-written = With pictures: { $path }

term-explain-default = Alone
term-explain-since = Since
term-explain-held = When claims were last held
term-explain-record = What observes it

term-compare-mean = mean { $mean }
term-compare-more = { $count ->
    [one] { $count } more that differs is in the report
   *[other] { $count } more that differ are in the report
  }
term-compare-read = A row has both medians, then the change within each draw: its median, with 80 % of draws in brackets; × is a ratio. ± is one standard deviation of the simulation's error.
term-compare-diverged = { $count ->
    [one] { $name }: { $count } draw diverged
   *[other] { $name }: { $count } draws diverged
  }
term-diverged-operands = there { $operands }
term-explain-under = under { $changes }
