//! What a backtest found, as plain data in the units of a reader.

use crate::claims::rows::ClaimRow;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tenfold_model::catalogue::Catalogue;
use tenfold_model::diagnosed::Diagnosed;

/// A milestone, as dated from an origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MilestoneSaid {
    /// Qualified name.
    pub name: String,
    /// Share that reaches it within the time simulated, of the trajectories of which that is known.
    pub reached: f64,
    /// Share of all trajectories that diverge before they reach it.
    pub left_out: f64,
    /// Date by which 10 % have reached it; none if that is never.
    pub q10: Option<f64>,
    /// Date by which half have.
    pub q50: Option<f64>,
    /// Date by which 90 % have.
    pub q90: Option<f64>,
}

/// What was known and believed at one origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginRow {
    /// Calendar years.
    pub date: f64,
    /// Reports known.
    pub known: usize,
    /// Independent draws that the particles are worth.
    pub effective: f64,
    /// Every milestone.
    pub milestones: Vec<MilestoneSaid>,
}

/// A forecast at a date: 2.5, 10, 25, 50, 75, 90 and 97.5 %.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FanRow {
    /// Calendar years.
    pub date: f64,
    /// In the series' unit.
    pub quantiles: [f64; 7],
}

/// What was said of a series from one origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesFan {
    /// Calendar years.
    pub origin: f64,
    /// Its reports known then.
    pub known: usize,
    /// From the origin on.
    pub points: Vec<FanRow>,
}

/// A series and what was said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BacktestSeries {
    /// The variable observed.
    pub name: String,
    /// Of all its figures.
    pub unit: String,
    /// Whether it is scored on logarithms.
    pub is_log: bool,
    /// Dates and figures of the record.
    pub record: Vec<(f64, f64)>,
    /// By origin.
    pub fans: Vec<SeriesFan>,
}

/// The model against one baseline, on the reports that both forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkillRow {
    /// `last-growth`, `exponential`, `logistic`, `random-walk`.
    pub baseline: String,
    /// Reports, each once for each origin.
    pub rows: usize,
    /// Series among them.
    pub series: usize,
    /// 1 less the ratio of mean ranked scores: above 0 the model is better.
    pub skill: f64,
    /// Lower end of its 90 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Mean gain in log score, nats a report.
    pub log_gain: f64,
}

/// Scores of a set of forecasts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreRow {
    /// Of one series; of all where none.
    pub series: Option<String>,
    /// From one origin; from all where none.
    pub origin: Option<f64>,
    /// Horizons above this and up to the next, in years; all where none.
    pub above: Option<f64>,
    /// The end of the horizons; open where none.
    pub up_to: Option<f64>,
    /// Reports, each once for each origin.
    pub rows: usize,
    /// The model's mean ranked score.
    pub crps: f64,
    /// The model's mean log score.
    pub log_score: f64,
    /// Shares of the reports in the model's bands of 50, 80 and 95 %.
    pub covered: [f64; 3],
    /// Against each baseline that forecast any of them.
    pub skill: Vec<SkillRow>,
}

/// The model's forecast of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportRow {
    /// The variable observed.
    pub series: String,
    /// Where the forecast was made.
    pub origin: f64,
    /// Of the report.
    pub date: f64,
    /// In the series' unit.
    pub recorded: f64,
    /// At 2.5, 10, 25, 50, 75, 90 and 97.5 %, in the series' unit.
    pub quantiles: [f64; 7],
    /// Continuous ranked probability score.
    pub crps: f64,
    /// Log density of what came.
    pub log_score: f64,
    /// The probability that the forecast gave to no more than what came.
    pub place: f64,
}

/// The model's forecast of the date of a milestone that came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateRow {
    /// Qualified name.
    pub milestone: String,
    /// Where the forecast was made.
    pub origin: f64,
    /// When it came, calendar years.
    pub date: f64,
    /// What would be reported at 2.5, 10, 25, 50, 75, 90 and 97.5 %, calendar years; none after the end.
    pub quantiles: [Option<f64>; 7],
    /// Continuous ranked probability score, years.
    pub crps: f64,
    /// Log density of the date that came, a year.
    pub log_score: f64,
    /// The probability that the forecast gave to no later date.
    pub place: f64,
}

/// A report that lies outside the 95 % band of the model's forecasts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MissedReport {
    /// The variable observed.
    pub series: String,
    /// Of the report.
    pub date: f64,
    /// In the series' unit.
    pub recorded: f64,
    /// Of the series.
    pub unit: String,
    /// Origins from which it was forecast, and from which it was missed.
    pub origins: usize,
    /// From so many of them it lies outside.
    pub missed: usize,
    /// The last origin that missed it.
    pub last_origin: f64,
    /// What was said there: 2.5 %, median, 97.5 %.
    pub said: [f64; 3],
}

/// A claim, held against what the model knew at an origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BacktestClaim {
    /// Calendar years.
    pub origin: f64,
    /// What became of it.
    #[serde(flatten)]
    pub claim: ClaimRow,
}

/// A parameter whose prior says itself that it looked at what came after the first origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InformedPrior {
    /// Qualified name with labels.
    pub name: String,
    /// As the model says where the prior is from.
    pub reference: String,
}

/// A model, tested on its past; `manifest.json` of its folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BacktestResult {
    /// Version of the program.
    pub tenfold: String,
    /// The root module's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// Of all of it.
    pub seed: u64,
    /// Particles of each calibration.
    pub particles: usize,
    /// Trajectories of each forecast.
    pub draws: u64,
    /// What was known and believed.
    pub origins: Vec<OriginRow>,
    /// What was said of each series.
    pub series: Vec<BacktestSeries>,
    /// All, then by horizon, by origin, by series, by series and horizon.
    pub scores: Vec<ScoreRow>,
    /// The model's forecast of every report from every origin before it.
    pub reports: Vec<ReportRow>,
    /// What came outside the 95 % bands.
    pub misses: Vec<MissedReport>,
    /// The model's forecast of every date of a milestone that came; no part of the scores, which are in
    /// other units and have baselines.
    pub dates: Vec<DateRow>,
    /// Claims of which something has come, on the day of the conversation.
    pub claims: Vec<BacktestClaim>,
    /// Priors that know more than their origins.
    pub informed: Vec<InformedPrior>,
    /// Uncertain parameters in all.
    pub params: usize,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// The document that was written.
    #[serde(skip)]
    pub document: Option<PathBuf>,
    /// What was said, in other languages.
    #[serde(skip)]
    pub catalogue: Catalogue,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}
