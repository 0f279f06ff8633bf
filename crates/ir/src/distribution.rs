//! The catalogue of distributions: names, parameters, support. How to draw from them and
//! their densities are the engine's.

use crate::NodeId;
use std::sync::Arc;

/// A parametric family. Arguments are in the order given, in base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// `normal(mean, sd)`
    Normal,
    /// `lognormal(median, sigma)`: ln x is normal with mean ln median and sd sigma.
    Lognormal,
    /// `uniform(low, high)`
    Uniform,
    /// `loguniform(low, high)`: ln x is uniform; 0 < low.
    Loguniform,
    /// `triangular(low, mode, high)`
    Triangular,
    /// `beta(a, b)` on (0, 1)
    Beta,
    /// `gamma(shape, scale)`
    Gamma,
    /// `exponential(mean)`
    Exponential,
    /// `student_t(dof, location, scale)`
    StudentT,
    /// `bernoulli(p)`: 1 with probability p, else 0.
    Bernoulli,
    /// `categorical(p0, p1, …)`: 0, 1, … with the given probabilities, which sum to 1.
    Categorical,
}

/// What an argument of a family must be for the family to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Any finite number.
    Real,
    /// Greater than zero.
    Positive,
    /// From 0 to 1, both included.
    Probability,
}

impl Family {
    /// Every family, in the order of the reference.
    pub const ALL: [Family; 11] = [
        Family::Normal,
        Family::Lognormal,
        Family::Uniform,
        Family::Loguniform,
        Family::Triangular,
        Family::Beta,
        Family::Gamma,
        Family::Exponential,
        Family::StudentT,
        Family::Bernoulli,
        Family::Categorical,
    ];

    /// The word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Family::Normal => "normal",
            Family::Lognormal => "lognormal",
            Family::Uniform => "uniform",
            Family::Loguniform => "loguniform",
            Family::Triangular => "triangular",
            Family::Beta => "beta",
            Family::Gamma => "gamma",
            Family::Exponential => "exponential",
            Family::StudentT => "student_t",
            Family::Bernoulli => "bernoulli",
            Family::Categorical => "categorical",
        }
    }

    /// The names of the arguments and what each must be; `categorical` takes one or more of its one.
    pub fn arguments(self) -> &'static [(&'static str, Support)] {
        use Support::{Positive, Probability, Real};
        match self {
            Family::Normal => &[("mean", Real), ("sd", Positive)],
            Family::Lognormal => &[("median", Positive), ("sigma", Positive)],
            Family::Uniform => &[("low", Real), ("high", Real)],
            Family::Loguniform => &[("low", Positive), ("high", Positive)],
            Family::Triangular => &[("low", Real), ("mode", Real), ("high", Real)],
            Family::Beta => &[("a", Positive), ("b", Positive)],
            Family::Gamma => &[("shape", Positive), ("scale", Positive)],
            Family::Exponential => &[("mean", Positive)],
            Family::StudentT => &[("dof", Positive), ("location", Real), ("scale", Positive)],
            Family::Bernoulli => &[("p", Probability)],
            Family::Categorical => &[("p", Probability)],
        }
    }
}

/// A distribution whose arguments are nodes that depend on parameters only.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// A parametric family with its arguments.
    Family {
        /// Which.
        family: Family,
        /// In the order of [`Family::arguments`], in base units.
        arguments: Vec<NodeId>,
    },
    /// Another distribution kept between bounds.
    Truncated {
        /// The distribution before truncation.
        base: Box<Distribution>,
        /// Lower bound, if any.
        low: Option<NodeId>,
        /// Upper bound, if any.
        high: Option<NodeId>,
    },
    /// One of several distributions, chosen by weight; weights sum to 1.
    Mixture(Vec<(NodeId, Distribution)>),
    /// One of the given values, each as likely as the other.
    Empirical {
        /// Where they came from, as the model writes it.
        source: String,
        /// The values, in base units, in the order of the file.
        values: Arc<[f64]>,
    },
}

impl Distribution {
    /// Adds every node that its arguments are.
    pub fn nodes(&self, found: &mut Vec<NodeId>) {
        match self {
            Distribution::Family { arguments, .. } => found.extend(arguments),
            Distribution::Truncated { base, low, high } => {
                base.nodes(found);
                found.extend(low.iter().chain(high));
            }
            Distribution::Mixture(parts) => {
                for (weight, part) in parts {
                    found.push(*weight);
                    part.nodes(found);
                }
            }
            Distribution::Empirical { .. } => {}
        }
    }
}
