//! How far to trust a run's step: some of its draws again, by their addresses, at half of it.
//!
//! The grid stays, and what is drawn on it: a noise has no finer steps of the same chance, so it holds over
//! both halves. What is told is what the method errs by between two times of the grid.

use crate::ensemble::Recording;
use crate::error::Error;
use crate::rows::StepError;
use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::{Method, Program};

/// Draws that are drawn again.
const DRAWS: u64 = 64;
/// Quantiles that are held against each other.
const QUANTILES: [f64; 3] = [0.05, 0.5, 0.95];
/// A share of a value that is rounding.
const ROUNDING: f64 = 1e-9;

/// Draws again; none of a model in which nothing accumulates, or whose method divides its steps itself.
pub fn step_error(
    program: &Program,
    sampling: &Sampling,
    draws: u64,
) -> Result<Option<StepError>, Error> {
    let chooses = program.time.method == Method::Adaptive;
    if program.time.steps == 0 || program.stocks.is_empty() || chooses {
        return Ok(None);
    }
    let recording = Recording::of_outputs(program, &[])?;
    let spec = RunSpec {
        sampling: sampling.clone(),
        draws: 0..draws.min(DRAWS),
        recorded: Recorded::At(recording.steps.clone()),
        trajectories: true,
    };
    let whole = run(&Kernel::compile(program, &recording.variables)?, &spec)?;
    let halved = run(
        &Kernel::compile_halved(program, &recording.variables)?,
        &spec,
    )?;
    let paths = |chunk: tenfold_engine::Chunk| chunk.rows.trajectories.unwrap_or_default();
    let (whole, halved) = (paths(whole), paths(halved));
    let times = whole.first().map_or(0, Vec::len) / spec.draws.end as usize;
    let mut worst: Option<StepError> = None;
    for ((own, half), &variable) in whole.iter().zip(&halved).zip(&recording.variables) {
        let moved = Moved::of(own, half, times);
        for (at, share) in moved.shares().enumerate() {
            let is_worse = |worst: &StepError| match (worst.share, share) {
                (Some(worst), Some(share)) => share > worst,
                (known, share) => known.is_some() && share.is_none(),
            };
            if worst.as_ref().is_none_or(is_worse) {
                let step = recording.steps[at];
                worst = Some(StepError {
                    variable: program.variables[variable].full_name(),
                    time: program.time.at(step),
                    share,
                    draws: spec.draws.end,
                });
            }
        }
    }
    Ok(worst)
}

/// A series at each recorded time: its quantiles, and how far half the step moves one of them. None where no
/// draw has a value in both, although one has it in either.
struct Moved {
    at: Vec<Option<([f64; 3], f64)>>,
    /// What a move is held against where there is no spread: the greatest at any time, or the range that the
    /// median goes through.
    elsewhere: f64,
}

impl Moved {
    fn of(own: &[f64], half: &[f64], times: usize) -> Moved {
        let mut at = Vec::with_capacity(times);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut widest = 0.0_f64;
        for time in 0..times {
            let column = |paths: &[f64]| -> Vec<f64> {
                paths.iter().skip(time).step_by(times).copied().collect()
            };
            let (own, half) = (column(own), column(half));
            let is_there = |(own, half): &(f64, f64)| own.is_finite() && half.is_finite();
            let pairs = own.iter().copied().zip(half.iter().copied());
            let (own_there, half_there): (Vec<f64>, Vec<f64>) = pairs.filter(is_there).unzip();
            if own_there.is_empty() {
                let some = own.iter().chain(&half).any(|value| value.is_finite());
                at.push((!some).then_some(([0.0; 3], 0.0)));
                continue;
            }
            let moves = own_there.iter().zip(&half_there);
            let moves = moves.map(|(own, half)| (own - half).abs());
            // A quantile between two values leaps as one draw goes from the one to the other: it counts as far
            // as one in twenty draws moves.
            let [_, _, most_move] = quantiles(moves.collect());
            let (before, after) = (quantiles(own_there), quantiles(half_there));
            let pairs = before.iter().zip(&after);
            let far = |(before, after): (&f64, &f64)| {
                let far = (before - after).abs().min(most_move);
                if far <= ROUNDING * before.abs() {
                    0.0
                } else {
                    far
                }
            };
            at.push(Some((before, pairs.map(far).fold(0.0, f64::max))));
            least = least.min(before[1]);
            most = most.max(before[1]);
            widest = widest.max(before[2] - before[0]);
        }
        Moved {
            at,
            elsewhere: widest.max(most - least),
        }
    }

    fn shares(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.at.iter().map(|at| {
            let (quantiles, far) = (*at)?;
            let width = quantiles[2] - quantiles[0];
            let scale = if width > 0.0 { width } else { self.elsewhere };
            if far == 0.0 {
                Some(0.0)
            } else {
                Some(far / scale).filter(|share| share.is_finite())
            }
        })
    }
}

pub(crate) fn quantiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    QUANTILES.map(|share| values[((values.len() - 1) as f64 * share).round() as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far a series of 64 draws moves at each of two times, where the first so many of them are at other
    /// values.
    fn shares(own: [(usize, f64); 2], half: [(usize, f64); 2]) -> Vec<Option<f64>> {
        let paths = |at: [(usize, f64); 2]| -> Vec<f64> {
            let draws =
                (0..DRAWS as usize).map(|draw| at.map(|(few, x)| if draw < few { x } else { 1.0 }));
            draws.flatten().collect()
        };
        Moved::of(&paths(own), &paths(half), 2).shares().collect()
    }

    #[test]
    fn without_spread_at_a_time_a_move_is_held_against_the_spread_elsewhere() {
        // Of what a rare event takes: none has a spread at the first time, and on the finer grid eight draws
        // have, by half of what there is later.
        let found = shares([(0, 0.0), (8, 0.0)], [(8, 0.5), (8, 0.0)]);
        assert_eq!(found, [Some(0.5), Some(0.0)]);
    }

    #[test]
    fn one_draw_that_leaps_moves_no_quantile() {
        // The 5 % quantile is that of the fourth draw.
        let found = shares([(3, 0.0), (8, 0.0)], [(4, 0.0), (8, 0.0)]);
        assert_eq!(found, [Some(0.0), Some(0.0)]);
        let found = shares([(0, 0.0), (8, 0.0)], [(4, 0.0), (8, 0.0)]);
        assert_eq!(found, [Some(1.0), Some(0.0)]);
    }

    #[test]
    fn what_is_a_number_on_one_grid_alone_is_told() {
        let found = shares([(64, f64::NAN), (8, 0.0)], [(64, 0.0), (8, 0.0)]);
        assert_eq!(found, [None, Some(0.0)]);
    }
}
