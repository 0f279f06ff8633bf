//! The Bernoulli distribution. It knows no other family.

use super::univariate::{ALL_BELOW, NONE_BELOW, Univariate};
use crate::special::Tails;

/// `bernoulli(p)`: 1 with probability p, else 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Bernoulli {
    pub(super) p: f64,
}

impl Univariate for Bernoulli {
    fn log_density(&self, x: f64) -> f64 {
        if x == 1.0 {
            libm::log(self.p)
        } else if x == 0.0 {
            libm::log1p(-self.p)
        } else {
            f64::NEG_INFINITY
        }
    }

    fn tails(&self, x: f64) -> Tails {
        if x < 0.0 {
            NONE_BELOW
        } else if x < 1.0 {
            Tails::from_above(self.p)
        } else {
            ALL_BELOW
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        // A certain outcome is drawn whatever the tails.
        let is_one = tails.above < self.p || self.p == 1.0;
        f64::from(u8::from(is_one))
    }

    fn has_mass_at(&self, x: f64) -> bool {
        x == 0.0 || x == 1.0
    }
}
