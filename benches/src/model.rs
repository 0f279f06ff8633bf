//! Models in Tenfold's language, from texts to kernels, each stage timed.
//!
//! Goes the way of the session, but without files and with the stages apart.

use std::time::{Duration, Instant};
use tenfold_engine::{Chunk, Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::{FileId, Program};
use tenfold_lang::{Inputs, Model, Overrides, open, parse};

/// Checks a model of one module.
///
/// # Panics
/// If the model has an error: models of the benchmark have none.
pub fn checked(text: &str) -> Model {
    checked_inputs(Inputs {
        modules: vec![tree(0, text)],
        ..Inputs::default()
    })
}

/// The tree of a module.
///
/// # Panics
/// If the text has an error.
pub fn tree(file: u32, text: &str) -> tenfold_lang::ast::Module {
    let (module, diagnostics) = parse(FileId(file), text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    module
}

/// Checks a model whose modules and tables have been read.
///
/// # Panics
/// If the model has an error.
pub fn checked_inputs(inputs: Inputs) -> Model {
    let (model, diagnostics) = open(&inputs);
    model.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

/// The program of a model with some values fixed.
///
/// # Panics
/// If a value cannot be fixed.
pub fn program(model: &Model, sets: &[(&str, f64)]) -> Program {
    let assume = |(name, value): &(&str, f64)| format!("{name} = {value}");
    let overrides = Overrides {
        assumptions: sets.iter().map(assume).collect(),
        ..Overrides::default()
    };
    let program = model.program(&overrides);
    program.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"))
}

/// The kernel that records the variables of these full names.
///
/// # Panics
/// If a variable is not there or the program is too large for the engine.
pub fn kernel(program: &Program, record: &[&str]) -> Kernel {
    let position = |name: &&str| {
        let found = program
            .variables
            .iter()
            .position(|v| v.full_name() == *name);
        found.unwrap_or_else(|| panic!("{} has no variable {name}", program.name))
    };
    let record: Vec<usize> = record.iter().map(position).collect();
    Kernel::compile(program, &record).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs draws 0, 1, … under a seed and keeps their summary.
///
/// # Panics
/// If so many cannot be run at once.
pub fn ensemble(kernel: &Kernel, seed: u64, draws: u64, record_stride: u32) -> Chunk {
    let spec = RunSpec {
        sampling: Sampling::Random { seed },
        draws: 0..draws,
        recorded: Recorded::Every(record_stride),
        trajectories: false,
    };
    run(kernel, &spec).unwrap_or_else(|error| panic!("{error}"))
}

/// The shortest of some timings of a function: what it takes when nothing else interferes.
pub fn shortest(times: usize, mut function: impl FnMut()) -> Duration {
    let one = || {
        let start = Instant::now();
        function();
        start.elapsed()
    };
    std::iter::repeat_with(one)
        .take(times)
        .min()
        .expect("something is timed at least once")
}
