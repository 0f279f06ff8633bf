//! Which runs count: bootstrap replicates, folds of a cross-validation.

use tenfold_engine::{Key, Part};
use tenfold_ir::site;

/// How often each of `rows` runs is in the replicate: as many as there are, drawn with replacement
/// (Efron 1979). A function of seed and replicate alone.
pub(crate) fn replicate(seed: u64, replicate: u64, rows: usize) -> Vec<f64> {
    let key = Key::new(seed, site("bootstrap"));
    let mut weights = vec![0.0; rows];
    for at in 0..rows {
        let u = key.uniform(replicate, at as u32, Part::Value);
        weights[(u * rows as f64) as usize] += 1.0;
    }
    weights
}

/// The fold of each run: as equal in size as can be, in an order drawn from the seed.
pub(crate) fn folds(seed: u64, rows: usize, folds: usize) -> Vec<usize> {
    let key = Key::new(seed, site("folds"));
    let mut order: Vec<usize> = (0..rows).collect();
    for at in (1..rows).rev() {
        let u = key.uniform(0, at as u32, Part::Value);
        order.swap(at, (u * (at + 1) as f64) as usize);
    }
    let mut fold = vec![0; rows];
    for (nth, row) in order.into_iter().enumerate() {
        fold[row] = nth % folds;
    }
    fold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replicate_has_as_many_runs_as_the_record() {
        for number in 0..50 {
            let weights = replicate(7, number, 33);
            assert_eq!(weights.iter().sum::<f64>(), 33.0);
        }
        assert_ne!(replicate(7, 0, 33), replicate(7, 1, 33));
        assert_ne!(replicate(7, 0, 33), replicate(8, 0, 33));
    }

    /// A run is in a replicate with probability 1 − (1 − 1/n)^n, about 0.63; over 1000 replicates of
    /// 40 runs the share's standard deviation is below √(0.25/40000) = 0.0025.
    #[test]
    fn two_runs_of_three_are_in_a_replicate() {
        let present = |number| {
            replicate(1, number, 40)
                .iter()
                .filter(|w| **w > 0.0)
                .count()
        };
        let share = (0..1000).map(present).sum::<usize>() as f64 / 40_000.0;
        let expected = 1.0 - (1.0 - 1.0 / 40.0_f64).powi(40);
        assert!((share - expected).abs() < 5.0 * 0.0025, "{share}");
    }

    #[test]
    fn folds_are_of_equal_size() {
        let fold = folds(3, 23, 5);
        let sizes: Vec<usize> = (0..5)
            .map(|one| fold.iter().filter(|f| **f == one).count())
            .collect();
        assert_eq!(sizes, [5, 5, 5, 4, 4]);
    }
}
