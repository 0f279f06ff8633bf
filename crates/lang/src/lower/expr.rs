//! Expressions to nodes, for one element in one world.
//!
//! `None` means that an element it depends on has no node yet; every such element is then
//! waited for, because no operand is skipped.

use super::graph::{Graph, Measure};
use super::{Lowerer, Mode, Site};
use crate::ast::{BinaryOp, UnaryOp};
use crate::check::Kind;
use crate::resolved::{ExprId, Function, Node as Tree, Reducer, Selector, VarId};
use tenfold_ir::{
    Binary, Diagnostic, EventView, Interpolation, MilestoneView, Node, NodeId, Span, TableId, Unary,
};

pub(crate) fn binary_op(op: BinaryOp) -> Binary {
    match op {
        BinaryOp::Add => Binary::Add,
        BinaryOp::Sub => Binary::Sub,
        BinaryOp::Mul => Binary::Mul,
        BinaryOp::Div => Binary::Div,
        BinaryOp::Pow => Binary::Pow,
        BinaryOp::Lt => Binary::Lt,
        BinaryOp::Le => Binary::Le,
        BinaryOp::Gt => Binary::Gt,
        BinaryOp::Ge => Binary::Ge,
        BinaryOp::Eq => Binary::Eq,
        BinaryOp::Ne => Binary::Ne,
        BinaryOp::And => Binary::And,
        BinaryOp::Or => Binary::Or,
    }
}

impl<'r> Lowerer<'r> {
    /// What a checked expression measures.
    fn expr_measure(&mut self, id: ExprId) -> Measure {
        match &self.types[id.index()].kind {
            Kind::Number(dimension) => self.graph.measure(dimension),
            Kind::Condition | Kind::Unknown => Graph::PURE,
        }
    }

    pub(super) fn expr(&mut self, id: ExprId, site: &mut Site) -> Option<NodeId> {
        let resolved = self.resolved;
        let expr = resolved.expr(id);
        let span = expr.span;
        if !self.spend(span) {
            return Some(self.wrong());
        }
        match &expr.node {
            Tree::Number { value, .. } | Tree::Date(value) => {
                let measure = self.expr_measure(id);
                Some(self.graph.constant(*value, measure))
            }
            Tree::Time => Some(self.now(site.mode, span)),
            Tree::Position(var) => {
                let at = f64::from(site.members[var.index()]);
                Some(self.graph.constant(at, Graph::PURE))
            }
            Tree::Element { entity, at } => {
                let element = self.selected(*entity, at, site);
                let seen = self.layers_seen(*entity, site);
                self.check_chance(*entity, element, site);
                self.element(*entity, element, site.mode, span, seen)
            }
            Tree::Lookup { entity, argument } => {
                let argument = self.expr(*argument, site)?;
                let Some(table) = self.table_ids.get(&(*entity, 0)).copied() else {
                    return Some(self.wrong());
                };
                let measure = self.declared_measure(*entity);
                Some(self.looked_up(table, argument, measure))
            }
            Tree::Event { view, entity, at } => {
                let element = self.selected(*entity, at, site);
                Some(self.event_view(*view, (*entity, element), site.mode, span))
            }
            Tree::Milestone { view, entity, at } => {
                let element = self.selected(*entity, at, site);
                Some(self.milestone_view(*view, (*entity, element), site.mode, span))
            }
            Tree::Unary(op, operand) => {
                let operand = self.expr(*operand, site)?;
                let op = match op {
                    UnaryOp::Neg => Unary::Neg,
                    UnaryOp::Not => Unary::Not,
                };
                Some(self.graph.unary(op, operand))
            }
            Tree::Binary(..) => self.chain(id, site),
            Tree::If(condition, then, otherwise) => {
                let condition = self.expr(*condition, site);
                let then = self.expr(*then, site);
                let otherwise = self.expr(*otherwise, site);
                Some(self.graph.select(condition?, then?, otherwise?))
            }
            Tree::Call(function, arguments) => self.call(id, *function, arguments, site),
            Tree::Reduce {
                reducer,
                over,
                sizes,
                body,
            } => self.reduce(*reducer, over, sizes, *body, site),
            Tree::Labelled { by, entries } => {
                let entry = entries[site.members[by.index()] as usize];
                self.expr(entry, site)
            }
            Tree::Claim(function, operands) => Some(self.years(id, *function, operands, site)),
            Tree::Error => Some(self.wrong()),
        }
    }

    /// The element that selectors pick.
    fn selected(&self, entity: crate::resolved::EntityId, at: &[Selector], site: &Site) -> u32 {
        let dims = &self.resolved.entity(entity).dims;
        let members = at.iter().map(|selector| match selector {
            Selector::Var(var) => site.members[var.index()],
            Selector::Label(at) => *at,
        });
        self.resolved.element(dims, members)
    }

    /// A chain of operators, which leans left as deep as it is long: walked, not recursed.
    fn chain(&mut self, id: ExprId, site: &mut Site) -> Option<NodeId> {
        let mut links = Vec::new();
        let mut first = id;
        while let Tree::Binary(op, left, right) = &self.resolved.expr(first).node {
            links.push((*op, *right));
            first = *left;
        }
        let mut left = self.expr(first, site);
        for (op, right) in links.into_iter().rev() {
            let right = self.expr(right, site);
            left = match (left, right) {
                (Some(left), Some(right)) => Some(self.operation(binary_op(op), left, right)),
                _ => None,
            };
        }
        left
    }

    fn call(
        &mut self,
        id: ExprId,
        function: Function,
        arguments: &[ExprId],
        site: &mut Site,
    ) -> Option<NodeId> {
        match function {
            Function::Delayed(_)
            | Function::Smoothed(_)
            | Function::Previous
            | Function::Integral => {
                return self.stateful(id, function, arguments, site);
            }
            _ => {}
        }
        let mut operands = Vec::with_capacity(arguments.len());
        for argument in arguments {
            operands.extend(self.expr(*argument, site));
        }
        if operands.len() < arguments.len() {
            return None;
        }
        let span = self.resolved.expr(id).span;
        let fold = |this: &mut Self, op| {
            let mut all = operands.iter().copied();
            let first = all.next()?;
            Some(all.fold(first, |a, b| this.graph.binary(op, a, b)))
        };
        match (function, &operands[..]) {
            (Function::Unary(op), [x]) => Some(self.graph.unary(op, *x)),
            (Function::Pow, [x, y]) => Some(self.graph.binary(Binary::Pow, *x, *y)),
            (Function::Min, _) => fold(self, Binary::Min),
            (Function::Max, _) => fold(self, Binary::Max),
            (Function::Clip, [x, low, high]) => {
                let below = self.graph.binary(Binary::Min, *x, *high);
                Some(self.graph.binary(Binary::Max, below, *low))
            }
            (Function::Step, [height, at]) => Some(self.step(*height, *at, site.mode, span)),
            (Function::Ramp, [slope, from, to]) => {
                let to = self.window_end((*from, *to), span);
                Some(self.ramp(*slope, *from, to, site.mode, span))
            }
            (Function::Pulse, [height, at, duration]) => {
                self.check_lag(*duration, arguments[2]);
                let end = self.graph.binary(Binary::Add, *at, *duration);
                let end = self.unless_before(*at, end);
                let on = self.step(*height, *at, site.mode, span);
                let after = self.is_reached(end, site.mode, span);
                let zero = self.zero_like(*height);
                Some(self.graph.select(after, zero, on))
            }
            _ => unreachable!("resolving counted the arguments of {function:?}"),
        }
    }

    /// An operation on two numbers. What is compared with the time jumps on the grid where its date lies
    /// there: the rounding of start + i·dt does not put it off by a step.
    fn operation(&mut self, op: Binary, left: NodeId, right: NodeId) -> NodeId {
        use Binary::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
        let is_time = |id: NodeId| matches!(self.graph.nodes[id.index()], Node::Time);
        let (op, now, at) = match (is_time(left), is_time(right)) {
            (true, false) => (op, left, right),
            (false, true) => match op {
                Lt => (Gt, right, left),
                Le => (Ge, right, left),
                Gt => (Lt, right, left),
                Ge => (Le, right, left),
                _ => (op, right, left),
            },
            _ => return self.graph.binary(op, left, right),
        };
        let slack = self.slack();
        let mut against = |op: Binary| {
            let slack = match op {
                Lt | Ge => slack,
                _ => -slack,
            };
            let slack = self.graph.constant(slack, self.graph.measure_of(now));
            let at = self.graph.binary(Binary::Sub, at, slack);
            self.graph.binary(op, now, at)
        };
        let (both, one, other) = match op {
            Lt | Le | Gt | Ge => return against(op),
            Eq => (And, Ge, Le),
            Ne => (Or, Lt, Gt),
            _ => return self.graph.binary(op, left, right),
        };
        let (one, other) = (against(one), against(other));
        self.graph.binary(both, one, other)
    }

    /// By how much, in years, a time of the grid may miss a date that is meant to lie on it.
    fn slack(&self) -> f64 {
        1e-6 * self.time.dt
    }

    /// A table at a point. One that jumps does so on the grid where a time of its points lies there.
    pub(super) fn looked_up(&mut self, table: TableId, at: NodeId, measure: Measure) -> NodeId {
        let jumps = self.tables[table.index()].interpolation == Interpolation::Step;
        let mut at = at;
        if jumps && matches!(self.graph.nodes[at.index()], Node::Time) {
            let slack = self
                .graph
                .constant(-self.slack(), self.graph.measure_of(at));
            at = self.graph.binary(Binary::Sub, at, slack);
        }
        self.graph.node(Node::Lookup(table, at), measure)
    }

    /// The end of a span of time, after what is known of it is checked.
    pub(super) fn window_end(&mut self, (from, to): (NodeId, NodeId), span: Span) -> NodeId {
        self.check_window((from, to), span);
        self.unless_before(from, to)
    }

    /// The end of a span of time, undefined in a draw in which it lies before the start: nothing would ever happen
    /// there, unseen. What is known beforehand is checked.
    fn unless_before(&mut self, from: NodeId, to: NodeId) -> NodeId {
        if self.graph.known(from).is_some() && self.graph.known(to).is_some() {
            return to;
        }
        let is_before = self.graph.binary(Binary::Lt, to, from);
        let undefined = self.graph.constant(f64::NAN, self.graph.measure_of(to));
        self.graph.select(is_before, undefined, to)
    }

    fn zero_like(&mut self, node: NodeId) -> NodeId {
        let measure = self.graph.measure_of(node);
        self.graph.constant(0.0, measure)
    }

    /// Whether a point in time has come.
    pub(super) fn is_reached(&mut self, at: NodeId, mode: Mode, span: Span) -> NodeId {
        let now = self.now(mode, span);
        self.operation(Binary::Ge, now, at)
    }

    fn step(&mut self, height: NodeId, at: NodeId, mode: Mode, span: Span) -> NodeId {
        let on = self.is_reached(at, mode, span);
        let zero = self.zero_like(height);
        self.graph.select(on, height, zero)
    }

    /// slope · clip(time − from, 0, to − from)
    fn ramp(&mut self, slope: NodeId, from: NodeId, to: NodeId, mode: Mode, span: Span) -> NodeId {
        let now = self.now(mode, span);
        let passed = self.graph.binary(Binary::Sub, now, from);
        let whole = self.graph.binary(Binary::Sub, to, from);
        let capped = self.graph.binary(Binary::Min, passed, whole);
        let zero = self.zero_like(passed);
        let clipped = self.graph.binary(Binary::Max, capped, zero);
        self.graph.binary(Binary::Mul, slope, clipped)
    }

    /// What is known of a span of time must not end before it begins.
    pub(super) fn check_window(&mut self, (from, to): (NodeId, NodeId), span: Span) {
        let ends = self.graph.known(from).zip(self.graph.known(to));
        let Some((from, to)) = ends.filter(|(from, to)| from > to) else {
            return;
        };
        self.report(
            Diagnostic::error(
                "bad-window",
                span,
                format!(
                    "found a span of time from {from} to {to}, expected an end after the start"
                ),
            )
            .arg("from", from.to_string())
            .arg("to", to.to_string())
            .help("put the earlier date first"),
        );
    }

    fn reduce(
        &mut self,
        reducer: Reducer,
        over: &[VarId],
        sizes: &[u32],
        body: ExprId,
        site: &mut Site,
    ) -> Option<NodeId> {
        let mut nodes = Vec::new();
        let mut complete = true;
        let saved: Vec<u32> = over.iter().map(|var| site.members[var.index()]).collect();
        let total: u64 = sizes
            .iter()
            .map(|size| u64::from(*size))
            .fold(1, u64::saturating_mul);
        for at in 0..total {
            let mut rest = at;
            for (var, size) in over.iter().zip(sizes).rev() {
                site.members[var.index()] = (rest % u64::from(*size)) as u32;
                rest /= u64::from(*size);
            }
            match self.expr(body, site) {
                Some(node) => nodes.push(node),
                None => complete = false,
            }
            if self.is_exhausted() {
                break;
            }
        }
        for (var, member) in over.iter().zip(saved) {
            site.members[var.index()] = member;
        }
        complete.then(|| self.combine(reducer, &nodes))
    }

    fn combine(&mut self, reducer: Reducer, nodes: &[NodeId]) -> NodeId {
        let op = match reducer {
            Reducer::Sum | Reducer::Mean => Binary::Add,
            Reducer::Product => Binary::Mul,
            Reducer::Maximum => Binary::Max,
            Reducer::Minimum => Binary::Min,
            Reducer::Argmax => return self.argmax(nodes),
        };
        let mut rest = nodes.iter().copied();
        let first = rest.next().expect("a dimension has a member");
        let all = rest.fold(first, |a, b| self.graph.binary(op, a, b));
        if reducer != Reducer::Mean {
            return all;
        }
        let count = self.graph.constant(nodes.len() as f64, Graph::PURE);
        self.graph.binary(Binary::Div, all, count)
    }

    /// The position of the first of the greatest.
    fn argmax(&mut self, nodes: &[NodeId]) -> NodeId {
        let mut best = nodes[0];
        let mut position = self.graph.constant(0.0, Graph::PURE);
        for (at, node) in nodes.iter().enumerate().skip(1) {
            let greater = self.graph.binary(Binary::Gt, *node, best);
            let here = self.graph.constant(at as f64, Graph::PURE);
            position = self.graph.select(greater, here, position);
            best = self.graph.binary(Binary::Max, best, *node);
        }
        position
    }

    /// The time, or the start of the simulation before the first step.
    pub(super) fn now(&mut self, mode: Mode, span: Span) -> NodeId {
        let measure = self.graph.measure(&tenfold_ir::Dimension::base("year"));
        match mode {
            Mode::Run => self.graph.node(Node::Time, measure),
            Mode::Initial => self.graph.constant(self.time.start, measure),
            Mode::Static => self.not_constant(span, "`time`"),
        }
    }

    fn event_view(
        &mut self,
        view: EventView,
        key: (crate::resolved::EntityId, u32),
        mode: Mode,
        span: Span,
    ) -> NodeId {
        let measure = match view {
            EventView::Since => self.graph.measure(&tenfold_ir::Dimension::base("year")),
            _ => Graph::PURE,
        };
        match mode {
            Mode::Run => {
                let id = self.event_ids[&key];
                self.graph.node(Node::Event(id, view), measure)
            }
            Mode::Initial => {
                let nothing_yet = match view {
                    EventView::Since => f64::INFINITY,
                    EventView::Active | EventView::Occurred => 0.0,
                };
                self.graph.constant(nothing_yet, measure)
            }
            Mode::Static => self.not_constant(span, "an event"),
        }
    }

    /// The date of a milestone, as the record has it.
    pub(super) fn milestone_date(
        &mut self,
        entity: crate::resolved::EntityId,
        element: u32,
    ) -> NodeId {
        let span = self.resolved.entity(entity).span;
        self.milestone_view(MilestoneView::Date, (entity, element), Mode::Run, span)
    }

    fn milestone_view(
        &mut self,
        view: MilestoneView,
        key: (crate::resolved::EntityId, u32),
        mode: Mode,
        span: Span,
    ) -> NodeId {
        let measure = match view {
            MilestoneView::Date => self.graph.measure(&tenfold_ir::Dimension::base("year")),
            MilestoneView::Reached => Graph::PURE,
        };
        match mode {
            Mode::Run => {
                let id = self.milestone_ids[&key];
                self.graph.node(Node::Milestone(id, view), measure)
            }
            Mode::Initial => {
                let nothing_yet = match view {
                    MilestoneView::Date => f64::INFINITY,
                    MilestoneView::Reached => 0.0,
                };
                self.graph.constant(nothing_yet, measure)
            }
            Mode::Static => self.not_constant(span, "a milestone"),
        }
    }
}
