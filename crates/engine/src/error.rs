//! Why a program cannot become a kernel.

use crate::distribution::DistributionError;

/// Why a program cannot be compiled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CompileError {
    /// It would take more memory than a run may.
    #[error("{what} would take {found}, and at most {bound} is allowed; make the model smaller")]
    TooLarge {
        /// What of the program.
        what: &'static str,
        /// How much it would take.
        found: u64,
        /// How much is allowed, in the same measure.
        bound: u64,
    },
    /// A value that has to stay the same along a trajectory varies.
    #[error(
        "`{name}` needs a value that depends on constants and parameters only; this one varies in time"
    )]
    VariesInTime {
        /// The definition that needs it.
        name: String,
    },
    /// A delay's lag depends on the delay's own output.
    #[error("node {node} of the program depends on its own value in the same step")]
    Loop {
        /// Its position in the program.
        node: usize,
    },
    /// A parameter has neither a central value nor a prior.
    #[error("the parameter `{name}` has neither a value nor a distribution")]
    NoValue {
        /// The parameter.
        name: String,
    },
    /// A distribution cannot exist.
    #[error("the distribution of `{name}`: {reason}")]
    Distribution {
        /// What is drawn from it.
        name: String,
        /// Why.
        reason: DistributionError,
    },
    /// The correlations contradict each other.
    #[error("the correlations contradict each other at `{name}`: no joint distribution has them")]
    NotPositiveDefinite {
        /// The first parameter that cannot have its correlations.
        name: String,
    },
    /// A variable to record does not exist.
    #[error("variable {found} is to be recorded, and the program has {variables}")]
    NoSuchVariable {
        /// The position asked for.
        found: usize,
        /// How many variables there are.
        variables: usize,
    },
    /// The grid of times is not one.
    #[error("a run from {start} by {dt} years in {steps} steps has no grid of finite times")]
    Time {
        /// First time.
        start: f64,
        /// Step, years.
        dt: f64,
        /// Number of steps.
        steps: u32,
    },
}
