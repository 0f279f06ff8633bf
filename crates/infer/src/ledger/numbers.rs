//! Estimates of statistics, and the numbers that claims make of them, with their errors.

use tenfold_ir::{PerEnsemble, Term};

/// Relative difference at which two numbers still count as equal, as in tests.
pub(super) const EQUAL_WITHIN: f64 = 1e-9;

/// Where the statistics of a claim's terms are, in the order of their leaves.
pub(super) struct Places {
    pub(super) of_value: Vec<usize>,
    pub(super) of_holds: Vec<usize>,
    pub(super) of_tension: Vec<usize>,
}

/// Every statistic of all draws, and of each replicate.
pub(super) struct Estimates {
    pub(super) full: Vec<f64>,
    pub(super) replicates: Vec<Vec<f64>>,
}

/// The numbers of a claim, with their errors.
pub(super) struct Numbers<'e> {
    pub(super) estimates: &'e Estimates,
    pub(super) places: &'e Places,
    pub(super) inflation: f64,
    pub(super) units: u64,
}

impl Numbers<'_> {
    /// The standard error of something made of statistics: 0 where all replicates agree, infinite
    /// where they do not agree on whether it is finite.
    pub(super) fn spread(&self, of: impl Fn(&[f64]) -> f64) -> f64 {
        let values = self.estimates.replicates.iter().map(|one| of(one));
        let values: Vec<f64> = values.collect();
        let first = values.first().copied().unwrap_or(f64::NAN);
        if values
            .iter()
            .all(|value| value.to_bits() == first.to_bits())
        {
            return 0.0;
        }
        if values.iter().any(|value| !value.is_finite()) {
            return f64::INFINITY;
        }
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let square = values.iter().map(|value| (value - mean) * (value - mean));
        let spread = (square.sum::<f64>() / (count - 1.0)).sqrt();
        // Sums in another order differ in their last bits.
        let largest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        if spread <= EQUAL_WITHIN * largest {
            return 0.0;
        }
        spread * self.inflation
    }
}

/// The value of a claim's term.
pub(super) fn value_of(term: &PerEnsemble, places: &Places, estimates: &[f64]) -> f64 {
    at_places(term, &places.of_value, estimates)
}

/// A term's value, its leaves being at these places among the estimates.
pub(super) fn at_places(term: &PerEnsemble, places: &[usize], estimates: &[f64]) -> f64 {
    number(term, &mut places.iter().map(|place| estimates[*place]))
}

/// A term's value; its leaves are taken in their order.
pub(super) fn number(term: &PerEnsemble, leaves: &mut impl Iterator<Item = f64>) -> f64 {
    match term {
        Term::Const(value) => *value,
        Term::Leaf(_) => leaves.next().expect("a place for each leaf"),
        Term::Unary(op, a) => tenfold_engine::unary(*op, number(a, leaves)),
        Term::Binary(op, a, b) => {
            let a = number(a, leaves);
            tenfold_engine::binary(*op, a, number(b, leaves))
        }
        Term::Select(a, b, c) => {
            let (a, b) = (number(a, leaves), number(b, leaves));
            let c = number(c, leaves);
            tenfold_ir::select(a, b, c)
        }
    }
}
