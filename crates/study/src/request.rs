//! What is asked of a session and what comes back, as plain data.

use crate::recorded::Recorded;
use std::path::PathBuf;
use tenfold_lang::Overrides;
use tenfold_model::reference::ModelRef;
use tenfold_words::text::Lang;

/// An ensemble to run.
#[derive(Clone, Debug)]
pub struct EnsembleRequest {
    /// Which model.
    pub model: ModelRef,
    /// A scenario of it, assumptions, interventions.
    pub overrides: Overrides,
    /// Joint draws, at least 1.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Where the draws start.
    pub belief: Belief,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The report's first language.
    pub lang: Lang,
}

/// An ensemble to run, and what is wanted besides its summary.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// Which.
    pub ensemble: EnsembleRequest,
    /// Whether the model's claims are held against the same draws.
    pub claims: bool,
    /// What is recorded besides.
    pub recorded: Recorded,
}

/// Where a run's draws start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belief {
    /// From the priors, whatever the record says.
    Prior,
    /// From the model's posterior if it has a record, else from the priors.
    Posterior {
        /// Keeps posteriors from one run to the next; computed anew each time where none.
        cache: Option<PathBuf>,
    },
    /// From a posterior that is named.
    Given {
        /// Its folder.
        folder: PathBuf,
        /// Keeps those of other beliefs, from which the claims under a scenario start.
        cache: Option<PathBuf>,
    },
    /// From the rows of this table of parameters.
    Table(PathBuf),
}
