//! A model's posterior: several independent runs of particles, and what they say of themselves.

use crate::calibrate_error::CalibrateError;
use crate::converged::{r_hat, rank_counts};
use crate::lanes::{lanes_of, place};
use crate::posterior_draws::PosteriorDraws;
use crate::posterior_predictive::{LeftOut, Predicted, SeriesPredictive};
use crate::smc::Size;
use crate::target::{Seen, Target, TargetError};
use crate::{nuts, smc};
use std::sync::atomic::AtomicBool;
use tenfold_engine::{Evaluator, Given, Key, normal_scores};
use tenfold_ir::{Program, math, site};

/// How draws of a posterior are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampler {
    /// Sequential Monte Carlo by tempering: any model.
    #[default]
    Smc,
    /// Hamiltonian Monte Carlo that turns back by itself: models whose likelihood has a slope.
    Nuts,
}

/// What is asked of a calibration.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrateSpec {
    /// Particles of all runs together.
    pub particles: usize,
    /// Of priors and moves; the chance of the model's own draws too.
    pub seed: u64,
    /// Reports after this date are hidden, calendar years; infinity for none.
    pub until: f64,
    /// How draws are made.
    pub sampler: Sampler,
}

/// How one parameter fared.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamPosterior {
    /// Its position in the program.
    pub param: usize,
    /// How ranks lie in halves of the runs, and how far out: 1 where they agree (Vehtari et al. 2021).
    pub r_hat: f64,
    /// How many particles of each run have ranks in each of equal bins of their ranks among all; none of a
    /// parameter that no report depends on.
    pub ranks: Vec<Vec<u32>>,
    /// The area that prior and posterior have in common: 1 where the record says nothing.
    pub overlap: f64,
}

/// How one series of the record is met.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPosterior {
    /// The variable observed.
    pub name: String,
    /// Its reports.
    pub reports: usize,
    /// Mean residual in standard deviations of error and posterior together; above 0 the model is above.
    /// None of bounds alone.
    pub bias: Option<f64>,
    /// Share of the reports in the 80 % band of what the posterior would report; none of bounds alone.
    pub covered: Option<f64>,
    /// Share of the posterior whose own reports would miss by more; none of bounds alone.
    pub p_value: Option<f64>,
    /// Each report, given all others, in order of date.
    pub left_out: Vec<LeftOut>,
}

/// Draws of a model's parameters and past, given its record.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Rows for [`tenfold_engine::Sampling::Given`].
    pub given: Given,
    /// Reports that were met.
    pub reports: usize,
    /// Particles that independent ones would be worth.
    pub effective: f64,
    /// The logarithm of the probability of the record under the prior, up to a constant; NUTS has no
    /// estimate of it.
    pub log_evidence: Option<f64>,
    /// Steps that the likelihood's power took, at most over runs; of NUTS none.
    pub steps: u32,
    /// Share of the last moves that were accepted; of NUTS, of all draws.
    pub accepted: f64,
    /// Draws of NUTS whose path broke off where the posterior is too sharp for its steps.
    pub divergent: usize,
    /// Each uncertain parameter.
    pub params: Vec<ParamPosterior>,
    /// Each series.
    pub series: Vec<SeriesPosterior>,
}

/// Independent runs: their agreement is what tells convergence.
const RUNS: usize = 4;
/// Parts of a run whose means tell how many independent draws it is worth: particles of one descent
/// stand together, and draws of a chain in order, so that what is alike is mostly in one part.
const PARTS: usize = 8;
/// Draws of the posterior that each particle gives in its course.
const STATES: usize = 32;
/// Of a run, that there are enough to learn from; those of four runs fill two blocks of lanes.
const CHAINS_MIN: usize = 32;
/// Bins in which prior and posterior are compared; each has the same share of the prior.
const BINS: usize = 20;
/// Scores of noises are kept in multiples of this.
pub const GRAIN: f64 = 1.0 / 1024.0;
/// Half the width of the middle 80 % of the normal distribution.
const MIDDLE_80: f64 = 1.281_551_565_544_600_4;

/// Draws from a model's posterior. `progress` gets the share of the work done.
///
/// # Errors
/// See [`CalibrateError`].
pub fn calibrate(
    program: &Program,
    spec: &CalibrateSpec,
    cancel: &AtomicBool,
    progress: impl FnMut(f64) + Send,
) -> Result<Posterior, CalibrateError> {
    let target = Target::new(program, spec.until, spec.seed)?;
    let each = (spec.particles / RUNS).max(2 * CHAINS_MIN);
    // Half-filled blocks of lanes cost what full ones do.
    let chains = (each / STATES).max(CHAINS_MIN);
    let size = Size {
        runs: RUNS,
        chains,
        states: each / chains,
    };
    let each = size.chains * size.states;
    let particles = match spec.sampler {
        Sampler::Smc => PosteriorDraws::new(smc::run(&target, size, spec.seed, cancel, progress)?)?,
        Sampler::Nuts => nuts::run(
            &target,
            (RUNS, each, nuts::TUNING),
            spec.seed,
            cancel,
            progress,
        )?,
    };
    Ok(Summary {
        program,
        target: &target,
        particles: &particles,
        each,
    }
    .posterior(spec.seed)?)
}

/// What several runs say together.
struct Summary<'a> {
    program: &'a Program,
    target: &'a Target,
    particles: &'a PosteriorDraws,
    /// Particles of one run.
    each: usize,
}

impl Summary<'_> {
    fn posterior(&self, seed: u64) -> Result<Posterior, TargetError> {
        let series = self.series(seed);
        let given = Given {
            params: self.values(seed)?,
            draws: match self.target.has_events {
                true => self.particles.draws.clone(),
                // Events have no trace in the record: any will do, each row its own.
                false => (0..self.particles.count() as u64).collect(),
            },
            noises: self.noises(),
            until: self.target.last_step + 1,
        };
        // Of the mean of n independent draws the variance is within/n; what parts show is between.
        let moved = self.target.moved.len();
        let shares = (0..moved).map(|at| {
            let (between, within) = self.between_and_within(at);
            between / within
        });
        let share = shares.sum::<f64>() / moved as f64;
        let params = self.target.uncertain.iter().map(|&param| {
            let Ok(at) = self.target.moved.binary_search(&param) else {
                // Drawn from its prior, row by row.
                return ParamPosterior {
                    param,
                    r_hat: 1.0,
                    ranks: Vec::new(),
                    overlap: 1.0,
                };
            };
            let scores: Vec<Vec<f64>> = self.scores(at).collect();
            ParamPosterior {
                param,
                r_hat: r_hat(&scores),
                ranks: rank_counts(&scores),
                overlap: self.overlap(at),
            }
        });
        let total = self.particles.count() as f64;
        Ok(Posterior {
            reports: self.target.reports(),
            effective: ((RUNS * PARTS) as f64 / share).min(total),
            log_evidence: self.particles.log_evidence,
            steps: self.particles.steps,
            accepted: self.particles.accepted,
            divergent: self.particles.divergent,
            params: params.collect(),
            given,
            series,
        })
    }

    /// A score of the particles of each run.
    fn scores(&self, at: usize) -> impl Iterator<Item = Vec<f64>> + '_ {
        let n = self.particles.dimensions;
        let runs = self.particles.scores.chunks_exact(self.each * n);
        runs.map(move |own| own.iter().skip(at).step_by(n).copied().collect())
    }

    /// The scores of the noises in each row, rounded as they are kept.
    fn noises(&self) -> Vec<Option<Vec<f64>>> {
        let mut found = vec![None; self.program.noises.len()];
        let (n, steps) = (self.particles.dimensions, self.target.noisy_steps());
        for (nth, noise) in self.target.noises.iter().enumerate() {
            let first = self.target.durable() + nth * steps;
            let rows = self.particles.scores.chunks_exact(n);
            let own = rows.flat_map(|row| &row[first..first + steps]);
            let own = own.map(|score| libm::round(score / GRAIN) * GRAIN);
            found[*noise] = Some(own.collect());
        }
        found
    }

    /// The variance of the means that a score has in parts of the runs, and the mean of its variances
    /// within them.
    fn between_and_within(&self, at: usize) -> (f64, f64) {
        let parts: Vec<Vec<f64>> = self.scores(at).collect();
        let parts = parts
            .iter()
            .flat_map(|own| own.chunks_exact(self.each / PARTS));
        let moments = parts.map(|own| {
            let count = own.len() as f64;
            let mean = own.iter().sum::<f64>() / count;
            let squares: f64 = own.iter().map(|x| math::powi(x - mean, 2)).sum();
            (mean, squares / (count - 1.0))
        });
        let moments: Vec<(f64, f64)> = moments.collect();
        let count = moments.len() as f64;
        let mean = moments.iter().map(|(mean, _)| mean).sum::<f64>() / count;
        let spread: f64 = moments
            .iter()
            .map(|(own, _)| math::powi(own - mean, 2))
            .sum();
        let within = moments.iter().map(|(_, variance)| variance).sum::<f64>() / count;
        (spread / (count - 1.0), within)
    }

    fn overlap(&self, at: usize) -> f64 {
        let mut counts = [0.0; BINS];
        let mut total = 0.0;
        for score in self.scores(at).flatten() {
            let p = 0.5 * libm::erfc(-score / std::f64::consts::SQRT_2);
            counts[((p * BINS as f64) as usize).min(BINS - 1)] += 1.0;
            total += 1.0;
        }
        counts
            .iter()
            .map(|count| f64::min(count / total, 1.0 / BINS as f64))
            .sum()
    }

    /// The values of the parameters in each row. Those that the record does not depend on are drawn
    /// from their priors, as the draws of a plain run are.
    fn values(&self, seed: u64) -> Result<Vec<Option<Vec<f64>>>, TargetError> {
        let kernel = self.target.values_kernel(self.program)?;
        let mut evaluator = Evaluator::scored(&kernel, seed);
        let (uncertain, lanes) = (&self.target.uncertain, Evaluator::LANES);
        let mut params: Vec<Option<Vec<f64>>> = vec![None; self.program.params.len()];
        for &param in uncertain {
            params[param] = Some(Vec::new());
        }
        let n = self.particles.dimensions;
        for (nth, scores) in self.particles.scores.chunks(lanes * n).enumerate() {
            for &param in uncertain {
                let key = Key::new(seed, site(&self.program.params[param].name));
                let drawn = normal_scores(&kernel, key, (nth * lanes) as u64, 0);
                for (lane, score) in drawn.into_iter().enumerate() {
                    evaluator.set_score(param, lane, score);
                }
            }
            let rows = scores.chunks_exact(n).len();
            for (lane, own) in scores.chunks_exact(n).enumerate() {
                for (param, score) in self.target.moved.iter().zip(own) {
                    evaluator.set_score(*param, lane, *score);
                }
            }
            evaluator.start_scored();
            for &param in uncertain {
                let column = params[param].as_mut().expect("it is uncertain");
                column.extend((0..rows).map(|lane| evaluator.param(param, lane)));
            }
        }
        Ok(params)
    }

    /// Runs every particle once more, to see how it meets each report.
    fn predicted(&self) -> Vec<Predicted> {
        let (mut evaluator, lanes) = (self.target.evaluator(), Evaluator::LANES);
        let reports = 0..self.target.reports();
        let each = reports.map(|report| Predicted {
            series: self.target.series_of(report),
            seen: self.target.seen(report),
            stated: self.target.stated(report),
            date: self.target.date(report),
            simulated: Vec::with_capacity(self.particles.count()),
            widths: Vec::with_capacity(self.particles.count()),
        });
        let mut predicted: Vec<Predicted> = each.collect();
        let n = self.particles.dimensions;
        let blocks = self.particles.scores.chunks(lanes * n);
        for (scores, own) in blocks.zip(self.particles.draws.chunks(lanes)) {
            let lanes = lanes_of(scores, n);
            place(self.target, &mut evaluator, &lanes, own);
            let meeting = self.target.meet(&mut evaluator, &lanes);
            let met = meeting.simulated.iter().zip(&meeting.widths);
            for (report, (values, widths)) in predicted.iter_mut().zip(met) {
                report.simulated.extend(&values[..own.len()]);
                report.widths.extend(&widths[..own.len()]);
            }
        }
        predicted
    }

    fn series(&self, seed: u64) -> Vec<SeriesPosterior> {
        let (predicted, n) = (self.predicted(), self.particles.dimensions);
        let first = self.target.moved.len();
        let coordinate = |row: usize, which: usize| self.particles.scores[row * n + first + which];
        let rows = self.particles.count();
        let all = self.target.series.iter().enumerate();
        let each = all.map(|(at, info)| {
            let own: Vec<&Predicted> = predicted.iter().filter(|one| one.series == at).collect();
            let residuals: Vec<f64> = own
                .iter()
                .filter_map(|one| match one.seen {
                    Seen::Figure(recorded) => Some(residual(recorded, one)),
                    Seen::Between(..) => None,
                })
                .collect();
            let count = residuals.len() as f64;
            let inside = residuals.iter().filter(|r| r.abs() <= MIDDLE_80).count();
            let reports = own.len();
            let predictive =
                SeriesPredictive::new(self.target, (at, own), (seed, rows), coordinate);
            SeriesPosterior {
                name: info.name.clone(),
                reports,
                bias: (count > 0.0).then(|| residuals.iter().sum::<f64>() / count),
                covered: (count > 0.0).then(|| inside as f64 / count),
                p_value: predictive.p_value(),
                left_out: predictive.left_out(),
            }
        });
        match self.program.time.steps {
            0 => joined(each),
            _ => each.collect(),
        }
    }
}

/// The rows of a law are said of together: each is a series of one report.
fn joined(rows: impl Iterator<Item = SeriesPosterior>) -> Vec<SeriesPosterior> {
    let mut out: Vec<SeriesPosterior> = Vec::new();
    for mut row in rows {
        if let Some((name, _)) = row.name.split_once('[') {
            row.name = name.to_owned();
        }
        match out.last_mut().filter(|last| last.name == row.name) {
            Some(last) => {
                let (old, new) = (last.reports as f64, row.reports as f64);
                let mean = |a: Option<f64>, b: Option<f64>| match (a, b) {
                    (Some(a), Some(b)) => Some((a * old + b * new) / (old + new)),
                    (a, b) => a.or(b),
                };
                last.bias = mean(last.bias, row.bias);
                last.covered = mean(last.covered, row.covered);
                last.p_value = None;
                last.reports += row.reports;
                last.left_out.append(&mut row.left_out);
            }
            None => out.push(row),
        }
    }
    out
}

/// A report's residual in standard deviations of error and posterior together.
fn residual(recorded: f64, predicted: &Predicted) -> f64 {
    let count = predicted.simulated.len() as f64;
    let mean = predicted.simulated.iter().sum::<f64>() / count;
    let squares: f64 = predicted
        .simulated
        .iter()
        .map(|x| math::powi(x - mean, 2))
        .sum();
    let errors: f64 = predicted.widths.iter().map(|width| width * width).sum();
    (mean - recorded) / libm::sqrt((squares + errors) / count)
}
