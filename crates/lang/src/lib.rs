//! From text to a checked program: lexing, parsing, formatting, resolving, units, lowering.
//!
//! This crate does no input or output and knows no engine.

#[allow(missing_docs)]
pub mod ast;
mod calendar;
mod codes;
mod erase;
mod format;
mod lex;
mod parse;
mod precedence;
mod sink;
mod suggest;

pub use codes::CODES;
pub use format::format;
pub use parse::{DEPTH_MAX, FILE_BYTES_MAX, is_reserved, parse};
