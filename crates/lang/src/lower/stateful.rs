//! What remembers: stocks, delays, smoothing, events, milestones; and the tasks they leave.

use super::graph::{Graph, Measure};
use super::{Key, Lowerer, Mode, Site, Task};
use crate::resolved::{Body, EntityId, Equation, ExprId, Function, Shape};
use tenfold_ir::{
    Binary, Delay, DelayId, DelayKind, Diagnostic, Dimension, Distribution, EventId, Node, NodeId,
    Stock, StockId,
};

impl<'r> Lowerer<'r> {
    /// `delayed`, `previous`, `smoothed`, `integral`: hidden state, made once for each place.
    pub(super) fn stateful(
        &mut self,
        id: ExprId,
        function: Function,
        arguments: &[ExprId],
        site: &mut Site,
    ) -> Option<NodeId> {
        match site.mode {
            Mode::Static => {
                let span = self.resolved.expr(id).span;
                Some(self.not_constant(span, "a function of the past"))
            }
            Mode::Initial => self.stateful_initial(function, arguments, site),
            Mode::Run => {
                let key = (id, site.members.clone());
                if let Some(known) = self.hidden.get(&key) {
                    return Some(*known);
                }
                let node = self.stateful_run(function, arguments, site)?;
                self.hidden.insert(key, node);
                Some(node)
            }
        }
    }

    fn stateful_initial(
        &mut self,
        function: Function,
        arguments: &[ExprId],
        site: &mut Site,
    ) -> Option<NodeId> {
        match (function, arguments) {
            (Function::Delayed(_), [_, _, before]) | (Function::Previous, [_, before]) => {
                self.expr(*before, site)
            }
            (Function::Smoothed(_), [input, _]) => self.expr(*input, site),
            (Function::Integral, [input]) => {
                let measure = self.accumulated(*input);
                Some(self.graph.constant(0.0, measure))
            }
            _ => unreachable!("{function:?} has no state"),
        }
    }

    fn stateful_run(
        &mut self,
        function: Function,
        arguments: &[ExprId],
        site: &mut Site,
    ) -> Option<NodeId> {
        match (function, arguments) {
            (Function::Delayed(kind), [input, by, before]) => {
                // The engine reads them before the delay, so neither may depend on it.
                let lag = self.expr(*by, site);
                let before = self.expr(*before, site);
                let (lag, before) = (lag?, before?);
                self.check_lag(lag, *by);
                let delay = self.delay(kind, lag, before, *input, site);
                Some(self.delayed(delay, *input))
            }
            (Function::Previous, [input, before]) => {
                let measure = self.graph.measure(&Dimension::base("year"));
                let lag = self.graph.constant(self.time.dt, measure);
                let none = self.wrong();
                let delay = self.delay(DelayKind::Information, lag, none, *input, site);
                // What comes before is asked for at the first step alone: it may follow from this.
                self.tasks.push_back(Task::Before {
                    id: delay,
                    before: *before,
                    site: site.clone(),
                });
                Some(self.delayed(delay, *input))
            }
            (Function::Smoothed(order), [input, over]) => {
                let measure = self.measure_of_type(*input);
                let first = self.hidden_stock(site, "smoothed");
                let mut last = first;
                for _ in 1..order {
                    last = self.hidden_stock(site, "smoothed");
                }
                self.tasks.push_back(Task::Smoothed {
                    first,
                    order,
                    input: *input,
                    over: *over,
                    site: site.clone(),
                });
                Some(self.graph.node(Node::Stock(last), measure))
            }
            (Function::Integral, [input]) => {
                let stock = self.hidden_stock(site, "integral");
                let measure = self.accumulated(*input);
                self.stocks[stock.index()].initial = self.graph.constant(0.0, measure);
                self.tasks.push_back(Task::Integral {
                    stock,
                    input: *input,
                    site: site.clone(),
                });
                Some(self.graph.node(Node::Stock(stock), measure))
            }
            _ => unreachable!("{function:?} has no state"),
        }
    }

    pub(super) fn measure_of_type(&mut self, id: ExprId) -> Measure {
        match &self.types[id.index()].kind {
            crate::check::Kind::Number(dimension) => self.graph.measure(dimension),
            _ => Graph::PURE,
        }
    }

    /// What the integral of an expression over time measures.
    fn accumulated(&mut self, id: ExprId) -> Measure {
        match &self.types[id.index()].kind {
            crate::check::Kind::Number(dimension) => {
                let product = dimension.times(&Dimension::base("year"));
                self.graph.measure(&product.unwrap_or_default())
            }
            _ => Graph::PURE,
        }
    }

    /// The name of the next hidden state of a definition: its own and a counter.
    fn hidden_name(&mut self, site: &Site, what: &str) -> String {
        let count = self
            .hidden_counts
            .entry((site.owner, site.element))
            .or_insert(0);
        *count += 1;
        let count = *count;
        let owner = match self.resolved.entities.get(site.owner.index()) {
            Some(_) => self.resolved.full_name(site.owner, site.element),
            None => "assert".to_string(),
        };
        format!("{owner}#{what}{count}")
    }

    fn hidden_stock(&mut self, site: &Site, what: &str) -> StockId {
        let id = StockId(self.stocks.len() as u32);
        let name = self.hidden_name(site, what);
        let none = self.wrong();
        self.stocks.push(Stock {
            name,
            initial: none,
            flow: none,
        });
        id
    }

    fn delay(
        &mut self,
        kind: DelayKind,
        lag: NodeId,
        before: NodeId,
        input: ExprId,
        site: &Site,
    ) -> DelayId {
        let id = DelayId(self.delays.len() as u32);
        let name = self.hidden_name(site, "delay");
        let none = self.wrong();
        self.delays.push(Delay {
            name,
            kind,
            input: none,
            lag,
            before,
        });
        self.tasks.push_back(Task::Delay {
            id,
            input,
            site: site.clone(),
        });
        id
    }

    fn delayed(&mut self, id: DelayId, input: ExprId) -> NodeId {
        let measure = self.measure_of_type(input);
        self.graph.node(Node::Delayed(id), measure)
    }

    /// What is known of a time that something takes must not be negative.
    pub(super) fn check_lag(&mut self, lag: NodeId, at: ExprId) {
        let Some(years) = self.graph.known(lag).filter(|years| *years < 0.0) else {
            return;
        };
        let span = self.resolved.expr(at).span;
        self.report(
            Diagnostic::error(
                "bad-lag",
                span,
                format!("found {years} years, expected a time of 0 or more"),
            )
            .arg("found", years.to_string())
            .help("correct the time; to look ahead is not possible"),
        );
    }

    /// Lowers all values in source order, then what they put off, and what that puts off in turn.
    pub(super) fn run_tasks(&mut self) {
        self.params();
        for at in 0..self.resolved.entities.len() {
            let id = EntityId(at as u32);
            let entity = self.resolved.entity(id);
            if matches!(entity.keyword, "lookup" | "event" | "milestone") {
                continue;
            }
            for element in 0..self.resolved.size(&entity.dims) as u32 {
                self.touch(id, element);
                if self.is_exhausted() {
                    return;
                }
            }
        }
        self.drain();
    }

    /// Lowers the tasks that wait.
    pub(super) fn drain(&mut self) {
        while let Some(task) = self.tasks.pop_front() {
            if self.is_exhausted() {
                return;
            }
            self.run_task(task);
        }
    }

    fn run_task(&mut self, task: Task<'r>) {
        match task {
            Task::Stock(id, entity, element) => self.stock_task(id, entity, element),
            Task::Smoothed {
                first,
                order,
                input,
                over,
                site,
            } => self.smoothed_task((first, order), input, over, site),
            Task::Integral {
                stock,
                input,
                mut site,
            } => {
                let flow = self.settle(|this| this.expr(input, &mut site));
                self.stocks[stock.index()].flow = flow;
            }
            Task::Delay {
                id,
                input,
                mut site,
            } => {
                let input = self.settle(|this| this.expr(input, &mut site));
                self.delays[id.index()].input = input;
            }
            Task::Before {
                id,
                before,
                mut site,
            } => {
                site.mode = Mode::Initial;
                let before = self.settle(|this| this.expr(before, &mut site));
                self.delays[id.index()].before = before;
            }
            Task::Noise(id, prior, entity, element) => {
                let key = Key {
                    entity,
                    element,
                    mode: Mode::Static,
                    layer: 0,
                };
                let distribution = self.settle(|this| this.distribution(prior, key));
                self.noises[id.index()].distribution = distribution;
            }
            Task::Event(id, entity, element) => self.event_task(id, entity, element),
            Task::Years {
                milestones,
                all,
                operands,
                mut site,
            } => self.years_task(milestones, all, operands, &mut site),
            Task::Milestone(id, entity, element) => {
                if let Body::Milestone(when) = &self.resolved.entity(entity).body {
                    let when = self.part(when, entity, element, Mode::Run);
                    self.milestones[id.index()].when = when;
                }
            }
        }
    }

    fn event_task(&mut self, id: EventId, entity: EntityId, element: u32) {
        let Body::Event { hazard, lasts } = &self.resolved.entity(entity).body else {
            return;
        };
        if let Some(hazard) = hazard {
            let hazard = self.part(hazard, entity, element, Mode::Run);
            self.check_hazard(hazard, entity);
            self.events[id.index()].hazard = hazard;
        }
        if let Some(lasts) = lasts {
            let key = Key {
                entity,
                element,
                mode: Mode::Static,
                layer: 0,
            };
            let duration = self.settle(|this| this.distribution(lasts, key));
            self.check_duration(&duration, lasts);
            self.events[id.index()].duration = Some(duration);
        }
    }

    /// A part of a definition beside its value.
    fn part(&mut self, equation: &Equation, entity: EntityId, element: u32, mode: Mode) -> NodeId {
        let key = Key {
            entity,
            element,
            mode,
            layer: 0,
        };
        self.settle(|this| this.own(equation, key))
    }

    fn stock_task(&mut self, id: StockId, entity: EntityId, element: u32) {
        let key = Key {
            entity,
            element,
            mode: Mode::Initial,
            layer: 0,
        };
        let initial = self.settle(|this| this.demand(key));
        let Body::Stock {
            inflow, outflow, ..
        } = &self.resolved.entity(entity).body
        else {
            return;
        };
        let flow = |this: &mut Self, equation: &Option<Equation>| {
            let equation = equation.as_ref()?;
            Some(this.part(equation, entity, element, Mode::Run))
        };
        let inflow = flow(self, inflow);
        let outflow = flow(self, outflow);
        let net = match (inflow, outflow) {
            (Some(inflow), Some(outflow)) => self.graph.binary(Binary::Sub, inflow, outflow),
            (Some(inflow), None) => inflow,
            (None, Some(outflow)) => self.graph.unary(tenfold_ir::Unary::Neg, outflow),
            (None, None) => {
                let unit = &self.resolved.entity(entity).unit;
                let rate = unit.dimension.over(&Dimension::base("year"));
                let measure = self.graph.measure(&rate.unwrap_or_default());
                self.graph.constant(0.0, measure)
            }
        };
        let stock = &mut self.stocks[id.index()];
        stock.initial = initial;
        stock.flow = net;
    }

    fn check_hazard(&mut self, hazard: NodeId, entity: EntityId) {
        let Some(rate) = self.graph.known(hazard) else {
            return;
        };
        if rate >= 0.0 && rate.is_finite() {
            return;
        }
        let entity = self.resolved.entity(entity);
        let (span, name) = (entity.span, entity.qualified.clone());
        self.report(
            Diagnostic::error(
                "bad-hazard",
                span,
                format!("found a hazard of {rate}/year in `{name}`, expected 0 or more"),
            )
            .arg("name", name)
            .arg("found", rate.to_string())
            .help("correct the hazard"),
        );
    }

    /// A duration that is known must be positive.
    fn check_duration(&mut self, found: &Distribution, lasts: &crate::resolved::PriorEquation) {
        let Shape::Fixed(_) = lasts.prior.shape else {
            return;
        };
        if let Distribution::Empirical { values, .. } = found
            && values.iter().any(|value| *value <= 0.0)
        {
            self.report(
                Diagnostic::error(
                    "bad-distribution",
                    lasts.prior.span,
                    "found an event that lasts no time, expected a positive time",
                )
                .help("write a time such as `1 year`, or leave `lasts` out for an event that never ends"),
            );
        }
    }
}
