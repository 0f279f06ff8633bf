//! The gamma distribution. It shares with the beta only the behaviour at an end of its support.

use super::beta::log_density_at_end;
use super::univariate::{Jet, Map, NONE_BELOW, Univariate};
use crate::special::{IncompleteGamma, Tails, normal as standard};

/// `gamma(shape, scale)`: mean shape·scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Gamma {
    shape: f64,
    scale: f64,
    law: IncompleteGamma,
}

impl Gamma {
    pub(super) fn new(shape: f64, scale: f64) -> Gamma {
        Gamma {
            shape,
            scale,
            law: IncompleteGamma::new(shape),
        }
    }
}

impl Univariate for Gamma {
    fn log_density(&self, x: f64) -> f64 {
        if x < 0.0 || x == f64::INFINITY {
            return f64::NEG_INFINITY;
        }
        if x == 0.0 {
            return log_density_at_end(self.shape, -libm::log(self.scale));
        }
        let ln_ratio = libm::log(x) - libm::log(self.scale);
        self.law.log_density_of_ln(ln_ratio) - libm::log(x)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        (self.shape - 1.0) / x - 1.0 / self.scale
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= 0.0 {
            return NONE_BELOW;
        }
        self.law.tails(libm::log(x) - libm::log(self.scale))
    }

    fn quantile(&self, tails: Tails) -> f64 {
        libm::exp(self.law.ln_quantile(tails) + libm::log(self.scale))
    }

    fn range(&self) -> (f64, f64) {
        (f64::MIN_POSITIVE, f64::INFINITY)
    }

    fn jet(&self, score: f64) -> (Map, Jet) {
        let ln_ratio = self.law.ln_quantile(standard::tails(score));
        let density_ln = self.law.log_density_of_ln(ln_ratio);
        let slope = libm::exp(standard::log_density(score) - density_ln);
        let bend = slope * (-score - slope * (self.shape - libm::exp(ln_ratio)));
        (Map::Exp, [ln_ratio + libm::log(self.scale), slope, bend])
    }
}
