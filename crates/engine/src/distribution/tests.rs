//! Against statrs as an oracle, each family against itself, and draws against closed forms.

use super::univariate::Map;
use super::*;
use crate::special::{Tails, normal as standard};
use proptest::prelude::*;
use statrs::distribution::{Continuous, ContinuousCDF};
use std::sync::Arc;
use tenfold_ir::{Distribution, Family, NodeId};

/// A family whose arguments are the positions of `values`, resolved with them.
fn resolved(family: Family, values: &[f64]) -> Result<Resolved, DistributionError> {
    resolve(&ir(family, values.len()), &|node| values[node.index()])
}

fn ir(family: Family, arguments: usize) -> Distribution {
    Distribution::Family {
        family,
        arguments: (0..arguments as u32).map(NodeId).collect(),
    }
}

fn of(family: Family, values: &[f64]) -> Resolved {
    resolved(family, values).unwrap()
}

fn truncated(family: Family, values: &[f64], low: f64, high: f64) -> Resolved {
    let mut all = values.to_vec();
    all.extend([low, high]);
    let distribution = Distribution::Truncated {
        base: Box::new(ir(family, values.len())),
        low: Some(NodeId(values.len() as u32)),
        high: Some(NodeId(values.len() as u32 + 1)),
    };
    resolve(&distribution, &|node| all[node.index()]).unwrap()
}

/// 30 % of normal(−1, 0.5), 70 % of normal(2, 1).
fn mixture() -> Resolved {
    let values = [0.3, 0.7, -1.0, 0.5, 2.0, 1.0];
    let normal = |first: u32| Distribution::Family {
        family: Family::Normal,
        arguments: vec![NodeId(first), NodeId(first + 1)],
    };
    let parts = vec![(NodeId(0), normal(2)), (NodeId(1), normal(4))];
    resolve(&Distribution::Mixture(parts), &|node| values[node.index()]).unwrap()
}

fn empirical(values: &[f64]) -> Resolved {
    let distribution = Distribution::Empirical {
        source: "draws.parquet".into(),
        values: Arc::from(values),
    };
    resolve(&distribution, &|_| unreachable!()).unwrap()
}

/// Every continuous family at ordinary and at awkward arguments.
fn continuous() -> Vec<Resolved> {
    use Family::*;
    let cases: &[(Family, &[f64])] = &[
        (Normal, &[3.0, 0.5]),
        (Lognormal, &[2.0, 0.4]),
        (Lognormal, &[1e12, 2.0]),
        (Uniform, &[-1.0, 4.0]),
        (Loguniform, &[1e-3, 1e6]),
        (Triangular, &[2.0, 3.0, 5.0]),
        (Triangular, &[2.0, 2.0, 5.0]),
        (Triangular, &[2.0, 5.0, 5.0]),
        (Beta, &[4.0, 6.0]),
        (Beta, &[20.0, 20.0]),
        (Beta, &[1.0, 3.0]),
        (Beta, &[0.5, 0.5]),
        (Beta, &[0.1, 0.1]),
        (Beta, &[0.1, 3.0]),
        (Beta, &[2000.0, 3.0]),
        (Gamma, &[0.05, 2.0]),
        (Gamma, &[0.7, 2.0]),
        (Gamma, &[3.0, 1e9]),
        (Gamma, &[1e4, 0.1]),
        (Exponential, &[2.5]),
        (StudentT, &[1.0, 0.0, 1.0]),
        (StudentT, &[3.0, 1.0, 2.0]),
        (StudentT, &[30.0, 0.0, 1.0]),
        (StudentT, &[1e6, 0.0, 1.0]),
        (StudentT, &[1e9, 0.0, 1.0]),
    ];
    let mut all: Vec<Resolved> = cases.iter().map(|(f, values)| of(*f, values)).collect();
    all.push(truncated(Normal, &[0.0, 1.0], 0.0, 2.0));
    all.push(truncated(Normal, &[0.0, 1.0], 9.0, f64::INFINITY));
    all.push(truncated(Lognormal, &[2.0, 1.0], f64::NEG_INFINITY, 3.0));
    all.push(truncated(Beta, &[4.0, 6.0], 0.3, 0.5));
    all
}

/// Scores evenly spread in probability: the middles of `count` equal shares.
fn even_scores(count: usize) -> Vec<f64> {
    let middle = |i: usize| (i as f64 + 0.5) / count as f64;
    (0..count)
        .map(|i| standard::score(Tails::from_below(middle(i))))
        .collect()
}

fn draws(resolved: &Resolved, scores: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; scores.len()];
    Prepared::new(resolved.clone()).draw(scores, &mut out);
    out
}

/// How much of the probability a rounding of x moves.
fn rounding(d: &Resolved, x: f64) -> f64 {
    f64::EPSILON * (x * libm::exp(d.log_density(x))).abs()
}

/// Holds a family against an oracle at quantiles on both sides; `bound` is the oracle's own.
fn compare<D: Continuous<f64, f64> + ContinuousCDF<f64, f64>>(
    have: &Resolved,
    oracle: &D,
    bound: f64,
) {
    for z in [-4.0, -2.0, -0.7, 0.0, 0.4, 1.5, 3.0, 5.0] {
        let x = have.from_score(z);
        if rounding(have, x) > bound * have.cdf(x) {
            continue;
        }
        let below = (have.cdf(x), oracle.cdf(x));
        let density = (have.log_density(x), oracle.ln_pdf(x));
        assert!(
            (below.0 - below.1).abs() < bound * below.1,
            "{have:?} {x} {below:?}"
        );
        assert!(
            (density.0 - density.1).abs() < bound * density.1.abs().max(1.0),
            "{have:?} {x} {density:?}"
        );
    }
}

#[test]
fn families_agree_with_statrs() {
    use Family::*;
    use statrs::distribution as oracle;
    let bound = 1e-9;
    let normal = oracle::Normal::new(3.0, 0.5).unwrap();
    compare(&of(Normal, &[3.0, 0.5]), &normal, bound);
    let lognormal = oracle::LogNormal::new(2f64.ln(), 0.4).unwrap();
    compare(&of(Lognormal, &[2.0, 0.4]), &lognormal, bound);
    let uniform = oracle::Uniform::new(-1.0, 4.0).unwrap();
    compare(&of(Uniform, &[-1.0, 4.0]), &uniform, bound);
    let triangular = oracle::Triangular::new(2.0, 5.0, 3.0).unwrap();
    compare(&of(Triangular, &[2.0, 3.0, 5.0]), &triangular, bound);
    let exponential = oracle::Exp::new(0.4).unwrap();
    compare(&of(Exponential, &[2.5]), &exponential, bound);
    for a in [0.1, 0.5, 1.0, 4.0, 60.0] {
        for b in [0.1, 1.0, 6.0, 300.0] {
            let beta = oracle::Beta::new(a, b).unwrap();
            compare(&of(Beta, &[a, b]), &beta, bound);
        }
    }
    for shape in [0.05, 0.7, 1.0, 3.0, 250.0, 1e4] {
        let gamma = oracle::Gamma::new(shape, 0.5).unwrap();
        compare(&of(Gamma, &[shape, 2.0]), &gamma, bound);
    }
    for dof in [1.0, 2.5, 30.0, 1e4, 1e6] {
        let student = oracle::StudentsT::new(1.0, 2.0, dof).unwrap();
        compare(&of(StudentT, &[dof, 1.0, 2.0]), &student, bound);
    }
}

#[test]
fn student_is_continuous_where_the_expansion_takes_over() {
    let (exact, expanded) = (
        of(Family::StudentT, &[1e6, 0.0, 1.0]),
        of(Family::StudentT, &[1e6 + 1.0, 0.0, 1.0]),
    );
    for z in [-8.0f64, -3.0, 0.1, 2.0, 6.0] {
        // One more degree of freedom moves t by (z³ + z)/(4·dof²).
        let moved = (z * z * z + z).abs() / 4e12;
        let difference = (exact.from_score(z) - expanded.from_score(z)).abs();
        assert!(difference < 1.5 * moved + 1e-12, "{z} {difference}");
    }
}

#[test]
fn quantile_and_cdf_are_inverse() {
    let mut all = continuous();
    all.push(mixture());
    for d in &all {
        for p in [1e-9, 0.01, 0.3, 0.5, 0.8, 0.999] {
            let x = d.quantile(p);
            let rounding = rounding(d, x);
            let error = (d.cdf(x) - p).abs();
            assert!(
                error < 1e-12 * p + 4.0 * rounding + 4.0 * f64::EPSILON,
                "{d:?} {p} {error}"
            );
        }
        assert!(d.quantile(1.5).is_nan() && d.quantile(f64::NAN).is_nan());
        assert_eq!(d.median(), d.quantile(0.5));
    }
}

#[test]
fn density_is_the_derivative_of_the_cdf() {
    let mut all = continuous();
    all.push(mixture());
    for d in &all {
        // Not at a mode or at 0, where a difference would straddle a kink.
        for z in [-2.1, -0.6, 0.7, 1.9] {
            let x = d.from_score(z);
            let density = libm::exp(d.log_density(x));
            // A step of a thousandth of a score: its square is the error, relative.
            let step = 1e-3 * standard::density(z) / density;
            let tails = |x: f64| d.family().tails(x);
            let (left, right) = (tails(x - step), tails(x + step));
            let rise = if z < 0.0 {
                right.below - left.below
            } else {
                left.above - right.above
            };
            let ratio = rise / (2.0 * step) / density;
            let curved = matches!(d, Resolved::Beta(_) | Resolved::Gamma(_));
            let bound = if curved { 2e-2 } else { 1e-4 };
            assert!((ratio - 1.0).abs() < bound, "{d:?} {z} {ratio}");
        }
    }
}

#[test]
fn slope_is_the_derivative_of_the_log_density() {
    for d in &continuous() {
        for z in [-1.1, 0.7, 1.9] {
            let x = d.from_score(z);
            if rounding(d, x) > 1e-10 {
                continue;
            }
            let step = 1e-4 * standard::density(z) / libm::exp(d.log_density(x));
            let rise = d.log_density(x + step) - d.log_density(x - step);
            let slope = d.family().log_density_slope(x);
            let error = (rise - 2.0 * step * slope).abs();
            // Third order in the step, and the rounding of the densities.
            let bound = 1e-3 * (2.0 * step * slope).abs() + 1e-9;
            assert!(error < bound, "{d:?} {z} {error} {bound}");
        }
    }
}

#[test]
fn extreme_scores_stay_in_the_support() {
    let mut all = continuous();
    all.extend([
        mixture(),
        of(Family::Beta, &[1e-3, 1e-3]),
        of(Family::Gamma, &[1e-3, 1.0]),
    ]);
    for d in &all {
        for z in [-40.0, -8.6, -8.0, 8.0, 8.6] {
            for x in [d.from_score(z), draws(d, &[z])[0]] {
                let (least, greatest) = d.family().range();
                assert!(z < -9.0 || x.is_finite(), "{d:?} {z} {x}");
                assert!(x >= least && x <= greatest, "{d:?} {z} {x}");
                assert!(
                    z < -9.0 || d.log_density(x) > f64::NEG_INFINITY,
                    "{d:?} {z} {x}"
                );
            }
        }
        assert!(d.from_score(f64::NAN).is_nan() && draws(d, &[f64::NAN])[0].is_nan());
    }
}

#[test]
fn prepared_draws_are_those_of_the_plain_twin() {
    use super::quantile_table::{ROUNDING_MAX, SCORE_ERROR_MAX};
    let scores: Vec<f64> = (0..=3001)
        .map(|i| -9.0 + 18.0 * f64::from(i) / 3001.0)
        .collect();
    for d in &continuous() {
        for (score, x) in scores.iter().zip(draws(d, &scores)) {
            let exact = d.from_score(*score);
            let slope = {
                let density = libm::exp(standard::log_density(*score) - d.log_density(exact));
                if density.is_finite() { density } else { 0.0 }
            };
            let (map, jet) = d.family().jet(*score);
            // In a mapped variable rounding is relative to that variable.
            let scale = match map {
                Map::Identity => exact.abs(),
                Map::Exp | Map::Logistic => exact.abs() * jet[0].abs().max(1.0),
            };
            let bound = 1.1 * SCORE_ERROR_MAX * slope + 2.0 * ROUNDING_MAX * scale;
            assert!((x - exact).abs() <= bound, "{d:?} at {score}: {x} {exact}");
        }
    }
}

#[test]
fn draws_have_the_same_bits_on_every_path_and_machine() {
    let scores: Vec<f64> = (0..=400).map(|i| -9.0 + 0.045 * f64::from(i)).collect();
    let mut all = continuous();
    all.push(mixture());
    let mut hash: u64 = 0;
    for d in &all {
        let prepared = Prepared::new(d.clone());
        let (mut wide, mut portable) = (scores.clone(), scores.clone());
        prepared.draw(&scores, &mut wide);
        prepared.draw_lanes(&scores, &mut portable);
        for (wide, portable) in wide.iter().zip(&portable) {
            assert_eq!(wide.to_bits(), portable.to_bits(), "{d:?}");
            hash = (hash.rotate_left(23) ^ wide.to_bits()).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    assert_eq!(
        hash, 0xf7d2_b337_549a_bffc,
        "the bits of draws have changed: {hash:#x}"
    );
}

#[test]
fn truncation_below_the_least_draw_stays_within_its_bounds() {
    let d = truncated(Family::Beta, &[1e-3, 1.0], 0.0, 1e-310);
    for x in [d.from_score(0.0), draws(&d, &[0.0])[0]] {
        assert!((0.0..=1e-310).contains(&x), "{x}");
    }
}

#[test]
fn draws_follow_their_distribution() {
    let count = 4000;
    let scores = even_scores(count);
    let mut all = continuous();
    all.push(mixture());
    for d in &all {
        let mut x = draws(d, &scores);
        x.sort_by(f64::total_cmp);
        // Even scores are as close as an empirical distribution can be: half a share, to which a
        // mixture's components add half a share each.
        let bound = 1.51 / count as f64;
        for (i, x) in x.iter().enumerate() {
            let p = (i as f64 + 0.5) / count as f64;
            let (least, most) = (d.cdf(x.next_down()), d.cdf(x.next_up()));
            assert!(least - bound < p && p < most + bound, "{d:?} {x} {p}");
        }
    }
}

#[test]
fn means_are_those_of_closed_forms() {
    use Family::*;
    let cases: &[(Family, &[f64], f64, f64)] = &[
        (Normal, &[3.0, 0.5], 3.0, 0.5),
        (Lognormal, &[2.0, 0.4], 2.0 * libm::exp(0.08), 0.9),
        (Uniform, &[-1.0, 4.0], 1.5, 1.5),
        (Loguniform, &[1.0, 10.0], 9.0 / std::f64::consts::LN_10, 2.5),
        (Triangular, &[2.0, 3.0, 5.0], 10.0 / 3.0, 0.7),
        (Beta, &[4.0, 6.0], 0.4, 0.15),
        (Beta, &[0.1, 0.3], 0.25, 0.4),
        (Gamma, &[3.0, 2.0], 6.0, 3.5),
        (Exponential, &[2.5], 2.5, 2.5),
        (StudentT, &[5.0, 1.0, 2.0], 1.0, 2.6),
        (Bernoulli, &[0.3], 0.3, 0.5),
        (Categorical, &[0.2, 0.5, 0.3], 1.1, 0.7),
    ];
    let count = 20_000;
    let scores = even_scores(count);
    for (family, values, mean, sd) in cases {
        let x = draws(&of(*family, values), &scores);
        let have = x.iter().sum::<f64>() / count as f64;
        // Even scores err by about one share of the range they cut off, not by 1/√count.
        let bound = 20.0 * sd / count as f64;
        assert!((have - mean).abs() < bound, "{family:?} {have} {mean}");
    }
}

#[test]
fn points_have_their_shares() {
    let categorical = of(Family::Categorical, &[0.0, 0.25, 0.5, 0.25, 0.0]);
    let x = draws(&categorical, &even_scores(1000));
    let count = |value: f64| x.iter().filter(|x| **x == value).count();
    assert_eq!([0.0, 1.0, 2.0, 3.0, 4.0].map(count), [0, 250, 500, 250, 0]);
    for z in [-40.0, 40.0] {
        let twin = categorical.from_score(z);
        assert_eq!(draws(&categorical, &[z])[0], twin);
        assert!((1.0..=3.0).contains(&twin));
    }
    assert_eq!(categorical.cdf(1.5), 0.25);
    assert_eq!(categorical.log_density(2.0), libm::log(0.5));
    assert_eq!(categorical.log_density(0.5), f64::NEG_INFINITY);
    for (p, x) in [(0.0, 0.0), (1.0, 1.0)] {
        let certain = of(Family::Bernoulli, &[p]);
        assert_eq!(draws(&certain, &[-40.0, 0.0, 40.0]), [x; 3]);
        assert_eq!(certain.from_score(-40.0), x);
    }
    let many: Vec<f64> = vec![0.02; 50];
    let scores = even_scores(500);
    let twin: Vec<f64> = scores
        .iter()
        .map(|z| of(Family::Categorical, &many).from_score(*z))
        .collect();
    assert_eq!(draws(&of(Family::Categorical, &many), &scores), twin);
}

#[test]
fn empirical_draws_rows_in_the_order_of_the_file() {
    let d = empirical(&[3.0, 1.0, 2.0, 2.0]);
    assert_eq!(draws(&d, &even_scores(4)), [3.0, 1.0, 2.0, 2.0]);
    assert_eq!(draws(&d, &[-40.0, 40.0]), [3.0, 2.0]);
    assert_eq!(
        [0.0, 0.25, 0.26, 0.75, 1.0].map(|p| d.quantile(p)),
        [1.0, 1.0, 2.0, 2.0, 3.0]
    );
    assert_eq!(d.cdf(2.0), 0.75);
    assert_eq!(d.log_density(2.0), libm::log(0.5));
    assert_eq!(d.log_density(1.5), f64::NEG_INFINITY);
}

#[test]
fn truncation_keeps_kinds() {
    let points = truncated(Family::Categorical, &[0.2, 0.3, 0.5], 1.0, 5.0);
    assert_eq!(points.log_density(0.0), f64::NEG_INFINITY);
    assert!((points.log_density(2.0) - libm::log(0.625)).abs() < 1e-15);
    // A far tail: x above 9 is nearly exponential, with rate 9 + 1/9.
    let far = truncated(Family::Normal, &[0.0, 1.0], 9.0, f64::INFINITY);
    let median = far.median();
    assert!((9.07..9.08).contains(&median), "{median}");
    let mixed = truncated_mixture(0.0, 3.0);
    let share = mixture().cdf(3.0) - mixture().cdf(0.0);
    let want = (mixture().cdf(1.0) - mixture().cdf(0.0)) / share;
    assert!((mixed.cdf(1.0) - want).abs() < 1e-14);
}

fn truncated_mixture(low: f64, high: f64) -> Resolved {
    super::resolved::truncate(mixture(), low, high).unwrap().0
}

#[test]
fn mass_outweighs_density_in_a_mixture() {
    let values = [0.4, 0.6, 0.0, 1.0, 1.0];
    let parts = vec![
        (
            NodeId(0),
            Distribution::Family {
                family: Family::Bernoulli,
                arguments: vec![NodeId(2)],
            },
        ),
        (
            NodeId(1),
            Distribution::Family {
                family: Family::Normal,
                arguments: vec![NodeId(3), NodeId(4)],
            },
        ),
    ];
    let d = resolve(&Distribution::Mixture(parts), &|node| values[node.index()]).unwrap();
    assert!((d.log_density(0.0) - libm::log(0.4)).abs() < 1e-15);
    let density = libm::log(0.6) + standard::log_density(1.0);
    assert!((d.log_density(2.0) - density).abs() < 1e-15);
    // Its atom at 0 spans these probabilities.
    let below = 0.6 * standard::tails(-1.0).below;
    assert_eq!(
        [below + 0.01, below + 0.39].map(|p| d.quantile(p)),
        [0.0, 0.0]
    );
}

#[test]
fn invalid_arguments_say_found_and_expected() {
    use Family::*;
    let cases: &[(Family, &[f64], &str)] = &[
        (
            Normal,
            &[0.0, -1.0],
            "normal: sd is -1, expected a number above 0",
        ),
        (
            Normal,
            &[f64::NAN, 1.0],
            "normal: mean is NaN, expected a finite number",
        ),
        (
            Lognormal,
            &[0.0, 1.0],
            "lognormal: median is 0, expected a number above 0",
        ),
        (
            Uniform,
            &[2.0, 2.0],
            "uniform: high is 2, expected a number above low, which is 2",
        ),
        (
            Triangular,
            &[0.0, 3.0, 2.0],
            "triangular: mode is 3, expected a number from 0e0 to 2e0",
        ),
        (
            Gamma,
            &[1e9, 1.0],
            "gamma: shape is 1000000000, expected a number from 1e-3 to 1e6",
        ),
        (
            Bernoulli,
            &[1.5],
            "bernoulli: p is 1.5, expected a probability, from 0 to 1",
        ),
        (
            Categorical,
            &[0.5, 0.4],
            "categorical: p is 0.9, expected probabilities that sum to 1",
        ),
    ];
    for (family, values, message) in cases {
        let error = resolved(*family, values).unwrap_err();
        assert_eq!(error.to_string(), *message);
    }
    let far = Distribution::Truncated {
        base: Box::new(ir(Uniform, 2)),
        low: Some(NodeId(2)),
        high: None,
    };
    let values = [0.0, 1.0, 5.0];
    let error = resolve(&far, &|node| values[node.index()]).unwrap_err();
    assert_eq!(error.distribution, "truncated");
    let none = Distribution::Empirical {
        source: String::new(),
        values: Arc::from([]),
    };
    assert!(resolve(&none, &|_| 0.0).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn tables_keep_their_error(ln_a in -4.0..6.0f64, ln_b in -4.0..6.0f64, z in -8.4..8.4f64) {
        let (a, b) = (libm::exp(ln_a), libm::exp(ln_b));
        for d in [of(Family::Beta, &[a, b]), of(Family::Gamma, &[a, 1.0])] {
            let (_, [variable, slope, _]) = d.family().jet(z);
            let (exact, have) = (d.from_score(z), draws(&d, &[z])[0]);
            let x_slope = exact * slope;
            let rounding = 1e-14 * exact * variable.abs().max(1.0);
            prop_assert!(
                (have - exact).abs() <= 2e-10 * x_slope + rounding,
                "{d:?} {have} {exact}"
            );
        }
    }

    #[test]
    fn any_arguments_resolve_or_err(family in 0..11usize, values in prop::array::uniform3(any::<f64>())) {
        let family = Family::ALL[family];
        let count = family.arguments().len();
        if let Ok(d) = resolved(family, &values[..count]) {
            let x = d.from_score(0.3);
            prop_assert!(!x.is_nan(), "{d:?}");
        }
    }

    #[test]
    fn draws_ascend_with_the_score(ln_a in -6.9..9.0f64, z in -8.0..8.0f64, gap in 1e-6..1.0f64) {
        let d = of(Family::Gamma, &[libm::exp(ln_a), 1.0]);
        let x = draws(&d, &[z, z + gap]);
        prop_assert!(x[0] <= x[1], "{d:?} {x:?}");
    }
}
