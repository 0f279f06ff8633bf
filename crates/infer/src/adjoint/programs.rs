//! The programs of a trajectory and of its steps back, grown from the model's own graph.
//!
//! What follows from parameters alone does so once. A step back is given the values on that boundary
//! and passes slopes to it; from there to the parameters there is one way, at the end.

use crate::constant::{operands, reached};
use crate::derivative::gradient;
use crate::expression::{Graph, Import};
use crate::law::given;
use crate::target::{Target, TargetError};
use tenfold_engine::Kernel;
use tenfold_ir::{
    DelayId, Dimension, Distribution, Family, Node, NodeId, Program, StockId, Unary, Unit,
    Variable, VariableKind,
};

pub(super) struct Programs {
    /// The trajectory. Records the series, the leaves but for time and noises, the delays' inputs, the
    /// bounds, and of each delay its lag and what came before.
    pub forth: Kernel,
    /// A step back. Its parameters: the bounds; then, anew at each step, the time, the leaves, the
    /// noises' scores, and the weights of stocks after it, of delays' inputs and of series. Records the
    /// slopes of their weighted sum by the bounds, by stocks, by what comes out of delays, and by the
    /// noises' scores.
    pub back: Kernel,
    /// The start. Its parameters: what is moved; then weights of the bounds, of the stocks' initial
    /// values, and of each delay's lag and what came before. Records the slopes by what is moved.
    pub origin: Kernel,
    /// Whether what is moved is the score that a parameter follows from, or else its value.
    pub is_score: Vec<bool>,
    /// Values that follow from parameters alone, and that change with time is computed from.
    pub bounds: usize,
    pub series: usize,
    pub stocks: usize,
    pub delays: usize,
    /// Leaves that jump: events, milestones, and noises that do not follow from their scores.
    jumps: usize,
    /// Which of the noises follow from their scores.
    pub scored: Vec<usize>,
}

impl Programs {
    pub fn new(target: &Target) -> Result<Programs, TargetError> {
        let program = &target.program;
        let noises = target.noises.iter().enumerate();
        let scored = noises.filter(|(_, at)| follows_score(&program.noises[**at].distribution));
        let parts = Parts::new(target, scored.map(|(nth, _)| nth).collect());
        let (origin, is_score) = origin(target, &parts)?;
        Ok(Programs {
            forth: forth(program, &parts)?,
            back: back(target, &parts)?,
            origin,
            is_score,
            bounds: parts.bounds.len(),
            series: program.variables.len(),
            stocks: program.stocks.len(),
            delays: program.delays.len(),
            jumps: parts.jumps.len(),
            scored: parts.scored,
        })
    }

    /// Leaves whose values a trajectory carries from step to step.
    pub fn carried(&self) -> usize {
        self.stocks + self.delays + self.jumps
    }

    /// The first of a step back's parameters that are the weights of series.
    pub fn first_weight(&self) -> usize {
        self.bounds + 1 + self.carried() + self.scored.len() + self.stocks + self.delays
    }
}

/// What a step's slope is made of.
struct Parts {
    jumps: Vec<Node>,
    scored: Vec<usize>,
    bounds: Vec<NodeId>,
}

impl Parts {
    fn new(target: &Target, scored: Vec<usize>) -> Parts {
        let program = &target.program;
        let is_scored = |node: &Node| match node {
            Node::Noise(noise) => scored
                .iter()
                .any(|nth| target.noises[*nth] == noise.index()),
            _ => false,
        };
        let mut jumps: Vec<Node> = Vec::new();
        for node in &program.nodes {
            let jumps_there =
                matches!(node, Node::Event(..) | Node::Milestone(..) | Node::Noise(_));
            if jumps_there && !is_scored(node) && !jumps.contains(node) {
                jumps.push(*node);
            }
        }
        let noises = scored.iter().map(|nth| target.noises[*nth]);
        let bounds = bounds(target, noises);
        Parts {
            jumps,
            scored,
            bounds,
        }
    }
}

/// Nodes that follow from parameters alone and that a step reads.
fn bounds(target: &Target, noises: impl Iterator<Item = usize>) -> Vec<NodeId> {
    let program = &target.program;
    let changes = spread(program, |node| {
        matches!(
            node,
            Node::Time
                | Node::Stock(_)
                | Node::Delayed(_)
                | Node::Noise(_)
                | Node::Event(..)
                | Node::Milestone(..)
        )
    });
    let depends = spread(program, |node| matches!(node, Node::Param(_)));
    let mut waiting: Vec<NodeId> = observed(target).collect();
    waiting.extend(program.stocks.iter().map(|stock| stock.flow));
    waiting.extend(program.delays.iter().map(|delay| delay.input));
    for noise in noises {
        program.noises[noise].distribution.nodes(&mut waiting);
    }
    let mut is_seen = vec![false; program.nodes.len()];
    while let Some(id) = waiting.pop() {
        if std::mem::replace(&mut is_seen[id.index()], true) || !changes[id.index()] {
            continue;
        }
        operands(&program.nodes[id.index()], &mut waiting);
    }
    let all = (0..program.nodes.len()).filter(|at| is_seen[*at] && !changes[*at] && depends[*at]);
    all.map(|at| NodeId(at as u32)).collect()
}

/// Which nodes are of a kind, or are computed from one that is.
fn spread(program: &Program, is: impl Fn(&Node) -> bool) -> Vec<bool> {
    let mut found: Vec<bool> = program.nodes.iter().map(is).collect();
    let mut of = Vec::new();
    // Operands mostly stand before their users: one pass, and one to see that nothing changes.
    loop {
        let mut is_done = true;
        for (at, node) in program.nodes.iter().enumerate() {
            of.clear();
            operands(node, &mut of);
            if !found[at] && of.iter().any(|id| found[id.index()]) {
                found[at] = true;
                is_done = false;
            }
        }
        if is_done {
            return found;
        }
    }
}

fn observed(target: &Target) -> impl Iterator<Item = NodeId> + '_ {
    target.program.variables.iter().map(|one| one.node)
}

/// The leaves that a trajectory carries, stocks and delays first.
fn carried<'p>(program: &'p Program, parts: &'p Parts) -> impl Iterator<Item = Node> + 'p {
    let stocks = (0..program.stocks.len() as u32).map(|at| Node::Stock(StockId(at)));
    let delays = (0..program.delays.len() as u32).map(|at| Node::Delayed(DelayId(at)));
    stocks.chain(delays).chain(parts.jumps.iter().copied())
}

/// The program with more to record.
fn forth(program: &Program, parts: &Parts) -> Result<Kernel, TargetError> {
    let mut out = program.clone();
    let mut records: Vec<NodeId> = Vec::new();
    for leaf in carried(program, parts) {
        out.nodes.push(leaf);
        out.dimensions.push(Dimension::pure());
        records.push(NodeId((out.nodes.len() - 1) as u32));
    }
    records.extend(program.delays.iter().map(|delay| delay.input));
    records.extend(&parts.bounds);
    let delays = program.delays.iter();
    records.extend(delays.flat_map(|delay| [delay.lag, delay.before]));
    let variables = records.into_iter().map(|node| Variable {
        name: "traced".into(),
        labels: Vec::new(),
        kind: VariableKind::Let,
        node,
        unit: Unit::pure(),
        output: false,
    });
    out.variables.extend(variables);
    let all: Vec<usize> = (0..out.variables.len()).collect();
    Ok(Kernel::compile(&out, &all)?)
}

/// A graph whose parameters are so many inputs.
fn begun(target: &Target, count: usize) -> (Graph, Vec<NodeId>, Vec<tenfold_ir::Param>) {
    let mut graph = Graph {
        nodes: Vec::new(),
        tables: target.program.tables.clone(),
    };
    let named = (0..count).map(|at| format!("given {at}"));
    let (inputs, params) = given(&mut graph, named);
    (graph, inputs, params)
}

/// The program of the slopes of weighted nodes by some inputs.
fn slopes(
    (mut graph, params, mut import): (Graph, Vec<tenfold_ir::Param>, Import),
    terms: impl Iterator<Item = (NodeId, NodeId)>,
    by: &[NodeId],
) -> Program {
    let mut weighted = Vec::new();
    for (weight, node) in terms {
        let copy = import
            .node(&mut graph, node)
            .expect("all that changes in time is given");
        weighted.push(graph.mul(weight, copy));
    }
    let sum = graph.sum(weighted);
    let records = gradient(&mut graph, sum, by);
    // Moves need slopes, not their last bits.
    let (graph, records) = graph.with_reciprocals(&records);
    graph.program("slopes", params, &records)
}

fn back(target: &Target, parts: &Parts) -> Result<Kernel, TargetError> {
    let program = &target.program;
    let (bounds, stocks, delays) = (
        parts.bounds.len(),
        program.stocks.len(),
        program.delays.len(),
    );
    let leaves: Vec<Node> = carried(program, parts).collect();
    let weights = program.variables.len() + stocks + delays;
    let count = bounds + 1 + leaves.len() + parts.scored.len() + weights;
    let (mut graph, inputs, params) = begun(target, count);
    let mut import = Import::new(program, vec![None; program.params.len()]);
    for (&node, &input) in parts.bounds.iter().zip(&inputs) {
        import.stand_in(node, input);
    }
    let (time, rest) = (inputs[bounds], &inputs[bounds + 1..]);
    let (of_leaves, rest) = rest.split_at(leaves.len());
    let (scores, weights) = rest.split_at(parts.scored.len());
    let mut given = vec![(Node::Time, time)];
    given.extend(leaves.into_iter().zip(of_leaves.iter().copied()));
    for (nth, &score) in parts.scored.iter().zip(scores) {
        let at = target.noises[*nth];
        let distribution = &program.noises[at].distribution;
        let value = drawn(distribution, score, (&mut graph, &mut import));
        given.push((Node::Noise(tenfold_ir::NoiseId(at as u32)), value));
    }
    for (at, node) in program.nodes.iter().enumerate() {
        if let Some((_, value)) = given.iter().find(|(leaf, _)| leaf == node) {
            import.stand_in(NodeId(at as u32), *value);
        }
    }
    let mut nodes: Vec<NodeId> = program.stocks.iter().map(|stock| stock.flow).collect();
    nodes.extend(program.delays.iter().map(|delay| delay.input));
    nodes.extend(observed(target));
    // A flow changes a stock by as much as a step is long.
    let dt = graph.constant(program.time.dt);
    let mut weights = weights.to_vec();
    for weight in &mut weights[..stocks] {
        *weight = graph.mul(dt, *weight);
    }
    let by = [&inputs[..bounds], &of_leaves[..stocks + delays], scores].concat();
    let terms = weights.into_iter().zip(nodes);
    let slopes = slopes((graph, params, import), terms, &by);
    let all: Vec<usize> = (0..slopes.variables.len()).collect();
    Ok(Kernel::compile_varying(&slopes, &all, bounds)?)
}

/// Whether a value that is drawn can be written as a function of its normal score.
pub(crate) fn follows_score(distribution: &Distribution) -> bool {
    matches!(
        distribution,
        Distribution::Family {
            family: Family::Normal | Family::Lognormal,
            ..
        }
    )
}

/// That function.
fn drawn(
    distribution: &Distribution,
    score: NodeId,
    (graph, import): (&mut Graph, &mut Import),
) -> NodeId {
    let Distribution::Family { family, arguments } = distribution else {
        unreachable!("it follows its score");
    };
    let [centre, spread] = [arguments[0], arguments[1]].map(|node| {
        import
            .node(graph, node)
            .expect("it depends on constants and parameters only")
    });
    let away = graph.mul(spread, score);
    match family {
        Family::Lognormal => {
            let factor = graph.unary(Unary::Exp, away);
            graph.mul(centre, factor)
        }
        _ => graph.add(centre, away),
    }
}

fn origin(target: &Target, parts: &Parts) -> Result<(Kernel, Vec<bool>), TargetError> {
    let (program, moved) = (&target.program, target.moved.len());
    let others = parts.bounds.len() + program.stocks.len() + 2 * program.delays.len();
    let (mut graph, inputs, params) = begun(target, moved + others);
    let (values, is_score) = values(target, (&mut graph, &inputs[..moved]));
    let mut import = Import::new(program, values);
    let start = graph.constant(program.time.start);
    let none = graph.constant(0.0);
    for (at, node) in program.nodes.iter().enumerate() {
        match node {
            Node::Time => import.stand_in(NodeId(at as u32), start),
            Node::Delayed(_) | Node::Noise(_) | Node::Event(..) | Node::Milestone(..) => {
                import.stand_in(NodeId(at as u32), none);
            }
            _ => {}
        }
    }
    let bounds = parts.bounds.iter().copied();
    let initial = program.stocks.iter().map(|stock| stock.initial);
    let delays = program.delays.iter();
    let delays = delays.flat_map(|delay| [delay.lag, delay.before]);
    let nodes = bounds.chain(initial).chain(delays);
    let terms = inputs[moved..].iter().copied().zip(nodes);
    let slopes = slopes((graph, params, import), terms, &inputs[..moved]);
    let all: Vec<usize> = (0..slopes.variables.len()).collect();
    Ok((Kernel::compile(&slopes, &all)?, is_score))
}

/// What stands for each parameter, given an input for each that is moved: its score where the value
/// follows from that, else the value.
fn values(
    target: &Target,
    (graph, inputs): (&mut Graph, &[NodeId]),
) -> (Vec<Option<NodeId>>, Vec<bool>) {
    let program = &target.program;
    let prior = |param: usize| program.params[param].prior.as_ref();
    let is_score = target.moved.iter();
    let is_score = is_score.map(|&param| prior(param).is_some_and(follows_score));
    let is_score: Vec<bool> = is_score.collect();
    let mut values = vec![None; program.params.len()];
    let mut waiting: Vec<usize> = (0..inputs.len()).filter(|at| is_score[*at]).collect();
    for (at, &param) in target.moved.iter().enumerate() {
        if !is_score[at] {
            values[param] = Some(inputs[at]);
        }
    }
    // A prior's arguments may be other parameters: those come first.
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|&at| {
            let prior = prior(target.moved[at]).expect("it is uncertain");
            let mut arguments = Vec::new();
            prior.nodes(&mut arguments);
            let is_ready = arguments.iter().all(|node| {
                let reached = reached(program, *node);
                let mut params = reached.iter().map(|id| program.nodes[id.index()]);
                !params.any(|node| {
                    let Node::Param(param) = node else {
                        return false;
                    };
                    let place = target.moved.binary_search(&param.index());
                    place.is_ok() && values[param.index()].is_none()
                })
            });
            if is_ready {
                let mut import = Import::new(program, values.clone());
                let value = drawn(prior, inputs[at], (graph, &mut import));
                values[target.moved[at]] = Some(value);
            }
            !is_ready
        });
        assert!(waiting.len() < before, "no prior depends on itself");
    }
    (values, is_score)
}
