//! The Markdown document of a backtest: written whole where there is none, and where there is one,
//! between its two marks alone, so that people can write around it.

use std::path::{Path, PathBuf};
use tenfold_model::error as model;
use tenfold_model::error::file::FileProblem;
use tenfold_model::files::read_source;
use tenfold_model::whole::write_whole;
use tenfold_study::error::Error;
use tenfold_study::error::backtest::BacktestProblem;
use tenfold_words::visible::visible_lines;

const BEGIN: &str = "<!-- written by tenfold backtest: do not edit between the marks -->";
const END: &str = "<!-- end of what tenfold backtest wrote -->";

/// A document to write.
pub struct Document {
    path: PathBuf,
    /// What stands before and after the marks.
    around: (String, String),
}

impl Document {
    /// Reads what is there.
    ///
    /// # Errors
    /// If there is a document without the marks, or one that cannot be read.
    pub fn open(path: &Path) -> Result<Document, Error> {
        let around = match read_source(path) {
            Ok(text) => {
                let marked = text.split_once(BEGIN).and_then(|(before, rest)| {
                    let (_, after) = rest.split_once(END)?;
                    Some((before.to_owned(), after.to_owned()))
                });
                marked.ok_or_else(|| BacktestProblem::NoMarks {
                    path: path.to_owned(),
                })?
            }
            Err(model::Error::File {
                problem: FileProblem::Missing | FileProblem::Empty,
                ..
            }) => (String::new(), "\n".to_owned()),
            Err(refused) => return Err(refused.into()),
        };
        Ok(Document {
            path: path.to_owned(),
            around,
        })
    }

    /// Writes it, whole or not at all.
    pub fn write(&self, markdown: &str) -> Result<PathBuf, Error> {
        let (before, after) = &self.around;
        let text = format!(
            "{before}{BEGIN}\n\n{}\n{END}{after}",
            visible_lines(markdown)
        );
        write_whole(&self.path, text.as_bytes())?;
        Ok(self.path.clone())
    }
}
