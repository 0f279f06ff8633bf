//! The address of a random variable.

/// The 64-bit FNV-1a hash of a qualified name such as `economics.demand[anthropic]`.
///
/// A random number is a function of seed, draw, site and step, so that a new variable
/// reshuffles no other. Formula: Fowler, Noll and Vo, draft-eastlake-fnv.
pub fn site(qualified_name: &str) -> u64 {
    qualified_name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}
