//! Trajectories whose parameters and whose past are given: those of a posterior.

/// Rows of parameters, and the draws whose chance they had.
///
/// Draw k has the parameters of row k, from the first on again after the last. Up to a step it has
/// the chance (noises and events) that row had; from then on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// By parameter of the program, a value each row in base units; none is drawn from its prior.
    pub params: Vec<Option<Vec<f64>>>,
    /// The draw whose chance each row had; at least one.
    pub draws: Vec<u64>,
    /// The first step whose chance is the draw's own.
    pub until: u32,
}

impl Given {
    /// The row of a lane.
    pub(crate) fn row(&self, first_draw: u64, lane: usize) -> usize {
        (first_draw.wrapping_add(lane as u64) % self.draws.len() as u64) as usize
    }
}
