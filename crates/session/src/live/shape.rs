//! A distribution of numbers as a slider shows it: quantiles, the ends of a scale, a density along it.

use serde::Serialize;
use tenfold_engine::quantile;
use tenfold_ir::math;

/// A distribution, in a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Shape {
    /// 5 % quantile.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95 % quantile.
    pub q95: f64,
    /// Places along the scale; none where all is at one value.
    pub x: Vec<f64>,
    /// The density along the scale there, the highest place at 1.
    pub density: Vec<f64>,
}

/// Along what values are evenly spread to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Scale {
    Linear,
    Log,
    Logit,
}

/// A scale with its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) scale: Scale,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Places along an axis.
const PLACES: usize = 81;
/// Share of the draws beyond each end.
const BEYOND: f64 = 0.005;
/// From this ratio of its ends on, a positive axis is logarithmic.
const LOG_RATIO: f64 = 8.0;
/// A share whose ends come nearer to 0 or 1 than this is seen on a logit's.
const EDGE: f64 = 0.05;

impl Axis {
    /// For these numbers, most of them; none where they are one.
    pub(crate) fn of(ascending: &[f64]) -> Option<Axis> {
        let low = quantile(ascending, BEYOND)?;
        let high = quantile(ascending, 1.0 - BEYOND)?;
        let is_share = low > 0.0 && high < 1.0 && high > 0.5;
        let scale = match low > 0.0 && high / low >= LOG_RATIO {
            _ if is_share && (low < EDGE || high > 1.0 - EDGE) => Scale::Logit,
            true => Scale::Log,
            false => Scale::Linear,
        };
        (low < high).then_some(Axis { scale, low, high })
    }

    fn along(&self, x: f64) -> f64 {
        match self.scale {
            Scale::Linear => x,
            Scale::Log => math::ln(x),
            Scale::Logit => math::ln(x / (1.0 - x)),
        }
    }

    fn value(&self, along: f64) -> f64 {
        match self.scale {
            Scale::Linear => along,
            Scale::Log => math::exp(along),
            Scale::Logit => 1.0 / (1.0 + math::exp(-along)),
        }
    }

    /// A distribution along this axis: counts in cells, smoothed by a normal bump of Silverman's width (1986,
    /// eq. 3.31), a cell at least.
    pub(crate) fn shape(&self, ascending: &[f64]) -> Shape {
        let q = |p| quantile(ascending, p).unwrap_or(f64::NAN);
        let (from, to) = (self.along(self.low), self.along(self.high));
        let cell = (to - from) / (PLACES - 1) as f64;
        let mut counts = [0.0; PLACES];
        for x in ascending {
            let place = (self.along(*x) - from) / cell;
            if place > -0.5 && place < PLACES as f64 - 0.5 {
                counts[place.round() as usize] += 1.0;
            }
        }
        let spread = (self.along(q(0.75)) - self.along(q(0.25))) / 1.349;
        let count = (ascending.len() as f64).max(1.0);
        let width = (0.9 * spread * math::power(count, -0.2) / cell).max(1.0);
        let bump = |at: usize| {
            let all = counts.iter().enumerate();
            all.map(|(from, count)| {
                let z = (at as f64 - from as f64) / width;
                count * math::exp(-0.5 * z * z)
            })
            .sum()
        };
        let density: Vec<f64> = (0..PLACES).map(bump).collect();
        let highest = density.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        Shape {
            q05: q(0.05),
            q50: q(0.5),
            q95: q(0.95),
            x: (0..PLACES)
                .map(|at| self.value(from + cell * at as f64))
                .collect(),
            density: density.into_iter().map(|one| one / highest).collect(),
        }
    }
}

/// Finite numbers in ascending order, in a unit.
pub(crate) fn ascending(values: &[f64], factor: f64) -> Vec<f64> {
    let shown = values.iter().map(|value| value / factor);
    let mut all: Vec<f64> = shown.filter(|value| value.is_finite()).collect();
    all.sort_by(f64::total_cmp);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_fits_what_is_on_it() {
        let spread = |from: f64, to: f64| -> Vec<f64> {
            (0..=1_000)
                .map(|n| from + (to - from) * f64::from(n) / 1e3)
                .collect()
        };
        let scale = |values: &[f64]| Axis::of(values).map(|axis| axis.scale);
        assert_eq!(scale(&spread(-1.0, 1.0)), Some(Scale::Linear));
        assert_eq!(scale(&spread(1.0, 5.0)), Some(Scale::Linear));
        assert_eq!(scale(&spread(0.1, 1e4)), Some(Scale::Log));
        assert_eq!(scale(&spread(0.001, 0.999)), Some(Scale::Logit));
        assert_eq!(scale(&[2.0; 9]), None);
    }

    #[test]
    fn a_density_is_highest_where_most_numbers_are() {
        let mut values = vec![1.0; 50];
        values.extend((0..=100).map(|n| f64::from(n) / 50.0));
        values.sort_by(f64::total_cmp);
        let shape = Axis::of(&values).unwrap().shape(&values);
        let highest = shape.density.iter().position(|one| *one == 1.0).unwrap();
        assert!((shape.x[highest] - 1.0).abs() < 0.05);
        assert_eq!((shape.q50, shape.x.len()), (1.0, PLACES));
    }
}
