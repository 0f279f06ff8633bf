//! From a program to the graph of what its run needs, dead nodes dropped.
//!
//! Its own order: a delay's lag, what comes before and the arguments of a parameter's prior count as operands, so that
//! they come before what reads them.

mod crossing;

use crate::error::CompileError;
use crate::graph::{Class, Graph, Id, Leaf, Operation};
use crate::milestone::Crossing;
use crate::simplify::insert_simplified;
use crate::table::Table;
use tenfold_ir::{
    Distribution, EventView, Interpolation, Method, MilestoneView, Node, NodeId, Program, Unary,
};

/// Where in the graph the things are that a trajectory needs at each step or at its start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roots {
    /// Initial value of each stock.
    pub initials: Vec<Id>,
    /// Net flow of each stock.
    pub flows: Vec<Id>,
    /// Input and lag of each delay; none where it is dead.
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
    (varying, parts): (Vec<u32>, u32),
) -> Result<(Graph, Roots), CompileError> {
    let tables = program.tables.iter().map(Table::new).collect();
    let mut lowering = Lowering {
        program,
        parts,
        graph: Graph::new(tables, varying),
        places: [(); 2].map(|()| vec![Place::Unseen; program.nodes.len()]),
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
    /// In how many parts the method takes a step.
    parts: u32,
    graph: Graph,
    /// Of the nodes as they are, and as what jumps in time reads them.
    places: [Vec<Place>; 2],
}

/// A node, and whether something that jumps in time reads it.
type Reading = (NodeId, bool);

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
                Operation::Delayed(delay, ..) if roots.delays[delay as usize].is_none() => {
                    let definition = &program.delays[delay as usize];
                    let (input, lag) = (self.place(definition.input)?, self.place(definition.lag)?);
                    roots.delays[delay as usize] = Some((input, lag));
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
