//! From a program to summaries of many trajectories.
//!
//! A [`Kernel`] is compiled from a program once; an [`Ensemble`] takes it through a range of draws,
//! portion after portion, and [`run`] through one at once. Both give back what mergeable summaries and tables they make. Randomness has an address (seed,
//! draw, site, step), so results depend neither on threads, nor on how a range is split, nor on
//! the width of the machine's vectors. The engine knows no syntax and touches no file.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod collect;
mod compile;
mod copula;
mod crossing;
mod dates;
mod delay;
pub mod distribution;
mod draw;
mod ensemble;
mod error;
mod evaluator;
mod event;
mod given;
mod graph;
mod kernel;
mod lanes;
mod lower;
mod milestone;
mod path;
mod paths;
mod philox;
mod prefetch;
mod quantile;
mod registers;
mod rewrite;
mod simplify;
mod sketch;
mod special;
mod summary;
mod table;
mod tape;
mod trajectory;

pub use collect::{Collected, Collector, binary, trace, unary};
pub use dates::{Dates, Histogram};
pub use ensemble::{Chunk, DrawTable, Ensemble, Recorded, Rows, RunError, RunSpec, Sampling, run};
pub use error::CompileError;
pub use evaluator::{Evaluator, Points, add_products, normal_scores};
pub use given::Given;
pub use kernel::Kernel;
pub use paths::Paths;
pub use philox::{Key, Part};
pub use quantile::quantile;
pub use sketch::{DRAWS_MAX, QUANTILE_ERROR, Sketch};
pub use summary::{Divergence, Place, Summary};

#[cfg(test)]
mod tests;
