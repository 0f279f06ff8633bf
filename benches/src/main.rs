//! Tenfold against its hand-written twins and its peers, in one run:
//! `cargo run --release -p tenfold-benches`, with `-- --write` also into docs/BENCHMARKS.md.
//!
//! Figures of one run compare with each other alone: the same machine, the same minutes.

// The hand-written twins are what people write: with the platform's functions.
#![allow(clippy::disallowed_methods)]

mod contender;
mod features;
mod fit;
mod growth;
mod machine;
mod model;
mod report;
mod rounds;
mod twin;
mod verify;
mod world;

use contender::{Contender, Numpy, Scalar, Tenfold, Vector};
use std::path::Path;
use std::process::ExitCode;
use twin::simd::Instructions;

/// Draws of an ensemble of the reference model.
const DRAWS: u64 = 200_000;

/// Rounds of all contenders.
const ROUNDS: usize = 7;

/// The contenders' seed; the ensemble they are compared with has another.
const SEED: u64 = 2026;

/// Draws of the world: what one waits for, and what one leaves running.
const WORLD_DRAWS: [u64; 2] = [10_000, 1_000_000];

/// Running tasks above which a machine is not quiet.
const LOAD_QUIET: f64 = 0.5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let write = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--write"] => true,
        _ => {
            eprintln!("usage: cargo run --release -p tenfold-benches [-- --write]");
            return ExitCode::from(2);
        }
    };
    let result = measure().and_then(|figures| {
        println!("{figures}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/BENCHMARKS.md");
        if write {
            report::write(&path, &figures)
        } else {
            Ok(())
        }
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Every figure, as Markdown; an error if the contenders do not compute the same.
fn measure() -> Result<String, String> {
    let machine = machine::description();
    eprintln!("{machine}");
    let load = machine::load();
    if let Some(load) = load.filter(|load| *load > LOAD_QUIET) {
        eprintln!("the machine is not quiet (load {load}): figures will be low, ratios rough");
    }
    let (reference, note) = reference()?;
    eprintln!("growth");
    let growth = report::growth(&growth::measure());
    eprintln!("features");
    let features = report::features(&features::measure());
    eprintln!("fit");
    let fitted = report::fit(&fit::measure()?, &fit::posteriors()?);
    let calibrated = report::calibrated(&world::calibrate()?);
    let held = report::held(&world::claims(WORLD_DRAWS[0])?);
    let world = report::world(&world::compile(), &world::runs(&WORLD_DRAWS));
    let load = load.map_or(String::new(), |load| format!(", load at the start {load}"));
    Ok(format!(
        "Machine: {machine}{load}.\n\n\
         ### The reference model\n\n{reference}\n{note}\n\n\
         ### Growth\n\n{growth}\n\
         ### Features\n\n{features}\n\
         ### Laws\n\n{fitted}\n\
         ### The world\n\n{world}\n{calibrated}{held}"
    ))
}

/// The contenders on the reference model: the table, and what to know about it.
fn reference() -> Result<(String, String), String> {
    let tenfold = Tenfold::new();
    agree(verify::draws(&tenfold, SEED))?;
    let mut contenders: Vec<Box<dyn Contender>> = vec![Box::new(tenfold)];
    for instructions in Instructions::available() {
        contenders.push(Box::new(Vector(instructions)));
    }
    contenders.push(Box::new(Scalar));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut note = format!(
        "{DRAWS} draws, {ROUNDS} rounds of all in turn. All agree at the fixed parameters to 1e-9, \
         and in their quantiles within Monte Carlo error."
    );
    for processes in [1, cores] {
        match Numpy::start(processes) {
            Some(numpy) => contenders.push(Box::new(numpy)),
            None => {
                note += " numpy was not measured: the `python3` on the path has none.";
                break;
            }
        }
    }
    agree(verify::fixed(&mut contenders))?;
    let timed = rounds::measure(&mut contenders, SEED, DRAWS, ROUNDS);
    let twin = twin::scalar::run(SEED ^ u64::MAX, DRAWS);
    for one in &timed {
        // Several processes of numpy answer for their share alone.
        let draws = DRAWS
            / if one.name.contains("processes") {
                cores as u64
            } else {
                1
            };
        agree(verify::ensemble(
            &one.name,
            &one.ensemble,
            draws,
            &twin,
            DRAWS,
        ))?;
    }
    Ok((report::contenders(&timed, DRAWS), note))
}

fn agree(wrong: Vec<String>) -> Result<(), String> {
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the contenders do not agree:\n{}",
        wrong.join("\n")
    ))
}
