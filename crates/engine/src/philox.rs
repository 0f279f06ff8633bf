//! Randomness with an address: a number is a function of seed, site, draw and step alone.
//!
//! Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
//! (SC11). It knows no distribution: it gives bits and uniform numbers.

const MULTIPLIERS: [u32; 2] = [0xd251_1f53, 0xcd9e_8d57];
const WEYL: [u32; 2] = [0x9e37_79b9, 0xbb67_ae85];
const ROUNDS: u32 = 10;

/// The keyed bijection of the counter.
#[inline(always)]
fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut a, mut b, mut c, mut d] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        let first = u64::from(MULTIPLIERS[0]) * u64::from(a);
        let second = u64::from(MULTIPLIERS[1]) * u64::from(c);
        (a, b, c, d) = (
            (second >> 32) as u32 ^ b ^ k0,
            second as u32,
            (first >> 32) as u32 ^ d ^ k1,
            first as u32,
        );
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [a, b, c, d]
}

/// The random numbers of one site under one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u32; 2]);

/// Which of the independent numbers of one site, draw and step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The value of a parameter or noise; whether an event starts.
    Value = 0,
    /// How long an event lasts.
    Duration = 1,
}

impl Key {
    /// The site's own key: the seed's bijection of the site, so that two sites of one seed share
    /// a key with a chance of 2^−64 alone.
    pub fn new(seed: u64, site: u64) -> Key {
        let seed = [seed as u32, (seed >> 32) as u32];
        let [a, b, _, _] = philox([site as u32, (site >> 32) as u32, 0, 0], seed);
        Key([a, b])
    }

    /// A uniform number of (0, 1): an odd multiple of 2^−53, so that it and its complement are exact.
    #[inline(always)]
    pub fn uniform(self, draw: u64, step: u32, part: Part) -> f64 {
        let counter = [draw as u32, (draw >> 32) as u32, step, part as u32];
        let [a, b, _, _] = philox(counter, self.0);
        let bits = (u64::from(b) << 32) | u64::from(a);
        // 52 random bits as the mantissa of a number of [1, 2).
        let whole = f64::from_bits((bits >> 12) | (1023 << 52));
        whole - (1.0 - f64::EPSILON / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known-answer vectors of the Random123 distribution.
    #[test]
    fn philox_meets_its_known_answers() {
        let cases = [
            (
                [0; 4],
                [0; 2],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
            ),
            (
                [u32::MAX; 4],
                [u32::MAX; 2],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in cases {
            assert_eq!(philox(counter, key), expected);
        }
    }

    #[test]
    fn uniform_numbers_have_their_moments_and_an_exact_complement() {
        let key = Key::new(7, tenfold_ir::site("economics.demand"));
        let draws = 200_000_u64;
        let (mut sum, mut square) = (0.0, 0.0);
        for draw in 0..draws {
            let u = key.uniform(draw, 3, Part::Value);
            assert!(u > 0.0 && u < 1.0);
            assert_eq!(1.0 - (1.0 - u), u);
            sum += u - 0.5;
            square += (u - 0.5) * (u - 0.5);
        }
        let count = draws as f64;
        // Variances: of u, 1/12; of (u − ½)², 1/80 − 1/144 = 1/180.
        assert!((sum / count).abs() < 5.0 * (1.0 / 12.0 / count).sqrt());
        assert!((square / count - 1.0 / 12.0).abs() < 5.0 * (1.0 / 180.0 / count).sqrt());
    }

    #[test]
    fn another_address_is_another_number() {
        let one = Key::new(1, 2);
        let u = one.uniform(3, 4, Part::Value);
        assert_ne!(u, one.uniform(3, 4, Part::Duration));
        assert_ne!(u, one.uniform(3, 5, Part::Value));
        assert_ne!(u, one.uniform(1 << 32 | 3, 4, Part::Value));
        assert_ne!(u, Key::new(2, 2).uniform(3, 4, Part::Value));
        assert_ne!(u, Key::new(1, 3).uniform(3, 4, Part::Value));
    }
}
