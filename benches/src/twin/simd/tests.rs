//! The vector twin against the scalar one, draw by draw, on every set of instructions here.

use super::avx2::F64x4;
use super::avx512::F64x8;
use super::functions::{TABLES, Tables, exp, ln};
use super::kernel::WIDTH_MAX;
use super::lanes::Lanes;
use super::pair::Pair;
use super::{Instructions, draw, run, trajectory};
use crate::twin::draw::{self as plain, TRANSFORMS};
use crate::twin::model::{FIXED, PARAMETERS, Parameters, RECORDS};
use crate::twin::scalar;

const ARGUMENTS: [f64; WIDTH_MAX] = [
    -650.0, -99.0, -30.0, -5.5, -1.7, -0.02, -1e-9, 0.0, 0.02, 0.3, 1.0, 2.0, 5.5, 17.5, 99.0,
    690.0,
];

const POSITIVE: [f64; WIDTH_MAX] = [
    1e-300,
    1e-5,
    0.013,
    0.5,
    0.749_999_999_9,
    0.75,
    0.9,
    1.0,
    1.1,
    1.3,
    1.499_999_999_9,
    1.5,
    2.0,
    3.0,
    40.0,
    9e99,
];

/// What the lanes compute, to be compared with plain Rust.
struct Found {
    parameters: Vec<[f64; PARAMETERS]>,
    exp: Vec<f64>,
    ln: Vec<f64>,
}

fn lanes_of<V: Lanes>(value: V) -> Vec<f64> {
    let mut out = [0.0; WIDTH_MAX];
    value.store(&mut out);
    out[..V::WIDTH].to_vec()
}

fn over<V: Lanes>(function: fn(&Tables, V) -> V, x: [f64; WIDTH_MAX]) -> Vec<f64> {
    x.chunks(V::WIDTH)
        .flat_map(|x| lanes_of(function(&TABLES, V::load(x))))
        .collect()
}

#[inline(always)]
fn find<V: Lanes>(seed: u64) -> Found {
    let numbers: [f64; WIDTH_MAX] = std::array::from_fn(|lane| f64::from_bits(lane as u64));
    let drawn = draw::parameters(&TABLES, &TRANSFORMS, seed, V::load(&numbers)).map(lanes_of);
    Found {
        parameters: (0..V::WIDTH)
            .map(|lane| std::array::from_fn(|at| drawn[at][lane]))
            .collect(),
        exp: over::<V>(exp, ARGUMENTS),
        ln: over::<V>(ln, POSITIVE),
    }
}

#[target_feature(enable = "avx512f,avx512dq,avx2,fma")]
fn find_avx512(seed: u64) -> Found {
    find::<Pair<F64x8>>(seed)
}

#[target_feature(enable = "avx2,fma")]
fn find_avx2(seed: u64) -> Found {
    find::<Pair<F64x4>>(seed)
}

#[test]
fn lanes_agree_with_the_scalar_twin() {
    let seed = 2026;
    for instructions in Instructions::available() {
        // SAFETY: the machine has these instructions.
        let found = match instructions {
            Instructions::Avx512 => unsafe { find_avx512(seed) },
            Instructions::Avx2 => unsafe { find_avx2(seed) },
        };
        for (found, x) in found.exp.iter().zip(ARGUMENTS) {
            assert!((found / x.exp() - 1.0).abs() <= 2.0 * f64::EPSILON, "{x}");
        }
        for (found, x) in found.ln.iter().zip(POSITIVE) {
            let scale = x.ln().abs().max(1.0);
            assert!((found - x.ln()).abs() <= 2.0 * f64::EPSILON * scale, "{x}");
        }
        for (lane, values) in found.parameters.iter().enumerate() {
            let expected = plain::parameters(seed, lane as u64);
            for (found, expected) in values.iter().zip(expected) {
                assert!((found / expected - 1.0).abs() < 1e-14);
            }
            agree(instructions, values);
        }
        agree(instructions, &FIXED);
    }
}

fn agree(instructions: Instructions, values: &[f64; PARAMETERS]) {
    let found = trajectory(instructions, values);
    let expected = scalar::trajectory(&Parameters::from_array(*values));
    assert_eq!(found.crossing, expected.crossing, "{values:?}");
    for stock in 0..3 {
        for year in 1..RECORDS {
            // Rounding: 240 steps of some 20 operations of 2^-53 each, grown by the
            // model's own feedback, which is under a hundredfold at these parameters.
            let error = found.records[stock][year] / expected.records[stock][year] - 1.0;
            assert!(error.abs() < 5e-11, "{stock} {year} {values:?}: {error:e}");
        }
    }
}

#[test]
fn every_draw_is_counted_once() {
    for instructions in Instructions::available() {
        let sketch = run(instructions, 1, 1027);
        assert_eq!(sketch.crossings.iter().sum::<u64>(), 1027);
    }
}
