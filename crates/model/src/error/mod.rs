//! What can be wrong with the world around a model's text: files that are not there, not whole or not readable.
//!
//! Mistakes inside a model are not here: they are diagnostics, see [`Diagnosed`](crate::diagnosed::Diagnosed).

pub mod catalogue;
pub mod file;
pub mod runs;

use crate::error::catalogue::CatalogueError;
use crate::error::file::FileProblem;
use crate::error::runs::RunsProblem;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};
use tenfold_words::text::{Lang, problem};

/// Why a model cannot be read or written. Every message names the path and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No model, folder or table is there.
    #[error(
        "{}: there is no such model; give a .ten file, or a folder x with x.ten in it",
        path.display()
    )]
    NoModel {
        /// As given.
        path: PathBuf,
    },
    /// A law where a model is wanted.
    #[error(
        "{name} is a law, which has runs to be fitted to and no time to run through: tenfold fit {name}"
    )]
    IsLaw {
        /// As given.
        name: String,
    },
    /// A file that is not what it should be.
    #[error("{}: {problem}", path.display())]
    File {
        /// What.
        path: PathBuf,
        /// What is the matter.
        problem: FileProblem,
    },
    /// A catalogue that a model's words cannot be taken from.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The system refused to write.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// What.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A starter would overwrite a file.
    #[error("{}: exists; a new model does not overwrite it", path.display())]
    Exists {
        /// What is in the way.
        path: PathBuf,
    },
    /// Not a name that `module` accepts.
    #[error("`{name}` cannot name a module: a letter or `_`, then letters, digits, `_`")]
    BadModuleName {
        /// As given.
        name: String,
    },
    /// The runs that a law is given.
    #[error(transparent)]
    Runs(#[from] RunsProblem),
}

impl Error {
    /// The error in one language. What the system or a library says of its cause stays as it is.
    pub fn text(&self, lang: Lang) -> String {
        problem(lang, self, || self.parts(lang))
    }

    /// The key of the catalogue's message, and its arguments.
    pub fn parts(&self, lang: Lang) -> (&'static str, Vec<(&'static str, String)>) {
        let path_of = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            Error::NoModel { path } => ("error-no-model", vec![path_of(path)]),
            Error::IsLaw { name } => ("error-is-law", vec![("name", name.clone())]),
            Error::File { path, problem } => (
                "error-file",
                vec![path_of(path), ("problem", problem.text(lang))],
            ),
            Error::Catalogue(wrong) => wrong.parts(lang),
            Error::Write { path, source } => (
                "error-write",
                vec![path_of(path), ("reason", source.to_string())],
            ),
            Error::Exists { path } => ("error-exists", vec![path_of(path)]),
            Error::BadModuleName { name } => {
                ("error-bad-module-name", vec![("name", name.clone())])
            }
            Error::Runs(problem) => problem.parts(lang),
        }
    }

    /// For `map_err` where reading fails.
    pub fn read(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::File {
            path: path.to_owned(),
            problem: FileProblem::System(source),
        }
    }

    /// For `map_err` where writing fails.
    pub fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::Write {
            path: path.to_owned(),
            source,
        }
    }
}

/// An error of no place in a model, as `--json` gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRow {
    /// `no-model`
    pub code: String,
    /// `error`
    pub severity: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_tables::table::TableError;

    fn problems_of_runs(path: &Path) -> [RunsProblem; 8] {
        let path = path.to_path_buf();
        [
            RunsProblem::NoLaw {
                name: "newton".into(),
                laws: "bass".into(),
            },
            RunsProblem::NearLaw {
                name: "bas".into(),
                near: "bass".into(),
            },
            RunsProblem::BadCondition {
                text: "N".into(),
                why: None,
            },
            RunsProblem::NotComparable {
                path: path.clone(),
                row: 3,
                column: "N".into(),
                found: "many".into(),
                text: "N > 1".into(),
            },
            RunsProblem::OtherUnit {
                path: path.clone(),
                column: "N".into(),
                unit: "USD".into(),
            },
            RunsProblem::NoColumn {
                path: path.clone(),
                column: "N".into(),
                columns: "D".into(),
            },
            RunsProblem::Unmapped {
                path: path.clone(),
                missing: "N".into(),
                columns: "D".into(),
                map: "N=D".into(),
            },
            RunsProblem::NoRows {
                path: path.clone(),
                rows: 7,
            },
        ]
    }

    #[test]
    fn every_error_is_said_in_chinese() {
        let path = PathBuf::from("m.ten");
        let refused = || io::Error::other("refused");
        let file = |problem| Error::File {
            path: PathBuf::from("m.ten"),
            problem,
        };
        let errors = [
            Error::NoModel { path: path.clone() },
            Error::IsLaw {
                name: "bass".into(),
            },
            file(FileProblem::NotATable(TableError::Empty)),
            file(FileProblem::Missing),
            file(FileProblem::NotPlain),
            file(FileProblem::TooLarge {
                what: "tables",
                limit: 1 << 24,
            }),
            file(FileProblem::NotText { offset: 3 }),
            file(FileProblem::Empty),
            file(FileProblem::Outside),
            file(FileProblem::System(refused())),
            Error::write(&path)(refused()),
            Error::Exists { path: path.clone() },
            Error::BadModuleName { name: "1".into() },
        ];
        let runs = problems_of_runs(&path);
        let all = errors.into_iter().chain(runs.into_iter().map(Error::Runs));
        for error in all {
            let said = error.text(Lang::Zh);
            // Isolation marks around arguments would show in a terminal.
            assert!(!said.contains('\u{2068}') && !said.is_ascii(), "{said}");
        }
    }
}
