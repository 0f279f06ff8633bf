//! Scores against closed forms, and that they are proper.

use super::*;
use std::f64::consts::{FRAC_1_SQRT_2, PI};
use tenfold_ir::site;

/// Of a normal distribution, in closed form (Gneiting and others 2005).
fn normal_crps(mean: f64, sd: f64, came: f64) -> f64 {
    let z = (came - mean) / sd;
    let density = (-0.5 * z * z).exp() / (2.0 * PI).sqrt();
    sd * (z * libm::erf(z * FRAC_1_SQRT_2) + 2.0 * density - 1.0 / PI.sqrt())
}

/// So many degrees of freedom are a normal distribution but for a relative 1/dof.
const NEARLY_NORMAL: f64 = 1e6;

#[test]
fn a_students_score_is_the_integral_that_defines_it() {
    for (dof, location, scale, came) in [
        (2.0, 0.0, 1.0, 0.3),
        (2.5, 1.0, 0.2, -4.0),
        (7.0, -3.0, 2.0, -3.0),
        (40.0, 0.0, 0.5, 2.0),
    ] {
        let forecast = Forecast::student(dof, location, scale);
        let Forecast::Student(student) = &forecast else {
            panic!("it is one");
        };
        // With x = came + sinh(u) the integrand is smooth but for its jump at u = 0, which lies
        // between two midpoints; the midpoint rule errs by u³h²/24, here below 1e-5.
        let steps = 40_000;
        let h = 24.0 / f64::from(steps);
        let integral: f64 = (0..steps)
            .map(|at| {
                let u = -12.0 + h * (f64::from(at) + 0.5);
                let x = came + u.sinh();
                let above = if x >= came { 1.0 } else { 0.0 };
                (student.law.cdf(x) - above).powi(2) * u.cosh() * h
            })
            .sum();
        let score = forecast.score(came);
        // Left out beyond e^12: the tail's square, at most 2·e^12·(e^−24) for 2 degrees of freedom.
        let bound = 2e-5 + 2.0 * (-12.0_f64).exp();
        assert!(
            (score.crps - integral).abs() < bound,
            "{dof}: {} {integral}",
            score.crps
        );
        assert_eq!(score.place, student.law.cdf(came));
    }
}

#[test]
fn with_many_degrees_of_freedom_scores_are_the_normals() {
    for (mean, sd, came) in [(0.0, 1.0, 0.0), (2.0, 0.3, 2.5), (-1.0, 4.0, 9.0)] {
        let score = Forecast::student(NEARLY_NORMAL, mean, sd).score(came);
        let z: f64 = (came - mean) / sd;
        let log = -0.5 * z * z - (sd * (2.0 * PI).sqrt()).ln();
        let bound = 10.0 * (1.0 + z.powi(4)) / NEARLY_NORMAL;
        assert!((score.crps - normal_crps(mean, sd, came)).abs() < bound * sd);
        assert!((score.log - log).abs() < bound);
    }
}

/// Centres of sd 0.6 with errors of sd 0.8 are a normal of sd 1: five standard errors of what is
/// averaged over members, each of a standard deviation below 2.
#[test]
fn an_ensembles_score_is_that_of_what_it_is_drawn_from() {
    let (key, count) = (Key::new(1, site("centres")), 20_000);
    let standard = standard_normal();
    let members = (0..count)
        .map(|at| {
            (
                0.6 * standard.quantile(key.uniform(at, 0, Part::Value)),
                0.8,
            )
        })
        .collect();
    let errors = Key::new(2, site("errors"));
    let forecast = Forecast::ensemble(members, standard_normal(), errors, 0);
    let bound = 5.0 * 2.0 / (count as f64).sqrt();
    for came in [-2.0, 0.0, 0.7] {
        let score = forecast.score(came);
        let exact = Forecast::student(NEARLY_NORMAL, 0.0, 1.0).score(came);
        assert!(
            (score.crps - exact.crps).abs() < bound,
            "{score:?} {exact:?}"
        );
        assert!((score.place - exact.place).abs() < bound);
        assert!((score.log - exact.log).abs() < bound * (0.5 * came * came).exp() * 2.0);
    }
    for p in [0.1, 0.5, 0.9] {
        // A quantile errs by √(p(1 − p)/n) over the density, which is above 0.17 here.
        assert!((forecast.quantile(p) - standard.quantile(p)).abs() < 5.0 * 0.5 / 0.17 / 141.0);
    }
}

/// Of one centre, errors by Student's t are Student's t: place and density in closed form, the ranked
/// score within five standard errors of members whose standard deviation is √3.
#[test]
fn an_ensembles_errors_may_have_heavy_tails() {
    let exact = Forecast::student(3.0, 1.0, 0.5);
    let Forecast::Student(standard) = Forecast::student(3.0, 0.0, 1.0) else {
        panic!("it is one");
    };
    let (key, count) = (Key::new(4, site("errors")), 20_000);
    let forecast = Forecast::ensemble(vec![(1.0, 0.5); count], standard.law, key, 0);
    for came in [-3.0, 1.0, 1.4] {
        let (score, exact) = (forecast.score(came), exact.score(came));
        assert!((score.place - exact.place).abs() < 1e-9);
        assert!((score.log - exact.log).abs() < 1e-9);
        let bound = 5.0 * 0.5 * 3.0_f64.sqrt() / (count as f64).sqrt();
        assert!(
            (score.crps - exact.crps).abs() < bound,
            "{score:?} {exact:?}"
        );
    }
}

/// Three members are as good as many on average: the mean over 20,000 small ensembles is within five
/// standard errors, each score having a standard deviation below 1.
#[test]
fn a_small_ensemble_is_not_scored_down() {
    let errors = |number: u32| {
        let members = vec![(0.0, 1.0); 3];
        Forecast::ensemble(
            members,
            standard_normal(),
            Key::new(5, site("errors")),
            number,
        )
        .score(0.4)
        .crps
    };
    let count = 20_000;
    let mean = (0..count).map(errors).sum::<f64>() / f64::from(count);
    let exact = normal_crps(0.0, 1.0, 0.4);
    assert!(
        (mean - exact).abs() < 5.0 / f64::from(count).sqrt(),
        "{mean} {exact}"
    );
}

/// Averaged over what comes from t(5), no other forecast scores better than t(5): by CRPS the loss is
/// ∫(F − G)² dx, by log score the divergence, both far above the error of 4,000 midpoints.
#[test]
fn nobody_scores_better_than_who_states_the_truth() {
    let expected = |forecast: &Forecast| {
        let truth = Forecast::student(5.0, 0.0, 1.0);
        let count = 4_000;
        let scores = (0..count).map(|at| {
            let came = truth.quantile((f64::from(at) + 0.5) / f64::from(count));
            forecast.score(came)
        });
        scores.fold((0.0, 0.0), |(crps, log), score| {
            (
                crps + score.crps / f64::from(count),
                log + score.log / f64::from(count),
            )
        })
    };
    let (crps, log) = expected(&Forecast::student(5.0, 0.0, 1.0));
    for (dof, location, scale) in [
        (5.0, 0.2, 1.0),
        (5.0, -0.2, 1.0),
        (5.0, 0.0, 1.25),
        (5.0, 0.0, 0.8),
        (2.0, 0.0, 1.0),
        (50.0, 0.0, 1.0),
    ] {
        let other = expected(&Forecast::student(dof, location, scale));
        assert!(
            other.0 > crps + 1e-4,
            "{dof} {location} {scale}: {other:?} {crps}"
        );
        assert!(
            other.1 < log - 1e-3,
            "{dof} {location} {scale}: {other:?} {log}"
        );
    }
}

#[test]
fn a_place_is_in_a_band_or_outside() {
    let at = |place| Score {
        crps: 0.0,
        log: 0.0,
        place,
    };
    assert!(at(0.11).is_within(0.8) && !at(0.09).is_within(0.8));
    assert!(at(0.9).is_within(0.95) && !at(0.99).is_within(0.95));
}
