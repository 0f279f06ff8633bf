//! What every result says of itself, whatever was made.

use crate::error::Error;
use crate::posterior_rows::PosteriorUsed;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// What every ensemble says of itself as JSON, whatever was made of it.
#[derive(Clone, Debug, Serialize)]
pub struct Envelope<'a, T> {
    /// The model's name.
    pub model: &'a str,
    /// Of every text and table of the model, hexadecimal.
    pub model_hash: &'a str,
    /// Of the program.
    pub version: &'static str,
    /// Of the keyed generator.
    pub seed: u64,
    /// Joint draws.
    pub draws: u64,
    /// The posterior that the draws start from, those of the first scenario where there are several;
    /// none where they start from the priors.
    pub posterior: Option<&'a PosteriorUsed>,
    /// What was made of them.
    #[serde(flatten)]
    pub found: T,
}

/// A path as people read it: JSON has no other.
pub(crate) fn shown_path<S: serde::Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let shown = path.as_ref().map(|path| path.to_string_lossy());
    shown.serialize(serializer)
}

/// What is to be said of where draws start; no result depends on it.
#[derive(Clone, Debug)]
pub enum Notice {
    /// Why the cache could not keep the posterior, so that it is computed again next time.
    Unkept(Arc<Error>),
    /// The posterior that comes with the program was drawn by another version of its text: it is not used.
    Stale,
}
