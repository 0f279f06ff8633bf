//! What can be wrong with a table of parameters.

use crate::error::recorded;
use std::path::{Path, PathBuf};

/// What is the matter with a joint table; rows count from 1 without the heading.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[allow(missing_docs)]
pub enum JointProblem {
    /// Bytes that are no table.
    #[error("{}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// A column that is nothing of the model.
    #[error("{}: column `{column}`: the model has no parameter of this name{}", path.display(), recorded::of_nearest(nearest))]
    Unknown {
        path: PathBuf,
        column: String,
        nearest: Vec<String>,
    },
    /// A parameter that is uncertain and has no column.
    #[error("{}: found no column `{column}`, expected one for each parameter with a prior; --assume \"{column} = …\" fixes it", path.display())]
    Missing { path: PathBuf, column: String },
    /// Two columns of one name.
    #[error("{}: two columns are named `{column}`", path.display())]
    Duplicate { path: PathBuf, column: String },
    /// A table of no draws.
    #[error("{}: has no rows", path.display())]
    NoRows { path: PathBuf },
    /// A value that no parameter has.
    #[error("{}: row {row}, column `{column}`: found {found}, expected a finite number", path.display())]
    NotANumber {
        path: PathBuf,
        row: usize,
        column: String,
        found: String,
    },
    /// Another value of a parameter that the model does not draw.
    #[error("{}: row {row}, column `{column}`: found {found}, but the model fixes it at {fixed}; give the parameter a prior, or leave the column out", path.display())]
    Fixed {
        path: PathBuf,
        row: usize,
        column: String,
        found: String,
        fixed: String,
    },
}

impl JointProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let shown = |path: &Path| ("path", path.display().to_string());
        match self {
            JointProblem::Unreadable { path, reason } => (
                "error-joint-unreadable",
                vec![shown(path), ("reason", reason.clone())],
            ),
            JointProblem::Unknown {
                path,
                column,
                nearest,
            } => (
                "error-joint-unknown",
                vec![
                    shown(path),
                    ("column", column.clone()),
                    ("near", nearest.len().to_string()),
                    ("names", nearest.join("、")),
                ],
            ),
            JointProblem::Missing { path, column } => (
                "error-joint-missing",
                vec![shown(path), ("column", column.clone())],
            ),
            JointProblem::Duplicate { path, column } => (
                "error-joint-duplicate",
                vec![shown(path), ("column", column.clone())],
            ),
            JointProblem::NoRows { path } => ("error-joint-no-rows", vec![shown(path)]),
            JointProblem::NotANumber {
                path,
                row,
                column,
                found,
            } => (
                "error-joint-not-a-number",
                vec![
                    shown(path),
                    ("row", row.to_string()),
                    ("column", column.clone()),
                    ("found", found.clone()),
                ],
            ),
            JointProblem::Fixed {
                path,
                row,
                column,
                found,
                fixed,
            } => (
                "error-joint-fixed",
                vec![
                    shown(path),
                    ("row", row.to_string()),
                    ("column", column.clone()),
                    ("found", found.clone()),
                    ("fixed", fixed.clone()),
                ],
            ),
        }
    }
}
