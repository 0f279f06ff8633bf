//! The engine's tests that need more than one module.

pub(crate) mod build;
mod collect;
mod meaning;
mod paths;
mod reference;
mod same_bits;
mod term;
mod whole;
mod zoo;
