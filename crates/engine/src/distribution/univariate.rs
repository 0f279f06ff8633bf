//! What every family of distributions can do.

use crate::special::{Tails, normal as standard};

/// A value and its first two derivatives with respect to the score.
pub type Jet = [f64; 3];

/// From the variable in which a family's quantile is computed to the value drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Map {
    /// The value itself.
    Identity,
    /// The value's logarithm.
    Exp,
    /// The value's logit.
    Logistic,
}

/// What every family can do.
pub trait Univariate {
    /// The logarithm of the density at x, or of the mass where x carries some; −∞ outside the
    /// support.
    fn log_density(&self, x: f64) -> f64;

    /// The derivative of the log density at x inside the support; NaN where there is no density.
    fn log_density_slope(&self, _x: f64) -> f64 {
        f64::NAN
    }

    /// The probabilities of being at or below x, and above it.
    fn tails(&self, x: f64) -> Tails;

    /// The least x with at least `tails.below` at or below it.
    fn quantile(&self, tails: Tails) -> f64;

    /// The least and the greatest value that a draw can have.
    fn range(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }

    /// The draw of a score.
    fn at_score(&self, score: f64) -> f64 {
        let (least, greatest) = self.range();
        self.quantile(standard::tails(score)).clamp(least, greatest)
    }

    /// Whether x carries mass.
    fn has_mass_at(&self, _x: f64) -> bool {
        false
    }

    /// The draw of a score and its derivatives, in the variable of the map.
    fn jet(&self, score: f64) -> (Map, Jet) {
        let x = self.quantile(standard::tails(score));
        // φ(z)·dz = f(x)·dx; differentiate once more for the second.
        let slope = libm::exp(standard::log_density(score) - self.log_density(x));
        let bend = slope * (-score - slope * self.log_density_slope(x));
        (Map::Identity, [x, slope, bend])
    }
}

/// The tails of a point below and above the whole support.
pub(super) const NONE_BELOW: Tails = Tails {
    below: 0.0,
    above: 1.0,
};

pub(super) const ALL_BELOW: Tails = Tails {
    below: 1.0,
    above: 0.0,
};
