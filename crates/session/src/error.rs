//! What can be wrong with the world around a model: files, folders, sizes, interruption.
//!
//! Mistakes inside a model are not here: they are diagnostics, see [`crate::Diagnosed`].

use parquet::errors::ParquetError;
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
    /// A file that is not what it should be.
    #[error("{}: {problem}", path.display())]
    File {
        /// What.
        path: PathBuf,
        /// What is the matter.
        problem: FileProblem,
    },
    /// The system refused to write.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// What.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
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
    /// A table with a row for each draw, or more, does not fit.
    #[error(
        "the {what} of {draws} draws would take {} on disk, more than the {} allowed; {help}",
        size(*bytes),
        size(*limit)
    )]
    TooLarge {
        /// `draws` or `trajectories`.
        what: &'static str,
        /// Draws asked.
        draws: u64,
        /// What they would take.
        bytes: u128,
        /// What is allowed, in bytes.
        limit: u128,
        /// What to do.
        help: &'static str,
    },
    /// No draws at all.
    #[error("0 draws say nothing; ask for at least 1")]
    NoDraws,
    /// More scalars than one summary holds.
    #[error(
        "{variables} scalars to record, more than the {limit} of one run; give the model fewer indices"
    )]
    TooManyVariables {
        /// Stocks, auxiliaries, inputs and data, element by element.
        variables: usize,
        /// The bound.
        limit: usize,
    },
    /// The engine refused the program.
    #[error("the engine cannot compile this model: {0}")]
    Compile(#[from] tenfold_engine::CompileError),
    /// The engine refused a range of draws.
    #[error("the engine cannot run this model: {0}")]
    Run(#[from] tenfold_engine::RunError),
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
        source: ParquetError,
    },
}

impl Error {
    /// For `map_err` where reading fails.
    pub(crate) fn read(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::File {
            path: path.to_owned(),
            problem: FileProblem::System(source),
        }
    }

    /// For `map_err` where writing fails.
    pub(crate) fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` where Parquet fails.
    pub(crate) fn parquet(path: &Path) -> impl Fn(ParquetError) -> Error + '_ {
        |source| Error::Parquet {
            path: path.to_owned(),
            source,
        }
    }
}

/// What can be the matter with a file that a model is read from.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// Nothing is there.
    #[error("there is no such file")]
    Missing,
    /// A folder, a device or a pipe.
    #[error("is not a plain file")]
    NotPlain,
    /// More bytes than this program reads.
    #[error("is larger than the {} MiB that all {what} of a model may have together", limit >> 20)]
    TooLarge {
        /// `sources` or `tables`.
        what: &'static str,
        /// The bound, in bytes.
        limit: usize,
    },
    /// Not UTF-8, or with a NUL byte.
    #[error("is not a text: byte {offset} is not UTF-8 or is NUL")]
    NotText {
        /// The first such byte, from 0.
        offset: usize,
    },
    /// Nothing in it.
    #[error("is empty; a model begins with `module NAME`")]
    Empty,
    /// A path that leaves the folder of the module that names it, perhaps by a link.
    #[error("lies outside the model's folder; a model reads only below its own folder")]
    Outside,
    /// The system refused.
    #[error("cannot be read: {0}")]
    System(io::Error),
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
