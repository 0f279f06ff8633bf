//! What cannot be recorded.

/// Names or times that cannot be recorded.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RecordedProblem {
    /// Nothing has this name.
    #[error(
        "--only {name}: nothing of the model has this name{}",
        of_nearest(nearest)
    )]
    Unknown {
        /// As given.
        name: String,
        /// Names that are near.
        nearest: Vec<String>,
    },
    /// Definitions of several modules have this name.
    #[error("--only {name}: found {found}; write which, with its module")]
    Ambiguous {
        /// As given.
        name: String,
        /// Their qualified names.
        found: String,
    },
    /// A series, where no paths are written.
    #[error("--only {name}: changes in time; ask for --trajectories or --central too")]
    NotWritten {
        /// As given.
        name: String,
    },
    /// Paths of nothing.
    #[error(
        "none of the names after --only changes in time, so that there are no trajectories of them"
    )]
    NoSeries,
    /// A duration that is no whole number of steps.
    #[error("--every: is no whole number of steps; a step is {dt} year, and the run has {steps}")]
    NotSteps {
        /// Years.
        dt: f64,
        /// Of the run.
        steps: u32,
    },
}

pub(crate) fn of_nearest(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!("; near it are {}", names.join(", ")),
    }
}

impl RecordedProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            RecordedProblem::Unknown { name, nearest } => (
                "error-only-unknown",
                vec![
                    ("name", name.clone()),
                    ("near", nearest.len().to_string()),
                    ("names", nearest.join("、")),
                ],
            ),
            RecordedProblem::Ambiguous { name, found } => (
                "error-only-ambiguous",
                vec![("name", name.clone()), ("found", found.clone())],
            ),
            RecordedProblem::NotWritten { name } => {
                ("error-only-not-written", vec![("name", name.clone())])
            }
            RecordedProblem::NoSeries => ("error-only-no-series", Vec::new()),
            RecordedProblem::NotSteps { dt, steps } => (
                "error-every",
                vec![("dt", dt.to_string()), ("steps", steps.to_string())],
            ),
        }
    }
}
