//! A posterior as a folder: its manifest and its table.

use crate::folder::{MANIFEST, PartialFolder};
use std::path::Path;
use tenfold_model::files::read_plain;
use tenfold_study::error::Error;
use tenfold_study::posterior::{Posterior, TABLE};

/// The files of a posterior that is kept in a cache.
pub(crate) const FILES: &[&str] = &[MANIFEST, TABLE];
/// A larger file than this is no posterior.
pub(crate) const BYTES_MAX: usize = 1 << 30;

/// The posterior of a folder; none where it is not one, whole and unchanged.
pub(crate) fn read_posterior(folder: &Path) -> Option<Posterior> {
    let read = |name| read_plain(&folder.join(name), BYTES_MAX);
    Posterior::of_files(&read(MANIFEST)?, read(TABLE)?)
}

/// Writes a posterior's table; its manifest closes the folder.
///
/// # Errors
/// If the system refuses.
pub fn write_posterior(folder: &PartialFolder, posterior: &Posterior) -> Result<(), Error> {
    folder.write(TABLE, &posterior.table)
}
