//! Quantiles of narrow quantities, wherever they are said.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, CompareRequest, Control, EnsembleRequest, Lang, ModelRef, Overrides, RunRequest,
    RunResult, SeriesDifference, claims, compare, run,
};

/// Quantities whose spread is small beside their size, in one draw of a score each.
const MODEL: &str = "module m
simulate from 2020 to 2021 by 1 year using euler

param year_drawn : 1 ~ normal(2030, 0.5)
  from judgement \"an example\"
param kelvin : 1 ~ normal(288.5, 0.5)
  from judgement \"an example\"
param part : year ~ uniform(0, 1)
  from judgement \"an example\"
param almost : 1 ~ normal(0.999, 0.0003)
  from judgement \"an example\"
param close : 1 ~ normal(1e6, 0.001)
  from judgement \"an example\"
param faces : 1 ~ uniform(1, 8)
  from judgement \"an example\"
let year_of : 1 = year_drawn
let temperature : 1 = kelvin
let moment : year = 2027 year + part
let nearly_all : 1 = almost
let narrow : 1 = close
let die : 1 = floor(faces)
let fixed : 1 = 0.1
output year_of, temperature, moment, nearly_all, narrow, die, fixed

scenario warmer
  intervene temperature = kelvin + 1 from 2020
";

const SHOWN: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
/// Standard normal quantiles at these.
const SCORES: [f64; 7] = [
    -1.644_853_6,
    -1.281_551_6,
    -0.674_489_8,
    0.0,
    0.674_489_8,
    1.281_551_6,
    1.644_853_6,
];
const NORMALS: [(&str, f64, f64); 4] = [
    ("year_of", 2030.0, 0.5),
    ("temperature", 288.5, 0.5),
    ("nearly_all", 0.999, 0.0003),
    ("narrow", 1e6, 0.001),
];

/// The model with a claim of each quantile that says nothing.
fn with_claims() -> String {
    let mut model = MODEL.to_owned();
    for (name, _, _) in NORMALS {
        for p in SHOWN {
            model += &format!("claim {name}_{:02.0}\n", p * 100.0);
            model += &format!("  holds quantile(at 2021: {name}, {p}) > -1e9\n");
        }
    }
    model
}

fn request(home: &Path, draws: u64) -> EnsembleRequest {
    let path = home.join("m.ten");
    fs::write(&path, with_claims()).unwrap();
    EnsembleRequest {
        model: ModelRef::Path(path),
        overrides: Overrides::default(),
        draws,
        seed: 1,
        belief: Belief::Prior,
        out: Some(home.join("run")),
        threads: Some(2),
        lang: Lang::En,
    }
}

fn ran(ensemble: &EnsembleRequest) -> RunResult {
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let request = RunRequest {
        ensemble: ensemble.clone(),
        claims: false,
        recorded: tenfold_session::Recorded::default(),
    };
    run(&request, &mut control).unwrap().unwrap()
}

fn last(result: &RunResult, name: &str, p: f64) -> f64 {
    let full = format!("m.{name}");
    let series = result.data.series.iter().find(|one| one.name == full);
    // What a draw has one number of is a series too.
    assert!(series.is_some());
    let scalar = result.data.scalars.iter().find(|one| one.name == full);
    let last = series.and_then(|one| one.quantile(p)?.last().copied());
    last.or_else(|| scalar?.quantile(p)).unwrap()
}

/// Five standard errors √(p(1 − p)/n)/f of a standard normal's quantile.
fn sampled(p: f64, score: f64, draws: u64) -> f64 {
    let density = (-0.5 * score * score).exp() / (2.0 * std::f64::consts::PI).sqrt();
    5.0 * (p * (1.0 - p) / draws as f64).sqrt() / density
}

#[test]
fn narrow_quantities_have_their_quantiles() {
    let draws = 20_000;
    let home = tempfile::tempdir().unwrap();
    let ensemble = request(home.path(), draws);
    let result = ran(&ensemble);
    for (name, mean, sd) in NORMALS {
        for (p, score) in SHOWN.into_iter().zip(SCORES) {
            let found = (last(&result, name, p) - mean) / sd;
            // A quantile is within 0.5 % of the width from 5 to 95 %.
            let bound = sampled(p, score, draws) + 0.005 * 3.29;
            assert!((found - score).abs() < bound, "{name} {p}: {found}");
        }
    }
    for p in SHOWN {
        let bound = 5.0 * (p * (1.0 - p) / draws as f64).sqrt() + 0.005 * 0.9;
        let found = last(&result, "moment", p);
        assert!((found - 2027.0 - p).abs() < bound, "{found}");
        assert_eq!(last(&result, "die", p), (1.0 + 7.0 * p).floor(), "{p}");
        assert_eq!(last(&result, "fixed", p), 0.1);
    }
    let manifest = fs::read_to_string(home.path().join("run/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let error = manifest["quantile_error"].as_f64().unwrap();
    assert!(error > 0.0 && error < 0.005, "{error}");
}

/// Of the same draws: to the digit where they are held one by one, else to the error that is stated.
#[test]
fn run_and_claims_say_the_same() {
    for (draws, error) in [(7, 0.0), (1_000, 0.0), (5_000, 0.005)] {
        let home = tempfile::tempdir().unwrap();
        let ensemble = request(home.path(), draws);
        let result = ran(&ensemble);
        let mut control = Control {
            progress: &mut |_| {},
            cancel: &AtomicBool::new(false),
        };
        let asked = EnsembleRequest {
            out: None,
            ..ensemble
        };
        let found = claims(&asked, &mut control).unwrap();
        let rows = found
            .unwrap_or_else(|wrong| panic!("{:?}", wrong.diagnostics))
            .claims;
        for (name, _, _) in NORMALS {
            let claimed = |p: f64| {
                let id = format!("{name}-{:02.0}", p * 100.0).replace('_', "-");
                rows.iter().find(|row| row.id == id).unwrap().value.unwrap()
            };
            let width = claimed(0.95) - claimed(0.05);
            for p in SHOWN {
                let gap = (last(&result, name, p) - claimed(p)).abs();
                assert!(
                    gap <= error * width,
                    "{name} {p}, {draws} draws: {gap} of {width}"
                );
            }
        }
    }
}

#[test]
fn compare_shows_what_run_shows() {
    let home = tempfile::tempdir().unwrap();
    let ensemble = request(home.path(), 5_000);
    let result = ran(&ensemble);
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let request = CompareRequest {
        ensemble: EnsembleRequest {
            out: None,
            ..ensemble
        },
        scenarios: vec!["base".into(), "warmer".into()],
    };
    let found = compare(&request, &mut control).unwrap().unwrap();
    let series = found
        .data
        .series
        .iter()
        .find(|one| one.name == "m.temperature");
    let series = series.unwrap();
    let at = series.times.len() - 1;
    for p in SHOWN {
        let of = |list| SeriesDifference::at(list, p, at);
        assert_eq!(
            of(&series.quantiles_against),
            last(&result, "temperature", p)
        );
        let gap = of(&series.differences);
        // What rounding leaves of adding 1 to numbers of some 300.
        assert!((gap - 1.0).abs() < 1e-13, "{gap}");
    }
    assert!((series.mean_difference[at] - 1.0).abs() < 1e-13);
}
