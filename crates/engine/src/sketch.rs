//! A histogram on the top bits of floating-point numbers: quantiles within a stated relative error,
//! moments from exact integer sums, and a merge that gives the same bits in any order.
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

/// The numbers of one sign from one octave.
#[derive(Clone, Debug, PartialEq)]
struct Octave {
    /// Of their 53-bit significands.
    sum: u128,
    /// Of the squares of these, as 192 bits: low and high.
    squares: (u128, u64),
    /// How many fell into each bucket, modulo 2^32.
    counts: [u32; BUCKETS],
    /// How often each count went round; rare enough to stand apart.
    rounds: Option<Box<[u32; BUCKETS]>>,
}

impl Octave {
    fn new() -> Box<Octave> {
        Box::new(Octave {
            sum: 0,
            squares: (0, 0),
            counts: [0; BUCKETS],
            rounds: None,
        })
    }

    #[inline(always)]
    fn insert(&mut self, significand: u64, bucket: usize) {
        self.sum += u128::from(significand);
        self.add_square(u128::from(significand) * u128::from(significand), 0);
        self.add_count(bucket, 1);
    }

    #[inline(always)]
    fn add_square(&mut self, low: u128, high: u64) {
        let (sum, carries) = self.squares.0.overflowing_add(low);
        self.squares = (sum, self.squares.1 + high + u64::from(carries));
    }

    #[inline(always)]
    fn add_count(&mut self, bucket: usize, count: u32) {
        let (sum, goes_round) = self.counts[bucket].overflowing_add(count);
        self.counts[bucket] = sum;
        if goes_round {
            self.add_round(bucket, 1);
        }
    }

    #[cold]
    fn add_round(&mut self, bucket: usize, rounds: u32) {
        self.rounds.get_or_insert_with(|| Box::new([0; BUCKETS]))[bucket] += rounds;
    }

    fn count(&self, bucket: usize) -> u64 {
        let rounds = self.rounds.as_ref().map_or(0, |rounds| rounds[bucket]);
        u64::from(rounds) << 32 | u64::from(self.counts[bucket])
    }

    fn merge(&mut self, other: &Octave) {
        self.sum += other.sum;
        self.add_square(other.squares.0, other.squares.1);
        for bucket in 0..BUCKETS {
            self.add_count(bucket, other.counts[bucket]);
        }
        if let Some(rounds) = &other.rounds {
            for (bucket, &rounds) in rounds.iter().enumerate().filter(|(_, r)| **r > 0) {
                self.add_round(bucket, rounds);
            }
        }
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

    /// Octaves with their biased exponents, ascending.
    fn filled(&self) -> impl DoubleEndedIterator<Item = (usize, &Octave)> {
        (self.octaves.iter().enumerate())
            .filter_map(|(at, octave)| Some((self.first + at, &**octave.as_ref()?)))
    }

    /// Sum and sum of squares, and how many.
    fn moments(&self) -> (f64, f64) {
        self.filled()
            .fold((0.0, 0.0), |(sum, squares), (exponent, octave)| {
                let unit = significand_unit(exponent);
                let square = octave.squares.1 as f64 * 2_f64.powi(128) + octave.squares.0 as f64;
                (
                    sum + octave.sum as f64 * unit,
                    squares + (square * unit) * unit,
                )
            })
    }
}

/// What 1 in the last place of a significand is worth in an octave.
fn significand_unit(exponent: usize) -> f64 {
    let power = exponent.max(1) as i32 - 1075;
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
            if exponent == 0x7ff || value == 0.0 {
                self.insert_special(value);
                continue;
            }
            let fraction = bits & ((1 << SIGNIFICAND_BITS) - 1);
            let bucket = (fraction >> (SIGNIFICAND_BITS - BUCKET_BITS)) as usize;
            let significand = fraction | u64::from(exponent != 0) << SIGNIFICAND_BITS;
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
        if value == 0.0 {
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
        let within = |value: f64| value.clamp(least, greatest);
        for (exponent, octave) in self.negative.filled().rev() {
            for bucket in (0..BUCKETS).rev() {
                let count = octave.count(bucket) as f64;
                if rank < before + count {
                    let (low, width) = bounds(exponent, bucket);
                    let share = (rank - before + 0.5) / count;
                    return Some(within(-(low + width * (1.0 - share.min(1.0)))));
                }
                before += count;
            }
        }
        before += self.zeros as f64;
        if rank < before {
            return Some(0.0);
        }
        for (exponent, octave) in self.positive.filled() {
            for bucket in 0..BUCKETS {
                let count = octave.count(bucket) as f64;
                if rank < before + count {
                    let (low, width) = bounds(exponent, bucket);
                    let share = (rank - before + 0.5) / count;
                    return Some(within(low + width * share.min(1.0)));
                }
                before += count;
            }
        }
        Some(greatest)
    }

    /// The mean, of sums that are exact; infinite or NaN if the numbers are.
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

    /// The standard deviation, of sums that are exact, with n − 1; `None` for under two numbers.
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
