//! The Markdown document of a backtest: written whole where there is none, and where there is one,
//! between its two marks alone, so that people can write around it.

use super::{BacktestProblem, BacktestResult, Block, content};
use crate::error::{Error, FileProblem};
use crate::folder::write_whole;
use crate::load::read_source;
use crate::text::Lang;
use crate::visible::visible_lines;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- written by tenfold backtest: do not edit between the marks -->";
const END: &str = "<!-- end of what tenfold backtest wrote -->";

/// A document to write.
pub(super) struct Document {
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
            Err(Error::File {
                problem: FileProblem::Missing | FileProblem::Empty,
                ..
            }) => (String::new(), "\n".to_owned()),
            Err(refused) => return Err(refused),
        };
        Ok(Document {
            path: path.to_owned(),
            around,
        })
    }

    /// Writes it, whole or not at all.
    pub fn write(&self, result: &BacktestResult, lang: Lang) -> Result<PathBuf, Error> {
        let (before, after) = &self.around;
        let text = format!(
            "{before}{BEGIN}\n\n{}\n{END}{after}",
            visible_lines(&markdown(result, lang))
        );
        write_whole(&self.path, text.as_bytes())?;
        Ok(self.path.clone())
    }
}

fn markdown(result: &BacktestResult, lang: Lang) -> String {
    let mut text = String::new();
    for block in content(result, lang) {
        match block {
            Block::Title(words) => text += &format!("# {words}\n\n"),
            Block::Heading(words) => text += &format!("## {words}\n\n"),
            Block::Words(words) => text += &format!("{words}\n\n"),
            Block::List(items) => {
                items.iter().for_each(|item| text += &format!("- {item}\n"));
                text.push('\n');
            }
            Block::Table { head, rows } => {
                let line = |cells: &[String]| {
                    let cells: Vec<String> =
                        cells.iter().map(|one| one.replace('|', "\\|")).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                text += &line(&head);
                text += &format!("|---|{}\n", "---:|".repeat(head.len().saturating_sub(1)));
                rows.iter().for_each(|row| text += &line(row));
                text.push('\n');
            }
            // A document of words: the pictures are in the folder.
            Block::SkillPicture | Block::FanPictures | Block::DatesPicture => {}
        }
    }
    text
}
