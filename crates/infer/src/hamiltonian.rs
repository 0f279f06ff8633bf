//! Moves along the slope of a posterior: Hamiltonian Monte Carlo (Neal 2011) of many particles side by
//! side, in a metric that they have in common.
//!
//! One length of steps for all is too long where a posterior is thinner than elsewhere: there the leapfrog method is
//! unstable, every move is refused, and a tail that thins out is never entered. Nothing shows it: the particles
//! that are elsewhere agree. So a path that errs is followed again in shorter steps, as short as it needs. That
//! the way back would take the same length keeps the posterior what it is: the length is a part of the state that is
//! drawn anew, with certainty, from where the particle stands (Bou-Rabee, Carpenter and Marsden 2024).

use crate::adjoint::{Adjoint, Tracer};
use crate::lanes::lanes_of;
use crate::metric::Metric;
use crate::target::Target;
use rayon::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tenfold_engine::Evaluator;

/// Particles that move side by side.
const LANES: usize = Evaluator::LANES;

/// A path is followed in shorter steps where its energy changes by more: hardly one in ten would be accepted, or
/// from its end to its start.
const COARSE: f64 = 2.3;

/// Where particles stand, how fast they are, and how long their steps are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Particle after particle, as are momenta and slopes of the log likelihood.
    pub scores: Vec<f64>,
    pub momenta: Vec<f64>,
    pub slopes: Vec<f64>,
    pub log_likelihoods: Vec<f64>,
    pub draws: Vec<u64>,
    /// Of one step, in the metric.
    pub lengths: Vec<f64>,
}

impl Places {
    fn count(&self) -> usize {
        self.draws.len()
    }

    /// Some of them.
    fn of(&self, which: &[usize]) -> Places {
        let n = self.scores.len() / self.count().max(1);
        let rows = |of: &[f64]| {
            let each = which.iter().flat_map(|at| &of[at * n..(at + 1) * n]);
            each.copied().collect()
        };
        let one = |of: &[f64]| which.iter().map(|at| of[*at]).collect();
        Places {
            scores: rows(&self.scores),
            momenta: rows(&self.momenta),
            slopes: rows(&self.slopes),
            log_likelihoods: one(&self.log_likelihoods),
            draws: which.iter().map(|at| self.draws[*at]).collect(),
            lengths: one(&self.lengths),
        }
    }

    fn reversed(mut self) -> Places {
        self.momenta.iter_mut().for_each(|speed| *speed = -*speed);
        self
    }

    /// Puts one of others in the place of one.
    fn take(&mut self, at: usize, from: (&Places, usize)) {
        let (n, (from, other)) = (self.scores.len() / self.count(), from);
        let (to, of) = (at * n..(at + 1) * n, other * n..(other + 1) * n);
        self.scores[to.clone()].copy_from_slice(&from.scores[of.clone()]);
        self.slopes[to].copy_from_slice(&from.slopes[of]);
        self.log_likelihoods[at] = from.log_likelihoods[other];
    }
}

/// How often moves were accepted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepted {
    /// In steps of the first length, with what probability in the mean.
    pub at_first: f64,
    /// The share that was made.
    pub made: f64,
}

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

    /// Finds the log likelihoods and their slopes where particles stand.
    pub fn look(&self, of: &mut Places) {
        let n = of.scores.len() / of.count().max(1);
        let parts = (of.scores.par_chunks(LANES * n))
            .zip(of.draws.par_chunks(LANES))
            .zip(of.slopes.par_chunks_mut(LANES * n))
            .zip(of.log_likelihoods.par_chunks_mut(LANES));
        parts.for_each(|(((scores, draws), slopes), log_likelihoods)| {
            let mut tracer = self.own();
            let found = tracer.slopes(&lanes_of(scores, n), draws);
            log_likelihoods.copy_from_slice(&found[..draws.len()]);
            particles_of(tracer.last(), slopes);
        });
    }
}

/// Moves of particles under the likelihood to a power, in so many steps.
pub(crate) struct Paths<'p, 't> {
    pub tracers: &'p Tracers<'t>,
    pub metric: &'p Metric,
    pub power: f64,
    pub steps: usize,
    /// How often these are halved at most where a path errs.
    pub halvings: u32,
}

impl Paths<'_, '_> {
    /// Moves particles whose slopes are known. `accepts` are uniform, one a particle.
    pub fn advance(&self, places: &mut Places, accepts: &[f64]) -> Accepted {
        let from = places.clone();
        let count = from.count() as f64;
        let mut accepted = Accepted {
            at_first: 0.0,
            made: 0.0,
        };
        let mut open: Vec<usize> = (0..from.count()).collect();
        for halvings in 0..=self.halvings {
            let own = from.of(&open);
            let (to, errors) = self.follow(&own, halvings);
            if halvings == 0 {
                let each = errors.iter().filter(|error| !error.is_nan());
                accepted.at_first =
                    each.map(|error| libm::exp(-error).min(1.0)).sum::<f64>() / count;
            }
            let is_made =
                |at: &usize| is_fine(errors[*at]) && libm::log(accepts[open[*at]]) < -errors[*at];
            let made = (0..open.len()).filter(is_made).collect();
            for at in self.reversible(made, &to, halvings) {
                places.take(open[at], (&to, at));
                accepted.made += 1.0 / count;
            }
            let coarse = open
                .iter()
                .zip(&errors)
                .filter(|(_, error)| !is_fine(**error));
            open = coarse.map(|(at, _)| *at).collect();
            if open.is_empty() {
                break;
            }
        }
        accepted
    }

    /// Those paths of which the way back is of steps as short: all longer ones err from there too.
    fn reversible(&self, mut made: Vec<usize>, to: &Places, halvings: u32) -> Vec<usize> {
        for longer in (0..halvings).rev() {
            if made.is_empty() {
                break;
            }
            let (_, errors) = self.follow(&to.of(&made).reversed(), longer);
            let coarse = made
                .iter()
                .zip(&errors)
                .filter(|(_, error)| !is_fine(**error));
            made = coarse.map(|(at, _)| *at).collect();
        }
        made
    }

    /// Where the leapfrog method leads, with steps halved so often, and by how much the energy is higher there.
    fn follow(&self, from: &Places, halvings: u32) -> (Places, Vec<f64>) {
        let mut to = from.clone();
        let n = from.scores.len() / from.count();
        let (steps, share) = (self.steps << halvings, 1.0 / f64::from(1_u32 << halvings));
        let mut errors = vec![f64::NAN; from.count()];
        let parts = (to.scores.par_chunks_mut(LANES * n))
            .zip(to.momenta.par_chunks_mut(LANES * n))
            .zip(to.slopes.par_chunks_mut(LANES * n))
            .zip(to.log_likelihoods.par_chunks_mut(LANES))
            .zip(to.draws.par_chunks(LANES).zip(to.lengths.par_chunks(LANES)))
            .zip(errors.par_chunks_mut(LANES));
        parts.for_each(
            |(((((scores, momenta), slopes), log_likelihoods), (draws, lengths)), errors)| {
                let mut block = Block {
                    tracer: &mut self.tracers.own(),
                    metric: self.metric,
                    power: self.power,
                    draws,
                    scores: lanes_of(scores, n),
                    momenta: lanes_of(momenta, n),
                    log_likelihoods: [f64::NEG_INFINITY; LANES],
                };
                block.log_likelihoods[..draws.len()].copy_from_slice(log_likelihoods);
                let mut own = [0.0; LANES];
                for (own, length) in own.iter_mut().zip(lengths) {
                    *own = share * length;
                }
                let before = block.energies();
                block.leap((&lanes_of(slopes, n), steps), &own);
                let after = block.energies();
                for ((error, before), after) in errors.iter_mut().zip(before).zip(after) {
                    *error = after - before;
                }
                log_likelihoods.copy_from_slice(&block.log_likelihoods[..draws.len()]);
                particles_of(&block.scores, scores);
                particles_of(&block.momenta, momenta);
                particles_of(block.tracer.last(), slopes);
            },
        );
        (to, errors)
    }

    /// The slopes of the log density where particles stand, as [`crate::metric::Passed`] has them.
    pub fn pulls(&self, of: &Places) -> Vec<[f64; LANES]> {
        let n = of.scores.len() / of.count();
        let blocks = of.scores.chunks(LANES * n).zip(of.slopes.chunks(LANES * n));
        let each = blocks.flat_map(|(scores, slopes)| {
            let both = lanes_of::<LANES>(slopes, n)
                .into_iter()
                .zip(lanes_of(scores, n));
            both.map(|(slopes, scores): ([f64; LANES], [f64; LANES])| {
                std::array::from_fn(|lane| self.power * slopes[lane] - scores[lane])
            })
        });
        each.collect()
    }
}

/// Whether a path is followed well, by how much its energy has changed: the same for the way back.
fn is_fine(error: f64) -> bool {
    error.abs() <= COARSE
}

/// What the first lanes have, particle after particle.
fn particles_of(lanes: &[[f64; LANES]], particles: &mut [f64]) {
    for (lane, own) in particles.chunks_exact_mut(lanes.len()).enumerate() {
        for (to, values) in own.iter_mut().zip(lanes) {
            *to = values[lane];
        }
    }
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
