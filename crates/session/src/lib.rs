//! The facade: load, check, run, report.

pub mod report;
