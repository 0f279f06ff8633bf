//! Tenfold as a contender: the reference model from its text, through the engine's public face.

use super::{Contender, Ensemble, Fixed, PROBABILITIES};
use crate::model;
use crate::twin::model::{FIXED, PARAMETERS, PRIORS, RECORDED, RECORDS, STEPS, STEPS_PER_YEAR};
use tenfold_engine::{Chunk, Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::Program;

const TEXT: &str = include_str!("../../../models/examples/reference.ten");

/// The reference model, compiled.
pub struct Tenfold {
    kernel: Kernel,
    fixed: Kernel,
    /// For each of [`PRIORS`] its position in the program.
    params: [usize; PARAMETERS],
}

fn qualified(name: &str) -> String {
    format!("reference.{name}")
}

fn kernel(program: &Program) -> Kernel {
    assert_eq!(program.time.steps as usize, STEPS);
    let names = RECORDED.map(qualified);
    model::kernel(program, &names.each_ref().map(String::as_str))
}

impl Tenfold {
    /// Compiles the model.
    pub fn new() -> Tenfold {
        let checked = model::checked(TEXT);
        let names = PRIORS.map(|(name, _)| qualified(name));
        let sets: Vec<(&str, f64)> = names.iter().map(String::as_str).zip(FIXED).collect();
        let program = model::program(&checked, &[]);
        let position = |name: &String| {
            let found = program.params.iter().position(|param| param.name == *name);
            found.expect("the model has the parameters of its twins")
        };
        Tenfold {
            params: names.each_ref().map(position),
            fixed: kernel(&model::program(&checked, &sets)),
            kernel: kernel(&program),
        }
    }

    /// Parameters, K, U and R at the end, and steps to the crossing, of the first draws.
    pub fn draws(&self, seed: u64, draws: u64) -> Vec<([f64; PARAMETERS], Fixed)> {
        let chunk = with_trajectories(&self.kernel, Sampling::Random { seed }, draws);
        (0..draws as usize)
            .map(|draw| {
                let parameters = self
                    .params
                    .map(|param| chunk.rows.draws.params[param][draw]);
                (parameters, trajectory(&chunk, draw))
            })
            .collect()
    }
}

fn with_trajectories(kernel: &Kernel, sampling: Sampling, draws: u64) -> Chunk {
    let spec = RunSpec {
        sampling,
        draws: 0..draws,
        recorded: Recorded::Every(STEPS_PER_YEAR as u32),
        trajectories: true,
    };
    run(kernel, &spec).unwrap_or_else(|error| panic!("{error}"))
}

fn trajectory(chunk: &Chunk, draw: usize) -> Fixed {
    let values = chunk
        .rows
        .trajectories
        .as_ref()
        .expect("trajectories were asked for");
    let crossing = chunk.rows.draws.milestones[0][draw];
    Fixed {
        finals: [0, 1, 2].map(|stock: usize| values[stock][draw * RECORDS + RECORDS - 1]),
        crossing: if crossing.is_finite() {
            // The twins see it at the first time of the grid after it.
            (crossing * STEPS_PER_YEAR as f64 - 1e-9).ceil() as usize
        } else {
            STEPS + 1
        },
    }
}

impl Contender for Tenfold {
    fn name(&self) -> String {
        "Tenfold".into()
    }

    fn fixed(&mut self) -> Fixed {
        trajectory(&with_trajectories(&self.fixed, Sampling::Central, 1), 0)
    }

    fn run(&mut self, seed: u64, draws: u64) -> Ensemble {
        let chunk = model::ensemble(&self.kernel, seed, draws, STEPS_PER_YEAR as u32);
        let summary = &chunk.summary;
        let quantile = |stock, p| {
            let found = summary.quantile(stock, RECORDS - 1, p);
            found.expect("no draw of the reference model diverges")
        };
        Ensemble {
            quantiles: [0, 1, 2].map(|stock| PROBABILITIES.map(|p| quantile(stock, p))),
            quantile_error: summary.quantile_error(),
            crossed: summary.milestone(0).reached(),
        }
    }
}
