//! A histogram on the top bits of floating-point numbers: quantiles within a stated relative error,
//! moments from integer sums, and a merge that gives the same bits in any order.
//!
//! Every octave from 2^e to 2^(e+1) has 128 buckets of equal width, so that a bucket's width is at
//! most 1/128 of the numbers in it. Octaves take memory once a number falls into them. The idea is
//! that of DDSketch (Masson, Rim and Lee, VLDB 12, 2019), with the number's own bits as its index.

mod side;

use crate::path::{Path, for_each_path};
use side::Side;
use tenfold_ir::math;

/// Bits of the significand that name a bucket.
const BUCKET_BITS: u32 = 7;
const BUCKETS: usize = 1 << BUCKET_BITS;
const SIGNIFICAND_BITS: u32 = 52;

/// A bound on the relative error of every quantile of normal numbers: the width of a bucket.
pub const QUANTILE_ERROR: f64 = 1.0 / BUCKETS as f64;

/// Numbers that are taken in at once.
const BATCH: usize = 512;
/// Numbers that are compared side by side; a power of two.
const ROW: usize = 32;

/// Draws that a summary can be of: what a bucket can count.
pub const DRAWS_MAX: u64 = u32::MAX as u64;

/// Many numbers, summarised; equal for the same numbers in whatever order and parts they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    negative: Side,
    positive: Side,
    /// Subnormal numbers among them.
    zeros: u64,
    /// How many were −∞ and +∞.
    infinite: [u64; 2],
    finite: u64,
    /// The least and the greatest, if any.
    range: Option<(f64, f64)>,
}

impl Sketch {
    /// Takes the numbers in; none may be NaN.
    pub fn insert(&mut self, values: &[f64]) {
        let path = Path::detect();
        for values in values.chunks(BATCH) {
            self.insert_batch(path, values);
        }
    }

    /// Takes the same number in so many times; it may not be NaN.
    pub fn insert_equal(&mut self, value: f64, times: u64) {
        if times == 0 {
            return;
        }
        self.widen(value, value);
        self.count_in(value, times);
    }

    fn insert_batch(&mut self, path: Path, values: &[f64]) {
        let (least, greatest) = range(path, values);
        if least == greatest {
            self.insert_equal(least, values.len() as u64);
            return;
        }
        self.widen(least, greatest);
        let is_of_one_sign = least > 0.0 || greatest < 0.0;
        if is_of_one_sign && least.is_normal() && greatest.is_normal() {
            self.insert_side(least, greatest, values);
            return;
        }
        let (mut negative, mut positive) = (Part::new(), Part::new());
        let mut others = Part::new();
        for &value in values {
            let is_normal = value.is_normal();
            negative.push_if(is_normal & (value < 0.0), value);
            positive.push_if(is_normal & (value > 0.0), value);
            others.push_if(!is_normal, value);
        }
        for part in [&negative, &positive] {
            let (least, greatest) = range(path, part.values());
            if !part.values().is_empty() {
                self.insert_side(least, greatest, part.values());
            }
        }
        for &value in others.values() {
            self.count_in(value, 1);
        }
    }

    /// Normal numbers of one sign.
    fn insert_side(&mut self, least: f64, greatest: f64, values: &[f64]) {
        let [of_least, of_greatest] = [least, greatest].map(|x| side::exponent(x.to_bits()));
        if least > 0.0 {
            self.positive.insert(values, of_least, of_greatest);
        } else {
            self.negative.insert(values, of_greatest, of_least);
        }
        self.finite += values.len() as u64;
    }

    /// A number, so many times, without regard to the range.
    fn count_in(&mut self, value: f64, times: u64) {
        if value.is_infinite() {
            self.infinite[usize::from(value > 0.0)] += times;
            return;
        }
        self.finite += times;
        if !value.is_normal() {
            self.zeros += times;
        } else if value > 0.0 {
            self.positive.insert_equal(value, times);
        } else {
            self.negative.insert_equal(value, times);
        }
    }

    fn widen(&mut self, least: f64, greatest: f64) {
        // −0 counts as 0, so that the range does not depend on the order.
        let (least, greatest) = (least + 0.0, greatest + 0.0);
        assert!(
            least <= greatest,
            "a value that is no number is not summarised"
        );
        let (low, high) = self.range.unwrap_or((least, greatest));
        self.range = Some((low.min(least), high.max(greatest)));
    }

    /// Takes the numbers of another sketch in.
    pub fn merge(&mut self, other: Sketch) {
        self.negative.merge(other.negative);
        self.positive.merge(other.positive);
        self.zeros += other.zeros;
        self.finite += other.finite;
        self.infinite[0] += other.infinite[0];
        self.infinite[1] += other.infinite[1];
        if let Some((low, high)) = other.range {
            self.widen(low, high);
        }
    }

    /// How many numbers.
    pub fn count(&self) -> u64 {
        self.finite + self.infinite[0] + self.infinite[1]
    }

    /// The least and the greatest, exactly.
    pub fn range(&self) -> Option<(f64, f64)> {
        self.range
    }

    /// The number at the share `p` of the way through all of them in ascending order, from 0 to 1.
    ///
    /// It lies in the same bucket as the exact one: within [`QUANTILE_ERROR`] of it, relatively,
    /// for numbers above 2^−1022. `None` without numbers.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let (least, greatest) = self.range?;
        let rank = p.clamp(0.0, 1.0) * (self.count() - 1) as f64;
        let mut before = self.infinite[0] as f64;
        if rank < before {
            return Some(f64::NEG_INFINITY);
        }
        let within = |value: f64| Some(value.clamp(least, greatest));
        match self.negative.at_rank(rank - before, true) {
            Ok(size) => return within(-size),
            Err(count) => before += count,
        }
        before += self.zeros as f64;
        if rank < before {
            return within(0.0);
        }
        if let Ok(size) = self.positive.at_rank(rank - before, false) {
            return within(size);
        }
        Some(greatest)
    }

    /// The mean, to 2^−27 of the numbers' size; infinite or NaN if the numbers are.
    pub fn mean(&self) -> Option<f64> {
        let (least, greatest) = self.range?;
        if least == greatest {
            return Some(least);
        }
        if self.infinite != [0, 0] {
            return Some(least + greatest);
        }
        let (positive, negative) = (self.positive.moments(), self.negative.moments());
        Some((positive.0 - negative.0) / self.finite as f64)
    }

    /// The standard deviation, with n − 1, to 2^−27 of the numbers' size; `None` for under two numbers.
    pub fn sd(&self) -> Option<f64> {
        let (least, greatest) = self.range?;
        if self.count() < 2 {
            return None;
        }
        if self.infinite != [0, 0] {
            return Some(f64::NAN);
        }
        if least == greatest {
            return Some(0.0);
        }
        let (positive, negative) = (self.positive.moments(), self.negative.moments());
        let count = self.finite as f64;
        let sum = positive.0 - negative.0;
        let squares = positive.1 + negative.1 - sum * (sum / count);
        Some((squares.max(0.0) / (count - 1.0)).sqrt())
    }
}

/// Some numbers of a batch.
struct Part {
    values: [f64; BATCH],
    count: usize,
}

impl Part {
    fn new() -> Part {
        Part {
            values: [0.0; BATCH],
            count: 0,
        }
    }

    /// Without a branch, as nothing foretells which numbers are taken.
    #[inline(always)]
    fn push_if(&mut self, is_taken: bool, value: f64) {
        self.values[self.count % BATCH] = value;
        self.count += usize::from(is_taken);
    }

    fn values(&self) -> &[f64] {
        &self.values[..self.count]
    }
}

/// The least and the greatest of a batch; NaN if any is NaN, or if there are none.
fn range(path: Path, values: &[f64]) -> (f64, f64) {
    let (rows, rest) = values.as_chunks::<ROW>();
    let mut extremes = (f64::INFINITY, f64::NEG_INFINITY);
    if !rows.is_empty() {
        extremes = range_of_rows(path, rows);
    }
    let (least, greatest) = rest.iter().fold(extremes, |(least, greatest), &value| {
        (math::min(least, value), math::max(greatest, value))
    });
    if values.is_empty() {
        return (f64::NAN, f64::NAN);
    }
    (least, greatest)
}

for_each_path! {
    /// The least and the greatest of some rows; NaN if any is NaN.
    fn range_of_rows<const L: usize>(rows: &[[f64; L]]) -> (f64, f64) {
        let (mut low, mut high) = (rows[0], rows[0]);
        for row in &rows[1..] {
            for lane in 0..L {
                low[lane] = math::min(low[lane], row[lane]);
                high[lane] = math::max(high[lane], row[lane]);
            }
        }
        let mut half = L / 2;
        while half > 0 {
            for lane in 0..half {
                low[lane] = math::min(low[lane], low[lane + half]);
                high[lane] = math::max(high[lane], high[lane + half]);
            }
            half /= 2;
        }
        (low[0], high[0])
    }
}
