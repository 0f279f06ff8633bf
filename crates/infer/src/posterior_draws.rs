//! Draws of a posterior, whichever way they were made.

use crate::calibrate_error::CalibrateError;
use crate::particles::Particles;

/// Draws of several runs, run after run.
pub(crate) struct PosteriorDraws {
    /// How many scores a draw has.
    pub dimensions: usize,
    /// Draw after draw.
    pub scores: Vec<f64>,
    /// The draw whose chance each has.
    pub draws: Vec<u64>,
    pub log_evidence: Option<f64>,
    pub steps: u32,
    pub accepted: f64,
    pub divergent: usize,
}

impl PosteriorDraws {
    /// # Errors
    /// If a particle has no likelihood.
    pub fn new(particles: Particles) -> Result<PosteriorDraws, CalibrateError> {
        if !particles.log_likelihoods.iter().all(|l| l.is_finite()) {
            return Err(CalibrateError::Impossible);
        }
        Ok(PosteriorDraws {
            dimensions: particles.dimensions,
            scores: particles.scores,
            draws: particles.draws,
            log_evidence: Some(particles.log_evidence),
            steps: particles.steps,
            accepted: particles.accepted,
            divergent: 0,
        })
    }

    /// How many draws.
    pub fn count(&self) -> usize {
        self.scores.len() / self.dimensions
    }
}
