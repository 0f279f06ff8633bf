//! A distribution kept between bounds, both of which belong to it.
//!
//! Only continuous bases stay truncated: truncating a mixture or a distribution of points gives
//! another of its kind.

use super::{ALL_BELOW, Categorical, Empirical, Mixture, NONE_BELOW, Resolved, Tails, Univariate};

/// `… truncated low to high`
#[derive(Clone, Debug, PartialEq)]
pub struct Truncated {
    base: Box<Resolved>,
    low: f64,
    high: f64,
    /// The base's tails at the bounds.
    at_low: Tails,
    at_high: Tails,
    /// The base's probability between the bounds.
    mass: f64,
}

/// Less than this between the bounds has lost its digits.
pub(super) const MASS_MIN: f64 = 1e-290;

/// The base between two bounds, and the probability it had there; none where that is under
/// [`MASS_MIN`].
pub(super) fn truncate(base: Resolved, low: f64, high: f64) -> Option<(Resolved, f64)> {
    let within = |x: f64| low <= x && x <= high;
    match base {
        Resolved::Mixture(mixture) => truncate_mixture(mixture, low, high),
        Resolved::Bernoulli(d) => truncate_points(&[1.0 - d.p, d.p], within),
        Resolved::Categorical(d) => truncate_points(&d.probabilities, within),
        Resolved::Empirical(d) => {
            let kept: Vec<f64> = d.values.iter().copied().filter(|x| within(*x)).collect();
            let mass = kept.len() as f64 / d.values.len() as f64;
            (mass > 0.0).then(|| (Resolved::Empirical(Empirical::new(kept.into())), mass))
        }
        base => truncate_continuous(base, low, high),
    }
}

fn truncate_continuous(base: Resolved, low: f64, high: f64) -> Option<(Resolved, f64)> {
    let tails_at = |x: f64| match x {
        f64::NEG_INFINITY => NONE_BELOW,
        f64::INFINITY => ALL_BELOW,
        x => base.family().tails(x),
    };
    let (at_low, at_high) = (tails_at(low), tails_at(high));
    // The difference of the smaller tails keeps its digits.
    let mass = if at_low.below <= at_low.above {
        at_high.below - at_low.below
    } else {
        at_low.above - at_high.above
    };
    (mass >= MASS_MIN).then(|| {
        let truncated = Truncated {
            base: Box::new(base),
            low,
            high,
            at_low,
            at_high,
            mass,
        };
        (Resolved::Truncated(truncated), mass)
    })
}

fn truncate_points(probabilities: &[f64], within: impl Fn(f64) -> bool) -> Option<(Resolved, f64)> {
    let kept = |(k, p): (usize, &f64)| if within(k as f64) { *p } else { 0.0 };
    let weights: Vec<f64> = probabilities.iter().enumerate().map(kept).collect();
    let mass: f64 = weights.iter().sum();
    (mass >= MASS_MIN).then(|| {
        (
            Resolved::Categorical(Categorical::new(&weights)),
            mass.min(1.0),
        )
    })
}

fn truncate_mixture(mixture: Mixture, low: f64, high: f64) -> Option<(Resolved, f64)> {
    let (mut weights, mut components) = (Vec::new(), Vec::new());
    for (weight, component) in mixture.into_parts() {
        if let Some((component, mass)) = truncate(component, low, high) {
            weights.push(weight * mass);
            components.push(component);
        }
    }
    let mass: f64 = weights.iter().sum();
    (mass >= MASS_MIN).then(|| {
        let mixture = Mixture::new(&weights, components);
        (Resolved::Mixture(mixture), mass.min(1.0))
    })
}

impl Univariate for Truncated {
    fn log_density(&self, x: f64) -> f64 {
        if x < self.low || x > self.high {
            return f64::NEG_INFINITY;
        }
        self.base.log_density(x) - libm::log(self.mass)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        self.base.family().log_density_slope(x)
    }

    fn tails(&self, x: f64) -> Tails {
        if x <= self.low {
            return NONE_BELOW;
        }
        if x >= self.high {
            return ALL_BELOW;
        }
        let at = self.base.family().tails(x);
        let below = if at.below <= at.above {
            at.below - self.at_low.below
        } else {
            self.at_low.above - at.above
        };
        let above = if at.above <= at.below {
            at.above - self.at_high.above
        } else {
            self.at_high.below - at.below
        };
        Tails {
            below: (below / self.mass).clamp(0.0, 1.0),
            above: (above / self.mass).clamp(0.0, 1.0),
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        // Sums of what is not negative: both keep their digits.
        let in_base = Tails {
            below: self.at_low.below + tails.below * self.mass,
            above: self.at_high.above + tails.above * self.mass,
        };
        let x = self.base.family().quantile(in_base);
        x.clamp(self.low, self.high)
    }

    fn range(&self) -> (f64, f64) {
        // Bounds tighter than the base's own guard against underflow win over it.
        let (least, greatest) = self.base.family().range();
        let least = least.max(self.low).min(self.high);
        (least, greatest.min(self.high).max(least))
    }
}
