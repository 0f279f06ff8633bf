//! The numbers of one sign in a sketch, octave by octave.

use super::{BATCH, BUCKET_BITS, BUCKETS, SIGNIFICAND_BITS};
use tenfold_ir::math;

/// Bits of the significand that count in the moments, and those that do not. The squares of a
/// batch's numbers add up in 64 bits.
const MOMENT_BITS: u32 = 27;
const DROPPED_BITS: u32 = SIGNIFICAND_BITS + 1 - MOMENT_BITS;
const _: () = assert!(BATCH as u128 * (1 << (2 * MOMENT_BITS)) <= 1 << 64);

/// Bytes that come from memory at once.
#[cfg(target_arch = "x86_64")]
const CACHE_LINE: usize = 64;

/// Octaves in which a batch is counted aside, near at hand, before the counts go to the octaves
/// themselves.
const SPAN: usize = 32;
/// Numbers added up side by side, each in sums of its own: none waits for the one before.
const ASIDE: usize = 4;

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

    /// Takes a number of it in, so many times.
    fn insert(&mut self, bits: u64, times: u64) {
        let cut = cut(bits);
        self.sum += cut * times;
        self.squares += u128::from(cut * cut) * u128::from(times);
        self.counts[bucket(bits)] += times as u32;
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
pub(super) struct Side {
    /// The biased exponent of the first octave in the list.
    first: usize,
    octaves: Vec<Option<Box<Octave>>>,
}

impl Side {
    /// Takes a normal number of this sign in, so many times.
    pub fn insert_equal(&mut self, value: f64, times: u64) {
        let bits = value.to_bits();
        self.octave(exponent(bits)).insert(bits, times);
    }

    /// Takes a batch of normal numbers of this sign in; `low` and `high` are the exponents of the
    /// least and of the greatest absolute value among them.
    pub fn insert(&mut self, values: &[f64], low: usize, high: usize) {
        self.prefetch(low, high);
        for low in (low..=high).step_by(SPAN) {
            let (sums, counts) = count_aside(values, low);
            for (at, counts) in counts.iter().enumerate() {
                let [sum, squares] =
                    [0, 1].map(|moment| sums.iter().map(|sums| sums[at][moment]).sum::<u64>());
                if sum > 0 {
                    let octave = self.octave(low + at);
                    octave.sum += sum;
                    octave.squares += u128::from(squares);
                    for (count, more) in octave.counts.iter_mut().zip(counts) {
                        *count += u32::from(*more);
                    }
                }
            }
        }
    }

    /// Has octaves on their way from memory while a batch is counted aside.
    fn prefetch(&self, low: usize, high: usize) {
        let from = low.saturating_sub(self.first).min(self.octaves.len());
        let to = (high + 1)
            .saturating_sub(self.first)
            .min(self.octaves.len());
        for octave in self.octaves[from..to].iter().flatten() {
            let start = std::ptr::from_ref(&**octave).cast::<i8>();
            for line in (0..size_of::<Octave>()).step_by(CACHE_LINE) {
                #[cfg(target_arch = "x86_64")]
                // SAFETY: within the octave; and a prefetch reads nothing the program can see.
                unsafe {
                    use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
                    _mm_prefetch::<_MM_HINT_T0>(start.add(line));
                }
            }
        }
    }

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

    pub fn merge(&mut self, other: Side) {
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

    /// The sums of the numbers' absolute values and of their squares.
    pub fn moments(&self) -> (f64, f64) {
        self.filled()
            .fold((0.0, 0.0), |(sum, squares), (exponent, octave)| {
                let (more, more_squares) = octave.moments(exponent);
                (sum + more, squares + more_squares)
            })
    }

    /// The absolute value at a rank, counted from the least up or from the greatest down; if it
    /// lies beyond, how many numbers there are.
    pub fn at_rank(&self, rank: f64, descending: bool) -> Result<f64, f64> {
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

/// Of the numbers whose exponent is among the [`SPAN`] from `low` on: sums of significands and of
/// their squares, and counts, by octave.
#[inline(always)]
fn count_aside(values: &[f64], low: usize) -> ([[[u64; 2]; SPAN]; ASIDE], [[u16; BUCKETS]; SPAN]) {
    let mut sums = [[[0; 2]; SPAN]; ASIDE];
    let mut counts = [[0; BUCKETS]; SPAN];
    for values in values.chunks(ASIDE) {
        for (sums, value) in sums.iter_mut().zip(values) {
            let bits = value.to_bits();
            let cut = cut(bits);
            let at = exponent(bits).wrapping_sub(low);
            if at < SPAN {
                sums[at][0] += cut;
                sums[at][1] += cut * cut;
                counts[at][bucket(bits)] += 1;
            }
        }
    }
    (sums, counts)
}

/// The biased exponent.
#[inline(always)]
pub(super) fn exponent(bits: u64) -> usize {
    (bits >> SIGNIFICAND_BITS) as usize & 0x7ff
}

/// The significand as far as it counts in the moments.
#[inline(always)]
fn cut(bits: u64) -> u64 {
    ((bits & ((1 << SIGNIFICAND_BITS) - 1)) | 1 << SIGNIFICAND_BITS) >> DROPPED_BITS
}

#[inline(always)]
fn bucket(bits: u64) -> usize {
    (bits >> (SIGNIFICAND_BITS - BUCKET_BITS)) as usize % BUCKETS
}

/// What 1 in the last place of a significand is worth in an octave.
fn significand_unit(exponent: usize) -> f64 {
    let power = exponent as i32 - 1075;
    // In two steps, as 2^−1074 is no power of a normal number.
    math::powi(2.0, power / 2) * math::powi(2.0, power - power / 2)
}

/// The least number of a bucket and its width.
fn bounds(exponent: usize, bucket: usize) -> (f64, f64) {
    let shift = SIGNIFICAND_BITS - BUCKET_BITS;
    let low = ((exponent as u64) << SIGNIFICAND_BITS) | ((bucket as u64) << shift);
    let width = (1_u64 << shift) as f64 * significand_unit(exponent);
    (f64::from_bits(low), width)
}
