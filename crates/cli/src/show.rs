//! What a run says in a terminal: the answer, its doubt and what it hangs on, then dates, key series as fans, how fast.

use crate::blocks;
use crate::page::{Page, more, table, width, wrapped};
use crate::plot::Fan;
use crate::recorded_shown;
use tenfold_session::numeral::{count, figures, percent, times, unit_word};
use tenfold_session::report::{
    Series, YEARS_MAX, dates, first_screen, run_heading, scalars, tally, telling_times,
};
use tenfold_session::{Catalogue, RunResult, unindexed};

/// More rows than these do not help in a terminal; the report has them all.
const FANS_MAX: usize = 8;
const ROWS_MAX: usize = 12;
/// A fan's height in lines, and its greatest width.
const FAN_ROWS: usize = 3;
const FAN_COLUMNS_MAX: usize = 30;

/// All lines of a finished run.
pub fn run(page: &Page, result: &RunResult) -> Vec<String> {
    let (data, lang) = (&result.data, page.lang);
    let words = &data.catalogue;
    let mut lines = head(page, result);
    lines.extend(blocks::lines(
        page,
        &first_screen(data, lang),
        |never| match *never {},
    ));
    let mut part = |key: &str, body: Vec<String>| {
        if !body.is_empty() {
            lines.push(String::new());
            lines.push(page.heading(&page.say(key, &[])));
            lines.extend(body);
        }
    };
    let all: Vec<_> = data.milestones.iter().collect();
    let foremost = foremost(&all, |row| &row.name);
    let shown = &foremost[..foremost.len().min(ROWS_MAX)];
    let mut body = match all.is_empty() {
        true => Vec::new(),
        false => {
            let of = |years| dates(shown.iter().copied(), words, lang, years);
            blocks::fitting_lines(page, (0..=YEARS_MAX).rev().map(of))
        }
    };
    let left = all.len() - shown.len();
    body.extend(more(page, "cli-more-milestones", left));
    part("term-milestones", body);
    part("term-key-series", key_lines(page, result));
    if let Some(central) = &data.central {
        part("term-central", recorded_shown::central(page, central));
    }
    let rows = scalars(data, lang);
    let mut body = match data.scalars.is_empty() {
        true => Vec::new(),
        false => blocks::table_lines(page, &rows, ROWS_MAX),
    };
    body.extend(more(
        page,
        "cli-more-scalars",
        data.scalars.len().saturating_sub(ROWS_MAX),
    ));
    part("term-scalars", body);
    if !data.claims.is_empty() {
        let claims = count(data.claims.len() as u64);
        let tally = tally(&data.claims, lang);
        let args = [("claims", claims.as_str()), ("tally", &tally)];
        lines.push(String::new());
        lines.push(page.say("term-run-claims", &args));
    }
    lines.push(String::new());
    lines.extend(tail(page, result));
    lines
}

/// What was run, and in small what the model is about.
fn head(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let seed = page.say("term-seed", &[("seed", &data.seed.to_string())]);
    let span = times(page.lang, &[data.start, data.end]).join("–");
    let about = data.title_in(page.lang);
    let title = wrapped(&run_heading(data, page.lang), page.columns, 0);
    let mut lines: Vec<String> = title.iter().map(|line| page.heading(line)).collect();
    let mut small = vec![seed, span];
    small.extend((about != data.model).then_some(about));
    let small = wrapped(&small.join(" · "), page.columns, 0);
    lines.extend(small.iter().map(|line| page.faint(line)));
    lines.push(String::new());
    lines
}

/// The elements of these that no index numbers, or all where there are no others.
fn foremost<'a, T>(all: &[&'a T], name: impl Fn(&T) -> &str) -> Vec<&'a T> {
    let single = |row: &&&T| !name(row).ends_with(']');
    let has_single = all.iter().any(|row| single(&row));
    let kept = all.iter().filter(|row| !has_single || single(row));
    kept.copied().collect()
}

/// Key series with their fans; the elements of one are rows of one table.
fn key_lines(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let shown = key_series(&data.series);
    let groups = shown.chunk_by(|a, b| unindexed(&a.name) == unindexed(&b.name));
    let lines = groups.flat_map(|group| match group {
        [one] => fan(page, one, &data.catalogue),
        all => elements(page, all, &data.catalogue),
    });
    let mut lines: Vec<String> = lines.collect();
    lines.extend(more(
        page,
        "cli-more-series",
        data.series.len() - shown.len(),
    ));
    lines
}

/// What the model lists as output; all that has a record where it lists nothing; else the first few.
fn key_series(all: &[Series]) -> Vec<&Series> {
    let some = |wanted: fn(&Series) -> bool| -> Vec<&Series> {
        let found: Vec<&Series> = all.iter().filter(|series| wanted(series)).collect();
        let groups = found.chunk_by(|a, b| unindexed(&a.name) == unindexed(&b.name));
        groups.take(FANS_MAX).flatten().copied().collect()
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

/// What a series is called, in small what the model calls it and its unit.
fn titled(page: &Page, title: &str, name: &str, unit: &str) -> Vec<String> {
    let small = [name, unit_word(unit)];
    let small: Vec<&str> = small.into_iter().filter(|part| !part.is_empty()).collect();
    let small = small.join(" · ");
    let line = format!("  {title}  {}", page.faint(&small));
    match width(std::slice::from_ref(&line)) <= page.columns {
        true => vec![line],
        false => {
            let mut lines = wrapped(title, page.columns, 2);
            let small = wrapped(&small, page.columns, 4);
            lines.extend(small.iter().map(|line| page.faint(line)));
            lines
        }
    }
}

/// The elements of one series: a row each, its figures at a few of the times.
fn elements(page: &Page, all: &[&Series], words: &Catalogue) -> Vec<String> {
    let (name, unit) = (unindexed(&all[0].name), &all[0].unit);
    let mut lines = titled(page, &words.title(page.lang, name), name, unit);
    let dates = telling_figures(page, all[0]).into_iter();
    let head = std::iter::once(String::new()).chain(dates.map(|(when, _)| when));
    let mut rows: Vec<Vec<String>> = vec![head.collect()];
    let shown = &all[..all.len().min(ROWS_MAX)];
    rows.extend(shown.iter().map(|series| {
        let labels = words.labels(page.lang, &series.name);
        let figures = telling_figures(page, series).into_iter();
        let figures = figures.map(|(_, said)| said);
        std::iter::once(labels).chain(figures).collect()
    }));
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    // The last times tell most.
    let mut tables = (2..=most).rev().map(|columns| {
        let kept = rows.iter().map(|row| {
            let from = row.len().saturating_sub(columns - 1).max(1);
            [&row[..1], &row[from..]].concat()
        });
        table(&kept.collect::<Vec<_>>(), 4)
    });
    let fitting = tables.find(|lines| width(lines) <= page.columns);
    lines.extend(fitting.unwrap_or_else(|| below(page, &rows)));
    let left = all.len() - shown.len();
    lines.extend(more(page, "cli-more-series", left));
    lines
}

/// Rows too wide for the page: each label, and below it a line for each time.
fn below(page: &Page, rows: &[Vec<String>]) -> Vec<String> {
    let [head, rows @ ..] = rows else {
        return Vec::new();
    };
    let one = |row: &Vec<String>| {
        let mut lines = wrapped(&row[0], page.columns, 4);
        let figures = head.iter().zip(row).skip(1);
        lines.extend(
            figures.flat_map(|(when, said)| wrapped(&format!("{when}  {said}"), page.columns, 6)),
        );
        lines
    };
    rows.iter().flat_map(one).collect()
}

/// A series: its name, and its fan beside its figures, or above them on a narrow page.
fn fan(page: &Page, series: &Series, words: &Catalogue) -> Vec<String> {
    let title = words.title(page.lang, &series.name);
    let mut lines = titled(page, &title, &series.name, &series.unit);
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
    let figures = telling_figures(page, series).into_iter();
    let figures: Vec<String> = figures
        .map(|(when, said)| format!("{when}  {said}"))
        .collect();
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
fn telling_figures(page: &Page, series: &Series) -> Vec<(String, String)> {
    let band = [0.1, 0.5, 0.9].map(|p| series.quantile(p));
    let [Some(low), Some(median), Some(high)] = band else {
        return Vec::new();
    };
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
        (when, left_out(page, said, 1.0 - valued))
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

fn tail(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let mut lines = Vec::new();
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
            foremost(&all, |name| name).into_iter().copied().collect()
        };
        assert_eq!(names(&["a[x]", "a[y]", "b"]), ["b"]);
        assert_eq!(names(&["a[x]", "a[y]", "a[z]"]), ["a[x]", "a[y]", "a[z]"]);
    }
}
