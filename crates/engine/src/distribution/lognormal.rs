//! The lognormal distribution. It knows no other family.

use super::univariate::{NONE_BELOW, Univariate};
use crate::special::{Tails, normal as standard};

/// `lognormal(median, sigma)`: ln x is normal with mean ln median and sd sigma > 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Lognormal {
    pub(super) ln_median: f64,
    pub(super) sigma: f64,
}

impl Lognormal {
    fn score_of(&self, x: f64) -> f64 {
        (libm::log(x) - self.ln_median) / self.sigma
    }
}

impl Univariate for Lognormal {
    fn log_density(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return f64::NEG_INFINITY;
        }
        standard::log_density(self.score_of(x)) - libm::log(self.sigma) - libm::log(x)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        -(1.0 + self.score_of(x) / self.sigma) / x
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= 0.0 {
            return NONE_BELOW;
        }
        standard::tails(self.score_of(x))
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.at_score(standard::score(tails))
    }

    fn at_score(&self, score: f64) -> f64 {
        libm::exp(self.ln_median + self.sigma * score)
    }
}
