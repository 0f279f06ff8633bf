//! What the adaptive method remembers between its sub-steps.

use crate::kernel::Kernel;
use crate::lanes::Lanes;
use tenfold_ir::Method;

/// Stages of a sub-step: places at which slopes are computed.
pub(super) const STAGES: usize = 7;

/// What sub-steps remember; empty for other methods.
pub(super) struct Substeps<const L: usize> {
    /// By stock, where it stands, its slopes, and the largest size that it has had.
    pub(super) stocks: Vec<(Lanes<L>, [Lanes<L>; STAGES], Lanes<L>)>,
    /// Of the next sub-step, as a share of a step.
    pub(super) length: [f64; L],
}

impl<const L: usize> Substeps<L> {
    pub fn new(kernel: &Kernel) -> Self {
        let is_adaptive = kernel.time.method == Method::Adaptive;
        let count = if is_adaptive { kernel.stocks.len() } else { 0 };
        let zero = Lanes([0.0; L]);
        Substeps {
            stocks: vec![(zero, [zero; STAGES], zero); count],
            length: [1.0; L],
        }
    }

    pub fn restart(&mut self) {
        self.length = [1.0; L];
        for (_, _, largest) in &mut self.stocks {
            *largest = Lanes([0.0; L]);
        }
    }
}
