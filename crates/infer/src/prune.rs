//! Leaves out of a program what no observed value depends on: a world has more parameters, stocks
//! and events than its record has ever seen.

use tenfold_ir::{EventId, MilestoneId, Node, NodeId, NoiseId, ParamId, Program, StockId};

/// A program of what some nodes need, and what that is.
pub(crate) struct Pruned {
    /// Parameters keep their places; those that are not needed have no prior and the value 0.
    pub program: Program,
    /// For each parameter whether it is needed, or is drawn together with one that is.
    pub params: Vec<bool>,
    /// For each noise whether it is needed.
    pub noises: Vec<bool>,
    /// Whether any event is needed.
    pub has_events: bool,
}

/// What a computation of `roots` reads, through time.
#[derive(Clone)]
struct Needs {
    nodes: Vec<bool>,
    params: Vec<bool>,
    stocks: Vec<bool>,
    milestones: Vec<bool>,
    noises: Vec<bool>,
    has_events: bool,
}

impl Needs {
    fn of(program: &Program, roots: impl IntoIterator<Item = NodeId>) -> Needs {
        let mut needs = Needs {
            nodes: vec![false; program.nodes.len()],
            params: vec![false; program.params.len()],
            stocks: vec![false; program.stocks.len()],
            milestones: vec![false; program.milestones.len()],
            noises: vec![false; program.noises.len()],
            has_events: false,
        };
        let mut waiting: Vec<NodeId> = roots.into_iter().collect();
        while let Some(id) = waiting.pop() {
            if !std::mem::replace(&mut needs.nodes[id.index()], true) {
                needs.follow(program, program.nodes[id.index()], &mut waiting);
            }
        }
        needs
    }

    fn follow(&mut self, program: &Program, node: Node, waiting: &mut Vec<NodeId>) {
        match node {
            Node::Const(_) | Node::Time | Node::Step => {}
            Node::Param(param) => self.follow_param(program, param, waiting),
            Node::Stock(StockId(stock)) => {
                let of = &program.stocks[stock as usize];
                self.stocks[stock as usize] = true;
                waiting.extend([of.initial, of.flow]);
            }
            Node::Noise(NoiseId(noise)) => {
                self.noises[noise as usize] = true;
                program.noises[noise as usize].distribution.nodes(waiting);
            }
            Node::Event(EventId(event), _) => {
                self.has_events = true;
                let of = &program.events[event as usize];
                waiting.push(of.hazard);
                if let Some(duration) = &of.duration {
                    duration.nodes(waiting);
                }
            }
            Node::Milestone(MilestoneId(milestone), _) => {
                self.milestones[milestone as usize] = true;
                waiting.push(program.milestones[milestone as usize].when);
            }
            Node::Delayed(delay) => {
                let of = &program.delays[delay.index()];
                waiting.extend([of.input, of.lag, of.before]);
            }
            Node::Unary(_, x) | Node::Lookup(_, x) => waiting.push(x),
            Node::Binary(_, x, y) => waiting.extend([x, y]),
            Node::Select(c, x, y) => waiting.extend([c, x, y]),
        }
    }

    /// A parameter, what its value follows from, and all that are drawn together with it.
    fn follow_param(&mut self, program: &Program, param: ParamId, waiting: &mut Vec<NodeId>) {
        let mut together = vec![param];
        while let Some(param) = together.pop() {
            if std::mem::replace(&mut self.params[param.index()], true) {
                continue;
            }
            let of = &program.params[param.index()];
            match &of.prior {
                Some(prior) => prior.nodes(waiting),
                None => waiting.extend(of.central),
            }
            for pair in &program.correlations {
                if pair.a == param {
                    together.push(pair.b);
                } else if pair.b == param {
                    together.push(pair.a);
                }
            }
        }
    }
}

/// The program of what its recorded variables need.
pub(crate) fn prune(program: &Program) -> Pruned {
    let roots = program.variables.iter().map(|variable| variable.node);
    let needs = Needs::of(program, roots);
    let mut out = program.clone();
    // Places among those that are left; a node that is not needed may name one that is gone.
    let (stocks, milestones) = (places(&needs.stocks), places(&needs.milestones));
    for (node, is_needed) in out.nodes.iter_mut().zip(&needs.nodes) {
        *node = match *node {
            _ if !is_needed => Node::Const(0.0),
            Node::Stock(stock) => Node::Stock(StockId(stocks[stock.index()])),
            Node::Milestone(milestone, view) => {
                Node::Milestone(MilestoneId(milestones[milestone.index()]), view)
            }
            node => node,
        };
    }
    keep(&mut out.stocks, &needs.stocks);
    keep(&mut out.milestones, &needs.milestones);
    let zero = NodeId(u32::try_from(out.nodes.len()).expect("nodes are counted in 32 bits"));
    out.nodes.push(Node::Const(0.0));
    out.dimensions.push(tenfold_ir::Dimension::pure());
    for (param, is_needed) in out.params.iter_mut().zip(&needs.params) {
        if !is_needed {
            (param.prior, param.central) = (None, Some(zero));
        } else if param.prior.is_some() {
            param.central = None;
        }
    }
    out.correlations.retain(|pair| needs.params[pair.a.index()]);
    Pruned {
        program: out,
        params: needs.params,
        noises: needs.noises,
        has_events: needs.has_events,
    }
}

/// The place of each among those that are kept.
fn places(is_kept: &[bool]) -> Vec<u32> {
    let mut next = 0;
    let place = |kept: &bool| {
        let own = next;
        next += u32::from(*kept);
        own
    };
    is_kept.iter().map(place).collect()
}

fn keep<T>(all: &mut Vec<T>, is_kept: &[bool]) {
    let mut kept = is_kept.iter();
    all.retain(|_| *kept.next().expect("one for each"));
}
