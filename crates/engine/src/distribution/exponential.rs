//! The exponential distribution. It knows no other family.

use super::univariate::{Jet, Map, NONE_BELOW, Univariate};
use crate::special::{Tails, normal as standard};

/// `exponential(mean)`, mean > 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Exponential {
    pub(super) mean: f64,
}

impl Univariate for Exponential {
    fn log_density(&self, x: f64) -> f64 {
        if x < 0.0 {
            return f64::NEG_INFINITY;
        }
        -x / self.mean - libm::log(self.mean)
    }

    fn log_density_slope(&self, _x: f64) -> f64 {
        -1.0 / self.mean
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= 0.0 {
            return NONE_BELOW;
        }
        let ratio = -x / self.mean;
        Tails {
            below: -libm::expm1(ratio),
            above: libm::exp(ratio),
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.mean * means(tails)
    }

    fn range(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn jet(&self, score: f64) -> (Map, Jet) {
        let x = means(standard::tails(score));
        let ln_x = libm::log(x);
        // The density of ln x is x·e^−x.
        let slope = libm::exp(standard::log_density(score) + x - ln_x);
        let bend = slope * (-score - slope * (1.0 - x));
        (Map::Exp, [ln_x + libm::log(self.mean), slope, bend])
    }
}

/// The quantile for a mean of 1.
fn means(tails: Tails) -> f64 {
    if tails.below <= tails.above {
        -libm::log1p(-tails.below)
    } else {
        -libm::log(tails.above)
    }
}
