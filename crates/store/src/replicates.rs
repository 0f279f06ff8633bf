//! The table of a fit.

use std::path::Path;
use tenfold_infer::Fit;
use tenfold_study::error::Error;
use tenfold_study::fit::FitResult;
use tenfold_tables::columnar::{Kind, TableWriter, Values};

/// What was sought in each replicate, in its unit.
pub fn in_units(fitted: &Fit) -> Vec<Vec<f64>> {
    let units = fitted.estimates.iter().map(|one| one.quantity.unit.factor);
    let units: Vec<f64> = units.collect();
    let one = |values: &Vec<f64>| {
        values
            .iter()
            .zip(&units)
            .map(|(x, unit)| x / unit)
            .collect()
    };
    fitted.replicates.iter().map(one).collect()
}

/// A column for each of what was sought.
pub fn write_replicates(
    path: &Path,
    result: &FitResult,
    replicates: &[Vec<f64>],
) -> Result<(), Error> {
    let names = result.estimates.iter().map(|row| row.name.clone());
    let columns: Vec<(String, Kind)> = names.map(|name| (name, Kind::Double)).collect();
    let values = (0..columns.len())
        .map(|at| Values::Doubles(replicates.iter().map(|values| values[at]).collect()));
    let values: Vec<Values> = values.collect();
    let mut table = TableWriter::create(path, &columns)?;
    table.group(&values)?;
    Ok(table.close()?)
}
