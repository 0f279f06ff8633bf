//! Beliefs whose posterior has a closed form.

use super::*;
use std::sync::atomic::AtomicBool;
use tenfold_engine::Sampling;

/// One report of a sum of two normal parameters: y = 1 with a standard deviation of 0.5.
const MODEL: &str = "module sum
simulate from 2020 to 2022 by 1 year using euler
param a : 1 ~ normal(0, 1)
param b : 1 ~ normal(0, 1)
let x : 1 = a + b
observe x ~ normal(0.5)
  from data \"x.csv\" (series = \"x\", date, value : 1)
output x
";
const RECORD: &str = "series,date,value\nx,2021-01-01,1\n";

struct Home {
    study: Arc<Study>,
    _folder: tempfile::TempDir,
}

fn calibrated() -> Home {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sum.ten"), MODEL).unwrap();
    std::fs::write(folder.path().join("x.csv"), RECORD).unwrap();
    let model = ModelRef::Path(folder.path().join("sum.ten"));
    let study = Study::open(&model, None).unwrap();
    let before = study.beginning(&Overrides::default(), false).unwrap();
    assert!(before.said.provisional && before.said.kind == BeliefKind::Prior);
    calibrate(&study, &Overrides::default());
    Home {
        study: Arc::new(study),
        _folder: folder,
    }
}

fn calibrate(study: &Study, overrides: &Overrides) {
    let mut quiet = |_| {};
    let mut control = Control {
        progress: &mut quiet,
        cancel: &AtomicBool::new(false),
    };
    study.calibrate(overrides, &mut control).unwrap();
}

fn under(clauses: &[&str]) -> Overrides {
    Overrides {
        assumptions: clauses.iter().map(|one| (*one).to_owned()).collect(),
        ..Overrides::default()
    }
}

/// Mean and standard deviation of `a` over the rows that a belief starts in, and how many those are worth.
fn of_a(study: &Study, overrides: &Overrides) -> (f64, f64, BeliefSaid) {
    let begun = study.beginning(overrides, false).unwrap();
    let Sampling::Given { given, .. } = begun.sampling(1) else {
        panic!("it starts from rows");
    };
    let rows = given.params[0].as_ref().unwrap();
    let count = rows.len() as f64;
    let mean = rows.iter().sum::<f64>() / count;
    let squares: f64 = rows.iter().map(|x| (x - mean) * (x - mean)).sum();
    (mean, (squares / count).sqrt(), begun.said.clone())
}

/// Of y = a + b + error with variances 1, 1 and ¼: given y alone, a has the mean 1/2.25 and the variance
/// 1 − 1/2.25. Under other beliefs the same formula has other numbers; rows weighed for them agree with it, and with
/// a calibration anew, within five standard errors of what they are worth.
#[test]
fn weighed_rows_are_those_of_the_other_belief() {
    let home = calibrated();
    let study = &*home.study;
    let own = of_a(study, &Overrides::default());
    assert_eq!(own.2.kind, BeliefKind::Posterior);
    let cases: [(&[&str], f64, f64); 4] = [
        // The prior's mean is 0.5: the surprise is 0.5.
        (
            &["sum.a ~ normal(0.5, 1)"],
            0.5 + 0.5 / 2.25,
            1.0 - 1.0 / 2.25,
        ),
        // Its variance is ¼: that of y is 1.5.
        (&["sum.a ~ normal(0, 0.5)"], 0.25 / 1.5, 0.25 - 0.0625 / 1.5),
        // What is known of b leaves 0.7 to a.
        (&["sum.b = 0.3"], 0.7 / 1.25, 1.0 - 1.0 / 1.25),
        // Another equation: y = a + 2 b.
        (&["sum.x = sum.a + 2 * sum.b"], 1.0 / 5.25, 1.0 - 1.0 / 5.25),
    ];
    for (clauses, mean, variance) in cases {
        let overrides = under(clauses);
        let (found, sd, said) = of_a(study, &overrides);
        assert_eq!(said.kind, BeliefKind::Reweighed, "{clauses:?}");
        let worth = said.effective.unwrap();
        assert!(worth > 100.0 && !said.provisional, "{clauses:?}: {said:?}");
        let exact = variance.sqrt();
        let error = exact / worth.sqrt();
        assert!(
            (found - mean).abs() < 5.0 * error,
            "{clauses:?}: {found} for {mean} ± {error}"
        );
        // The error of a standard deviation is the mean's over √2.
        assert!(
            (sd - exact).abs() < 5.0 * error,
            "{clauses:?}: {sd} for {exact}"
        );
        calibrate(study, &overrides);
        let (anew, _, said) = of_a(study, &overrides);
        assert_eq!(said.kind, BeliefKind::Calibrated);
        let error = error + exact / said.effective.unwrap().sqrt();
        assert!(
            (found - anew).abs() < 5.0 * error,
            "{clauses:?}: {found} and {anew}"
        );
    }
}

#[test]
fn too_few_rows_are_provisional_and_impossible_ones_are_none() {
    let home = calibrated();
    let far = home
        .study
        .beginning(&under(&["sum.a ~ normal(6, 0.1)"]), false)
        .unwrap();
    assert!(
        far.said.provisional && far.said.kind == BeliefKind::Reweighed,
        "{:?}",
        far.said
    );
    let none = home
        .study
        .beginning(&under(&["sum.a ~ uniform(40, 50)"]), false)
        .unwrap();
    assert!(
        none.said.provisional && none.said.kind == BeliefKind::Prior,
        "{:?}",
        none.said
    );
}

#[test]
fn a_policy_keeps_every_row() {
    let home = calibrated();
    let overrides = Overrides {
        interventions: vec!["sum.x = 7 from 2021.5".into()],
        ..Overrides::default()
    };
    let (mean, sd, said) = of_a(&home.study, &overrides);
    let own = of_a(&home.study, &Overrides::default());
    assert_eq!((mean, sd), (own.0, own.1));
    assert_eq!(said.kind, BeliefKind::Posterior);
}

/// Edited texts start in the rows of the model that they were made from, weighed for what they change.
#[test]
fn an_edited_model_starts_in_the_rows_at_hand() {
    let home = calibrated();
    let file = ModelFile {
        path: "sum.ten".into(),
        text: MODEL.replace("let x : 1 = a + b", "let x : 1 = a + 2 * b"),
    };
    let edited = home.study.edited(&[file]).unwrap();
    let (found, _, said) = of_a(&edited, &Overrides::default());
    assert_eq!(said.kind, BeliefKind::Reweighed);
    let error = (1.0 - 1.0 / 5.25_f64).sqrt() / said.effective.unwrap().sqrt();
    assert!(
        (found - 1.0 / 5.25).abs() < 5.0 * error,
        "{found} ± {error}"
    );
    assert!(edited.ground().unwrap().is_some());
}

/// A claim's words come in both languages, what happened since too.
#[test]
fn claims_speak_the_language_of_whoever_reads() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let claims = "claim small \"§1\" \"It stays small.\"
  holds P(x < 9) >= 0.9
  outcome \"It did.\" from data \"a paper\"
claim other \"§2\" \"It is greater than nothing.\"
  holds P(x > 0) >= 0.1
";
    let without_record = MODEL.replace("observe x ~ normal(0.5)\n", "");
    let without_record = without_record.replace(
        "  from data \"x.csv\" (series = \"x\", date, value : 1)\n",
        "",
    );
    write("sum.ten", &format!("{without_record}{claims}"));
    write(
        "i18n/zh/sum.ftl",
        "# claim · §1 | It stays small. | It did.\nsum-claim-small = 很小\n  .doc = 它一直很小。\n  .outcome = 确实如此。\n",
    );
    let model = ModelRef::Path(folder.path().join("sum.ten"));
    let study = Study::open(&model, None).unwrap();
    let mut quiet = |_| {};
    let mut control = Control {
        progress: &mut quiet,
        cancel: &AtomicBool::new(false),
    };
    let question: Question = serde_json::from_str("{\"draws\": 100}").unwrap();
    let claims = study.claims(&question, &mut control).unwrap();
    let words = |en: &str, zh: &str| Words {
        en: en.to_owned(),
        zh: zh.to_owned(),
    };
    assert_eq!(claims[0].saying, words("It stays small.", "它一直很小。"));
    assert_eq!(claims[0].since, Some(words("It did.", "确实如此。")));
    // What has no translation stays as it is.
    let english = "It is greater than nothing.";
    assert_eq!(claims[1].saying, words(english, english));
    assert_eq!(claims[1].since, None);
}
