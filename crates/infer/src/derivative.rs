//! Derivatives of a graph, as more of the graph: the reverse mode of automatic differentiation.
//!
//! Griewank and Walther, "Evaluating Derivatives" (2nd ed., 2008), ch. 3: one pass from the output
//! back to the inputs gives the whole gradient. Where a function has a kink the derivative is that
//! of one of its sides; a step has none, and counts as flat.

use crate::expression::Graph;
use tenfold_ir::{Binary, Interpolation, Node, NodeId, Table, Unary};

/// The derivatives of `output` with respect to nodes that stand before it.
pub(crate) fn gradient(graph: &mut Graph, output: NodeId, inputs: &[NodeId]) -> Vec<NodeId> {
    let end = output.index() + 1;
    let depends = dependence(graph, inputs, end);
    let mut adjoints: Vec<Option<NodeId>> = vec![None; end];
    adjoints[output.index()] = Some(graph.constant(1.0));
    for at in (0..end).rev() {
        let id = NodeId(at as u32);
        let Some(adjoint) = adjoints[at].filter(|_| depends[at]) else {
            continue;
        };
        for (operand, local) in partials(graph, id, &depends) {
            let term = graph.mul(adjoint, local);
            let slot = operand.index();
            adjoints[slot] = Some(match adjoints[slot] {
                Some(sum) => graph.add(sum, term),
                None => term,
            });
        }
    }
    let found = inputs
        .iter()
        .map(|input| adjoints.get(input.index()).copied().flatten());
    let found: Vec<Option<NodeId>> = found.collect();
    found
        .into_iter()
        .map(|one| one.unwrap_or_else(|| graph.constant(0.0)))
        .collect()
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

/// The derivatives of a node with respect to those of its operands that depend on an input.
fn partials(graph: &mut Graph, id: NodeId, depends: &[bool]) -> Vec<(NodeId, NodeId)> {
    let mut found = match graph.node(id) {
        Node::Unary(function, x) => unary(graph, function, x, id)
            .map(|local| (x, local))
            .into_iter()
            .collect(),
        Node::Binary(function, x, y) => binary(graph, function, [x, y], id, depends),
        Node::Select(condition, x, y) => {
            let (one, zero) = (graph.constant(1.0), graph.constant(0.0));
            let of_x = graph.select(condition, one, zero);
            let of_y = graph.select(condition, zero, one);
            vec![(x, of_x), (y, of_y)]
        }
        Node::Lookup(table, x) => {
            let of = graph.tables[table.index()].clone();
            slope(graph, &of, x, id)
                .map(|local| (x, local))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    };
    found.retain(|(operand, _)| depends[operand.index()]);
    found
}

fn unary(graph: &mut Graph, function: Unary, x: NodeId, value: NodeId) -> Option<NodeId> {
    Some(match function {
        Unary::Neg => graph.constant(-1.0),
        Unary::Abs => {
            let zero = graph.constant(0.0);
            let is_negative = graph.binary(Binary::Lt, x, zero);
            let (minus, plus) = (graph.constant(-1.0), graph.constant(1.0));
            graph.select(is_negative, minus, plus)
        }
        Unary::Exp => value,
        Unary::Ln => reciprocal(graph, 1.0, x),
        Unary::Log10 => reciprocal(graph, std::f64::consts::LOG10_E, x),
        Unary::Log2 => reciprocal(graph, std::f64::consts::LOG2_E, x),
        Unary::Sqrt => reciprocal(graph, 0.5, value),
        Unary::Logistic => {
            let one = graph.constant(1.0);
            let rest = graph.sub(one, value);
            graph.mul(value, rest)
        }
        Unary::NormalCdf => {
            let square = graph.mul(x, x);
            let exponent = graph.scaled(-0.5, square);
            let density = graph.unary(Unary::Exp, exponent);
            graph.scaled(1.0 / (2.0 * std::f64::consts::PI).sqrt(), density)
        }
        Unary::Not | Unary::Floor => return None,
    })
}

fn binary(
    graph: &mut Graph,
    function: Binary,
    [x, y]: [NodeId; 2],
    value: NodeId,
    depends: &[bool],
) -> Vec<(NodeId, NodeId)> {
    match function {
        Binary::Add => {
            let one = graph.constant(1.0);
            vec![(x, one), (y, one)]
        }
        Binary::Sub => {
            let (one, minus) = (graph.constant(1.0), graph.constant(-1.0));
            vec![(x, one), (y, minus)]
        }
        Binary::Mul => vec![(x, y), (y, x)],
        Binary::Div => {
            let of_x = reciprocal(graph, 1.0, y);
            let share = graph.div(value, y);
            let of_y = graph.unary(Unary::Neg, share);
            vec![(x, of_x), (y, of_y)]
        }
        Binary::Pow => {
            let mut found = Vec::new();
            if depends[x.index()] {
                let one = graph.constant(1.0);
                let less = graph.sub(y, one);
                let power = graph.binary(Binary::Pow, x, less);
                found.push((x, graph.mul(y, power)));
            }
            if depends[y.index()] {
                let logarithm = graph.unary(Unary::Ln, x);
                let of_y = graph.mul(value, logarithm);
                // 0 to any power is 0.
                let zero = graph.constant(0.0);
                let is_zero = graph.binary(Binary::Eq, x, zero);
                found.push((y, graph.select(is_zero, zero, of_y)));
            }
            found
        }
        Binary::Min | Binary::Max => {
            let test = match function {
                Binary::Min => Binary::Le,
                _ => Binary::Ge,
            };
            let is_x = graph.binary(test, x, y);
            let (one, zero) = (graph.constant(1.0), graph.constant(0.0));
            let of_x = graph.select(is_x, one, zero);
            let of_y = graph.select(is_x, zero, one);
            vec![(x, of_x), (y, of_y)]
        }
        Binary::Lt
        | Binary::Le
        | Binary::Gt
        | Binary::Ge
        | Binary::Eq
        | Binary::Ne
        | Binary::And
        | Binary::Or => Vec::new(),
    }
}

fn reciprocal(graph: &mut Graph, factor: f64, x: NodeId) -> NodeId {
    let factor = graph.constant(factor);
    graph.div(factor, x)
}

/// The slope of a table: a table of steps, 0 outside; of one in logarithms, times its value.
fn slope(graph: &mut Graph, table: &Table, x: NodeId, value: NodeId) -> Option<NodeId> {
    let of_value = |y: f64| match table.interpolation {
        Interpolation::Log => y.ln(),
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
