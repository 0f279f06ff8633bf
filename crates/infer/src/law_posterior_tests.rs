//! A law's posterior, and each of its runs left out, against normal equations.

use crate::calibrate_tests::{moments, posterior, spec};
use crate::tests::{line, points};

/// Precision and right side of a line's posterior under standard normal priors and errors.
fn equations(points: &[(f64, f64)]) -> ([f64; 3], [f64; 2]) {
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>();
    let precision = [
        1.0 + points.len() as f64,
        sum(&|p| p.0),
        1.0 + sum(&|p| p.0 * p.0),
    ];
    (precision, [sum(&|p| p.1), sum(&|p| p.0 * p.1)])
}

/// Means and covariance (aa, ab, bb).
fn solved(points: &[(f64, f64)]) -> ([f64; 2], [f64; 3]) {
    let ([p, q, r], [u, v]) = equations(points);
    let determinant = p * r - q * q;
    let covariance = [r / determinant, -q / determinant, p / determinant];
    let mean = [
        covariance[0] * u + covariance[1] * v,
        covariance[1] * u + covariance[2] * v,
    ];
    (mean, covariance)
}

/// Five standard errors of means and variances of a thousand independent draws, which is asserted.
#[test]
fn a_law_has_a_posterior() {
    let points = points();
    let found = posterior(&line(&points, false), &spec(6)).unwrap();
    let (mean, covariance) = solved(&points);
    assert!(found.effective > 1_000.0, "{}", found.effective);
    let worth = 1_000.0_f64;
    for (at, exact) in [covariance[0], covariance[2]].into_iter().enumerate() {
        let (own, variance) = moments(found.given.params[at].as_ref().unwrap());
        assert!((own - mean[at]).abs() < 5.0 * (exact / worth).sqrt());
        assert!((variance / exact - 1.0).abs() < 5.0 * (2.0 / worth).sqrt());
    }
    assert_eq!((found.series.len(), found.series[0].reports), (1, 10));
}

/// The density of each run under the posterior of all others is normal, with the error's variance and
/// the line's. Its estimate errs by the weights' relative spread over the root of the draws: with
/// k below one half, as asserted, that spread is finite, and of these runs below 1.
#[test]
fn what_is_left_out_is_foretold_as_in_closed_form() {
    let points = points();
    let found = posterior(&line(&points, false), &spec(6)).unwrap();
    for (at, left_out) in found.series[0].left_out.iter().enumerate() {
        let mut others = points.clone();
        let (x, y) = others.remove(at);
        let ([a, b], [aa, ab, bb]) = solved(&others);
        let variance = 1.0 + aa + 2.0 * ab * x + bb * x * x;
        let miss = y - a - b * x;
        let exact = -0.5 * (miss * miss / variance + (2.0 * std::f64::consts::PI * variance).ln());
        assert!(left_out.pareto_k < 0.5, "{left_out:?}");
        let error = (left_out.log_density - exact).abs();
        assert!(error < 5.0 / 1_000_f64.sqrt(), "{left_out:?} {exact}");
    }
}
