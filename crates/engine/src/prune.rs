//! What of a program its columns need: stocks and milestones that reach none of them are dropped, and
//! times after the last that one of them reads.

use tenfold_ir::{Distribution, MilestoneId, Node, NodeId, Program, StockId, When};

/// The program without what its columns do not need. Parameters all stay, as does every draw's chance.
pub(crate) fn pruned(program: &Program) -> Program {
    let needs = Needs::of(program);
    let mut out = program.clone();
    let mut stocks = Vec::with_capacity(program.stocks.len());
    out.stocks.clear();
    for (stock, needed) in program.stocks.iter().zip(&needs.stocks) {
        stocks.push(StockId(out.stocks.len() as u32));
        if *needed {
            out.stocks.push(stock.clone());
        }
    }
    let mut milestones = Vec::with_capacity(program.milestones.len());
    out.milestones.clear();
    for (milestone, needed) in program.milestones.iter().zip(&needs.milestones) {
        milestones.push(MilestoneId(out.milestones.len() as u32));
        if *needed {
            out.milestones.push(milestone.clone());
        }
    }
    for (node, needed) in out.nodes.iter_mut().zip(&needs.nodes) {
        match node {
            // Nothing reads it.
            _ if !needed => *node = Node::Const(0.0),
            Node::Stock(id) => *id = stocks[id.index()],
            Node::Milestone(id, _) => *id = milestones[id.index()],
            _ => {}
        }
    }
    out.observations.clear();
    out.assertions.clear();
    out.variables.clear();
    if !needs.milestones.contains(&true) {
        // After the end nothing is otherwise than at any time.
        let last = program.columns.iter().map(|column| match column.when {
            When::At(step) => step,
            When::End => 0,
        });
        out.time.steps = last.max().unwrap_or(0).min(program.time.steps);
    }
    out
}

/// What is needed, by position.
struct Needs {
    nodes: Vec<bool>,
    stocks: Vec<bool>,
    milestones: Vec<bool>,
    waiting: Vec<NodeId>,
}

impl Needs {
    fn of(program: &Program) -> Needs {
        let mut needs = Needs {
            nodes: vec![false; program.nodes.len()],
            stocks: vec![false; program.stocks.len()],
            milestones: vec![false; program.milestones.len()],
            waiting: program.columns.iter().map(|column| column.node).collect(),
        };
        // The priors of all parameters stay.
        for param in &program.params {
            needs.waiting.extend(param.central);
            needs.distribution(param.prior.as_ref());
        }
        while let Some(id) = needs.waiting.pop() {
            if !std::mem::replace(&mut needs.nodes[id.index()], true) {
                needs.node(program, program.nodes[id.index()]);
            }
        }
        needs
    }

    fn node(&mut self, program: &Program, node: Node) {
        match node {
            Node::Const(_) | Node::Param(_) | Node::Time | Node::Step => {}
            Node::Stock(id) => {
                if !std::mem::replace(&mut self.stocks[id.index()], true) {
                    let stock = &program.stocks[id.index()];
                    self.waiting.extend([stock.initial, stock.flow]);
                }
            }
            Node::Delayed(id) => {
                let delay = &program.delays[id.index()];
                self.waiting.extend([delay.input, delay.lag, delay.before]);
            }
            Node::Noise(id) => {
                self.distribution(Some(&program.noises[id.index()].distribution));
            }
            Node::Event(id, _) => {
                let event = &program.events[id.index()];
                self.waiting.push(event.hazard);
                self.distribution(event.duration.as_ref());
            }
            Node::Milestone(id, _) => {
                self.milestones[id.index()] = true;
                self.waiting.push(program.milestones[id.index()].when);
            }
            Node::Unary(_, a) | Node::Lookup(_, a) => self.waiting.push(a),
            Node::Binary(_, a, b) => self.waiting.extend([a, b]),
            Node::Select(a, b, c) => self.waiting.extend([a, b, c]),
        }
    }

    fn distribution(&mut self, distribution: Option<&Distribution>) {
        if let Some(distribution) = distribution {
            distribution.nodes(&mut self.waiting);
        }
    }
}
