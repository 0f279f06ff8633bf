//! From text to a checked program: lexing, parsing, formatting, resolving, units, lowering.
//!
//! This crate does no input or output and knows no engine.

#[allow(missing_docs)]
pub mod ast;
