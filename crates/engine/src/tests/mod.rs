//! The engine's tests that need more than one module.

pub(crate) mod build;
mod reference;
mod whole;
