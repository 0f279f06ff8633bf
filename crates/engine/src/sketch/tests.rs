//! Sketches of all sorts of numbers, against the numbers themselves.

use super::*;
use crate::quantile::quantile;
use proptest::prelude::*;

const SHOWN: [f64; 9] = [0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95];

/// Independent uniform numbers, between 0 and 1 (splitmix64).
fn uniforms(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + 1e-17
    }
}

/// A distribution, as its inverse at two independent uniform numbers.
type Law = fn(f64, f64) -> f64;

fn normal(u: f64) -> f64 {
    math::normal_score(u)
}

fn if_below(u: f64, share: f64, then: f64, or: f64) -> f64 {
    if u < share { then } else { or }
}

const LAWS: [(&str, Law); 37] = [
    ("normal", |u, _| normal(u)),
    ("a year", |u, _| 2030.0 + 0.5 * normal(u)),
    ("a temperature", |u, _| 288.5 + 0.5 * normal(u)),
    ("a date", |u, _| 2027.0 + u),
    ("a share near 1", |u, _| 0.999 + 0.0003 * normal(u)),
    ("large and narrow", |u, _| 1e6 + 0.001 * normal(u)),
    ("narrow at 1", |u, _| 1.0 + 1e-8 * normal(u)),
    ("negative and narrow", |u, _| -5e9 + normal(u)),
    ("populations", |u, _| 8e9 * libm::exp(0.02 * normal(u))),
    ("uniform", |u, _| u),
    ("mixed signs", |u, _| 10.0 * u - 3.0),
    ("exponential", |u, _| -libm::log(u)),
    ("exponential down", |u, _| libm::log(u)),
    ("lognormal", |u, _| libm::exp(normal(u))),
    ("heavy lognormal", |u, _| libm::exp(5.0 * normal(u))),
    ("heavy on both sides", |u, v| {
        if_below(v, 0.5, -1.0, 1.0) * libm::exp(5.0 * normal(u))
    }),
    ("cauchy", |u, _| libm::tan(std::f64::consts::PI * (u - 0.5))),
    ("pareto without a mean", |u, _| libm::pow(u, -2.0)),
    ("two far modes", |u, v| {
        if_below(v, 0.5, 0.0, 1e6) + normal(u)
    }),
    ("a far mode of 8 %", |u, v| {
        if_below(v, 0.08, 1e6, 0.0) + normal(u)
    }),
    ("a far mode of 5 %", |u, v| {
        if_below(v, 0.05, 1e6, 0.0) + normal(u)
    }),
    ("a far mode of 3 %", |u, v| {
        if_below(v, 0.03, 1e9, 0.0) + normal(u)
    }),
    ("three far modes", |u, v| {
        if_below(v, 0.3, -1e3, if_below(v, 0.6, 0.0, 1e7)) + normal(u)
    }),
    ("zeros with a tail", |u, v| {
        if_below(v, 0.6, 0.0, -libm::log(u))
    }),
    ("mostly zeros", |u, v| {
        if_below(v, 0.92, 0.0, libm::exp(3.0 * normal(u)))
    }),
    ("just enough that are not 0", |u, v| {
        if_below(v, 0.947, 0.0, libm::pow(10.0, 18.0 * u))
    }),
    ("a constant and rare others", |u, v| {
        if_below(v, 0.999, 7.0, u * 1e5)
    }),
    ("a ceiling", |u, _| normal(u).min(0.5)),
    ("dust around one number", |u, v| {
        3.0 + if_below(v, 0.85, 1e-9, 1.0) * normal(u)
    }),
    ("counts", |u, _| (6.0 * u).floor()),
    ("large counts", |u, _| (1e6 + 300.0 * normal(u)).round()),
    ("two values", |u, _| if_below(u, 0.3, 0.1, 0.7)),
    ("near the greatest number", |u, _| {
        f64::MAX * (2.0 * u - 1.0)
    }),
    ("beyond the root of the greatest", |u, _| 1e200 * (1.0 + u)),
    ("small", |u, _| 1e-250 * (1.0 + u)),
    ("subnormal", |u, _| 1e-310 * normal(u)),
    ("a constant", |_, _| 0.1),
];

fn drawn(law: Law, count: usize, seed: u64) -> Vec<f64> {
    let mut uniform = uniforms(seed);
    (0..count).map(|_| law(uniform(), uniform())).collect()
}

fn sketch_of(values: &[f64]) -> Sketch {
    let mut sketch = Sketch::default();
    sketch.insert(values);
    sketch
}

/// Every quantile lies where the bound says, of the same numbers in ascending order.
fn check_quantiles(name: &str, values: &[f64]) {
    let sketch = sketch_of(values);
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let exact = |p| quantile(&ascending, p).unwrap();
    // Halved, as the width itself may leave the finite numbers.
    let half_width = 0.5 * exact(0.95) - 0.5 * exact(0.05);
    let bound = 2.0 * sketch.quantile_error();
    assert!(bound < 2.0 * 0.005);
    for p in SHOWN {
        let (found, exact) = (sketch.quantile(p).unwrap(), exact(p));
        // Numbers are as fine as half a unit in the last place.
        let rounding = 2.0 * f64::EPSILON * exact.abs() + 5e-324;
        assert!(
            (0.5 * found - 0.5 * exact).abs() <= 0.5 * bound * half_width + rounding,
            "{name}, {p}: {found} for {exact}, half the width is {half_width}"
        );
    }
}

#[test]
fn quantiles_are_within_their_error_of_the_exact_ones() {
    for (name, law) in LAWS {
        for seed in 1..4 {
            check_quantiles(name, &drawn(law, 20_000, seed));
        }
    }
}

/// Of numbers of many orders of magnitude, each quantile is right beside itself, not only beside the
/// greatest: a bin about 0 is as wide as its octave's start, s + |x| at most, over the bins, with s an
/// eighth of less than 5 % of the magnitudes are below.
#[test]
fn numbers_of_many_orders_are_right_beside_themselves() {
    let laws: [(&str, Law); 8] = [
        ("from 1 to 10^18", |u, _| libm::pow(10.0, 18.0 * u)),
        ("up to −1", |u, _| -libm::pow(10.0, 18.0 * u)),
        ("heavy lognormal", |u, _| libm::exp(5.0 * normal(u))),
        ("over the exponents", |u, _| {
            libm::pow(2.0, 600.0 * u - 300.0)
        }),
        ("of both signs", |u, v| {
            if_below(v, 0.5, -1.0, 1.0) * libm::exp(5.0 * normal(u))
        }),
        ("with zeros", |u, v| {
            if_below(v, 0.3, 0.0, libm::exp(5.0 * normal(u)))
        }),
        ("mostly zeros", |u, v| {
            if_below(v, 0.8, 0.0, libm::exp(5.0 * normal(u)))
        }),
        ("two far modes", |u, v| {
            if_below(v, 0.5, 1e-6, 1e6) * (1.0 + 0.1 * u)
        }),
    ];
    for (name, law) in laws {
        for seed in 1..4 {
            let values = drawn(law, 20_000, seed);
            let sketch = sketch_of(&values);
            let mut ascending = values;
            ascending.sort_by(f64::total_cmp);
            let magnitudes = ascending.iter().map(|x| x.abs()).filter(|x| *x > 0.0);
            let mut magnitudes: Vec<f64> = magnitudes.collect();
            magnitudes.sort_by(f64::total_cmp);
            let scale = quantile(&magnitudes, 0.05).unwrap() / 8.0;
            for p in SHOWN {
                let found = sketch.quantile(p).unwrap();
                let exact = quantile(&ascending, p).unwrap();
                let bound = (exact.abs() + scale) / 256.0;
                assert!(
                    (found - exact).abs() <= bound,
                    "{name}, {p}: {found} for {exact}"
                );
            }
        }
    }
}

#[test]
fn what_is_held_is_exact() {
    for (name, law) in LAWS {
        for count in [1, 2, 3, 10, 1000, HELD_MAX] {
            let values = drawn(law, count, 5);
            let sketch = sketch_of(&values);
            let mut ascending = values.clone();
            ascending.sort_by(f64::total_cmp);
            assert_eq!(sketch.quantile_error(), 0.0);
            for p in SHOWN {
                assert_eq!(
                    sketch.quantile(p),
                    quantile(&ascending, p),
                    "{name}, {count}"
                );
            }
        }
    }
}

/// Mean and standard deviation beside sums about an exact centre, in the unit of the greatest distance.
#[test]
fn moments_do_not_cancel() {
    for (name, law) in LAWS {
        for count in [2, 700, 20_000] {
            let values = drawn(law, count, 9);
            let sketch = sketch_of(&values);
            let centre = values[0];
            let unit = values.iter().fold(1e-300, |most, x: &f64| {
                f64::max(most, (0.25 * x - 0.25 * centre).abs())
            });
            let offsets: Vec<f64> = (values.iter())
                .map(|x| (0.25 * x - 0.25 * centre) / unit)
                .collect();
            let n = count as f64;
            let mean = offsets.iter().sum::<f64>() / n;
            let squares = offsets.iter().map(|x| (x - mean) * (x - mean));
            let sd = (squares.sum::<f64>() / (n - 1.0)).sqrt() * unit;
            // Offsets count to 2^−24 of a scale, far ones to 2^−27 of themselves, and a scale is
            // less than the spread; subnormal numbers are themselves no finer.
            let error = 1e-7 * sd + 2.0 * f64::EPSILON * centre.abs() + 1e-315;
            let found = 0.25 * sketch.mean().unwrap() - 0.25 * centre;
            assert!(
                (found - mean * unit).abs() <= error,
                "{name}, {count}: {found}"
            );
            let found = 0.25 * sketch.sd().unwrap();
            assert!(
                (found - sd).abs() <= error,
                "{name}, {count}: {found} for {sd}"
            );
        }
    }
}

#[test]
fn what_recurs_comes_back_as_it_is() {
    let of = |law, p| sketch_of(&drawn(law, 20_000, 3)).quantile(p).unwrap();
    for p in SHOWN {
        let count = of(|u, _| (7.0 * u).floor(), p);
        assert_eq!(count, (7.0 * p).floor(), "{p}");
        let one = of(|u, _| if_below(u, 0.3, 0.1, 0.7), p);
        assert_eq!(one, if p < 0.3 { 0.1 } else { 0.7 }, "{p}");
        assert_eq!(of(|_, _| 0.1, p), 0.1);
        assert_eq!(of(|u, v| if_below(v, 0.999, 7.0, u * 1e5), p), 7.0);
        let capped = of(|u, _| normal(u).min(0.5), p);
        assert_eq!(capped == 0.5, p > 0.69, "{p}: {capped}");
    }
    let whole = sketch_of(&(0..6000).map(|at| f64::from(at % 6)).collect::<Vec<_>>());
    assert_eq!(whole.mean(), Some(2.5));
    assert_eq!(sketch_of(&[0.1; 5000]).mean(), Some(0.1));
    assert_eq!(sketch_of(&[0.1; 5000]).sd(), Some(0.0));
}

#[test]
fn what_is_not_finite_is_counted_apart() {
    for count in [40, 40_000] {
        let mut values = drawn(|u, _| 2030.0 + normal(u), count, 1);
        for value in values.iter_mut().step_by(4) {
            *value = f64::INFINITY;
        }
        for value in values.iter_mut().skip(1).step_by(4) {
            *value = f64::NAN;
        }
        for value in values.iter_mut().skip(2).step_by(40) {
            *value = f64::NEG_INFINITY;
        }
        let sketch = sketch_of(&values);
        let quarter = count as u64 / 4;
        assert_eq!(sketch.undefined(), quarter);
        assert_eq!(sketch.infinite(), [quarter / 10, quarter]);
        assert_eq!(sketch.count(), 3 * quarter);
        assert_eq!(sketch.quantile(0.0), Some(f64::NEG_INFINITY));
        assert_eq!(sketch.quantile(0.75), Some(f64::INFINITY));
        assert!((sketch.quantile(0.35).unwrap() - 2030.0).abs() < 1.0);
        values.retain(|value| value.is_finite());
        let mut finite = sketch_of(&values);
        finite.insert_equal(f64::INFINITY, quarter);
        finite.insert_equal(f64::NEG_INFINITY, quarter / 10);
        finite.insert_equal(f64::NAN, quarter);
        if count < HELD_MAX {
            assert_eq!(sketch, finite);
        }
    }
    let undefined = sketch_of(&[f64::NAN; 3]);
    assert_eq!((undefined.count(), undefined.range()), (0, None));
    assert_eq!((undefined.quantile(0.5), undefined.mean()), (None, None));
}

/// Numbers that the first ones say nothing of.
#[test]
fn others_may_come_where_the_first_ones_are_not() {
    for first in [vec![], vec![0.0; 900], vec![3.0; 1024], vec![1e-200, 1e200]] {
        let mut sketch = sketch_of(&first).framed();
        let rest = drawn(
            |u, v| if_below(v, 0.5, 1.0, -1.0) * libm::exp(9.0 * normal(u)),
            5000,
            2,
        );
        sketch.insert(&rest);
        sketch.insert(&[f64::MAX, f64::MIN, 5e-324, 0.0, -0.0]);
        assert_eq!(sketch.count(), 5005);
        assert_eq!(sketch.range(), Some((f64::MIN, f64::MAX)));
        assert!(sketch.sd().unwrap() > 0.0 && !sketch.mean().unwrap().is_nan());
        let quantiles: Vec<f64> = (0..=100)
            .map(|p| sketch.quantile(f64::from(p) / 100.0).unwrap())
            .collect();
        assert!(quantiles.is_sorted(), "{quantiles:?}");
    }
}

#[test]
fn the_paths_place_numbers_alike() {
    for (name, law) in LAWS {
        let values = drawn(law, 3000, 4);
        let (first, rest) = values.split_at(HELD_MAX);
        let sketches = Path::all().into_iter().map(|path| {
            let mut bins = Bins::new(Arc::new(Frame::of(&sketch_of(first).held)));
            rest.chunks(BATCH).for_each(|rest| bins.insert(path, rest));
            bins
        });
        let sketches: Vec<Bins> = sketches.collect();
        let mut one_by_one = Bins::new(sketches[0].frame.clone());
        rest.iter()
            .for_each(|value| one_by_one.insert_equal(*value, 1));
        for sketch in sketches {
            assert!(sketch == one_by_one, "{name}");
        }
    }
}

fn any_numbers() -> impl Strategy<Value = Vec<f64>> {
    let number = prop_oneof![
        4 => proptest::num::f64::ANY,
        4 => -1e3..1e3_f64,
        2 => (-5..5_i32).prop_map(f64::from),
        1 => Just(0.0),
        1 => Just(-0.0),
    ];
    let base = prop_oneof![Just(0.0), Just(2030.0), proptest::num::f64::NORMAL];
    let scale = prop_oneof![Just(1.0), Just(1e-6), Just(1e300)];
    (proptest::collection::vec(number, 0..1500), base, scale)
        .prop_map(|(numbers, base, scale)| numbers.iter().map(|x| base + scale * x).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In any parts and any order, once the first numbers are agreed upon.
    #[test]
    fn merging_has_no_order(
        first in any_numbers(), rest in any_numbers(), cut in 0..1500_usize, turn in 0..1500_usize,
    ) {
        let first = &first[..first.len().min(HELD_MAX)];
        let blank = sketch_of(first).framed();
        let mut whole = blank.clone();
        whole.insert(first);
        whole.insert(&rest);

        let mut turned = rest.clone();
        turned.rotate_left(turn % rest.len().max(1));
        turned.reverse();
        let (left, right) = turned.split_at(cut.min(turned.len()));
        let mut parts = [blank.clone(), sketch_of(first), blank.clone()];
        parts[0].insert(left);
        right.iter().for_each(|x| parts[2].insert(&[*x]));
        for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1]] {
            let [a, b, c] = order.map(|at| parts[at].clone());
            let mut merged = a.clone();
            merged.merge(b.clone());
            merged.merge(c.clone());
            prop_assert_eq!(&merged, &whole);
            let mut nested = b;
            nested.merge(c);
            let mut outer = a;
            outer.merge(nested);
            prop_assert_eq!(&outer, &whole);
        }
    }

    /// Of any numbers at all, quantiles ascend and lie within the range, and moments do.
    #[test]
    fn quantiles_ascend(numbers in any_numbers()) {
        let sketch = sketch_of(&numbers);
        let numbers: Vec<f64> = numbers.into_iter().filter(|x| !x.is_nan()).collect();
        prop_assert_eq!(sketch.count(), numbers.len() as u64);
        let quantiles: Vec<Option<f64>> = (0..=40).map(|p| sketch.quantile(f64::from(p) / 40.0)).collect();
        prop_assert!(quantiles.is_sorted_by(|a, b| a <= b || a.is_some_and(f64::is_nan) || b.is_some_and(f64::is_nan)));
        if let Some((least, greatest)) = sketch.range() {
            prop_assert_eq!(quantiles[0], Some(least));
            prop_assert_eq!(quantiles[40], Some(greatest));
            let mean = sketch.mean().unwrap();
            prop_assert!(mean.is_nan() || (least..=greatest).contains(&mean));
        }
    }
}
