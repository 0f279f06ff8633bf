//! What a comparison says in a terminal: for each scenario against the first, when things happen and what
//! series differ by.

use crate::page::{Page, more, table, width, wrapped};
use crate::show::{foremost, left_out};
use tenfold_session::numeral::{
    count, date, differences, figures, percent, signed_quantity, times, unit_of_difference,
    unit_word, with_unit,
};
use tenfold_session::report::{CompareData, months, points, telling_times};
use tenfold_session::{CompareResult, MilestoneDifference, SeriesDifference};

/// More rows than these do not help in a terminal; the report has them all.
const MILESTONES_MAX: usize = 16;
const SERIES_MAX: usize = 8;
/// An error beyond this part of a mean leaves open how large that is.
const TOLD: f64 = 0.25;

/// All lines of a comparison.
pub fn lines(page: &Page, result: &CompareResult) -> Vec<String> {
    let data = &result.data;
    let title = wrapped(&data.title_in(page.lang), page.columns, 0);
    let mut lines: Vec<String> = title.iter().map(|line| page.heading(line)).collect();
    let draws = page.say("report-draws", &[("draws", &count(data.draws))]);
    let seed = page.say("term-seed", &[("seed", &data.seed.to_string())]);
    lines.push(page.faint(&format!("{draws} · {seed}")));
    for scenario in result.scenarios.iter().skip(1) {
        lines.push(String::new());
        lines.extend(pair(page, data, &scenario.name));
    }
    for scenario in &result.scenarios {
        if scenario.diverged > 0 {
            let diverged = count(scenario.diverged);
            let args = [("name", scenario.name.as_str()), ("count", &diverged)];
            lines.push(page.bad(&page.say("term-compare-diverged", &args)));
        }
    }
    lines.push(String::new());
    lines.extend(wrapped(
        &page.say("term-compare-error", &[]),
        page.columns,
        0,
    ));
    if let Some(folder) = &result.folder {
        let report = folder.join("report.html").display().to_string();
        lines.push(page.say("term-report", &[("path", &report)]));
    }
    lines
}

/// One scenario against the first.
fn pair(page: &Page, data: &CompareData, scenario: &str) -> Vec<String> {
    let against = data.scenarios.first().map_or("", |first| &first.name);
    let one = data.scenario_in(page.lang, scenario);
    let other = data.scenario_in(page.lang, against);
    let names = [("scenario", one.as_str()), ("against", &other)];
    let mut lines = vec![page.heading(&page.say("compare-pair", &names))];
    let milestones = data
        .milestones
        .iter()
        .filter(|row| row.scenario == scenario);
    let milestones: Vec<&MilestoneDifference> = milestones.collect();
    if !milestones.is_empty() {
        lines.extend(milestone_table(page, data, &milestones));
    }
    let series = data.series.iter().filter(|row| row.scenario == scenario);
    let series: Vec<&SeriesDifference> = series.collect();
    if !series.is_empty() {
        lines.extend(series_table(page, &series));
    }
    lines
}

/// Without the dates where they do not fit.
fn milestone_table(page: &Page, data: &CompareData, all: &[&MilestoneDifference]) -> Vec<String> {
    let rows = foremost(all, |row| &row.name, MILESTONES_MAX);
    let tables = [true, false].map(|dated| table(&milestone_cells(page, data, &rows, dated), 2));
    let mut lines = fitting(page, tables);
    lines.extend(more(page, "cli-more-milestones", all.len() - rows.len()));
    lines
}

fn milestone_cells(
    page: &Page,
    data: &CompareData,
    rows: &[&MilestoneDifference],
    dated: bool,
) -> Vec<Vec<String>> {
    let say = |key: &str| page.say(key, &[]);
    let end = times(page.lang, &[data.end]).remove(0);
    let heading = [
        Some(String::new()),
        Some(page.say("term-compare-chance", &[("year", &end)])),
        Some(say("term-compare-points")),
        dated.then(|| say("term-compare-median")),
        Some(say("term-compare-later")),
    ];
    let when = |median: Option<f64>| median.map_or("—".into(), |years| date(page.lang, years));
    let cells = rows.iter().map(|row| {
        let (was, is) = (percent(row.probability_against), percent(row.probability));
        let (difference, error) = (row.probability_difference, row.probability_error);
        let later = row.years_later;
        let later = later.map(|years| months(page.lang, years, row.years_error));
        let dates = || format!("{} → {}", when(row.median_against), when(row.median));
        let cells = [
            Some(left_out(page, row.name.clone(), row.left_out)),
            Some(format!("{was} → {is}")),
            Some(points(page.lang, difference, error)),
            dated.then(dates),
            Some(later.unwrap_or_else(|| "—".into())),
        ];
        cells.into_iter().flatten().collect()
    });
    std::iter::once(heading.into_iter().flatten().collect())
        .chain(cells)
        .collect()
}

/// How wide a table of series is.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    /// Medians, the fan of the difference, its mean.
    Whole,
    /// Without the mean.
    Telling,
    /// The medians below each other besides.
    Narrow,
}

fn series_table(page: &Page, all: &[&SeriesDifference]) -> Vec<String> {
    let rows = foremost(all, |row| &row.name, SERIES_MAX);
    let layouts = [Layout::Whole, Layout::Telling, Layout::Narrow];
    let tables = layouts.map(|layout| table(&series_cells(page, &rows, layout), 2));
    let mut lines = fitting(page, tables);
    lines.extend(more(page, "cli-more-series", all.len() - rows.len()));
    lines
}

/// Of each series its name and unit, then a row for each time.
fn series_cells(page: &Page, rows: &[&SeriesDifference], layout: Layout) -> Vec<Vec<String>> {
    let say = |key: &str| page.say(key, &[]);
    let mut heads = vec![
        String::new(),
        say("term-compare-median-value"),
        say("term-compare-difference"),
    ];
    if layout == Layout::Whole {
        heads.push(say("term-compare-mean"));
    }
    let mut cells = vec![heads];
    for row in rows {
        let unit = unit_word(&row.unit);
        let name = format!("{}  {}", row.name, page.faint(unit));
        cells.push(vec![name.trim_end().to_owned()]);
        let places = telling_times(&row.times);
        let dates: Vec<f64> = places.iter().map(|at| row.times[*at]).collect();
        for (at, when) in places.into_iter().zip(times(page.lang, &dates)) {
            let (of, is) = medians(page, row, at);
            let mut one = vec![
                format!("  {when}"),
                format!("{of} → {is}"),
                left_out(page, fan(page, row, at), 1.0 - row.valued[at]),
            ];
            match layout {
                Layout::Whole => one.push(mean(page, row, at)),
                Layout::Telling => {}
                Layout::Narrow => one[1] = of,
            }
            cells.push(one);
            if layout == Layout::Narrow {
                cells.push(vec![String::new(), format!("→ {is}")]);
            }
        }
    }
    cells
}

/// The medians of both, with the digits that tell them apart and from the ends of their fans.
fn medians(page: &Page, row: &SeriesDifference, at: usize) -> (String, String) {
    let of =
        |p| [&row.quantiles_against, &row.quantiles].map(|list| SeriesDifference::at(list, p, at));
    let values = [of(0.5), of(0.1), of(0.9)].concat();
    let mut said = figures(page.lang, &values, &row.unit).into_iter();
    (
        said.next().unwrap_or_default(),
        said.next().unwrap_or_default(),
    )
}

/// The median of the difference, and 80 % of it.
fn fan(page: &Page, row: &SeriesDifference, at: usize) -> String {
    let band = [0.1, 0.5, 0.9].map(|p| SeriesDifference::at(&row.differences, p, at));
    let said = differences(page.lang, &band, &row.unit);
    let said = match band[0] == band[2] {
        true => said[1].clone(),
        false => format!("{} ({} – {})", said[1], said[0], said[2]),
    };
    // The line above has the unit, but for what lies between dates.
    match unit_of_difference(&row.unit) == row.unit {
        true => said,
        false => with_unit(page.lang, said, unit_of_difference(&row.unit)),
    }
}

/// The mean of the difference, unless a few draws in the tails make it up.
fn mean(page: &Page, row: &SeriesDifference, at: usize) -> String {
    let (mean, error) = (row.mean_difference[at], row.error[at]);
    let end = |p| SeriesDifference::at(&row.differences, p, at);
    let is_inside = end(0.1) <= mean && mean <= end(0.9);
    match is_inside || error < TOLD * mean.abs() {
        true => signed_quantity(page.lang, mean, error, &row.unit),
        false => "—".to_owned(),
    }
}

/// The first that fits the page, or the last.
fn fitting<const N: usize>(page: &Page, tables: [Vec<String>; N]) -> Vec<String> {
    let fits = |table: &Vec<String>| width(table) <= page.columns;
    let at = tables.iter().position(fits).unwrap_or(N - 1);
    tables.into_iter().nth(at).expect("one of them")
}
