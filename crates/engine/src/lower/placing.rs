//! Nodes of a program on their way into the graph, each after all that it needs.

use crate::error::CompileError;
use crate::graph::{Graph, Id, Leaf, Operation};
use crate::simplify::insert_simplified;
use crate::table::Table;
use tenfold_ir::{EventView, Interpolation, Method, MilestoneView, Node, NodeId, Program, Unary};

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Unseen,
    Open,
    Done(Id),
}

pub(super) struct Lowering<'a> {
    pub program: &'a Program,
    /// In how many parts the method takes a step.
    pub parts: u32,
    pub graph: Graph,
    /// Of the nodes as they are, and as what jumps in time reads them.
    places: [Vec<Place>; 2],
}

/// A node, and whether something that jumps in time reads it.
type Reading = (NodeId, bool);

impl<'a> Lowering<'a> {
    pub fn new(program: &'a Program, varying: Vec<u32>, parts: u32) -> Lowering<'a> {
        let tables = program.tables.iter().map(Table::new).collect();
        Lowering {
            program,
            parts,
            graph: Graph::new(tables, varying),
            places: [(); 2].map(|()| vec![Place::Unseen; program.nodes.len()]),
        }
    }

    /// The place of a node, after those of all it needs.
    pub fn place(&mut self, root: NodeId) -> Result<Id, CompileError> {
        let mut stack = vec![(root, false)];
        let mut needed = Vec::new();
        while let Some(&reading) = stack.last() {
            if let Place::Done(_) = self.place_of(reading) {
                stack.pop();
                continue;
            }
            needed.clear();
            self.needed(reading.0, &mut needed);
            let of_jumps = self.is_of_jumps(reading);
            let mut open = (needed.iter().rev())
                .map(|&node| (node, of_jumps))
                .filter(|&needed| !matches!(self.place_of(needed), Place::Done(_)))
                .peekable();
            let (node, side) = (reading.0.index(), usize::from(reading.1));
            if open.peek().is_none() {
                let operation = self.operation(reading);
                let id = insert_simplified(&mut self.graph, operation);
                self.places[side][node] = Place::Done(id);
                stack.pop();
            } else if self.place_of(reading) == Place::Open {
                return Err(CompileError::Loop { node });
            } else {
                stack.extend(open);
                self.places[side][node] = Place::Open;
            }
        }
        Ok(self.done((root, false)))
    }

    fn place_of(&self, (node, of_jumps): Reading) -> Place {
        self.places[usize::from(of_jumps)][node.index()]
    }

    /// Whether what a node reads of time is read by something that jumps: itself or what reads it.
    /// Euler's steps have no stages that could lie on another side of a jump.
    fn is_of_jumps(&self, (node, of_jumps): Reading) -> bool {
        use tenfold_ir::Binary::{Eq, Ge, Gt, Le, Lt, Ne};
        if self.program.time.method == Method::Euler {
            return false;
        }
        of_jumps
            || match self.program.nodes[node.index()] {
                Node::Binary(operation, ..) => matches!(operation, Lt | Le | Gt | Ge | Eq | Ne),
                Node::Unary(operation, _) => operation == Unary::Floor,
                Node::Lookup(table, _) => {
                    self.program.tables[table.index()].interpolation == Interpolation::Step
                }
                _ => false,
            }
    }

    fn done(&self, reading: Reading) -> Id {
        match self.place_of(reading) {
            Place::Done(id) => id,
            _ => unreachable!("node {} is placed before it is read", reading.0.0),
        }
    }

    fn needed(&self, node: NodeId, needed: &mut Vec<NodeId>) {
        match self.program.nodes[node.index()] {
            Node::Const(_) | Node::Time | Node::Step | Node::Stock(_) => {}
            Node::Noise(_) | Node::Event(..) | Node::Milestone(..) => {}
            Node::Param(param) => {
                let param = &self.program.params[param.index()];
                needed.extend(param.central);
                if let Some(prior) = &param.prior {
                    prior.nodes(needed);
                }
            }
            Node::Delayed(delay) => {
                let delay = &self.program.delays[delay.index()];
                needed.extend([delay.lag, delay.before]);
            }
            Node::Unary(_, a) | Node::Lookup(_, a) => needed.push(a),
            Node::Binary(_, a, b) => needed.extend([a, b]),
            Node::Select(a, b, c) => needed.extend([a, b, c]),
        }
    }

    fn operation(&self, reading: Reading) -> Operation {
        let (node, of_jumps) = (reading.0, self.is_of_jumps(reading));
        let done = |node: NodeId| self.done((node, of_jumps));
        match self.program.nodes[node.index()] {
            Node::Const(value) => Operation::number(value),
            Node::Step => Operation::number(self.program.time.dt / f64::from(self.parts)),
            Node::Time if self.program.time.method == Method::Adaptive => {
                Operation::Leaf(Leaf::Clock { of_jumps })
            }
            Node::Time => Operation::Time { of_jumps },
            Node::Param(param) => Operation::Leaf(Leaf::Param(param.0)),
            Node::Stock(stock) => Operation::Leaf(Leaf::Stock(stock.0)),
            Node::Noise(noise) => Operation::Leaf(Leaf::Noise(noise.0)),
            Node::Event(event, view) => Operation::Leaf(match view {
                EventView::Active => Leaf::Active(event.0),
                EventView::Occurred => Leaf::Occurred(event.0),
                EventView::Since => Leaf::Since(event.0),
            }),
            Node::Milestone(milestone, view) => Operation::Leaf(match view {
                MilestoneView::Reached => Leaf::Reached(milestone.0),
                MilestoneView::Date => Leaf::Date(milestone.0),
            }),
            Node::Delayed(delay) => {
                let of = &self.program.delays[delay.index()];
                Operation::Delayed(delay.0, done(of.lag), done(of.before))
            }
            Node::Unary(operation, a) => Operation::Unary(operation, done(a)),
            Node::Binary(operation, a, b) => Operation::Binary(operation, done(a), done(b)),
            Node::Select(a, b, c) => Operation::Select(done(a), done(b), done(c)),
            Node::Lookup(table, a) => Operation::Lookup(table.0, done(a)),
        }
    }
}
