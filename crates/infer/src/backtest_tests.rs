//! Backtests of a model that is true: bands hold what they say, and no baseline is better.

use crate::calibrate_tests::{WIDTH, model};
use crate::{BacktestError, BacktestSpec, FORECASTERS, Origin, Row, backtest, skill};
use std::sync::atomic::AtomicBool;
use tenfold_engine::{Key, Part};
use tenfold_ir::{
    Binary, ErrorFamily, Milestone, MilestoneId, MilestoneView, Node, NodeId, Observation, Program,
    site,
};

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

/// With very many degrees of freedom Student's t is the normal distribution, and so is what is
/// forecast by it: the shared part is drawn there and integrated over here, so that quantiles differ by
/// Monte Carlo, a median by 1.25·sd/√draws and the 10 and 90 % ones by 1.71·sd/√draws, in each of both.
#[test]
fn errors_of_heavy_tails_are_forecast_by_their_own_law() {
    let reports = world(4);
    let with = |dof: Option<f64>| {
        let mut program = model(&reports, false);
        if let Some(dof) = dof {
            program.nodes.push(Node::Const(dof));
            program.dimensions.push(tenfold_ir::Dimension::pure());
            let dof = NodeId(program.nodes.len() as u32 - 1);
            program.observations[0].error.family = ErrorFamily::StudentT { dof };
        }
        let mut asked = spec(&[2025.0], 1);
        (asked.particles, asked.draws) = (4_096, 4_096);
        let origin = tested(&program, &asked).unwrap().remove(0);
        origin.series[0].reports[2].forecasts[0].unwrap()
    };
    let (normal, nearly, heavy) = (with(None), with(Some(1e6)), with(Some(2.5)));
    let sd = (normal.quantiles[5] - normal.quantiles[1]) / 2.0 / 1.281_55;
    for (at, factor) in [(1, 1.71), (3, 1.25), (5, 1.71)] {
        let error = (normal.quantiles[at] - nearly.quantiles[at]).abs();
        let bound = 5.0 * 2.0_f64.sqrt() * factor * sd / 1_000.0_f64.sqrt();
        assert!(error < bound, "{normal:?} {nearly:?}");
    }
    // Far out the heavier tail says more: the 97.5 % point of t(2.5) is 3.6 scales from its middle.
    let reach = |one: &crate::Scored| one.quantiles[6] - one.quantiles[3];
    assert!(reach(&heavy) > 1.2 * reach(&normal), "{heavy:?}");
}

/// A level that starts at a and rises by b a year meets 2 at a time of the grid; both are normal, and
/// nothing else is known at the origin but one report of the level. The date's distribution is
/// that of the conditional normal by brute force on a grid of a and b, widened by the error.
#[test]
fn dates_of_milestones_are_forecast_and_scored() {
    let mut program = model(&[(2021.0, 0.6)], false);
    let mut push = |node| {
        program.nodes.push(node);
        program.dimensions.push(tenfold_ir::Dimension::pure());
        NodeId(program.nodes.len() as u32 - 1)
    };
    let two = push(Node::Const(2.0));
    let when = push(Node::Binary(Binary::Ge, NodeId(5), two));
    let date = push(Node::Milestone(MilestoneId(0), MilestoneView::Date));
    program.milestones.push(Milestone {
        name: "m.two".into(),
        when,
    });
    let mut of_date = program.observations[0].clone();
    of_date.name = "m.two".into();
    (of_date.node, of_date.is_date) = (date, true);
    (of_date.points[0].date, of_date.points[0].value) = (2024.5, 2024.5);
    program.observations.push(of_date);
    let mut asked = spec(&[2021.5], 2);
    (asked.particles, asked.draws) = (4_096, 4_096);
    let origin = tested(&program, &asked).unwrap().remove(0);
    let of_dates = &origin.series[1];
    assert!(of_dates.is_date && of_dates.fan.is_empty() && of_dates.known == 0);
    let report = &of_dates.reports[0];
    assert_eq!((report.date, report.recorded), (2024.5, 2024.5));
    assert!(report.forecasts[1..].iter().all(Option::is_none));
    let found = report.forecasts[0].unwrap();
    // Never is just after the end, 2030 and a step of half a year.
    let (mut mass, mut below) = (0.0, 0.0);
    let grid = || (0..=300).map(|at| -5.0 + 10.0 * f64::from(at) / 300.0);
    let cumulative = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
    for a in grid() {
        for b in grid() {
            let z = (a + b - 0.6) / WIDTH;
            let steps = (0..=20).find(|step| a + b * 0.5 * f64::from(*step) >= 2.0);
            let reached = steps.map_or(2030.5, |step| 2020.0 + 0.5 * f64::from(step));
            // That it had not come by the origin was known.
            let not_yet = cumulative((reached - 2021.5) / WIDTH);
            let weight = (-0.5 * (a * a + b * b + z * z)).exp() * not_yet;
            mass += weight;
            below += weight * cumulative((2024.5 - reached) / WIDTH);
        }
    }
    // Five standard errors of a share, of particles worth a thousand.
    let exact: f64 = below / mass;
    let bound = 5.0 * (exact * (1.0 - exact) / 1_000.0).sqrt();
    assert!(origin.posterior.effective > 1_000.0);
    assert!(
        (found.score.place - exact).abs() < bound,
        "{found:?} {exact}"
    );
    assert!(found.score.crps > 0.0 && found.score.log.is_finite());
    assert!(found.quantiles[6] > 2030.0 && found.quantiles[0] > 2020.0);
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
