//! Units and kinds of every node, once each, in one sweep over the arena.
//!
//! Knows what each operation asks of its operands; does not know values.

mod call;
mod mismatch;

use crate::ast::{BinaryOp, UnaryOp};
use crate::prelude::DATE;
use crate::resolved::{
    Body, ClaimFunction, EntityId, Equation, ExprId, Node, Reducer, Resolved, Want,
};
use mismatch::{needs_unit, not_a_condition, not_a_number, not_pure, unit_mismatch};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Dimension, EventView, Exponent, MilestoneView, Span};

/// Mistakes beyond which no more are listed.
const LISTED_MAX: usize = 1_000;

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A number that measures this.
    Number(Dimension),
    /// True or false.
    Condition,
    /// Wrong, and reported.
    Unknown,
}

/// What a node is, and how it was written where that matters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// A number without a unit, as written.
    bare: bool,
    /// A point in time: `time`, a date, a milestone.
    point: bool,
    /// 1 or 0, such as `active(event)`: a number that is a condition too.
    indicator: bool,
}

impl Type {
    /// Whether it is a point in time.
    pub(crate) fn is_point(&self) -> bool {
        self.point
    }

    fn number(dimension: Dimension) -> Type {
        Type {
            kind: Kind::Number(dimension),
            bare: false,
            point: false,
            indicator: false,
        }
    }

    fn pure() -> Type {
        Type::number(Dimension::pure())
    }

    fn indicator() -> Type {
        Type {
            indicator: true,
            ..Type::pure()
        }
    }

    fn point() -> Type {
        Type {
            point: true,
            ..Type::number(year())
        }
    }

    fn condition() -> Type {
        Type {
            kind: Kind::Condition,
            bare: false,
            point: false,
            indicator: false,
        }
    }

    fn unknown() -> Type {
        Type {
            kind: Kind::Unknown,
            bare: false,
            point: false,
            indicator: false,
        }
    }
}

fn year() -> Dimension {
    Dimension::base("year")
}

/// Checks the nodes and obligations from these positions on.
pub(crate) fn check(
    resolved: &Resolved,
    types: &mut Vec<Type>,
    obligations_from: usize,
) -> Vec<Diagnostic> {
    let wanted = resolved.obligations[obligations_from..].iter();
    let wanted = wanted.filter_map(|obligation| match &obligation.want {
        Want::Number(unit) => Some((obligation.expr, &unit.dimension)),
        Want::AnyNumber | Want::Condition | Want::Date => None,
    });
    let mut checker = Checker {
        resolved,
        wanted: wanted.collect(),
        types: std::mem::take(types),
        diagnostics: Vec::new(),
    };
    for at in checker.types.len()..resolved.exprs.len() {
        let found = checker.infer(ExprId(at as u32));
        checker.types.push(found);
    }
    for obligation in &resolved.obligations[obligations_from..] {
        checker.oblige(obligation.expr, &obligation.want, &obligation.role);
    }
    *types = checker.types;
    checker.diagnostics
}

/// Checks that constants are made of constants, and numbers known beforehand of what is known.
pub(crate) fn check_constants(resolved: &Resolved) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entity in &resolved.entities {
        let equations: Vec<&Equation> = match &entity.body {
            Body::Const(equation) => vec![equation],
            Body::Lookup { points, .. } => points.iter().flat_map(|(x, y)| [x, y]).collect(),
            _ => continue,
        };
        for equation in equations {
            let what = format!("the {} `{}`", entity.keyword, entity.qualified);
            if let Some(found) = not_constant(resolved, equation, &what) {
                diagnostics.push(found);
            }
        }
    }
    diagnostics.truncate(LISTED_MAX);
    diagnostics
}

fn not_constant(resolved: &Resolved, equation: &Equation, what: &str) -> Option<Diagnostic> {
    let range = equation.first.index()..=equation.root.index();
    resolved.exprs[range].iter().find_map(|expr| {
        let found = match &expr.node {
            Node::Element { entity, .. } => {
                let entity = resolved.entity(*entity);
                if entity.keyword == "const" {
                    return None;
                }
                format!("the {} `{}`", entity.keyword, entity.qualified)
            }
            Node::Time => "`time`".into(),
            _ => return None,
        };
        Some(
            Diagnostic::error(
                "not-constant",
                expr.span,
                format!("found {found} in {what}, expected constants alone"),
            )
            .arg("found", found)
            .arg("where", what)
            .help("use `const` for what it depends on, or make it a `let`"),
        )
    })
}

struct Checker<'r> {
    resolved: &'r Resolved,
    /// What whole equations have to be.
    wanted: HashMap<ExprId, &'r Dimension>,
    types: Vec<Type>,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < LISTED_MAX {
            self.diagnostics.push(diagnostic);
        }
    }

    fn type_of(&self, id: ExprId) -> &Type {
        &self.types[id.index()]
    }

    fn span(&self, id: ExprId) -> Span {
        self.resolved.expr(id).span
    }

    /// The dimension of an operand that has to be a number; reports a condition.
    fn dimension(&mut self, id: ExprId) -> Option<Dimension> {
        match &self.type_of(id).kind {
            Kind::Number(dimension) => Some(dimension.clone()),
            Kind::Unknown => None,
            Kind::Condition => {
                let error = not_a_number(self.span(id));
                self.report(error);
                None
            }
        }
    }

    /// Reports an operand that is not a condition; true if it is one.
    fn expect_condition(&mut self, id: ExprId) {
        let found = self.type_of(id);
        if let (Kind::Number(dimension), false) = (&found.kind, found.indicator) {
            let error = not_a_condition(self.span(id), dimension);
            self.report(error);
        }
    }

    /// Reports an operand that is not a pure number.
    fn expect_pure(&mut self, id: ExprId, what: &str) {
        if let Some(dimension) = self.dimension(id)
            && !dimension.is_pure()
        {
            let error = not_pure(self.span(id), what, &dimension);
            self.report(error);
        }
    }

    /// Reports an operand of another unit.
    fn expect(&mut self, id: ExprId, expected: &Dimension, role: &str) {
        let Some(found) = self.dimension(id) else {
            return;
        };
        if found != *expected {
            self.differs(id, &found, expected, role);
        }
    }

    fn differs(&mut self, id: ExprId, found: &Dimension, expected: &Dimension, role: &str) {
        let error = match self.type_of(id).bare {
            true => needs_unit(self.span(id), role, expected),
            false => unit_mismatch(self.span(id), role, found, expected),
        };
        self.report(error);
    }

    /// Reports an operand that is neither a point in time nor a bare calendar year.
    fn expect_date(&mut self, id: ExprId, role: &str) {
        if !self.type_of(id).bare {
            self.expect(id, &year(), role);
        }
    }

    fn oblige(&mut self, id: ExprId, want: &Want, role: &str) {
        match want {
            Want::Condition => self.expect_condition(id),
            Want::Number(unit) => self.expect(id, &unit.dimension, role),
            Want::Date => self.expect_date(id, role),
            Want::AnyNumber => {
                self.dimension(id);
            }
        }
    }

    fn infer(&mut self, id: ExprId) -> Type {
        let resolved = self.resolved;
        let expr = resolved.expr(id);
        match &expr.node {
            Node::Number { dimension, .. } => Type {
                bare: dimension.is_none(),
                ..Type::number(dimension.clone().unwrap_or_default())
            },
            Node::Date(_) | Node::Time => Type::point(),
            Node::Position(_) => Type::pure(),
            Node::Element { entity, .. } => self.of_entity(*entity),
            Node::Lookup { entity, argument } => self.lookup(*entity, *argument),
            Node::Event { view, .. } => match view {
                EventView::Active | EventView::Occurred => Type::indicator(),
                EventView::Since => Type::number(year()),
            },
            Node::Milestone { view, .. } => match view {
                MilestoneView::Reached => Type::indicator(),
                MilestoneView::Date => Type::point(),
            },
            Node::Unary(UnaryOp::Not, operand) => {
                self.expect_condition(*operand);
                Type::condition()
            }
            Node::Unary(UnaryOp::Neg, operand) => match self.dimension(*operand) {
                Some(dimension) => Type {
                    bare: self.type_of(*operand).bare,
                    ..Type::number(dimension)
                },
                None => Type::unknown(),
            },
            Node::Binary(op, left, right) => self.binary(*op, *left, *right, expr.span),
            Node::If(condition, then, otherwise) => {
                self.expect_condition(*condition);
                self.same(*then, *otherwise, expr.span, "in both branches of `if`")
            }
            Node::Call(function, arguments) => self.call(*function, arguments, expr.span),
            Node::Reduce {
                reducer,
                sizes,
                body,
                ..
            } => {
                let sizes = sizes.iter().map(|size| u64::from(*size));
                let size = sizes.fold(1, u64::saturating_mul);
                self.reduce(*reducer, size, *body, expr.span)
            }
            Node::Labelled { entries, .. } => self.labelled(id, entries),
            Node::Claim(function, operands) => self.claim(*function, operands),
            Node::Error => Type::unknown(),
        }
    }

    fn of_entity(&self, id: EntityId) -> Type {
        let unit = &self.resolved.entity(id).unit;
        Type {
            point: unit.text == DATE,
            ..Type::number(unit.dimension.clone())
        }
    }

    fn lookup(&mut self, id: EntityId, argument: ExprId) -> Type {
        if let Body::Lookup { of, .. } = &self.resolved.entity(id).body {
            let role = format!("the argument of `{}`", self.resolved.entity(id).qualified);
            if of.dimension == year() {
                self.expect_date(argument, &role);
            } else {
                self.expect(argument, &of.dimension, &role);
            }
        }
        self.of_entity(id)
    }

    /// Two operands of one unit; a bare number beside a point in time is a calendar year.
    fn same(&mut self, left: ExprId, right: ExprId, span: Span, role: &str) -> Type {
        let (Some(a), Some(b)) = (self.dimension(left), self.dimension(right)) else {
            return Type::unknown();
        };
        let (l, r) = (self.type_of(left).clone(), self.type_of(right).clone());
        if a == b {
            return Type {
                kind: Kind::Number(a),
                bare: l.bare && r.bare,
                point: l.point || r.point,
                indicator: false,
            };
        }
        if (l.point && r.bare) || (l.bare && r.point) {
            return Type::point();
        }
        let error = if r.bare {
            needs_unit(self.span(right), role, &a)
        } else if l.bare {
            needs_unit(self.span(left), role, &b)
        } else {
            unit_mismatch(span, role, &b, &a)
                .label(self.span(left), a.to_string())
                .label(self.span(right), b.to_string())
        };
        self.report(error);
        Type::unknown()
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId, span: Span) -> Type {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                self.expect_condition(left);
                self.expect_condition(right);
                Type::condition()
            }
            BinaryOp::Lt
            | BinaryOp::Le
            | BinaryOp::Gt
            | BinaryOp::Ge
            | BinaryOp::Eq
            | BinaryOp::Ne => {
                self.same(left, right, span, "in a comparison");
                Type::condition()
            }
            BinaryOp::Add => {
                // 2026 + time is no date: only a difference makes a bare number a year.
                let points = self.type_of(left).point || self.type_of(right).point;
                if points && let Some(bare) = self.bare_of(left, right) {
                    let error = needs_unit(self.span(bare), "in a sum", &year());
                    self.report(error);
                    return Type::unknown();
                }
                self.same(left, right, span, "in a sum")
            }
            BinaryOp::Sub => {
                let (l, r) = (self.type_of(left).point, self.type_of(right).point);
                let bare = self.bare_of(left, right).is_some();
                let out = self.same(left, right, span, "in a difference");
                Type {
                    point: out.point && l && !r && !bare,
                    ..out
                }
            }
            BinaryOp::Mul | BinaryOp::Div => self.product(op, left, right, span),
            BinaryOp::Pow => self.power(left, right, span),
        }
    }

    fn bare_of(&self, left: ExprId, right: ExprId) -> Option<ExprId> {
        let mut sides = [left, right].into_iter();
        sides.find(|side| self.type_of(*side).bare)
    }

    fn product(&mut self, op: BinaryOp, left: ExprId, right: ExprId, span: Span) -> Type {
        let (Some(a), Some(b)) = (self.dimension(left), self.dimension(right)) else {
            return Type::unknown();
        };
        let out = match op {
            BinaryOp::Mul => a.times(&b),
            _ => a.over(&b),
        };
        self.in_range(out, span)
    }

    /// A dimension whose exponents fit, or a reported error.
    fn in_range(&mut self, dimension: Option<Dimension>, span: Span) -> Type {
        match dimension {
            Some(dimension) => Type::number(dimension),
            None => {
                self.report(mismatch::out_of_range(span));
                Type::unknown()
            }
        }
    }

    fn power(&mut self, base: ExprId, exponent: ExprId, span: Span) -> Type {
        let Some(dimension) = self.dimension(base) else {
            return Type::unknown();
        };
        self.expect_pure(exponent, "an exponent");
        if dimension.is_pure() {
            return Type::pure();
        }
        match self.whole(exponent) {
            Some(power) => {
                let power = Exponent::new(power, 1);
                self.in_range(power.and_then(|power| dimension.power(power)), span)
            }
            None => {
                let error = not_pure(self.span(base), "the base of such a power", &dimension);
                self.report(error);
                Type::unknown()
            }
        }
    }

    /// A whole number, if one is written.
    fn whole(&self, id: ExprId) -> Option<i64> {
        match &self.resolved.expr(id).node {
            Node::Number { value, .. } if value.fract() == 0.0 && value.abs() <= 1000.0 => {
                Some(*value as i64)
            }
            Node::Unary(UnaryOp::Neg, operand) => Some(-self.whole(*operand)?),
            _ => None,
        }
    }

    fn reduce(&mut self, reducer: Reducer, size: u64, body: ExprId, span: Span) -> Type {
        let Some(dimension) = self.dimension(body) else {
            return Type::unknown();
        };
        match reducer {
            Reducer::Argmax => Type::pure(),
            Reducer::Product => {
                let power = i64::try_from(size)
                    .ok()
                    .and_then(|size| Exponent::new(size, 1));
                self.in_range(power.and_then(|power| dimension.power(power)), span)
            }
            Reducer::Maximum | Reducer::Minimum => Type {
                point: self.type_of(body).point,
                ..Type::number(dimension)
            },
            Reducer::Sum | Reducer::Mean => Type::number(dimension),
        }
    }

    /// One value for each label. Where units differ, what the whole has to be decides which entries are
    /// wrong, else what most of them are: a mistake is told where it is, once.
    fn labelled(&mut self, id: ExprId, entries: &[ExprId]) -> Type {
        let found: Vec<Option<Dimension>> = entries.iter().map(|e| self.dimension(*e)).collect();
        let known: Vec<&Dimension> = found.iter().flatten().collect();
        let count = |dimension: &Dimension| known.iter().filter(|one| **one == dimension).count();
        let wanted = self
            .wanted
            .get(&id)
            .copied()
            .filter(|wanted| count(wanted) > 0);
        // Of equals the first.
        let most = known.iter().rev().max_by_key(|one| count(one)).copied();
        let Some(expected) = wanted.or(most).cloned() else {
            return Type::unknown();
        };
        for (entry, found) in entries.iter().zip(&found) {
            if let Some(found) = found.as_ref().filter(|found| **found != expected) {
                self.differs(*entry, found, &expected, "an entry beside others");
            }
        }
        Type {
            bare: entries.iter().all(|entry| self.type_of(*entry).bare),
            ..Type::number(expected)
        }
    }

    fn claim(&mut self, function: ClaimFunction, operands: &[ExprId]) -> Type {
        match function {
            ClaimFunction::Probability => {
                self.expect_condition(operands[0]);
                Type::pure()
            }
            ClaimFunction::AllYears | ClaimFunction::AnyYear => {
                self.expect_condition(operands[0]);
                for time in &operands[1..] {
                    self.expect_date(*time, "the first and the last of the years");
                }
                Type::condition()
            }
            ClaimFunction::At => {
                self.expect_date(operands[1], "the time of `at`");
                self.type_of(operands[0]).clone()
            }
            ClaimFunction::On(_) => self.type_of(operands[0]).clone(),
            ClaimFunction::Correlation | ClaimFunction::InfluenceRank => {
                for operand in operands {
                    self.dimension(*operand);
                }
                Type::pure()
            }
            ClaimFunction::Median | ClaimFunction::Mean | ClaimFunction::Quantile => {
                if let Some(p) = operands.get(1) {
                    self.expect_pure(*p, "the probability of `quantile`");
                }
                match self.dimension(operands[0]) {
                    Some(dimension) => Type {
                        point: self.type_of(operands[0]).point,
                        ..Type::number(dimension)
                    },
                    None => Type::unknown(),
                }
            }
        }
    }
}
