//! Which rows of a table count: conditions over its columns, in the language's own words.
//!
//! Knows cells, and the units that a law gives the columns it reads; not where a table comes from.

use crate::ast::{self, BinaryOp, ExprKind, UnaryOp};
use crate::names::composed;
use crate::resolve::reading::{Unused, Why};
use crate::tables::DataTable;
use crate::units::{UnitScope, scale_factor, to_base};
use crate::{PRELUDE_FILE, decimal_year, prelude};
use std::cmp::Ordering;
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Severity, Unit};

/// Why a condition says nothing of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum ConditionError {
    /// It is no expression of the language.
    Syntax(Box<Diagnostic>),
    /// It is one, but no comparison of columns with values.
    NotAComparison,
    /// A column that the table does not have.
    NoColumn {
        /// Asked for.
        column: String,
    },
    /// A column with a cell that has no order, or none with the value it is compared with.
    NotComparable {
        /// Of the file, from 1.
        row: usize,
        /// The column.
        column: String,
        /// Its cell.
        found: String,
    },
    /// A unit other than that of the column.
    OtherUnit {
        /// The column.
        column: String,
        /// As written.
        unit: String,
    },
}

/// A condition, read, and what it has to know of the columns.
pub struct Condition<'t> {
    table: &'t DataTable,
    expr: ast::Expr,
    /// What stands in backticks or in quotes, by the words that stand for it in the expression.
    quoted: Vec<Quoted>,
    /// By position of the column.
    units: HashMap<usize, Unit>,
    scope: UnitScope,
}

/// A column's name in backticks, or a text in quotes.
struct Quoted {
    text: String,
    is_column: bool,
}

/// One side of a comparison.
enum Side<'e> {
    Column(usize),
    Number(f64, Option<Unit>),
    Date(f64),
    Text(&'e str),
}

impl<'t> Condition<'t> {
    /// Reads `N >= 1 billion and not (family = "old")`. A column is a word, stands in backticks, or in
    /// quotes before an operator; `names` says what the table calls the columns of the law.
    pub fn read(
        text: &str,
        table: &'t DataTable,
        law: &ast::Module,
        names: &[(String, String)],
    ) -> Result<Condition<'t>, ConditionError> {
        let mut scope = UnitScope::within(prelude::units());
        scope.declare(law, &mut Vec::new());
        let mut units = HashMap::new();
        for (column, unit) in
            read_columns(law).filter_map(|(column, unit, _)| Some((column, unit?)))
        {
            let name = names.iter().find(|(own, _)| own == column);
            let name = name.map_or(column, |(_, file)| file);
            if let (Some(at), Ok(unit)) = (table.column(name), scope.unit(unit)) {
                units.insert(at, unit);
            }
        }
        let (source, quoted) = prepared(&composed(text));
        let condition = Condition {
            table,
            expr: expression(&source)?,
            quoted,
            units,
            scope,
        };
        condition.check(&condition.expr)?;
        Ok(condition)
    }

    /// Whether a row meets it; a comparison with a missing value is neither true nor false.
    pub fn holds(&self, row: usize) -> Result<bool, ConditionError> {
        Ok(self.truth(&self.expr, row)? == Some(true))
    }

    /// That every part is a comparison of what there is.
    fn check(&self, e: &ast::Expr) -> Result<(), ConditionError> {
        match &e.kind {
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => self.check(operand),
            ExprKind::Binary {
                op: BinaryOp::And | BinaryOp::Or,
                left,
                right,
            } => self.check(left).and_then(|()| self.check(right)),
            ExprKind::Binary { op, left, right } if is_comparison(*op) => {
                self.pair(left, right).map(|_| ())
            }
            ExprKind::Within { value, low, high } => {
                self.pair(value, low)?;
                self.pair(value, high).map(|_| ())
            }
            _ => Err(ConditionError::NotAComparison),
        }
    }

    fn truth(&self, e: &ast::Expr, row: usize) -> Result<Option<bool>, ConditionError> {
        match &e.kind {
            ExprKind::Unary { operand, .. } => Ok(self.truth(operand, row)?.map(|truth| !truth)),
            ExprKind::Binary {
                op: op @ (BinaryOp::And | BinaryOp::Or),
                left,
                right,
            } => {
                // What decides alone: the other side is not looked at.
                let decides = Some(*op == BinaryOp::Or);
                let left = self.truth(left, row)?;
                if left == decides {
                    return Ok(left);
                }
                let right = self.truth(right, row)?;
                Ok(if right == decides {
                    right
                } else {
                    left.and(right)
                })
            }
            ExprKind::Within { value, low, high } => {
                let above = self.compare(BinaryOp::Ge, value, low, row)?;
                let below = self.compare(BinaryOp::Le, value, high, row)?;
                Ok(match (above, below) {
                    (Some(above), Some(below)) => Some(above && below),
                    _ => None,
                })
            }
            ExprKind::Binary { op, left, right } => self.compare(*op, left, right, row),
            _ => Err(ConditionError::NotAComparison),
        }
    }

    /// Both sides, a column among them.
    fn pair<'e>(
        &'e self,
        left: &'e ast::Expr,
        right: &'e ast::Expr,
    ) -> Result<(Side<'e>, Side<'e>), ConditionError> {
        let (left, right) = (self.side(left, true)?, self.side(right, false)?);
        match (&left, &right) {
            (Side::Column(at), Side::Number(_, Some(unit)))
            | (Side::Number(_, Some(unit)), Side::Column(at)) => {
                let known = self.units.get(at);
                if known.is_none_or(|known| known.dimension != unit.dimension) {
                    return Err(ConditionError::OtherUnit {
                        column: self.table.columns[*at].clone(),
                        unit: unit.text.clone(),
                    });
                }
            }
            (Side::Column(_), _) | (_, Side::Column(_)) => {}
            (Side::Text(name), _) => {
                return Err(ConditionError::NoColumn {
                    column: (*name).to_owned(),
                });
            }
            _ => return Err(ConditionError::NotAComparison),
        }
        Ok((left, right))
    }

    fn side<'e>(&'e self, e: &'e ast::Expr, is_left: bool) -> Result<Side<'e>, ConditionError> {
        let column = |name: &str| self.table.column(name).map(Side::Column);
        match &e.kind {
            ExprKind::Name { path, indices } if indices.is_empty() => {
                let name = &path.name.text;
                let stands_for = name
                    .strip_prefix(QUOTED)
                    .and_then(|at| at.parse::<usize>().ok());
                if let Some(quoted) = stands_for.and_then(|at| self.quoted.get(at)) {
                    let found = column(&quoted.text).filter(|_| quoted.is_column || is_left);
                    return match found {
                        None if quoted.is_column => Err(ConditionError::NoColumn {
                            column: quoted.text.clone(),
                        }),
                        found => Ok(found.unwrap_or(Side::Text(&quoted.text))),
                    };
                }
                if let Some(module) = &path.module {
                    let name = format!("{}.{name}", module.text);
                    return column(&name).ok_or(ConditionError::NoColumn { column: name });
                }
                Ok(column(name).unwrap_or(Side::Text(name)))
            }
            ExprKind::Number(number) => {
                let value = number.value * scale_factor(number.scale);
                let unit = match &number.unit {
                    Some(unit) => Some(self.scope.unit(unit).map_err(ConditionError::Syntax)?),
                    None => None,
                };
                Ok(Side::Number(value, unit))
            }
            ExprKind::Unary {
                op: UnaryOp::Neg,
                operand,
            } => match self.side(operand, is_left)? {
                Side::Number(value, unit) => Ok(Side::Number(-value, unit)),
                _ => Err(ConditionError::NotAComparison),
            },
            ExprKind::Date { year, month, day } => {
                let date = decimal_year(*year, *month, *day);
                date.map(Side::Date).ok_or(ConditionError::NotAComparison)
            }
            _ => Err(ConditionError::NotAComparison),
        }
    }

    fn compare(
        &self,
        op: BinaryOp,
        left: &ast::Expr,
        right: &ast::Expr,
        row: usize,
    ) -> Result<Option<bool>, ConditionError> {
        let (left, right) = self.pair(left, right)?;
        let is_equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        let (column, order) = match (&left, &right) {
            (Side::Column(at), other) => (*at, self.order(*at, other, row)),
            (other, Side::Column(at)) => (*at, self.order(*at, other, row).map(Order::reverse)),
            _ => return Err(ConditionError::NotAComparison),
        };
        let not_comparable = || ConditionError::NotComparable {
            row: self.table.place(row),
            column: self.table.columns[column].clone(),
            found: crate::sink::clip(self.table.cell(row, column)),
        };
        let order = match order {
            None => return Ok(None),
            Some(Order::Of(order)) => order,
            Some(Order::Differs) if is_equality => Ordering::Less,
            Some(Order::Same) if is_equality => Ordering::Equal,
            Some(Order::Differs | Order::Same) => return Err(not_comparable()),
        };
        Ok(Some(match op {
            BinaryOp::Eq => order.is_eq(),
            BinaryOp::Ne => order.is_ne(),
            BinaryOp::Lt => order.is_lt(),
            BinaryOp::Le => order.is_le(),
            BinaryOp::Gt => order.is_gt(),
            _ => order.is_ge(),
        }))
    }

    /// A cell beside a value; none where one is missing.
    fn order(&self, column: usize, other: &Side, row: usize) -> Option<Order> {
        let numerals = self.table.numerals;
        let cell = self.table.cell(row, column);
        if let Side::Text("") = other {
            return Some(Order::text(cell, ""));
        }
        if cell.is_empty() {
            return None;
        }
        let of = |a: f64, b: f64| a.partial_cmp(&b).map_or(Order::Differs, Order::Of);
        Some(match other {
            Side::Number(value, unit) => match numerals.number(cell) {
                Some(found) => match (unit, self.units.get(&column)) {
                    (Some(unit), Some(own)) => {
                        of(to_base(found, own.factor), to_base(*value, unit.factor))
                    }
                    _ => of(found, *value),
                },
                // A bare number beside dates is a year.
                None => match numerals.date(cell).filter(|_| unit.is_none()) {
                    Some(date) => of(date, *value),
                    None => Order::Differs,
                },
            },
            Side::Date(date) => match numerals.date(cell) {
                Some(found) => of(found, *date),
                None => Order::Differs,
            },
            Side::Text(text) => Order::text(cell, text),
            Side::Column(at) => {
                let other = self.table.cell(row, *at);
                if other.is_empty() {
                    return None;
                }
                match (numerals.number(cell), numerals.number(other)) {
                    (Some(a), Some(b)) => match (self.units.get(&column), self.units.get(at)) {
                        (Some(x), Some(y)) => of(to_base(a, x.factor), to_base(b, y.factor)),
                        _ => of(a, b),
                    },
                    _ => match (numerals.date(cell), numerals.date(other)) {
                        (Some(a), Some(b)) => of(a, b),
                        _ => Order::text(cell, other),
                    },
                }
            }
        })
    }
}

/// How a cell lies to a value.
#[derive(Clone, Copy)]
enum Order {
    Of(Ordering),
    /// Equal or not, without an order.
    Same,
    Differs,
}

impl Order {
    fn text(a: &str, b: &str) -> Order {
        if a == b { Order::Same } else { Order::Differs }
    }

    fn reverse(self) -> Order {
        match self {
            Order::Of(order) => Order::Of(order.reverse()),
            other => other,
        }
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
    )
}

/// Begins the words that stand for what is quoted.
const QUOTED: &str = "__quoted_";

/// The condition as the language has it: `==` for a single `=`, a word for what is quoted.
fn prepared(text: &str) -> (String, Vec<Quoted>) {
    let (mut out, mut all) = (String::new(), Vec::new());
    let mut rest = text;
    let mut before = ' ';
    while let Some(next) = rest.chars().next() {
        let mut taken = next.len_utf8();
        match next {
            '"' | '`' => match quoted(rest) {
                Some((quoted, length)) => {
                    out.push_str(&format!(" {QUOTED}{} ", all.len()));
                    all.push(quoted);
                    taken = length;
                }
                None => out.push(next),
            },
            '=' if !"=<>!".contains(before) && !rest[1..].starts_with('=') => out.push_str("=="),
            // What would end the expression is no part of one.
            '\n' | '\r' | '#' => out.push('\u{fffd}'),
            _ => out.push(next),
        }
        before = next;
        rest = &rest[taken..];
    }
    (out, all)
}

/// What stands between the mark that a text begins with and the next one, and the bytes of it all.
fn quoted(rest: &str) -> Option<(Quoted, usize)> {
    let mut chars = rest.char_indices();
    let (_, mark) = chars.next()?;
    let mut text = String::new();
    while let Some((at, next)) = chars.next() {
        match next {
            _ if next == mark => {
                let is_column = mark == '`';
                let text = if is_column {
                    text.trim().to_owned()
                } else {
                    text
                };
                return Some((Quoted { text, is_column }, at + 1));
            }
            '\\' if mark == '"' => text.push(chars.next()?.1),
            _ => text.push(next),
        }
    }
    None
}

fn expression(source: &str) -> Result<ast::Expr, ConditionError> {
    let text = format!("module condition\nlet kept : 1 = {source}\n");
    let (module, diagnostics) = crate::parse(PRELUDE_FILE, &text);
    let mut errors = diagnostics.into_iter();
    if let Some(error) = errors.find(|one| one.severity == Severity::Error) {
        return Err(ConditionError::Syntax(Box::new(error)));
    }
    let mut items = module.items.into_iter();
    let (Some(item), None) = (items.next(), items.next()) else {
        return Err(ConditionError::NotAComparison);
    };
    match item.kind {
        ast::ItemKind::Definition(ast::Definition {
            body: ast::Body::Let { value },
            doc: None,
            ..
        }) => Ok(value),
        _ => Err(ConditionError::NotAComparison),
    }
}

/// The columns that a law reads from its tables, each with the unit it has there, and whether a row
/// without it says nothing.
fn read_columns(law: &ast::Module) -> impl Iterator<Item = (&str, Option<&ast::UnitExpr>, bool)> {
    law.items.iter().filter_map(|item| {
        let (source, own, is_needed) = match &item.kind {
            ast::ItemKind::Definition(definition) => match &definition.body {
                ast::Body::Data {
                    source: Some(source),
                    ..
                } => (source, definition.unit.as_ref(), true),
                _ => return None,
            },
            ast::ItemKind::Observe(observe) => (observe.source.as_ref()?, None, false),
            _ => return None,
        };
        match source.columns.last() {
            Some((column, unit)) => Some((column.text.as_str(), unit.as_ref().or(own), is_needed)),
            None => Some(("value", own, is_needed)),
        }
    })
}

/// Columns that a law reads and a table lacks. What it observes may be given by its bounds instead.
pub fn missing_columns(law: &ast::Module, table: &DataTable) -> Vec<String> {
    let has = |name: &str| table.column(name).is_some();
    let has_bounds = has("low") || has("high");
    let mut missing = Vec::new();
    for (name, _, is_needed) in read_columns(law) {
        let is_new = !missing.iter().any(|known| known == name);
        if is_new && !has(name) && (is_needed || !has_bounds) {
            missing.push(name.to_owned());
        }
    }
    missing
}

/// The rows with a value in every column that a law computes from, or observes without bounds; and a
/// warning about the others.
pub fn complete_rows(law: &ast::Module, table: &DataTable) -> (Vec<usize>, Option<Diagnostic>) {
    let columns: Vec<(usize, bool)> = read_columns(law)
        .filter_map(|(name, _, is_needed)| Some((table.column(name)?, is_needed)))
        .collect();
    let bounds: Vec<usize> = ["low", "high"]
        .iter()
        .filter_map(|name| table.column(name))
        .collect();
    let mut unused = Unused::default();
    let mut kept = Vec::with_capacity(table.rows.len());
    for row in 0..table.rows.len() {
        let is_empty = |column: usize| table.cell(row, column).is_empty();
        let has_bounds = bounds.iter().any(|column| !is_empty(*column));
        let mut missing = columns
            .iter()
            .filter(|(_, is_needed)| *is_needed || !has_bounds);
        match missing.find(|(column, _)| is_empty(*column)) {
            Some((column, _)) => unused.add(table.place(row), || Why::Empty {
                column: table.columns[*column].clone(),
            }),
            None => kept.push(row),
        }
    }
    let span = law.items.iter().find_map(|item| match &item.kind {
        ast::ItemKind::Dimension(dimension) => match &dimension.members {
            ast::Members::RowsOf(file) => Some(file.span),
            ast::Members::Labels(_) => None,
        },
        _ => None,
    });
    let warning = span.and_then(|span| unused.diagnostic(span, table.name("")));
    (kept, warning)
}

impl DataTable {
    /// Keeps some of the rows, ascending, each with its place in the file.
    pub fn keep(&mut self, rows: &[usize]) {
        self.places = rows.iter().map(|row| self.place(*row)).collect();
        let all = std::mem::take(&mut self.rows);
        let mut wanted = rows.iter().copied().peekable();
        let kept = all
            .into_iter()
            .enumerate()
            .filter(|(at, _)| wanted.next_if_eq(at).is_some());
        self.rows = kept.map(|(_, row)| row).collect();
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
