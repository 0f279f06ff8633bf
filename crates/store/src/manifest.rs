//! The manifest of a run: everything that decides its numbers, and nothing else.
//!
//! No time of day, no path, no machine, no number of threads: the same run writes the same bytes.

use serde::{Deserialize, Serialize};
use tenfold_study::posterior_rows::PosteriorUsed;
use tenfold_study::rows::{ParamPrior, PathsWritten, StepError, TimeGrid};
use tenfold_study::table_used::TableUsed;

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the program that ran it.
    pub tenfold: String,
    /// The root module's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// SHA-256 of the printed program that ran: the model under its assumptions and interventions.
    pub program_hash: String,
    /// Of the keyed generator.
    pub seed: u64,
    /// Joint draws.
    pub draws: u64,
    /// Draws in which some value was not finite; they count in no quantile.
    pub diverged: u64,
    /// The scenario, if any.
    pub scenario: Option<String>,
    /// As given, beside the scenario's.
    pub assumptions: Vec<String>,
    /// As given, beside the scenario's.
    pub interventions: Vec<String>,
    /// The posterior that the draws start from; none where they start from the priors.
    pub posterior: Option<PosteriorUsed>,
    /// The table of parameters that the draws take their rows from, if any.
    pub given: Option<TableUsed>,
    /// The grid of times.
    pub time: TimeGrid,
    /// The steps at which values are recorded, the last among them.
    pub recorded_steps: Vec<u32>,
    /// How far to trust the step; none where nothing accumulates or the method is adaptive.
    #[serde(default)]
    pub step: Option<StepError>,
    /// By how much a quantile of the summary from 5 to 95 % may miss that of the same draws, as a share of
    /// the distance between the 5 and the 95 % quantile; besides it there is Monte Carlo error.
    pub quantile_error: f64,
    /// The paths of all draws that the folder has, if any.
    pub trajectories: Option<PathsWritten>,
    /// The central trajectory in the folder, if any.
    pub central: Option<PathsWritten>,
    /// Every parameter, in the order of the program.
    pub params: Vec<ParamPrior>,
}
