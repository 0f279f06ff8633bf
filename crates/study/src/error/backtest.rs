//! What can be wrong with a backtest, its origins and the document it writes.

use std::path::PathBuf;

/// What can be wrong with a backtest.
#[derive(Debug, thiserror::Error)]
pub enum BacktestProblem {
    /// A model or an origin that cannot be tested.
    #[error("{model}: {reason}")]
    Failed {
        /// The model.
        model: String,
        /// Why.
        reason: Box<tenfold_infer::BacktestError>,
    },
    /// A model without a record.
    #[error(
        "{model}: observes no record within the time simulated; say with `observe` what it has to meet"
    )]
    NoRecord {
        /// The model.
        model: String,
    },
    /// A record that holds none of the usual origins.
    #[error(
        "{model}: no half-year has reports before and after it, in a record from {first:.2} to {last:.2}; give --origins"
    )]
    ShortRecord {
        /// The model.
        model: String,
        /// The first report.
        first: f64,
        /// The last.
        last: f64,
    },
    /// A document that was not written by a backtest.
    #[error("{}: exists and has no marks of `tenfold backtest` to write between; give another --write", path.display())]
    NoMarks {
        /// The document.
        path: PathBuf,
    },
}

impl BacktestProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            BacktestProblem::Failed { model, reason } => (
                "error-backtest",
                vec![("model", model.clone()), ("reason", reason.to_string())],
            ),
            BacktestProblem::NoRecord { model } => {
                ("error-no-record", vec![("model", model.clone())])
            }
            BacktestProblem::ShortRecord { model, first, last } => (
                "error-short-record",
                vec![
                    ("model", model.clone()),
                    ("first", format!("{first:.2}")),
                    ("last", format!("{last:.2}")),
                ],
            ),
            BacktestProblem::NoMarks { path } => {
                ("error-no-marks", vec![("path", path.display().to_string())])
            }
        }
    }
}
