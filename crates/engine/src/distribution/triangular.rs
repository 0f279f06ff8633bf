//! The triangular distribution. It knows no other family.

use super::univariate::{ALL_BELOW, NONE_BELOW, Univariate};
use crate::special::Tails;

/// `triangular(low, mode, high)`, low ≤ mode ≤ high, low < high.
#[derive(Clone, Debug, PartialEq)]
pub struct Triangular {
    pub(super) low: f64,
    pub(super) mode: f64,
    pub(super) high: f64,
}

impl Univariate for Triangular {
    fn log_density(&self, x: f64) -> f64 {
        let &Triangular { low, mode, high } = self;
        if x < low || x > high {
            f64::NEG_INFINITY
        } else if x == mode {
            libm::log(2.0 / (high - low))
        } else if x < mode {
            libm::log(2.0 / (high - low) * ((x - low) / (mode - low)))
        } else {
            libm::log(2.0 / (high - low) * ((high - x) / (high - mode)))
        }
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        if x < self.mode {
            1.0 / (x - self.low)
        } else {
            -1.0 / (self.high - x)
        }
    }

    fn tails(&self, x: f64) -> Tails {
        let &Triangular { low, mode, high } = self;
        if x <= low {
            NONE_BELOW
        } else if x >= high {
            ALL_BELOW
        } else if x < mode {
            Tails::from_below((x - low) / (high - low) * ((x - low) / (mode - low)))
        } else {
            Tails::from_above((high - x) / (high - low) * ((high - x) / (high - mode)))
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.at(tails.below, tails.above)
    }

    fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

impl Triangular {
    /// The quantile from both tails, without a branch, so that a loop over scores vectorises.
    #[inline(always)]
    pub(super) fn at(&self, below: f64, above: f64) -> f64 {
        let &Triangular { low, mode, high } = self;
        let width = high - low;
        let share = (mode - low) / width;
        let rising = low + width * (below * share).sqrt();
        let falling = high - width * (above * ((high - mode) / width)).sqrt();
        if below <= share { rising } else { falling }
    }
}
