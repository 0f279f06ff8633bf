//! The tests of the language that look at it from outside.

mod diagnostics;
mod format;
mod growth;
mod hostile;
mod latex;
mod loading;
mod meaning;
mod names;
mod programs;
mod random;
mod reference;
mod refused;
mod rendering;
mod sources;
mod trees;
