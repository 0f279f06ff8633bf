//! Expressions: names to ids, array shorthand to explicit variables.

use super::Resolver;
use super::context::{Cx, Reduction};
use crate::ast::{self, ExprKind};
use crate::calendar::decimal_year;
use crate::resolved::{DimId, EntityId, ExprId, Node, Reducer, Selector, VarId};
use crate::units::{scale_factor, to_base};
use tenfold_ir::{Diagnostic, Span, Unit};

/// Nesting that is resolved; the parser reads no deeper.
const DEPTH_MAX: usize = 400;

impl<'a> Resolver<'a> {
    /// A whole value: a bare number in it is in `unit`.
    pub(super) fn value(&mut self, cx: &mut Cx, e: &ast::Expr, unit: &Unit) -> ExprId {
        match &e.kind {
            ExprKind::Number(number) if number.unit.is_none() => {
                let value = to_base(number.value * scale_factor(number.scale), unit.factor);
                self.number(value, Some(unit.dimension.clone()), e.span)
            }
            ExprKind::Unary {
                op: ast::UnaryOp::Neg,
                operand,
            } if matches!(&operand.kind, ExprKind::Number(n) if n.unit.is_none()) => {
                let operand = self.value(cx, operand, unit);
                self.push(Node::Unary(ast::UnaryOp::Neg, operand), e.span)
            }
            ExprKind::Labelled(entries) => self.labelled(cx, entries, e.span, Some(unit)),
            _ => self.expr(cx, e),
        }
    }

    fn number(
        &mut self,
        value: f64,
        dimension: Option<tenfold_ir::Dimension>,
        span: Span,
    ) -> ExprId {
        if value.is_finite() {
            return self.push(Node::Number { value, dimension }, span);
        }
        self.report(
            Diagnostic::error(
                "number-range",
                span,
                "found a number that is too large, expected one below 1.8e308 in base units",
            )
            .help("use a larger unit"),
        );
        self.push(Node::Error, span)
    }

    /// Any expression.
    pub(super) fn expr(&mut self, cx: &mut Cx, e: &ast::Expr) -> ExprId {
        if cx.depth >= DEPTH_MAX {
            self.report(
                Diagnostic::error(
                    "too-deep",
                    e.span,
                    format!(
                        "found an expression nested deeper, expected at most {DEPTH_MAX} levels"
                    ),
                )
                .help("name its parts with `let`"),
            );
            return self.push(Node::Error, e.span);
        }
        cx.depth += 1;
        let id = self.expr_inside(cx, e);
        cx.depth -= 1;
        id
    }

    fn expr_inside(&mut self, cx: &mut Cx, e: &ast::Expr) -> ExprId {
        let span = e.span;
        match &e.kind {
            ExprKind::Number(number) => self.number_with_unit(cx, number, span),
            ExprKind::Date { year, month, day } => {
                let node = decimal_year(*year, *month, *day).map_or(Node::Error, Node::Date);
                self.push(node, span)
            }
            ExprKind::Name { path, indices } => self.name(cx, path, indices, span),
            ExprKind::Unary { op, operand } => {
                let operand = self.expr(cx, operand);
                self.push(Node::Unary(*op, operand), span)
            }
            ExprKind::Binary { .. } => self.binary(cx, e),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.expr(cx, condition);
                let then = self.expr(cx, then);
                let otherwise = self.expr(cx, otherwise);
                self.push(Node::If(condition, then, otherwise), span)
            }
            ExprKind::Call {
                function,
                arguments,
            } => self.call(cx, function, arguments, span),
            ExprKind::Over {
                function,
                variable,
                dimension,
                body,
            } => self.over(cx, function, variable, dimension, body, span),
            ExprKind::Years { all, between, body } => {
                self.years(cx, (*all, between.as_deref()), body, span)
            }
            ExprKind::At { time, body } => self.at_time(cx, time, body, span),
            ExprKind::On { scenario, body } => self.on_scenario(cx, scenario, body, span),
            ExprKind::Within { value, low, high } => {
                let value = self.expr(cx, value);
                let low = self.expr(cx, low);
                let above = self.push(Node::Binary(ast::BinaryOp::Ge, value, low), span);
                let high = self.expr(cx, high);
                let below = self.push(Node::Binary(ast::BinaryOp::Le, value, high), span);
                self.push(Node::Binary(ast::BinaryOp::And, above, below), span)
            }
            ExprKind::Text(_) => self.not_a_number(span, "a text"),
            ExprKind::To { .. } | ExprKind::Truncated { .. } | ExprKind::Of { .. } => {
                self.not_a_number(span, "a distribution")
            }
            ExprKind::Labelled(entries) => self.labelled(cx, entries, span, None),
            ExprKind::Error => self.push(Node::Error, span),
        }
    }

    fn number_with_unit(&mut self, cx: &Cx, number: &ast::Number, span: Span) -> ExprId {
        let value = number.value * scale_factor(number.scale);
        if number.unit.is_none() {
            return self.number(value, None, span);
        }
        match self.unit(cx.module, number.unit.as_ref()) {
            Some(unit) => self.number(to_base(value, unit.factor), Some(unit.dimension), span),
            None => self.push(Node::Error, span),
        }
    }

    /// Chains of operators lean left as deep as they are long, so they are walked, not recursed.
    fn binary(&mut self, cx: &mut Cx, e: &ast::Expr) -> ExprId {
        let mut chain = Vec::new();
        let mut first = e;
        while let ExprKind::Binary { op, left, right } = &first.kind {
            chain.push((*op, right, first.span));
            first = left;
        }
        let mut left = self.expr(cx, first);
        for (op, right, span) in chain.into_iter().rev() {
            let right = self.expr(cx, right);
            left = self.push(Node::Binary(op, left, right), span);
        }
        left
    }

    /// Something that is no number where one has to be.
    pub(super) fn not_a_number(&mut self, span: Span, found: &str) -> ExprId {
        self.report(
            Diagnostic::error(
                "not-a-number",
                span,
                format!("found {found}, expected a number"),
            )
            .arg("found", found)
            .help("a distribution stands after `~`; define a `param` or `noise` and use its name"),
        );
        self.push(Node::Error, span)
    }

    fn name(&mut self, cx: &mut Cx, path: &ast::Path, indices: &[ast::Expr], span: Span) -> ExprId {
        if path.module.is_none() && indices.is_empty() {
            if let Some(variable) = cx.variable(&path.name.text) {
                return self.push(Node::Position(variable), span);
            }
            if path.name.text == "time" {
                return self.push(Node::Time, span);
            }
        }
        let Some(entity) = self.find_entity(cx.module, path) else {
            return self.push(Node::Error, span);
        };
        let node = match self.out.entity(entity).keyword {
            _ if self.out.entity(entity).broken => Node::Error,
            "lookup" => self.misused(span, path, "the table function", "name(x)"),
            "event" => self.misused(span, path, "the event", "active(name)"),
            "milestone" if !cx.claim => self.misused(span, path, "the milestone", "date(name)"),
            keyword => match self.selectors(cx, entity, path, indices, span) {
                Some(at) if keyword == "milestone" => Node::Milestone {
                    view: tenfold_ir::MilestoneView::Date,
                    entity,
                    at,
                },
                Some(at) => Node::Element { entity, at },
                None => Node::Error,
            },
        };
        self.push(node, span)
    }

    fn misused(&mut self, span: Span, path: &ast::Path, what: &str, form: &str) -> Node {
        let name = &path.name.text;
        self.report(
            Diagnostic::error(
                "not-a-number",
                span,
                format!("found {what} `{name}`, expected a number"),
            )
            .arg("found", format!("{what} `{name}`"))
            .help(format!("write `{}`", form.replace("name", name))),
        );
        Node::Error
    }

    /// What selects the element: given indices, the same element, or a reduction's variables.
    pub(super) fn selectors(
        &mut self,
        cx: &mut Cx,
        entity: EntityId,
        path: &ast::Path,
        indices: &[ast::Expr],
        span: Span,
    ) -> Option<Vec<Selector>> {
        let dims = self.out.entity(entity).dims.clone();
        let name = &path.name.text;
        if indices.is_empty() {
            return self.bare(cx, name, &dims, span);
        }
        if indices.len() != dims.len() {
            let found = match indices.len() {
                1 => "one index".to_string(),
                count => format!("{count} indices"),
            };
            let error = self.wrong_index(span, name, &dims, &found);
            self.report(error);
            return None;
        }
        let pairs = indices.iter().zip(&dims);
        pairs
            .map(|(index, dim)| self.selector(cx, name, index, *dim))
            .collect()
    }

    fn selector(&mut self, cx: &Cx, name: &str, index: &ast::Expr, dim: DimId) -> Option<Selector> {
        let ExprKind::Name { path, indices } = &index.kind else {
            if let ExprKind::Number(number) = &index.kind
                && let Some(at) = self.out.dim(dim).positions.get(&number.digits)
            {
                return Some(Selector::Label(*at));
            }
            if !matches!(index.kind, ExprKind::Error) {
                let error = self.wrong_index(index.span, name, &[dim], "an expression as index");
                self.report(error.help("write a label or an index variable"));
            }
            return None;
        };
        if path.module.is_none() && indices.is_empty() {
            if let Some(variable) = cx.variable(&path.name.text) {
                let have = cx.dims[variable.index()];
                if have == dim {
                    return Some(Selector::Var(variable));
                }
                let found = format!("an index over {}", self.out.dim(have).name);
                let error = self.wrong_index(index.span, name, &[dim], &found);
                self.report(error);
                return None;
            }
            return self.find_label(dim, &path.name).map(Selector::Label);
        }
        let error = self.wrong_index(index.span, name, &[dim], "an element as index");
        self.report(error.help("write a label or an index variable"));
        None
    }

    /// A name without indices.
    fn bare(
        &mut self,
        cx: &mut Cx,
        name: &str,
        dims: &[DimId],
        span: Span,
    ) -> Option<Vec<Selector>> {
        if dims.is_empty() {
            return Some(Vec::new());
        }
        if let Some(Reduction::Short(vars)) = cx.reductions.last_mut() {
            let known = vars.clone();
            let vars = match known {
                Some(vars) => vars,
                None => {
                    let fresh = cx.fresh_vars(dims);
                    if let Some(Reduction::Short(slot)) = cx.reductions.last_mut() {
                        *slot = Some(fresh.clone());
                    }
                    fresh
                }
            };
            let have: Vec<DimId> = vars.iter().map(|var| cx.dims[var.index()]).collect();
            if have == dims {
                return Some(vars.into_iter().map(Selector::Var).collect());
            }
            let found = format!("arrays over {} beside it", self.dims_text(&have));
            let error = self.wrong_index(span, name, dims, &found);
            self.report(error.help("name the variables: `sum(x in Dimension: …)`"));
            return None;
        }
        if cx.dims[..cx.own] == *dims {
            let own = (0..cx.own as u32).map(|at| Selector::Var(VarId(at)));
            return Some(own.collect());
        }
        let error = self.wrong_index(span, name, dims, "no index");
        let first = &self.out.dim(dims[0]).name;
        self.report(error.help(format!(
            "write an index, or reduce the array: `sum({name})`; nothing is spread over {first} by itself"
        )));
        None
    }

    /// `sum(profit)`: bare arrays inside range over fresh variables. `None` if there is none.
    pub(super) fn short_reduction(
        &mut self,
        cx: &mut Cx,
        e: &ast::Expr,
    ) -> (ExprId, Option<Vec<VarId>>) {
        cx.reductions.push(Reduction::Short(None));
        let body = self.expr(cx, e);
        match cx.reductions.pop() {
            Some(Reduction::Short(vars)) => (body, vars),
            _ => (body, None),
        }
    }

    /// A reduction over variables, given its body.
    pub(super) fn reduce(
        &mut self,
        cx: &Cx,
        reducer: Reducer,
        over: Vec<VarId>,
        body: ExprId,
        span: Span,
    ) -> ExprId {
        let dims = over.iter().map(|var| cx.dims[var.index()]);
        let sizes = dims
            .map(|dim| self.out.dim(dim).labels.len() as u32)
            .collect();
        let node = Node::Reduce {
            reducer,
            over,
            sizes,
            body,
        };
        self.push(node, span)
    }

    fn over(
        &mut self,
        cx: &mut Cx,
        function: &ast::Name,
        variable: &ast::Name,
        dimension: &ast::Name,
        body: &ast::Expr,
        span: Span,
    ) -> ExprId {
        let reducer = self.reducer(function);
        let dim = self.find_dimension(cx.module, dimension);
        let (Some(reducer), Some(dim)) = (reducer, dim) else {
            return self.push(Node::Error, span);
        };
        let over = cx.fresh_vars(&[dim]);
        cx.scope.push((variable.text.clone(), over[0]));
        cx.reductions.push(Reduction::Long);
        let body = self.expr(cx, body);
        cx.reductions.pop();
        cx.scope.pop();
        self.reduce(cx, reducer, over, body, span)
    }

    /// `{anthropic: 3, openai: 5}`, in `unit` where it is a whole value.
    fn labelled(
        &mut self,
        cx: &mut Cx,
        entries: &[(ast::Name, ast::Expr)],
        span: Span,
        unit: Option<&Unit>,
    ) -> ExprId {
        let Some((by, order)) = self.label_order(cx, entries.iter().map(|(n, _)| n), span) else {
            return self.push(Node::Error, span);
        };
        let mut ids = Vec::with_capacity(order.len());
        for at in order {
            let entry = &entries[at].1;
            ids.push(match unit {
                Some(unit) => self.value(cx, entry, unit),
                None => self.expr(cx, entry),
            });
        }
        self.push(Node::Labelled { by, entries: ids }, span)
    }

    /// The index that labels belong to, and for each of its members which entry is its.
    pub(super) fn label_order<'n>(
        &mut self,
        cx: &Cx,
        names: impl Iterator<Item = &'n ast::Name> + Clone,
        span: Span,
    ) -> Option<(VarId, Vec<usize>)> {
        let fits = |dim: DimId| {
            let positions = &self.out.dim(dim).positions;
            names.clone().any(|name| positions.contains_key(&name.text))
        };
        let own: Vec<(VarId, DimId)> = cx.own_vars().collect();
        let Some((by, dim)) = own
            .iter()
            .find(|(_, dim)| fits(*dim))
            .or(own.first())
            .copied()
        else {
            self.report(
                Diagnostic::error(
                    "wrong-index",
                    span,
                    "found an entry for each label, expected one number: the definition has no index",
                )
                .help("give the definition an index, such as `[Lab]`"),
            );
            return None;
        };
        let mut order = vec![usize::MAX; self.out.dim(dim).labels.len()];
        let mut complete = true;
        for (entry, name) in names.enumerate() {
            match self.find_label(dim, name) {
                Some(at) if order[at as usize] != usize::MAX => {
                    self.report(super::duplicate("entry", &name.text, name.span));
                }
                Some(at) => order[at as usize] = entry,
                None => complete = false,
            }
        }
        if let Some(missing) = order.iter().position(|entry| *entry == usize::MAX) {
            if complete {
                let label = self.out.dim(dim).labels[missing].clone();
                self.report(
                    Diagnostic::error(
                        "missing-label",
                        span,
                        format!("found no entry for `{label}`, expected one for each label"),
                    )
                    .arg("label", label.clone())
                    .help(format!("add `{label}: …`")),
                );
            }
            return None;
        }
        Some((by, order))
    }
}
