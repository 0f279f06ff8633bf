//! A family's quantile as a function of the score: a table of quintic polynomials.
//!
//! Each polynomial meets the value and two derivatives at both ends of its interval. The table
//! is checked as it is built, at the middle of every interval, where its error is largest, and
//! only kept if the error is small enough; it knows no particular family.

use super::univariate::{Jet, Map, Univariate};

/// The table spans scores from −this to this: all but 2e-17 of the draws.
pub(super) const SCORE_MAX: f64 = 8.5;
/// The largest error, as a difference of scores: 1e-9 of a tail's probability at most.
pub(super) const SCORE_ERROR_MAX: f64 = 1e-10;
/// Where values are so dense that rounding alone moves the score by more: relative to the value.
pub(super) const ROUNDING_MAX: f64 = 8.0 * f64::EPSILON;

/// 1.5·2^52: what it is added to is rounded to a whole number.
const WHOLE: f64 = 6_755_399_441_055_744.0;

const INTERVALS_MIN: usize = 32;
const INTERVALS_MAX: usize = 1024;

/// The polynomials and what to do with their value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QuantileTable {
    pub map: Map,
    /// Per unit of score.
    density: f64,
    /// Ascending coefficients in the place within the interval, from 0 to 1.
    intervals: Box<[[f64; 6]]>,
}

impl QuantileTable {
    /// The smallest table that meets the error, or none. At one size, values themselves are
    /// preferred to a map of them, which costs more at each draw.
    pub fn new(family: &dyn Univariate) -> Option<QuantileTable> {
        let mut count = INTERVALS_MIN;
        let jets_at = |places: usize, of: usize| {
            let score = -SCORE_MAX + 2.0 * SCORE_MAX * (places as f64 / of as f64);
            family.jet(score)
        };
        let map = jets_at(1, 2).0;
        let mut nodes: Vec<Jet> = (0..=count).map(|i| jets_at(i, count).1).collect();
        while count <= INTERVALS_MAX {
            let middles = (0..count).map(|i| jets_at(2 * i + 1, 2 * count).1);
            let middles: Vec<Jet> = middles.collect();
            let values = |jets: &[Jet]| jets.iter().map(|jet| apply(map, *jet)).collect::<Vec<_>>();
            if let Some(table) = fit(Map::Identity, &values(&nodes), &values(&middles)) {
                return Some(table);
            }
            if let Some(table) = fit(map, &nodes, &middles) {
                return Some(table);
            }
            let both = nodes.iter().zip(&middles).flat_map(|(a, b)| [*a, *b]);
            let last = nodes[count];
            nodes = both.chain([last]).collect();
            count *= 2;
        }
        None
    }

    /// Writes the variable of the map at each score; beyond the table's ends it is of no use.
    #[inline(always)]
    pub fn interpolate(&self, scores: &[f64], out: &mut [f64]) {
        let intervals = &*self.intervals;
        let last = intervals.len() - 1;
        for (score, out) in scores.iter().zip(out) {
            let place = (score + SCORE_MAX) * self.density;
            // Rounding by addition leaves the whole number in the low bits, without the checks
            // of a conversion; what lies outside the table, or is NaN, has any index.
            let rounded = (place - 0.5) + WHOLE;
            let index = (rounded.to_bits() as u32 as usize).min(last);
            let at = place - (rounded - WHOLE);
            let [c0, c1, c2, c3, c4, c5] = intervals[index];
            *out = c0 + at * (c1 + at * (c2 + at * (c3 + at * (c4 + at * c5))));
        }
    }
}

/// The jet of the value from that of the map's variable.
fn apply(map: Map, [value, slope, bend]: Jet) -> Jet {
    match map {
        Map::Identity => [value, slope, bend],
        Map::Exp => {
            let x = libm::exp(value);
            [x, x * slope, x * (bend + slope * slope)]
        }
        Map::Logistic => {
            let x = 1.0 / (1.0 + libm::exp(-value));
            let y = 1.0 / (1.0 + libm::exp(value));
            [x, x * y * slope, x * y * (bend + (y - x) * slope * slope)]
        }
    }
}

/// The table through the nodes, if it meets the error at the middles.
fn fit(map: Map, nodes: &[Jet], middles: &[Jet]) -> Option<QuantileTable> {
    let width = 2.0 * SCORE_MAX / middles.len() as f64;
    let mut intervals = Vec::with_capacity(middles.len());
    for (ends, middle) in nodes.windows(2).zip(middles) {
        let coefficients = quintic(ends[0], ends[1], width);
        let have = coefficients.iter().rev().fold(0.0, |sum, c| sum * 0.5 + c);
        let [want, slope, _] = *middle;
        // An error of a logarithm or logit is a relative one of the value.
        let scale = match map {
            Map::Identity => want.abs(),
            Map::Exp | Map::Logistic => want.abs().max(1.0),
        };
        let error_max = SCORE_ERROR_MAX * slope + 0.5 * ROUNDING_MAX * scale;
        // Written so that NaN fails.
        let good = (have - want).abs() <= error_max;
        if !good {
            return None;
        }
        intervals.push(coefficients);
    }
    Some(QuantileTable {
        map,
        density: 1.0 / width,
        intervals: intervals.into(),
    })
}

/// The quintic with the given value and derivatives at 0 and at 1, `width` of score apart.
fn quintic([v0, s0, b0]: Jet, [v1, s1, b1]: Jet, width: f64) -> [f64; 6] {
    let rise = v1 - v0;
    let (s0, s1) = (s0 * width, s1 * width);
    let (b0, b1) = (0.5 * b0 * width * width, 0.5 * b1 * width * width);
    [
        v0,
        s0,
        b0,
        10.0 * rise - 6.0 * s0 - 4.0 * s1 - 3.0 * b0 + b1,
        -15.0 * rise + 8.0 * s0 + 7.0 * s1 + 3.0 * b0 - 2.0 * b1,
        6.0 * rise - 3.0 * s0 - 3.0 * s1 - b0 + b1,
    ]
}
