//! Whose turn it is: long work is done portion by portion, and between two portions others may go first.
//!
//! Who still waits for a first answer goes before who has one; among these, who was served longest ago.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a waiting one looks whether it is still wanted.
const TICK: Duration = Duration::from_millis(10);
/// Clients whose last turn is remembered.
const REMEMBERED: usize = 4_096;

/// As many turns at once as there are cores to work on.
pub(crate) struct Gate {
    width: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    running: usize,
    /// Numbers turns.
    next: u64,
    /// By client, its last turn.
    served: HashMap<String, u64>,
    waiting: Vec<Waiting>,
}

struct Waiting {
    ticket: u64,
    /// Less goes first.
    rank: (bool, u64, u64),
}

/// A turn, which ends when it is dropped.
pub(crate) struct Turn<'g> {
    gate: &'g Gate,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.gate.state().running -= 1;
        self.gate.changed.notify_all();
    }
}

impl Gate {
    pub(crate) fn new() -> Gate {
        Gate {
            width: std::thread::available_parallelism().map_or(1, usize::from),
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Waits for a turn; none once it is no longer wanted.
    pub(crate) fn turn(
        &self,
        client: &str,
        has_answer: bool,
        cancel: &AtomicBool,
    ) -> Option<Turn<'_>> {
        let mut state = self.state();
        let ticket = state.next;
        state.next += 1;
        let last = state.served.get(client).copied().unwrap_or(0);
        let rank = (has_answer, last, ticket);
        state.waiting.push(Waiting { ticket, rank });
        loop {
            let first = state.waiting.iter().min_by_key(|one| one.rank);
            let is_first = first.is_some_and(|one| one.ticket == ticket);
            let is_over = cancel.load(Ordering::Relaxed);
            if is_over || (is_first && state.running < self.width) {
                state.waiting.retain(|one| one.ticket != ticket);
                if is_over {
                    drop(state);
                    self.changed.notify_all();
                    return None;
                }
                state.running += 1;
                state.serve(client);
                drop(state);
                // Another may have room beside.
                self.changed.notify_all();
                return Some(Turn { gate: self });
            }
            let waited = self.changed.wait_timeout(state, TICK);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn serve(&mut self, client: &str) {
        let now = self.next;
        self.next += 1;
        if self.served.len() >= REMEMBERED {
            self.served.clear();
        }
        self.served.insert(client.to_owned(), now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    /// Lets others wait one by one behind a held gate of one turn, then tells in which order they came.
    fn order(waiting: &[(&'static str, bool)], served: &[&str]) -> Vec<usize> {
        let gate = Arc::new(Gate {
            width: 1,
            ..Gate::new()
        });
        let never = Arc::new(AtomicBool::new(false));
        for client in served {
            drop(gate.turn(client, true, &never));
        }
        let held = gate.turn("holder", true, &never);
        let (tell, told) = channel();
        let threads = waiting
            .iter()
            .enumerate()
            .map(|(nth, &(client, has_answer))| {
                let (own, never, tell) = (gate.clone(), never.clone(), tell.clone());
                let thread = std::thread::spawn(move || {
                    let turn = own.turn(client, has_answer, &never);
                    tell.send(nth).unwrap();
                    drop(turn);
                });
                while gate.state().waiting.len() <= nth {
                    std::thread::yield_now();
                }
                thread
            });
        let threads: Vec<_> = threads.collect();
        drop(held);
        threads.into_iter().for_each(|one| one.join().unwrap());
        told.try_iter().collect()
    }

    #[test]
    fn first_answers_go_before_further_ones() {
        assert_eq!(
            order(&[("a", true), ("b", false), ("c", false)], &[]),
            [1, 2, 0]
        );
    }

    #[test]
    fn who_was_served_longest_ago_goes_first() {
        assert_eq!(order(&[("a", false), ("b", false)], &["b", "a"]), [1, 0]);
    }

    #[test]
    fn what_is_no_longer_wanted_takes_no_turn() {
        let gate = Gate::new();
        let cancel = AtomicBool::new(true);
        assert!(gate.turn("a", false, &cancel).is_none());
        assert!(gate.state().waiting.is_empty() && gate.state().running == 0);
    }
}
