//! What anybody could have said: forecasts of a series from its own past alone.
//!
//! Each is a distribution whose width is estimated from the same past, so that its scores stand
//! beside a model's. They speak of values on the scale of a report's error: logarithms, where it is
//! in proportion. Below four reports none is made: nothing would be left to judge its error by.

use crate::score::{Forecast, standard_normal};
use tenfold_engine::Key;
use tenfold_ir::{math, site};

/// A way to continue a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Baseline {
    /// The growth of the last year goes on. Its error, of the same rule at earlier reports, grows
    /// with the root of the horizon.
    LastGrowth,
    /// A straight line by least squares: exponential growth, where the scale is logarithms.
    Exponential,
    /// Logistic growth by least squares on logarithms, over all midpoints and rates by their likelihood.
    Logistic,
    /// A random walk with drift, of increments in proportion to time.
    RandomWalk,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Baseline; 4] = [
        Baseline::LastGrowth,
        Baseline::Exponential,
        Baseline::Logistic,
        Baseline::RandomWalk,
    ];

    /// Its name in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Baseline::LastGrowth => "last-growth",
            Baseline::Exponential => "exponential",
            Baseline::Logistic => "logistic",
            Baseline::RandomWalk => "random-walk",
        }
    }

    /// Learns from dates and values, ascending; none if they are too few.
    pub fn fitted(self, known: &[(f64, f64)], is_log: bool) -> Option<Fitted> {
        let known = spaced(known);
        match self {
            Baseline::LastGrowth => last_growth(&known),
            Baseline::Exponential => exponential(&known),
            Baseline::Logistic => is_log.then(|| logistic(&known)).flatten(),
            Baseline::RandomWalk => random_walk(&known),
        }
    }
}

/// A baseline that has learnt.
#[derive(Clone, Debug, PartialEq)]
pub enum Fitted {
    /// A line with an error.
    Line(Line),
    /// Logistic curves.
    Curves(Curves),
}

/// A line, and an error whose variance is `fixed + per_year·h + per_square·(t − centre)²`, h years after its start.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    dof: f64,
    /// Date and value from which it goes on.
    start: (f64, f64),
    slope: f64,
    fixed: f64,
    per_year: f64,
    per_square: f64,
    centre: f64,
}

/// Equally likely logistic curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    curves: Vec<Curve>,
}

/// log K − log(1 + exp(−rate·(t − midpoint))), with the standard deviation of an error.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Curve {
    log_limit: f64,
    rate: f64,
    midpoint: f64,
    sd: f64,
}

/// Fewest reports, and fewest degrees of freedom of an error: with one, no score is finite.
const REPORTS_MIN: usize = 4;
const DOF_MIN: usize = 2;
/// Reports nearer than a month are one: the error that they share would pass for growth.
const APART_MIN: f64 = 1.0 / 12.0;
/// What "the last year" is, and the shortest past that stands in for it.
const YEAR: f64 = 1.0;
const YEAR_MIN: f64 = 0.25;
/// Midpoints sought: years before the first report and after the last; rates, per year.
const MIDPOINT: (f64, f64) = (5.0, 10.0);
const RATE: (f64, f64) = (0.1, 10.0);
const GRID: usize = 48;
/// Curves kept.
const CURVES: usize = 1024;
/// A forecast is no surer than this share of its value, nor than numbers are.
const WIDTH_MIN: f64 = 1e-9;

impl Fitted {
    /// Of the value at a date.
    pub fn forecast(&self, date: f64) -> Forecast {
        match self {
            Fitted::Line(line) => {
                let h = date - line.start.0;
                let location = line.start.1 + line.slope * h;
                let away = date - line.centre;
                let variance =
                    line.fixed + line.per_year * h.max(0.0) + line.per_square * away * away;
                let least = WIDTH_MIN * location.abs().max(1.0);
                Forecast::student(line.dof, location, libm::sqrt(variance).max(least))
            }
            Fitted::Curves(curves) => {
                let members = curves.curves.iter();
                let members = members.map(|curve| (curve.at(date), curve.sd));
                // Its own errors, the same at every date: no two dates are compared by them.
                let key = Key::new(0, site("logistic"));
                Forecast::ensemble(members.collect(), standard_normal(), key, 0)
            }
        }
    }
}

impl Curve {
    fn at(&self, date: f64) -> f64 {
        self.log_limit - libm::log1p(libm::exp(-self.rate * (date - self.midpoint)))
    }
}

/// Groups of reports within a month of the group's first, each as one.
fn spaced(known: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut groups: Vec<Vec<(f64, f64)>> = Vec::new();
    for report in known {
        match groups.last_mut() {
            Some(group) if report.0 - group[0].0 < APART_MIN => group.push(*report),
            _ => groups.push(vec![*report]),
        }
    }
    let mean = |group: Vec<(f64, f64)>| {
        let count = group.len() as f64;
        let sum = |part: &dyn Fn(&(f64, f64)) -> f64| group.iter().map(part).sum::<f64>() / count;
        (sum(&|report| report.0), sum(&|report| report.1))
    };
    groups.into_iter().map(mean).collect()
}

/// Growth a year over the last year before the last report, or over what past there is.
fn growth(known: &[(f64, f64)]) -> Option<f64> {
    let last = known.last()?;
    let is_before = |report: &&(f64, f64)| last.0 - report.0 >= YEAR;
    let first = known.iter().rev().find(is_before).or(known.first())?;
    let years = last.0 - first.0;
    (years >= YEAR_MIN).then(|| (last.1 - first.1) / years)
}

/// The variance a year is that of the rule's errors, from each earlier report to each later one.
fn last_growth(known: &[(f64, f64)]) -> Option<Fitted> {
    let slope = growth(known)?;
    let (mut squares, mut years, mut origins) = (0.0, 0.0, 0);
    for at in 0..known.len() - 1 {
        let Some(slope) = growth(&known[..=at]) else {
            continue;
        };
        origins += 1;
        for later in &known[at + 1..] {
            let h = later.0 - known[at].0;
            let error = later.1 - known[at].1 - slope * h;
            squares += error * error;
            years += h;
        }
    }
    (origins >= DOF_MIN).then(|| {
        Fitted::Line(Line {
            dof: origins as f64,
            start: known[known.len() - 1],
            slope,
            fixed: 0.0,
            per_year: squares / years,
            per_square: 0.0,
            centre: 0.0,
        })
    })
}

/// The predictive distribution of a regression line.
fn exponential(known: &[(f64, f64)]) -> Option<Fitted> {
    if known.len() < REPORTS_MIN {
        return None;
    }
    let count = known.len() as f64;
    let mean = |part: &dyn Fn(&(f64, f64)) -> f64| known.iter().map(part).sum::<f64>() / count;
    let (centre, level) = (mean(&|report| report.0), mean(&|report| report.1));
    let spread = count * mean(&|report| math::powi(report.0 - centre, 2));
    let slope = count * mean(&|report| (report.0 - centre) * (report.1 - level)) / spread;
    let residual = |report: &(f64, f64)| report.1 - level - slope * (report.0 - centre);
    let dof = count - 2.0;
    let variance = count * mean(&|report| math::powi(residual(report), 2)) / dof;
    Some(Fitted::Line(Line {
        dof,
        start: (centre, level),
        slope,
        fixed: variance * (1.0 + 1.0 / count),
        per_year: 0.0,
        per_square: variance / spread,
        centre,
    }))
}

/// Increments are normal with means and variances in proportion to their time. The drift's own
/// error adds σ²h²/T, over a past of T years.
fn random_walk(known: &[(f64, f64)]) -> Option<Fitted> {
    if known.len() < REPORTS_MIN {
        return None;
    }
    let (first, last) = (known[0], known[known.len() - 1]);
    let years = last.0 - first.0;
    let drift = (last.1 - first.1) / years;
    let squares: f64 = known
        .windows(2)
        .map(|two| {
            let h = two[1].0 - two[0].0;
            math::powi(two[1].1 - two[0].1 - drift * h, 2) / h
        })
        .sum();
    let dof = (known.len() - 2) as f64;
    let variance = squares / dof;
    Some(Fitted::Line(Line {
        dof,
        start: last,
        slope: drift,
        fixed: 0.0,
        per_year: variance,
        per_square: variance / years,
        centre: last.0,
    }))
}

/// Every midpoint and rate of a grid has its best limit; the curves kept are as likely as their
/// squares make them, with limit and error integrated out (weight RSS^(−(n−1)/2)).
fn logistic(known: &[(f64, f64)]) -> Option<Fitted> {
    let count = known.len() as f64;
    if known.len() < REPORTS_MIN + 1 {
        return None;
    }
    let (from, to) = (
        known[0].0 - MIDPOINT.0,
        known[known.len() - 1].0 + MIDPOINT.1,
    );
    let step = |at: usize| (at as f64 + 0.5) / GRID as f64;
    let mut grid = Vec::with_capacity(GRID * GRID);
    for row in 0..GRID {
        let rate = RATE.0 * libm::pow(RATE.1 / RATE.0, step(row));
        for column in 0..GRID {
            let mut curve = Curve {
                log_limit: 0.0,
                rate,
                midpoint: from + (to - from) * step(column),
                sd: 0.0,
            };
            let misses: Vec<f64> = known.iter().map(|(t, y)| y - curve.at(*t)).collect();
            curve.log_limit = misses.iter().sum::<f64>() / count;
            let squares = |miss: &f64| math::powi(miss - curve.log_limit, 2);
            let squares: f64 = misses.iter().map(squares).sum();
            let variance = squares / (count - 3.0) * (1.0 + 1.0 / count);
            curve.sd = libm::sqrt(variance).max(WIDTH_MIN);
            grid.push((curve, curve.sd));
        }
    }
    let least = grid.iter().map(|(_, sd)| *sd).fold(f64::INFINITY, f64::min);
    // RSS goes with the square of the sd.
    let weight = |sd: f64| libm::pow(least / sd, count - 1.0);
    let total: f64 = grid.iter().map(|(_, sd)| weight(*sd)).sum();
    let mut curves = Vec::with_capacity(CURVES);
    let mut passed = 0.0;
    for (curve, sd) in grid {
        passed += weight(sd) / total * CURVES as f64;
        while curves.len() < CURVES && curves.len() as f64 + 0.5 < passed {
            curves.push(curve);
        }
    }
    Some(Fitted::Curves(Curves { curves }))
}

#[cfg(test)]
#[path = "baseline_tests.rs"]
mod tests;
