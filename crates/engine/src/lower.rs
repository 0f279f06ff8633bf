//! From a program to the graph of what its run needs, dead nodes dropped.
//!
//! Its own order: a delay's lag, what comes before and the arguments of a parameter's prior count as operands, so that
//! they come before what reads them.

mod crossing;
mod placing;

use crate::crossing::Crossing;
use crate::error::CompileError;
use crate::graph::{Class, Graph, Id, Leaf, Operation};
use placing::Lowering;
use tenfold_ir::{Distribution, Node, NodeId, Program};

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
    let mut lowering = Lowering::new(program, varying, parts);
    let roots = lowering.roots(record)?;
    Ok((lowering.graph, roots))
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
}
