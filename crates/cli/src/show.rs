//! What a run says in a terminal: milestones, key series as fans, what diverged, how fast.

use crate::page::{Page, table, width};
use crate::plot::Fan;
use tenfold_session::RunResult;
use tenfold_session::numeral::{count, date, number, percent};
use tenfold_session::report::{MilestoneRow, Series};

/// More fans than this do not help in a terminal; the report has them all.
const FANS_MAX: usize = 12;
/// A fan's height in lines, and its greatest width.
const FAN_ROWS: usize = 3;
const FAN_COLUMNS_MAX: usize = 30;
/// Years for which a milestone's probability is printed where there is room.
const YEARS_SHOWN: usize = 4;

/// All lines of a finished run.
pub fn run(page: &Page, result: &RunResult) -> Vec<String> {
    let mut lines = head(page, result);
    if !result.data.milestones.is_empty() {
        lines.push(String::new());
        lines.extend(milestones(page, result));
    }
    let shown = key_series(&result.data.series);
    if !shown.is_empty() {
        lines.push(String::new());
        lines.push(page.heading(&page.say("term-key-series", &[])));
        for series in shown.iter().take(FANS_MAX) {
            lines.extend(fan(page, series));
        }
        let more = result.data.series.len() - shown.len().min(FANS_MAX);
        if more > 0 {
            let more = count(more as u64);
            lines.push(page.faint(&page.say("cli-more-series", &[("count", &more)])));
        }
    }
    lines.push(String::new());
    lines.extend(tail(page, result));
    lines
}

fn head(page: &Page, result: &RunResult) -> Vec<String> {
    let data = &result.data;
    let draws = page.say("report-draws", &[("draws", &count(data.draws))]);
    let seed = page.say("term-seed", &[("seed", &data.seed.to_string())]);
    let mut parts = vec![data.title.clone(), draws, seed];
    if let Some(name) = &data.scenario {
        parts.push(page.say("term-scenario", &[("name", name)]));
    }
    parts.push(format!("{:.0}–{:.0}", data.start, data.end));
    vec![page.heading(&parts.join(" · "))]
}

fn milestones(page: &Page, result: &RunResult) -> Vec<String> {
    let rows = &result.data.milestones;
    let years = shown_years(rows);
    let heading = page.heading(&page.say("term-milestones", &[]));
    let mut header = vec![String::new(), "10 %".into(), "50 %".into(), "90 %".into()];
    header.extend(years.iter().map(|year| format!("≤{year}")));
    let full: Vec<Vec<String>> = std::iter::once(header)
        .chain(rows.iter().map(|row| milestone(page, row, &years)))
        .collect();
    let lines = table(&full, 2);
    if width(&lines) <= page.columns {
        return std::iter::once(heading).chain(lines).collect();
    }
    // A narrow page: the name on a line of its own, dates and probabilities below it.
    let mut lines = vec![heading];
    for row in rows {
        lines.push(format!("  {}", row.name));
        let cells = milestone(page, row, &years);
        lines.push(format!("    {}", cells[1..4].join(" | ")));
        let chances = years.iter().zip(&cells[4..]);
        let chances: Vec<String> = chances
            .map(|(year, chance)| format!("≤{year} {chance}"))
            .collect();
        lines.push(page.faint(&format!("    {}", chances.join(", "))));
    }
    lines
}

/// The name, three dates, and the probability by the end of each year.
fn milestone(page: &Page, row: &MilestoneRow, years: &[i32]) -> Vec<String> {
    let never = || page.say("term-never", &[]);
    let dates = [row.q10, row.q50, row.q90];
    let dates = dates.map(|when| when.map_or_else(never, |when| date(page.lang, when)));
    let chances = years.iter().map(|year| {
        let at = row.probability_by.iter().find(|(have, _)| have == year);
        at.map_or_else(String::new, |(_, chance)| percent(*chance))
    });
    std::iter::once(row.name.clone())
        .chain(dates)
        .chain(chances)
        .collect()
}

/// Years spread evenly over those that the milestones have.
fn shown_years(rows: &[MilestoneRow]) -> Vec<i32> {
    let years: Vec<i32> = rows
        .first()
        .map(|row| row.probability_by.iter().map(|(year, _)| *year).collect())
        .unwrap_or_default();
    if years.len() <= YEARS_SHOWN {
        return years;
    }
    let last = years.len() - 1;
    (0..YEARS_SHOWN)
        .map(|i| years[i * last / (YEARS_SHOWN - 1)])
        .collect()
}

/// What the model lists as output; all that has a record where it lists nothing; else the first few.
fn key_series(all: &[Series]) -> Vec<&Series> {
    let outputs: Vec<&Series> = all.iter().filter(|series| series.output).collect();
    if !outputs.is_empty() {
        return outputs;
    }
    let recorded: Vec<&Series> = all
        .iter()
        .filter(|series| !series.points.is_empty())
        .collect();
    if !recorded.is_empty() {
        return recorded;
    }
    all.iter().take(FANS_MAX / 2).collect()
}

/// A series: its name, and its fan beside its figures, or above them on a narrow page.
fn fan(page: &Page, series: &Series) -> Vec<String> {
    let unit = if series.unit == "1" { "" } else { &series.unit };
    let mut lines = vec![format!("  {}  {}", series.name, page.faint(unit))];
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
    let figures = figures(page, series, low, median, high);
    let beside = page.columns.saturating_sub(width(&figures) + 6);
    if beside >= 12 {
        let drawn = fan.lines(beside.min(FAN_COLUMNS_MAX), FAN_ROWS);
        let pairs = drawn.iter().zip(figures);
        lines.extend(pairs.map(|(drawn, figure)| format!("    {drawn}  {figure}")));
    } else {
        let drawn = fan.lines(page.columns.saturating_sub(6), FAN_ROWS);
        lines.extend(drawn.iter().map(|drawn| format!("    {drawn}")));
        lines.extend(figures.map(|figure| format!("    {figure}")));
    }
    lines
}

/// Year, median and 80 % range at a third, two thirds and the end of the time simulated.
fn figures(
    page: &Page,
    series: &Series,
    low: &[f64],
    median: &[f64],
    high: &[f64],
) -> [String; FAN_ROWS] {
    let (first, last) = (series.times[0], series.times[series.times.len() - 1]);
    std::array::from_fn(|row| {
        let share = (row + 1) as f64 / FAN_ROWS as f64;
        let wanted = (first + share * (last - first)).round().min(last);
        let distance = |at: &usize| (series.times[*at] - wanted).abs();
        let at = (0..series.times.len())
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .expect("a series has at least one time");
        let show = |value: f64| number(page.lang, value, 2);
        let (low, median, high) = (show(low[at]), show(median[at]), show(high[at]));
        let args = [("median", median.as_str()), ("low", &low), ("high", &high)];
        format!("{wanted:.0}  {}", page.say("cli-figure", &args))
    })
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
        }
    }
    let rate = count(data.draws_per_second.round() as u64);
    lines.push(page.say("term-draws-per-second", &[("rate", &rate)]));
    if let Some(folder) = &result.folder {
        let report = folder.join("report.html").display().to_string();
        lines.push(page.say("term-report", &[("path", &report)]));
    }
    lines
}
