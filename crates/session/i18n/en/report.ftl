# The report. Sentences are whole; a part that varies is an argument.

report-model = Model { $model }
report-draws = { $draws } draws
report-seed = seed { $seed }
report-scenario = scenario { $name }
report-hash = hash { $hash }
report-version = Tenfold { $version }
report-diverged = { $count } of { $draws } draws ({ $share }) left the finite numbers and are left out from there on.
report-diverged-none = Every draw stayed finite.
report-diverged-row = { $variable }, { $date }, draw { $draw }

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
milestone-chart = Distribution of the date of { $name }
probability-by-year = Probability by year
probability-by-year-lead = Share of futures that have reached it by the end of the year.
milestone = Milestone

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

report-fit-legend = dots: runs as measured; blue: what the law says, with 95 % of the bootstrap replicates
report-fit-residuals = residuals: above 0 the law predicts too much

ledger = What was said, and what the model gives
ledger-lead = Each claim with the values that would confirm it (dark band; the pale one leaves it in tension), the model's value with twice its error, and the parameters that swing it most.
ledger-since = Since: { $outcome }
ledger-swing = { $low } → { $high }
how-claims = The mark is the model's value; the line through it reaches two standard errors of the draws to either side. It says nothing of whether the model is right.
how-swing = Below stand the parameters that swing a value most: the bar reaches from the value in the lowest fifth of a parameter to that in its highest, where the dot is.
how-verdicts = A claim is in tension where only its weaker form holds, and undecided where the draws cannot tell. One that fails is a finding: either of the two is wrong.
