//! What can be the matter with one file.

use std::io;
use tenfold_tables::table::TableError;
use tenfold_words::text::{Lang, said};

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
    /// Not rows of as many cells.
    #[error("{0}")]
    NotATable(TableError),
    /// A path that leaves the folder of the module that names it, perhaps by a link.
    #[error("lies outside the model's folder; a model reads only below its own folder")]
    Outside,
    /// The system refused.
    #[error("cannot be read: {0}")]
    System(io::Error),
}

impl FileProblem {
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (key, args) = match self {
            FileProblem::Missing => ("error-file-missing", Vec::new()),
            FileProblem::NotPlain => ("error-file-not-plain", Vec::new()),
            FileProblem::TooLarge { what, limit } => (
                "error-file-too-large",
                vec![
                    ("what", (*what).to_owned()),
                    ("limit", (limit >> 20).to_string()),
                ],
            ),
            FileProblem::NotText { offset } => {
                ("error-file-not-text", vec![("offset", offset.to_string())])
            }
            FileProblem::Empty => ("error-file-empty", Vec::new()),
            FileProblem::NotATable(reason) => (
                "error-file-not-a-table",
                vec![("reason", reason.to_string())],
            ),
            FileProblem::Outside => ("error-file-outside", Vec::new()),
            FileProblem::System(reason) => {
                ("error-file-system", vec![("reason", reason.to_string())])
            }
        };
        said(lang, key, &args)
    }
}
