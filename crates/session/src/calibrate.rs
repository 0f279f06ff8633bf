//! A model, conditioned on its record: from a request to plain data and a folder, and back to rows
//! that a run starts from.
//!
//! Knows names, units and files; how a posterior is drawn is the inference's.

use crate::check::{Checked, check};
use crate::columnar::{Kind, TableWriter, Values, read_numbers};
use crate::diagnosed::Diagnosed;
use crate::ensemble::watched;
use crate::folder::{MANIFEST, PartialFolder};
use crate::manifest::{PosteriorUsed, provenance_word};
use crate::outcome::{Control, ModelRef};
use crate::{CalibrateProblem, Error};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_engine::{Given, Sketch};
use tenfold_infer::{CalibrateError, CalibrateSpec, Posterior};
use tenfold_ir::Program;

/// The table of a posterior's folder.
const POSTERIOR: &str = "posterior.parquet";
/// Its column of the draws whose chance rows had.
const CHANCE: &str = "chance";
/// Progress is told in so many parts.
const PARTS: u64 = 1_000;

/// A model to calibrate.
#[derive(Clone, Debug)]
pub struct CalibrateRequest {
    /// Which model.
    pub model: ModelRef,
    /// Changed beliefs, `module.name = value unit` as in a `set` clause: they change the model before
    /// it meets its record.
    pub sets: Vec<String>,
    /// Particles of all runs together.
    pub particles: usize,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date are hidden, calendar years.
    pub until: Option<f64>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
}

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
    pub bias: f64,
    /// Share of the reports in the 80 % band of what the posterior would report.
    pub covered: f64,
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
    /// As given.
    pub sets: Vec<String>,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date were hidden.
    pub until: Option<f64>,
    /// The first step whose chance is not the posterior's.
    pub until_step: u32,
    /// Rows of the posterior.
    pub particles: usize,
    /// Independent draws that they are worth.
    pub effective: f64,
    /// Reports of the record that were met.
    pub reports: usize,
    /// The logarithm of the probability of the record under the prior, up to a constant.
    pub log_evidence: f64,
    /// Steps that the likelihood's power took.
    pub steps: u32,
    /// Share of the last moves that were accepted.
    pub accepted: f64,
    /// Every uncertain parameter, in the order of the program.
    pub params: Vec<PosteriorRow>,
    /// Every series of the record.
    pub series: Vec<SeriesRow>,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// Draws from a model's posterior.
///
/// # Errors
/// What cannot be read or written, and a model that cannot be calibrated. What is wrong inside the
/// model is the inner error.
pub fn calibrate(
    request: &CalibrateRequest,
    control: &mut Control,
) -> Result<Result<CalibrateResult, Diagnosed>, Error> {
    let checked = check(&request.model)?;
    let program = match checked.program(None, &request.sets) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    // Before the work, not after it.
    let folder = request
        .out
        .as_deref()
        .map(PartialFolder::start)
        .transpose()?;
    let posterior = calibrate_watched(&program, request, control)?;
    let mut result = described(request, &checked, &program, &posterior);
    if let Some(folder) = folder {
        write_rows(&folder.path(POSTERIOR), &program, &posterior.given)?;
        let mut text = serde_json::to_string_pretty(&result).expect("plain data");
        text.push('\n');
        folder.write(MANIFEST, text.as_bytes())?;
        result.folder = Some(folder.finish()?);
    }
    Ok(Ok(result))
}

fn calibrate_watched(
    program: &Program,
    request: &CalibrateRequest,
    control: &mut Control,
) -> Result<Posterior, Error> {
    let spec = CalibrateSpec {
        particles: request.particles,
        seed: request.seed,
        until: request.until.unwrap_or(f64::INFINITY),
    };
    let (done, cancel) = (AtomicU64::new(0), control.cancel);
    let told = |share: f64| done.store((share * PARTS as f64) as u64, Ordering::Relaxed);
    let work = || tenfold_infer::calibrate(program, &spec, cancel, told);
    let found = watched(request.threads, control, (&done, PARTS), work)?;
    found.map_err(|reason| match reason {
        CalibrateError::Cancelled => Error::Cancelled,
        reason => Error::Calibrate(CalibrateProblem::Failed {
            model: request.model.name(),
            reason: Box::new(reason),
        }),
    })
}

fn described(
    request: &CalibrateRequest,
    checked: &Checked,
    program: &Program,
    posterior: &Posterior,
) -> CalibrateResult {
    let params = posterior.params.iter().map(|one| {
        let param = &program.params[one.param];
        let values = posterior.given.params[one.param].as_ref();
        let mut sketch = Sketch::default();
        sketch.insert(values.expect("an uncertain parameter has rows"));
        let quantile = |p| sketch.quantile(p).unwrap_or(f64::NAN) / param.unit.factor;
        PosteriorRow {
            name: param.name.clone(),
            unit: param.unit.text.clone(),
            q05: quantile(0.05),
            q50: quantile(0.50),
            q95: quantile(0.95),
            overlap: one.overlap,
            r_hat: one.r_hat,
            provenance: (param.provenance.as_ref())
                .map(|from| provenance_word(from.kind).to_owned()),
        }
    });
    let series = posterior.series.iter().map(|one| SeriesRow {
        name: one.name.clone(),
        reports: one.reports,
        bias: one.bias,
        covered: one.covered,
    });
    CalibrateResult {
        tenfold: env!("CARGO_PKG_VERSION").into(),
        model: program.name.clone(),
        model_hash: checked.hash.clone(),
        sets: request.sets.clone(),
        seed: request.seed,
        until: request.until,
        until_step: posterior.given.until,
        particles: posterior.given.draws.len(),
        effective: posterior.effective,
        reports: posterior.reports,
        log_evidence: posterior.log_evidence,
        steps: posterior.steps,
        accepted: posterior.accepted,
        params: params.collect(),
        series: series.collect(),
        folder: None,
        warnings: checked.diagnosed.clone(),
    }
}

/// A row a particle: the draw whose chance it had, and each uncertain parameter in its unit.
fn write_rows(path: &Path, program: &Program, given: &Given) -> Result<(), Error> {
    let mut columns = vec![(CHANCE.to_owned(), Kind::Integer)];
    let chance = given.draws.iter().map(|draw| *draw as i64);
    let mut values = vec![Values::Integers(chance.collect())];
    for (param, column) in program.params.iter().zip(&given.params) {
        if let Some(column) = column {
            let factor = param.unit.factor;
            columns.push((param.name.clone(), Kind::Double));
            values.push(Values::Doubles(column.iter().map(|x| x / factor).collect()));
        }
    }
    let mut table = TableWriter::create(path, &columns)?;
    table.group(&values)?;
    table.close()
}

/// Reads the rows of a posterior's folder for a program of the same model. A parameter that the
/// program fixes, as a scenario or a setting may, keeps the value it is fixed at.
///
/// # Errors
/// If the folder is no posterior, one of another model, or without a parameter that the program draws.
pub(crate) fn read_posterior(
    folder: &Path,
    checked: &Checked,
    program: &Program,
) -> Result<(Given, PosteriorUsed), Error> {
    let not_one = || CalibrateProblem::NoPosterior {
        path: folder.to_owned(),
    };
    let manifest = std::fs::read_to_string(folder.join(MANIFEST)).map_err(|_| not_one())?;
    let manifest: CalibrateResult = serde_json::from_str(&manifest).map_err(|_| not_one())?;
    if manifest.model_hash != checked.hash {
        return Err(CalibrateProblem::OtherModel {
            path: folder.to_owned(),
            model: checked.name.clone(),
        }
        .into());
    }
    let bytes = std::fs::read(folder.join(POSTERIOR)).map_err(|_| not_one())?;
    let rows = read_numbers(bytes).map_err(|_| not_one())?;
    let draws = rows
        .get(CHANCE)
        .filter(|draws| !draws.is_empty())
        .ok_or_else(not_one)?;
    let params = program.params.iter().map(|param| {
        if param.prior.is_none() {
            return Ok(None);
        }
        let column = rows
            .get(&param.name)
            .ok_or_else(|| CalibrateProblem::NoColumn {
                path: folder.to_owned(),
                param: param.name.clone(),
            })?;
        Ok(Some(column.iter().map(|x| x * param.unit.factor).collect()))
    });
    let given = Given {
        params: params.collect::<Result<_, CalibrateProblem>>()?,
        draws: draws.iter().map(|draw| *draw as u64).collect(),
        until: manifest.until_step,
    };
    let used = PosteriorUsed {
        seed: manifest.seed,
        particles: manifest.particles,
        until: manifest.until,
        sets: manifest.sets,
    };
    Ok((given, used))
}
