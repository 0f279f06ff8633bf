//! What changes in time, from a model's text to its trajectories, against closed forms.

use std::fs;
use std::sync::atomic::AtomicBool;
use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_session::{
    Belief, Control, EnsembleRequest, Lang, ModelRef, Overrides, RunRequest, StepError, check,
};

const DRAWS: u64 = 128;

/// The trajectories of the model's outputs, draw after draw, and the values of its first parameter.
fn trajectories(text: &str, scenario: Option<&str>) -> (Vec<Vec<f64>>, Vec<f64>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("m.ten");
    fs::write(&path, text).expect("the folder takes a file");
    let checked = check(&ModelRef::Path(path)).expect("the model can be read");
    let overrides = Overrides {
        scenario: scenario.map(str::to_owned),
        ..Overrides::default()
    };
    let program = checked.program(&overrides).expect("the model is sound");
    let record: Vec<usize> = (0..program.variables.len())
        .filter(|at| program.variables[*at].output)
        .collect();
    let kernel = Kernel::compile(&program, &record).expect("the model compiles");
    let spec = RunSpec {
        sampling: Sampling::Random { seed: 1 },
        draws: 0..DRAWS,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    let rows = run(&kernel, &spec)
        .expect("the draws are within bounds")
        .rows;
    let params = rows.draws.params.first().cloned().unwrap_or_default();
    (rows.trajectories.expect("they were asked for"), params)
}

/// Inputs between 10 and 15, lags from a thousandth of a step to a thousand steps.
#[test]
fn a_smooth_stays_between_its_inputs() {
    for method in ["euler", "rk4", "adaptive"] {
        for order in [1, 2, 3, 7, 20] {
            let text = format!(
                "module m
simulate from 2020 to 2040 by 0.25 year using {method}
param lag : year ~ loguniform(0.000_25, 250)
  from judgement \"x\"
let fed : 1 = 10 + step(5, at: 2021) - pulse(2.5, at: 2025, for: 1 year) + ramp(-0.5 1/year, from: 2030, to: 2040)
let out : 1 = smoothed(fed, over: lag, order: {order})
let turning : 1 = smoothed(fed, over: lag * abs(time - 2030) / 10 year, order: {order})
output out, turning
"
            );
            let (found, _) = trajectories(&text, None);
            // Sums of at most twenty shares, each rounded, step after step; what is adaptive errs by 1e-9 of
            // a size in each of its sub-steps, some hundreds in a lag.
            let slack = if method == "adaptive" { 1e-5 } else { 1e-12 };
            let within = 10.0 - slack..=15.0 + slack;
            for value in found.iter().flatten() {
                assert!(within.contains(value), "{method}, order {order}: {value}");
            }
        }
    }
}

/// After a jump on the grid the input stays, so that Euler's steps are the chain's own solution: the share
/// e^−x·(1 + x + … + xⁿ⁻¹/(n−1)!) of the gap is left, x in lags of one stage. So are RK4's where a lag is under
/// a step.
#[test]
fn a_smooth_follows_a_jump_by_its_own_solution() {
    for (method, lags) in [("euler", "0.01, 20"), ("rk4", "0.01, 0.24")] {
        for order in 1..=4 {
            let text = format!(
                "module m
simulate from 0 to 10 by 0.25 year using {method}
param lag : year ~ uniform({lags})
  from judgement \"x\"
let out : 1 = smoothed(step(1, at: 1), over: {order} * lag, order: {order})
output out
"
            );
            let (found, lags) = trajectories(&text, None);
            for (path, lag) in found[0].chunks_exact(41).zip(&lags) {
                for (step, value) in path.iter().enumerate().skip(4) {
                    let passed = (0.25 * step as f64 - 1.0) / lag;
                    let mut term = (-passed).exp();
                    let mut left = term;
                    for stage in 1..order {
                        term *= passed / f64::from(stage);
                        left += term;
                    }
                    let error = (value - (1.0 - left)).abs();
                    assert!(error < 1e-12, "{method}, order {order}, lag {lag}: {error}");
                }
            }
        }
    }
}

/// RK4 keeps its order where it can follow: a sixteenth of the error with half the step.
#[test]
fn a_smooth_of_rk4_is_of_fourth_order() {
    let error = |steps: u32| {
        let text = format!(
            "module m
simulate from 0 to 2 by {} year using rk4
let out : 1 = smoothed(time / 1 year, over: 1 year)
output out
",
            2.0 / f64::from(steps)
        );
        let (found, _) = trajectories(&text, None);
        (found[0][steps as usize] - (1.0 + (-2.0_f64).exp())).abs()
    };
    let order = (error(16) / error(32)).log2();
    assert!((order - 4.0).abs() < 0.2, "{order}");
}

/// Rates whose jumps lie on a grid of decimals, on which start + i·dt is rounded: under RK4 all integrals
/// are exact, under Euler those that hold from a time on.
#[test]
fn jumps_on_a_decimal_grid_are_exact() {
    for (method, strict) in [("rk4", 1.2), ("euler", 0.9)] {
        let text = format!(
            "module m
simulate from 0 to 3 by 0.3 year using {method}
lookup table : 1/year of year step = (0, 1), (0.9, 3), (2.1, 0)
param moment : year ~ uniform(0.9, 0.900_000_1)
  from judgement \"x\"
stock a : 1
  initial 0
  inflow if time < 0.9 then 1 1/year else 0 1/year
stock b : 1
  initial 0
  inflow table(time)
stock c : 1
  initial 0
  inflow if time > 0.9 and not (2.1 <= time) then 1 1/year else 0 1/year
stock d : 1
  initial 0
  inflow step(1 1/year, at: moment)
stock e : 1
  initial 0
  inflow pulse(2 1/year, at: 0.9, for: 1.2 year)
let rate : 1/year = 1
stock f : 1
  initial 0
  inflow rate
output a, b, c, d, e, f
scenario window
  intervene rate = 3 1/year from 0.9 to 2.1
"
        );
        let (found, _) = trajectories(&text, Some("window"));
        for (path, exact) in found.iter().zip([0.9, 4.5, strict, 2.1, 2.4, 5.4]) {
            for path in path.chunks_exact(11) {
                assert!((path[10] - exact).abs() < 1e-12, "{method}: {path:?}");
            }
        }
    }
}

#[test]
fn a_past_that_is_known_by_a_formula_is_never_extrapolated() {
    for method in ["euler", "rk4", "adaptive"] {
        let text = format!(
            "module m
simulate from 2022 to 2024 by 0.1 year using {method}
param g : 1/year ~ uniform(0.1, 0.2)
  from judgement \"x\"
let late : 1 = delayed(exp(g * (time - 2022)), by: 1 year, before: exp(g * (time - 2023)))
output late
"
        );
        let (found, rates) = trajectories(&text, None);
        for (path, rate) in found[0].chunks_exact(21).zip(&rates) {
            for (step, late) in path.iter().enumerate() {
                let exact = (rate * (0.1 * step as f64 - 1.0)).exp();
                assert!((late - exact).abs() < 1e-12, "{method}: {late} for {exact}");
            }
        }
    }
}

fn step_error(text: &str) -> Option<StepError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("m.ten");
    fs::write(&path, text).expect("the folder takes a file");
    let request = RunRequest {
        ensemble: EnsembleRequest {
            model: ModelRef::Path(path),
            overrides: Overrides::default(),
            draws: 100,
            seed: 1,
            belief: Belief::Prior,
            out: None,
            threads: Some(1),
            lang: Lang::En,
        },
        claims: false,
        recorded: tenfold_session::Recorded::default(),
    };
    let cancel = AtomicBool::new(false);
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &cancel,
    };
    let result = tenfold_session::run(&request, &mut control).expect("the model runs");
    result.expect("the model is sound").data.step
}

const GROWTH: &str = "module m
simulate from 0 to 10 by STEP year using METHOD
param rate : 1/year ~ uniform(0.1, 0.3)
  from judgement \"x\"
stock x : 1
  initial 1
  inflow rate * x
output x
";

/// Under Euler's method a growth of 0.2 a year over ten years is behind by 0.2²·h/2·10 = 20 % at a step of a year, and
/// by half of that at half of it; between draws it differs by a factor of seven.
#[test]
fn a_run_says_how_far_to_trust_its_step() {
    let of = |step: &str, method: &str| {
        let text = GROWTH.replace("STEP", step).replace("METHOD", method);
        step_error(&text)
    };
    let coarse = of("1", "euler").expect("it accumulates");
    assert!(coarse.is_coarse(), "{coarse:?}");
    let fine = of("0.05", "rk4").expect("it accumulates");
    assert!(!fine.is_coarse(), "{fine:?}");
    assert_eq!((fine.draws, of("1", "adaptive")), (64, None));
}

/// What saturates at 1e12 within a step, and what a log of it should be.
#[test]
fn an_explosion_between_two_times_is_told() {
    let text = "module m
simulate from 0 to 10 by 0.1 year using METHOD
stock k : 1
  initial 1
  inflow effort
stock p : 1
  initial 0
  inflow effort / k / ln(10)
let effort : 1/year = min(1 + 10^(3 * p), 1e12) * 1 1/year
output k, p
";
    for method in ["euler", "rk4"] {
        let found = step_error(&text.replace("METHOD", method)).expect("it accumulates");
        assert!(found.is_coarse(), "{method}: {found:?}");
    }
    let (found, _) = trajectories(&text.replace("METHOD", "adaptive"), None);
    let (k, p) = (found[0].last().unwrap(), found[1].last().unwrap());
    assert!(
        (p - k.log10()).abs() < 1e-6 && (p - 13.0).abs() < 0.05,
        "{k} {p}"
    );
}

/// In a draw that ends it before it begins, what a window makes is undefined, and a stock that needs it diverges at
/// the start; in all others it is what it was.
#[test]
fn a_window_that_is_drawn_backwards_does_not_pass_unseen() {
    let text = "module m
simulate from 0 to 6 by 1 year using euler
param width : year ~ uniform(-2, 2)
  from judgement \"x\"
const begun : date = 2
let pulsed : 1/year = pulse(3 1/year, at: begun, for: width)
let ramped : 1/year = ramp(1 1/year/year, from: begun, to: begun + width)
let shocked : 1/year = 1
stock fed : 1
  initial 0
  inflow pulsed
output pulsed, ramped, shocked, fed
scenario shock
  intervene shocked = 5 1/year from begun to begun + width
";
    let (found, widths) = trajectories(text, Some("shock"));
    let backwards = widths.iter().filter(|width| **width < 0.0).count();
    assert!(backwards > 0 && backwards < widths.len());
    for (output, paths) in found.iter().enumerate() {
        for (path, width) in paths.chunks_exact(7).zip(&widths) {
            let undefined = path.iter().filter(|value| value.is_nan()).count();
            // An intervention has not come yet at the start, and a stock has its initial value there.
            let expected = match *width < 0.0 {
                true => 7 - usize::from(output >= 2 && path[0].is_finite()),
                false => 0,
            };
            assert_eq!(
                undefined, expected,
                "output {output}, width {width}: {path:?}"
            );
        }
    }
}
