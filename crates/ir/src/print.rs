//! A program as text, for people and for tests: the same program, the same text.
//!
//! Nodes are written `%3 = add %1 %2 : USD/year`; numbers in base units, as short as they
//! can be without losing a bit. Nothing reads this text.

use crate::{
    Binary, Bound, DelayKind, Distribution, ErrorFamily, ErrorModel, EventView, MilestoneView,
    Node, NodeId, Observation, Program, Unary,
};
use std::fmt::{self, Write};

/// How many numbers of a long list are written out.
const LISTED_MAX: usize = 12;

/// The program, line by line.
pub fn print(program: &Program) -> String {
    let mut out = String::new();
    write_program(&mut out, program).expect("writing to a string cannot fail");
    out
}

fn write_program(out: &mut String, program: &Program) -> fmt::Result {
    let time = &program.time;
    writeln!(out, "program {}", program.name)?;
    if time.steps == 0 {
        writeln!(out, "time none")?;
    } else {
        writeln!(
            out,
            "time from {:?} by {:?}, {} steps, {:?}",
            time.start, time.dt, time.steps, time.method
        )?;
    }
    write_params(out, program)?;
    write_nodes(out, program)?;
    write_state(out, program)?;
    write_tables(out, program)?;
    write_shown(out, program)
}

fn write_params(out: &mut String, program: &Program) -> fmt::Result {
    heading(out, "params", program.params.len())?;
    for (at, param) in program.params.iter().enumerate() {
        write!(out, "  p{at} {} : {}", param.name, param.unit.text)?;
        if let Some(central) = param.central {
            write!(out, " = {}", id(central))?;
        }
        if let Some(prior) = &param.prior {
            write!(out, " ~ {}", distribution(prior))?;
        }
        if let Some(from) = &param.provenance {
            write!(out, " from {:?} {:?}", from.kind, from.reference)?;
        }
        writeln!(out)?;
    }
    heading(out, "correlations", program.correlations.len())?;
    for pair in &program.correlations {
        writeln!(out, "  p{} p{} {:?}", pair.a.0, pair.b.0, pair.rho)?;
    }
    Ok(())
}

fn write_nodes(out: &mut String, program: &Program) -> fmt::Result {
    heading(out, "nodes", program.nodes.len())?;
    let all = program.nodes.iter().zip(&program.dimensions);
    for (at, (node, dimension)) in all.enumerate() {
        writeln!(out, "  %{at} = {} : {dimension}", operation(node))?;
    }
    Ok(())
}

fn write_state(out: &mut String, program: &Program) -> fmt::Result {
    heading(out, "stocks", program.stocks.len())?;
    for (at, stock) in program.stocks.iter().enumerate() {
        let (initial, flow) = (id(stock.initial), id(stock.flow));
        writeln!(out, "  s{at} {} initial {initial} flow {flow}", stock.name)?;
    }
    heading(out, "delays", program.delays.len())?;
    for (at, delay) in program.delays.iter().enumerate() {
        let (input, lag, before) = (id(delay.input), id(delay.lag), id(delay.before));
        let name = &delay.name;
        let kind = match delay.kind {
            DelayKind::Information => "information",
            DelayKind::Material => "material",
        };
        writeln!(
            out,
            "  d{at} {name} {kind} input {input} lag {lag} before {before}"
        )?;
    }
    heading(out, "noises", program.noises.len())?;
    for (at, noise) in program.noises.iter().enumerate() {
        let drawn = distribution(&noise.distribution);
        writeln!(out, "  n{at} {} ~ {drawn}", noise.name)?;
    }
    heading(out, "events", program.events.len())?;
    for (at, event) in program.events.iter().enumerate() {
        write!(out, "  e{at} {} hazard {}", event.name, id(event.hazard))?;
        if let Some(duration) = &event.duration {
            write!(out, " lasts {}", distribution(duration))?;
        }
        writeln!(out)?;
    }
    heading(out, "milestones", program.milestones.len())?;
    for (at, milestone) in program.milestones.iter().enumerate() {
        let when = id(milestone.when);
        writeln!(out, "  m{at} {} when {when}", milestone.name)?;
    }
    Ok(())
}

fn write_tables(out: &mut String, program: &Program) -> fmt::Result {
    heading(out, "tables", program.tables.len())?;
    for (at, table) in program.tables.iter().enumerate() {
        let points = table.xs.iter().zip(table.ys.iter());
        let points = listed(points.map(|(x, y)| format!("({x:?}, {y:?})")));
        let interpolation = format!("{:?}", table.interpolation).to_lowercase();
        writeln!(out, "  t{at} {} {interpolation} {points}", table.name)?;
    }
    Ok(())
}

fn write_shown(out: &mut String, program: &Program) -> fmt::Result {
    heading(out, "variables", program.variables.len())?;
    for variable in &program.variables {
        let kind = format!("{:?}", variable.kind).to_lowercase();
        let shown = if variable.output { " output" } else { "" };
        writeln!(
            out,
            "  {kind} {} = {} : {}{shown}",
            variable.full_name(),
            id(variable.node),
            variable.unit.text
        )?;
    }
    heading(out, "observations", program.observations.len())?;
    for observation in &program.observations {
        let points = observation.points.iter();
        let points = listed(points.map(|point| format!("({:?}, {:?})", point.date, point.value)));
        write!(
            out,
            "  {} = {} ~ {}",
            observation.name,
            id(observation.node),
            error_model(&observation.error)
        )?;
        if observation.sharing != Observation::SHARING {
            write!(out, " sharing {:?}", observation.sharing)?;
        }
        write!(out, " of {:?} {points}", observation.series)?;
        if !observation.bounds.is_empty() {
            let bounds = observation.bounds.iter();
            let bound = |one: &Bound| format!("({:?}, {:?}, {:?})", one.date, one.low, one.high);
            write!(out, " between {}", listed(bounds.map(bound)))?;
        }
        writeln!(out)?;
    }
    heading(out, "assertions", program.assertions.len())?;
    for assertion in &program.assertions {
        write!(out, "  {} {:?}", id(assertion.condition), assertion.text)?;
        if let Some((left, right, unit)) = &assertion.sides {
            write!(out, " sides {} {} : {}", id(*left), id(*right), unit.text)?;
        }
        if let Some(at) = assertion.at {
            write!(out, " at {at:?}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `student_t(n3, n2)`
fn error_model(error: &ErrorModel) -> String {
    let (name, scale) = (error.name(), id(error.scale));
    match error.family {
        ErrorFamily::Normal => format!("{name}({scale})"),
        ErrorFamily::StudentT { dof } => format!("{name}({}, {scale})", id(dof)),
    }
}

/// The heading of a list that is not empty.
fn heading(out: &mut String, what: &str, count: usize) -> fmt::Result {
    if count > 0 {
        writeln!(out, "{what}")?;
    }
    Ok(())
}

fn id(node: NodeId) -> String {
    format!("%{}", node.0)
}

/// A list, cut where it is long.
fn listed(items: impl ExactSizeIterator<Item = String>) -> String {
    let count = items.len();
    let mut shown: Vec<String> = items.take(LISTED_MAX).collect();
    if count > LISTED_MAX {
        shown.push(format!("… {count} in all"));
    }
    shown.join(" ")
}

fn distribution(distribution: &Distribution) -> String {
    match distribution {
        Distribution::Family { family, arguments } => {
            let arguments: Vec<String> = arguments.iter().map(|node| id(*node)).collect();
            format!("{}({})", family.name(), arguments.join(", "))
        }
        Distribution::Truncated { base, low, high } => {
            let bound = |bound: &Option<NodeId>| bound.map_or("none".into(), id);
            format!(
                "{} truncated {} to {}",
                self::distribution(base),
                bound(low),
                bound(high)
            )
        }
        Distribution::Mixture(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|(weight, part)| format!("{} of {}", id(*weight), self::distribution(part)))
                .collect();
            format!("mixture({})", parts.join(", "))
        }
        Distribution::Empirical { source, values } => {
            let values = listed(values.iter().map(|value| format!("{value:?}")));
            format!("empirical({source:?}: {values})")
        }
    }
}

fn operation(node: &Node) -> String {
    match node {
        Node::Const(value) => format!("const {value:?}"),
        Node::Param(param) => format!("param p{}", param.0),
        Node::Time => "time".into(),
        Node::Step => "step".into(),
        Node::Stock(stock) => format!("stock s{}", stock.0),
        Node::Delayed(delay) => format!("delayed d{}", delay.0),
        Node::Noise(noise) => format!("noise n{}", noise.0),
        Node::Event(event, view) => {
            let view = match view {
                EventView::Active => "active",
                EventView::Occurred => "occurred",
                EventView::Since => "since",
            };
            format!("{view} e{}", event.0)
        }
        Node::Milestone(milestone, view) => {
            let view = match view {
                MilestoneView::Reached => "reached",
                MilestoneView::Date => "date",
            };
            format!("{view} m{}", milestone.0)
        }
        Node::Unary(op, a) => format!("{} {}", unary(*op), id(*a)),
        Node::Binary(op, a, b) => format!("{} {} {}", binary(*op), id(*a), id(*b)),
        Node::Select(a, b, c) => format!("select {} {} {}", id(*a), id(*b), id(*c)),
        Node::Lookup(table, a) => format!("lookup t{} {}", table.0, id(*a)),
    }
}

fn unary(op: Unary) -> &'static str {
    match op {
        Unary::Neg => "neg",
        Unary::Not => "not",
        Unary::Abs => "abs",
        Unary::Exp => "exp",
        Unary::Ln => "ln",
        Unary::Log10 => "log10",
        Unary::Log2 => "log2",
        Unary::Sqrt => "sqrt",
        Unary::Logistic => "logistic",
        Unary::NormalCdf => "normal_cdf",
        Unary::Floor => "floor",
        Unary::Undefined => "undefined",
        Unary::Held => "held",
    }
}

fn binary(op: Binary) -> &'static str {
    match op {
        Binary::Add => "add",
        Binary::Sub => "sub",
        Binary::Mul => "mul",
        Binary::Div => "div",
        Binary::Pow => "pow",
        Binary::Min => "min",
        Binary::Max => "max",
        Binary::Lt => "lt",
        Binary::Le => "le",
        Binary::Gt => "gt",
        Binary::Ge => "ge",
        Binary::Eq => "eq",
        Binary::Ne => "ne",
        Binary::And => "and",
        Binary::Or => "or",
    }
}
