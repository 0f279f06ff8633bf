//! Fits against closed forms, and against other ways to the same figures.

use crate::expression::Graph;
use crate::{Fit, FitError, FitSpec, Loss, fit};
use std::sync::atomic::{AtomicBool, AtomicU64};
use tenfold_ir::{
    Binary, Distribution, ErrorFamily, ErrorModel, Family, Node, NodeId, Observation, Param,
    ParamId, Point, Program, Unary, Unit,
};

/// y = a + b·x, or with `is_log` its exponential, of these points.
pub(crate) fn line(points: &[(f64, f64)], is_log: bool) -> Program {
    let mut nodes = vec![
        Node::Const(0.0),
        Node::Const(1.0),
        Node::Param(ParamId(0)),
        Node::Param(ParamId(1)),
    ];
    let mut push = |node| {
        nodes.push(node);
        NodeId(nodes.len() as u32 - 1)
    };
    let family = |family| Distribution::Family {
        family,
        arguments: vec![NodeId(0), NodeId(1)],
    };
    let mut observations = Vec::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let x = push(Node::Const(*x));
        let rise = push(Node::Binary(Binary::Mul, NodeId(3), x));
        let mut node = push(Node::Binary(Binary::Add, NodeId(2), rise));
        if is_log {
            node = push(Node::Unary(Unary::Exp, node));
        }
        observations.push(Observation {
            name: format!("line.y[{at}]"),
            node,
            unit: Unit::pure(),
            error: ErrorModel {
                family: ErrorFamily::Normal,
                scale: NodeId(1),
                is_log,
            },
            is_date: false,
            sharing: Observation::SHARING,
            bounds: Vec::new(),
            series: "points".into(),
            points: vec![Point {
                date: at as f64,
                value: *y,
                low: None,
                high: None,
                source: String::new(),
                note: String::new(),
            }],
        });
    }
    let param = |name: &str| Param {
        name: name.into(),
        unit: Unit::pure(),
        central: None,
        prior: Some(family(Family::Normal)),
        prior_text: None,
        provenance: None,
    };
    let graph = Graph {
        nodes,
        tables: Vec::new(),
    };
    Program {
        observations,
        ..graph.program("line", vec![param("line.a"), param("line.b")], &[])
    }
}

fn spec(loss: Loss) -> FitSpec {
    FitSpec {
        loss,
        starts: 16,
        replicates: 0,
        seed: 1,
        held_out: 0.2,
        sizes: None,
    }
}

fn fitted(program: &Program, spec: &FitSpec) -> Result<Fit, FitError> {
    fit(program, spec, &AtomicBool::new(false), &AtomicU64::new(0))
}

/// Points about a line, with errors that no generator made.
pub(crate) fn points() -> Vec<(f64, f64)> {
    let wobble = [0.3, -0.5, 0.1, 0.7, -0.2, -0.6, 0.4, 0.2, -0.1, -0.3];
    let all = wobble.iter().enumerate();
    all.map(|(at, w)| (at as f64, 1.5 + 0.8 * at as f64 + w))
        .collect()
}

/// Least squares in closed form: the line and the half widths of its 95 % intervals; t is the 97.5 %
/// point of Student's t with 8 degrees of freedom, from a printed table.
fn least_squares(points: &[(f64, f64)]) -> [(f64, f64); 2] {
    let n = points.len() as f64;
    let t = 2.306_004_135_204_166_5;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (mx, my) = (mean(&|p| p.0), mean(&|p| p.1));
    let sxx: f64 = points.iter().map(|p| (p.0 - mx).powi(2)).sum();
    let sxy: f64 = points.iter().map(|p| (p.0 - mx) * (p.1 - my)).sum();
    let b = sxy / sxx;
    let a = my - b * mx;
    let rest: f64 = points.iter().map(|p| (p.1 - a - b * p.0).powi(2)).sum();
    let variance = rest / (n - 2.0);
    let of_a = (variance * (1.0 / n + mx * mx / sxx)).sqrt();
    [(a, t * of_a), (b, t * (variance / sxx).sqrt())]
}

/// The profile is bisected 30 times from a bracket of its own size: 1e-9 of it; the minimum is known
/// to the root of its gradient's tolerance.
const NEAR: f64 = 1e-6;

#[test]
fn a_line_by_squares_is_the_closed_form_with_its_intervals() {
    let points = points();
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (*x, y.exp())).collect();
    for program in [line(&points, false), line(&logs, true)] {
        let fit = fitted(&program, &spec(Loss::Squares)).unwrap();
        for (estimate, (value, half)) in fit.estimates.iter().zip(least_squares(&points)) {
            let profile = estimate.profile.unwrap();
            assert!(
                (estimate.value - value).abs() < NEAR,
                "{estimate:?} {value}"
            );
            assert!(
                (profile.interval.low - (value - half)).abs() < NEAR,
                "{profile:?}"
            );
            assert!(
                (profile.interval.high - (value + half)).abs() < NEAR,
                "{profile:?}"
            );
            assert!(profile.is_identified());
        }
        // n ln(2π e s²) + 2·3, with s² = rest/n.
        let rest: f64 = 2.0 * fit.objective;
        let aic = 10.0 * ((std::f64::consts::TAU * rest / 10.0).ln() + 1.0) + 6.0;
        assert!((fit.aic - aic).abs() < NEAR);
        assert_eq!(fit.starts_agreeing, 16);
    }
}

/// What only the width of errors depends on is not sought: a fit finds the width from what is left.
#[test]
fn a_fit_seeks_no_width() {
    let plain = line(&points(), false);
    let mut wide = plain.clone();
    wide.nodes.push(Node::Param(ParamId(2)));
    wide.dimensions.push(tenfold_ir::Dimension::pure());
    let width = NodeId(wide.nodes.len() as u32 - 1);
    wide.params.push(Param {
        name: "line.sigma".into(),
        ..wide.params[0].clone()
    });
    for observation in &mut wide.observations {
        observation.error.scale = width;
    }
    let [plain, wide] =
        [plain, wide].map(|program| fitted(&program, &spec(Loss::Squares)).unwrap().estimates);
    assert_eq!(wide, plain);
}

/// With δ beyond every residual Huber's loss is least squares; with an outlier and a small δ the
/// outlier hardly moves it.
#[test]
fn hubers_loss_is_squares_near_and_distance_far() {
    let mut points = points();
    let wide = fitted(&line(&points, false), &spec(Loss::Huber { delta: 10.0 })).unwrap();
    let [(a, _), (b, _)] = least_squares(&points);
    assert!((wide.estimates[0].value - a).abs() < NEAR);
    assert!((wide.estimates[1].value - b).abs() < NEAR);
    points[9].1 += 100.0;
    let moved = |loss| {
        let fit = fitted(&line(&points, false), &spec(loss)).unwrap();
        (fit.estimates[1].value - b).abs()
    };
    assert!(moved(Loss::Huber { delta: 0.01 }) < 0.1);
    assert!(moved(Loss::StudentT { dof: 4.0 }) < 0.1);
    assert!(moved(Loss::Squares) > 1.0);
}

/// Student's t with very many degrees of freedom is the normal distribution: same line, and the
/// scale's likelihood interval in place of the exact one is narrower.
#[test]
fn students_t_tends_to_squares() {
    let points = points();
    let fit = fitted(&line(&points, false), &spec(Loss::StudentT { dof: 1e7 })).unwrap();
    let [(a, half), (b, _)] = least_squares(&points);
    assert!((fit.estimates[0].value - a).abs() < 1e-4);
    assert!((fit.estimates[1].value - b).abs() < 1e-4);
    let profile = fit.estimates[0].profile.unwrap().interval;
    assert!(profile.high - a < half && profile.high - a > 0.8 * half);
}

/// Without one run a line by squares is that of the closed form through the others, and its scale their
/// mean square: the density of the run left out follows. The minima are known as [`NEAR`] says, and a
/// residual of at most three scales of about 0.4 makes eight of it.
#[test]
fn the_density_of_a_run_left_out_is_that_of_the_line_through_the_others() {
    let points = points();
    let fit = fitted(&line(&points, false), &spec(Loss::Squares)).unwrap();
    let mut sum = 0.0;
    for (at, found) in fit.left_out.iter().enumerate() {
        let mut others = points.clone();
        let (x, y) = others.remove(at);
        let [(a, _), (b, _)] = least_squares(&others);
        let squares: f64 = others.iter().map(|p| (p.1 - a - b * p.0).powi(2)).sum();
        let variance = squares / 9.0;
        let miss = y - a - b * x;
        let exact = -0.5 * (miss * miss / variance + (std::f64::consts::TAU * variance).ln());
        assert!((found - exact).abs() < 8.0 * NEAR, "{at}: {found} {exact}");
        sum += exact;
    }
    // What was seen is always foretold better than what was not.
    assert!(-2.0 * sum > fit.aic - 6.0);
}

/// By every loss the densities of all residuals make up the likelihood that the criteria are made of.
#[test]
fn densities_of_residuals_sum_to_the_likelihood() {
    for loss in [
        Loss::Squares,
        Loss::Huber { delta: 0.3 },
        Loss::StudentT { dof: 4.0 },
    ] {
        let fit = fitted(&line(&points(), false), &spec(loss)).unwrap();
        let log_scale = match loss {
            // It is sought with the rest, and the likelihood is greatest there.
            Loss::StudentT { .. } => {
                let sum = |log_scale: f64| -> f64 {
                    let each = fit.residuals.iter();
                    each.map(|r| loss.log_density(*r, log_scale)).sum()
                };
                let tried = (0..40_000).map(|at| f64::from(at) * 1e-4 - 3.0);
                tried.max_by(|a, b| sum(*a).total_cmp(&sum(*b))).unwrap()
            }
            _ => loss.log_scale(fit.objective, 10.0, None),
        };
        let each = fit.residuals.iter();
        let sum: f64 = each.map(|r| loss.log_density(*r, log_scale)).sum();
        let likelihood = 3.0 - fit.aic / 2.0;
        assert!(
            (sum - likelihood).abs() < NEAR,
            "{loss:?}: {sum} {likelihood}"
        );
    }
}

#[test]
fn what_the_runs_do_not_determine_is_said() {
    // All at one place: the level there is known, neither a nor b is.
    let points: Vec<(f64, f64)> = (0..8)
        .map(|at| (1.0, 2.0 + 0.1 * f64::from(at % 3)))
        .collect();
    let fit = fitted(&line(&points, false), &spec(Loss::Squares)).unwrap();
    for estimate in &fit.estimates {
        let profile = estimate.profile.unwrap();
        assert!(profile.open_below && profile.open_above, "{profile:?}");
    }
}

/// The bootstrap's interval of a mean-like quantity: about ±1.96 standard errors. Over 2,000
/// replicates an end of it varies by less than a tenth of the half width (5 standard errors of a
/// 2.5 % quantile of a normal: 5·√(0.025·0.975/2000)/0.0584/1.96 = 0.15).
#[test]
fn the_bootstrap_spreads_as_the_standard_error() {
    let points: Vec<(f64, f64)> = (0..200)
        .map(|at| {
            let (x, wobble) = (
                f64::from(at % 20),
                f64::from((at * 7919) % 101) / 50.0 - 1.0,
            );
            (x, 1.0 + 0.5 * x + wobble)
        })
        .collect();
    let spec = FitSpec {
        replicates: 2_000,
        ..spec(Loss::Squares)
    };
    let fit = fitted(&line(&points, false), &spec).unwrap();
    let slope = &fit.estimates[1];
    let (bootstrap, profile) = (slope.bootstrap.unwrap(), slope.profile.unwrap().interval);
    let ratio = (bootstrap.high - bootstrap.low) / (profile.high - profile.low);
    assert!((ratio - 1.0).abs() < 0.2, "{ratio}");
    assert_eq!(fit.replicates.len(), 2_000);
    // Intercept and slope of points to the right of 0 go against each other: −x̄/√(mean of x²),
    // with x̄ = 9.5 and a mean square of 123.5, is −0.855.
    assert!(
        (fit.correlation[0][1] + 0.855).abs() < 0.05,
        "{:?}",
        fit.correlation
    );
}

#[test]
fn the_same_bits_on_one_thread_and_on_three() {
    let program = line(&points(), false);
    let spec = FitSpec {
        starts: 200,
        replicates: 300,
        ..spec(Loss::Huber { delta: 0.1 })
    };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| fitted(&program, &spec).unwrap())
    };
    assert_eq!(on(1), on(3));
}

/// y = x²: a line through the smaller runs predicts too little of the largest.
#[test]
fn the_largest_runs_are_predicted_from_the_others() {
    let points: Vec<(f64, f64)> = (0..10).map(|x| (f64::from(x), f64::from(x * x))).collect();
    let spec = FitSpec {
        sizes: Some(points.iter().map(|(x, _)| *x).collect()),
        ..spec(Loss::Squares)
    };
    let tested = fitted(&line(&points, false), &spec)
        .unwrap()
        .extrapolation
        .unwrap();
    assert_eq!(tested.held_out, [8, 9]);
    // The line through (0,0) … (7,49) is 7x − 7: 49 for 64, 56 for 81.
    let expected = ((15.0_f64.powi(2) + 25.0_f64.powi(2)) / 2.0).sqrt();
    assert!((tested.error_outside - expected).abs() < NEAR, "{tested:?}");
    assert!((tested.bias + 20.0).abs() < NEAR);
}

#[test]
fn what_cannot_be_fitted_is_refused() {
    let few = line(&points()[..2], false);
    assert!(matches!(
        fitted(&few, &spec(Loss::Squares)),
        Err(FitError::TooFewRows { rows: 2, sought: 2 })
    ));
    let mut timed = line(&points(), false);
    timed.time.steps = 3;
    timed.time.dt = 1.0;
    assert!(matches!(
        fitted(&timed, &spec(Loss::Squares)),
        Err(FitError::Law(_))
    ));
    let negative = line(&[(0.0, -1.0), (1.0, 1.0), (2.0, 1.0)], true);
    assert!(matches!(
        fitted(&negative, &spec(Loss::Squares)),
        Err(FitError::Law(_))
    ));
    let stopped = fit(
        &line(&points(), false),
        &spec(Loss::Squares),
        &AtomicBool::new(true),
        &AtomicU64::new(0),
    );
    assert_eq!(stopped, Err(FitError::Cancelled));
}
