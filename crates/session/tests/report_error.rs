//! The error that a report is read with, from the text of a model on, against integrals of our own.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    CalibrateRequest, CalibrateResult, Control, Lang, ModelRef, Overrides, Sampler, calibrate,
};

/// What is reported of a standard normal number: one figure, and that it is at least so much.
const FIGURE: f64 = 1.5;
const AT_LEAST: f64 = 2.0;
/// Cells of the integrals; the midpoint rule errs far below Monte Carlo.
const CELLS: usize = 4_000;

/// Reports of a number, in proportion or not, with this error each.
fn calibrated(error: &str, in_proportion: bool) -> CalibrateResult {
    let home = tempfile::tempdir().unwrap();
    let (value, shown): (&str, fn(f64) -> f64) = match in_proportion {
        true => ("exp(a)", f64::exp),
        false => ("a", |x| x),
    };
    let model = format!(
        "module errors
simulate from 2020 to 2022 by 1 year using euler

param a : 1 ~ normal(0, 1)
  from judgement \"standard\"
let seen : 1 = {value}
let bounded : 1 = {value}
observe seen ~ {error} from data \"seen.csv\" (date, value : 1)
observe bounded ~ {error} from data \"bounded.csv\" (date, value : 1)
output seen
"
    );
    let files = [
        ("errors.ten", model),
        ("seen.csv", format!("date,value\n2021,{}\n", shown(FIGURE))),
        (
            "bounded.csv",
            format!("date,value,low\n2021,,{}\n", shown(AT_LEAST)),
        ),
    ];
    for (name, text) in files {
        fs::write(home.path().join(name), text).unwrap();
    }
    asked(home.path().join("errors.ten"), error)
}

fn asked(model: PathBuf, error: &str) -> CalibrateResult {
    let request = CalibrateRequest {
        model: ModelRef::Path(model),
        overrides: Overrides::default(),
        sampler: Sampler::Smc,
        particles: 4_096,
        rows: None,
        seed: 5,
        until: None,
        threads: Some(1),
        out: None,
        lang: Lang::En,
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = calibrate(&request, &mut control).unwrap();
    found.unwrap_or_else(|wrong| panic!("{error}: {:?}", wrong.rows(Lang::En)))
}

/// The error of scale 1: a normal, or Student's t of so many degrees of freedom. With z = tan θ all of it
/// lies between two ends, so that neither needs the other's constant.
struct Standard {
    /// The probability above the upper end of each cell of θ.
    above: Vec<f64>,
    dof: Option<f64>,
    mass: f64,
}

impl Standard {
    fn new(dof: Option<f64>) -> Standard {
        let mut standard = Standard {
            above: Vec::new(),
            dof,
            mass: 1.0,
        };
        let step = std::f64::consts::PI / CELLS as f64;
        let masses: Vec<f64> = (0..CELLS)
            .map(|cell| {
                let z = ((cell as f64 + 0.5) * step - std::f64::consts::FRAC_PI_2).tan();
                standard.density(z) * (1.0 + z * z) * step
            })
            .collect();
        standard.mass = masses.iter().sum();
        let mut below = 0.0;
        for mass in masses {
            below += mass / standard.mass;
            standard.above.push(1.0 - below);
        }
        standard
    }

    fn density(&self, z: f64) -> f64 {
        let shape = match self.dof {
            None => (-0.5 * z * z).exp(),
            Some(dof) => (1.0 + z * z / dof).powf(-0.5 * (dof + 1.0)),
        };
        shape / self.mass
    }

    /// The probability above z, linear in θ within a cell.
    fn above(&self, z: f64) -> f64 {
        let place = (z.atan() / std::f64::consts::PI + 0.5) * CELLS as f64;
        let (cell, share) = (place.floor() as usize, place.fract());
        let before = cell.checked_sub(1).map_or(1.0, |one| self.above[one]);
        let after = self.above.get(cell).copied().unwrap_or(0.0);
        before + share * (after - before)
    }
}

/// The mean of something under a density, both of them functions of `a`; the density need have no constant.
fn mean(density: impl Fn(f64) -> f64, of: impl Fn(f64) -> f64) -> f64 {
    let (mut mass, mut sum) = (0.0, 0.0);
    for cell in 0..CELLS {
        let a = -8.0 + 16.0 * (cell as f64 + 0.5) / CELLS as f64;
        let weight = (-0.5 * a * a).exp() * density(a);
        mass += weight;
        sum += weight * of(a);
    }
    sum / mass
}

/// Each bound is five standard errors, of as many independent draws as the posterior says that it is worth.
fn agrees(error: &str, dof: Option<f64>, scale: f64) {
    let found = calibrated(error, error.starts_with("log"));
    let standard = Standard::new(dof);
    let figure = |a: f64| standard.density((FIGURE - a) / scale) / scale;
    let bound = |a: f64| standard.above((AT_LEAST - a) / scale);
    let both = |a: f64| figure(a) * bound(a);
    let five = 5.0 / found.effective.sqrt();
    let close = |what: &str, found: f64, exact: f64, error_of_one: f64| {
        let within = five * error_of_one;
        assert!(
            (found - exact).abs() < within,
            "{error}: {what} is {found}, expected {exact} within {within}"
        );
    };
    // The share of the posterior below each quantile that is shown.
    let row = &found.params[0];
    for (share, quantile) in [(0.05, row.q05), (0.5, row.q50), (0.95, row.q95)] {
        let exact = mean(both, |a| f64::from(u8::from(a < quantile)));
        close("a quantile's place", exact, share, f64::sqrt(0.25));
    }
    // A density given the other is 1 over the mean of 1 over itself, whose spread is known as well.
    let left_out = |own: &dyn Fn(f64) -> f64, other: &dyn Fn(f64) -> f64| {
        let inverse = mean(both, |a| 1.0 / own(a));
        let square = mean(both, |a| own(a).powi(-2));
        let spread = (square / (inverse * inverse) - 1.0).max(0.0).sqrt();
        (mean(other, own).ln(), spread)
    };
    let series = |name: &str| {
        let mut all = found.series.iter();
        all.find(|one| one.name == name).unwrap()
    };
    let (density, spread) = left_out(&figure, &bound);
    close("left out", series("errors.seen").elpd_loo, density, spread);
    let (density, spread) = left_out(&bound, &figure);
    close(
        "left out",
        series("errors.bounded").elpd_loo,
        density,
        spread,
    );
    // A report of its own that misses by more lies in one of two tails.
    let exact = mean(both, |a| 2.0 * standard.above(((FIGURE - a) / scale).abs()));
    let p_value = series("errors.seen").p_value.unwrap();
    close("a p-value", p_value, exact, 0.5);
}

/// Numbers that are equal share a node of the graph: what they are for has to be told all the same.
#[test]
fn every_error_is_read_as_it_is_written() {
    for scale in [0.5, 1.0, 3.0] {
        agrees(&format!("normal({scale})"), None, scale);
        agrees(&format!("lognormal({scale})"), None, scale);
    }
    for (dof, scale) in [
        (4.0, 4.0),
        (4.0, 4.0001),
        (1.0, 1.0),
        (2.0, 2.0),
        (3.0, 0.5),
    ] {
        let [plain, log] = ["student_t", "log_student_t"];
        agrees(&format!("{plain}({dof}, {scale})"), Some(dof), scale);
        agrees(&format!("{log}({dof}, {scale})"), Some(dof), scale);
    }
}

/// What is reported of 0, and what the table says of the error of each: none is so far off that the others could not do
/// without it, or how far leaving it out errs would not be known.
const REPORTS: [f64; 6] = [0.8, -1.1, 0.9, 1.2, -0.7, 1.0];
const SES: [f64; 6] = [0.8, 1.0, 0.9, 1.1, 1.2, 0.7];

/// These reports, with an error that a number w with a lognormal prior has a part in.
fn calibrated_width(error: &str, in_proportion: bool) -> CalibrateResult {
    let home = tempfile::tempdir().unwrap();
    let (centre, shown): (&str, fn(f64) -> f64) = match in_proportion {
        true => ("1", f64::exp),
        false => ("0", |x| x),
    };
    let model = format!(
        "module widths
dimension Row = rows of \"rows.csv\"
param w : 1 ~ lognormal(1, 0.5)
  from judgement \"a width\"
data se[Row] : 1 from \"rows.csv\" (se)
let seen[r in Row] : 1 = {centre} + 0 * w
observe seen[r] ~ {error} from data \"rows.csv\" (y)
output w
"
    );
    let mut table = "y,se\n".to_owned();
    for (at, report) in REPORTS.iter().enumerate() {
        table += &format!("{},{}\n", shown(*report), SES[at]);
    }
    for (name, text) in [("widths.ten", model), ("rows.csv", table)] {
        fs::write(home.path().join(name), text).unwrap();
    }
    asked(home.path().join("widths.ten"), error)
}

/// A width, of a parameter and of the row.
type Width = fn(f64, f64) -> f64;

/// A width that is a parameter, an expression, a column, or both: of every family, as an integral over the one parameter.
#[test]
fn a_width_is_an_expression() {
    let widths: [(&str, Width); 3] = [
        ("w", |w, _| w),
        ("w * se[r]", |w, se| w * se),
        ("sqrt(se[r] ^ 2 + w ^ 2)", |w, se| (se * se + w * w).sqrt()),
    ];
    for (text, width) in widths {
        for (family, dof) in [
            ("normal(", None),
            ("lognormal(", None),
            ("student_t(3, ", Some(3.0)),
            ("log_student_t(3, ", Some(3.0)),
        ] {
            let error = format!("{family}{text})");
            let found = calibrated_width(&error, error.starts_with("log"));
            let standard = Standard::new(dof);
            let density = |at: usize, score: f64| {
                let width = width((0.5 * score).exp(), SES[at]);
                standard.density(REPORTS[at] / width) / width
            };
            let all = |score: f64| (0..REPORTS.len()).map(|at| density(at, score)).product();
            let five = 5.0 / found.effective.sqrt();
            let row = &found.params[0];
            for (share, quantile) in [(0.05, row.q05), (0.5, row.q50), (0.95, row.q95)] {
                let exact = mean(all, |score| {
                    f64::from(u8::from((0.5 * score).exp() < quantile))
                });
                let far = (exact - share).abs();
                assert!(far < five * 0.5, "{error}: {share} is at {exact}");
            }
            // Each report left out: 1 over the mean of 1 over its density, and the spread of that.
            let (mut exact, mut variance) = (0.0, 0.0);
            for at in 0..REPORTS.len() {
                // Where all of them are too unlikely for a number, so is what is left.
                let to = |power: i32| {
                    mean(all, |score| match all(score) {
                        0.0 => 0.0,
                        _ => density(at, score).powi(power),
                    })
                };
                let (inverse, square) = (to(-1), to(-2));
                exact -= inverse.ln();
                variance += (square / (inverse * inverse) - 1.0).max(0.0);
            }
            let far = (found.series[0].elpd_loo - exact).abs();
            // Of six numbers that err together the sum errs by no more than the root of six times as if they did not.
            let within = five * (6.0 * variance).sqrt();
            assert!(
                far < within,
                "{error}: {} is {exact}",
                found.series[0].elpd_loo
            );
        }
    }
}
