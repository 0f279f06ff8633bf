//! Files of results: folders, manifests, tables, the cache of posteriors.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod cache;
pub mod differences;
pub mod document;
pub mod folder;
pub mod forecasts;
pub mod manifest;
pub mod place;
pub mod posterior;
pub mod replicates;
pub mod run_tables;
pub mod summary;
