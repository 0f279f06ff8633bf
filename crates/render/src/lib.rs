//! Results as people see them: pages, pictures, documents. Runs nothing and writes no file.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod axis;
pub mod backtest;
pub mod blocks;
pub mod claims;
pub mod compare;
pub mod docs;
mod phrases;
pub mod raster;
pub mod report;
pub mod run;
mod svg;
