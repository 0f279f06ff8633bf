//! Pipeline delays: what goes in comes out its lag later, unchanged.
//!
//! The input of a step flows over the whole of that step. A lag between steps therefore mixes two
//! neighbouring inputs in the shares of their steps, and with a constant lag every input comes out
//! with a total weight of one: the delay conserves what passes through it. Before the first input
//! stands an endless run of the delay's `before`.

use crate::lanes::Lanes;

/// Inputs of one lane that stand together: what is read at a step mostly stands beside what was
/// read at the last.
const RUN: usize = 8;

/// The inputs of one delay in a block of lanes.
#[derive(Clone, Debug)]
pub(crate) struct History<const L: usize> {
    /// What came before the first step, then the input of each step; [`RUN`] of them for each lane,
    /// then the next for each.
    inputs: Vec<[[f64; RUN]; L]>,
    /// How many there are in each lane.
    filled: usize,
}

impl<const L: usize> History<L> {
    /// Without inputs yet; room for `steps` of them.
    pub fn new(steps: usize) -> Self {
        History {
            inputs: vec![[[0.0; RUN]; L]; (steps + 1).div_ceil(RUN)],
            filled: 0,
        }
    }

    /// Forgets all inputs.
    pub fn restart(&mut self, before: &Lanes<L>) {
        self.filled = 0;
        self.push(before);
    }

    /// Takes the input of the next step.
    pub fn push(&mut self, input: &Lanes<L>) {
        let runs = &mut self.inputs[self.filled / RUN];
        for (run, input) in runs.iter_mut().zip(&input.0) {
            run[self.filled % RUN] = *input;
        }
        self.filled += 1;
    }

    /// The input a lag before `step`, of which those of the steps before are known. A lag under one
    /// step counts as one; a lag of NaN gives NaN.
    #[inline(always)]
    pub fn read(&self, step: u32, dt: f64, lags: &Lanes<L>, output: &mut Lanes<L>) {
        let oldest = f64::from(step) + 1.0;
        let mut whole = [0.0; L];
        let mut share = [0.0; L];
        for lane in 0..L {
            let steps = lags.0[lane] / dt;
            let back = if steps < 1.0 { 1.0 } else { steps };
            let back = if back > oldest { oldest } else { back };
            whole[lane] = back.floor();
            share[lane] = back - whole[lane];
        }
        let mut earlier = [0.0; L];
        for lane in 0..L {
            // Input k stands at k + 1, and what came before at 0; NaN becomes 0 here.
            let later = (step as usize + 1 - whole[lane] as usize).min(step as usize);
            let input = |at: usize| self.inputs[at / RUN][lane][at % RUN];
            output.0[lane] = input(later);
            earlier[lane] = input(later.saturating_sub(1));
        }
        for lane in 0..L {
            let later = output.0[lane];
            let mixed = share[lane].mul_add(earlier[lane] - later, later);
            output.0[lane] = if share[lane] == 0.0 { later } else { mixed };
        }
    }
}
