//! The normal distribution. It knows no other family.

use super::univariate::Univariate;
use crate::special::{Tails, normal as standard};

/// `normal(mean, sd)`, sd > 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Normal {
    pub(super) mean: f64,
    pub(super) sd: f64,
}

impl Univariate for Normal {
    fn log_density(&self, x: f64) -> f64 {
        standard::log_density((x - self.mean) / self.sd) - libm::log(self.sd)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        (self.mean - x) / self.sd / self.sd
    }

    fn tails(&self, x: f64) -> Tails {
        standard::tails((x - self.mean) / self.sd)
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.at_score(standard::score(tails))
    }

    fn at_score(&self, score: f64) -> f64 {
        self.mean + self.sd * score
    }
}
