//! exp and ln of a row of numbers in AVX2, as a compiler does not write them: the tables of sixteen stay in
//! registers. The same operations as [`crate::math`]'s, and so the same bits.

use std::arch::x86_64::*;
use tenfold_ir::math;

/// Numbers that are looked up together, in two registers.
const WIDTH: usize = 8;
const HALF: usize = WIDTH / 2;

type Pair = [__m256d; 2];

#[target_feature(enable = "avx2,fma")]
#[inline]
fn load(values: &[f64; WIDTH]) -> Pair {
    // SAFETY: both halves are 32 readable bytes, and the loads ask for no alignment.
    unsafe {
        [
            _mm256_loadu_pd(values.as_ptr()),
            _mm256_loadu_pd(values[HALF..].as_ptr()),
        ]
    }
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn store(values: &mut [f64; WIDTH], [low, high]: Pair) {
    // SAFETY: both halves are 32 writable bytes, and the stores ask for no alignment.
    unsafe {
        _mm256_storeu_pd(values.as_mut_ptr(), low);
        _mm256_storeu_pd(values[HALF..].as_mut_ptr(), high);
    }
}

/// The low words of eight numbers, or the high ones; each half of the register has two of either half.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn words<const WHICH: i32>([low, high]: [__m256i; 2]) -> __m256i {
    let shuffled = _mm256_shuffle_ps::<WHICH>(_mm256_castsi256_ps(low), _mm256_castsi256_ps(high));
    _mm256_castps_si256(shuffled)
}
const LOW: i32 = 0b10_00_10_00;
const HIGH: i32 = 0b11_01_11_01;

/// A table of sixteen: the low words of its entries in two registers, and the high words in two.
#[derive(Clone, Copy)]
struct Table16 {
    low: [__m256i; 2],
    high: [__m256i; 2],
}

impl Table16 {
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn new(entries: &[u64; 16]) -> Table16 {
        let words = |shift: u32| {
            let word = |at: usize| (entries[at] >> shift) as i32;
            [0, 8].map(|at| {
                let [a, b, c, d, e, f, g, h] = std::array::from_fn(|nth| word(at + nth));
                _mm256_setr_epi32(a, b, c, d, e, f, g, h)
            })
        };
        Table16 {
            low: words(0),
            high: words(32),
        }
    }

    /// The entries that the low four bits of each word name, where words stand as [`words`] has them.
    #[target_feature(enable = "avx2,fma")]
    #[inline]
    fn at(self, index: __m256i) -> [__m256i; 2] {
        let is_upper = _mm256_castsi256_ps(_mm256_slli_epi32::<28>(index));
        let pick = |[lower, upper]: [__m256i; 2]| {
            let lower = _mm256_castsi256_ps(_mm256_permutevar8x32_epi32(lower, index));
            let upper = _mm256_castsi256_ps(_mm256_permutevar8x32_epi32(upper, index));
            _mm256_castps_si256(_mm256_blendv_ps(lower, upper, is_upper))
        };
        let (low, high) = (pick(self.low), pick(self.high));
        [
            _mm256_unpacklo_epi32(low, high),
            _mm256_unpackhi_epi32(low, high),
        ]
    }
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn polynomial<const N: usize>(x: __m256d, coefficients: &[f64; N]) -> __m256d {
    let mut sum = _mm256_set1_pd(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        sum = _mm256_fmadd_pd(sum, x, _mm256_set1_pd(coefficient));
    }
    sum
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn exp_plain(table: Table16, x: Pair) -> Pair {
    let round = _mm256_set1_pd(math::ROUND);
    let shifted = x.map(|x| _mm256_fmadd_pd(x, _mm256_set1_pd(math::SIXTEENTHS), round));
    let bits = shifted.map(|shifted| _mm256_castpd_si256(shifted));
    let entries = table.at(words::<LOW>(bits));
    std::array::from_fn(|half| {
        let k = _mm256_sub_pd(shifted[half], round);
        let r = _mm256_fnmadd_pd(k, _mm256_set1_pd(math::SIXTEENTH_HIGH), x[half]);
        let r = _mm256_fnmadd_pd(k, _mm256_set1_pd(math::SIXTEENTH_LOW), r);
        let octaves = _mm256_slli_epi64::<48>(bits[half]);
        let scale = _mm256_castsi256_pd(_mm256_add_epi64(entries[half], octaves));
        let tail = _mm256_fmadd_pd(polynomial(r, &math::EXP), _mm256_mul_pd(r, r), r);
        _mm256_fmadd_pd(scale, tail, scale)
    })
}

#[target_feature(enable = "avx2,fma")]
#[inline]
fn ln_plain(reciprocals: Table16, logarithms: Table16, x: Pair) -> Pair {
    let offset = _mm256_set1_epi64x(math::LN_OFFSET as i64);
    let bits = x.map(|x| _mm256_castpd_si256(x));
    let shifted = bits.map(|bits| _mm256_add_epi64(bits, offset));
    let index = words::<LOW>(shifted.map(|shifted| _mm256_srli_epi64::<48>(shifted)));
    let (reciprocals, logarithms) = (reciprocals.at(index), logarithms.at(index));
    let octaves = _mm256_srai_epi32::<20>(words::<HIGH>(shifted));
    // In the order of the numbers again.
    let octaves = _mm256_permute4x64_epi64::<0b11_01_10_00>(octaves);
    let octaves = [
        _mm256_castsi256_si128(octaves),
        _mm256_extracti128_si256::<1>(octaves),
    ];
    std::array::from_fn(|half| {
        let k = _mm256_cvtepi32_pd(octaves[half]);
        let exponent = _mm256_and_si256(shifted[half], _mm256_set1_epi64x(math::EXPONENT as i64));
        let significand = _mm256_castsi256_pd(_mm256_sub_epi64(bits[half], exponent));
        let reciprocal = _mm256_castsi256_pd(reciprocals[half]);
        let z = _mm256_fmadd_pd(significand, reciprocal, _mm256_set1_pd(-1.0));
        let ln2 = _mm256_set1_pd(std::f64::consts::LN_2);
        let base = _mm256_fmadd_pd(k, ln2, _mm256_castsi256_pd(logarithms[half]));
        let series = _mm256_fmadd_pd(polynomial(z, &math::LN_1P), _mm256_mul_pd(z, z), z);
        _mm256_add_pd(series, base)
    })
}

/// e^x of each number.
#[target_feature(enable = "avx2,fma")]
pub(crate) fn exp<const L: usize>(xs: &[f64; L], out: &mut [f64; L]) {
    let table = Table16::new(&math::EXP_TABLE);
    let (size, plain) = (
        _mm256_castsi256_pd(_mm256_set1_epi64x(i64::MAX)),
        _mm256_set1_pd(math::EXP_PLAIN),
    );
    let mut extreme = _mm256_setzero_pd();
    let (rows, rest) = xs.as_chunks::<WIDTH>();
    let (rows_out, rest_out) = out.as_chunks_mut::<WIDTH>();
    for (row, row_out) in rows.iter().zip(rows_out) {
        let x = load(row);
        for x in x {
            let beyond = _mm256_cmp_pd::<_CMP_NLE_UQ>(_mm256_and_pd(x, size), plain);
            extreme = _mm256_or_pd(extreme, beyond);
        }
        store(row_out, exp_plain(table, x));
    }
    for (x, out) in rest.iter().zip(rest_out) {
        *out = math::exp(*x);
    }
    if _mm256_movemask_pd(extreme) != 0 {
        for (x, out) in xs.iter().zip(out) {
            *out = math::exp(*x);
        }
    }
}

/// ln x of each number.
#[target_feature(enable = "avx2,fma")]
pub(crate) fn ln<const L: usize>(xs: &[f64; L], out: &mut [f64; L]) {
    let reciprocals = Table16::new(&math::LN_RECIPROCALS.map(f64::to_bits));
    let logarithms = Table16::new(&math::LN_TABLE.map(f64::to_bits));
    let (least, end) = (
        _mm256_set1_pd(f64::MIN_POSITIVE),
        _mm256_set1_pd(f64::INFINITY),
    );
    let mut extreme = _mm256_setzero_pd();
    let (rows, rest) = xs.as_chunks::<WIDTH>();
    let (rows_out, rest_out) = out.as_chunks_mut::<WIDTH>();
    for (row, row_out) in rows.iter().zip(rows_out) {
        let x = load(row);
        for x in x {
            let below = _mm256_cmp_pd::<_CMP_NGE_UQ>(x, least);
            let beyond = _mm256_or_pd(below, _mm256_cmp_pd::<_CMP_NLT_UQ>(x, end));
            extreme = _mm256_or_pd(extreme, beyond);
        }
        store(row_out, ln_plain(reciprocals, logarithms, x));
    }
    for (x, out) in rest.iter().zip(rest_out) {
        *out = math::ln(*x);
    }
    if _mm256_movemask_pd(extreme) != 0 {
        for (x, out) in xs.iter().zip(out) {
            *out = math::ln(*x);
        }
    }
}
