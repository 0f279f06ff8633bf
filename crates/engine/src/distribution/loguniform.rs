//! The loguniform distribution. It knows no other family.

use super::univariate::{ALL_BELOW, Jet, Map, NONE_BELOW, Univariate};
use crate::special::{Tails, normal as standard};

/// `loguniform(low, high)`, 0 < low < high: ln x is uniform.
#[derive(Clone, Debug, PartialEq)]
pub struct Loguniform {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Loguniform {
    /// ln(high/low)
    pub(super) fn ln_width(&self) -> f64 {
        libm::log(self.high) - libm::log(self.low)
    }

    fn ln_quantile(&self, tails: Tails) -> f64 {
        if tails.below <= tails.above {
            libm::log(self.low) + tails.below * self.ln_width()
        } else {
            libm::log(self.high) - tails.above * self.ln_width()
        }
    }
}

impl Univariate for Loguniform {
    fn log_density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            return f64::NEG_INFINITY;
        }
        -libm::log(self.ln_width()) - libm::log(x)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        -1.0 / x
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= self.low {
            return NONE_BELOW;
        }
        if x >= self.high {
            return ALL_BELOW;
        }
        let ln_x = libm::log(x);
        Tails {
            below: (ln_x - libm::log(self.low)) / self.ln_width(),
            above: (libm::log(self.high) - ln_x) / self.ln_width(),
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        libm::exp(self.ln_quantile(tails)).clamp(self.low, self.high)
    }

    fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn jet(&self, score: f64) -> (Map, Jet) {
        let slope = self.ln_width() * standard::density(score);
        let ln_x = self.ln_quantile(standard::tails(score));
        (Map::Exp, [ln_x, slope, -score * slope])
    }
}
