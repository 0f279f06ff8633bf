//! Cheaper forms of the same value that show in one operation and its operands.

use crate::graph::{Graph, Id, Operation};
use tenfold_ir::{Binary, Unary};

use Operation::Binary as Two;
use Operation::Unary as One;

/// Powers up to this are repeated multiplication.
const WHOLE_POWER_MAX: f64 = 16.0;

/// Inserts an operation in its simplest form.
pub(crate) fn insert_simplified(graph: &mut Graph, operation: Operation) -> Id {
    let negated = |graph: &Graph, id: Id| match graph.operation(id) {
        One(Unary::Neg, inner) => Some(inner),
        _ => None,
    };
    match operation {
        One(Unary::Neg, a) => {
            if let Some(inner) = negated(graph, a) {
                return inner;
            }
        }
        Two(Binary::Add, a, b) => {
            if graph.constant(a) == Some(0.0) {
                return b;
            }
            if graph.constant(b) == Some(0.0) {
                return a;
            }
            if let Some(b) = negated(graph, b) {
                return graph.insert(Two(Binary::Sub, a, b));
            }
            if let Some(a) = negated(graph, a) {
                return graph.insert(Two(Binary::Sub, b, a));
            }
        }
        Two(Binary::Sub, a, b) => {
            if graph.constant(b) == Some(0.0) {
                return a;
            }
            if let Some(b) = negated(graph, b) {
                return graph.insert(Two(Binary::Add, a, b));
            }
        }
        Two(Binary::Mul, a, b) => {
            if graph.constant(a) == Some(1.0) {
                return b;
            }
            if graph.constant(b) == Some(1.0) {
                return a;
            }
        }
        Two(Binary::Div, a, b) => {
            if let Some(reciprocal) = graph.constant(b).and_then(exact_reciprocal) {
                let reciprocal = graph.number(reciprocal);
                return insert_simplified(graph, Two(Binary::Mul, a, reciprocal));
            }
        }
        Two(Binary::Pow, x, y) => {
            if let Some(id) = constant_power(graph, x, y) {
                return id;
            }
        }
        Operation::Select(condition, yes, no) => {
            if let Some(value) = graph.constant(condition)
                && !value.is_nan()
            {
                return if value != 0.0 { yes } else { no };
            }
        }
        _ => {}
    }
    graph.insert(operation)
}

/// 1/x where it is exact: x is a power of 2 far from the ends of the range.
fn exact_reciprocal(x: f64) -> Option<f64> {
    let is_power_of_two = x.to_bits() << 12 == 0;
    (is_power_of_two && (1e-300..1e300).contains(&x.abs())).then(|| 1.0 / x)
}

/// x^y by multiplication or a square root, for the y where that is possible.
fn constant_power(graph: &mut Graph, x: Id, y: Id) -> Option<Id> {
    let y = graph.constant(y)?;
    if y == 0.5 {
        return Some(graph.insert(One(Unary::Sqrt, x)));
    }
    if y != y.floor() || y.abs() > WHOLE_POWER_MAX {
        return None;
    }
    let mut rest = y.abs() as u32;
    let mut square = x;
    let mut product = None;
    while rest > 0 {
        if rest & 1 == 1 {
            product = Some(match product {
                None => square,
                Some(product) => graph.insert(Two(Binary::Mul, product, square)),
            });
        }
        rest >>= 1;
        if rest > 0 {
            square = graph.insert(Two(Binary::Mul, square, square));
        }
    }
    let one = graph.number(1.0);
    Some(match product {
        None => one,
        Some(product) if y < 0.0 => graph.insert(Two(Binary::Div, one, product)),
        Some(product) => product,
    })
}
