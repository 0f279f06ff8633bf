//! The grid of times: that of a law, and how exactly others are met.

use tenfold_ir::{Method, TimeSpec};

/// How far, in steps, the end may lie from the grid: rounding of decimal years.
pub(super) const GRID_TOLERANCE: f64 = 1e-6;

/// A model without time.
pub(super) const LAW: TimeSpec = TimeSpec {
    start: 0.0,
    dt: 0.0,
    steps: 0,
    method: Method::Euler,
};
