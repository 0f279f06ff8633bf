//! The engine's tests that need more than one module.

pub(crate) mod build;
mod collect;
mod fast;
mod jumps;
mod meaning;
mod paths;
mod reference;
mod same_bits;
mod stepping;
mod term;
mod whole;
mod zoo;
