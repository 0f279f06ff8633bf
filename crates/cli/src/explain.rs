//! What an explanation says in a terminal.

use crate::claims_shown;
use crate::page::{Page, table, wrapped};
use tenfold_session::numeral::{figures, quantity, times};
use tenfold_session::{Explained, Explanation, Lang};

/// Columns of the words before a definition's parts.
const INDENT: usize = 2;

/// All lines of an explanation of `asked`.
pub fn lines(page: &Page, asked: &str, found: &Explanation) -> Vec<String> {
    match found {
        Explanation::Definitions(definitions) => {
            let shown = definitions.iter().map(|one| definition(page, one));
            shown.collect::<Vec<_>>().concat()
        }
        Explanation::Code { code, meaning } => {
            let mut lines = vec![page.heading(code)];
            lines.extend(wrapped(meaning, page.columns, INDENT));
            lines
        }
        Explanation::Unknown { nearest } => {
            let mut lines = vec![page.bad(&page.say("cli-unknown", &[("name", asked)]))];
            if !nearest.is_empty() {
                let names = nearest.join(", ");
                lines.push(page.say("cli-unknown-near", &[("names", &names)]));
            }
            lines
        }
    }
}

fn definition(page: &Page, one: &Explained) -> Vec<String> {
    let is_definition = !one.unit.is_empty() && !matches!(&*one.kind, "event" | "milestone");
    let unit = if is_definition {
        format!(" : {}", one.unit)
    } else {
        String::new()
    };
    let indices = if one.indices.is_empty() {
        String::new()
    } else {
        format!("[{}]", one.indices)
    };
    let said = one.said.get(page.lang.tag()).cloned().unwrap_or_default();
    // The kind is said once.
    let name = one.name.replacen(&format!(".{}.", one.kind), ".", 1);
    let head = format!("{} {name}{indices}{unit}", one.kind);
    let mut lines = vec![page.heading(&head)];
    if page.lang != Lang::En && !one.name.ends_with(&said.title) {
        lines.extend(wrapped(&said.title, page.columns, INDENT));
    }
    let doc = format!("{} {}", one.section, said.doc);
    lines.extend(wrapped(&doc, page.columns, INDENT));
    let mut part = |key: &str, body: Vec<String>| {
        if !body.is_empty() {
            lines.push(String::new());
            lines.push(page.faint(&page.say(key, &[])));
            lines.extend(body);
        }
    };
    let equation = one.equation.lines().map(|line| " ".repeat(INDENT) + line);
    part("term-explain-equation", equation.collect());
    let default = one.default.lines().map(|line| " ".repeat(INDENT) + line);
    part("term-explain-default", default.collect());
    part("term-explain-constant", constants(page, one));
    part(
        "term-explain-since",
        wrapped(&said.outcome, page.columns, INDENT),
    );
    if let Some(held) = &one.held {
        let mut words = under(page, &one.held_under);
        let outcome = claims_shown::outcome(page, held);
        words.extend((outcome.iter()).flat_map(|line| wrapped(line, page.columns, INDENT)));
        part("term-explain-held", words);
    }
    if let Some(kind) = &one.provenance_kind {
        let words = format!(
            "{}: {}",
            page.say(&format!("kind-long-{kind}"), &[]),
            one.reference
        );
        part(
            "term-explain-provenance",
            wrapped(&words, page.columns, INDENT),
        );
    }
    let record = one.record.iter().map(|line| " ".repeat(INDENT) + line);
    part("term-explain-record", record.collect());
    part(
        "term-explain-uses",
        wrapped(&one.uses.join(", "), page.columns, INDENT),
    );
    part(
        "term-explain-used-by",
        wrapped(&one.used_by.join(", "), page.columns, INDENT),
    );
    if matches!(&*one.kind, "let" | "stock" | "input" | "data") {
        part("term-explain-values", values(page, one));
    }
    lines
}

/// The value of a constant, or those of its elements by their labels.
fn constants(page: &Page, one: &Explained) -> Vec<String> {
    let rows = one.constants.iter().map(|(name, value)| {
        let labels = name.strip_prefix(&one.name).unwrap_or_default();
        let value = quantity(page.lang, *value, &one.unit);
        vec![labels.to_owned(), value]
    });
    match one.indices.is_empty() {
        true => rows.map(|row| " ".repeat(INDENT) + &row[1]).collect(),
        false => table(&rows.collect::<Vec<_>>(), INDENT),
    }
}

/// Under what something was run; nothing of the model as it is.
fn under(page: &Page, changes: &[String]) -> Vec<String> {
    if changes.is_empty() {
        return Vec::new();
    }
    let said = page.say("term-explain-under", &[("changes", &changes.join("; "))]);
    wrapped(&said, page.columns, INDENT)
}

/// Under what the last run was, then date and 10, 50, 90 % of each scalar in it.
fn values(page: &Page, one: &Explained) -> Vec<String> {
    if one.values.is_empty() {
        return vec![" ".repeat(INDENT) + &page.say("term-explain-no-run", &[])];
    }
    let mut lines = under(page, &one.under);
    for scalar in &one.values {
        let labels = scalar.name.strip_prefix(&one.name).unwrap_or_default();
        let head = [scalar.world.as_str(), labels].map(str::trim);
        let head: Vec<&str> = head.into_iter().filter(|part| !part.is_empty()).collect();
        if !head.is_empty() {
            lines.push(" ".repeat(INDENT) + &head.join(" "));
        }
        let header = ["", "10 %", "50 %", "90 %"].map(str::to_owned).to_vec();
        let dates: Vec<f64> = scalar.rows.iter().map(|(time, ..)| *time).collect();
        let rows = scalar.rows.iter().zip(times(page.lang, &dates));
        let rows = rows.map(|((_, low, median, high), time)| {
            let shown = figures(page.lang, &[*low, *median, *high], &one.unit);
            std::iter::once(time).chain(shown).collect()
        });
        let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        lines.extend(table(&rows, INDENT));
    }
    lines
}
