//! exp and ln over lanes: table of sixteen and a short polynomial, each within 2 ulp (exp) or
//! 2⁻⁵² absolute near 1 and 2 ulp elsewhere (ln).
//!
//! As in a hand-written kernel, only the range the model reaches is served: exp wants
//! |x| < 700, ln a positive normal number.

use super::lanes::Lanes;
use std::sync::LazyLock;

/// Tables of sixteen that stay in registers.
pub struct Tables {
    /// Bits of 2^(j/16), less j in the place where exp adds its whole number of sixteenths.
    exp: [f64; 16],
    /// A reciprocal of the middle of interval j of ln's mantissa, rounded so that it is short.
    reciprocal: [f64; 16],
    /// −ln of that reciprocal.
    ln: [f64; 16],
}

/// The tables; read once before the loop.
pub static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let exp = std::array::from_fn(|j| {
        let bits = (j as f64 / 16.0).exp2().to_bits();
        f64::from_bits(bits.wrapping_sub((j as u64) << 48))
    });
    let reciprocal = std::array::from_fn(|j| {
        // The top four bits of the mantissa: 0..8 are [1, 1½) and 8..16 are [¾, 1).
        let start = 1.0 + j as f64 / 16.0;
        let middle = start + 1.0 / 32.0;
        1.0 / if j < 8 { middle } else { middle / 2.0 }
    });
    Tables {
        exp,
        reciprocal,
        ln: reciprocal.map(|r: f64| -r.ln()),
    }
});

/// e^x. Minimax polynomial of e^r on |r| ≤ ln 2/32, relative error 1.2e-17 before rounding.
#[inline(always)]
pub fn exp<V: Lanes>(tables: &Tables, x: V) -> V {
    const SIXTEENTHS: f64 = 16.0 * std::f64::consts::LOG2_E;
    // ln 2/16 to twice the precision; a fused product with the first part is exact.
    const STEP_HIGH: f64 = std::f64::consts::LN_2 / 16.0;
    const STEP_LOW: f64 = 2.319_046_813_846_299_6e-17 / 16.0;
    // 1½·2⁵²: a number added to this is rounded to a whole one, which stands in the low bits.
    let magic = V::splat(6_755_399_441_055_744.0);
    let shifted = x.mul_add(V::splat(SIXTEENTHS), magic);
    let whole = shifted.sub(magic);
    let r = whole.neg_mul_add(V::splat(STEP_HIGH), x);
    let r = whole.neg_mul_add(V::splat(STEP_LOW), r);
    let scale = V::lookup(&tables.exp, shifted).add_bits(shifted.shift_left::<48>());
    let series = V::splat(0.001_388_912_945_945_716_3);
    let series = series.mul_add(r, V::splat(0.008_333_472_200_733_838));
    let series = series.mul_add(r, V::splat(0.041_666_666_659_629_12));
    let series = series.mul_add(r, V::splat(0.166_666_666_644_088_54));
    let series = series.mul_add(r, V::splat(0.500_000_000_000_000_6));
    let tail = series.mul_add(r.mul(r), r);
    scale.mul_add(tail, scale)
}

/// ln x. Minimax polynomial of ln(1 + z) on |z| ≤ 1/31, absolute error 2.4e-17 before rounding.
#[inline(always)]
pub fn ln<V: Lanes>(tables: &Tables, x: V) -> V {
    let (mantissa, exponent) = x.split();
    let interval = mantissa.shift_right::<48>();
    let reciprocal = V::lookup(&tables.reciprocal, interval);
    let base = V::lookup(&tables.ln, interval);
    let z = mantissa.mul_add(reciprocal, V::splat(-1.0));
    let base = exponent.mul_add(V::splat(std::f64::consts::LN_2), base);
    let series = V::splat(-0.125_270_374_588_224_18);
    let series = series.mul_add(z, V::splat(0.143_094_459_333_850_96));
    let series = series.mul_add(z, V::splat(-0.166_666_414_939_022_6));
    let series = series.mul_add(z, V::splat(0.199_999_842_574_462_83));
    let series = series.mul_add(z, V::splat(-0.250_000_000_091_382_3));
    let series = series.mul_add(z, V::splat(0.333_333_333_364_751_7));
    let series = series.mul_add(z, V::splat(-0.499_999_999_999_990_2));
    series.mul_add(z.mul(z), z).add(base)
}
