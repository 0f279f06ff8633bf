//! What claims ask of each draw: numbers at a time or after the end, conditions over years.
//!
//! `all years:` and `any year:` are first crossings, read when all of them are known. What a claim
//! says of all draws is not here: see [`crate::ledger`].

use super::column::{ColumnExpr, ReadAt};
use super::graph::Graph;
use super::{Lowerer, Mode, Site, Task};
use crate::resolved::{ClaimFunction, EntityId, ExprId};
use tenfold_ir::{
    Binary, Column, Diagnostic, Dimension, Milestone, MilestoneId, MilestoneView, Node, NodeId,
    Span, Unary, When,
};

const NOBODY: EntityId = EntityId(u32::MAX);

impl<'r> Lowerer<'r> {
    pub(super) fn columns(&mut self, exprs: &[ColumnExpr]) -> Vec<Column> {
        let nodes: Vec<NodeId> = exprs.iter().map(|expr| self.column_node(expr)).collect();
        let varies = self.varying();
        let mut columns = Vec::new();
        for (expr, mut node) in exprs.iter().zip(nodes) {
            let span = self.resolved.expr(expr.root).span;
            let when = match expr.when {
                ReadAt::At(time) if self.is_of_milestones(node) => {
                    self.time_of(time, expr.vars).map(|at| {
                        node = self.by(node, at);
                        When::End
                    })
                }
                ReadAt::At(time) => self.step_of(time, expr.vars).map(When::At),
                ReadAt::End | ReadAt::Known => Some(When::End),
            };
            if expr.when == ReadAt::End && varies[node.index()] {
                self.report(needs_time(span));
            }
            if let Some(when) = when {
                columns.push(Column { node, when });
            }
        }
        columns
    }

    fn column_node(&mut self, expr: &ColumnExpr) -> NodeId {
        if expr.when == ReadAt::Known {
            let value = self.known_value(expr.root, expr.vars, NOBODY);
            return match value {
                Some(value) => self.graph.constant(value, Graph::PURE),
                None => self.wrong(),
            };
        }
        let mut site = Site {
            owner: NOBODY,
            element: 0,
            members: vec![0; expr.vars],
            mode: Mode::Run,
            layer: 0,
        };
        self.settle(|this| this.expr(expr.root, &mut site))
    }

    /// The step nearest to a time that is simulated, or a reported error.
    fn step_of(&mut self, time: ExprId, vars: usize) -> Option<u32> {
        let at = self.time_of(time, vars)?;
        match self.resolved.simulate {
            None => Some(0),
            Some(_) => Some(((at - self.time.start) / self.time.dt).round() as u32),
        }
    }

    /// A time that is simulated, or a reported error.
    fn time_of(&mut self, time: ExprId, vars: usize) -> Option<f64> {
        let at = self.known_value(time, vars, NOBODY)?;
        if self.resolved.simulate.is_some() {
            let span = self.resolved.expr(time).span;
            self.check_times(span, at, at)?;
        }
        Some(at)
    }

    /// Reports times that are not simulated.
    fn check_times(&mut self, span: Span, first: f64, last: f64) -> Option<()> {
        let (start, end) = (self.time.start, self.time.at(self.time.steps));
        let slack = self.time.dt / 2.0;
        let found = if first > last {
            format!("{first} to {last}")
        } else if first < start - slack {
            format!("{first}")
        } else if last > end + slack {
            format!("{last}")
        } else {
            return Some(());
        };
        self.report(
            Diagnostic::error(
                "bad-time",
                span,
                format!("found the time {found} in a claim, expected one from {start} to {end}"),
            )
            .arg("found", found)
            .arg("start", start.to_string())
            .arg("end", end.to_string())
            .help("a claim can ask about what is simulated: change its time, or `simulate`"),
        );
        None
    }

    /// `all years: …`, `any year: …`: whether its hidden milestone was reached.
    pub(super) fn years(
        &mut self,
        id: ExprId,
        function: ClaimFunction,
        operands: &'r [ExprId],
        site: &Site,
    ) -> NodeId {
        let all = match function {
            ClaimFunction::AllYears => true,
            ClaimFunction::AnyYear => false,
            _ => unreachable!("the ledger takes {function:?} apart"),
        };
        if site.mode != Mode::Run {
            let span = self.resolved.expr(id).span;
            return self.not_constant(span, "a condition over years");
        }
        let key = (id, site.members.clone());
        if let Some(known) = self.hidden.get(&key) {
            return *known;
        }
        let (met, undefined) = (self.hidden_milestone(), self.hidden_milestone());
        self.tasks.push_back(Task::Years {
            milestones: (met, undefined),
            all,
            operands,
            site: site.clone(),
        });
        let reached = |this: &mut Self, milestone| {
            let reached = Node::Milestone(milestone, MilestoneView::Reached);
            this.graph.node(reached, Graph::PURE)
        };
        let [once, otherwise] = [!all, all].map(|truth| {
            let value = if truth { 1.0 } else { 0.0 };
            self.graph.constant(value, Graph::PURE)
        });
        // One step at which it is settled is enough; else it is undefined if it is so at any.
        let unknown = self.graph.constant(f64::NAN, Graph::PURE);
        let (met, undefined) = (reached(self, met), reached(self, undefined));
        let node = self.graph.select(undefined, unknown, otherwise);
        let node = self.graph.select(met, once, node);
        self.hidden.insert(key, node);
        node
    }

    /// A milestone of a claim, whose condition is still to come.
    fn hidden_milestone(&mut self) -> MilestoneId {
        let milestone = MilestoneId(self.milestones.len() as u32);
        let when = self.wrong();
        self.milestones.push(Milestone {
            name: format!("claim#{}", milestone.0),
            when,
        });
        milestone
    }

    /// A question makes no draw diverge: where it is undefined is a milestone of its own.
    pub(super) fn years_task(
        &mut self,
        (met, undefined): (MilestoneId, MilestoneId),
        all: bool,
        operands: &[ExprId],
        site: &mut Site,
    ) {
        let body = operands[0];
        let mut when = self.settle(|this| this.expr(body, site));
        if all {
            when = self.graph.unary(Unary::Not, when);
        }
        if let [_, first, last] = *operands {
            let vars = site.members.len();
            let between = (
                self.known_value(first, vars, NOBODY),
                self.known_value(last, vars, NOBODY),
            );
            let (Some(first_time), Some(last_time)) = between else {
                return;
            };
            let span = self.resolved.expr(first).span;
            let span = span.to(self.resolved.expr(last).span);
            if self.resolved.simulate.is_some()
                && self.check_times(span, first_time, last_time).is_none()
            {
                return;
            }
            // The steps nearest to both, whatever start + i·dt rounds to.
            let now = self.now(Mode::Run, span);
            let measure = self.graph.measure(&Dimension::base("year"));
            let slack = self.time.dt / 2.0;
            let low = self.graph.constant(first_time - slack, measure);
            let high = self.graph.constant(last_time + slack, measure);
            let after = self.graph.binary(Binary::Ge, now, low);
            let before = self.graph.binary(Binary::Le, now, high);
            let within = self.graph.binary(Binary::And, after, before);
            when = self.graph.binary(Binary::And, within, when);
        }
        let is_undefined = self.graph.unary(Unary::Undefined, when);
        let no = self.graph.constant(0.0, Graph::PURE);
        self.milestones[met.index()].when = self.graph.select(is_undefined, no, when);
        self.milestones[undefined.index()].when = is_undefined;
    }
}

/// A value that changes in time, asked of a whole trajectory.
fn needs_time(span: Span) -> Diagnostic {
    Diagnostic::error(
        "needs-time",
        span,
        "found a value that changes in time, expected when it is meant",
    )
    .help("write `at 2030: …` before it, or `all years: …` or `any year: …` before its condition")
}
