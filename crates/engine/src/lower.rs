//! From a program to the graph of what its run needs, dead nodes dropped.
//!
//! Its own order: a delay's lag and the arguments of a parameter's prior count as operands, so that
//! they come before what reads them.

mod crossing;

use crate::error::CompileError;
use crate::graph::{Class, Graph, Id, Leaf, Operation};
use crate::milestone::Crossing;
use crate::simplify::insert_simplified;
use crate::table::Table;
use tenfold_ir::{Distribution, EventView, MilestoneView, Node, NodeId, Program};

/// Where in the graph the things are that a trajectory needs at each step or at its start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots {
    /// Initial value of each stock.
    pub initials: Vec<Id>,
    /// Net flow of each stock.
    pub flows: Vec<Id>,
    /// Input and output before the first arrival of each delay; none where it is dead.
    pub delays: Vec<Option<(Id, Id)>>,
    /// Hazard of each event; none where it is dead.
    pub hazards: Vec<Option<Id>>,
    /// Condition of each milestone.
    pub conditions: Vec<Id>,
    /// How each milestone's condition comes to hold within a step.
    pub crossings: Vec<Vec<Crossing<Id>>>,
    /// Value of each recorded variable.
    pub records: Vec<Id>,
    /// Central value of each parameter, where there is one.
    pub centrals: Vec<Option<Id>>,
    /// The nodes that distributions of parameters, noises and events name, with their places.
    pub arguments: Vec<(NodeId, Id)>,
}

impl Roots {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = Id> + '_ {
        let delays = self.delays.iter().flatten().flat_map(|&(a, b)| [a, b]);
        (self.initials.iter().chain(&self.flows))
            .chain(&self.conditions)
            .chain(&self.records)
            .chain(self.hazards.iter().flatten())
            .chain(self.centrals.iter().flatten())
            .copied()
            .chain(self.crossed())
            .chain(delays)
            .chain(self.arguments.iter().map(|&(_, id)| id))
    }

    /// What milestones look at to tell where within a step they were reached.
    pub fn crossed(&self) -> impl Iterator<Item = Id> + '_ {
        self.crossings
            .iter()
            .flatten()
            .flat_map(|part| part.places())
    }

    /// The same places in another graph.
    pub fn moved(&self, place: impl Fn(Id) -> Id) -> Roots {
        let list = |ids: &[Id]| ids.iter().map(|&id| place(id)).collect();
        let options = |ids: &[Option<Id>]| ids.iter().map(|id| id.map(&place)).collect();
        Roots {
            initials: list(&self.initials),
            flows: list(&self.flows),
            delays: (self.delays.iter())
                .map(|pair| pair.map(|(a, b)| (place(a), place(b))))
                .collect(),
            hazards: options(&self.hazards),
            conditions: list(&self.conditions),
            crossings: (self.crossings.iter())
                .map(|parts| parts.iter().map(|part| part.moved(&place)).collect())
                .collect(),
            records: list(&self.records),
            centrals: options(&self.centrals),
            arguments: (self.arguments.iter())
                .map(|&(node, id)| (node, place(id)))
                .collect(),
        }
    }
}

/// The graph and its roots; what reads one of the varying parameters is evaluated at each step.
pub(crate) fn lower(
    program: &Program,
    record: &[usize],
    varying: Vec<u32>,
) -> Result<(Graph, Roots), CompileError> {
    let tables = program.tables.iter().map(Table::new).collect();
    let mut lowering = Lowering {
        program,
        graph: Graph::new(tables, varying),
        places: vec![Place::Unseen; program.nodes.len()],
    };
    let roots = lowering.roots(record)?;
    Ok((lowering.graph, roots))
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Unseen,
    Open,
    Done(Id),
}

struct Lowering<'a> {
    program: &'a Program,
    graph: Graph,
    places: Vec<Place>,
}

impl Lowering<'_> {
    fn roots(&mut self, record: &[usize]) -> Result<Roots, CompileError> {
        let program = self.program;
        let mut roots = Roots::default();
        for stock in &program.stocks {
            roots.flows.push(self.place(stock.flow)?);
            roots
                .initials
                .push(self.per_draw(stock.initial, &stock.name)?);
        }
        let continuous = crossing::continuous(program);
        for milestone in &program.milestones {
            roots.conditions.push(self.place(milestone.when)?);
            let crossing = self.crossing(milestone.when, &continuous)?;
            roots.crossings.push(crossing);
        }
        for &variable in record {
            let Some(variable) = program.variables.get(variable) else {
                return Err(CompileError::NoSuchVariable {
                    found: variable,
                    variables: program.variables.len(),
                });
            };
            roots.records.push(self.place(variable.node)?);
        }
        for param in &program.params {
            let central = match param.central {
                Some(node) => Some(self.per_draw(node, &param.name)?),
                None => None,
            };
            roots.centrals.push(central);
            self.arguments(param.prior.as_ref(), &param.name, &mut roots)?;
        }
        self.processes(&mut roots)?;
        Ok(roots)
    }

    /// Delays and noises, which live only if something living reads them, and events that anything of
    /// the program reads, so that what is recorded decides nothing; their inputs may in turn read others.
    fn processes(&mut self, roots: &mut Roots) -> Result<(), CompileError> {
        let program = self.program;
        roots.delays = vec![None; program.delays.len()];
        roots.hazards = vec![None; program.events.len()];
        let mut noises = vec![false; program.noises.len()];
        for (at, node) in program.nodes.iter().enumerate() {
            if let Node::Event(..) = node {
                self.place(NodeId(at as u32))?;
            }
        }
        let mut seen = 0;
        while seen < self.graph.nodes.len() {
            let operation = self.graph.nodes[seen];
            seen += 1;
            match operation {
                Operation::Delayed(delay, _) if roots.delays[delay as usize].is_none() => {
                    let delay_definition = &program.delays[delay as usize];
                    let input = self.place(delay_definition.input)?;
                    let before = self.per_draw(delay_definition.before, &delay_definition.name)?;
                    roots.delays[delay as usize] = Some((input, before));
                }
                Operation::Leaf(
                    Leaf::Active(event) | Leaf::Occurred(event) | Leaf::Since(event),
                ) if roots.hazards[event as usize].is_none() => {
                    let definition = &program.events[event as usize];
                    roots.hazards[event as usize] = Some(self.place(definition.hazard)?);
                    self.arguments(definition.duration.as_ref(), &definition.name, roots)?;
                }
                Operation::Leaf(Leaf::Noise(noise)) if !noises[noise as usize] => {
                    noises[noise as usize] = true;
                    let definition = &program.noises[noise as usize];
                    self.arguments(Some(&definition.distribution), &definition.name, roots)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn arguments(
        &mut self,
        distribution: Option<&Distribution>,
        name: &str,
        roots: &mut Roots,
    ) -> Result<(), CompileError> {
        let mut nodes = Vec::new();
        if let Some(distribution) = distribution {
            distribution.nodes(&mut nodes);
        }
        for node in nodes {
            let id = self.per_draw(node, name)?;
            roots.arguments.push((node, id));
        }
        Ok(())
    }

    /// The place of a node that has to depend on constants and parameters only.
    fn per_draw(&mut self, node: NodeId, name: &str) -> Result<Id, CompileError> {
        let id = self.place(node)?;
        match self.graph.class(id) {
            Class::Const | Class::Params => Ok(id),
            Class::Time | Class::Step => Err(CompileError::VariesInTime { name: name.into() }),
        }
    }

    /// The place of a node, after those of all it needs.
    fn place(&mut self, root: NodeId) -> Result<Id, CompileError> {
        let mut stack = vec![root];
        let mut needed = Vec::new();
        while let Some(&node) = stack.last() {
            if let Place::Done(_) = self.places[node.index()] {
                stack.pop();
                continue;
            }
            needed.clear();
            self.needed(node, &mut needed);
            needed.retain(|n| !matches!(self.places[n.index()], Place::Done(_)));
            if needed.is_empty() {
                let operation = self.operation(node);
                let id = insert_simplified(&mut self.graph, operation);
                self.places[node.index()] = Place::Done(id);
                stack.pop();
            } else if self.places[node.index()] == Place::Open {
                return Err(CompileError::Loop { node: node.index() });
            } else {
                self.places[node.index()] = Place::Open;
                stack.extend(needed.iter().rev());
            }
        }
        Ok(self.done(root))
    }

    fn done(&self, node: NodeId) -> Id {
        match self.places[node.index()] {
            Place::Done(id) => id,
            _ => unreachable!("node {} is placed before it is read", node.0),
        }
    }

    fn needed(&self, node: NodeId, needed: &mut Vec<NodeId>) {
        match self.program.nodes[node.index()] {
            Node::Const(_) | Node::Time | Node::Stock(_) => {}
            Node::Noise(_) | Node::Event(..) | Node::Milestone(..) => {}
            Node::Param(param) => {
                let param = &self.program.params[param.index()];
                needed.extend(param.central);
                if let Some(prior) = &param.prior {
                    prior.nodes(needed);
                }
            }
            Node::Delayed(delay) => needed.push(self.program.delays[delay.index()].lag),
            Node::Unary(_, a) | Node::Lookup(_, a) => needed.push(a),
            Node::Binary(_, a, b) => needed.extend([a, b]),
            Node::Select(a, b, c) => needed.extend([a, b, c]),
        }
    }

    fn operation(&self, node: NodeId) -> Operation {
        match self.program.nodes[node.index()] {
            Node::Const(value) => Operation::number(value),
            Node::Time => Operation::Time,
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
                let lag = self.program.delays[delay.index()].lag;
                Operation::Delayed(delay.0, self.done(lag))
            }
            Node::Unary(operation, a) => Operation::Unary(operation, self.done(a)),
            Node::Binary(operation, a, b) => {
                Operation::Binary(operation, self.done(a), self.done(b))
            }
            Node::Select(a, b, c) => Operation::Select(self.done(a), self.done(b), self.done(c)),
            Node::Lookup(table, a) => Operation::Lookup(table.0, self.done(a)),
        }
    }
}
