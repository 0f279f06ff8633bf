//! Items as lines: a head at the margin, then a line for each further clause.

use super::expression::{indices, path, prior, text, unit, value};
use super::line::Line;
use super::wrap::{after, after_tilde, fits, list_after};
use crate::ast::{
    AssertItem, Body, Change, ChangeKind, ClaimItem, Definition, DimensionItem, During, EventItem,
    Expr, From, Item, ItemKind, Members, MilestoneItem, Name, ObserveItem, OutputEntry,
    ScenarioItem, SimulateItem, TableRef, TestItem, Text, UnitItem,
};
use crate::names::{begins_name, continues_name};
use tenfold_ir::{Interpolation, Method, ProvenanceKind, Span};

/// The indentation of the lines under a head.
const INDENT: usize = 2;

/// The lines of an item, the head first.
pub(super) fn lines(item: &Item) -> Vec<Line> {
    let start = item.span.start;
    let whole = |text: String| vec![Line::new(text, start, item.span.end)];
    match &item.kind {
        ItemKind::Use { module, names } => {
            let names: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
            let list = match names.is_empty() {
                true => String::new(),
                false => format!(" ({})", names.join(", ")),
            };
            whole(format!("use {}{list}", module.text))
        }
        ItemKind::Unit(unit) => whole(unit_line(unit)),
        ItemKind::Dimension(dimension) => dimension_lines(dimension, start),
        ItemKind::Definition(definition) => definition_lines(definition, start),
        ItemKind::Event(event) => event_lines(event, start),
        ItemKind::Milestone(milestone) => milestone_lines(milestone, start),
        ItemKind::Observe(observe) => observe_lines(observe, start),
        ItemKind::Output { entries } => {
            let entry = |entry: &OutputEntry| match entry {
                OutputEntry::Name(name) => path(name),
                OutputEntry::Titled(put_out, title) => {
                    format!("{} {}", value(put_out), text(&title.text))
                }
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            whole(list_after("output", &entries, 0))
        }
        ItemKind::ByRow { names } => {
            let names: Vec<String> = names.iter().map(path).collect();
            whole(format!("{} by row", list_after("correlate", &names, 0)))
        }
        ItemKind::Connect(connect) => {
            let (input, over) = (path(&connect.input), indices(&connect.indices));
            whole(after(
                &format!("connect {input}{over} ="),
                &connect.value,
                0,
            ))
        }
        ItemKind::Correlate { a, b, rho } => {
            let head = format!("correlate {}, {} =", path(a), path(b));
            whole(after(&head, rho, 0))
        }
        ItemKind::Simulate(simulate) => whole(simulate_line(simulate)),
        ItemKind::Scenario(scenario) => scenario_lines(scenario, start),
        ItemKind::Test(test) => test_lines(test, start),
        ItemKind::Claim(claim) => claim_lines(claim, start),
        ItemKind::Error => whole("?".to_owned()),
    }
}

/// A line from the item's start to the last of some parts.
fn head(text: String, start: u32, parts: &[Option<Span>]) -> Line {
    let ends = parts.iter().flatten().map(|span| span.end);
    Line::new(text, start, ends.fold(start, u32::max))
}

fn push_doc(lines: &mut Vec<Line>, doc: &Option<Text>) {
    if let Some(doc) = doc {
        lines.push(Line::new(text(&doc.text), doc.span.start, doc.span.end));
    }
}

fn push_from(lines: &mut Vec<Line>, from: &Option<From>) {
    if let Some(from) = from {
        lines.push(Line::new(provenance(from), from.span.start, from.span.end));
    }
}

fn provenance(from: &From) -> String {
    let kind = match from.kind {
        ProvenanceKind::Data => "data",
        ProvenanceKind::Literature => "literature",
        ProvenanceKind::Interview => "interview",
        ProvenanceKind::Judgement => "judgement",
    };
    format!("from {kind} {}", text(&from.reference.text))
}

fn push_value(lines: &mut Vec<Line>, word: &str, expr: Option<&Expr>) {
    if let Some(expr) = expr {
        let line = after(word, expr, INDENT);
        lines.push(Line::new(line, expr.span.start, expr.span.end));
    }
}

fn unit_line(unit: &UnitItem) -> String {
    let mut out = format!("unit {}", unit.name.text);
    if let Some(doc) = &unit.doc {
        out = format!("{out} {}", text(&doc.text));
    }
    if let Some(of) = &unit.value {
        out = format!("{out} = {}", value(of));
    }
    if unit.prefixes {
        out.push_str(" with prefixes");
    }
    out
}

fn dimension_lines(dimension: &DimensionItem, start: u32) -> Vec<Line> {
    let (name, of) = (&dimension.name.text, &dimension.name.span);
    let (line, last) = match &dimension.members {
        Members::Labels(labels) => {
            let each: Vec<String> = labels.iter().map(|label| label.text.clone()).collect();
            let line = list_after(&format!("dimension {name} ="), &each, 0);
            (line, labels.last().map(|label| label.span))
        }
        Members::RowsOf(file) => {
            let file_name = text(&file.text);
            let line = format!("dimension {name} = rows of {file_name}");
            (line, Some(file.span))
        }
    };
    let mut lines = vec![head(line, start, &[Some(*of), last])];
    push_doc(&mut lines, &dimension.doc);
    lines
}

fn definition_lines(definition: &Definition, start: u32) -> Vec<Line> {
    let keyword = definition.body.keyword();
    let over = indices(&definition.indices);
    let mut line = format!("{keyword} {}{over}", definition.name.text);
    let mut parts = vec![Some(definition.name.span)];
    if let Some(of) = &definition.unit {
        line = format!("{line} : {}", unit(of));
        parts.push(Some(of.span));
    }
    let (line, ends) = body_of_head(line, &definition.body);
    parts.extend(ends);
    let mut lines = vec![head(line, start, &parts)];
    push_doc(&mut lines, &definition.doc);
    match &definition.body {
        Body::Const { from, .. } | Body::Param { from, .. } | Body::Lookup { from, .. } => {
            push_from(&mut lines, from);
        }
        Body::Stock {
            initial,
            inflow,
            outflow,
        } => {
            push_value(&mut lines, "initial", initial.as_ref());
            push_value(&mut lines, "inflow ", inflow.as_ref());
            push_value(&mut lines, "outflow", outflow.as_ref());
        }
        Body::Input { .. } | Body::Let { .. } | Body::Data { .. } | Body::Noise { .. } => {}
    }
    lines
}

/// Adds what of a body stands on the head, and gives where that stood.
fn body_of_head(line: String, body: &Body) -> (String, Vec<Option<Span>>) {
    match body {
        Body::Const { value, .. } | Body::Input { value } | Body::Let { value } => {
            let line = after(&format!("{line} ="), value, 0);
            (line, vec![Some(value.span)])
        }
        Body::Param { value, prior, .. } => {
            let mut line = line;
            if let Some(value) = value {
                line = after(&format!("{line} ="), value, 0);
            }
            if let Some(prior) = prior {
                line = after_tilde(&line, prior, 0);
            }
            let span = |part: &Option<Expr>| part.as_ref().map(|expr| expr.span);
            (line, vec![span(value), span(prior)])
        }
        Body::Noise { prior } => (after_tilde(&line, prior, 0), vec![Some(prior.span)]),
        Body::Stock { .. } => (line, Vec::new()),
        Body::Lookup {
            of,
            interpolation,
            points,
            ..
        } => {
            let mut line = line;
            if let Some(of) = of {
                line = format!("{line} of {}", unit(of));
            }
            let each = points.iter();
            let each = each.map(|(x, y)| format!("({}, {})", value(x), value(y)));
            let each: Vec<String> = each.collect();
            let line = format!("{line}{} =", interpolated(*interpolation));
            let last = points.last().map(|(_, y)| y.span);
            let spans = vec![of.as_ref().map(|of| of.span), last];
            (list_after(&line, &each, 0), spans)
        }
        Body::Data {
            source,
            interpolation,
        } => {
            let mut line = line;
            if let Some(source) = source {
                line = format!("{line} from {}", table(source));
            }
            line.push_str(interpolated(*interpolation));
            (line, vec![source.as_ref().map(|source| source.span)])
        }
    }
}

/// Straight lines go without saying.
fn interpolated(interpolation: Interpolation) -> &'static str {
    match interpolation {
        Interpolation::Linear => "",
        Interpolation::Log => " log",
        Interpolation::Step => " step",
    }
}

fn table(table: &TableRef) -> String {
    let filters = table.filters.iter();
    let filters =
        filters.map(|(column, of)| format!("{} = {}", column_name(column), text(&of.text)));
    let columns = table.columns.iter().map(|(column, of)| match of {
        Some(of) => format!("{} : {}", column_name(column), unit(of)),
        None => column_name(column),
    });
    let entries: Vec<String> = filters.chain(columns).collect();
    match entries.is_empty() {
        true => text(&table.file.text),
        false => format!("{} ({})", text(&table.file.text), entries.join(", ")),
    }
}

/// A column's name, in quotes where it is no word.
fn column_name(column: &Name) -> String {
    let mut letters = column.text.chars();
    match letters.next().is_some_and(begins_name) && letters.all(continues_name) {
        true => column.text.clone(),
        false => text(&column.text),
    }
}

fn event_lines(event: &EventItem, start: u32) -> Vec<Line> {
    let mut line = format!("event {}{}", event.name.text, indices(&event.indices));
    let mut parts = vec![Some(event.name.span)];
    if let Some(hazard) = &event.hazard {
        line = format!("{line} hazard {}", value(hazard));
        parts.push(Some(hazard.span));
    }
    if let Some(lasts) = &event.lasts {
        line = format!("{line} lasts {}", prior(lasts));
        parts.push(Some(lasts.span));
    }
    let mut lines = vec![head(line, start, &parts)];
    push_doc(&mut lines, &event.doc);
    push_from(&mut lines, &event.from);
    lines
}

fn milestone_lines(milestone: &MilestoneItem, start: u32) -> Vec<Line> {
    let over = indices(&milestone.indices);
    let line = format!("milestone {}{over} when", milestone.name.text);
    let line = after(&line, &milestone.when, 0);
    let parts = [Some(milestone.name.span), Some(milestone.when.span)];
    let mut lines = vec![head(line, start, &parts)];
    push_doc(&mut lines, &milestone.doc);
    lines
}

fn observe_lines(observe: &ObserveItem, start: u32) -> Vec<Line> {
    let (target, error) = (value(&observe.target), prior(&observe.error));
    let mut line = format!("observe {target} ~ {error}");
    let mut parts = vec![Some(observe.target.span), Some(observe.error.span)];
    if let Some(sharing) = &observe.sharing {
        line = format!("{line} sharing {}", value(sharing));
        parts.push(Some(sharing.span));
    }
    let source = observe.source.as_ref();
    let source = source.map(|source| (format!("from data {}", table(source)), source.span));
    let mut lines = Vec::new();
    match source {
        Some((source, span)) if fits(&format!("{line} {source}"), 0) => {
            line = format!("{line} {source}");
            parts.push(Some(span));
            lines.push(head(line, start, &parts));
        }
        Some((source, span)) => {
            lines.push(head(line, start, &parts));
            lines.push(Line::new(source, span.start, span.end));
        }
        None => lines.push(head(line, start, &parts)),
    }
    push_doc(&mut lines, &observe.doc);
    lines
}

fn simulate_line(simulate: &SimulateItem) -> String {
    let SimulateItem {
        from,
        to,
        by,
        method,
    } = simulate;
    let method = match method {
        Method::Euler => "euler",
        Method::Rk4 => "rk4",
        Method::Adaptive => "adaptive",
    };
    let (from, to, by) = (value(from), value(to), value(by));
    format!("simulate from {from} to {to} by {by} using {method}")
}

/// `word` is the one for values and priors.
fn push_changes(lines: &mut Vec<Line>, changes: &[Change], word: &str) {
    for change in changes {
        let (target, over) = (path(&change.target), indices(&change.indices));
        let equation = |word: &str| {
            let head = format!("{word} {target}{over} =");
            after(&head, &change.value, INDENT)
        };
        let line = match &change.kind {
            ChangeKind::Set | ChangeKind::Assume => equation(word),
            ChangeKind::SetPrior => {
                after_tilde(&format!("{word} {target}{over}"), &change.value, INDENT)
            }
            ChangeKind::Replace => equation("replace"),
            ChangeKind::Intervene(during) => {
                format!("{} {}", equation("intervene"), during_text(during))
            }
        };
        lines.push(Line::new(line, change.span.start, change.span.end));
    }
}

fn scenario_lines(scenario: &ScenarioItem, start: u32) -> Vec<Line> {
    let mut line = format!("scenario {}", scenario.name.text);
    if let Some(on) = &scenario.on {
        line = format!("{line} on {}", on.text);
    }
    let on = scenario.on.as_ref().map(|on| on.span);
    let mut lines = vec![head(line, start, &[Some(scenario.name.span), on])];
    push_doc(&mut lines, &scenario.doc);
    push_changes(&mut lines, &scenario.changes, "assume");
    lines
}

/// `from 2027 to 2030`
pub(crate) fn during_text(during: &During) -> String {
    let from = format!("from {}", value(&during.from));
    match &during.to {
        Some(to) => format!("{from} to {}", value(to)),
        None => from,
    }
}

fn test_lines(test: &TestItem, start: u32) -> Vec<Line> {
    let mut line = format!("test {}", text(&test.title.text));
    if let Some(on) = &test.on {
        line = format!("{line} on {}", on.text);
    }
    if let Some(draws) = &test.draws {
        line = format!("{line} draws {}", value(draws));
    }
    let on = test.on.as_ref().map(|on| on.span);
    let draws = test.draws.as_ref().map(|draws| draws.span);
    let mut lines = vec![head(line, start, &[Some(test.title.span), on, draws])];
    push_changes(&mut lines, &test.changes, "set");
    for assertion in &test.assertions {
        let line = assert_line(assertion);
        lines.push(Line::new(line, assertion.span.start, assertion.span.end));
    }
    lines
}

fn assert_line(assertion: &AssertItem) -> String {
    let mut line = after("assert", &assertion.condition, INDENT);
    if let Some(within) = &assertion.within {
        line = format!("{line} within {}", value(within));
    }
    if let Some(at) = &assertion.at {
        line = format!("{line} at {}", value(at));
    }
    line
}

fn claim_lines(claim: &ClaimItem, start: u32) -> Vec<Line> {
    let mut line = format!("claim {}", claim.name.text);
    let mut parts = vec![Some(claim.name.span)];
    for part in [&claim.section, &claim.said].into_iter().flatten() {
        line = format!("{line} {}", text(&part.text));
        parts.push(Some(part.span));
    }
    let mut lines = vec![head(line, start, &parts)];
    push_changes(&mut lines, &claim.given, "given");
    push_value(&mut lines, "holds", Some(&claim.holds));
    push_value(&mut lines, "tension", claim.tension.as_ref());
    if let Some(outcome) = &claim.outcome {
        let (words, from) = (text(&outcome.words.text), provenance(&outcome.from));
        let mut line = format!("outcome {words} {from}");
        if !fits(&line, INDENT) {
            line = format!("outcome {words}\n{}{from}", " ".repeat(2 * INDENT));
        }
        lines.push(Line::new(line, outcome.span.start, outcome.span.end));
    }
    lines
}
