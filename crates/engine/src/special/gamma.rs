//! The regularised incomplete gamma function and its inverse, in the logarithm of x.

use super::normal::{self, LN_SQRT_TAU};
use super::saddle::{deviance, stirling_error};
use super::{Bracket, TailAt, Tails, solve_tail};

/// The law of a gamma variable of scale 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct IncompleteGamma {
    shape: f64,
    /// ln(x^a·e^−x/Γ(a)) at x = a
    ln_peak: f64,
}

/// A series or fraction that has not settled by then has lost its argument; shapes up to
/// 1e6 need under 10,000 terms.
const TERMS_MAX: u32 = 100_000;

impl IncompleteGamma {
    /// For a shape from 1e-3 to 1e6.
    pub fn new(shape: f64) -> Self {
        IncompleteGamma {
            shape,
            ln_peak: 0.5 * libm::log(shape) - LN_SQRT_TAU - stirling_error(shape),
        }
    }

    /// The logarithm of the density of u = ln x.
    pub fn log_density_of_ln(&self, ln_x: f64) -> f64 {
        self.ln_peak - deviance(self.shape, libm::exp(ln_x), ln_x)
    }

    /// The tails of x = e^`ln_x`.
    pub fn tails(&self, ln_x: f64) -> Tails {
        self.tail_at(ln_x).tails
    }

    fn tail_at(&self, ln_x: f64) -> TailAt {
        let a = self.shape;
        let x = libm::exp(ln_x);
        let density = libm::exp(self.ln_peak - deviance(a, x, ln_x));
        let tails = if x < a + 1.0 {
            Tails::from_below((density / a * series(a, x)).min(1.0))
        } else {
            Tails::from_above((density * fraction(a, x)).min(1.0))
        };
        TailAt { tails, density }
    }

    /// ln x for the x that has these tails; ±∞ where one of them is 0.
    pub fn ln_quantile(&self, target: Tails) -> f64 {
        if target.below <= 0.0 {
            return f64::NEG_INFINITY;
        }
        if target.above <= 0.0 {
            return f64::INFINITY;
        }
        let a = self.shape;
        // P(x) ≤ x^a/Γ(a + 1), so that the first is never too great.
        let ln_gamma = libm::lgamma(a + 1.0);
        let power = (libm::log(target.below) + ln_gamma) / a;
        let cube_root = 1.0 - 1.0 / (9.0 * a) + normal::score(target) / (3.0 * a.sqrt());
        let start = if cube_root > 0.3 {
            libm::log(a) + 3.0 * libm::log(cube_root)
        } else {
            power
        };
        let bracket = Bracket {
            low: (ln_gamma - 720.0) / a - 1.0,
            // Beyond it the upper tail underflows.
            high: libm::log(a + 60.0 * a.sqrt() + 2000.0),
        };
        solve_tail(target, start, bracket, |u| self.tail_at(u))
    }
}

/// Σ xⁿ/((a + 1)…(a + n)). Source: DLMF 8.11.4.
fn series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut denominator) = (1.0, 1.0, a);
    for _ in 0..TERMS_MAX {
        denominator += 1.0;
        term *= x / denominator;
        sum += term;
        if term < sum * (0.25 * f64::EPSILON) {
            break;
        }
    }
    sum
}

/// Γ(a, x)·e^x·x^−a by its continued fraction. Source: DLMF 8.9.2, by Lentz's method.
fn fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / f64::MIN_POSITIVE;
    let mut d = 1.0 / b;
    let mut value = d;
    for n in 1..TERMS_MAX {
        let n = f64::from(n);
        let numerator = n * (a - n);
        b += 2.0;
        d = 1.0 / nonzero(numerator * d + b);
        c = nonzero(b + numerator / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// Lentz's method must not divide by 0.
fn nonzero(x: f64) -> f64 {
    if x.abs() < f64::MIN_POSITIVE {
        f64::MIN_POSITIVE
    } else {
        x
    }
}
