//! Whether a claim is so, as far as the draws can tell.

use super::numbers::{EQUAL_WITHIN, Numbers, number};
use tenfold_ir::{Binary, Claim, PerEnsemble, Statistic, Term, Unary};

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is so.
    Holds,
    /// Only its weaker form is so.
    InTension,
    /// It is not so.
    Fails,
    /// The draws cannot tell.
    Undecided,
}

/// So many standard errors that a comparison must be clear of.
const CLEAR: f64 = 2.0;

/// Where no draw of n, or every one, meets a condition, its probability may still be 3/n from there
/// (the rule of three, at 95 %): half of it stands for the standard error.
const UNSEEN: f64 = 1.5;

impl Numbers<'_> {
    pub(super) fn verdict(&self, claim: &Claim) -> Verdict {
        match self.truth(&claim.holds, &self.places.of_holds) {
            None => Verdict::Undecided,
            Some(true) => Verdict::Holds,
            Some(false) => match &claim.tension {
                None => Verdict::Fails,
                Some(tension) => match self.truth(tension, &self.places.of_tension) {
                    None => Verdict::Undecided,
                    Some(true) => Verdict::InTension,
                    Some(false) => Verdict::Fails,
                },
            },
        }
    }

    /// Whether a condition holds: in three values, none where the draws cannot tell.
    fn truth(&self, term: &PerEnsemble, places: &[usize]) -> Option<bool> {
        match term {
            Term::Const(value) => Some(*value != 0.0),
            Term::Unary(Unary::Not, a) => self.truth(a, places).map(|truth| !truth),
            Term::Binary(op @ (Binary::And | Binary::Or), a, b) => {
                let (first, rest) = places.split_at(leaves(a));
                let both = (self.truth(a, first), self.truth(b, rest));
                let settles = Some(*op == Binary::Or);
                match both {
                    (a, b) if a == settles || b == settles => settles,
                    (Some(_), Some(_)) => settles.map(|truth| !truth),
                    _ => None,
                }
            }
            Term::Binary(op, a, b) => self.comparison(*op, a, b, places),
            Term::Select(a, b, c) => {
                let (first, rest) = places.split_at(leaves(a));
                let (then, otherwise) = rest.split_at(leaves(b));
                match self.truth(a, first)? {
                    true => self.truth(b, then),
                    false => self.truth(c, otherwise),
                }
            }
            Term::Unary(..) | Term::Leaf(_) => None,
        }
    }

    fn comparison(
        &self,
        op: Binary,
        a: &PerEnsemble,
        b: &PerEnsemble,
        places: &[usize],
    ) -> Option<bool> {
        let sides = |estimates: &[f64]| {
            let mut leaves = places.iter().map(|place| estimates[*place]);
            let a = number(a, &mut leaves);
            (a, number(b, &mut leaves))
        };
        let (left, right) = sides(&self.estimates.full);
        if left.is_nan() || right.is_nan() {
            return None;
        }
        let difference = |(a, b): (f64, f64)| if a == b { 0.0 } else { a - b };
        let mut error = self.spread(|estimates| difference(sides(estimates)));
        let size = left.abs().max(right.abs());
        if size.is_finite() && error <= EQUAL_WITHIN * size {
            // Sums in another order differ in their last bits.
            error = 0.0;
        }
        let gap = difference((left, right));
        let is_equal = gap == 0.0 || size.is_finite() && gap.abs() <= EQUAL_WITHIN * size;
        if !is_equal && (self.is_unanimous(a, places) || self.is_unanimous(b, &places[leaves(a)..]))
        {
            error = error.max(UNSEEN / self.units as f64 * self.inflation);
        }
        let is_exact = error == 0.0;
        if !is_exact && (is_equal || gap.abs() <= CLEAR * error) {
            return None;
        }
        let gap = if is_equal { 0.0 } else { gap };
        Some(match op {
            Binary::Lt => gap < 0.0,
            Binary::Le => gap <= 0.0,
            Binary::Gt => gap > 0.0,
            Binary::Ge => gap >= 0.0,
            Binary::Eq => gap == 0.0,
            Binary::Ne => gap != 0.0,
            _ => unreachable!("{op:?} compares nothing"),
        })
    }

    /// Whether a side is a probability on which all draws agree.
    fn is_unanimous(&self, term: &PerEnsemble, places: &[usize]) -> bool {
        let is_probability = matches!(term, Term::Leaf(Statistic::Probability(_)));
        is_probability && [0.0, 1.0].contains(&self.estimates.full[places[0]])
    }
}

/// How many statistics a term speaks of.
pub(super) fn leaves(term: &PerEnsemble) -> usize {
    let mut count = 0;
    term.leaves(&mut |_| count += 1);
    count
}
