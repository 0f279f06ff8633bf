//! Why a record is no likelihood.

use tenfold_engine::CompileError;

/// Why there is nothing to calibrate.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TargetError {
    /// No point of the record lies within the time simulated, or up to the date asked for.
    #[error("the record has no point in the time simulated, up to the date asked for")]
    NothingObserved,
    /// Nothing that the record depends on is uncertain.
    #[error("the record depends on no parameter with a prior: there is nothing to calibrate")]
    NothingUncertain,
    /// An error model with something that has to be known beforehand, and is not.
    #[error(
        "the error of `{name}` depends on parameters or on time, expected numbers for a date's width, for degrees of freedom, \
         and for all widths in a backtest"
    )]
    ErrorVaries {
        /// The variable observed.
        name: String,
    },
    /// A figure without a logarithm, and an error in proportion.
    #[error("the record of `{name}` is {value:e}, expected a number above 0 for a lognormal error")]
    NotPositive {
        /// The variable observed.
        name: String,
        /// In base units.
        value: f64,
    },
    /// The engine refuses the model.
    #[error(transparent)]
    Compile(#[from] CompileError),
}
