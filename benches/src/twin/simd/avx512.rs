//! Eight lanes of AVX-512 (F and DQ).
//!
//! Every `unsafe` here calls an intrinsic of those extensions; [`super::run`] names [`F64x8`]
//! only after the machine has said that it has them.
#![allow(clippy::undocumented_unsafe_blocks)]

use super::lanes::Lanes;
use std::arch::x86_64::*;

/// One register.
#[derive(Clone, Copy)]
pub struct F64x8(__m512d);

impl F64x8 {
    #[inline(always)]
    fn bits(self) -> __m512i {
        unsafe { _mm512_castpd_si512(self.0) }
    }

    #[inline(always)]
    fn from_bits(bits: __m512i) -> Self {
        F64x8(unsafe { _mm512_castsi512_pd(bits) })
    }
}

impl Lanes for F64x8 {
    const WIDTH: usize = 8;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        F64x8(unsafe { _mm512_set1_pd(value) })
    }

    #[inline(always)]
    fn load(values: &[f64]) -> Self {
        assert!(values.len() >= Self::WIDTH);
        F64x8(unsafe { _mm512_loadu_pd(values.as_ptr()) })
    }

    #[inline(always)]
    fn store(self, values: &mut [f64]) {
        assert!(values.len() >= Self::WIDTH);
        unsafe { _mm512_storeu_pd(values.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_add_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_sub_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_mul_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_div_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        F64x8(unsafe { _mm512_fmadd_pd(self.0, factor.0, term.0) })
    }

    #[inline(always)]
    fn neg_mul_add(self, factor: Self, term: Self) -> Self {
        F64x8(unsafe { _mm512_fnmadd_pd(self.0, factor.0, term.0) })
    }

    /// From 14 bits, error e: r·(1 + e + e²) leaves e³ (2⁻⁴²), a further step rounding only.
    #[inline(always)]
    fn reciprocal(self) -> Self {
        let one = Self::splat(1.0);
        let rough = F64x8(unsafe { _mm512_rcp14_pd(self.0) });
        let error = self.neg_mul_add(rough, one);
        let fine = rough.mul_add(error, rough);
        let error = self.neg_mul_add(fine, one);
        fine.mul_add(error, fine)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        F64x8(unsafe { _mm512_sqrt_pd(self.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_min_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        F64x8(unsafe { _mm512_max_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn select_ge(self, bound: Self, yes: Self, no: Self) -> Self {
        unsafe {
            let mask = _mm512_cmp_pd_mask::<_CMP_GE_OQ>(self.0, bound.0);
            F64x8(_mm512_mask_blend_pd(mask, no.0, yes.0))
        }
    }

    #[inline(always)]
    fn any_gt(self, bound: Self) -> bool {
        unsafe { _mm512_cmp_pd_mask::<_CMP_GT_OQ>(self.0, bound.0) != 0 }
    }

    /// The exponent of x/¾, as that is where the mantissa's interval begins.
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        unsafe {
            let mantissa = _mm512_getmant_pd::<_MM_MANT_NORM_P75_1P5, _MM_MANT_SIGN_ZERO>(self.0);
            let scaled = self.mul(Self::splat(1.0 / 0.75));
            (F64x8(mantissa), F64x8(_mm512_getexp_pd(scaled.0)))
        }
    }

    #[inline(always)]
    fn lookup(table: &[f64; 16], index: Self) -> Self {
        let (low, high) = (Self::load(&table[..8]), Self::load(&table[8..]));
        F64x8(unsafe { _mm512_permutex2var_pd(low.0, index.bits(), high.0) })
    }

    #[inline(always)]
    unsafe fn gather_pairs(table: &[[f64; 2]], index: Self) -> [[Self; 2]; 2] {
        let at = index.shift_left::<1>().bits();
        let base: *const f64 = table.as_ptr().cast();
        // SAFETY: the caller keeps each index and its successor in the table.
        unsafe {
            [
                [
                    F64x8(_mm512_i64gather_pd::<8>(at, base.add(0))),
                    F64x8(_mm512_i64gather_pd::<8>(at, base.add(1))),
                ],
                [
                    F64x8(_mm512_i64gather_pd::<8>(at, base.add(2))),
                    F64x8(_mm512_i64gather_pd::<8>(at, base.add(3))),
                ],
            ]
        }
    }

    #[inline(always)]
    fn add_bits(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm512_add_epi64(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm512_xor_si512(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm512_and_si512(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm512_or_si512(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self) -> Self {
        Self::from_bits(unsafe { _mm512_slli_epi64::<BITS>(self.bits()) })
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self) -> Self {
        Self::from_bits(unsafe { _mm512_srli_epi64::<BITS>(self.bits()) })
    }

    #[inline(always)]
    fn mul_low(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm512_mul_epu32(self.bits(), other.bits()) })
    }
}
