//! An ensemble, from a program to its summary: portion after portion of draws.
//!
//! Knows what is recorded, and how a run is portioned, watched and stopped; the rows of each portion
//! go to whoever collects them.

use crate::control::{Control, Progress, Work};
use crate::error::{Error, THREADS_MAX};
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tenfold_engine::{Kernel, Recorded, Rows, RunSpec, Sampling, Summary, run};
use tenfold_ir::{Program, TimeSpec, Variable, VariableKind};
use tenfold_words::years::shown_years;

/// Steps between recorded times are as few as leave at most so many spans between them: a year
/// each in a model of three decades.
const SPANS: u32 = 32;
/// Recorded scalars times recorded times, unless two times each are more. A sketch takes some
/// 8 kB for each thread.
const SKETCHES: usize = 1 << 14;
/// Recorded scalars.
const VARIABLES_MAX: usize = 1 << 16;
/// Bytes that one portion's rows may take.
pub(crate) const PORTION_BYTES_MAX: u64 = 1 << 28;
/// Draws of the first portion, and of the longest.
const PORTION: std::ops::RangeInclusive<u64> = 512..=65_536;
/// A portion that took less is followed by one of twice the draws.
const PORTION_TIME: Duration = Duration::from_millis(100);

/// What of a program is recorded, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Positions in [`Program::variables`].
    pub variables: Vec<usize>,
    /// Ascending, the last step among them.
    pub steps: Vec<u32>,
}

impl Recording {
    /// All that moves, where a summary holds that at every recorded time; in a larger model its
    /// outputs, its stocks and what the record speaks of.
    ///
    /// # Errors
    /// If there are more scalars than a summary holds.
    pub fn of(program: &Program) -> Result<Recording, Error> {
        use VariableKind::{Data, Input, Let, Stock};
        let observations = program.observations.iter();
        let observed: HashSet<&str> = observations.map(|o| o.name.as_str()).collect();
        let first = |variable: &&Variable| {
            variable.output
                || variable.kind == Stock
                || (!observed.is_empty() && observed.contains(variable.full_name().as_str()))
        };
        let moving =
            |variable: &&Variable| matches!(variable.kind, Let | Input | Data) || first(variable);
        let all = program.variables.iter();
        let times = program.time.steps.min(SPANS) as usize + 1;
        let is_small = all.clone().filter(moving).count() * times <= SKETCHES;
        let has_first = all.clone().any(|variable| first(&variable));
        let kept = all
            .enumerate()
            .filter(|(_, variable)| match is_small || !has_first {
                true => moving(variable),
                false => first(variable),
            });
        let variables: Vec<usize> = kept.map(|(at, _)| at).collect();
        if variables.len() > VARIABLES_MAX {
            return Err(Error::TooManyVariables {
                variables: variables.len(),
                limit: VARIABLES_MAX,
            });
        }
        let steps = steps(&program.time, SKETCHES / variables.len().max(1));
        Ok(Recording { variables, steps })
    }

    /// What the model puts out, and these variables; all that moves where it puts out nothing.
    ///
    /// # Errors
    /// As [`Recording::of`].
    pub(crate) fn of_outputs(program: &Program, also: &[usize]) -> Result<Recording, Error> {
        let mut recording = Recording::of(program)?;
        let is_output = |at: &usize| program.variables[*at].output;
        if recording.variables.iter().any(is_output) {
            recording.variables.retain(is_output);
        }
        recording.variables.extend(also);
        recording.variables.sort_unstable();
        recording.variables.dedup();
        recording.steps = steps(&program.time, SKETCHES / recording.variables.len().max(1));
        Ok(recording)
    }
}

/// The recorded steps: evenly spread and the last, with the years beside which figures are shown as
/// far as `times_max` leaves room.
fn steps(time: &TimeSpec, times_max: usize) -> Vec<u32> {
    let mut all = Recorded::Every(stride(time, times_max)).steps(time.steps);
    for year in shown_years(time.start, time.at(time.steps)) {
        // A grid computed in floating point falls a hair after the year it means.
        let step = ((f64::from(year) - time.start) / time.dt - 1e-6).ceil() as u32;
        if let Err(at) = all.binary_search(&step)
            && at < all.len()
            && all.len() < times_max
        {
            all.insert(at, step);
        }
    }
    all
}

/// Steps between recorded times: no more than [`SPANS`] spans and `times_max` times, the last step
/// among them.
fn stride(time: &TimeSpec, times_max: usize) -> u32 {
    let bound = u32::try_from(times_max.max(2) - 1).unwrap_or(u32::MAX);
    let least = time.steps.div_ceil(bound.min(SPANS)).max(1);
    let divides = |stride: &u32| time.steps.is_multiple_of(*stride);
    (least..=least.saturating_mul(2))
        .find(divides)
        .unwrap_or(least)
}

/// An ensemble to run.
pub(crate) struct Ensemble<'a> {
    pub(crate) kernel: &'a Kernel,
    pub(crate) recorded: &'a [u32],
    pub(crate) draws: u64,
    pub(crate) sampling: Sampling,
    /// Bytes that one draw takes in a portion's rows.
    pub(crate) draw_bytes: u64,
    /// The threads to run on; all cores where none.
    pub(crate) pool: Option<&'a rayon::ThreadPool>,
}

impl Ensemble<'_> {
    /// Runs all draws; `collect` gets each portion's rows in the order of draws.
    pub(crate) fn run(
        &self,
        control: &mut Control,
        mut collect: impl FnMut(&Rows) -> Result<(), Error>,
    ) -> Result<Summary, Error> {
        let spec = RunSpec {
            sampling: self.sampling.clone(),
            draws: 0..self.draws,
            recorded: Recorded::At(self.recorded.to_vec()),
            trajectories: false,
        };
        let mut ensemble = tenfold_engine::Ensemble::new(self.kernel, &spec);
        let longest = (PORTION_BYTES_MAX / self.draw_bytes.max(1)).clamp(1, *PORTION.end());
        let mut length = longest.min(*PORTION.start());
        let mut done = 0;
        while done < self.draws {
            if control.cancel.load(Ordering::Relaxed) {
                return Err(Error::Cancelled);
            }
            let start = Instant::now();
            collect(&on_threads(self.pool, || ensemble.next(length))?)?;
            done = self.draws.min(done + length);
            (control.progress)(Progress {
                work: Work::Draws,
                done,
                total: self.draws,
            });
            if start.elapsed() < PORTION_TIME {
                length = longest.min(length * 2);
            }
        }
        if control.cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        Ok(on_threads(self.pool, || ensemble.finish()))
    }
}

/// Does work on a pool's threads; on all cores where there is none.
pub fn on_threads<T: Send>(pool: Option<&rayon::ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// A pool of so many threads; none where the number is not given.
///
/// # Errors
/// If they are none or more than [`THREADS_MAX`], or the system refuses.
pub fn pool(threads: Option<usize>) -> Result<Option<rayon::ThreadPool>, Error> {
    if let Some(threads) = threads.filter(|count| !(1..=THREADS_MAX).contains(count)) {
        return Err(Error::ThreadCount { threads });
    }
    let build = |threads| {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let built = builder.build();
        built.map_err(|source| Error::Threads { threads, source })
    };
    threads.map(build).transpose()
}

/// How often watched work is looked at.
const TICK: Duration = Duration::from_millis(5);

/// Does work on so many threads, telling meanwhile how much of a total it has done.
pub fn watched<T: Send>(
    threads: Option<usize>,
    control: &mut Control,
    (work, done, total): (Work, &AtomicU64, u64),
    act: impl FnOnce() -> T + Send,
) -> Result<T, Error> {
    let pool = pool(threads)?;
    let finished = std::thread::scope(|scope| {
        let worker = scope.spawn(|| on_threads(pool.as_ref(), act));
        while !worker.is_finished() {
            std::thread::sleep(TICK);
            let done = done.load(Ordering::Relaxed).min(total);
            (control.progress)(Progress { work, done, total });
        }
        worker.join()
    });
    Ok(finished.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

/// Every parameter's value in the central trajectory, in base units.
pub fn central_params(kernel: &Kernel) -> Result<Vec<f64>, Error> {
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::At(Vec::new()),
        trajectories: false,
    };
    let chunk = run(kernel, &spec)?;
    Ok(chunk
        .rows
        .draws
        .params
        .iter()
        .map(|column| column[0])
        .collect())
}

/// Bytes of what a table of draws holds of one, about.
pub(crate) fn row_bytes(program: &Program, scalars: usize) -> u64 {
    8 * (2 + program.params.len() + program.milestones.len() + scalars) as u64 + 1
}

/// The quantiles of the summary, and the names of their columns.
pub const QUANTILES: [(f64, &str); 7] = [
    (0.05, "q05"),
    (0.10, "q10"),
    (0.25, "q25"),
    (0.50, "q50"),
    (0.75, "q75"),
    (0.90, "q90"),
    (0.95, "q95"),
];

/// The recorded times, calendar years.
pub(crate) fn times(time: &TimeSpec, summary: &Summary) -> Vec<f64> {
    summary.steps().iter().map(|step| time.at(*step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_engine::{QUANTILE_ERROR, quantile};
    use tenfold_ir::Method;
    use tenfold_lang::Overrides;
    use tenfold_model::check::check;
    use tenfold_model::reference::ModelRef;

    fn time(years: f64, steps: u32) -> TimeSpec {
        TimeSpec {
            start: 2019.0,
            dt: years / f64::from(steps.max(1)),
            steps,
            method: Method::Euler,
        }
    }

    #[test]
    fn up_to_32_spans_are_recorded_and_the_end() {
        assert_eq!(stride(&time(31.0, 372), 1_000), 12);
        assert_eq!(stride(&time(31.0 / 52.0, 31), 1_000), 1);
        // 12 does not divide 364 days; 13 do.
        assert_eq!(stride(&time(364.0 / 365.25, 364), 1_000), 13);
        // A prime number of steps.
        assert_eq!(stride(&time(10.1, 101), 1_000), 4);
        assert_eq!(stride(&time(10.0, 10), 1_000), 1);
        assert_eq!(stride(&time(0.0, 0), 1_000), 1);
    }

    /// Every variable of the world at every recorded time, against the draws themselves: twice as many as are
    /// held one by one.
    #[test]
    fn the_worlds_quantiles_are_within_their_error() {
        let world = check(&ModelRef::BuiltIn).unwrap();
        let program = world.program(&Overrides::default()).unwrap();
        let recording = Recording::of(&program).unwrap();
        let kernel = Kernel::compile(&program, &recording.variables).unwrap();
        let spec = RunSpec {
            sampling: Sampling::Random { seed: 1 },
            draws: 0..2_048,
            recorded: Recorded::At(recording.steps.clone()),
            trajectories: true,
        };
        let chunk = run(&kernel, &spec).unwrap();
        let (summary, times) = (&chunk.summary, chunk.rows.steps.len());
        assert_eq!(summary.quantile_error(), QUANTILE_ERROR);
        let columns = chunk.rows.trajectories.unwrap();
        for (record, values) in columns.iter().enumerate() {
            for time in 0..times {
                let values = values.iter().skip(time).step_by(times).copied();
                let mut values: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
                values.sort_by(f64::total_cmp);
                let exact = |p| quantile(&values, p).unwrap();
                let bound = QUANTILE_ERROR * (exact(0.95) - exact(0.05));
                for p in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
                    let found = summary.quantile(record, time, p).unwrap();
                    let is_same = found == exact(p);
                    // What rounding the number itself costs comes on top.
                    let near = bound + 2.0 * f64::EPSILON * found.abs();
                    assert!(
                        is_same || (found - exact(p)).abs() <= near,
                        "{}, {time}, {p}: {found} for {} ± {bound}",
                        program.variables[recording.variables[record]].full_name(),
                        exact(p)
                    );
                }
            }
        }
    }

    #[test]
    fn a_large_summary_is_recorded_less_often() {
        let time = time(31.0, 372);
        for times_max in [1, 2, 5, 50, 200] {
            let recorded = steps(&time, times_max).len();
            assert!(recorded <= times_max.max(2), "{recorded} of {times_max}");
        }
    }

    #[test]
    fn the_years_that_are_shown_and_the_end_are_recorded() {
        // 2022 to 2099.9 by a tenth: the stride of 41 steps meets neither 2040 nor the end.
        let time = TimeSpec {
            start: 2022.0,
            dt: 0.1,
            steps: 779,
            method: Method::Euler,
        };
        let all = steps(&time, 1_000);
        for step in [0, 41, 180, 380, 580, 779] {
            assert!(all.contains(&step), "{step} of {all:?}");
        }
        assert!(all.is_sorted() && all.len() <= 37);
        // A weekly grid meets no year: the first week of each is recorded.
        let weekly = TimeSpec {
            start: 2022.0,
            dt: 7.0 / 365.25,
            steps: 1_500,
            method: Method::Euler,
        };
        let all = steps(&weekly, 1_000);
        for year in shown_years(2022.0, weekly.at(1_500)) {
            let late = all.iter().map(|step| weekly.at(*step) - f64::from(year));
            let least = late.filter(|late| *late > -1e-9).fold(1.0, f64::min);
            assert!(least < weekly.dt, "{year}: {least}");
        }
        assert_eq!(all.last(), Some(&1_500));
    }
}
