//! Derivatives of a graph, as more of the graph: the reverse mode of automatic differentiation.
//!
//! Griewank and Walther, "Evaluating Derivatives" (2nd ed., 2008), ch. 3: one pass from the output
//! back to the inputs gives the whole gradient. Where a function has a kink the derivative is that
//! of one of its sides; a step has none, and counts as flat.

use crate::expression::Graph;
use tenfold_ir::{Binary, Interpolation, Node, NodeId, Table, Unary, math};

/// The derivatives of `output` with respect to nodes that stand before it.
pub(crate) fn gradient(graph: &mut Graph, output: NodeId, inputs: &[NodeId]) -> Vec<NodeId> {
    let end = output.index() + 1;
    let depends = dependence(graph, inputs, end);
    let mut adjoints: Vec<Option<Signed>> = vec![None; end];
    adjoints[output.index()] = Some(Signed::plus(graph.constant(1.0)));
    for at in (0..end).rev() {
        let id = NodeId(at as u32);
        let Some(adjoint) = adjoints[at].filter(|_| depends[at]) else {
            continue;
        };
        for (operand, mut term) in terms(graph, (id, adjoint.node), &depends) {
            let slot = operand.index();
            term.is_negative ^= adjoint.is_negative;
            adjoints[slot] = Some(match adjoints[slot] {
                Some(sum) => sum.plus_other(term, graph),
                None => term,
            });
        }
    }
    let found = inputs.iter().map(|input| {
        let found = adjoints.get(input.index()).copied().flatten();
        match found {
            Some(found) => found.written(graph),
            None => graph.constant(0.0),
        }
    });
    found.collect()
}

/// A node or its negative: signs are passed on beside the numbers, and written where these end.
#[derive(Clone, Copy)]
struct Signed {
    is_negative: bool,
    node: NodeId,
}

impl Signed {
    fn plus(node: NodeId) -> Signed {
        Signed {
            is_negative: false,
            node,
        }
    }

    fn minus(node: NodeId) -> Signed {
        Signed {
            is_negative: true,
            node,
        }
    }

    fn plus_other(self, other: Signed, graph: &mut Graph) -> Signed {
        match (self.is_negative, other.is_negative) {
            (false, true) => Signed::plus(graph.sub(self.node, other.node)),
            (true, false) => Signed::plus(graph.sub(other.node, self.node)),
            (is_negative, _) => Signed {
                is_negative,
                node: graph.add(self.node, other.node),
            },
        }
    }

    fn written(self, graph: &mut Graph) -> NodeId {
        match self.is_negative {
            true => graph.unary(Unary::Neg, self.node),
            false => self.node,
        }
    }
}

/// Which nodes depend on an input.
fn dependence(graph: &Graph, inputs: &[NodeId], end: usize) -> Vec<bool> {
    let mut depends = vec![false; end];
    for input in inputs {
        if let Some(own) = depends.get_mut(input.index()) {
            *own = true;
        }
    }
    for at in 0..end {
        let of = |id: NodeId| depends[id.index()];
        depends[at] |= match graph.nodes[at] {
            Node::Unary(_, x) | Node::Lookup(_, x) => of(x),
            Node::Binary(_, x, y) => of(x) || of(y),
            Node::Select(_, x, y) => of(x) || of(y),
            _ => false,
        };
    }
    depends
}

/// What a node passes on of its adjoint to those of its operands that depend on an input.
fn terms(
    graph: &mut Graph,
    (id, adjoint): (NodeId, NodeId),
    depends: &[bool],
) -> Vec<(NodeId, Signed)> {
    let on = |id: NodeId| depends[id.index()];
    let own = (id, adjoint);
    match graph.node(id) {
        Node::Unary(function, x) => {
            let term = unary(graph, function, x, own);
            term.map(|term| (x, term)).into_iter().collect()
        }
        Node::Binary(function, x, y) => {
            let (of_x, of_y) = binary(graph, function, [x, y], own, [on(x), on(y)]);
            let both = [(x, of_x), (y, of_y)].into_iter();
            both.filter_map(|(at, term)| Some((at, term?))).collect()
        }
        Node::Select(condition, x, y) => {
            let zero = graph.constant(0.0);
            let mut found = Vec::new();
            if on(x) {
                let term = graph.select(condition, adjoint, zero);
                found.push((x, Signed::plus(term)));
            }
            if on(y) {
                let term = graph.select(condition, zero, adjoint);
                found.push((y, Signed::plus(term)));
            }
            found
        }
        Node::Lookup(table, x) => {
            let of = graph.tables[table.index()].clone();
            let local = slope(graph, &of, x, id);
            local
                .map(|local| (x, Signed::plus(graph.mul(adjoint, local))))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn unary(
    graph: &mut Graph,
    function: Unary,
    x: NodeId,
    (value, adjoint): (NodeId, NodeId),
) -> Option<Signed> {
    let mut over = |factor: f64, by: NodeId| {
        let scaled = graph.scaled(factor, adjoint);
        graph.div(scaled, by)
    };
    Some(Signed::plus(match function {
        Unary::Neg => return Some(Signed::minus(adjoint)),
        Unary::Held => adjoint,
        Unary::Abs => {
            let zero = graph.constant(0.0);
            let is_negative = graph.binary(Binary::Lt, x, zero);
            let minus = graph.unary(Unary::Neg, adjoint);
            graph.select(is_negative, minus, adjoint)
        }
        Unary::Exp => graph.mul(adjoint, value),
        Unary::Ln => graph.div(adjoint, x),
        Unary::Log10 => over(std::f64::consts::LOG10_E, x),
        Unary::Log2 => over(std::f64::consts::LOG2_E, x),
        Unary::Sqrt => over(0.5, value),
        Unary::Logistic => {
            let one = graph.constant(1.0);
            let rest = graph.sub(one, value);
            let local = graph.mul(value, rest);
            graph.mul(adjoint, local)
        }
        Unary::NormalCdf => {
            let square = graph.mul(x, x);
            let exponent = graph.scaled(-0.5, square);
            let density = graph.unary(Unary::Exp, exponent);
            let local = graph.scaled(1.0 / (2.0 * std::f64::consts::PI).sqrt(), density);
            graph.mul(adjoint, local)
        }
        Unary::Not | Unary::Floor | Unary::Undefined => return None,
    }))
}

/// What goes to x and to y, where they depend on an input.
fn binary(
    graph: &mut Graph,
    function: Binary,
    [x, y]: [NodeId; 2],
    (value, adjoint): (NodeId, NodeId),
    [on_x, on_y]: [bool; 2],
) -> (Option<Signed>, Option<Signed>) {
    let plus = Signed::plus;
    match function {
        Binary::Add => (on_x.then_some(plus(adjoint)), on_y.then_some(plus(adjoint))),
        Binary::Sub => (
            on_x.then_some(plus(adjoint)),
            on_y.then_some(Signed::minus(adjoint)),
        ),
        Binary::Mul => (
            on_x.then(|| plus(graph.mul(adjoint, y))),
            on_y.then(|| plus(graph.mul(adjoint, x))),
        ),
        Binary::Div => {
            let share = graph.div(adjoint, y);
            let of_y = on_y.then(|| Signed::minus(graph.mul(share, value)));
            (on_x.then_some(plus(share)), of_y)
        }
        Binary::Pow => {
            let of_x = on_x.then(|| {
                let one = graph.constant(1.0);
                let less = graph.sub(y, one);
                let power = graph.binary(Binary::Pow, x, less);
                let local = graph.mul(y, power);
                plus(graph.mul(adjoint, local))
            });
            let of_y = on_y.then(|| {
                let logarithm = graph.unary(Unary::Ln, x);
                let local = graph.mul(value, logarithm);
                let term = graph.mul(adjoint, local);
                // 0 to any power is 0.
                let zero = graph.constant(0.0);
                let is_zero = graph.binary(Binary::Eq, x, zero);
                plus(graph.select(is_zero, zero, term))
            });
            (of_x, of_y)
        }
        Binary::Min | Binary::Max => {
            let test = match function {
                Binary::Min => Binary::Le,
                _ => Binary::Ge,
            };
            let is_x = graph.binary(test, x, y);
            let zero = graph.constant(0.0);
            (
                on_x.then(|| plus(graph.select(is_x, adjoint, zero))),
                on_y.then(|| plus(graph.select(is_x, zero, adjoint))),
            )
        }
        Binary::Lt
        | Binary::Le
        | Binary::Gt
        | Binary::Ge
        | Binary::Eq
        | Binary::Ne
        | Binary::And
        | Binary::Or => (None, None),
    }
}

/// The slope of a table: a table of steps, 0 outside; of one in logarithms, times its value.
fn slope(graph: &mut Graph, table: &Table, x: NodeId, value: NodeId) -> Option<NodeId> {
    let of_value = |y: f64| match table.interpolation {
        Interpolation::Log => math::ln(y),
        _ => y,
    };
    let (xs, ys) = (&table.xs, &table.ys);
    if table.interpolation == Interpolation::Step || xs.len() < 2 {
        return None;
    }
    let spans = xs.windows(2).zip(ys.windows(2));
    let slopes = spans.map(|(x, y)| (of_value(y[1]) - of_value(y[0])) / (x[1] - x[0]));
    // Flat before the first point and from the last on.
    let slopes = slopes.chain(std::iter::once(0.0)).collect();
    let steps = graph.table(Table {
        name: format!("slope of {}", table.name),
        xs: xs.clone(),
        ys: slopes,
        interpolation: Interpolation::Step,
    });
    let inside = graph.push(Node::Lookup(steps, x));
    let first = graph.constant(xs[0]);
    let zero = graph.constant(0.0);
    let is_before = graph.binary(Binary::Lt, x, first);
    let slope = graph.select(is_before, zero, inside);
    Some(match table.interpolation {
        Interpolation::Log => graph.mul(slope, value),
        _ => slope,
    })
}

#[cfg(test)]
mod tests;
