//! What can be the matter with the fit of a law.

use crate::Lang;
use crate::text;
use std::path::PathBuf;
use tenfold_ir::Diagnostic;

/// What can be wrong with the fit of a law, besides what is wrong inside the law.
#[derive(Debug, thiserror::Error)]
pub enum FitProblem {
    /// No law of this name, neither on disk nor built in.
    #[error("{name}: there is no such file and no such law; there are {laws}")]
    NoLaw {
        /// As given.
        name: String,
        /// Those that come with the program.
        laws: String,
    },
    /// A law that cannot be fitted to its record.
    #[error("{law}: {reason}")]
    Failed {
        /// The law.
        law: String,
        /// Why.
        reason: Box<tenfold_infer::FitError>,
    },
    /// A condition on rows that is none.
    #[error(
        "`{text}` is no condition{}; write it like `N >= 1 billion and family = \"gpt\"`, with a column of other words in backticks",
        why.as_ref().map_or(String::new(), |why| format!(": {}", why.message))
    )]
    BadCondition {
        /// As given.
        text: String,
        /// Where it is no expression.
        why: Option<Box<Diagnostic>>,
    },
    /// A cell that has no order with what it is compared with.
    #[error("{}: row {row}, column `{column}`: found `{found}`, which `{text}` cannot be asked of; compare numbers and dates, or write = or != and a text", path.display())]
    NotComparable {
        /// The table.
        path: PathBuf,
        /// From 1.
        row: usize,
        /// The column.
        column: String,
        /// The cell.
        found: String,
        /// The condition.
        text: String,
    },
    /// A unit in a condition that its column does not have.
    #[error("{}: column `{column}` is not in a unit that converts to {unit}; write a number without a unit", path.display())]
    OtherUnit {
        /// The table.
        path: PathBuf,
        /// The column.
        column: String,
        /// As written.
        unit: String,
    },
    /// A column that a table does not have.
    #[error("{}: has no column `{column}`; its columns are {columns}", path.display())]
    NoColumn {
        /// The table.
        path: PathBuf,
        /// Asked for.
        column: String,
        /// There.
        columns: String,
    },
    /// Conditions that no row meets.
    #[error("{}: none of its {rows} rows meets the conditions", path.display())]
    NoRows {
        /// The table.
        path: PathBuf,
        /// How many rows it has.
        rows: usize,
    },
    /// A definition by which runs should be ordered, and which does not say one number a run.
    #[error("`{name}` does not give one number for each of the {rows} runs; name one that does")]
    BadSize {
        /// As given.
        name: String,
        /// How many runs there are.
        rows: usize,
    },
}

impl FitProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(super) fn parts(&self, lang: Lang) -> (&'static str, Vec<(&'static str, String)>) {
        let path_of = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            FitProblem::NoLaw { name, laws } => (
                "error-no-law",
                vec![("name", name.clone()), ("laws", laws.clone())],
            ),
            FitProblem::Failed { law, reason } => (
                "error-fit",
                vec![("law", law.clone()), ("reason", reason.to_string())],
            ),
            FitProblem::BadCondition { text, why } => (
                "error-bad-condition",
                vec![
                    ("text", text.clone()),
                    (
                        "why",
                        why.as_ref().map_or(String::new(), |why| {
                            format!("（{}）", text::diagnostic(lang, why).message)
                        }),
                    ),
                ],
            ),
            FitProblem::NotComparable {
                path,
                row,
                column,
                found,
                text,
            } => (
                "error-not-comparable",
                vec![
                    path_of(path),
                    ("row", row.to_string()),
                    ("column", column.clone()),
                    ("found", found.clone()),
                    ("text", text.clone()),
                ],
            ),
            FitProblem::OtherUnit { path, column, unit } => (
                "error-other-unit",
                vec![
                    path_of(path),
                    ("column", column.clone()),
                    ("unit", unit.clone()),
                ],
            ),
            FitProblem::NoColumn {
                path,
                column,
                columns,
            } => (
                "error-no-column",
                vec![
                    path_of(path),
                    ("column", column.clone()),
                    ("columns", columns.clone()),
                ],
            ),
            FitProblem::NoRows { path, rows } => (
                "error-no-rows",
                vec![path_of(path), ("rows", rows.to_string())],
            ),
            FitProblem::BadSize { name, rows } => (
                "error-bad-size",
                vec![("name", name.clone()), ("rows", rows.to_string())],
            ),
        }
    }
}
