//! The reference model written by hand: twins of what Tenfold compiles from its text.

pub mod draw;
pub mod ensemble;
pub mod model;
pub mod scalar;
pub mod simd;
pub mod sketch;
