//! What is kept of an ensemble: sketches by variable and time, dates of milestones, and what
//! diverged. Two summaries merge into that of both ensembles, to the same bits in any order.

use crate::dates::Dates;
use crate::sketch::{DRAWS_MAX, Sketch};
use rayon::prelude::*;
use std::collections::BTreeMap;
use tenfold_ir::{EventId, MilestoneId, ParamId, StockId, TimeSpec};

/// Where a draw ceased to be finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A parameter's value.
    Param(ParamId),
    /// A stock.
    Stock(StockId),
    /// An event's hazard or duration.
    Event(EventId),
    /// A milestone's condition.
    Milestone(MilestoneId),
}

/// A draw in which a parameter, a stock, or what an event or a milestone needs, is not finite: from this
/// step on it is in no statistic. What it reached before stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Divergence {
    /// Steps since the start.
    pub step: u32,
    /// Where it showed first.
    pub place: Place,
}

/// An ensemble, summarised.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    steps: Vec<u32>,
    /// By recorded variable, its row of sketches; variables that are one value share a row.
    rows: Vec<u32>,
    /// Row after row; time runs fastest.
    sketches: Vec<Sketch>,
    milestones: Vec<Dates>,
    draws: u64,
    diverged: BTreeMap<Divergence, u64>,
    first_diverged: Option<(u64, Divergence)>,
}

impl Summary {
    /// Of no draws yet; `rows` gives each variable its row, each row's first in ascending order.
    pub(crate) fn new(
        rows: Vec<u32>,
        steps: Vec<u32>,
        (milestones, time): (usize, TimeSpec),
    ) -> Summary {
        let count = rows.iter().max().map_or(0, |row| *row as usize + 1);
        Summary {
            sketches: vec![Sketch::default(); count * steps.len()],
            rows,
            steps,
            milestones: vec![Dates::new(&time); milestones],
            draws: 0,
            diverged: BTreeMap::new(),
            first_diverged: None,
        }
    }

    /// Of no draws yet, with frames for the sketches that these draws set.
    pub(crate) fn framed(&self) -> Summary {
        let sketches = self.sketches.par_iter().map(Sketch::framed);
        Summary {
            sketches: sketches.collect(),
            milestones: self.milestones.iter().map(Dates::emptied).collect(),
            steps: self.steps.clone(),
            rows: self.rows.clone(),
            draws: 0,
            diverged: BTreeMap::new(),
            first_diverged: None,
        }
    }

    /// Of each row a variable that it is of.
    pub(crate) fn rows(&self) -> Vec<usize> {
        let mut first = Vec::new();
        for (variable, row) in self.rows.iter().enumerate() {
            if *row as usize == first.len() {
                first.push(variable);
            }
        }
        first
    }

    /// The sketch of a row at a recorded time, to take values in.
    pub(crate) fn sketch_mut(&mut self, row: usize, time: usize) -> &mut Sketch {
        &mut self.sketches[row * self.steps.len() + time]
    }

    /// Takes in that a draw ended, when it reached what, and whether it diverged.
    pub(crate) fn end_draw(
        &mut self,
        draw: u64,
        milestones: impl Iterator<Item = f64>,
        divergence: Option<Divergence>,
    ) {
        self.draws += 1;
        let diverged = divergence.map(|divergence| divergence.step);
        for (dates, date) in self.milestones.iter_mut().zip(milestones) {
            dates.insert(date, diverged);
        }
        if let Some(divergence) = divergence {
            *self.diverged.entry(divergence).or_insert(0) += 1;
            self.note_first(draw, divergence);
        }
    }

    fn note_first(&mut self, draw: u64, divergence: Divergence) {
        if self.first_diverged.is_none_or(|(first, _)| draw < first) {
            self.first_diverged = Some((draw, divergence));
        }
    }

    /// Takes in the summary of other draws of the same kernel, recorded at the same times.
    ///
    /// # Panics
    /// If it is of another kernel or of other times, or both are of over [`DRAWS_MAX`] draws.
    pub fn merge(&mut self, other: Summary) {
        assert!(
            self.draws + other.draws <= DRAWS_MAX,
            "a summary is of at most {DRAWS_MAX} draws"
        );
        assert_eq!(
            self.steps, other.steps,
            "summaries of the same recorded times merge"
        );
        assert_eq!(
            (&self.rows, self.milestones.len()),
            (&other.rows, other.milestones.len()),
            "summaries of the same kernel merge"
        );
        let sketches = self.sketches.par_iter_mut().zip(other.sketches);
        sketches.for_each(|(own, other)| own.merge(other));
        for (own, other) in self.milestones.iter_mut().zip(other.milestones) {
            own.merge(other);
        }
        self.draws += other.draws;
        for (divergence, count) in other.diverged {
            *self.diverged.entry(divergence).or_insert(0) += count;
        }
        if let Some((draw, divergence)) = other.first_diverged {
            self.note_first(draw, divergence);
        }
    }

    /// How many draws it is of.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The recorded times, as steps since the start.
    pub fn steps(&self) -> &[u32] {
        &self.steps
    }

    /// The values of a recorded variable, by its place among the recorded ones, at a recorded time.
    pub fn sketch(&self, variable: usize, time: usize) -> &Sketch {
        &self.sketches[self.rows[variable] as usize * self.steps.len() + time]
    }

    /// A quantile of a recorded variable at a recorded time, over the draws that have a value; `None` where
    /// there are none.
    pub fn quantile(&self, variable: usize, time: usize, p: f64) -> Option<f64> {
        self.sketch(variable, time).quantile(p)
    }

    /// By how much a quantile between the 5 and the 95 % one may miss the exact one of the same draws,
    /// as a share of the distance between these two.
    pub fn quantile_error(&self) -> f64 {
        let errors = self.sketches.iter().map(Sketch::quantile_error);
        errors.fold(0.0, f64::max)
    }

    /// When draws reached a milestone.
    pub fn milestone(&self, milestone: usize) -> &Dates {
        &self.milestones[milestone]
    }

    /// The share of all draws that have a value of a recorded variable at a recorded time: those that
    /// have not diverged by then, less those in which it is undefined.
    pub fn valued(&self, variable: usize, time: usize) -> f64 {
        self.sketch(variable, time).count() as f64 / self.draws.max(1) as f64
    }

    /// How many draws diverged.
    pub fn diverged(&self) -> u64 {
        self.diverged.values().sum()
    }

    /// How many draws had diverged by this step.
    pub fn diverged_by(&self, step: u32) -> u64 {
        let by = |divergence: &&Divergence| divergence.step <= step;
        let found = self.diverged.keys().take_while(by);
        found.map(|divergence| self.diverged[divergence]).sum()
    }

    /// Where and when draws diverged and how many, ascending in time.
    pub fn divergences(&self) -> impl Iterator<Item = (Divergence, u64)> + '_ {
        self.diverged
            .iter()
            .map(|(&divergence, &count)| (divergence, count))
    }

    /// The diverged draw of the smallest number, to be looked at.
    pub fn first_diverged(&self) -> Option<(u64, Divergence)> {
        self.first_diverged
    }
}
