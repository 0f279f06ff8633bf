//! A model as text: loaded, checked, explained. Reads; never runs.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod built_in;
pub mod catalogue;
pub mod check;
pub mod diagnosed;
pub mod emit;
pub mod error;
pub mod files;
pub mod formatting;
pub mod load;
pub mod reference;
pub mod runs;
pub mod sources;
pub mod starter;
pub mod whole;
mod window;
pub mod wording;
