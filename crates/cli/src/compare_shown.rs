//! What a comparison says in a terminal: for each scenario against the first the answer, then what differs, in the
//! order in which it is told.

use crate::page::{Page, more, table, width, wrapped};
use crate::show::left_out;
use console::measure_text_width;
use tenfold_session::numeral::{
    count, signed, signed_quantity, times, unit_of_difference, unit_word,
};
use tenfold_session::report::{
    CompareData, alike, answer, chances, change, change_with_unit, heading, later, medians,
    medians_of_dates, points,
};
use tenfold_session::{
    CompareResult, Elements, MilestoneDifference, ScenarioTold, SeriesDifference, SeriesTold, Told,
};

/// More rows than these do not help in a terminal; the report has them all.
const ROWS_MAX: usize = 12;
/// An error beyond this part of a mean leaves open how large that is.
const TOLD: f64 = 0.25;

/// All lines of a comparison.
pub fn lines(page: &Page, result: &CompareResult) -> Vec<String> {
    let data = &result.data;
    let title = wrapped(&heading(data, page.lang), page.columns, 0);
    let mut lines: Vec<String> = title.iter().map(|line| page.heading(line)).collect();
    let model = page.say("report-model", &[("model", &data.model)]);
    let draws = page.say("report-draws", &[("draws", &count(data.draws))]);
    let seed = page.say("term-seed", &[("seed", &data.seed.to_string())]);
    lines.push(page.faint(&format!("{model} · {draws} · {seed}")));
    for told in &data.told {
        lines.push(String::new());
        lines.extend(scenario(page, data, told));
    }
    for scenario in &result.scenarios {
        if scenario.diverged > 0 {
            let diverged = count(scenario.diverged);
            let args = [("name", scenario.name.as_str()), ("count", &diverged)];
            lines.push(page.bad(&page.say("term-compare-diverged", &args)));
        }
    }
    lines.push(String::new());
    let read = wrapped(&page.say("term-compare-read", &[]), page.columns, 0);
    lines.extend(read.iter().map(|line| page.faint(line)));
    if let Some(folder) = &result.folder {
        let report = folder.join("report.html").display().to_string();
        lines.push(page.say("term-report", &[("path", &report)]));
    }
    lines
}

/// One scenario against the first: the answer in sentences, then its rows.
fn scenario(page: &Page, data: &CompareData, told: &ScenarioTold) -> Vec<String> {
    let [one, other] =
        [&told.scenario, &told.against].map(|name| data.scenario_in(page.lang, name));
    let names = [("scenario", one.as_str()), ("against", &other)];
    let mut lines = match data.told.len() {
        1 => Vec::new(),
        _ => vec![page.heading(&page.say("compare-pair", &names))],
    };
    for sentence in answer(data, told, page.lang) {
        lines.extend(wrapped(&sentence, page.columns, 2));
    }
    let mut named = None;
    for row in told.told.iter().take(ROWS_MAX) {
        if named != Some(row.named) {
            named = Some(row.named);
            let key = match row.named {
                true => "compare-named",
                false => "compare-others",
            };
            lines.push(String::new());
            lines.push(page.faint(&page.say(key, &[])));
        }
        lines.extend(title(page, data, row));
        lines.extend(body(page, data, told, row));
    }
    lines.extend(more(
        page,
        "term-compare-more",
        told.told.len().saturating_sub(ROWS_MAX),
    ));
    let alike = alike(page.lang, told);
    lines.extend(alike.map(|said| page.faint(&format!("  {said}"))));
    lines
}

/// What a row is called; its name beside it, or below it where both do not fit, never broken.
fn title(page: &Page, data: &CompareData, row: &Told) -> Vec<String> {
    let (title, mut small) = (data.catalogue.title(page.lang, &row.name), row.name.clone());
    if let Elements::Series(rows) = &row.elements {
        let unit = rows.first().map_or("", |one| unit_word(&one.unit));
        let when: Vec<f64> = rows.iter().take(1).map(|one| one.time).collect();
        for part in [unit, &times(page.lang, &when).concat()] {
            if !part.is_empty() {
                small = format!("{small} · {part}");
            }
        }
    }
    if !row.differs {
        small = format!("{small} · {}", page.say("compare-no-difference", &[]));
    }
    let fits = measure_text_width(&title) + measure_text_width(&small) + 4 <= page.columns;
    match fits {
        true => vec![format!("  {title}  {}", page.faint(&small))],
        false => {
            let mut lines = wrapped(&title, page.columns, 2);
            let small = wrapped(&small, page.columns, 4);
            lines.extend(small.iter().map(|line| page.faint(line)));
            lines
        }
    }
}

/// The elements of a row side by side: with their last column, without it, or below each other.
fn body(page: &Page, data: &CompareData, told: &ScenarioTold, row: &Told) -> Vec<String> {
    let cells: Vec<Vec<String>> = match &row.elements {
        Elements::Milestone(rows) => {
            let rows = rows.iter().map(|row| milestone_cells(page, data, row));
            rows.collect()
        }
        Elements::Series(rows) => {
            let rows = rows.iter().map(|row| series_cells(page, data, told, row));
            rows.collect()
        }
    };
    let is_labelled = cells.iter().any(|cells| !cells[0].is_empty());
    let first = usize::from(!is_labelled);
    let tables = [0, 1].map(|dropped| {
        let rows = cells
            .iter()
            .map(|cells| cells[first..cells.len() - dropped].to_vec());
        table(&rows.collect::<Vec<_>>(), 4)
    });
    let fitting = tables
        .into_iter()
        .find(|lines| width(lines) <= page.columns);
    fitting.unwrap_or_else(|| {
        let said = cells.iter().flatten().filter(|cell| !cell.is_empty());
        said.flat_map(|cell| wrapped(cell, page.columns, 4))
            .collect()
    })
}

/// Labels, both median dates, how much later, both chances.
fn milestone_cells(page: &Page, data: &CompareData, row: &MilestoneDifference) -> Vec<String> {
    let end = times(page.lang, &[data.end]).remove(0);
    let (chances, points) = (
        chances(row),
        points(page.lang, row.probability_difference, row.probability_error),
    );
    let args = [
        ("date", end.as_str()),
        ("chances", &chances),
        ("points", &points),
    ];
    vec![
        data.catalogue.labels(page.lang, &row.name),
        medians_of_dates(data, row, page.lang),
        left_out(page, later(page.lang, row), row.left_out),
        page.say("compare-chances", &args),
    ]
}

/// Labels, both medians, the change within each draw, its mean.
fn series_cells(
    page: &Page,
    data: &CompareData,
    told: &ScenarioTold,
    row: &SeriesTold,
) -> Vec<String> {
    let mut all = data.series.iter();
    let whole = all.find(|one| one.scenario == told.scenario && one.name == row.name);
    let at = whole.and_then(|one| one.times.iter().position(|time| *time == row.time));
    let place = whole.zip(at);
    // The title has the unit, but for what lies between dates.
    let change = match unit_of_difference(&row.unit) == row.unit {
        true => change(page.lang, row),
        false => change_with_unit(page.lang, row),
    };
    let valued = place.map_or(1.0, |(whole, at)| whole.valued[at]);
    vec![
        data.catalogue.labels(page.lang, &row.name),
        medians(page.lang, row),
        left_out(page, change, 1.0 - valued),
        place.map_or_else(String::new, |(whole, at)| mean(page, whole, at)),
    ]
}

/// The mean of the difference, unless a few draws in the tails make it up.
fn mean(page: &Page, row: &SeriesDifference, at: usize) -> String {
    let (mean, error) = (row.mean_difference[at], row.error[at]);
    let end = |p| SeriesDifference::at(&row.differences, p, at);
    let is_inside = end(0.1) <= mean && mean <= end(0.9);
    let is_told = mean != 0.0 && (is_inside || error < TOLD * mean.abs());
    match is_told {
        true => {
            let mean = match unit_of_difference(&row.unit) == row.unit {
                true => signed(page.lang, mean, Some(error)),
                false => signed_quantity(page.lang, mean, error, &row.unit),
            };
            page.say("term-compare-mean", &[("mean", &mean)])
        }
        false => String::new(),
    }
}
