//! The manifest of a run: everything that decides its numbers, and nothing else.
//!
//! No time of day, no path, no machine, no number of threads: the same run writes the same bytes.

use crate::joint::TableUsed;
use crate::recorded::PathsWritten;
use crate::step::StepError;
use serde::{Deserialize, Serialize};
use tenfold_ir::{Method, Param, Program, ProvenanceKind, TimeSpec};

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
    pub(crate) fn of(time: &TimeSpec) -> TimeGrid {
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
pub(crate) fn priors(program: &Program, central: &[f64]) -> Vec<ParamPrior> {
    let params = program.params.iter().zip(central);
    params
        .map(|(param, central)| ParamPrior::of(param, *central))
        .collect()
}

/// The word of the language.
pub(crate) fn provenance_word(kind: ProvenanceKind) -> &'static str {
    match kind {
        ProvenanceKind::Data => "data",
        ProvenanceKind::Literature => "literature",
        ProvenanceKind::Interview => "interview",
        ProvenanceKind::Judgement => "judgement",
    }
}
