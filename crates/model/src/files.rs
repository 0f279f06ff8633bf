//! Files that a model is read from, no larger and no stranger than they may be.

use crate::error::Error;
use crate::error::file::FileProblem;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::Path;
use tenfold_lang::{DataTable, FILE_BYTES_MAX};
use tenfold_tables::table::parse_table;

/// All sources of a model together, in bytes.
pub(crate) const SOURCE_BYTES_MAX: usize = FILE_BYTES_MAX;

/// All tables of a model together, in bytes; a table counts for each module that names it.
pub(crate) const TABLE_BYTES_MAX: usize = 64 << 20;

/// A table that a user gives in place of a model's own.
#[derive(Clone, Debug)]
pub struct GivenTable {
    /// Its heading and cells.
    pub table: DataTable,
    /// Of the file's bytes.
    pub hash: [u8; 32],
}

/// Reads a table by a path that a user named and that no model confines.
pub(crate) fn read_given(path: &Path) -> Result<GivenTable, Error> {
    given_table(path, &read_given_bytes(path)?)
}

/// The table in these bytes, which were found at a path.
///
/// # Errors
/// If they are no rows of as many cells.
pub fn given_table(path: &Path, bytes: &[u8]) -> Result<GivenTable, Error> {
    let mut table = parse_table(bytes).map_err(|reason| Error::File {
        path: path.to_owned(),
        problem: FileProblem::NotATable(reason),
    })?;
    table.given = Some(path.display().to_string());
    Ok(GivenTable {
        table,
        hash: Sha256::digest(bytes).into(),
    })
}

/// The bytes of a table by a path that a user named.
pub fn read_given_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut budget = Budget::new("tables", TABLE_BYTES_MAX);
    read_named(path, &mut budget).map_err(|problem| Error::File {
        path: path.to_owned(),
        problem,
    })
}

/// How many bytes may still be read.
pub(crate) struct Budget {
    what: &'static str,
    limit: usize,
    left: usize,
}

impl Budget {
    pub(crate) fn new(what: &'static str, limit: usize) -> Budget {
        let left = limit;
        Budget { what, limit, left }
    }

    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), FileProblem> {
        let (what, limit) = (self.what, self.limit);
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or(FileProblem::TooLarge { what, limit })?;
        Ok(())
    }
}

/// The bytes of a file whose path has no links.
pub(crate) fn read_real(path: &Path, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
    // Before it is opened: opening a pipe waits for its other end.
    if !fs::metadata(path).map_err(FileProblem::System)?.is_file() {
        return Err(FileProblem::NotPlain);
    }
    let file = fs::File::open(path).map_err(FileProblem::System)?;
    let mut bytes = Vec::new();
    file.take(budget.left as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(FileProblem::System)?;
    budget.take(bytes.len())?;
    Ok(bytes)
}

/// A text, or why these bytes are none.
pub(crate) fn text_of(bytes: Vec<u8>) -> Result<String, FileProblem> {
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(FileProblem::NotText { offset });
    }
    let text = String::from_utf8(bytes).map_err(|error| FileProblem::NotText {
        offset: error.utf8_error().valid_up_to(),
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    Ok(text)
}

/// A file's bytes, by a path that a user named and that no model confines.
fn read_named(path: &Path, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
    let real = path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => FileProblem::Missing,
        _ => FileProblem::System(error),
    })?;
    read_real(&real, budget)
}

/// The bytes of a plain file of at most so many; none of a pipe or a device, which could be waited for
/// without end.
pub fn read_plain(path: &Path, bytes_max: usize) -> Option<Vec<u8>> {
    read_named(path, &mut Budget::new("bytes", bytes_max)).ok()
}

/// One source file's text, by a path that a user named.
pub fn read_source(path: &Path) -> Result<String, Error> {
    let mut budget = Budget::new("sources", SOURCE_BYTES_MAX);
    let read = read_named(path, &mut budget).and_then(text_of);
    read.map_err(|problem| Error::File {
        path: path.to_owned(),
        problem,
    })
}

/// Two digits a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
