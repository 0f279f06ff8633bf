//! The categorical distribution. It knows no other family.

use super::univariate::{ALL_BELOW, NONE_BELOW, Univariate};
use crate::special::Tails;

/// `categorical(p0, p1, …)`: 0, 1, … with the given probabilities.
#[derive(Clone, Debug, PartialEq)]
pub struct Categorical {
    /// Sum to 1.
    pub(super) probabilities: Vec<f64>,
    /// The tails of each category, itself counted below; the last that is possible ends at 1.
    pub(super) ends: Vec<Tails>,
}

impl Categorical {
    /// From weights that are not negative and not all 0.
    pub(super) fn new(weights: &[f64]) -> Categorical {
        let total: f64 = weights.iter().sum();
        let probabilities: Vec<f64> = weights.iter().map(|w| w / total).collect();
        let ends = ends(&probabilities);
        Categorical {
            probabilities,
            ends,
        }
    }

    /// The category whose share of the probability holds the point.
    pub(super) fn category(&self, tails: Tails) -> usize {
        let at = self.ends.partition_point(|end| end.above > tails.above);
        let possible = self.probabilities[at..].iter().position(|p| *p > 0.0);
        at + possible.unwrap_or(0)
    }

    fn index(&self, x: f64) -> Option<usize> {
        let index = x as usize;
        (index as f64 == x && index < self.ends.len()).then_some(index)
    }
}

/// The running sums from both sides.
fn ends(probabilities: &[f64]) -> Vec<Tails> {
    let mut ends = vec![ALL_BELOW; probabilities.len()];
    let mut above = 0.0;
    for (end, p) in ends.iter_mut().zip(probabilities).rev() {
        end.above = above;
        above += p;
    }
    let mut below = 0.0;
    for (end, p) in ends.iter_mut().zip(probabilities) {
        below += p;
        end.below = if end.above == 0.0 { 1.0 } else { below };
    }
    ends
}

impl Univariate for Categorical {
    fn log_density(&self, x: f64) -> f64 {
        self.index(x)
            .map_or(f64::NEG_INFINITY, |k| libm::log(self.probabilities[k]))
    }

    fn tails(&self, x: f64) -> Tails {
        if x < 0.0 {
            return NONE_BELOW;
        }
        let last = self.ends.len() - 1;
        self.ends[(x as usize).min(last)]
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.category(tails) as f64
    }

    fn has_mass_at(&self, x: f64) -> bool {
        self.index(x).is_some_and(|k| self.probabilities[k] > 0.0)
    }
}
