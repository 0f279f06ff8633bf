//! A parameter that is what a table observed: from the table's text to the engine's draws.

use std::fs;
use tenfold_engine::{Chunk, Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_session::{ModelRef, Overrides, check};

/// Wages as observed, in kUSD a year, in no order; 40 was seen twice.
const OBSERVED: [f64; 5] = [70.0, 40.0, 55.0, 40.0, 200.0];

const MODEL: &str = r#"module wages
param wage : kUSD/year ~ empirical("observed.csv")
  from data "observed.csv"
param common : kUSD/year ~ empirical("observed.csv") truncated below 100
  from data "observed.csv, without the one at the top"
param fee : USD ~ mixture(50 % of empirical("observed.csv"), 50 % of uniform(0, 1))
  from data "observed.csv, or next to nothing"
"#;

const TABLE: &str = "\
name,wage,common,wages.fee
a,70,70,7
b,40,40,4
c,55,55,5
d,40,40,4
e,200,200,20
";

/// The model's draws; their columns are the parameters in the order above.
fn draws(sampling: Sampling, count: u64) -> Chunk {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let model = folder.path().join("wages.ten");
    fs::write(&model, MODEL).expect("the folder takes a file");
    fs::write(folder.path().join("observed.csv"), TABLE).expect("the folder takes a file");
    let checked = check(&ModelRef::Path(model)).expect("the model can be read");
    let program = checked
        .program(&Overrides::default())
        .expect("the model is sound");
    let kernel = Kernel::compile(&program, &[]).expect("the model compiles");
    let spec = RunSpec {
        sampling,
        draws: 0..count,
        recorded: Recorded::Every(1),
        trajectories: false,
    };
    run(&kernel, &spec).expect("the draws are within bounds")
}

/// Five standard deviations of a share counted in so many draws.
fn margin(share: f64, count: usize) -> f64 {
    5.0 * (share * (1.0 - share) / count as f64).sqrt()
}

fn share(draws: &[f64], of: impl Fn(f64) -> bool) -> f64 {
    draws.iter().filter(|draw| of(**draw)).count() as f64 / draws.len() as f64
}

#[test]
fn draws_have_the_quantiles_of_the_table() {
    let count = 40_000;
    let chunk = draws(Sampling::Random { seed: 1 }, count);
    let mut wage = chunk.rows.draws.params[0].clone();
    for value in [40.0, 55.0, 70.0, 200.0] {
        let seen = OBSERVED.iter().filter(|one| **one == value).count() as f64 / 5.0;
        // In base units, USD a year; whatever else is drawn is missed here.
        let found = share(&wage, |draw| draw == value * 1000.0);
        let margin = margin(seen, wage.len());
        assert!(
            (found - seen).abs() < margin,
            "{value}: {found}, not {seen}"
        );
    }
    // Halfway between the steps of the table, which are a fifth apart: far from where sampling
    // could tip them.
    wage.sort_by(f64::total_cmp);
    for (p, kilo) in [
        (0.1, 40.0),
        (0.3, 40.0),
        (0.5, 55.0),
        (0.7, 70.0),
        (0.9, 200.0),
    ] {
        let place = (p * count as f64) as usize;
        assert_eq!(wage[place], kilo * 1000.0, "at {p}");
    }
}

#[test]
fn what_is_cut_off_is_not_drawn_and_the_rest_keeps_its_weights() {
    let chunk = draws(Sampling::Random { seed: 2 }, 40_000);
    let common = &chunk.rows.draws.params[1];
    for (value, seen) in [(40.0, 0.5), (55.0, 0.25), (70.0, 0.25), (200.0, 0.0)] {
        let found = share(common, |draw| draw == value * 1000.0);
        let margin = margin(seen, common.len());
        assert!(
            (found - seen).abs() <= margin,
            "{value}: {found}, not {seen}"
        );
    }
}

#[test]
fn a_mixture_draws_a_table_for_its_share() {
    let chunk = draws(Sampling::Random { seed: 3 }, 40_000);
    let fee = &chunk.rows.draws.params[2];
    let below_one = share(fee, |draw| draw < 1.0);
    assert!(
        (below_one - 0.5).abs() < margin(0.5, fee.len()),
        "{below_one}"
    );
    let four = share(fee, |draw| draw == 4.0);
    assert!((four - 0.2).abs() < margin(0.2, fee.len()), "{four}");
}
