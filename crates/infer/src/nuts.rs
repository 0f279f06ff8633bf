//! NUTS: Hamiltonian Monte Carlo that follows the gradient and turns back by itself (Hoffman and
//! Gelman 2014), for laws.
//!
//! Chains move in the same scores as particles do, under −½|z|² and the same likelihood, whose slope
//! is exact for a law.

use crate::adjoint::{Adjoint, Tracer};
use crate::calibrate::{CalibrateError, Drawn};
use crate::law::support;
use crate::smc::place;
use crate::target::Target;
use nuts_rs::rand::{SeedableRng, rngs::ChaCha8Rng};
use nuts_rs::{Chain, CpuLogpFunc, CpuMath, CpuMathError, HasDims, LogpError, LowRankNutsSettings};
use nuts_rs::{Settings, rand};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tenfold_engine::{Evaluator, Key, normal_scores};
use tenfold_ir::{Program, site};

/// Draws of each chain that find its step and its scales, and are thrown away.
pub(crate) const TUNING: usize = 1_000;
/// Of so many draws one is kept: a draw after another is near it, and whatever is made of a draw takes
/// longer than the draw.
const KEPT_OF: usize = 4;
/// The share of a path's steps that a step is so short for as to be accepted. Posteriors of laws bend:
/// at the usual 0.8 some paths of each break off.
const ACCEPTED: f64 = 0.95;
/// Progress is told after so many draws.
const TOLD_EVERY: usize = 50;

/// Whether a model has a slope everywhere.
fn check(program: &Program, target: &Target) -> Result<(), CalibrateError> {
    if program.time.steps > 0 {
        let name = program.name.clone();
        return Err(CalibrateError::InTime { name });
    }
    let no_gradient = |name: &str, found| CalibrateError::NoGradient {
        name: name.to_owned(),
        found,
    };
    for &param in &target.moved {
        let of = &program.params[param];
        support(of.prior.as_ref().expect("it is uncertain"))
            .map_err(|found| no_gradient(&of.name, found))?;
        if target.kernel.prior(param).is_none() {
            let varies = "arguments that depend on other parameters";
            return Err(no_gradient(&of.name, varies));
        }
    }
    if target.has_events || !target.noises.is_empty() {
        return Err(no_gradient(&target.series[0].name, "chance"));
    }
    Ok(())
}

/// The log density of a posterior in scores, and its gradient. A chain asks for one point after
/// another, so there is one lane.
pub(crate) struct Density<'t> {
    target: &'t Target,
    tracer: Tracer<'t, 1>,
}

/// A place without a likelihood, or without a slope: chains turn away from it.
#[derive(Debug, thiserror::Error)]
#[error("no likelihood, or no slope of it, at this place")]
pub(crate) struct Nowhere;

impl LogpError for Nowhere {
    fn is_recoverable(&self) -> bool {
        true
    }
}

impl<'t> Density<'t> {
    fn new(target: &'t Target, adjoint: &'t Adjoint) -> Self {
        Density {
            target,
            tracer: Tracer::new(target, adjoint),
        }
    }

    /// The log likelihood at scores, and its gradient.
    fn likelihood(&mut self, scores: &[f64], gradient: &mut [f64]) -> f64 {
        let (found, slopes) = self.tracer.slopes(scores, &[0]);
        gradient.copy_from_slice(&slopes);
        found[0]
    }
}

impl HasDims for Density<'_> {
    fn dim_sizes(&self) -> HashMap<String, u64> {
        HashMap::new()
    }
}

impl CpuLogpFunc for Density<'_> {
    type LogpError = Nowhere;
    type FlowParameters = ();
    type ExpandedVector = Vec<f64>;

    fn dim(&self) -> usize {
        self.target.dimensions()
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, Nowhere> {
        let mut log_density = self.likelihood(position, gradient);
        for (slope, score) in gradient.iter_mut().zip(position) {
            log_density -= 0.5 * score * score;
            *slope -= score;
        }
        let is_known = log_density.is_finite() && gradient.iter().all(|slope| slope.is_finite());
        is_known.then_some(log_density).ok_or(Nowhere)
    }

    fn expand_vector<R: rand::Rng + ?Sized>(
        &mut self,
        _: &mut R,
        position: &[f64],
    ) -> Result<Vec<f64>, CpuMathError> {
        Ok(position.to_vec())
    }
}

/// Several chains that know nothing of each other, of so many kept draws each, after so many for tuning.
pub(crate) fn run(
    (program, target): (&Program, &Target),
    (chains, each, tuning): (usize, usize, usize),
    seed: u64,
    cancel: &AtomicBool,
    progress: impl FnMut(f64) + Send,
) -> Result<Drawn, CalibrateError> {
    check(program, target)?;
    let adjoint = Adjoint::new(target)?;
    let (done, progress) = (AtomicUsize::new(0), Mutex::new(progress));
    let all = chains * (tuning + each * KEPT_OF);
    let told = || {
        let done = done.fetch_add(TOLD_EVERY, Ordering::Relaxed) + TOLD_EVERY;
        if let Ok(mut progress) = progress.lock() {
            progress((done as f64 / all as f64).min(1.0));
        }
    };
    let found: Result<Vec<Drawn>, CalibrateError> = (0..chains)
        .into_par_iter()
        .map(|at| chain((target, &adjoint), (at, each, tuning), seed, cancel, &told))
        .collect();
    let mut out = Drawn {
        dimensions: target.dimensions(),
        scores: Vec::new(),
        // What happens by chance has no part in a law.
        draws: (0..(chains * each) as u64).collect(),
        log_evidence: None,
        steps: 0,
        accepted: 0.0,
        divergent: 0,
    };
    for own in found? {
        out.scores.extend(own.scores);
        out.accepted += own.accepted / chains as f64;
        out.divergent += own.divergent;
    }
    Ok(out)
}

fn chain(
    (target, adjoint): (&Target, &Adjoint),
    (at, each, tuning): (usize, usize, usize),
    seed: u64,
    cancel: &AtomicBool,
    told: &(impl Fn() + Sync),
) -> Result<Drawn, CalibrateError> {
    let broken = |reason: String| CalibrateError::Chain { reason };
    let start = start(target, at, seed).ok_or(CalibrateError::Impossible)?;
    // A law's parameters are known together far better than each alone: exponents with their
    // factors. Scales alone would leave a valley hundreds of steps long.
    let drawn = each * KEPT_OF;
    let mut settings = LowRankNutsSettings {
        num_tune: tuning as u64,
        num_draws: drawn as u64,
        ..LowRankNutsSettings::default()
    };
    settings.adapt_options.step_size_settings.target_accept = ACCEPTED;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(at as u64);
    let math = CpuMath::new(Density::new(target, adjoint));
    let mut chain = settings
        .new_chain(at as u64, math, &mut random)
        .map_err(|reason| broken(reason.to_string()))?;
    chain
        .set_position(&start)
        .map_err(|reason| broken(reason.to_string()))?;
    let mut scores: Vec<f64> = Vec::with_capacity(each * target.dimensions());
    let (mut before, mut moved, mut divergent) = (start.into_boxed_slice(), 0_u32, 0);
    for nth in 0..tuning + drawn {
        if cancel.load(Ordering::Relaxed) {
            return Err(CalibrateError::Cancelled);
        }
        let (now, how) = chain.draw().map_err(|reason| broken(reason.to_string()))?;
        if nth >= tuning {
            moved += u32::from(now != before);
            divergent += usize::from(how.diverging);
            if (nth - tuning) % KEPT_OF == 0 {
                scores.extend(now.iter());
            }
        }
        before = now;
        if (nth + 1) % TOLD_EVERY == 0 {
            told();
        }
    }
    Ok(Drawn {
        dimensions: target.dimensions(),
        scores,
        draws: Vec::new(),
        log_evidence: None,
        steps: 0,
        accepted: f64::from(moved) / drawn as f64,
        divergent,
    })
}

/// The likeliest of a block of draws of the prior, each chain's own; none where none has a likelihood.
fn start(target: &Target, chain: usize, seed: u64) -> Option<Vec<f64>> {
    let (lanes, n) = (Evaluator::LANES, target.dimensions());
    let key = Key::new(seed, site("nuts start"));
    let mut scores = vec![0.0; lanes * n];
    for at in 0..n {
        let drawn = normal_scores(&target.kernel, key, (chain * lanes) as u64, at as u32);
        for (row, score) in scores.chunks_exact_mut(n).zip(drawn) {
            row[at] = score;
        }
    }
    let mut evaluator = target.evaluator();
    place(target, &mut evaluator, &scores, &vec![0; lanes]);
    let found = target.log_likelihoods(&mut evaluator, &scores, |_, _, _, _| {});
    let rows = scores.chunks_exact(n).zip(found);
    let likeliest = rows
        .filter(|(_, likelihood)| likelihood.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1));
    likeliest.map(|(row, _)| row.to_vec())
}

#[cfg(test)]
mod tests;
