//! Many descents side by side: each has a lane until it ends, then the next has it.

use crate::descent::Descent;
use crate::law::Law;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use tenfold_engine::Evaluator;

/// One minimisation to be done.
#[derive(Clone, Debug)]
pub(crate) struct Task<'w> {
    pub start: Vec<f64>,
    /// How much each run counts.
    pub weights: &'w [f64],
    /// A coordinate that stays at its start.
    pub held: Option<usize>,
}

/// Where a minimisation ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Minimum {
    pub point: Vec<f64>,
    /// Infinite where the objective has no value at the start.
    pub value: f64,
}

/// Does all tasks; what each gives depends on it alone. `None` if cancelled.
pub(crate) fn minimise(
    law: &Law,
    tasks: &[Task],
    cancel: &AtomicBool,
    done: &AtomicU64,
) -> Option<Vec<Minimum>> {
    let next = AtomicUsize::new(0);
    let threads = rayon::current_num_threads()
        .min(tasks.len().div_ceil(Evaluator::LANES))
        .max(1);
    let parts: Vec<Vec<(usize, Minimum)>> = (0..threads)
        .into_par_iter()
        .map(|_| Lanes::new(law, tasks).run(&next, cancel, done))
        .collect();
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    let mut all: Vec<(usize, Minimum)> = parts.into_iter().flatten().collect();
    all.sort_unstable_by_key(|(task, _)| *task);
    Some(all.into_iter().map(|(_, minimum)| minimum).collect())
}

struct Lanes<'a> {
    law: &'a Law,
    tasks: &'a [Task<'a>],
    evaluator: Evaluator<'a>,
    lanes: Vec<Option<(usize, Descent)>>,
    ended: Vec<(usize, Minimum)>,
}

impl<'a> Lanes<'a> {
    fn new(law: &'a Law, tasks: &'a [Task<'a>]) -> Self {
        Lanes {
            law,
            tasks,
            evaluator: Evaluator::new(law.objective_kernel()),
            lanes: vec![None; Evaluator::LANES],
            ended: Vec::new(),
        }
    }

    fn run(
        mut self,
        next: &AtomicUsize,
        cancel: &AtomicBool,
        done: &AtomicU64,
    ) -> Vec<(usize, Minimum)> {
        while !cancel.load(Ordering::Relaxed) {
            self.refill(next);
            if self.lanes.iter().all(Option::is_none) {
                break;
            }
            let before = self.ended.len();
            self.step();
            done.fetch_add((self.ended.len() - before) as u64, Ordering::Relaxed);
        }
        self.ended
    }

    fn refill(&mut self, next: &AtomicUsize) {
        for lane in 0..self.lanes.len() {
            if self.lanes[lane].is_some() {
                continue;
            }
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = self.tasks.get(at) else {
                return;
            };
            let first_weight = self.law.coordinates();
            for (row, &weight) in task.weights.iter().enumerate() {
                self.evaluator.set(first_weight + row, lane, weight);
            }
            self.lanes[lane] = Some((at, Descent::new(task.start.clone(), task.held)));
        }
    }

    /// Evaluates every lane's trial and tells each descent.
    fn step(&mut self) {
        let coordinates = self.law.coordinates();
        for (lane, slot) in self.lanes.iter().enumerate() {
            if let Some((_, descent)) = slot {
                for (at, &z) in descent.trial().iter().enumerate() {
                    self.evaluator.set(at, lane, z);
                }
            }
        }
        self.evaluator.evaluate();
        for lane in 0..self.lanes.len() {
            let Some((task, descent)) = &mut self.lanes[lane] else {
                continue;
            };
            let read = |record| self.evaluator.value(record, lane);
            descent.tell(read(0), (1..=coordinates).map(read).collect());
            if descent.is_done() {
                let task = *task;
                let (_, descent) = self.lanes[lane].take().expect("it was just told");
                let (point, value) = descent.best();
                self.ended.push((task, Minimum { point, value }));
            }
        }
    }
}
