//! Scalar drawing of the reference parameters: a counter-based generator and inverse cdfs.
//!
//! The vector twin draws the same bits; this is its plain form.

use super::model::{PARAMETERS, PRIORS, Prior};
use std::sync::LazyLock;

/// Multipliers of Philox 4×32 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
pub const PHILOX_MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];

/// Additions to its key at each round.
pub const PHILOX_WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Its rounds.
pub const PHILOX_ROUNDS: usize = 10;

/// Philox 4×32-10: four random words at a counter, under a key.
pub fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..PHILOX_ROUNDS {
        let low = u64::from(counter[0]) * u64::from(PHILOX_MULTIPLIERS[0]);
        let high = u64::from(counter[2]) * u64::from(PHILOX_MULTIPLIERS[1]);
        counter = [
            (high >> 32) as u32 ^ counter[1] ^ key[0],
            high as u32,
            (low >> 32) as u32 ^ counter[3] ^ key[1],
            low as u32,
        ];
        key = [
            key[0].wrapping_add(PHILOX_WEYL[0]),
            key[1].wrapping_add(PHILOX_WEYL[1]),
        ];
    }
    counter
}

/// A number in (0, 1) from 52 random bits: the middle of its cell, so never 0 or 1.
fn unit(low: u32, high: u32) -> f64 {
    let bits = u64::from(low) | u64::from(high) << 32;
    f64::from_bits(0x3FF0_0000_0000_0000 | bits >> 12) - (1.0 - f64::EPSILON / 2.0)
}

/// Coefficients of Wichura's algorithm AS 241 (1988), PPND16, numerator and denominator, ascending:
/// the centre |p − ½| ≤ 0.425, the tails to 10⁻¹¹, the far tails.
pub const PPND16: [[[f64; 8]; 2]; 3] = [
    [
        [
            3.387_132_872_796_366_5,
            133.141_667_891_784_38,
            1_971.590_950_306_551_3,
            13_731.693_765_509_46,
            45_921.953_931_549_87,
            67_265.770_927_008_7,
            33_430.575_583_588_13,
            2_509.080_928_730_122_7,
        ],
        [
            1.0,
            42.313_330_701_600_91,
            687.187_007_492_057_9,
            5_394.196_021_424_751,
            21_213.794_301_586_597,
            39_307.895_800_092_71,
            28_729.085_735_721_943,
            5_226.495_278_852_545,
        ],
    ],
    [
        [
            1.423_437_110_749_683_5,
            4.630_337_846_156_546,
            5.769_497_221_460_691,
            3.647_848_324_763_204_5,
            1.270_458_252_452_368_4,
            0.241_780_725_177_450_6,
            0.022_723_844_989_269_184,
            7.745_450_142_783_414e-4,
        ],
        [
            1.0,
            2.053_191_626_637_759,
            1.676_384_830_183_803_8,
            0.689_767_334_985_1,
            0.148_103_976_427_480_08,
            0.015_198_666_563_616_457,
            5.475_938_084_995_345e-4,
            1.050_750_071_644_416_9e-9,
        ],
    ],
    [
        [
            6.657_904_643_501_103,
            5.463_784_911_164_114,
            1.784_826_539_917_291_3,
            0.296_560_571_828_504_87,
            0.026_532_189_526_576_124,
            1.242_660_947_388_078_4e-3,
            2.711_555_568_743_487_6e-5,
            2.010_334_399_292_288_1e-7,
        ],
        [
            1.0,
            0.599_832_206_555_888,
            0.136_929_880_922_735_8,
            0.014_875_361_290_850_615,
            7.868_691_311_456_133e-4,
            1.846_318_317_510_054_8e-5,
            1.421_511_758_316_446e-7,
            2.044_263_103_389_939_8e-15,
        ],
    ],
];

/// Half-width of the centre of [`PPND16`].
pub const PPND16_CENTRE: f64 = 0.425;

/// Where, in √(−ln p), its tail becomes the far tail.
pub const PPND16_FAR: f64 = 5.0;

/// The quantile of the standard normal.
pub fn normal_quantile(probability: f64) -> f64 {
    let ratio = |region: usize, x: f64| {
        let [above, below] =
            PPND16[region].map(|c| c.iter().rev().fold(0.0, |sum: f64, &c| sum.mul_add(x, c)));
        above / below
    };
    let q = probability - 0.5;
    if q.abs() <= PPND16_CENTRE {
        return q * ratio(0, PPND16_CENTRE.mul_add(PPND16_CENTRE, -q * q));
    }
    let tail = if q < 0.0 {
        probability
    } else {
        1.0 - probability
    };
    let r = (-tail.ln()).sqrt();
    let magnitude = if r <= PPND16_FAR {
        ratio(1, r - 1.6)
    } else {
        ratio(2, r - PPND16_FAR)
    };
    magnitude.copysign(q)
}

/// Cells of a unit of the normal score in [`QuantileTable`].
pub const CELLS_PER_UNIT: f64 = 64.0;

/// Scores beyond this are held at it; 52 random bits reach 8.2.
pub const SCORE_MAX: f64 = 8.5;

/// A beta quantile as a function of the normal score: cubic Hermite between equidistant points.
pub struct QuantileTable {
    /// Value and slope by turns, slope per cell.
    pub points: Vec<[f64; 2]>,
}

impl QuantileTable {
    /// Of `beta(a, b)` with whole shapes, whose cdf is the binomial sum (DLMF 8.17.5).
    fn beta(a: u32, b: u32) -> QuantileTable {
        let cells = (2.0 * SCORE_MAX * CELLS_PER_UNIT) as usize;
        let points = (0..=cells).map(|cell| {
            let score = cell as f64 / CELLS_PER_UNIT - SCORE_MAX;
            let value = beta_at_score(a, b, score);
            let density_normal = (-0.5 * score * score).exp() / std::f64::consts::TAU.sqrt();
            let slope = density_normal / beta_density(a, b, value);
            [value, slope / CELLS_PER_UNIT]
        });
        QuantileTable {
            points: points.collect(),
        }
    }

    /// The quantile whose normal score is given.
    pub fn at(&self, score: f64) -> f64 {
        let position = (score.clamp(-SCORE_MAX, SCORE_MAX) + SCORE_MAX) * CELLS_PER_UNIT;
        let cell = (position as usize).min(self.points.len() - 2);
        let s = position - cell as f64;
        let ([y0, d0], [y1, d1]) = (self.points[cell], self.points[cell + 1]);
        let rise = y1 - y0;
        let cubic = d0 + d1 - 2.0 * rise;
        let square = rise - d0 - cubic;
        cubic.mul_add(s, square).mul_add(s, d0).mul_add(s, y0)
    }
}

fn binomial(n: u32, k: u32) -> f64 {
    (0..k).fold(1.0, |c, i| c * f64::from(n - i) / f64::from(i + 1))
}

fn beta_density(a: u32, b: u32, x: f64) -> f64 {
    let scale = f64::from(a) * binomial(a + b - 1, a);
    scale * x.powi(a as i32 - 1) * (1.0 - x).powi(b as i32 - 1)
}

/// Lower tail for scores up to 0, upper tail above, so that no digits cancel.
fn beta_at_score(a: u32, b: u32, score: f64) -> f64 {
    if score > 0.0 {
        return 1.0 - beta_at_score(b, a, -score);
    }
    let target = normal_cdf_lower(score);
    let n = a + b - 1;
    let cdf = |x: f64| -> f64 {
        let term = |j: u32| binomial(n, j) * x.powi(j as i32) * (1.0 - x).powi((n - j) as i32);
        (a..=n).map(term).sum()
    };
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    while high - low > 2.0 * f64::EPSILON * high {
        let middle = 0.5 * (low + high);
        if cdf(middle) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The standard normal's cdf for scores up to 0, by inverting [`normal_quantile`].
fn normal_cdf_lower(score: f64) -> f64 {
    let (mut low, mut high) = (f64::MIN_POSITIVE.ln(), 0.5_f64.ln());
    while high - low > 1e-15 * low.abs() {
        let middle = 0.5 * (low + high);
        if normal_quantile(middle.exp()) < score {
            low = middle;
        } else {
            high = middle;
        }
    }
    (0.5 * (low + high)).exp()
}

/// How a parameter follows from its normal score.
pub enum Transform {
    /// e^(location + scale·z)
    Exponential(f64, f64),
    /// location + scale·z
    Linear(f64, f64),
    /// By table.
    Table(QuantileTable),
}

/// The transforms of [`PRIORS`].
pub static TRANSFORMS: LazyLock<[Transform; PARAMETERS]> = LazyLock::new(|| {
    PRIORS.map(|(_, prior)| match prior {
        Prior::Lognormal(median, sigma) => Transform::Exponential(median.ln(), sigma),
        Prior::Normal(mean, sd) => Transform::Linear(mean, sd),
        Prior::Beta(a, b) => Transform::Table(QuantileTable::beta(a, b)),
    })
});

/// The parameters of one draw, in the order of [`PRIORS`].
pub fn parameters(seed: u64, draw: u64) -> [f64; PARAMETERS] {
    let key = [seed as u32, (seed >> 32) as u32];
    let mut values = [0.0; PARAMETERS];
    for pair in 0..PARAMETERS / 2 {
        let counter = [draw as u32, (draw >> 32) as u32, pair as u32, 0];
        let words = philox(counter, key);
        for half in 0..2 {
            let at = 2 * pair + half;
            let score = normal_quantile(unit(words[2 * half], words[2 * half + 1]));
            values[at] = match &TRANSFORMS[at] {
                Transform::Exponential(location, scale) => scale.mul_add(score, *location).exp(),
                Transform::Linear(location, scale) => scale.mul_add(score, *location),
                Transform::Table(table) => table.at(score),
            };
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_published_words() {
        // Known answers of the authors' Random123 distribution, philox4x32 10.
        assert_eq!(
            philox([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
    }

    #[test]
    fn normal_quantiles_are_the_published_ones() {
        for (p, z) in [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (1e-6, -4.753_424_308_822_899),
            (1e-12, -7.034_483_825_301_132),
        ] {
            assert!((normal_quantile(p) - z).abs() < 1e-13, "{p}");
        }
    }

    #[test]
    fn the_table_inverts_the_cdf() {
        // The Hermite error is h⁴/384·|x⁗| with h = 1/64, x⁗ < 1: below 2e-10.
        for (a, b) in [(4, 6), (2, 5), (5, 5), (6, 4)] {
            let table = QuantileTable::beta(a, b);
            for score in [-6.01, -3.337, -1.0, 0.003, 1.7771, 4.4444] {
                let exact = beta_at_score(a, b, score);
                assert!((table.at(score) - exact).abs() < 2e-10, "{a} {b} {score}");
            }
        }
    }

    #[test]
    fn draws_have_the_moments_of_their_priors() {
        let draws = 20_000_u64;
        let mut sums = [[0.0; 2]; PARAMETERS];
        for draw in 0..draws {
            for (sum, value) in sums.iter_mut().zip(parameters(7, draw)) {
                sum[0] += value;
                sum[1] += value * value;
            }
        }
        for ((name, prior), [sum, squares]) in PRIORS.iter().zip(sums) {
            let exact = match *prior {
                Prior::Lognormal(median, sigma) => median * (0.5 * sigma * sigma).exp(),
                Prior::Normal(mean, _) => mean,
                Prior::Beta(a, b) => f64::from(a) / f64::from(a + b),
            };
            let mean = sum / draws as f64;
            let sd = (squares / draws as f64 - mean * mean).sqrt();
            let error = (mean - exact).abs();
            assert!(error < 5.0 * sd / (draws as f64).sqrt(), "{name}: {mean}");
        }
    }
}
