//! The path of each draw through time, unsummarised.
//!
//! At any of its steps a path has what the draw has there, whatever else is recorded of it.

use crate::ensemble::{Recorded, Sampling};
use crate::error::CompileError;
use crate::kernel::{Kernel, LANES};
use crate::trajectory::{Block, Keys};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use tenfold_ir::Program;

/// A program compiled for paths of some of its variables.
#[derive(Clone, Debug)]
pub struct Paths {
    kernel: Kernel,
    /// The variables' places among the kernel's records.
    places: Vec<usize>,
    steps: Vec<u32>,
}

impl Paths {
    /// Of the variables at these positions of `program.variables`, every so many steps and at the end.
    /// What else a run records has to be known for the same bits: what is recorded is rounded on its
    /// own.
    pub fn new(
        program: &Program,
        recorded: &[usize],
        variables: &[usize],
        stride: u32,
    ) -> Result<Paths, CompileError> {
        let mut record = recorded.to_vec();
        let mut place_of: HashMap<usize, usize> = recorded
            .iter()
            .enumerate()
            .map(|(place, at)| (*at, place))
            .collect();
        let places = variables.iter().map(|at| {
            *place_of.entry(*at).or_insert_with(|| {
                record.push(*at);
                record.len() - 1
            })
        });
        let places = places.collect();
        Ok(Paths {
            kernel: Kernel::compile(program, &record)?,
            places,
            steps: Recorded::Every(stride).steps(program.time.steps),
        })
    }

    /// The recorded times, as steps since the start.
    pub fn steps(&self) -> &[u32] {
        &self.steps
    }

    /// For each variable its values, time running fastest, draw after draw; NaN from a draw's
    /// divergence on. Runs on the threads of the current rayon pool.
    pub fn run(&self, sampling: &Sampling, draws: Range<u64>) -> Vec<Vec<f64>> {
        let count = draws.end.saturating_sub(draws.start);
        let pieces: Vec<Vec<Vec<f64>>> = (0..count.div_ceil(LANES as u64))
            .into_par_iter()
            .map_init(
                || sampling.block(&self.kernel),
                |block, at| {
                    let first = at * LANES as u64;
                    let lanes = (count - first).min(LANES as u64) as usize;
                    self.piece(block, sampling, (draws.start + first, lanes))
                },
            )
            .collect();
        let joined = |at: usize| {
            pieces
                .iter()
                .flat_map(|piece| &piece[at])
                .copied()
                .collect()
        };
        (0..self.places.len()).map(joined).collect()
    }

    fn piece<'k>(
        &'k self,
        block: &mut Block<'k, LANES>,
        sampling: &'k Sampling,
        (first, lanes): (u64, usize),
    ) -> Vec<Vec<f64>> {
        let times = self.steps.len();
        let mut values = vec![vec![f64::NAN; lanes * times]; self.places.len()];
        sampling.start(block, first);
        for (time, &step) in self.steps.iter().enumerate() {
            block.look_at(step);
            for (place, values) in self.places.iter().zip(&mut values) {
                let now = block.recorded(*place);
                for lane in (0..lanes).filter(|&lane| block.is_alive(lane)) {
                    values[lane * times + time] = match now {
                        Ok(values) => values.0[lane],
                        Err(shared) => shared,
                    };
                }
            }
        }
        values
    }
}

impl Sampling {
    /// Memory for blocks of draws.
    pub(crate) fn block<'k>(&self, kernel: &'k Kernel) -> Block<'k, LANES> {
        let keys = match self {
            Sampling::Random { seed } | Sampling::Given { seed, .. } => {
                Some(Keys::new(kernel, *seed))
            }
            Sampling::Central => None,
        };
        Block::new(kernel, keys)
    }

    /// Begins a block of the draws from `first` on.
    pub(crate) fn start<'k>(&'k self, block: &mut Block<'k, LANES>, first: u64) {
        match self {
            Sampling::Given { given, .. } => block.start_rows(given, first),
            Sampling::Random { .. } | Sampling::Central => block.start(first),
        }
    }
}
