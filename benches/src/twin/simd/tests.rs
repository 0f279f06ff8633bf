//! The vector twin against the scalar one, draw by draw, on every set of instructions here.

use super::*;
use crate::twin::model::FIXED;
use crate::twin::{draw as plain, scalar};

/// All that is compared, from one group of lanes.
struct Found {
    parameters: Vec<[f64; PARAMETERS]>,
    finals: Vec<[f64; 3]>,
    crossings: Vec<usize>,
    exp: Vec<f64>,
    ln: Vec<f64>,
}

fn lanes_of<V: Lanes>(value: V) -> Vec<f64> {
    let mut out = [0.0; WIDTH_MAX];
    value.store(&mut out);
    out[..V::WIDTH].to_vec()
}

/// Keeps the stocks of the last year.
struct Last<V>(Option<[V; 3]>);

impl<V: Lanes> Recorder<V> for Last<V> {
    #[inline(always)]
    fn record(&mut self, _year: usize, stocks: &Stocks<V>) {
        self.0 = Some([stocks.k, stocks.u, stocks.r]);
    }
}

/// Lane 0 runs the fixed parameters, the others draws 1, 2, …
#[inline(always)]
fn find<V: Lanes>(seed: u64) -> Found {
    let numbers: [f64; WIDTH_MAX] = std::array::from_fn(|lane| f64::from_bits(lane as u64));
    let mut drawn = draw::parameters(&TABLES, &TRANSFORMS, seed, V::load(&numbers));
    for (value, fixed) in drawn.iter_mut().zip(FIXED) {
        let mut out = [0.0; WIDTH_MAX];
        value.store(&mut out);
        out[0] = fixed;
        *value = V::load(&out);
    }
    let mut last = Last(None);
    let crossing = trajectories(&TABLES, drawn, &mut last);
    let last = last.0.expect("the last year is recorded").map(lanes_of);
    let columns = drawn.map(lanes_of);
    let arguments = [
        -30.0, -1.7, -1e-9, 0.0, 0.3, 2.0, 17.5, 690.0, -650.0, 1.0, 0.02, -0.02, 5.5, -5.5, 99.0,
        -99.0,
    ];
    let positive = [
        1e-300,
        0.013,
        0.7499999999,
        0.75,
        1.0,
        1.4999999999,
        1.5,
        9e99,
        0.5,
        0.9,
        1.1,
        1.3,
        2.0,
        3.0,
        40.0,
        1e-5,
    ];
    let over = |f: fn(&Tables, V) -> V, x: [f64; WIDTH_MAX]| -> Vec<f64> {
        let each = x.chunks(V::WIDTH);
        each.flat_map(|x| lanes_of(f(&TABLES, V::load(x))))
            .collect()
    };
    Found {
        parameters: (0..V::WIDTH)
            .map(|lane| std::array::from_fn(|at| columns[at][lane]))
            .collect(),
        finals: (0..V::WIDTH)
            .map(|lane| std::array::from_fn(|at| last[at][lane]))
            .collect(),
        crossings: lanes_of(crossing).iter().map(|&c| c as usize).collect(),
        exp: over(exp, arguments)
            .iter()
            .zip(arguments)
            .map(|(found, x)| found / x.exp() - 1.0)
            .collect(),
        ln: over(ln, positive)
            .iter()
            .zip(positive)
            .map(|(found, x): (&f64, f64)| (found - x.ln()) / x.ln().abs().max(1.0))
            .collect(),
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
        for error in found.exp.iter().chain(&found.ln) {
            assert!(error.abs() <= 2.0 * f64::EPSILON, "{error:e}");
        }
        for (lane, values) in found.parameters.iter().enumerate() {
            if lane > 0 {
                let expected = plain::parameters(seed, lane as u64);
                for (found, expected) in values.iter().zip(expected) {
                    assert!((found / expected - 1.0).abs() < 1e-14);
                }
            }
            let expected = scalar::trajectory(&Parameters::from_array(*values));
            assert_eq!(found.crossings[lane], expected.crossing);
            for stock in 0..3 {
                // Rounding: 240 steps of some 20 operations of 2^-53 each, grown by the
                // model's own feedback, which is under a hundredfold at these parameters.
                let exact = expected.records[stock][RECORDS - 1];
                let error = found.finals[lane][stock] / exact - 1.0;
                assert!(error.abs() < 5e-11, "lane {lane} stock {stock}: {error:e}");
            }
        }
        assert!((found.finals[0][2] - 3.12146977625).abs() < 1e-9);
        assert_eq!(found.crossings[0], 185);
    }
}

#[test]
fn every_draw_is_counted_once() {
    for instructions in Instructions::available() {
        let sketch = run(instructions, 1, 1027);
        assert_eq!(sketch.crossings.iter().sum::<u64>(), 1027);
    }
}
