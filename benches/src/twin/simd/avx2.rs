//! Four lanes of AVX2 and FMA, for machines without AVX-512.
//!
//! Every `unsafe` here calls an intrinsic of those extensions; [`super::run`] names [`F64x4`]
//! only after the machine has said that it has them.
#![allow(clippy::undocumented_unsafe_blocks)]

use super::lanes::Lanes;
use std::arch::x86_64::*;

/// One register.
#[derive(Clone, Copy)]
pub struct F64x4(__m256d);

impl F64x4 {
    #[inline(always)]
    fn bits(self) -> __m256i {
        unsafe { _mm256_castpd_si256(self.0) }
    }

    #[inline(always)]
    fn from_bits(bits: __m256i) -> Self {
        F64x4(unsafe { _mm256_castsi256_pd(bits) })
    }
}

impl Lanes for F64x4 {
    const WIDTH: usize = 4;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        F64x4(unsafe { _mm256_set1_pd(value) })
    }

    #[inline(always)]
    fn load(values: &[f64]) -> Self {
        assert!(values.len() >= Self::WIDTH);
        F64x4(unsafe { _mm256_loadu_pd(values.as_ptr()) })
    }

    #[inline(always)]
    fn store(self, values: &mut [f64]) {
        assert!(values.len() >= Self::WIDTH);
        unsafe { _mm256_storeu_pd(values.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_add_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_sub_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_mul_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_div_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        F64x4(unsafe { _mm256_fmadd_pd(self.0, factor.0, term.0) })
    }

    #[inline(always)]
    fn neg_mul_add(self, factor: Self, term: Self) -> Self {
        F64x4(unsafe { _mm256_fnmadd_pd(self.0, factor.0, term.0) })
    }

    /// There is no rough reciprocal of doubles here, and division costs what a longer way would.
    #[inline(always)]
    fn reciprocal(self) -> Self {
        Self::splat(1.0).div(self)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        F64x4(unsafe { _mm256_sqrt_pd(self.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_min_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        F64x4(unsafe { _mm256_max_pd(self.0, other.0) })
    }

    #[inline(always)]
    fn select_ge(self, bound: Self, yes: Self, no: Self) -> Self {
        unsafe {
            let mask = _mm256_cmp_pd::<_CMP_GE_OQ>(self.0, bound.0);
            F64x4(_mm256_blendv_pd(no.0, yes.0, mask))
        }
    }

    #[inline(always)]
    fn any_gt(self, bound: Self) -> bool {
        unsafe { _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_GT_OQ>(self.0, bound.0)) != 0 }
    }

    /// With the bits of ¾ taken off, the exponent field counts from ¾ up. It becomes a number by
    /// standing in the mantissa of 2⁵².
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let from_start = unsafe {
            let start = _mm256_set1_epi64x(0.75_f64.to_bits() as i64);
            Self::from_bits(_mm256_sub_epi64(self.bits(), start))
        };
        // A bias keeps the field positive for numbers under ¾.
        let biased = from_start.add_bits(Self::splat_bits(1023 << 52));
        let exponent = biased
            .shift_right::<52>()
            .or(Self::splat(4_503_599_627_370_496.0))
            .sub(Self::splat(4_503_599_627_370_496.0 + 1023.0));
        let mantissa = from_start
            .and(Self::splat_bits((1 << 52) - 1))
            .add_bits(Self::splat(0.75));
        (mantissa, exponent)
    }

    #[inline(always)]
    fn lookup(table: &[f64; 16], index: Self) -> Self {
        let at = index.and(Self::splat_bits(15)).bits();
        // SAFETY: an index of four bits lies in a table of sixteen.
        F64x4(unsafe { _mm256_i64gather_pd::<8>(table.as_ptr(), at) })
    }

    #[inline(always)]
    unsafe fn gather_pairs(table: &[[f64; 2]], index: Self) -> [[Self; 2]; 2] {
        let at = index.shift_left::<1>().bits();
        let base: *const f64 = table.as_ptr().cast();
        // SAFETY: the caller keeps each index and its successor in the table.
        unsafe {
            [
                [
                    F64x4(_mm256_i64gather_pd::<8>(base.add(0), at)),
                    F64x4(_mm256_i64gather_pd::<8>(base.add(1), at)),
                ],
                [
                    F64x4(_mm256_i64gather_pd::<8>(base.add(2), at)),
                    F64x4(_mm256_i64gather_pd::<8>(base.add(3), at)),
                ],
            ]
        }
    }

    #[inline(always)]
    fn add_bits(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm256_add_epi64(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm256_xor_si256(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm256_and_si256(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm256_or_si256(self.bits(), other.bits()) })
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self) -> Self {
        let count = BITS as i64;
        Self::from_bits(unsafe { _mm256_sll_epi64(self.bits(), _mm_cvtsi64_si128(count)) })
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self) -> Self {
        let count = BITS as i64;
        Self::from_bits(unsafe { _mm256_srl_epi64(self.bits(), _mm_cvtsi64_si128(count)) })
    }

    #[inline(always)]
    fn mul_low(self, other: Self) -> Self {
        Self::from_bits(unsafe { _mm256_mul_epu32(self.bits(), other.bits()) })
    }
}
