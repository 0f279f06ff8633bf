//! The regularised incomplete beta function and its inverse, in the logit of x.

use super::normal::{self, LN_SQRT_TAU};
use super::saddle::{deviance, stirling_error};
use super::{Bracket, TailAt, Tails, solve_tail};

/// The law of a beta variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct IncompleteBeta {
    a: f64,
    b: f64,
    /// ln(x^a·(1 − x)^b/B(a, b)) at x = a/(a + b)
    ln_peak: f64,
}

/// A point of (0, 1) with what would be lost by computing it from x alone.
#[derive(Clone, Copy, Debug)]
struct Point {
    x: f64,
    /// 1 − x
    y: f64,
    ln_x: f64,
    ln_y: f64,
}

impl Point {
    fn from_logit(u: f64) -> Point {
        let small = libm::exp(-u.abs());
        let ln_large = -libm::log1p(small);
        let (large, small, ln_small) = (
            1.0 / (1.0 + small),
            small / (1.0 + small),
            ln_large - u.abs(),
        );
        if u < 0.0 {
            Point {
                x: small,
                y: large,
                ln_x: ln_small,
                ln_y: ln_large,
            }
        } else {
            Point {
                x: large,
                y: small,
                ln_x: ln_large,
                ln_y: ln_small,
            }
        }
    }

    fn mirrored(self) -> Point {
        Point {
            x: self.y,
            y: self.x,
            ln_x: self.ln_y,
            ln_y: self.ln_x,
        }
    }
}

/// Shapes up to 1e6 need under 10,000 terms.
const TERMS_MAX: u32 = 100_000;

impl IncompleteBeta {
    /// For shapes from 1e-3 to 1e6.
    pub fn new(a: f64, b: f64) -> Self {
        let both = a + b;
        IncompleteBeta {
            a,
            b,
            ln_peak: 0.5 * libm::log(a * (b / both)) - LN_SQRT_TAU + stirling_error(both)
                - stirling_error(a)
                - stirling_error(b),
        }
    }

    /// The logarithm of the density of u = ln(x/(1 − x)).
    pub fn log_density_of_logit(&self, logit: f64) -> f64 {
        self.ln_kernel(Point::from_logit(logit))
    }

    /// ln(x^a·(1 − x)^b/B(a, b)), for x in (0, 1).
    pub fn log_density_times_xy(&self, x: f64) -> f64 {
        self.ln_kernel(Point {
            x,
            y: 1.0 - x,
            ln_x: libm::log(x),
            ln_y: libm::log1p(-x),
        })
    }

    fn ln_kernel(&self, at: Point) -> f64 {
        let both = self.a + self.b;
        let ln_both = libm::log(both);
        self.ln_peak
            - deviance(self.a, both * at.x, ln_both + at.ln_x)
            - deviance(self.b, both * at.y, ln_both + at.ln_y)
    }

    /// The tails of x = 1/(1 + e^−`logit`).
    pub fn tails(&self, logit: f64) -> Tails {
        self.tail_at(logit).tails
    }

    fn tail_at(&self, logit: f64) -> TailAt {
        let (a, b) = (self.a, self.b);
        let at = Point::from_logit(logit);
        let density = libm::exp(self.ln_kernel(at));
        let tails = if at.x <= (a + 1.0) / (a + b + 2.0) {
            Tails::from_below((density * fraction(a, b, at)).min(1.0))
        } else {
            Tails::from_above((density * fraction(b, a, at.mirrored())).min(1.0))
        };
        TailAt { tails, density }
    }

    /// ln(x/(1 − x)) for the x that has these tails; ±∞ where one of them is 0.
    pub fn logit_quantile(&self, target: Tails) -> f64 {
        if target.below <= 0.0 {
            return f64::NEG_INFINITY;
        }
        if target.above <= 0.0 {
            return f64::INFINITY;
        }
        let (a, b) = (self.a, self.b);
        let ln_beta = -self.ln_kernel(Point::from_logit(0.0)) - (a + b) * std::f64::consts::LN_2;
        // Near 0 the tail is x^a/(a·B), near 1 its mirror image.
        let power_low = (libm::log(target.below * a) + ln_beta) / a;
        let power_high = -(libm::log(target.above * b) + ln_beta) / b;
        let start = if a > 0.6 && b > 0.6 {
            let spread = (1.0 / (a - 0.5) + 1.0 / (b - 0.5)).sqrt();
            let normal = libm::log((a - 0.5) / (b - 0.5)) + spread * normal::score(target);
            if target.below <= target.above {
                normal.max(power_low)
            } else {
                normal.min(power_high)
            }
        } else if power_low < -1.0 {
            power_low
        } else if power_high > 1.0 {
            power_high
        } else {
            0.0
        };
        let reach = 730.0 + ln_beta.abs();
        let bracket = Bracket {
            low: -reach / a - 50.0,
            high: reach / b + 50.0,
        };
        solve_tail(target, start, bracket, |u| self.tail_at(u))
    }
}

/// B(a, b)·I_x(a, b)/(x^a·(1 − x)^b) by its continued fraction, for x ≤ (a + 1)/(a + b + 2).
///
/// Source: DiDonato and Morris (1992), algorithm TOMS 708, equation 9 (routine BFRAC): unlike
/// the usual fraction it has no terms that cancel where one shape is far larger than the other.
fn fraction(a: f64, b: f64, Point { x, y, .. }: Point) -> f64 {
    // a − (a + b)·x, from the smaller of x and 1 − x.
    let lambda = if x > 0.5 {
        (a + b) * y - b
    } else {
        a - (a + b) * x
    };
    let c = 1.0 + lambda;
    let c1 = 1.0 + 1.0 / a;
    let (mut p, mut s) = (1.0, a + 1.0);
    let (mut top_before, mut bottom_before) = (0.0, 1.0);
    let (mut top, mut bottom) = (1.0, c / c1);
    let mut value = c1 / c;
    for n in 1..TERMS_MAX {
        let n = f64::from(n);
        let t = n / a;
        let w = n * (b - n) * x;
        let e = a / s;
        let numerator = p * (p + b / a) * e * e * (w * x);
        let e = (1.0 + t) / (c1 + t + t);
        let denominator = n + w / s + e * (c + n * (1.0 + y));
        p = 1.0 + t;
        s += 2.0;
        let top_next = numerator * top_before + denominator * top;
        let bottom_next = numerator * bottom_before + denominator * bottom;
        let before = value;
        value = top_next / bottom_next;
        if (value - before).abs() <= f64::EPSILON * value {
            break;
        }
        (top_before, bottom_before) = (top / bottom_next, bottom / bottom_next);
        (top, bottom) = (value, 1.0);
    }
    value
}
