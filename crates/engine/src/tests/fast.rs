//! What makes runs fast shows in no number: instructions of their own for functions, registers that serve
//! several values, rows that variables share, delays without branches.

use super::build::Build;
use crate::ensemble::run_in_blocks;
use crate::path::Path;
use crate::*;
use proptest::prelude::*;
use tenfold_ir::{Binary, DelayKind, Family, Method, Unary};

/// A number of any kind, mostly of sizes at which functions move.
fn numbers() -> impl Strategy<Value = f64> {
    let special = [
        0.0,
        f64::INFINITY,
        f64::MIN_POSITIVE,
        5e-324,
        707.0,
        39.0,
        f64::NAN,
    ];
    let signed = |size: f64| prop_oneof![Just(size), Just(-size)];
    prop_oneof![
        4 => -750.0..750.0,
        4 => -9.0..9.0,
        2 => any::<u64>().prop_map(f64::from_bits),
        1 => prop::sample::select(special.to_vec()).prop_flat_map(signed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn functions_have_their_plain_twin_s_bits_on_every_path(
        xs in prop::collection::vec(numbers(), 64),
    ) {
        let functions = [Unary::Exp, Unary::Ln, Unary::NormalCdf, Unary::Logistic];
        let mut b = Build::new(1.0, 0, Method::Euler);
        let prior = b.family(Family::Normal, &[0.0, 1.0]);
        let x = b.param("x", Some(0.0), Some(prior));
        for function in functions {
            let node = b.one(function, x);
            b.variable("v", node);
        }
        let bits = |x: f64| if x.is_nan() { None } else { Some(x.to_bits()) };
        for path in Path::all() {
            let asked = (&b.0, &[0, 1, 2, 3][..]);
            let kernel = Kernel::compile_for(asked, (Vec::new(), 1), path).unwrap();
            let mut points = Points::<64>::new(&kernel);
            points.set_all(0, xs.as_slice().try_into().unwrap());
            points.evaluate();
            for (record, function) in functions.into_iter().enumerate() {
                for (lane, x) in xs.iter().enumerate() {
                    let (found, plain) = (points.value(record, lane), unary(function, *x));
                    prop_assert_eq!(bits(found), bits(plain), "{:?} of {} on {:?}", function, x, path);
                }
            }
        }
    }

    /// What comes out is what went in, each by its own lag: a sum over all that went in before.
    #[test]
    fn material_comes_out_by_the_lag_that_held_when_it_went_in(
        first in -30.0..30.0_f64, change in -3.0..3.0_f64,
    ) {
        let steps = 20_u32;
        let mut b = Build::new(1.0, steps, Method::Euler);
        let time = b.time();
        let zero = b.number(0.0);
        let (first_node, change_node) = (b.number(first), b.number(change));
        let moved = b.mul(change_node, time);
        let sum = b.add(first_node, moved);
        let lag = b.one(Unary::Abs, sum);
        let one = b.number(1.0);
        let input = b.add(time, one);
        let late = b.delay(DelayKind::Material, input, lag, zero);
        b.variable("late", late);
        let kernel = Kernel::compile(&b.0, &[0]).unwrap();
        let lag_at = |at: usize| change.mul_add(at as f64, first).abs().max(1.0);
        let mut expected = vec![0.0; 128];
        for at in 0..steps as usize {
            let lag = lag_at(at);
            let whole = (lag + 1e-6).floor();
            let over = if lag - whole >= 1e-6 { lag - whole } else { 0.0 };
            expected[at + whole as usize] += (1.0 - over) * (at + 1) as f64;
            expected[at + whole as usize + 1] += over * (at + 1) as f64;
        }
        let mut found = Vec::new();
        trace(&kernel, &Sampling::Central, 0, steps, |_, values| found.push(values[0]));
        // Where the first that came was under way there is `before`, which is 0.
        let begun = lag_at(0);
        for (at, found) in found.iter().enumerate() {
            if at > 0 && begun - at as f64 <= 0.0 {
                // Sums of up to twenty terms.
                prop_assert!((found - expected[at]).abs() <= 1e-12, "{}: {} {}", at, found, expected[at]);
            }
        }
    }
}

/// A register serves other values between two recorded times; what is recorded is the same, however seldom.
#[test]
fn what_is_recorded_does_not_depend_on_how_often() {
    for method in [Method::Euler, Method::Rk4, Method::Adaptive] {
        let (program, variables) = match method {
            Method::Adaptive => (super::reference::reference(method), 3),
            _ => (super::zoo::zoo(method), 9),
        };
        let kernel = Kernel::compile(&program, &Vec::from_iter(0..variables)).unwrap();
        let of = |every: u32| {
            let spec = RunSpec {
                sampling: Sampling::Random { seed: 5 },
                draws: 0..70,
                recorded: Recorded::Every(every),
                trajectories: true,
            };
            run(&kernel, &spec).unwrap().rows
        };
        let columns = [1, 4].map(|every| of(every).trajectories.unwrap());
        let steps = Recorded::Every(4).steps(kernel.time().steps);
        let all_steps = kernel.time().steps as usize + 1;
        for (all, some) in columns[0].iter().zip(&columns[1]) {
            let rows = all
                .chunks_exact(all_steps)
                .zip(some.chunks_exact(steps.len()));
            for (all, some) in rows {
                for (step, value) in steps.iter().zip(some) {
                    let same = all[*step as usize];
                    assert!(
                        same == *value || (same.is_nan() && value.is_nan()),
                        "{method:?}"
                    );
                }
            }
        }
    }
}

/// Variables that are one value share a row of sketches, and each still has its own numbers.
#[test]
fn variables_of_one_value_have_the_same_summary() {
    let mut b = Build::new(1.0, 3, Method::Euler);
    let prior = b.family(Family::Normal, &[2.0, 1.0]);
    let x = b.param("x", Some(0.0), Some(prior));
    let (five, time) = (b.number(5.0), b.time());
    let sum = b.two(Binary::Add, x, time);
    for node in [sum, five, sum, x, time, x] {
        b.variable("v", node);
    }
    let spec = RunSpec {
        sampling: Sampling::Random { seed: 1 },
        draws: 0..1500,
        recorded: Recorded::Every(1),
        trajectories: false,
    };
    let of = |record: &[usize]| {
        run(&Kernel::compile(&b.0, record).unwrap(), &spec)
            .unwrap()
            .summary
    };
    let all = of(&[0, 1, 2, 3, 4, 5]);
    for (at, alone) in (0..6).map(|at| (at, of(&[at]))) {
        for time in 0..4 {
            assert!(
                all.sketch(at, time) == alone.sketch(0, time),
                "{at} at {time}"
            );
        }
    }
    assert_eq!(all.quantile(1, 2, 0.3), Some(5.0));
    assert_eq!(all.quantile(4, 2, 0.3), Some(2.0));
}

/// Few draws go in narrow blocks, to the same bits.
#[test]
fn few_draws_are_those_of_many() {
    let program = super::zoo::zoo(Method::Euler);
    let kernel = Kernel::compile(&program, &[0, 1, 2]).unwrap();
    for draws in [1, 17, 20, 64] {
        let spec = RunSpec {
            sampling: Sampling::Random { seed: 9 },
            draws: 0..draws,
            recorded: Recorded::Every(3),
            trajectories: false,
        };
        let (few, wide) = (run(&kernel, &spec), run_in_blocks::<64>(&kernel, &spec));
        let (few, wide) = (few.unwrap(), wide.unwrap());
        assert!(few.summary == wide.summary, "{draws}");
        // As text, in which NaN is NaN.
        let texts = [few.rows, wide.rows].map(|rows| format!("{rows:?}"));
        assert_eq!(texts[0], texts[1], "{draws}");
    }
}
