//! The report: one HTML file that opens offline.

mod data;

pub use data::*;
