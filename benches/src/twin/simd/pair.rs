//! Two registers as one, so that the latency of one chain hides behind the other's.

use super::lanes::Lanes;

/// Lanes of the first, then of the second.
#[derive(Clone, Copy)]
pub struct Pair<V>(V, V);

/// Methods that do the same to both halves.
macro_rules! on_both {
    ($($name:ident($($other:ident),*);)*) => {$(
        #[inline(always)]
        fn $name(self $(, $other: Self)*) -> Self {
            Pair(self.0.$name($($other.0),*), self.1.$name($($other.1),*))
        }
    )*};
}

impl<V: Lanes> Lanes for Pair<V> {
    const WIDTH: usize = 2 * V::WIDTH;

    on_both! {
        add(other);
        sub(other);
        mul(other);
        div(other);
        mul_add(factor, term);
        neg_mul_add(factor, term);
        reciprocal();
        sqrt();
        min(other);
        max(other);
        select_ge(bound, yes, no);
        add_bits(other);
        xor(other);
        and(other);
        or(other);
        mul_low(other);
    }

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Pair(V::splat(value), V::splat(value))
    }

    #[inline(always)]
    fn load(values: &[f64]) -> Self {
        let (first, second) = values.split_at(V::WIDTH);
        Pair(V::load(first), V::load(second))
    }

    #[inline(always)]
    fn store(self, values: &mut [f64]) {
        let (first, second) = values.split_at_mut(V::WIDTH);
        self.0.store(first);
        self.1.store(second);
    }

    #[inline(always)]
    fn any_gt(self, bound: Self) -> bool {
        self.0.any_gt(bound.0) | self.1.any_gt(bound.1)
    }

    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let ((m0, e0), (m1, e1)) = (self.0.split(), self.1.split());
        (Pair(m0, m1), Pair(e0, e1))
    }

    #[inline(always)]
    fn lookup(table: &[f64; 16], index: Self) -> Self {
        Pair(V::lookup(table, index.0), V::lookup(table, index.1))
    }

    #[inline(always)]
    unsafe fn gather_pairs(table: &[[f64; 2]], index: Self) -> [[Self; 2]; 2] {
        // SAFETY: the caller's promise covers the lanes of both halves.
        let (a, b) = unsafe {
            (
                V::gather_pairs(table, index.0),
                V::gather_pairs(table, index.1),
            )
        };
        [
            [Pair(a[0][0], b[0][0]), Pair(a[0][1], b[0][1])],
            [Pair(a[1][0], b[1][0]), Pair(a[1][1], b[1][1])],
        ]
    }

    #[inline(always)]
    fn shift_left<const BITS: u32>(self) -> Self {
        Pair(self.0.shift_left::<BITS>(), self.1.shift_left::<BITS>())
    }

    #[inline(always)]
    fn shift_right<const BITS: u32>(self) -> Self {
        Pair(self.0.shift_right::<BITS>(), self.1.shift_right::<BITS>())
    }
}
