//! Tables to numbers: forcing series, constants by row, and the record.

use super::Resolver;
use super::definition::year;
use crate::ast;
use crate::calendar::{elapsed_years, parse_date};
use crate::resolved::{Curve, DimId, EntityId, Record, Series};
use crate::tables::{BadCell, DataTable, bad_table};
use crate::units::to_base;
use std::collections::HashMap;
use tenfold_ir::{Bound, Diagnostic, Dimension, Interpolation, Point, Span, Unit};

/// How many bad cells of one table are listed.
const BAD_CELLS_MAX: usize = 20;

/// What a row of a table is.
#[derive(Clone, Copy, PartialEq)]
enum Rows {
    /// A value at a date.
    InTime,
    /// A value of a member of a dimension.
    Members,
    /// A date.
    Dates,
}

/// The columns of a table that a definition reads.
struct Columns<'t> {
    table: &'t DataTable,
    file: &'t str,
    span: Span,
    filters: Vec<(usize, &'t str)>,
    /// Absent where rows are members, or values are dates themselves.
    date: Option<usize>,
    /// Whether values are dates: those of a milestone.
    is_date: bool,
    value: usize,
    low: Option<usize>,
    high: Option<usize>,
    unit: Option<usize>,
    source: Option<usize>,
    note: Option<usize>,
    /// The factor of the unit after the value column, or of the definition.
    factor: f64,
    dimension: Dimension,
    /// The definition's unit, as written.
    unit_text: String,
}

impl<'a> Resolver<'a> {
    /// The numbers of a `data` definition.
    pub(super) fn series(
        &mut self,
        at: usize,
        id: EntityId,
        source: &'a ast::TableRef,
        interpolation: Interpolation,
    ) -> Option<Series> {
        let entity = self.out.entity(id);
        let (dims, unit) = (entity.dims.clone(), entity.unit.clone());
        let by_row = self.is_by_row(&dims);
        let rows_are = if by_row { Rows::Members } else { Rows::InTime };
        let columns = self.columns(at, source, &unit, rows_are)?;
        let mut read = Reading::new(self, at, &columns);
        if by_row {
            read.resolver.same_rows(&dims, &columns)?;
            let rows = 0..columns.table.rows.len();
            let points: Option<Vec<Point>> = rows.map(|row| read.point(row)).collect();
            return Some(Series::Constant(points?.iter().map(|p| p.value).collect()));
        }
        let groups = read.resolver.elements_of(&dims, &columns)?;
        let mut out = Vec::with_capacity(groups.len());
        for rows in &groups {
            let points = read.points(rows)?;
            match as_series(&points, &columns, interpolation) {
                Ok(curve) => out.push(curve),
                Err(why) => {
                    read.resolver.report(*why);
                    return None;
                }
            }
        }
        Some(Series::InTime(out))
    }

    /// The record of each element of a definition, or of a milestone's dates, for `observe`. An index
    /// of `None` is all.
    pub(super) fn record(
        &mut self,
        at: usize,
        (id, is_date): (EntityId, bool),
        source: &'a ast::TableRef,
        selected: &[Option<u32>],
    ) -> Option<Vec<(Vec<u32>, Record)>> {
        let entity = self.out.entity(id);
        let (dims, unit) = match is_date {
            true => (entity.dims.clone(), year()),
            false => (entity.dims.clone(), entity.unit.clone()),
        };
        let open: Vec<DimId> = dims
            .iter()
            .zip(selected)
            .filter(|(_, one)| one.is_none())
            .map(|(dim, _)| *dim)
            .collect();
        let by_row = self.is_by_row(&open);
        let rows_are = match (is_date, by_row) {
            (true, _) => Rows::Dates,
            (false, true) => Rows::Members,
            (false, false) => Rows::InTime,
        };
        let columns = self.columns(at, source, &unit, rows_are)?;
        let mut read = Reading::new(self, at, &columns);
        let groups: Vec<Vec<usize>> = if by_row {
            read.resolver.same_rows(&open, &columns)?;
            (0..columns.table.rows.len()).map(|row| vec![row]).collect()
        } else {
            read.resolver.elements_of(&open, &columns)?
        };
        let mut out = Vec::with_capacity(groups.len());
        for (group, rows) in groups.iter().enumerate() {
            let record = read.record(rows)?;
            let mut free = read.resolver.out.members(&open, group as u32).into_iter();
            let members = selected
                .iter()
                .map(|one| one.unwrap_or_else(|| free.next().unwrap_or(0)));
            out.push((members.collect(), record));
        }
        Some(out)
    }

    fn is_by_row(&self, dims: &[DimId]) -> bool {
        matches!(dims, [dim] if self.out.dim(*dim).rows_of.is_some())
    }

    /// Whether the rows of the table are the members of the dimension.
    fn same_rows(&mut self, dims: &[DimId], columns: &Columns) -> Option<()> {
        let dim = self.out.dim(dims[0]);
        let (expected, found) = (dim.labels.len(), columns.table.rows.len());
        let same_file = dim.rows_of.as_deref() == Some(columns.file);
        if same_file && expected == found && columns.filters.is_empty() {
            return Some(());
        }
        let rows_of = dim.rows_of.clone().unwrap_or_default();
        let why = format!(
            "found {found} rows for the dimension {}, expected the {expected} of \"{rows_of}\", without filters",
            dim.name
        );
        self.report(bad_table(columns.span, columns.file, why));
        None
    }

    /// Rows of each element: those that pass the filters, split by the columns that are
    /// named as the dimensions.
    fn elements_of(&mut self, dims: &[DimId], columns: &Columns) -> Option<Vec<Vec<usize>>> {
        let table = columns.table;
        let passes = |row: usize| {
            let mut filters = columns.filters.iter();
            filters.all(|(column, text)| table.cell(row, *column) == *text)
        };
        let rows: Vec<usize> = (0..table.rows.len()).filter(|row| passes(*row)).collect();
        let mut keys = Vec::new();
        for dim in dims {
            let name = &self.out.dim(*dim).name;
            let lower = name.to_lowercase();
            let Some(column) = table.column(name).or_else(|| table.column(&lower)) else {
                let error = unknown_column(columns.span, columns.file, &lower, table);
                self.report(error);
                return None;
            };
            keys.push(column);
        }
        let mut groups = vec![Vec::new(); self.out.size(dims).min(1 << 24) as usize];
        for row in rows {
            let members: Option<Vec<u32>> = keys
                .iter()
                .zip(dims)
                .map(|(column, dim)| {
                    let positions = &self.out.dim(*dim).positions;
                    positions.get(table.cell(row, *column)).copied()
                })
                .collect();
            if let Some(members) = members {
                let element = self.out.element(dims, members.into_iter());
                groups[element as usize].push(row);
            }
        }
        if let Some(empty) = groups.iter().position(Vec::is_empty) {
            let labels = self.out.labels(dims, empty as u32).join(", ");
            let of = if labels.is_empty() {
                String::new()
            } else {
                format!(" of {labels}")
            };
            let why = format!("found no row{of} that passes the filters, expected one or more");
            self.report(bad_table(columns.span, columns.file, why));
            return None;
        }
        Some(groups)
    }

    fn columns(
        &mut self,
        at: usize,
        source: &'a ast::TableRef,
        unit: &Unit,
        rows_are: Rows,
    ) -> Option<Columns<'a>> {
        let table = self.table(at, &source.file)?;
        let file = source.file.text.as_str();
        let mut find = |name: &str, span: Span| {
            let found = table.column(name);
            if found.is_none() {
                self.report(unknown_column(span, file, name, table));
            }
            found
        };
        let mut filters = Vec::new();
        for (name, text) in &source.filters {
            filters.push((find(&name.text, name.span)?, text.text.as_str()));
        }
        let (date, value) = match &source.columns[..] {
            [] => (None, None),
            [value] => (None, Some(value)),
            [date, value, ..] => (Some(date), Some(value)),
        };
        let date = match date {
            Some((name, _)) => Some(find(&name.text, name.span)?),
            None if rows_are != Rows::InTime => None,
            None => Some(find("date", source.span)?),
        };
        let value_column = match value {
            Some((name, _)) => find(&name.text, name.span)?,
            None if rows_are == Rows::Dates => find("date", source.span)?,
            None => find("value", source.span)?,
        };
        if let Some((extra, _)) = source.columns.get(2) {
            let why = "found a third column, expected at most a date and a value column";
            self.report(bad_table(extra.span, file, why));
            return None;
        }
        let given = match value {
            Some((name, Some(given))) => {
                let given = self.unit(at, Some(given))?;
                if given.dimension != unit.dimension {
                    self.report(wrong_column_unit(name.span, &given, unit));
                    return None;
                }
                Some(given)
            }
            _ => None,
        };
        Some(Columns {
            table,
            file,
            span: source.span,
            filters,
            date: date.filter(|_| rows_are == Rows::InTime),
            is_date: rows_are == Rows::Dates,
            value: value_column,
            low: table.column("low"),
            high: table.column("high"),
            unit: (table.column("unit")).filter(|_| given.is_none() && rows_are != Rows::Dates),
            source: table.column("source"),
            note: table.column("note"),
            factor: given.map_or(unit.factor, |given| given.factor),
            dimension: unit.dimension.clone(),
            unit_text: unit.text.clone(),
        })
    }
}

/// A pass over the cells of a table, with the units of its `unit` column read once each.
struct Reading<'r, 'a, 't> {
    resolver: &'r mut Resolver<'a>,
    module: usize,
    columns: &'t Columns<'t>,
    factors: HashMap<String, Option<f64>>,
    bad: usize,
}

impl<'r, 'a, 't> Reading<'r, 'a, 't> {
    fn new(resolver: &'r mut Resolver<'a>, module: usize, columns: &'t Columns<'t>) -> Self {
        Reading {
            resolver,
            module,
            columns,
            factors: HashMap::new(),
            bad: 0,
        }
    }

    /// The points of some rows, ascending in date; `None` if any cell is bad.
    fn points(&mut self, rows: &[usize]) -> Option<Vec<Point>> {
        let points: Vec<Option<Point>> = rows.iter().map(|row| self.point(*row)).collect();
        let mut points: Vec<Point> = points.into_iter().collect::<Option<_>>()?;
        points.sort_by(|a, b| a.date.total_cmp(&b.date));
        Some(points)
    }

    /// The rows of one element of the record, ascending in date. A row without a value, with `low` or
    /// `high`, says between which bounds it lies.
    fn record(&mut self, rows: &[usize]) -> Option<Record> {
        let (columns, mut record, mut is_bad) = (self.columns, Record::default(), false);
        for &row in rows {
            let is_empty = |column: usize| columns.table.cell(row, column).is_empty();
            let has = |column: Option<usize>| column.is_some_and(|column| !is_empty(column));
            let has_bound = has(columns.low) || has(columns.high);
            let found = match is_empty(columns.value) && has_bound {
                true => self.bound(row).map(|bound| record.bounds.push(bound)),
                false => self.point(row).map(|point| record.points.push(point)),
            };
            is_bad |= found.is_none();
        }
        let by_date = |a: f64, b: f64| a.total_cmp(&b);
        record.points.sort_by(|a, b| by_date(a.date, b.date));
        record.bounds.sort_by(|a, b| by_date(a.date, b.date));
        (!is_bad).then_some(record)
    }

    fn bound(&mut self, row: usize) -> Option<Bound> {
        let columns = self.columns;
        let factor = self.factor(row)?;
        let mut end = |column: Option<usize>| match column {
            Some(column) => self.number(row, column, factor),
            None => Some(None),
        };
        let (low, high) = (end(columns.low)?, end(columns.high)?);
        if let (Some(low), Some(high), Some(column)) = (low, high, columns.high)
            && low >= high
        {
            return self.bad(row, column, "a number above `low`");
        }
        Some(Bound {
            date: match (columns.is_date, low, high) {
                // It is known from the first date that is certain.
                (true, Some(date), _) | (true, None, Some(date)) => date,
                _ => self.date(row)?,
            },
            low,
            high,
        })
    }

    fn date(&mut self, row: usize) -> Option<f64> {
        let Some(column) = self.columns.date else {
            return Some(row as f64);
        };
        match parse_date(self.columns.table.cell(row, column)) {
            Some(date) => Some(date),
            None => self.bad(row, column, "a decimal year or a date such as 2026-02-13"),
        }
    }

    fn point(&mut self, row: usize) -> Option<Point> {
        let columns = self.columns;
        let table = columns.table;
        let factor = self.factor(row)?;
        let date = self.date(row)?;
        let Some(value) = self.number(row, columns.value, factor)? else {
            return self.bad(row, columns.value, "a number");
        };
        let mut bound = |column: Option<usize>| match column {
            Some(column) => self.number(row, column, factor),
            None => Some(None),
        };
        let (low, high) = (bound(columns.low)?, bound(columns.high)?);
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

    /// A cell as a number in base units, or nothing where it is empty.
    fn number(&mut self, row: usize, column: usize, factor: f64) -> Option<Option<f64>> {
        let cell = self.columns.table.cell(row, column);
        if cell.is_empty() {
            return Some(None);
        }
        if self.columns.is_date {
            return match parse_date(cell) {
                Some(date) => Some(Some(date)),
                None => self.bad(row, column, "a decimal year or a date such as 2026-02-13"),
            };
        }
        match cell.parse::<f64>() {
            Ok(value) if to_base(value, factor).is_finite() => Some(Some(to_base(value, factor))),
            Ok(value) if value.is_finite() => {
                self.bad(row, column, "a number below 1.8e308 in base units")
            }
            _ if self.columns.dimension == year().dimension => match elapsed_years(cell) {
                Some(years) => Some(Some(years)),
                None => self.bad(row, column, "a number, or a date such as 2026-02-13"),
            },
            _ => self.bad(row, column, "a number"),
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
                row: row + 1,
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

/// A forcing series from its points; dates must differ.
fn as_series(
    points: &[Point],
    columns: &Columns,
    interpolation: Interpolation,
) -> Result<Curve, Box<Diagnostic>> {
    if let Some(pair) = points.windows(2).find(|pair| pair[0].date == pair[1].date) {
        let why = format!("found two rows of the date {}, expected one", pair[0].date);
        return Err(Box::new(bad_table(columns.span, columns.file, why)));
    }
    let negative = points.iter().find(|point| point.value <= 0.0);
    if let (Interpolation::Log, Some(point)) = (interpolation, negative) {
        let why = format!(
            "found a value that is not positive at {}, expected positive ones for `log`",
            point.date
        );
        return Err(Box::new(bad_table(columns.span, columns.file, why)));
    }
    Ok((
        points.iter().map(|point| point.date).collect(),
        points.iter().map(|point| point.value).collect(),
    ))
}

fn unknown_column(span: Span, file: &str, name: &str, table: &DataTable) -> Diagnostic {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.trim()).collect();
    let shown = crate::sink::clip(&columns.join(", "));
    let name_shown = crate::sink::clip(name);
    let error = Diagnostic::error(
        "unknown-column",
        span,
        format!("found no column `{name_shown}` in \"{file}\", expected one of: {shown}"),
    )
    .arg("name", name_shown)
    .arg("file", file)
    .arg("columns", shown);
    match crate::suggest::nearest(name, columns) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help("name a column of the table"),
    }
}

fn wrong_column_unit(span: Span, found: &Unit, expected: &Unit) -> Diagnostic {
    Diagnostic::error(
        "unit-mismatch",
        span,
        format!(
            "found a column in {}, expected a unit that converts to {}",
            found.text, expected.text
        ),
    )
    .arg("found", found.text.clone())
    .arg("expected", expected.text.clone())
    .help("correct the unit of the column, or of the definition")
}
