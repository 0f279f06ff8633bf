//! Moves along the slope of a posterior: Hamiltonian Monte Carlo (Neal 2011) of many particles side by
//! side, in a metric that they have in common.

use crate::adjoint::{Adjoint, Tracer};
use crate::target::Target;
use rayon::prelude::*;
use tenfold_engine::Evaluator;

/// Particles that move side by side.
const LANES: usize = Evaluator::LANES;

/// Where particles stand, and what is drawn for a move of theirs.
pub(crate) struct Move<'p> {
    /// Particle after particle.
    pub scores: &'p mut [f64],
    pub log_likelihoods: &'p mut [f64],
    pub draws: &'p [u64],
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

/// Moves all particles under the likelihood to a power; gives the mean probability of acceptance.
pub(crate) fn advance(
    (target, adjoint): (&Target, &Adjoint),
    metric: &Metric,
    (power, stride): (f64, Stride),
    of: Move,
) -> f64 {
    let (n, lanes) = (target.dimensions(), LANES);
    let count = of.log_likelihoods.len();
    let parts = (of.scores.par_chunks_mut(lanes * n))
        .zip(of.log_likelihoods.par_chunks_mut(lanes))
        .zip(of.draws.par_chunks(lanes))
        .zip(of.momenta.par_chunks(lanes * n))
        .zip(
            of.accepts
                .par_chunks(lanes)
                .zip(of.lengths.par_chunks(lanes)),
        );
    let accepted = parts.map_init(
        || Tracer::new(target, adjoint),
        |tracer, ((((scores, log_likelihoods), draws), momenta), (accepts, lengths))| {
            let mut block = Block {
                tracer,
                metric,
                power,
                draws,
                scores: scores.to_vec(),
                momenta: momenta.to_vec(),
                log_likelihoods: Vec::new(),
                slopes: Vec::new(),
            };
            let before = block.begin();
            let lengths: Vec<f64> = lengths
                .iter()
                .map(|u| stride.step * (1.0 + JITTER * (2.0 * u - 1.0)))
                .collect();
            block.leap(stride.steps, &lengths);
            let mut accepted = 0.0;
            for (lane, after) in block.energies().into_iter().enumerate() {
                let gain = before[lane] - after;
                if gain.is_nan() {
                    continue;
                }
                accepted += f64::min(1.0, libm::exp(gain));
                if libm::log(accepts[lane]) < gain {
                    let own = lane * n..(lane + 1) * n;
                    scores[own.clone()].copy_from_slice(&block.scores[own]);
                    log_likelihoods[lane] = block.log_likelihoods[lane];
                }
            }
            accepted
        },
    );
    // Summed in the order of blocks, whichever thread had them.
    accepted.collect::<Vec<f64>>().iter().sum::<f64>() / count as f64
}

/// The particles of a block on their way.
struct Block<'b, 't> {
    tracer: &'b mut Tracer<'t, LANES>,
    metric: &'b Metric,
    power: f64,
    draws: &'b [u64],
    scores: Vec<f64>,
    momenta: Vec<f64>,
    log_likelihoods: Vec<f64>,
    slopes: Vec<f64>,
}

impl Block<'_, '_> {
    fn look(&mut self) {
        (self.log_likelihoods, self.slopes) = self.tracer.slopes(&self.scores, self.draws);
    }

    fn begin(&mut self) -> Vec<f64> {
        self.look();
        self.energies()
    }

    /// The leapfrog method.
    fn leap(&mut self, steps: usize, lengths: &[f64]) {
        self.kick(lengths, 0.5);
        for nth in 1..=steps {
            let n = self.metric.dimensions;
            let rows = self
                .scores
                .chunks_exact_mut(n)
                .zip(self.momenta.chunks_exact(n));
            for ((scores, momenta), length) in rows.zip(lengths) {
                self.metric.drift(momenta, *length, scores);
            }
            self.look();
            self.kick(lengths, if nth == steps { 0.5 } else { 1.0 });
        }
    }

    fn kick(&mut self, lengths: &[f64], share: f64) {
        let n = self.metric.dimensions;
        let rows = (self.momenta.chunks_exact_mut(n))
            .zip(self.scores.chunks_exact(n))
            .zip(self.slopes.chunks_exact(n));
        for (((momenta, scores), slopes), length) in rows.zip(lengths) {
            let pull = scores
                .iter()
                .zip(slopes)
                .map(|(x, slope)| self.power * slope - x);
            let pull: Vec<f64> = pull.collect();
            self.metric.kick(&pull, share * length, momenta);
        }
    }

    /// What a trajectory keeps: less the logarithm of the tempered posterior, and half the square of
    /// the momentum.
    fn energies(&self) -> Vec<f64> {
        let n = self.metric.dimensions;
        let square = |v: &[f64]| 0.5 * dot(v, v);
        let rows = self
            .scores
            .chunks_exact(n)
            .zip(self.momenta.chunks_exact(n));
        let each = rows.zip(&self.log_likelihoods);
        each.map(|((scores, momenta), l)| square(scores) + square(momenta) - self.power * l)
            .collect()
    }
}

/// In what measure particles move: the covariance that their scores of parameters have; of noises, of
/// which a record tells little each, that of the prior.
pub(crate) struct Metric {
    dimensions: usize,
    /// Scores of no noise.
    durable: usize,
    /// The lower Cholesky factor of their covariance, row by row.
    factor: Vec<f64>,
}

impl Metric {
    /// The covariance of few particles is drawn towards its diagonal, by the share that scores have in
    /// scores and particles.
    pub fn of(scores: &[f64], (dimensions, n): (usize, usize)) -> Metric {
        let count = (scores.len() / dimensions) as f64;
        let columns: Vec<Vec<f64>> = (0..n)
            .into_par_iter()
            .map(|at| {
                let own = || scores.iter().skip(at).step_by(dimensions);
                let mean = own().sum::<f64>() / count;
                own().map(|score| score - mean).collect()
            })
            .collect();
        let shrink = n as f64 / (n as f64 + count);
        let rows = (0..n).into_par_iter().flat_map_iter(|row| {
            let columns = &columns;
            (0..=row).map(move |column| {
                let covariance = dot(&columns[row], &columns[column]) / count;
                match row == column {
                    true => covariance.max(LEAST),
                    false => (1.0 - shrink) * covariance,
                }
            })
        });
        let packed: Vec<f64> = rows.collect();
        Metric {
            dimensions,
            durable: n,
            factor: cholesky(&packed, n),
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        let start = row * (row + 1) / 2;
        &self.factor[start..start + row + 1]
    }

    /// Moves scores along a momentum.
    fn drift(&self, momentum: &[f64], by: f64, scores: &mut [f64]) {
        let (durable, noises) = scores.split_at_mut(self.durable);
        for (row, score) in durable.iter_mut().enumerate() {
            *score += by * dot(self.row(row), &momentum[..=row]);
        }
        for (score, momentum) in noises.iter_mut().zip(&momentum[self.durable..]) {
            *score += by * momentum;
        }
    }

    /// Adds a pull on scores to a momentum.
    fn kick(&self, pull: &[f64], by: f64, momentum: &mut [f64]) {
        let (durable, noises) = pull.split_at(self.durable);
        for (row, pull) in durable.iter().enumerate() {
            for (momentum, entry) in momentum.iter_mut().zip(self.row(row)) {
                *momentum += by * pull * entry;
            }
        }
        for (momentum, pull) in momentum[self.durable..].iter_mut().zip(noises) {
            *momentum += by * pull;
        }
    }
}

/// The least variance of a score that particles are taken to have.
const LEAST: f64 = 1e-6;

/// The sum of products, in eight sums side by side: the same order on every machine.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = (a.remainder().iter().zip(b.remainder()))
        .map(|(a, b)| a * b)
        .sum();
    let mut sums = [0.0; 8];
    for (a, b) in a.zip(b) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// The lower factor of a positive definite matrix, both packed row by row.
fn cholesky(matrix: &[f64], n: usize) -> Vec<f64> {
    let at = |row: usize, column: usize| row * (row + 1) / 2 + column;
    let mut factor = matrix.to_vec();
    for row in 0..n {
        for column in 0..=row {
            let (known, own) = (at(row, 0), at(column, 0));
            let (known, own) = (known..known + column, own..own + column);
            let rest = factor[at(row, column)] - dot(&factor[known], &factor[own]);
            factor[at(row, column)] = match row == column {
                true => libm::sqrt(rest.max(1e-9)),
                false => rest / factor[at(column, column)],
            };
        }
    }
    factor
}
