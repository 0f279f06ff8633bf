//! What is asked of a model, and plain data in answer. Draws no picture and writes no file.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod backtest;
pub mod belief;
pub mod calibration;
pub mod claims;
pub mod compare;
pub(crate) mod conditioning;
pub mod control;
pub mod culprit;
pub mod dated;
#[cfg(test)]
mod deciding;
pub mod ensemble;
pub mod envelope;
pub mod error;
pub mod explain;
pub mod fingerprint;
pub mod fit;
pub mod headline;
pub mod hindcast;
pub mod influence;
pub mod joint;
pub mod posterior;
pub mod posterior_rows;
pub mod prior;
pub mod recorded;
pub mod request;
pub mod results;
pub mod rows;
pub mod run;
pub mod step;
pub mod suite;
pub mod table_used;
mod trust;
