//! The interval that a condition gives a claim's value: what its comparisons with other numbers leave.

use super::numbers::{Numbers, at_places};
use super::verdict::leaves;
use tenfold_ir::{Binary, PerEnsemble, Term};

/// An interval in base units; an end that is infinite is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Default for Band {
    fn default() -> Band {
        Band {
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
        }
    }
}

impl Numbers<'_> {
    /// What a condition leaves of all values; its leaves are at these places.
    pub(super) fn band(
        &self,
        value: &PerEnsemble,
        condition: &PerEnsemble,
        places: &[usize],
    ) -> Band {
        let mut band = Band::default();
        self.narrow(value, condition, places, &mut band);
        band
    }

    fn narrow(
        &self,
        value: &PerEnsemble,
        condition: &PerEnsemble,
        places: &[usize],
        band: &mut Band,
    ) {
        let Term::Binary(op, a, b) = condition else {
            return;
        };
        let (of_a, of_b) = places.split_at(leaves(a));
        if *op == Binary::And {
            self.narrow(value, a, of_a, band);
            self.narrow(value, b, of_b, band);
            return;
        }
        let is_left = **a == *value;
        let bound = match is_left {
            true => at_places(b, of_b, &self.estimates.full),
            false if **b == *value => at_places(a, of_a, &self.estimates.full),
            false => return,
        };
        let (below, above) = match op {
            Binary::Lt | Binary::Le => (is_left, !is_left),
            Binary::Gt | Binary::Ge => (!is_left, is_left),
            Binary::Eq => (true, true),
            _ => return,
        };
        // What has no value bounds nothing: the other is taken.
        if below {
            band.high = band.high.min(bound);
        }
        if above {
            band.low = band.low.max(bound);
        }
    }
}
