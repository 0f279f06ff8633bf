//! Laws fitted through the façade: those that come with the program, and the published record.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Control, EstimateRow, FitRequest, FitResult, Loss, ModelRef, Progress, RunTable, fit,
    looic_differences, numeral,
};

fn request(law: &str) -> FitRequest {
    FitRequest {
        law: ModelRef::law(law),
        runs: None,
        assumptions: Vec::new(),
        loss: Loss::Huber { delta: 1e-3 },
        starts: 256,
        replicates: 0,
        seed: 1,
        by: None,
        held_out: 0.2,
        threads: None,
        out: None,
        lang: tenfold_session::Lang::En,
    }
}

fn fitted(request: &FitRequest) -> FitResult {
    let mut told = Vec::new();
    let mut progress = |now: Progress| told.push(now);
    let mut control = Control {
        progress: &mut progress,
        cancel: &AtomicBool::new(false),
    };
    let result = fit(request, &mut control).unwrap();
    assert!(told.iter().all(|now| now.done <= now.total));
    result.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(tenfold_session::Lang::En)))
}

fn estimate<'a>(fit: &'a FitResult, name: &str) -> &'a EstimateRow {
    let mut all = fit.estimates.iter().chain(&fit.derived);
    all.find(|row| row.name == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

/// Whether the truth lies within twice the 95 % interval's distance from the estimate: about four
/// standard errors, which a right fit leaves once in fifteen thousand.
fn holds(fit: &FitResult, name: &str, truth: f64) {
    let row = estimate(fit, name);
    let (low, high) = (row.low.unwrap(), row.high.unwrap());
    let twice = |end: f64| row.value + 2.0 * (end - row.value);
    assert!(
        (twice(low)..=twice(high)).contains(&truth),
        "{name}: {truth} is far from {low} to {high}"
    );
}

/// The simulated runs were made with these figures (models/laws/data/README.md).
#[test]
fn what_the_simulated_runs_were_made_with_is_found_again() {
    let laws: [(&str, &[(&str, f64)]); 4] = [
        (
            "chinchilla",
            &[
                ("A", 482.01),
                ("B", 2085.43),
                ("E", 1.8172),
                ("alpha", 0.3478),
                ("beta", 0.3658),
            ],
        ),
        (
            "data-constrained",
            &[
                ("E", 1.8172),
                ("alpha", 0.3478),
                ("beta", 0.3658),
                ("R", 15.4),
            ],
        ),
        (
            "rl-sigmoid",
            &[("R_0", 0.30), ("A", 0.61), ("B", 1.92), ("C_mid", 2542.0)],
        ),
        (
            "experience-curve",
            &[("first", 100.0), ("learning_rate", 20.0)],
        ),
    ];
    for (law, truths) in laws {
        let fit = fitted(&FitRequest {
            loss: Loss::Squares,
            ..request(law)
        });
        for (name, truth) in truths {
            holds(&fit, name, *truth);
        }
    }
}

/// The shares of tokens and size that are best follow from the exponents (Hoffmann et al. 2022, eq. 4).
#[test]
fn the_best_use_of_a_budget_follows_from_the_exponents() {
    let fit = fitted(&FitRequest {
        assumptions: vec!["chinchilla.budget = 6e21 FLOP".into()],
        ..request("chinchilla")
    });
    let value = |name: &str| estimate(&fit, name).value;
    let (a, b) = (value("alpha"), value("beta"));
    assert!((value("size_exponent") - b / (a + b)).abs() < 1e-12);
    let (n, d) = (value("N_optimal"), value("D_optimal"));
    assert!((6.0 * n * d / 6e21 - 1.0).abs() < 1e-12);
    let loss = |n: f64, d: f64| value("E") + value("A") / n.powf(a) + value("B") / d.powf(b);
    assert!((value("L_optimal") / loss(n, d) - 1.0).abs() < 1e-12);
    for other in [0.99, 1.01] {
        assert!(loss(n * other, d / other) > loss(n, d));
    }
}

#[test]
fn a_curve_that_bends_beats_a_line_where_reward_saturates() {
    let [sigmoid, line] = ["rl-sigmoid", "rl-log-linear"].map(|law| fitted(&request(law)));
    assert!(sigmoid.aic < line.aic && sigmoid.bic < line.bic);
    assert!(sigmoid.cross_validation < line.cross_validation);
    let error = |fit: &FitResult| fit.extrapolation.as_ref().unwrap().error_outside;
    assert!(error(&sigmoid) < error(&line));
    // Run by run it is foretold better, by more than chance among runs would make of equals.
    let gap = line.looic.unwrap() - sigmoid.looic.unwrap();
    let found = looic_differences(&[line.clone(), sigmoid.clone()]);
    let [Some((worse, error)), None] = found[..] else {
        panic!("{found:?}");
    };
    assert!((worse - gap).abs() < 1e-9 && gap > 2.0 * error && error > 0.0);
    let other = fitted(&request("chinchilla"));
    let found = looic_differences(&[other, line]);
    assert_eq!(found, [None, None], "other runs");
}

#[test]
fn every_law_that_comes_with_the_program_fits_its_runs() {
    let laws = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/laws");
    let mut seen = 0;
    for entry in std::fs::read_dir(laws).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ten") {
            let law = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let fit = fitted(&FitRequest {
                starts: 64,
                replicates: 20,
                ..request(&law)
            });
            assert!(
                fit.objective.is_finite() && fit.extrapolation.is_some(),
                "{law}"
            );
            assert_eq!(fit.replicates, 20, "{law}");
            seen += 1;
        }
    }
    assert_eq!(seen, 13);
}

/// Ordinary least squares of log2 horizon on date, worked out apart from this program: a doubling
/// in 128.744 days, 110.269 to 154.655 by t with 12 degrees of freedom. The table keeps five digits
/// of each horizon, which leaves four of the slope.
#[test]
fn the_doubling_time_of_task_horizons_is_that_of_ordinary_least_squares() {
    let fit = fitted(&FitRequest {
        loss: Loss::Squares,
        ..request("time-horizon")
    });
    assert_eq!(fit.rows, 14);
    let row = estimate(&fit, "doubling_time");
    assert_eq!(row.unit, "day");
    assert!((row.value - 128.744).abs() < 0.01, "{}", row.value);
    assert!((row.low.unwrap() - 110.269).abs() < 0.02);
    assert!((row.high.unwrap() - 154.655).abs() < 0.02);
}

/// A table of the public record, where it lies beside the repository.
fn record(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if !path.exists() {
        println!("skipped: {name} is not here");
    }
    path.exists().then_some(path)
}

/// Besiroglu et al. 2024 (arXiv:2404.10102): Hoffmann's 240 points, Huber's loss at 1e-3.
#[test]
fn chinchilla_is_what_its_replication_found() {
    let Some(path) = record("scaling_laws/chinchilla_points_NDCL.csv") else {
        return;
    };
    let fit = fitted(&FitRequest {
        runs: Some(RunTable {
            path,
            columns: Vec::new(),
            conditions: vec!["outlier_excluded=0".into()],
        }),
        ..request("chinchilla")
    });
    assert_eq!(fit.rows, 240);
    assert!(fit.objective <= 0.001_018_28, "{}", fit.objective);
    for (name, value) in [("alpha", 0.3473), ("beta", 0.3672), ("E", 1.8172)] {
        let found = estimate(&fit, name).value;
        assert!((found - value).abs() < 5e-4, "{name}: {found}");
    }
}

/// METR's own file, named and filtered as a user would.
#[test]
fn metrs_own_file_gives_the_same_doubling_time() {
    let Some(path) = record("metr/metr_horizon_official_signals_2026-07-18.csv") else {
        return;
    };
    let pair = |law: &str, file: &str| (law.to_owned(), file.to_owned());
    let fit = fitted(&FitRequest {
        runs: Some(RunTable {
            path,
            columns: vec![
                pair("released", "release_date"),
                pair("horizon", "p50_estimate_minutes"),
            ],
            conditions: [
                "is_sota=true",
                "release_date>=2023",
                "p50_estimate_minutes<=960",
            ]
            .map(str::to_owned)
            .into(),
        }),
        loss: Loss::Squares,
        ..request("time-horizon")
    });
    assert_eq!(fit.rows, 14);
    let value = estimate(&fit, "doubling_time").value;
    assert!((value - 128.74).abs() < 0.005, "{value}");
}

#[test]
fn a_folder_holds_the_result_and_every_replicate() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("fit");
    let result = fitted(&FitRequest {
        replicates: 50,
        out: Some(out.clone()),
        ..request("time-horizon")
    });
    assert_eq!(result.folder.as_deref(), Some(out.as_path()));
    let text = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let value = json["estimates"]["doubling_time"]["value"]
        .as_f64()
        .unwrap();
    assert_eq!(value, estimate(&result, "doubling_time").value);
    assert!(json["estimates"]["doubling_time"]["low"].as_f64().unwrap() < value);
    for name in [
        "replicates.parquet",
        "runs.svg",
        "corner.svg",
        "report.html",
    ] {
        assert!(out.join(name).exists(), "{name}");
    }
}

/// Both languages stand on one page: each estimate with its title and interval, which interval that is, the
/// budget that the best size is for, both pictures.
#[test]
fn the_report_holds_its_figures_and_the_budget_that_a_best_size_is_for() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("fit");
    let result = fitted(&FitRequest {
        replicates: 50,
        starts: 16,
        out: Some(out.clone()),
        assumptions: vec!["chinchilla.budget = 3e24 FLOP".into()],
        ..request("chinchilla")
    });
    let [budget] = &result.given[..] else {
        panic!("one input: {:?}", result.given);
    };
    assert_eq!(
        (budget.name.as_str(), budget.unit.as_str()),
        ("budget", "FLOP")
    );
    // A product of units and their inverse: two roundings.
    assert!(
        (budget.value / 3e24 - 1.0).abs() <= 2.0 * f64::EPSILON,
        "{budget:?}"
    );
    let page = std::fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("For budget = 3e24 FLOP.") && page.contains("取 budget = 3e24 FLOP。"));
    assert!(page.contains("Worth of parameters") && page.contains("middle 95 %"));
    for row in result.estimates.iter().chain(&result.derived) {
        let ends = [row.low.unwrap(), row.value, row.high.unwrap()];
        let said = numeral::figures(tenfold_session::Lang::En, &ends, &row.unit);
        let interval = format!("({} – {})", said[0], said[2]);
        assert!(page.contains(&interval), "{} {interval}", row.name);
        assert!(
            page.contains(&format!(">{}</code>", row.name)),
            "{}",
            row.name
        );
    }
    // The picture of runs is there in each language, the corner plot once.
    assert_eq!(page.matches("<svg class=\"law-runs\"").count(), 2);
    assert_eq!(page.matches("<svg class=\"corner\"").count(), 1);
}

/// Whoever forgets to say which column is which is told so, once, about their own table.
#[test]
fn columns_that_nobody_named_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("runs.csv");
    std::fs::write(&path, "tokens,params,loss\n2e10,1e9,2.5\n").unwrap();
    let said = |columns: &[(&str, &str)]| {
        let columns = columns
            .iter()
            .map(|(law, file)| (String::from(*law), String::from(*file)));
        let mut asked = request("chinchilla");
        asked.runs = Some(RunTable {
            path: path.clone(),
            columns: columns.collect(),
            conditions: Vec::new(),
        });
        let mut quiet = |_: Progress| {};
        let mut control = Control {
            progress: &mut quiet,
            cancel: &AtomicBool::new(false),
        };
        let problem = fit(&asked, &mut control).expect_err("columns are missing");
        let problem = problem.to_string();
        let (_, said) = problem.split_once("runs.csv: ").expect("of the table");
        said.to_owned()
    };
    assert_eq!(
        said(&[]),
        "which of its columns tokens, params, loss are N, D, L? say so, such as by --map N=tokens,D=params,L=loss"
    );
    assert_eq!(
        said(&[("D", "tokens")]),
        "which of its columns tokens, params, loss are N, L? say so, such as by --map D=tokens,N=params,L=loss"
    );
}
