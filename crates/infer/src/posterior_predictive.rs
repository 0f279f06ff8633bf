//! How a posterior meets each report: without it, and against what it would have reported itself.

use crate::psis::{log_sum, smooth};
use crate::target::{Residual, Seen, SeriesInfo, Target};
use rayon::prelude::*;
use tenfold_engine::{Evaluator, Key, normal_scores};
use tenfold_ir::site;

/// A report, and what each row of the posterior says in its place.
pub(crate) struct Predicted {
    pub series: usize,
    pub seen: Seen,
    /// As reported, calendar years.
    pub date: f64,
    /// The standard deviation that it states of itself.
    pub stated: f64,
    /// On the scale of the error.
    pub simulated: Vec<f64>,
    /// The scale of the whole error, without what it states.
    pub widths: Vec<f64>,
}

impl Predicted {
    /// The residual of a row from a value, and the scales of the parts of its error.
    fn residual(&self, info: &SeriesInfo, row: usize, from: f64) -> Residual {
        Residual {
            residual: self.simulated[row] - from,
            own: info.own_scale(self.widths[row], self.stated),
            spread: info.spread(self.widths[row]),
        }
    }
}

/// What leaving one report out shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeftOut {
    /// Its date, calendar years.
    pub date: f64,
    /// What it says, in base units: a figure twice, or its bounds, which may be infinite.
    pub reported: (f64, f64),
    /// The logarithm of the density of the report, given all others.
    pub log_density: f64,
    /// Whether the posterior can tell: above 0.7 few of its draws decide, as the report moves it far.
    pub pareto_k: f64,
}

/// A series as the posterior predicts it.
pub(crate) struct SeriesPredictive<'a> {
    target: &'a Target,
    series: usize,
    reports: Vec<&'a Predicted>,
    seed: u64,
    rows: usize,
    /// The score of the part of the error that its reports share, in each row.
    common: Vec<f64>,
}

impl<'a> SeriesPredictive<'a> {
    /// `coordinate` gives, by row, a part of an error that is a coordinate of the posterior.
    pub fn new(
        target: &'a Target,
        (series, reports): (usize, Vec<&'a Predicted>),
        (seed, rows): (u64, usize),
        coordinate: impl Fn(usize, usize) -> f64,
    ) -> Self {
        let mut own = SeriesPredictive {
            target,
            series,
            reports,
            seed,
            rows,
            common: vec![0.0; rows],
        };
        let info = &target.series[series];
        match info.common() {
            Some(which) => {
                own.common = (0..rows).map(|row| coordinate(row, which)).collect();
            }
            None if info.spread(1.0) > 0.0 => own.draw_common(info),
            None => {}
        }
        own
    }

    /// The score of the shared part of normal errors, drawn given residuals.
    fn draw_common(&mut self, info: &SeriesInfo) {
        let scores = self.scores("shared");
        for (row, score) in scores.into_iter().enumerate() {
            let (mut precision, mut sum) = (1.0, 0.0);
            for report in &self.reports {
                if let Seen::Figure(value) = report.seen {
                    let one = report.residual(info, row, value);
                    let weight = one.spread / (one.own * one.own);
                    precision += weight * one.spread;
                    sum += weight * one.residual;
                }
            }
            self.common[row] = sum / precision + score / libm::sqrt(precision);
        }
    }

    /// Standard normal numbers, one a row, under a name of their own.
    fn scores(&self, what: &str) -> Vec<f64> {
        let name = format!("{what} error of {}", self.target.series[self.series].name);
        let key = Key::new(self.seed, site(&name));
        let firsts = (0..self.rows as u64).step_by(Evaluator::LANES);
        let blocks = firsts.flat_map(|first| normal_scores(&self.target.kernel, key, first, 0));
        blocks.take(self.rows).collect()
    }

    /// Each report, left out (Vehtari, Gelman and Gabry 2017).
    pub fn left_out(&self) -> Vec<LeftOut> {
        let info = &self.target.series[self.series];
        let own = &info.own;
        let plain = |value: f64| if info.is_log { libm::exp(value) } else { value };
        let one = |report: &&Predicted| {
            let density = |row: usize| {
                let one = report.residual(info, row, 0.0);
                let centre = one.residual - one.spread * self.common[row];
                own.log_density(centre, report.seen, one.own) + own.constant(report.seen)
            };
            let densities: Vec<f64> = (0..self.rows).map(density).collect();
            let mut weights: Vec<f64> = densities.iter().map(|l| -l).collect();
            let pareto_k = smooth(&mut weights);
            let pairs = weights.iter().zip(&densities);
            let (low, high) = match report.seen {
                Seen::Figure(value) => (value, value),
                Seen::Between(low, high) => (low, high),
            };
            LeftOut {
                date: report.date,
                reported: (plain(low), plain(high)),
                log_density: log_sum(pairs.map(|(weight, density)| weight + density)),
                pareto_k,
            }
        };
        self.reports.par_iter().map(one).collect()
    }

    /// The share of rows whose own reports would miss by more, in squares of their errors, than those
    /// recorded; none of bounds alone (Gelman, Meng and Stern 1996).
    pub fn p_value(&self) -> Option<f64> {
        let info = &self.target.series[self.series];
        let figures: Vec<(f64, &&Predicted)> = (self.reports.iter())
            .filter_map(|report| match report.seen {
                Seen::Figure(value) => Some((value, report)),
                Seen::Between(..) => None,
            })
            .collect();
        if figures.is_empty() {
            return None;
        }
        let shared = self.scores("replicated shared");
        let owns: Vec<Vec<f64>> = (0..figures.len())
            .map(|at| self.scores(&format!("replicated {at}")))
            .collect();
        let misses_more = |row: &usize| {
            let recorded = figures.iter();
            let recorded = recorded.map(|(value, report)| report.residual(info, *row, *value));
            let replicated = figures.iter().zip(&owns).map(|((_, report), scores)| {
                let mut one = report.residual(info, *row, 0.0);
                one.residual =
                    one.spread * shared[*row] + one.own * info.own.at_score(scores[*row]);
                one
            });
            SeriesInfo::squares(replicated) >= SeriesInfo::squares(recorded)
        };
        let count = (0..self.rows).filter(misses_more).count();
        Some(count as f64 / self.rows as f64)
    }
}
