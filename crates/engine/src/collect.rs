//! What claims ask of each draw: its parameters, and numbers at some steps and after the end.
//!
//! Nothing is summarised, and a number that is none leaves its draw alive: it is asked by one claim
//! and says nothing of the others.

use crate::ensemble::Sampling;
use crate::error::CompileError;
use crate::graph;
use crate::kernel::{Kernel, LANES};
use crate::prune::pruned;
use crate::trajectory::Block;
use rayon::prelude::*;
use std::ops::Range;
use tenfold_ir::{Binary, Column, Program, Unary, Unit, Variable, VariableKind, When};

/// A program compiled for its columns.
#[derive(Clone, Debug)]
pub struct Collector {
    kernel: Kernel,
    columns: Vec<Column>,
    /// The steps at which something is asked, ascending.
    steps: Vec<u32>,
}

/// What was asked, a row a draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// By parameter of the program.
    pub params: Vec<Vec<f64>>,
    /// By column of the program; NaN in a draw that diverged.
    pub columns: Vec<Vec<f64>>,
    /// Whether a draw diverged.
    pub diverged: Vec<bool>,
}

impl Collector {
    /// Compiles a program with its columns alone: what they do not need is not computed.
    pub fn new(program: &Program) -> Result<Collector, CompileError> {
        let mut asked = pruned(program);
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
            }
        };
        for &step in &self.steps {
            block.look_at(step);
            read(block, When::At(step));
        }
        block.close();
        read(block, When::End);
        let diverged: Vec<bool> = (0..lanes).map(|lane| !block.is_alive(lane)).collect();
        for values in &mut columns {
            for (value, diverged) in values.iter_mut().zip(&diverged) {
                if *diverged {
                    *value = f64::NAN;
                }
            }
        }
        let params = (0..self.kernel.params.len()).map(|at| block.param(at).0[..lanes].to_vec());
        Collected {
            params: params.collect(),
            columns,
            diverged,
        }
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
