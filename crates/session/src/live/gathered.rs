//! What is gathered of draws as they pass: sketches, dates, and the first draws one by one.
//!
//! Each draw is run once: an answer of more draws is that of fewer, gone on with.

use rayon::prelude::*;
use tenfold_engine::{Collected, Dates, Sketch};
use tenfold_ir::TimeSpec;

/// Draws that are kept one by one, for ranks and scatters.
const KEPT: usize = 2_000;

/// Draws of one world, whose columns are numbers at times, then the dates of milestones.
pub(crate) struct Gathered {
    pub(crate) draws: u64,
    pub(crate) diverged: u64,
    /// By column of numbers.
    pub(crate) numbers: Vec<Sketch>,
    pub(crate) milestones: Vec<Dates>,
    /// The first draws, one by one.
    pub(crate) first: Collected,
}

impl Gathered {
    /// Of no draws yet.
    pub(crate) fn new(numbers: usize, milestones: usize, time: &TimeSpec) -> Gathered {
        Gathered {
            draws: 0,
            diverged: 0,
            numbers: vec![Sketch::default(); numbers],
            milestones: vec![Dates::new(time); milestones],
            first: Collected::default(),
        }
    }

    /// Takes in the next draws.
    pub(crate) fn add(&mut self, next: &Collected) {
        self.draws += next.diverged.len() as u64;
        self.diverged += next.diverged.iter().flatten().count() as u64;
        let (numbers, dates) = next.columns.split_at(self.numbers.len());
        let all = self.numbers.par_iter_mut().zip(numbers);
        all.for_each(|(sketch, column)| sketch.insert(column));
        let all = self.milestones.par_iter_mut().zip(dates);
        all.for_each(|(dates, column)| {
            for (date, diverged) in column.iter().zip(&next.diverged) {
                dates.insert(*date, diverged.map(|place| place.step));
            }
        });
        self.keep(next);
    }

    fn keep(&mut self, next: &Collected) {
        let first = &mut self.first;
        let room = KEPT.saturating_sub(first.diverged.len());
        let count = room.min(next.diverged.len());
        let pairs = [
            (&mut first.params, &next.params),
            (&mut first.columns, &next.columns),
        ];
        for (own, next) in pairs {
            own.resize_with(next.len(), Vec::new);
            for (own, next) in own.iter_mut().zip(next) {
                own.extend_from_slice(&next[..count]);
            }
        }
        first.diverged.extend_from_slice(&next.diverged[..count]);
    }
}

/// The same draws of two worlds: what differs within each.
pub(crate) struct Gaps {
    /// By column of numbers: the second less the first; undefined where both are infinite.
    pub(crate) numbers: Vec<Sketch>,
    /// By milestone, then by year.
    pub(crate) milestones: Vec<Vec<Moved>>,
    /// The ends of years, calendar years.
    ends: Vec<f64>,
}

/// How a milestone's having come by a date differs within draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moved {
    /// Draws of which it is known in both worlds.
    pub(crate) known: u64,
    /// Draws in which it has come in the second alone.
    pub(crate) gained: u64,
    /// In the first alone.
    pub(crate) lost: u64,
}

impl Moved {
    fn add(&mut self, (first, second): (f64, f64), end: f64) {
        self.known += 1;
        self.gained += u64::from(second < end && first >= end);
        self.lost += u64::from(first < end && second >= end);
    }

    /// The mean difference, and its variance over draws, each of which counts 1, −1 or 0.
    pub(crate) fn mean_and_variance(&self) -> (f64, f64) {
        let known = self.known.max(1) as f64;
        let (gained, lost) = (self.gained as f64 / known, self.lost as f64 / known);
        let mean = gained - lost;
        (mean, (gained + lost - mean * mean).max(0.0))
    }
}

impl Gaps {
    /// Of no draws yet; `ends` are the dates by which a milestone's coming is compared.
    pub(crate) fn new(numbers: usize, milestones: usize, ends: Vec<f64>) -> Gaps {
        Gaps {
            numbers: vec![Sketch::default(); numbers],
            milestones: vec![vec![Moved::default(); ends.len()]; milestones],
            ends,
        }
    }

    /// Takes in the same draws of both worlds.
    pub(crate) fn add(&mut self, first: &Collected, second: &Collected) {
        let (numbers, dates) = second.columns.split_at(self.numbers.len());
        let all = self.numbers.par_iter_mut().zip(&first.columns).zip(numbers);
        all.for_each(|((sketch, own), other)| {
            let gaps = own.iter().zip(other).map(|(own, other)| other - own);
            sketch.insert(&gaps.collect::<Vec<f64>>());
        });
        let own = &first.columns[self.numbers.len()..];
        let all = self.milestones.par_iter_mut().zip(own).zip(dates);
        all.for_each(|((years, own), other)| {
            let pairs = own.iter().copied().zip(other.iter().copied());
            for pair in pairs.filter(|(own, other)| !own.is_nan() && !other.is_nan()) {
                let all = years.iter_mut().zip(&self.ends);
                all.for_each(|(moved, end)| moved.add(pair, *end));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_ir::Method;

    const NEVER: f64 = f64::INFINITY;

    /// A number at one time and a milestone, three draws.
    fn draws(numbers: [f64; 3], dates: [f64; 3]) -> Collected {
        Collected {
            params: vec![vec![0.0; 3]],
            columns: vec![numbers.to_vec(), dates.to_vec()],
            diverged: vec![None; 3],
        }
    }

    #[test]
    fn what_both_worlds_share_is_in_no_difference() {
        let first = draws([1.0, 20.0, NEVER], [2020.5, 2022.5, NEVER]);
        let second = draws([3.0, 22.0, NEVER], [2021.5, 2020.5, 2020.5]);
        let mut gaps = Gaps::new(1, 1, vec![2021.0, 2022.0]);
        gaps.add(&first, &second);
        assert_eq!(
            (gaps.numbers[0].mean(), gaps.numbers[0].sd()),
            (Some(2.0), Some(0.0))
        );
        // By 2021 one is lost and two are gained; by 2022 two are gained.
        let found = gaps.milestones[0].iter().map(Moved::mean_and_variance);
        let found: Vec<(f64, f64)> = found.collect();
        let third = 1.0 / 3.0;
        let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() + (a.1 - b.1).abs() < 1e-12;
        assert!(near(found[0], (third, 1.0 - third * third)), "{found:?}");
        assert!(
            near(found[1], (2.0 * third, 2.0 * third - 4.0 * third * third)),
            "{found:?}"
        );
    }

    #[test]
    fn parts_of_draws_are_what_all_of_them_are() {
        let time = TimeSpec {
            start: 2020.0,
            dt: 0.5,
            steps: 10,
            method: Method::Euler,
        };
        let parts = [
            draws([1.0, 2.0, 3.0], [2021.0, 2022.0, NEVER]),
            draws([5.0, 4.0, f64::NAN], [2023.0, NEVER, 2020.5]),
        ];
        let mut gathered = Gathered::new(1, 1, &time);
        parts.iter().for_each(|part| gathered.add(part));
        assert_eq!((gathered.draws, gathered.numbers[0].count()), (6, 5));
        assert_eq!(gathered.numbers[0].quantile(0.5), Some(3.0));
        assert_eq!(gathered.milestones[0].reached(), 4.0 / 6.0);
        assert_eq!(gathered.first.columns[0].len(), 6);
    }
}
