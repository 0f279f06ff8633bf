//! The uniform distribution. It knows no other family.

use super::univariate::Univariate;
use crate::special::Tails;

/// `uniform(low, high)`, low < high.
#[derive(Clone, Debug, PartialEq)]
pub struct Uniform {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Univariate for Uniform {
    fn log_density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            return f64::NEG_INFINITY;
        }
        -libm::log(self.high - self.low)
    }

    fn log_density_slope(&self, _x: f64) -> f64 {
        0.0
    }

    fn tails(&self, x: f64) -> Tails {
        let width = self.high - self.low;
        Tails {
            below: ((x - self.low) / width).clamp(0.0, 1.0),
            above: ((self.high - x) / width).clamp(0.0, 1.0),
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        let width = self.high - self.low;
        if tails.below <= tails.above {
            self.low + tails.below * width
        } else {
            self.high - tails.above * width
        }
    }

    fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}
