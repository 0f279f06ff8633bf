//! The two pieces of Loader's saddle-point form of densities, which keeps its relative
//! accuracy where shapes are large and logarithms of gamma functions cancel.
//!
//! Source: Loader (2000), "Fast and accurate computation of binomial probabilities".

use super::normal::LN_SQRT_TAU;

/// ln Γ(x) less its Stirling approximation ln(√(2π/x)·(x/e)^x), for positive x.
pub(crate) fn stirling_error(x: f64) -> f64 {
    if x < 10.0 {
        return libm::lgamma(x) - ((x - 0.5) * libm::log(x) - x + LN_SQRT_TAU);
    }
    // The first term left out is below 3e-17 at 10.
    const SERIES: [f64; 7] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    inverse * SERIES.iter().rev().fold(0.0, |sum, c| sum * square + c)
}

/// x·ln(x/m) + m − x, without cancellation near x = m; `ln_m` serves where m underflows.
pub(super) fn deviance(x: f64, m: f64, ln_m: f64) -> f64 {
    let difference = x - m;
    let sum = x + m;
    if difference.abs() >= 0.1 * sum {
        let ln_ratio = if m > 1e-290 && m < 1e290 {
            libm::log(x / m)
        } else {
            libm::log(x) - ln_m
        };
        return x * ln_ratio - difference;
    }
    let v = difference / sum;
    let mut total = difference * v;
    let mut power = 2.0 * x * v;
    let mut odd = 1.0;
    loop {
        power *= v * v;
        odd += 2.0;
        let next = total + power / odd;
        if next == total {
            return total;
        }
        total = next;
    }
}
