//! What a report shows: plain numbers and words, already in display units.
//!
//! Whoever runs a model fills these; the rendering reads nothing else. Dates are calendar
//! years (2026.125 is the middle of February 2026). Lists are shown in the order given.

use crate::claims::rows::ClaimRow;
use crate::envelope::{Notice, shown_path};
use crate::error::diverged::DivergenceRow;
use crate::headline::Headline;
use crate::influence::Influence;
use crate::posterior_rows::{CalibrateResult, PosteriorRow, PosteriorUsed, Shape};
use crate::table_used::TableUsed;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tenfold_ir::{Method, Param, Program, TimeSpec};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::wording::provenance_word;
use tenfold_words::text::{Lang, first_sentence};

/// One run of one model, summarised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportData {
    /// Heading of the report: what the model is about.
    pub title: String,
    /// The model's name or path, as the user gave it.
    pub model: String,
    /// Hash of every source file that the model is made of, hexadecimal.
    pub model_hash: String,
    /// Version of the program that ran it.
    pub version: String,
    /// Seed of the run.
    pub seed: u64,
    /// Number of joint draws.
    pub draws: u64,
    /// Scenario that was set, if any.
    pub scenario: Option<String>,
    /// The posterior that the draws start from; none where they start from the priors.
    pub posterior: Option<PosteriorUsed>,
    /// The table of parameters that the draws take their rows from, if any.
    pub given: Option<TableUsed>,
    /// What the record taught most about, if the draws start from a posterior.
    pub learnt: Vec<PosteriorRow>,
    /// Further settings as label and value, such as `--assume` and the time step.
    pub settings: Vec<(String, String)>,
    /// First simulated time, calendar years.
    pub start: f64,
    /// Last simulated time, calendar years; what has not happened by then is "never".
    pub end: f64,
    /// Number of draws in which some variable stopped being finite.
    pub diverged: u64,
    /// Where some of those draws broke first.
    pub divergence: Vec<DivergenceRow>,
    /// How far to trust the step; none where nothing accumulates or the method is adaptive.
    #[serde(default)]
    pub step: Option<StepError>,
    /// Draws per second. For the terminal only: it is never written, so that the same run
    /// gives the same file.
    #[serde(skip)]
    pub draws_per_second: f64,
    /// What was said, held against the model.
    pub claims: Vec<ClaimRow>,
    /// Every variable worth a chart.
    pub series: Vec<Series>,
    /// What the model puts out one number a draw of, and what was asked for besides.
    pub scalars: Vec<ScalarRow>,
    /// Dates of first crossings.
    pub milestones: Vec<MilestoneRow>,
    /// What is said first: by name, of these milestones and series.
    #[serde(default)]
    pub headline: Headline,
    /// What swings the dates of the headline most, over the first draws, the strongest first.
    #[serde(default)]
    pub influence: Vec<Influence>,
    /// Every parameter with its prior.
    pub params: Vec<ParamRow>,
    /// The model's text, module by module.
    pub modules: Vec<ModuleRow>,
    /// The paths of all draws that the folder has, if they were asked for.
    pub trajectories: Option<PathsWritten>,
    /// The central trajectory, if it was asked for.
    pub central: Option<CentralPath>,
    /// Where the record comes from.
    pub sources: Vec<SourceRow>,
    /// What the model calls its things in each language. Not in the JSON, where names are the handles.
    #[serde(skip)]
    pub catalogue: Catalogue,
}

impl ReportData {
    /// What the model is about, in one language: of its doc the first sentence.
    pub fn title_in(&self, lang: Lang) -> String {
        match first_sentence(self.catalogue.doc(lang, &self.model)) {
            "" => self.title.clone(),
            sentence => sentence.to_owned(),
        }
    }
}

/// A calibration with its pictures.
#[derive(Clone, Debug)]
pub struct CalibrationData {
    /// What the model calls its things in each language.
    pub catalogue: Catalogue,
    /// The figures.
    pub found: CalibrateResult,
    /// What was observed: the posterior's fan, the prior's behind it, the record.
    pub series: Vec<Series>,
    /// Milestones whose dates were observed.
    pub milestones: Vec<MilestoneRow>,
    /// The time simulated, calendar years.
    pub span: (f64, f64),
    /// Prior and posterior of the parameters that the record taught most about, and most first.
    pub shapes: Vec<Shape>,
}

/// One variable through time: quantiles over the draws, and the record beside them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Qualified name with labels: `economics.revenue[anthropic]`.
    pub name: String,
    /// Its doc, or its name where it has none.
    pub title: String,
    /// Unit of every value of this series, as the model writes it; `1` for a pure number.
    pub unit: String,
    /// True if the model names it as an output.
    pub output: bool,
    /// Times of the quantiles, calendar years, ascending.
    pub times: Vec<f64>,
    /// Probability and, for each time, that quantile over the draws: 5, 10, 25, 50, 75, 90
    /// and 95 %, ascending. A value that is not finite leaves a gap.
    pub quantiles: Vec<(f64, Vec<f64>)>,
    /// For each time, the share of all draws that have a value: the others have diverged, or it is undefined
    /// in them. Quantiles are of those that have one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub valued: Vec<f64>,
    /// Quantiles under the priors, where a calibration is shown against them; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prior: Vec<(f64, Vec<f64>)>,
    /// The record.
    pub points: Vec<RecordPoint>,
    /// Where the record has bounds and no figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<RecordBound>,
    /// True if a logarithmic axis shows it better.
    pub log: bool,
    /// How the model does on its record, where there is one.
    pub hindcast: Option<Hindcast>,
}

impl Series {
    /// The quantile of probability `p` at every time, if it was summarised.
    pub fn quantile(&self, p: f64) -> Option<&[f64]> {
        self.quantiles
            .iter()
            .find(|(probability, _)| (probability - p).abs() < 1e-9)
            .map(|(_, values)| values.as_slice())
    }
}

/// Something of which each draw has one number: it is made of parameters and of milestones' dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScalarRow {
    /// Qualified name with labels.
    pub name: String,
    /// Its doc, or its name where it has none.
    pub title: String,
    /// As the model writes it.
    pub unit: String,
    /// True if the model names it as an output.
    pub output: bool,
    /// Draws in which it has a value; the others have none, or one that is not finite.
    pub draws: u64,
    /// Their share of all draws.
    pub share: f64,
    /// Over those draws.
    pub mean: Option<f64>,
    /// Over those draws.
    pub sd: Option<f64>,
    /// Probability and quantile over those draws: 5, 10, 25, 50, 75, 90 and 95 %.
    pub quantiles: Vec<(f64, Option<f64>)>,
}

impl ScalarRow {
    /// Over the draws that have a value; none where no draw has one.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let found = self.quantiles.iter().find(|(have, _)| *have == p);
        found.and_then(|(_, value)| *value)
    }
}

/// One figure of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordPoint {
    /// When, calendar years.
    pub date: f64,
    /// Best estimate.
    pub value: f64,
    /// Lower end of the source's range, where it states one.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Where it was published.
    pub source: String,
    /// What a reader has to know about it; may be empty.
    pub note: String,
}

/// What the record says lies between bounds, of which one may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordBound {
    /// When, calendar years.
    pub date: f64,
    /// It is at least that.
    pub low: Option<f64>,
    /// It is at most that.
    pub high: Option<f64>,
}

/// How a series does on its record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hindcast {
    /// Points inside the model's 10–90 % band.
    pub covered: usize,
    /// Points compared.
    pub points: usize,
    /// Median of |ln(record / model's median)|.
    pub median_log_error: f64,
    /// The points outside the band.
    pub misses: Vec<Miss>,
}

/// A point of the record outside the model's 10–90 % band.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Miss {
    /// The record.
    pub point: RecordPoint,
    /// The model's 10 % quantile at that date.
    pub q10: f64,
    /// Its median.
    pub q50: f64,
    /// Its 90 % quantile.
    pub q90: f64,
}

/// When a condition first holds, over the draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MilestoneRow {
    /// Qualified name.
    pub name: String,
    /// Its doc; may be empty.
    pub doc: String,
    /// Share that reaches it by the end, of the draws of which that is known.
    pub reached: f64,
    /// Share of all draws that diverge before they reach it: they are in no other number of this row.
    #[serde(default)]
    pub left_out: f64,
    /// Date by which 10 % have reached it; none if that is never.
    pub q10: Option<f64>,
    /// Date by which half have.
    pub q50: Option<f64>,
    /// Date by which 90 % have.
    pub q90: Option<f64>,
    /// Probability to have reached it by the end of each year, over the draws that have not diverged before
    /// they reached it or that end.
    pub probability_by: Vec<(i32, f64)>,
    /// Left edge of each bin, calendar years, and the share of draws in it. The bins are
    /// equally wide and ascending; empty ones may be left out.
    pub histogram: Vec<(f64, f64)>,
    /// Width of a bin, years.
    pub histogram_width_years: f64,
    /// The record of its date, which is both date and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<RecordPoint>,
    /// Between which dates the record has it come, of which one may be missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<RecordBound>,
}

/// One parameter and what is believed of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ParamRow {
    /// Qualified name with labels.
    pub name: String,
    /// Unit of the numbers in this row.
    pub unit: String,
    /// The prior as the model writes it; none for a fixed number.
    pub prior_text: Option<String>,
    /// Central value.
    pub central: f64,
    /// 5 % quantile of the draws; none for a fixed number, as for the next two.
    pub q05: Option<f64>,
    /// Median of the draws.
    pub q50: Option<f64>,
    /// 95 % quantile of the draws.
    pub q95: Option<f64>,
    /// `data`, `literature`, `interview` or `judgement`; none where the model does not say.
    pub provenance_kind: Option<String>,
    /// Where it comes from; may be empty.
    pub reference: String,
    /// Its doc; may be empty.
    pub doc: String,
}

/// One module of the model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModuleRow {
    /// Its name.
    pub name: String,
    /// Its doc; may be empty.
    pub doc: String,
    /// What it defines, in the order of the text.
    pub definitions: Vec<DefinitionRow>,
}

/// One definition of a module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DefinitionRow {
    /// The word that defines it: `let`, `stock`, `param` …
    pub kind: String,
    /// Its name inside the module.
    pub name: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// Its doc; may be empty.
    pub doc: String,
    /// Its equation as the model writes it; may run over lines.
    pub equation: String,
    /// As for a parameter.
    pub provenance_kind: Option<String>,
    /// As for a parameter.
    pub reference: String,
}

/// One source of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Who published it and what, as it wants to be cited.
    pub citation: String,
    /// Where it is; may be empty.
    pub url: String,
    /// Under what terms; may be empty.
    pub licence: String,
}

/// A run, done.
#[derive(Clone, Debug, Serialize)]
pub struct RunResult {
    /// Everything a report shows: series, milestones, parameters, divergence.
    #[serde(flatten)]
    pub data: ReportData,
    /// Where the run folder is; none if none was asked.
    #[serde(serialize_with = "shown_path")]
    pub folder: Option<PathBuf>,
    /// Wall-clock seconds from the first draw to the last. In no file.
    pub seconds: f64,
    /// What is to be said of where draws started.
    #[serde(skip)]
    pub notices: Vec<Notice>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// The series that half the step moves furthest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepError {
    /// Its name.
    pub variable: String,
    /// When, calendar years.
    pub time: f64,
    /// By how much a quantile moves there, as a share of the width from the 5 % to the 95 % quantile; of a
    /// series without spread, as a share of the range it passes through. None where it left the numbers.
    pub share: Option<f64>,
    /// Draws that were drawn again.
    pub draws: u64,
}

impl StepError {
    /// Whether the step is too coarse.
    pub fn is_coarse(&self) -> bool {
        self.share.is_none_or(|share| share > COARSE)
    }
}

/// What paths were written, and how much of the model that is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PathsWritten {
    /// Series in the file.
    pub series: usize,
    /// Series that the model has.
    pub series_all: usize,
    /// Times in the file.
    pub times: usize,
    /// Times of the grid.
    pub times_all: usize,
}

/// The central trajectory: parameters at their central values, noises at their medians, no events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CentralPath {
    /// How much of the model it is.
    pub written: PathsWritten,
    /// Calendar years, ascending.
    pub times: Vec<f64>,
    /// What moves.
    pub series: Vec<CentralSeries>,
}

/// One variable along the central trajectory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CentralSeries {
    /// Qualified name with labels.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// True if the model names it as an output.
    pub output: bool,
    /// At each time; NaN where it has none.
    pub values: Vec<f64>,
}

/// The grid of times of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeGrid {
    /// First time, calendar years.
    pub start: f64,
    /// Last time, calendar years.
    pub end: f64,
    /// Step, years.
    pub dt: f64,
    /// Number of steps.
    pub steps: u32,
    /// `euler`, `rk4` or `adaptive`.
    pub method: String,
}

/// A parameter and what was believed of it before the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParamPrior {
    /// Qualified name with labels.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// As the model writes it; none for a fixed number.
    pub prior: Option<String>,
    /// Its value in the central trajectory, in `unit`.
    pub central: f64,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance: Option<String>,
    /// Where it comes from; may be empty.
    pub reference: String,
}

impl TimeGrid {
    /// Of a program.
    pub fn of(time: &TimeSpec) -> TimeGrid {
        TimeGrid {
            start: time.start,
            end: time.at(time.steps),
            dt: time.dt,
            steps: time.steps,
            method: match time.method {
                Method::Euler => "euler".into(),
                Method::Rk4 => "rk4".into(),
                Method::Adaptive => "adaptive".into(),
            },
        }
    }
}

impl ParamPrior {
    /// Of a parameter with its central value in base units.
    pub(crate) fn of(param: &Param, central: f64) -> ParamPrior {
        let from = param.provenance.as_ref();
        ParamPrior {
            name: param.name.clone(),
            unit: param.unit.text.clone(),
            prior: param.prior_text.clone(),
            central: central / param.unit.factor,
            provenance: from.map(|from| provenance_word(from.kind).into()),
            reference: from.map_or_else(String::new, |from| from.reference.clone()),
        }
    }
}

/// Every parameter of a program, with central values in base units.
pub fn priors(program: &Program, central: &[f64]) -> Vec<ParamPrior> {
    let params = program.params.iter().zip(central);
    params
        .map(|(param, central)| ParamPrior::of(param, *central))
        .collect()
}

/// A share of a spread from which on a step is too coarse.
pub(crate) const COARSE: f64 = 0.01;
