//! Drawing the parameters over lanes: the same generator, counters and inverse cdfs as
//! [`crate::twin::draw`].

use super::functions::{self, Tables};
use super::lanes::Lanes;
use crate::twin::draw::{
    CELLS_PER_UNIT, PHILOX_MULTIPLIERS, PHILOX_ROUNDS, PHILOX_WEYL, PPND16, PPND16_CENTRE,
    PPND16_FAR, QuantileTable, SCORE_MAX, Transform,
};
use crate::twin::model::PARAMETERS;

/// Philox 4×32-10 with a word in the low half of each lane.
#[inline(always)]
fn philox<V: Lanes>(mut counter: [V; 4], mut key: [u32; 2]) -> [V; 4] {
    let word = V::splat_bits(u64::from(u32::MAX));
    for _ in 0..PHILOX_ROUNDS {
        let low = counter[0].mul_low(V::splat_bits(u64::from(PHILOX_MULTIPLIERS[0])));
        let high = counter[2].mul_low(V::splat_bits(u64::from(PHILOX_MULTIPLIERS[1])));
        counter = [
            high.shift_right::<32>()
                .xor(counter[1])
                .xor(V::splat_bits(u64::from(key[0]))),
            high.and(word),
            low.shift_right::<32>()
                .xor(counter[3])
                .xor(V::splat_bits(u64::from(key[1]))),
            low.and(word),
        ];
        key = [
            key[0].wrapping_add(PHILOX_WEYL[0]),
            key[1].wrapping_add(PHILOX_WEYL[1]),
        ];
    }
    counter
}

/// A number in (0, 1) from 52 random bits.
#[inline(always)]
fn unit<V: Lanes>(low: V, high: V) -> V {
    let bits = low.or(high.shift_left::<32>()).shift_right::<12>();
    let one_to_two = bits.or(V::splat_bits(0x3FF0_0000_0000_0000));
    one_to_two.sub(V::splat(1.0 - f64::EPSILON / 2.0))
}

#[inline(always)]
fn polynomial<V: Lanes>(coefficients: &[f64; 8], x: V) -> V {
    let mut sum = V::splat(coefficients[7]);
    for at in (0..7).rev() {
        sum = sum.mul_add(x, V::splat(coefficients[at]));
    }
    sum
}

#[inline(always)]
fn ratio<V: Lanes>(region: usize, x: V) -> V {
    let [above, below] = &PPND16[region];
    polynomial(above, x).div(polynomial(below, x))
}

/// The quantile of the standard normal: all regions computed, one taken by each lane.
#[inline(always)]
fn normal_quantile<V: Lanes>(tables: &Tables, probability: V) -> V {
    let zero = V::splat(0.0);
    let q = probability.sub(V::splat(0.5));
    let size = q.max(zero.sub(q));
    let limit = V::splat(PPND16_CENTRE);
    let square = V::splat(PPND16_CENTRE * PPND16_CENTRE);
    let centre = q.mul(ratio(0, q.neg_mul_add(q, square)));
    let tail = probability.min(V::splat(1.0).sub(probability));
    let r = zero.sub(functions::ln(tables, tail)).sqrt();
    let far = V::splat(PPND16_FAR);
    let mut outer = ratio(1, r.sub(V::splat(1.6)));
    if r.any_gt(far) {
        outer = far.select_ge(r, outer, ratio(2, r.sub(far)));
    }
    let outer = q.select_ge(zero, outer, zero.sub(outer));
    limit.select_ge(size, centre, outer)
}

#[inline(always)]
fn table_at<V: Lanes>(table: &QuantileTable, score: V) -> V {
    let bound = V::splat(SCORE_MAX);
    let inside = score.min(bound).max(V::splat(-SCORE_MAX));
    let position = inside.add(bound).mul(V::splat(CELLS_PER_UNIT));
    let last = (table.points.len() - 2) as f64;
    // Rounding down by the whole number that stands in the low bits of 2⁵² + position − ½.
    let magic = V::splat(4_503_599_627_370_496.0);
    let shifted = position
        .sub(V::splat(0.5))
        .max(V::splat(0.0))
        .min(V::splat(last))
        .add(magic);
    let s = position.sub(shifted.sub(magic));
    let cell = shifted.xor(magic);
    // SAFETY: the cell was held between 0 and the last but one point; NaN, which a score
    // from a number inside (0, 1) never is, becomes a bound by the order of min and max.
    let [[y0, d0], [y1, d1]] = unsafe { V::gather_pairs(&table.points, cell) };
    let rise = y1.sub(y0);
    let cubic = rise.neg_mul_add(V::splat(2.0), d0.add(d1));
    let square = rise.sub(d0).sub(cubic);
    cubic.mul_add(s, square).mul_add(s, d0).mul_add(s, y0)
}

/// The parameters of the draws whose numbers are the lanes of `draws`, as bits.
#[inline(always)]
pub fn parameters<V: Lanes>(
    tables: &Tables,
    transforms: &[Transform; PARAMETERS],
    seed: u64,
    draws: V,
) -> [V; PARAMETERS] {
    let key = [seed as u32, (seed >> 32) as u32];
    let low = draws.and(V::splat_bits(u64::from(u32::MAX)));
    let high = draws.shift_right::<32>();
    let mut values = [V::splat(0.0); PARAMETERS];
    for pair in 0..PARAMETERS / 2 {
        let counter = [low, high, V::splat_bits(pair as u64), V::splat_bits(0)];
        let words = philox(counter, key);
        for half in 0..2 {
            let at = 2 * pair + half;
            let score = normal_quantile(tables, unit(words[2 * half], words[2 * half + 1]));
            values[at] = match &transforms[at] {
                Transform::Exponential(location, scale) => {
                    functions::exp(tables, score.mul_add(V::splat(*scale), V::splat(*location)))
                }
                Transform::Linear(location, scale) => {
                    score.mul_add(V::splat(*scale), V::splat(*location))
                }
                Transform::Table(table) => table_at(table, score),
            };
        }
    }
    values
}
