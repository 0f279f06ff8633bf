//! The tables of a run folder: draws and trajectories as they come, the summary at the end.
//!
//! Values are in the units that the model shows. Rows are gathered into groups of a fixed
//! size, so that how a run was cut into ranges does not show in the file.

use std::path::Path;
use tenfold_engine::{Rows, Summary};
use tenfold_ir::Program;
use tenfold_study::ensemble::QUANTILES;
use tenfold_study::error::Error;
use tenfold_study::rows::{CentralPath, ScalarRow};
use tenfold_tables::columnar::{Kind, TableWriter, Values};

/// Values of one group of rows, about: 64 MiB in memory.
const GROUP_VALUES: usize = 8 << 20;
/// Rows of one group, at most.
const GROUP_ROWS_MAX: usize = 1 << 16;

fn group_rows(columns: usize) -> usize {
    (GROUP_VALUES / columns.max(1)).clamp(1, GROUP_ROWS_MAX)
}

/// A table whose rows come in pieces of any size.
pub(crate) struct Gathered {
    writer: TableWriter,
    pub(crate) columns: Vec<Values>,
    rows_max: usize,
}

impl Gathered {
    pub(crate) fn create(path: &Path, columns: &[(String, Kind)]) -> Result<Gathered, Error> {
        Ok(Gathered {
            writer: TableWriter::create(path, columns)?,
            columns: columns
                .iter()
                .map(|(_, kind)| Values::empty(*kind))
                .collect(),
            rows_max: group_rows(columns.len()),
        })
    }

    /// Ends a row: the caller has pushed one value to each column.
    pub(crate) fn end_row(&mut self) -> Result<(), Error> {
        if self.columns.first().map_or(0, Values::len) >= self.rows_max {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.columns.first().map_or(0, Values::len) > 0 {
            self.writer.group(&self.columns)?;
            self.columns.iter_mut().for_each(Values::clear);
        }
        Ok(())
    }

    pub(crate) fn close(mut self) -> Result<(), Error> {
        self.flush()?;
        Ok(self.writer.close()?)
    }
}

/// `draws.parquet`: the draw, every parameter, numbers of which a draw has one, the date of every
/// milestone, null where it did not come by the end or before the draw diverged, and whether and when
/// the draw diverged.
pub struct DrawsFile<'a> {
    table: Gathered,
    program: &'a Program,
    /// Positions of the variables that have one number a draw.
    scalars: &'a [usize],
}

impl<'a> DrawsFile<'a> {
    /// Starts the file; `scalars` are positions of variables that have one number a draw.
    pub fn create(path: &Path, program: &'a Program, scalars: &'a [usize]) -> Result<Self, Error> {
        let mut columns = vec![("draw".to_owned(), Kind::Integer)];
        columns.extend(
            program
                .params
                .iter()
                .map(|p| (p.name.clone(), Kind::Double)),
        );
        let named = scalars.iter().map(|at| program.variables[*at].full_name());
        columns.extend(named.map(|name| (name, Kind::OptionalDouble)));
        let milestones = program.milestones.iter();
        columns.extend(milestones.map(|m| (m.name.clone(), Kind::OptionalDouble)));
        columns.push(("diverged".to_owned(), Kind::Truth));
        columns.push(("diverged_at".to_owned(), Kind::OptionalDouble));
        let table = Gathered::create(path, &columns)?;
        Ok(DrawsFile {
            table,
            program,
            scalars,
        })
    }

    /// Adds draws, and of each variable that has one number a draw those numbers.
    pub fn add(&mut self, rows: &Rows, scalars: &[Vec<f64>]) -> Result<(), Error> {
        let (draws, time) = (&rows.draws, &self.program.time);
        for row in 0..draws.diverged.len() {
            let mut columns = self.table.columns.iter_mut();
            let mut next = || columns.next().expect("as many columns as the heading has");
            next().push_integer(draws.first_draw + row as u64);
            for (values, param) in draws.params.iter().zip(&self.program.params) {
                next().push(Some(values[row] / param.unit.factor));
            }
            for (values, at) in scalars.iter().zip(self.scalars) {
                let factor = self.program.variables[*at].unit.factor;
                let value = Some(values[row] / factor);
                next().push(value.filter(|value| value.is_finite()));
            }
            for dates in &draws.milestones {
                next().push(Some(dates[row]).filter(|date| date.is_finite()));
            }
            let diverged = draws.diverged[row];
            next().push_truth(diverged.is_some());
            next().push(diverged.map(|diverged| time.at(diverged.step)));
            self.table.end_row()?;
        }
        Ok(())
    }

    /// Ends the file.
    pub fn close(self) -> Result<(), Error> {
        self.table.close()
    }
}

/// `trajectories.parquet`: a row for each draw and recorded time, a column for each scalar that moves.
pub struct PathsFile<'a> {
    table: Gathered,
    program: &'a Program,
    variables: &'a [usize],
}

impl<'a> PathsFile<'a> {
    /// Starts the file; `variables` are positions of what moves.
    pub fn create(
        path: &Path,
        program: &'a Program,
        variables: &'a [usize],
    ) -> Result<Self, Error> {
        let mut columns = vec![
            ("draw".to_owned(), Kind::Integer),
            ("time".to_owned(), Kind::Double),
        ];
        let names = variables
            .iter()
            .map(|at| program.variables[*at].full_name());
        columns.extend(names.map(|name| (name, Kind::Double)));
        Ok(PathsFile {
            table: Gathered::create(path, &columns)?,
            program,
            variables,
        })
    }

    /// Adds the paths of draws from one on: by variable, time running fastest.
    pub fn add(&mut self, first_draw: u64, steps: &[u32], paths: &[Vec<f64>]) -> Result<(), Error> {
        let draws = paths.first().map_or(0, |path| path.len() / steps.len());
        for draw in 0..draws {
            for (at, step) in steps.iter().enumerate() {
                let columns = &mut self.table.columns;
                columns[0].push_integer(first_draw + draw as u64);
                columns[1].push(Some(self.program.time.at(*step)));
                let all = paths.iter().zip(self.variables);
                for ((values, variable), column) in all.zip(&mut columns[2..]) {
                    let factor = self.program.variables[*variable].unit.factor;
                    column.push(Some(values[draw * steps.len() + at] / factor));
                }
                self.table.end_row()?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    pub fn close(self) -> Result<(), Error> {
        self.table.close()
    }
}

/// Writes `central.parquet`: a row for each recorded time, a column for each scalar that moves.
pub fn write_central(path: &Path, central: &CentralPath) -> Result<(), Error> {
    let mut columns = vec![("time".to_owned(), Kind::Double)];
    let names = central.series.iter().map(|series| series.name.clone());
    columns.extend(names.map(|name| (name, Kind::Double)));
    let mut table = Gathered::create(path, &columns)?;
    for (at, time) in central.times.iter().enumerate() {
        table.columns[0].push(Some(*time));
        for (series, column) in central.series.iter().zip(&mut table.columns[1..]) {
            column.push(Some(series.values[at]));
        }
        table.end_row()?;
    }
    table.close()
}

/// Writes `summary.parquet`: a row for each recorded scalar and time, then one without a time for each
/// of which a draw has one number.
pub fn write_summary(
    path: &Path,
    (program, variables): (&Program, &[usize]),
    summary: &Summary,
    scalars: (&[usize], &[ScalarRow]),
) -> Result<(), Error> {
    let name = |name: &str, kind| (name.to_owned(), kind);
    let mut columns = vec![
        name("variable", Kind::Text),
        name("index", Kind::Text),
        name("time", Kind::OptionalDouble),
        name("unit", Kind::Text),
        name("draws", Kind::Integer),
        name("mean", Kind::OptionalDouble),
        name("sd", Kind::OptionalDouble),
    ];
    let quantiles = QUANTILES.iter();
    columns.extend(quantiles.map(|(_, column)| name(column, Kind::OptionalDouble)));
    let mut table = Gathered::create(path, &columns)?;
    for (record, at) in variables.iter().enumerate() {
        let variable = &program.variables[*at];
        let shown = |value: Option<f64>| value.map(|value| value / variable.unit.factor);
        let index = variable.labels.join(", ");
        for (nth, step) in summary.steps().iter().enumerate() {
            let sketch = summary.sketch(record, nth);
            let columns = &mut table.columns;
            columns[0].push_text(&variable.name);
            columns[1].push_text(&index);
            columns[2].push(Some(program.time.at(*step)));
            columns[3].push_text(&variable.unit.text);
            columns[4].push_integer(sketch.count());
            columns[5].push(shown(sketch.mean()));
            columns[6].push(shown(sketch.sd()));
            for ((p, _), column) in QUANTILES.iter().zip(&mut columns[7..]) {
                column.push(shown(sketch.quantile(*p)));
            }
            table.end_row()?;
        }
    }
    for (at, row) in scalars.0.iter().zip(scalars.1) {
        let variable = &program.variables[*at];
        let columns = &mut table.columns;
        columns[0].push_text(&variable.name);
        columns[1].push_text(&variable.labels.join(", "));
        columns[2].push(None);
        columns[3].push_text(&row.unit);
        columns[4].push_integer(row.draws);
        columns[5].push(row.mean);
        columns[6].push(row.sd);
        for ((_, value), column) in row.quantiles.iter().zip(&mut columns[7..]) {
            column.push(*value);
        }
        table.end_row()?;
    }
    table.close()
}
