//! A milestone's condition taken apart: what of it can come to hold between two times of the grid.

use super::placing::Lowering;
use crate::crossing::Crossing;
use crate::error::CompileError;
use crate::graph::Id;
use tenfold_ir::{Binary, Interpolation, MilestoneView, Node, NodeId, Program, Unary};

/// Which nodes move continuously from one time of the grid to the next. What is drawn anew, starts, is
/// held or chosen may jump.
pub(super) fn continuous(program: &Program) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(program.nodes.len());
    for node in &program.nodes {
        let is = |id: NodeId| out.get(id.index()).copied().unwrap_or(false);
        out.push(match *node {
            Node::Const(_) | Node::Param(_) | Node::Time | Node::Step | Node::Stock(_) => true,
            // Once it is known it stays; that it was not is no number.
            Node::Milestone(_, MilestoneView::Date) => true,
            Node::Noise(_) | Node::Event(..) | Node::Milestone(..) | Node::Delayed(_) => false,
            Node::Unary(Unary::Not | Unary::Floor | Unary::Undefined, _) | Node::Select(..) => {
                false
            }
            Node::Unary(_, a) => is(a),
            Node::Binary(op, a, b) => op.truth(0.0, 0.0).is_none() && is(a) && is(b),
            Node::Lookup(table, a) => {
                let table = &program.tables[table.index()];
                table.interpolation != Interpolation::Step && is(a)
            }
        });
    }
    out
}

impl Lowering<'_> {
    /// The parts of a condition, each after those that it joins; none if all of them jump.
    pub(super) fn crossing(
        &mut self,
        when: NodeId,
        continuous: &[bool],
    ) -> Result<Vec<Crossing<Id>>, CompileError> {
        let mut parts = Vec::new();
        // What is still to be taken apart, and what then joins it.
        let mut open = vec![(when, true, None)];
        while let Some((node, wanted, joins)) = open.pop() {
            if let Some(joins) = joins {
                parts.push(joins);
                continue;
            }
            match self.program.nodes[node.index()] {
                Node::Unary(Unary::Not, a) => open.push((a, !wanted, None)),
                Node::Binary(op @ (Binary::And | Binary::Or), a, b) => {
                    let joins = match (op == Binary::And) == wanted {
                        true => Crossing::And,
                        false => Crossing::Or,
                    };
                    open.extend([
                        (node, wanted, Some(joins)),
                        (b, wanted, None),
                        (a, wanted, None),
                    ]);
                }
                Node::Binary(op @ (Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge), a, b)
                    if continuous[a.index()] && continuous[b.index()] =>
                {
                    let is_up = matches!(op, Binary::Gt | Binary::Ge) == wanted;
                    let (high, low) = if is_up { (a, b) } else { (b, a) };
                    let (high, low) = (self.place(high)?, self.place(low)?);
                    parts.push(Crossing::Rise(high, low));
                }
                _ => {
                    let condition = self.place(node)?;
                    parts.push(Crossing::Jump(condition, wanted));
                }
            }
        }
        let rises = |part: &Crossing<Id>| matches!(part, Crossing::Rise(..));
        if !parts.iter().any(rises) {
            parts.clear();
        }
        Ok(parts)
    }
}
