//! The empirical distribution: given values, each as likely as the other.

use super::univariate::Univariate;
use crate::special::{Tails, normal as standard};
use std::sync::Arc;

/// `empirical("…")`
#[derive(Clone, Debug, PartialEq)]
pub struct Empirical {
    /// In the order of the file, which is the order of draws: columns of one file drawn by one
    /// score stay together, row by row.
    pub(super) values: Arc<[f64]>,
    ascending: Arc<[f64]>,
}

impl Empirical {
    /// From at least one value, all of them finite.
    pub(super) fn new(values: Arc<[f64]>) -> Empirical {
        let mut ascending = values.to_vec();
        ascending.sort_by(f64::total_cmp);
        Empirical {
            values,
            ascending: ascending.into(),
        }
    }

    /// The position at which a probability falls among `values`.
    #[inline(always)]
    pub(super) fn place(&self, below: f64) -> usize {
        let count = self.values.len();
        ((below * count as f64) as usize).min(count - 1)
    }

    fn count_below(&self, x: f64) -> usize {
        self.ascending.partition_point(|value| *value < x)
    }

    fn count_to(&self, x: f64) -> usize {
        self.ascending.partition_point(|value| *value <= x)
    }
}

impl Univariate for Empirical {
    fn log_density(&self, x: f64) -> f64 {
        let same = self.count_to(x) - self.count_below(x);
        libm::log(same as f64 / self.values.len() as f64)
    }

    fn tails(&self, x: f64) -> Tails {
        let count = self.values.len();
        let to = self.count_to(x);
        Tails {
            below: to as f64 / count as f64,
            above: (count - to) as f64 / count as f64,
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        let count = self.values.len();
        let place = (tails.below * count as f64).ceil() as usize;
        self.ascending[place.clamp(1, count) - 1]
    }

    fn at_score(&self, score: f64) -> f64 {
        self.values[self.place(standard::tails(score).below)]
    }

    fn has_mass_at(&self, x: f64) -> bool {
        self.count_to(x) > self.count_below(x)
    }
}
