//! Differences within each draw, gathered as draws pass: by scenario, variable and recorded time, and
//! of milestones in steps.
//!
//! Whole numbers and sketches alone, whose first draws are the same however the others are portioned.

use super::rows::Side;
use rayon::prelude::*;
use std::collections::BTreeMap;
use tenfold_engine::{NOT_REACHED, Rows, Sketch};

/// When a milestone comes in each of two worlds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    /// Draws in which it comes in both, by how many steps later it comes in the second.
    pub(super) both: BTreeMap<i64, u64>,
    /// Draws in which it comes in the first alone.
    pub(super) first: u64,
    /// Draws in which it comes in the second alone.
    pub(super) second: u64,
}

impl Dates {
    fn add(&mut self, first: u32, second: u32) {
        match (first == NOT_REACHED, second == NOT_REACHED) {
            (true, true) => {}
            (false, true) => self.first += 1,
            (true, false) => self.second += 1,
            (false, false) => {
                let later = i64::from(second) - i64::from(first);
                *self.both.entry(later).or_insert(0) += 1;
            }
        }
    }
}

/// One scenario against the first.
#[derive(Clone, Debug, Default)]
pub(super) struct Against {
    /// By variable, time running fastest.
    pub(super) series: Vec<Sketch>,
    /// By milestone.
    pub(super) dates: Vec<Dates>,
}

/// All scenarios but the first, against it.
pub(super) struct Paired {
    pub(super) against: Vec<Against>,
    /// Each scenario for itself, once all draws have passed.
    pub(super) sides: Vec<Side>,
    times: usize,
}

impl Paired {
    /// Of no draws yet.
    pub(super) fn new(scenarios: usize, variables: usize, times: usize) -> Paired {
        let none = Against {
            series: vec![Sketch::default(); variables * times],
            dates: Vec::new(),
        };
        Paired {
            against: vec![none; scenarios - 1],
            sides: Vec::new(),
            times,
        }
    }

    /// Takes in the same draws of every scenario.
    pub(super) fn add(&mut self, rows: &[Rows]) {
        let (first, others) = rows.split_first().expect("two scenarios are compared");
        let times = self.times;
        for (against, rows) in self.against.iter_mut().zip(others) {
            let (mine, other) = (&first.trajectories, &rows.trajectories);
            let (Some(mine), Some(other)) = (mine, other) else {
                continue;
            };
            let by_variable = against.series.par_chunks_mut(times);
            let variables = by_variable.zip(mine.par_iter().zip(other));
            variables.for_each(|(sketches, (mine, other))| {
                let mut gaps = Vec::new();
                for (time, sketch) in sketches.iter_mut().enumerate() {
                    let pairs = mine.iter().zip(other).skip(time).step_by(times);
                    gaps.clear();
                    // NaN from a divergence on, and where both are infinite: counted apart.
                    gaps.extend(pairs.map(|(mine, other)| other - mine));
                    sketch.insert(&gaps);
                }
            });
            let milestones = &rows.draws.milestones;
            against.dates.resize_with(milestones.len(), Dates::default);
            let columns = first.draws.milestones.iter().zip(milestones);
            for (dates, (mine, other)) in against.dates.iter_mut().zip(columns) {
                let pairs = mine.iter().zip(other);
                pairs.for_each(|(mine, other)| dates.add(*mine, *other));
            }
        }
    }
}
