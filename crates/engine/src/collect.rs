//! What claims ask of each draw: its parameters, and numbers at some steps and after the end.
//!
//! Nothing is summarised. A draw diverges where it does in a run, and has the numbers that it had before.

use crate::ensemble::Sampling;
use crate::error::CompileError;
use crate::graph;
use crate::kernel::{Kernel, LANES};
use crate::summary::Divergence;
use crate::trajectory::{Block, Unknown};
use rayon::prelude::*;
use std::ops::Range;
use tenfold_ir::{
    Binary, Column, MilestoneId, Node, NodeId, Program, Unary, Unit, Variable, VariableKind, When,
};

/// A program compiled for its columns.
#[derive(Clone, Debug)]
pub struct Collector {
    kernel: Kernel,
    columns: Vec<Column>,
    /// The steps at which something is asked, ascending.
    steps: Vec<u32>,
    /// By column, whether it reads one milestone after the end.
    is_of_one: Vec<bool>,
}

/// What was asked, a row a draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// By parameter of the program.
    pub params: Vec<Vec<f64>>,
    /// By column of the program; NaN where it is undefined, or its draw diverged before.
    pub columns: Vec<Vec<f64>>,
    /// Where and when a draw diverged.
    pub diverged: Vec<Option<Divergence>>,
}

impl Collector {
    /// Compiles a program with its columns for variables.
    pub fn new(program: &Program) -> Result<Collector, CompileError> {
        let mut asked = program.clone();
        asked.variables = (program.columns.iter())
            .map(|column| Variable {
                name: program.name.clone(),
                labels: Vec::new(),
                kind: VariableKind::Let,
                node: column.node,
                unit: Unit::pure(),
                output: false,
            })
            .collect();
        let record: Vec<usize> = (0..asked.variables.len()).collect();
        let mut steps: Vec<u32> = (program.columns.iter())
            .filter_map(|column| match column.when {
                When::At(step) => Some(step.min(program.time.steps)),
                When::End => None,
            })
            .collect();
        steps.sort_unstable();
        steps.dedup();
        Ok(Collector {
            kernel: Kernel::compile(&asked, &record)?,
            columns: program.columns.clone(),
            steps,
            is_of_one: of_one_milestone(program),
        })
    }

    /// Runs a range of draws on the threads of the current rayon pool; `done` is told of each portion.
    pub fn run(
        &self,
        sampling: &Sampling,
        draws: Range<u64>,
        done: &(impl Fn(u64) + Sync),
    ) -> Collected {
        let count = draws.end.saturating_sub(draws.start);
        let blocks = count.div_ceil(LANES as u64);
        let pieces: Vec<Collected> = (0..blocks)
            .into_par_iter()
            .map_init(
                || sampling.block(&self.kernel),
                |block, at| {
                    let first = at * LANES as u64;
                    let lanes = (count - first).min(LANES as u64) as usize;
                    let piece = self.piece(block, sampling, draws.start + first, lanes);
                    done(lanes as u64);
                    piece
                },
            )
            .collect();
        let join = |count: usize, of: fn(&Collected) -> &Vec<Vec<f64>>| {
            (0..count)
                .map(|at| {
                    pieces
                        .iter()
                        .flat_map(|piece| &of(piece)[at])
                        .copied()
                        .collect()
                })
                .collect()
        };
        Collected {
            params: join(self.kernel.params.len(), |piece| &piece.params),
            columns: join(self.columns.len(), |piece| &piece.columns),
            diverged: pieces
                .iter()
                .flat_map(|piece| &piece.diverged)
                .copied()
                .collect(),
        }
    }

    /// Fills in what is the same whether a milestone that a draw did not reach before it diverged would have
    /// come at once or never, such as that it has not come by a date before.
    fn complete(&self, block: &mut Block<'_, LANES>, columns: &mut [Vec<f64>]) {
        let mut supposed = [Unknown::AtOnce, Unknown::Never].map(|unknown| {
            block.close(unknown);
            let value = |at: usize, lane: usize| match block.recorded(at) {
                Ok(values) => values.0[lane],
                Err(shared) => shared,
            };
            let columns = columns.iter().enumerate();
            let columns =
                columns.map(|(at, have)| (0..have.len()).map(|lane| value(at, lane)).collect());
            columns.collect::<Vec<Vec<f64>>>()
        });
        let [soon, never] = &mut supposed;
        for (at, values) in columns.iter_mut().enumerate() {
            if self.columns[at].when == When::End && self.is_of_one[at] {
                for (lane, value) in values.iter_mut().enumerate() {
                    if soon[at][lane] == never[at][lane] {
                        *value = soon[at][lane];
                    }
                }
            }
        }
    }

    /// Runs one draw.
    pub fn one(&self, sampling: &Sampling, draw: u64) -> Collected {
        self.piece(&mut sampling.block(&self.kernel), sampling, draw, 1)
    }

    fn piece<'k>(
        &'k self,
        block: &mut Block<'k, LANES>,
        sampling: &'k Sampling,
        first: u64,
        lanes: usize,
    ) -> Collected {
        sampling.start(block, first);
        let mut columns = vec![Vec::new(); self.columns.len()];
        let mut read = |block: &Block<'k, LANES>, now: When| {
            let all = self.columns.iter().enumerate().zip(&mut columns);
            for ((at, _), values) in all.filter(|((_, column), _)| column.when == now) {
                *values = match block.recorded(at) {
                    Ok(lane) => lane.0[..lanes].to_vec(),
                    Err(shared) => vec![shared; lanes],
                };
                for (lane, value) in values.iter_mut().enumerate() {
                    if now != When::End && !block.is_alive(lane) {
                        *value = f64::NAN;
                    }
                }
            }
        };
        for &step in &self.steps {
            block.look_at(step);
            read(block, When::At(step));
        }
        block.close(Unknown::Undefined);
        read(block, When::End);
        if (0..lanes).any(|lane| !block.is_alive(lane)) {
            self.complete(block, &mut columns);
        }
        let params = (0..self.kernel.params.len()).map(|at| block.param(at).0[..lanes].to_vec());
        Collected {
            params: params.collect(),
            columns,
            diverged: (0..lanes).map(|lane| block.divergence(lane)).collect(),
        }
    }
}

/// By column of a program, whether no more than one milestone decides it.
fn of_one_milestone(program: &Program) -> Vec<bool> {
    // By node: no milestone, one, or more.
    let mut of: Vec<Result<Option<MilestoneId>, ()>> = Vec::with_capacity(program.nodes.len());
    let join =
        |a: Result<Option<MilestoneId>, ()>, b: Result<Option<MilestoneId>, ()>| match (a?, b?) {
            (Some(a), Some(b)) if a != b => Err(()),
            (a, b) => Ok(a.or(b)),
        };
    for node in &program.nodes {
        let at = |id: NodeId| of[id.index()];
        of.push(match *node {
            Node::Milestone(id, _) => Ok(Some(id)),
            Node::Unary(_, a) | Node::Lookup(_, a) => at(a),
            Node::Binary(_, a, b) => join(at(a), at(b)),
            Node::Select(a, b, c) => join(at(a), join(at(b), at(c))),
            _ => Ok(None),
        });
    }
    let columns = program.columns.iter();
    columns
        .map(|column| of[column.node.index()].is_ok())
        .collect()
}

/// One draw up to a step: what is recorded at each, whatever it comes to.
pub fn trace(
    kernel: &Kernel,
    sampling: &Sampling,
    draw: u64,
    last: u32,
    mut tell: impl FnMut(u32, &[f64]),
) {
    let mut block = sampling.block(kernel);
    sampling.start(&mut block, draw);
    for step in 0..=last.min(kernel.time.steps) {
        block.look_at(step);
        let records = 0..kernel.records.len();
        let values: Vec<f64> = records
            .map(|record| match block.recorded(record) {
                Ok(values) => values.0[0],
                Err(shared) => shared,
            })
            .collect();
        tell(step, &values);
    }
}

/// A function of one number, as the kernels compute it.
pub fn unary(operation: Unary, x: f64) -> f64 {
    graph::unary(operation, x)
}

/// A function of two numbers, as the kernels compute it.
pub fn binary(operation: Binary, a: f64, b: f64) -> f64 {
    graph::binary(operation, a, b)
}
