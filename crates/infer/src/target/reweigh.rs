//! A posterior seen from other beliefs: what weight each of its rows has there.
//!
//! A row is given by values, as it is kept; the part of errors that reports of a series share is not kept
//! with it, so that it is integrated over here whatever their distribution.

use super::Target;
use super::error::TargetError;
use super::seen::Seen;
use super::series::{Report, Residual, SeriesInfo, Width};
use crate::psis::{log_sum, smooth};
use rayon::prelude::*;
use tenfold_engine::distribution::resolve;
use tenfold_engine::{Collected, Collector, CompileError, Given, Sampling};
use tenfold_ir::{Column, NodeId, Param, Program, When, math};

/// Standard deviations of the shared part of errors that count, and cells over them: the trapezoidal rule's
/// error falls exponentially, and the narrowest bump of fifty reports is half a cell wide.
const SHARED_REACH: f64 = 5.0;
const SHARED_CELLS: usize = 60;

/// Rows that have met a record.
#[derive(Clone, Debug)]
pub struct Met {
    /// By row, the logarithm of the likelihood, the shared part of errors integrated over, up to a constant;
    /// −∞ where the trajectory diverges.
    pub log_likelihoods: Vec<f64>,
    /// What the record depends on and the rows did not hold was drawn from its prior: the rows with it.
    pub given: Given,
}

/// Runs rows through the record of a program.
///
/// # Errors
/// If there is no record, nothing uncertain that it depends on, or the engine refuses the program.
pub fn meet_rows(program: &Program, given: &Given, seed: u64) -> Result<Met, TargetError> {
    let target = Target::new(program, f64::INFINITY, seed)?;
    let mut asked = target.program.clone();
    let ends = |report: &Report| {
        let end = (report.step + 1).min(target.last_step);
        [report.step.min(end), end]
    };
    // Of each report what is simulated, and the width where it is not known.
    let variables = |report: &Report| match target.series[report.series].width {
        Width::Known(_) => [report.series, report.series],
        Width::Follows(width) => [report.series, width],
    };
    asked.columns = (target.reports.iter())
        .flat_map(|report| variables(report).map(|variable| (variable, ends(report))))
        .flat_map(|(variable, ends)| ends.map(|step| (variable, step)))
        .map(|(variable, step)| Column {
            node: target.program.variables[variable].node,
            when: When::At(step),
        })
        .collect();
    let collector = Collector::new(&asked)?;
    let sampling = Sampling::Given {
        seed,
        given: given.clone().into(),
    };
    let rows = given.draws.len() as u64;
    let found = collector.run(&sampling, 0..rows, &|_| {});
    let log_likelihoods = (0..rows as usize).into_par_iter();
    let log_likelihoods = log_likelihoods.map(|row| target.log_likelihood(&found, row));
    let mut given = given.clone();
    for &param in &target.moved {
        let column = &mut given.params[param];
        column.get_or_insert_with(|| found.params[param].clone());
    }
    Ok(Met {
        log_likelihoods: log_likelihoods.collect(),
        given,
    })
}

impl Target {
    /// Of a row, from the columns of each report's ends.
    fn log_likelihood(&self, found: &Collected, row: usize) -> f64 {
        if found.diverged[row].is_some() {
            return f64::NEG_INFINITY;
        }
        let between = |report: &Report, column: usize| {
            let (first, second) = (found.columns[column][row], found.columns[column + 1][row]);
            match report.share {
                1.0 => second,
                share => first + share * (second - first),
            }
        };
        let simulated = |(at, report): (usize, &Report)| {
            let (value, info) = (between(report, 4 * at), &self.series[report.series]);
            let value = match info.is_date {
                true => value.min(self.never),
                false => value,
            };
            let width = match info.width {
                Width::Known(width) => width,
                Width::Follows(_) => between(report, 4 * at + 2),
            };
            (value, width)
        };
        let all: Vec<(f64, f64)> = self.reports.iter().enumerate().map(simulated).collect();
        let series = self.series.iter().enumerate();
        let total: f64 = series
            .map(|(at, info)| {
                let own = self.reports.iter().zip(&all);
                let own: Vec<(&Report, f64, f64)> = (own.filter(|(report, _)| report.series == at))
                    .map(|(report, (value, width))| (report, *value, *width))
                    .collect();
                info.log_likelihood(&own)
            })
            .sum();
        match total.is_nan() {
            true => f64::NEG_INFINITY,
            false => total,
        }
    }
}

impl SeriesInfo {
    /// Of all reports of a series, where that was simulated, and errors are so wide.
    fn log_likelihood(&self, reports: &[(&Report, f64, f64)]) -> f64 {
        let given = |shared: f64| -> f64 {
            let each = reports.iter();
            each.map(|(report, simulated, width)| {
                let centre = simulated - self.spread(*width) * shared;
                let scale = self.own_scale(*width, report.stated);
                self.own.log_density(centre, report.seen, scale)
            })
            .sum()
        };
        if self.is_closed {
            let residual = |(report, simulated, width): &(&Report, f64, f64)| Residual {
                residual: match report.seen {
                    Seen::Figure(value) => simulated - value,
                    Seen::Between(..) => f64::NAN,
                },
                own: self.own_scale(*width, report.stated),
                spread: self.spread(*width),
            };
            let residuals = reports.iter().map(residual);
            let shares = residuals
                .clone()
                .map(|one| math::powi(one.spread / one.own, 2));
            let spread = libm::log(1.0 + shares.sum::<f64>());
            return -0.5 * (SeriesInfo::squares(residuals) + self.log_variances + spread);
        }
        if self.sharing == 0.0 {
            return given(0.0);
        }
        let cells = 0..=SHARED_CELLS;
        let terms = cells.map(|cell| {
            let score = SHARED_REACH * (2.0 * cell as f64 / SHARED_CELLS as f64 - 1.0);
            -0.5 * score * score + given(score)
        });
        let terms: Vec<f64> = terms.collect();
        log_sum(terms.iter().copied())
    }
}

/// By row, the logarithm of the prior density of the values that it gives to parameters with a prior, those
/// alone that `counts` names by their place; −∞ outside a support.
///
/// # Errors
/// If the engine refuses the program, or a prior does not exist for a row's values.
pub fn log_priors(
    program: &Program,
    given: &Given,
    counts: impl Fn(usize) -> bool,
) -> Result<Vec<f64>, TargetError> {
    let rows = given.draws.len();
    let mut totals = vec![0.0; rows];
    let params: Vec<(usize, &Param)> = (program.params.iter().enumerate())
        .filter(|(at, param)| param.prior.is_some() && given.params[*at].is_some() && counts(*at))
        .collect();
    let nodes = |param: &Param| {
        let mut nodes = Vec::new();
        (param.prior.iter()).for_each(|prior| prior.nodes(&mut nodes));
        nodes
    };
    let asked: Vec<NodeId> = params.iter().flat_map(|(_, param)| nodes(param)).collect();
    let arguments = arguments(program, given, &asked)?;
    for (at, param) in params {
        let (Some(prior), Some(column)) = (&param.prior, &given.params[at]) else {
            continue;
        };
        for (row, total) in totals.iter_mut().enumerate() {
            let value = |node: NodeId| {
                let place = asked.iter().position(|have| *have == node);
                place.map_or(f64::NAN, |place| arguments[place][row])
            };
            let density = resolve(prior, &value).map_err(|reason| CompileError::Distribution {
                name: param.name.clone(),
                reason,
            })?;
            *total += density.log_density(column[row]);
        }
    }
    Ok(totals)
}

/// The values of nodes that depend on parameters alone, by row.
fn arguments(
    program: &Program,
    given: &Given,
    nodes: &[NodeId],
) -> Result<Vec<Vec<f64>>, TargetError> {
    let mut still = program.clone();
    still.time.steps = 0;
    (still.stocks, still.milestones) = Default::default();
    let column = |node: &NodeId| Column {
        node: *node,
        when: When::At(0),
    };
    still.columns = nodes.iter().map(column).collect();
    let collector = Collector::new(&still)?;
    let sampling = Sampling::Given {
        seed: 0,
        given: given.clone().into(),
    };
    let rows = given.draws.len() as u64;
    Ok(collector.run(&sampling, 0..rows, &|_| {}).columns)
}

/// Rows of a posterior, resampled for other beliefs.
#[derive(Clone, Debug, PartialEq)]
pub struct Reweighed {
    /// By place, the row that stands there: a row that is kept stays in its own place, so that draws of both
    /// beliefs have as much in common as can be.
    pub rows: Vec<usize>,
    /// Σw² of the smoothed weights, inverted: how many rows of equal weight they are worth.
    pub effective: f64,
    /// The shape of the weights' tail: above 0.7 few rows decide.
    pub pareto_k: f64,
}

/// Smooths weights, given by their logarithms, and resamples; none where every weight is 0.
pub fn reweigh(mut log_weights: Vec<f64>) -> Option<Reweighed> {
    let most = log_weights
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        return None;
    }
    let pareto_k = smooth(&mut log_weights);
    let weights: Vec<f64> = log_weights.iter().map(|log| libm::exp(*log)).collect();
    let squares: f64 = weights.iter().map(|weight| math::powi(*weight, 2)).sum();
    Some(Reweighed {
        rows: resampled(&weights),
        effective: 1.0 / squares,
        pareto_k,
    })
}

/// As many rows as there are, each about as often as its weight says (systematic resampling, Kitagawa 1996),
/// every row that is among them in its own place first; the others fill what is left, in order.
fn resampled(weights: &[f64]) -> Vec<usize> {
    let count = weights.len();
    let mut copies = vec![0_usize; count];
    let (mut passed, mut at) = (weights[0], 0);
    for nth in 0..count {
        let place = (nth as f64 + 0.5) / count as f64;
        while passed < place && at + 1 < count {
            at += 1;
            passed += weights[at];
        }
        copies[at] += 1;
    }
    let surplus = copies.iter().enumerate();
    let mut surplus = surplus.flat_map(|(row, copies)| (1..*copies).map(move |_| row));
    let mut place = |row: usize| match copies[row] {
        0 => surplus.next().expect("as many as there are rows"),
        _ => row,
    };
    (0..count).map(&mut place).collect()
}

/// The rows of another order.
pub fn reordered(given: &Given, rows: &[usize]) -> Given {
    let until = given.until as usize;
    let column = |column: &Vec<f64>| rows.iter().map(|row| column[*row]).collect();
    let noise = |scores: &Vec<f64>| {
        let of_row = |row: &usize| scores[row * until..(row + 1) * until].iter().copied();
        rows.iter().flat_map(of_row).collect()
    };
    Given {
        params: (given.params.iter())
            .map(|own| own.as_ref().map(column))
            .collect(),
        draws: rows.iter().map(|row| given.draws[*row]).collect(),
        noises: (given.noises.iter())
            .map(|own| own.as_ref().map(noise))
            .collect(),
        until: given.until,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_in_their_place_and_come_as_often_as_they_weigh() {
        assert_eq!(resampled(&[0.25; 4]), [0, 1, 2, 3]);
        assert_eq!(resampled(&[0.5, 0.0, 0.5, 0.0]), [0, 0, 2, 2]);
        assert_eq!(resampled(&[0.0, 0.0, 0.0, 1.0]), [3, 3, 3, 3]);
    }

    #[test]
    fn weights_that_are_all_alike_change_nothing() {
        let found = reweigh(vec![-3.0; 50]).expect("they have weight");
        assert_eq!(found.rows, (0..50).collect::<Vec<_>>());
        assert!((found.effective - 50.0).abs() < 1e-9);
        assert_eq!(reweigh(vec![f64::NEG_INFINITY; 3]), None);
    }
}
