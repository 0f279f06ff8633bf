//! What a report says.

/// What a report says, in logarithms where the error is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Seen {
    Figure(f64),
    /// It lies between; the ends may be infinite.
    Between(f64, f64),
}
