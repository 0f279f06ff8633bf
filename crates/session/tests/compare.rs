//! Scenarios against each other through the façade: paired draws, errors, and that an intervention
//! leaves every belief as it was.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, CompareRequest, CompareResult, Control, DifferenceRow, EnsembleRequest, Lang,
    MilestoneDifference, ModelRef, Overrides, SeriesDifference, compare,
};

/// A level that noise moves, a policy on it, and a belief about it.
const LEVEL: &str = "module level
simulate from 2020 to 2030 by 1 year using euler

param a : 1 ~ normal(0, 1)
  from judgement \"wide\"
noise wobble : 1 ~ normal(0, 1)
let x : 1 = a + wobble
stock total : 1
  initial 0
  inflow x / 1 year
milestone high when x > 1
output x, total

scenario same
scenario lifted
  intervene x = x + 2 from 2025
scenario doubled on lifted
  intervene x = 2 * x from 2027 to 2029
scenario sure
  assume a = 3
";

fn compared(home: &Path, scenarios: &[&str], belief: Belief, threads: usize) -> CompareResult {
    asked(&request(home, scenarios, belief, threads))
}

fn request(home: &Path, scenarios: &[&str], belief: Belief, threads: usize) -> CompareRequest {
    fs::write(home.join("level.ten"), LEVEL).unwrap();
    CompareRequest {
        scenarios: scenarios.iter().map(|name| (*name).to_owned()).collect(),
        ensemble: EnsembleRequest {
            model: ModelRef::Path(home.join("level.ten")),
            overrides: Overrides::default(),
            draws: 5_000,
            seed: 3,
            belief,
            out: Some(home.join("out")),
            threads: Some(threads),
            lang: Lang::En,
        },
    }
}

fn asked(request: &CompareRequest) -> CompareResult {
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = compare(request, &mut control).unwrap();
    found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)))
}

fn series<'a>(result: &'a CompareResult, scenario: &str, name: &str) -> &'a SeriesDifference {
    let mut all = result.data.series.iter();
    let found = all.find(|row| row.scenario == scenario && row.name == name);
    found.unwrap_or_else(|| panic!("no {name} in {scenario}"))
}

/// What a sketch's mean and standard deviation of numbers of this size may miss: 2^−27 of it, and as
/// much again for the rounding of the numbers.
fn exact(size: f64) -> f64 {
    size * 2.0_f64.powi(-26)
}

fn milestone<'a>(result: &'a CompareResult, scenario: &str) -> &'a MilestoneDifference {
    let mut all = result.data.milestones.iter();
    all.find(|row| row.scenario == scenario).unwrap()
}

#[test]
fn equal_worlds_differ_by_nothing_at_all() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["same"], Belief::Prior, 2);
    assert_eq!(result.scenarios[0].name, "base");
    for row in &result.data.series {
        assert!(row.mean_difference.iter().all(|mean| *mean == 0.0));
        assert!(row.error.iter().all(|error| *error == 0.0));
        assert!(
            row.differences
                .iter()
                .all(|(_, gaps)| gaps.iter().all(|gap| *gap == 0.0))
        );
    }
    let row = milestone(&result, "same");
    assert_eq!(
        (row.probability_difference, row.probability_error),
        (0.0, 0.0)
    );
    assert_eq!(
        (row.earlier, row.later, row.years_later),
        (0.0, 0.0, Some(0.0))
    );
}

#[test]
fn an_intervention_is_seen_without_the_noise_that_both_worlds_share() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(
        home.path(),
        &["base", "lifted", "doubled"],
        Belief::Prior,
        2,
    );
    let lifted = series(&result, "lifted", "level.x");
    for (time, mean) in lifted.times.iter().zip(&lifted.mean_difference) {
        let expected = if *time >= 2025.0 { 2.0 } else { 0.0 };
        assert!((mean - expected).abs() < exact(2.0), "{time}: {mean}");
    }
    assert!(lifted.error.iter().all(|error| *error < exact(2.0)));
    // From the first step at the date on the stock takes in 2 more a year.
    let total = series(&result, "lifted", "level.total");
    let last = total.mean_difference.last().unwrap();
    assert!((last - 2.0 * 5.0).abs() < exact(10.0), "{last}");
    // On top of the first: twice the lifted value, for two years.
    let doubled = series(&result, "doubled", "level.x");
    let at = |year: f64| {
        let at = doubled.times.iter().position(|time| *time == year).unwrap();
        (doubled.mean_difference[at], doubled.error[at])
    };
    // 2 (x + 2) less x is x + 4, where x has mean 0 and variance 2.
    for year in [2027.0, 2028.0] {
        let (mean, error) = at(year);
        let expected = (2.0_f64 / 5_000.0).sqrt();
        assert!((mean - 4.0).abs() < 4.5 * expected, "{mean}");
        // The relative error of a standard deviation of n normal numbers is 1/√(2n).
        assert!(
            (error / expected - 1.0).abs() < 4.5 / 10_000.0_f64.sqrt(),
            "{error}"
        );
    }
    for year in [2026.0, 2029.0] {
        assert!((at(year).0 - 2.0).abs() < exact(2.0));
    }
    // It never comes later, and its probability only grows.
    let row = milestone(&result, "lifted");
    assert_eq!(row.later, 0.0);
    assert!(row.probability_difference > 0.0 && row.probability_error > 0.0);
    let by_counts = row.probability - row.probability_against;
    assert!((row.probability_difference - by_counts).abs() < 1e-12);
}

#[test]
fn a_belief_moves_the_past_and_a_policy_does_not() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["base", "sure", "lifted"], Belief::Prior, 2);
    let first = |scenario: &str| series(&result, scenario, "level.x").mean_difference[0];
    // 3 less a, whose mean over 5,000 draws errs by 1/√5,000.
    assert!((first("sure") - 3.0).abs() < 4.5 / 5_000.0_f64.sqrt());
    assert_eq!(first("lifted"), 0.0);
    assert_eq!(result.scenarios[1].assumptions, ["level.a = 3"]);
    assert_eq!(
        result.scenarios[2].interventions,
        ["level.x = x + 2 from 2025"]
    );
}

#[test]
fn rows_are_plain_objects_and_files_the_same_bytes_on_any_number_of_threads() {
    let home = tempfile::tempdir().unwrap();
    let bytes = |threads| {
        let result = compared(home.path(), &["lifted"], Belief::Prior, threads);
        let folder = result.folder.clone().unwrap();
        let names = ["manifest.json", "differences.parquet", "report.html"];
        (
            names.map(|name| fs::read(folder.join(name)).unwrap()),
            result.rows(),
        )
    };
    let (one, rows) = bytes(1);
    let (three, _) = bytes(3);
    assert!(one == three);
    let json = serde_json::to_value(&rows).unwrap();
    let all = json.as_array().unwrap();
    assert!(
        all.iter()
            .all(|row| row["scenario"] == "lifted" && row["against"] == "base")
    );
    let is_date = |row: &&DifferenceRow| matches!(row, DifferenceRow::Milestone(_));
    assert_eq!(rows.iter().filter(is_date).count(), 1);
    // Two series at eleven times.
    assert_eq!(all.len(), 1 + 2 * 11);
    let page = String::from_utf8(one[2].clone()).unwrap();
    assert!(page.contains("level.x = x + 2 from 2025") && !page.contains("://"));
}

#[test]
fn what_is_done_in_all_is_done_in_each() {
    let home = tempfile::tempdir().unwrap();
    let mut request = request(home.path(), &["base", "lifted"], Belief::Prior, 2);
    let stopped = "level.x = 0 from 2026";
    request.ensemble.overrides.interventions = vec![stopped.into()];
    let result = asked(&request);
    assert_eq!(result.interventions, [stopped]);
    for scenario in &result.scenarios {
        assert!(
            scenario.interventions.iter().any(|one| one == stopped),
            "{scenario:?}"
        );
    }
    let lifted = series(&result, "lifted", "level.x");
    for (time, mean) in lifted.times.iter().zip(&lifted.mean_difference) {
        let expected = if *time == 2025.0 { 2.0 } else { 0.0 };
        assert!((mean - expected).abs() < exact(2.0), "{time}: {mean}");
    }
}

#[test]
fn an_unknown_scenario_is_said_with_what_there_is() {
    let home = tempfile::tempdir().unwrap();
    let request = request(home.path(), &["lifter"], Belief::Prior, 1);
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = compare(&request, &mut control).unwrap();
    let rows = found.err().unwrap().rows(Lang::En);
    assert_eq!(rows[0].code, "unknown-scenario");
    assert!(rows[0].help.as_ref().unwrap().contains("lifted"));
}

/// What the record sees is the sum of two unknowns: knowing one is learning the other.
const SUM: &str = "module both
simulate from 2020 to 2030 by 1 year using euler

param a : 1 ~ normal(0, 1)
  from judgement \"wide\"
param b : 1 ~ normal(0, 1)
  from judgement \"wide\"
let x : 1 = a + b
let other : 1 = b
observe x ~ normal(0.5) from data \"x.csv\" (date, value : 1)
output x, other

scenario believed
  assume a = 3
scenario done
  intervene a = 3 from 2025
";

/// With a report y of a + b, whose error has variance v:
/// given y, b has mean y/(2 + v) and variance (1 + v)/(2 + v);
/// given y and a, it has mean (y − a)/(1 + v) and variance v/(1 + v).
#[test]
fn to_assume_is_to_learn_from_it_and_to_intervene_is_not() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("both.ten"), SUM).unwrap();
    fs::write(home.path().join("x.csv"), "date,value\n2022.0,2.0\n").unwrap();
    let request = CompareRequest {
        scenarios: ["base", "believed", "done"].map(str::to_owned).into(),
        ensemble: EnsembleRequest {
            model: ModelRef::Path(home.path().join("both.ten")),
            overrides: Overrides::default(),
            draws: 4_096,
            seed: 5,
            belief: Belief::Posterior { cache: None },
            out: None,
            threads: None,
            lang: Lang::En,
        },
    };
    let result = asked(&request);
    let (y, v) = (2.0, 0.25);
    let worlds = &result.scenarios;
    let worth = |at: usize| worlds[at].posterior.as_ref().unwrap().effective;
    let hash = |at: usize| &worlds[at].posterior.as_ref().unwrap().table_hash;
    assert_eq!(hash(0), hash(2));
    assert_ne!(hash(0), hash(1));

    // Other than in the base, b is learnt anew: its mean falls from y/(2 + v) to (y − 3)/(1 + v).
    let learnt = series(&result, "believed", "both.other");
    let fall = (y - 3.0) / (1.0 + v) - y / (2.0 + v);
    let spread = ((1.0 + v) / (2.0 + v) / worth(0) + v / (1.0 + v) / worth(1)).sqrt();
    for mean in &learnt.mean_difference {
        assert!((mean - fall).abs() < 4.5 * spread, "{mean} {fall} {spread}");
    }
    // Done from 2025 on, it leaves b and all that came before as they were, in every draw.
    let kept = series(&result, "done", "both.other");
    assert!(kept.mean_difference.iter().all(|mean| *mean == 0.0));
    let sum = series(&result, "done", "both.x");
    for (at, time) in sum.times.iter().enumerate() {
        let median = SeriesDifference::at(&sum.quantiles, 0.5, at);
        if *time < 2025.0 {
            assert_eq!(sum.mean_difference[at], 0.0);
        } else {
            // 3 + b has b's posterior: a median of 3 + y/(2 + v), whose error for a normal is that of
            // its mean times √(π/2); a sketch adds a bucket.
            let expected = 3.0 + y / (2.0 + v);
            let error = ((1.0 + v) / (2.0 + v) / worth(2) * std::f64::consts::FRAC_PI_2).sqrt();
            let near = 4.5 * error + expected / 128.0;
            assert!(
                (median - expected).abs() < near,
                "{median} {expected} {near}"
            );
        }
    }
}

/// Research makes progress, progress meets its record, and ten times the research comes later.
const RESEARCH: &str = "module research
simulate from 2016 to 2040 by 1 month using euler

param worth : 1/year ~ 0.05 to 0.5
  from judgement \"wide\"
param exponent : 1 ~ normal(0.5, 0.2) truncated 0.05 to 1
  from judgement \"wide\"
let compute : 1 = exp(30 %/year * (time - 2016))
stock progress : 1
  initial 1
  inflow worth * compute ^ exponent
observe progress ~ lognormal(10 %) from data \"progress.csv\" (date, value : 1)
milestone far when progress > 10
milestone further when progress > 30
output progress

scenario tenfold
  intervene compute = 10 * compute from 2026
";

/// A model that is calibrated anew after such a change explains the same past with less worth of
/// compute, and then comes late. Here the past is before the change, and what was learnt of it stays.
#[test]
fn ten_times_the_research_compute_delays_nothing_in_any_draw() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("research.ten"), RESEARCH).unwrap();
    let record = "date,value\n2018.0,1.5\n2020.0,2.2\n2022.0,3.1\n2024.0,4.2\n2026.5,6.0\n";
    fs::write(home.path().join("progress.csv"), record).unwrap();
    let result = asked(&CompareRequest {
        scenarios: vec!["tenfold".into()],
        ensemble: EnsembleRequest {
            model: ModelRef::Path(home.path().join("research.ten")),
            overrides: Overrides::default(),
            draws: 4_096,
            seed: 1,
            belief: Belief::Posterior { cache: None },
            out: None,
            threads: None,
            lang: Lang::En,
        },
    });
    let posterior = |at: usize| result.scenarios[at].posterior.as_ref().unwrap();
    assert_eq!(posterior(0), posterior(1));
    assert_eq!(result.data.milestones.len(), 2);
    for row in &result.data.milestones {
        assert_eq!(row.later, 0.0, "{row:?}");
        assert!(row.earlier > 0.5, "{row:?}");
    }
    let progress = series(&result, "tenfold", "research.progress");
    for (at, time) in progress.times.iter().enumerate() {
        let least = SeriesDifference::at(&progress.differences, 0.05, at);
        assert!(least >= 0.0);
        assert!(*time > 2026.0 || progress.mean_difference[at] == 0.0);
    }
}
