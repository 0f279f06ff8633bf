//! The facade: load, check, run, report.
