//! What is told of a comparison, and in which order, on a model whose differences are known.

use std::f64::consts::FRAC_PI_2;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, Change, CompareRequest, CompareResult, Control, Elements, EnsembleRequest, Lang,
    ModelRef, Overrides, ScenarioTold, SeriesTold, Told, compare,
};

const DRAWS: u64 = 5_000;

/// What `pushed` differs by: `unsure` by 1 + 3a, `sure` by 1 + a/100, `mixed` by a, `calm` and `high` by nothing; `wide`, which
/// grows e^7-fold, by the factor exp(0.5 + 0.1 a); `labs` by 2 and by 4 times 1 + a; `aside`, which is no
/// output, by 1 + a/2.
const MODEL: &str = "module small
simulate from 2020 to 2030 by 1 year using euler
dimension Lab = ours, theirs

param a : 1 ~ normal(0, 1)
  from judgement \"wide\"
param b : 1 ~ normal(0, 1)
  from judgement \"wide\"
let push : 1 = 0
let calm : 1 = b
let mixed : 1 = b + push * a
let unsure : 1 = b + push * (1 + 3 * a)
let sure : 1 = b + push * (1 + a / 100)
let wide : USD = 1 USD * exp(b + 70 %/year * (time - 2020) + push * (0.5 + 0.1 * a))
let labs[l in Lab] : 1 = b + push * (if l == 0 then 2 else 4) * (1 + a)
let aside : 1 = b + push * (1 + a / 2)
milestone high when b > 1
milestone early when time + push * 3 year > 2026.5 year
output calm, mixed, unsure, sure, wide, labs

scenario pushed
  \"Policy. Look at the date of early, then at small.aside and, once more, at early; calm is named too.\"
  intervene push = 1 from 2024
scenario plain
  intervene push = 1 from 2024
scenario same
";

fn compared(home: &Path, scenarios: &[&str]) -> CompareResult {
    fs::write(home.join("small.ten"), MODEL).unwrap();
    let request = CompareRequest {
        scenarios: scenarios.iter().map(|name| (*name).to_owned()).collect(),
        ensemble: EnsembleRequest {
            model: ModelRef::Path(home.join("small.ten")),
            overrides: Overrides::default(),
            draws: DRAWS,
            seed: 3,
            belief: Belief::Prior,
            out: Some(home.join("out")),
            threads: Some(2),
            lang: Lang::En,
        },
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = compare(&request, &mut control).unwrap();
    found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)))
}

fn names(told: &ScenarioTold) -> Vec<&str> {
    told.told.iter().map(|row| row.name.as_str()).collect()
}

fn series<'a>(told: &'a ScenarioTold, name: &str) -> (&'a Told, &'a [SeriesTold]) {
    let row = told.told.iter().find(|row| row.name == name).unwrap();
    match &row.elements {
        Elements::Series(rows) => (row, rows),
        Elements::Milestone(_) => panic!("{name} is a milestone"),
    }
}

#[test]
fn what_the_text_names_comes_first_and_what_is_surest_next() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["base", "pushed", "plain", "same"]);
    let [pushed, plain, same] = &result.data.told[..] else {
        panic!("three are told against the first");
    };
    // Means over their errors with 5,000 draws: sure 7,071, wide 354, labs 71, unsure 24.
    let surest = ["small.sure", "small.wide", "small.labs", "small.unsure"];
    let named = ["small.early", "small.aside", "small.calm"];
    assert_eq!(names(pushed), [&named[..], &surest].concat());
    assert!(
        pushed
            .told
            .iter()
            .all(|row| row.named == named.contains(&row.name.as_str()))
    );
    // What is named is told, and that it does not differ.
    assert!(!pushed.told[2].differs && pushed.told[2].errors == Some(0.0));
    // Left are mixed, whose mean is 0, and high.
    assert_eq!(pushed.alike, 2);

    // Early comes in 2024 in place of the middle of 2026 in every draw: it has no error. What no text of these scenarios names but
    // that of another is compared like all else.
    let surest = ["small.early", "small.sure", "small.wide"];
    let rest = ["small.aside", "small.labs", "small.unsure"];
    assert_eq!(names(plain), [surest, rest].concat());
    assert_eq!(plain.told[0].errors, None);
    assert_eq!(plain.alike, 3);
    assert_eq!((names(same).len(), same.alike), (0, 9));
}

#[test]
fn elements_of_an_array_are_one_row_at_one_time() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["plain"]);
    let (_, labs) = series(&result.data.told[0], "small.labs");
    let names: Vec<&str> = labs.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["small.labs[ours]", "small.labs[theirs]"]);
    for (row, size) in labs.iter().zip([2.0, 4.0]) {
        // The last time at which it is as large as it gets.
        assert_eq!(row.time, 2030.0);
        let Change::Amount(spread) = row.change else {
            panic!("{row:?}");
        };
        let near = size * (4.5 * (FRAC_PI_2 / DRAWS as f64).sqrt() + 0.02);
        assert!((spread.q50 - size).abs() < near, "{row:?}");
    }
}

/// The logarithm of the ratio is normal with mean 0.5 and standard deviation 0.1.
#[test]
fn what_spans_orders_of_magnitude_is_a_ratio_within_each_draw() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["plain"]);
    let (row, wide) = series(&result.data.told[0], "small.wide");
    assert!(row.differs);
    let Change::Ratio(spread) = wide[0].change else {
        panic!("{wide:?}");
    };
    // A quantile of n numbers errs by √(p (1 − p)/n) over the density; a sketch by 0.45 % of the
    // distance between the 5 and the 95 % one, 3.29 standard deviations.
    let near = |p: f64, density: f64| {
        4.5 * (p * (1.0 - p) / DRAWS as f64).sqrt() / density + 0.0045 * 3.29
    };
    let quantiles: [(f64, f64, f64); 3] = [
        (0.1, spread.q10, -1.281_55),
        (0.5, spread.q50, 0.0),
        (0.9, spread.q90, 1.281_55),
    ];
    for (p, found, score) in quantiles {
        let density = (-0.5 * score * score).exp() / (4.0 * FRAC_PI_2).sqrt();
        let miss = (found.ln() - (0.5 + 0.1 * score)) / 0.1;
        assert!(miss.abs() < near(p, density), "{p}: {found}");
    }
    // In JSON the amount is as before, beside it the ratio.
    let json = serde_json::to_value(result.envelope()).unwrap();
    let all = json["differences"].as_array().unwrap();
    let amount = all
        .iter()
        .find(|row| row["name"] == "small.wide" && row["time"] == 2030.0);
    assert!(amount.unwrap()["mean_difference"].as_f64().unwrap() > 0.0);
    let told = json["told"][0]["told"].as_array().unwrap();
    let told = told.iter().find(|row| row["name"] == "small.wide").unwrap();
    assert_eq!(told["kind"], "series");
    assert_eq!(told["elements"][0]["change"]["as"], "ratio");
    assert_eq!(told["elements"][0]["change"]["q50"], spread.q50);
}

#[test]
fn the_report_has_a_picture_for_each_row_in_the_same_order() {
    let home = tempfile::tempdir().unwrap();
    let result = compared(home.path(), &["pushed"]);
    let page = fs::read_to_string(result.folder.as_ref().unwrap().join("report.html")).unwrap();
    let rows: Vec<&str> = page.split("<article class=\"told\">").skip(1).collect();
    let told = &result.data.told[0].told;
    assert_eq!(rows.len(), told.len());
    for (row, told) in rows.iter().zip(told) {
        let name = told.name.replace('.', ".<wbr>").replace('_', "_<wbr>");
        assert!(row.contains(&format!(">{name}</span></code>")), "{name}");
        let elements = match &told.elements {
            Elements::Milestone(rows) => rows.len(),
            Elements::Series(rows) => rows.len(),
        };
        assert!(row.matches("<svg").count() >= elements, "{name}");
        // Said in words too, not by colour alone.
        assert_eq!(row.contains("does not differ"), !told.differs, "{name}");
    }
    assert!(page.contains("2 more do not differ.") && page.contains("另有 2 项没有差别"));
}
