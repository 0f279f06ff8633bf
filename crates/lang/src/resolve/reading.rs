//! Cells of a table to figures of the record, and which rows say nothing.

use super::Resolver;
use super::columns::Columns;
use crate::calendar::{elapsed_years, expected_date};
use crate::resolved::Record;
use crate::sink::clip;
use crate::tables::{BadCell, bad_table};
use crate::units::{to_base, year};
use std::collections::HashMap;
use tenfold_ir::{Bound, Diagnostic, Point, Span};

/// How many bad cells of one table are listed.
const BAD_CELLS_MAX: usize = 20;

/// Rows that a definition would read, and that say nothing to it.
#[derive(Default)]
pub(crate) struct Unused {
    count: usize,
    first: Option<(usize, Why)>,
}

/// Why a row is not used.
pub(crate) enum Why {
    /// No figure in this column.
    Empty { column: String },
    /// A date outside the simulation.
    Outside { date: String, simulated: String },
    /// A label or text that is nearly another.
    Label {
        column: String,
        found: String,
        expected: String,
    },
}

impl Unused {
    /// Counts a row by its place in the file.
    pub(crate) fn add(&mut self, place: usize, why: impl FnOnce() -> Why) {
        self.count += 1;
        if self.first.as_ref().is_none_or(|(first, _)| place < *first) {
            self.first = Some((place, why()));
        }
    }

    /// The warning at the place that names the table, if there is something to say.
    pub(crate) fn diagnostic(self, span: Span, file: &str) -> Option<Diagnostic> {
        let (row, why) = self.first?;
        let (kind, column, found, expected) = match why {
            Why::Empty { column } => ("empty", column, String::new(), String::new()),
            Why::Outside { date, simulated } => ("outside", String::new(), date, simulated),
            Why::Label {
                column,
                found,
                expected,
            } => match found.to_lowercase() == expected.to_lowercase() {
                true => ("label", column, found, expected),
                false => ("alike", column, found, expected),
            },
        };
        let (file, column) = (clip(file), clip(&column));
        let (found, expected) = (clip(&found), clip(&expected));
        let why = match kind {
            "empty" => format!("`{column}` is empty, expected a number"),
            "outside" => format!("found the date `{found}`, expected {expected}"),
            "alike" => format!(
                "`{column}` is `{found}`, which has other letters than it seems to have, expected `{expected}`"
            ),
            _ => format!("`{column}` is `{found}`, expected `{expected}`"),
        };
        let rows = match self.count {
            1 => "1 row is".to_owned(),
            count => format!("{count} rows are"),
        };
        let message =
            format!("of the table \"{file}\" {rows} not used, the first is row {row}: {why}");
        let warning = Diagnostic::warning("unused-rows", span, message)
            .arg("file", file)
            .arg("count", self.count.to_string())
            .arg("row", row.to_string())
            .arg("kind", kind)
            .arg("column", column)
            .arg("found", found)
            .arg("expected", expected);
        Some(warning.help("correct the table, or leave these rows out of it"))
    }
}

/// A pass over the cells of a table, with the units of its `unit` column read once each.
pub(super) struct Reading<'r, 'a, 't> {
    resolver: &'r mut Resolver<'a>,
    module: usize,
    columns: &'t Columns<'t>,
    unused: &'r mut Unused,
    factors: HashMap<String, Option<f64>>,
    bad: usize,
}

impl<'r, 'a, 't> Reading<'r, 'a, 't> {
    pub(super) fn new(
        resolver: &'r mut Resolver<'a>,
        module: usize,
        columns: &'t Columns<'t>,
        unused: &'r mut Unused,
    ) -> Self {
        Reading {
            resolver,
            module,
            columns,
            unused,
            factors: HashMap::new(),
            bad: 0,
        }
    }

    /// The points of some rows, each with its row, ascending in date; `None` if any cell is bad. Rows
    /// without a value are none.
    pub(super) fn points(&mut self, rows: &[usize]) -> Option<Vec<(usize, Point)>> {
        let mut points = Vec::with_capacity(rows.len());
        let mut is_bad = false;
        for &row in rows {
            if self.is_empty(row, Some(self.columns.value)) {
                self.leave_out(row);
                continue;
            }
            match self.point(row) {
                Some(point) => points.push((row, point)),
                None => is_bad = true,
            }
        }
        points.sort_by(|(_, a), (_, b)| a.date.total_cmp(&b.date));
        (!is_bad).then_some(points)
    }

    fn is_empty(&self, row: usize, column: Option<usize>) -> bool {
        column.is_none_or(|column| self.columns.table.cell(row, column).is_empty())
    }

    /// A row without a figure.
    fn leave_out(&mut self, row: usize) {
        let table = self.columns.table;
        let column = || table.columns[self.columns.value].trim().to_owned();
        let why = || Why::Empty { column: column() };
        self.unused.add(table.place(row), why);
    }

    /// The rows of one element of the record, ascending in date. A row without a value, with `low` or
    /// `high`, says between which bounds it lies.
    pub(super) fn record(&mut self, rows: &[usize], is_log: bool) -> Option<Record> {
        let (columns, mut record, mut is_bad) = (self.columns, Record::default(), false);
        let mut seen = HashMap::new();
        for &row in rows {
            let is_point = !self.is_empty(row, Some(columns.value));
            let figures = match is_point {
                true => self.report(row, is_log, &mut record).map(Some),
                false => self.bound(row, is_log, &mut record),
            };
            let Some(figures) = figures else {
                is_bad = true;
                continue;
            };
            let Some(figures) = figures else {
                continue;
            };
            let words = [columns.source, columns.note];
            let words = words.map(|column| column.map(|column| columns.table.cell(row, column)));
            if let Some(first) = seen.insert((figures.map(|x| x.map(f64::to_bits)), words), row) {
                self.twice(first, row);
                is_bad = true;
            }
        }
        let by_date = |a: f64, b: f64| a.total_cmp(&b);
        record.points.sort_by(|a, b| by_date(a.date, b.date));
        record.bounds.sort_by(|a, b| by_date(a.date, b.date));
        (!is_bad).then_some(record)
    }

    /// Takes a row with a value into the record: its date, value and ends.
    fn report(
        &mut self,
        row: usize,
        is_log: bool,
        record: &mut Record,
    ) -> Option<[Option<f64>; 4]> {
        let columns = self.columns;
        let mut point = self.point(row)?;
        if is_log && point.value <= 0.0 {
            return self.bad(
                row,
                columns.value,
                "a number above 0 for an error in proportion",
            );
        }
        if is_log && point.low.is_some_and(|low| low <= 0.0) {
            point.low = None;
        }
        self.tell_outside(row, point.date);
        let figures = [Some(point.date), Some(point.value), point.low, point.high];
        record.points.push(point);
        Some(figures)
    }

    /// Takes a row without a value into the record, if it has bounds: its date and these.
    fn bound(
        &mut self,
        row: usize,
        is_log: bool,
        record: &mut Record,
    ) -> Option<Option<[Option<f64>; 4]>> {
        let columns = self.columns;
        let factor = self.factor(row)?;
        let (low, high) = self.ends(row, factor)?;
        if let (Some(low), Some(high), Some(column)) = (low, high, columns.high)
            && low >= high
        {
            return self.bad(row, column, "a number above `low`");
        }
        if let (true, Some(high), Some(column)) = (is_log, high, columns.high)
            && high <= 0.0
        {
            return self.bad(row, column, "a number above 0 for an error in proportion");
        }
        // Whatever has a logarithm is above 0 anyway.
        let low = low.filter(|low| !is_log || *low > 0.0);
        if low.is_none() && high.is_none() {
            self.leave_out(row);
            return Some(None);
        }
        let date = match (columns.is_date, low, high) {
            // It is known from the first date that is certain.
            (true, Some(date), _) | (true, None, Some(date)) => date,
            _ => self.date(row)?,
        };
        self.tell_outside(row, date);
        record.bounds.push(Bound { date, low, high });
        Some(Some([Some(date), None, low, high]))
    }

    /// Counts a row whose date lies outside the simulation, which nothing is compared with. That a
    /// milestone's lies behind it says that it had not come.
    fn tell_outside(&mut self, row: usize, date: f64) {
        let columns = self.columns;
        let has_date = columns.date.is_some() || columns.is_date;
        let Some((from, to)) = self.resolver.simulated().filter(|_| has_date) else {
            return;
        };
        if date < from || date > to && !columns.is_date {
            let column = columns.date.unwrap_or(columns.value);
            self.unused.add(columns.table.place(row), || Why::Outside {
                date: columns.table.cell(row, column).to_owned(),
                simulated: format!("{from} to {to}"),
            });
        }
    }

    /// Two rows that say the same would count twice.
    fn twice(&mut self, first: usize, second: usize) {
        let (columns, table) = (self.columns, self.columns.table);
        let why = format!(
            "row {}: found the same as in row {}, expected each report once; where there are two, a `source` or `note` tells them apart",
            table.place(second),
            table.place(first)
        );
        self.resolver
            .report(bad_table(columns.span, columns.file, why));
    }

    fn date(&mut self, row: usize) -> Option<f64> {
        let columns = self.columns;
        let Some(column) = columns.date else {
            return Some(row as f64);
        };
        let cell = columns.table.cell(row, column);
        match columns.table.numerals.date(cell) {
            Some(date) => Some(date),
            None => self.bad(row, column, &expected_date(cell)),
        }
    }

    /// A row's figure, with the range it states.
    pub(super) fn point(&mut self, row: usize) -> Option<Point> {
        let columns = self.columns;
        let table = columns.table;
        let factor = self.factor(row)?;
        let date = self.date(row)?;
        let Some(value) = self.number(row, columns.value, factor)? else {
            return self.bad(row, columns.value, "a number");
        };
        let (low, high) = self.ends(row, factor)?;
        if let (Some(low), Some(high), Some(column)) = (low, high, columns.high)
            && low > high
        {
            return self.bad(row, column, "a number not below `low`");
        }
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            return self.bad(row, columns.value, "a number from `low` to `high`");
        }
        let text = |column: Option<usize>| {
            column.map_or(String::new(), |column| table.cell(row, column).to_string())
        };
        Some(Point {
            date: if columns.is_date { value } else { date },
            value,
            low,
            high,
            source: text(columns.source),
            note: text(columns.note),
        })
    }

    /// `low` and `high` of a row, each where it is there.
    fn ends(&mut self, row: usize, factor: f64) -> Option<(Option<f64>, Option<f64>)> {
        let columns = self.columns;
        let mut end = |column: Option<usize>| match column {
            Some(column) => self.number(row, column, factor),
            None => Some(None),
        };
        Some((end(columns.low)?, end(columns.high)?))
    }

    /// A cell as a number in base units, or nothing where it is empty.
    fn number(&mut self, row: usize, column: usize, factor: f64) -> Option<Option<f64>> {
        let table = self.columns.table;
        let cell = table.cell(row, column);
        if cell.is_empty() {
            return Some(None);
        }
        if self.columns.is_date {
            return match table.numerals.date(cell) {
                Some(date) => Some(Some(date)),
                None => self.bad(row, column, &expected_date(cell)),
            };
        }
        match table.numerals.number(cell) {
            Some(value) if to_base(value, factor).is_finite() => Some(Some(to_base(value, factor))),
            Some(_) => self.bad(row, column, "a number below 1.8e308 in base units"),
            None if self.columns.dimension == year().dimension => match elapsed_years(cell) {
                Some(years) => Some(Some(years)),
                None => self.bad(row, column, "a number, or a date such as 2026-02-13"),
            },
            None => self.bad(row, column, "a number"),
        }
    }

    /// Base units in one unit of a row.
    fn factor(&mut self, row: usize) -> Option<f64> {
        let columns = self.columns;
        let Some(column) = columns.unit else {
            return Some(columns.factor);
        };
        let cell = columns.table.cell(row, column);
        if let Some(known) = self.factors.get(cell) {
            return known.or_else(|| self.bad_unit(row, column));
        }
        let parsed = self.resolver.unit_of_text(self.module, cell);
        let factor = parsed
            .filter(|unit| unit.dimension == columns.dimension)
            .map(|unit| unit.factor);
        self.factors.insert(cell.to_string(), factor);
        factor.or_else(|| self.bad_unit(row, column))
    }

    fn bad_unit<T>(&mut self, row: usize, column: usize) -> Option<T> {
        let expected = format!("a unit that converts to {}", self.columns.unit_text);
        self.bad(row, column, &expected)
    }

    fn bad<T>(&mut self, row: usize, column: usize, expected: &str) -> Option<T> {
        self.bad += 1;
        if self.bad <= BAD_CELLS_MAX {
            let columns = self.columns;
            let cell = BadCell {
                file: columns.file,
                row: columns.table.place(row),
                column: columns.table.columns[column].trim(),
                found: columns.table.cell(row, column),
                expected,
            };
            let error = cell.diagnostic(columns.span);
            self.resolver.report(error);
        }
        None
    }
}
