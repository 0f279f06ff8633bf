//! A compiled program: what is drawn, computed and kept, in registers and on tapes.

use crate::copula::Copula;
use crate::crossing::Crossing;
use crate::distribution::Resolved;
use crate::draw::Drawing;
use crate::lanes::Lanes;
use crate::path::Path;
use crate::table::Table;
use crate::tape::{Operand, Tape};
use std::collections::HashMap;
use tenfold_ir::{DelayKind, Method, TimeSpec};

/// Lanes stepped together.
pub(crate) const LANES: usize = 64;

/// When within a step the right-hand side is evaluated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// The share of the step that has passed.
    pub share: f64,
    /// How far into the step, in steps, what jumps in time is looked at beside it.
    pub side: f64,
}

/// More than the rounding of dates that jumps allow for, and less than anything that shows.
pub(crate) const SIDE: f64 = 1e-5;

/// The moments of each step that a method takes in so many parts: the time of the grid; then, for each
/// stage of RK4, start, middle and end of each part as they are within it, since what jumps at a time of
/// the grid does so between two steps. Euler's method asks for the start of each further part alone.
pub(crate) fn moments(method: Method, parts: u32) -> Vec<Moment> {
    let grid = Moment {
        share: 0.0,
        side: 0.0,
    };
    let within = (0..parts).flat_map(|part| {
        let stages: &[(f64, f64)] = match method {
            Method::Adaptive => &[],
            Method::Euler if part == 0 => &[],
            Method::Euler => &[(0.0, 0.0)],
            Method::Rk4 => &[(0.0, SIDE), (0.5, 0.0), (1.0, -SIDE)],
        };
        let length = 1.0 / f64::from(parts);
        stages.iter().map(move |(share, side)| Moment {
            share: (f64::from(part) + share) * length,
            side: side * length,
        })
    });
    std::iter::once(grid).chain(within).collect()
}

/// A compiled program, to be run any number of times from any number of threads.
#[derive(Clone, Debug)]
pub struct Kernel {
    pub(crate) path: Path,
    pub(crate) time: TimeSpec,
    pub(crate) tables: Vec<Table>,
    /// How many registers a block needs.
    pub(crate) registers: usize,
    /// In how many parts the method takes a step.
    pub(crate) parts: u32,
    /// Values of time alone: a row for each moment of each step.
    pub(crate) time_values: Vec<f64>,
    /// Moments of a step.
    pub(crate) moments: usize,
    /// Values in a row.
    pub(crate) time_width: usize,
    /// The first `time_width` scalars are the row of the time; these follow.
    pub(crate) constants: Vec<f64>,
    pub(crate) prologue: Vec<Prologue>,
    pub(crate) params: Vec<ParamPlan>,
    pub(crate) copula: Copula,
    pub(crate) stocks: Vec<StockPlan>,
    pub(crate) delays: Vec<DelayPlan>,
    pub(crate) noises: Vec<NoisePlan>,
    pub(crate) events: Vec<EventPlan>,
    pub(crate) milestones: Vec<MilestonePlan>,
    pub(crate) records: Vec<RecordPlan>,
    /// What stocks, conditions, hazards and delays need.
    pub(crate) step: Tape,
    /// The same, and what records need besides.
    pub(crate) record: Tape,
    /// What flows need, for the inner stages of RK4.
    pub(crate) stage: Tape,
    /// Whether something jumps in time, so that a step's start is no time of the grid to its flows.
    pub(crate) jumps: bool,
    /// Where lanes have times of their own: the registers of these, and of what jumps reads of them.
    pub(crate) clocks: [Option<u32>; 2],
}

/// A part of what happens once per draw.
#[derive(Clone, Debug)]
pub(crate) enum Prologue {
    Run(Tape),
    /// The parameter gets its value.
    Draw(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct ParamPlan {
    pub site: u64,
    pub register: u32,
    pub central: Option<Operand>,
    pub prior: Option<Drawing>,
}

#[derive(Clone, Debug)]
pub(crate) struct StockPlan {
    pub register: u32,
    pub initial: Operand,
    /// Never another stock's register.
    pub flow: Operand,
    /// The same, on the stage tape.
    pub flow_in_stage: Operand,
}

/// A delay; dead ones have no input and no lag, but keep their place.
#[derive(Clone, Debug)]
pub(crate) struct DelayPlan {
    pub kind: DelayKind,
    pub ends: Option<(Operand, Operand)>,
}

#[derive(Clone, Debug)]
pub(crate) struct NoisePlan {
    /// Its position in the program.
    pub noise: usize,
    pub site: u64,
    pub register: u32,
    pub drawing: Drawing,
}

#[derive(Clone, Debug)]
pub(crate) struct EventPlan {
    pub site: u64,
    pub hazard: Operand,
    pub duration: Option<Drawing>,
    pub active: Option<u32>,
    pub occurred: Option<u32>,
    pub since: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct MilestonePlan {
    pub condition: Operand,
    /// How it comes to hold within a step; empty where it can only at one.
    pub crossing: Vec<Crossing<Operand>>,
    pub reached: Option<u32>,
    pub date: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct RecordPlan {
    /// The variable's position in the program.
    pub variable: usize,
    pub value: Operand,
}

impl Kernel {
    /// The grid of times.
    pub fn time(&self) -> TimeSpec {
        self.time
    }

    /// The positions of the recorded variables in the program, in the order of the summaries.
    pub fn recorded(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.records.iter().map(|record| record.variable)
    }

    /// By recorded variable, which of the values that differ it has: those that are one value share a number.
    pub(crate) fn rows(&self) -> Vec<u32> {
        let mut known = HashMap::new();
        let rows = self.records.iter().map(|record| {
            let next = known.len() as u32;
            *known.entry(record.value).or_insert(next)
        });
        rows.collect()
    }

    /// A parameter's prior, by its place in the program; none where it has none, or where its arguments
    /// differ between draws.
    pub fn prior(&self, param: usize) -> Option<&Resolved> {
        match self.params[param].prior.as_ref()? {
            Drawing::Constant(prior) => Some(prior.resolved()),
            _ => None,
        }
    }

    /// Correlates independent scores of all parameters, as those of draws are.
    pub fn correlate(&self, scores: &mut [f64]) {
        let mut lanes: Vec<Lanes<1>> = scores.iter().map(|score| Lanes([*score])).collect();
        self.copula.correlate(&mut lanes);
        for (score, lane) in scores.iter_mut().zip(lanes) {
            *score = lane.0[0];
        }
    }

    /// Operations a step takes, and those a recorded time takes besides.
    pub fn operations(&self) -> (usize, usize) {
        (self.step.len(), self.record.len() - self.step.len())
    }

    /// Bytes that a block of so many draws takes.
    pub(crate) fn block_bytes(&self, lanes: usize) -> u64 {
        let rows = self.delays.len() as u64 * (u64::from(self.time.steps) + 2);
        (self.registers as u64)
            .saturating_add(rows)
            .saturating_mul(8 * lanes as u64)
    }
}
