//! Whether two programs say the same of a prior: nodes have other numbers in each.

use tenfold_ir::{Distribution, Node, NodeId, Program};

/// A program and a distribution of it.
type Prior<'a> = (&'a Program, &'a Distribution);

/// Whether two priors have the same arguments, parameters being the same by name. What cannot be told is
/// taken for another.
pub(crate) fn same_prior((a, first): Prior, (b, second): Prior) -> bool {
    let nodes = |x: &NodeId, y: &NodeId| same_node((a, *x), (b, *y));
    match (first, second) {
        (
            Distribution::Family {
                family: f,
                arguments: x,
            },
            Distribution::Family {
                family: g,
                arguments: y,
            },
        ) => f == g && x.len() == y.len() && x.iter().zip(y).all(|(x, y)| nodes(x, y)),
        (
            Distribution::Truncated {
                base: f,
                low: l,
                high: h,
            },
            Distribution::Truncated {
                base: g,
                low: m,
                high: i,
            },
        ) => {
            let ends = |x: &Option<NodeId>, y: &Option<NodeId>| match (x, y) {
                (Some(x), Some(y)) => nodes(x, y),
                (x, y) => x.is_none() && y.is_none(),
            };
            same_prior((a, f), (b, g)) && ends(l, m) && ends(h, i)
        }
        (Distribution::Mixture(x), Distribution::Mixture(y)) => {
            let parts = x.iter().zip(y);
            let same = |((v, f), (w, g)): (&(NodeId, Distribution), &(NodeId, Distribution))| {
                nodes(v, w) && same_prior((a, f), (b, g))
            };
            x.len() == y.len() && parts.into_iter().all(same)
        }
        (Distribution::Empirical { values: x, .. }, Distribution::Empirical { values: y, .. }) => {
            x == y
        }
        _ => false,
    }
}

fn same_node((a, x): (&Program, NodeId), (b, y): (&Program, NodeId)) -> bool {
    let same = |x: NodeId, y: NodeId| same_node((a, x), (b, y));
    match (a.nodes[x.index()], b.nodes[y.index()]) {
        (Node::Const(x), Node::Const(y)) => x.to_bits() == y.to_bits(),
        (Node::Param(x), Node::Param(y)) => a.params[x.index()].name == b.params[y.index()].name,
        (Node::Unary(f, x), Node::Unary(g, y)) => f == g && same(x, y),
        (Node::Binary(f, x, v), Node::Binary(g, y, w)) => f == g && same(x, y) && same(v, w),
        (Node::Select(c, x, v), Node::Select(d, y, w)) => same(c, d) && same(x, y) && same(v, w),
        _ => false,
    }
}
