//! What was believed of a parameter before the record and after it, as two curves over one axis.

use crate::axis::Axis;
use tenfold_ir::math;
use tenfold_study::posterior_rows::Shape;

/// Places along the axis at which a curve is known.
const PLACES: usize = 101;
/// Share of the draws beyond each end of the axis.
const BEYOND: f64 = 0.01;
/// From this ratio of its ends on, a positive axis is logarithmic.
const LOG_RATIO: f64 = 8.0;
/// The narrowest bump, as a share of the axis: what a picture can show.
const WIDTH_MIN: f64 = 0.006;

/// The axis, and the densities of prior and posterior along it, the highest place at 1.
pub(crate) fn curves(shape: &Shape) -> Option<(Axis, Vec<f64>, Vec<f64>)> {
    let ends: Vec<f64> = [&shape.prior, &shape.posterior]
        .into_iter()
        .flat_map(|draws| middle(draws))
        .collect();
    let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
    let most = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let axis = match least > 0.0 && most / least >= LOG_RATIO {
        true => Axis::log(ends.into_iter()),
        false => Axis::linear(ends.into_iter()),
    }?;
    let [mut before, mut after] =
        [&shape.prior, &shape.posterior].map(|draws| density(&axis, draws));
    let highest = before.iter().chain(&after).copied().fold(0.0, f64::max);
    for height in before.iter_mut().chain(&mut after) {
        *height /= highest;
    }
    (highest > 0.0).then_some((axis, before, after))
}

/// The ends of all draws but the outermost.
fn middle(draws: &[f64]) -> Vec<f64> {
    let mut draws: Vec<f64> = draws.iter().copied().filter(|x| x.is_finite()).collect();
    draws.sort_by(f64::total_cmp);
    let Some(last) = draws.len().checked_sub(1) else {
        return Vec::new();
    };
    let beyond = (BEYOND * last as f64) as usize;
    vec![draws[beyond], draws[last - beyond]]
}

/// A sum of normal bumps, one a draw, of Silverman's width (1986, eq. 3.31).
fn density(axis: &Axis, draws: &[f64]) -> Vec<f64> {
    let inside = draws.iter().filter(|x| (axis.low..=axis.high).contains(*x));
    let mut places: Vec<f64> = inside.filter_map(|x| axis.place(*x)).collect();
    places.sort_by(f64::total_cmp);
    let count = places.len();
    if count < 2 {
        return vec![0.0; PLACES];
    }
    let mean = places.iter().sum::<f64>() / count as f64;
    let variance = places.iter().map(|x| math::powi(x - mean, 2)).sum::<f64>() / count as f64;
    let quartiles = places[count * 3 / 4] - places[count / 4];
    let spread = variance.sqrt().min(quartiles / 1.34).max(0.0);
    let width = (0.9 * spread * math::power(count as f64, -0.2)).max(WIDTH_MIN);
    let height = |at: f64| {
        // Beyond four widths a bump is not seen.
        let from = places.partition_point(|x| *x < at - 4.0 * width);
        let to = places.partition_point(|x| *x <= at + 4.0 * width);
        let bumps = places[from..to].iter();
        bumps
            .map(|x| math::exp(-0.5 * math::powi((x - at) / width, 2)))
            .sum::<f64>()
            / (draws.len() as f64 * width)
    };
    (0..PLACES)
        .map(|nth| height(nth as f64 / (PLACES - 1) as f64))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_belief_is_higher_in_proportion() {
        let even = |from: f64, to: f64| -> Vec<f64> {
            (0..2_000)
                .map(|nth| from + (to - from) * f64::from(nth) / 1_999.0)
                .collect()
        };
        let shape = Shape {
            prior: even(-5.0, 5.0),
            posterior: even(-1.0, 1.0),
            ..Shape::default()
        };
        let (axis, before, after) = curves(&shape).unwrap();
        let middle = PLACES / 2;
        assert_eq!((axis.low, axis.high), (-6.0, 6.0));
        // A fifth as wide, five times as high; the bumps round off the ends alone.
        assert!((after[middle] / before[middle] - 5.0).abs() < 0.25);
        assert!(after[PLACES / 5] < 1e-3 && before[PLACES / 5] > 0.1);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(curves(&Shape::default()).is_none());
        let constant = Shape {
            prior: vec![2.0; 9],
            posterior: vec![2.0; 9],
            ..Shape::default()
        };
        let (axis, ..) = curves(&constant).unwrap();
        assert!(axis.low < 2.0 && axis.high > 2.0);
    }
}
