//! Pipeline delays: what goes in comes out its lag later, unchanged.
//!
//! Of information, what comes out is what stood a lag ago, however the lag changes. Material comes out
//! once: the lag that holds when it goes in says when, so that a delay has under way what went in and has
//! not come out yet. It flows in and out over a whole step each; a lag between steps therefore shares it
//! between two.

use crate::lanes::Lanes;
use tenfold_ir::{DelayKind, TimeSpec};

/// Numbers of one lane that stand together: what is read at a step mostly stands beside what was
/// read at the last.
const RUN: usize = 8;

/// How near to a whole number of steps a lag is one: rounding of decimal years.
const WHOLE: f64 = 1e-6;

/// What passes through one delay in a block of lanes.
#[derive(Clone, Debug)]
pub(crate) struct History<const L: usize> {
    kind: DelayKind,
    steps_per_year: f64,
    /// By step, the input of information, or the material that comes out; [`RUN`] of them for each
    /// lane, then the next for each.
    slots: Vec<[[f64; RUN]; L]>,
    /// Of material, the steps in which comes out what was under way at the start.
    begun: Lanes<L>,
}

impl<const L: usize> History<L> {
    /// With nothing in it.
    pub fn new(kind: DelayKind, time: TimeSpec) -> Self {
        History {
            kind,
            // Without time nothing is delayed.
            steps_per_year: if time.dt > 0.0 { 1.0 / time.dt } else { 0.0 },
            slots: vec![[[0.0; RUN]; L]; (time.steps as usize + 1).div_ceil(RUN)],
            begun: Lanes([0.0; L]),
        }
    }

    /// Forgets all that went in.
    pub fn restart(&mut self) {
        if self.kind == DelayKind::Material {
            self.slots.fill([[0.0; RUN]; L]);
        }
    }

    /// Whole steps of a lag and what is over. A lag under one step counts as one; a negative one is no
    /// lag, and NaN.
    #[inline(always)]
    fn steps(&self, lag: f64) -> (f64, f64) {
        let steps = lag * self.steps_per_year;
        let steps = if steps < 0.0 { f64::NAN } else { steps };
        let steps = if steps < 1.0 { 1.0 } else { steps };
        let whole = (steps + WHOLE).floor();
        let over = steps - whole;
        let over = if over >= WHOLE { over } else { 0.0 };
        (whole, if steps.is_nan() { steps } else { over })
    }

    /// Takes what goes in at a step, under the lag that holds there.
    pub fn take(&mut self, step: u32, input: &Lanes<L>, lags: &Lanes<L>) {
        let at = step as usize;
        if self.kind == DelayKind::Information {
            for (run, input) in self.slots[at / RUN].iter_mut().zip(&input.0) {
                run[at % RUN] = *input;
            }
            return;
        }
        let room = self.slots.len() * RUN;
        for lane in 0..L {
            let (whole, over) = self.steps(lags.0[lane]);
            if at == 0 {
                self.begun.0[lane] = whole + over;
            }
            // Beyond the end nothing is seen. NaN shows at the next step instead of never.
            let ahead = if whole.is_nan() { 1.0 } else { whole };
            let first = (at as f64 + ahead).min(room as f64) as usize;
            for (at, share) in [(first, 1.0 - over), (first + 1, over)] {
                if at < room && share != 0.0 {
                    self.slots[at / RUN][lane][at % RUN] += share * input.0[lane];
                }
            }
        }
    }

    /// What comes out at a step, of which what went in at the steps before is known.
    #[inline(always)]
    pub fn read(&self, step: u32, lags: &Lanes<L>, before: &Lanes<L>, output: &mut Lanes<L>) {
        match self.kind {
            DelayKind::Information => self.information(step, lags, before, output),
            DelayKind::Material => self.material(step, before, output),
        }
    }

    #[inline(always)]
    fn information(&self, step: u32, lags: &Lanes<L>, before: &Lanes<L>, output: &mut Lanes<L>) {
        let now = f64::from(step);
        let mut whole = [0.0; L];
        let mut share = [0.0; L];
        for lane in 0..L {
            (whole[lane], share[lane]) = self.steps(lags.0[lane]);
        }
        for lane in 0..L {
            let has_come = whole[lane] + share[lane] <= now;
            // NaN and what has not come become 0 here.
            let later = if has_come { now - whole[lane] } else { 0.0 } as usize;
            let input = |at: usize| self.slots[at / RUN][lane][at % RUN];
            let (later, earlier) = (input(later), input(later.saturating_sub(1)));
            let mixed = share[lane].mul_add(earlier - later, later);
            let come = if share[lane] == 0.0 { later } else { mixed };
            output.0[lane] = if has_come {
                come
            } else if share[lane].is_nan() {
                f64::NAN
            } else {
                before.0[lane]
            };
        }
    }

    /// What was under way at the start comes out until what went in first follows.
    #[inline(always)]
    fn material(&self, step: u32, before: &Lanes<L>, output: &mut Lanes<L>) {
        let (at, now) = (step as usize, f64::from(step));
        for lane in 0..L {
            let come = self.slots[at / RUN][lane][at % RUN];
            let left = self.begun.0[lane] - now;
            output.0[lane] = if at == 0 || left >= 1.0 {
                before.0[lane]
            } else if left > 0.0 {
                left.mul_add(before.0[lane], come)
            } else {
                come
            };
        }
    }
}
