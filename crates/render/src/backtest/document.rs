//! A backtest as a Markdown document: its words and tables; the pictures are in the folder.

use crate::backtest::content::content;
use tenfold_study::backtest::rows::BacktestResult;
use tenfold_words::text::Lang;

/// The document's text.
pub fn markdown(result: &BacktestResult, lang: Lang) -> String {
    crate::blocks::markdown(&content(result, lang))
}
