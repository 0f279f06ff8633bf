//! How far work is, and how it is stopped.

use std::sync::atomic::AtomicBool;

/// What takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Draws of an ensemble.
    Draws,
    /// Paths of draws through time, written to a file.
    Trajectories,
    /// Particles on their way from the prior to the posterior, in parts.
    Calibration,
    /// Calibrations and forecasts from earlier dates, in parts.
    Backtest,
    /// Descents of a fit.
    Descents,
}

/// How far work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which.
    pub work: Work,
    /// Draws, parts or descents done.
    pub done: u64,
    /// All of them.
    pub total: u64,
}

/// How a caller watches a run and stops it.
pub struct Control<'a> {
    /// Called from the calling thread a few times a second, and at the end.
    pub progress: &'a mut dyn FnMut(Progress),
    /// Once true, the run ends with [`crate::error::Error::Cancelled`] and leaves nothing behind.
    pub cancel: &'a AtomicBool,
}
