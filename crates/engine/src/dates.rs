//! When milestones come, in all draws: dates counted in narrow bins, mergeable in any order.
//!
//! A bin knows its least and its greatest date, so that dates that many draws share stay exact.

use std::collections::BTreeMap;
use tenfold_ir::TimeSpec;

/// Bins that the time simulated is cut into.
const BINS: f64 = 16_384.0;

/// Numbers in bins of equal width, of which only those that hold any take memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    width: f64,
    bins: BTreeMap<i64, Bin>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bin {
    count: u64,
    least: f64,
    greatest: f64,
}

impl Bin {
    fn add(&mut self, other: Bin) {
        self.count += other.count;
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }

    /// Its number of this rank, from 0, as if they were evenly spread.
    fn number(&self, rank: u64) -> f64 {
        let last = self.count.saturating_sub(1).max(1) as f64;
        self.least + rank as f64 / last * (self.greatest - self.least)
    }
}

impl Histogram {
    /// Of dates of a run, or of differences between two.
    pub fn new(time: &TimeSpec) -> Histogram {
        let span = time.at(time.steps) - time.start;
        Histogram {
            width: if span > 0.0 { span / BINS } else { 1.0 },
            bins: BTreeMap::new(),
        }
    }

    /// Takes a finite number in.
    pub fn insert(&mut self, x: f64) {
        let bin = Bin {
            count: 1,
            least: x,
            greatest: x,
        };
        self.add((x / self.width).floor() as i64, bin);
    }

    fn add(&mut self, at: i64, bin: Bin) {
        let own = self.bins.entry(at).or_insert(Bin { count: 0, ..bin });
        own.add(bin);
    }

    /// Takes the numbers of another in, of the same run.
    pub fn merge(&mut self, other: Histogram) {
        for (at, bin) in other.bins {
            self.add(at, bin);
        }
    }

    /// How many numbers.
    pub fn count(&self) -> u64 {
        self.bins.values().map(|bin| bin.count).sum()
    }

    /// How many lie below a number, to a part of a bin.
    pub fn below(&self, x: f64) -> f64 {
        let counts = self.bins.values().map(|bin| {
            let share = if bin.greatest < x {
                1.0
            } else if bin.least >= x {
                0.0
            } else {
                (x - bin.least) / (bin.greatest - bin.least)
            };
            share * bin.count as f64
        });
        // A sum of no numbers is −0.
        counts.sum::<f64>() + 0.0
    }

    /// The number that has so many others before it, to a part of a bin; none beyond the last.
    pub fn at_rank(&self, rank: u64) -> Option<f64> {
        let mut before = 0;
        for bin in self.bins.values() {
            if rank < before + bin.count {
                return Some(bin.number(rank - before));
            }
            before += bin.count;
        }
        None
    }

    /// The numbers in ascending order, as bins: the least, the greatest, and how many.
    pub fn bins(&self) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
        let bins = self.bins.values();
        bins.map(|bin| (bin.least, bin.greatest, bin.count))
    }
}

/// When a milestone comes, over the draws of an ensemble.
///
/// A draw that diverges before it has reached it is in no share from then on; what others reached before
/// they diverged stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Dates {
    time: TimeSpec,
    dates: Histogram,
    never: u64,
    /// Draws that diverged before they reached it, by the step.
    lost: BTreeMap<u32, u64>,
}

impl Dates {
    /// Of no draws yet.
    pub fn new(time: &TimeSpec) -> Dates {
        Dates {
            time: *time,
            dates: Histogram::new(time),
            never: 0,
            lost: BTreeMap::new(),
        }
    }

    /// Of the same milestone, and no draws yet.
    pub(crate) fn emptied(&self) -> Dates {
        Dates::new(&self.time)
    }

    /// Takes a draw in: its date, infinite for never, and the step at which it diverged.
    pub fn insert(&mut self, date: f64, diverged: Option<u32>) {
        match diverged {
            _ if date.is_finite() => self.dates.insert(date),
            None => self.never += 1,
            Some(step) => *self.lost.entry(step).or_insert(0) += 1,
        }
    }

    /// Takes the draws of another in, of the same run.
    pub fn merge(&mut self, other: Dates) {
        self.dates.merge(other.dates);
        self.never += other.never;
        for (step, count) in other.lost {
            *self.lost.entry(step).or_insert(0) += count;
        }
    }

    /// The dates of those that reach it.
    pub fn histogram(&self) -> &Histogram {
        &self.dates
    }

    /// How many draws reach it or never do; of the others nobody knows.
    pub fn known(&self) -> u64 {
        self.dates.count() + self.never
    }

    /// The share of all draws that diverge before they reach it.
    pub fn left_out(&self) -> f64 {
        let lost: u64 = self.lost.values().sum();
        lost as f64 / (lost + self.known()).max(1) as f64
    }

    /// The share that reaches it by the end, of the draws of which that is known; NaN if it is of none.
    pub fn reached(&self) -> f64 {
        self.dates.count() as f64 / self.known() as f64
    }

    /// The share that reaches it before a date, of the draws that have reached it or have not diverged by
    /// then; NaN if there are none.
    pub fn before(&self, date: f64) -> f64 {
        let lost = self.lost.iter();
        let lost = lost.filter(|(step, _)| self.time.at(**step) >= date);
        let later: u64 = lost.map(|(_, count)| count).sum();
        self.dates.below(date) / (self.known() + later) as f64
    }

    /// The first date by which a share of the draws of which that is known has reached it; none if that
    /// is never.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let rank = (p * self.known() as f64).ceil() as u64;
        self.dates.at_rank(rank.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tenfold_ir::Method;

    const TIME: TimeSpec = TimeSpec {
        start: 2020.0,
        dt: 0.25,
        steps: 40,
        method: Method::Euler,
    };

    #[test]
    fn draws_that_diverge_are_left_out_from_then_on() {
        let mut dates = Dates::new(&TIME);
        // 2 in 2021, 1 in 2025 which diverges after; never; one is lost in 2022, one in 2028.
        for date in [2021.0, 2021.0] {
            dates.insert(date, None);
        }
        dates.insert(2025.0, Some(30));
        dates.insert(f64::INFINITY, None);
        dates.insert(f64::NAN, Some(8));
        dates.insert(f64::NAN, Some(32));
        assert_eq!((dates.known(), dates.reached()), (4, 0.75));
        assert_eq!(dates.left_out(), 2.0 / 6.0);
        assert_eq!(dates.before(2021.0), 0.0);
        assert_eq!(dates.before(2021.5), 2.0 / 6.0);
        assert_eq!(dates.before(2023.0), 2.0 / 5.0);
        assert_eq!(dates.before(2030.0), 3.0 / 4.0);
        assert_eq!(dates.quantile(0.5), Some(2021.0));
        assert_eq!(dates.quantile(0.75), Some(2025.0));
        assert_eq!(dates.quantile(0.76), None);
    }

    proptest! {
        /// Quantiles are within a bin of those of the dates themselves, in whatever parts they came.
        #[test]
        fn quantiles_are_those_of_the_dates(
            steps in prop::collection::vec(0.0..40.0_f64, 1..200), split in 0..200_usize, p in 0.0..=1.0_f64,
        ) {
            let dates: Vec<f64> = steps.iter().map(|step| TIME.after(*step)).collect();
            let of = |dates: &[f64]| {
                let mut all = Dates::new(&TIME);
                dates.iter().for_each(|date| all.insert(*date, None));
                all
            };
            let (first, second) = dates.split_at(split.min(dates.len()));
            let mut joined = of(second);
            joined.merge(of(first));
            prop_assert_eq!(&joined, &of(&dates));
            let mut sorted = dates.clone();
            sorted.sort_by(f64::total_cmp);
            let rank = ((p * dates.len() as f64).ceil() as usize).max(1) - 1;
            let found = joined.quantile(p).unwrap();
            prop_assert!((found - sorted[rank]).abs() <= 10.0 / BINS);
            let before = dates.iter().filter(|date| **date < found).count() as f64;
            prop_assert!((joined.before(found) * dates.len() as f64 - before).abs() <= 2.0 + before * 0.05);
        }
    }
}
