# What a backtest says, in its report, its document and the terminal.

backtest-title = How forecasts of { $model } fared
backtest-about = { $origins } times, from { $first } to { $last }, the model stood at a date, was calibrated to the reports known then ({ $least } at the first date, { $most } at the last) and forecast those that came after: { $rows } forecasts of { $reports } reports in { $series } series, beside four baselines that knew the same.
backtest-made = Made by `tenfold backtest` { $version } with { $particles } particles, { $draws } draws and seed { $seed }; the same bits on any machine.

backtest-in-short = In short
backtest-against = Against { $baseline }: { $verdict }. Skill { $skill } (90 % interval { $low } to { $high }), on { $rows } forecasts in { $series } series.
backtest-verdict-better = the model is better
backtest-verdict-worse = the model is worse
backtest-verdict-even = no difference can be told
backtest-covered = Of the reports, { $half } lay in the model’s 50 % band, { $eight } in its 80 % band, { $most } in its 95 % band.
backtest-loses = On { $series } the model does worse than { $baselines }.
backtest-and = , {""}

backtest-last-growth = last growth
backtest-exponential = exponential trend
backtest-logistic = logistic trend
backtest-random-walk = random walk

backtest-by-horizon = By horizon
backtest-by-origin = By origin
backtest-by-origin-lead = Each row is one date stood at, with all that was forecast from there. Skill is 1 less the ratio of the scores: above 0 the model is better than the baseline, at 50 % its error is half. The bars are 90 % intervals over series.
backtest-by-series = By series
backtest-by-both = By series and horizon. Where a baseline has no figure, fewer than four reports were known.
backtest-horizon = Horizon
backtest-origin = From
backtest-series = Series
backtest-forecasts = Forecasts
backtest-crps = CRPS
backtest-years = { $from } to { $to } years
backtest-years-over = over { $from } years
backtest-skill-chart = Skill against each baseline, by origin
backtest-fan-legend = bands: 80 % of what would be reported, as forecast from each date; dots: the record, hollow where nothing was scored

backtest-standing = Standing at { $date }
backtest-standing-lead = What the model would have said on { $date }, knowing the record up to that day: median, and 80 % of what would be reported.
backtest-known = Last known
backtest-came = What came last
backtest-said = Forecast of it
backtest-in-80 = In the 80 % band
backtest-said-end = Forecast for the end of the record’s year
backtest-milestones-lead = When each milestone comes, as seen on { $date }; then the median date as seen from every origin. ∞ is later than the model runs, or never.
backtest-reached = Reached
backtest-median = Median
backtest-range = 10 % – 90 %

backtest-dates = Dates that came
backtest-dates-lead = Every observed date of a milestone, as it was forecast from each date before it: median, and 80 % of what would be reported. CRPS is in years; the last column is the probability given to no later date. No baseline has a word on dates, and they are no part of the scores above.
backtest-dates-legend = bars: 80 % and median of the forecast; rings: when it was made; black: when it came
backtest-date-came = Came
backtest-date-crps = CRPS, years
backtest-date-place = By then

backtest-claims = Said, forecast, come
backtest-claims-lead = Claims of the conversation of which something has come since, held against the model as it stood on { $date }: what was said in short, what would confirm it, what the model gave that day with the error of its draws, its verdict, and what the record shows. Claims that rest on another belief than the model’s own are left out; `tenfold claims` has them all, with today’s record.
backtest-said-by-speaker = Said
backtest-chapter = Chapter
backtest-would-confirm = Would confirm it
backtest-model-then = The model then
backtest-verdict = Verdict then
backtest-since = What came

backtest-misses = Misses
backtest-no-miss = Every report lay in the 95 % band of every forecast.
backtest-misses-lead = Every report that lay outside the 95 % band of a forecast, with the last date from which it was missed and from how many dates of those it was forecast from.
backtest-said-95 = Forecast (95 %)
backtest-missed = Missed

backtest-how = How it is scored
backtest-how-known = A report is known from its own date on. When it was published is ignored: some were known to the public weeks later, and figures of the record are those of today, revised.
backtest-how-scale = Series whose error is in proportion are forecast and scored on natural logarithms: an error of 0.10 is about 10 %. Others are scored in their own unit.
backtest-how-error = What is forecast is a report: the trajectory and the report’s error, as the model states it. Half of the error’s variance is shared by the reports of a series, so a forecast is corrected by how its trajectory met those known. A report’s own range is taken to be as wide as those known were.
backtest-how-crps = CRPS is the continuous ranked probability score: the mean distance of forecast and report, less half the forecast’s own mean spread; less is better. The log score is in the tables of the folder.
backtest-how-last-growth = Last growth: growth of the year before the last report goes on; its error is that which the same rule made before, and grows with the root of the horizon.
backtest-how-exponential = Exponential trend: least squares on logarithms of all reports known, with its predictive distribution.
backtest-how-logistic = Logistic trend: the same of logistic curves, over all midpoints and rates by their likelihood.
backtest-how-random-walk = Random walk: of the logarithm, with drift; its variance is that of the increments known.
backtest-how-few = A baseline speaks from four reports on (logistic: five); reports within a month count as one for it. Where it does not speak, nothing is compared.
backtest-how-skill = Skill is 1 less the ratio of mean CRPS on reports that both forecast; over several series, of the geometric mean of their ratios, so that each series counts the same. Its interval is a bootstrap over whole series, or of one series over origins: reports of a series err together. It takes series for independent, which those of one lab are not, and with few series it is too narrow.

backtest-informed = What the priors already knew
backtest-informed-lead = This is not a clean test out of sample. The equations and priors were written with today’s knowledge, some by eye on the record. Of { $params } uncertain parameters, { $informed } name as their source a table of this record or a year after { $first }; what the others and the equations owe to hindsight, nobody can list. Early origins look better for it, and the bands of later ones too.

cli-backtest = Test a model on its past: stand at earlier dates, forecast what came, and score it beside simple baselines
cli-backtest-origins = Dates to stand at, separated by commas, as 2024-07-01; where not given, every half-year of the record's last five years, and for the world the day of the conversation
cli-backtest-particles = Number of particles of each calibration, 256 to 65536
cli-backtest-draws = Number of draws of each forecast
cli-backtest-seed = Seed of priors, moves and chance
cli-backtest-out = Folder to write: a report with pictures, every forecast and score as Parquet; runs/MODEL-backtest where not given
cli-backtest-write = Also write what was found to this Markdown document, between its marks if it is there
cli-backtest-threads = Number of threads; all cores where not given. The result does not depend on it
cli-backtest-examples =
    Examples:
      tenfold backtest
      tenfold backtest --origins 2024-01-01,2026-02-13 --json
      tenfold backtest adoption.ten --particles 1024 --out runs/past
      tenfold backtest --write docs/BACKTEST.md

term-backtest-written = Wrote { $path }
term-backtest-last-growth = growth
term-backtest-exponential = expon.
term-backtest-logistic = logistic
term-backtest-random-walk = walk
term-backtest-skill = Columns: forecasts, share in the 80 % band, skill against each baseline (above 0 the model is better)
term-backtesting = standing at earlier dates
