//! A model, conditioned on its record.

use crate::conditioning::Conditioning;
use crate::control::Control;
use crate::error::Error;
use crate::error::calibrate::CalibrateProblem;
use crate::hindcast::shown;
use crate::posterior::Posterior;
use crate::rows::CalibrationData;
use std::path::PathBuf;
use tenfold_infer::{CalibrateSpec, Sampler};
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::reference::ModelRef;
use tenfold_words::text::Lang;

/// A model to calibrate.
#[derive(Clone, Debug)]
pub struct CalibrateRequest {
    /// Which model.
    pub model: ModelRef,
    /// A scenario and assumptions: they change the model before it meets its record. What is
    /// intervened on plays no part.
    pub overrides: Overrides,
    /// How draws are made.
    pub sampler: Sampler,
    /// Particles of all runs together.
    pub particles: usize,
    /// Rows to keep, at most; one for each particle where none.
    pub rows: Option<usize>,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date are hidden, calendar years.
    pub until: Option<f64>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
    /// The report's first language.
    pub lang: Lang,
}

/// Draws from a model's posterior; with `pictured`, what a report shows of it too.
///
/// # Errors
/// A model that cannot be calibrated, and an interruption. What is wrong inside the model is the inner error.
pub fn calibrate(
    request: &CalibrateRequest,
    checked: &Checked,
    pictured: bool,
    control: &mut Control,
) -> Result<Result<(Posterior, Option<CalibrationData>), Diagnosed>, Error> {
    let program = match checked.believed(&request.overrides) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let conditioning = Conditioning {
        checked,
        program: &program,
        assumptions: checked.assumptions(&request.overrides),
        spec: &CalibrateSpec {
            particles: request.particles,
            seed: request.seed,
            until: request.until.unwrap_or(f64::INFINITY),
            sampler: request.sampler,
        },
        rows_max: request.rows.unwrap_or(usize::MAX),
        threads: request.threads,
    };
    let posterior = conditioning.posterior(control)?.map_err(|reason| {
        Error::Calibrate(CalibrateProblem::Failed {
            model: checked.name.clone(),
            reason: Box::new(reason),
        })
    })?;
    let data = pictured.then(|| shown(&conditioning, &posterior, control));
    Ok(Ok((posterior, data.transpose()?)))
}
