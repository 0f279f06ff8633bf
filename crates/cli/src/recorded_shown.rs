//! What a run recorded besides its summary, in a terminal: the central trajectory, and how much of the model the
//! files hold.

use crate::page::{Page, more, table, width};
use tenfold_session::numeral::{count, date, number};
use tenfold_session::report::ReportData;
use tenfold_session::{CentralPath, CentralSeries, PathsWritten};

/// Times and series that a terminal shows; the file has them all.
const TIMES_MAX: usize = 40;
const SERIES_MAX: usize = 12;
/// Significant digits of a value along the central trajectory.
const DIGITS: usize = 4;

/// The central trajectory: a row for each time, as many series beside each other as there is room for.
/// What the model puts out, or what was chosen.
pub fn central(page: &Page, central: &CentralPath) -> Vec<String> {
    let is_chosen = central.written.series < central.written.series_all;
    let outputs = || central.series.iter().filter(|series| series.output);
    let wanted: Vec<&CentralSeries> = match is_chosen || outputs().next().is_none() {
        true => central.series.iter().collect(),
        false => outputs().collect(),
    };
    let shown = &wanted[..wanted.len().min(SERIES_MAX)];
    let last = central.times.len() - 1;
    let stride = last.div_ceil(TIMES_MAX - 1).max(1);
    let rows: Vec<usize> = (0..last).step_by(stride).chain([last]).collect();
    let labels = labels(page, rows.iter().map(|row| central.times[*row]).collect());
    let mut lines = Vec::new();
    let mut left = shown;
    while !left.is_empty() {
        let fits = |columns: &usize| {
            width(&columns_of(page, &left[..*columns], (&rows, &labels))) <= page.columns
        };
        let most = (1..=left.len()).rev().find(fits).unwrap_or(1);
        lines.extend(columns_of(page, &left[..most], (&rows, &labels)));
        left = &left[most..];
    }
    lines.extend(more(
        page,
        "cli-more-columns",
        central.series.len() - shown.len(),
    ));
    lines.extend(more(
        page,
        "cli-more-times",
        central.times.len() - rows.len(),
    ));
    lines
}

fn columns_of(page: &Page, series: &[&CentralSeries], rows: (&[usize], &[String])) -> Vec<String> {
    let head = |of: fn(&CentralSeries) -> &str| {
        let cells = series.iter().map(|one| of(one).to_owned());
        std::iter::once(String::new())
            .chain(cells)
            .collect::<Vec<_>>()
    };
    let mut cells = vec![head(|one| &one.name), head(|one| &one.unit)];
    for (row, label) in rows.0.iter().zip(rows.1) {
        let values = series
            .iter()
            .map(|one| number(page.lang, one.values[*row], DIGITS));
        cells.push(std::iter::once(label.clone()).chain(values).collect());
    }
    table(&cells, 2)
}

/// Months where they tell the times apart, else decimal years.
fn labels(page: &Page, times: Vec<f64>) -> Vec<String> {
    let months: Vec<String> = times.iter().map(|time| date(page.lang, *time)).collect();
    let differ = months.windows(2).all(|two| two[0] != two[1]);
    match differ || times.len() < 2 {
        true => months,
        false => times.iter().map(|time| format!("{time:.4}")).collect(),
    }
}

/// How much of the model the files of paths hold.
pub fn paths(page: &Page, data: &ReportData) -> Vec<String> {
    let central = data.central.as_ref().map(|central| &central.written);
    let files = [
        ("trajectories.parquet", data.trajectories.as_ref()),
        ("central.parquet", central),
    ];
    let line = |(file, written): (&str, Option<&PathsWritten>)| {
        let written = written?;
        let [series, all, times, steps] = [
            written.series,
            written.series_all,
            written.times,
            written.times_all,
        ]
        .map(|size| count(size as u64));
        let args = [
            ("file", file),
            ("series", &series),
            ("all", &all),
            ("times", &times),
            ("steps", &steps),
        ];
        Some(page.say("term-paths", &args))
    };
    files.into_iter().filter_map(line).collect()
}
