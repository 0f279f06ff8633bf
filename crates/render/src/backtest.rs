//! A backtest as people read it.

pub mod content;
pub mod document;
pub mod page;
