//! What can be the matter with a law's name, or with the table of runs that it is given.

use std::path::PathBuf;
use tenfold_ir::Diagnostic;
use tenfold_words::text;
use tenfold_words::text::Lang;

/// What can be wrong with a law that is named, or with the runs that it is to be fitted to.
#[derive(Debug, thiserror::Error)]
pub enum RunsProblem {
    /// No law of this name, neither on disk nor built in.
    #[error("{name}: there is no such file and no such law; there are {laws}")]
    NoLaw {
        /// As given.
        name: String,
        /// Those that come with the program.
        laws: String,
    },
    /// No law of this name, but some that are called nearly so.
    #[error("{name}: there is no such file and no such law; did you mean {near}?")]
    NearLaw {
        /// As given.
        name: String,
        /// The nearest first.
        near: String,
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
    /// Columns that a law reads, which the table calls otherwise.
    #[error(
        "{}: which of its columns {columns} are {missing}? say so, such as by --map {map}",
        path.display()
    )]
    Unmapped {
        /// The table.
        path: PathBuf,
        /// As the law calls them.
        missing: String,
        /// There.
        columns: String,
        /// A guess, as `--map` takes it.
        map: String,
    },
    /// Conditions that no row meets.
    #[error("{}: none of its {rows} rows meets the conditions", path.display())]
    NoRows {
        /// The table.
        path: PathBuf,
        /// How many rows it has.
        rows: usize,
    },
}

impl RunsProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(crate) fn parts(&self, lang: Lang) -> (&'static str, Vec<(&'static str, String)>) {
        let path_of = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            RunsProblem::NoLaw { name, laws } => (
                "error-no-law",
                vec![("name", name.clone()), ("laws", laws.clone())],
            ),
            RunsProblem::NearLaw { name, near } => (
                "error-near-law",
                vec![("name", name.clone()), ("near", near.clone())],
            ),
            RunsProblem::BadCondition { text, why } => (
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
            RunsProblem::NotComparable {
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
            RunsProblem::OtherUnit { path, column, unit } => (
                "error-other-unit",
                vec![
                    path_of(path),
                    ("column", column.clone()),
                    ("unit", unit.clone()),
                ],
            ),
            RunsProblem::NoColumn {
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
            RunsProblem::Unmapped {
                path,
                missing,
                columns,
                map,
            } => (
                "error-unmapped",
                vec![
                    path_of(path),
                    ("missing", missing.clone()),
                    ("columns", columns.clone()),
                    ("map", map.clone()),
                ],
            ),
            RunsProblem::NoRows { path, rows } => (
                "error-no-rows",
                vec![path_of(path), ("rows", rows.to_string())],
            ),
        }
    }
}
