//! Where a sketch looks from, and in which unit: a centre, a scale, and bins by the distance.
//!
//! The frame is set once from the first numbers. Bins are octaves of 1 + |x − centre|/scale, so that
//! they grow with the distance: wherever the numbers lie, no bin between two quantiles on either
//! side of the centre is wider than its share of their distance. The centre is a median. Numbers of
//! many orders of magnitude are seen from 0 instead, so that a bin is a share of the number itself:
//! of a quantity between 1 and 10^18, people read the median too.

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
///
/// Seen from 0, d is at most the greater of the two: at most W if their signs differ, so that s + d is
/// below 9/8 · W as s ≤ W/8; and if the other is a 16th of it or less, d is at most 16/15 · W and s
/// at most 1/120 · W. All are below 8/7 · W.
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
    pub near: Near,
}

/// The octaves on either side of the centre that most numbers are in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    pub below: u32,
    pub above: u32,
}

impl Near {
    /// Those beside a median. On the other side may be as much.
    const BESIDE_MEDIAN: Near = Near { below: 4, above: 4 };
    /// The most on one side, so that a sketch stays small.
    const OCTAVES_MAX: u32 = 64;

    /// Those beside 0 of numbers, ascending, but for 2 % of them on either end.
    fn beside_zero(ascending: &[f64], scale: f64) -> Near {
        let rare = ascending.len() / 50;
        let octaves = |x: f64| {
            let reach = (x.max(0.0) / scale + 1.0).min(power_of_two(Near::OCTAVES_MAX as i32 - 1));
            (bin(reach - 1.0) >> BIN_BITS) as u32 + 1
        };
        let below = -ascending[rare];
        Near {
            below: if below > 0.0 { octaves(below) } else { 0 },
            above: octaves(ascending[ascending.len() - 1 - rare]),
        }
    }

    /// Bins below the centre.
    pub fn bins_below(self) -> usize {
        self.below as usize * BINS
    }

    /// Bins on both sides.
    pub fn bins(self) -> usize {
        self.bins_below() + self.above as usize * BINS
    }

    /// 1 and the distance stay below 2 to this power.
    pub fn octaves(self) -> u32 {
        self.below.max(self.above)
    }
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
        let ends = match count {
            0 => (0.0, 0.0),
            _ => (ascending[count / 10], ascending[count - 1 - count / 10]),
        };
        let median = ascending.get(count / 2).copied().unwrap_or(0.0) + 0.0;
        let (centre, scale, near) = match scale_of_magnitudes(ascending, ends) {
            Some(scale) => (0.0, scale, Near::beside_zero(ascending, scale)),
            None => {
                let scale = scale_of_distances(ascending, median, ends);
                (median, scale, Near::BESIDE_MEDIAN)
            }
        };
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
                near,
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

/// How many times its lower quartile the upper one of magnitudes is where they are of many orders:
/// more than of any normal (3.6) or uniform numbers around 0, which have none.
const MANY_ORDERS: f64 = 4.0;
/// What a number of one sign is of a greater one that 0 may be the centre of both; see [`QUANTILE_ERROR`].
const BESIDE_GREATER: f64 = 1.0 / 16.0;

/// The scale about 0 of numbers whose magnitudes are of many orders: at most an eighth of what 2 % of them
/// are below, and of the distance between the 10 and 90 % quantiles; where there is none, less than any
/// of them. `None` where they are not of many orders, or where 0 is far from all of them.
fn scale_of_magnitudes(ascending: &[f64], (low, high): (f64, f64)) -> Option<f64> {
    let (less, more) = match low.abs() < high.abs() {
        true => (low, high),
        false => (high, low),
    };
    let is_about_zero = less == 0.0 || (less < 0.0) != (more < 0.0);
    if !is_about_zero && less.abs() > more.abs() * BESIDE_GREATER {
        return None;
    }
    let (below, rest) = ascending.split_at(ascending.partition_point(|x| *x < 0.0));
    let above = &rest[rest.partition_point(|x| *x == 0.0)..];
    let below = below.iter().rev().map(|x| -x);
    let mut magnitudes: Vec<f64> = below.chain(above.iter().copied()).collect();
    magnitudes.sort_by(f64::total_cmp);
    let count = magnitudes.len();
    let quartiles = (
        magnitudes.get(count / 4)?,
        magnitudes[count - 1 - count / 4],
    );
    if quartiles.1 * (1.0 / MANY_ORDERS) < *quartiles.0 {
        return None;
    }
    let small = magnitudes[count / 50] * power_of_two(-3);
    // Where most numbers are 0, few magnitudes tell which the small ones are.
    let within = 0.125 * high - 0.125 * low;
    let scale = power_of_two_below(match within > 0.0 {
        true => small.min(within),
        false => magnitudes[0] * power_of_two(-8),
    });
    // So that what is far greater still than these has bins of its own.
    Some(scale.max(power_of_two_below(quartiles.1 * power_of_two(-700))))
}

/// The scale about a centre: from an eighth to a quarter of the distance between the 10 and 90 %
/// quantiles of the first numbers, which is surely less than that between 5 and 95 % of all; where
/// there is none, less than any distance.
fn scale_of_distances(ascending: &[f64], centre: f64, (low, high): (f64, f64)) -> f64 {
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
