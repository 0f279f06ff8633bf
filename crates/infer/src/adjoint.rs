//! The slope of a likelihood in scores, through time: what every step of a trajectory passes on is
//! followed back from the last to the first (the reverse mode of automatic differentiation, a step at
//! a time: Griewank and Walther 2008, ch. 3 and 12).
//!
//! Steps are taken to be Euler's; events and milestones, which jump, to be flat; and a lag to be what
//! it is at the start. Where one of these does not hold the slope is one near by. Moves that follow it
//! are less far, and no less right: they are accepted by the likelihood.

use crate::derivative::gradient;
use crate::expression::{Graph, Import};
use crate::law::given;
use crate::smc::place;
use crate::target::{Target, TargetError};
use std::f64::consts::PI;
use tenfold_engine::{Kernel, Points};
use tenfold_ir::{
    DelayId, Dimension, Distribution, Family, Node, NodeId, NoiseId, Program, StockId, Unary, Unit,
    Variable, VariableKind,
};

/// The programs of a trajectory and of its steps back.
pub(crate) struct Adjoint {
    /// The trajectory. Records the series, what [`Adjoint::leaves`] lists, then of each delay input, lag and
    /// what came before.
    forth: Kernel,
    /// A step. Its parameters: those that are moved, the leaves, then the weights of series, flows and
    /// delays' inputs. Records the slopes of their weighted sum by the parameters that are moved, by
    /// stocks, and by what comes out of delays.
    back: Kernel,
    /// The start: weights of the stocks' initial values, of delays' lags, and of what came before.
    origin: Kernel,
    /// Nodes whose values change in time: the time, stocks, delays, then noises, events and milestones.
    leaves: usize,
    series: usize,
    stocks: usize,
    delays: usize,
    /// Which of the noises follow from their scores.
    scored: Vec<usize>,
    /// Where each moved parameter's independent score goes in what is drawn together: pairs of a
    /// place among the moved and a factor.
    together: Vec<Vec<(usize, f64)>>,
}

impl Adjoint {
    /// # Errors
    /// If the engine refuses one of its programs.
    pub fn new(target: &Target) -> Result<Adjoint, TargetError> {
        let program = &target.program;
        let stocks = (0..program.stocks.len() as u32).map(|at| Node::Stock(StockId(at)));
        let delays = (0..program.delays.len() as u32).map(|at| Node::Delayed(DelayId(at)));
        let noises = target
            .noises
            .iter()
            .map(|at| Node::Noise(NoiseId(*at as u32)));
        let jumps = program.nodes.iter().copied();
        let jumps = jumps.filter(|node| matches!(node, Node::Event(..) | Node::Milestone(..)));
        let mut leaves = vec![Node::Time];
        leaves.extend(stocks.chain(delays).chain(noises));
        for jump in jumps {
            if !leaves.contains(&jump) {
                leaves.push(jump);
            }
        }
        Ok(Adjoint {
            forth: forth(program, &leaves)?,
            back: back(target, &leaves)?,
            origin: origin(target)?,
            leaves: leaves.len(),
            series: target.series.len(),
            stocks: program.stocks.len(),
            delays: program.delays.len(),
            scored: (0..target.noises.len())
                .filter(|at| follows_score(&program.noises[target.noises[*at]].distribution))
                .collect(),
            together: (0..target.moved.len())
                .map(|at| column(target, at))
                .collect(),
        })
    }
}

/// What a unit of one moved parameter's score adds to the scores that parameters are drawn from.
fn column(target: &Target, at: usize) -> Vec<(usize, f64)> {
    let mut scores = vec![0.0; target.program.params.len()];
    scores[target.moved[at]] = 1.0;
    target.kernel.correlate(&mut scores);
    let factors = target.moved.iter().map(|param| scores[*param]);
    factors.enumerate().filter(|(_, by)| *by != 0.0).collect()
}

/// The program with more to record.
fn forth(program: &Program, leaves: &[Node]) -> Result<Kernel, TargetError> {
    let mut program = program.clone();
    let mut records: Vec<NodeId> = Vec::new();
    for leaf in leaves {
        program.nodes.push(*leaf);
        program.dimensions.push(Dimension::pure());
        records.push(NodeId((program.nodes.len() - 1) as u32));
    }
    for delay in &program.delays {
        records.extend([delay.input, delay.lag, delay.before]);
    }
    let variables = records.into_iter().map(|node| Variable {
        name: "traced".into(),
        labels: Vec::new(),
        kind: VariableKind::Let,
        node,
        unit: Unit::pure(),
        output: false,
    });
    program.variables.extend(variables);
    let all: Vec<usize> = (0..program.variables.len()).collect();
    Ok(Kernel::compile(&program, &all)?)
}

/// A graph whose parameters are inputs, those that are moved first, and the program to be copied there.
fn begun<'t>(
    target: &'t Target,
    others: usize,
) -> (Graph, Vec<NodeId>, Vec<tenfold_ir::Param>, Import<'t>) {
    let mut graph = Graph {
        nodes: Vec::new(),
        tables: target.program.tables.clone(),
    };
    let named = (0..target.moved.len() + others).map(|at| format!("given {at}"));
    let (inputs, params) = given(&mut graph, named);
    let mut stand_ins = vec![None; target.program.params.len()];
    for (&param, &input) in target.moved.iter().zip(&inputs) {
        stand_ins[param] = Some(input);
    }
    let import = Import::new(&target.program, stand_ins);
    (graph, inputs, params, import)
}

/// The kernel of the slopes of weighted nodes by some inputs.
fn slopes(
    (mut graph, params, mut import): (Graph, Vec<tenfold_ir::Param>, Import),
    terms: impl Iterator<Item = (NodeId, NodeId)>,
    by: &[NodeId],
) -> Result<Kernel, TargetError> {
    let mut weighted = Vec::new();
    for (weight, node) in terms {
        let copy = import
            .node(&mut graph, node)
            .expect("all that changes in time is given");
        weighted.push(graph.mul(weight, copy));
    }
    let sum = graph.sum(weighted);
    let records = gradient(&mut graph, sum, by);
    let program = graph.program("slopes", params, &records);
    let all: Vec<usize> = (0..records.len()).collect();
    Ok(Kernel::compile(&program, &all)?)
}

fn back(target: &Target, leaves: &[Node]) -> Result<Kernel, TargetError> {
    let (program, moved) = (&target.program, target.moved.len());
    let (stocks, delays) = (program.stocks.len(), program.delays.len());
    let series = target.series.len();
    let others = leaves.len() + series + stocks + delays;
    let (mut graph, inputs, params, mut import) = begun(target, others);
    let (of_leaves, weights) = inputs[moved..].split_at(leaves.len());
    let first_noise = 1 + stocks + delays;
    let mut values = of_leaves.to_vec();
    for (nth, at) in target.noises.iter().enumerate() {
        let value = noise(
            program,
            *at,
            of_leaves[first_noise + nth],
            (&mut graph, &mut import),
        );
        values[first_noise + nth] = value;
    }
    for (at, node) in program.nodes.iter().enumerate() {
        if let Some(leaf) = leaves.iter().position(|leaf| leaf == node) {
            import.stand_in(NodeId(at as u32), values[leaf]);
        }
    }
    let observed = program.variables[..series].iter().map(|one| one.node);
    let flows = program.stocks.iter().map(|stock| stock.flow);
    let nodes = observed
        .chain(flows)
        .chain(program.delays.iter().map(|delay| delay.input));
    let changing = &of_leaves[1..first_noise + target.noises.len()];
    let by = [&inputs[..moved], changing].concat();
    slopes(
        (graph, params, import),
        weights.iter().copied().zip(nodes),
        &by,
    )
}

/// Whether the value of a noise can be written as a function of its normal score; of others it is
/// given, and counts as flat.
fn follows_score(distribution: &Distribution) -> bool {
    let Distribution::Family { family, .. } = distribution else {
        return false;
    };
    matches!(family, Family::Normal | Family::Lognormal)
}

/// The value of a noise at a step, of its normal score.
fn noise(
    program: &Program,
    noise: usize,
    score: NodeId,
    (graph, import): (&mut Graph, &mut Import),
) -> NodeId {
    let mut known = |graph: &mut Graph, node: NodeId| {
        import
            .node(graph, node)
            .expect("it depends on constants and parameters only")
    };
    match &program.noises[noise].distribution {
        Distribution::Family {
            family: Family::Normal,
            arguments,
        } => {
            let (mean, sd) = (known(graph, arguments[0]), known(graph, arguments[1]));
            let away = graph.mul(sd, score);
            graph.add(mean, away)
        }
        Distribution::Family {
            family: Family::Lognormal,
            arguments,
        } => {
            let (median, sigma) = (known(graph, arguments[0]), known(graph, arguments[1]));
            let away = graph.mul(sigma, score);
            let factor = graph.unary(Unary::Exp, away);
            graph.mul(median, factor)
        }
        _ => score,
    }
}

fn origin(target: &Target) -> Result<Kernel, TargetError> {
    let (program, moved) = (&target.program, target.moved.len());
    let others = program.stocks.len() + 2 * program.delays.len();
    let (mut graph, inputs, params, mut import) = begun(target, others);
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
    let initial = program.stocks.iter().map(|stock| stock.initial);
    let delays = program
        .delays
        .iter()
        .flat_map(|delay| [delay.lag, delay.before]);
    let terms = inputs[moved..].iter().copied().zip(initial.chain(delays));
    slopes((graph, params, import), terms, &inputs[..moved])
}

/// Follows `L` trajectories forth and back.
pub(crate) struct Tracer<'t, const L: usize> {
    target: &'t Target,
    adjoint: &'t Adjoint,
    forth: Points<'t, L>,
    back: Points<'t, L>,
    origin: Points<'t, L>,
    /// By step, what was recorded besides the series.
    trace: Vec<Vec<[f64; L]>>,
    /// By noise, then step, the scores.
    noises: Vec<[f64; L]>,
    /// By noise, then step, the slopes by score.
    by_noise: Vec<[f64; L]>,
    /// By step, the weights of the series, then of the delays' inputs.
    weights: Vec<Vec<[f64; L]>>,
    steps: Vec<u32>,
}

impl<'t, const L: usize> Tracer<'t, L> {
    pub fn new(target: &'t Target, adjoint: &'t Adjoint) -> Self {
        let steps: Vec<u32> = (0..=target.last_step).collect();
        let others = adjoint.series + adjoint.delays;
        let traced = adjoint.leaves + 3 * adjoint.delays;
        Tracer {
            target,
            adjoint,
            forth: Points::scored(&adjoint.forth, target.seed),
            back: Points::new(&adjoint.back),
            origin: Points::new(&adjoint.origin),
            trace: vec![vec![[0.0; L]; traced]; steps.len()],
            noises: vec![[0.0; L]; target.dimensions() - target.durable()],
            by_noise: vec![[0.0; L]; target.dimensions() - target.durable()],
            weights: vec![vec![[0.0; L]; others]; steps.len()],
            steps,
        }
    }

    /// The log likelihoods of particles, and their slopes by score, particle after particle; 0 where
    /// there is no likelihood, or no slope. At most as many particles as lanes.
    pub fn slopes(&mut self, scores: &[f64], draws: &[u64]) -> (Vec<f64>, Vec<f64>) {
        let n = self.target.dimensions();
        place(self.target, &mut self.forth, scores, draws);
        let durable = self.target.durable();
        for (at, to) in self.noises.iter_mut().enumerate() {
            let own = scores.iter().skip(durable + at).step_by(n);
            to.iter_mut().zip(own).for_each(|(to, score)| *to = *score);
        }
        let (trace, first) = (&mut self.trace, self.adjoint.series);
        let mut simulated: Vec<Vec<f64>> = Vec::with_capacity(self.target.reports());
        let mut found = self.target.log_likelihoods_at(
            &mut self.forth,
            (scores, &self.steps),
            |step, forth| {
                for (at, to) in trace[step as usize].iter_mut().enumerate() {
                    forth.copy_values(first + at, to);
                }
            },
            |_, _, _, values| simulated.push(values.to_vec()),
        );
        found.truncate(scores.len() / n);
        let commons = self.weigh(scores, &simulated);
        let by_value = self.sweep();
        let mut slopes = vec![0.0; scores.len()];
        for (lane, slopes) in slopes.chunks_exact_mut(n).enumerate() {
            let own = &scores[lane * n..(lane + 1) * n];
            self.by_score(lane, own, &by_value, slopes);
            let common = &commons[lane];
            slopes[self.target.moved.len()..durable].copy_from_slice(common);
            for (slope, by_noise) in slopes[durable..].iter_mut().zip(&self.by_noise) {
                *slope = by_noise[lane];
            }
            let is_known = found[lane].is_finite();
            for slope in slopes {
                *slope = if is_known && slope.is_finite() {
                    *slope
                } else {
                    0.0
                };
            }
        }
        (found, slopes)
    }

    /// Puts the likelihood's slopes by what is simulated at their steps; gives those by the errors that
    /// reports share, lane by lane.
    fn weigh(&mut self, scores: &[f64], simulated: &[Vec<f64>]) -> Vec<Vec<f64>> {
        for row in self.weights.iter_mut().flatten() {
            *row = [0.0; L];
        }
        let n = self.target.dimensions();
        let lanes = scores.chunks_exact(n).enumerate();
        let each = lanes.map(|(lane, scores)| {
            let own: Vec<f64> = simulated.iter().map(|values| values[lane]).collect();
            let (slopes, commons) = self.target.slopes(&own, scores);
            for (report, slope) in slopes.into_iter().enumerate() {
                let (step, share) = self.target.place_of(report);
                let series = self.target.series_of(report);
                self.weights[step as usize][series][lane] += (1.0 - share) * slope;
                if share > 0.0 {
                    let later = (step as usize + 1).min(self.steps.len() - 1);
                    self.weights[later][series][lane] += share * slope;
                }
            }
            commons
        });
        each.collect()
    }

    /// From the last step back to the start: the slopes by the values of the parameters that are moved.
    fn sweep(&mut self) -> Vec<[f64; L]> {
        let of = self.adjoint;
        let moved = self.target.moved.len();
        let dt = self.target.program.time.dt;
        let mut total = vec![[0.0; L]; moved];
        let mut stocks = vec![[0.0; L]; of.stocks];
        // By delay, of its lag and of what came before.
        let mut ends = vec![[0.0; L]; 2 * of.delays];
        let mut out = [0.0; L];
        for (at, param) in self.target.moved.iter().enumerate() {
            let values: [f64; L] = std::array::from_fn(|lane| self.forth.param(*param, lane));
            self.back.set_all(at, &values);
            self.origin.set_all(at, &values);
        }
        let steps = self.steps.len();
        let (of_weights, first_noise) = (moved + of.leaves, of.stocks + of.delays);
        for step in (0..steps).rev() {
            let noise = |at: usize| at * steps + step;
            for (at, values) in self.trace[step][..of.leaves].iter().enumerate() {
                self.back.set_all(moved + at, values);
            }
            for &at in &of.scored {
                let place = moved + 1 + first_noise + at;
                self.back.set_all(place, &self.noises[noise(at)]);
            }
            let (of_series, of_inputs) = self.weights[step].split_at(of.series);
            for (at, values) in of_series.iter().enumerate() {
                self.back.set_all(of_weights + at, values);
            }
            for (at, stock) in stocks.iter().enumerate() {
                let flow = stock.map(|slope| dt * slope);
                self.back.set_all(of_weights + of.series + at, &flow);
            }
            for (at, values) in of_inputs.iter().enumerate() {
                let place = of_weights + of.series + of.stocks + at;
                self.back.set_all(place, values);
            }
            self.back.evaluate();
            for (at, to) in total.iter_mut().chain(&mut stocks).enumerate() {
                self.back.add_values(at, to);
            }
            for &at in &of.scored {
                let to = &mut self.by_noise[noise(at)];
                self.back.copy_values(moved + first_noise + at, to);
            }
            for delay in 0..of.delays {
                self.back.copy_values(moved + of.stocks + delay, &mut out);
                self.delayed((step, delay), &out, &mut ends);
            }
        }
        for (at, values) in stocks.iter().chain(&ends).enumerate() {
            self.origin.set_all(moved + at, values);
        }
        self.origin.evaluate();
        for (at, to) in total.iter_mut().enumerate() {
            self.origin.add_values(at, to);
        }
        total
    }

    /// Passes the slope by what comes out of a delay at a step on to what went in, and to the lag.
    fn delayed(&mut self, (step, delay): (usize, usize), out: &[f64; L], ends: &mut [[f64; L]]) {
        let of = self.adjoint;
        let dt = self.target.program.time.dt;
        let place = of.leaves + 3 * delay;
        for lane in 0..L {
            if out[lane] == 0.0 {
                continue;
            }
            // As the engine reads it: input k stands at k + 1, and what came before at 0.
            let back = self.trace[step][place + 1][lane] / dt;
            let oldest = step as f64 + 1.0;
            let (is_inside, back) = (back > 1.0 && back < oldest, back.max(1.0).min(oldest));
            let whole = libm::floor(back);
            let share = back - whole;
            let later = (step + 1 - whole as usize).min(step);
            let earlier = later.saturating_sub(1);
            let input = |at: usize| match at {
                0 => self.trace[0][place + 2][lane],
                _ => self.trace[at - 1][place][lane],
            };
            if is_inside {
                ends[2 * delay][lane] += out[lane] * (input(earlier) - input(later)) / dt;
            }
            for (at, share) in [(later, 1.0 - share), (earlier, share)] {
                match at {
                    0 => ends[2 * delay + 1][lane] += share * out[lane],
                    _ => self.weights[at - 1][of.series + delay][lane] += share * out[lane],
                }
            }
        }
    }

    /// From slopes by value to slopes by score: through a prior's quantile, whose slope is the normal
    /// density of the score over the prior's of the value, and through the factor of what is drawn
    /// together.
    fn by_score(&self, lane: usize, scores: &[f64], by_value: &[[f64; L]], slopes: &mut [f64]) {
        let moved = &self.target.moved;
        let mut drawn_from = vec![0.0; moved.len()];
        for (column, score) in self.adjoint.together.iter().zip(scores) {
            for (to, factor) in column {
                drawn_from[*to] += factor * score;
            }
        }
        let each = moved.iter().enumerate().map(|(at, &param)| {
            let normal = -0.5 * (drawn_from[at].powi(2) + libm::log(2.0 * PI));
            let prior = self.target.kernel.prior(param);
            let density = prior.map_or(f64::NEG_INFINITY, |prior| {
                -prior.log_density(self.forth.param(param, lane))
            });
            by_value[at][lane] * libm::exp(normal + density)
        });
        let by_drawn: Vec<f64> = each.collect();
        for (slope, column) in slopes.iter_mut().zip(&self.adjoint.together) {
            *slope = column.iter().map(|(to, by)| by * by_drawn[*to]).sum();
        }
    }
}

#[cfg(test)]
mod tests;
