//! A backtest as a Markdown document: its words and tables; the pictures are in the folder.

use crate::backtest::content::{Block, content};
use tenfold_study::backtest::rows::BacktestResult;
use tenfold_words::text::Lang;

/// The document's text.
pub fn markdown(result: &BacktestResult, lang: Lang) -> String {
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
