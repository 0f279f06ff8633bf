//! Many draws: ranges in, mergeable summaries and tables out.
//!
//! A draw's numbers follow from its own number alone, so a range can be split in any way, over
//! threads or machines, and gives the same bits.

use crate::given::Given;
use crate::kernel::{Kernel, LANES};
use crate::sketch::{DRAWS_MAX, HELD_MAX};
use crate::summary::{Divergence, Summary};
use crate::trajectory::{Block, Keys};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where the numbers of a trajectory come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Sampling {
    /// Every random variable is drawn.
    Random {
        /// Names one of the 2^64 ensembles.
        seed: u64,
    },
    /// Parameters and the past as given, all else drawn.
    Given {
        /// Of what is drawn.
        seed: u64,
        /// Rows of parameters.
        given: Arc<Given>,
    },
    /// Parameters at their central value, or their median where none is stated; noises at their
    /// median; no event starts. Every draw is the same.
    Central,
}

/// At which steps values are recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// Every so many, at least 1, from the first on; and the last.
    Every(u32),
    /// These, ascending.
    At(Vec<u32>),
}

impl Recorded {
    /// Of a run of so many steps.
    pub fn steps(&self, last: u32) -> Vec<u32> {
        match self {
            Recorded::Every(stride) => {
                let before = (0..last).step_by((*stride).max(1) as usize);
                before.chain([last]).collect()
            }
            Recorded::At(steps) => steps.clone(),
        }
    }
}

/// What to run and what to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSpec {
    /// Where the numbers come from.
    pub sampling: Sampling,
    /// Which draws.
    pub draws: Range<u64>,
    /// When values are recorded.
    pub recorded: Recorded,
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

/// Draws of one portion.
const PORTION_MAX: u64 = 1 << 24;
/// Recorded variables times recorded times.
const SKETCHES_MAX: u64 = 1 << 18;
/// Bytes of the tables of one portion.
const TABLE_BYTES_MAX: u64 = 1 << 32;
/// Lanes of a block where draws are few: lanes without a draw cost as much as others.
const NARROW: usize = 16;
/// Draws whose blocks a thread runs side by side, from recorded time to recorded time: a visit to a sketch
/// costs its way from memory, whether for the values of one block or of many.
const GROUP_DRAWS: usize = 1024;
/// The draws whose values set the frames of the sketches, wherever the others run.
const FIRST_DRAWS: u64 = HELD_MAX as u64;
/// Bytes of a group, if that leaves more than one block.
const GROUP_BYTES_MAX: u64 = 1 << 26;

/// What came of a range of draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The range, summarised.
    pub summary: Summary,
    /// The range, draw by draw.
    pub rows: Rows,
}

/// Draws, one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// What each drew and reached.
    pub draws: DrawTable,
    /// The recorded times, as steps since the start.
    pub steps: Vec<u32>,
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
    /// By milestone, when it was reached, calendar years: never is infinite, and NaN that nobody knows, as the
    /// draw diverged before.
    pub milestones: Vec<Vec<f64>>,
    /// Where and when a draw diverged.
    pub diverged: Vec<Option<Divergence>>,
}

impl RunSpec {
    /// The recorded times of a kernel's run, as steps since the start.
    pub fn recorded_steps(&self, kernel: &Kernel) -> Vec<u32> {
        self.recorded.steps(kernel.time.steps)
    }

    /// Refuses what does not fit in memory, `draws` of it at once.
    fn check(&self, kernel: &Kernel, draws: u64) -> Result<(), RunError> {
        let all = self.draws.end.saturating_sub(self.draws.start);
        let times = self.recorded_steps(kernel).len() as u64;
        let sketches = (kernel.records.len() as u64).saturating_mul(times);
        let row = kernel.params.len() as u64 * 8
            + kernel.milestones.len() as u64 * 8
            + if self.trajectories {
                sketches.saturating_mul(8)
            } else {
                0
            };
        let bounds = [
            ("an ensemble of draws", all, DRAWS_MAX),
            ("a portion of draws", draws, PORTION_MAX),
            (
                "recorded variables times recorded times",
                sketches,
                SKETCHES_MAX,
            ),
            (
                "the table of a portion, in bytes,",
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

/// Runs a range of draws at once, on the threads of the current rayon pool.
pub fn run(kernel: &Kernel, spec: &RunSpec) -> Result<Chunk, RunError> {
    let mut ensemble = Ensemble::new(kernel, spec);
    let rows = ensemble.next(u64::MAX)?;
    Ok(Chunk {
        rows,
        summary: ensemble.finish(),
    })
}

/// [`run`] with so many lanes to a block.
pub(crate) fn run_in_blocks<const L: usize>(
    kernel: &Kernel,
    spec: &RunSpec,
) -> Result<Chunk, RunError> {
    let mut portions = Portions::<L>::new(kernel, spec);
    let rows = portions.next(u64::MAX)?;
    Ok(Chunk {
        rows,
        summary: portions.finish(),
    })
}

/// A range of draws, run portion after portion into one summary. How it is portioned shows in no
/// result.
pub struct Ensemble<'k>(Width<'k>);

enum Width<'k> {
    Narrow(Portions<'k, NARROW>),
    Wide(Portions<'k, LANES>),
}

impl<'k> Ensemble<'k> {
    /// None of the draws yet.
    pub fn new(kernel: &'k Kernel, spec: &'k RunSpec) -> Self {
        let draws = spec.draws.end.saturating_sub(spec.draws.start);
        // Two narrow blocks take less time than a wide one, three take as much.
        let few = 2 * NARROW * rayon::current_num_threads();
        Ensemble(match draws <= few as u64 {
            true => Width::Narrow(Portions::new(kernel, spec)),
            false => Width::Wide(Portions::new(kernel, spec)),
        })
    }

    /// Runs the next `count` draws, or what is left, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If the rows, or the summary, would take more memory than a run may.
    pub fn next(&mut self, count: u64) -> Result<Rows, RunError> {
        match &mut self.0 {
            Width::Narrow(portions) => portions.next(count),
            Width::Wide(portions) => portions.next(count),
        }
    }

    /// The summary of all draws that were run.
    pub fn finish(self) -> Summary {
        match self.0 {
            Width::Narrow(portions) => portions.finish(),
            Width::Wide(portions) => portions.finish(),
        }
    }
}

/// [`Ensemble`] with so many lanes to a block.
struct Portions<'k, const L: usize> {
    kernel: &'k Kernel,
    spec: &'k RunSpec,
    keys: Option<Keys>,
    /// The first draw that has not been run.
    next: u64,
    workers: Vec<Worker<'k, L>>,
    /// Of no draws, with the frames of the first ones once later ones are run.
    blank: Option<Summary>,
}

impl<'k, const L: usize> Portions<'k, L> {
    fn new(kernel: &'k Kernel, spec: &'k RunSpec) -> Self {
        Portions {
            kernel,
            spec,
            keys: match spec.sampling {
                Sampling::Random { seed } | Sampling::Given { seed, .. } => {
                    Some(Keys::new(kernel, seed))
                }
                Sampling::Central => None,
            },
            next: spec.draws.start,
            workers: Vec::new(),
            blank: None,
        }
    }

    fn next(&mut self, count: u64) -> Result<Rows, RunError> {
        let left = self.spec.draws.end.saturating_sub(self.next);
        let count = count.min(left);
        self.spec.check(self.kernel, count)?;
        let first_draw = self.next;
        let first = FIRST_DRAWS.saturating_sub(first_draw).min(count);
        self.pass(first, 0);
        if count > first {
            self.set_frames()?;
            self.pass(count - first, (first as usize).div_ceil(L));
        }
        Ok(self.gather(first_draw, count as usize))
    }

    /// Runs so many draws more; `first_block` is the number of their first block in this portion.
    fn pass(&mut self, count: u64, first_block: usize) {
        let first_draw = self.next;
        let draws = count as usize;
        let blocks = draws.div_ceil(L);
        let affordable = GROUP_BYTES_MAX / self.kernel.block_bytes(L).max(1);
        let share = blocks.div_ceil(rayon::current_num_threads());
        let group = (GROUP_DRAWS / L).min(affordable as usize).min(share).max(1);
        let threads = rayon::current_num_threads().min(blocks.div_ceil(group));
        while self.workers.len() < threads {
            let summary = match &self.blank {
                Some(blank) => blank.clone(),
                None => self.nothing(),
            };
            let worker = Worker::new(self.kernel, self.spec, self.keys.clone(), summary);
            self.workers.push(worker);
        }
        let next = AtomicUsize::new(0);
        self.workers.par_iter_mut().for_each(|worker| {
            loop {
                let block = next.fetch_add(group, Ordering::Relaxed);
                if block >= blocks {
                    return;
                }
                let done = block * L;
                worker.run(
                    first_block + block,
                    first_draw + done as u64,
                    (draws - done).min(group * L),
                );
            }
        });
        self.next += count;
    }

    /// Before the first draw after [`FIRST_DRAWS`]: has the frames of these, which are run for it
    /// where the range does not begin with them.
    fn set_frames(&mut self) -> Result<(), RunError> {
        if self.blank.is_some() {
            return Ok(());
        }
        let own = self.merged();
        let blank = if self.spec.draws.start == 0 {
            own.framed()
        } else {
            let first = RunSpec {
                draws: 0..FIRST_DRAWS,
                trajectories: false,
                ..self.spec.clone()
            };
            run_in_blocks::<L>(self.kernel, &first)?.summary.framed()
        };
        let mut all = blank.clone();
        all.merge(own);
        for worker in &mut self.workers {
            worker.summary = std::mem::replace(&mut all, blank.clone());
        }
        self.blank = Some(blank);
        Ok(())
    }

    fn nothing(&self) -> Summary {
        let steps = self.spec.recorded_steps(self.kernel);
        Summary::new(
            self.kernel.rows(),
            steps,
            (self.kernel.milestones.len(), self.kernel.time),
        )
    }

    /// What the workers have summarised, taken from them.
    fn merged(&mut self) -> Summary {
        let nothing = self.nothing();
        let summaries = (self.workers.iter_mut())
            .map(|worker| std::mem::replace(&mut worker.summary, nothing.clone()));
        let merged = summaries.reduce(|mut all, more| {
            all.merge(more);
            all
        });
        merged.unwrap_or(nothing)
    }

    fn finish(mut self) -> Summary {
        self.merged()
    }

    /// Joins the rows that the threads made, in the order of draws.
    fn gather(&mut self, first_draw: u64, draws: usize) -> Rows {
        let mut pieces: Vec<Piece> = Vec::new();
        for worker in &mut self.workers {
            pieces.append(&mut worker.pieces);
        }
        pieces.sort_unstable_by_key(|piece| piece.block);
        let columns = |count: usize, rows: usize| -> Vec<Vec<f64>> {
            (0..count).map(|_| Vec::with_capacity(rows)).collect()
        };
        let (records, milestones) = (self.kernel.records.len(), self.kernel.milestones.len());
        let steps = self.spec.recorded_steps(self.kernel);
        let times = steps.len();
        let mut table = DrawTable {
            first_draw,
            params: columns(self.kernel.params.len(), draws),
            milestones: (0..milestones).map(|_| Vec::with_capacity(draws)).collect(),
            diverged: Vec::with_capacity(draws),
        };
        let is_wanted = self.spec.trajectories;
        let mut trajectories = is_wanted.then(|| columns(records, draws * times));
        for piece in pieces {
            let lanes = piece.diverged.len();
            extend(&mut table.params, &piece.params, lanes);
            extend(&mut table.milestones, &piece.milestones, lanes);
            table.diverged.extend(piece.diverged);
            if let Some(columns) = &mut trajectories {
                extend(columns, &piece.trajectories, lanes * times);
            }
        }
        Rows {
            draws: table,
            steps,
            trajectories,
        }
    }
}

/// What a thread makes of its share.
struct Worker<'k, const L: usize> {
    kernel: &'k Kernel,
    spec: &'k RunSpec,
    keys: Option<Keys>,
    /// As many as were ever run side by side.
    blocks: Vec<Block<'k, L>>,
    summary: Summary,
    /// Of each row of the summary, a variable that it is of, by its place among the recorded ones.
    rows: Vec<usize>,
    pieces: Vec<Piece>,
    /// By row of the summary, the values at a time of all draws of a group that are alive, as many
    /// apart as the group has draws: copied while their block is near, and then read in turn.
    values: Vec<f64>,
}

/// The rows of one block, columns one after another.
struct Piece {
    block: usize,
    params: Vec<f64>,
    milestones: Vec<f64>,
    diverged: Vec<Option<Divergence>>,
    trajectories: Vec<f64>,
}

impl<'k, const L: usize> Worker<'k, L> {
    fn new(kernel: &'k Kernel, spec: &'k RunSpec, keys: Option<Keys>, summary: Summary) -> Self {
        Worker {
            kernel,
            spec,
            keys,
            blocks: Vec::new(),
            rows: summary.rows(),
            summary,
            pieces: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Runs so many draws in blocks side by side; `block` is the first block's number.
    fn run(&mut self, block: usize, first_draw: u64, draws: usize) {
        let lanes: Vec<usize> = (0..draws)
            .step_by(L)
            .map(|at| (draws - at).min(L))
            .collect();
        while self.blocks.len() < lanes.len() {
            self.blocks.push(Block::new(self.kernel, self.keys.clone()));
        }
        let times = self.summary.steps().len();
        let cells = if self.spec.trajectories {
            self.kernel.records.len() * times
        } else {
            0
        };
        let mut trajectories: Vec<Vec<f64>> = lanes
            .iter()
            .map(|lanes| vec![f64::NAN; cells * lanes])
            .collect();
        for (nth, block) in self.blocks[..lanes.len()].iter_mut().enumerate() {
            let first_draw = first_draw + (nth * L) as u64;
            match &self.spec.sampling {
                Sampling::Given { given, .. } => block.start_rows(given, first_draw),
                Sampling::Random { .. } | Sampling::Central => block.start(first_draw),
            }
        }
        for time in 0..times {
            let step = self.summary.steps()[time];
            let mut alive = 0;
            for (nth, &lanes) in lanes.iter().enumerate() {
                self.blocks[nth].run_to(step, true);
                alive += self.gather(nth, lanes, (alive, draws));
            }
            self.summarise(time, (alive, draws));
            for ((block, &lanes), rows) in self.blocks.iter().zip(&lanes).zip(&mut trajectories) {
                write_rows(block, lanes, (time, times), rows);
            }
        }
        for (nth, (lanes, trajectories)) in lanes.iter().zip(trajectories).enumerate() {
            self.blocks[nth].run_to(self.kernel.time.steps, false);
            self.end(
                nth,
                block + nth,
                first_draw + (nth * L) as u64,
                *lanes,
                trajectories,
            );
        }
    }

    /// Copies the present values of a block, of which so many lanes count, behind those of so many draws of
    /// its group; says how many they are.
    fn gather(&mut self, block: usize, lanes: usize, (done, stride): (usize, usize)) -> usize {
        let block = &self.blocks[block];
        self.values.resize(self.rows.len() * stride, 0.0);
        let is_whole = block.all_alive();
        let alive = |lane: &usize| is_whole || block.is_alive(*lane);
        let count = (0..lanes).filter(alive).count();
        let rows = self.values.chunks_exact_mut(stride);
        for (&record, row) in self.rows.iter().zip(rows) {
            let Ok(values) = block.recorded(record) else {
                continue;
            };
            let row = &mut row[done..done + count];
            if is_whole {
                row.copy_from_slice(&values.0[..lanes]);
            } else {
                let alive = (0..lanes).filter(alive);
                for (to, lane) in row.iter_mut().zip(alive) {
                    *to = values.0[lane];
                }
            }
        }
        count
    }

    /// Takes the values of so many draws into the sketches; what is undefined counts nowhere.
    fn summarise(&mut self, time: usize, (alive, stride): (usize, usize)) {
        for (row, &record) in self.rows.iter().enumerate() {
            for (ahead, is_near) in [(2, false), (1, true)] {
                if let Some(&next) = self.rows.get(row + ahead) {
                    self.summary.sketch(next, time).prefetch(is_near);
                }
            }
            let sketch = self.summary.sketch_mut(row, time);
            match self.blocks[0].recorded(record) {
                Ok(_) => sketch.insert_defined(&self.values[row * stride..][..alive]),
                Err(shared) if shared.is_nan() => {}
                Err(shared) => sketch.insert_equal(shared, alive as u64),
            }
        }
    }

    fn end(
        &mut self,
        nth: usize,
        block: usize,
        first_draw: u64,
        lanes: usize,
        trajectories: Vec<f64>,
    ) {
        let state = &self.blocks[nth];
        let milestones = state.milestones();
        for lane in 0..lanes {
            let reached = (0..milestones).map(|milestone| state.date(milestone, lane));
            let draw = first_draw + lane as u64;
            self.summary.end_draw(draw, reached, state.divergence(lane));
        }
        let params = (0..state.params()).flat_map(|p| state.param(p).0[..lanes].iter().copied());
        let dates = (0..milestones)
            .flat_map(|milestone| (0..lanes).map(move |lane| state.date(milestone, lane)));
        self.pieces.push(Piece {
            block,
            params: params.collect(),
            milestones: dates.collect(),
            diverged: (0..lanes).map(|lane| state.divergence(lane)).collect(),
            trajectories,
        });
    }
}

/// Writes a block's present values, if rows are wanted: by variable, lane and time.
fn write_rows<const L: usize>(
    block: &Block<'_, L>,
    lanes: usize,
    (time, times): (usize, usize),
    rows: &mut [f64],
) {
    for (record, rows) in rows.chunks_exact_mut((lanes * times).max(1)).enumerate() {
        for lane in (0..lanes).filter(|&lane| block.is_alive(lane)) {
            rows[lane * times + time] = match block.recorded(record) {
                Ok(values) => values.0[lane],
                Err(shared) => shared,
            };
        }
    }
}

/// Appends to each column its part of a piece.
fn extend<T: Copy>(columns: &mut [Vec<T>], piece: &[T], rows: usize) {
    for (column, part) in columns.iter_mut().zip(piece.chunks_exact(rows.max(1))) {
        column.extend_from_slice(part);
    }
}
