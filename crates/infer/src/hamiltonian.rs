//! Moves along the slope of a posterior: Hamiltonian Monte Carlo (Neal 2011) of many particles side by
//! side, in a metric that they have in common.

use crate::adjoint::{Adjoint, Tracer};
use crate::lanes::lanes_of;
use crate::metric::Metric;
use crate::target::Target;
use rayon::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tenfold_engine::Evaluator;

/// Particles that move side by side.
const LANES: usize = Evaluator::LANES;

/// Where particles stand, and what is drawn for a move of theirs.
pub(crate) struct Move<'p> {
    /// Particle after particle.
    pub scores: &'p mut [f64],
    pub log_likelihoods: &'p mut [f64],
    pub draws: &'p [u64],
    /// The slopes of the log likelihoods where they stand, if they are known, and after.
    pub slopes: &'p mut [f64],
    pub is_known: bool,
    /// Gets the slopes of the log density where they stood, as [`crate::metric::Passed`] has them.
    pub pulls: &'p mut [[f64; LANES]],
    /// Standard normal, as many as scores.
    pub momenta: &'p [f64],
    /// Uniform, one a particle: what decides whether the move is made, and how long its steps are.
    pub accepts: &'p [f64],
    pub lengths: &'p [f64],
}

/// How far a trajectory of moves goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stride {
    /// Of one step, in the metric.
    pub step: f64,
    pub steps: usize,
}

/// The share of a step's length by which particles differ, so that none comes back to where it was.
const JITTER: f64 = 0.2;

/// One for each thread: they are large.
pub(crate) struct Tracers<'t>(Vec<Mutex<Tracer<'t, LANES>>>);

impl<'t> Tracers<'t> {
    pub fn new(target: &'t Target, adjoint: &'t Adjoint) -> Self {
        let one = |_| Mutex::new(Tracer::new(target, adjoint));
        Tracers((0..rayon::current_num_threads()).map(one).collect())
    }

    fn own(&self) -> MutexGuard<'_, Tracer<'t, LANES>> {
        let at = rayon::current_thread_index().unwrap_or(0);
        // What a thread that panicked left is written over.
        self.0[at].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Moves all particles under the likelihood to a power; gives the mean probability of acceptance.
pub(crate) fn advance(
    (target, tracers): (&Target, &Tracers),
    metric: &Metric,
    (power, stride): (f64, Stride),
    of: Move,
) -> f64 {
    let (n, lanes) = (target.dimensions(), LANES);
    let count = of.log_likelihoods.len();
    let is_known = of.is_known;
    let parts = (of.scores.par_chunks_mut(lanes * n))
        .zip(of.log_likelihoods.par_chunks_mut(lanes))
        .zip(of.slopes.par_chunks_mut(lanes * n))
        .zip(of.draws.par_chunks(lanes))
        .zip(of.pulls.par_chunks_mut(n))
        .zip(of.momenta.par_chunks(lanes * n))
        .zip(
            of.accepts
                .par_chunks(lanes)
                .zip(of.lengths.par_chunks(lanes)),
        );
    let accepted = parts.map(
        |((((((scores, log_likelihoods), slopes), draws), pulls), momenta), (accepts, lengths))| {
            let mut block = Block {
                tracer: &mut tracers.own(),
                metric,
                power,
                draws,
                scores: lanes_of(scores, n),
                momenta: lanes_of(momenta, n),
                log_likelihoods: [f64::NEG_INFINITY; LANES],
            };
            block.log_likelihoods[..draws.len()].copy_from_slice(log_likelihoods);
            let begun = block.begin(is_known.then_some(slopes));
            let before = block.energies();
            for (to, found) in pulls.iter_mut().zip(&block.pulls(&begun, &[1.0; LANES])) {
                to[..draws.len()].copy_from_slice(&found[..draws.len()]);
            }
            let mut steps = [0.0; LANES];
            for (step, u) in steps.iter_mut().zip(lengths) {
                *step = stride.step * (1.0 + JITTER * (2.0 * u - 1.0));
            }
            block.leap((&begun, stride.steps), &steps);
            let after = block.energies();
            let mut accepted = 0.0;
            for lane in 0..draws.len() {
                let gain = before[lane] - after[lane];
                let is_made = !gain.is_nan() && libm::log(accepts[lane]) < gain;
                if !gain.is_nan() {
                    accepted += f64::min(1.0, libm::exp(gain));
                }
                let own = lane * n..(lane + 1) * n;
                if is_made {
                    take(lane, &block.scores, &mut scores[own.clone()]);
                    log_likelihoods[lane] = block.log_likelihoods[lane];
                }
                let there = if is_made { block.tracer.last() } else { &begun };
                take(lane, there, &mut slopes[own]);
            }
            accepted
        },
    );
    // Summed in the order of blocks, whichever thread had them.
    accepted.collect::<Vec<f64>>().iter().sum::<f64>() / count as f64
}

/// Copies what a lane has.
fn take(lane: usize, from: &[[f64; LANES]], to: &mut [f64]) {
    let own = from.iter().map(|values| values[lane]);
    to.iter_mut().zip(own).for_each(|(to, value)| *to = value);
}

/// The particles of a block on their way.
struct Block<'b, 't> {
    tracer: &'b mut Tracer<'t, LANES>,
    metric: &'b Metric,
    power: f64,
    draws: &'b [u64],
    scores: Vec<[f64; LANES]>,
    momenta: Vec<[f64; LANES]>,
    log_likelihoods: [f64; LANES],
}

impl Block<'_, '_> {
    /// The slopes of the log likelihoods where particles stand.
    fn begin(&mut self, known: Option<&mut [f64]>) -> Vec<[f64; LANES]> {
        if let Some(known) = known {
            return lanes_of(known, self.scores.len());
        }
        self.log_likelihoods = self.tracer.slopes(&self.scores, self.draws);
        self.tracer.last().to_vec()
    }

    /// The leapfrog method, from where the slopes are those.
    fn leap(&mut self, (begun, steps): (&[[f64; LANES]], usize), lengths: &[f64; LANES]) {
        let mut speeds = std::mem::take(&mut self.momenta);
        self.metric.quicken(&mut speeds);
        let pulls = self.pulls(begun, &lengths.map(|length| 0.5 * length));
        self.metric.kick(&pulls, &mut speeds);
        for nth in 1..=steps {
            self.metric.drift(&speeds, lengths, &mut self.scores);
            self.log_likelihoods = self.tracer.slopes(&self.scores, self.draws);
            let share = if nth == steps { 0.5 } else { 1.0 };
            let pulls = self.pulls(self.tracer.last(), &lengths.map(|length| share * length));
            self.metric.kick(&pulls, &mut speeds);
        }
        self.metric.weigh(&mut speeds);
        self.momenta = speeds;
    }

    /// The slopes of the tempered log density, so many times.
    fn pulls(&self, slopes: &[[f64; LANES]], times: &[f64; LANES]) -> Vec<[f64; LANES]> {
        let mut pulls = slopes.to_vec();
        for (pulls, scores) in pulls.iter_mut().zip(&self.scores) {
            for ((pull, score), times) in pulls.iter_mut().zip(scores).zip(times) {
                *pull = times * (self.power * *pull - score);
            }
        }
        pulls
    }

    /// What a trajectory keeps: less the logarithm of the tempered posterior, and half the square of
    /// the momentum.
    fn energies(&self) -> [f64; LANES] {
        let mut energies = self.log_likelihoods.map(|l| -self.power * l);
        for values in self.scores.iter().chain(&self.momenta) {
            for (energy, value) in energies.iter_mut().zip(values) {
                *energy += 0.5 * value * value;
            }
        }
        energies
    }
}
