//! Every forecast and what it scored, as a table: a row for each report, origin and forecaster.

use std::path::Path;
use tenfold_infer::{Baseline, Origin, QUANTILES, Scored};
use tenfold_ir::Program;
use tenfold_study::error::Error;
use tenfold_tables::columnar::{Kind, TableWriter, Values};

const TEXTS: [&str; 3] = ["series", "unit", "forecaster"];
const NUMBERS: [&str; 7] = [
    "origin",
    "date",
    "horizon",
    "recorded",
    "crps",
    "log_score",
    "place",
];

/// Who forecast: `model` or a baseline's name.
fn forecaster(at: usize) -> &'static str {
    match at {
        0 => "model",
        _ => Baseline::ALL[at - 1].name(),
    }
}

/// Writes the table.
pub fn write(path: &Path, program: &Program, origins: &[Origin]) -> Result<(), Error> {
    let quantiles = QUANTILES.iter().map(|p| format!("q{:.1}", p * 100.0));
    let names: Vec<(String, Kind)> = (TEXTS.iter().map(|name| ((*name).to_owned(), Kind::Text)))
        .chain(
            NUMBERS
                .iter()
                .map(|name| ((*name).to_owned(), Kind::Double)),
        )
        .chain(quantiles.map(|name| (name, Kind::Double)))
        .collect();
    let mut values: Vec<Values> = names.iter().map(|(_, kind)| Values::empty(*kind)).collect();
    for origin in origins {
        for series in &origin.series {
            let observation = &program.observations[series.observation];
            let factor = observation.unit.factor;
            for report in &series.reports {
                for (at, scored) in report.forecasts.iter().enumerate() {
                    let Some(scored) = scored else { continue };
                    let texts = [&observation.name, &observation.unit.text, forecaster(at)];
                    let times = [origin.date, report.date, report.date - origin.date];
                    let recorded = report.recorded / factor;
                    push(&mut values, texts, times, recorded, scored, factor);
                }
            }
        }
    }
    let mut table = TableWriter::create(path, &names)?;
    table.group(&values)?;
    Ok(table.close()?)
}

fn push(
    values: &mut [Values],
    texts: [&str; 3],
    times: [f64; 3],
    recorded: f64,
    scored: &Scored,
    factor: f64,
) {
    let (of_text, of_number) = values.split_at_mut(TEXTS.len());
    for (column, text) in of_text.iter_mut().zip(texts) {
        column.push_text(text);
    }
    let score = scored.score;
    let numbers = times
        .into_iter()
        .chain([recorded, score.crps, score.log, score.place])
        .chain(scored.quantiles.map(|value| value / factor));
    for (column, number) in of_number.iter_mut().zip(numbers) {
        column.push(Some(number));
    }
}
