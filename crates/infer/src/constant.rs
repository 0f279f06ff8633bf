//! What can be known of a program before any parameter is.

use crate::expression::{Graph, Import};
use tenfold_engine::{Evaluator, Kernel};
use tenfold_ir::{Node, NodeId, Program};

/// The value of a node that depends on no parameter, and on no time.
pub(crate) fn constant(program: &Program, node: NodeId) -> Option<f64> {
    let mut graph = Graph {
        nodes: Vec::new(),
        tables: program.tables.clone(),
    };
    let varies = |node: &Node| matches!(node, Node::Param(_) | Node::Stock(_));
    let mut import = Import::new(program, vec![None; program.params.len()]);
    // Central values would stand in for parameters, initial ones for stocks: a bound must not depend on them.
    let reached = reached(program, node);
    if reached.iter().any(|id| varies(&program.nodes[id.index()])) {
        return None;
    }
    let copy = import.node(&mut graph, node).ok()?;
    let alone = graph.program(&program.name, Vec::new(), &[copy]);
    let kernel = Kernel::compile(&alone, &[0]).ok()?;
    let mut evaluator = Evaluator::new(&kernel);
    evaluator.evaluate();
    Some(evaluator.value(0, 0))
}

/// A node and all that it is computed from.
pub(crate) fn reached(program: &Program, node: NodeId) -> Vec<NodeId> {
    let mut found = vec![node];
    let mut at = 0;
    while at < found.len() {
        let node = &program.nodes[found[at].index()];
        operands(node, &mut found);
        at += 1;
    }
    found
}

/// Adds what a node is computed from at once.
pub(crate) fn operands(node: &Node, to: &mut Vec<NodeId>) {
    match *node {
        Node::Unary(_, x) | Node::Lookup(_, x) => to.push(x),
        Node::Binary(_, x, y) => to.extend([x, y]),
        Node::Select(c, x, y) => to.extend([c, x, y]),
        _ => {}
    }
}
