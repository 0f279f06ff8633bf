//! Tables to numbers: forcing series, constants by row, and the record.

use super::Resolver;
use super::columns::Columns;
use super::reading::{Reading, Unused, Why};
use crate::ast;
use crate::names::likeness;
use crate::resolved::{Curve, DimId, EntityId, Record, Series};
use crate::tables::{DataTable, bad_table};
use crate::units::year;
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Interpolation, Point, Span, Unit};

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
        let mut unused = Unused::default();
        if by_row {
            self.same_rows(&dims, source, &columns)?;
            let mut read = Reading::new(self, at, &columns, &mut unused);
            let rows = 0..columns.table.rows.len();
            let points: Vec<Option<Point>> = rows.map(|row| read.point(row)).collect();
            let points: Option<Vec<Point>> = points.into_iter().collect();
            return Some(Series::Constant(points?.iter().map(|p| p.value).collect()));
        }
        let groups = self.elements_of(&dims, &columns, &mut unused)?;
        let mut out = Vec::with_capacity(groups.len());
        for (element, rows) in groups.iter().enumerate() {
            let mut read = Reading::new(self, at, &columns, &mut unused);
            let points = read.points(rows)?;
            let curve = match points.is_empty() {
                true => Err(Box::new(self.no_row(&dims, element, &columns))),
                false => as_series(&points, &columns, interpolation),
            };
            match curve {
                Ok(curve) => out.push(curve),
                Err(why) => {
                    self.report(*why);
                    return None;
                }
            }
        }
        self.tell_unused(unused, &columns);
        Some(Series::InTime(out))
    }

    /// The record of each element of a definition, or of a milestone's dates, for `observe`. An index
    /// of `None` is all; an error in proportion knows no figure that is not positive.
    pub(super) fn record(
        &mut self,
        at: usize,
        (id, is_date, is_log): (EntityId, bool, bool),
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
        let mut unused = Unused::default();
        let groups: Vec<Vec<usize>> = if by_row {
            self.same_rows(&open, source, &columns)?;
            (0..columns.table.rows.len()).map(|row| vec![row]).collect()
        } else {
            self.elements_of(&open, &columns, &mut unused)?
        };
        let mut out = Vec::with_capacity(groups.len());
        for (group, rows) in groups.iter().enumerate() {
            let mut read = Reading::new(self, at, &columns, &mut unused);
            let record = read.record(rows, is_log)?;
            let mut free = self.out.members(&open, group as u32).into_iter();
            let members = selected
                .iter()
                .map(|one| one.unwrap_or_else(|| free.next().unwrap_or(0)));
            out.push((members.collect(), record));
        }
        self.tell_unused(unused, &columns);
        Some(out)
    }

    /// First and last date of the simulation, where they are written as dates.
    pub(super) fn simulated(&self) -> Option<(f64, f64)> {
        let items = &self.inputs.modules.first()?.items;
        let simulate = items.iter().find_map(|item| match &item.kind {
            ast::ItemKind::Simulate(simulate) => Some(simulate),
            _ => None,
        })?;
        let date = |e: &ast::Expr| match &e.kind {
            ast::ExprKind::Number(number) => {
                (number.unit.is_none() && number.scale.is_none()).then_some(number.value)
            }
            ast::ExprKind::Date { year, month, day } => crate::decimal_year(*year, *month, *day),
            _ => None,
        };
        Some((date(&simulate.from)?, date(&simulate.to)?))
    }

    fn tell_unused(&mut self, unused: Unused, columns: &Columns) {
        if let Some(warning) = unused.diagnostic(columns.span, columns.file) {
            self.report(warning);
        }
    }

    fn is_by_row(&self, dims: &[DimId]) -> bool {
        matches!(dims, [dim] if self.out.dim(*dim).rows_of.is_some())
    }

    /// Whether the rows of the table are the members of the dimension.
    fn same_rows(
        &mut self,
        dims: &[DimId],
        source: &ast::TableRef,
        columns: &Columns,
    ) -> Option<()> {
        let dim = self.out.dim(dims[0]);
        let (expected, found) = (dim.labels.len(), columns.table.rows.len());
        let same_file = dim.rows_of.as_deref() == Some(source.file.text.as_str());
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
    fn elements_of(
        &mut self,
        dims: &[DimId],
        columns: &Columns,
        unused: &mut Unused,
    ) -> Option<Vec<Vec<usize>>> {
        let table = columns.table;
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
        // Labels as they would be if case did not matter, nor which of the letters that look alike.
        let lower: Vec<HashMap<String, &str>> = dims
            .iter()
            .map(|dim| {
                let labels = self.out.dim(*dim).labels.iter();
                labels
                    .map(|label| (seeming(label), label.as_str()))
                    .collect()
            })
            .collect();
        let mut groups = vec![Vec::new(); self.out.size(dims).min(1 << 24) as usize];
        for row in 0..table.rows.len() {
            let cell = |column: usize| table.cell(row, column);
            let differs = |column: usize, expected: &str| Why::Label {
                column: table.columns[column].clone(),
                found: cell(column).to_owned(),
                expected: expected.to_owned(),
            };
            let mut filters = columns.filters.iter();
            if let Some((column, text)) = filters.find(|(column, text)| cell(*column) != *text) {
                if seeming(cell(*column)) == seeming(text) {
                    unused.add(table.place(row), || differs(*column, text));
                }
                continue;
            }
            let mut members = Vec::with_capacity(keys.len());
            for ((column, dim), lower) in keys.iter().zip(dims).zip(&lower) {
                match self.out.dim(*dim).positions.get(cell(*column)) {
                    Some(position) => members.push(*position),
                    None => {
                        if let Some(meant) = lower.get(&seeming(cell(*column))) {
                            unused.add(table.place(row), || differs(*column, meant));
                        }
                        break;
                    }
                }
            }
            if members.len() == keys.len() {
                let element = self.out.element(dims, members.into_iter());
                groups[element as usize].push(row);
            }
        }
        if let Some(empty) = groups.iter().position(Vec::is_empty) {
            let error = self.no_row(dims, empty, columns);
            self.report(error);
            return None;
        }
        Some(groups)
    }

    /// An element without a row.
    fn no_row(&self, dims: &[DimId], element: usize, columns: &Columns) -> Diagnostic {
        let labels = self.out.labels(dims, element as u32).join(", ");
        let of = match labels.is_empty() {
            true => String::new(),
            false => format!(" of {labels}"),
        };
        let why = format!(
            "found no row{of} that passes the filters and has a value, expected one or more"
        );
        bad_table(columns.span, columns.file, why)
    }

    fn columns(
        &mut self,
        at: usize,
        source: &'a ast::TableRef,
        unit: &Unit,
        rows_are: Rows,
    ) -> Option<Columns<'a>> {
        let table = self.table(at, &source.file)?;
        let file = table.name(&source.file.text);
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

/// A label or cell as a hasty reader takes it.
fn seeming(text: &str) -> String {
    let lower = text.to_lowercase();
    match lower.is_ascii() {
        true => lower,
        false => likeness(&lower),
    }
}

/// A forcing series from its rows and points, ascending; dates must differ.
fn as_series(
    points: &[(usize, Point)],
    columns: &Columns,
    interpolation: Interpolation,
) -> Result<Curve, Box<Diagnostic>> {
    let wrong = |why: String| Err(Box::new(bad_table(columns.span, columns.file, why)));
    let place = |row: usize| columns.table.place(row);
    let same = |pair: &&[(usize, Point)]| pair[0].1.date == pair[1].1.date;
    if let Some([(first, point), (second, _)]) = points.windows(2).find(same) {
        return wrong(format!(
            "rows {} and {}: found two values for the date {}, expected one",
            place(*first),
            place(*second),
            point.date
        ));
    }
    let negative = points.iter().find(|(_, point)| point.value <= 0.0);
    if let (Interpolation::Log, Some((row, _))) = (interpolation, negative) {
        return wrong(format!(
            "row {}, column `{}`: found a value that is not positive, expected positive ones for `log`",
            place(*row),
            columns.table.columns[columns.value]
        ));
    }
    Ok((
        points.iter().map(|(_, point)| point.date).collect(),
        points.iter().map(|(_, point)| point.value).collect(),
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
