//! The model that is served, and others that its texts were edited to.

use crate::live::Study;
use crate::live::kept::Kept;
use crate::live::question::ModelFile;
use crate::live::refused::Refused;
use std::path::PathBuf;
use std::sync::Arc;
use tenfold_model::reference::ModelRef;
use tenfold_study::error::Error;

/// Edited models that are kept.
const EDITED: usize = 8;

/// A model, and what it was edited to.
pub struct Shelf {
    study: Arc<Study>,
    edited: Kept<Vec<ModelFile>, Study>,
}

impl Shelf {
    /// Reads a model; posteriors are kept in a folder.
    ///
    /// # Errors
    /// See [`Study::open`].
    pub fn open(model: &ModelRef, cache: Option<PathBuf>) -> Result<Shelf, Error> {
        Ok(Shelf {
            study: Arc::new(Study::open(model, cache)?),
            edited: Kept::new(EDITED),
        })
    }

    /// The model as it is.
    pub fn study(&self) -> &Arc<Study> {
        &self.study
    }

    /// The model with these texts; as it is where there are none, or the same.
    ///
    /// # Errors
    /// See [`Study::edited`].
    pub fn of(&self, files: Option<&[ModelFile]>) -> Result<Arc<Study>, Refused> {
        let Some(files) = files.filter(|files| !files.is_empty() && **files != *self.study.files())
        else {
            return Ok(self.study.clone());
        };
        let key = files.to_vec();
        self.edited.get(&key, || self.study.edited(files))
    }
}
