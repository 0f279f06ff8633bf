//! A calibration as plain data.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tenfold_infer::Sampler;
use tenfold_model::diagnosed::Diagnosed;

/// How a parameter's particles rank among all, run by run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankRow {
    /// Its qualified name with labels.
    pub name: String,
    /// 1 where runs agree.
    pub r_hat: f64,
    /// By run, how many of its particles have ranks in each of equal bins, from the lowest: even where it
    /// says what the others say.
    pub runs: Vec<Vec<u32>>,
}

/// A report, and what the posterior would be without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FarReport {
    /// The variable observed.
    pub series: String,
    /// Of what was reported.
    pub unit: String,
    /// Calendar years; none of a law, which knows no time.
    pub date: Option<f64>,
    /// What was reported: a figure twice, or its bounds, of which one may be missing.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// How far it moves the posterior: above 0.7 its density given the others is not known.
    pub pareto_k: f64,
    /// The logarithm of that density.
    pub log_density: f64,
}

/// From this overlap on, prior and posterior are as good as the same.
pub const SAME: f64 = 0.9;

/// One uncertain parameter, before and after, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PosteriorRow {
    /// Qualified name with labels.
    pub name: String,
    /// Of the quantiles.
    pub unit: String,
    /// 5 % quantile of the posterior.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95 % quantile.
    pub q95: f64,
    /// 5 % quantile of the prior.
    pub prior_q05: f64,
    /// Its median.
    pub prior_q50: f64,
    /// Its 95 % quantile.
    pub prior_q95: f64,
    /// The area that prior and posterior have in common: 1 where the record says nothing.
    pub overlap: f64,
    /// Means of independent runs against their spread: 1 where they agree.
    pub r_hat: f64,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance: Option<String>,
}

/// One series of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesRow {
    /// The variable observed.
    pub name: String,
    /// Its reports.
    pub reports: usize,
    /// Mean residual in standard deviations of error and posterior together.
    /// None of bounds alone.
    pub bias: Option<f64>,
    /// Share of the reports in the 80 % band of what the posterior would report; none of bounds alone.
    pub covered: Option<f64>,
    /// Share of the posterior whose own reports would miss by more; none of bounds alone.
    pub p_value: Option<f64>,
    /// The logarithms of the densities of its reports, each given all others, summed.
    pub elpd_loo: f64,
    /// By report, how far it moves the posterior: above 0.7 its density given the others is not known;
    /// none where not at all, or where no shape could be found.
    pub pareto_k: Vec<Option<f64>>,
}

/// A model, calibrated; `manifest.json` of its folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrateResult {
    /// Version of the program.
    pub tenfold: String,
    /// The root module's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// SHA-256 of the program that met the record, without its words, hexadecimal.
    pub program_hash: String,
    /// A name for the text of the engine and the inference that drew it.
    #[serde(default)]
    pub drawn_by: String,
    /// SHA-256 of `posterior.parquet`, hexadecimal.
    pub table_hash: String,
    /// What was assumed otherwise than in the model: a scenario's clauses, then those given.
    pub assumptions: Vec<String>,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date were hidden.
    pub until: Option<f64>,
    /// The first step whose chance is not the posterior's.
    pub until_step: u32,
    /// How draws were made: `smc` or `nuts`.
    #[serde(default = "smc")]
    pub sampler: String,
    /// Particles of all runs together; with NUTS, draws of all chains.
    pub particles: usize,
    /// Rows of `posterior.parquet`, of as many particles.
    pub rows: usize,
    /// Independent draws that they are worth.
    pub effective: f64,
    /// Reports of the record that were met.
    pub reports: usize,
    /// The logarithm of the probability of the record under the prior, up to a constant; NUTS has no
    /// estimate of it.
    pub log_evidence: Option<f64>,
    /// Steps that the likelihood's power took; of NUTS none.
    pub steps: u32,
    /// Share of the last moves that were accepted; of NUTS, of all draws.
    pub accepted: f64,
    /// Draws of NUTS whose path broke off where the posterior is too sharp for its steps.
    #[serde(default)]
    pub divergent: usize,
    /// Every uncertain parameter, in the order of the program.
    pub params: Vec<PosteriorRow>,
    /// Every series of the record.
    pub series: Vec<SeriesRow>,
    /// The parameters on which runs agree least.
    pub ranks: Vec<RankRow>,
    /// The reports that move the posterior furthest.
    pub far: Vec<FarReport>,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// How a sampler is called in a manifest.
pub(crate) fn sampler_word(sampler: Sampler) -> &'static str {
    match sampler {
        Sampler::Smc => "smc",
        Sampler::Nuts => "nuts",
    }
}

/// What made a posterior that does not say.
fn smc() -> String {
    sampler_word(Sampler::Smc).to_owned()
}

/// Which posterior of the model a run started from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PosteriorUsed {
    /// Of its particles.
    pub seed: u64,
    /// Particles that it was drawn with.
    pub particles: usize,
    /// Rows that are kept of them, which draws take in turn.
    pub rows: usize,
    /// Independent draws that the rows are worth.
    pub effective: f64,
    /// Reports of the record that they met.
    pub reports: usize,
    /// The worst R-hat of a parameter: 1 where independent runs agree.
    pub r_hat: f64,
    /// That parameter.
    pub r_hat_of: String,
    /// The date after which the record was hidden from it.
    pub until: Option<f64>,
    /// Beliefs changed before it met the record.
    pub assumptions: Vec<String>,
    /// SHA-256 of its table, hexadecimal.
    pub table_hash: String,
}

/// Parameters whose densities are drawn.
pub(crate) const SHAPES: usize = 24;

/// One parameter: draws of its prior and of its posterior, in its unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Qualified name with labels.
    pub name: String,
    /// Of the draws.
    pub unit: String,
    /// Before the record.
    pub prior: Vec<f64>,
    /// After it.
    pub posterior: Vec<f64>,
}

/// Particles of a posterior unless a user asks for others, and their seed: 20 draws of each of 128 chains,
/// of the world worth 1,000.
pub const PARTICLES: usize = 2_560;

/// See [`PARTICLES`].
pub const SEED: u64 = 1;
