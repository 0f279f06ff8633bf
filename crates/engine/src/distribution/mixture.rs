//! One of several distributions, chosen by weight.
//!
//! A draw splits its score's probability: the share it falls in chooses the component, its
//! place within the share is the component's own probability. That is exact and quick, but a
//! draw is then not the quantile of its score unless the components stand in order.

use super::categorical::Categorical;
use super::univariate::Univariate;
use crate::special::{Tails, normal as standard};

/// `mixture(w0 of …, w1 of …)`
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture<D> {
    weights: Categorical,
    /// As many as weights.
    pub(super) components: Vec<D>,
}

impl<D: Univariate> Mixture<D> {
    /// From weights that are not negative and not all 0.
    pub(super) fn new(weights: &[f64], components: Vec<D>) -> Mixture<D> {
        Mixture {
            weights: Categorical::new(weights),
            components,
        }
    }

    /// The components with their weights.
    pub(super) fn into_parts(self) -> impl Iterator<Item = (f64, D)> {
        let weights = self.weights.probabilities.into_iter();
        weights.zip(self.components)
    }

    /// The component that a score chooses, and the score it hands on.
    pub(super) fn choose(&self, score: f64) -> (usize, f64) {
        /// Where rounding leaves nothing of a share's edge: half the spacing of uniform numbers.
        const EDGE: f64 = 0.25 * f64::EPSILON;
        let tails = standard::tails(score);
        let k = self.weights.category(tails);
        let weight = self.weights.probabilities[k];
        let start = if k == 0 {
            0.0
        } else {
            self.weights.ends[k - 1].below
        };
        let within = |part: f64| {
            if part > 0.0 {
                (part / weight).min(1.0)
            } else {
                EDGE
            }
        };
        let tails = Tails {
            below: within(tails.below - start),
            above: within(tails.above - self.weights.ends[k].above),
        };
        (k, standard::score(tails))
    }

    fn parts(&self) -> impl Iterator<Item = (f64, &D)> {
        let weights = self.weights.probabilities.iter().copied();
        let parts = weights.zip(&self.components);
        parts.filter(|(weight, _)| *weight > 0.0)
    }
}

impl<D: Univariate> Univariate for Mixture<D> {
    fn log_density(&self, x: f64) -> f64 {
        // Mass at a point outweighs any density there.
        let mass_only = self.has_mass_at(x);
        let terms = || {
            self.parts()
                .filter(move |(_, part)| !mass_only || part.has_mass_at(x))
                .map(move |(weight, part)| libm::log(weight) + part.log_density(x))
        };
        let largest = terms().fold(f64::NEG_INFINITY, f64::max);
        if largest.is_infinite() {
            return largest;
        }
        largest + libm::log(terms().map(|term| libm::exp(term - largest)).sum())
    }

    fn tails(&self, x: f64) -> Tails {
        let none = Tails {
            below: 0.0,
            above: 0.0,
        };
        self.parts().fold(none, |sum, (weight, part)| {
            let tails = part.tails(x);
            Tails {
                below: sum.below + weight * tails.below,
                above: sum.above + weight * tails.above,
            }
        })
    }

    /// By bisection over all floating-point numbers between the components' own quantiles.
    fn quantile(&self, tails: Tails) -> f64 {
        let quantiles = || self.parts().map(|(_, part)| part.quantile(tails));
        let mut low = rank(quantiles().fold(f64::INFINITY, f64::min));
        let mut high = rank(quantiles().fold(f64::NEG_INFINITY, f64::max));
        let lower = tails.below <= tails.above;
        while low < high {
            let middle = low + ((i128::from(high) - i128::from(low)) / 2) as i64;
            let at = self.tails(unrank(middle));
            let reached = if lower {
                at.below >= tails.below
            } else {
                at.above <= tails.above
            };
            if reached {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        unrank(high)
    }

    fn at_score(&self, score: f64) -> f64 {
        let (k, score) = self.choose(score);
        self.components[k].at_score(score)
    }

    fn has_mass_at(&self, x: f64) -> bool {
        self.parts().any(|(_, part)| part.has_mass_at(x))
    }
}

/// The place of a number in the order of all floating-point numbers.
fn rank(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// The number at a place.
fn unrank(place: i64) -> f64 {
    let bits = place ^ (((place >> 63) as u64) >> 1) as i64;
    f64::from_bits(bits as u64)
}
