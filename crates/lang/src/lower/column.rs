//! The expressions that columns of a ledger are lowered from.

use crate::resolved::ExprId;

/// A number that a claim asks of each draw.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ColumnExpr {
    pub(crate) root: ExprId,
    /// How many variables its expression has.
    pub(crate) vars: usize,
    pub(crate) when: ReadAt,
}

/// When it is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ReadAt {
    /// At a time, which is known beforehand.
    At(ExprId),
    /// After the end: what does not vary in time.
    End,
    /// It is the same in all draws, and known beforehand.
    Known,
}
