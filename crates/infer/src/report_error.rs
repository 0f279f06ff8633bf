//! How the part of an error that is a report's own is distributed.

use crate::constant::constant;
use crate::loss::standard_t;
use crate::score::standard_normal;
use crate::target::{Seen, TargetError};
use std::f64::consts::{FRAC_1_SQRT_2, PI};
use tenfold_engine::CompileError;
use tenfold_engine::distribution::Resolved;
use tenfold_ir::{ErrorFamily, NodeId, Observation, Program, math};

/// Standard deviations beyond which a tail is computed from its expansion: there `erfc` underflows.
const FAR: f64 = 30.0;
/// Standard deviations to which a part of an error that reports share is sought, and cells over them.
const SHARED_REACH: f64 = 5.0;
const SHARED_CELLS: usize = 120;

/// A normal distribution, or Student's t.
#[derive(Clone, Debug)]
pub(crate) enum ReportError {
    Normal,
    StudentT {
        dof: f64,
        /// Its log density at 0.
        at_zero: f64,
        /// With the scale 1.
        standard: Resolved,
    },
}

impl ReportError {
    /// # Errors
    /// If its degrees of freedom depend on parameters, or no distribution has them.
    pub fn of(program: &Program, observation: &Observation) -> Result<ReportError, TargetError> {
        let ErrorFamily::StudentT { dof } = observation.error.family else {
            return Ok(ReportError::Normal);
        };
        let dof = known(program, observation, dof)?;
        let standard = standard_t(dof).map_err(|reason| CompileError::Distribution {
            name: observation.name.clone(),
            reason,
        })?;
        Ok(ReportError::StudentT {
            dof,
            at_zero: standard.log_density(0.0),
            standard,
        })
    }

    /// What [`ReportError::log_density`] leaves out.
    pub fn constant(&self, seen: Seen) -> f64 {
        match (self, seen) {
            (ReportError::Normal, Seen::Figure(_)) => -0.5 * libm::log(2.0 * PI),
            _ => 0.0,
        }
    }

    /// With the scale 1, of a normal score.
    pub fn at_score(&self, score: f64) -> f64 {
        match self {
            ReportError::Normal => score,
            ReportError::StudentT { standard, .. } => standard.from_score(score),
        }
    }

    /// With the scale 1.
    pub fn standard(&self) -> Resolved {
        match self {
            ReportError::Normal => standard_normal(),
            ReportError::StudentT { standard, .. } => standard.clone(),
        }
    }

    /// A draw of the normal part of an error that reports share, of this variance, given what each of
    /// them leaves for it and the scale of its own part. `place` is the probability below it: the inverse
    /// of a density that is taken as linear between the points of a grid, which are a twelfth of a
    /// standard deviation of the shared part apart.
    pub fn shared_given(&self, variance: f64, left: &[(f64, f64)], place: f64) -> f64 {
        let sd = libm::sqrt(variance);
        let at = |cell: usize| sd * SHARED_REACH * (2.0 * cell as f64 / SHARED_CELLS as f64 - 1.0);
        let logs: Vec<f64> = (0..=SHARED_CELLS)
            .map(|cell| {
                let own = |(left, scale): &(f64, f64)| self.log_shape((at(cell) - left) / scale);
                -0.5 * math::powi(at(cell), 2) / variance + left.iter().map(own).sum::<f64>()
            })
            .collect();
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let heights: Vec<f64> = logs.iter().map(|log| libm::exp(log - most)).collect();
        let areas = heights.windows(2).map(|two| 0.5 * (two[0] + two[1]));
        let mut rest = place * areas.clone().sum::<f64>();
        for (cell, area) in areas.enumerate() {
            if rest <= area {
                // a·s + (b − a)·s²/2 = rest, in a form that is exact for b = a.
                let (a, b) = (heights[cell], heights[cell + 1]);
                let root = libm::sqrt((a * a + 2.0 * (b - a) * rest).max(0.0));
                let share = 2.0 * rest / (a + root).max(f64::MIN_POSITIVE);
                return at(cell) + share.min(1.0) * (at(cell + 1) - at(cell));
            }
            rest -= area;
        }
        at(SHARED_CELLS)
    }

    pub fn is_normal(&self) -> bool {
        matches!(self, ReportError::Normal)
    }

    /// The logarithm of the density of an error of so many scales; of a normal one up to a constant.
    fn log_shape(&self, z: f64) -> f64 {
        match self {
            ReportError::Normal => -0.5 * z * z,
            ReportError::StudentT { dof, at_zero, .. } => {
                at_zero - 0.5 * (dof + 1.0) * libm::log1p(z * z / dof)
            }
        }
    }

    /// The derivative of [`ReportError::log_density`] with respect to `centre`.
    pub fn slope(&self, centre: f64, seen: Seen, scale: f64) -> f64 {
        match seen {
            Seen::Figure(value) => {
                let z = (centre - value) / scale;
                let steepness = match self {
                    ReportError::Normal => 1.0,
                    ReportError::StudentT { dof, .. } => (dof + 1.0) / (dof + z * z),
                };
                -z * steepness / scale
            }
            Seen::Between(low, high) => {
                let probability =
                    self.log_density(centre, seen, scale) - self.constant(Seen::Figure(0.0));
                let share =
                    |end: f64| libm::exp(self.log_shape((centre - end) / scale) - probability);
                (share(low) - share(high)) / scale
            }
        }
    }

    /// The derivative of [`ReportError::log_density`] with respect to `scale`: with it both a density's height and
    /// how many scales an error is change.
    pub fn slope_by_scale(&self, centre: f64, seen: Seen, scale: f64) -> f64 {
        match seen {
            Seen::Figure(value) => {
                let z = (centre - value) / scale;
                -z * self.slope(centre, seen, scale) - 1.0 / scale
            }
            Seen::Between(low, high) => {
                let probability =
                    self.log_density(centre, seen, scale) - self.constant(Seen::Figure(0.0));
                let share = |end: f64| match (centre - end) / scale {
                    z if z.is_finite() => z * libm::exp(self.log_shape(z) - probability),
                    _ => 0.0,
                };
                (share(high) - share(low)) / scale
            }
        }
    }

    /// The log density of a report, or the log probability of bounds, where the simulated value less
    /// the shared error is `centre`; of a normal density up to a constant.
    pub fn log_density(&self, centre: f64, seen: Seen, scale: f64) -> f64 {
        match seen {
            Seen::Figure(value) => {
                let z = (centre - value) / scale;
                self.log_shape(z) - libm::log(scale)
            }
            Seen::Between(low, high) => {
                let (a, b) = ((centre - high) / scale, (centre - low) / scale);
                // Both ends in the lower half, where nothing cancels.
                let (a, b) = if a > 0.0 { (-b, -a) } else { (a, b) };
                match self {
                    ReportError::Normal => log_normal_between(a, b),
                    ReportError::StudentT { standard, .. } => {
                        libm::log(standard.cdf(b) - standard.cdf(a))
                    }
                }
            }
        }
    }
}

/// The logarithm of the standard normal probability between two values, the first not above 0.
fn log_normal_between(a: f64, b: f64) -> f64 {
    if b < -FAR {
        // The tail's first term; what is left of the lower end is as small beside it.
        return -0.5 * b * b - libm::log(-b * libm::sqrt(2.0 * PI));
    }
    let below = |z: f64| 0.5 * libm::erfc(-z * FRAC_1_SQRT_2);
    libm::log(below(b) - below(a))
}

/// A number of an error model.
///
/// # Errors
/// If it depends on parameters.
pub(crate) fn known(
    program: &Program,
    observation: &Observation,
    node: NodeId,
) -> Result<f64, TargetError> {
    constant(program, node).ok_or_else(|| TargetError::ErrorVaries {
        name: observation.name.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of normal errors the shared part is normal given the reports: of mean Σ(left/d)/(1/v + Σ1/d) and
    /// variance 1/(1/v + Σ1/d). The grid's density errs by h²/8 of a second derivative, h being a fifth
    /// of this standard deviation: below 1 %, and so do its moments. Uniform places to 1/1000.
    #[test]
    fn the_shared_part_given_reports_is_that_of_conditioning() {
        let (variance, scale) = (0.5, 0.7_f64);
        let left = [(0.9, scale), (1.4, scale), (0.2, scale)];
        let precision = 1.0 / variance + 3.0 / (scale * scale);
        let mean = 2.5 / (scale * scale) / precision;
        let drawn: Vec<f64> = (0..1_000)
            .map(|at| (f64::from(at) + 0.5) / 1_000.0)
            .map(|place| ReportError::Normal.shared_given(variance, &left, place))
            .collect();
        let found = drawn.iter().sum::<f64>() / 1_000.0;
        let squares: f64 = drawn.iter().map(|x| (x - found).powi(2)).sum();
        assert!(
            (found - mean).abs() < 0.01 / precision.sqrt(),
            "{found} {mean}"
        );
        let ratio = squares / 1_000.0 * precision;
        assert!((ratio - 1.0).abs() < 0.02, "{ratio}");
        // With no report it is as it was.
        assert!(ReportError::Normal.shared_given(2.0, &[], 0.5).abs() < 1e-12);
    }

    /// Against Φ to fifteen digits: Φ(1) − Φ(−1), Φ(−2) and, from its asymptotic series, ln Φ(−40).
    #[test]
    fn normal_probabilities_of_bounds() {
        let own = ReportError::Normal;
        let near = |found: f64, exact: f64| assert!((found - exact).abs() < 1e-12 * exact.abs());
        near(
            own.log_density(0.0, Seen::Between(-1.0, 1.0), 1.0).exp(),
            0.682_689_492_137_086,
        );
        let above = Seen::Between(f64::NEG_INFINITY, -4.0);
        near(
            own.log_density(0.0, above, 2.0).exp(),
            0.022_750_131_948_179_2,
        );
        // In the other tail the same.
        let below = Seen::Between(4.0, f64::INFINITY);
        near(
            own.log_density(0.0, below, 2.0).exp(),
            0.022_750_131_948_179_2,
        );
        // −804.608442 (the first term errs by ln(1 − 1/z²) = 6e-4).
        let far = own.log_density(-40.0, Seen::Between(0.0, f64::INFINITY), 1.0);
        assert!((far - -804.608_442).abs() < 1e-3, "{far}");
    }
}
