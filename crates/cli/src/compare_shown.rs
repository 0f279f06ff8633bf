//! What a comparison says in a terminal: for each scenario against the first, when things happen and what
//! series differ by.

use crate::page::{Page, table, width, wrapped};
use crate::show::{foremost, left_out, more};
use tenfold_session::numeral::{count, date, number, percent, quantity, signed};
use tenfold_session::report::{CompareData, months, points, years};
use tenfold_session::{CompareResult, MilestoneDifference, SeriesDifference};

/// More rows than these do not help in a terminal; the report has them all.
const MILESTONES_MAX: usize = 16;
const SERIES_MAX: usize = 8;
/// Years for which a series is shown.
const YEARS_MAX: usize = 3;

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
    let end = format!("{:.0}", data.end);
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

/// Without the medians where they do not fit.
fn series_table(page: &Page, all: &[&SeriesDifference]) -> Vec<String> {
    let rows = foremost(all, |row| &row.name, SERIES_MAX);
    let tables = [true, false].map(|medians| table(&series_cells(page, &rows, medians), 2));
    let mut lines = fitting(page, tables);
    lines.extend(more(page, "cli-more-series", all.len() - rows.len()));
    lines
}

fn series_cells(page: &Page, rows: &[&SeriesDifference], medians: bool) -> Vec<Vec<String>> {
    let say = |key: &str| page.say(key, &[]);
    let heading = [
        Some(String::new()),
        Some(String::new()),
        medians.then(|| say("term-compare-median-value")),
        Some(say("term-compare-mean")),
    ];
    let mut cells: Vec<Vec<String>> = vec![heading.into_iter().flatten().collect()];
    for row in rows {
        for (nth, at) in telling_times(&row.times).into_iter().enumerate() {
            let value = |list: &[(f64, Vec<f64>)]| SeriesDifference::at(list, 0.5, at);
            let medians = medians.then(|| {
                let was = number(page.lang, value(&row.quantiles_against), 3);
                let is = quantity(page.lang, value(&row.quantiles), &row.unit);
                format!("{was} → {is}")
            });
            let name = if nth == 0 { row.name.as_str() } else { "" };
            let mean = signed(page.lang, row.mean_difference[at], 3);
            let error = number(page.lang, row.error[at], 2);
            let cell = [
                Some(name.to_owned()),
                Some(format!("{:.0}", row.times[at])),
                medians.clone(),
                Some({
                    let said = match (&medians, row.unit.as_str()) {
                        (Some(_), _) | (None, "1") => format!("{mean} ± {error}"),
                        (None, unit) => format!("{mean} ± {error} {unit}"),
                    };
                    left_out(page, said, 1.0 - row.valued[at])
                }),
            ];
            cells.push(cell.into_iter().flatten().collect());
        }
    }
    cells
}

/// The recorded times nearest to a few round years, the last of them.
fn telling_times(times: &[f64]) -> Vec<usize> {
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return Vec::new();
    };
    let round = years(*first, *last, YEARS_MAX + 1);
    let kept = round.iter().rev().take(YEARS_MAX).rev();
    let nearest = kept.filter_map(|year| {
        let far = |at: &usize| ordered((times[*at] - f64::from(*year)).abs());
        (0..times.len()).min_by_key(far)
    });
    nearest.collect()
}

/// The first that fits the page, or the last.
fn fitting(page: &Page, tables: [Vec<String>; 2]) -> Vec<String> {
    let [wide, narrow] = tables;
    if width(&wide) <= page.columns {
        wide
    } else {
        narrow
    }
}

/// A distance as a key to sort by: of numbers that are not negative, the bits ascend too.
fn ordered(distance: f64) -> u64 {
    distance.to_bits()
}
