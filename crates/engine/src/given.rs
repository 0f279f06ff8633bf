//! Trajectories whose parameters and whose past are given: those of a posterior.

/// Rows of parameters, and of the chance that they had.
///
/// Draw k has the parameters of row k, from the first on again after the last. Up to a step it has
/// the chance (noises and events) that row had; from then on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// By parameter of the program, a value each row in base units; none is drawn from its prior.
    pub params: Vec<Option<Vec<f64>>>,
    /// The draw whose chance each row had, but for what follows; at least one.
    pub draws: Vec<u64>,
    /// By noise of the program, row after row, the standard normal score of each step of the past that
    /// its values follow from; of one without, rows have the chance of their draws.
    pub noises: Vec<Option<Vec<f64>>>,
    /// The first step whose chance is the draw's own.
    pub until: u32,
}

impl Given {
    /// The row of a lane.
    pub(crate) fn row(&self, first_draw: u64, lane: usize) -> usize {
        (first_draw.wrapping_add(lane as u64) % self.draws.len() as u64) as usize
    }

    /// The normal score of a noise in a row.
    pub(crate) fn score(&self, noise: usize, row: usize, step: u32) -> Option<f64> {
        let scores = self.noises[noise].as_ref()?;
        Some(scores[row * self.until as usize + step as usize])
    }
}
