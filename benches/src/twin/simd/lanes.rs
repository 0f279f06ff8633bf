//! What the vector twin asks of a machine: a register of f64 lanes and the few operations on it.
//!
//! Bits and numbers share one type, as they share the registers. Values of an implementation
//! exist only inside [`super::run`], which has asked the machine for the instructions.

/// A register of [`Lanes::WIDTH`] numbers of 64 bits.
pub trait Lanes: Copy {
    /// How many.
    const WIDTH: usize;

    /// The same number in each lane.
    fn splat(value: f64) -> Self;
    /// From as many numbers as lanes.
    fn load(values: &[f64]) -> Self;
    /// To as many numbers as lanes.
    fn store(self, values: &mut [f64]);
    /// Sum.
    fn add(self, other: Self) -> Self;
    /// Difference.
    fn sub(self, other: Self) -> Self;
    /// Product.
    fn mul(self, other: Self) -> Self;
    /// Quotient.
    fn div(self, other: Self) -> Self;
    /// self·factor + term, rounded once.
    fn mul_add(self, factor: Self, term: Self) -> Self;
    /// term − self·factor, rounded once.
    fn neg_mul_add(self, factor: Self, term: Self) -> Self;
    /// 1/self to 2 ulp, for normal numbers.
    fn reciprocal(self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// The smaller.
    fn min(self, other: Self) -> Self;
    /// The larger.
    fn max(self, other: Self) -> Self;
    /// `yes` where self ≥ bound, else `no`.
    fn select_ge(self, bound: Self, yes: Self, no: Self) -> Self;
    /// Whether any lane is greater than the bound.
    fn any_gt(self, bound: Self) -> bool;
    /// m in [¾, 1½) and e with self = m·2^e, for normal positive numbers.
    fn split(self) -> (Self, Self);
    /// The entry that the low four bits of `index` name.
    fn lookup(table: &[f64; 16], index: Self) -> Self;
    /// The entries at `index` (whole, as bits), and one further on, of a table of pairs.
    ///
    /// # Safety
    /// Each index and its successor lie in the table.
    unsafe fn gather_pairs(table: &[[f64; 2]], index: Self) -> [[Self; 2]; 2];
    /// self as bits + other as bits.
    fn add_bits(self, other: Self) -> Self;
    /// Bitwise exclusive or.
    fn xor(self, other: Self) -> Self;
    /// Bitwise and.
    fn and(self, other: Self) -> Self;
    /// Bitwise or.
    fn or(self, other: Self) -> Self;
    /// Bits towards the high end.
    fn shift_left<const BITS: u32>(self) -> Self;
    /// Bits towards the low end, zeros in.
    fn shift_right<const BITS: u32>(self) -> Self;
    /// The 64-bit product of the low halves.
    fn mul_low(self, other: Self) -> Self;

    /// The same bits in each lane.
    #[inline(always)]
    fn splat_bits(bits: u64) -> Self {
        Self::splat(f64::from_bits(bits))
    }
}
