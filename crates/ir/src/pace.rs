//! How often the values of a program change.

use crate::{Node, NodeId, Program};

/// How often a value changes, from the most constant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// Never, in any draw.
    Constant,
    /// It is one number all along a draw.
    Draw,
    /// When milestones are reached: after the end it is one number a draw.
    Milestones,
    /// In time.
    Time,
}

impl Program {
    /// The pace of each node.
    pub fn paces(&self) -> Vec<Pace> {
        let mut paces: Vec<Pace> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let of = |id: &NodeId| paces[id.index()];
            let pace = match node {
                Node::Const(_) | Node::Step => Pace::Constant,
                Node::Param(_) => Pace::Draw,
                Node::Milestone(..) => Pace::Milestones,
                Node::Time
                | Node::Stock(_)
                | Node::Delayed(_)
                | Node::Noise(_)
                | Node::Event(..) => Pace::Time,
                Node::Unary(_, a) | Node::Lookup(_, a) => of(a),
                Node::Binary(_, a, b) => of(a).max(of(b)),
                Node::Select(a, b, c) => of(a).max(of(b)).max(of(c)),
            };
            paces.push(pace);
        }
        paces
    }
}
