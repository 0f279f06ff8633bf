//! Many draws: ranges in, mergeable summaries and tables out.
//!
//! A draw's numbers follow from its own number alone, so a range can be split in any way, over
//! threads or machines, and gives the same bits.

use crate::compile::{Kernel, LANES};
use crate::summary::{Divergence, Summary};
use crate::trajectory::{Block, Keys};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the numbers of a trajectory come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampling {
    /// Every random variable is drawn.
    Random {
        /// Names one of the 2^64 ensembles.
        seed: u64,
    },
    /// Parameters at their central value, or their median where none is stated; noises at their
    /// median; no event starts. Every draw is the same.
    Central,
}

/// What to run and what to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSpec {
    /// Where the numbers come from.
    pub sampling: Sampling,
    /// Which draws.
    pub draws: Range<u64>,
    /// Steps from one recorded time to the next, from the first on; at least 1.
    pub record_stride: u32,
    /// Whether to keep each draw's recorded values besides summarising them.
    pub trajectories: bool,
}

/// Why a range cannot be run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// It would take more memory than a range may.
    #[error("{what} would take {found}, and at most {bound} is allowed; ask for less at once")]
    TooLarge {
        /// What of it.
        what: &'static str,
        /// How much it would take.
        found: u64,
        /// How much is allowed, in the same measure.
        bound: u64,
    },
}

/// Draws of one range; more are run range after range.
const DRAWS_MAX: u64 = 1 << 24;
/// Recorded variables times recorded times.
const SKETCHES_MAX: u64 = 1 << 22;
/// Bytes of the tables of one range.
const TABLE_BYTES_MAX: u64 = 1 << 32;
/// Blocks that a thread takes at a time.
const BLOCKS_AT_A_TIME: usize = 4;

/// What came of a range of draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The range, summarised.
    pub summary: Summary,
    /// The range, draw by draw.
    pub draws: DrawTable,
    /// For each recorded variable its values, time running fastest, draw after draw; NaN from a
    /// draw's divergence on.
    pub trajectories: Option<Vec<Vec<f64>>>,
}

/// Columns with a row for each draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawTable {
    /// The first row's draw.
    pub first_draw: u64,
    /// By parameter.
    pub params: Vec<Vec<f64>>,
    /// By milestone, the step at which it was first reached, or [`NOT_REACHED`].
    pub milestones: Vec<Vec<u32>>,
    /// Where and when a draw diverged.
    pub diverged: Vec<Option<Divergence>>,
}

/// In a table of steps: never.
pub const NOT_REACHED: u32 = u32::MAX;

impl RunSpec {
    /// The recorded times of a kernel's run, as steps since the start.
    pub fn recorded_steps(&self, kernel: &Kernel) -> Vec<u32> {
        let stride = self.record_stride.max(1);
        (0..=kernel.time.steps / stride)
            .map(|nth| nth * stride)
            .collect()
    }

    fn check(&self, kernel: &Kernel) -> Result<(), RunError> {
        let draws = self.draws.end.saturating_sub(self.draws.start);
        let times = u64::from(kernel.time.steps / self.record_stride.max(1)) + 1;
        let sketches = (kernel.records.len() as u64).saturating_mul(times);
        let row = kernel.params.len() as u64 * 8
            + kernel.milestones.len() as u64 * 4
            + if self.trajectories {
                sketches.saturating_mul(8)
            } else {
                0
            };
        let bounds = [
            ("a range of draws", draws, DRAWS_MAX),
            (
                "recorded variables times recorded times",
                sketches,
                SKETCHES_MAX,
            ),
            (
                "the table of a range, in bytes,",
                draws.saturating_mul(row),
                TABLE_BYTES_MAX,
            ),
        ];
        for (what, found, bound) in bounds {
            if found > bound {
                return Err(RunError::TooLarge { what, found, bound });
            }
        }
        Ok(())
    }
}

/// Runs a range of draws on the threads of the current rayon pool.
pub fn run(kernel: &Kernel, spec: &RunSpec) -> Result<Chunk, RunError> {
    run_in_blocks::<LANES>(kernel, spec)
}

/// [`run`] with another number of lanes to a block.
pub(crate) fn run_in_blocks<const L: usize>(
    kernel: &Kernel,
    spec: &RunSpec,
) -> Result<Chunk, RunError> {
    spec.check(kernel)?;
    let range = spec.draws.start..spec.draws.end.max(spec.draws.start);
    let keys = match spec.sampling {
        Sampling::Random { seed } => Some(Keys::new(kernel, seed)),
        Sampling::Central => None,
    };
    let draws = (range.end - range.start) as usize;
    let blocks = draws.div_ceil(L);
    let next = AtomicUsize::new(0);
    let threads = rayon::current_num_threads()
        .min(blocks.div_ceil(BLOCKS_AT_A_TIME))
        .max(1);
    let workers: Vec<Worker<L>> = (0..threads)
        .into_par_iter()
        .map(|_| {
            let mut worker = Worker::new(kernel, spec, keys.as_ref());
            loop {
                let first = next.fetch_add(BLOCKS_AT_A_TIME, Ordering::Relaxed);
                if first >= blocks {
                    return worker;
                }
                for block in first..blocks.min(first + BLOCKS_AT_A_TIME) {
                    worker.run(block, (draws - block * L).min(L));
                }
            }
        })
        .collect();
    Ok(gather(kernel, spec, draws, workers))
}

/// What a thread makes of its share.
struct Worker<'k, const L: usize> {
    block: Block<'k, L>,
    spec: &'k RunSpec,
    stride: u32,
    summary: Summary,
    pieces: Vec<Piece>,
}

/// The rows of one block, columns one after another.
struct Piece {
    block: usize,
    params: Vec<f64>,
    milestones: Vec<u32>,
    diverged: Vec<Option<Divergence>>,
    trajectories: Vec<f64>,
}

impl<'k, const L: usize> Worker<'k, L> {
    fn new(kernel: &'k Kernel, spec: &'k RunSpec, keys: Option<&'k Keys>) -> Self {
        Worker {
            block: Block::new(kernel, keys),
            spec,
            stride: spec.record_stride.max(1),
            summary: Summary::new(
                kernel.records.len(),
                spec.recorded_steps(kernel),
                kernel.milestones.len(),
            ),
            pieces: Vec::new(),
        }
    }

    fn run(&mut self, block: usize, lanes: usize) {
        let first_draw = self.spec.draws.start + (block * L) as u64;
        let times = self.summary.steps().len();
        let records = self.block.records();
        let mut trajectories = Vec::new();
        if self.spec.trajectories {
            trajectories.resize(records * lanes * times, f64::NAN);
        }
        let summary = &mut self.summary;
        self.block.run(first_draw, self.stride, |time, block| {
            let all_alive = block.all_alive();
            for record in 0..records {
                let values = block.recorded(record);
                if all_alive {
                    summary.insert(record, time, &values.0[..lanes]);
                } else {
                    let mut alive = [0.0; L];
                    let mut count = 0;
                    for lane in (0..lanes).filter(|&lane| block.is_alive(lane)) {
                        alive[count] = values.0[lane];
                        count += 1;
                    }
                    summary.insert(record, time, &alive[..count]);
                }
                if !trajectories.is_empty() {
                    for lane in (0..lanes).filter(|&lane| block.is_alive(lane)) {
                        trajectories[(record * lanes + lane) * times + time] = values.0[lane];
                    }
                }
            }
        });
        self.end(block, lanes, trajectories);
    }

    fn end(&mut self, block: usize, lanes: usize, trajectories: Vec<f64>) {
        let first_draw = self.spec.draws.start + (block * L) as u64;
        let state = &self.block;
        let milestones = state.milestones();
        for lane in 0..lanes {
            let reached = (0..milestones).map(|milestone| state.crossing(milestone, lane));
            let draw = first_draw + lane as u64;
            self.summary.end_draw(draw, reached, state.divergence(lane));
        }
        let params = (0..state.params()).flat_map(|p| state.param(p).0[..lanes].iter().copied());
        let steps = (0..milestones).flat_map(|milestone| {
            (0..lanes).map(move |lane| state.crossing(milestone, lane).unwrap_or(NOT_REACHED))
        });
        self.pieces.push(Piece {
            block,
            params: params.collect(),
            milestones: steps.collect(),
            diverged: (0..lanes).map(|lane| state.divergence(lane)).collect(),
            trajectories,
        });
    }
}

/// Joins what the threads made, rows in the order of draws.
fn gather<const L: usize>(
    kernel: &Kernel,
    spec: &RunSpec,
    draws: usize,
    workers: Vec<Worker<L>>,
) -> Chunk {
    let (records, milestones) = (kernel.records.len(), kernel.milestones.len());
    let mut summary = Summary::new(records, spec.recorded_steps(kernel), milestones);
    let mut pieces = Vec::new();
    for worker in workers {
        summary.merge(worker.summary);
        pieces.extend(worker.pieces);
    }
    pieces.sort_unstable_by_key(|piece| piece.block);
    let columns = |count: usize, rows: usize| -> Vec<Vec<f64>> {
        (0..count).map(|_| Vec::with_capacity(rows)).collect()
    };
    let times = summary.steps().len();
    let mut table = DrawTable {
        first_draw: spec.draws.start,
        params: columns(kernel.params.len(), draws),
        milestones: (0..milestones).map(|_| Vec::with_capacity(draws)).collect(),
        diverged: Vec::with_capacity(draws),
    };
    let mut trajectories = spec.trajectories.then(|| columns(records, draws * times));
    for piece in pieces {
        let lanes = piece.diverged.len();
        extend(&mut table.params, &piece.params, lanes);
        extend(&mut table.milestones, &piece.milestones, lanes);
        table.diverged.extend(piece.diverged);
        if let Some(columns) = &mut trajectories {
            extend(columns, &piece.trajectories, lanes * times);
        }
    }
    Chunk {
        summary,
        draws: table,
        trajectories,
    }
}

/// Appends to each column its part of a piece.
fn extend<T: Copy>(columns: &mut [Vec<T>], piece: &[T], rows: usize) {
    for (column, part) in columns.iter_mut().zip(piece.chunks_exact(rows.max(1))) {
        column.extend_from_slice(part);
    }
}
