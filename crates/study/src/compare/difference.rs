//! Differences of one scenario from the first: of a milestone, of a series over time, of a series at one time.

use serde::Serialize;

/// A milestone in a scenario, against the first one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MilestoneDifference {
    /// Qualified name with labels.
    pub name: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Probability that it comes by the end, in the scenario, over the draws of which that is known there.
    pub probability: f64,
    /// The same in the other.
    pub probability_against: f64,
    /// Their difference.
    pub probability_difference: f64,
    /// Its Monte Carlo error, one standard deviation.
    pub probability_error: f64,
    /// The date by which it comes in half of the draws; none if later than the end.
    pub median: Option<f64>,
    /// The same in the other.
    pub median_against: Option<f64>,
    /// Share in which it comes in both, of the draws of which it is known in both.
    pub both: f64,
    /// Of those draws, by how many years it comes later in the scenario: median.
    pub years_later: Option<f64>,
    /// Its Monte Carlo error, one standard deviation.
    pub years_error: Option<f64>,
    /// Of those draws, the share in which it comes earlier in the scenario.
    pub earlier: f64,
    /// The share in which it comes later, or only in the other.
    pub later: f64,
    /// Share of all draws that diverge in one of both before they reach it: they are in no number of
    /// differences.
    pub left_out: f64,
}

/// A series in a scenario, against the first one. Values are in its unit, one for each time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesDifference {
    /// Qualified name with labels.
    pub name: String,
    /// What it says of itself, or its name.
    pub title: String,
    /// As the model writes it.
    pub unit: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Calendar years.
    pub times: Vec<f64>,
    /// Quantiles in the scenario, by probability.
    pub quantiles: Vec<(f64, Vec<f64>)>,
    /// The same in the other.
    pub quantiles_against: Vec<(f64, Vec<f64>)>,
    /// Quantiles of the difference within each draw.
    pub differences: Vec<(f64, Vec<f64>)>,
    /// Its mean; NaN where it is not finite.
    pub mean_difference: Vec<f64>,
    /// Monte Carlo error of the mean, one standard deviation.
    pub error: Vec<f64>,
    /// The same of the median of the difference.
    pub median_error: Vec<f64>,
    /// Quantiles of the ratio within each draw; NaN at a time at which some draw has none, because one of
    /// both is not positive.
    pub ratios: Vec<(f64, Vec<f64>)>,
    /// Mean of its logarithm; NaN where there is none.
    pub log_ratio_mean: Vec<f64>,
    /// Monte Carlo error of that, one standard deviation.
    pub log_ratio_error: Vec<f64>,
    /// Share of all draws that have a value in both.
    pub valued: Vec<f64>,
}

/// A series at one time, in its unit; what is not finite is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SeriesAt {
    /// Qualified name with labels.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Calendar year.
    pub time: f64,
    /// In the scenario.
    pub median: Option<f64>,
    /// In the other.
    pub median_against: Option<f64>,
    /// Mean of the difference within each draw.
    pub mean_difference: Option<f64>,
    /// Its Monte Carlo error, one standard deviation.
    pub error: Option<f64>,
    /// 10 % quantile of the difference.
    pub difference_q10: Option<f64>,
    /// Its median.
    pub difference_q50: Option<f64>,
    /// 90 % quantile.
    pub difference_q90: Option<f64>,
    /// Share of all draws that have no value in one of both: they have diverged, or it is undefined.
    pub left_out: f64,
}

impl SeriesDifference {
    /// All there is at one time.
    pub(crate) fn row(&self, at: usize) -> SeriesAt {
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        let gap = |p| finite(SeriesDifference::at(&self.differences, p, at));
        SeriesAt {
            name: self.name.clone(),
            unit: self.unit.clone(),
            scenario: self.scenario.clone(),
            against: self.against.clone(),
            time: self.times[at],
            median: finite(SeriesDifference::at(&self.quantiles, 0.5, at)),
            median_against: finite(SeriesDifference::at(&self.quantiles_against, 0.5, at)),
            mean_difference: finite(self.mean_difference[at]),
            error: finite(self.error[at]),
            difference_q10: gap(0.1),
            difference_q50: gap(0.5),
            difference_q90: gap(0.9),
            left_out: 1.0 - self.valued[at],
        }
    }

    /// One of the lists of quantiles at a probability and a time.
    pub fn at(list: &[(f64, Vec<f64>)], p: f64, time: usize) -> f64 {
        let found = list.iter().find(|(have, _)| (have - p).abs() < 1e-9);
        found
            .and_then(|(_, values)| values.get(time).copied())
            .unwrap_or(f64::NAN)
    }
}
