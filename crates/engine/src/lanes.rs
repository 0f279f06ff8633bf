//! The numbers of a block, and what a trajectory does to them besides running tapes: random numbers,
//! the step of the stocks, first crossings, and the watch for values that are no numbers.

use crate::path::for_each_path;
use crate::philox::{Key, Part};
use tenfold_ir::math;

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

/// What a step has told of a milestone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted {
    /// A lane met the condition for the first time.
    pub any_new: bool,
    /// A lane that is alive has not met it.
    pub any_open: bool,
    /// In such a lane the condition is undefined.
    pub any_undefined: bool,
}

/// Uniform numbers from the tails that become scores together.
const TAILS: usize = 16;
/// Lanes, and sums, that are summed up together.
const TILE: usize = 8;

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

    /// sum += weight·slope
    pub(crate) fn accumulate<const L: usize>(
        sum: &mut Lanes<L>, slope: &Lanes<L>, weight: f64,
    ) {
        for lane in 0..L {
            sum.0[lane] = slope.0[lane].mul_add(weight, sum.0[lane]);
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

    /// Adds the products of a matrix and rows of lanes: `weights` has for each row in turn as many as
    /// there are sums. Whatever the tiles, each sum is of its rows in their order.
    pub(crate) fn add_products<const L: usize>(
        weights: &[f64], rows: &[[f64; L]], sums: &mut [[f64; L]],
    ) {
        let count = sums.len();
        for lane in (0..L - L % TILE).step_by(TILE) {
            for first in (0..count - count % TILE).step_by(TILE) {
                add_tile::<L, TILE>(weights, rows, (first, lane), sums);
            }
            for first in count - count % TILE..count {
                add_tile::<L, 1>(weights, rows, (first, lane), sums);
            }
        }
        for (at, row) in rows.iter().enumerate() {
            for (sums, weight) in sums.iter_mut().zip(&weights[at * count..]) {
                for lane in L - L % TILE..L {
                    sums[lane] = row[lane].mul_add(*weight, sums[lane]);
                }
            }
        }
    }

    /// Adds the values that are finite.
    pub(crate) fn add_finite<const L: usize>(values: &Lanes<L>, to: &mut [f64; L]) {
        for (to, value) in to.iter_mut().zip(&values.0) {
            *to += if value.is_finite() { *value } else { 0.0 };
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
    /// lane is alive. A condition of NaN is undefined.
    pub(crate) fn note_crossings<const L: usize>(
        condition: &Lanes<L>, alive: &Lanes<L>, step: f64, crossed: &mut Lanes<L>,
    ) -> Noted {
        let (mut new, mut open, mut undefined) = (0_u64, 0_u64, 0_u64);
        for lane in 0..L {
            let holds = (condition.0[lane] < 0.0) | (condition.0[lane] > 0.0);
            let is_open = (alive.0[lane] != 0.0) & (crossed.0[lane] == NEVER);
            let is_first = holds & is_open;
            crossed.0[lane] = if is_first { step } else { crossed.0[lane] };
            new |= u64::from(is_first);
            open |= u64::from(is_open & !holds);
            undefined |= u64::from(is_open & condition.0[lane].is_nan());
        }
        Noted { any_new: new != 0, any_open: open != 0, any_undefined: undefined != 0 }
    }
}

/// Some sums of eight lanes, which stay in registers.
#[inline(always)]
fn add_tile<const L: usize, const S: usize>(
    weights: &[f64],
    rows: &[[f64; L]],
    (first, lane): (usize, usize),
    sums: &mut [[f64; L]],
) {
    let count = sums.len();
    let mut tile = [[0.0; TILE]; S];
    for sum in 0..S {
        tile[sum].copy_from_slice(&sums[first + sum][lane..lane + TILE]);
    }
    for (row, weights) in rows.iter().zip(weights.chunks_exact(count)) {
        let weights: &[f64; S] = weights[first..first + S].try_into().expect("as many");
        let row: &[f64; TILE] = row[lane..lane + TILE].try_into().expect("eight");
        for sum in 0..S {
            for lane in 0..TILE {
                tile[sum][lane] = row[lane].mul_add(weights[sum], tile[sum][lane]);
            }
        }
    }
    for sum in 0..S {
        sums[first + sum][lane..lane + TILE].copy_from_slice(&tile[sum]);
    }
}
