//! Against what the measure is by hand.

use super::*;

/// Scores of so many particles, whose first is twice as wide as the second and moves with it, and slopes
/// that are steep in one direction of the last two.
fn passed(particles: usize) -> Passed {
    let wave = |at: usize, by: f64| std::f64::consts::SQRT_2 * libm::sin(by * at as f64);
    let mut passed = Passed {
        moves: 1,
        particles,
        ..Passed::default()
    };
    for block in 0..particles / LANES {
        let waves = |lane: usize| [1.0, 1.7, 2.3, 2.9].map(|by| wave(block * LANES + lane, by));
        for waves in (0..LANES).map(waves) {
            let scores = [2.0 * waves[0], waves[0] + waves[1], waves[2], waves[3]];
            passed.scores.extend(scores);
        }
        // Of 81 times the square of the one, and once of the other.
        let pulls = |share: (f64, f64)| {
            std::array::from_fn(|lane| 9.0 * share.0 * waves(lane)[2] + share.1 * waves(lane)[3])
        };
        let none = [0.0; LANES];
        passed
            .pulls
            .extend([none, none, pulls((0.6, -0.8)), pulls((0.8, 0.6))]);
    }
    passed
}

/// The covariance is that of the waves, whose means over n points err by less than 2/n, and is drawn
/// towards its diagonal by 2/(n + 2); the measure of the steep direction is 81^(-1/4) = 1/3.
#[test]
fn moves_are_as_long_as_the_covariance_and_slopes_say() {
    let count = 64 * LANES;
    let metric = Metric::of(&passed(count), (4, 2));
    let near = |found: f64, exact: f64| assert!((found - exact).abs() < 3e-3, "{found} {exact}");
    let drift = |momentum: [f64; 4]| {
        let (mut scores, mut speeds) = (vec![[0.0]; 4], momentum.map(|p| [p]));
        metric.quicken(&mut speeds);
        metric.drift(&speeds, &[0.5], &mut scores);
        scores
            .into_iter()
            .map(|[score]| score)
            .collect::<Vec<f64>>()
    };
    // The factor of [4 2; 2 2] is [2 0; 1 1].
    for (found, exact) in drift([1.0, 0.0, 0.0, 0.0])
        .into_iter()
        .zip([1.0, 0.5, 0.0, 0.0])
    {
        near(found, exact);
    }
    near(drift([0.0, 1.0, 0.0, 0.0])[1], 0.5);
    let along = drift([0.0, 0.0, 0.6, 0.8]);
    near(along[2], 0.5 * 0.6 / 3.0);
    near(along[3], 0.5 * 0.8 / 3.0);
    let across = drift([0.0, 0.0, -0.8, 0.6]);
    near(across[2], -0.4);
    near(across[3], 0.3);
}

/// What a pull adds to momenta is the transpose of what momenta do to scores: trajectories keep volume.
#[test]
fn a_kick_is_the_transpose_of_a_drift() {
    let metric = Metric::of(&passed(8 * LANES), (4, 2));
    let unit = |at: usize| -> Vec<[f64; 1]> { (0..4).map(|one| [f64::from(one == at)]).collect() };
    for row in 0..4 {
        let mut momenta = vec![[0.0]; 4];
        metric.kick(&unit(row), &mut momenta);
        metric.weigh(&mut momenta);
        for (column, momentum) in momenta.iter().enumerate() {
            let (mut scores, mut speeds) = (vec![[0.0]; 4], unit(column));
            metric.quicken(&mut speeds);
            metric.drift(&speeds, &[1.0], &mut scores);
            assert!((scores[row][0] - momentum[0]).abs() < 1e-14);
        }
    }
}

#[test]
fn slopes_of_the_last_moves_are_kept_and_scores_are_not() {
    let mut all = passed(LANES);
    for nth in 0..2 * MOVES_TOLD {
        let more = passed(LANES);
        all.moves += 1;
        all.pulls
            .extend(more.pulls.iter().map(|row| row.map(|x| x + nth as f64)));
    }
    let last = all.pulls[all.pulls.len() - 4 * MOVES_TOLD..].to_vec();
    all.forget();
    assert!(all.scores.is_empty());
    assert_eq!((all.moves, &all.pulls), (MOVES_TOLD, &last));
}
