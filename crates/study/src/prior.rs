//! Draws of parameters before the record has spoken.

use crate::error::Error;
use crate::posterior_rows::SEED;
use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, quantile, run};
use tenfold_ir::Program;

/// Draws of each ensemble, and of a prior.
pub(crate) const DRAWS: u64 = 4_096;

/// Draws of every parameter from its prior, in base units: no time passes.
pub fn prior_draws(program: &Program) -> Result<Vec<Vec<f64>>, Error> {
    let mut still = program.clone();
    still.time.steps = 0;
    let kernel = Kernel::compile(&still, &[])?;
    let spec = RunSpec {
        sampling: Sampling::Random { seed: SEED },
        draws: 0..DRAWS,
        recorded: Recorded::Every(1),
        trajectories: false,
    };
    Ok(run(&kernel, &spec)?.rows.draws.params)
}

/// The 5, 50 and 95 % quantile of values.
pub(crate) fn quantiles(values: &[f64], factor: f64) -> [f64; 3] {
    let mut ascending: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
    ascending.sort_by(f64::total_cmp);
    [0.05, 0.50, 0.95].map(|p| quantile(&ascending, p).unwrap_or(f64::NAN) / factor)
}
