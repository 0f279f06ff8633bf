//! Any distribution of the catalogue with numbers for arguments.

use super::bernoulli::Bernoulli;
use super::beta::Beta;
use super::categorical::Categorical;
use super::empirical::Empirical;
use super::exponential::Exponential;
use super::gamma::Gamma;
use super::lognormal::Lognormal;
use super::loguniform::Loguniform;
use super::mixture::Mixture;
use super::normal::Normal;
use super::student_t::StudentT;
use super::triangular::Triangular;
use super::truncated::{MASS_MIN, Truncated};
use super::uniform::Uniform;
use super::univariate::{Jet, Map, Univariate};
use crate::special::Tails;

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
    Truncated(Truncated<Resolved>),
    /// `mixture(w0 of …, w1 of …)`
    Mixture(Mixture<Resolved>),
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

    pub(super) fn family(&self) -> &dyn Univariate {
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

/// What its family does.
impl Univariate for Resolved {
    fn log_density(&self, x: f64) -> f64 {
        self.family().log_density(x)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        self.family().log_density_slope(x)
    }

    fn tails(&self, x: f64) -> Tails {
        self.family().tails(x)
    }

    fn quantile(&self, tails: Tails) -> f64 {
        self.family().quantile(tails)
    }

    fn range(&self) -> (f64, f64) {
        self.family().range()
    }

    fn at_score(&self, score: f64) -> f64 {
        self.from_score(score)
    }

    fn has_mass_at(&self, x: f64) -> bool {
        self.family().has_mass_at(x)
    }

    fn jet(&self, score: f64) -> (Map, Jet) {
        self.family().jet(score)
    }
}

/// The base between two bounds, and the probability it had there; none where that is under
/// [`MASS_MIN`].
///
/// Only continuous bases stay truncated: truncating a mixture or a distribution of points gives another of
/// its kind.
pub(super) fn truncate(base: Resolved, low: f64, high: f64) -> Option<(Resolved, f64)> {
    let within = |x: f64| low <= x && x <= high;
    match base {
        Resolved::Mixture(mixture) => truncate_mixture(mixture, low, high),
        Resolved::Bernoulli(d) => truncate_points(&[1.0 - d.p, d.p], within),
        Resolved::Categorical(d) => truncate_points(&d.probabilities, within),
        Resolved::Empirical(d) => {
            let kept: Vec<f64> = d.values.iter().copied().filter(|x| within(*x)).collect();
            let mass = kept.len() as f64 / d.values.len() as f64;
            (mass > 0.0).then(|| (Resolved::Empirical(Empirical::new(kept.into())), mass))
        }
        base => Truncated::new(base, low, high).map(|truncated| {
            let mass = truncated.mass;
            (Resolved::Truncated(truncated), mass)
        }),
    }
}

fn truncate_points(probabilities: &[f64], within: impl Fn(f64) -> bool) -> Option<(Resolved, f64)> {
    let kept = |(k, p): (usize, &f64)| if within(k as f64) { *p } else { 0.0 };
    let weights: Vec<f64> = probabilities.iter().enumerate().map(kept).collect();
    let mass: f64 = weights.iter().sum();
    (mass >= MASS_MIN).then(|| {
        (
            Resolved::Categorical(Categorical::new(&weights)),
            mass.min(1.0),
        )
    })
}

fn truncate_mixture(mixture: Mixture<Resolved>, low: f64, high: f64) -> Option<(Resolved, f64)> {
    let (mut weights, mut components) = (Vec::new(), Vec::new());
    for (weight, component) in mixture.into_parts() {
        if let Some((component, mass)) = truncate(component, low, high) {
            weights.push(weight * mass);
            components.push(component);
        }
    }
    let mass: f64 = weights.iter().sum();
    (mass >= MASS_MIN).then(|| {
        let mixture = Mixture::new(&weights, components);
        (Resolved::Mixture(mixture), mass.min(1.0))
    })
}
