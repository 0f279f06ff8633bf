//! The exponential distribution. It knows no other family.

use super::{NONE_BELOW, Tails, Univariate};

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
        let ln_above = if tails.below <= tails.above {
            libm::log1p(-tails.below)
        } else {
            libm::log(tails.above)
        };
        -self.mean * ln_above
    }

    fn range(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }
}
