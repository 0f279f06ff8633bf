//! Pipeline delays: what goes in comes out its lag later, unchanged.
//!
//! Of information, what comes out is what stood a lag ago, however the lag changes. Material comes out
//! once: the lag that holds when it goes in says when, so that a delay has under way what went in and has
//! not come out yet. It flows in and out over a whole step each; a lag between steps therefore shares it
//! between two.

use crate::lanes::Lanes;
use crate::path::{Path, for_each_path};
use tenfold_ir::{DelayKind, TimeSpec};

/// Numbers of one lane that stand together: what is read at a step mostly stands beside what was
/// read at the last.
const RUN: usize = 8;

/// How near to a whole number of steps a lag is one: rounding of decimal years.
const WHOLE: f64 = 1e-6;

/// 2^52: added to a whole number below 2^32 it leaves that in the low bits.
const WHOLE_BITS: f64 = 4_503_599_627_370_496.0;

/// What passes through one delay in a block of lanes.
#[derive(Clone, Debug)]
pub(crate) struct History<const L: usize> {
    kind: DelayKind,
    steps_per_year: f64,
    /// By step, the input of information, or the material that comes out; [`RUN`] of them for each
    /// lane, then the next for each. The last are of no step: there goes what nobody sees.
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
            slots: vec![[[0.0; RUN]; L]; (time.steps as usize + 1).div_ceil(RUN) + 1],
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
    pub fn take(&mut self, path: Path, step: u32, input: &Lanes<L>, lags: &Lanes<L>) {
        let at = step as usize;
        match self.kind {
            DelayKind::Information => {
                for (run, input) in self.slots[at / RUN].iter_mut().zip(&input.0) {
                    run[at % RUN] = *input;
                }
            }
            DelayKind::Material => take_material(path, self, at, input, lags),
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
        let (mut share, mut has_come) = ([0.0; L], [false; L]);
        let (mut later, mut earlier) = ([0_u32; L], [0_u32; L]);
        for lane in 0..L {
            let (whole, over) = self.steps(lags.0[lane]);
            share[lane] = over;
            // NaN has not.
            has_come[lane] = whole + over <= now;
            later[lane] = as_index(if has_come[lane] { now - whole } else { 0.0 });
            earlier[lane] = later[lane].saturating_sub(1);
        }
        let cells = self.slots.as_flattened().as_flattened();
        let mut inputs = [[0.0; L]; 2];
        for (inputs, steps) in inputs.iter_mut().zip([later, earlier]) {
            for lane in 0..L {
                inputs[lane] = cells[place::<L>(steps[lane], lane)];
            }
        }
        let [later, earlier] = inputs;
        for lane in 0..L {
            let mixed = share[lane].mul_add(earlier[lane] - later[lane], later[lane]);
            let come = if share[lane] == 0.0 {
                later[lane]
            } else {
                mixed
            };
            output.0[lane] = if has_come[lane] {
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

/// A whole number from 0 to below 2^32 as an index, as vector units convert it.
#[inline(always)]
fn as_index(whole: f64) -> u32 {
    (whole + WHOLE_BITS).to_bits() as u32
}

/// Where a lane's number of a step stands.
#[inline(always)]
fn place<const L: usize>(step: u32, lane: usize) -> usize {
    let step = step as usize;
    (step / RUN * L + lane) * RUN + step % RUN
}

for_each_path! {
    /// Has what goes in at a step come out a lag later.
    fn take_material<const L: usize>(
        history: &mut History<L>, at: usize, input: &Lanes<L>, lags: &Lanes<L>,
    ) {
        let room = ((history.slots.len() - 1) * RUN) as f64;
        let mut first = [0_u32; L];
        let mut amounts = [[0.0; L]; 2];
        for lane in 0..L {
            let (whole, over) = history.steps(lags.0[lane]);
            if at == 0 {
                history.begun.0[lane] = whole + over;
            }
            // NaN shows at the next step instead of never.
            let ahead = at as f64 + if whole.is_nan() { 1.0 } else { whole };
            first[lane] = as_index(if ahead < room { ahead } else { room });
            amounts[0][lane] = (1.0 - over) * input.0[lane];
            // What is infinite goes nowhere by a share of 0.
            amounts[1][lane] = if over == 0.0 { 0.0 } else { over * input.0[lane] };
        }
        let cells = history.slots.as_flattened_mut().as_flattened_mut();
        for lane in 0..L {
            cells[place::<L>(first[lane], lane)] += amounts[0][lane];
            cells[place::<L>(first[lane] + 1, lane)] += amounts[1][lane];
        }
    }
}
