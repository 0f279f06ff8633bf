//! The reference model from program to summary, against its published figures.

use super::reference::reference;
use crate::*;
use tenfold_ir::Method;

fn random(draws: std::ops::Range<u64>) -> RunSpec {
    RunSpec {
        sampling: Sampling::Random { seed: 1 },
        draws,
        recorded: Recorded::Every(12),
        trajectories: false,
    }
}

#[test]
fn the_central_trajectory_has_the_published_figures() {
    let kernel = Kernel::compile(&reference(Method::Euler), &[0, 1, 2]).unwrap();
    let spec = RunSpec {
        sampling: Sampling::Central,
        recorded: Recorded::Every(1),
        trajectories: true,
        ..random(0..1)
    };
    let chunk = run(&kernel, &spec).unwrap();
    let values = chunk.rows.trajectories.unwrap();
    // The published figures have these digits.
    assert!(
        (values[2][240] - 3.12146977625).abs() < 5e-12,
        "R {}",
        values[2][240]
    );
    assert!(
        (values[0][240] - 6.35515).abs() < 5e-6,
        "K {}",
        values[0][240]
    );
    // Published is the first time of the grid after it.
    let crossing = 12.0 * chunk.rows.draws.milestones[0][0];
    assert!(
        (crossing.ceil() / 12.0 - 15.41667).abs() < 5e-6,
        "{crossing}"
    );
}

#[test]
fn the_ensemble_has_the_published_quantiles() {
    let kernel = Kernel::compile(&reference(Method::Euler), &[0, 1, 2]).unwrap();
    let draws = 40_000;
    let chunk = run(&kernel, &random(0..draws)).unwrap();
    assert_eq!(chunk.summary.diverged(), 0);
    // Three digits are published. A quantile's standard error is sqrt(p(1 − p)/n)/density; the
    // density at these is bounded below by a lognormal of the same quantiles.
    for (p, published) in [(0.05, 0.36), (0.5, 2.60), (0.95, 9.15)] {
        let found = chunk.summary.quantile(2, 20, p).unwrap();
        assert!((found / published - 1.0).abs() < 0.03, "{p}: {found}");
    }
    let share = chunk.summary.milestone(0).reached();
    let error = (0.81_f64 * 0.19 / draws as f64).sqrt();
    assert!((share - 0.810).abs() < 5.0 * error + 5e-4, "{share}");
}
