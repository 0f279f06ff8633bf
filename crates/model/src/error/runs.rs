//! What can be the matter with a law's name, or with the table of runs that it is given.

use std::path::{Path, PathBuf};
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
        match self {
            RunsProblem::NoLaw { name, laws } => {
                ("error-no-law", words([("name", name), ("laws", laws)]))
            }
            RunsProblem::NearLaw { name, near } => {
                ("error-near-law", words([("name", name), ("near", near)]))
            }
            RunsProblem::BadCondition { text, why } => {
                let said =
                    |why: &Diagnostic| format!("（{}）", text::diagnostic(lang, why).message);
                let why = why.as_deref().map_or_else(String::new, said);
                (
                    "error-bad-condition",
                    words([("text", text), ("why", &why)]),
                )
            }
            RunsProblem::NotComparable {
                path,
                row,
                column,
                found,
                text,
            } => {
                let row = row.to_string();
                let of = [
                    ("row", &row),
                    ("column", column),
                    ("found", found),
                    ("text", text),
                ];
                ("error-not-comparable", at(path, of))
            }
            RunsProblem::OtherUnit { path, column, unit } => (
                "error-other-unit",
                at(path, [("column", column), ("unit", unit)]),
            ),
            RunsProblem::NoColumn {
                path,
                column,
                columns,
            } => {
                let of = [("column", column), ("columns", columns)];
                ("error-no-column", at(path, of))
            }
            RunsProblem::Unmapped {
                path,
                missing,
                columns,
                map,
            } => {
                let of = [("missing", missing), ("columns", columns), ("map", map)];
                ("error-unmapped", at(path, of))
            }
            RunsProblem::NoRows { path, rows } => {
                ("error-no-rows", at(path, [("rows", &rows.to_string())]))
            }
        }
    }
}

/// Arguments of a message.
fn words<const N: usize>(pairs: [(&'static str, &String); N]) -> Vec<(&'static str, String)> {
    pairs.map(|(name, word)| (name, word.clone())).to_vec()
}

/// Those, and the table that they are of.
fn at<const N: usize>(
    path: &Path,
    pairs: [(&'static str, &String); N],
) -> Vec<(&'static str, String)> {
    let mut all = vec![("path", path.display().to_string())];
    all.extend(words(pairs));
    all
}
