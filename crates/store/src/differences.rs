//! The table of a comparison.

use crate::run_tables::Gathered;
use std::path::Path;
use tenfold_study::compare::difference::SeriesDifference;
use tenfold_study::compare::rows::CompareData;
use tenfold_study::ensemble::QUANTILES;
use tenfold_study::error::Error;
use tenfold_tables::columnar::Kind;

/// A row for each scenario but the first, series and recorded time.
pub fn write(path: &Path, data: &CompareData) -> Result<(), Error> {
    let name = |name: &str, kind| (name.to_owned(), kind);
    let mut columns = vec![
        name("scenario", Kind::Text),
        name("against", Kind::Text),
        name("variable", Kind::Text),
        name("unit", Kind::Text),
        name("time", Kind::Double),
        name("median", Kind::OptionalDouble),
        name("median_against", Kind::OptionalDouble),
        name("mean_difference", Kind::OptionalDouble),
        name("error", Kind::OptionalDouble),
        name("valued", Kind::Double),
        name("q10", Kind::OptionalDouble),
        name("q90", Kind::OptionalDouble),
        name("q10_against", Kind::OptionalDouble),
        name("q90_against", Kind::OptionalDouble),
    ];
    let quantiles = QUANTILES.iter();
    columns.extend(quantiles.map(|(_, q)| name(&format!("difference_{q}"), Kind::OptionalDouble)));
    let mut table = Gathered::create(path, &columns)?;
    for series in &data.series {
        for (at, time) in series.times.iter().enumerate() {
            let finite = |value: f64| Some(value).filter(|value| !value.is_nan());
            let columns = &mut table.columns;
            let texts = [
                &series.scenario,
                &series.against,
                &series.name,
                &series.unit,
            ];
            for (column, text) in columns.iter_mut().zip(texts) {
                column.push_text(text);
            }
            columns[4].push(Some(*time));
            let values = [
                SeriesDifference::at(&series.quantiles, 0.5, at),
                SeriesDifference::at(&series.quantiles_against, 0.5, at),
                series.mean_difference[at],
                series.error[at],
                series.valued[at],
                SeriesDifference::at(&series.quantiles, 0.1, at),
                SeriesDifference::at(&series.quantiles, 0.9, at),
                SeriesDifference::at(&series.quantiles_against, 0.1, at),
                SeriesDifference::at(&series.quantiles_against, 0.9, at),
            ];
            let gaps = series.differences.iter().map(|(_, values)| values[at]);
            for (column, value) in columns[5..].iter_mut().zip(values.into_iter().chain(gaps)) {
                column.push(finite(value));
            }
            table.end_row()?;
        }
    }
    table.close()
}
