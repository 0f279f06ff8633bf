//! A model under changes.

use tenfold_ir::Program;

/// A model under changes.
pub(crate) struct World {
    /// What runs: assumptions, then interventions.
    pub(crate) program: Program,
    /// What meets the record: assumptions alone.
    pub(crate) believed: Program,
    /// Of the latter.
    pub(crate) fingerprint: String,
    /// Whether every belief that differs from the model's own is a prior.
    pub(crate) differs_in_priors_alone: bool,
}
