//! What can be wrong with the world around a model: files, folders, sizes, interruption.
//!
//! Mistakes inside a model are not here: they are diagnostics, see [`crate::Diagnosed`].

use std::io;
use std::path::{Path, PathBuf};

/// Why a request cannot be carried out. Every message names the path and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No model, folder or table is there.
    #[error(
        "{}: there is no such model; give a .ten file, or a folder x with x.ten in it",
        path.display()
    )]
    NoModel {
        /// As given.
        path: PathBuf,
    },
    /// The system refused to read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// What.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The system refused to write.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// What.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A folder, a device or a pipe where a file is wanted.
    #[error("{}: is not a plain file", path.display())]
    NotAFile {
        /// What.
        path: PathBuf,
    },
    /// More bytes than this program reads.
    #[error(
        "{}: larger than the {} MiB that all {what} of a model may have together",
        path.display(),
        limit >> 20
    )]
    TooLarge {
        /// The file at which the bound was passed.
        path: PathBuf,
        /// `sources` or `tables`.
        what: &'static str,
        /// The bound, in bytes.
        limit: u64,
    },
    /// Not UTF-8, or with a NUL byte: not a text.
    #[error("{}: not a text: byte {offset} is not UTF-8", path.display())]
    NotText {
        /// What.
        path: PathBuf,
        /// The first byte that is not text, from 0.
        offset: usize,
    },
    /// Nothing in it.
    #[error("{}: empty; a model begins with `module name`, a table with a line of column names", path.display())]
    Empty {
        /// What.
        path: PathBuf,
    },
    /// A path that leaves the folder of the module that names it.
    #[error("{}: outside {}; a model reads only below its own folder", path.display(), folder.display())]
    Outside {
        /// As the model writes it.
        path: PathBuf,
        /// The folder it may not leave.
        folder: PathBuf,
    },
    /// A table that is not a table.
    #[error("{}: {problem}", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where in it.
        problem: crate::table::TableError,
    },
    /// A run folder would replace something that is not one.
    #[error(
        "{}: exists and is not a run folder (no manifest.json); give another --out or remove it",
        path.display()
    )]
    NotARunFolder {
        /// What is in the way.
        path: PathBuf,
    },
    /// A starter would overwrite a file.
    #[error("{}: exists; a new model does not overwrite it", path.display())]
    Exists {
        /// What is in the way.
        path: PathBuf,
    },
    /// Not a name that `module` accepts.
    #[error("`{name}` cannot name a module: a letter or `_`, then letters, digits, `_`")]
    BadModuleName {
        /// As given.
        name: String,
    },
    /// Trajectories of this many draws do not fit.
    #[error(
        "{draws} trajectories would take {} on disk, more than the {} allowed; \
         ask for fewer draws or leave the trajectories out",
        size(*bytes),
        size(*limit)
    )]
    TooManyTrajectories {
        /// Draws asked.
        draws: u64,
        /// What they would take.
        bytes: u128,
        /// What is allowed, in bytes.
        limit: u128,
    },
    /// More draws than a table of draws may have.
    #[error("{draws} draws are more than the {limit} one run may have; split them by seed")]
    TooManyDraws {
        /// Draws asked.
        draws: u64,
        /// Draws allowed.
        limit: u64,
    },
    /// No draws at all.
    #[error("0 draws say nothing; ask for at least 1")]
    NoDraws,
    /// The summary of one run does not fit in memory.
    #[error(
        "{variables} variables at {times} times would take {} of summary, more than the {} allowed; \
         simulate with fewer steps or indices",
        size(*bytes),
        size(*limit)
    )]
    SummaryTooLarge {
        /// Recorded variables.
        variables: usize,
        /// Recorded times.
        times: usize,
        /// What they would take.
        bytes: u128,
        /// What is allowed, in bytes.
        limit: u128,
    },
    /// The engine refused the program.
    #[error("the engine cannot run this model: {0}")]
    Engine(#[from] tenfold_engine::Error),
    /// The user interrupted.
    #[error("interrupted; nothing was written")]
    Cancelled,
    /// The threads could not be started.
    #[error("{threads} threads cannot be started: {source}")]
    Threads {
        /// Asked.
        threads: usize,
        /// The pool's reason.
        source: rayon::ThreadPoolBuildError,
    },
    /// A Parquet file could not be written or read.
    #[error("{}: {source}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// The library's reason.
        source: parquet::errors::ParquetError,
    },
}

impl Error {
    /// For `map_err` where reading fails.
    pub(crate) fn read(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::Read {
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` where writing fails.
    pub(crate) fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::Write {
            path: path.to_owned(),
            source,
        }
    }
}

/// A number of bytes for people, in decimal units: `1.2 TB`.
fn size(bytes: u128) -> String {
    let mut value = bytes as f64;
    for unit in ["B", "kB", "MB", "GB", "TB"] {
        if value < 1000.0 {
            return format!("{value:.1} {unit}");
        }
        value /= 1000.0;
    }
    format!("{value:.1} PB")
}
