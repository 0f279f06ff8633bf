//! Words and numbers as people read them, in each language. Knows no model.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod nearest;
pub mod numeral;
pub mod text;
pub mod visible;
pub mod years;
