//! A model on its past.

pub mod claims;
pub mod rows;

use crate::backtest::claims::claims_at;
use crate::backtest::rows::{
    BacktestResult, BacktestSeries, DateRow, FanRow, InformedPrior, MilestoneSaid, MissedReport,
    OriginRow, ReportRow, ScoreRow, SeriesFan, SkillRow,
};
use crate::control::{Control, Work};
use crate::ensemble::watched;
use crate::error::Error;
use crate::error::backtest::BacktestProblem;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_infer::{
    BacktestError, BacktestSpec, Baseline, FORECASTERS, Origin, Row, coverage, mean_scores, skill,
};
use tenfold_ir::Program;
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::reference::ModelRef;
use tenfold_words::text::Lang;

/// The day of the conversation that the world models: always an origin, where the record spans it.
pub(crate) const CONVERSATION: f64 = 2026.0 + 43.0 / 365.0;

/// Years of the record that the usual origins span, and the time between two.
const SPAN: f64 = 5.0;

const HALF_YEAR: f64 = 0.5;

/// Ends of the classes of horizons, in years; the last is open.
const HORIZONS: [f64; 4] = [0.5, 1.0, 2.0, f64::INFINITY];

/// Central bands whose coverage is counted.
const BANDS: [f64; 3] = [0.5, 0.8, 0.95];

/// Progress is told in so many parts.
pub const PARTS: u64 = 1_000;

/// A model to test on its past.
#[derive(Clone, Debug)]
pub struct BacktestRequest {
    /// Which model.
    pub model: ModelRef,
    /// Dates to stand at, calendar years; the usual ones where none.
    pub origins: Vec<f64>,
    /// Particles of each calibration.
    pub particles: usize,
    /// Trajectories of each forecast.
    pub draws: u64,
    /// Of all of it.
    pub seed: u64,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The folder to write; none is where none.
    pub out: Option<PathBuf>,
    /// The Markdown document to write, or to write anew between its marks.
    pub write: Option<PathBuf>,
    /// The language of pages and pictures.
    pub lang: Lang,
}

/// Whether a date is the day of the conversation.
pub fn is_the_day(date: f64) -> bool {
    (date - CONVERSATION).abs() < 1e-6
}

/// The dates asked for, ascending and each once; or the usual ones: the half-years of the record's
/// last five years that have reports before and after them, and the day of the conversation.
pub fn origins(request: &BacktestRequest, program: &Program) -> Result<Vec<f64>, Error> {
    let dates = tenfold_infer::report_dates(program);
    let (Some(&first), Some(&last)) = (dates.first(), dates.last()) else {
        return Err(BacktestProblem::NoRecord {
            model: request.model.name(),
        }
        .into());
    };
    let mut origins = request.origins.clone();
    if origins.is_empty() {
        let from = ((last - SPAN) / HALF_YEAR).ceil();
        let halves = (0..=(SPAN / HALF_YEAR) as u32).map(|at| (from + f64::from(at)) * HALF_YEAR);
        let is_world = program.name == "world";
        let day = is_world.then_some(CONVERSATION);
        let inside = |date: &f64| *date >= first && *date < last;
        origins = halves.chain(day).filter(inside).collect();
    }
    if origins.is_empty() {
        return Err(BacktestProblem::ShortRecord {
            model: request.model.name(),
            first,
            last,
        }
        .into());
    }
    origins.sort_by(f64::total_cmp);
    origins.dedup();
    Ok(origins)
}

/// A backtest, and what its table of forecasts is made of.
pub struct Backtested {
    /// Scores, misses, fans.
    pub result: BacktestResult,
    /// Each origin with its forecasts.
    pub origins: Vec<Origin>,
    /// What they are forecasts of.
    pub program: Program,
}

/// Tests a model on its past.
///
/// # Errors
/// A model or an origin that cannot be tested, and an interruption. What is wrong inside the model is the inner
/// error.
pub fn backtest(
    request: &BacktestRequest,
    checked: &Checked,
    control: &mut Control,
) -> Result<Result<Backtested, Diagnosed>, Error> {
    let program = match checked.program(&Overrides::default()) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let spec = BacktestSpec {
        origins: origins(request, &program)?,
        particles: request.particles,
        draws: request.draws,
        seed: request.seed,
    };
    let (done, cancel) = (AtomicU64::new(0), control.cancel);
    let told = |share: f64| done.store((share * PARTS as f64) as u64, Ordering::Relaxed);
    let watch = (Work::Backtest, &done, PARTS);
    let work = || tenfold_infer::backtest(&program, &spec, cancel, told);
    let found = watched(request.threads, control, watch, work)?;
    let found = found.map_err(|reason| match reason {
        BacktestError::Cancelled => Error::Cancelled,
        reason => BacktestProblem::Failed {
            model: request.model.name(),
            reason: Box::new(reason),
        }
        .into(),
    })?;
    let naming = InUnits {
        request,
        checked,
        program: &program,
        origins: &found,
    };
    let mut result = naming.result();
    if let Some(day) = found.iter().find(|origin| is_the_day(origin.date)) {
        result.claims = match claims_at(checked, &program, day, request.seed)? {
            Ok(claims) => claims,
            Err(wrong) => return Ok(Err(wrong)),
        };
    }
    Ok(Ok(Backtested {
        result,
        origins: found,
        program,
    }))
}

/// From positions and base units to what a reader knows.
pub struct InUnits<'a> {
    request: &'a BacktestRequest,
    checked: &'a Checked,
    program: &'a Program,
    origins: &'a [Origin],
}

impl InUnits<'_> {
    fn result(&self) -> BacktestResult {
        BacktestResult {
            tenfold: env!("CARGO_PKG_VERSION").into(),
            model: self.program.name.clone(),
            model_hash: self.checked.hash.clone(),
            seed: self.request.seed,
            particles: self.request.particles,
            draws: self.request.draws,
            origins: self.origins.iter().map(|one| self.origin(one)).collect(),
            series: self.series(),
            scores: self.scores(),
            reports: self.reports(),
            misses: self.misses(),
            dates: self.dates(),
            claims: Vec::new(),
            informed: self.informed(),
            params: self
                .program
                .params
                .iter()
                .filter(|one| one.prior.is_some())
                .count(),
            folder: None,
            document: None,
            catalogue: self.checked.catalogue(),
            warnings: self.checked.diagnosed.clone(),
        }
    }

    fn origin(&self, origin: &Origin) -> OriginRow {
        let milestones = self.program.milestones.iter().zip(&origin.milestones);
        let milestones = milestones.map(|(milestone, dates)| MilestoneSaid {
            name: milestone.name.clone(),
            reached: dates.reached(),
            left_out: dates.left_out(),
            q10: dates.quantile(0.1),
            q50: dates.quantile(0.5),
            q90: dates.quantile(0.9),
        });
        OriginRow {
            date: origin.date,
            known: origin.posterior.reports,
            effective: origin.posterior.effective,
            milestones: milestones.collect(),
        }
    }

    fn series(&self) -> Vec<BacktestSeries> {
        let positions = self.origins[0].series.iter().enumerate();
        let positions = positions.filter(|(_, one)| !one.is_date);
        let one = |(at, forecast): (usize, &tenfold_infer::SeriesForecast)| {
            let observation = &self.program.observations[forecast.observation];
            let factor = observation.unit.factor;
            let points = observation.points.iter();
            let fans = self.origins.iter().map(|origin| SeriesFan {
                origin: origin.date,
                known: origin.series[at].known,
                points: (origin.series[at].fan.iter())
                    .map(|point| FanRow {
                        date: point.date,
                        quantiles: point.quantiles.map(|value| value / factor),
                    })
                    .collect(),
            });
            BacktestSeries {
                name: observation.name.clone(),
                unit: observation.unit.text.clone(),
                is_log: forecast.is_log,
                record: points
                    .map(|point| (point.date, point.value / factor))
                    .collect(),
                fans: fans.collect(),
            }
        };
        positions.map(one).collect()
    }

    /// A row for each report from each origin.
    fn rows(&self) -> Vec<Row> {
        let all = self.origins.iter().enumerate().flat_map(|(nth, origin)| {
            let series = origin.series.iter().filter(|one| !one.is_date);
            series.flat_map(move |one| {
                one.reports.iter().map(move |report| Row {
                    series: one.observation,
                    origin: nth,
                    horizon: report.date - origin.date,
                    scores: report.forecasts.map(|one| one.map(|one| one.score)).into(),
                })
            })
        });
        all.collect()
    }

    fn scores(&self) -> Vec<ScoreRow> {
        let rows = self.rows();
        let horizons: Vec<Option<usize>> = (0..HORIZONS.len()).map(Some).collect();
        let observations = self.origins[0].series.iter().filter(|one| !one.is_date);
        let observations = observations.map(|one| one.observation);
        let series: Vec<Option<usize>> = observations.map(Some).collect();
        let origins = (0..self.origins.len()).map(Some);
        let mut out = vec![(None, None, None)];
        out.extend(horizons.iter().map(|one| (None, None, *one)));
        out.extend(origins.map(|one| (None, one, None)));
        out.extend(series.iter().map(|one| (*one, None, None)));
        for one in &series {
            out.extend(horizons.iter().map(|horizon| (*one, None, *horizon)));
        }
        out.into_iter()
            .filter_map(|(series, origin, horizon)| self.score(&rows, series, origin, horizon))
            .collect()
    }

    fn score(
        &self,
        rows: &[Row],
        series: Option<usize>,
        origin: Option<usize>,
        horizon: Option<usize>,
    ) -> Option<ScoreRow> {
        let above = |class: usize| if class == 0 { 0.0 } else { HORIZONS[class - 1] };
        let is_in = |row: &&Row| {
            series.is_none_or(|one| one == row.series)
                && origin.is_none_or(|one| one == row.origin)
                && horizon.is_none_or(|class| {
                    row.horizon > above(class) && row.horizon <= HORIZONS[class]
                })
        };
        let rows: Vec<Row> = rows.iter().filter(is_in).cloned().collect();
        let (crps, log_score) = mean_scores(&rows, 0)?;
        let against = (1..FORECASTERS).filter_map(|other| {
            let found = skill(&rows, (0, other), self.request.seed)?;
            Some(SkillRow {
                baseline: Baseline::ALL[other - 1].name().into(),
                rows: found.rows,
                series: found.series,
                skill: found.skill,
                low: found.low,
                high: found.high,
                log_gain: found.log_gain,
            })
        });
        Some(ScoreRow {
            series: series.map(|at| self.program.observations[at].name.clone()),
            origin: origin.map(|at| self.origins[at].date),
            above: horizon.map(above),
            up_to: horizon.map(|at| HORIZONS[at]).filter(|end| end.is_finite()),
            rows: rows.len(),
            crps,
            log_score,
            covered: BANDS.map(|band| coverage(&rows, 0, band).1),
            skill: against.collect(),
        })
    }

    fn reports(&self) -> Vec<ReportRow> {
        let all = self.origins.iter().flat_map(|origin| {
            let series = origin.series.iter().filter(|one| !one.is_date);
            series
                .flat_map(|one| one.reports.iter().map(move |report| (one, report)))
                .map(|(one, report)| (origin.date, one.observation, report))
        });
        let all = all.filter_map(|(origin, observation, report)| {
            let observation = &self.program.observations[observation];
            let (factor, own) = (observation.unit.factor, report.forecasts[0]?);
            Some(ReportRow {
                series: observation.name.clone(),
                origin,
                date: report.date,
                recorded: report.recorded / factor,
                quantiles: own.quantiles.map(|value| value / factor),
                crps: own.score.crps,
                log_score: own.score.log,
                place: own.score.place,
            })
        });
        all.collect()
    }

    /// Every date of a milestone that came, from each origin before it, by milestone. What no trajectory
    /// reaches is just after the end: a quantile there has no date.
    fn dates(&self) -> Vec<DateRow> {
        let time = self.program.time;
        let end = time.at(time.steps);
        let row = |origin: &Origin, observation: usize, report: &tenfold_infer::ReportForecast| {
            let own = report.forecasts[0]?;
            Some(DateRow {
                milestone: self.program.observations[observation].name.clone(),
                origin: origin.date,
                date: report.recorded,
                quantiles: own.quantiles.map(|date| (date <= end).then_some(date)),
                crps: own.score.crps,
                log_score: own.score.log,
                place: own.score.place,
            })
        };
        let positions = self.origins[0].series.iter().enumerate();
        let positions = positions.filter(|(_, one)| one.is_date);
        let all = positions.flat_map(|(at, _)| {
            let series = self
                .origins
                .iter()
                .map(move |origin| (origin, &origin.series[at]));
            series.flat_map(|(origin, one)| {
                let reports = one.reports.iter();
                reports.filter_map(move |report| row(origin, one.observation, report))
            })
        });
        all.collect()
    }

    /// Every report outside the 95 % band, once, with the last origin that missed it.
    fn misses(&self) -> Vec<MissedReport> {
        let mut out: Vec<MissedReport> = Vec::new();
        for at in 0..self.origins[0].series.len() {
            if self.origins[0].series[at].is_date {
                continue;
            }
            let observation = &self.program.observations[self.origins[0].series[at].observation];
            for point in 0..observation.points.len() {
                out.extend(self.miss(at, point));
            }
        }
        out
    }

    fn miss(&self, at: usize, point: usize) -> Option<MissedReport> {
        let mut forecasts = self.origins.iter().filter_map(|origin| {
            let mut reports = origin.series[at].reports.iter();
            let report = reports.find(|report| report.point == point)?;
            Some((origin.date, report, report.forecasts[0]?))
        });
        let all: Vec<_> = forecasts.by_ref().collect();
        let missed: Vec<_> = (all.iter())
            .filter(|(_, _, one)| !one.score.is_within(BANDS[2]))
            .collect();
        let (origin, report, one) = missed.last()?;
        let observation = &self.program.observations[self.origins[0].series[at].observation];
        let factor = observation.unit.factor;
        Some(MissedReport {
            series: observation.name.clone(),
            date: report.date,
            recorded: report.recorded / factor,
            unit: observation.unit.text.clone(),
            origins: all.len(),
            missed: missed.len(),
            last_origin: *origin,
            said: [0, 3, 6].map(|q| one.quantiles[q] / factor),
        })
    }

    /// Priors whose reference names a table of the model, or a year after the first origin.
    fn informed(&self) -> Vec<InformedPrior> {
        let first = self.origins[0].date;
        let tables = || self.checked.inputs.tables.keys().map(|(_, name)| name);
        let looks_ahead = |reference: &str| {
            let words = reference.split(|c: char| !c.is_ascii_digit());
            let mut years = words.filter(|word| word.len() == 4);
            let later = |word: &str| {
                let year = word.parse::<f64>();
                year.is_ok_and(|year| year >= first.floor() && year < first + 100.0)
            };
            tables().any(|name| reference.contains(name.as_str())) || years.any(later)
        };
        let params = self.program.params.iter().filter(|one| one.prior.is_some());
        let informed = params.filter_map(|param| {
            let from = param.provenance.as_ref()?;
            looks_ahead(&from.reference).then(|| InformedPrior {
                name: param.name.clone(),
                reference: from.reference.clone(),
            })
        });
        informed.collect()
    }
}
