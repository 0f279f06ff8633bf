//! Each function against the platform's, over dense grids and special values.

use super::*;

/// Distance in units in the last place; 0 for two NaNs.
fn ulps(a: f64, b: f64) -> u64 {
    if a.is_nan() && b.is_nan() || a == b {
        return 0;
    }
    if a.is_nan() || b.is_nan() || a.is_infinite() || b.is_infinite() {
        return u64::MAX;
    }
    let order = |x: f64| {
        let bits = x.to_bits() as i64;
        if bits < 0 {
            i64::MIN.wrapping_sub(bits)
        } else {
            bits
        }
    };
    order(a).abs_diff(order(b))
}

/// The largest distance over `points` numbers of [low, high].
fn worst(low: f64, high: f64, points: u32, f: fn(f64) -> f64, reference: fn(f64) -> f64) -> u64 {
    (0..=points)
        .map(|i| low + (high - low) * (f64::from(i) / f64::from(points)))
        .map(|x| ulps(f(x), reference(x)))
        .max()
        .unwrap()
}

/// The largest distance over every exponent, with `points` mantissas each.
fn worst_by_exponent(points: u64, f: fn(f64) -> f64, reference: fn(f64) -> f64) -> u64 {
    (0..2047_u64)
        .flat_map(|exponent| (0..points).map(move |i| (exponent << 52) + ((i << 52) / points) + i))
        .map(f64::from_bits)
        .map(|x| ulps(f(x), reference(x)))
        .max()
        .unwrap()
}

// The platform's functions are within 1 ulp themselves, which each bound has to allow for.

#[test]
fn exp_is_within_its_bound() {
    assert!(worst(-708.0, 709.78, 2_000_003, exp, f64::exp) <= 2 + 1);
    assert!(worst(-1.0, 1.0, 1_000_003, exp, f64::exp) <= 2 + 1);
    assert!(worst(-745.1, -708.0, 100_003, exp, f64::exp) <= 2 + 1);
    for x in [
        0.0,
        -0.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        1e300,
        -1e300,
        1e-320,
    ] {
        assert_eq!(ulps(exp(x), x.exp()), 0, "exp({x})");
    }
    assert!(exp(709.782_712_893_384) < f64::INFINITY);
    assert_eq!(exp(709.782_712_893_385), f64::INFINITY);
}

#[test]
fn logarithms_are_within_their_bounds() {
    type Function = fn(f64) -> f64;
    let cases: [(Function, Function, u64); 3] = [
        (ln, f64::ln, 2),
        (log2, f64::log2, 2),
        (log10, f64::log10, 2),
    ];
    for (f, reference, bound) in cases {
        assert!(worst_by_exponent(257, f, reference) <= bound + 1);
        assert!(worst(0.5, 2.0, 1_000_003, f, reference) <= bound + 1);
        for x in [
            0.0,
            -0.0,
            -1.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            1.0,
            5e-324,
        ] {
            assert!(ulps(f(x), reference(x)) <= bound, "at {x}");
        }
    }
    for n in 0..=22 {
        assert_eq!(log10(10_f64.powi(n)), f64::from(n));
    }
    for n in -1074..=1023 {
        assert_eq!(log2(2_f64.powf(f64::from(n))), f64::from(n));
    }
}

#[test]
fn powers_are_within_their_bound() {
    for i in 1..4000 {
        let x = f64::from(i) * 0.037;
        for j in -200..=200 {
            let y = f64::from(j) * 0.173;
            let (found, expected) = (power(x, y), x.powf(y));
            let bound = (5.0 + 4.0 * (y * x.ln()).abs()) * 2_f64.powi(-53);
            assert!(
                ((found - expected) / expected).abs() <= bound,
                "{x}^{y}: {found} against {expected}"
            );
        }
    }
}

#[test]
fn powers_of_special_bases_are_those_of_the_standard() {
    let bases = [0.0, -0.0, -1.0, -2.0, -0.5, f64::INFINITY, -3.5];
    for x in bases {
        for y in [0.0, 1.0, 2.0, 3.0, -1.0, -2.0, -3.0, 0.5, -0.5, 2.5, 1e17] {
            let (found, expected) = (power(x, y), x.powf(y));
            assert!(
                ulps(found, expected) <= 8,
                "{x}^{y}: {found} against {expected}"
            );
        }
    }
    assert!(power(f64::NAN, 0.0).is_nan());
}

#[test]
fn logistic_is_within_its_bound() {
    let reference = |x: f64| {
        if x < 0.0 {
            x.exp() / (1.0 + x.exp())
        } else {
            1.0 / (1.0 + (-x).exp())
        }
    };
    assert!(worst(-700.0, 700.0, 1_000_003, logistic, reference) <= 3 + 2);
    assert!(worst(-5.0, 5.0, 1_000_003, logistic, reference) <= 3 + 2);
    assert_eq!(logistic(f64::INFINITY), 1.0);
    assert_eq!(logistic(f64::NEG_INFINITY), 0.0);
    assert!(logistic(f64::NAN).is_nan());
}

#[test]
fn normal_cdf_is_within_its_bound() {
    // From 60-digit arithmetic (mpmath's ncdf).
    let known = NORMAL_CDF_KNOWN;
    for (x, expected) in known {
        let found = normal_cdf(x);
        assert!(
            ulps(found, expected) <= 6,
            "{x}: {found:e} against {expected:e}"
        );
    }
    for i in 0..=4000 {
        let x = f64::from(i) * 0.01;
        // Both tails sum to 1 within the rounding of the upper one.
        assert!((normal_cdf(x) + normal_cdf(-x) - 1.0).abs() <= f64::EPSILON);
    }
    assert_eq!(normal_cdf(0.0), 0.5);
    assert_eq!(normal_cdf(f64::INFINITY), 1.0);
    assert!(normal_cdf(f64::NEG_INFINITY) < 1e-300);
    assert!(normal_cdf(f64::NAN).is_nan());
}

#[test]
fn normal_score_inverts_normal_cdf() {
    for i in 1..200_000 {
        let u = ((f64::from(i) / 200_000.0 * 2_f64.powi(52)).floor() + 0.5) * 2_f64.powi(-52);
        let found = normal_score(u);
        // An error e in x shows as φ(x)·e in u; 4 ulp of u are allowed besides for rounding.
        let density = (-0.5 * found * found).exp() * 0.3989;
        let bound = found.abs() * 1e-15 * density + 8.0 * f64::EPSILON * u;
        assert!((normal_cdf(found) - u).abs() <= bound, "{u}");
        assert_eq!(
            found.to_bits() << 1,
            normal_score(1.0 - u).to_bits() << 1,
            "{u}"
        );
    }
    for (x, u) in NORMAL_CDF_KNOWN {
        if x < -0.1 && u > 1e-300 {
            assert!((normal_score(u) / x - 1.0).abs() < 2e-15, "{x}");
        }
    }
    assert_eq!(normal_score(0.5), 0.0);
}

#[test]
fn minimum_and_maximum_keep_nan() {
    for f in [min, max] {
        assert!(f(f64::NAN, 1.0).is_nan() && f(1.0, f64::NAN).is_nan());
    }
    assert_eq!((min(1.0, 2.0), max(1.0, 2.0)), (1.0, 2.0));
    assert_eq!((min(2.0, 1.0), max(2.0, 1.0)), (1.0, 2.0));
}

/// Points of the standard normal's cumulative distribution function.
const NORMAL_CDF_KNOWN: [(f64, f64); 24] = [
    (-38.0, 2.88542835e-316),
    (-37.5, 4.605353009581955e-308),
    (-30.25, 2.6086402857412604e-201),
    (-20.125, 2.228860638310343e-90),
    (-12.5, 3.732564298877713e-36),
    (-9.75, 9.223413524939418e-23),
    (-8.0, 6.220960574271784e-16),
    (-6.5, 4.016000583859118e-11),
    (-5.25, 7.604960516488715e-08),
    (-4.0, 3.1671241833119924e-05),
    (-3.125, 0.000889025299108432),
    (-2.5, 0.006209665325776135),
    (-2.0, 0.02275013194817921),
    (-1.5, 0.06680720126885807),
    (-1.0, 0.15865525393145705),
    (-0.75, 0.2266273523768682),
    (-0.5, 0.3085375387259869),
    (-0.25, 0.4012936743170763),
    (-0.125, 0.4502617751698871),
    (0.25, 0.5987063256829237),
    (1.0, 0.8413447460685429),
    (2.5, 0.9937903346742238),
    (5.0, 0.9999997133484281),
    (8.0, 0.9999999999999993),
];

/// A product of n − 1 factors errs by half a unit each; the reciprocal by another.
#[test]
fn whole_powers_are_products() {
    for n in 0..=22 {
        let exact: f64 = format!("1e{n}").parse().unwrap();
        assert_eq!(powi(10.0, n), exact);
        assert_eq!(powi(10.0, -n), 1.0 / exact);
        assert_eq!(
            powi(-2.0, n),
            if n % 2 == 0 { 1.0 } else { -1.0 } * 2_f64.powi(n)
        );
    }
    for (x, n) in [(1.1, 40), (0.3, -7), (7.5, 19)] {
        assert!(
            ulps(powi(x, n), x.powi(n)) <= u64::from(n.unsigned_abs()),
            "{x}^{n}"
        );
    }
    assert_eq!(powi(0.0, 0), 1.0);
    assert_eq!(powi(2.0, i32::MIN), 0.0);
    assert!(powi(f64::NAN, 2).is_nan());
}
