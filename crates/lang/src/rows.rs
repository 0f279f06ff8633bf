//! Which rows of a table count: conditions over its columns, in the language's own words.
//!
//! Knows cells, and the units that a law gives the columns it reads; not where a table comes from.

use crate::ast::{self, BinaryOp, ExprKind, UnaryOp};
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
    /// Columns that stand in backticks, by the words that stand for them in the expression.
    quoted: Vec<String>,
    /// By position of the column.
    units: HashMap<usize, Unit>,
    scope: UnitScope,
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
        let (source, quoted) = prepared(text);
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
                if let Some(name) = stands_for.and_then(|at| self.quoted.get(at)) {
                    let missing = || ConditionError::NoColumn {
                        column: name.clone(),
                    };
                    return column(name).ok_or_else(missing);
                }
                if let Some(module) = &path.module {
                    let name = format!("{}.{name}", module.text);
                    return column(&name).ok_or(ConditionError::NoColumn { column: name });
                }
                Ok(column(name).unwrap_or(Side::Text(name)))
            }
            ExprKind::Text(text) => Ok(match column(text).filter(|_| is_left) {
                Some(column) => column,
                None => Side::Text(text),
            }),
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

/// Begins the words that stand for columns in backticks.
const QUOTED: &str = "__column_";

/// The condition as the language has it: `==` for a single `=`, a word for a column in backticks.
fn prepared(text: &str) -> (String, Vec<String>) {
    let (mut out, mut quoted) = (String::new(), Vec::new());
    let mut rest = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, next)) = rest.next() {
        match next {
            '"' => {
                out.push(next);
                let mut is_escaped = false;
                for (_, inside) in rest.by_ref() {
                    out.push(inside);
                    if inside == '"' && !is_escaped {
                        break;
                    }
                    is_escaped = inside == '\\' && !is_escaped;
                }
            }
            '`' if text[at + 1..].contains('`') => {
                let name = rest.by_ref().map(|(_, c)| c).take_while(|c| *c != '`');
                out.push_str(&format!("{QUOTED}{} ", quoted.len()));
                quoted.push(name.collect::<String>().trim().to_owned());
            }
            '=' if !"=<>!".contains(before) && rest.peek().is_none_or(|(_, c)| *c != '=') => {
                out.push_str("==");
            }
            // What would end the expression is no part of one.
            '\n' | '\r' | '#' => out.push('\u{fffd}'),
            _ => out.push(next),
        }
        before = next;
    }
    (out, quoted)
}

fn expression(source: &str) -> Result<ast::Expr, ConditionError> {
    let text = format!("module rows\nlet kept : 1 = {source}\n");
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
mod tests {
    use super::{Condition, ConditionError, complete_rows};
    use crate::DataTable;
    use crate::ast::Module;
    use tenfold_ir::FileId;

    fn law() -> Module {
        let text = "module law\ndimension Run = rows of \"t.csv\"\ndata N[Run] : 1 from \"t.csv\" (N)\n\
                    data C[Run] : GFLOP from \"t.csv\" (compute)\n";
        let (module, diagnostics) = crate::parse(FileId(0), text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        module
    }

    fn table() -> DataTable {
        let rows = [
            ["1e8", "2022-11-30", "gpt", "1", "1"],
            ["1e9", "2023-03-14", "llama 2", "2000", "2"],
            ["3e9", "", "gpt", "", "x"],
            ["1e10", "2024-01", "a \"b\"", "4e6", "3"],
        ];
        DataTable {
            columns: ["N", "released", "family name", "flop", "mixed"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
            ..DataTable::default()
        }
    }

    fn kept(text: &str) -> Result<Vec<usize>, ConditionError> {
        let (table, law) = (table(), law());
        let names = [("compute".to_owned(), "flop".to_owned())];
        let condition = Condition::read(text, &table, &law, &names)?;
        let mut kept = Vec::new();
        for row in 0..table.rows.len() {
            if condition.holds(row)? {
                kept.push(row);
            }
        }
        Ok(kept)
    }

    #[test]
    fn conditions_are_written_as_the_language_writes_numbers_and_dates() {
        for (text, rows) in [
            ("N >= 1_000_000_000", &[1, 2, 3][..]),
            ("N >= 1 billion", &[1, 2, 3]),
            ("N>=1e9", &[1, 2, 3]),
            ("1e9<N", &[2, 3]),
            ("N = 100000000", &[0]),
            ("N == 1e9", &[1]),
            ("N!=1e8", &[1, 2, 3]),
            ("N > -1", &[0, 1, 2, 3]),
            ("N in 1e9 to 5 billion", &[1, 2]),
            ("N >= 1e9 and (N < 3e9 or N = 1e10)", &[1, 3]),
            ("not (N > 1e9)", &[0, 1]),
            ("not N > 1e9 and `family name` = gpt", &[0]),
            ("\"family name\" = \"llama 2\"", &[1]),
            ("`family name` = \"a \\\"b\\\"\"", &[3]),
            ("`family name` != gpt", &[1, 3]),
            ("released<2023", &[0]),
            ("released >= 2023-03-14", &[1, 3]),
            ("released < 2023-03-14", &[0]),
            // A missing value is neither above nor not above.
            ("not (released >= 2023)", &[0]),
            ("released = \"\"", &[2]),
            ("released != \"\"", &[0, 1, 3]),
            ("flop >= 2 TFLOP", &[1, 3]),
            ("flop >= 2000", &[1, 3]),
            ("flop < 1 EFLOP and N > 0", &[0, 1, 3]),
            // The row whose cell is no number is out already.
            ("N != 3e9 and mixed > 1", &[1, 3]),
            ("mixed = x", &[2]),
        ] {
            assert_eq!(kept(text).as_deref(), Ok(rows), "{text}");
        }
    }

    #[test]
    fn a_row_is_not_judged_by_a_cell_without_order() {
        let not_comparable = |row, column: &str, found: &str| {
            Err(ConditionError::NotComparable {
                row,
                column: column.into(),
                found: found.into(),
            })
        };
        assert_eq!(kept("mixed > 1"), not_comparable(3, "mixed", "x"));
        assert_eq!(
            kept("`family name` < 3"),
            not_comparable(1, "family name", "gpt")
        );
        assert_eq!(
            kept("`family name` < \"x\""),
            not_comparable(1, "family name", "gpt")
        );
        assert_eq!(kept("N > 2023-01-01"), not_comparable(1, "N", "1e8"));
        assert_eq!(kept("N > M"), not_comparable(1, "N", "1e8"));
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in [
            "N",
            "",
            "=3",
            "N=",
            "N>>1",
            "<",
            "!=",
            "N>==",
            "N + 1 > 2",
            "1 = 1",
            "N > 1 # x",
            "`N > 1",
            "N > 1\nlet y : 1 = 1",
            "N > 1 \"doc\"",
            "-N > 1",
            "\"x",
        ] {
            let read = kept(text);
            assert!(
                matches!(
                    read,
                    Err(ConditionError::Syntax(_) | ConditionError::NotAComparison)
                ),
                "{text}: {read:?}"
            );
        }
        assert!(matches!(
            kept("D > 1"),
            Err(ConditionError::NoColumn { .. })
        ));
        assert!(matches!(
            kept("`a b` > 1"),
            Err(ConditionError::NoColumn { .. })
        ));
        assert!(matches!(
            kept("N > 1 USD"),
            Err(ConditionError::OtherUnit { .. })
        ));
        assert!(matches!(
            kept("mixed > 1 USD"),
            Err(ConditionError::OtherUnit { .. })
        ));
    }

    #[test]
    fn rows_that_a_law_cannot_use_are_told() {
        let mut table = table();
        table.columns[3] = "compute".into();
        table.keep(&[0, 2, 3]);
        assert_eq!(table.place(1), 3);
        let (rows, warning) = complete_rows(&law(), &table);
        assert_eq!(rows, [0, 2]);
        let warning = warning.expect("a row has no value").message;
        assert!(
            warning.contains("1 row is not used, the first is row 3: `compute` is empty"),
            "{warning}"
        );
    }
}
