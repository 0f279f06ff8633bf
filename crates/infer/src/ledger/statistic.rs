//! Statistics of one number a draw, for any weights of the draws and within bins of them.

use super::fifths::{Bins, FIFTHS, chi_squared};
use super::sample::{ascending, per_draw, ranks};
use tenfold_engine::Collected;
use tenfold_ir::{Program, Statistic};

/// A statistic with its numbers at hand. A NaN counts nowhere.
pub(super) enum Prepared<'b> {
    /// Of a condition it is the probability.
    Mean(Vec<f64>),
    Quantile {
        values: Vec<f64>,
        order: Vec<u32>,
        p: f64,
    },
    /// Of ranks.
    Correlation(Vec<f64>, Vec<f64>),
    Influence {
        ranks: Vec<f64>,
        bins: &'b Bins,
        /// None where it explains no more than chance alone would: then it has no place.
        param: Option<usize>,
        /// The other parameters that might explain more.
        rivals: Vec<usize>,
    },
}

impl<'b> Prepared<'b> {
    pub(super) fn new(
        statistic: &Statistic,
        worlds: &[Collected],
        (program, bins): (&Program, &'b Bins),
        worth: f64,
    ) -> Prepared<'b> {
        match statistic {
            Statistic::Probability(of) | Statistic::Mean(of) => {
                Prepared::Mean(per_draw(of, worlds))
            }
            Statistic::Quantile(of, p) => {
                let values = per_draw(of, worlds);
                Prepared::Quantile {
                    order: ascending(&values),
                    values,
                    p: *p,
                }
            }
            Statistic::Correlation(x, y) => {
                let (mut x, mut y) = (per_draw(x, worlds), per_draw(y, worlds));
                for (x, y) in x.iter_mut().zip(&mut y) {
                    if x.is_nan() || y.is_nan() {
                        (*x, *y) = (f64::NAN, f64::NAN);
                    }
                }
                Prepared::Correlation(ranks(&x), ranks(&y))
            }
            Statistic::InfluenceRank { of, param } => {
                let mut params = program.params.iter();
                let param = params.position(|have| have.name == *param);
                let ranks = ranks(&per_draw(of, worlds));
                let param = param.filter(|at| explains(&ranks, bins, *at, worth));
                Prepared::Influence {
                    rivals: param.map_or_else(Vec::new, |param| rivals(&ranks, bins, param)),
                    ranks,
                    bins,
                    param,
                }
            }
        }
    }

    /// Share of the draws without a value.
    pub(super) fn left_out(&self) -> f64 {
        let values = match self {
            Prepared::Mean(values) | Prepared::Quantile { values, .. } => values,
            Prepared::Correlation(values, _) | Prepared::Influence { ranks: values, .. } => values,
        };
        let absent = values.iter().filter(|value| value.is_nan());
        absent.count() as f64 / values.len().max(1) as f64
    }

    /// Its value with these weights of the draws; NaN where nothing has weight.
    pub(super) fn estimate(&self, weights: &[f64]) -> f64 {
        match self {
            Prepared::Mean(values) => {
                let (mut sum, mut total) = (0.0, 0.0);
                for (value, weight) in values.iter().zip(weights) {
                    // An infinite value of no weight is no value.
                    if !value.is_nan() && *weight > 0.0 {
                        sum += weight * value;
                        total += weight;
                    }
                }
                sum / total
            }
            Prepared::Quantile { values, order, p } => {
                let total: f64 = order.iter().map(|at| weights[*at as usize]).sum();
                let weighted = order.iter().map(|at| *at as usize);
                let weighted = weighted.map(|at| (values[at], weights[at]));
                quantile(weighted, p * total)
            }
            Prepared::Correlation(x, y) => {
                let mut moments = Moments::default();
                for ((x, y), weight) in x.iter().zip(y).zip(weights) {
                    moments.add(*x, *y, *weight);
                }
                moments.correlation()
            }
            Prepared::Influence {
                ranks,
                bins,
                param,
                rivals,
            } => match param {
                Some(param) => influence_rank(ranks, bins, (*param, rivals), weights),
                None => f64::NAN,
            },
        }
    }

    /// Its value within each bin; none for what has no meaning there.
    pub(super) fn within(&self, bin_of: &[u8]) -> Option<[f64; FIFTHS]> {
        let mut out = [f64::NAN; FIFTHS];
        match self {
            Prepared::Mean(values) => {
                let (mut sums, mut totals) = ([0.0; FIFTHS], [0.0; FIFTHS]);
                for (value, bin) in values.iter().zip(bin_of) {
                    if !value.is_nan() {
                        sums[usize::from(*bin)] += value;
                        totals[usize::from(*bin)] += 1.0;
                    }
                }
                for (out, (sum, total)) in out.iter_mut().zip(sums.into_iter().zip(totals)) {
                    *out = sum / total;
                }
            }
            Prepared::Quantile { values, order, p } => {
                let mut members: [Vec<f64>; FIFTHS] = Default::default();
                for at in order.iter().map(|at| *at as usize) {
                    members[usize::from(bin_of[at])].push(values[at]);
                }
                for (out, members) in out.iter_mut().zip(members) {
                    let total = members.len() as f64;
                    *out = quantile(members.into_iter().map(|value| (value, 1.0)), p * total);
                }
            }
            Prepared::Correlation(x, y) => {
                let mut moments: [Moments; FIFTHS] = Default::default();
                for ((x, y), bin) in x.iter().zip(y).zip(bin_of) {
                    moments[usize::from(*bin)].add(*x, *y, 1.0);
                }
                for (out, moments) in out.iter_mut().zip(moments) {
                    *out = moments.correlation();
                }
            }
            Prepared::Influence { .. } => return None,
        }
        Some(out)
    }
}

/// The value at which ascending weights reach a target; in the middle of two where they meet it.
fn quantile(weighted: impl Iterator<Item = (f64, f64)>, target: f64) -> f64 {
    let mut reached = 0.0;
    let mut met: Option<f64> = None;
    for (value, weight) in weighted.filter(|(_, weight)| *weight > 0.0) {
        if let Some(before) = met {
            return if before == value {
                value
            } else {
                0.5 * (before + value)
            };
        }
        reached += weight;
        if reached > target {
            return value;
        }
        if reached == target {
            met = Some(value);
        }
    }
    met.unwrap_or(f64::NAN)
}

/// Sums that a correlation is made of.
#[derive(Clone, Copy, Default)]
struct Moments {
    total: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Moments {
    fn add(&mut self, x: f64, y: f64, weight: f64) {
        if x.is_nan() || weight == 0.0 {
            return;
        }
        self.total += weight;
        self.x += weight * x;
        self.y += weight * y;
        self.xx += weight * x * x;
        self.yy += weight * y * y;
        self.xy += weight * x * y;
    }

    fn correlation(&self) -> f64 {
        let covariance =
            |xy: f64, x: f64, y: f64| xy / self.total - x * y / self.total / self.total;
        let (x, y) = (
            covariance(self.xx, self.x, self.x),
            covariance(self.yy, self.y, self.y),
        );
        if !(x > 0.0 && y > 0.0) {
            // One of the two does not vary.
            return f64::NAN;
        }
        covariance(self.xy, self.x, self.y) / (x * y).sqrt()
    }
}

/// One more than how many parameters explain more of the ranks.
fn influence_rank(
    ranks: &[f64],
    bins: &Bins,
    (param, rivals): (usize, &[usize]),
    weights: &[f64],
) -> f64 {
    let explained = |at: usize| {
        let bin_of = bins.of[at].as_ref();
        bin_of.map_or(0.0, |bin_of| explained(ranks, bin_of, weights))
    };
    let own = explained(param);
    let more = rivals.iter().filter(|at| explained(**at) > own);
    more.count() as f64 + 1.0
}

/// Parameters that a replicate could put before one: those that explain a quarter of what it does, so
/// that nothing is spent on the many that explain nothing.
fn rivals(ranks: &[f64], bins: &Bins, param: usize) -> Vec<usize> {
    let all = vec![1.0; ranks.len()];
    let explained = |at: usize| {
        let bin_of = bins.of[at].as_ref();
        bin_of.map_or(f64::NEG_INFINITY, |bin_of| explained(ranks, bin_of, &all))
    };
    let least = explained(param) / 4.0;
    let others = (0..bins.of.len()).filter(|at| *at != param && bins.of[*at].is_some());
    others
        .filter(|at| least <= 0.0 || explained(*at) >= least)
        .collect()
}

/// Whether the ranks differ between the fifths of a parameter by more than chance allows, a draw being worth
/// so much of an independent one. What does not vary is explained by nothing.
fn explains(ranks: &[f64], bins: &Bins, param: usize, worth: f64) -> bool {
    let Some(bin_of) = &bins.of[param] else {
        return false;
    };
    let mut valued = ranks.iter().filter(|rank| !rank.is_nan());
    let first = valued.next();
    if valued.all(|rank| Some(rank) == first) {
        return false;
    }
    let spread = Spread::of(ranks, bin_of, &vec![1.0; ranks.len()]);
    let chance = spread.variance / (spread.total * worth);
    spread.between > chance * chi_squared(spread.freedom)
}

/// Variance of the bins' means, less what chance alone gives them.
fn explained(values: &[f64], bin_of: &[u8], weights: &[f64]) -> f64 {
    let spread = Spread::of(values, bin_of, weights);
    spread.between - spread.freedom * spread.variance / spread.total
}

/// How values are spread over bins.
struct Spread {
    /// Weight of all that have a value.
    total: f64,
    variance: f64,
    /// Of the bins' means.
    between: f64,
    /// Bins less one.
    freedom: f64,
}

impl Spread {
    fn of(values: &[f64], bin_of: &[u8], weights: &[f64]) -> Spread {
        let (mut sums, mut totals) = ([0.0; FIFTHS], [0.0; FIFTHS]);
        let mut square = 0.0;
        for ((value, bin), weight) in values.iter().zip(bin_of).zip(weights) {
            if !value.is_nan() {
                sums[usize::from(*bin)] += weight * value;
                totals[usize::from(*bin)] += weight;
                square += weight * value * value;
            }
        }
        let total: f64 = totals.iter().sum();
        let mean = sums.iter().sum::<f64>() / total;
        let filled = totals.iter().filter(|total| **total > 0.0).count() as f64;
        let between = (sums.iter().zip(&totals))
            .filter(|(_, own)| **own > 0.0)
            .map(|(sum, own)| own / total * (sum / own - mean) * (sum / own - mean));
        Spread {
            total,
            variance: square / total - mean * mean,
            between: between.sum(),
            freedom: filled - 1.0,
        }
    }
}
