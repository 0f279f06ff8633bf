//! Backtests of a model that is true: bands hold what they say, and no baseline is better.

use crate::calibrate_tests::{WIDTH, model};
use crate::{BacktestError, BacktestSpec, FORECASTERS, Origin, Row, backtest, skill};
use std::sync::atomic::AtomicBool;
use tenfold_engine::{Key, Part};
use tenfold_ir::{Observation, Program, site};

fn spec(origins: &[f64], seed: u64) -> BacktestSpec {
    BacktestSpec {
        origins: origins.to_vec(),
        particles: 512,
        draws: 512,
        seed,
    }
}

fn tested(program: &Program, spec: &BacktestSpec) -> Result<Vec<Origin>, BacktestError> {
    backtest(program, spec, &AtomicBool::new(false), |_| {})
}

/// Reports of a line whose start and slope are drawn from the prior, with the error that the model
/// says they have: half of its variance shared.
fn world(number: u64) -> Vec<(f64, f64)> {
    let key = Key::new(number, site("world"));
    let normal = |step: u32| {
        let uniform = |part| key.uniform(0, step, part);
        let radius = (-2.0 * uniform(Part::Value).ln()).sqrt();
        radius * (std::f64::consts::TAU * uniform(Part::Duration)).cos()
    };
    let (start, slope) = (normal(0), normal(1));
    let shared = Observation::SHARING.sqrt() * WIDTH * normal(2);
    (0..9)
        .map(|at| {
            let date = 2020.5 + f64::from(at);
            let own = (1.0 - Observation::SHARING).sqrt() * WIDTH * normal(3 + at);
            (date, start + slope * (date - 2020.0) + shared + own)
        })
        .collect()
}

/// A report a world, three years and a half ahead: of 150 the band of 80 % holds 120, sd 4.9, and that of 50 % 75,
/// sd 6.1. Particles and draws blur a place by less than √(0.25/128), a tenth of its own spread.
/// Against each baseline the model's mean score is better by more than two standard errors: a line
/// fitted to four reports is as good as the truth but for not knowing its error.
#[test]
fn a_true_model_covers_what_it_says_and_beats_every_baseline() {
    let worlds = 150;
    let mut rows = Vec::new();
    for number in 0..worlds {
        let program = model(&world(number), false);
        let origins = tested(&program, &spec(&[2024.0], number)).unwrap();
        let series = &origins[0].series[0];
        assert_eq!((series.known, series.reports.len()), (4, 5));
        let last = &series.reports[3];
        assert_eq!((last.point, last.date), (7, 2027.5));
        rows.push(Row {
            series: number as usize,
            origin: 0,
            horizon: 3.5,
            scores: (last.forecasts.iter())
                .map(|one| one.map(|one| one.score))
                .collect(),
        });
    }
    for (band, expected, sd) in [(0.5, 75.0, 6.1), (0.8, 120.0, 4.9), (0.95, 142.5, 2.7)] {
        let held = rows
            .iter()
            .filter(|row| row.scores[0].unwrap().is_within(band));
        let held = held.count() as f64;
        assert!((held - expected).abs() < 4.0 * sd, "{band}: {held}");
    }
    for other in 1..FORECASTERS {
        let gains: Vec<f64> = rows
            .iter()
            .filter_map(|row| Some(row.scores[other]?.crps - row.scores[0]?.crps))
            .collect();
        if gains.is_empty() {
            // The scale is no logarithm: there is no logistic.
            assert_eq!(other, 3);
            continue;
        }
        let count = gains.len() as f64;
        let mean = gains.iter().sum::<f64>() / count;
        let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count;
        assert!(mean > 2.0 * (variance / count).sqrt(), "{other}: {mean}");
        assert!(skill(&rows, (0, other), 1).unwrap().skill > 0.0);
    }
}

/// The forecast of a line from five reports with a shared error, in closed form, is a normal: the
/// regression that the posterior is, plus the error of a report given those known. Here by brute
/// force: the same line, with prior and errors, as one joint normal of reports, conditioned.
#[test]
fn a_forecast_is_the_normal_that_conditioning_gives() {
    let reports = world(4);
    let program = model(&reports, false);
    let mut asked = spec(&[2025.0], 1);
    (asked.particles, asked.draws) = (4_096, 4_096);
    let origin = &tested(&program, &asked).unwrap()[0];
    let covariance = |a: usize, b: usize| {
        let (s, t) = (reports[a].0 - 2020.0, reports[b].0 - 2020.0);
        let own = if a == b {
            (1.0 - Observation::SHARING) * WIDTH * WIDTH
        } else {
            0.0
        };
        1.0 + s * t + Observation::SHARING * WIDTH * WIDTH + own
    };
    let (known, target) = (5, 7);
    // Gauss's elimination of [K | k | y].
    let mut rows: Vec<Vec<f64>> = (0..known)
        .map(|a| {
            let mut row: Vec<f64> = (0..known).map(|b| covariance(a, b)).collect();
            row.extend([covariance(a, target), reports[a].1]);
            row
        })
        .collect();
    for pivot in 0..known {
        for row in 0..known {
            if row != pivot {
                let share = rows[row][pivot] / rows[pivot][pivot];
                let from = rows[pivot].clone();
                rows[row]
                    .iter_mut()
                    .zip(&from)
                    .for_each(|(x, y)| *x -= share * y);
            }
        }
    }
    let weights: Vec<f64> = (0..known)
        .map(|at| rows[at][known] / rows[at][at])
        .collect();
    let mean: f64 = weights.iter().zip(&reports).map(|(w, (_, y))| w * y).sum();
    let explained: f64 = (0..known)
        .map(|at| weights[at] * covariance(at, target))
        .sum();
    let sd = (covariance(target, target) - explained).sqrt();
    let forecast = origin.series[0].reports[target - known].forecasts[0].unwrap();
    // The particles are worth 1,000 draws at least: of a median the error is 1.25·sd/√1000.
    let bound = 5.0 * 1.25 * sd / 1_000.0_f64.sqrt();
    assert!(
        origin.posterior.effective > 1_000.0,
        "{}",
        origin.posterior.effective
    );
    assert!(
        (forecast.quantiles[3] - mean).abs() < bound,
        "{forecast:?} {mean} {sd}"
    );
    // Of a 10 % quantile, √(0.1·0.9)/0.175 = 1.71 standard deviations.
    let width = forecast.quantiles[5] - forecast.quantiles[1];
    let bound = 5.0 * 2.0 * 1.71 * sd / 1_000.0_f64.sqrt();
    assert!((width - 2.0 * 1.281_55 * sd).abs() < bound, "{width} {sd}");
}

#[test]
fn what_comes_later_changes_no_forecast() {
    let mut reports = world(2);
    let before = tested(&model(&reports, false), &spec(&[2025.0], 3)).unwrap();
    for report in &mut reports[5..] {
        report.1 += 100.0;
    }
    let after = tested(&model(&reports, false), &spec(&[2025.0], 3)).unwrap();
    assert_eq!(before[0].posterior, after[0].posterior);
    assert_eq!(before[0].series[0].fan, after[0].series[0].fan);
    for (a, b) in before[0].series[0]
        .reports
        .iter()
        .zip(&after[0].series[0].reports)
    {
        for (a, b) in a.forecasts.iter().zip(&b.forecasts) {
            assert_eq!(a.map(|one| one.quantiles), b.map(|one| one.quantiles));
        }
    }
}

#[test]
fn the_same_bits_on_one_thread_and_on_three() {
    let program = model(&world(1), true);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let work = || tested(&program, &spec(&[2024.0, 2027.0], 7)).unwrap();
        pool.unwrap().install(work)
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn an_origin_wants_a_past_and_a_future() {
    let program = model(&world(1), false);
    assert_eq!(
        tested(&program, &spec(&[], 1)),
        Err(BacktestError::NoOrigin)
    );
    let early = tested(&program, &spec(&[2020.2], 1)).unwrap_err();
    assert!(matches!(early, BacktestError::Calibrate { .. }), "{early}");
    let late = tested(&program, &spec(&[2028.5], 1)).unwrap_err();
    assert!(matches!(late, BacktestError::NothingLater { .. }), "{late}");
    let mut few = spec(&[2025.0], 1);
    few.draws = 3;
    assert_eq!(
        tested(&program, &few),
        Err(BacktestError::FewDraws { draws: 3 })
    );
    let stopped = backtest(
        &program,
        &spec(&[2025.0], 1),
        &AtomicBool::new(true),
        |_| {},
    );
    assert_eq!(stopped, Err(BacktestError::Cancelled));
}
