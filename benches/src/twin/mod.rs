//! The reference model written by hand: twins of what Tenfold compiles from its text.

pub mod draw;
pub mod ensemble;
pub mod model;
pub mod scalar;
pub mod simd;
pub mod sketch;

use model::RECORDS;

/// What one trajectory leaves behind.
pub struct Trajectory {
    /// K, U and R at each recorded time.
    pub records: [[f64; RECORDS]; 3],
    /// Steps until R first reached its threshold; one more than a trajectory has for never.
    pub crossing: usize,
}
