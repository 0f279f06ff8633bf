//! Claims held against ensembles whose statistics have closed forms.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, ClaimRow, Control, EnsembleRequest, Error, Lang, ModelRef, Overrides, Recorded,
    RunRequest, VerdictWord, claims, run,
};

/// `size` is 10·u at the end; `big` is reached once u·t ≥ 5, by 2030 if u ≥ 0.5.
const MODEL: &str = "module m
simulate from 2020 to 2030 by 1 year using euler

param u : 1 ~ uniform(0, 1)
  from judgement \"an example\"
param v : 1 ~ uniform(0, 1)
  from data \"an example\"
param inert : 1 ~ normal(0, 1)
  from judgement \"an example\"
let size : 1 = u * (time - 2020) / 1 year
let both : 1 = 4 * u + v
milestone some when size >= 2
milestone big when size >= 5

scenario doubled
  assume size = 2 * u * (time - 2020) / 1 year

claim share \"§1\" \"Seven of ten\"
  holds P(u > 0.3) in 0.6 to 0.8
claim middle \"§1\"
  holds median(u) <= 0.6
claim high
  holds quantile(u, 0.9) in 0.85 to 0.95
claim average
  holds mean(at 2030: size) in 4.5 to 5.5
claim by_2028
  holds P(big <= 2028) in 0.3 to 0.45
claim never
  holds quantile(big, 0.9) > 2030
claim in_order
  holds P(some <= big) == 1
claim twice
  holds mean(at 2030: (on doubled: size) / size) == 2
claim sign
  holds P((on doubled: big) <= big) == 1
claim all_of_them
  holds P(all years 2026 to 2030: size >= 3) in 0.45 to 0.55
claim one_of_them
  holds P(any year 2020 to 2024: size > 3) in 0.2 to 0.3
claim first
  holds influence_rank(both, of: u) == 1 and influence_rank(both, of: v) == 2
claim opposed
  holds correlation(u, 1 - u) == -1
claim given_half
  given u = 0.5
  holds mean(at 2030: size) == 5
claim wrong
  holds P(u > 0.3) >= 0.9
claim weaker
  holds P(u > 0.3) >= 0.9
  tension P(u > 0.3) >= 0.5
  outcome \"It rained\" from data \"the window\"
claim too_near
  holds P(u > 0.5) >= 0.502
claim apart
  holds median(big - some) <= 6 year
claim logic
  holds (P(u > 0.5) >= 0.502 or P(u > 0.3) >= 0.6) and not P(u > 0.3) >= 0.9
";

/// An ensemble of a model that is written to a folder.
fn request(home: &Path, model: &str, draws: u64) -> EnsembleRequest {
    let path = home.join("m.ten");
    fs::write(&path, model).unwrap();
    EnsembleRequest {
        model: ModelRef::Path(path),
        overrides: Overrides::default(),
        draws,
        seed: 1,
        belief: Belief::Prior,
        out: None,
        threads: None,
        lang: Lang::En,
    }
}

fn hold(model: &str, draws: u64, threads: usize, seed: u64) -> Vec<ClaimRow> {
    let home = tempfile::tempdir().unwrap();
    let request = EnsembleRequest {
        seed,
        threads: Some(threads),
        ..request(home.path(), model, draws)
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    match claims(&request, &mut control).unwrap() {
        Ok(found) => found.claims,
        Err(wrong) => panic!("{:?}", wrong.diagnostics),
    }
}

fn of<'r>(rows: &'r [ClaimRow], id: &str) -> &'r ClaimRow {
    rows.iter().find(|row| row.id == id).unwrap()
}

const DRAWS: u64 = 10_000;

/// Within five of its standard errors, which are given.
fn near(row: &ClaimRow, expected: f64, error: f64) {
    let value = row.value.unwrap();
    assert!((value - expected).abs() < 5.0 * error, "{row:?}");
}

#[test]
fn statistics_have_their_closed_forms() {
    let rows = hold(MODEL, DRAWS, 2, 1);
    let n = (DRAWS as f64).sqrt();
    near(of(&rows, "share"), 0.7, 0.21_f64.sqrt() / n);
    near(of(&rows, "middle"), 0.5, 0.5 / n);
    near(of(&rows, "high"), 0.9, 0.3 / n);
    near(of(&rows, "average"), 5.0, 10.0 / 12.0_f64.sqrt() / n);
    // u·8 ≥ 5
    near(of(&rows, "by-2028"), 0.375, 0.5 / n);
    // u·6 ≥ 3; u·4 > 3
    near(of(&rows, "all-of-them"), 0.5, 0.5 / n);
    near(of(&rows, "one-of-them"), 0.25, 0.5 / n);
    for row in &rows {
        let expected = match row.id.as_str() {
            "wrong" => VerdictWord::Fails,
            "weaker" => VerdictWord::InTension,
            "too-near" => VerdictWord::Undecided,
            _ => VerdictWord::Holds,
        };
        assert_eq!(row.verdict, expected, "{row:?}");
    }
    let weaker = of(&rows, "weaker");
    assert_eq!(weaker.outcome.as_deref(), Some("It rained"));
    assert_eq!(weaker.tension.unwrap().low, Some(0.5));
    let band = of(&rows, "share").band.unwrap();
    assert_eq!((band.low, band.high), (Some(0.6), Some(0.8)));
    assert_eq!(of(&rows, "share").section.as_deref(), Some("§1"));
}

/// The binomial's √(p(1−p)/n), the mean's σ/√n and the median's 1/(2f√n). 400 replicates give an
/// error to 3.5 % (one standard deviation); of a median a bootstrap adds about n^(−1/4), 10 %
/// (Hall & Martin 1988).
#[test]
fn errors_are_those_of_the_closed_forms() {
    let rows = hold(MODEL, DRAWS, 2, 2);
    let n = (DRAWS as f64).sqrt();
    for (id, expected, off) in [
        ("share", 0.21_f64.sqrt() / n, 0.035),
        ("by-2028", (0.375_f64 * 0.625).sqrt() / n, 0.035),
        ("average", 10.0 / 12.0_f64.sqrt() / n, 0.035),
        ("middle", 0.5 / n, 0.11),
        ("high", 0.3 / n, 0.11),
    ] {
        let error = of(&rows, id).error.unwrap();
        assert!(
            (error / expected - 1.0).abs() < 4.0 * off,
            "{id}: {error} for {expected}"
        );
    }
}

#[test]
fn what_is_the_same_in_each_draw_is_exact() {
    let rows = hold(MODEL, 200, 2, 3);
    for (id, value) in [
        ("in-order", 1.0),
        // The worlds are compared draw by draw: their difference has no chance left in it.
        ("twice", 2.0),
        ("sign", 1.0),
        ("opposed", -1.0),
        ("given-half", 5.0),
    ] {
        let row = of(&rows, id);
        assert!((row.value.unwrap() - value).abs() < 1e-12, "{row:?}");
        assert_eq!(row.error, Some(0.0), "{id}");
        assert_eq!(row.verdict, VerdictWord::Holds, "{id}");
    }
    assert!(
        of(&rows, "given-half").drivers.is_empty(),
        "nothing is left to swing it"
    );
}

#[test]
fn never_is_later_than_every_date_and_never_less_never_is_left_out() {
    let rows = hold(MODEL, DRAWS, 2, 1);
    let never = of(&rows, "never");
    assert_eq!((never.value, never.verdict), (None, VerdictWord::Holds));
    // Neither is reached where u < 0.2.
    let apart = of(&rows, "apart");
    let expected = 0.2;
    assert!(
        (apart.left_out - expected).abs() < 5.0 * 0.4 / (DRAWS as f64).sqrt(),
        "{apart:?}"
    );
}

#[test]
fn drivers_are_what_swings_a_value_and_nothing_else() {
    let rows = hold(MODEL, DRAWS, 2, 1);
    let share = of(&rows, "share");
    let names: Vec<&str> = share.drivers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["m.u"], "{share:?}");
    let driver = &share.drivers[0];
    assert_eq!((driver.low, driver.high), (Some(0.0), Some(1.0)));
    assert_eq!(driver.provenance.as_deref(), Some("judgement"));
    assert_eq!(share.judgement, Some(1.0));
    let sum = "claim sum
  holds mean(both) > 0
";
    let rows = hold(&format!("{MODEL}{sum}"), DRAWS, 2, 1);
    let sum = of(&rows, "sum");
    let names: Vec<&str> = sum.drivers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["m.u", "m.v"]);
    // Var 16/12 and 1/12, of which fifths see 24 in 25 of either: 16 parts of 17 rest on judgement.
    // A fifth's mean is known to √(17/12/2000), against a spread of over 0.08 in either.
    assert!(
        (sum.judgement.unwrap() - 16.0 / 17.0).abs() < 0.02,
        "{sum:?}"
    );
    // 4·0.1 + 0.5 in the lowest fifth of u.
    let low = sum.drivers[0].low.unwrap();
    assert!(
        (low - 0.9).abs() < 5.0 * (17.0_f64 / 12.0 / 2000.0).sqrt(),
        "{low}"
    );
}

#[test]
fn threads_do_not_show() {
    assert_eq!(hold(MODEL, 1_000, 1, 5), hold(MODEL, 1_000, 3, 5));
    assert_ne!(hold(MODEL, 1_000, 1, 5), hold(MODEL, 1_000, 1, 6));
}

#[test]
fn a_bound_that_is_a_statistic_is_what_the_draws_give_for_it() {
    let model = "module m
simulate from 2020 to 2030 by 1 year using euler
param u : 1 ~ uniform(0, 1)
  from judgement \"an example\"
let size : 1 = u * (time - 2020) / 1 year
milestone some when size >= 2
milestone never when size >= 11
claim more
  holds mean(3 * u) > mean(2 * u) and mean(3 * u) <= 2
claim less
  holds mean(u) + 1 >= mean(3 * u)
claim sooner
  holds median(some) < median(never)
claim either
  holds mean(u) > mean(2 * u) or mean(u) > 0.1
";
    let rows = hold(model, DRAWS, 1, 1);
    let ends = |id| of(&rows, id).band.map(|band| (band.low, band.high));
    let mean = of(&rows, "either").value;
    let same = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-9;
    let (low, high) = ends("more").unwrap();
    assert!(same(low, 2.0 * mean.unwrap()) && high == Some(2.0));
    let (low, high) = ends("less").unwrap();
    assert!(same(low, 3.0 * mean.unwrap()) && high.is_none());
    // Any date is before never, and of two alternatives none is a bound.
    assert_eq!((ends("sooner"), ends("either")), (None, None));
}

#[test]
fn what_few_draws_cannot_tell_is_undecided() {
    let model = MODEL.replace("P(u > 0.3) in 0.6 to 0.8", "P(u > 0.001) >= 0.95");
    // All of 20 draws say so, and 3 in 20 might not have.
    let few = hold(&model, 20, 1, 1);
    assert_eq!(of(&few, "share").value, Some(1.0));
    assert_eq!(of(&few, "share").verdict, VerdictWord::Undecided);
    let many = hold(&model, 1_000, 1, 1);
    assert_eq!(of(&many, "share").verdict, VerdictWord::Holds);
}

#[test]
fn more_than_fits_is_refused_before_anything_runs() {
    let home = tempfile::tempdir().unwrap();
    let mut request = request(home.path(), MODEL, 1_000_000_000);
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let refused = claims(&request, &mut control);
    assert!(matches!(refused, Err(Error::TooLarge { .. })));
    request.overrides.scenario = Some("doubeld".into());
    request.draws = 10;
    let wrong = claims(&request, &mut control).unwrap().unwrap_err();
    assert_eq!(wrong.diagnostics[0].code, "unknown-scenario");
}

#[test]
fn a_run_holds_the_same_claims_against_the_same_draws() {
    let home = tempfile::tempdir().unwrap();
    let ensemble = EnsembleRequest {
        out: Some(home.path().join("run")),
        ..request(home.path(), MODEL, 500)
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let mut asked = RunRequest {
        ensemble: ensemble.clone(),
        claims: true,
        recorded: Recorded::default(),
    };
    let ran = run(&asked, &mut control).unwrap().unwrap();
    assert_eq!(ran.data.claims, hold(MODEL, 500, 1, 1));
    let file = |name| fs::read_to_string(home.path().join("run").join(name));
    let kept: Vec<ClaimRow> = serde_json::from_str(&file("claims.json").unwrap()).unwrap();
    assert_eq!(kept, ran.data.claims);
    let report = file("report.html").unwrap();
    // Two chapters, §1 and none: a line for each claim leads to where it is told.
    assert_eq!(report.matches("<figure class=\"overview\">").count(), 2);
    for claim in &kept {
        let [from, to] = ["href=\"#", "id=\""].map(|part| format!("{part}claim-{}\"", claim.claim));
        assert!(
            report.contains(&from) && report.contains(&to),
            "{}",
            claim.claim
        );
    }
    asked.claims = false;
    let ran = run(&asked, &mut control).unwrap().unwrap();
    assert!(ran.data.claims.is_empty() && file("claims.json").is_err());
}
