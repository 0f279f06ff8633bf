//! What broke first in a draw that diverged: the draw is run again, and followed back from where it showed.
//!
//! From a node that is not finite the way leads to the operand that is not, and from a stock to its flow a
//! step before, until all operands are fine. The last definition that was passed is the culprit.

use crate::error::Error;
use crate::error::diverged::{DivergenceRow, OperandRow};
use std::collections::{BTreeSet, HashMap};
use tenfold_engine::{Divergence, Kernel, Place, Sampling, trace};
use tenfold_ir::{EventView, MilestoneView, Node, NodeId, Program, Unit, Variable, VariableKind};

/// Values of a draw that are kept; a draw of more is named by where it showed.
const VALUES_MAX: usize = 1 << 26;
/// Operands that are named.
const OPERANDS_MAX: usize = 6;

/// The definition that broke first in a draw, when, and its operands.
pub fn culprit(
    program: &Program,
    sampling: &Sampling,
    (draw, divergence): (u64, Divergence),
) -> Result<DivergenceRow, Error> {
    let shown = DivergenceRow {
        variable: place_name(program, divergence.place),
        time: program.time.at(divergence.step),
        draw,
        operands: Vec::new(),
    };
    let Some(start) = start(program, divergence.place) else {
        return Ok(shown);
    };
    let steps = divergence.step as usize + 1;
    if program.nodes.len().saturating_mul(steps) > VALUES_MAX {
        return Ok(shown);
    }
    let mut again = Again {
        program,
        values: Vec::with_capacity(steps),
        is_open: open_ended(program),
    };
    again.run(sampling, draw, divergence.step)?;
    let mut names = HashMap::new();
    for variable in program.variables.iter().rev() {
        names.insert(variable.node, variable);
    }
    let (name, node, step) = again.followed(divergence, start, &names);
    Ok(DivergenceRow {
        variable: name.unwrap_or(shown.variable),
        time: program.time.at(step as u32),
        operands: again.operands(node, step, &names),
        draw,
    })
}

/// Refuses an ensemble of which every draw diverged: nothing can be said of it.
pub fn refuse_all_diverged(
    program: &Program,
    sampling: &Sampling,
    (first, diverged, draws): (Option<(u64, Divergence)>, u64, u64),
) -> Result<(), Error> {
    match first.filter(|_| diverged == draws) {
        Some(first) => Err(Error::AllDiverged {
            draws,
            first: Box::new(culprit(program, sampling, first)?),
        }),
        None => Ok(()),
    }
}

/// What diverged, by its qualified name.
pub(crate) fn place_name(program: &Program, place: Place) -> String {
    match place {
        Place::Param(id) => program.params[id.index()].name.clone(),
        Place::Stock(id) => program.stocks[id.index()].name.clone(),
        Place::Event(id) => program.events[id.index()].name.clone(),
        Place::Milestone(id) => program.milestones[id.index()].name.clone(),
    }
}

/// The node from which a place is followed back: a stock's own, a condition, a hazard.
fn start(program: &Program, place: Place) -> Option<NodeId> {
    match place {
        Place::Param(_) => None,
        Place::Stock(id) => {
            let is_own = |node: &Node| *node == Node::Stock(id);
            let own = program.nodes.iter().position(is_own);
            Some(own.map_or(program.stocks[id.index()].flow, |at| NodeId(at as u32)))
        }
        Place::Event(id) => Some(program.events[id.index()].hazard),
        Place::Milestone(id) => Some(program.milestones[id.index()].when),
    }
}

/// Which nodes may rightly be infinite: they read when something came that may never come.
fn open_ended(program: &Program) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(program.nodes.len());
    for node in &program.nodes {
        let is_source = matches!(
            node,
            Node::Event(_, EventView::Since) | Node::Milestone(_, MilestoneView::Date)
        );
        out.push(is_source || operands(node).any(|id| out[id.index()]));
    }
    out
}

fn operands(node: &Node) -> impl Iterator<Item = NodeId> + use<> {
    let list = match *node {
        Node::Unary(_, a) | Node::Lookup(_, a) => [Some(a), None, None],
        Node::Binary(_, a, b) => [Some(a), Some(b), None],
        Node::Select(a, b, c) => [Some(a), Some(b), Some(c)],
        _ => [None; 3],
    };
    list.into_iter().flatten()
}

/// A draw, run again.
struct Again<'a> {
    program: &'a Program,
    /// By step, then by node.
    values: Vec<Vec<f64>>,
    is_open: Vec<bool>,
}

impl Again<'_> {
    fn run(&mut self, sampling: &Sampling, draw: u64, last: u32) -> Result<(), Error> {
        let every = (0..self.program.nodes.len() as u32).map(|at| Variable {
            name: String::new(),
            labels: Vec::new(),
            kind: VariableKind::Let,
            node: NodeId(at),
            unit: Unit::pure(),
            output: false,
        });
        let asked = Program {
            variables: every.collect(),
            ..self.program.clone()
        };
        let all: Vec<usize> = (0..asked.variables.len()).collect();
        let kernel = Kernel::compile(&asked, &all)?;
        trace(&kernel, sampling, draw, last, |_, values| {
            self.values.push(values.to_vec());
        });
        Ok(())
    }

    fn is_broken(&self, node: NodeId, step: usize) -> bool {
        let value = self.values[step][node.index()];
        value.is_nan() || value.is_infinite() && !self.is_open[node.index()]
    }

    /// The definition in which the way back ends, with its equation and its step.
    fn followed(
        &self,
        divergence: Divergence,
        start: NodeId,
        names: &HashMap<NodeId, &Variable>,
    ) -> (Option<String>, NodeId, usize) {
        let (mut node, mut step) = (start, divergence.step as usize);
        let mut found = (None, start, step);
        let mut seen = BTreeSet::new();
        while seen.insert((step, node)) {
            let before = self.before(node, step);
            if let Some(variable) = names.get(&node) {
                found = (Some(variable.full_name()), node, step);
                if let (Node::Stock(id), true) = (self.program.nodes[node.index()], step > 0) {
                    found.1 = self.program.stocks[id.index()].flow;
                    found.2 = step - 1;
                }
            }
            match before {
                Some(before) => (node, step) = before,
                None => break,
            }
        }
        found
    }

    /// What made a node that is broken so, where that is broken too.
    fn before(&self, node: NodeId, step: usize) -> Option<(NodeId, usize)> {
        let program = self.program;
        let broken = |id: NodeId| self.is_broken(id, step).then_some((id, step));
        match program.nodes[node.index()] {
            Node::Stock(id) => {
                let stock = &program.stocks[id.index()];
                let (cause, at) = match step {
                    0 => (stock.initial, 0),
                    _ => (stock.flow, step - 1),
                };
                self.is_broken(cause, at).then_some((cause, at))
            }
            Node::Delayed(id) => {
                let delay = &program.delays[id.index()];
                let input = (0..step).find(|at| self.is_broken(delay.input, *at));
                let input = input.map(|at| (delay.input, at));
                input.or(broken(delay.lag)).or(broken(delay.before))
            }
            Node::Event(id, _) => {
                let hazard = program.events[id.index()].hazard;
                let at = (0..step).find(|at| self.is_broken(hazard, *at));
                at.map(|at| (hazard, at))
            }
            // The other branch broke nothing.
            Node::Select(condition, yes, no) => broken(condition).or_else(|| {
                let is_yes = self.values[step][condition.index()] != 0.0;
                broken(if is_yes { yes } else { no })
            }),
            ref other => {
                let nans = operands(other).filter(|id| self.values[step][id.index()].is_nan());
                nans.chain(operands(other)).find_map(broken)
            }
        }
    }

    /// The definitions that an equation is made of, with their values.
    fn operands(
        &self,
        node: NodeId,
        step: usize,
        names: &HashMap<NodeId, &Variable>,
    ) -> Vec<OperandRow> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<NodeId> = operands(&self.program.nodes[node.index()]).collect();
        open.reverse();
        if open.is_empty() {
            open.push(node);
        }
        while let Some(node) = open.pop() {
            if out.len() == OPERANDS_MAX || !seen.insert(node) {
                continue;
            }
            match names.get(&node) {
                Some(variable) if variable.kind != VariableKind::Const => out.push(OperandRow {
                    name: variable.full_name(),
                    value: self.values[step][node.index()] / variable.unit.factor,
                    unit: variable.unit.text.clone(),
                }),
                Some(_) => {}
                None => {
                    let parts: Vec<NodeId> = operands(&self.program.nodes[node.index()]).collect();
                    open.extend(parts.into_iter().rev());
                }
            }
        }
        out
    }
}
