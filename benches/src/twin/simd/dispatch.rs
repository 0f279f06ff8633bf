//! The kernel compiled for each set of instructions, and the choice between them.

use super::avx2::F64x4;
use super::avx512::F64x8;
use super::pair::Pair;
use super::{Instructions, kernel};
use crate::twin::model::PARAMETERS;
use crate::twin::sketch::Sketch;
use crate::twin::{Trajectory, ensemble};
use std::ops::Range;

#[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
fn count_avx512(seed: u64, sketch: &mut Sketch, range: Range<u64>) {
    kernel::count::<Pair<F64x8>>(seed, sketch, range);
}

#[target_feature(enable = "avx2,fma")]
fn count_avx2(seed: u64, sketch: &mut Sketch, range: Range<u64>) {
    kernel::count::<Pair<F64x4>>(seed, sketch, range);
}

#[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
fn trajectory_avx512(parameters: &[f64; PARAMETERS]) -> Trajectory {
    kernel::trajectory::<Pair<F64x8>>(parameters)
}

#[target_feature(enable = "avx2,fma")]
fn trajectory_avx2(parameters: &[f64; PARAMETERS]) -> Trajectory {
    kernel::trajectory::<Pair<F64x4>>(parameters)
}

fn check(instructions: Instructions) {
    assert!(
        Instructions::available().contains(&instructions),
        "this machine has no {}",
        instructions.name()
    );
}

/// An ensemble of so many draws.
///
/// # Panics
/// Where the machine lacks the instructions.
pub fn run(instructions: Instructions, seed: u64, draws: u64) -> Sketch {
    check(instructions);
    // SAFETY: the machine has just been asked for these instructions.
    ensemble::run(draws, |sketch, range| match instructions {
        Instructions::Avx512 => unsafe { count_avx512(seed, sketch, range) },
        Instructions::Avx2 => unsafe { count_avx2(seed, sketch, range) },
    })
}

/// The trajectory of one set of parameters.
///
/// # Panics
/// Where the machine lacks the instructions.
pub fn trajectory(instructions: Instructions, parameters: &[f64; PARAMETERS]) -> Trajectory {
    check(instructions);
    // SAFETY: the machine has just been asked for these instructions.
    match instructions {
        Instructions::Avx512 => unsafe { trajectory_avx512(parameters) },
        Instructions::Avx2 => unsafe { trajectory_avx2(parameters) },
    }
}
