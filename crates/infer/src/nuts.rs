//! NUTS: Hamiltonian Monte Carlo that follows the gradient and turns back by itself (Hoffman and
//! Gelman 2014), for models whose likelihood has an exact slope.
//!
//! Chains move in the same scores as particles do, those of each step of the noises among them, under
//! −½|z|² and the same likelihood.

use crate::adjoint::{Adjoint, Tracer};
use crate::calibrate_error::CalibrateError;
use crate::lanes::{lanes_of, place};
use crate::posterior_draws::PosteriorDraws;
use crate::target::Target;
use nuts_rs::rand::{SeedableRng, rngs::ChaCha8Rng};
use nuts_rs::{Chain, CpuLogpFunc, CpuMath, CpuMathError, HasDims, LogpError, LowRankNutsSettings};
use nuts_rs::{Settings, rand};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tenfold_engine::{Evaluator, Key, normal_scores};
use tenfold_ir::site;

/// Draws of each chain that find its step and its scales, and are thrown away.
pub(crate) const TUNING: usize = 1_000;
/// Of so many draws one is kept: a draw after another is near it, and whatever is made of a draw takes
/// longer than the draw.
const KEPT_OF: usize = 4;
/// The share of a path's steps that a step is so short for as to be accepted. Posteriors bend: at the
/// usual 0.8 some paths of each law break off.
const ACCEPTED: f64 = 0.95;

/// The log density of a posterior in scores, and its gradient. A chain asks for one point after
/// another, so there is one lane.
pub(crate) struct Density<'t> {
    target: &'t Target,
    tracer: Tracer<'t, 1>,
    /// Asked at every point: a draw of a large model takes many of them, and long.
    cancel: &'t AtomicBool,
}

/// Why a point has no density.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(crate) enum NoDensity {
    /// There chains turn back.
    #[error("no likelihood, or no slope of it, at this place")]
    Nowhere,
    #[error("interrupted")]
    Cancelled,
}

impl LogpError for NoDensity {
    fn is_recoverable(&self) -> bool {
        *self == NoDensity::Nowhere
    }
}

impl<'t> Density<'t> {
    fn new(target: &'t Target, adjoint: &'t Adjoint, cancel: &'t AtomicBool) -> Self {
        Density {
            target,
            tracer: Tracer::new(target, adjoint),
            cancel,
        }
    }

    /// The log likelihood at scores, and its gradient.
    fn likelihood(&mut self, scores: &[f64], gradient: &mut [f64]) -> f64 {
        let found = self.tracer.slopes(&lanes_of(scores, scores.len()), &[0]);
        gradient.copy_from_slice(self.tracer.last().as_flattened());
        found[0]
    }
}

impl HasDims for Density<'_> {
    fn dim_sizes(&self) -> HashMap<String, u64> {
        HashMap::new()
    }
}

impl CpuLogpFunc for Density<'_> {
    type LogpError = NoDensity;
    type FlowParameters = ();
    type ExpandedVector = Vec<f64>;

    fn dim(&self) -> usize {
        self.target.dimensions()
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, NoDensity> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(NoDensity::Cancelled);
        }
        let mut log_density = self.likelihood(position, gradient);
        for (slope, score) in gradient.iter_mut().zip(position) {
            log_density -= 0.5 * score * score;
            *slope -= score;
        }
        let is_known = log_density.is_finite() && gradient.iter().all(|slope| slope.is_finite());
        is_known.then_some(log_density).ok_or(NoDensity::Nowhere)
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
    target: &Target,
    (chains, each, tuning): (usize, usize, usize),
    seed: u64,
    cancel: &AtomicBool,
    progress: impl FnMut(f64) + Send,
) -> Result<PosteriorDraws, CalibrateError> {
    smooth::check(target)?;
    let adjoint = Adjoint::new(target)?;
    let (done, progress) = (AtomicUsize::new(0), Mutex::new(progress));
    let all = chains * (tuning + each * KEPT_OF);
    let told = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(mut progress) = progress.lock() {
            progress((done as f64 / all as f64).min(1.0));
        }
    };
    let found: Result<Vec<PosteriorDraws>, CalibrateError> = (0..chains)
        .into_par_iter()
        .map(|at| chain((target, &adjoint), (at, each, tuning), seed, cancel, &told))
        .collect();
    let mut out = PosteriorDraws {
        dimensions: target.dimensions(),
        scores: Vec::new(),
        // There are no events in the record.
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
) -> Result<PosteriorDraws, CalibrateError> {
    let broken = |reason: String| match cancel.load(Ordering::Relaxed) {
        true => CalibrateError::Cancelled,
        false => CalibrateError::Chain { reason },
    };
    let start = start(target, at, seed).ok_or(CalibrateError::Impossible)?;
    // Parameters are known together far better than each alone: a law's exponents with their
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
    let math = CpuMath::new(Density::new(target, adjoint, cancel));
    let mut chain = settings
        .new_chain(at as u64, math, &mut random)
        .map_err(|reason| broken(reason.to_string()))?;
    chain
        .set_position(&start)
        .map_err(|reason| broken(reason.to_string()))?;
    let mut scores: Vec<f64> = Vec::with_capacity(each * target.dimensions());
    let (mut before, mut moved, mut divergent) = (start.into_boxed_slice(), 0_u32, 0);
    for nth in 0..tuning + drawn {
        let (now, how) = chain.draw().map_err(|reason| broken(reason.to_string()))?;
        if nth >= tuning {
            moved += u32::from(now != before);
            divergent += usize::from(how.diverging);
            if (nth - tuning) % KEPT_OF == 0 {
                scores.extend(now.iter());
            }
        }
        before = now;
        told();
    }
    Ok(PosteriorDraws {
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
    let of_lanes = lanes_of(&scores, n);
    place(target, &mut evaluator, &of_lanes, &vec![0; lanes]);
    let found = target.meet(&mut evaluator, &of_lanes).log_likelihoods;
    let rows = scores.chunks_exact(n).zip(found);
    let likeliest = rows
        .filter(|(_, likelihood)| likelihood.is_finite())
        .max_by(|a, b| a.1.total_cmp(&b.1));
    likeliest.map(|(row, _)| row.to_vec())
}

mod smooth;

#[cfg(test)]
mod tests;
