//! Sequential Monte Carlo by tempering: from draws of the prior to draws of the posterior.
//!
//! Particles are normal scores of the parameters and the number of a draw, which is the address of
//! everything random besides. The likelihood is raised to a power that goes from 0 to 1 in steps
//! that keep half of the particles effective (Del Moral, Doucet and Jasra 2006; Jasra et al. 2011).
//! After each, the particles of each run are resampled, and all are moved by steps that leave a
//! normal distribution fitted to them invariant, corrected to the tempered posterior (generalised
//! preconditioned Crank–Nicolson: Rudolf and Sprungk 2018), until little is left of where they
//! stood. Chance is moved by proposing another draw.

use crate::target::Target;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use tenfold_engine::{Evaluator, Key, Part, normal_scores};
use tenfold_ir::site;

/// The share of particles that a step of the power leaves effective.
const EFFECTIVE: f64 = 0.5;
/// Particles are moved until their scores have at most this correlation with where they started: in
/// between, and after the last step, when as many must have another chance. The parameter that
/// remembers most decides. In between it has to be below √[`EFFECTIVE`], for what resampling has made
/// alike to become different again.
const KEPT: f64 = 0.6;
const KEPT_LAST: f64 = 0.4;
/// Moves at most: in between, and after the last step.
const MOVES_MAX: u32 = 12;
const MOVES_MAX_LAST: u32 = 60;
/// Moves until the normal distribution is fitted anew.
const FIT_EVERY: u32 = 5;
/// One move in so many is to another chance.
const CHANCE: f64 = 0.25;
/// The shortest move, and the longest: one that goes all the way forgets where it starts, and what
/// stands in a tail that the normal distribution does not have would stay there.
const REACH_MIN: f64 = 1e-3;
const REACH_MAX: f64 = 0.95;
/// The share of moves that should be accepted, and how fast their length follows.
const ACCEPTED: f64 = 0.22;
const ADAPTATION: f64 = 0.7;
/// Steps of the power beyond which it is given up: a likelihood that no particle meets.
const STEPS_MAX: u32 = 200;

/// Particles of several runs, run after run.
#[derive(Clone, Debug)]
pub(crate) struct Particles {
    /// How many scores a particle has.
    pub dimensions: usize,
    /// Particle after particle.
    pub scores: Vec<f64>,
    /// The draw whose chance each has.
    pub draws: Vec<u64>,
    pub log_likelihoods: Vec<f64>,
    /// The logarithm of the mean likelihood under the prior, estimated.
    pub log_evidence: f64,
    /// Steps that the power took.
    pub steps: u32,
    /// Moves of every particle, in all.
    pub moves: u32,
    /// Share of the last moves that were accepted.
    pub accepted: f64,
}

impl Particles {
    pub fn scores_of(&self, particle: usize) -> &[f64] {
        &self.scores[particle * self.dimensions..(particle + 1) * self.dimensions]
    }

    pub fn count(&self) -> usize {
        self.draws.len()
    }
}

/// Several runs of so many particles each. They know of each other only how far and in which
/// directions to move. `None` if cancelled.
pub(crate) fn run(
    target: &Target,
    (runs, each): (usize, usize),
    seed: u64,
    cancel: &AtomicBool,
    mut progress: impl FnMut(f64),
) -> Option<Particles> {
    let mut sampler = Sampler::new(target, (runs, each), seed);
    let mut power = 0.0;
    while power < 1.0 && sampler.particles.steps < STEPS_MAX {
        let next = sampler.next_power(power);
        sampler.reweigh(next - power);
        power = next;
        sampler.particles.steps += 1;
        let is_last = power >= 1.0;
        let (most, enough) = match is_last {
            false => (MOVES_MAX, KEPT),
            true => (MOVES_MAX_LAST, KEPT_LAST),
        };
        let (start, chance) = (
            sampler.particles.scores.clone(),
            sampler.particles.draws.clone(),
        );
        let mut normal = Normal::fitted(&sampler.particles);
        for at in 0..most {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            if at > 0 && at % FIT_EVERY == 0 {
                normal = Normal::fitted(&sampler.particles);
            }
            sampler.propose(&normal, power);
            let same_chance = if is_last { sampler.same(&chance) } else { 0.0 };
            if sampler.kept(&start).max(same_chance) < enough {
                break;
            }
        }
        progress(power);
    }
    Some(sampler.particles)
}

struct Sampler<'t> {
    target: &'t Target,
    particles: Particles,
    /// Particles of one run.
    each: usize,
    key: Key,
    /// Counts what is drawn, so that each number has an address of its own.
    clock: u32,
    /// How far a move goes, from 0 to 1.
    reach: f64,
}

impl<'t> Sampler<'t> {
    fn new(target: &'t Target, (runs, each): (usize, usize), seed: u64) -> Self {
        let (dimensions, count) = (target.dimensions(), runs * each);
        let mut sampler = Sampler {
            target,
            particles: Particles {
                dimensions,
                scores: vec![0.0; count * dimensions],
                draws: (0..count as u64).collect(),
                log_likelihoods: vec![f64::NEG_INFINITY; count],
                log_evidence: 0.0,
                steps: 0,
                moves: 0,
                accepted: 0.0,
            },
            each,
            key: Key::new(seed, site("calibrate")),
            clock: 0,
            reach: 0.5,
        };
        sampler.particles.scores = sampler.normal_scores(dimensions);
        let (scores, draws) = (
            sampler.particles.scores.clone(),
            sampler.particles.draws.clone(),
        );
        sampler.particles.log_likelihoods = sampler.likelihoods(&scores, &draws);
        sampler
    }

    /// The share of particles that still have the chance they had; none where chance does not matter.
    fn same(&self, chance: &[u64]) -> f64 {
        if !self.target.has_chance {
            return 0.0;
        }
        let pairs = chance.iter().zip(&self.particles.draws);
        let same = pairs.filter(|(then, now)| then == now).count();
        same as f64 / chance.len() as f64
    }

    /// What is left of where particles stood: the largest correlation of a score then and now.
    fn kept(&self, start: &[f64]) -> f64 {
        let n = self.particles.dimensions;
        let pairs = || {
            start
                .chunks_exact(n)
                .zip(self.particles.scores.chunks_exact(n))
        };
        let each = (0..n).into_par_iter().map(|at| {
            let (mut sums, mut squares, mut product) = ([0.0; 2], [0.0; 2], 0.0);
            for (then, now) in pairs() {
                for (which, x) in [then[at], now[at]].into_iter().enumerate() {
                    sums[which] += x;
                    squares[which] += x * x;
                }
                product += then[at] * now[at];
            }
            let count = self.particles.count() as f64;
            let mean = sums.map(|sum| sum / count);
            let variance = |which: usize| squares[which] / count - mean[which] * mean[which];
            let together = product / count - mean[0] * mean[1];
            together / libm::sqrt((variance(0) * variance(1)).max(f64::MIN_POSITIVE))
        });
        greatest(&each.collect::<Vec<f64>>())
    }

    /// Standard normal scores, so many for each particle, particle after particle.
    fn normal_scores(&mut self, each: usize) -> Vec<f64> {
        let count = self.particles.count();
        let first_step = self.clock;
        self.clock += each as u32;
        let mut scores = vec![0.0; count * each];
        let (key, kernel) = (self.key, &self.target.kernel);
        let block = Evaluator::LANES;
        let rows = scores.par_chunks_mut((block * each).max(1)).enumerate();
        rows.for_each(|(nth, rows)| {
            for step in 0..each {
                let first = (nth * block) as u64;
                let drawn = normal_scores(kernel, key, first, first_step + step as u32);
                for (row, score) in rows.chunks_exact_mut(each).zip(drawn) {
                    row[step] = score;
                }
            }
        });
        scores
    }

    /// A uniform number for each particle.
    fn uniforms(&mut self) -> Vec<f64> {
        let step = self.clock;
        self.clock += 1;
        (0..self.particles.count() as u64)
            .map(|draw| self.key.uniform(draw, step, Part::Duration))
            .collect()
    }

    fn likelihoods(&self, scores: &[f64], draws: &[u64]) -> Vec<f64> {
        let (block, dimensions) = (Evaluator::LANES, self.particles.dimensions);
        let parts = scores
            .par_chunks(block * dimensions)
            .zip(draws.par_chunks(block));
        let each = parts.map_init(
            || self.target.evaluator(),
            |evaluator, (scores, draws)| {
                place(self.target, evaluator, scores, draws);
                let mut found = self
                    .target
                    .log_likelihoods(evaluator, scores, |_, _, _, _| {});
                found.truncate(draws.len());
                found
            },
        );
        each.flatten_iter().collect()
    }

    /// The next power: so far on that half of the particles stay effective in every run.
    fn next_power(&self, power: f64) -> f64 {
        let all = &self.particles.log_likelihoods;
        let effective = |rise: f64| {
            let shares = all.chunks_exact(self.each).map(|own| {
                let weights = weights(own, rise);
                let sum: f64 = weights.iter().sum();
                let squares: f64 = weights.iter().map(|w| w * w).sum();
                sum * sum / squares / own.len() as f64
            });
            shares.fold(f64::INFINITY, f64::min)
        };
        if effective(1.0 - power) >= EFFECTIVE {
            return 1.0;
        }
        let (mut low, mut high) = (0.0, 1.0 - power);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if effective(middle) >= EFFECTIVE {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Never no step at all: most particles may have no likelihood.
        power + low.max(1e-12)
    }

    /// Resamples the particles of each run by likelihood to a power.
    fn reweigh(&mut self, rise: f64) {
        let offsets = self.uniforms();
        let old = self.particles.clone();
        let runs = (old.count() / self.each) as f64;
        let mut chosen = Vec::with_capacity(old.count());
        for (nth, own) in old.log_likelihoods.chunks_exact(self.each).enumerate() {
            let weights = weights(own, rise);
            let mean = weights.iter().sum::<f64>() / own.len() as f64;
            self.particles.log_evidence += (rise * greatest(own) + libm::log(mean)) / runs;
            let first = nth * self.each;
            chosen.extend(systematic(&weights, offsets[first]).map(|at| first + at));
        }
        let rows = chosen
            .iter()
            .flat_map(|&from| old.scores_of(from).iter().copied());
        self.particles.scores = rows.collect();
        self.particles.draws = chosen.iter().map(|&from| old.draws[from]).collect();
        self.particles.log_likelihoods = chosen
            .iter()
            .map(|&from| old.log_likelihoods[from])
            .collect();
    }

    /// One move of every particle.
    fn propose(&mut self, normal: &Normal, power: f64) {
        let dimensions = self.particles.dimensions;
        let count = self.particles.count();
        let steps = self.normal_scores(dimensions);
        let (accepts, others) = (self.uniforms(), self.uniforms());
        let is_to_chance = |at: usize| self.target.has_chance && others[at] < CHANCE;
        let keep = libm::sqrt(1.0 - self.reach * self.reach);
        let mut proposed = vec![0.0; count * dimensions];
        let mut ratios = vec![0.0; count];
        let rows = proposed
            .par_chunks_exact_mut(dimensions)
            .zip(&mut ratios)
            .enumerate();
        rows.for_each(|(at, (new, ratio))| {
            let old = self.particles.scores_of(at);
            let own = at * dimensions..(at + 1) * dimensions;
            match is_to_chance(at) {
                true => new.copy_from_slice(old),
                false => *ratio = normal.step(old, &steps[own], (keep, self.reach), new),
            }
        });
        let draws: Vec<u64> = (self.particles.draws.iter().enumerate())
            .map(|(at, draw)| match is_to_chance(at) {
                true => (others[at] / CHANCE * 2_f64.powi(53)) as u64,
                false => *draw,
            })
            .collect();
        let likelihoods = self.likelihoods(&proposed, &draws);
        let (mut accepted, mut tried) = (0, 0);
        for at in 0..count {
            let to_scores = u32::from(!is_to_chance(at));
            tried += to_scores;
            let gain = power * (likelihoods[at] - self.particles.log_likelihoods[at]);
            if libm::log(accepts[at]) < gain + ratios[at] {
                let own = at * dimensions..(at + 1) * dimensions;
                self.particles.scores[own.clone()].copy_from_slice(&proposed[own]);
                self.particles.draws[at] = draws[at];
                self.particles.log_likelihoods[at] = likelihoods[at];
                accepted += to_scores;
            }
        }
        let share = f64::from(accepted) / f64::from(tried.max(1));
        self.particles.moves += 1;
        self.particles.accepted = share;
        let change = libm::exp(ADAPTATION * (share - ACCEPTED));
        self.reach = (self.reach * change).clamp(REACH_MIN, REACH_MAX);
    }
}

/// Puts particles into an evaluator's lanes; lanes without one keep what they had.
pub(crate) fn place(target: &Target, evaluator: &mut Evaluator, scores: &[f64], draws: &[u64]) {
    let dimensions = target.dimensions();
    for (lane, (scores, draw)) in scores.chunks_exact(dimensions).zip(draws).enumerate() {
        for (param, score) in target.moved.iter().zip(scores) {
            evaluator.set_score(*param, lane, *score);
        }
        evaluator.set_draw(lane, *draw);
    }
}

/// As many particles as there are, each about as often as its weight says: systematic resampling
/// (Kitagawa 1996).
fn systematic(weights: &[f64], offset: f64) -> impl Iterator<Item = usize> + '_ {
    let count = weights.len();
    let sum: f64 = weights.iter().sum();
    let (mut passed, mut at) = (weights[0], 0);
    (0..count).map(move |nth| {
        let place = (nth as f64 + offset) / count as f64 * sum;
        while passed < place && at + 1 < count {
            at += 1;
            passed += weights[at];
        }
        at
    })
}

fn greatest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// Likelihoods to a power, the greatest being 1.
fn weights(log_likelihoods: &[f64], power: f64) -> Vec<f64> {
    let most = greatest(log_likelihoods);
    let weight = |l: &f64| match l.is_finite() {
        true => libm::exp(power * (l - most)),
        false => 0.0,
    };
    log_likelihoods.iter().map(weight).collect()
}

/// A normal distribution with the mean and about the covariance of the particles.
struct Normal {
    mean: Vec<f64>,
    /// The lower Cholesky factor of the covariance, row by row.
    factor: Vec<f64>,
}

impl Normal {
    /// The covariance of few particles is drawn towards its diagonal, by the share that parameters
    /// have in parameters and particles.
    fn fitted(particles: &Particles) -> Normal {
        let (n, count) = (particles.dimensions, particles.count());
        let columns: Vec<(f64, Vec<f64>)> = (0..n)
            .into_par_iter()
            .map(|at| {
                let scores = || (0..count).map(|one| particles.scores_of(one)[at]);
                let mean = scores().sum::<f64>() / count as f64;
                (mean, scores().map(|score| score - mean).collect())
            })
            .collect();
        let mean = columns.iter().map(|(mean, _)| *mean).collect();
        let shrink = n as f64 / (n + count) as f64;
        let rows = (0..n).into_par_iter().flat_map_iter(|row| {
            let columns = &columns;
            (0..=row).map(move |column| {
                let covariance = dot(&columns[row].1, &columns[column].1) / count as f64;
                match row == column {
                    true => covariance.max(1e-6),
                    false => (1.0 - shrink) * covariance,
                }
            })
        });
        let packed: Vec<f64> = rows.collect();
        let factor = cholesky(&packed, n);
        Normal { mean, factor }
    }

    fn row(&self, row: usize) -> &[f64] {
        let start = row * (row + 1) / 2;
        &self.factor[start..start + row + 1]
    }

    /// Proposes from one point another; gives the logarithm of what the prior, against this normal
    /// distribution, makes of the ratio of acceptance.
    fn step(&self, old: &[f64], noise: &[f64], (keep, reach): (f64, f64), new: &mut [f64]) -> f64 {
        let n = old.len();
        let mut white = vec![0.0; n];
        let (mut before, mut after) = (0.0, 0.0);
        for row in 0..n {
            let factor = self.row(row);
            let known = dot(&factor[..row], &white[..row]);
            white[row] = (old[row] - self.mean[row] - known) / factor[row];
        }
        for (white, noise) in white.iter_mut().zip(noise) {
            before += *white * *white;
            *white = keep * *white + reach * noise;
            after += *white * *white;
        }
        let (mut prior_old, mut prior_new) = (0.0, 0.0);
        for row in 0..n {
            new[row] = self.mean[row] + dot(self.row(row), &white[..=row]);
            prior_old += old[row] * old[row];
            prior_new += new[row] * new[row];
        }
        0.5 * (prior_old - prior_new) + 0.5 * (after - before)
    }
}

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
            let dot: f64 = (0..column)
                .map(|k| factor[at(row, k)] * factor[at(column, k)])
                .sum();
            let rest = factor[at(row, column)] - dot;
            factor[at(row, column)] = match row == column {
                true => libm::sqrt(rest.max(1e-9)),
                false => rest / factor[at(column, column)],
            };
        }
    }
    factor
}
