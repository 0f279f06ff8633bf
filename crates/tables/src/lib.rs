//! Tables: bytes to columns and back. Knows no model and no files.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod arrow;
pub mod columnar;
pub mod drawn;
pub mod table;
mod unpack;
