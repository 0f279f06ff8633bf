//! The built-in world's central trajectory against the one that other code makes of its text:
//! `tests/conformance/world_twin.py`, whose figures are in `world_central.csv` beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::Program;
use tenfold_session::{ModelRef, Overrides, check};

/// How far engine and twin may be apart, as a share of the value.
///
/// Both round to 2⁻⁵³ ≈ 1.1e-16 in some three hundred operations of each of 372 steps: 1.2e-11 if
/// every error had one sign. The loop grows by thirteen orders of magnitude, so that an error in
/// what drives it is worth up to ln 10¹³ = 30 of its own in what it drives: 3.7e-10. The rest is
/// room for the `exp` and `log` of the machine that made the table, which may be wrong in more
/// than the last bit. A series that goes through zero has no such share, and is not in the table.
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

/// The values of some variables each January, in base units.
fn central(program: &Program, variables: &[usize]) -> Vec<Vec<f64>> {
    let kernel = Kernel::compile(program, variables).expect("the world compiles");
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every((1.0 / program.time.dt).round() as u32),
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
    let places: BTreeMap<String, usize> = program
        .variables
        .iter()
        .enumerate()
        .map(|(at, variable)| (variable.full_name(), at))
        .collect();
    let figures = figures();
    let names: BTreeSet<&str> = figures.iter().map(|f| f.variable.as_str()).collect();
    let columns: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
    let variables: Vec<usize> = names
        .iter()
        .map(|name| match places.get(*name) {
            Some(place) => *place,
            None => panic!("the twin has `{name}`, the world has not"),
        })
        .collect();
    let values = central(&program, &variables);
    let mut apart = Vec::new();
    for Figure {
        time,
        variable,
        value,
    } in &figures
    {
        let column = columns[variable.as_str()];
        let year = (time - program.time.start).round() as usize;
        // The twin counts the horizon in minutes, all else in base units.
        let unit = &program.variables[variables[column]].unit;
        let in_minutes = unit.text == "minute";
        let found = values[column][year] / if in_minutes { unit.factor } else { 1.0 };
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
    // Each series in each January from 2019 to 2050, and some of every module of the loop.
    assert_eq!(figures.len(), names.len() * 32);
    let modules: BTreeSet<&str> = names.iter().filter_map(|n| n.split('.').next()).collect();
    assert_eq!(modules.len(), 14);
}
