//! How parameters and what they swing rank together over draws (Spearman 1904).

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tenfold_ir::Program;

/// Standard errors of no correlation, 1/√n, beyond which one is shown: some hundred are tried.
const ERRORS: f64 = 3.5;

/// How a parameter and a date, or a series at the end, rank together over draws (Spearman 1904).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Influence {
    pub parameter: String,
    pub milestone_or_series: String,
    pub rank_correlation: f64,
}

/// A column of numbers of each draw, and what it is called.
pub struct Swung {
    /// Qualified name with labels.
    pub name: String,
    /// By draw: infinite where it never comes, and no number where it is not known, as in a draw that diverged.
    pub values: Vec<f64>,
}

/// All that swings these by more than chance, the strongest first, over the draws that have a value; `columns` are
/// the draws' parameters, in the program's order.
pub fn influence(program: &Program, columns: &[Vec<f64>], swung: &[Swung]) -> Vec<Influence> {
    let params = program.params.par_iter().zip(columns);
    let params: Vec<(&str, Vec<f64>)> = params
        .filter(|(_, values)| values.iter().any(|value| *value != values[0]))
        .map(|(param, values)| (param.name.as_str(), ranks(values)))
        .collect();
    let one = |swung: &Swung| {
        let is_known: Vec<bool> = swung.values.iter().map(|one| !one.is_nan()).collect();
        let has_all = is_known.iter().all(|is_known| *is_known);
        let of_known = |all: &[f64]| {
            let known = all.iter().zip(&is_known).filter(|(_, is_known)| **is_known);
            ranks(&known.map(|(one, _)| *one).collect::<Vec<f64>>())
        };
        let own = of_known(&swung.values);
        let chance = ERRORS / (own.len().max(1) as f64).sqrt();
        let all = params.par_iter().map(|(name, ranks)| Influence {
            parameter: (*name).to_owned(),
            milestone_or_series: swung.name.clone(),
            rank_correlation: match has_all {
                true => correlation(ranks, &own),
                false => correlation(&of_known(ranks), &own),
            },
        });
        let all = all.filter(|one| one.rank_correlation.abs() > chance);
        all.collect::<Vec<Influence>>()
    };
    let mut all: Vec<Influence> = swung.iter().flat_map(one).collect();
    let strength = |one: &Influence| one.rank_correlation.abs();
    all.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    all
}

/// Mid-ranks: equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] == values[order[start]] {
            end += 1;
        }
        let shared = 0.5 * (start + end - 1) as f64;
        order[start..end].iter().for_each(|at| ranks[*at] = shared);
        start = end;
    }
    ranks
}

/// Pearson's correlation; 0 where one of both does not vary.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let count = a.len() as f64;
    let mean = 0.5 * (count - 1.0);
    let (mut both, mut squares_a, mut squares_b) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a - mean, b - mean);
        both += a * b;
        squares_a += a * a;
        squares_b += b * b;
    }
    match squares_a > 0.0 && squares_b > 0.0 {
        true => both / (squares_a * squares_b).sqrt(),
        false => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank_and_never_comes_last() {
        let never = f64::INFINITY;
        assert_eq!(
            ranks(&[3.0, 1.0, 3.0, never, never]),
            [1.5, 0.0, 1.5, 3.5, 3.5]
        );
    }

    #[test]
    fn order_alone_counts() {
        let (a, b) = (ranks(&[1.0, 2.0, 3.0, 4.0]), ranks(&[1.0, 10.0, 1e3, 1e9]));
        assert!((correlation(&a, &b) - 1.0).abs() < 1e-12);
        let down = ranks(&[4.0, 3.0, 2.0, 1.0]);
        assert!((correlation(&a, &down) + 1.0).abs() < 1e-12);
        assert_eq!(correlation(&a, &ranks(&[7.0; 4])), 0.0);
    }
}
