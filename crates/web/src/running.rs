//! The jobs that are under way.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The jobs that are under way.
#[derive(Default)]
pub(crate) struct Running {
    all: Mutex<Vec<Entry>>,
}

pub(crate) struct Entry {
    pub(crate) client: String,
    pub(crate) slot: String,
    pub(crate) cancel: Arc<AtomicBool>,
}

impl Running {
    pub(crate) fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn cancel_all(&self) {
        let all = self.entries();
        all.iter()
            .for_each(|one| one.cancel.store(true, Ordering::Relaxed));
    }
}
