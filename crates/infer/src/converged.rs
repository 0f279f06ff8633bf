//! Whether independent runs say the same.

use tenfold_engine::distribution::{Resolved, resolve};
use tenfold_ir::{Distribution, Family, NodeId, math};

/// The rank-normalised split R-hat of several runs of equal length (Vehtari, Gelman, Simpson, Carpenter
/// and Bürkner 2021): the larger of that of the ranks and that of the ranks of distances from the
/// median, which sees tails. 1 where all halves of all runs agree.
pub(crate) fn r_hat(runs: &[Vec<f64>]) -> f64 {
    let halves: Vec<&[f64]> = runs
        .iter()
        .flat_map(|run| {
            let half = run.len() / 2;
            [&run[..half], &run[run.len() - half..]]
        })
        .collect();
    let mut sorted: Vec<f64> = halves
        .iter()
        .flat_map(|half| half.iter().copied())
        .collect();
    sorted.sort_by(f64::total_cmp);
    let median = 0.5 * (sorted[sorted.len() / 2] + sorted[(sorted.len() - 1) / 2]);
    let folded = halves.iter().map(|half| {
        half.iter()
            .map(|x| (x - median).abs())
            .collect::<Vec<f64>>()
    });
    let folded: Vec<Vec<f64>> = folded.collect();
    let folded: Vec<&[f64]> = folded.iter().map(Vec::as_slice).collect();
    split_r_hat(&normal_ranks(&halves)).max(split_r_hat(&normal_ranks(&folded)))
}

/// Bins of ranks, each with the same share of all.
pub(crate) const RANK_BINS: usize = 20;

/// How many values of each run have ranks in each bin, of their ranks among the values of all: even where
/// runs say the same. Ranks are all that particles can tell: they have no order, so that effective sizes
/// from the autocorrelation of chains have no meaning for them.
pub(crate) fn rank_counts(runs: &[Vec<f64>]) -> Vec<Vec<u32>> {
    let parts: Vec<&[f64]> = runs.iter().map(Vec::as_slice).collect();
    let total: usize = runs.iter().map(Vec::len).sum();
    let bin = |rank: f64| ((rank - 0.5) / total as f64 * RANK_BINS as f64) as usize;
    let counted = |ranks: Vec<f64>| {
        let mut counts = vec![0; RANK_BINS];
        for rank in ranks {
            counts[bin(rank)] += 1;
        }
        counts
    };
    ranks(&parts).into_iter().map(counted).collect()
}

/// The normal scores of ranks among all (Blom 1958).
fn normal_ranks(parts: &[&[f64]]) -> Vec<Vec<f64>> {
    let count: usize = parts.iter().map(|part| part.len()).sum();
    let normal = standard_normal();
    let mut all = ranks(parts);
    for rank in all.iter_mut().flatten() {
        *rank = normal.quantile((*rank - 0.375) / (count as f64 + 0.25));
    }
    all
}

/// The ranks of values among all, from 1; equal values share their mean rank.
fn ranks(parts: &[&[f64]]) -> Vec<Vec<f64>> {
    let all: Vec<f64> = parts.iter().flat_map(|part| part.iter().copied()).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| all[*a].total_cmp(&all[*b]));
    let mut ranks = vec![0.0; all.len()];
    let mut first = 0;
    while first < order.len() {
        let is_same = |at: &&usize| all[**at] == all[order[first]];
        let last = first + order[first..].iter().take_while(is_same).count();
        let rank = (first + last + 1) as f64 / 2.0;
        for &at in &order[first..last] {
            ranks[at] = rank;
        }
        first = last;
    }
    let mut rest = ranks.into_iter();
    let lengths = parts.iter().map(|part| part.len());
    lengths
        .map(|length| rest.by_ref().take(length).collect())
        .collect()
}

fn standard_normal() -> Resolved {
    let normal = Distribution::Family {
        family: Family::Normal,
        arguments: vec![NodeId(0), NodeId(1)],
    };
    resolve(&normal, &|node| f64::from(node.0)).expect("mean 0 and standard deviation 1")
}

/// √ of the variance that means of parts let expect, against the variance inside them.
fn split_r_hat(parts: &[Vec<f64>]) -> f64 {
    let length = parts[0].len() as f64;
    let moments = parts.iter().map(|part| {
        let mean = part.iter().sum::<f64>() / length;
        let squares: f64 = part.iter().map(|x| math::powi(x - mean, 2)).sum();
        (mean, squares / (length - 1.0))
    });
    let moments: Vec<(f64, f64)> = moments.collect();
    let count = moments.len() as f64;
    let mean = moments.iter().map(|(mean, _)| mean).sum::<f64>() / count;
    let spread: f64 = moments
        .iter()
        .map(|(own, _)| math::powi(own - mean, 2))
        .sum();
    let within = moments.iter().map(|(_, variance)| variance).sum::<f64>() / count;
    let between = spread / (count - 1.0);
    libm::sqrt(((length - 1.0) / length * within + between) / within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_engine::{Key, Part};
    use tenfold_ir::site;

    fn uniform(run: u64, count: u32) -> Vec<f64> {
        let key = Key::new(5, site("runs"));
        (0..count)
            .map(|at| key.uniform(run, at, Part::Value))
            .collect()
    }

    /// Of 8 halves of 500 the means' variance is 1/500 of that within: R-hat is √(1 + 0.002 χ²/7), with
    /// χ² of 7 degrees above 24.3 once in a thousand: 1.0035, and of two.
    #[test]
    fn runs_of_one_distribution_agree() {
        let runs: Vec<Vec<f64>> = (0..4).map(|run| uniform(run, 1000)).collect();
        let found = r_hat(&runs);
        assert!((0.999..1.0036).contains(&found), "{found}");
    }

    /// A run that is elsewhere, one that drifts and one that is narrower are each seen.
    #[test]
    fn runs_that_differ_do_not() {
        let plain: Vec<Vec<f64>> = (0..4).map(|run| uniform(run, 1000)).collect();
        let with = |change: &dyn Fn(usize, f64) -> f64| {
            let mut runs = plain.clone();
            for (at, x) in runs[2].iter_mut().enumerate() {
                *x = change(at, *x);
            }
            r_hat(&runs)
        };
        assert!(with(&|_, x| x + 0.3) > 1.05);
        assert!(with(&|at, x| x + 0.5 * (at as f64 / 1000.0 - 0.5)) > 1.01);
        assert!(with(&|_, x| 0.5 + 0.3 * (x - 0.5)) > 1.05);
    }

    /// Scores of the ranks 1, 2.5, 2.5 and 4 of four.
    #[test]
    fn equal_values_share_their_rank() {
        let found = normal_ranks(&[&[2.0, 1.0], &[2.0, 9.0]]);
        let normal = standard_normal();
        let score = |rank: f64| normal.quantile((rank - 0.375) / 4.25);
        assert_eq!(found, [[score(2.5), score(1.0)], [score(2.5), score(4.0)]]);
    }

    /// A run below another: its ranks fill the lower bins, two each, and none of the upper.
    #[test]
    fn ranks_of_each_run_are_counted_among_all() {
        let runs: [Vec<f64>; 2] = [
            (0..20).map(f64::from).collect(),
            (20..40).map(f64::from).collect(),
        ];
        let (lower, upper) = (vec![2; RANK_BINS / 2], vec![0; RANK_BINS / 2]);
        let found = rank_counts(&runs);
        assert_eq!(found[0], [lower.clone(), upper.clone()].concat());
        assert_eq!(found[1], [upper, lower].concat());
        // All alike: all have the middle rank.
        let found = rank_counts(&[vec![1.0; 5], vec![1.0; 5]]);
        assert_eq!((found[0][10], found[1][10]), (5, 5));
    }
}
