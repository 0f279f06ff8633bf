//! Where a parameter may lie, and the unbounded coordinate it is sought in.

use crate::expression::Graph;
use tenfold_ir::{NodeId, Unary};

/// From the support of a parameter's prior to all real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Coordinate {
    /// The value itself.
    Real,
    /// ln(x − low)
    Above(f64),
    /// ln(high − x)
    Below(f64),
    /// The logit of (x − low) / (high − low).
    Between(f64, f64),
    /// The same of logarithms: both bounds are positive.
    BetweenLogs(f64, f64),
}

impl Coordinate {
    /// For a support, whose ends may be infinite.
    pub fn of(low: f64, high: f64) -> Coordinate {
        match (low.is_finite(), high.is_finite()) {
            (false, false) => Coordinate::Real,
            (true, false) => Coordinate::Above(low),
            (false, true) => Coordinate::Below(high),
            (true, true) if low > 0.0 => Coordinate::BetweenLogs(libm::log(low), libm::log(high)),
            (true, true) => Coordinate::Between(low, high),
        }
    }

    /// The ends of the support.
    pub fn support(self) -> (f64, f64) {
        match self {
            Coordinate::Real => (f64::NEG_INFINITY, f64::INFINITY),
            Coordinate::Above(low) => (low, f64::INFINITY),
            Coordinate::Below(high) => (f64::NEG_INFINITY, high),
            Coordinate::Between(low, high) => (low, high),
            Coordinate::BetweenLogs(low, high) => (libm::exp(low), libm::exp(high)),
        }
    }

    /// A change of the coordinate that is large for the parameter: 1 where the coordinate is a
    /// logarithm, the value's own size where it is the value.
    pub fn scale(self, z: f64) -> f64 {
        match self {
            Coordinate::Real => z.abs().max(1.0),
            _ => 1.0,
        }
    }

    /// The coordinate of a value inside the support.
    pub fn at(self, x: f64) -> f64 {
        let logit = |low: f64, high: f64, x: f64| libm::log((x - low) / (high - x));
        match self {
            Coordinate::Real => x,
            Coordinate::Above(low) => libm::log(x - low),
            Coordinate::Below(high) => libm::log(high - x),
            Coordinate::Between(low, high) => logit(low, high, x),
            Coordinate::BetweenLogs(low, high) => logit(low, high, libm::log(x)),
        }
    }

    /// The value of a coordinate, as part of a graph.
    pub fn value(self, graph: &mut Graph, z: NodeId) -> NodeId {
        let mut between = |low: f64, high: f64| {
            let share = graph.unary(Unary::Logistic, z);
            let scaled = graph.scaled(high - low, share);
            let low = graph.constant(low);
            graph.add(low, scaled)
        };
        match self {
            Coordinate::Real => z,
            Coordinate::Above(0.0) => graph.unary(Unary::Exp, z),
            Coordinate::Above(low) => {
                let (low, above) = (graph.constant(low), graph.unary(Unary::Exp, z));
                graph.add(low, above)
            }
            Coordinate::Below(high) => {
                let (high, below) = (graph.constant(high), graph.unary(Unary::Exp, z));
                graph.sub(high, below)
            }
            Coordinate::Between(low, high) => between(low, high),
            Coordinate::BetweenLogs(low, high) => {
                let logarithm = between(low, high);
                graph.unary(Unary::Exp, logarithm)
            }
        }
    }
}
