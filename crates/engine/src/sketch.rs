//! A histogram on the top bits of floating-point numbers: quantiles within a stated relative error,
//! moments from integer sums, and a merge that gives the same bits in any order.
//!
//! Every octave from 2^e to 2^(e+1) has 128 buckets of equal width, so that a bucket's width is at
//! most 1/128 of the numbers in it. Octaves take memory once a number falls into them. The idea is
//! that of DDSketch (Masson, Rim and Lee, VLDB 12, 2019), with the number's own bits as its index.

/// Bits of the significand that name a bucket.
const BUCKET_BITS: u32 = 7;
const BUCKETS: usize = 1 << BUCKET_BITS;
const SIGNIFICAND_BITS: u32 = 52;

/// A bound on the relative error of every quantile of normal numbers: the width of a bucket.
pub const QUANTILE_ERROR: f64 = 1.0 / BUCKETS as f64;

/// Bits of the significand that count in the moments, and those that do not.
const MOMENT_BITS: u32 = 32;
const DROPPED_BITS: u32 = SIGNIFICAND_BITS + 1 - MOMENT_BITS;

/// Draws that a summary can be of: what a bucket can count.
pub const DRAWS_MAX: u64 = u32::MAX as u64;

/// The numbers of one sign from one octave.
#[derive(Clone, Debug, PartialEq)]
struct Octave {
    /// Of their significands, cut to [`MOMENT_BITS`] bits.
    sum: u64,
    /// Of the squares of these.
    squares: u128,
    /// How many fell into each bucket.
    counts: [u32; BUCKETS],
}

impl Octave {
    fn new() -> Box<Octave> {
        Box::new(Octave {
            sum: 0,
            squares: 0,
            counts: [0; BUCKETS],
        })
    }

    #[inline(always)]
    fn insert(&mut self, significand: u64, bucket: usize) {
        let cut = significand >> DROPPED_BITS;
        self.sum += cut;
        self.squares += u128::from(cut * cut);
        self.counts[bucket] += 1;
    }

    fn count(&self) -> u64 {
        self.counts.iter().map(|&count| u64::from(count)).sum()
    }

    fn merge(&mut self, other: &Octave) {
        self.sum += other.sum;
        self.squares += other.squares;
        for (count, other) in self.counts.iter_mut().zip(&other.counts) {
            *count += other;
        }
    }

    /// The sums of the numbers and of their squares. The bits cut off count as half of the last
    /// one kept, which they are on average.
    fn moments(&self, exponent: usize) -> (f64, f64) {
        let unit = significand_unit(exponent) * (1_u64 << DROPPED_BITS) as f64;
        let (count, sum) = (self.count() as f64, self.sum as f64);
        let squares = self.squares as f64 + sum + 0.25 * count;
        ((sum + 0.5 * count) * unit, (squares * unit) * unit)
    }
}

/// The numbers of one sign.
#[derive(Clone, Debug, Default, PartialEq)]
struct Side {
    /// The biased exponent of the first octave in the list.
    first: usize,
    octaves: Vec<Option<Box<Octave>>>,
}

impl Side {
    #[inline(always)]
    fn octave(&mut self, exponent: usize) -> &mut Octave {
        let at = exponent.wrapping_sub(self.first);
        if at >= self.octaves.len() || self.octaves[at].is_none() {
            self.grow(exponent);
        }
        let at = exponent - self.first;
        self.octaves[at].as_mut().expect("grown to hold it")
    }

    #[cold]
    fn grow(&mut self, exponent: usize) {
        if self.octaves.is_empty() {
            self.first = exponent;
        }
        if exponent < self.first {
            let missing = self.first - exponent;
            self.octaves.splice(0..0, (0..missing).map(|_| None));
            self.first = exponent;
        }
        let at = exponent - self.first;
        if at >= self.octaves.len() {
            self.octaves.resize(at + 1, None);
        }
        self.octaves[at].get_or_insert_with(Octave::new);
    }

    fn merge(&mut self, other: Side) {
        for (at, octave) in other.octaves.into_iter().enumerate() {
            let Some(octave) = octave else { continue };
            let exponent = other.first + at;
            let own = exponent.wrapping_sub(self.first);
            match self.octaves.get_mut(own) {
                Some(place @ None) => *place = Some(octave),
                _ => self.octave(exponent).merge(&octave),
            }
        }
    }

    /// Octaves with their biased exponents.
    fn filled(&self) -> impl Iterator<Item = (usize, &Octave)> {
        (self.octaves.iter().enumerate())
            .filter_map(|(at, octave)| Some((self.first + at, &**octave.as_ref()?)))
    }

    /// The sums of the numbers and of their squares.
    fn moments(&self) -> (f64, f64) {
        self.filled()
            .fold((0.0, 0.0), |(sum, squares), (exponent, octave)| {
                let (more, more_squares) = octave.moments(exponent);
                (sum + more, squares + more_squares)
            })
    }

    /// The absolute value at a rank, counted from the least up or from the greatest down; if it
    /// lies beyond, how many numbers there are.
    fn at_rank(&self, rank: f64, descending: bool) -> Result<f64, f64> {
        let mut before = 0.0;
        for nth in 0..self.octaves.len() {
            let at = if descending {
                self.octaves.len() - 1 - nth
            } else {
                nth
            };
            let Some(octave) = &self.octaves[at] else {
                continue;
            };
            let exponent = self.first + at;
            let count = octave.count() as f64;
            if rank >= before + count {
                before += count;
                continue;
            }
            for nth in 0..BUCKETS {
                let bucket = if descending { BUCKETS - 1 - nth } else { nth };
                let count = f64::from(octave.counts[bucket]);
                if rank < before + count {
                    let (low, width) = bounds(exponent, bucket);
                    let share = ((rank - before + 0.5) / count).min(1.0);
                    let share = if descending { 1.0 - share } else { share };
                    return Ok(low + width * share);
                }
                before += count;
            }
        }
        Err(before)
    }
}

/// What 1 in the last place of a significand is worth in an octave.
fn significand_unit(exponent: usize) -> f64 {
    let power = exponent as i32 - 1075;
    // In two steps, as 2^−1074 is no power of a normal number.
    2_f64.powi(power / 2) * 2_f64.powi(power - power / 2)
}

/// The least number of a bucket and its width.
fn bounds(exponent: usize, bucket: usize) -> (f64, f64) {
    let shift = SIGNIFICAND_BITS - BUCKET_BITS;
    let low = ((exponent as u64) << SIGNIFICAND_BITS) | ((bucket as u64) << shift);
    let width = (1_u64 << shift) as f64 * significand_unit(exponent);
    (f64::from_bits(low), width)
}

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
        for &value in values {
            let bits = value.to_bits();
            let exponent = (bits >> SIGNIFICAND_BITS) as usize & 0x7ff;
            if exponent == 0 || exponent == 0x7ff {
                self.insert_special(value);
                continue;
            }
            let fraction = bits & ((1 << SIGNIFICAND_BITS) - 1);
            let bucket = (fraction >> (SIGNIFICAND_BITS - BUCKET_BITS)) as usize;
            let significand = fraction | 1 << SIGNIFICAND_BITS;
            let side = if value < 0.0 {
                &mut self.negative
            } else {
                &mut self.positive
            };
            side.octave(exponent).insert(significand, bucket);
            self.finite += 1;
        }
        self.widen(values);
    }

    #[cold]
    fn insert_special(&mut self, value: f64) {
        assert!(
            !value.is_nan(),
            "a value that is no number is not summarised"
        );
        if value.is_finite() {
            self.zeros += 1;
            self.finite += 1;
        } else {
            self.infinite[usize::from(value > 0.0)] += 1;
        }
    }

    fn widen(&mut self, values: &[f64]) {
        let Some(&first) = values.first() else { return };
        // −0 counts as 0, so that the range does not depend on the order.
        let start = self.range.unwrap_or((first + 0.0, first + 0.0));
        let widened = values.iter().fold(start, |(low, high), &value| {
            let value = value + 0.0;
            (
                if value < low { value } else { low },
                if value > high { value } else { high },
            )
        });
        self.range = Some(widened);
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
            self.widen(&[low, high]);
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

    /// The mean, to 2^−32 of the numbers' size; infinite or NaN if the numbers are.
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

    /// The standard deviation, with n − 1, to 2^−32 of the numbers' size; `None` for under two numbers.
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
