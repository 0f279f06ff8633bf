//! Pipeline delays: what goes in comes out its lag later, unchanged.
//!
//! The input of a step flows over the whole of that step. A lag between steps therefore mixes two
//! neighbouring inputs in the shares of their steps, and with a constant lag every input comes out
//! with a total weight of one: the delay conserves what passes through it. Before the first input
//! stands an endless run of the delay's `before`.

use crate::tape::Lanes;

/// The inputs of one delay in a block of lanes.
#[derive(Clone, Debug)]
pub(crate) struct History<const L: usize> {
    /// What came before the first step, then the input of each step.
    inputs: Vec<Lanes<L>>,
}

impl<const L: usize> History<L> {
    /// Without inputs yet; room for `steps` of them.
    pub fn new(steps: usize) -> Self {
        History {
            inputs: Vec::with_capacity(steps + 1),
        }
    }

    /// Forgets all inputs.
    pub fn restart(&mut self, before: Lanes<L>) {
        self.inputs.clear();
        self.inputs.push(before);
    }

    /// Takes the input of the next step.
    pub fn push(&mut self, input: Lanes<L>) {
        self.inputs.push(input);
    }

    /// The input a lag before `step`, of which those of the steps before are known. A lag under one
    /// step counts as one; a lag of NaN gives NaN.
    #[inline(always)]
    pub fn read(&self, step: u32, dt: f64, lags: &Lanes<L>, output: &mut Lanes<L>) {
        let oldest = f64::from(step) + 1.0;
        for lane in 0..L {
            let steps = lags.0[lane] / dt;
            let back = if steps < 1.0 { 1.0 } else { steps };
            let back = if back > oldest { oldest } else { back };
            let whole = back.floor();
            let share = back - whole;
            // Input k stands at k + 1, and what came before at 0; NaN becomes 0 here.
            let later = (step as usize + 1 - whole as usize).min(step as usize);
            let earlier = later.saturating_sub(1);
            let (a, b) = (self.inputs[later].0[lane], self.inputs[earlier].0[lane]);
            let mixed = share.mul_add(b - a, a);
            output.0[lane] = if share == 0.0 { a } else { mixed };
        }
    }
}
