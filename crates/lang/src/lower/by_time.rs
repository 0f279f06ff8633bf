//! Milestones as they stand at a time that need not be of the grid.
//!
//! What depends on milestones alone has a value at any time: each was reached by then or not, and its date is known to a
//! part of a step once the step is over. So it is asked a step later, or after the end.

use super::{Lowerer, graph::operands, grid::GRID_TOLERANCE};
use rustc_hash::FxHashMap as HashMap;
use tenfold_ir::{Binary, Dimension, MilestoneId, MilestoneView, Node, NodeId};

impl Lowerer<'_> {
    /// Which nodes change from step to step, milestones aside: those are read after the end.
    pub(super) fn varying(&self) -> Vec<bool> {
        let nodes = &self.graph.nodes;
        let mut varies = vec![false; nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            varies[at] = match *node {
                Node::Time | Node::Stock(_) | Node::Delayed(_) | Node::Noise(_) => true,
                Node::Event(..) => true,
                Node::Const(_) | Node::Param(_) | Node::Step | Node::Milestone(..) => false,
                Node::Unary(_, a) | Node::Lookup(_, a) => varies[a.index()],
                Node::Binary(_, a, b) => varies[a.index()] || varies[b.index()],
                Node::Select(a, b, c) => [a, b, c].iter().any(|id| varies[id.index()]),
            };
        }
        varies
    }

    /// Whether a node depends on milestones, and on nothing else that moves.
    pub(super) fn is_of_milestones(&self, root: NodeId) -> bool {
        let found = self.below(root);
        let is_one = |id: &NodeId| matches!(self.graph.nodes[id.index()], Node::Milestone(..));
        found.iter().any(is_one) && !self.varying()[root.index()]
    }

    /// A node that depends on milestones alone as it is at a time, once the step that this falls into is over: those count as
    /// reached that were by then. A date within a millionth of a step of the time is that time.
    pub(super) fn by(&mut self, root: NodeId, time: f64) -> NodeId {
        let year = self.graph.measure(&Dimension::base("year"));
        let limit = time + GRID_TOLERANCE * self.time.dt;
        let limit = self.graph.constant(limit, year);
        let never = self.graph.constant(f64::INFINITY, year);
        self.rebuilt(root, |this, _, (milestone, view)| {
            let date = Node::Milestone(milestone, MilestoneView::Date);
            let date = this.graph.node(date, year);
            let is_reached = this.graph.binary(Binary::Le, date, limit);
            match view {
                MilestoneView::Reached => is_reached,
                MilestoneView::Date => this.graph.select(is_reached, date, never),
            }
        })
    }

    /// The same at a time of the grid, before the step to the next is taken: a milestone whose condition
    /// holds there is reached.
    fn on_grid(&mut self, root: NodeId) -> NodeId {
        self.drain();
        self.rebuilt(root, |this, id, (milestone, view)| match view {
            MilestoneView::Reached => {
                let when = this.milestones[milestone.index()].when;
                this.graph.binary(Binary::Or, id, when)
            }
            MilestoneView::Date => id,
        })
    }

    /// Makes nodes of milestones alone such that they can be evaluated on the grid, and says at which time.
    pub(super) fn asked_at(&mut self, time: f64, nodes: &mut [&mut NodeId]) -> f64 {
        let last = f64::from(self.time.steps);
        let place = (time - self.time.start) / self.time.dt;
        // Milestones of a step are shown at the next.
        let shown = (place - GRID_TOLERANCE).ceil().max(0.0) + 1.0;
        if shown > last {
            for node in nodes {
                **node = self.on_grid(**node);
            }
            return time;
        }
        for node in nodes {
            **node = self.by(**node, time);
        }
        self.time.at(shown as u32)
    }

    /// A node with another in place of each milestone.
    fn rebuilt(
        &mut self,
        root: NodeId,
        mut replace: impl FnMut(&mut Self, NodeId, (MilestoneId, MilestoneView)) -> NodeId,
    ) -> NodeId {
        let mut made: HashMap<NodeId, NodeId> = HashMap::default();
        for id in self.below(root) {
            let at = |id: NodeId| made[&id];
            let new = match self.graph.nodes[id.index()] {
                Node::Milestone(milestone, view) => replace(self, id, (milestone, view)),
                Node::Unary(op, a) => self.graph.unary(op, at(a)),
                Node::Binary(op, a, b) => self.graph.binary(op, at(a), at(b)),
                Node::Select(a, b, c) => self.graph.select(at(a), at(b), at(c)),
                Node::Lookup(table, a) => {
                    let measure = self.graph.measure_of(id);
                    self.graph.node(Node::Lookup(table, at(a)), measure)
                }
                _ => id,
            };
            made.insert(id, new);
        }
        made[&root]
    }

    /// A node and all it is made of, operands before users.
    fn below(&self, root: NodeId) -> Vec<NodeId> {
        let mut seen = vec![false; root.index() + 1];
        seen[root.index()] = true;
        for at in (0..=root.index()).rev() {
            if seen[at] {
                for operand in operands(&self.graph.nodes[at]).into_iter().flatten() {
                    seen[operand.index()] = true;
                }
            }
        }
        let ids = (0..seen.len()).filter(|at| seen[*at]);
        ids.map(|at| NodeId(at as u32)).collect()
    }
}
