//! How far a prediction may miss, and what that costs.

use crate::expression::Graph;
use tenfold_engine::distribution::{DistributionError, Resolved, resolve};
use tenfold_ir::{Binary, Distribution, Family, NodeId, Unary};

/// The 95 % point of χ² with one degree of freedom.
const CHI_SQUARE_95: f64 = 3.841_458_820_694_124;

/// What a residual r costs. Costs are summed over runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// r²/2
    Squares,
    /// r²/2 up to δ, δ(|r| − δ/2) beyond: outliers count by their distance (Huber 1964).
    Huber {
        /// Where squares end.
        delta: f64,
    },
    /// The negative log density of Student's t, its scale sought too.
    StudentT {
        /// Degrees of freedom.
        dof: f64,
    },
}

impl Loss {
    /// How many parameters of its own are sought: the logarithm of a scale, or none.
    pub(crate) fn nuisances(self) -> usize {
        match self {
            Loss::Squares | Loss::Huber { .. } => 0,
            Loss::StudentT { .. } => 1,
        }
    }

    /// The cost of a residual; `log_scale` is the nuisance.
    pub(crate) fn cost(self, graph: &mut Graph, r: NodeId, log_scale: Option<NodeId>) -> NodeId {
        let square = graph.mul(r, r);
        let half = graph.scaled(0.5, square);
        match self {
            Loss::Squares => half,
            Loss::Huber { delta } => {
                let size = graph.unary(Unary::Abs, r);
                let bound = graph.constant(delta);
                let is_near = graph.binary(Binary::Le, size, bound);
                let offset = graph.constant(delta / 2.0);
                let beyond = graph.sub(size, offset);
                let far = graph.scaled(delta, beyond);
                graph.select(is_near, half, far)
            }
            Loss::StudentT { dof } => {
                let log_scale = log_scale.expect("the scale is sought too");
                let twice = graph.scaled(-2.0, log_scale);
                let precision = graph.unary(Unary::Exp, twice);
                let share = graph.scaled(1.0 / dof, square);
                let share = graph.mul(share, precision);
                let one = graph.constant(1.0);
                let inside = graph.add(one, share);
                let logarithm = graph.unary(Unary::Ln, inside);
                let tail = graph.scaled((dof + 1.0) / 2.0, logarithm);
                let constant = -student_t(dof).log_density(0.0);
                let constant = graph.constant(constant);
                let spread = graph.add(log_scale, constant);
                graph.add(tail, spread)
            }
        }
    }

    /// The log likelihood of an objective over `rows` residuals, at the scale that makes it
    /// greatest. For Huber's loss the density is in proportion to exp(−cost/scale).
    pub(crate) fn log_likelihood(self, objective: f64, rows: f64) -> f64 {
        match self {
            Loss::Squares => {
                let variance = 2.0 * objective / rows;
                -0.5 * rows * (libm::log(2.0 * std::f64::consts::PI * variance) + 1.0)
            }
            Loss::Huber { delta } => {
                let log_scale = huber_scale(delta, objective, rows);
                huber_likelihood(delta, objective, rows, log_scale)
            }
            Loss::StudentT { .. } => -objective,
        }
    }

    /// The logarithm of the scale that makes the log likelihood of an objective greatest; Student's t
    /// has `sought` it with all the rest.
    pub(crate) fn log_scale(self, objective: f64, rows: f64, sought: Option<f64>) -> f64 {
        match self {
            Loss::Squares => 0.5 * libm::log(2.0 * objective / rows),
            Loss::Huber { delta } => huber_scale(delta, objective, rows),
            Loss::StudentT { .. } => sought.expect("the scale is sought too"),
        }
    }

    /// The log density of a residual at a scale: summed over residuals, the log likelihood.
    pub(crate) fn log_density(self, r: f64, log_scale: f64) -> f64 {
        let scaled = r * libm::exp(-log_scale);
        match self {
            Loss::Squares => {
                -0.5 * (scaled * scaled + libm::log(2.0 * std::f64::consts::PI)) - log_scale
            }
            Loss::Huber { delta } => {
                let cost = match r.abs() <= delta {
                    true => 0.5 * r * r,
                    false => delta * (r.abs() - delta / 2.0),
                };
                huber_likelihood(delta, cost, 1.0, log_scale)
            }
            Loss::StudentT { dof } => student_t(dof).log_density(scaled) - log_scale,
        }
    }

    /// The greatest objective inside the 95 % confidence interval of one parameter of `params`,
    /// where the least is `least`.
    ///
    /// For squares by the F distribution, which is exact for linear laws; else by the likelihood
    /// ratio (Venzon and Moolgavkar 1988).
    pub(crate) fn within(self, least: f64, objective: f64, rows: f64, params: f64) -> bool {
        match self {
            Loss::Squares => {
                let dof = rows - params;
                if dof < 1.0 {
                    return true;
                }
                let t = student_t(dof).quantile(0.975);
                objective <= least * (1.0 + t * t / dof)
            }
            _ => {
                let best = self.log_likelihood(least, rows);
                2.0 * (best - self.log_likelihood(objective, rows)) <= CHI_SQUARE_95
            }
        }
    }
}

/// A loss's, which is only made of degrees of freedom that exist.
fn student_t(dof: f64) -> Resolved {
    standard_t(dof).expect("positive degrees of freedom")
}

/// Student's t around 0, of the scale 1.
///
/// # Errors
/// If no distribution has so many degrees of freedom.
pub(crate) fn standard_t(dof: f64) -> Result<Resolved, DistributionError> {
    let arguments = [dof, 0.0, 1.0];
    let distribution = Distribution::Family {
        family: Family::StudentT,
        arguments: (0..3).map(NodeId).collect(),
    };
    resolve(&distribution, &|node| arguments[node.index()])
}

/// The log likelihood of Huber's cost, summed over residuals; the scale is that of costs.
fn huber_likelihood(delta: f64, objective: f64, rows: f64, log_scale: f64) -> f64 {
    let s = libm::exp(log_scale);
    let root = libm::sqrt(2.0 * s);
    let inner = std::f64::consts::PI.sqrt() * root * libm::erf(delta / root);
    let outer = 2.0 * s / delta * libm::exp(-delta * delta / (2.0 * s));
    -rows * libm::log(inner + outer) - objective / s
}

/// The scale at which it is greatest.
fn huber_scale(delta: f64, objective: f64, rows: f64) -> f64 {
    let middle = libm::log(objective / rows);
    let at = |log_scale| huber_likelihood(delta, objective, rows, log_scale);
    peak(at, middle - 5.0, middle + 5.0)
}

/// Where a function with one peak is greatest, by golden sections.
fn peak(at: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let golden = (5_f64.sqrt() - 1.0) / 2.0;
    while high - low > 1e-9 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if at(a) < at(b) {
            low = a;
        } else {
            high = b;
        }
    }
    (low + high) / 2.0
}
