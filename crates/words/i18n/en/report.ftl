# The report. Sentences are whole; a part that varies is an argument.

report-model = Model { $model }
report-draws = { $draws ->
    [one] { $draws } draw
   *[other] { $draws } draws
  }
report-seed = seed { $seed }
report-scenario = scenario { $name }
report-hash = hash { $hash }
report-version = Tenfold { $version }
report-diverged = { $draws ->
    [one] { $count } of { $draws } draw ({ $share }) left the finite numbers and are left out from there on.
   *[other] { $count } of { $draws } draws ({ $share }) left the finite numbers and are left out from there on.
  }
report-diverged-none = Every draw stayed finite.
report-diverged-row = { $variable }, { $date }, draw { $draw }
report-step-coarse = The step is too coarse: at half of it { $variable } in { $date } moves by { $share } of its spread. Take a smaller one.
report-step-lost = The step is too coarse: at half of it { $variable } in { $date } leaves the finite numbers, or comes back to them. Take a smaller one.

toggle-language = Language
toggle-theme = Colours
theme-auto = Auto
theme-light = Light
theme-dark = Dark
skip-to-content = Skip to the content
contents = Contents

milestones = Milestones
milestones-lead = In { $draws } possible futures, when does each first happen? The bars count futures by date; the line covers the middle eight of ten, the mark is the median.
milestones-none = The model names no milestone.
milestone-median = half of the futures have it by
milestone-range = 80 %: { $from } – { $to }
milestone-after = after { $date }
milestone-never = Never by { $end } in { $share } of futures.
milestone-always = Reached by { $end } in every future.
milestone-impossible = Not reached by { $end } in any future.
milestone-recorded = On record: { $date }.
milestone-recorded-between = On record: between { $from } and { $to }.
milestone-recorded-after = On record: not before { $date }.
milestone-recorded-before = On record: by { $date }.
milestone-chart = Distribution of the date of { $name }
probability-by-year = Probability by year
probability-by-year-lead = Share of futures that have reached it by the end of the year.
milestone = Milestone

scalars = One number a draw
scalars-lead = Made of parameters and of the dates of milestones alone. Quantiles are over the draws that have a value.
scalar = Quantity
key-series = Key series
key-series-lead = What the model says of the figures people ask about, beside the record.
all-series = All other series
all-series-lead = Every other variable that was recorded, by module.
series-count = { $count ->
    [one] { $count } series
   *[other] { $count } series
  }
legend-median = median
legend-half = half of the futures
legend-eight = eight of ten futures
legend-record = the record, with its range
scale-log = Log axis
scale-linear = Linear axis
chart-label = { $title }: fan chart of quantiles by date. With the arrow keys, move along the dates.
readout-range = 80 %: { $from } – { $to }
readout-record = record
figures = Figures
date = Date
record-not-drawn = { $count ->
    [one] One point of the record lies outside the picture.
   *[other] { $count } points of the record lie outside the picture.
  }

hindcast = Where the hindcast misses
hindcast-lead = The model was also run over years that have passed. A well-judged 80 % band holds eight of ten points of the record.
hindcast-none = No series of this run has a record to be held against.
hindcast-no-miss = Every point of the record lies inside the 80 % band.
hindcast-series = Series
hindcast-covered = In the band
hindcast-covered-of = { $covered } of { $points }
hindcast-error = Typical miss of the median
hindcast-factor = a factor of { $factor }
hindcast-record = Record
hindcast-model = Model: 10 %, median, 90 %
hindcast-misses = Points outside the band
source = Source
above-band = above
below-band = below

parameters = Parameters
parameters-lead = What the model assumes, how sure it is, and on whose word.
parameters-none = The model has no parameters.
parameter = Parameter
prior = Prior
values = 5 %, median, 95 %
provenance = Where from
fixed = fixed
filter = Filter by name, prior or reference
filter-kind = Kind
filter-all = All
shown-of = { $shown } of { $total } shown
sort-by = Sort by
kind-data = data
kind-literature = literature
kind-interview = interview
kind-judgement = judgement
kind-none = not stated
provenance-share = Parameters by where they come from

equations = Equations
equations-lead = The whole model as it was run, module by module, in its own language.
definitions-count = { $count ->
    [one] { $count } definition
   *[other] { $count } definitions
  }

how-to-read = How to read this
how-draws = Each of the { $draws } draws takes its own value for every uncertain parameter and runs the whole model once. One draw is one possible future.
how-bands = A band is not a forecast of the extremes: two futures of ten lie outside the wide one at any date, and a single future wanders across it.
how-priors = The bands are as good as the parameters behind them. Those marked “judgement” are somebody’s opinion, and nobody’s measurement.
how-record = Points are the record; their bars are the source’s own range. Where they leave the band, the model is wrong about its past, and that is listed rather than hidden.
how-same = The same model, seed and number of draws give the same file, byte for byte.

sources = Sources of the record
sources-none = This run uses no record.
settings = Settings
licence = licence: { $licence }
made-with = Made with Tenfold { $version }; this file needs no network.
print = Print

fit-heading = { $law }, fitted to { $rows } runs
fit-says-left-out = Runs left out are foretold with a residual of { $error }, root mean square.
fit-says-largest = The { $count } largest by { $by } are foretold from the others with one of { $error }.
fit-given = For { $name } = { $value }.
fit-runs = The runs, and what the law says of them
report-fit-legend = dots: runs as measured; blue: what the law says, with 95 % of the bootstrap replicates
report-fit-residuals = residuals: above 0 the law predicts too much

ledger = What was said, and what the model gives
ledger-lead = Each claim with the values that would confirm it (dark band; the pale one leaves it in tension), the model's value with twice its error, and the parameters that swing it most.
ledger-since = Since: { $outcome }
ledger-swing = { $low } → { $high }
chapter-less = less, or earlier
chapter-said = as said
chapter-more = more, or later
how-chapters = Each chapter begins with a picture that has a line for each of its claims. What was said is the middle; a mark to the left of it is a smaller number or an earlier date, one to the right a larger number or a later date. The thin line reaches as far as the parameter that swings the value most. Each line has its own scale.
how-claims = The mark is the model's value; the line through it reaches two standard errors of the draws to either side. It says nothing of whether the model is right.
how-swing = Below stand the parameters that swing a value most: the bar reaches from the value in the lowest fifth of a parameter to that in its highest, where the dot is.
how-verdicts = A claim is in tension where only its weaker form holds, and undecided where the draws cannot tell. One that fails is a finding: either of the two is wrong.

record-thinned = { $count ->
    [one] { $count } more is not shown
   *[other] { $count } more are not shown
}
report-fans-legend = blue: median and eight of ten futures; red: the record
report-fans-legend-prior = blue: median and eight of ten futures, given the record; dashed: eight of ten before it; red: the record
report-learnt-legend = Filled: what the record makes of it; dashed: what was believed before.

report-from-posterior = from the posterior
report-from-prior = from the priors
hindcast-from-posterior = The draws start from the posterior: parameters were chosen by this record, so that it is met is no forecast. `tenfold backtest` scores forecasts.
hindcast-from-prior = The draws start from the priors: the record chose nothing, and the band is what was believed without it.

learnt = What the record taught
learnt-lead = This run starts from the posterior: { $rows } rows worth { $effective } independent draws, given { $reports } reports; R-hat { $r_hat } at worst ({ $name }). These are the parameters that moved most.
learnt-nothing = No parameter moved so far that prior and posterior share less than 90 %.
learnt-before = before: 90 % of the prior
learnt-after = after: 90 % of the posterior, with its median
learnt-intervals = Before and after
learnt-after-values = After: 5 %, median, 95 %
learnt-before-values = Before: 5 %, median, 95 %
learnt-shared = Shared

calibration-title = What the record makes of: { $title }
calibration-reports = { $count ->
    [one] { $count } report
   *[other] { $count } reports
  }
calibration-particles = { $count ->
    [one] { $count } particle
   *[other] { $count } particles
  }
calibration-effective = worth { $count } independent draws
calibration-until = record until { $date }
calibration-learnt-lead = { $moved } of { $all } uncertain parameters moved: less than 90 % of prior and posterior is shared. The one that moved most comes first.
calibration-shapes = Before and after, as densities
calibration-together = Known together
calibration-together-lead = The parameters that moved most, each against each other. A narrow slanting cloud: the record knows a combination of the two better than either.
calibration-record = The record, and what is made of it
calibration-milestones-lead = Milestones whose dates were observed, as the posterior has them; the lines are the record.
calibration-record-lead = Where the record ends the hindcast becomes a forecast. Coverage counts the error of the reports too; a well-judged 80 % band holds eight of ten.
calibration-series-reports = Reports
calibration-bias = Mean miss, standard deviations
calibration-residuals = Record over median; bars: eight of ten trajectories, without the error of the reports
legend-before = eight of ten before the record
calibration-trust = How far to trust it
calibration-trust-effective = { $particles } particles in four runs that know nothing of each other are worth { $effective } independent draws.
calibration-trust-moves = The likelihood came in over { $steps } steps; of the last moves { $accepted } were accepted.
calibration-trust-evidence = Log evidence { $value }, up to a constant: to compare beliefs about the same record.
calibration-ranks = Where the runs agree least
calibration-ranks-lead = Each row is one run: how many of its particles rank where among those of all runs, lowest at the left. Even bars say what the other runs say; shaded is where 95 % of the bars would end, had each run as many independent draws as its particles are worth.
calibration-far = The reports it hangs on most
calibration-far-lead = Left out one by one: Pareto k is how far a report moves the posterior, and above 0.7 what it would be without that report is not known. The log density is that of the report, given all others.
calibration-log-density = Log density
calibration-trust-chains = Drawn by NUTS, in four chains that follow the likelihood's slope; { $divergent } draws broke off where the posterior is too sharp for their steps (above 0 its tails are in doubt).
calibration-silent = What the record says nothing about
calibration-silent-lead = { $count ->
    [one] For { $count } parameter prior and posterior share 90 % or more: what was believed of them stands, and so does all that hangs on it.
   *[other] For { $count } parameters prior and posterior share 90 % or more: what was believed of them stands, and so does all that hangs on it.
  }

compare-pair = { $scenario } against { $against }
compare-lead = The same draws in both worlds; what is shown is { $scenario } less { $against }, within each draw.
compare-base = The model as it is
compare-band = 10–90 %
compare-difference = { $scenario } less { $against }, within each draw
compare-how-paired = Each of the { $draws } draws has the same parameters and the same chance in both worlds wherever they are believed the same: a difference has only the error that the change itself brings.
compare-ratio = { $scenario } as a multiple of { $against }, within each draw
compare-named = What the scenario itself names
compare-others = What else differs, surest first
compare-worlds = The worlds
compare-no-difference = does not differ
compare-medians = medians
compare-months = { $months } months
compare-chances = by { $date } { $chances } ({ $points } points)
compare-alike = { $count ->
    [one] { $count } more does not differ.
   *[other] { $count } more do not differ.
  }
compare-says-nothing = Nothing that is compared differs by more than two errors of simulation.
compare-says-still = No milestone moves by as much as a day.
compare-says-later = { $name } comes { $months } months later; medians { $medians }.
compare-says-earlier = { $name } comes { $months } months earlier; medians { $medians }.
compare-says-chance = { $name } has a chance of { $to } by { $date } in place of { $from }: { $points } points.
compare-says-ratio = { $name } is { $change } in { $date }; medians { $medians }.
compare-says-amount = { $name } differs by { $change } in { $date }; medians { $medians }.
compare-how-order = First comes what the scenario's own text names, then what differs, by the size of the difference against its error, largest first. What differs by no more than two errors is counted.
compare-how-ratio = A quantity is told at the last time at which it differs most. Where it spans orders of magnitude, the change is a ratio within each draw; in brackets stand its 10 and 90 % quantiles.
compare-how-error = After ± stands one standard deviation of the error of simulation. Draws that start from a posterior count for no more than it is worth.
compare-how-words = What is assumed is another belief, so that the record is met anew; what is intervened on changes the world from a date on, with every belief kept.
left-out = { $share } of draws left out

run-title = { $model }: { $draws ->
    [one] { $draws } future
   *[other] { $draws } futures
  }
run-under = { $model }, { $scenario }
run-answer = In short
run-says-date = { $name }: half of the futures have it by { $median }, eight of ten between { $from } and { $to }.
run-says-date-open = { $name }: half of the futures have it by { $median }, one in ten by { $from }; in { $never } it does not come by { $end }.
run-says-seldom-from = { $name } comes by { $end } in { $share } of the futures; in one of ten by { $from }.
run-says-seldom = { $name } comes by { $end } in { $share } of the futures.
run-says-never = { $name } comes by { $end } in none of the futures.
run-says-figure = { $name } in { $date }: { $median }.
run-says-figures = { $name } in { $date }: { $median } in the middle, eight of ten between { $low } and { $high }.
run-doubt = How far to trust it
run-record = Of { $points ->
    [one] { $points } figure
   *[other] { $points } figures
  } of the record { $covered } lie in the 80 % band.
run-hangs = What it hangs on
run-hangs-read = Rank correlation over the draws, by the dates above: + the larger, the later; − the larger, the sooner. What is no more than chance is left blank.
report-step-fine = Half the step moves no quantile by more than { $share } of its spread, as far as one draw in twenty moves.
report-diverged-list = The draws that did

claim-why-near = It lies within two errors of { $edge }: more draws may tell.
claim-why-no-value = No draw has such a number.
claim-why-open = In some samples of these draws it is never, in others not: more draws may tell.
claim-why-open-number = In some samples of these draws it is infinite or undefined: more draws may tell.
claim-why-undefined = It is undefined in these draws.
claim-why-unanimous = All draws agree, but they are too few to tell it from { $edge }: more draws may tell.
claim-why-terms = What it compares lies within two errors of each other: more draws may tell.
claims-title = { $model }: what was said, against the model
claims-say = Of { $claims ->
    [one] { $claims } claim
   *[other] { $claims } claims
  }: { $tally }.
claims-fail = What fails, or is in tension
claims-one = { $verdict }: “{ $said }” – the model gives { $value }, said was { $band }.
claims-one-undecided = “{ $said }”: { $value }, said was { $band }. { $why }
claims-told = Every claim is held against the same { $draws ->
    [one] { $draws } draw
   *[other] { $draws } draws
  }; a verdict is clear of its edge by two errors of simulation.
claims-hang-read = Of how many claims each is the parameter that swings the value most.
claims-count = claims
claims-judgement = In the middle claim { $share } of what swings it rests on judgement.
claims-more = { $count ->
    [one] { $count } more is below.
   *[other] { $count } more are below.
  }
run-says-date-sure = { $name }: in { $median }, in eight of ten futures at least.
run-says-known = { $said } So it is among the draws that have a value: { $left }.
