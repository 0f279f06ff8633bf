//! `smoothed`: a chain of first-order lags of τ each, s₁' = (x − s₁)/τ, s₂' = (s₁ − s₂)/τ, …, which all
//! start at the input's first value.
//!
//! Over a step h in which x stays, each stage comes by a share of Poisson's weights wⱼ = e⁻ᵃ·aʲ/j!, a = h/τ,
//! to lie between the input and what the stages before it were: sₖ → x + Σⱼ wₖ₋ⱼ·(sⱼ − x). That is the
//! chain's own solution, for lags of any length.

use super::graph::Graph;
use super::{Lowerer, Mode, Site};
use crate::resolved::ExprId;
use tenfold_ir::{Binary, Dimension, Method, Node, NodeId, StockId, Unary};

/// Steps in a lag's length beyond which nothing is left of where a stage was: e⁻⁷⁰⁰ is no power's match.
const STEPS_MAX: f64 = 700.0;

/// Lags in a step beyond which the adaptive method is not to follow them: a third of them is a sub-step.
const SUBSTEPS_MAX: f64 = 100.0;

impl Lowerer<'_> {
    pub(super) fn smoothed_task(
        &mut self,
        (first, order): (StockId, u32),
        input: ExprId,
        over: ExprId,
        mut site: Site,
    ) {
        let measure = self.measure_of_type(input);
        let lag = self.settle(|this| this.expr(over, &mut site));
        self.check_lag(lag, over);
        let input_now = self.settle(|this| this.expr(input, &mut site));
        site.mode = Mode::Initial;
        let initial = self.settle(|this| this.expr(input, &mut site));

        let count = self.graph.constant(f64::from(order), Graph::PURE);
        let each = self.graph.binary(Binary::Div, lag, count);
        let stages: Vec<NodeId> = (0..order)
            .map(|at| {
                let stage = Node::Stock(StockId(first.0 + at));
                self.graph.node(stage, measure)
            })
            .collect();
        let (steps, exact) = self.exact_flows(input_now, &stages, each);
        // The method's own stages are exacter where they can follow: as it stands at the step's start.
        let most = match self.time.method {
            Method::Adaptive => SUBSTEPS_MAX,
            _ => 1.0,
        };
        let most = self.graph.constant(most, Graph::PURE);
        let at_start = self.graph.unary(Unary::Held, steps);
        let follows = self.graph.binary(Binary::Le, at_start, most);
        let rate = self.graph.binary(Binary::Min, steps, most);
        let step = self.step_length();
        let mut level = input_now;
        for (at, (&own, exact)) in stages.iter().zip(exact).enumerate() {
            let flow = match self.time.method {
                Method::Euler => exact,
                _ => {
                    let gap = self.graph.binary(Binary::Sub, level, own);
                    let change = self.graph.binary(Binary::Mul, gap, rate);
                    let flow = self.graph.binary(Binary::Div, change, step);
                    let held = self.graph.unary(Unary::Held, exact);
                    self.graph.select(follows, flow, held)
                }
            };
            let stock = &mut self.stocks[first.index() + at];
            stock.initial = initial;
            stock.flow = flow;
            level = own;
        }
    }

    fn step_length(&mut self) -> NodeId {
        let year = self.graph.measure(&Dimension::base("year"));
        self.graph.node(Node::Step, year)
    }

    /// How many lags a step is long, and by how much a year each stage changes over a step in which the
    /// input stays. NaN for a negative lag.
    fn exact_flows(
        &mut self,
        input: NodeId,
        stages: &[NodeId],
        each: NodeId,
    ) -> (NodeId, Vec<NodeId>) {
        let step = self.step_length();
        let graph = &mut self.graph;
        let year = graph.measure_of(step);
        let size = graph.unary(Unary::Abs, each);
        let ratio = graph.binary(Binary::Div, step, size);
        let most = graph.constant(STEPS_MAX, Graph::PURE);
        let ratio = graph.binary(Binary::Min, ratio, most);
        let zero = graph.constant(0.0, year);
        let is_lag = graph.binary(Binary::Ge, each, zero);
        let none = graph.constant(f64::NAN, Graph::PURE);
        let steps = graph.select(is_lag, ratio, none);

        let minus = graph.unary(Unary::Neg, steps);
        let mut weights = vec![graph.unary(Unary::Exp, minus)];
        for at in 1..stages.len() {
            let count = graph.constant(at as f64, Graph::PURE);
            let factor = graph.binary(Binary::Div, steps, count);
            weights.push(graph.binary(Binary::Mul, weights[at - 1], factor));
        }
        let one = graph.constant(1.0, Graph::PURE);
        let own = graph.binary(Binary::Sub, weights[0], one);
        let gaps: Vec<NodeId> = (stages.iter())
            .map(|stage| graph.binary(Binary::Sub, *stage, input))
            .collect();
        let flows = (0..stages.len()).map(|at| {
            let mut change = graph.binary(Binary::Mul, own, gaps[at]);
            for before in 0..at {
                let term = graph.binary(Binary::Mul, weights[at - before], gaps[before]);
                change = graph.binary(Binary::Add, change, term);
            }
            graph.binary(Binary::Div, change, step)
        });
        (steps, flows.collect())
    }
}
