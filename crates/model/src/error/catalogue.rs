//! What can be wrong with a catalogue file.

use fluent_syntax::parser::ParserError;
use std::path::PathBuf;
use tenfold_words::text::{Lang, said};

/// A catalogue that cannot be taken, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}:{column}: {problem}", path.display())]
pub struct CatalogueError {
    /// The file.
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is the matter.
    pub problem: CatalogueProblem,
}

impl CatalogueError {
    /// The key of the program's message, and its arguments.
    pub(crate) fn parts(&self, lang: Lang) -> (&'static str, Vec<(&'static str, String)>) {
        let (key, args) = self.problem.parts();
        let args = vec![
            ("path", self.path.display().to_string()),
            ("line", self.line.to_string()),
            ("column", self.column.to_string()),
            ("problem", said(lang, key, &args)),
        ];
        ("error-catalogue", args)
    }
}

/// What a catalogue of a model cannot say.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueProblem {
    /// Not Fluent.
    #[error("cannot be read as Fluent: {0}")]
    Syntax(ParserError),
    /// Brackets in brackets.
    #[error("too many brackets are open; a model's message is plain text")]
    TooDeep,
    /// Arguments, references, terms.
    #[error("found more than plain text; write a brace as {{\"{{\"}}")]
    NotPlain,
    /// A key of another module.
    #[error("`{key}` is not of this module; its keys are `{module}` and `{module}-NAME`")]
    OtherModule {
        /// Found.
        key: String,
        /// The module whose file it is.
        module: String,
    },
    /// A message with attributes alone.
    #[error("`{key}` has no title; write it after the `=`")]
    NoTitle {
        /// The message.
        key: String,
    },
    /// An attribute that nothing shows.
    #[error("found `.{name}`; a message has a title, `.doc` and, of a claim, `.outcome`")]
    UnknownAttribute {
        /// Found.
        name: String,
    },
    /// A message given again.
    #[error("`{key}` stands twice; keep one of them")]
    Twice {
        /// The message.
        key: String,
    },
}

impl CatalogueProblem {
    /// The key of the program's message, and its arguments.
    fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            CatalogueProblem::Syntax(reason) => (
                "error-catalogue-syntax",
                vec![("reason", reason.to_string())],
            ),
            CatalogueProblem::TooDeep => ("error-catalogue-too-deep", Vec::new()),
            CatalogueProblem::NotPlain => ("error-catalogue-not-plain", Vec::new()),
            CatalogueProblem::OtherModule { key, module } => (
                "error-catalogue-other-module",
                vec![("key", key.clone()), ("module", module.clone())],
            ),
            CatalogueProblem::NoTitle { key } => {
                ("error-catalogue-no-title", vec![("key", key.clone())])
            }
            CatalogueProblem::UnknownAttribute { name } => (
                "error-catalogue-unknown-attribute",
                vec![("name", name.clone())],
            ),
            CatalogueProblem::Twice { key } => {
                ("error-catalogue-twice", vec![("key", key.clone())])
            }
        }
    }
}
