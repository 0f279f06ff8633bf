//! Equations for a typesetter of formulas, in the LaTeX that KaTeX reads.
//!
//! Brackets stand where the language wants them, but in a fraction, a root or an exponent, whose form
//! says what belongs together.

use super::expression::{level_of, operand_levels, path};
use crate::ast::{
    Argument, BinaryOp, Body, ConnectItem, Definition, EventItem, Expr, ExprKind, ItemKind, Module,
    Name, Number, UnaryOp, UnitExpr,
};
use crate::precedence::{Level, OPEN, OR, POWER, PRODUCT, SUM, TRUNCATED};

/// The equation that holds of a definition, by its full name, in LaTeX: of a stock its differential equation,
/// of a parameter its value and its prior, of an input what is connected to it. `None` of tables, and where
/// nothing is called so.
pub fn latex(modules: &[Module], name: &str) -> Option<String> {
    let (module, name) = name.split_once('.')?;
    let called = |of: &Module| of.name.as_ref().is_some_and(|own| own.text == module);
    let items = modules
        .iter()
        .filter(|of| called(of))
        .flat_map(|of| &of.items);
    let lines = items.into_iter().find_map(|item| match &item.kind {
        ItemKind::Definition(definition) if definition.name.text == name => {
            Some(of_definition(definition, connection(modules, module, name)))
        }
        ItemKind::Event(event) if event.name.text == name => Some(of_event(event)),
        ItemKind::Milestone(milestone) if milestone.name.text == name => {
            let when = r"\text{when }".to_string();
            Some(vec![(when, "", bare(&milestone.when))])
        }
        _ => None,
    })?;
    let lines: Vec<String> = (lines.into_iter())
        .map(|(left, relation, right)| format!(r"{left} &{relation} {right}"))
        .collect();
    let body = lines.join(r" \\ ");
    (!lines.is_empty()).then(|| format!(r"\begin{{aligned}} {body} \end{{aligned}}"))
}

/// What is connected to an input.
fn connection<'a>(modules: &'a [Module], module: &str, name: &str) -> Option<&'a ConnectItem> {
    let items = modules.iter().flat_map(|of| &of.items);
    let mut connections = items.filter_map(|item| match &item.kind {
        ItemKind::Connect(connect) => Some(connect),
        _ => None,
    });
    connections.find(|connect| {
        let of = connect.input.module.as_ref();
        connect.input.name.text == name && of.is_some_and(|of| of.text == module)
    })
}

/// What stands left of a relation, the relation, and what stands right of it.
type Line = (String, &'static str, String);

fn of_definition(definition: &Definition, connection: Option<&ConnectItem>) -> Vec<Line> {
    let indices = connection.map_or(&definition.indices, |connect| &connect.indices);
    let indices: Vec<String> = (indices.iter())
        .map(|index| word(index.variable.as_ref().unwrap_or(&index.dimension)))
        .collect();
    let own = format!("{}{}", word(&definition.name), subscript(&indices));
    if let Some(connect) = connection {
        return vec![(own, "=", bare(&connect.value))];
    }
    let mut lines = Vec::new();
    match &definition.body {
        Body::Const { value, .. } | Body::Input { value } | Body::Let { value } => {
            lines.push((own, "=", bare(value)));
        }
        Body::Param { value, prior, .. } => {
            let value = value.iter().map(|value| (own.clone(), "=", bare(value)));
            lines.extend(value);
            lines.extend(
                prior
                    .iter()
                    .map(|prior| (own.clone(), r"\sim", bare(prior))),
            );
        }
        Body::Noise { prior } => lines.push((own, r"\sim", bare(prior))),
        Body::Stock {
            initial,
            inflow,
            outflow,
        } => {
            let start = initial
                .iter()
                .map(|start| (format!("{own}(t_0)"), "=", bare(start)));
            lines.extend(start);
            let rate = match (inflow, outflow) {
                (Some(inflow), Some(outflow)) => {
                    format!("{} - {}", operand(inflow, SUM), operand(outflow, PRODUCT))
                }
                (Some(inflow), None) => bare(inflow),
                (None, Some(outflow)) => format!("-{}", operand(outflow, PRODUCT)),
                (None, None) => "0".to_string(),
            };
            lines.push((
                format!(r"\frac{{\mathrm d}}{{\mathrm d t}} {own}"),
                "=",
                rate,
            ));
        }
        Body::Lookup { .. } | Body::Data { .. } => {}
    }
    lines
}

fn of_event(event: &EventItem) -> Vec<Line> {
    let clause = |word: &str, relation, of: &Option<Expr>| {
        let of = of.as_ref();
        of.map(|of| (format!(r"\text{{{word}}}"), relation, bare(of)))
    };
    let hazard = clause("hazard", "=", &event.hazard);
    let lasts = clause("lasts", r"\sim", &event.lasts);
    hazard.into_iter().chain(lasts).collect()
}

/// An expression, in brackets where it binds more loosely than `loosest`.
fn operand(expr: &Expr, loosest: Level) -> String {
    // A fraction is as closed as a name.
    let is_closed = matches!(
        &expr.kind,
        ExprKind::Binary {
            op: BinaryOp::Div,
            ..
        }
    ) && loosest < POWER;
    match is_closed || level_of(expr) >= loosest {
        true => bare(expr),
        false => bracketed(&bare(expr)),
    }
}

fn bracketed(inner: &str) -> String {
    format!(r"\left( {inner} \right)")
}

fn bare(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Number(number) => of_number(number),
        ExprKind::Date { year, month, day } => format!(r"\text{{{year:04}-{month:02}-{day:02}}}"),
        ExprKind::Text(content) => text(content),
        ExprKind::Name { path: of, indices } => {
            let indices: Vec<String> = indices.iter().map(bare).collect();
            format!("{}{}", symbol(&path(of)), subscript(&indices))
        }
        ExprKind::Unary { op, operand: of } => {
            let sign = match op {
                UnaryOp::Neg => "-",
                UnaryOp::Not => r"\neg ",
            };
            format!("{sign}{}", operand(of, level_of(expr)))
        }
        ExprKind::Binary { op, left, right } => of_binary(*op, left, right),
        ExprKind::If { .. } => of_choice(expr),
        ExprKind::Call {
            function,
            arguments,
        } => of_call(&function.text, arguments),
        ExprKind::Over {
            function,
            variable,
            dimension,
            body,
        } => {
            let over = format!(r"{} \in {}", word(variable), word(dimension));
            format!(
                "{}_{{{over}}} {}",
                reducer(&function.text),
                operand(body, PRODUCT)
            )
        }
        ExprKind::Labelled(entries) => {
            let rows = entries
                .iter()
                .map(|(label, entry)| (bare(entry), word(label)));
            cases(rows.collect())
        }
        ExprKind::Within { value, low, high } => {
            let [value, low, high] = [value, low, high].map(|of| operand(of, SUM));
            format!(r"{value} \in [{low}, {high}]")
        }
        ExprKind::To { .. } | ExprKind::Truncated { .. } | ExprKind::Of { .. } => {
            of_distribution(expr)
        }
        // They are of claims alone, which have no equation.
        ExprKind::Years { .. } | ExprKind::At { .. } | ExprKind::On { .. } | ExprKind::Error => {
            r"\text{?}".to_string()
        }
    }
}

fn of_binary(op: BinaryOp, left: &Expr, right: &Expr) -> String {
    let (left_level, right_level) = operand_levels(op);
    let sign = match op {
        BinaryOp::Div => return format!(r"\frac{{{}}}{{{}}}", bare(left), bare(right)),
        BinaryOp::Pow => {
            // A power of a power, of a fraction or of a number with its unit wants brackets.
            let is_name = matches!(&left.kind, ExprKind::Name { .. });
            let is_bare = matches!(&left.kind, ExprKind::Number(number) if is_plain(number));
            let base = match is_name || is_bare {
                true => bare(left),
                false => bracketed(&bare(left)),
            };
            return format!("{{{base}}}^{{{}}}", bare(right));
        }
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => r"\cdot",
        BinaryOp::Lt => "<",
        BinaryOp::Le => r"\le",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => r"\ge",
        BinaryOp::Eq => "=",
        BinaryOp::Ne => r"\ne",
        BinaryOp::And => r"\land",
        BinaryOp::Or => r"\lor",
    };
    let side = |of: &Expr, loosest| match op == BinaryOp::Mul && is_reduced(of) {
        true => bracketed(&bare(of)),
        false => operand(of, loosest),
    };
    let (left, right) = (side(left, left_level), side(right, right_level));
    format!("{left} {sign} {right}")
}

/// Whether a sign such as that of a sum stands before it, which would take in a factor that follows.
fn is_reduced(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Over { .. } => true,
        ExprKind::Call {
            function,
            arguments,
        } => is_sign(&function.text) && matches!(&arguments[..], [Argument { name: None, .. }]),
        _ => false,
    }
}

/// Whether a function of an array has a sign of its own.
fn is_sign(function: &str) -> bool {
    matches!(function, "sum" | "product")
}

/// `if a then b else if c then d else e`, a line each.
fn of_choice(expr: &Expr) -> String {
    let mut rows = Vec::new();
    let mut rest = expr;
    while let ExprKind::If {
        condition,
        then,
        otherwise,
    } = &rest.kind
    {
        rows.push((bare(then), format!(r"\text{{if }} {}", bare(condition))));
        rest = otherwise;
    }
    rows.push((bare(rest), r"\text{else}".to_string()));
    cases(rows)
}

fn cases(rows: Vec<(String, String)>) -> String {
    let rows: Vec<String> = rows
        .into_iter()
        .map(|(value, of)| format!("{value} & {of}"))
        .collect();
    format!(r"\begin{{cases}} {} \end{{cases}}", rows.join(r" \\ "))
}

fn of_call(function: &str, arguments: &[Argument]) -> String {
    if let [Argument { name: None, value }] = arguments {
        match function {
            "sqrt" => return format!(r"\sqrt{{{}}}", bare(value)),
            "abs" => return format!(r"\left| {} \right|", bare(value)),
            "exp" => return format!(r"\mathrm{{e}}^{{{}}}", bare(value)),
            _ if is_sign(function) => {
                return format!("{} {}", reducer(function), operand(value, PRODUCT));
            }
            _ => {}
        }
    }
    let name = match function {
        "ln" | "min" | "max" => format!(r"\{function}"),
        "log10" => r"\log_{10}".to_string(),
        "log2" => r"\log_{2}".to_string(),
        _ => format!(r"\operatorname{{{}}}", function.replace('_', r"\_")),
    };
    let arguments: Vec<String> = (arguments.iter())
        .map(|argument| match &argument.name {
            Some(name) => format!(
                r"\text{{{}: }} {}",
                escaped(&name.text),
                bare(&argument.value)
            ),
            None => bare(&argument.value),
        })
        .collect();
    format!("{name}{}", bracketed(&arguments.join(r",\; ")))
}

fn reducer(function: &str) -> String {
    match function {
        "sum" => r"\sum".to_string(),
        "product" => r"\prod".to_string(),
        "min" | "max" => format!(r"\{function}"),
        _ => format!(r"\operatorname*{{{}}}", function.replace('_', r"\_")),
    }
}

fn of_distribution(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::To { low, high } => {
            format!(r"{} \text{{ to }} {}", operand(low, OR), operand(high, OR))
        }
        ExprKind::Of {
            weight,
            distribution,
        } => {
            let distribution = operand(distribution, TRUNCATED);
            format!(r"{} \text{{ of }} {distribution}", operand(weight, OR))
        }
        ExprKind::Truncated { base, low, high } => {
            let base = operand(base, TRUNCATED);
            let end = |of: &Option<Box<Expr>>| of.as_ref().map(|of| operand(of, OR));
            let within = match (end(low), end(high)) {
                (Some(low), Some(high)) => format!(r"{low} \text{{ to }} {high}"),
                (Some(low), None) => format!(r"\text{{above }} {low}"),
                (None, high) => format!(r"\text{{below }} {}", high.unwrap_or_default()),
            };
            format!(r"{base} \text{{ truncated }} {within}")
        }
        _ => operand(expr, OPEN),
    }
}

/// Whether it is digits alone.
fn is_plain(number: &Number) -> bool {
    let is_bare = number.unit.is_none() && number.scale.is_none();
    is_bare && !number.digits.contains(['e', 'E'])
}

fn of_number(number: &Number) -> String {
    let digits = number.digits.replace('_', r"\,");
    let mut out = match digits.split_once(['e', 'E']) {
        Some((significand, exponent)) => {
            let exponent = exponent.trim_start_matches('+');
            format!(r"{significand} \times 10^{{{exponent}}}")
        }
        None => digits,
    };
    if let Some(scale) = number.scale {
        out += &format!(r"\ \text{{{}}}", scale.word());
    }
    if let Some(unit) = &number.unit {
        out += &format!(r"\ {}", of_unit(unit));
    }
    out
}

fn of_unit(unit: &UnitExpr) -> String {
    let mut out = String::new();
    for (at, factor) in unit.factors.iter().enumerate() {
        out += match (at, factor.numerator < 0) {
            (0, true) => "1/",
            (0, false) => "",
            (_, true) => "/",
            (_, false) => r"\cdot ",
        };
        out += &format!(r"\text{{{}}}", escaped(&factor.name.text));
        let over = factor.numerator.unsigned_abs();
        match (over, factor.denominator) {
            (1, 1) => {}
            (_, 1) => out += &format!("^{{{over}}}"),
            (_, under) => out += &format!("^{{{over}/{under}}}"),
        }
    }
    match out.is_empty() {
        true => "1".to_string(),
        false => out,
    }
}

fn subscript(indices: &[String]) -> String {
    match indices.is_empty() {
        true => String::new(),
        false => format!("_{{{}}}", indices.join(", ")),
    }
}

fn word(name: &Name) -> String {
    symbol(&name.text)
}

/// A letter as a variable, a Greek one by its name, a word upright.
fn symbol(name: &str) -> String {
    const GREEK: [&str; 22] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
    ];
    if GREEK.contains(&name) {
        return format!(r"\{name}");
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => letter.to_string(),
        _ => text(name),
    }
}

fn text(content: &str) -> String {
    format!(r"\text{{{}}}", escaped(content))
}

/// Text with what means something to LaTeX taken literally.
fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for next in content.chars() {
        match next {
            '\\' => out += r"\textbackslash{}",
            '~' => out += r"\textasciitilde{}",
            '^' => out += r"\textasciicircum{}",
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(next);
            }
            _ => out.push(next),
        }
    }
    out
}
