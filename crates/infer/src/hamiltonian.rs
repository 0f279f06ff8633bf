//! Moves along the slope of a posterior: Hamiltonian Monte Carlo (Neal 2011) of many particles side by
//! side, in a metric that they have in common.

use crate::adjoint::{Adjoint, Tracer};
use crate::smc::lanes_of;
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
                scores: lanes_of(scores, n),
                momenta: lanes_of(momenta, n),
                log_likelihoods: [0.0; LANES],
            };
            let before = block.begin();
            let mut steps = [0.0; LANES];
            for (step, u) in steps.iter_mut().zip(lengths) {
                *step = stride.step * (1.0 + JITTER * (2.0 * u - 1.0));
            }
            block.leap(stride.steps, &steps);
            let after = block.energies();
            let mut accepted = 0.0;
            for (lane, own) in scores.chunks_exact_mut(n).enumerate() {
                let gain = before[lane] - after[lane];
                if gain.is_nan() {
                    continue;
                }
                accepted += f64::min(1.0, libm::exp(gain));
                if libm::log(accepts[lane]) < gain {
                    let arrived = block.scores.iter().map(|scores| scores[lane]);
                    own.iter_mut().zip(arrived).for_each(|(to, at)| *to = at);
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
    scores: Vec<[f64; LANES]>,
    momenta: Vec<[f64; LANES]>,
    log_likelihoods: [f64; LANES],
}

impl Block<'_, '_> {
    fn begin(&mut self) -> [f64; LANES] {
        self.log_likelihoods = self.tracer.slopes(&self.scores, self.draws);
        self.energies()
    }

    /// The leapfrog method, from where the slope was last asked for.
    fn leap(&mut self, steps: usize, lengths: &[f64; LANES]) {
        self.kick(&lengths.map(|length| 0.5 * length));
        for nth in 1..=steps {
            self.metric.drift(&self.momenta, lengths, &mut self.scores);
            self.log_likelihoods = self.tracer.slopes(&self.scores, self.draws);
            let share = if nth == steps { 0.5 } else { 1.0 };
            self.kick(&lengths.map(|length| share * length));
        }
    }

    /// Adds the pull of the tempered posterior to the momenta, for so long.
    fn kick(&mut self, lengths: &[f64; LANES]) {
        let mut pulls = self.tracer.last().to_vec();
        for (pulls, scores) in pulls.iter_mut().zip(&self.scores) {
            for ((pull, score), length) in pulls.iter_mut().zip(scores).zip(lengths) {
                *pull = length * (self.power * *pull - score);
            }
        }
        self.metric.kick(&pulls, &mut self.momenta);
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

/// In what measure particles move: the covariance that their scores of parameters have; of noises, of
/// which a record tells little each, that of the prior.
pub(crate) struct Metric {
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
            durable: n,
            factor: cholesky(&packed, n),
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        let start = row * (row + 1) / 2;
        &self.factor[start..start + row + 1]
    }

    /// Moves scores along their momenta for so long.
    fn drift<const L: usize>(&self, momenta: &[[f64; L]], by: &[f64; L], scores: &mut [[f64; L]]) {
        for (row, scores) in scores.iter_mut().enumerate() {
            let mut speed = [0.0; L];
            match row < self.durable {
                true => (self.row(row).iter().zip(momenta)).for_each(|(entry, momenta)| {
                    add(&mut speed, *entry, momenta);
                }),
                false => speed = momenta[row],
            }
            for ((score, speed), by) in scores.iter_mut().zip(&speed).zip(by) {
                *score += by * speed;
            }
        }
    }

    /// Adds pulls on scores to their momenta.
    fn kick<const L: usize>(&self, pulls: &[[f64; L]], momenta: &mut [[f64; L]]) {
        for (row, pulls) in pulls.iter().enumerate() {
            match row < self.durable {
                true => (self.row(row).iter().zip(&mut *momenta)).for_each(|(entry, momenta)| {
                    add(momenta, *entry, pulls);
                }),
                false => add(&mut momenta[row], 1.0, pulls),
            }
        }
    }
}

/// Adds so many times some values to others.
fn add<const L: usize>(to: &mut [f64; L], times: f64, values: &[f64; L]) {
    for (to, value) in to.iter_mut().zip(values) {
        *to += times * value;
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
