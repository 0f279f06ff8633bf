//! The numbers of a block, and what a trajectory does to them besides running tapes: random numbers,
//! the step of the stocks, first crossings, and the watch for values that are no numbers.

use crate::math;
use crate::path::for_each_path;
use crate::philox::{Key, Part};

/// One number for each lane of a block.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(crate) struct Lanes<const L: usize>(pub [f64; L]);

impl<const L: usize> Lanes<L> {
    /// The same number in each lane.
    pub fn splat(value: f64) -> Self {
        Lanes([value; L])
    }
}

/// A milestone that was not reached.
pub(crate) const NEVER: f64 = -1.0;
/// Uniform numbers from the tails that become scores together.
const TAILS: usize = 16;

for_each_path! {
    /// The normal scores of a site at a step, for a draw each.
    pub(crate) fn normal_scores<const L: usize>(
        key: Key, draws: &[u64; L], step: u32, part: Part, scores: &mut Lanes<L>,
    ) {
        let mut uniform = [0.0; L];
        for (lane, uniform) in uniform.iter_mut().enumerate() {
            *uniform = key.uniform(draws[lane], step, part);
        }
        for (score, uniform) in scores.0.iter_mut().zip(uniform) {
            *score = math::normal_score_central(uniform);
        }
        // About one lane in seven is in a tail: these are brought together.
        let mut outer = [0; L];
        let mut count = 0;
        for (lane, uniform) in uniform.iter().enumerate() {
            outer[count] = lane;
            count += usize::from(!math::is_central_for_score(*uniform));
        }
        for outer in outer[..count].chunks(TAILS) {
            let mut tails = [0.25; TAILS];
            for (tail, &lane) in tails.iter_mut().zip(outer) {
                *tail = uniform[lane];
            }
            for tail in &mut tails {
                *tail = math::normal_score_tail(*tail);
            }
            for (tail, &lane) in tails.iter().zip(outer) {
                scores.0[lane] = *tail;
            }
        }
    }

    /// Standard exponential numbers: an event of hazard h starts in a step if its number is below
    /// h·dt, which has the probability 1 − exp(−h·dt).
    pub(crate) fn exponentials<const L: usize>(
        key: Key, draws: &[u64; L], step: u32, numbers: &mut Lanes<L>,
    ) {
        for (number, &draw) in numbers.0.iter_mut().zip(draws) {
            *number = key.uniform(draw, step, Part::Value);
        }
        for lane in 0..L {
            numbers.0[lane] = -math::ln(numbers.0[lane]);
        }
    }

    /// target += factor·change; where the target is no finite number, so is `watch` afterwards.
    pub(crate) fn advance<const L: usize>(
        target: &mut Lanes<L>, change: &Lanes<L>, factor: f64, watch: &mut Lanes<L>,
    ) {
        for lane in 0..L {
            let value = change.0[lane].mul_add(factor, target.0[lane]);
            target.0[lane] = value;
            watch.0[lane] = value.mul_add(0.0, watch.0[lane]);
        }
    }

    /// target = base + factor·change
    pub(crate) fn step_from<const L: usize>(
        target: &mut Lanes<L>, base: &Lanes<L>, change: &Lanes<L>, factor: f64,
    ) {
        for lane in 0..L {
            target.0[lane] = change.0[lane].mul_add(factor, base.0[lane]);
        }
    }

    /// Whether any value is no finite number.
    pub(crate) fn any_not_finite<const L: usize>(values: &Lanes<L>) -> bool {
        let mut watch = 0_u64;
        for lane in 0..L {
            watch |= u64::from(!values.0[lane].is_finite());
        }
        watch != 0
    }

    /// Notes `step` as the first crossing where the condition holds, none was noted before and the
    /// lane is alive; says whether any was noted. A condition of NaN does not hold.
    pub(crate) fn note_crossings<const L: usize>(
        condition: &Lanes<L>, alive: &Lanes<L>, step: f64, crossed: &mut Lanes<L>,
    ) -> bool {
        let mut any = 0_u64;
        for lane in 0..L {
            let holds = (condition.0[lane] < 0.0) | (condition.0[lane] > 0.0);
            let is_first = holds & (alive.0[lane] != 0.0) & (crossed.0[lane] == NEVER);
            crossed.0[lane] = if is_first { step } else { crossed.0[lane] };
            any |= u64::from(is_first);
        }
        any != 0
    }
}
