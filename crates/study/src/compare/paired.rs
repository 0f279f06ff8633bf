//! Differences within each draw, gathered as draws pass: by scenario, variable and recorded time, and
//! of milestones in years.
//!
//! Whole numbers and sketches alone, whose first draws are the same however the others are portioned.

use rayon::prelude::*;
use tenfold_engine::{Histogram, Rows, Sketch, Summary};
use tenfold_ir::TimeSpec;

/// When a milestone comes in each of two worlds, in the draws of which that is known in both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pairs {
    /// How many those are.
    pub(crate) known: u64,
    /// Of those in which it comes in both, by how many years it comes later in the second.
    pub(crate) both: Histogram,
    /// Draws in which it comes in the first alone.
    pub(crate) first: u64,
    /// Draws in which it comes in the second alone.
    pub(crate) second: u64,
    /// Draws in which it comes in both, and earlier in the second.
    pub(crate) earlier: u64,
    /// The same, and later.
    pub(crate) later: u64,
}

impl Pairs {
    fn new(time: &TimeSpec) -> Pairs {
        Pairs {
            known: 0,
            both: Histogram::new(time),
            first: 0,
            second: 0,
            earlier: 0,
            later: 0,
        }
    }

    fn add(&mut self, first: f64, second: f64) {
        if first.is_nan() || second.is_nan() {
            return;
        }
        self.known += 1;
        match (first.is_finite(), second.is_finite()) {
            (false, false) => {}
            (true, false) => self.first += 1,
            (false, true) => self.second += 1,
            (true, true) => {
                self.both.insert(second - first);
                self.earlier += u64::from(second < first);
                self.later += u64::from(second > first);
            }
        }
    }
}

/// One scenario against the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Against {
    /// By variable, time running fastest.
    pub(crate) series: Vec<Sketch>,
    /// By milestone.
    pub(crate) dates: Vec<Pairs>,
}

/// All scenarios but the first, against it.
pub(crate) struct Paired {
    pub(crate) against: Vec<Against>,
    /// Each scenario for itself, once all draws have passed.
    pub(crate) sides: Vec<Side>,
    times: usize,
    time: TimeSpec,
}

impl Paired {
    /// Of no draws yet.
    pub(crate) fn new(
        scenarios: usize,
        (variables, times): (usize, usize),
        time: &TimeSpec,
    ) -> Paired {
        let none = Against {
            series: vec![Sketch::default(); variables * times],
            dates: Vec::new(),
        };
        Paired {
            against: vec![none; scenarios - 1],
            sides: Vec::new(),
            times,
            time: *time,
        }
    }

    /// Takes in the same draws of every scenario.
    pub(crate) fn add(&mut self, rows: &[Rows]) {
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
            against
                .dates
                .resize_with(milestones.len(), || Pairs::new(&self.time));
            let columns = first.draws.milestones.iter().zip(milestones);
            for (dates, (mine, other)) in against.dates.iter_mut().zip(columns) {
                let pairs = mine.iter().zip(other);
                pairs.for_each(|(mine, other)| dates.add(*mine, *other));
            }
        }
    }
}

/// A scenario for itself.
pub(crate) struct Side(pub(crate) Summary);
