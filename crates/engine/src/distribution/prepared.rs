//! A distribution made ready to be drawn from many times: the plain twin is
//! [`Resolved::from_score`].

use super::categorical::Categorical;
use super::empirical::Empirical;
use super::quantile_table::{QuantileTable, SCORE_MAX};
use super::resolved::Resolved;
use super::triangular::Triangular;
use super::univariate::Map;
use crate::special::normal as standard;
use tenfold_ir::math;

/// A distribution ready for draws.
///
/// Normal, lognormal, uniform, triangular, Bernoulli, categorical and empirical draws are the
/// formula itself. The others come from a table whose error, as a difference of scores, is at
/// most 1e-10 (a relative 1e-9 of a tail's probability), or a relative 8 ε of the value where
/// that is more; where no table can do so, and beyond |z| = 8.5, the plain twin is called.
#[derive(Clone, Debug)]
pub struct Prepared {
    resolved: Resolved,
    kernel: Kernel,
    least: f64,
    greatest: f64,
}

#[derive(Clone, Debug)]
enum Kernel {
    /// offset + factor·z
    Affine {
        offset: f64,
        factor: f64,
    },
    /// e^(offset + factor·z)
    ExpAffine {
        offset: f64,
        factor: f64,
    },
    /// low + width·Φ(z), from the nearer end
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular(Triangular),
    Table(QuantileTable),
    /// How many of these scores, ascending, lie below z.
    Steps(Vec<f64>),
    /// The value at the place Φ(z) of a file.
    Empirical(Empirical),
    /// A component each.
    Mixture(Vec<Prepared>),
    /// The plain twin.
    Plain,
}

impl Prepared {
    /// Takes up to some milliseconds, where a table is made.
    pub fn new(resolved: Resolved) -> Prepared {
        let (least, greatest) = resolved.family().range();
        let kernel = Kernel::new(&resolved);
        Prepared {
            resolved,
            kernel,
            least,
            greatest,
        }
    }

    /// The distribution it was made from.
    pub fn resolved(&self) -> &Resolved {
        &self.resolved
    }

    /// Writes the draw of each score; NaN for NaN.
    ///
    /// Panics unless there is a place for each.
    pub fn draw(&self, scores: &[f64], out: &mut [f64]) {
        assert_eq!(scores.len(), out.len(), "a draw for each score");
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // SAFETY: the processor has what the function was compiled for.
            unsafe { self.draw_avx2(scores, out) };
            return;
        }
        self.draw_lanes(scores, out);
    }

    /// The same operations, compiled for wider registers; fused ones only where written so, and
    /// thus the same bits.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn draw_avx2(&self, scores: &[f64], out: &mut [f64]) {
        self.draw_lanes(scores, out);
    }

    /// Loops rather than closures: a closure would not be compiled for the wider registers.
    #[inline(always)]
    pub(super) fn draw_lanes(&self, scores: &[f64], out: &mut [f64]) {
        let lanes = scores.iter().zip(out.iter_mut());
        match &self.kernel {
            Kernel::Affine { offset, factor } => {
                for (score, out) in lanes {
                    *out = offset + factor * score;
                }
            }
            Kernel::ExpAffine { offset, factor } => {
                for (score, out) in lanes {
                    *out = math::exp(offset + factor * score);
                }
            }
            Kernel::Uniform { low, high } => {
                for (score, out) in lanes {
                    let tail = math::normal_cdf(-score.abs()) * (high - low);
                    *out = if *score < 0.0 {
                        low + tail
                    } else {
                        high - tail
                    };
                }
            }
            Kernel::Triangular(d) => {
                for (score, out) in lanes {
                    let tail = math::normal_cdf(-score.abs());
                    let (near, far) = (tail, 1.0 - tail);
                    let below = if *score < 0.0 { near } else { far };
                    let above = if *score < 0.0 { far } else { near };
                    *out = d.at(below, above).clamp(self.least, self.greatest);
                }
            }
            Kernel::Table(table) => self.draw_table(table, scores, out),
            Kernel::Steps(ends) => {
                for (score, out) in lanes {
                    *out = step(ends, *score);
                }
            }
            Kernel::Empirical(d) => {
                for (score, out) in lanes {
                    let value = d.values[d.place(math::normal_cdf(*score))];
                    *out = if score.is_nan() { f64::NAN } else { value };
                }
            }
            Kernel::Mixture(components) => self.draw_mixture(components, scores, out),
            Kernel::Plain => {
                for (score, out) in lanes {
                    *out = self.resolved.from_score(*score);
                }
            }
        }
    }

    #[inline(always)]
    fn draw_table(&self, table: &QuantileTable, scores: &[f64], out: &mut [f64]) {
        table.interpolate(scores, out);
        match table.map {
            Map::Identity => {}
            Map::Exp => {
                for x in out.iter_mut() {
                    *x = math::exp(*x);
                }
            }
            Map::Logistic => {
                for x in out.iter_mut() {
                    *x = math::logistic(*x);
                }
            }
        }
        let mut beyond = 0_u64;
        for (score, x) in scores.iter().zip(out.iter_mut()) {
            *x = x.clamp(self.least, self.greatest);
            beyond |= u64::from(score.abs() > SCORE_MAX);
        }
        if beyond > 0 {
            for (score, x) in scores.iter().zip(out) {
                if score.abs() > SCORE_MAX {
                    *x = self.resolved.from_score(*score);
                }
            }
        }
    }

    fn draw_mixture(&self, components: &[Prepared], scores: &[f64], out: &mut [f64]) {
        let Resolved::Mixture(mixture) = &self.resolved else {
            unreachable!("only a mixture has components");
        };
        for (score, out) in scores.iter().zip(out) {
            if score.is_nan() {
                *out = f64::NAN;
                continue;
            }
            let (k, score) = mixture.choose(*score);
            components[k].draw(&[score], std::slice::from_mut(out));
        }
    }
}

impl Kernel {
    fn new(resolved: &Resolved) -> Kernel {
        match resolved {
            Resolved::Normal(d) => Kernel::Affine {
                offset: d.mean,
                factor: d.sd,
            },
            Resolved::Lognormal(d) => Kernel::ExpAffine {
                offset: d.ln_median,
                factor: d.sigma,
            },
            Resolved::Uniform(d) => Kernel::Uniform {
                low: d.low,
                high: d.high,
            },
            Resolved::Triangular(d) => Kernel::Triangular(d.clone()),
            Resolved::Bernoulli(d) => Kernel::Steps(steps(&[1.0 - d.p, d.p])),
            Resolved::Categorical(d) => Kernel::Steps(steps(&d.probabilities)),
            Resolved::Empirical(d) => Kernel::Empirical(d.clone()),
            Resolved::Mixture(d) => {
                Kernel::Mixture(d.components.iter().cloned().map(Prepared::new).collect())
            }
            Resolved::Loguniform(_)
            | Resolved::Beta(_)
            | Resolved::Gamma(_)
            | Resolved::Exponential(_)
            | Resolved::StudentT(_)
            | Resolved::Truncated(_) => {
                QuantileTable::new(resolved.family()).map_or(Kernel::Plain, Kernel::Table)
            }
        }
    }
}

/// The scores at which categories end, but for the last that is possible.
fn steps(probabilities: &[f64]) -> Vec<f64> {
    let categories = Categorical::new(probabilities);
    let ends = categories.ends.iter();
    ends.map(|end| standard::score(*end))
        .filter(|score| *score < f64::INFINITY)
        .collect()
}

/// The category of a score.
#[inline(always)]
fn step(ends: &[f64], score: f64) -> f64 {
    /// Up to here counting all beats searching.
    const COUNTED_MAX: usize = 16;
    let category = if ends.len() <= COUNTED_MAX {
        ends.iter().map(|end| tenfold_ir::truth(score > *end)).sum()
    } else {
        ends.partition_point(|end| score > *end) as f64
    };
    if score.is_nan() { f64::NAN } else { category }
}
