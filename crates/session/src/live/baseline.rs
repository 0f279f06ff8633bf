//! Draws of the model as it is, kept portion by portion.

use crate::live::start::Begun;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use tenfold_engine::{Collected, Collector};

/// Bytes of draws of the model as it is that are kept for one layout.
const BASELINE_BYTES_MAX: usize = 48 << 20;

/// Draws of the model as it is, portion by portion.
pub(crate) struct Baseline {
    pub(crate) collector: Arc<Collector>,
    pub(crate) begun: Arc<Begun>,
    pub(crate) seed: u64,
    pub(crate) kept: Mutex<Vec<Arc<Collected>>>,
}

impl Baseline {
    /// A portion, by its number; run anew where it was not kept.
    pub(crate) fn portion(&self, nth: usize, draws: Range<u64>) -> Arc<Collected> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(nth) {
            return found.clone();
        }
        let sampling = self.begun.sampling(self.seed);
        let run = Arc::new(self.collector.run(&sampling, draws, &|_| {}));
        let mut kept = kept();
        let bytes = |one: &Arc<Collected>| {
            let rows = one.diverged.len() * 8;
            rows * (one.params.len() + one.columns.len() + 2)
        };
        let all: usize = kept.iter().map(bytes).sum();
        if kept.len() == nth && all + bytes(&run) <= BASELINE_BYTES_MAX {
            kept.push(run.clone());
        }
        run
    }
}
