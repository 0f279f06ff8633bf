//! A backtest through the façade: its folder, its page, its document, and what is refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{BacktestRequest, BacktestResult, Control, Error, Lang, ModelRef, backtest};

/// Growth at a rate that turns out as the reports say, and a milestone that the rate decides.
const GROWTH: &str = "module growth
simulate from 2018 to 2040 by 1 month using euler

param rate : 1/year ~ normal(0.5, 0.3)
  from judgement \"wide\"
param base : 1 ~ lognormal(1, 20 %)
  from data \"size.csv: the first figure\"
param taste : 1 ~ 0.5 to 2
  from judgement \"sales of 2023\"
stock size : 1
  initial base
  inflow rate * size
observe size ~ lognormal(10 %) from data \"size.csv\" (date, value : 1)
milestone hundred when size > 100
";

/// e^(0.3 t) with errors of a few per cent; the last is half of what anybody would say.
fn sizes(start: f64) -> String {
    let errors = [
        0.03, -0.05, 0.02, 0.04, -0.03, 0.01, -0.02, 0.05, -0.04, 0.02, 0.0,
    ];
    let mut out = String::from("date,value\n");
    for (at, error) in errors.iter().enumerate() {
        let years = 0.5 + 0.5 * at as f64;
        let value = (0.3 * years + error).exp() * if at == 10 { 0.5 } else { 1.0 };
        out += &format!("{:.2},{value:.3}\n", start + years);
    }
    out
}

fn folder() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("growth.ten"), GROWTH).unwrap();
    fs::write(home.path().join("size.csv"), sizes(2018.0)).unwrap();
    home
}

fn request(home: &Path) -> BacktestRequest {
    BacktestRequest {
        model: ModelRef::Path(home.join("growth.ten")),
        origins: Vec::new(),
        particles: 256,
        draws: 256,
        seed: 3,
        threads: Some(2),
        out: None,
        write: None,
        lang: Lang::En,
    }
}

fn tested(request: &BacktestRequest) -> Result<BacktestResult, Error> {
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = backtest(request, &mut control)?;
    Ok(found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En))))
}

/// The size is 2 after ln 2/0.3 = 2.3 years: in April 2020. The record says May, with an error of three
/// months; a rate known to a tenth of itself puts the date within a quarter of a year or so.
#[test]
fn a_backtest_forecasts_dates_of_milestones_too() {
    let home = folder();
    let text = format!(
        "{GROWTH}milestone double when size > 2\n\
         observe double ~ student_t(4, 3 month) from data \"came.csv\" (when)\n"
    );
    fs::write(home.path().join("growth.ten"), text).unwrap();
    fs::write(home.path().join("came.csv"), "when\n2020-05-01\n").unwrap();
    let mut asked = request(home.path());
    asked.origins = vec![2019.5, 2020.0, 2021.0];
    asked.out = Some(home.path().join("past"));
    let found = tested(&asked).unwrap();
    // From the third origin it was known.
    let from: Vec<f64> = found.dates.iter().map(|row| row.origin).collect();
    assert_eq!(from, [2019.5, 2020.0]);
    for row in &found.dates {
        assert_eq!(row.milestone, "growth.double");
        assert!((row.date - 2020.33).abs() < 0.01, "{row:?}");
        let [least, .., most] = row.quantiles.map(Option::unwrap);
        assert!(
            least < row.date && row.date < most && row.crps < 1.0,
            "{row:?}"
        );
        assert!(row.place > 0.0 && row.place < 1.0 && row.log_score.is_finite());
    }
    // Dates are no part of the scores against baselines.
    assert_eq!(found.series.len(), 1);
    assert!(found.reports.iter().all(|row| row.series == "growth.size"));
    let page = fs::read_to_string(home.path().join("past/report.html")).unwrap();
    assert!(page.contains("Dates that came") && page.contains("2020-05-01"));
    assert!(home.path().join("past/dates.svg").is_file());
}

#[test]
fn a_backtest_scores_every_report_that_came_and_names_what_it_missed() {
    let home = folder();
    let mut asked = request(home.path());
    asked.out = Some(home.path().join("past"));
    let found = tested(&asked).unwrap();
    // Reports from 2018.5 to 2023.5, so half-years from 2018.5 to 2023.0.
    let origins: Vec<f64> = found.origins.iter().map(|one| one.date).collect();
    let expected: Vec<f64> = (0..10).map(|at| 2018.5 + 0.5 * f64::from(at)).collect();
    assert_eq!(origins, expected);
    assert_eq!(found.origins[0].known, 1);
    assert_eq!((found.reports.len(), found.scores[0].rows), (55, 55));
    assert!(found.series[0].is_log);
    // Baselines speak from four reports on: from seven of the origins, of 28 reports.
    let walk = found.scores[0]
        .skill
        .iter()
        .find(|one| one.baseline == "random-walk");
    assert_eq!(walk.unwrap().rows, 28);
    let miss = found.misses.last().unwrap();
    assert_eq!((miss.series.as_str(), miss.date), ("growth.size", 2023.5));
    assert!(miss.recorded < miss.said[0], "{miss:?}");
    let milestones = &found.origins[9].milestones;
    // ln 100 / 0.3 years after 2018.
    let median = milestones[0].q50.unwrap();
    // The rate is known to 0.1/5 a year or so, which is a year of these fifteen.
    assert!((median - 2033.35).abs() < 3.0, "{milestones:?}");
    let informed: Vec<&str> = found.informed.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(informed, ["growth.base", "growth.taste"]);
    let out = home.path().join("past");
    for file in [
        "manifest.json",
        "forecasts.parquet",
        "report.html",
        "skill.svg",
        "skill.png",
        "growth.size.svg",
        "growth.size.png",
    ] {
        assert!(out.join(file).is_file(), "{file}");
    }
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    for part in [
        "How forecasts of growth fared",
        "growth 的预测表现如何",
        "<svg",
        "random walk",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let manifest: BacktestResult =
        serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest.scores.len(), found.scores.len());
}

#[test]
fn the_same_bytes_on_one_thread_and_on_three() {
    let home = folder();
    let written = |threads| {
        let out = home.path().join(format!("past-{threads}"));
        let asked = BacktestRequest {
            origins: vec![2021.0, 2022.25],
            threads: Some(threads),
            out: Some(out.clone()),
            ..request(home.path())
        };
        tested(&asked).unwrap();
        let mut names: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|one| one.unwrap().path())
            .collect();
        names.sort();
        let bytes = names.iter().map(|path| fs::read(path).unwrap());
        bytes.collect::<Vec<_>>()
    };
    assert!(written(1) == written(3), "the files differ");
}

#[test]
fn a_document_is_written_between_its_marks_alone() {
    let home = folder();
    let path = home.path().join("docs/PAST.md");
    let mut asked = request(home.path());
    (asked.origins, asked.write) = (vec![2022.0], Some(path.clone()));
    tested(&asked).unwrap();
    let first = fs::read_to_string(&path).unwrap();
    assert!(first.contains("# How forecasts of growth fared"), "{first}");
    assert!(first.contains("`growth.size`"));
    fs::write(&path, format!("Ours.\n\n{first}\nOurs too.\n")).unwrap();
    asked.seed = 4;
    tested(&asked).unwrap();
    let second = fs::read_to_string(&path).unwrap();
    assert!(second.starts_with("Ours.\n\n<!-- ") && second.ends_with("\nOurs too.\n"));
    assert!(second.contains("seed 4") && !second.contains("seed 3"));
    fs::write(&path, "no marks").unwrap();
    let refused = tested(&asked).unwrap_err();
    assert!(refused.to_string().contains("no marks"), "{refused}");
    assert!(refused.text(Lang::Zh).contains("标记"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "no marks");
}

#[test]
fn what_cannot_be_tested_is_refused_in_words() {
    let home = folder();
    let at = |date: f64| {
        let mut asked = request(home.path());
        asked.origins = vec![date];
        tested(&asked).unwrap_err().to_string()
    };
    assert!(at(2018.2).contains("2018.200"), "{}", at(2018.2));
    assert!(
        at(2024.0).contains("no report comes after"),
        "{}",
        at(2024.0)
    );
    let silent: Vec<&str> = GROWTH
        .lines()
        .filter(|line| !line.starts_with("observe"))
        .collect();
    fs::write(home.path().join("growth.ten"), silent.join("\n") + "\n").unwrap();
    let refused = tested(&request(home.path())).unwrap_err();
    assert!(
        refused.to_string().contains("observes no record"),
        "{refused}"
    );
    assert!(refused.text(Lang::Zh).contains("observe"));
}

#[test]
fn on_the_day_of_the_conversation_claims_meet_what_was_known() {
    let home = folder();
    let later = GROWTH.replace("from 2018 to 2040", "from 2021 to 2040");
    let claims = "claim slow \"§1\" \"Growth stays below half a year\"
  holds P(rate < 0.5 1/year) >= 0.9
  outcome \"it did\" from judgement \"the reports\"
claim silent \"§1\" \"Nothing has come of this one\"
  holds P(rate < 0.5 1/year) >= 0.9
";
    fs::write(home.path().join("growth.ten"), later + claims).unwrap();
    fs::write(home.path().join("size.csv"), sizes(2021.0)).unwrap();
    let mut asked = request(home.path());
    asked.origins = vec![2026.0 + 43.0 / 365.0, 2024.0];
    asked.write = Some(home.path().join("PAST.md"));
    let found = tested(&asked).unwrap();
    assert_eq!(found.claims.len(), 1, "{:?}", found.claims);
    let claim = &found.claims[0];
    assert_eq!(
        (claim.origin, claim.claim.id.as_str()),
        (asked.origins[0], "slow")
    );
    // About 0.3, known to a few hundredths.
    assert_eq!(claim.claim.value, Some(1.0));
    let text = fs::read_to_string(home.path().join("PAST.md")).unwrap();
    assert!(text.contains("Growth stays below half a year") && text.contains("it did"));
    asked.origins.remove(0);
    assert!(tested(&asked).unwrap().claims.is_empty());
}
