//! Many numbers, summarised in memory that does not grow with them: quantiles, mean and standard
//! deviation, to the same bits in whatever order and parts the numbers came.
//!
//! The first [`HELD_MAX`] numbers are held as they are, and all that is said of them is exact. They
//! set a frame then (`frame`): a centre and a scale. From there on numbers are counted in bins
//! (`bins`) by their distance from the centre. Sketches merge that hold their numbers or have one frame; which
//! numbers are the first is for those who split the work to agree on.

mod bins;
mod frame;
#[cfg(test)]
mod tests;

use crate::path::{Path, for_each_path};
use crate::prefetch::prefetch;
use crate::quantile::by_rank;
use bins::{BATCH, Bins, Moments};
use frame::Frame;
use std::sync::Arc;
use tenfold_ir::math;

pub use frame::QUANTILE_ERROR;

/// Numbers that are held one by one, and that set the frame.
pub(crate) const HELD_MAX: usize = 1024;

/// Numbers that are compared side by side; a power of two.
const ROW: usize = 32;

/// Draws that a summary can be of: what a bin can count.
pub const DRAWS_MAX: u64 = u32::MAX as u64;

/// Many numbers, summarised; equal for the same numbers in whatever order and parts they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The finite numbers, ascending, as long as there is no frame.
    held: Vec<f64>,
    bins: Option<Box<Bins>>,
    finite: u64,
    /// The least and the greatest finite number, if any.
    range: Option<(f64, f64)>,
    /// How many were −∞ and +∞.
    infinite: [u64; 2],
    /// How many were NaN.
    undefined: u64,
}

impl Sketch {
    /// Takes the numbers in. Infinite ones are beyond all others, and those that are NaN are counted
    /// and are otherwise none.
    pub fn insert(&mut self, values: &[f64]) {
        let path = Path::detect();
        for values in values.chunks(BATCH) {
            let (least, greatest) = range(path, values);
            if least == greatest {
                self.insert_equal(least, values.len() as u64);
            } else if least.is_finite() && greatest.is_finite() {
                self.insert_finite(path, values, (least, greatest));
            } else {
                self.insert_mixed(path, values);
            }
        }
    }

    /// Has what leads to the bins on its way from memory, and the bins once that is there.
    pub(crate) fn prefetch(&self, is_near: bool) {
        match self.bins.as_deref() {
            Some(bins) if is_near => bins.prefetch(),
            Some(bins) => prefetch(std::slice::from_ref(bins)),
            None => {}
        }
    }

    /// Takes in the numbers that are not NaN, which count nowhere.
    pub(crate) fn insert_defined(&mut self, values: &[f64]) {
        let undefined = self.undefined;
        self.insert(values);
        self.undefined = undefined;
    }

    /// Takes the same number in so many times.
    pub fn insert_equal(&mut self, value: f64, times: u64) {
        if times == 0 || self.is_apart(value, times) {
            return;
        }
        self.widen(value, value, times);
        let held = match self.bins {
            Some(_) => 0,
            None => times.min((HELD_MAX - self.held.len()) as u64),
        };
        let at = self.held.partition_point(|have| *have < value);
        // −0 counts as 0, so that no order shows.
        let own = std::iter::repeat_n(value + 0.0, held as usize);
        self.held.splice(at..at, own);
        if held < times {
            self.bins_mut().insert_equal(value, times - held);
        }
    }

    fn insert_mixed(&mut self, path: Path, values: &[f64]) {
        let mut finite = Vec::with_capacity(values.len());
        for &value in values {
            if !self.is_apart(value, 1) {
                finite.push(value);
            }
        }
        if !finite.is_empty() {
            let range = range(path, &finite);
            self.insert_finite(path, &finite, range);
        }
    }

    /// Counts a number that is not finite.
    fn is_apart(&mut self, value: f64, times: u64) -> bool {
        if value.is_nan() {
            self.undefined += times;
        } else if value.is_infinite() {
            self.infinite[usize::from(value > 0.0)] += times;
        }
        !value.is_finite()
    }

    fn insert_finite(&mut self, path: Path, values: &[f64], (least, greatest): (f64, f64)) {
        self.widen(least, greatest, values.len() as u64);
        let held = match self.bins {
            Some(_) => 0,
            None => values.len().min(HELD_MAX - self.held.len()),
        };
        let (first, rest) = values.split_at(held);
        if !first.is_empty() {
            self.hold(first.iter().map(|value| value + 0.0));
        }
        if !rest.is_empty() {
            self.bins_mut().insert(path, rest);
        }
    }

    fn hold(&mut self, values: impl Iterator<Item = f64>) {
        self.held.extend(values);
        self.held.sort_by(f64::total_cmp);
    }

    /// Counts finite numbers, of which these are the least and the greatest.
    fn widen(&mut self, least: f64, greatest: f64, count: u64) {
        self.finite += count;
        let (least, greatest) = (least + 0.0, greatest + 0.0);
        let (low, high) = self.range.unwrap_or((least, greatest));
        self.range = Some((low.min(least), high.max(greatest)));
    }

    /// The bins; what was held until now sets their frame.
    fn bins_mut(&mut self) -> &mut Bins {
        let held = std::mem::take(&mut self.held);
        self.bins.get_or_insert_with(|| {
            let mut bins = Bins::new(Arc::new(Frame::of(&held)));
            held.chunks(BATCH)
                .for_each(|held| bins.insert(Path::detect(), held));
            Box::new(bins)
        })
    }

    /// One without numbers, whose frame is what this one has or what its numbers set.
    pub fn framed(&self) -> Sketch {
        let frame = match &self.bins {
            Some(bins) => bins.frame.clone(),
            None => Arc::new(Frame::of(&self.held)),
        };
        Sketch {
            bins: Some(Box::new(Bins::new(frame))),
            ..Sketch::default()
        }
    }

    /// Takes the numbers of another sketch in.
    ///
    /// # Panics
    /// If both have frames, and not the same; or if they hold more than is held.
    pub fn merge(&mut self, mut other: Sketch) {
        self.infinite[0] += other.infinite[0];
        self.infinite[1] += other.infinite[1];
        self.undefined += other.undefined;
        if let Some((low, high)) = other.range {
            self.widen(low, high, other.finite);
        }
        if self.bins.is_none() {
            std::mem::swap(&mut self.bins, &mut other.bins);
            std::mem::swap(&mut self.held, &mut other.held);
        }
        // Now the other one has no bins, or both have.
        let held = other.held.as_slice();
        match (&mut self.bins, other.bins) {
            (Some(own), Some(bins)) => own.merge(*bins),
            (Some(own), None) => held
                .chunks(BATCH)
                .for_each(|held| own.insert(Path::detect(), held)),
            (None, _) => {
                self.hold(held.iter().copied());
                let both = self.held.len();
                assert!(both <= HELD_MAX, "{both} numbers without a frame");
            }
        }
    }

    /// How many numbers, infinite ones included.
    pub fn count(&self) -> u64 {
        self.finite + self.infinite[0] + self.infinite[1]
    }

    /// How many were −∞ and +∞.
    pub fn infinite(&self) -> [u64; 2] {
        self.infinite
    }

    /// How many were NaN, and count nowhere else.
    pub fn undefined(&self) -> u64 {
        self.undefined
    }

    /// The least and the greatest, exactly.
    pub fn range(&self) -> Option<(f64, f64)> {
        let (least, greatest) = self.range.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        let [below, above] = self.infinite.map(|count| count > 0);
        (self.count() > 0).then_some((
            if below { f64::NEG_INFINITY } else { least },
            if above { f64::INFINITY } else { greatest },
        ))
    }

    /// By how much a quantile between the 5 and the 95 % one may miss the exact one of the same numbers,
    /// as a share of the distance between these two: none while the numbers are held.
    pub fn quantile_error(&self) -> f64 {
        self.bins.as_ref().map_or(0.0, |_| QUANTILE_ERROR)
    }

    /// The number below which a share `p` of all of them lies, from 0 to 1, as
    /// [`quantile`](crate::quantile()) says of the numbers themselves, within
    /// [`Sketch::quantile_error`]. `None` without numbers.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        by_rank(self.count(), p, |rank| self.at(rank))
    }

    /// The number at a rank, from 0 up.
    fn at(&self, rank: u64) -> f64 {
        let Some(rank) = rank.checked_sub(self.infinite[0]) else {
            return f64::NEG_INFINITY;
        };
        let Some((least, greatest)) = self.range.filter(|_| rank < self.finite) else {
            return f64::INFINITY;
        };
        match &self.bins {
            None => self.held[rank as usize],
            Some(_) if rank == 0 => least,
            Some(_) if rank == self.finite - 1 => greatest,
            Some(bins) => bins.at(rank).clamp(least, greatest),
        }
    }

    /// The mean, to 2^−24 of the distances that set the frame; infinite or NaN if the numbers are.
    pub fn mean(&self) -> Option<f64> {
        let (least, greatest) = self.range()?;
        if least == greatest {
            return Some(least);
        }
        if self.infinite != [0, 0] {
            return Some(least + greatest);
        }
        let (centre, scale, moments) = self.moments();
        let mean = moments.sum / self.finite as f64 * moments.unit * scale;
        Some((centre + mean).clamp(least, greatest))
    }

    /// The standard deviation, with n − 1, as exact as the mean; `None` for under two numbers.
    pub fn sd(&self) -> Option<f64> {
        let (least, greatest) = self.range()?;
        if self.count() < 2 {
            return None;
        }
        if self.infinite != [0, 0] {
            return Some(f64::NAN);
        }
        if least == greatest {
            return Some(0.0);
        }
        // The centre is a median, at most a standard deviation from the mean: little cancels.
        let (_, scale, moments) = self.moments();
        let count = self.finite as f64;
        let squares = moments.squares - moments.sum * (moments.sum / count);
        Some((squares.max(0.0) / (count - 1.0)).sqrt() * moments.unit * scale)
    }

    /// A centre, a scale, and the moments of offsets from the one in units of the other.
    fn moments(&self) -> (f64, f64, Moments) {
        if let Some(bins) = &self.bins {
            return (bins.frame.centre, bins.frame.scale, bins.moments());
        }
        let frame = Frame::without_atoms(&self.held);
        let moments = Moments::of(self.held.iter().map(|value| frame.ruler.offset(*value)));
        (frame.centre, frame.scale, moments)
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
