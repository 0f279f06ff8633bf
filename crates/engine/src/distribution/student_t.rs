//! Student's t distribution, by way of the incomplete beta function.

use super::univariate::Univariate;
use crate::special::{
    IncompleteBeta, Tails,
    normal::{self as standard, LN_SQRT_TAU},
    stirling_error,
};

/// `student_t(dof, location, scale)`
#[derive(Clone, Debug, PartialEq)]
pub struct StudentT {
    dof: f64,
    location: f64,
    scale: f64,
    /// dof/(dof + t²) is beta(dof/2, ½); none where the distribution is nearly normal.
    law: Option<IncompleteBeta>,
}

/// Beyond it the two-term expansion about the normal is exact to 1e-12 for |z| ≤ 9.
const DOF_BETA_MAX: f64 = 1e6;

impl StudentT {
    pub(super) fn new(dof: f64, location: f64, scale: f64) -> StudentT {
        StudentT {
            dof,
            location,
            scale,
            law: (dof <= DOF_BETA_MAX).then(|| IncompleteBeta::new(0.5 * dof, 0.5)),
        }
    }

    /// The normal score of t for a large dof. Source: Abramowitz and Stegun 26.7.8, inverted.
    fn score_of(&self, t: f64) -> f64 {
        let (n, s) = (self.dof, t * t);
        t - t * (s + 1.0) / (4.0 * n) + t * ((13.0 * s + 8.0) * s + 3.0) / (96.0 * n * n)
    }

    /// t of a normal score for a large dof. Source: Abramowitz and Stegun 26.7.5.
    fn t_of(&self, score: f64) -> f64 {
        let (n, s) = (self.dof, score * score);
        let second = score * ((5.0 * s + 16.0) * s + 3.0) / (96.0 * n * n);
        score + score * (s + 1.0) / (4.0 * n) + second
    }
}

impl Univariate for StudentT {
    fn log_density(&self, x: f64) -> f64 {
        let t = (x - self.location) / self.scale;
        let half = 0.5 * self.dof;
        // ln Γ(half + ½) − ln Γ(half) − ½·ln(2π·half), free of large terms that cancel.
        let ln_peak = half * libm::log1p(0.5 / half) - 0.5 + stirling_error(half + 0.5)
            - stirling_error(half)
            - LN_SQRT_TAU;
        ln_peak - (half + 0.5) * libm::log1p(t * t / self.dof) - libm::log(self.scale)
    }

    fn log_density_slope(&self, x: f64) -> f64 {
        let t = (x - self.location) / self.scale;
        -(self.dof + 1.0) * t / (self.dof + t * t) / self.scale
    }

    fn tails(&self, x: f64) -> Tails {
        let t = (x - self.location) / self.scale;
        let Some(law) = &self.law else {
            return standard::tails(self.score_of(t));
        };
        let logit = libm::log(self.dof) - 2.0 * libm::log(t.abs());
        let outer = 0.5 * law.tails(logit).below;
        if t < 0.0 {
            Tails::from_below(outer)
        } else {
            Tails::from_above(outer)
        }
    }

    fn quantile(&self, tails: Tails) -> f64 {
        let Some(law) = &self.law else {
            return self.location + self.scale * self.t_of(standard::score(tails));
        };
        let outer = tails.below.min(tails.above);
        let logit = law.logit_quantile(Tails {
            below: 2.0 * outer,
            above: (tails.below - tails.above).abs(),
        });
        let magnitude = libm::exp(0.5 * (libm::log(self.dof) - logit));
        let t = magnitude.copysign(tails.below - tails.above);
        self.location + self.scale * t
    }
}
