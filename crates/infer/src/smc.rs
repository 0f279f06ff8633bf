//! Sequential Monte Carlo by tempering: from draws of the prior to draws of the posterior.
//!
//! Particles are normal scores of the parameters and of every step of the noises, and the number of a
//! draw, which is the address of everything random besides: events. The likelihood is raised to a power that goes
//! from 0 to 1 in steps that keep a share of the particles effective (Del Moral, Doucet and Jasra 2006;
//! Jasra et al. 2011). After each, the particles of each run are resampled and moved along the slope of
//! the tempered posterior; events are moved by proposing another draw.
//!
//! A proposal that is fitted to particles must not decide by its density which of them it moves: the
//! density flatters those that it was fitted to, and in two hundred dimensions so much that nearly
//! every move is accepted, towards the fit and away from the posterior. Here particles set the metric
//! of moves alone, and whether one is made depends on the posterior alone.

use crate::adjoint::Adjoint;
use crate::calibrate_error::CalibrateError;
use crate::hamiltonian::{Paths, Places, Tracers};
use crate::lanes::{lanes_of, place};
use crate::metric::{Metric, Passed};
use crate::particles::Particles;
use crate::prior_refresh::slowest;
use crate::target::Target;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use tenfold_engine::{Evaluator, Key, Part, normal_scores};
use tenfold_ir::{math, site};

/// The share of particles that a step of the power leaves effective.
const EFFECTIVE: f64 = 0.3;
/// The share of particles that have to be moved after each step, lest most of them remain the same few
/// places; and in how many moves at most.
const MOVED: f64 = 0.5;
const MOVES_MAX: usize = 12;
/// Once the power is 1, particles are moved in windows of so many moves, each with the metric of what
/// was passed in the last, until the mean log likelihood of a window is above that of the last by less
/// than one standard error; and at most so many. The likelihood is what is slowest to come to rest: the
/// posterior is reached from where the record is met worse, and every score has a small part in it. The
/// last window's places are the first that count, and its metric stays: of one that followed particles
/// from move to move each would have a part in where it is led.
const WINDOW: usize = 3;
const WINDOWS_MAX: usize = 24;
/// How often each slow score is refreshed from its prior before a move.
const REFRESHED: usize = 2;
/// How far a move goes, in the metric: far enough to turn round a normal distribution. Of draws it is
/// farther: what they take longest to pass are the directions in which a posterior is long and bent, and
/// in which the metric holds them back.
const FAR: f64 = 1.8;
const FAR_DRAWN: f64 = 2.6;
const LEAPS_MAX: f64 = 40.0;
/// Steps from one place that counts to the next, at least: where moves take few they are cheap.
const LEAPS_MIN: usize = 12;
/// The shortest and the longest step of a move.
const STEP_MIN: f64 = 1e-3;
const STEP_MAX: f64 = 1.2;
/// How often the steps of a move that errs are halved at most.
const HALVINGS: u32 = 4;
/// The share of a step's length by which particles differ, so that none comes back to where it was.
const JITTER: f64 = 0.2;
/// Operations of a trajectory up to which each move that errs is tried again in shorter steps, which takes up to thirty
/// times as long. Of longer ones every so many-th move is, as often as they are longer: whichever, it is not for the
/// places to decide.
const CHEAP: usize = 8_192;
/// The share of moves that should be accepted (Beskos et al. 2013), and how fast their steps follow.
const ACCEPTED: f64 = 0.65;
const ADAPTATION: f64 = 0.7;
/// About what share of the work it is to reach the posterior, and to settle there.
const TEMPERED: f64 = 0.3;
const SETTLED: f64 = 0.7;
/// Steps of the power beyond which it is given up: a likelihood that no particle meets.
const STEPS_MAX: u32 = 200;

/// How many particles there are to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Runs that know of each other only how moves are made: the metric, the length of steps, and which
    /// scores are slow.
    pub runs: usize,
    /// Particles that are tempered in each.
    pub chains: usize,
    /// Places of each, a move apart, once the posterior is reached: all of them are its draws.
    pub states: usize,
}

/// Particles of the posterior, run after run, the states of each after each other.
///
/// # Errors
/// If it is cancelled, if no particle comes to have a likelihood, or if the engine refuses what the slope
/// is computed with.
pub(crate) fn run(
    target: &Target,
    size: Size,
    seed: u64,
    cancel: &AtomicBool,
    mut progress: impl FnMut(f64),
) -> Result<Particles, CalibrateError> {
    let adjoint = Adjoint::new(target)?;
    let mut sampler = Sampler::new(target, Tracers::new(target, &adjoint), size, seed);
    let (mut power, mut passed) = (0.0, Passed::default());
    while power < 1.0 {
        if sampler.particles.steps == STEPS_MAX || !sampler.is_likely() {
            return Err(CalibrateError::Impossible);
        }
        if cancel.load(Ordering::Relaxed) {
            return Err(CalibrateError::Cancelled);
        }
        let next = sampler.next_power(power);
        sampler.reweigh(next - power);
        power = next;
        sampler.particles.steps += 1;
        passed.forget();
        passed.scores.clone_from(&sampler.particles.scores);
        let metric = sampler.metric(&passed);
        passed.scores.clear();
        let mut accepted = 0.0;
        for _ in 0..MOVES_MAX {
            sampler.advance((&metric, FAR), power, &mut passed);
            accepted += sampler.particles.accepted;
            if accepted > MOVED {
                break;
            }
        }
        progress(TEMPERED * power);
    }
    let states = sampler.states((size.states, passed), cancel, progress)?;
    Ok(together(&states))
}

/// Particle after particle, the states of each.
fn together(states: &[Particles]) -> Particles {
    let last = states.last().expect("at least one state");
    let mut all = Particles {
        scores: Vec::new(),
        draws: Vec::new(),
        log_likelihoods: Vec::new(),
        ..*last
    };
    for particle in 0..last.count() {
        for state in states {
            all.scores.extend(state.scores_of(particle));
            all.draws.push(state.draws[particle]);
            all.log_likelihoods.push(state.log_likelihoods[particle]);
        }
    }
    all
}

struct Sampler<'t> {
    target: &'t Target,
    tracers: Tracers<'t>,
    particles: Particles,
    /// The slopes of the log likelihoods where particles stand, once they were looked at.
    slopes: Vec<f64>,
    is_known: bool,
    /// Particles of one run.
    each: usize,
    key: Key,
    /// Counts what is drawn, so that each number has an address of its own.
    clock: u32,
    /// The length of a step of a move.
    step: f64,
    /// Moves so far, and of how many one is tried again in shorter steps.
    moves: usize,
    again: usize,
}

impl<'t> Sampler<'t> {
    fn new(target: &'t Target, tracers: Tracers<'t>, size: Size, seed: u64) -> Self {
        let (dimensions, count) = (target.dimensions(), size.runs * size.chains);
        let mut sampler = Sampler {
            target,
            tracers,
            slopes: vec![0.0; count * dimensions],
            is_known: false,
            particles: Particles {
                dimensions,
                scores: vec![0.0; count * dimensions],
                draws: (0..count as u64).collect(),
                log_likelihoods: vec![f64::NEG_INFINITY; count],
                log_evidence: 0.0,
                steps: 0,
                accepted: 0.0,
            },
            each: size.chains,
            key: Key::new(seed, site("calibrate")),
            clock: 0,
            step: 0.5,
            moves: 0,
            again: work(target).div_ceil(CHEAP),
        };
        sampler.particles.scores = sampler.normal_scores(dimensions);
        let (scores, draws) = (
            sampler.particles.scores.clone(),
            sampler.particles.draws.clone(),
        );
        sampler.particles.log_likelihoods = sampler.likelihoods(&scores, &draws);
        sampler
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
                let lanes = lanes_of(scores, dimensions);
                place(self.target, evaluator, &lanes, draws);
                let found = self.target.meet(evaluator, &lanes).log_likelihoods;
                found[..draws.len()].to_vec()
            },
        );
        each.flatten_iter().collect()
    }

    /// Whether a particle of each run has a likelihood.
    fn is_likely(&self) -> bool {
        let mut runs = self.particles.log_likelihoods.chunks_exact(self.each);
        runs.all(|own| own.iter().any(|l| l.is_finite()))
    }

    /// The next power: so far on that as many particles stay effective in every run as should.
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
        let rows = |of: &[f64]| {
            let n = old.dimensions;
            let each = chosen.iter().flat_map(|from| &of[from * n..(from + 1) * n]);
            each.copied().collect()
        };
        self.particles.scores = rows(&old.scores);
        self.slopes = rows(&self.slopes);
        self.particles.draws = chosen.iter().map(|&from| old.draws[from]).collect();
        self.particles.log_likelihoods = chosen
            .iter()
            .map(|&from| old.log_likelihoods[from])
            .collect();
    }

    /// Proposes other events to every particle.
    fn rechance(&mut self, power: f64) {
        if !self.target.has_events {
            return;
        }
        let accepts = self.uniforms();
        let others = self.uniforms().into_iter();
        let draws: Vec<u64> = others.map(|u| (u * math::powi(2_f64, 53)) as u64).collect();
        let likelihoods = self.likelihoods(&self.particles.scores, &draws);
        for (at, likelihood) in likelihoods.into_iter().enumerate() {
            let gain = power * (likelihood - self.particles.log_likelihoods[at]);
            if libm::log(accepts[at]) < gain {
                self.particles.draws[at] = draws[at];
                self.particles.log_likelihoods[at] = likelihood;
            }
        }
    }

    /// Proposes a draw of the prior to every particle for one of its scores, under the posterior.
    fn refresh_from_prior(&mut self, score: usize) {
        let n = self.particles.dimensions;
        let (accepts, fresh) = (self.uniforms(), self.normal_scores(1));
        let mut proposed = self.particles.scores.clone();
        let places = proposed.iter_mut().skip(score).step_by(n);
        places.zip(&fresh).for_each(|(to, fresh)| *to = *fresh);
        let likelihoods = self.likelihoods(&proposed, &self.particles.draws);
        for (at, likelihood) in likelihoods.into_iter().enumerate() {
            if libm::log(accepts[at]) < likelihood - self.particles.log_likelihoods[at] {
                self.particles.scores[at * n + score] = fresh[at];
                self.particles.log_likelihoods[at] = likelihood;
                // Not there.
                self.is_known = false;
            }
        }
    }

    /// Places of all particles under the posterior, a move apart, so many, once they have settled there.
    fn states(
        &mut self,
        (count, mut passed): (usize, Passed),
        cancel: &AtomicBool,
        mut progress: impl FnMut(f64),
    ) -> Result<Vec<Particles>, CalibrateError> {
        let (mut metric, mut slow) = (self.metric(&passed), Vec::new());
        let (mut windows, mut before) = (0, f64::NEG_INFINITY);
        let (mut is_settled, mut states) = (false, Vec::new());
        while !is_settled || states.len() < count {
            if cancel.load(Ordering::Relaxed) {
                return Err(CalibrateError::Cancelled);
            }
            if is_settled || states.is_empty() {
                passed.forget();
            }
            for slow in slow.iter().flat_map(|slow| [*slow; REFRESHED]) {
                self.refresh_from_prior(slow);
            }
            let far = if is_settled { FAR_DRAWN } else { FAR };
            self.go_on((&metric, far), 1.0, &mut passed);
            states.push(self.particles.clone());
            if is_settled {
                let share = states.len() as f64 / count as f64;
                progress(SETTLED + (1.0 - SETTLED) * share);
            } else if states.len() == WINDOW {
                windows += 1;
                progress(TEMPERED + (SETTLED - TEMPERED) * windows as f64 / WINDOWS_MAX as f64);
                let means = states.iter().map(|state| state.mean_log_likelihood().0);
                let mean = means.sum::<f64>() / WINDOW as f64;
                let error = self.particles.mean_log_likelihood().1;
                is_settled = mean - before < error || windows == WINDOWS_MAX;
                if !is_settled {
                    before = mean;
                    metric = self.metric(&passed);
                    if windows == 1 {
                        // Once one is refreshed its moves tell nothing of it.
                        slow = slowest(&states);
                    }
                    states.clear();
                }
            }
        }
        Ok(states.split_off(states.len() - count))
    }

    fn metric(&self, passed: &Passed) -> Metric {
        Metric::of(passed, (self.particles.dimensions, self.target.durable()))
    }

    /// Moves every particle until it took as many steps as it should.
    fn go_on(&mut self, (metric, far): (&Metric, f64), power: f64, passed: &mut Passed) {
        let mut leaps = 0;
        while leaps < LEAPS_MIN {
            leaps += self.advance((metric, far), power, passed);
        }
    }

    /// Moves every particle; gives the steps that it took.
    fn advance(&mut self, (metric, far): (&Metric, f64), power: f64, passed: &mut Passed) -> usize {
        self.rechance(power);
        let momenta = self.normal_scores(self.particles.dimensions);
        let (accepts, lengths) = (self.uniforms(), self.uniforms());
        let length = |u: f64| self.step * (1.0 + JITTER * (2.0 * u - 1.0));
        let mut places = Places {
            scores: std::mem::take(&mut self.particles.scores),
            momenta,
            slopes: std::mem::take(&mut self.slopes),
            log_likelihoods: std::mem::take(&mut self.particles.log_likelihoods),
            draws: self.particles.draws.clone(),
            lengths: lengths.into_iter().map(length).collect(),
        };
        if !self.is_known {
            self.tracers.look(&mut places);
        }
        let paths = Paths {
            tracers: &self.tracers,
            metric,
            power,
            steps: (far / self.step).clamp(1.0, LEAPS_MAX) as usize,
            halvings: match self.moves.is_multiple_of(self.again) {
                true => HALVINGS,
                false => 0,
            },
        };
        self.moves += 1;
        passed.moves += 1;
        passed.particles = self.particles.draws.len();
        passed.scores.extend(&places.scores);
        passed.pulls.extend(paths.pulls(&places));
        let accepted = paths.advance(&mut places, &accepts);
        let steps = paths.steps;
        self.particles.scores = places.scores;
        self.particles.log_likelihoods = places.log_likelihoods;
        self.slopes = places.slopes;
        // Other events have other slopes.
        self.is_known = !self.target.has_events;
        self.particles.accepted = accepted.made;
        let change = libm::exp(ADAPTATION * (accepted.at_first - ACCEPTED));
        self.step = (self.step * change).clamp(STEP_MIN, STEP_MAX);
        steps
    }
}

/// Operations of a trajectory, at most.
fn work(target: &Target) -> usize {
    target.program.nodes.len() * target.noisy_steps()
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
