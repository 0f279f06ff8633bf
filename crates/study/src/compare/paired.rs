//! Differences within each draw, gathered as draws pass: by scenario, variable and recorded time, and
//! of milestones in years.
//!
//! Whole numbers and sketches alone, whose first draws are the same however the others are portioned.

use rayon::prelude::*;
use tenfold_engine::{Histogram, Rows, Sketch, Summary};
use tenfold_ir::{TimeSpec, math};

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
    /// The same of the logarithm of the ratio, in the draws in which both are positive.
    pub(crate) ratios: Vec<Sketch>,
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
            ratios: vec![Sketch::default(); variables * times],
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
            let by_variable = by_variable.zip(against.ratios.par_chunks_mut(times));
            let variables = by_variable.zip(mine.par_iter().zip(other));
            variables.for_each(|((gaps, ratios), (mine, other))| {
                // NaN from a divergence on, and where both are infinite: counted apart.
                insert(gaps, mine, other, |mine, other| other - mine);
                insert(ratios, mine, other, log_ratio);
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

/// Takes in what is said of two values of each draw, time running fastest.
fn insert(sketches: &mut [Sketch], mine: &[f64], other: &[f64], say: impl Fn(f64, f64) -> f64) {
    let (times, mut said) = (sketches.len(), Vec::new());
    for (time, sketch) in sketches.iter_mut().enumerate() {
        let pairs = mine.iter().zip(other).skip(time).step_by(times);
        said.clear();
        said.extend(pairs.map(|(mine, other)| say(*mine, *other)));
        sketch.insert(&said);
    }
}

/// NaN where one of both is not positive; exactly 0 where they are equal.
fn log_ratio(mine: f64, other: f64) -> f64 {
    match mine > 0.0 && other > 0.0 {
        true => math::ln(other / mine),
        false => f64::NAN,
    }
}

/// A scenario for itself.
pub(crate) struct Side(pub(crate) Summary);
