//! What can be wrong with a calibration.

use std::path::PathBuf;

/// What can be wrong with a calibration, or with a posterior to run from.
#[derive(Debug, thiserror::Error)]
pub enum CalibrateProblem {
    /// A model that cannot be calibrated.
    #[error("{model}: {reason}")]
    Failed {
        /// The model.
        model: String,
        /// Why.
        reason: Box<tenfold_infer::CalibrateError>,
    },
    /// A folder without a posterior.
    #[error("{}: is not a posterior; `tenfold calibrate --out FOLDER` writes one", path.display())]
    NoPosterior {
        /// The folder.
        path: PathBuf,
    },
    /// A run that should start from a posterior there is none of.
    #[error(
        "{model}: cannot start from what its record says: {reason}; --prior starts from the priors"
    )]
    Unconditioned {
        /// The model.
        model: String,
        /// Why.
        reason: Box<tenfold_infer::CalibrateError>,
    },
    /// A posterior of the same model under other beliefs.
    #[error("{}: was calibrated under other beliefs ({}) than this run has; give the run the same --scenario and --assume, or calibrate under its own", path.display(), if assumptions.is_empty() { "the model's own" } else { assumptions })]
    OtherBeliefs {
        /// The folder.
        path: PathBuf,
        /// Its changes to the model's beliefs.
        assumptions: String,
    },
    /// A posterior of another model, or of an earlier text of this one.
    #[error("{}: is not the posterior of this {model}, whose text or tables differ; calibrate it anew", path.display())]
    OtherModel {
        /// The folder.
        path: PathBuf,
        /// The model that is to be run.
        model: String,
    },
}

impl CalibrateProblem {
    /// The key of the catalogue's message, and its arguments.
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            CalibrateProblem::Failed { model, reason } => (
                "error-calibrate",
                vec![("model", model.clone()), ("reason", reason.to_string())],
            ),
            CalibrateProblem::NoPosterior { path } => (
                "error-no-posterior",
                vec![("path", path.display().to_string())],
            ),
            CalibrateProblem::Unconditioned { model, reason } => (
                "error-unconditioned",
                vec![("model", model.clone()), ("reason", reason.to_string())],
            ),
            CalibrateProblem::OtherBeliefs { path, assumptions } => (
                "error-other-beliefs",
                vec![
                    ("path", path.display().to_string()),
                    (
                        "assumptions",
                        if assumptions.is_empty() {
                            "-".into()
                        } else {
                            assumptions.clone()
                        },
                    ),
                ],
            ),
            CalibrateProblem::OtherModel { path, model } => (
                "error-other-model",
                vec![
                    ("path", path.display().to_string()),
                    ("model", model.clone()),
                ],
            ),
        }
    }
}
