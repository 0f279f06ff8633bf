//! Why a model has no posterior.

use crate::target::TargetError;

/// Why there is no posterior.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CalibrateError {
    /// Nothing to calibrate, or nothing to calibrate to.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// No trajectory of the prior comes near the record.
    #[error(
        "no trajectory of the prior has a likelihood: the record is impossible under the priors, \
         or every trajectory diverges"
    )]
    Impossible,
    /// NUTS, and something without a slope that it could follow.
    #[error(
        "`{name}`: found {found}, expected {expected}; nuts follows the slope of the likelihood: use the \
         sampler smc, which takes any model"
    )]
    NoGradient {
        /// The model, or what it is in it.
        name: String,
        /// What there is.
        found: &'static str,
        /// What has a slope.
        expected: &'static str,
    },
    /// NUTS cannot begin, or not go on.
    #[error("nuts cannot go on: {reason}; the sampler smc needs no slope")]
    Chain {
        /// The library's reason.
        reason: String,
    },
    /// Stopped from outside.
    #[error("interrupted")]
    Cancelled,
}
