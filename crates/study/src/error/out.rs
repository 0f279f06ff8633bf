//! Why nothing is written where a user asked for it.

use crate::error::kind::FolderKind;
use std::path::PathBuf;
use tenfold_words::text::{Lang, said};

/// What can be the matter with the place of a folder of results.
#[derive(Debug, thiserror::Error)]
pub enum OutProblem {
    /// A file, a link, or a path without a last name.
    #[error("is not a folder that can be written; give another --out")]
    NoFolder,
    /// Something in it is not this program's.
    #[error("holds {0}, which tenfold did not write there; give another --out, or move it away")]
    Foreign(String),
    /// The result of another command.
    #[error("holds what `tenfold {}` wrote; give another --out, or remove the folder", .0.word())]
    OtherKind(FolderKind),
    /// What is read would be replaced by what is written.
    #[error("would replace {}, which is read; give another --out", .0.display())]
    Input(PathBuf),
    /// A page that somebody else wrote, or wrote in.
    #[error("exists, and tenfold did not write it; give another --out, or move it away")]
    Page,
}

impl OutProblem {
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (key, args) = match self {
            OutProblem::NoFolder => ("error-out-no-folder", Vec::new()),
            OutProblem::Foreign(name) => ("error-out-foreign", vec![("name", name.clone())]),
            OutProblem::OtherKind(kind) => {
                ("error-out-kind", vec![("command", kind.word().to_owned())])
            }
            OutProblem::Input(path) => (
                "error-out-input",
                vec![("input", path.display().to_string())],
            ),
            OutProblem::Page => ("error-out-page", Vec::new()),
        };
        said(lang, key, &args)
    }
}
