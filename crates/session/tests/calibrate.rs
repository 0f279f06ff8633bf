//! Calibration through the façade: its folder, a run that starts from it, and what is refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    CalibrateRequest, CalibrateResult, Control, Error, Lang, ModelRef, RunRequest, RunResult,
    calibrate, run,
};

/// Growth at a rate that four reports know better than the prior does, and a price that they say
/// nothing of.
const GROWTH: &str = "module growth
simulate from 2020 to 2030 by 1 month using euler

param rate : 1/year ~ normal(0.5, 0.3)
  from judgement \"wide\"
param price : USD ~ 1 to 4
  from judgement \"wide\"
stock size : 1
  initial 1
  inflow rate * size
let worth : USD = size * price
observe size ~ lognormal(10 %) from data \"size.csv\" (date, value : 1)
output size, worth

scenario halted
  set rate = 0
";

/// About e^(0.25 t).
const SIZES: &str = "date,value
2021.0,1.30
2022.0,1.62
2023.0,2.15
2024.0,2.70
";

fn folder() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("growth.ten"), GROWTH).unwrap();
    fs::write(home.path().join("size.csv"), SIZES).unwrap();
    home
}

fn calibrated(home: &Path, threads: usize, out: &str) -> CalibrateResult {
    believing(home, &[], threads, out)
}

fn believing(home: &Path, sets: &[&str], threads: usize, out: &str) -> CalibrateResult {
    let request = CalibrateRequest {
        model: ModelRef::Path(home.join("growth.ten")),
        sets: sets.iter().map(|set| (*set).to_owned()).collect(),
        particles: 2_048,
        seed: 4,
        until: None,
        threads: Some(threads),
        out: Some(home.join(out)),
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = calibrate(&request, &mut control).unwrap();
    found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)))
}

fn ran(home: &Path, posterior: Option<&str>, scenario: Option<&str>) -> Result<RunResult, Error> {
    let request = RunRequest {
        model: ModelRef::Path(home.join("growth.ten")),
        scenario: scenario.map(str::to_owned),
        sets: Vec::new(),
        draws: 4_096,
        seed: 1,
        posterior: posterior.map(|folder| home.join(folder)),
        out: None,
        threads: None,
        trajectories: false,
        lang: Lang::En,
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = run(&request, &mut control)?;
    Ok(found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En))))
}

/// A parameter's 5 % and 95 % quantile.
fn range(result: &RunResult, name: &str) -> (f64, f64) {
    let row = result
        .data
        .params
        .iter()
        .find(|row| row.name == name)
        .unwrap();
    (row.q05.unwrap(), row.q95.unwrap())
}

#[test]
fn a_run_starts_from_a_posterior_and_a_scenario_intervenes_on_it() {
    let home = folder();
    let found = calibrated(home.path(), 2, "posterior");
    let row = |name: &str| found.params.iter().find(|row| row.name == name).unwrap();
    let rate = row("growth.rate");
    // The error that all four share hides half of 10 % over four years: an sd of 0.02 or so.
    assert!(rate.q05 > 0.18 && rate.q95 < 0.32, "{rate:?}");
    assert!(rate.overlap < 0.4 && row("growth.price").overlap > 0.9);
    assert_eq!((found.reports, found.particles), (4, 2_048));

    let prior = ran(home.path(), None, None).unwrap();
    let posterior = ran(home.path(), Some("posterior"), None).unwrap();
    let (low, high) = range(&posterior, "growth.rate");
    // A sketch's quantile errs by a bucket, 1/128.
    assert!(
        (low / rate.q05 - 1.0).abs() < 2.0 / 128.0 && (high / rate.q95 - 1.0).abs() < 2.0 / 128.0
    );
    let (wide_low, wide_high) = range(&prior, "growth.rate");
    assert!(wide_high - wide_low > 3.0 * (high - low));

    // The intervention fixes what it fixes; every other belief is the posterior's.
    let halted = ran(home.path(), Some("posterior"), Some("halted")).unwrap();
    let size = halted
        .data
        .series
        .iter()
        .find(|series| series.name == "growth.size")
        .unwrap();
    let last = size.quantile(0.5).unwrap().last().copied().unwrap();
    assert!((last - 1.0).abs() < 1.0 / 128.0, "{last}");
    assert_eq!(
        range(&halted, "growth.price"),
        range(&posterior, "growth.price")
    );
}

#[test]
fn a_belief_that_the_posterior_fixed_is_not_drawn_from_its_prior() {
    let home = folder();
    believing(home.path(), &["growth.price = 2 USD"], 2, "posterior");
    let refused = ran(home.path(), Some("posterior"), None)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("says nothing of `growth.price`"),
        "{refused}"
    );
}

#[test]
fn a_report_says_which_posterior_it_started_from() {
    let home = folder();
    calibrated(home.path(), 2, "posterior");
    let settings = ran(home.path(), Some("posterior"), None)
        .unwrap()
        .data
        .settings;
    let said = (
        "--posterior".to_owned(),
        "2048 particles, seed 4".to_owned(),
    );
    assert!(settings.contains(&said), "{settings:?}");
}

#[test]
fn the_files_of_a_posterior_are_the_same_bytes_on_any_number_of_threads() {
    let home = folder();
    calibrated(home.path(), 1, "one");
    calibrated(home.path(), 3, "three");
    for name in ["manifest.json", "posterior.parquet"] {
        let bytes = |folder: &str| fs::read(home.path().join(folder).join(name)).unwrap();
        assert!(bytes("one") == bytes("three"), "{name}");
    }
}

#[test]
fn a_posterior_of_another_text_is_refused() {
    let home = folder();
    calibrated(home.path(), 2, "posterior");
    let text = GROWTH.replace("normal(0.5, 0.3)", "normal(0.4, 0.3)");
    fs::write(home.path().join("growth.ten"), text).unwrap();
    let refused = ran(home.path(), Some("posterior"), None)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("is not the posterior of this growth"),
        "{refused}"
    );
    let nothing = ran(home.path(), Some("nowhere"), None)
        .unwrap_err()
        .to_string();
    assert!(nothing.contains("is not a posterior"), "{nothing}");
    // A run folder is none either.
    fs::create_dir(home.path().join("run")).unwrap();
    fs::write(home.path().join("run/manifest.json"), "{}").unwrap();
    assert!(ran(home.path(), Some("run"), None).is_err());
}
