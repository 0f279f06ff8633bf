//! A table of runs that a user gives a law: which rows count, and what its columns are called.
//!
//! Knows cells and names; what they mean to the law is the language's.

use crate::load::{GivenTable, read_given};
use crate::{Error, FitProblem};
use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use tenfold_lang::DataTable;

/// Where a law's runs are, instead of those it comes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunTable {
    /// A CSV file.
    pub path: PathBuf,
    /// A column as the law names it, and what the file calls it.
    pub columns: Vec<(String, String)>,
    /// Conditions that a row has to meet, such as `N>=1e8` or `released>2023-01-01`.
    pub conditions: Vec<String>,
}

/// The operators of conditions, the longer first.
const OPERATORS: [&str; 6] = ["!=", "<=", ">=", "=", "<", ">"];

impl RunTable {
    /// Reads the file, keeps the rows that count, and names columns as the law does.
    pub(crate) fn read(&self) -> Result<GivenTable, Error> {
        let mut given = read_given(&self.path)?;
        let table = &mut given.table;
        let all = table.rows.len();
        for condition in &self.conditions {
            let condition = Condition::read(condition, table, &self.path)?;
            table.rows.retain(|row| condition.holds(row));
        }
        if table.rows.is_empty() {
            let (path, rows) = (self.path.clone(), all);
            return Err(FitProblem::NoRows { path, rows }.into());
        }
        let mut names = table.columns.clone();
        for (law, file) in &self.columns {
            let at = column(table, file, &self.path)?;
            // A column that bears the law's name and is not meant gives way.
            for (other, name) in names.iter_mut().enumerate() {
                if other != at && name == law {
                    *name = format!("{name} (not used)");
                }
            }
            names[at].clone_from(law);
        }
        table.columns = names;
        Ok(given)
    }
}

fn column(table: &DataTable, name: &str, path: &Path) -> Result<usize, FitProblem> {
    let mut columns = table.columns.iter();
    let found = columns.position(|column| column.trim() == name);
    found.ok_or_else(|| FitProblem::NoColumn {
        path: path.to_owned(),
        column: name.to_owned(),
        columns: table.columns.join(", "),
    })
}

/// A column, an operator, a value.
struct Condition {
    column: usize,
    operator: &'static str,
    value: String,
}

impl Condition {
    fn read(text: &str, table: &DataTable, path: &Path) -> Result<Condition, FitProblem> {
        let start = text.find(['!', '<', '>', '=']);
        let split = start.and_then(|at| {
            let (name, rest) = text.split_at(at);
            let operator = OPERATORS.into_iter().find(|one| rest.starts_with(one))?;
            Some((name.trim(), operator, rest[operator.len()..].trim()))
        });
        let is_whole = |(name, _, value): &(&str, &str, &str)| {
            !name.is_empty() && !value.is_empty() && !value.starts_with(['!', '<', '>', '='])
        };
        let Some((name, operator, value)) = split.filter(is_whole) else {
            let text = text.to_owned();
            return Err(FitProblem::BadCondition { text });
        };
        Ok(Condition {
            column: column(table, name, path)?,
            operator,
            value: value.to_owned(),
        })
    }

    /// Numbers are compared as numbers, all else as text: dates such as 2026-02-13 fall in order.
    fn holds(&self, row: &[String]) -> bool {
        let cell = row.get(self.column).map_or("", |cell| cell.trim());
        let numbers = (cell.parse::<f64>(), self.value.parse::<f64>());
        let order = match numbers {
            (Ok(a), Ok(b)) => a.partial_cmp(&b),
            _ => Some(cell.cmp(self.value.as_str())),
        };
        match self.operator {
            "=" => order == Some(Ordering::Equal),
            "!=" => order != Some(Ordering::Equal),
            "<" => order == Some(Ordering::Less),
            "<=" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            ">" => order == Some(Ordering::Greater),
            _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> DataTable {
        DataTable {
            columns: vec!["N".into(), "released".into()],
            rows: vec![
                vec!["1e8".into(), "2022-11-30".into()],
                vec!["2e9".into(), "2023-03-14".into()],
            ],
        }
    }

    fn kept(text: &str) -> Vec<usize> {
        let table = table();
        let condition = Condition::read(text, &table, Path::new("runs.csv")).unwrap();
        let rows = table.rows.iter().enumerate();
        rows.filter(|(_, row)| condition.holds(row))
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn numbers_and_dates_are_compared_as_such() {
        assert_eq!(kept("N>=200000000"), [1]);
        assert_eq!(kept("N = 100000000"), [0]);
        assert_eq!(kept("N!=1e8"), [1]);
        assert_eq!(kept("released<2023"), [0]);
        assert_eq!(kept("released <= 2023-03-14"), [0, 1]);
        assert_eq!(kept("N>1e8"), [1]);
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        let table = table();
        for text in ["N", "", "=3", "N=", "N>>1", "N==1", "<", "!=", "N>=="] {
            let read = Condition::read(text, &table, Path::new("runs.csv"));
            assert!(
                matches!(read, Err(FitProblem::BadCondition { .. })),
                "{text}"
            );
        }
        let read = Condition::read("D>1", &table, Path::new("runs.csv"));
        assert!(matches!(read, Err(FitProblem::NoColumn { .. })));
    }
}
