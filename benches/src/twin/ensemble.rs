//! Ranges of draws shared out among threads; one sketch a thread, as they are large.

use super::sketch::Sketch;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Draws of one task; a whole number of batches on every path.
const CHUNK: u64 = 1024;

/// Runs `body` on ranges that cover the draws, on all threads of the pool.
pub fn run(draws: u64, body: impl Fn(&mut Sketch, Range<u64>) + Sync) -> Sketch {
    let next = AtomicU64::new(0);
    let total = Mutex::new(None);
    rayon::broadcast(|_| {
        let mut sketch = Sketch::new();
        loop {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed);
            if start >= draws {
                break;
            }
            body(&mut sketch, start..draws.min(start + CHUNK));
        }
        let mut total = total.lock().expect("no thread panics while it merges");
        *total = Some(match total.take() {
            Some(others) => sketch.merge(others),
            None => sketch,
        });
    });
    let total = total
        .into_inner()
        .expect("no thread panics while it merges");
    total.expect("a pool has at least one thread")
}
