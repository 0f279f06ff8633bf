//! The tests of the language that look at it from outside.

mod diagnostics;
mod rendering;
mod sources;
