//! Elementary functions as arithmetic that gives the same bits on every instruction set, and on every
//! machine: the language folds by them, kernels compute by them, pictures are drawn by them. The platform's
//! own are forbidden by `clippy.toml`.
//!
//! exp and ln have a plain part that serves almost every number, without branches, and an extreme
//! part for the ends of the range; the other functions are straight-line code on top of these.
//!
//! Every function is exact in its special cases (NaN, ±∞, ±0, subnormals) as IEEE 754 has them,
//! except where its comment says otherwise. Errors are in units in the last place of the result.
//!
//! The polynomials are Chebyshev fits in 60-digit arithmetic; the error of the fit alone is below
//! 0.2 ulp. exp and ln reduce by tables of sixteen (Tang, ACM Transactions on Mathematical Software
//! 15 and 16, 1989 and 1990), log2 and log10 as fdlibm does (Sun Microsystems, 1993); the inverse
//! normal is Wichura's algorithm AS 241 (Applied Statistics 37, 1988).

/// 1.5·2^52: adding it rounds a number below 2^51 to a whole one, kept in its low bits.
pub const ROUND: f64 = 6_755_399_441_055_744.0;
/// Horner's rule, from the highest power down.
#[inline(always)]
fn polynomial<const N: usize>(x: f64, coefficients: &[f64; N]) -> f64 {
    let mut sum = coefficients[0];
    for &coefficient in &coefficients[1..] {
        sum = sum.mul_add(x, coefficient);
    }
    sum
}

/// Sixteenths of an octave in a unit of the exponent.
pub const SIXTEENTHS: f64 = 16.0 * std::f64::consts::LOG2_E;
/// ln 2/16, to twice the precision.
pub const SIXTEENTH_HIGH: f64 = std::f64::consts::LN_2 / 16.0;
/// What that lacks.
pub const SIXTEENTH_LOW: f64 = 1.4494042586539372e-18;
/// The bits of 2^(j/16), less j at the place where a count of sixteenths is added.
pub const EXP_TABLE: [u64; 16] = [
    0x3ff0000000000000,
    0x3fefb5586cf9890f,
    0x3fef72b83c7d517b,
    0x3fef387a6e756238,
    0x3fef06fe0a31b715,
    0x3feedea64c123422,
    0x3feebfdad5362a27,
    0x3feeab07dd485429,
    0x3feea09e667f3bcd,
    0x3feea11473eb0187,
    0x3feeace5422aa0db,
    0x3feec49182a3f090,
    0x3feee89f995ad3ad,
    0x3fef199bdd85529c,
    0x3fef5818dcfba487,
    0x3fefa4afa2a490da,
];
/// (e^r − 1 − r)/r² for |r| ≤ ln 2/32.
pub const EXP: [f64; 5] = [
    0.0013889034377693012,
    0.008333449724528355,
    0.041666666664959766,
    0.16666666665301144,
    0.5,
];
/// Up to this distance from 0, [`exp`] needs no care for the ends of the range.
pub const EXP_PLAIN: f64 = 707.0;

/// Whether |x| ≤ [`EXP_PLAIN`].
#[inline(always)]
pub fn is_plain_for_exp(x: f64) -> bool {
    x.abs() <= EXP_PLAIN
}

/// e^x for |x| ≤ [`EXP_PLAIN`].
#[inline(always)]
pub fn exp_plain(x: f64) -> f64 {
    let shifted = x.mul_add(SIXTEENTHS, ROUND);
    let k = shifted - ROUND;
    let r = k.mul_add(-SIXTEENTH_LOW, k.mul_add(-SIXTEENTH_HIGH, x));
    let entry = EXP_TABLE[(shifted.to_bits() & 15) as usize];
    let scale = f64::from_bits(entry.wrapping_add(shifted.to_bits() << 48));
    let tail = polynomial(r, &EXP).mul_add(r * r, r);
    scale.mul_add(tail, scale)
}

/// e^x beyond [`EXP_PLAIN`]: as a square, so that its last product alone leaves the range.
#[inline(always)]
pub fn exp_extreme(x: f64) -> f64 {
    // Beyond these the result is 0 or +∞ anyway; NaN passes.
    let root = exp_plain(0.5 * x.clamp(-800.0, 800.0));
    root * root
}

/// e^x, within 2 ulp.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    if is_plain_for_exp(x) {
        exp_plain(x)
    } else {
        exp_extreme(x)
    }
}

/// Sixteenths of an octave from ¾ to 1½: a number near the reciprocal of the middle of each.
pub const LN_RECIPROCALS: [f64; 16] = [
    1.3333196640014648,
    1.2800151109695435,
    1.2307514548301697,
    1.1852028965950012,
    1.1428476572036743,
    1.1034511923789978,
    1.0666654706001282,
    1.0322607159614563,
    1.0,
    0.9411807060241699,
    0.8888835906982422,
    0.8421184420585632,
    0.8000118136405945,
    0.7619197964668274,
    0.7272847294807434,
    0.6956382393836975,
];
/// Less their logarithms; they were chosen so that these are within 2^−9 ulp of a number.
pub const LN_TABLE: [f64; 16] = [
    -0.28767182040032746,
    -0.2468718833067979,
    -0.20762492172345695,
    -0.16991398068576927,
    -0.1335230926432929,
    -0.09844271590322631,
    -0.06453739982456266,
    -0.031751266898942275,
    0.0,
    0.06062012167587995,
    0.11778899613862463,
    0.1718346071045745,
    0.22312878437249847,
    0.2719139828156212,
    0.31843722821868603,
    0.36292552477592416,
];
/// (ln(1 + z) − z)/z² for |z| ≤ 1/32.
pub const LN_1P: [f64; 8] = [
    0.11128890546403562,
    -0.1251955704187826,
    0.14285703428024002,
    -0.1666665472347668,
    0.20000000002121363,
    -0.2500000000233344,
    0.3333333333333327,
    -0.4999999999999993,
];
/// Added to a number's bits it leaves, above 52, the exponent of the octave from ¾ that it is in.
pub const LN_OFFSET: u64 = (1_u64 << 47).wrapping_add(8 << 48).wrapping_sub(1023 << 52);
/// Where the exponent stands in a number's bits, the sign included.
pub const EXPONENT: u64 = 0xfff << 52;

/// ln x for normal positive x.
#[inline(always)]
pub fn ln_plain(x: f64) -> f64 {
    let bits = x.to_bits();
    let shifted = bits.wrapping_add(LN_OFFSET);
    let k = ((shifted as i64) >> 52) as f64;
    let significand = f64::from_bits(bits.wrapping_sub(shifted & EXPONENT));
    let at = (shifted >> 48) as usize & 15;
    let z = significand.mul_add(LN_RECIPROCALS[at], -1.0);
    let base = k.mul_add(std::f64::consts::LN_2, LN_TABLE[at]);
    polynomial(z, &LN_1P).mul_add(z * z, z) + base
}

/// Whether x is a normal positive number.
#[inline(always)]
pub fn is_plain_for_ln(x: f64) -> bool {
    (f64::MIN_POSITIVE..f64::INFINITY).contains(&x)
}

/// ln x for all other x.
#[cold]
pub fn ln_extreme(x: f64) -> f64 {
    if x > 0.0 && x < f64::MIN_POSITIVE {
        let scaled = ln_plain(x * 18_014_398_509_481_984.0); // 2^54
        return (-54.0_f64).mul_add(std::f64::consts::LN_2, scaled);
    }
    logarithm_or_special(x, f64::NAN)
}

/// Natural logarithm, within 2 ulp.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    if is_plain_for_ln(x) {
        ln_plain(x)
    } else {
        ln_extreme(x)
    }
}

/// (2·artanh(s)/s − 2)/s² in s², for |s| ≤ (√2 − 1)/(√2 + 1).
const ARTANH: [f64; 7] = [
    0.14617807153417325,
    0.15331611722055008,
    0.1818289243253687,
    0.22222211089379496,
    0.28571428626253836,
    0.3999999999989889,
    0.666666666666667,
];

/// x as 2^k·(1 + f) with 1 + f between √½ and √2, for positive finite x.
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    const SQRT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const EXPONENT: u64 = 0xfff << 52;
    let subnormal = x < f64::MIN_POSITIVE;
    let bits = if subnormal {
        x * 18_014_398_509_481_984.0 // 2^54
    } else {
        x
    }
    .to_bits();
    // Kept positive by 1024 exponents, as vector units lack an arithmetic shift of 64 bits.
    let shifted = bits.wrapping_sub(SQRT_HALF).wrapping_add(1024 << 52);
    let whole = f64::from_bits((0x433 << 52) | (shifted >> 52));
    let bias = if subnormal { 1024.0 + 54.0 } else { 1024.0 };
    let k = whole - (4_503_599_627_370_496.0 + bias);
    let mantissa = bits
        .wrapping_sub(shifted & EXPONENT)
        .wrapping_add(1024 << 52);
    (k, f64::from_bits(mantissa) - 1.0)
}

/// What ln(1 + f) lacks of f: ln(1 + f) = f − (h − s·(h + R)), fdlibm's e_log.c.
#[inline(always)]
fn ln_parts(f: f64) -> (f64, f64) {
    let s = f / (2.0 + f);
    let z = s * s;
    let h = 0.5 * f * f;
    (h, s * z.mul_add(polynomial(z, &ARTANH), h))
}

/// The special cases of a logarithm: `value` where x is positive and finite.
#[inline(always)]
fn logarithm_or_special(x: f64, value: f64) -> f64 {
    let positive = if x < f64::INFINITY { value } else { x };
    let not_positive = if x == 0.0 {
        f64::NEG_INFINITY
    } else {
        f64::NAN
    };
    if x > 0.0 { positive } else { not_positive }
}

/// Logarithm to base 2, within 2 ulp; exact for powers of 2.
#[inline(always)]
pub fn log2(x: f64) -> f64 {
    let (k, f) = split(x);
    let (h, correction) = ln_parts(f);
    let value = (f - (h - correction)).mul_add(std::f64::consts::LOG2_E, k);
    logarithm_or_special(x, value)
}

/// Logarithm to base 10, within 2 ulp; exact for 10^0 to 10^22.
#[inline(always)]
pub fn log10(x: f64) -> f64 {
    /// The upper bits of log10 2, so that a multiple by an exponent is exact.
    const HIGH: f64 = 0.301_029_995_663_611_77;
    const LOW: f64 = 3.694_239_077_158_931e-13;
    let (k, f) = split(x);
    let (h, correction) = ln_parts(f);
    let small = (f - (h - correction)).mul_add(std::f64::consts::LOG10_E, k * LOW);
    logarithm_or_special(x, k.mul_add(HIGH, small))
}

/// What x^y is where x is not a positive finite number.
///
/// 0^0 and ∞^0 are 1; a negative x gives a number for a whole y alone; NaN passes, even with y 0.
pub fn power_special(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if y == 0.0 {
        return 1.0;
    }
    let size = exp(y * ln(x.abs()));
    let whole = y == y.floor();
    let odd = whole && y.abs() < 9_007_199_254_740_992.0 && y % 2.0 != 0.0;
    match x.is_sign_negative() {
        false => size,
        true if x == 0.0 => size * if odd { x.signum() } else { 1.0 },
        true if !whole => f64::NAN,
        true if odd => -size,
        true => size,
    }
}

/// Whether x^y is e^(y·ln x) without further thought.
#[inline(always)]
pub fn is_ordinary_base(x: f64) -> bool {
    (x > 0.0) & (x < f64::INFINITY)
}

/// x^y as e^(y·ln x): a relative error of at most (4 + 4·|y·ln x|)·2^−53.
#[inline(always)]
pub fn power(x: f64, y: f64) -> f64 {
    if is_ordinary_base(x) {
        exp(y * ln(x))
    } else {
        power_special(x, y)
    }
}

/// x^n by squaring: exact where every power on the way is, as of 10 up to the 22nd.
#[inline]
pub fn powi(x: f64, n: i32) -> f64 {
    let (mut rest, mut square, mut power) = (n.unsigned_abs(), x, 1.0);
    while rest > 0 {
        if rest & 1 == 1 {
            power *= square;
        }
        square *= square;
        rest /= 2;
    }
    if n < 0 { 1.0 / power } else { power }
}

/// 1/(1 + e^−x), within 3 ulp; 0 below −709.
#[inline(always)]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Φ(−t)·e^(t²/2)·(t + 4) in (t − 4)/(t + 4), for t from 0 to 39.
const NORMAL_TAIL: [f64; 23] = [
    -9.653425420228504e-10,
    7.26954547902669e-11,
    1.392402399350171e-08,
    1.457859334703646e-08,
    -7.63808205349045e-08,
    -1.5426320536771075e-07,
    2.6368248576407624e-07,
    1.0198048518135172e-06,
    -6.25132104047868e-07,
    -5.918892731763236e-06,
    7.150055959216099e-07,
    3.5144181157760973e-05,
    -1.9078665316613576e-06,
    -0.0002310948183193762,
    0.00013334425401904912,
    0.0016308184418903596,
    -0.0034796923622425332,
    -0.007540188965593059,
    0.06039657489069947,
    -0.18652185795969417,
    0.38713740074221886,
    -0.6078966419718917,
    0.7552851304157515,
];

/// The standard normal's cumulative distribution function, within 6 ulp, tails included.
#[inline(always)]
pub fn normal_cdf(x: f64) -> f64 {
    normal_cdf_of(x, exp(normal_cdf_exponent(x)))
}

/// Of what [`normal_cdf_of`] asks for e to the power.
#[inline(always)]
pub fn normal_cdf_exponent(x: f64) -> f64 {
    let t = normal_cdf_size(x);
    -0.5 * (t * t)
}

/// [`normal_cdf`], given e to the power of [`normal_cdf_exponent`].
#[inline(always)]
pub fn normal_cdf_of(x: f64, density: f64) -> f64 {
    let t = normal_cdf_size(x);
    let scale = 1.0 / (t + 4.0);
    let ratio = polynomial(scale.mul_add(-8.0, 1.0), &NORMAL_TAIL) * scale;
    // The square's rounding error would be magnified by the exponential.
    let square = t * t;
    let lost = t.mul_add(t, -square);
    let tail = ratio * density.mul_add(-0.5 * lost, density);
    if x > 0.0 { 1.0 - tail } else { tail }
}

#[inline(always)]
fn normal_cdf_size(x: f64) -> f64 {
    let t = x.abs();
    if t > 39.0 { 39.0 } else { t }
}

const SCORE_CENTRAL: ([f64; 8], [f64; 8]) = (
    [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_813e4,
        6.726_577_092_700_87e4,
        4.592_195_393_154_987e4,
        1.373_169_376_550_946e4,
        1.971_590_950_306_551_3e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_6,
    ],
    [
        5.226_495_278_852_854e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271e4,
        2.121_379_430_158_66e4,
        5.394_196_021_424_751e3,
        6.871_870_074_920_579e2,
        4.231_333_070_160_091e1,
        1.0,
    ],
);
const SCORE_TAIL: ([f64; 8], [f64; 8]) = (
    [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_5e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
);
const SCORE_FAR: ([f64; 8], [f64; 8]) = (
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_104,
    ],
    [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_88e-1,
        1.0,
    ],
);

/// The x at which the normal's cumulative distribution function is u, for u in (0, 1).
///
/// Relative error below 10^−15 (AS 241, PPND16). Odd about u = ½ to the bit.
#[inline(always)]
pub fn normal_score(u: f64) -> f64 {
    if is_central_for_score(u) {
        normal_score_central(u)
    } else {
        normal_score_tail(u)
    }
}

/// Whether u is so near ½ that [`normal_score_central`] serves.
#[inline(always)]
pub fn is_central_for_score(u: f64) -> bool {
    (u - 0.5).abs() <= 0.425
}

/// [`normal_score`] near ½.
#[inline(always)]
pub fn normal_score_central(u: f64) -> f64 {
    let q = u - 0.5;
    let at = q.mul_add(-q, 0.180625);
    polynomial(at, &SCORE_CENTRAL.0) * q / polynomial(at, &SCORE_CENTRAL.1)
}

/// [`normal_score`] near 0 and near 1.
#[inline(always)]
pub fn normal_score_tail(u: f64) -> f64 {
    let is_lower = u < 0.5;
    let nearer = if is_lower { u } else { 1.0 - u };
    let root = (-ln_plain(nearer)).sqrt();
    let is_far = root > 5.0;
    let at = root - if is_far { 5.0 } else { 1.6 };
    let choose = |tail: f64, far: f64| if is_far { far } else { tail };
    // A choice at each coefficient, so that the lanes stay side by side.
    let (mut above, mut below) = (0.0_f64, 0.0_f64);
    for nth in 0..8 {
        above = above.mul_add(at, choose(SCORE_TAIL.0[nth], SCORE_FAR.0[nth]));
        below = below.mul_add(at, choose(SCORE_TAIL.1[nth], SCORE_FAR.1[nth]));
    }
    let size = above / below;
    if is_lower { -size } else { size }
}

/// The lesser; NaN where either is.
#[inline(always)]
pub fn min(a: f64, b: f64) -> f64 {
    let lesser = if b < a { b } else { a };
    if b.is_nan() { b } else { lesser }
}

/// The greater; NaN where either is.
#[inline(always)]
pub fn max(a: f64, b: f64) -> f64 {
    let greater = if b > a { b } else { a };
    if b.is_nan() { b } else { greater }
}

#[cfg(test)]
mod tests;
