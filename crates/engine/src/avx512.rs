//! exp and ln of a row of numbers in AVX-512, as a compiler does not write them: the tables of
//! sixteen stay in two registers. The same operations as [`crate::math`]'s, and so the same bits.

use std::arch::x86_64::*;
use tenfold_ir::math;

/// Numbers in a register.
const WIDTH: usize = 8;

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn load(values: &[f64; WIDTH]) -> __m512d {
    // SAFETY: eight numbers are 64 readable bytes, and the load asks for no alignment.
    unsafe { _mm512_loadu_pd(values.as_ptr()) }
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn store(values: &mut [f64; WIDTH], register: __m512d) {
    // SAFETY: eight numbers are 64 writable bytes, and the store asks for no alignment.
    unsafe { _mm512_storeu_pd(values.as_mut_ptr(), register) }
}

/// A table of sixteen in two registers.
#[derive(Clone, Copy)]
struct Table16(__m512d, __m512d);

impl Table16 {
    #[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
    #[inline]
    fn new(entries: &[f64; 16]) -> Table16 {
        let (low, high) = entries.as_chunks::<WIDTH>().0.split_at(1);
        Table16(load(&low[0]), load(&high[0]))
    }

    /// The entries that the low four bits of each index name.
    #[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
    #[inline]
    fn at(self, index: __m512i) -> __m512d {
        _mm512_permutex2var_pd(self.0, index, self.1)
    }
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn polynomial<const N: usize>(x: __m512d, coefficients: &[f64; N]) -> __m512d {
    let mut sum = _mm512_set1_pd(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        sum = _mm512_fmadd_pd(sum, x, _mm512_set1_pd(coefficient));
    }
    sum
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn exp_plain(table: Table16, x: __m512d) -> __m512d {
    let round = _mm512_set1_pd(math::ROUND);
    let shifted = _mm512_fmadd_pd(x, _mm512_set1_pd(math::SIXTEENTHS), round);
    let k = _mm512_sub_pd(shifted, round);
    let r = _mm512_fnmadd_pd(k, _mm512_set1_pd(math::SIXTEENTH_HIGH), x);
    let r = _mm512_fnmadd_pd(k, _mm512_set1_pd(math::SIXTEENTH_LOW), r);
    let bits = _mm512_castpd_si512(shifted);
    let entry = _mm512_castpd_si512(table.at(bits));
    let scale = _mm512_castsi512_pd(_mm512_add_epi64(entry, _mm512_slli_epi64::<48>(bits)));
    let tail = _mm512_fmadd_pd(polynomial(r, &math::EXP), _mm512_mul_pd(r, r), r);
    _mm512_fmadd_pd(scale, tail, scale)
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn ln_plain(reciprocals: Table16, logarithms: Table16, x: __m512d) -> __m512d {
    let bits = _mm512_castpd_si512(x);
    let shifted = _mm512_add_epi64(bits, _mm512_set1_epi64(math::LN_OFFSET as i64));
    let k = _mm512_cvtepi64_pd(_mm512_srai_epi64::<52>(shifted));
    let exponent = _mm512_and_si512(shifted, _mm512_set1_epi64(math::EXPONENT as i64));
    let significand = _mm512_castsi512_pd(_mm512_sub_epi64(bits, exponent));
    let at = _mm512_srli_epi64::<48>(shifted);
    let minus_one = _mm512_set1_pd(-1.0);
    let z = _mm512_fmadd_pd(significand, reciprocals.at(at), minus_one);
    let ln2 = _mm512_set1_pd(std::f64::consts::LN_2);
    let base = _mm512_fmadd_pd(k, ln2, logarithms.at(at));
    let series = _mm512_fmadd_pd(polynomial(z, &math::LN_1P), _mm512_mul_pd(z, z), z);
    _mm512_add_pd(series, base)
}

/// e^x of each number.
#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
pub(crate) fn exp<const L: usize>(xs: &[f64; L], out: &mut [f64; L]) {
    let table = Table16::new(&math::EXP_TABLE.map(f64::from_bits));
    let plain = _mm512_set1_pd(math::EXP_PLAIN);
    let mut extreme = 0;
    let (rows, rest) = xs.as_chunks::<WIDTH>();
    let (rows_out, rest_out) = out.as_chunks_mut::<WIDTH>();
    for (row, row_out) in rows.iter().zip(rows_out) {
        let x = load(row);
        extreme |= !_mm512_cmp_pd_mask::<_CMP_LE_OQ>(_mm512_abs_pd(x), plain);
        store(row_out, exp_plain(table, x));
    }
    for (x, out) in rest.iter().zip(rest_out) {
        *out = math::exp(*x);
    }
    if extreme != 0 {
        for (row, row_out) in rows.iter().zip(out.as_chunks_mut::<WIDTH>().0) {
            let x = load(row);
            let beyond = !_mm512_cmp_pd_mask::<_CMP_LE_OQ>(_mm512_abs_pd(x), plain);
            let value = _mm512_mask_mov_pd(load(row_out), beyond, exp_extreme(table, x));
            store(row_out, value);
        }
    }
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
#[inline]
fn exp_extreme(table: Table16, x: __m512d) -> __m512d {
    let end = _mm512_set1_pd(800.0);
    // With x as the second operand NaN passes.
    let clamped = _mm512_max_pd(
        _mm512_sub_pd(_mm512_setzero_pd(), end),
        _mm512_min_pd(end, x),
    );
    let root = exp_plain(table, _mm512_mul_pd(_mm512_set1_pd(0.5), clamped));
    _mm512_mul_pd(root, root)
}

/// ln x of each number.
#[target_feature(enable = "avx512f,avx512dq,avx512vl,avx2,fma")]
pub(crate) fn ln<const L: usize>(xs: &[f64; L], out: &mut [f64; L]) {
    /// Quiet and signalling NaN, both zeros, both infinities, subnormals, negative numbers.
    const NOT_PLAIN: i32 = 0xff;
    let reciprocals = Table16::new(&math::LN_RECIPROCALS);
    let logarithms = Table16::new(&math::LN_TABLE);
    let mut extreme = 0;
    let (rows, rest) = xs.as_chunks::<WIDTH>();
    let (rows_out, rest_out) = out.as_chunks_mut::<WIDTH>();
    for (row, row_out) in rows.iter().zip(rows_out) {
        let x = load(row);
        extreme |= _mm512_fpclass_pd_mask::<NOT_PLAIN>(x);
        store(row_out, ln_plain(reciprocals, logarithms, x));
    }
    for (x, out) in rest.iter().zip(rest_out) {
        *out = math::ln(*x);
    }
    if extreme != 0 {
        for (x, out) in xs.iter().zip(out) {
            *out = math::ln(*x);
        }
    }
}
