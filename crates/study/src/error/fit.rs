//! What can be the matter with the fit of a law.

/// What can be wrong with the fit of a law, besides what is wrong inside the law.
#[derive(Debug, thiserror::Error)]
pub enum FitProblem {
    /// A law that cannot be fitted to its record.
    #[error("{law}: {reason}")]
    Failed {
        /// The law.
        law: String,
        /// Why.
        reason: Box<tenfold_infer::FitError>,
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
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            FitProblem::Failed { law, reason } => (
                "error-fit",
                vec![("law", law.clone()), ("reason", reason.to_string())],
            ),
            FitProblem::BadSize { name, rows } => (
                "error-bad-size",
                vec![("name", name.clone()), ("rows", rows.to_string())],
            ),
        }
    }
}
