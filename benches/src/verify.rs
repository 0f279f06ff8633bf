//! Whether all contenders compute the same: a benchmark of different answers says nothing.

use crate::contender::{Contender, Ensemble, PROBABILITIES, Tenfold};
use crate::twin::model::{Parameters, RECORDED, RECORDS};
use crate::twin::scalar;
use crate::twin::sketch::Sketch;

/// R after the last step at the fixed parameters, as published with the model.
const R_FIXED: f64 = 3.12146977625;

/// K there, published to fewer digits.
const K_FIXED: f64 = 6.35515;

/// Steps to the first crossing there: t = 15.41667.
const CROSSING_FIXED: usize = 185;

/// Draws of Tenfold stepped again by the scalar twin.
const DRAWS_COMPARED: u64 = 512;

/// Standard errors that two ensembles may differ by: 1 in a million for each of 80 comparisons.
const STANDARD_ERRORS: f64 = 5.5;

/// What does not agree, in words; nothing if all does.
pub fn fixed(contenders: &mut [Box<dyn Contender>]) -> Vec<String> {
    let mut wrong = Vec::new();
    for contender in contenders {
        let (name, found) = (contender.name(), contender.fixed());
        let [k, _, r] = found.finals;
        if (r / R_FIXED - 1.0).abs() > 1e-9 {
            wrong.push(format!(
                "{name}: R is {r} at the fixed parameters, not {R_FIXED}"
            ));
        }
        if (k - K_FIXED).abs() > 5e-6 {
            wrong.push(format!(
                "{name}: K is {k} at the fixed parameters, not {K_FIXED}"
            ));
        }
        if found.crossing != CROSSING_FIXED {
            let steps = found.crossing;
            wrong.push(format!(
                "{name}: crosses after {steps} steps, not {CROSSING_FIXED}"
            ));
        }
    }
    wrong
}

/// Steps Tenfold's own draws again by hand, trajectory by trajectory.
pub fn draws(tenfold: &Tenfold, seed: u64) -> Vec<String> {
    let mut wrong = Vec::new();
    for (draw, (parameters, found)) in tenfold.draws(seed, DRAWS_COMPARED).into_iter().enumerate() {
        let twin = scalar::trajectory(&Parameters::from_array(parameters));
        for (stock, name) in RECORDED.iter().enumerate() {
            let (found, expected) = (found.finals[stock], twin.records[stock][RECORDS - 1]);
            if (found / expected - 1.0).abs() > 1e-9 {
                wrong.push(format!(
                    "draw {draw}: {name} is {found}, by hand {expected}"
                ));
            }
        }
        if found.crossing != twin.crossing {
            let (found, expected) = (found.crossing, twin.crossing);
            wrong.push(format!(
                "draw {draw}: crosses after {found} steps, by hand {expected}"
            ));
        }
    }
    wrong
}

/// Compares an ensemble with the scalar twin's of as many draws under another seed.
///
/// Two independent estimates of a quantile differ by √2 of the standard error √(p(1−p)/n)/f; the
/// inverse density 1/f is the twin's own slope of the quantile.
pub fn ensemble(
    name: &str,
    found: &Ensemble,
    draws: u64,
    twin: &Sketch,
    twin_draws: u64,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let sampled = 1.0 / draws as f64 + 1.0 / twin_draws as f64;
    for (stock, label) in RECORDED.iter().enumerate() {
        for (at, p) in PROBABILITIES.into_iter().enumerate() {
            let quantile = |p| twin.quantile(stock, RECORDS - 1, p);
            let slope = (quantile(p + 0.02) - quantile(p - 0.02)) / 0.04;
            let error = slope * (p * (1.0 - p) * sampled).sqrt();
            let expected = quantile(p);
            let width = quantile(0.95) - quantile(0.05);
            let buckets = found.quantile_error * width + expected.abs() / 256.0;
            let bound = STANDARD_ERRORS * error + buckets;
            let value = found.quantiles[stock][at];
            if (value - expected).abs().partial_cmp(&bound) != Some(std::cmp::Ordering::Less) {
                let probability = p * 100.0;
                wrong.push(format!(
                    "{name}: the {probability} % quantile of {label} is {value}, by hand {expected} ± {bound}"
                ));
            }
        }
    }
    let expected = twin.crossed();
    let bound = STANDARD_ERRORS * (expected * (1.0 - expected) * sampled).sqrt();
    if (found.crossed - expected).abs() > bound {
        let crossed = found.crossed;
        wrong.push(format!(
            "{name}: {crossed} of the draws cross, by hand {expected} ± {bound}"
        ));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contender::Scalar;

    #[test]
    fn tenfold_steps_its_draws_as_the_hand_written_twin() {
        let mut contenders: Vec<Box<dyn Contender>> =
            vec![Box::new(Tenfold::new()), Box::new(Scalar)];
        assert_eq!(fixed(&mut contenders), Vec::<String>::new());
        assert_eq!(draws(&Tenfold::new(), 5), Vec::<String>::new());
    }

    #[test]
    fn a_wrong_ensemble_is_noticed() {
        let n = 20_000;
        let twin = scalar::run(1, n);
        let right = Scalar.run(2, n);
        assert_eq!(ensemble("right", &right, n, &twin, n), Vec::<String>::new());
        let mut shifted = right;
        shifted.quantiles[2][2] *= 1.1;
        shifted.crossed -= 0.05;
        assert_eq!(ensemble("shifted", &shifted, n, &twin, n).len(), 2);
        let mut lost = right;
        lost.quantiles[0][0] = f64::NAN;
        assert_eq!(ensemble("lost", &lost, n, &twin, n).len(), 1);
    }
}
