//! The vector twin: the reference model as one who knows the machine writes it. Stocks and
//! parameters of two registers of draws stay in registers or the nearest cache over the whole
//! trajectory; powers share their logarithms and exponentials.
//!
//! Written for x86-64; elsewhere there is none, and [`Instructions::available`] says so.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod dispatch;
#[cfg(target_arch = "x86_64")]
mod draw;
#[cfg(target_arch = "x86_64")]
mod functions;
#[cfg(target_arch = "x86_64")]
mod kernel;
#[cfg(target_arch = "x86_64")]
mod lanes;
#[cfg(target_arch = "x86_64")]
mod pair;
#[cfg(all(test, target_arch = "x86_64"))]
mod tests;

#[cfg(target_arch = "x86_64")]
pub use dispatch::{run, trajectory};

/// The instructions a run uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instructions {
    /// Eight lanes.
    Avx512,
    /// Four lanes.
    Avx2,
}

impl Instructions {
    /// What this machine has, best first.
    #[cfg(target_arch = "x86_64")]
    pub fn available() -> Vec<Instructions> {
        let mut have = Vec::new();
        if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq") {
            have.push(Instructions::Avx512);
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            have.push(Instructions::Avx2);
        }
        have
    }

    /// Nothing that the twin is written for.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn available() -> Vec<Instructions> {
        Vec::new()
    }

    /// As one writes it.
    pub fn name(self) -> &'static str {
        match self {
            Instructions::Avx512 => "AVX-512",
            Instructions::Avx2 => "AVX2",
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
pub use elsewhere::{run, trajectory};

/// Stands in where [`Instructions::available`] is empty, so nothing here is ever reached.
#[cfg(not(target_arch = "x86_64"))]
mod elsewhere {
    use super::Instructions;
    use crate::twin::{Trajectory, model::PARAMETERS, sketch::Sketch};

    /// An ensemble of so many draws.
    pub fn run(instructions: Instructions, _seed: u64, _draws: u64) -> Sketch {
        panic!("this machine has no {}", instructions.name())
    }

    /// The trajectory of one set of parameters.
    pub fn trajectory(instructions: Instructions, _: &[f64; PARAMETERS]) -> Trajectory {
        panic!("this machine has no {}", instructions.name())
    }
}
