//! What a run says in a terminal: milestones, key series as fans, what diverged, how fast.

use crate::claims_shown::tally;
use crate::page::{Page, more, table, width, wrapped};
use crate::plot::Fan;
use crate::recorded_shown;
use tenfold_session::numeral::{count, date, figures, number, percent, times, unit_word};
use tenfold_session::report::{MilestoneRow, ReportData, Series, telling_times, telling_years};
use tenfold_session::{Catalogue, RunResult};

/// More rows than these do not help in a terminal; the report has them all.
const FANS_MAX: usize = 8;
const MILESTONES_MAX: usize = 12;
/// A fan's height in lines, and its greatest width.
const FAN_ROWS: usize = 3;
const FAN_COLUMNS_MAX: usize = 30;
/// From here on independent runs are of different minds (Gelman and Rubin 1992).
const DISAGREE: f64 = 1.1;
/// Of fewer independent draws a 10 % quantile is known no better than between 4 and 16 %.
const EFFECTIVE_MIN: f64 = 100.0;
/// Years for which a milestone's probability is printed where there is room.
const YEARS_MAX: usize = 4;

/// All lines of a finished run.
pub fn run(page: &Page, result: &RunResult) -> Vec<String> {
    let mut lines = head(page, result);
    if !result.data.milestones.is_empty() {
        lines.push(String::new());
        lines.extend(milestones(page, &result.data));
    }
    let shown = key_series(&result.data.series);
    if !shown.is_empty() {
        lines.push(String::new());
        lines.push(page.heading(&page.say("term-key-series", &[])));
        lines.extend(
            shown
                .iter()
                .flat_map(|series| fan(page, series, &result.data.catalogue)),
        );
        lines.extend(more(
            page,
            "cli-more-series",
            result.data.series.len() - shown.len(),
        ));
    }
    if let Some(central) = &result.data.central {
        lines.push(String::new());
        lines.extend(recorded_shown::central(page, central));
    }
    lines.extend(recorded_shown::scalars(page, &result.data));
    if !result.data.claims.is_empty() {
        let claims = count(result.data.claims.len() as u64);
        let tally = tally(page, &result.data.claims);
        let args = [("claims", claims.as_str()), ("tally", &tally)];
        lines.push(String::new());
        lines.push(page.say("term-run-claims", &args));
    }
    lines.push(String::new());
    lines.extend(tail(page, result));
    lines
}

fn head(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let draws = page.say("report-draws", &[("draws", &count(data.draws))]);
    let seed = page.say("term-seed", &[("seed", &data.seed.to_string())]);
    let mut parts = vec![draws, seed];
    if let Some(name) = &data.scenario {
        let whole = data.catalogue.scenario(name);
        let title = whole.and_then(|whole| data.catalogue.given_title(page.lang, &whole));
        parts.push(page.say("term-scenario", &[("name", title.as_ref().unwrap_or(name))]));
    }
    parts.push(times(page.lang, &[data.start, data.end]).join("–"));
    let title = wrapped(&data.title_in(page.lang), page.columns, 0);
    let mut lines: Vec<String> = title.iter().map(|line| page.heading(line)).collect();
    let facts = wrapped(&parts.join(" · "), page.columns, 0);
    lines.extend(facts.iter().map(|line| page.faint(line)));
    lines.extend(belief(page, data));
    lines
}

/// Where the draws started; nothing of a model without a record.
fn belief(page: &Page, data: &ReportData) -> Vec<String> {
    if let Some(given) = &data.given {
        let rows = count(given.rows as u64);
        return vec![page.faint(&page.say("term-from-table", &[("rows", &rows)]))];
    }
    let Some(used) = &data.posterior else {
        let has_record = data.series.iter().any(|series| !series.points.is_empty());
        let said = has_record.then(|| page.say("term-from-prior", &[]));
        return said.map(|line| page.faint(&line)).into_iter().collect();
    };
    let (reports, effective) = (
        count(used.reports as u64),
        count(used.effective.round() as u64),
    );
    let r_hat = number(page.lang, used.r_hat, 3);
    let args = [
        ("reports", reports.as_str()),
        ("effective", &effective),
        ("r_hat", &r_hat),
        ("name", &used.r_hat_of),
    ];
    let is_poor = used.r_hat >= DISAGREE || used.effective < EFFECTIVE_MIN;
    let (key, style): (_, fn(&Page, &str) -> String) = match is_poor {
        true => ("term-from-posterior-poor", Page::bad),
        false => ("term-from-posterior", Page::faint),
    };
    let said = wrapped(&page.say(key, &args), page.columns, 0);
    said.iter().map(|line| style(page, line)).collect()
}

/// The elements of these that no index numbers, or all where there are no others; at most so many.
pub fn foremost<'a, T>(all: &[&'a T], name: impl Fn(&T) -> &str, most: usize) -> Vec<&'a T> {
    let single = |row: &&&T| !name(row).ends_with(']');
    let has_single = all.iter().any(|row| single(&row));
    let kept = all.iter().filter(|row| !has_single || single(row));
    kept.take(most).copied().collect()
}

/// A line for each milestone with as many years as there is room for.
fn milestones(page: &Page, data: &ReportData) -> Vec<String> {
    let (all, words) = (&data.milestones, &data.catalogue);
    let rows = foremost(
        &all.iter().collect::<Vec<_>>(),
        |row| &row.name,
        MILESTONES_MAX,
    );
    let tables = (1..=YEARS_MAX).rev().map(|most| {
        let years = shown_years(&rows, most);
        let mut header = vec![String::new(), "10 %".into(), "50 %".into(), "90 %".into()];
        header.extend(years.iter().map(|year| format!("≤{year}")));
        let rows = rows.iter().map(|row| milestone(page, row, words, &years));
        table(&std::iter::once(header).chain(rows).collect::<Vec<_>>(), 2)
    });
    let lines = tables
        .into_iter()
        .find(|lines| width(lines) <= page.columns);
    let mut shown = vec![page.heading(&page.say("term-milestones", &[]))];
    shown.extend(lines.unwrap_or_else(|| narrow_milestones(page, &rows, words)));
    shown.extend(more(page, "cli-more-milestones", all.len() - rows.len()));
    shown
}

/// The name on a line of its own, dates and probabilities below it.
fn narrow_milestones(page: &Page, rows: &[&MilestoneRow], words: &Catalogue) -> Vec<String> {
    let years = shown_years(rows, 2);
    let mut lines = Vec::new();
    for row in rows {
        let cells = milestone(page, row, words, &years);
        lines.push(format!("  {}", cells[0]));
        lines.push(format!("    {}", cells[1..4].join(" | ")));
        let chances = years.iter().zip(&cells[4..]);
        let chances: Vec<String> = chances
            .map(|(year, chance)| format!("≤{year} {chance}"))
            .collect();
        lines.push(page.faint(&format!("    {}", chances.join(", "))));
    }
    lines
}

/// The title or the name, three dates, and the probability by the end of each year.
fn milestone(page: &Page, row: &MilestoneRow, words: &Catalogue, years: &[i32]) -> Vec<String> {
    let never = || page.say("term-never", &[]);
    let dates = [row.q10, row.q50, row.q90];
    let dates = dates.map(|when| when.map_or_else(never, |when| date(page.lang, when)));
    let chances = years.iter().map(|year| {
        let at = row.probability_by.iter().find(|(have, _)| have == year);
        at.map_or_else(String::new, |(_, chance)| percent(*chance))
    });
    let title = words.given_title(page.lang, &row.name);
    let title = title.unwrap_or_else(|| row.name.clone());
    std::iter::once(left_out(page, title, row.left_out))
        .chain(dates)
        .chain(chances)
        .collect()
}

/// One year more than there is room for is near enough: the last of them tells least.
fn shown_years(rows: &[&MilestoneRow], most: usize) -> Vec<i32> {
    let mut years = telling_years(rows.iter().copied(), most + 1);
    years.truncate(most);
    years
}

/// What the model lists as output; all that has a record where it lists nothing; else the first few.
fn key_series(all: &[Series]) -> Vec<&Series> {
    let some = |wanted: fn(&Series) -> bool| -> Vec<&Series> {
        let found: Vec<&Series> = all.iter().filter(|series| wanted(series)).collect();
        foremost(&found, |series| &series.name, FANS_MAX)
    };
    let choices: [fn(&Series) -> bool; 3] = [
        |series| series.output,
        |series| !series.points.is_empty(),
        |_| true,
    ];
    let found = choices.into_iter().map(some);
    found
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// A series: its name, and its fan beside its figures, or above them on a narrow page.
fn fan(page: &Page, series: &Series, words: &Catalogue) -> Vec<String> {
    let unit = unit_word(&series.unit);
    let title = words.given_title(page.lang, &series.name);
    let title = title.map_or_else(
        || format!("  {}  {}", series.name, page.faint(unit)),
        |title| {
            format!(
                "  {title}  {}",
                page.faint(&format!("{}  {unit}", series.name))
            )
        },
    );
    let mut lines = vec![title.trim_end().to_owned()];
    let (Some(low), Some(median), Some(high)) = (
        series.quantile(0.1),
        series.quantile(0.5),
        series.quantile(0.9),
    ) else {
        return lines;
    };
    let fan = Fan {
        times: &series.times,
        low,
        median,
        high,
        log: series.log,
    };
    let figures = telling_figures(page, series, [low, median, high]);
    let beside = page.columns.saturating_sub(width(&figures) + 6);
    if beside >= 12 {
        let drawn = fan.lines(beside.min(FAN_COLUMNS_MAX), FAN_ROWS);
        let figures = figures.into_iter().map(Some).chain(std::iter::repeat(None));
        lines.extend(
            drawn
                .iter()
                .zip(figures)
                .map(|(drawn, figure)| match figure {
                    Some(figure) => format!("    {drawn}  {figure}"),
                    None => format!("    {drawn}"),
                }),
        );
    } else {
        let drawn = fan.lines(page.columns.saturating_sub(6), FAN_ROWS);
        lines.extend(drawn.iter().map(|drawn| format!("    {drawn}")));
        lines.extend(figures.iter().map(|figure| format!("    {figure}")));
    }
    lines
}

/// Date, median and 80 % range at a few of the recorded times; what is certain has no range.
fn telling_figures(page: &Page, series: &Series, [low, median, high]: [&[f64]; 3]) -> Vec<String> {
    let places = telling_times(&series.times);
    let dates: Vec<f64> = places.iter().map(|at| series.times[*at]).collect();
    let rows = places.iter().zip(times(page.lang, &dates));
    let rows = rows.map(|(at, when)| {
        let band = [low[*at], median[*at], high[*at]];
        let said = figures(page.lang, &band, &series.unit);
        let said = match band[0] == band[2] {
            true => said[1].clone(),
            false => {
                let args = [("median", &*said[1]), ("low", &said[0]), ("high", &said[2])];
                page.say("cli-figure", &args)
            }
        };
        let valued = series.valued.get(*at).copied().unwrap_or(1.0);
        left_out(page, format!("{when}  {said}"), 1.0 - valued)
    });
    rows.collect()
}

/// A text with the share of draws that its numbers leave out beside it, if any.
pub fn left_out(page: &Page, text: String, share: f64) -> String {
    if share <= 0.0 {
        return text;
    }
    let said = page.say("left-out", &[("share", &percent(share))]);
    format!("{text} ({said})")
}

/// How far to trust the step.
fn step(page: &Page, data: &ReportData) -> Vec<String> {
    let Some(step) = &data.step else {
        return Vec::new();
    };
    let key = match (step.is_coarse(), step.share) {
        (true, Some(_)) => "term-step-coarse",
        (true, None) => "term-step-lost",
        _ => "term-step-fine",
    };
    let when = date(page.lang, step.time);
    let share = step.share.map(percent).unwrap_or_default();
    let args = [
        ("variable", step.variable.as_str()),
        ("date", &when),
        ("share", &share),
    ];
    let mut lines = wrapped(&page.say(key, &args), page.columns, 0);
    if step.is_coarse() {
        lines.iter_mut().for_each(|line| *line = page.bad(line));
    }
    lines
}

fn tail(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let mut lines = Vec::new();
    if data.diverged == 0 {
        lines.push(page.say("term-diverged-none", &[]));
    } else {
        let share = percent(data.diverged as f64 / data.draws as f64);
        let (count, draws) = (count(data.diverged), count(data.draws));
        let args = [
            ("count", count.as_str()),
            ("draws", &draws),
            ("share", &share),
        ];
        lines.push(page.bad(&page.say("term-diverged-share", &args)));
        if let Some(first) = data.divergence.first() {
            let (when, draw) = (date(page.lang, first.time), first.draw.to_string());
            let args = [
                ("variable", first.variable.as_str()),
                ("date", &when),
                ("draw", &draw),
            ];
            lines.push(page.say("term-diverged-first", &args));
            let operands = first.operands_text(page.lang);
            if !operands.is_empty() {
                let said = page.say("term-diverged-operands", &[("operands", &operands)]);
                lines.extend(wrapped(&said, page.columns, 2));
            }
        }
    }
    lines.extend(step(page, data));
    let rate = count(data.draws_per_second.round() as u64);
    lines.push(page.say("term-draws-per-second", &[("rate", &rate)]));
    lines.extend(recorded_shown::paths(page, &result.data));
    if let Some(folder) = &result.folder {
        let report = folder.join("report.html").display().to_string();
        lines.push(page.say("term-report", &[("path", &report)]));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_index_numbers_goes_first() {
        let names = |all: &[&'static str]| -> Vec<&'static str> {
            let all: Vec<&&str> = all.iter().collect();
            foremost(&all, |name| name, 2)
                .into_iter()
                .copied()
                .collect()
        };
        assert_eq!(names(&["a[x]", "a[y]", "b"]), ["b"]);
        assert_eq!(names(&["a[x]", "a[y]", "a[z]"]), ["a[x]", "a[y]"]);
    }
}
