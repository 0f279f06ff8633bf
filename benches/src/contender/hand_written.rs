//! The twins as contenders.

use super::{Contender, Ensemble, Fixed, PROBABILITIES};
use crate::twin::model::{FIXED, Parameters, RECORDS};
use crate::twin::simd::{self, Instructions};
use crate::twin::sketch::Sketch;
use crate::twin::{Trajectory, scalar};

/// Scalar Rust on all threads.
pub struct Scalar;

/// Vector Rust on all threads.
pub struct Vector(pub Instructions);

fn fixed(trajectory: &Trajectory) -> Fixed {
    Fixed {
        finals: trajectory.records.map(|values| values[RECORDS - 1]),
        crossing: trajectory.crossing,
    }
}

fn ensemble(sketch: &Sketch) -> Ensemble {
    let quantiles = |stock| PROBABILITIES.map(|p| sketch.quantile(stock, RECORDS - 1, p));
    let quantiles = [0, 1, 2].map(quantiles);
    // The middle of a bucket is within 1/256 of what is in it.
    let of_width = |[least, .., greatest]: [f64; 5]| greatest / 256.0 / (greatest - least);
    Ensemble {
        quantiles,
        quantile_error: quantiles.map(of_width).into_iter().fold(0.0, f64::max),
        crossed: sketch.crossed(),
    }
}

impl Contender for Scalar {
    fn name(&self) -> String {
        "scalar Rust with rayon".into()
    }

    fn fixed(&mut self) -> Fixed {
        fixed(&scalar::trajectory(&Parameters::from_array(FIXED)))
    }

    fn run(&mut self, seed: u64, draws: u64) -> Ensemble {
        ensemble(&scalar::run(seed, draws))
    }
}

impl Contender for Vector {
    fn name(&self) -> String {
        format!("hand-written {}", self.0.name())
    }

    fn fixed(&mut self) -> Fixed {
        fixed(&simd::trajectory(self.0, &FIXED))
    }

    fn run(&mut self, seed: u64, draws: u64) -> Ensemble {
        ensemble(&simd::run(self.0, seed, draws))
    }
}
