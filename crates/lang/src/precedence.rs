//! How tightly operators bind: the one table that reading and printing share.

use crate::ast::BinaryOp;

/// Greater binds tighter.
pub(crate) type Level = u8;

/// `if`, `all years:`, `any year:`, `at …:`, `on …:`: they reach as far as they can, so as operands they want brackets.
pub(crate) const OPEN: Level = 0;
/// `weight of distribution`.
pub(crate) const OF: Level = 1;
/// `… truncated …`, to the left.
pub(crate) const TRUNCATED: Level = 2;
/// `low to high`, not chained.
pub(crate) const TO: Level = 3;
/// To the left.
pub(crate) const OR: Level = 4;
/// To the left.
pub(crate) const AND: Level = 5;
/// Prefix.
pub(crate) const NOT: Level = 6;
/// Not chained; `in … to …` too.
pub(crate) const COMPARISON: Level = 7;
/// `+ -`, to the left.
pub(crate) const SUM: Level = 8;
/// `* /`, to the left.
pub(crate) const PRODUCT: Level = 9;
/// Prefix `-`.
pub(crate) const NEGATION: Level = 10;
/// `^`, to the right.
pub(crate) const POWER: Level = 11;
/// Names, numbers, calls, brackets.
pub(crate) const PRIMARY: Level = 12;

/// The level of an operator.
pub(crate) fn level(op: BinaryOp) -> Level {
    match op {
        BinaryOp::Or => OR,
        BinaryOp::And => AND,
        BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge | BinaryOp::Eq | BinaryOp::Ne => {
            COMPARISON
        }
        BinaryOp::Add | BinaryOp::Sub => SUM,
        BinaryOp::Mul | BinaryOp::Div => PRODUCT,
        BinaryOp::Pow => POWER,
    }
}
