//! The distributions of the catalogue with numbers for arguments: log density, cumulative
//! distribution, quantile and draw, one file a family.
//!
//! A draw is a function of one standard normal score z and nothing else: the quantile of the
//! probability Φ(z), computed from whichever tail is the smaller. Correlated scores give
//! correlated draws, scores from a low-discrepancy sequence give evenly spread ones. Two
//! families draw otherwise from the same score: a mixture splits the probability among its
//! components, and an empirical distribution takes the value at that place of its file.
//!
//! This module knows no random numbers, no lanes and no units.

mod bernoulli;
mod beta;
mod categorical;
mod empirical;
mod exponential;
mod gamma;
mod lognormal;
mod loguniform;
mod mixture;
mod normal;
mod prepared;
mod quantile_table;
mod resolve;
mod resolved;
mod student_t;
#[cfg(test)]
mod tests;
mod triangular;
mod truncated;
mod uniform;
mod univariate;

pub use prepared::Prepared;
pub use resolve::{DistributionError, resolve};
pub use resolved::Resolved;
