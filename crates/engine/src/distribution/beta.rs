//! The beta distribution. It knows no other family.

use super::univariate::{ALL_BELOW, Jet, Map, NONE_BELOW, Univariate};
use crate::special::{IncompleteBeta, Tails, normal as standard};

/// `beta(a, b)` on (0, 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
    law: IncompleteBeta,
}

impl Beta {
    pub(super) fn new(a: f64, b: f64) -> Beta {
        Beta {
            a,
            b,
            law: IncompleteBeta::new(a, b),
        }
    }
}

/// The log density at an end of the support whose exponent is `shape` − 1.
pub(super) fn log_density_at_end(shape: f64, if_one: f64) -> f64 {
    if shape < 1.0 {
        f64::INFINITY
    } else if shape > 1.0 {
        f64::NEG_INFINITY
    } else {
        if_one
    }
}

impl Univariate for Beta {
    fn log_density(&self, x: f64) -> f64 {
        if !(0.0..=1.0).contains(&x) {
            return if x.is_nan() { x } else { f64::NEG_INFINITY };
        }
        if x == 0.0 {
            return log_density_at_end(self.a, libm::log(self.b));
        }
        if x == 1.0 {
            return log_density_at_end(self.b, libm::log(self.a));
        }
        self.law.log_density_times_xy(x) - libm::log(x) - libm::log1p(-x)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        (self.a - 1.0) / x - (self.b - 1.0) / (1.0 - x)
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= 0.0 {
            NONE_BELOW
        } else if x >= 1.0 {
            ALL_BELOW
        } else {
            self.law.tails(libm::log(x) - libm::log1p(-x))
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        1.0 / (1.0 + libm::exp(-self.law.logit_quantile(tails)))
    }

    fn range(&self) -> (f64, f64) {
        (f64::MIN_POSITIVE, 1.0 - 0.5 * f64::EPSILON)
    }

    fn jet(&self, score: f64) -> (Map, Jet) {
        let logit = self.law.logit_quantile(standard::tails(score));
        let x = 1.0 / (1.0 + libm::exp(-logit));
        let y = 1.0 / (1.0 + libm::exp(logit));
        let density_ln = self.law.log_density_of_logit(logit);
        let slope = libm::exp(standard::log_density(score) - density_ln);
        let bend = slope * (-score - slope * (self.a * y - self.b * x));
        (Map::Logistic, [logit, slope, bend])
    }
}
