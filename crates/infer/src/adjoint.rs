//! The slope of a likelihood in scores, through time: what every step of a trajectory passes on is
//! followed back from the last to the first (the reverse mode of automatic differentiation, a step at
//! a time: Griewank and Walther 2008, ch. 3 and 12).
//!
//! Steps are taken to be Euler's; events and milestones, which jump, to be flat; and a lag and what comes
//! before it to be what they are at the start. Where one of these does not hold the slope is one near by. Moves that follow it
//! are less far, and no less right: they are accepted by the likelihood.

use crate::lanes::place;
use crate::target::{Meeting, Target, TargetError};
use delayed::Delayed;
use programs::Programs;
pub(crate) use programs::follows_score;
use std::f64::consts::PI;
use tenfold_engine::Points;
use tenfold_ir::math;

mod delayed;
mod programs;

/// How a target's slope is computed.
pub(crate) struct Adjoint {
    programs: Programs,
    /// Where each moved parameter's independent score goes in what is drawn together: pairs of a
    /// place among the moved and a factor.
    together: Vec<Vec<(usize, f64)>>,
}

impl Adjoint {
    /// # Errors
    /// If the engine refuses one of its programs.
    pub fn new(target: &Target) -> Result<Adjoint, TargetError> {
        Ok(Adjoint {
            programs: Programs::new(target)?,
            together: (0..target.moved.len())
                .map(|at| column(target, at))
                .collect(),
        })
    }
}

/// What a unit of one moved parameter's score adds to the scores that parameters are drawn from.
fn column(target: &Target, at: usize) -> Vec<(usize, f64)> {
    let mut scores = vec![0.0; target.program.params.len()];
    scores[target.moved[at]] = 1.0;
    target.kernel.correlate(&mut scores);
    let factors = target.moved.iter().map(|param| scores[*param]);
    factors.enumerate().filter(|(_, by)| *by != 0.0).collect()
}

/// Follows `L` trajectories forth and back.
pub(crate) struct Tracer<'t, const L: usize> {
    target: &'t Target,
    adjoint: &'t Adjoint,
    forth: Points<'t, L>,
    back: Points<'t, L>,
    origin: Points<'t, L>,
    /// Of the moved parameters, the scores that they are drawn from.
    drawn: Vec<[f64; L]>,
    /// Step after step, the values of the leaves but for time and noises.
    leaves: Vec<[f64; L]>,
    delays: Vec<Delayed<L>>,
    /// What a trajectory has once: of the bounds between what is fixed and what changes, then of lags
    /// and what came before, the values.
    once: Vec<[f64; L]>,
    /// Likewise, the slopes; before those by lags, by stocks.
    by_once: Vec<[f64; L]>,
    /// Step by step, the observed variables that reports look at, and their weights.
    weights: Vec<Vec<(usize, [f64; L])>>,
    steps: Vec<u32>,
    slopes: Vec<[f64; L]>,
}

impl<'t, const L: usize> Tracer<'t, L> {
    pub fn new(target: &'t Target, adjoint: &'t Adjoint) -> Self {
        let steps: Vec<u32> = (0..=target.last_step).collect();
        let of = &adjoint.programs;
        let rows = |each: usize| vec![[0.0; L]; each * steps.len()];
        Tracer {
            target,
            adjoint,
            forth: Points::scored(&of.forth, target.seed),
            back: Points::new(&of.back),
            origin: Points::new(&of.origin),
            drawn: vec![[0.0; L]; target.moved.len()],
            leaves: rows(of.carried()),
            delays: (target.program.delays.iter())
                .map(|delay| Delayed::new(delay.kind, steps.len(), target.program.time.dt))
                .collect(),
            once: vec![[0.0; L]; of.bounds + 2 * of.delays],
            by_once: vec![[0.0; L]; of.bounds + of.stocks + 2 * of.delays],
            weights: vec![Vec::new(); steps.len()],
            steps,
            slopes: vec![[0.0; L]; target.dimensions()],
        }
    }

    /// The log likelihoods of particles; their slopes are then in [`Tracer::last`].
    pub fn slopes(&mut self, scores: &[[f64; L]], draws: &[u64]) -> [f64; L] {
        place(self.target, &mut self.forth, scores, draws);
        self.draw(scores);
        let meeting = self.go(scores);
        self.weigh(scores, &meeting);
        self.sweep(scores);
        self.by_score();
        let found = meeting.log_likelihoods;
        for slopes in &mut self.slopes {
            for (slope, found) in slopes.iter_mut().zip(&found) {
                if !(slope.is_finite() && found.is_finite()) {
                    *slope = 0.0;
                }
            }
        }
        found
    }

    /// The slopes last asked for, score after score; 0 where there is no likelihood, or no slope.
    pub fn last(&self) -> &[[f64; L]] {
        &self.slopes
    }

    /// What the moved parameters are drawn from, of independent scores.
    fn draw(&mut self, scores: &[[f64; L]]) {
        self.drawn.fill([0.0; L]);
        for (scores, column) in scores.iter().zip(&self.adjoint.together) {
            for &(to, by) in column {
                let drawn = self.drawn[to].iter_mut().zip(scores);
                drawn.for_each(|(drawn, score)| *drawn += by * score);
            }
        }
    }

    /// Forth, noting what is needed on the way back.
    fn go(&mut self, scores: &[[f64; L]]) -> Meeting<L> {
        let of = &self.adjoint.programs;
        let carried = of.carried();
        let (leaves, delays, once) = (&mut self.leaves, &mut self.delays, &mut self.once);
        let see = |step: u32, forth: &mut Points<L>| {
            forth.look_at(step);
            let (step, mut record) = (step as usize, of.series..);
            let mut note = |to: &mut [f64; L]| {
                forth.copy_values(record.next().expect("it does not end"), to);
            };
            let own = &mut leaves[step * carried..(step + 1) * carried];
            own.iter_mut().for_each(&mut note);
            delays.iter_mut().for_each(|delay| note(delay.input(step)));
            if step == 0 {
                once.iter_mut().for_each(&mut note);
            }
        };
        self.target
            .meet_at(&mut self.forth, (scores, &self.steps), see)
    }

    /// Puts the likelihood's slopes by what is simulated at their steps, and those by the errors that
    /// reports share where they belong.
    fn weigh(&mut self, scores: &[[f64; L]], meeting: &Meeting<L>) {
        self.weights.iter_mut().for_each(Vec::clear);
        let (weights, target) = (&mut self.weights, self.target);
        let last = self.steps.len() - 1;
        let commons = target.slopes(meeting, scores, |report, own, slopes| {
            let (step, share) = target.place_of(report);
            let step = step as usize;
            for (step, share) in [(step, 1.0 - share), ((step + 1).min(last), share)] {
                if share == 0.0 {
                    continue;
                }
                let there = &mut weights[step];
                let known = there.iter().position(|(series, _)| *series == own);
                let at = known.unwrap_or_else(|| {
                    there.push((own, [0.0; L]));
                    there.len() - 1
                });
                let to = there[at].1.iter_mut();
                to.zip(slopes).for_each(|(to, slope)| *to += share * slope);
            }
        });
        self.slopes[target.moved.len()..target.durable()].copy_from_slice(&commons);
    }

    /// From the last step back to the start: the slopes by the noises' scores, by what the moved parameters
    /// follow from, and by what a trajectory has once.
    fn sweep(&mut self, scores: &[[f64; L]]) {
        let of = &self.adjoint.programs;
        let (time, durable) = (self.target.program.time, self.target.durable());
        let lasting = of.bounds + of.stocks;
        let steps = self.steps.len();
        self.by_once.fill([0.0; L]);
        let ends = self.once[of.bounds..].chunks_exact(2);
        for (delay, ends) in self.delays.iter_mut().zip(ends) {
            delay.turn(&ends[0], &ends[1]);
        }
        for (at, values) in self.once[..of.bounds].iter().enumerate() {
            self.back.set_all(at, values);
        }
        self.back.start_given();
        for step in (0..steps).rev() {
            let mut params = of.bounds..;
            let mut give = |values: &[f64; L]| {
                let param = params.next().expect("it does not end");
                self.back.set_all(param, values);
            };
            give(&[time.at(step as u32); L]);
            let own = step * of.carried()..(step + 1) * of.carried();
            self.leaves[own].iter().for_each(&mut give);
            for &noise in &of.scored {
                give(&scores[durable + noise * steps + step]);
            }
            let by_stocks = &self.by_once[of.bounds..lasting];
            by_stocks.iter().for_each(&mut give);
            for delay in &mut self.delays {
                give(&delay.by_input(step));
            }
            let first_weight = of.first_weight();
            for (series, weights) in &self.weights[step] {
                self.back.set_all(first_weight + series, weights);
            }
            self.back.look_at(0);
            for (at, to) in self.by_once[..lasting].iter_mut().enumerate() {
                // A slope that is none counts as flat, there and not all the way back.
                self.back.add_finite(at, to);
            }
            for (at, delay) in self.delays.iter_mut().enumerate() {
                let mut slopes = [0.0; L];
                self.back.add_finite(lasting + at, &mut slopes);
                delay.feel(step, slopes);
            }
            for (nth, &noise) in of.scored.iter().enumerate() {
                let to = &mut self.slopes[durable + noise * steps + step];
                self.back.copy_values(lasting + of.delays + nth, to);
            }
            // Not before what is recorded was read: it may be the weight itself.
            for (series, _) in &self.weights[step] {
                self.back.set_all(first_weight + series, &[0.0; L]);
            }
        }
        let ends = self.delays.iter().flat_map(Delayed::ends);
        for (to, ends) in self.by_once[lasting..].iter_mut().zip(ends) {
            *to = ends;
        }
        self.begin();
    }

    /// From what a trajectory has once to the slopes by what the moved parameters follow from.
    fn begin(&mut self) {
        let (of, moved) = (&self.adjoint.programs, self.target.moved.len());
        for (at, &param) in self.target.moved.iter().enumerate() {
            match of.is_score[at] {
                true => self.origin.set_all(at, &self.drawn[at]),
                false => {
                    let values = std::array::from_fn(|lane| self.forth.param(param, lane));
                    self.origin.set_all(at, &values);
                }
            }
        }
        for (at, values) in self.by_once.iter().enumerate() {
            self.origin.set_all(moved + at, values);
        }
        self.origin.evaluate();
        for (at, to) in self.slopes[..moved].iter_mut().enumerate() {
            self.origin.copy_values(at, to);
        }
    }

    /// From slopes by what parameters are drawn from to slopes by score: where that is the value,
    /// through its prior's quantile, whose slope is the normal density of the score over the prior's of
    /// the value; and through the factor of what is drawn together.
    fn by_score(&mut self) {
        let (of, moved) = (&self.adjoint.programs, &self.target.moved);
        for (at, &param) in moved.iter().enumerate() {
            if of.is_score[at] {
                continue;
            }
            for lane in 0..L {
                let normal = -0.5 * (math::powi(self.drawn[at][lane], 2) + libm::log(2.0 * PI));
                let prior = self.target.kernel.prior(param);
                let density = prior.map_or(f64::NEG_INFINITY, |prior| {
                    -prior.log_density(self.forth.param(param, lane))
                });
                self.slopes[at][lane] *= libm::exp(normal + density);
            }
        }
        if self.adjoint.together.iter().all(|column| column.len() == 1) {
            return;
        }
        let by_drawn = self.slopes[..moved.len()].to_vec();
        for (slopes, column) in self.slopes.iter_mut().zip(&self.adjoint.together) {
            *slopes = std::array::from_fn(|lane| {
                column.iter().map(|(to, by)| by * by_drawn[*to][lane]).sum()
            });
        }
    }
}

#[cfg(test)]
mod tests;
