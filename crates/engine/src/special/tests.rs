//! Against 40-digit values, and each function against its inverse.
// Reference values are kept as printed.
#![allow(clippy::excessive_precision)]

use super::*;
use proptest::prelude::*;

/// Relative error of a tail.
fn error(have: f64, want: f64) -> f64 {
    ((have - want) / want).abs()
}

/// The stated bound: looser where shapes are beyond 1e4, for the argument's own rounding
/// then moves the tail.
fn bound(shape: f64) -> f64 {
    if shape > 1e4 { 1e-10 } else { 1e-12 }
}

fn assert_tails(have: Tails, below: f64, above: f64, bound: f64, case: &str) {
    assert!(
        error(have.below, below) < bound,
        "{case}: {have:?}, {below}"
    );
    assert!(
        error(have.above, above) < bound,
        "{case}: {have:?}, {above}"
    );
}

// a, x, P(a, x), Q(a, x): mpmath 1.3 at 60 digits.
const GAMMA: [(f64, f64, f64, f64); 14] = [
    (0.001, 1e-250, 0.56266554856140034, 0.43733445143859966),
    (0.05, 1e-09, 0.36447029742757681, 0.63552970257242319),
    (0.05, 3.0, 0.99928409456879741, 0.00071590543120258615),
    (0.5, 0.02, 0.15851941887820605, 0.84148058112179395),
    (1.0, 1.0, 0.63212055882855768, 0.36787944117144232),
    (2.5, 11.0, 0.99947640168389322, 0.00052359831610677671),
    (2.5, 80.0, 1.0, 9.8982290192037915e-33),
    (30.0, 12.0, 8.8701387991446941e-6, 0.99999112986120086),
    (100.0, 108.0, 0.79181490363050311, 0.20818509636949689),
    (10000.0, 9700.0, 0.001234175584468492, 0.99876582441553151),
    (10000.0, 10000.0, 0.5013298083399552, 0.4986701916600448),
    (10000.0, 10600.0, 0.99999999803780752, 1.9621924821330469e-9),
    (1e6, 995000.0, 2.7495803592700708e-7, 0.99999972504196407),
    (1e6, 1000500.0, 0.69155047577149718, 0.30844952422850282),
];

// a, b, x, I_x(a, b), 1 − I_x(a, b): mpmath 1.3 at 40 digits.
const BETA: [(f64, f64, f64, f64, f64); 15] = [
    (0.001, 0.001, 1e-200, 0.315479190424884, 0.684520809575116),
    (0.1, 0.1, 1e-20, 0.005072372743896313, 0.99492762725610369),
    (0.1, 0.1, 0.3, 0.46280418611555204, 0.53719581388444796),
    (0.1, 3.0, 0.9, 0.99995868638028995, 4.1313619710045486e-5),
    (0.5, 0.5, 0.25, 0.33333333333333333, 0.66666666666666667),
    (2.0, 5.0, 0.01, 0.0014604476050000001, 0.998539552395),
    (4.0, 6.0, 0.4, 0.51739033600000006, 0.48260966399999994),
    (5.0, 5.0, 0.97, 0.99999723277549369, 2.767224506310012e-6),
    (20.0, 20.0, 0.1, 1.0339119443744949e-10, 0.99999999989660881),
    (300.0, 2.0, 0.9, 5.8091758820429031e-13, 0.99999999999941908),
    (
        50.0,
        1000.0,
        0.08,
        0.99998668217075165,
        1.3317829248347045e-5,
    ),
    (1e4, 1e4, 0.49, 0.0023370593301101495, 0.99766294066988985),
    (1e4, 5e3, 0.6667, 0.50268714491267087, 0.49731285508732913),
    (1e6, 1e6, 0.4985, 1.1044804636424807e-5, 0.99998895519536358),
    (
        1e6,
        0.5,
        0.99999,
        7.7438316926187045e-6,
        0.99999225616830738,
    ),
];

// z, Φ(z), Φ(−z): mpmath 1.3 at 40 digits.
const NORMAL: [(f64, f64, f64); 7] = [
    (-37.0, 5.7255712225245768e-300, 1.0),
    (-20.0, 2.7536241186062337e-89, 1.0),
    (-8.0, 6.2209605742717841e-16, 0.99999999999999938),
    (-2.5, 0.0062096653257761352, 0.99379033467422386),
    (-0.3, 0.38208857781104737, 0.61791142218895263),
    (1.0, 0.84134474606854295, 0.15865525393145705),
    (6.0, 0.99999999901341235, 9.8658764503769814e-10),
];

#[test]
fn normal_tails_and_scores_meet_reference() {
    for (z, below, above) in NORMAL {
        let bound = (4.0 + z * z) * f64::EPSILON;
        assert_tails(
            normal::tails(z),
            below,
            above,
            bound,
            &format!("normal {z}"),
        );
        let score = normal::score(Tails { below, above });
        assert!(error(score, z) < 4e-15, "score of {z}: {score}");
    }
}

#[test]
fn gamma_tails_meet_reference() {
    for (a, x, below, above) in GAMMA {
        let have = IncompleteGamma::new(a).tails(libm::log(x));
        assert_tails(have, below, above, bound(a), &format!("gamma {a} at {x}"));
    }
}

#[test]
fn beta_tails_meet_reference() {
    for (a, b, x, below, above) in BETA {
        let have = IncompleteBeta::new(a, b).tails(libm::log(x) - libm::log1p(-x));
        assert_tails(
            have,
            below,
            above,
            bound(a.max(b)),
            &format!("beta {a} {b} at {x}"),
        );
    }
}

#[test]
fn inverses_of_nothing_and_everything_are_the_ends() {
    let (none, all) = (Tails::from_below(0.0), Tails::from_below(1.0));
    assert_eq!(
        IncompleteGamma::new(2.0).ln_quantile(none),
        f64::NEG_INFINITY
    );
    assert_eq!(IncompleteGamma::new(2.0).ln_quantile(all), f64::INFINITY);
    assert_eq!(
        IncompleteBeta::new(2.0, 3.0).logit_quantile(none),
        f64::NEG_INFINITY
    );
    assert_eq!(
        IncompleteBeta::new(2.0, 3.0).logit_quantile(all),
        f64::INFINITY
    );
    assert_eq!(normal::score(none), f64::NEG_INFINITY);
    assert_eq!(normal::score(all), f64::INFINITY);
}

#[test]
fn inverses_hold_at_the_largest_and_smallest_shapes() {
    for z in [-8.0, -3.0, -0.1, 0.0, 0.5, 4.0, 8.0] {
        let target = normal::tails(z);
        for shape in [1e-3, 1e6] {
            let gamma = IncompleteGamma::new(shape);
            let have = gamma.tails(gamma.ln_quantile(target));
            assert_tails(
                have,
                target.below,
                target.above,
                1e-10,
                &format!("gamma {shape} {z}"),
            );
            for other in [1e-3, 1.0, 1e6] {
                let beta = IncompleteBeta::new(shape, other);
                let have = beta.tails(beta.logit_quantile(target));
                let case = format!("beta {shape} {other} {z}");
                assert_tails(have, target.below, target.above, 1e-10, &case);
            }
        }
    }
}

proptest! {
    #[test]
    fn normal_score_is_the_inverse(z in -37.0..37.0f64) {
        let score = normal::score(normal::tails(z));
        // One rounding of a tail near 1 moves the score by ε over the density.
        let rounding = 2.0 * f64::EPSILON * z.abs().max(1.0);
        prop_assert!((score - z).abs() < 4.0 * rounding, "{z} {score}");
    }

    #[test]
    fn gamma_quantile_is_the_inverse(ln_shape in -6.9..9.2f64, z in -9.0..9.0f64) {
        let gamma = IncompleteGamma::new(libm::exp(ln_shape));
        let target = normal::tails(z);
        let have = gamma.tails(gamma.ln_quantile(target));
        // A tail found as 1 less the other carries the other's few ε over itself, and is the
        // lesser one down to shape·E₁(1) ≥ 2.2e-4 at x = shape + 1: 10 ε/2.2e-4 = 1e-11.
        prop_assert!(error(have.below, target.below) < 1e-11, "{have:?} {target:?}");
        prop_assert!(error(have.above, target.above) < 1e-11, "{have:?} {target:?}");
    }

    #[test]
    fn beta_quantile_is_the_inverse(
        ln_a in -6.9..9.2f64, ln_b in -6.9..9.2f64, z in -9.0..9.0f64,
    ) {
        let beta = IncompleteBeta::new(libm::exp(ln_a), libm::exp(ln_b));
        let target = normal::tails(z);
        let have = beta.tails(beta.logit_quantile(target));
        prop_assert!(error(have.below, target.below) < 1e-11, "{have:?} {target:?}");
        prop_assert!(error(have.above, target.above) < 1e-11, "{have:?} {target:?}");
    }
}
