//! What a folder of results is of.

use serde::{Deserialize, Serialize};

/// What a folder of results is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FolderKind {
    /// An ensemble.
    Run,
    /// Claims, held against one.
    Claims,
    /// Scenarios, compared.
    Compare,
    /// A posterior.
    Calibrate,
    /// Forecasts of the past.
    Backtest,
    /// A law and its runs.
    Fit,
}

impl FolderKind {
    /// The word of the command that writes it.
    pub fn word(self) -> &'static str {
        match self {
            FolderKind::Run => "run",
            FolderKind::Claims => "claims",
            FolderKind::Compare => "compare",
            FolderKind::Calibrate => "calibrate",
            FolderKind::Backtest => "backtest",
            FolderKind::Fit => "fit",
        }
    }
}
