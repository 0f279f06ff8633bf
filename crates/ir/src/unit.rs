//! Units of measure: a dimension and the factor to the base unit of that dimension.
//!
//! All values inside a program are in base units; a `Unit` says how a definition is shown.

use std::fmt;
use std::sync::Arc;

/// A rational exponent in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exponent {
    /// Numerator.
    pub numerator: i32,
    /// Denominator, always positive.
    pub denominator: i32,
}

impl Exponent {
    /// One.
    pub const ONE: Exponent = Exponent {
        numerator: 1,
        denominator: 1,
    };

    /// A fraction in lowest terms, or `None` where it does not fit.
    pub fn new(numerator: i64, denominator: i64) -> Option<Exponent> {
        fn gcd(a: i64, b: i64) -> i64 {
            if b == 0 { a.abs() } else { gcd(b, a % b) }
        }
        if denominator == 0 {
            return None;
        }
        let shared = gcd(numerator, denominator).max(1) * denominator.signum();
        Some(Exponent {
            numerator: i32::try_from(numerator / shared).ok()?,
            denominator: i32::try_from(denominator / shared).ok()?,
        })
    }

    fn plus(self, other: Exponent) -> Option<Exponent> {
        let (a, b) = (i64::from(self.numerator), i64::from(self.denominator));
        let (c, d) = (i64::from(other.numerator), i64::from(other.denominator));
        Exponent::new(a * d + c * b, b * d)
    }

    fn times(self, other: Exponent) -> Option<Exponent> {
        Exponent::new(
            i64::from(self.numerator) * i64::from(other.numerator),
            i64::from(self.denominator) * i64::from(other.denominator),
        )
    }
}

/// Base units in one dimension, beyond which it is refused: each product takes as long as it has units.
const BASES_MAX: usize = 64;

/// A product of powers of base units, such as USD·year⁻¹; pure numbers have none. Cheap to copy, as
/// each node of a program has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dimension(Arc<[(Arc<str>, Exponent)]>);

impl Dimension {
    /// The dimension of pure numbers.
    pub fn pure() -> Dimension {
        Dimension::default()
    }

    /// The dimension of a base unit.
    pub fn base(name: &str) -> Dimension {
        Dimension([(name.into(), Exponent::ONE)].into())
    }

    /// Whether this is the dimension of pure numbers.
    pub fn is_pure(&self) -> bool {
        self.0.is_empty()
    }

    /// The base units and their exponents, sorted by name, none of them zero.
    pub fn powers(&self) -> impl Iterator<Item = (&str, Exponent)> {
        self.0.iter().map(|(name, power)| (&**name, *power))
    }

    /// The product; `None` where an exponent leaves the range of `i32`, or there are more than 64 base units.
    pub fn times(&self, other: &Dimension) -> Option<Dimension> {
        let mut powers = self.0.to_vec();
        for (name, power) in other.0.iter() {
            match powers.binary_search_by(|(have, _)| have.cmp(name)) {
                Ok(at) => {
                    let sum = powers[at].1.plus(*power)?;
                    if sum.numerator == 0 {
                        powers.remove(at);
                    } else {
                        powers[at].1 = sum;
                    }
                }
                Err(at) => powers.insert(at, (name.clone(), *power)),
            }
        }
        (powers.len() <= BASES_MAX).then(|| Dimension(powers.into()))
    }

    /// The dimension raised to a power; `None` where an exponent leaves the range of `i32`.
    pub fn power(&self, exponent: Exponent) -> Option<Dimension> {
        if exponent.numerator == 0 {
            return Some(Dimension::pure());
        }
        let powers = self.0.iter().map(|(name, power)| {
            let power = power.times(exponent)?;
            Some((name.clone(), power))
        });
        powers.collect::<Option<_>>().map(Dimension)
    }

    /// The quotient; `None` as of a product.
    pub fn over(&self, other: &Dimension) -> Option<Dimension> {
        let minus_one = Exponent {
            numerator: -1,
            denominator: 1,
        };
        self.times(&other.power(minus_one)?)
    }
}

impl fmt::Display for Dimension {
    /// Written as in the language: `USD/year`, `FLOP^2`, `1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_pure() {
            return f.write_str("1");
        }
        let write =
            |f: &mut fmt::Formatter<'_>, name: &str, numerator: i32, denominator: i32| match (
                numerator,
                denominator,
            ) {
                (1, 1) => write!(f, "{name}"),
                (n, 1) => write!(f, "{name}^{n}"),
                (n, d) => write!(f, "{name}^({n}/{d})"),
            };
        let mut first = true;
        for (name, power) in self.powers().filter(|(_, p)| p.numerator > 0) {
            if !first {
                f.write_str("*")?;
            }
            write(f, name, power.numerator, power.denominator)?;
            first = false;
        }
        if first {
            f.write_str("1")?;
        }
        for (name, power) in self.powers().filter(|(_, p)| p.numerator < 0) {
            f.write_str("/")?;
            write(f, name, -power.numerator, power.denominator)?;
        }
        Ok(())
    }
}

/// How a definition is written and shown: 1 of this unit is `factor` base units.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As the model writes it: `USD/year`, `%`, `1`.
    pub text: String,
    /// Base units in one of this unit; positive and finite.
    pub factor: f64,
    /// What it measures.
    pub dimension: Dimension,
}

impl Unit {
    /// The unit of pure numbers.
    pub fn pure() -> Unit {
        Unit {
            text: "1".into(),
            factor: 1.0,
            dimension: Dimension::pure(),
        }
    }
}
