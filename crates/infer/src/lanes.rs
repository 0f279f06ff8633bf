//! Scores of particles as the lanes of an evaluator take them.

use crate::target::Target;
use tenfold_engine::Points;

/// Scores of particles, particle after particle, as those of lanes, score after score; 0 in lanes without
/// a particle.
pub(crate) fn lanes_of<const L: usize>(scores: &[f64], dimensions: usize) -> Vec<[f64; L]> {
    let mut lanes = vec![[0.0; L]; dimensions];
    for (lane, own) in scores.chunks_exact(dimensions).enumerate() {
        for (to, score) in lanes.iter_mut().zip(own) {
            to[lane] = *score;
        }
    }
    lanes
}

/// Gives an evaluator's lanes their scores and draws.
pub(crate) fn place<const L: usize>(
    target: &Target,
    evaluator: &mut Points<L>,
    scores: &[[f64; L]],
    draws: &[u64],
) {
    for (param, scores) in target.moved.iter().zip(scores) {
        evaluator.set_scores(*param, scores);
    }
    let noises = scores[target.durable()..].chunks_exact(target.noisy_steps());
    for (noise, scores) in target.noises.iter().zip(noises) {
        evaluator.set_noises(*noise, scores);
    }
    for (lane, draw) in draws.iter().enumerate() {
        evaluator.set_draw(lane, *draw);
    }
}
