//! What built-in functions ask of their arguments.

use super::{Checker, Kind, Type, mismatch, year};
use crate::resolved::{ExprId, Function};
use tenfold_ir::{DelayKind, Dimension, Exponent, Span, Unary};

impl Checker<'_> {
    pub(super) fn call(&mut self, function: Function, arguments: &[ExprId], span: Span) -> Type {
        match (function, arguments) {
            (Function::Unary(function), [x]) => self.unary_call(function, *x),
            (Function::Pow, [x, y]) => self.power(*x, *y, span),
            (Function::Min | Function::Max | Function::Clip, [first, rest @ ..]) => {
                self.alike(*first, rest, span)
            }
            (Function::Delayed(DelayKind::Information), [x, by, before]) => {
                self.expect(*by, &year(), "`by` of `delayed`");
                self.carried(*x, Some(*before), "`before` of `delayed`")
            }
            (Function::Delayed(DelayKind::Material), [x, by, before]) => {
                self.expect(*by, &year(), "`by` of `conveyed`");
                self.carried(*x, Some(*before), "`before` of `conveyed`")
            }
            (Function::Previous, [x, before]) => {
                self.carried(*x, Some(*before), "`before` of `previous`")
            }
            (Function::Smoothed(_), [x, over]) => {
                self.expect(*over, &year(), "`over` of `smoothed`");
                self.carried(*x, None, "")
            }
            (Function::Integral, [x]) => self.times_year(*x, span),
            (Function::Step, [height, at]) => {
                self.expect_date(*at, "`at` of `step`");
                self.carried(*height, None, "")
            }
            (Function::Ramp, [slope, from, to]) => {
                self.expect_date(*from, "`from` of `ramp`");
                self.expect_date(*to, "`to` of `ramp`");
                self.times_year(*slope, span)
            }
            (Function::Pulse, [height, at, duration]) => {
                self.expect_date(*at, "`at` of `pulse`");
                self.expect(*duration, &year(), "`for` of `pulse`");
                self.carried(*height, None, "")
            }
            _ => unreachable!("resolving counted the arguments of {function:?}"),
        }
    }

    fn unary_call(&mut self, function: Unary, x: ExprId) -> Type {
        match function {
            Unary::Neg | Unary::Abs => self.carried(x, None, ""),
            Unary::Sqrt => {
                let Some(dimension) = self.dimension(x) else {
                    return Type::unknown();
                };
                let half = Exponent::new(1, 2).and_then(|half| dimension.power(half));
                let whole = |d: &Dimension| d.powers().all(|(_, power)| power.denominator == 1);
                match half.filter(whole) {
                    Some(root) => Type::number(root),
                    None => {
                        let error = mismatch::not_pure(self.span(x), "under `sqrt`", &dimension);
                        self.report(error);
                        Type::unknown()
                    }
                }
            }
            _ => {
                let what = match function {
                    Unary::Exp => "the argument of `exp`",
                    Unary::Ln => "the argument of `ln`",
                    Unary::Log10 => "the argument of `log10`",
                    Unary::Log2 => "the argument of `log2`",
                    Unary::Logistic => "the argument of `logistic`",
                    Unary::NormalCdf => "the argument of `normal_cdf`",
                    _ => "the argument of `floor`",
                };
                self.expect_pure(x, what);
                Type::pure()
            }
        }
    }

    /// Arguments of one unit, such as those of `min`.
    fn alike(&mut self, first: ExprId, rest: &[ExprId], span: Span) -> Type {
        // A bare number first would set the unit for all: compare with one that has a unit.
        let all = || std::iter::once(first).chain(rest.iter().copied());
        let lead = all().find(|id| !self.type_of(*id).bare).unwrap_or(first);
        let mut out = self.type_of(lead).clone();
        if matches!(out.kind, Kind::Condition) {
            self.dimension(lead);
            return Type::unknown();
        }
        for other in all().filter(|id| *id != lead) {
            let found = self.same(lead, other, span, "between the arguments");
            if found.kind == Kind::Unknown {
                out = found;
            }
        }
        out
    }

    /// The unit of `x`, which `other` must share.
    fn carried(&mut self, x: ExprId, other: Option<ExprId>, role: &str) -> Type {
        let Some(dimension) = self.dimension(x) else {
            return Type::unknown();
        };
        if let Some(other) = other {
            self.expect(other, &dimension, role);
        }
        Type::number(dimension)
    }

    fn times_year(&mut self, x: ExprId, span: Span) -> Type {
        match self.dimension(x) {
            Some(dimension) => self.in_range(dimension.times(&year()), span),
            None => Type::unknown(),
        }
    }
}
