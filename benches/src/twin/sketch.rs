//! The summary of the twins: counts of log-spaced buckets, merged by addition in any order.
//!
//! A bucket is the top bits of the float: sign, exponent and 7 bits of the mantissa, that is
//! 128 buckets an octave, so a quantile is within 1/256 of the value it stands for.

use super::model::{RECORDED, RECORDS, STEPS};

/// Bits of the mantissa that are not kept.
pub const SHIFT: u32 = 52 - 7;

/// Octaves kept on either side of 1; what lies outside counts in the outermost bucket.
const OCTAVES: u64 = 24;

/// The bucket number of 2^−[`OCTAVES`], before the offset.
pub const OFFSET: u64 = (1023 - OCTAVES) << 7;

/// Buckets of one sign.
pub const BUCKETS: usize = (2 * OCTAVES as usize) << 7;

/// Counts of every recorded stock at every recorded time, and of the steps of first crossing.
#[derive(Clone, PartialEq, Eq)]
pub struct Sketch {
    /// By stock, time, sign and bucket.
    counts: Vec<u32>,
    /// By step; the last is never.
    pub crossings: Vec<u64>,
}

impl Sketch {
    /// No draws yet.
    pub fn new() -> Sketch {
        Sketch {
            counts: vec![0; RECORDED.len() * RECORDS * 2 * BUCKETS],
            crossings: vec![0; STEPS + 2],
        }
    }

    /// The counts of one stock at one time, the buckets of positive values first.
    #[inline(always)]
    pub fn row(&mut self, stock: usize, record: usize) -> &mut [u32; 2 * BUCKETS] {
        let start = (stock * RECORDS + record) * 2 * BUCKETS;
        (&mut self.counts[start..start + 2 * BUCKETS])
            .try_into()
            .expect("a row has as many buckets as were asked for")
    }

    /// Counts one value.
    #[inline(always)]
    pub fn count(row: &mut [u32; 2 * BUCKETS], value: f64) {
        let magnitude = value.abs().to_bits() >> SHIFT;
        let bucket = magnitude.saturating_sub(OFFSET).min(BUCKETS as u64 - 1) as usize;
        row[bucket + BUCKETS * usize::from(value < 0.0)] += 1;
    }

    /// Counts a first crossing after so many steps; [`STEPS`] + 1 for never.
    #[inline(always)]
    pub fn cross(&mut self, step: usize) {
        self.crossings[step.min(STEPS + 1)] += 1;
    }

    /// Adds the draws of another sketch.
    pub fn merge(mut self, other: Sketch) -> Sketch {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        for (mine, theirs) in self.crossings.iter_mut().zip(&other.crossings) {
            *mine += theirs;
        }
        self
    }

    /// The quantile of one stock at one time: the middle of the bucket it falls in.
    pub fn quantile(&self, stock: usize, record: usize, probability: f64) -> f64 {
        let start = (stock * RECORDS + record) * 2 * BUCKETS;
        let row = &self.counts[start..start + 2 * BUCKETS];
        let total: u64 = row.iter().map(|&count| u64::from(count)).sum();
        let rank = (probability * (total.saturating_sub(1)) as f64).round() as u64;
        let ascending = (BUCKETS..2 * BUCKETS).rev().chain(0..BUCKETS);
        let mut below = 0;
        for bucket in ascending {
            below += u64::from(row[bucket]);
            if below > rank {
                let magnitude = middle(bucket % BUCKETS);
                return if bucket < BUCKETS {
                    magnitude
                } else {
                    -magnitude
                };
            }
        }
        f64::NAN
    }

    /// Share of the draws that crossed.
    pub fn crossed(&self) -> f64 {
        let total: u64 = self.crossings.iter().sum();
        1.0 - self.crossings[STEPS + 1] as f64 / total as f64
    }
}

/// The middle of a bucket.
fn middle(bucket: usize) -> f64 {
    let edge = |bucket: usize| f64::from_bits((bucket as u64 + OFFSET) << SHIFT);
    0.5 * (edge(bucket) + edge(bucket + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_within_half_a_bucket() {
        let mut sketch = Sketch::new();
        for rank in 0..=1000 {
            Sketch::count(sketch.row(1, 3), f64::from(rank - 500) * 0.01);
        }
        for (probability, exact) in [(0.05, -4.5), (0.25, -2.5), (0.9, 4.0), (1.0, 5.0)] {
            let found = sketch.quantile(1, 3, probability);
            assert!(
                (found / exact - 1.0).abs() <= 1.0 / 256.0,
                "{found} for {exact}"
            );
        }
    }

    #[test]
    fn a_merge_does_not_depend_on_order() {
        let one = |value: f64| {
            let mut sketch = Sketch::new();
            Sketch::count(sketch.row(0, 0), value);
            sketch
        };
        let forth = one(1.5).merge(one(-2.0)).merge(one(1e30));
        let back = one(1e30).merge(one(-2.0)).merge(one(1.5));
        assert!(forth == back);
    }
}
