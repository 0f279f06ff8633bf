//! Posteriors under errors with heavy tails, of bounds and of dates, against integrals on a grid.

use crate::calibrate_tests::{model, moments, posterior, spec};
use crate::meet_rows;
use tenfold_engine::Given;
use tenfold_ir::{
    Binary, Bound, ErrorFamily, Milestone, MilestoneId, MilestoneView, Node, NodeId, Observation,
    Point, Program, Unary,
};

/// Steps of the grids; their error is far below Monte Carlo's.
const CELLS: usize = 400;

fn grid() -> impl Iterator<Item = f64> + Clone {
    (0..=CELLS).map(|at| -6.0 + 12.0 * at as f64 / CELLS as f64)
}

fn normal(x: f64) -> f64 {
    (-0.5 * x * x).exp()
}

fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// Mean and variance of the first of two standard normal numbers, under a likelihood of both.
fn integrate(likelihood: impl Fn(f64, f64) -> f64) -> (f64, f64) {
    let (mut mass, mut first, mut second) = (0.0, 0.0, 0.0);
    for a in grid() {
        let inner: f64 = grid().map(|b| normal(b) * likelihood(a, b)).sum();
        let weight = normal(a) * inner;
        mass += weight;
        first += a * weight;
        second += a * a * weight;
    }
    (first / mass, second / mass - (first / mass).powi(2))
}

/// The mean of the first parameter is within five standard errors, and its variance, of particles
/// that are worth at least a sixteenth of their number, which is asserted too: a date jumps from step to
/// step, and has no slope that moves could follow.
fn agrees(program: &Program, exact: (f64, f64)) {
    let found = posterior(program, &spec(3)).unwrap();
    assert!(found.effective > 256.0, "{}", found.effective);
    let (mean, variance) = moments(found.given.params[0].as_ref().unwrap());
    let worth = 256.0_f64;
    let error = (mean - exact.0).abs();
    assert!(error < 5.0 * (exact.1 / worth).sqrt(), "{mean} {exact:?}");
    // The kurtosis of these posteriors is below 6: the variance of a variance is below 5 v²/n.
    let error = (variance / exact.1 - 1.0).abs();
    assert!(error < 5.0 * (5.0 / worth).sqrt(), "{variance} {exact:?}");
}

/// All reports at the start, where the level is a.
fn at_start(values: &[f64], bounds: &[(Option<f64>, Option<f64>)], sharing: f64) -> Program {
    let reports: Vec<(f64, f64)> = values.iter().map(|value| (2020.0, *value)).collect();
    let mut program = model(&reports, false);
    let observation = &mut program.observations[0];
    observation.sharing = sharing;
    observation.bounds = (bounds.iter())
        .map(|&(low, high)| Bound {
            date: 2020.0,
            low,
            high,
        })
        .collect();
    program
}

/// The width is 0.5; with sharing s the common part has the standard deviation 0.5 √s.
#[test]
fn bounds_count_as_probabilities() {
    let bounds = [(Some(1.0), None), (Some(0.4), Some(1.2)), (None, Some(2.0))];
    for sharing in [0.0, 0.5] {
        let (common, own) = (0.5 * f64::sqrt(sharing), 0.5 * f64::sqrt(1.0 - sharing));
        let exact = integrate(|a, u| {
            let level = a - common * u;
            let figure = normal((level - 0.7) / own);
            let at_least = below((level - 1.0) / own);
            let between = below((level - 0.4) / own) - below((level - 1.2) / own);
            figure * at_least * between * below((2.0 - level) / own)
        });
        agrees(&at_start(&[0.7], &bounds, sharing), exact);
    }
}

/// The width is exp(a), of which a part is shared: rows that are met again have the likelihood that is integrated here. The
/// normal density beyond 5 standard deviations, which is left out there, is 6e-7.
#[test]
fn rows_meet_widths_that_follow_from_them() {
    let values = [0.7, 1.4, -0.2];
    let rows = [-0.5, 0.3, 0.8];
    for sharing in [0.0, 0.5] {
        let mut program = at_start(&values, &[], sharing);
        program.nodes.push(Node::Unary(Unary::Exp, NodeId(3)));
        program.dimensions.push(tenfold_ir::Dimension::pure());
        program.observations[0].error.scale = NodeId(program.nodes.len() as u32 - 1);
        let given = Given {
            params: vec![Some(rows.to_vec()), Some(vec![0.0; 3])],
            draws: vec![0, 1, 2],
            noises: vec![None; program.noises.len()],
            until: 0,
        };
        let found = meet_rows(&program, &given, 1).unwrap().log_likelihoods;
        let (common, own) = (f64::sqrt(sharing), f64::sqrt(1.0 - sharing));
        let exact = rows.map(|a: f64| {
            let width = a.exp();
            let each = |u: f64, value: f64| {
                normal((a - common * width * u - value) / (own * width)) / width
            };
            let all = |u: f64| values.iter().map(|value| each(u, *value)).product::<f64>();
            grid().map(|u| normal(u) * all(u)).sum::<f64>().ln()
        });
        for row in 1..rows.len() {
            let (found, exact) = (found[row] - found[0], exact[row] - exact[0]);
            assert!(
                (found - exact).abs() < 1e-5,
                "{sharing} {row}: {found} {exact}"
            );
        }
    }
}

/// Of four reports one is far off: with three degrees of freedom it hardly counts.
#[test]
fn heavy_tails_forgive_one_report() {
    let values = [0.8, 1.0, 1.1, 9.0];
    let mut program = at_start(&values, &[], 0.3);
    // Node 2 is the width, node 0 is 0; three degrees of freedom come last.
    program.nodes.push(Node::Const(3.0));
    program.dimensions.push(tenfold_ir::Dimension::pure());
    let dof = NodeId(program.nodes.len() as u32 - 1);
    program.observations[0].error.family = ErrorFamily::StudentT { dof };
    let (common, own) = (0.5 * f64::sqrt(0.3), 0.5 * f64::sqrt(0.7));
    let exact = integrate(|a, u| {
        let each = values.iter().map(|value| {
            let z = (a - common * u - value) / own;
            (1.0 + z * z / 3.0).powi(-2)
        });
        each.product()
    });
    agrees(&program, exact);
    assert!(exact.0 < 1.2, "{exact:?}");
}

/// The level a + b·t is 2 at the first time of the grid at which it is: the report says 2024, and a
/// second one that 5 is not reached by 2022.
#[test]
fn dates_of_milestones_have_errors_in_time() {
    let mut program = model(&[], false);
    let mut push = |node| {
        program.nodes.push(node);
        program.dimensions.push(tenfold_ir::Dimension::pure());
        NodeId(program.nodes.len() as u32 - 1)
    };
    let (two, five) = (push(Node::Const(2.0)), push(Node::Const(5.0)));
    let conditions = [two, five].map(|level| push(Node::Binary(Binary::Ge, NodeId(5), level)));
    let dates = [0, 1].map(|at| push(Node::Milestone(MilestoneId(at), MilestoneView::Date)));
    program.milestones = (conditions.iter())
        .map(|when| Milestone {
            name: format!("m.reached {}", when.0),
            when: *when,
        })
        .collect();
    let observed = |node, points: Vec<Point>, bounds| Observation {
        node,
        is_date: true,
        points,
        bounds,
        ..program.observations[0].clone()
    };
    let point = Point {
        date: 2024.0,
        value: 2024.0,
        low: None,
        high: None,
        source: String::new(),
        note: String::new(),
    };
    let bound = Bound {
        date: 2022.0,
        low: Some(2022.0),
        high: None,
    };
    program.observations = vec![
        observed(dates[0], vec![point], vec![]),
        observed(dates[1], vec![], vec![bound]),
    ];
    // After six errors of 0.5 years and a step the first counts as reached.
    let reached = |a: f64, b: f64, level: f64| {
        let steps = (0..=40).find(|step| a + b * 0.5 * f64::from(*step) >= level);
        steps.map_or(f64::INFINITY, |step| 2020.0 + 0.5 * f64::from(step))
    };
    let exact = integrate(|a, b| {
        let first = reached(a, b, 2.0).min(2028.0);
        normal((first - 2024.0) / 0.5) * below((reached(a, b, 5.0) - 2022.0) / 0.5)
    });
    agrees(&program, exact);
}
