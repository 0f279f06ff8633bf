//! A law's posterior, and each of its runs left out, against normal equations.

use crate::calibrate_tests::{moments, posterior, spec};
use crate::tests::{line, points};
use tenfold_ir::{Binary, Node, NodeId};

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
/// the line's. A draw's weight is exp(r²/2) up to a factor, r normal with the line's variance v there, which
/// makes k what v is. With v below one half the weights' relative spread is finite, and of these runs
/// below 1: the estimate errs by that over the root of the draws. That of k is from 3√4096 = 192 weights
/// (Vehtari et al. 2024) and errs by (1 + k)/√192.
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
        let (_, [aa, ab, bb]) = solved(&points);
        let k = aa + 2.0 * ab * x + bb * x * x;
        assert!(k < 0.5, "{k}");
        let error = (left_out.pareto_k - k).abs();
        assert!(error < 5.0 * (1.0 + k) / 192_f64.sqrt(), "{left_out:?} {k}");
        let error = (left_out.log_density - exact).abs();
        assert!(error < 5.0 / 1_000_f64.sqrt(), "{left_out:?} {exact}");
    }
}

/// A record of the lesser of two scores leaves two arms as thin as its error is small and as long as the
/// prior: moves that are short enough for the one way hardly come along the other. The greater of the
/// two is normal above the lesser, here −1; its mean is that of 1,024 independent draws at least, eight
/// of each chain.
#[test]
fn long_thin_arms_are_passed() {
    let mut program = line(&[(500.0, -500.0)], false);
    program.nodes[5] = Node::Binary(Binary::Min, NodeId(2), NodeId(3));
    program.nodes[6] = Node::Binary(Binary::Mul, NodeId(5), NodeId(4));
    let density = (-0.5_f64).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let mean = density / 0.841_344_746_068_543; // Φ(1)
    let variance = 1.0 - mean - mean * mean;
    for seed in 1..5 {
        let found = posterior(&program, &spec(seed)).unwrap();
        let own = |param: usize| found.given.params[param].as_ref().unwrap().iter();
        let greater: Vec<f64> = own(0).zip(own(1)).map(|(a, b)| a.max(*b)).collect();
        let error = moments(&greater).0 - mean;
        assert!(
            error.abs() < 5.0 * (variance / 1_024.0).sqrt(),
            "{seed}: {error}"
        );
    }
}
