//! What running a model's tests says in a terminal.

use crate::page::Page;
use tenfold_session::numeral::{count, date, number, unit_word};
use tenfold_session::{Failure, TestRun};

/// Enough digits to see why two sides of `==` are not the same.
const SIDE_DIGITS: usize = 12;

/// A line for each test, more for each that fails, and a summary.
pub fn lines(page: &Page, outcome: &TestRun) -> Vec<String> {
    if outcome.tests.is_empty() {
        return vec![page.say("term-test-none", &[])];
    }
    let mut lines = Vec::new();
    for test in &outcome.tests {
        let mark = if test.passed() {
            page.good(&page.say("term-test-passed", &[]))
        } else {
            page.bad(&page.say("term-test-failed", &[]))
        };
        let draws = test
            .draws
            .map(|draws| page.say("report-draws", &[("draws", &count(draws))]));
        let draws = draws.map_or_else(String::new, |draws| page.faint(&format!(" ({draws})")));
        lines.push(format!("{mark}  {}: {}{draws}", test.module, test.title));
        for failure in &test.failures {
            lines.extend(self::failure(page, failure));
        }
        if let Some(found) = &test.diverged {
            let (time, draw) = (date(page.lang, found.time), found.draw.to_string());
            let operands = found.operands_text(page.lang);
            let place = page.say("cli-test-at", &[("time", &time), ("draw", &draw)]);
            let parts = [found.variable.clone(), place, operands];
            let parts: Vec<String> = parts.into_iter().filter(|one| !one.is_empty()).collect();
            let place = parts.join("; ");
            lines.push(format!(
                "        {}",
                page.say("cli-test-diverged", &[("where", &place)])
            ));
        }
    }
    let failed = outcome.failed();
    let passed = (outcome.tests.len() - failed).to_string();
    let failed = failed.to_string();
    let summary = page.say(
        "term-test-summary",
        &[("passed", &passed), ("failed", &failed)],
    );
    lines.push(page.heading(&summary));
    lines
}

fn failure(page: &Page, failure: &Failure) -> Vec<String> {
    let mut lines = vec![format!(
        "        {}:{}:{}: {}",
        failure.file, failure.line, failure.column, failure.assertion
    )];
    let mut parts = Vec::new();
    let when = failure.time.map(|time| date(page.lang, time));
    match (when, failure.draw) {
        (Some(when), Some(draw)) => {
            let draw = draw.to_string();
            parts.push(page.say("cli-test-at", &[("time", &when), ("draw", &draw)]));
            let failed = count(failure.draws_failed);
            parts.push(page.say("cli-test-more", &[("count", &failed)]));
        }
        (Some(when), None) => parts.push(when),
        (None, _) => {}
    }
    if failure.is_undefined {
        parts.push(page.say("term-test-undefined", &[]));
    }
    if let Some((left, right)) = failure.sides {
        let side = |value: f64| match value.is_nan() {
            true => page.say("term-test-undefined", &[]),
            false => number(page.lang, value, SIDE_DIGITS),
        };
        let (left, right) = (side(left), side(right));
        let unit = unit_word(&failure.unit);
        let args = [("left", left.as_str()), ("right", &right), ("unit", unit)];
        parts.push(page.say("cli-test-sides", &args));
    }
    lines.push(format!("        {}", parts.join("; ").trim_end()));
    lines
}
