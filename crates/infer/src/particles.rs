//! Particles of a posterior, or on their way to one.

use tenfold_ir::math;

/// Particles of several runs, run after run.
#[derive(Clone, Debug)]
pub(crate) struct Particles {
    /// How many scores a particle has.
    pub dimensions: usize,
    /// Particle after particle.
    pub scores: Vec<f64>,
    /// The draw whose events each has.
    pub draws: Vec<u64>,
    pub log_likelihoods: Vec<f64>,
    /// The logarithm of the mean likelihood under the prior, estimated.
    pub log_evidence: f64,
    /// Steps that the power took.
    pub steps: u32,
    /// Share of the last moves that were accepted.
    pub accepted: f64,
}

impl Particles {
    pub fn scores_of(&self, particle: usize) -> &[f64] {
        &self.scores[particle * self.dimensions..(particle + 1) * self.dimensions]
    }

    pub fn count(&self) -> usize {
        self.log_likelihoods.len()
    }

    /// The mean log likelihood, and its standard error were particles independent.
    pub fn mean_log_likelihood(&self) -> (f64, f64) {
        let (all, count) = (&self.log_likelihoods, self.count() as f64);
        let mean = all.iter().sum::<f64>() / count;
        let squares: f64 = all.iter().map(|l| math::powi(l - mean, 2)).sum();
        (mean, libm::sqrt(squares) / count)
    }
}
