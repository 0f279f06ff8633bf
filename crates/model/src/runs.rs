//! A table of runs that a user gives a law: which rows count, and what its columns are called.
//!
//! Knows cells and names; what they mean to the law is the language's.

use crate::error::Error;
use crate::error::runs::RunsProblem;
use crate::files::{GivenTable, read_given};
use std::path::PathBuf;
use tenfold_ir::Diagnostic;
use tenfold_lang::{Condition, ConditionError, DataTable, ast, complete_rows, missing_columns};

/// Where a law's runs are, instead of those it comes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunTable {
    /// A CSV file.
    pub path: PathBuf,
    /// A column as the law names it, and what the file calls it.
    pub columns: Vec<(String, String)>,
    /// Conditions that a row has to meet, such as `N >= 1 billion and released > 2023-01-01`.
    pub conditions: Vec<String>,
}

impl RunTable {
    /// Reads the file, keeps the rows that count to a law, and names columns as it does; with a warning
    /// about rows that say nothing to it.
    pub(crate) fn read(
        &self,
        law: &ast::Module,
    ) -> Result<(GivenTable, Option<Diagnostic>), Error> {
        let mut given = read_given(&self.path)?;
        let table = &mut given.table;
        let all = table.rows.len();
        for condition in &self.conditions {
            let rows = self.rows(condition, table, law)?;
            table.keep(&rows);
        }
        let mut names = table.columns.clone();
        for (law, file) in &self.columns {
            let missing = || self.no_column(table, file);
            let at = table
                .columns
                .iter()
                .position(|column| column.trim() == file);
            let at = at.ok_or_else(missing)?;
            // A column that bears the law's name and is not meant gives way.
            for (other, name) in names.iter_mut().enumerate() {
                if other != at && name == law {
                    *name = format!("{name} (not used)");
                }
            }
            names[at].clone_from(law);
        }
        let named = self.columns.iter().map(|(_, file)| file.as_str());
        let named: Vec<&str> = named.collect();
        let file_columns = std::mem::replace(&mut table.columns, names);
        let missing = missing_columns(law, table);
        if !missing.is_empty() {
            return Err(self.unmapped(&missing, &file_columns, &named).into());
        }
        let (rows, warning) = complete_rows(law, table);
        table.keep(&rows);
        if table.rows.is_empty() {
            let (path, rows) = (self.path.clone(), all);
            return Err(RunsProblem::NoRows { path, rows }.into());
        }
        Ok((given, warning))
    }

    /// The rows that meet a condition.
    fn rows(
        &self,
        text: &str,
        table: &DataTable,
        law: &ast::Module,
    ) -> Result<Vec<usize>, RunsProblem> {
        let problem = |why| self.problem(text, table, why);
        let condition = Condition::read(text, table, law, &self.columns).map_err(problem)?;
        let mut kept = Vec::with_capacity(table.rows.len());
        for row in 0..table.rows.len() {
            if condition.holds(row).map_err(problem)? {
                kept.push(row);
            }
        }
        Ok(kept)
    }

    fn problem(&self, text: &str, table: &DataTable, why: ConditionError) -> RunsProblem {
        let (path, text) = (self.path.clone(), text.to_owned());
        match why {
            ConditionError::Syntax(why) => RunsProblem::BadCondition {
                text,
                why: Some(why),
            },
            ConditionError::NotAComparison => RunsProblem::BadCondition { text, why: None },
            ConditionError::NoColumn { column } => self.no_column(table, &column),
            ConditionError::NotComparable { row, column, found } => RunsProblem::NotComparable {
                path,
                row,
                column,
                found,
                text,
            },
            ConditionError::OtherUnit { column, unit } => {
                RunsProblem::OtherUnit { path, column, unit }
            }
        }
    }

    /// Columns that the law reads and nobody said which they are, with a guess by their order.
    fn unmapped(&self, missing: &[String], columns: &[String], named: &[&str]) -> RunsProblem {
        let free = columns
            .iter()
            .filter(|column| !named.contains(&column.trim()));
        let mut free = free.map(|column| column.trim());
        let pairs = self
            .columns
            .iter()
            .map(|(law, file)| format!("{law}={file}"));
        let guessed = missing
            .iter()
            .map(|law| format!("{law}={}", free.next().unwrap_or("COLUMN")));
        let map: Vec<String> = pairs.chain(guessed).collect();
        RunsProblem::Unmapped {
            path: self.path.clone(),
            missing: missing.join(", "),
            columns: columns.join(", "),
            map: map.join(","),
        }
    }

    fn no_column(&self, table: &DataTable, column: &str) -> RunsProblem {
        RunsProblem::NoColumn {
            path: self.path.clone(),
            column: column.to_owned(),
            columns: table.columns.join(", "),
        }
    }
}
