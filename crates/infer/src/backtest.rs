//! How a model's forecasts fared: at each origin it knows the record up to there and no further, is
//! calibrated, runs on, and is scored on what came, beside baselines that knew the same.
//!
//! A report is forecast as the model's error says that it errs, a milestone's date too, for which no
//! baseline has a word; one that a trajectory does not reach counts as just after the end. Of that error a part is shared by
//! all reports of a series: a trajectory that lies below the reports known lies below the next one
//! too, and its forecast is corrected by what its own past shows. A report's own range is not known
//! before it is there: it is taken to be as wide as those known were.

use crate::baseline::{Baseline, Fitted};
use crate::calibrate::{CalibrateSpec, Posterior, Sampler, calibrate};
use crate::calibrate_error::CalibrateError;
use crate::report_error::ReportError;
use crate::score::{Forecast, Score};
use crate::target::{TargetError, own_variance, shared_variance, width_of};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tenfold_engine::{CompileError, Dates, Ensemble, Kernel, Key, Part, Rows};
use tenfold_engine::{Recorded, RunError, RunSpec, Sampling};
use tenfold_ir::{MilestoneView, Node, Observation, Program, site};

/// What is asked of a backtest.
#[derive(Clone, Debug, PartialEq)]
pub struct BacktestSpec {
    /// Dates to stand at, calendar years.
    pub origins: Vec<f64>,
    /// Particles of each calibration.
    pub particles: usize,
    /// Trajectories of each forecast; particles are taken in turn.
    pub draws: u64,
    /// Of all of it.
    pub seed: u64,
}

/// Why there is no backtest.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BacktestError {
    /// Nowhere to stand.
    #[error("no origin is given: name a date with reports before and after it")]
    NoOrigin,
    /// The model cannot be calibrated to what was known.
    #[error("at the origin {origin:.3}: {reason}")]
    Calibrate {
        /// Where it stood.
        origin: f64,
        /// Why not.
        reason: CalibrateError,
    },
    /// Nothing came after.
    #[error(
        "at the origin {origin:.3}: no report comes after it; the last is of {last:.3}, so name an earlier date"
    )]
    NothingLater {
        /// Where it stood.
        origin: f64,
        /// The date of the last report.
        last: f64,
    },
    /// So few draws that no distribution shows.
    #[error("{draws} draws make no forecast: ask for at least 100")]
    FewDraws {
        /// As asked.
        draws: u64,
    },
    /// The engine refuses the model.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The engine refuses the run.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Stopped from outside.
    #[error("interrupted")]
    Cancelled,
}

/// Who forecasts: the model, then every baseline.
pub const FORECASTERS: usize = 1 + Baseline::ALL.len();
/// The probabilities at which forecasts are told.
pub const QUANTILES: [f64; 7] = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/// What was said at one origin, and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The date, calendar years.
    pub date: f64,
    /// What the model believed.
    pub posterior: Posterior,
    /// Every series with a report within the time simulated.
    pub series: Vec<SeriesForecast>,
    /// When trajectories reached each milestone.
    pub milestones: Vec<Dates>,
    /// Trajectories.
    pub draws: u64,
}

/// What was said of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesForecast {
    /// Its position among the program's observations.
    pub observation: usize,
    /// Whether its scale is logarithms.
    pub is_log: bool,
    /// Whether it is the date of a milestone; it has no fan then, and no baseline.
    pub is_date: bool,
    /// Reports known.
    pub known: usize,
    /// From the origin on, every quarter.
    pub fan: Vec<FanPoint>,
    /// Every report that came later.
    pub reports: Vec<ReportForecast>,
}

/// The model's forecast of a report at a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FanPoint {
    /// Calendar years.
    pub date: f64,
    /// At [`QUANTILES`], in base units.
    pub quantiles: [f64; QUANTILES.len()],
}

/// All forecasts of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportForecast {
    /// Its position in the series.
    pub point: usize,
    /// Its date.
    pub date: f64,
    /// As recorded, in base units.
    pub recorded: f64,
    /// By forecaster: the model, then [`Baseline::ALL`].
    pub forecasts: [Option<Scored>; FORECASTERS],
}

/// A forecast and what it scored, on the scale of the report's error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// At [`QUANTILES`], in base units.
    pub quantiles: [f64; QUANTILES.len()],
    /// Of logarithms, where the error is in proportion.
    pub score: Score,
}

/// Draws that are run before those that follow.
const PORTION: u64 = 1_024;
/// Years between points of a fan.
const QUARTER: f64 = 0.25;
const DRAWS_MIN: u64 = 100;

/// Stands at every origin. `progress` gets the share of the work done.
///
/// # Errors
/// See [`BacktestError`].
pub fn backtest(
    program: &Program,
    spec: &BacktestSpec,
    cancel: &AtomicBool,
    mut progress: impl FnMut(f64) + Send,
) -> Result<Vec<Origin>, BacktestError> {
    if spec.draws < DRAWS_MIN {
        return Err(BacktestError::FewDraws { draws: spec.draws });
    }
    if spec.origins.is_empty() {
        return Err(BacktestError::NoOrigin);
    }
    let count = spec.origins.len() as f64;
    let mut origins = Vec::with_capacity(spec.origins.len());
    for (nth, &date) in spec.origins.iter().enumerate() {
        let told = |share: f64| progress((nth as f64 + share) / count);
        origins.push(stand(program, spec, date, cancel, told)?);
    }
    Ok(origins)
}

/// The dates of the reports that a program's time holds, ascending.
pub fn report_dates(program: &Program) -> Vec<f64> {
    let all = program.observations.iter();
    let mut dates: Vec<f64> = all
        .flat_map(|one| inside(program, one).map(|(_, date, _)| date))
        .collect();
    dates.sort_by(f64::total_cmp);
    dates
}

/// Position, date and value of the reports of a series within the time simulated.
fn inside<'a>(
    program: &Program,
    observation: &'a Observation,
) -> impl Iterator<Item = (usize, f64, f64)> + use<'a> {
    let time = program.time;
    let points = observation.points.iter().enumerate();
    points
        .filter(move |(_, point)| point.date >= time.start && point.date <= time.at(time.steps))
        .map(|(at, point)| (at, point.date, point.value))
}

fn stand(
    program: &Program,
    spec: &BacktestSpec,
    date: f64,
    cancel: &AtomicBool,
    mut progress: impl FnMut(f64) + Send,
) -> Result<Origin, BacktestError> {
    let last = report_dates(program).last().copied();
    let last = last.unwrap_or(f64::NEG_INFINITY);
    if last.is_finite() && last <= date {
        return Err(BacktestError::NothingLater { origin: date, last });
    }
    let asked = CalibrateSpec {
        particles: spec.particles,
        seed: spec.seed,
        until: date,
        sampler: Sampler::Smc,
    };
    // Most of the work is here.
    let posterior = calibrate(program, &asked, cancel, |share| progress(0.9 * share));
    let posterior = posterior.map_err(|reason| match reason {
        CalibrateError::Cancelled => BacktestError::Cancelled,
        reason => BacktestError::Calibrate {
            origin: date,
            reason,
        },
    })?;
    let plans = plans(program, date, last).map_err(|reason| BacktestError::Calibrate {
        origin: date,
        reason: reason.into(),
    })?;
    let (values, milestones) = run_on(program, spec, &posterior, &plans, cancel)?;
    let key = Key::new(spec.seed, site("report"));
    let series = plans.par_iter().zip(&values);
    let series = series.map(|(plan, values)| plan.forecast(program, values, key));
    let series = series.collect();
    progress(1.0);
    Ok(Origin {
        date,
        posterior,
        series,
        milestones,
        draws: spec.draws,
    })
}

/// What is to be forecast of one series.
struct Plan {
    observation: usize,
    is_log: bool,
    is_date: bool,
    /// How the part of the error that is a report's own is distributed.
    error: ReportError,
    /// Variance of the part of the error that its reports share, and of the part that is their own; of
    /// Student's t the square of the scale.
    shared: f64,
    own: f64,
    /// The dates at which trajectories are read: of reports, then of the fan.
    dates: Vec<f64>,
    /// Of the reports' dates, those known and those to come.
    known: Range<usize>,
    later: Range<usize>,
    /// Positions of the reports in the series.
    points: Vec<usize>,
    /// On the scale of the error.
    recorded: Vec<f64>,
    /// Precision of the own part of each known report's error.
    precisions: Vec<f64>,
}

fn plans(program: &Program, origin: f64, last: f64) -> Result<Vec<Plan>, TargetError> {
    // To the end of the year in which the record ends.
    let end = last.floor() + 1.0;
    let end = end.min(program.time.at(program.time.steps));
    let quarters = ((end - origin) / QUARTER).floor() as usize;
    let fan: Vec<f64> = (0..=quarters)
        .map(|at| origin + QUARTER * at as f64)
        .chain([end])
        .collect();
    let all = program.observations.iter().enumerate();
    let plan = |(at, one): (usize, &Observation)| Plan::new(program, (at, one), origin, &fan);
    all.map(plan).filter_map(Result::transpose).collect()
}

impl Plan {
    fn new(
        program: &Program,
        (at, observation): (usize, &Observation),
        origin: f64,
        fan: &[f64],
    ) -> Result<Option<Plan>, TargetError> {
        let (is_log, width) = (observation.error.is_log, width_of(program, observation)?);
        let reports: Vec<(usize, f64, f64)> = inside(program, observation).collect();
        if reports.is_empty() {
            return Ok(None);
        }
        if let Some((_, _, value)) = reports.iter().find(|(_, _, value)| is_log && *value <= 0.0) {
            return Err(TargetError::NotPositive {
                name: observation.name.clone(),
                value: *value,
            });
        }
        let known = reports
            .iter()
            .filter(|(_, date, _)| *date <= origin)
            .count();
        let parts =
            |at: usize| own_variance(&observation.points[reports[at].0], observation, width);
        let owns: Vec<f64> = (0..known).map(parts).collect();
        let own = match known {
            // Nothing is known of how wide the ranges of this series will be.
            0 => width * width - shared_variance(observation, width),
            _ => owns.iter().sum::<f64>() / known as f64,
        };
        let on_scale = |value: f64| if is_log { libm::log(value) } else { value };
        // When a milestone came, a trajectory knows at its end.
        let is_date = observation.is_date;
        let end = program.time.at(program.time.steps);
        let dates = reports.iter().map(|(_, date, _)| match is_date {
            true => end,
            false => *date,
        });
        let fan = if is_date { &[] } else { fan };
        Ok(Some(Plan {
            observation: at,
            is_log,
            is_date,
            error: ReportError::of(program, observation)?,
            shared: shared_variance(observation, width),
            own,
            dates: dates.chain(fan.iter().copied()).collect(),
            known: 0..known,
            later: known..reports.len(),
            points: reports.iter().map(|(point, _, _)| *point).collect(),
            recorded: reports
                .iter()
                .map(|(_, _, value)| on_scale(*value))
                .collect(),
            precisions: owns.iter().map(|own| 1.0 / own).collect(),
        }))
    }

    /// From the values of trajectories, by date and then by draw.
    fn forecast(&self, program: &Program, values: &[Vec<f64>], key: Key) -> SeriesForecast {
        let past: Vec<(f64, f64)> = (self.known.clone())
            .map(|at| (self.dates[at], self.recorded[at]))
            .collect();
        // Dates have no trend that a baseline could continue.
        let fitted = |one: &Baseline| match self.is_date {
            true => None,
            false => one.fitted(&past, self.is_log),
        };
        let fitted: Vec<Option<Fitted>> = Baseline::ALL.iter().map(fitted).collect();
        let (corrections, variance) = match self.error.is_normal() {
            true => self.corrections(values),
            false => (self.drawn_corrections(values, key), self.own),
        };
        let (scale, law) = (libm::sqrt(variance), self.error.standard());
        let ensemble = |at: usize| {
            let centres = values[at].iter().zip(&corrections);
            let members: Vec<(f64, f64)> = centres
                .map(|(centre, correction)| (centre + correction, scale))
                .filter(|(centre, _)| centre.is_finite())
                .collect();
            (members.len() > 1).then(|| Forecast::ensemble(members, law.clone(), key, at as u32))
        };
        let reports = self.later.clone().map(|at| {
            let came = self.recorded[at];
            let mut forecasts = [None; FORECASTERS];
            forecasts[0] = ensemble(at).map(|one| self.scored(&one, came));
            for (to, fitted) in forecasts[1..].iter_mut().zip(&fitted) {
                let one = fitted
                    .as_ref()
                    .map(|fitted| fitted.forecast(self.dates[at]));
                *to = one.map(|one| self.scored(&one, came));
            }
            let point = self.points[at];
            let report = &program.observations[self.observation].points[point];
            ReportForecast {
                point,
                date: report.date,
                recorded: report.value,
                forecasts,
            }
        });
        let reports = reports.collect();
        let fan = (self.points.len()..self.dates.len()).filter_map(|at| {
            let quantiles = self.quantiles(&ensemble(at)?);
            Some(FanPoint {
                date: self.dates[at],
                quantiles,
            })
        });
        SeriesForecast {
            observation: self.observation,
            is_log: self.is_log,
            is_date: self.is_date,
            known: self.known.len(),
            fan: fan.collect(),
            reports,
        }
    }

    /// By draw, the mean of the shared part of the error given the reports known, and the variance
    /// of a report about a trajectory so corrected.
    fn corrections(&self, values: &[Vec<f64>]) -> (Vec<f64>, f64) {
        let mut sums = vec![0.0; values[0].len()];
        for at in self.known.clone() {
            for (sum, value) in sums.iter_mut().zip(&values[at]) {
                *sum += self.precisions[at] * (self.recorded[at] - value);
            }
        }
        let spread = 1.0 + self.shared * self.precisions.iter().sum::<f64>();
        let share = self.shared / spread;
        sums.iter_mut().for_each(|sum| *sum *= share);
        (sums, share + self.own)
    }

    /// Where tails are heavy: by draw, a draw of the shared part given the reports known.
    fn drawn_corrections(&self, values: &[Vec<f64>], key: Key) -> Vec<f64> {
        let one = |draw: usize| {
            let known = self.known.clone().zip(&self.precisions);
            let left: Vec<(f64, f64)> = known
                .map(|(at, precision)| {
                    let left = self.recorded[at] - values[at][draw];
                    (left, 1.0 / libm::sqrt(*precision))
                })
                .collect();
            let place = key.uniform(draw as u64, 0, Part::Duration);
            let is_known = self.shared > 0.0 && left.iter().all(|(left, _)| left.is_finite());
            match is_known {
                true => self.error.shared_given(self.shared, &left, place),
                false => 0.0,
            }
        };
        (0..values[0].len()).map(one).collect()
    }

    fn scored(&self, forecast: &Forecast, came: f64) -> Scored {
        Scored {
            quantiles: self.quantiles(forecast),
            score: forecast.score(came),
        }
    }

    fn quantiles(&self, forecast: &Forecast) -> [f64; QUANTILES.len()] {
        QUANTILES.map(|p| match self.is_log {
            true => libm::exp(forecast.quantile(p)),
            false => forecast.quantile(p),
        })
    }
}

/// By series, date and draw, on the scale of its error.
type Values = Vec<Vec<Vec<f64>>>;

/// Runs the posterior on, reading every series at the dates of its plan.
fn run_on(
    program: &Program,
    spec: &BacktestSpec,
    posterior: &Posterior,
    plans: &[Plan],
    cancel: &AtomicBool,
) -> Result<(Values, Vec<Dates>), BacktestError> {
    let mut observed = program.clone();
    observed.variables = plans
        .iter()
        .map(|plan| {
            let one = &program.observations[plan.observation];
            tenfold_ir::Variable {
                name: one.name.clone(),
                labels: Vec::new(),
                kind: tenfold_ir::VariableKind::Let,
                node: one.node,
                unit: one.unit.clone(),
                output: false,
            }
        })
        .collect();
    let positions: Vec<usize> = (0..plans.len()).collect();
    let kernel = Kernel::compile(&observed, &positions)?;
    let asked = RunSpec {
        sampling: Sampling::Given {
            seed: spec.seed,
            given: Arc::new(posterior.given.clone()),
        },
        draws: 0..spec.draws,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    let mut ensemble = Ensemble::new(&kernel, &asked);
    let mut values: Values = plans
        .iter()
        .map(|plan| vec![Vec::with_capacity(spec.draws as usize); plan.dates.len()])
        .collect();
    for _ in 0..spec.draws.div_ceil(PORTION) {
        if cancel.load(Ordering::Relaxed) {
            return Err(BacktestError::Cancelled);
        }
        let rows = ensemble.next(PORTION)?;
        for (nth, (plan, values)) in plans.iter().zip(&mut values).enumerate() {
            read(program, plan, &rows, nth, values);
        }
    }
    let summary = ensemble.finish();
    let milestones = (0..program.milestones.len())
        .map(|at| summary.milestone(at).clone())
        .collect();
    Ok((values, milestones))
}

/// Between two steps a value is interpolated on the scale of the error, as the likelihood does.
fn read(program: &Program, plan: &Plan, rows: &Rows, nth: usize, values: &mut [Vec<f64>]) {
    let (time, times) = (program.time, rows.steps.len());
    let column = &rows.trajectories.as_ref().expect("they are asked for")[nth];
    let observed = program.observations[plan.observation].node;
    let on_scale = |value: f64| match plan.is_log {
        true => libm::log(value.max(f64::MIN_POSITIVE)),
        false => value,
    };
    let end = time.at(time.steps) + time.dt;
    for (date, values) in plan.dates.iter().zip(values) {
        if let Node::Milestone(milestone, MilestoneView::Date) = program.nodes[observed.index()] {
            let reached = rows.draws.milestones[milestone.index()].iter();
            values.extend(reached.map(|&date| if date > end { end } else { date }));
            continue;
        }
        let place = ((date - time.start) / time.dt).clamp(0.0, f64::from(time.steps));
        let step = (place.floor() as usize).min(times.saturating_sub(2));
        let share = place - step as f64;
        values.extend(column.chunks_exact(times).map(|path| {
            let before = path[step];
            let after = path[(step + 1).min(times - 1)];
            // What has diverged is no number; a maximum would hide it.
            if before.is_nan() || after.is_nan() {
                return f64::NAN;
            }
            let (before, after) = (on_scale(before), on_scale(after));
            before + share * (after - before)
        }));
    }
}
