//! What is compared: each contender runs the reference model on the same work.
//!
//! The work: draw ten parameters from the same distributions, take 240 Euler steps, summarise
//! K, U and R at the start and at the end of each year, find the first crossing of R ≥ 1.

mod hand_written;
mod numpy;
mod tenfold;

pub use hand_written::{Scalar, Vector};
pub use numpy::Numpy;
pub use tenfold::Tenfold;

/// Probabilities of the quantiles compared.
pub const PROBABILITIES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The trajectory at the fixed parameters, after its last step.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    /// K, U and R.
    pub finals: [f64; 3],
    /// Steps to the first crossing.
    pub crossing: usize,
}

/// An ensemble, after its last step.
#[derive(Clone, Copy, Debug)]
pub struct Ensemble {
    /// Of K, U and R, at [`PROBABILITIES`].
    pub quantiles: [[f64; 5]; 3],
    /// Bound on their error as a share of the distance between the outermost two, besides the error of a
    /// finite number of draws.
    pub quantile_error: f64,
    /// Share of draws that crossed.
    pub crossed: f64,
}

/// One way to run the reference model.
pub trait Contender {
    /// What it is.
    fn name(&self) -> String;
    /// The fixed parameters, once.
    fn fixed(&mut self) -> Fixed;
    /// An ensemble.
    fn run(&mut self, seed: u64, draws: u64) -> Ensemble;
}
