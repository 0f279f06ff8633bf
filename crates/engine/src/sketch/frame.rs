//! Where a sketch looks from, and in which unit: a centre, a scale, and bins by the distance.
//!
//! The frame is set once from the first numbers. Bins are octaves of 1 + |x − centre|/scale, so that
//! they grow with the distance: wherever the numbers lie, no bin between two quantiles on either
//! side of the centre is wider than its share of their distance.

/// Bins of an octave, as bits of the significand.
const BIN_BITS: u32 = 8;
pub(super) const BINS: usize = 1 << BIN_BITS;
const SIGNIFICAND_BITS: u32 = 52;
const SHIFT: u32 = SIGNIFICAND_BITS - BIN_BITS;
const EXPONENT_BIAS: u64 = 1023;
/// The bits of 1 as far as they name a bin.
const ORIGIN: u64 = EXPONENT_BIAS << BIN_BITS;

/// How far a quantile between the 5 and the 95 % one may lie from the exact one of the same
/// numbers, as a share of the distance between these two.
///
/// That distance is W. The centre, a median, lies between the two, so what is between them is d ≤ W
/// away from it, in a bin as wide as the octave's start s·2^k, at most s + d, over [`BINS`]. With
/// s ≤ W/4, and octaves that start at s·(2^k − 1), the widest such bin is that of k = 3: 8/7 · W/256.
pub const QUANTILE_ERROR: f64 = 8.0 / 7.0 / BINS as f64;

/// Sizes beyond which numbers are measured in another unit, so that no difference of two leaves the
/// finite numbers and no scale is subnormal: adding 2^960 to the greatest number leaves it as it is.
const LARGE: f64 = power_of_two(960);
const SMALL: f64 = power_of_two(-960);
/// Scale where all of the first numbers are 0: less than what is told apart of any that is not.
const SCALE_OF_ZEROS: f64 = power_of_two(-200);

/// A centre, a scale, and what recurs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    pub centre: f64,
    /// A power of two, so that whole numbers of it stay exact.
    pub scale: f64,
    pub ruler: Ruler,
    /// Numbers that recur among the first ones and are most of those in their bin, by bin.
    atoms: Vec<(i32, f64)>,
}

/// What distances are measured with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruler {
    /// What numbers are multiplied by first.
    unit: f64,
    centre: f64,
    per_scale: f64,
}

impl Ruler {
    /// The signed distance of a finite number from the centre, in scales.
    #[inline(always)]
    pub fn offset(self, x: f64) -> f64 {
        (x * self.unit - self.centre) * self.per_scale
    }
}

/// 1 and the distance, in which a bin is named. A distance beyond the finite numbers counts as the
/// greatest.
#[inline(always)]
pub(super) fn reach(offset: f64) -> f64 {
    let reach = 1.0 + offset.abs();
    if reach > f64::MAX { f64::MAX } else { reach }
}

/// The bin of an offset: ascending with it, from 0 at the centre up and from −1 down.
#[inline(always)]
pub(super) fn bin(offset: f64) -> i32 {
    let at = (reach(offset).to_bits() >> SHIFT).wrapping_sub(ORIGIN) as i32;
    if offset < 0.0 { !at } else { at }
}

impl Frame {
    /// The frame that numbers, ascending, set.
    pub fn of(ascending: &[f64]) -> Frame {
        let mut frame = Frame::without_atoms(ascending);
        frame.find_atoms(ascending);
        frame
    }

    /// Centre and scale alone.
    pub fn without_atoms(ascending: &[f64]) -> Frame {
        let count = ascending.len();
        let centre = ascending.get(count / 2).copied().unwrap_or(0.0) + 0.0;
        let scale = scale(ascending, centre);
        let unit = if centre.abs() > LARGE {
            0.25
        } else if scale < SMALL {
            power_of_two(64)
        } else {
            1.0
        };
        Frame {
            centre,
            scale,
            ruler: Ruler {
                unit,
                centre: centre * unit,
                per_scale: 1.0 / (scale * unit),
            },
            atoms: Vec::new(),
        }
    }

    fn find_atoms(&mut self, ascending: &[f64]) {
        let bin_of = |x: &f64| bin(self.ruler.offset(*x));
        for mates in ascending.chunk_by(|a, b| bin_of(a) == bin_of(b)) {
            let runs = mates.chunk_by(|a, b| a == b);
            let most = runs
                .max_by_key(|run| run.len())
                .expect("a chunk has numbers");
            if most.len() > 1 && 2 * most.len() > mates.len() {
                self.atoms.push((bin_of(&most[0]), most[0]));
            }
        }
    }

    /// A number in a bin: that which recurs there, or the one at this share of the way through.
    pub fn number(&self, bin: i32, share: f64) -> f64 {
        if let Ok(at) = self.atoms.binary_search_by_key(&bin, |atom| atom.0) {
            return self.atoms[at].1;
        }
        let (at, share) = if bin < 0 {
            (!bin, 1.0 - share)
        } else {
            (bin, share)
        };
        let low = f64::from_bits((at as u64 + ORIGIN) << SHIFT);
        let width = power_of_two(at >> BIN_BITS) / BINS as f64;
        let distance = (low - 1.0 + width * share) * self.scale;
        if bin < 0 {
            self.centre - distance
        } else {
            self.centre + distance
        }
    }
}

/// From an eighth to a quarter of the distance between the 10 and 90 % quantiles of the first numbers, which
/// is surely less than that between 5 and 95 % of all; where there is none, less than any distance.
fn scale(ascending: &[f64], centre: f64) -> f64 {
    let count = ascending.len();
    let (low, high) = match count {
        0 => (0.0, 0.0),
        _ => (ascending[count / 10], ascending[count - 1 - count / 10]),
    };
    if low < high {
        // Quartered first, as the distance may leave the finite numbers.
        return power_of_two_below(0.25 * high - 0.25 * low);
    }
    let distances = ascending.iter().map(|x| (x - centre).abs());
    let least = distances
        .filter(|distance| *distance > 0.0)
        .reduce(f64::min);
    match least {
        Some(least) => power_of_two_below(least * power_of_two(-8)),
        None if centre == 0.0 => SCALE_OF_ZEROS,
        None => power_of_two_below(centre.abs() * power_of_two(-52)),
    }
}

/// The greatest power of two that is no greater; the least one of 0.
pub(super) fn power_of_two_below(x: f64) -> f64 {
    let bits = x.to_bits();
    f64::from_bits(match bits >> SIGNIFICAND_BITS {
        0 => 1 << bits.max(1).ilog2(),
        exponent => exponent << SIGNIFICAND_BITS,
    })
}

/// 2^power of a normal number.
pub(super) const fn power_of_two(power: i32) -> f64 {
    f64::from_bits(((power + EXPONENT_BIAS as i32) as u64) << SIGNIFICAND_BITS)
}
