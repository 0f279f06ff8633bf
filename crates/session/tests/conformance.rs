//! The built-in world's central trajectory against the one that other code makes of its text:
//! `tests/conformance/world_twin.py`, whose figures are in `world_central.csv` beside it.

use std::collections::HashMap;
use std::path::Path;
use tenfold_engine::{Kernel, RunSpec, Sampling, run};
use tenfold_ir::Program;
use tenfold_session::{ModelRef, Overrides, check};

/// How far engine and twin may be apart, as a share of the value.
///
/// Both round to 2⁻⁵³ ≈ 1.1e-16 in some hundred operations of each of 372 steps: 4e-12 if every
/// error had one sign. The loop grows by thirteen orders of magnitude, so that an error in what
/// drives it is worth up to ln 10¹³ = 30 of its own in what it drives: 1.2e-10. The rest is room
/// for the `exp` and `log` of the machine that made the table, which may be wrong in more than
/// the last bit.
const TOLERANCE: f64 = 1e-9;

/// One line of the table.
struct Figure {
    time: f64,
    variable: String,
    value: f64,
}

fn figures() -> Vec<Figure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("tests/conformance/world_central.csv");
    let mut reader = csv::Reader::from_path(path).expect("the twin's table is there");
    let rows = reader.records().map(|row| {
        let row = row.expect("a row of the table");
        let number = |cell: usize| row[cell].parse().expect("a number");
        Figure {
            time: number(0),
            variable: row[1].to_owned(),
            value: number(2),
        }
    });
    rows.collect()
}

/// Every variable at every step, in base units.
fn central(program: &Program) -> Vec<Vec<f64>> {
    let all: Vec<usize> = (0..program.variables.len()).collect();
    let kernel = Kernel::compile(program, &all).expect("the world compiles");
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        record_stride: 1,
        trajectories: true,
    };
    let chunk = run(&kernel, &spec).expect("one draw is within bounds");
    chunk.rows.trajectories.expect("trajectories were asked")
}

#[test]
fn the_world_takes_the_path_of_its_twin() {
    let world = check(&ModelRef::BuiltIn).expect("the built-in world can be read");
    let program = world
        .program(&Overrides::default())
        .expect("the world is sound");
    let variables = program.variables.iter().enumerate();
    let places: HashMap<String, usize> = variables
        .map(|(at, variable)| (variable.full_name(), at))
        .collect();
    let values = central(&program);
    let figures = figures();
    let mut apart = Vec::new();
    for Figure {
        time,
        variable,
        value,
    } in &figures
    {
        let Some(place) = places.get(variable) else {
            panic!("the twin has `{variable}`, the world has not");
        };
        let step = ((time - program.time.start) / program.time.dt).round() as usize;
        // The twin counts the horizon in minutes, all else in base units.
        let unit = &program.variables[*place].unit;
        let in_minutes = unit.text == "minute";
        let found = values[*place][step] / if in_minutes { unit.factor } else { 1.0 };
        let is_near = (found - value).abs() <= TOLERANCE * value.abs();
        if !is_near {
            apart.push(format!(
                "{variable} at {time}: found {found}, the twin has {value}"
            ));
        }
    }
    let count = apart.len();
    apart.truncate(20);
    assert!(
        apart.is_empty(),
        "{count} of {} figures differ:\n{}",
        figures.len(),
        apart.join("\n")
    );
    // 49 series in each January from 2019 to 2050.
    assert_eq!(figures.len(), 49 * 32);
}
