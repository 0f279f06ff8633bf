//! From the program's distribution to one with numbers for arguments, or what is wrong with them.

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
use super::resolved::{Resolved, truncate};
use super::student_t::StudentT;
use super::triangular::Triangular;
use super::truncated::MASS_MIN;
use super::uniform::Uniform;
use std::sync::Arc;
use tenfold_ir::{Distribution, Family, NodeId, Support};

/// An argument for which a distribution does not exist.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{distribution}: {argument} is {found}, expected {expected}")]
pub struct DistributionError {
    /// The family's word in the language, or `truncated`, `mixture`, `empirical`.
    pub distribution: &'static str,
    /// Which argument: its name in the catalogue.
    pub argument: &'static str,
    /// Its value, in base units.
    pub found: f64,
    /// What it has to be.
    pub expected: String,
}

/// How far a sum of probabilities may be from 1.
const SUM_ERROR_MAX: f64 = 1e-9;
/// The shapes for which the special functions' error is stated.
const SHAPE_MIN: f64 = 1e-3;
const SHAPE_MAX: f64 = 1e6;
/// Below it the tails of Student's t leave the range of numbers.
const DOF_MIN: f64 = 0.1;

/// The distribution with the values of its arguments, or the first argument that it cannot have.
pub fn resolve(
    distribution: &Distribution,
    value: &dyn Fn(NodeId) -> f64,
) -> Result<Resolved, DistributionError> {
    match distribution {
        Distribution::Family { family, arguments } => {
            let arguments: Vec<f64> = arguments.iter().map(|node| value(*node)).collect();
            resolve_family(*family, &arguments)
        }
        Distribution::Truncated { base, low, high } => {
            let base = resolve(base, value)?;
            let low = low.map_or(f64::NEG_INFINITY, value);
            let high = high.map_or(f64::INFINITY, value);
            resolve_truncated(base, low, high)
        }
        Distribution::Mixture(parts) => resolve_mixture(parts, value),
        Distribution::Empirical { values, .. } => resolve_empirical(values),
    }
}

/// Says what is wrong unless `valid`.
fn expect(
    valid: bool,
    distribution: &'static str,
    argument: &'static str,
    found: f64,
    expected: impl FnOnce() -> String,
) -> Result<(), DistributionError> {
    if valid {
        return Ok(());
    }
    Err(DistributionError {
        distribution,
        argument,
        found,
        expected: expected(),
    })
}

fn resolve_family(family: Family, arguments: &[f64]) -> Result<Resolved, DistributionError> {
    let name = family.name();
    let known = family.arguments();
    let variadic = family == Family::Categorical;
    let enough = if variadic {
        !arguments.is_empty()
    } else {
        arguments.len() == known.len()
    };
    assert!(
        enough,
        "checker let {} arguments of {name} through",
        arguments.len()
    );
    check_arguments(family, arguments)?;
    let within = |index: usize, low: f64, high: f64| {
        let found = arguments[index];
        let valid = found >= low && found <= high;
        let expected = || format!("a number from {low:e} to {high:e}");
        expect(valid, name, known[index].0, found, expected)
    };
    let above = |index: usize, other: usize| {
        let (found, least) = (arguments[index], arguments[other]);
        let valid = found > least && (found - least).is_finite();
        let expected = || format!("a number above {}, which is {least}", known[other].0);
        expect(valid, name, known[index].0, found, expected)
    };
    Ok(match (family, arguments) {
        (Family::Normal, &[mean, sd]) => Resolved::Normal(Normal { mean, sd }),
        (Family::Lognormal, &[median, sigma]) => {
            let ln_median = libm::log(median);
            Resolved::Lognormal(Lognormal { ln_median, sigma })
        }
        (Family::Uniform, &[low, high]) => {
            above(1, 0)?;
            Resolved::Uniform(Uniform { low, high })
        }
        (Family::Loguniform, &[low, high]) => {
            above(1, 0)?;
            Resolved::Loguniform(Loguniform { low, high })
        }
        (Family::Triangular, &[low, mode, high]) => {
            above(2, 0)?;
            within(1, low, high)?;
            Resolved::Triangular(Triangular { low, mode, high })
        }
        (Family::Beta, &[a, b]) => {
            within(0, SHAPE_MIN, SHAPE_MAX)?;
            within(1, SHAPE_MIN, SHAPE_MAX)?;
            Resolved::Beta(Beta::new(a, b))
        }
        (Family::Gamma, &[shape, scale]) => {
            within(0, SHAPE_MIN, SHAPE_MAX)?;
            Resolved::Gamma(Gamma::new(shape, scale))
        }
        (Family::Exponential, &[mean]) => Resolved::Exponential(Exponential { mean }),
        (Family::StudentT, &[dof, location, scale]) => {
            within(0, DOF_MIN, f64::MAX)?;
            Resolved::StudentT(StudentT::new(dof, location, scale))
        }
        (Family::Bernoulli, &[p]) => Resolved::Bernoulli(Bernoulli { p }),
        (Family::Categorical, probabilities) => {
            check_sum(name, "p", probabilities)?;
            Resolved::Categorical(Categorical::new(probabilities))
        }
        _ => unreachable!("the number of arguments of {name} is checked above"),
    })
}

fn check_arguments(family: Family, arguments: &[f64]) -> Result<(), DistributionError> {
    let known = family.arguments();
    for (index, found) in arguments.iter().enumerate() {
        // The one argument of `categorical` stands for all of them.
        let (argument, support) = known[index.min(known.len() - 1)];
        check_support(family.name(), argument, support, *found)?;
    }
    Ok(())
}

fn check_support(
    distribution: &'static str,
    argument: &'static str,
    support: Support,
    found: f64,
) -> Result<(), DistributionError> {
    let (valid, expected) = match support {
        Support::Real => (found.is_finite(), "a finite number"),
        Support::Positive => (found > 0.0 && found.is_finite(), "a number above 0"),
        Support::Probability => ((0.0..=1.0).contains(&found), "a probability, from 0 to 1"),
    };
    expect(valid, distribution, argument, found, || expected.into())
}

fn check_sum(
    distribution: &'static str,
    argument: &'static str,
    probabilities: &[f64],
) -> Result<(), DistributionError> {
    let sum: f64 = probabilities.iter().sum();
    expect(
        (sum - 1.0).abs() <= SUM_ERROR_MAX,
        distribution,
        argument,
        sum,
        || "probabilities that sum to 1".into(),
    )
}

fn resolve_truncated(base: Resolved, low: f64, high: f64) -> Result<Resolved, DistributionError> {
    let name = "truncated";
    expect(!low.is_nan(), name, "low", low, || "a number".into())?;
    expect(high > low, name, "high", high, || {
        format!("a number above low, which is {low}")
    })?;
    let mass_of = |base: &Resolved| (base.cdf(high) - base.cdf(low)).max(0.0);
    let mass = mass_of(&base);
    truncate(base, low, high)
        .map(|(truncated, _)| truncated)
        .ok_or_else(|| DistributionError {
            distribution: name,
            argument: "probability between the bounds",
            found: mass,
            expected: format!("more than {MASS_MIN:e} between {low} and {high}"),
        })
}

fn resolve_mixture(
    parts: &[(NodeId, Distribution)],
    value: &dyn Fn(NodeId) -> f64,
) -> Result<Resolved, DistributionError> {
    let weights: Vec<f64> = parts.iter().map(|(weight, _)| value(*weight)).collect();
    for weight in &weights {
        check_support("mixture", "weight", Support::Probability, *weight)?;
    }
    check_sum("mixture", "weight", &weights)?;
    let components = parts.iter().map(|(_, part)| resolve(part, value));
    let components = components.collect::<Result<Vec<_>, _>>()?;
    Ok(Resolved::Mixture(Mixture::new(&weights, components)))
}

fn resolve_empirical(values: &Arc<[f64]>) -> Result<Resolved, DistributionError> {
    let name = "empirical";
    expect(!values.is_empty(), name, "number of values", 0.0, || {
        "at least one".into()
    })?;
    for value in values.iter() {
        check_support(name, "value", Support::Real, *value)?;
    }
    Ok(Resolved::Empirical(Empirical::new(values.clone())))
}
