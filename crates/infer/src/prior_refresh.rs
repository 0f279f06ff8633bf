//! Scores that moves hardly change, to be refreshed from their priors besides.
//!
//! Where the record says little of a score in one place and much in another, moves seldom find the way
//! between these: their steps are short enough for the one, and so too short for the other. A draw that
//! replaces the one score passes all that lies between.

use crate::particles::Particles;
use tenfold_ir::math;

/// The correlation of a score with what it is a state later, from which on it is slow.
const SLOW: f64 = 0.5;
/// So many at most, the slowest.
const SLOWEST: usize = 4;

/// The scores that change least from each of some states to the next, the slowest first.
pub(crate) fn slowest(states: &[Particles]) -> Vec<usize> {
    let all = (0..states[0].dimensions).map(|score| (score, correlation(states, score)));
    let mut slow: Vec<(usize, f64)> = all.filter(|(_, with)| *with > SLOW).collect();
    slow.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    slow.truncate(SLOWEST);
    slow.into_iter().map(|(score, _)| score).collect()
}

/// The correlation of a particle's score with that of the next state.
fn correlation(states: &[Particles], score: usize) -> f64 {
    let own = |state: &Particles| -> Vec<f64> {
        let all = state.scores.iter().skip(score).step_by(state.dimensions);
        all.copied().collect()
    };
    let columns: Vec<Vec<f64>> = states.iter().map(own).collect();
    let mean_of = |sum: f64, states: usize| sum / (states * columns[0].len()) as f64;
    let all = || columns.iter().flatten();
    let mean = mean_of(all().sum(), columns.len());
    let variance = mean_of(all().map(|x| math::powi(x - mean, 2)).sum(), columns.len());
    let steps = columns
        .windows(2)
        .flat_map(|two| two[0].iter().zip(&two[1]));
    let moved = mean_of(
        steps.map(|(a, b)| math::powi(a - b, 2)).sum(),
        columns.len() - 1,
    );
    1.0 - moved / (2.0 * variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One score is drawn anew in each state, one keeps 0.8 of what it was, one 0.9.
    #[test]
    fn the_slowest_come_first_and_quick_ones_not_at_all() {
        let wave = |nth: usize, at: usize| {
            let by = 1.0 + 0.17 * nth as f64;
            std::f64::consts::SQRT_2 * libm::sin(by * at as f64)
        };
        let count = 4_096;
        let mut scores = vec![0.0; 3 * count];
        let states = (0..3).map(|state| {
            for (particle, own) in scores.chunks_exact_mut(3).enumerate() {
                for (score, (own, kept)) in own.iter_mut().zip([0.0, 0.8, 0.9]).enumerate() {
                    let fresh = wave(3 * state + score, particle);
                    let share: f64 = if state == 0 { 0.0 } else { kept };
                    *own = share * *own + (1.0 - share * share).sqrt() * fresh;
                }
            }
            Particles {
                dimensions: 3,
                scores: scores.clone(),
                draws: vec![0; count],
                log_likelihoods: vec![0.0; count],
                log_evidence: 0.0,
                steps: 0,
                accepted: 0.0,
            }
        });
        let states: Vec<Particles> = states.collect();
        // Means of products of two waves over n places err by less than 12/n, as sums of cosines that are
        // no less than 0.17 apart do.
        for (score, kept) in [0.0, 0.8, 0.9].into_iter().enumerate() {
            assert!((correlation(&states, score) - kept).abs() < 4.0 * 12.0 / count as f64);
        }
        assert_eq!(slowest(&states), [2, 1]);
    }
}
