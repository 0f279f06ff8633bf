//! Conditions in three values: 1 for truth, 0 for falsehood, NaN where it is undefined which.
//!
//! A comparison with a number that is undefined is undefined itself, so that its opposite is too. What one
//! side settles, the other cannot undo: `x and false` is false (Kleene's logic).

use crate::Binary;

/// A condition that is known.
#[inline(always)]
pub fn truth(condition: bool) -> f64 {
    if condition { 1.0 } else { 0.0 }
}

/// The opposite.
#[inline(always)]
pub fn not(a: f64) -> f64 {
    if a.is_nan() {
        f64::NAN
    } else {
        truth(a == 0.0)
    }
}

/// The second if the first is true, else the third; undefined where the first is.
#[inline(always)]
pub fn select(condition: f64, yes: f64, no: f64) -> f64 {
    let chosen = if condition != 0.0 { yes } else { no };
    if condition.is_nan() { f64::NAN } else { chosen }
}

impl Binary {
    /// The truth of a comparison or of two conditions; none of arithmetic.
    #[inline(always)]
    pub fn truth(self, a: f64, b: f64) -> Option<f64> {
        let holds = match self {
            Binary::Lt => a < b,
            Binary::Le => a <= b,
            Binary::Gt => a > b,
            Binary::Ge => a >= b,
            Binary::Eq => a == b,
            Binary::Ne => a != b,
            Binary::And => (a != 0.0) & (b != 0.0),
            Binary::Or => (a != 0.0) | (b != 0.0),
            _ => return None,
        };
        let is_settled = match self {
            Binary::And => (a == 0.0) | (b == 0.0),
            // A NaN is not equal to 0 either.
            Binary::Or => ((a != 0.0) & !a.is_nan()) | ((b != 0.0) & !b.is_nan()),
            _ => false,
        };
        let is_undefined = (a.is_nan() | b.is_nan()) & !is_settled;
        Some(if is_undefined { f64::NAN } else { truth(holds) })
    }
}
