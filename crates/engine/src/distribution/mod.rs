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
mod student_t;
#[cfg(test)]
mod tests;
mod triangular;
mod truncated;
mod uniform;

pub use prepared::Prepared;
pub use resolve::{DistributionError, resolve};

use crate::special::{Tails, normal as standard};
use bernoulli::Bernoulli;
use beta::Beta;
use categorical::Categorical;
use empirical::Empirical;
use exponential::Exponential;
use gamma::Gamma;
use lognormal::Lognormal;
use loguniform::Loguniform;
use mixture::Mixture;
use normal::Normal;
use student_t::StudentT;
use triangular::Triangular;
use truncated::Truncated;
use uniform::Uniform;

/// A value and its first two derivatives with respect to the score.
type Jet = [f64; 3];

/// From the variable in which a family's quantile is computed to the value drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Map {
    /// The value itself.
    Identity,
    /// The value's logarithm.
    Exp,
    /// The value's logit.
    Logistic,
}

/// What every family can do.
trait Univariate {
    /// The logarithm of the density at x, or of the mass where x carries some; −∞ outside the
    /// support.
    fn log_density(&self, x: f64) -> f64;

    /// The derivative of the log density at x inside the support; NaN where there is no density.
    fn log_density_slope(&self, _x: f64) -> f64 {
        f64::NAN
    }

    /// The probabilities of being at or below x, and above it.
    fn tails(&self, x: f64) -> Tails;

    /// The least x with at least `tails.below` at or below it.
    fn quantile(&self, tails: Tails) -> f64;

    /// The least and the greatest value that a draw can have.
    fn range(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }

    /// The draw of a score.
    fn at_score(&self, score: f64) -> f64 {
        let (least, greatest) = self.range();
        self.quantile(standard::tails(score)).clamp(least, greatest)
    }

    /// Whether x carries mass.
    fn has_mass_at(&self, _x: f64) -> bool {
        false
    }

    /// The draw of a score and its derivatives, in the variable of the map.
    fn jet(&self, score: f64) -> (Map, Jet) {
        let x = self.quantile(standard::tails(score));
        // φ(z)·dz = f(x)·dx; differentiate once more for the second.
        let slope = libm::exp(standard::log_density(score) - self.log_density(x));
        let bend = slope * (-score - slope * self.log_density_slope(x));
        (Map::Identity, [x, slope, bend])
    }
}

/// A distribution with numbers for arguments, all of them valid.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// `normal(mean, sd)`
    Normal(Normal),
    /// `lognormal(median, sigma)`
    Lognormal(Lognormal),
    /// `uniform(low, high)`
    Uniform(Uniform),
    /// `loguniform(low, high)`
    Loguniform(Loguniform),
    /// `triangular(low, mode, high)`
    Triangular(Triangular),
    /// `beta(a, b)`
    Beta(Beta),
    /// `gamma(shape, scale)`
    Gamma(Gamma),
    /// `exponential(mean)`
    Exponential(Exponential),
    /// `student_t(dof, location, scale)`
    StudentT(StudentT),
    /// `bernoulli(p)`
    Bernoulli(Bernoulli),
    /// `categorical(p0, p1, …)`
    Categorical(Categorical),
    /// `… truncated low to high`
    Truncated(Truncated),
    /// `mixture(w0 of …, w1 of …)`
    Mixture(Mixture),
    /// `empirical("…")`
    Empirical(Empirical),
}

impl Resolved {
    /// The logarithm of the density at x; of the mass where x carries some; −∞ outside the
    /// support.
    pub fn log_density(&self, x: f64) -> f64 {
        self.family().log_density(x)
    }

    /// The probability of being at or below x.
    pub fn cdf(&self, x: f64) -> f64 {
        self.family().tails(x).below
    }

    /// The least x with at least the probability p at or below it; NaN for p outside 0 to 1.
    pub fn quantile(&self, p: f64) -> f64 {
        if (0.0..=1.0).contains(&p) {
            self.family().quantile(Tails::from_below(p))
        } else {
            f64::NAN
        }
    }

    /// The draw of a standard normal score; NaN for NaN.
    pub fn from_score(&self, score: f64) -> f64 {
        if score.is_nan() {
            return f64::NAN;
        }
        self.family().at_score(score)
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    fn family(&self) -> &dyn Univariate {
        match self {
            Resolved::Normal(d) => d,
            Resolved::Lognormal(d) => d,
            Resolved::Uniform(d) => d,
            Resolved::Loguniform(d) => d,
            Resolved::Triangular(d) => d,
            Resolved::Beta(d) => d,
            Resolved::Gamma(d) => d,
            Resolved::Exponential(d) => d,
            Resolved::StudentT(d) => d,
            Resolved::Bernoulli(d) => d,
            Resolved::Categorical(d) => d,
            Resolved::Truncated(d) => d,
            Resolved::Mixture(d) => d,
            Resolved::Empirical(d) => d,
        }
    }
}

/// The tails of a point below and above the whole support.
const NONE_BELOW: Tails = Tails {
    below: 0.0,
    above: 1.0,
};
const ALL_BELOW: Tails = Tails {
    below: 1.0,
    above: 0.0,
};
