//! Expressions, units, numbers and texts on one line, with no bracket that could go.

use crate::ast::{
    Argument, BinaryOp, Expr, ExprKind, Index, Number, Path, UnaryOp, UnitExpr, UnitFactor,
};
use crate::precedence::{
    COMPARISON, Level, NEGATION, NOT, OF, OPEN, OR, POWER, PRIMARY, SUM, TO, TRUNCATED, level,
};
use std::fmt::Write;

/// A value: anything but a bare distribution.
pub(super) fn value(expr: &Expr) -> String {
    let mut out = String::new();
    push_value(&mut out, expr);
    out
}

/// A distribution, or a value.
pub(super) fn prior(expr: &Expr) -> String {
    let mut out = String::new();
    push(&mut out, expr, OPEN);
    out
}

/// An operand of an operator of this level.
pub(super) fn operand(expr: &Expr, loosest: Level) -> String {
    let mut out = String::new();
    push(&mut out, expr, loosest);
    out
}

fn push_value(out: &mut String, expr: &Expr) {
    let open = level_of(expr) == OPEN;
    push(out, expr, if open { OPEN } else { OR });
}

pub(super) fn level_of(expr: &Expr) -> Level {
    match &expr.kind {
        ExprKind::If { .. }
        | ExprKind::Years { .. }
        | ExprKind::At { .. }
        | ExprKind::On { .. } => OPEN,
        ExprKind::Of { .. } => OF,
        ExprKind::Truncated { .. } => TRUNCATED,
        ExprKind::To { .. } => TO,
        ExprKind::Binary { op, .. } => level(*op),
        ExprKind::Within { .. } => COMPARISON,
        ExprKind::Unary { op, .. } => match op {
            UnaryOp::Neg => NEGATION,
            UnaryOp::Not => NOT,
        },
        _ => PRIMARY,
    }
}

/// Prints with brackets where the expression binds more loosely than `loosest`.
fn push(out: &mut String, expr: &Expr, loosest: Level) {
    if level_of(expr) < loosest {
        out.push('(');
        push_bare(out, expr);
        out.push(')');
    } else {
        push_bare(out, expr);
    }
}

fn push_bare(out: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Number(number) => push_number(out, number),
        ExprKind::Date { year, month, day } => {
            write!(out, "{year:04}-{month:02}-{day:02}").expect("a string takes all");
        }
        ExprKind::Text(content) => out.push_str(&text(content)),
        ExprKind::Name { path: of, indices } => push_name(out, of, indices),
        ExprKind::Unary { op, operand } => {
            out.push_str(match op {
                UnaryOp::Neg => "-",
                UnaryOp::Not => "not ",
            });
            push(out, operand, level_of(expr));
        }
        ExprKind::Binary { op, left, right } => push_binary(out, *op, left, right),
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            for (word, part) in [("if ", condition), (" then ", then), (" else ", otherwise)] {
                out.push_str(word);
                push_value(out, part);
            }
        }
        ExprKind::Years { .. } | ExprKind::At { .. } | ExprKind::On { .. } => {
            let (prefix, body) = prefixed(expr).expect("one of the three");
            write!(out, "{prefix} ").expect("a string takes all");
            push_value(out, body);
        }
        ExprKind::Within { value, low, high } => {
            push(out, value, SUM);
            out.push_str(" in ");
            push(out, low, SUM);
            out.push_str(" to ");
            push(out, high, SUM);
        }
        ExprKind::Call { .. } | ExprKind::Over { .. } | ExprKind::Labelled(_) => {
            push_bracketed(out, expr);
        }
        ExprKind::To { .. } | ExprKind::Truncated { .. } | ExprKind::Of { .. } => {
            push_distribution(out, expr);
        }
        ExprKind::Error => out.push('?'),
    }
}

/// `all years:`, `at 2030:` or `on slow:` and what they stand before.
pub(super) fn prefixed(expr: &Expr) -> Option<(String, &Expr)> {
    match &expr.kind {
        ExprKind::Years { all, between, body } => {
            let word = if *all { "all years" } else { "any year" };
            let prefix = match between.as_deref() {
                Some((low, high)) => {
                    let (low, high) = (operand(low, SUM), operand(high, SUM));
                    format!("{word} {low} to {high}:")
                }
                None => format!("{word}:"),
            };
            Some((prefix, body))
        }
        ExprKind::At { time, body } => Some((format!("at {}:", operand(time, SUM)), body)),
        ExprKind::On { scenario, body } => Some((format!("on {}:", path(scenario)), body)),
        _ => None,
    }
}

/// What stands in brackets of its own, where a comma parts and nothing binds across.
fn push_bracketed(out: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Call {
            function,
            arguments,
        } => {
            out.push_str(&function.text);
            out.push('(');
            join(out, arguments, push_argument);
            out.push(')');
        }
        ExprKind::Over {
            function,
            variable,
            dimension,
            body,
        } => {
            let (function, variable) = (&function.text, &variable.text);
            write!(out, "{function}({variable} in {}: ", dimension.text)
                .expect("a string takes all");
            push_value(out, body);
            out.push(')');
        }
        ExprKind::Labelled(entries) => {
            out.push('{');
            join(out, entries, |out, (label, entry)| {
                out.push_str(&label.text);
                out.push_str(": ");
                push(out, entry, OPEN);
            });
            out.push('}');
        }
        _ => push_bare(out, expr),
    }
}

fn push_distribution(out: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::To { low, high } => {
            push(out, low, OR);
            out.push_str(" to ");
            push(out, high, OR);
        }
        ExprKind::Of {
            weight,
            distribution,
        } => {
            push(out, weight, OR);
            out.push_str(" of ");
            push(out, distribution, TRUNCATED);
        }
        ExprKind::Truncated { base, low, high } => {
            push(out, base, TRUNCATED);
            out.push_str(" truncated ");
            match (low, high) {
                (Some(low), Some(high)) => {
                    push(out, low, OR);
                    out.push_str(" to ");
                    push(out, high, OR);
                }
                (Some(low), None) => {
                    out.push_str("above ");
                    push(out, low, OR);
                }
                (_, high) => {
                    out.push_str("below ");
                    if let Some(high) = high {
                        push(out, high, OR);
                    }
                }
            }
        }
        _ => push_bare(out, expr),
    }
}

/// The levels that the operands of an operator have at least.
pub(super) fn operand_levels(op: BinaryOp) -> (Level, Level) {
    let own = level(op);
    match own {
        POWER => (PRIMARY, NEGATION),
        COMPARISON => (SUM, SUM),
        _ => (own, own + 1),
    }
}

/// With space around the operator, but for `^`, which would read as part of a unit after one.
fn push_binary(out: &mut String, op: BinaryOp, left: &Expr, right: &Expr) {
    let (left_level, right_level) = operand_levels(op);
    let measured = matches!(&left.kind, ExprKind::Number(number)
        if number.unit.is_some() || number.scale.is_some());
    if op != BinaryOp::Pow {
        push(out, left, left_level);
        write!(out, " {} ", sign(op)).expect("a string takes all");
    } else if measured {
        write!(out, "({})^", value(left)).expect("a string takes all");
    } else {
        push(out, left, left_level);
        out.push('^');
    }
    push(out, right, right_level);
}

/// The operator as it is written.
pub(super) fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Pow => "^",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
    }
}

fn push_argument(out: &mut String, argument: &Argument) {
    if let Some(name) = &argument.name {
        out.push_str(&name.text);
        out.push_str(": ");
    }
    push(out, &argument.value, OPEN);
}

/// `name: value` or `value`.
pub(super) fn argument(argument: &Argument) -> String {
    let mut out = String::new();
    push_argument(&mut out, argument);
    out
}

fn push_name(out: &mut String, of: &Path, indices: &[Expr]) {
    out.push_str(&path(of));
    if !indices.is_empty() {
        out.push('[');
        join(out, indices, push_value);
        out.push(']');
    }
}

fn join<T>(out: &mut String, list: &[T], each: impl Fn(&mut String, &T)) {
    for (at, entry) in list.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        each(out, entry);
    }
}

fn push_number(out: &mut String, number: &Number) {
    out.push_str(&number.digits);
    if let Some(scale) = number.scale {
        out.push(' ');
        out.push_str(scale.word());
    }
    if let Some(of) = &number.unit {
        out.push(' ');
        out.push_str(&unit(of));
    }
}

/// `name` or `module.name`.
pub(super) fn path(path: &Path) -> String {
    match &path.module {
        Some(module) => format!("{}.{}", module.text, path.name.text),
        None => path.name.text.clone(),
    }
}

/// `[l in Lab, Sector]`; nothing where there are none.
pub(crate) fn indices(indices: &[Index]) -> String {
    if indices.is_empty() {
        return String::new();
    }
    let each = indices.iter().map(|index| match &index.variable {
        Some(variable) => format!("{} in {}", variable.text, index.dimension.text),
        None => index.dimension.text.clone(),
    });
    format!("[{}]", each.collect::<Vec<_>>().join(", "))
}

/// A unit without space.
pub(super) fn unit(unit: &UnitExpr) -> String {
    let mut out = String::new();
    for (at, factor) in unit.factors.iter().enumerate() {
        let below = factor.numerator < 0;
        out.push_str(match (at, below) {
            (0, true) => "1/",
            (0, false) => "",
            (_, true) => "/",
            (_, false) => "*",
        });
        push_factor(&mut out, factor);
    }
    if out.is_empty() {
        out.push('1');
    }
    out
}

/// A unit and the size of its power.
fn push_factor(out: &mut String, factor: &UnitFactor) {
    out.push_str(&factor.name.text);
    let (over, under) = (factor.numerator.unsigned_abs(), factor.denominator);
    match (over, under) {
        (1, 1) => Ok(()),
        (_, 1) => write!(out, "^{over}"),
        _ => write!(out, "^({over}/{under})"),
    }
    .expect("a string takes all");
}

/// A text in quotes, with escapes.
pub(super) fn text(content: &str) -> String {
    let mut out = String::with_capacity(content.len() + 2);
    out.push('"');
    for next in content.chars() {
        match next {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            _ => out.push(next),
        }
    }
    out.push('"');
    out
}
