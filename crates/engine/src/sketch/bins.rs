//! Counts by bin, and the sums that moments are made of. All are whole numbers: neither order nor
//! parts show.

use super::frame::{BINS, Frame, Near, Ruler, bin, power_of_two, power_of_two_below, reach};
use crate::path::{Path, for_each_path};
use crate::prefetch::prefetch;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Numbers that are taken in at once.
pub(super) const BATCH: usize = 512;

/// Bits of an offset that counts in the moments of what is near, the octaves' own among them.
const NEAR_BITS: i32 = 27;
// The squares of a batch's offsets add up in 64 bits.
const _: () = assert!(BATCH as u128 * (1 << (2 * NEAR_BITS)) <= 1 << 63);
/// Adding it to a number of under 2^51 leaves the nearest whole number in the last bits.
const ROUND: f64 = (3_u64 << 51) as f64;
/// Bits of a far number's significand that count in the moments.
const FAR_BITS: i32 = 27;

/// Numbers that are placed side by side.
const ROW: usize = 16;

/// Many finite numbers, by their distance from a centre.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bins {
    pub frame: Arc<Frame>,
    /// Exactly at the centre.
    centre: u64,
    /// By bin, ascending, but for those at the centre; empty as long as all are there. After the bins
    /// what a batch has far away, until that is taken in.
    near: Vec<u32>,
    /// Of the offsets near, in units of which [`NEAR_BITS`] bits reach as far as the octaves near do.
    sum: i64,
    /// Of their squares.
    squares: u128,
    /// Octaves far away: those above the centre by their number, those below by its complement.
    far: BTreeMap<i32, Box<Octave>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Octave {
    /// Of 1 and the distance, cut to [`FAR_BITS`] bits.
    sum: u64,
    squares: u128,
    counts: [u32; BINS],
}

/// Sums over numbers of offsets from the centre, in units of a power of two of scales.
pub(super) struct Moments {
    pub sum: f64,
    pub squares: f64,
    pub unit: f64,
}

impl Moments {
    /// Of offsets themselves.
    pub fn of(offsets: impl Iterator<Item = f64> + Clone) -> Moments {
        let reach = offsets.clone().map(reach).fold(1.0, f64::max);
        let unit = power_of_two_below(reach);
        let mut moments = Moments {
            sum: 0.0,
            squares: 0.0,
            unit,
        };
        for offset in offsets {
            let offset = offset.clamp(-f64::MAX, f64::MAX) / unit;
            moments.sum += offset;
            moments.squares += offset * offset;
        }
        moments
    }
}

impl Bins {
    pub fn new(frame: Arc<Frame>) -> Bins {
        Bins {
            frame,
            centre: 0,
            near: Vec::new(),
            sum: 0,
            squares: 0,
            far: BTreeMap::new(),
        }
    }

    /// Takes a finite number in, so many times.
    pub fn insert_equal(&mut self, value: f64, times: u64) {
        let offset = self.frame.ruler.offset(value);
        if offset == 0.0 {
            self.centre += times;
            return;
        }
        let near = Place::of(self.frame.ruler.near);
        let placed = near.place(offset);
        if placed.slot == near.far {
            self.insert_far(offset, times);
            return;
        }
        self.near_mut()[placed.slot as usize] += times as u32;
        self.sum += placed.rounded * times as i64;
        self.squares += (placed.rounded * placed.rounded) as u128 * u128::from(times);
    }

    /// Takes a batch of finite numbers in.
    pub fn insert(&mut self, path: Path, values: &[f64]) {
        let ruler = self.frame.ruler;
        let mut slots = [0; BATCH];
        let (rows, rest) = values.as_chunks::<ROW>();
        let (row_slots, rest_slots) = slots[..values.len()].as_chunks_mut::<ROW>();
        let sums = place_rows(path, ruler, rows, row_slots);
        let more = place_rows(
            path,
            ruler,
            rest.as_chunks::<1>().0,
            rest_slots.as_chunks_mut::<1>().0,
        );
        let centre = sums.centre + more.centre;
        self.centre += centre;
        if centre == values.len() as u64 {
            return;
        }
        let far_slot = ruler.near.bins();
        let near = self.near_mut();
        for slot in &slots[..values.len()] {
            near[*slot as usize] += 1;
        }
        near[ruler.near.bins_below()] -= centre as u32;
        let far = std::mem::take(&mut near[far_slot]);
        self.sum += sums.sum + more.sum;
        self.squares += u128::from(sums.squares) + u128::from(more.squares);
        if far > 0 {
            for (value, slot) in values.iter().zip(&slots) {
                if *slot as usize == far_slot {
                    self.insert_far(ruler.offset(*value), 1);
                }
            }
        }
    }

    fn near_mut(&mut self) -> &mut [u32] {
        if self.near.is_empty() {
            self.near = vec![0; self.frame.ruler.near.bins() + 1];
        }
        &mut self.near
    }

    fn insert_far(&mut self, offset: f64, times: u64) {
        self.near_mut();
        let bin = bin(offset);
        let octave = self.far.entry(bin >> BINS.ilog2()).or_default();
        let significand = reach(offset).to_bits() & ((1 << 52) - 1) | 1 << 52;
        let dropped = 53 - FAR_BITS;
        let cut = (significand + (1 << (dropped - 1))) >> dropped;
        octave.sum += cut * times;
        octave.squares += u128::from(cut * cut) * u128::from(times);
        octave.counts[bin as usize % BINS] += times as u32;
    }

    /// Has the array on its way from memory.
    pub fn prefetch(&self) {
        prefetch(&self.near);
    }

    /// Takes the numbers of others on the same frame in.
    pub fn merge(&mut self, other: Bins) {
        assert!(
            self.frame == other.frame,
            "sketches of one frame merge: draws of one seed have it"
        );
        self.centre += other.centre;
        self.sum += other.sum;
        self.squares += other.squares;
        if self.near.is_empty() {
            self.near = other.near;
        } else {
            for (count, more) in self.near.iter_mut().zip(&other.near) {
                *count += more;
            }
        }
        for (key, octave) in other.far {
            let own = self.far.entry(key).or_default();
            own.sum += octave.sum;
            own.squares += octave.squares;
            for (count, more) in own.counts.iter_mut().zip(&octave.counts) {
                *count += more;
            }
        }
    }

    /// The number at a rank, counted from the least up.
    pub fn at(&self, mut rank: u64) -> f64 {
        let (below, above) = (self.far.range(..0), self.far.range(0..));
        let octaves_below = self.frame.ruler.near.below as usize;
        let near = self.near.as_chunks::<BINS>().0;
        let (near_below, near_above) = near.split_at(octaves_below.min(near.len()));
        let below = below.map(|(key, octave)| (*key, &octave.counts));
        let below = below.chain((-(octaves_below as i32)..).zip(near_below));
        if let Some(found) = self.among(below, &mut rank) {
            return found;
        }
        if rank < self.centre {
            return self.frame.centre;
        }
        rank -= self.centre;
        let above = above.map(|(key, octave)| (*key, &octave.counts));
        let above = (0..).zip(near_above).chain(above);
        let found = self.among(above, &mut rank);
        found.expect("a rank below the count")
    }

    /// The number at a rank of those in some octaves; where they are fewer, the rank is what is left.
    fn among<'a>(
        &self,
        octaves: impl Iterator<Item = (i32, &'a [u32; BINS])>,
        rank: &mut u64,
    ) -> Option<f64> {
        for (key, counts) in octaves {
            let all = total(counts);
            if *rank >= all {
                *rank -= all;
                continue;
            }
            for (at, count) in counts.iter().enumerate() {
                let count = u64::from(*count);
                if *rank < count {
                    let share = (*rank as f64 + 0.5) / count as f64;
                    let bin = (key << BINS.ilog2()) + at as i32;
                    return Some(self.frame.number(bin, share));
                }
                *rank -= count;
            }
        }
        None
    }

    pub fn moments(&self) -> Moments {
        let octave = |key: i32| if key < 0 { !key } else { key };
        let top = self.far.keys().map(|key| octave(*key)).max().unwrap_or(0);
        // In the unit of the farthest octave, so that no square leaves the finite numbers; what is
        // 2^1000 times nearer is nothing beside it.
        let power = |power: i32| power_of_two((power - top).max(-1000));
        let octaves = self.frame.ruler.near.octaves() as i32;
        let last = power(octaves) * power_of_two(-NEAR_BITS);
        let mut moments = Moments {
            sum: self.sum as f64 * last,
            squares: self.squares as f64 * last * last,
            unit: power_of_two(top),
        };
        for (key, found) in &self.far {
            let last = power(octave(*key)) * power_of_two(1 - FAR_BITS);
            let (one, count) = (power(0), total(&found.counts) as f64);
            let sum = found.sum as f64 * last;
            // (y − 1)² of y, which is 1 and the distance.
            let squares = found.squares as f64 * last * last;
            moments.squares += squares - one * (2.0 * sum - count * one);
            let distances = sum - count * one;
            moments.sum += if *key < 0 { -distances } else { distances };
        }
        moments
    }
}

fn total(counts: &[u32; BINS]) -> u64 {
    counts.iter().map(|&count| u64::from(count)).sum()
}

impl Default for Octave {
    fn default() -> Self {
        Octave {
            sum: 0,
            squares: 0,
            counts: [0; BINS],
        }
    }
}

/// Where an offset counts.
struct Placed {
    /// In the array of what is near, or beyond its bins.
    slot: u32,
    /// The offset as it counts in the moments; 0 of what is far.
    rounded: i64,
}

/// What finds it.
#[derive(Clone, Copy)]
struct Place {
    below: i32,
    /// The slot of what is far.
    far: u32,
    /// What makes an offset a number of units of the moments.
    fine: f64,
}

impl Place {
    fn of(near: Near) -> Place {
        Place {
            below: near.bins_below() as i32,
            far: near.bins() as u32,
            fine: power_of_two(NEAR_BITS - near.octaves() as i32),
        }
    }

    #[inline(always)]
    fn place(self, offset: f64) -> Placed {
        let slot = bin(offset).wrapping_add(self.below) as u32;
        let is_near = slot < self.far;
        let rounded = offset * self.fine + ROUND;
        let rounded = (rounded.to_bits() as i64).wrapping_sub(ROUND.to_bits() as i64);
        Placed {
            slot: if is_near { slot } else { self.far },
            rounded: if is_near { rounded } else { 0 },
        }
    }
}

/// Sums over a batch.
struct Sums {
    sum: i64,
    squares: u64,
    centre: u64,
}

for_each_path! {
    fn place_rows<const L: usize>(
        ruler: Ruler, rows: &[[f64; L]], slots: &mut [[u32; L]],
    ) -> Sums {
        let near = Place::of(ruler.near);
        let (mut sum, mut squares, mut centre) = ([0_i64; L], [0_u64; L], [0_u64; L]);
        for (row, slots) in rows.iter().zip(slots) {
            for lane in 0..L {
                let offset = ruler.offset(row[lane]);
                let placed = near.place(offset);
                slots[lane] = placed.slot;
                sum[lane] += placed.rounded;
                // Of 28 bits: the product of their low halves is all of it.
                squares[lane] += (i64::from(placed.rounded as i32) * i64::from(placed.rounded as i32)) as u64;
                centre[lane] += u64::from(offset == 0.0);
            }
        }
        Sums {
            sum: sum.iter().sum(),
            squares: squares.iter().sum(),
            centre: centre.iter().sum(),
        }
    }
}
