//! Lines that are too long, broken at their loosest operators.

use super::expression::{
    argument, level_of, operand, operand_levels, prefixed, prior, sign, value,
};
use crate::ast::{BinaryOp, Expr, ExprKind};
use crate::precedence::{COMPARISON, Level, OF, OR, PRODUCT, TO, TRUNCATED, level};

/// The widest line that is left whole.
const WIDTH_MAX: usize = 100;

/// How much further the rest of a broken line is indented.
const STEP: usize = 2;

/// `head value` on one line if that fits, else the value below, broken as it needs.
/// `indent` is that of the line.
pub(super) fn after(head: &str, expr: &Expr, indent: usize) -> String {
    let flat = format!("{head} {}", value(expr));
    if fits(&flat, indent) {
        return flat;
    }
    let (head, inner) = (head.trim_end(), indent + 2 * STEP);
    format!("{head}\n{}{}", spaces(inner), broken(expr, inner))
}

/// `head prior`, with the prior on a line of its own where they do not fit.
pub(super) fn after_tilde(head: &str, expr: &Expr, indent: usize) -> String {
    let flat = format!("{head} ~ {}", prior(expr));
    let last = flat.rsplit('\n').next().unwrap_or(&flat);
    if fits(last, indent) {
        return flat;
    }
    let inner = spaces(indent + 2 * STEP);
    format!("{head}\n{inner}~ {}", prior(expr))
}

/// `head entry, entry, …`, as many on a line as fit.
pub(super) fn list_after(head: &str, entries: &[String], indent: usize) -> String {
    let flat = format!("{head} {}", entries.join(", "));
    if fits(&flat, indent) {
        return flat;
    }
    let inner = indent + 2 * STEP;
    let mut out = head.to_owned();
    let mut line = String::new();
    for (at, entry) in entries.iter().enumerate() {
        let comma = if at + 1 < entries.len() { "," } else { "" };
        let longer = format!("{line} {entry}{comma}");
        if !line.is_empty() && !fits(&longer, inner) {
            out.push_str(&format!("\n{}{}", spaces(inner), line.trim_start()));
            line = format!("{entry}{comma}");
        } else {
            line = longer;
        }
    }
    out.push_str(&format!("\n{}{}", spaces(inner), line.trim_start()));
    out
}

pub(super) fn fits(text: &str, indent: usize) -> bool {
    indent + text.chars().count() <= WIDTH_MAX
}

fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// An expression that starts at column `indent`, on as many lines as it takes.
fn broken(expr: &Expr, indent: usize) -> String {
    let flat = value(expr);
    if fits(&flat, indent) {
        return flat;
    }
    let break_to = |inner: usize| format!("\n{}", spaces(inner));
    match &expr.kind {
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            let (condition, then) = (value(condition), broken(then, indent + STEP));
            let (line, inner) = (break_to(indent), break_to(indent + STEP));
            let otherwise = match otherwise.kind {
                ExprKind::If { .. } => format!("{line}else {}", broken(otherwise, indent)),
                _ => format!("{line}else{inner}{}", broken(otherwise, indent + STEP)),
            };
            format!("if {condition} then{inner}{then}{otherwise}")
        }
        ExprKind::Binary { op, .. } if is_chain(*op) => {
            let mut parts = Vec::new();
            let first = chain(expr, level(*op), &mut parts);
            let mut out = piece(first, operand_levels(*op).0, indent);
            for (op, part) in parts {
                let part = piece(part, operand_levels(op).1, indent + sign(op).len() + 1);
                out.push_str(&format!("{}{} {part}", break_to(indent), sign(op)));
            }
            out
        }
        ExprKind::Call {
            function,
            arguments,
        } if arguments.len() == 1 => {
            let inner = break_to(indent + STEP);
            let argument = &arguments[0];
            let name = argument.name.as_ref();
            let name = name.map_or(String::new(), |name| format!("{}: ", name.text));
            let value = match level_of(&argument.value) {
                TO | TRUNCATED | OF => prior(&argument.value),
                _ => broken(&argument.value, indent + STEP),
            };
            let end = break_to(indent);
            format!("{}({inner}{name}{value}{end})", function.text)
        }
        ExprKind::Call {
            function,
            arguments,
        } if !arguments.is_empty() => {
            let each: Vec<String> = arguments.iter().map(argument).collect();
            let inner = break_to(indent + STEP);
            let (name, end) = (&function.text, break_to(indent));
            format!("{name}({inner}{}{end})", each.join(&format!(",{inner}")))
        }
        _ => match prefixed(expr) {
            Some((prefix, body)) => {
                let inner = break_to(indent + STEP);
                format!("{prefix}{inner}{}", broken(body, indent + STEP))
            }
            None => flat,
        },
    }
}

/// An operand in a broken chain.
fn piece(expr: &Expr, loosest: Level, indent: usize) -> String {
    if level_of(expr) < loosest {
        operand(expr, loosest)
    } else {
        broken(expr, indent)
    }
}

fn is_chain(op: BinaryOp) -> bool {
    let own = level(op);
    (OR..=PRODUCT).contains(&own) && own != COMPARISON
}

/// Unrolls the left side of operators of one level; gives the first operand.
fn chain<'a>(expr: &'a Expr, own: Level, parts: &mut Vec<(BinaryOp, &'a Expr)>) -> &'a Expr {
    match &expr.kind {
        ExprKind::Binary { op, left, right } if level(*op) == own => {
            let first = chain(left, own, parts);
            parts.push((*op, right));
            first
        }
        _ => expr,
    }
}
