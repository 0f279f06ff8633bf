//! The standard normal distribution, with both tails.

use super::Tails;
use crate::math;

/// ln √(2π)
pub(crate) const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// The density at a score.
pub(crate) fn density(score: f64) -> f64 {
    libm::exp(log_density(score))
}

/// The logarithm of the density at a score.
pub(crate) fn log_density(score: f64) -> f64 {
    -0.5 * score * score - LN_SQRT_TAU
}

/// The tails of a score, each within 6 ulp.
pub(crate) fn tails(score: f64) -> Tails {
    Tails {
        below: math::normal_cdf(score),
        above: math::normal_cdf(-score),
    }
}

/// The score whose tails these are, within a relative 1e-15 down to tails of 1e-300.
pub(crate) fn score(tails: Tails) -> f64 {
    let Tails { below, above } = tails;
    if below <= 0.0 {
        f64::NEG_INFINITY
    } else if above <= 0.0 {
        f64::INFINITY
    } else if below <= above {
        math::normal_score(below)
    } else {
        -math::normal_score(above)
    }
}
