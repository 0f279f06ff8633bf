//! A continuous distribution kept between bounds, both of which belong to it.

use super::univariate::{ALL_BELOW, NONE_BELOW, Univariate};
use crate::special::Tails;

/// `… truncated low to high`
#[derive(Clone, Debug, PartialEq)]
pub struct Truncated<D> {
    base: Box<D>,
    low: f64,
    high: f64,
    /// The base's tails at the bounds.
    at_low: Tails,
    at_high: Tails,
    /// The base's probability between the bounds.
    pub(super) mass: f64,
}

/// Less than this between the bounds has lost its digits.
pub(super) const MASS_MIN: f64 = 1e-290;

impl<D: Univariate> Truncated<D> {
    /// The base between two bounds; none where it has less than [`MASS_MIN`] there.
    pub(super) fn new(base: D, low: f64, high: f64) -> Option<Truncated<D>> {
        let tails_at = |x: f64| match x {
            f64::NEG_INFINITY => NONE_BELOW,
            f64::INFINITY => ALL_BELOW,
            x => base.tails(x),
        };
        let (at_low, at_high) = (tails_at(low), tails_at(high));
        // The difference of the smaller tails keeps its digits.
        let mass = if at_low.below <= at_low.above {
            at_high.below - at_low.below
        } else {
            at_low.above - at_high.above
        };
        (mass >= MASS_MIN).then(|| Truncated {
            base: Box::new(base),
            low,
            high,
            at_low,
            at_high,
            mass,
        })
    }
}

impl<D: Univariate> Univariate for Truncated<D> {
    fn log_density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            return f64::NEG_INFINITY;
        }
        self.base.log_density(x) - libm::log(self.mass)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        self.base.log_density_slope(x)
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= self.low {
            return NONE_BELOW;
        }
        if x >= self.high {
            return ALL_BELOW;
        }
        let at = self.base.tails(x);
        let below = if at.below <= at.above {
            at.below - self.at_low.below
        } else {
            self.at_low.above - at.above
        };
        let above = if at.above <= at.below {
            at.above - self.at_high.above
        } else {
            self.at_high.below - at.below
        };
        Tails {
            below: (below / self.mass).clamp(0.0, 1.0),
            above: (above / self.mass).clamp(0.0, 1.0),
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        // Sums of what is not negative: both keep their digits.
        let in_base = Tails {
            below: self.at_low.below + tails.below * self.mass,
            above: self.at_high.above + tails.above * self.mass,
        };
        let x = self.base.quantile(in_base);
        x.clamp(self.low, self.high)
    }

    fn range(&self) -> (f64, f64) {
        // Bounds tighter than the base's own guard against underflow win over it.
        let (least, greatest) = self.base.range();
        let least = least.max(self.low).min(self.high);
        (least, greatest.min(self.high).max(least))
    }
}
