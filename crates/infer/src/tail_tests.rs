//! Tails of posteriors that thin out, against integrals: where one length of steps for all is too long, particles
//! never come, and those that are elsewhere agree that all is well.

use crate::calibrate_tests::{posterior, spec};
use crate::tests::line;
use tenfold_ir::{
    Binary, Dimension, Distribution, Family, Node, NodeId, Param, ParamId, Program, Unary,
};

const SEEDS: u64 = 20;
/// Of χ² with as many degrees of freedom as seeds: above once in a thousand.
const CHI_SQUARE_MOST: f64 = 45.31;
/// Of a normal number: outside once in a thousand.
const SCORE_MOST: f64 = 3.29;

fn push(program: &mut Program, node: Node) -> NodeId {
    program.nodes.push(node);
    program.dimensions.push(Dimension::pure());
    NodeId(program.nodes.len() as u32 - 1)
}

fn family(family: Family, arguments: &[NodeId]) -> Distribution {
    Distribution::Family {
        family,
        arguments: arguments.to_vec(),
    }
}

/// x/(y + 1) was reported as 1, give or take 0.05; both have the positive half of a Cauchy distribution: a ridge that
/// thins out and has no end.
fn ratio() -> Program {
    let mut program = line(&[(0.0, 1.0)], false);
    let [zero, one, x, y] = [0, 1, 2, 3].map(NodeId);
    let above = push(&mut program, Node::Binary(Binary::Add, y, one));
    program.observations[0].node = push(&mut program, Node::Binary(Binary::Div, x, above));
    program.observations[0].error.scale = push(&mut program, Node::Const(0.05));
    for param in &mut program.params {
        param.prior = Some(Distribution::Truncated {
            base: Box::new(family(Family::StudentT, &[one, zero, one])),
            low: Some(zero),
            high: None,
        });
    }
    program
}

/// P(x > most) of [`ratio`]: with u = x/(y + 1) and y = s/(1 − s), both on even grids.
fn ratio_above(most: f64) -> f64 {
    let cauchy = |x: f64| 1.0 / (1.0 + x * x);
    let (mut all, mut above) = (0.0, 0.0);
    for cell in 0..2_000 {
        let s = (f64::from(cell) + 0.5) / 2_000.0;
        let y = s / (1.0 - s);
        for step in -60..=60 {
            let z = f64::from(step) / 10.0;
            let x = (1.0 + 0.05 * z) * (y + 1.0);
            let stretched = (y + 1.0) / (1.0 - s).powi(2);
            let weight = cauchy(x) * cauchy(y) * stretched * libm::exp(-0.5 * z * z);
            all += weight;
            above += if x > most { weight } else { 0.0 };
        }
    }
    above / all
}

const REPORTS: [f64; 5] = [0.9, 1.1, 1.4, 0.6, 1.5];

/// Reports, give or take 0.5, of numbers whose spread is exp(v/2): the larger it is, the less room is left to the score
/// of each (Neal 2003).
fn funnel() -> Program {
    let mut program = line(&REPORTS.map(|report| (0.0, report)), false);
    let (zero, v) = (NodeId(0), NodeId(2));
    let (three, half) = (
        push(&mut program, Node::Const(3.0)),
        push(&mut program, Node::Const(0.5)),
    );
    let log = push(&mut program, Node::Binary(Binary::Mul, half, v));
    let spread = push(&mut program, Node::Unary(Unary::Exp, log));
    let named = |name: String, prior: Distribution| Param {
        name,
        prior: Some(prior),
        ..program.params[0].clone()
    };
    let mut params = vec![named("v".into(), family(Family::Normal, &[zero, three]))];
    for at in 0..REPORTS.len() {
        let prior = family(Family::Normal, &[zero, spread]);
        params.push(named(format!("z{at}"), prior));
    }
    program.params = params;
    for at in 0..REPORTS.len() {
        let node = push(&mut program, Node::Param(ParamId(at as u32 + 1)));
        program.observations[at].node = node;
        program.observations[at].error.scale = half;
    }
    program
}

/// P(v > most) of [`funnel`]: given v, a report is normal with the variance exp(v) + 0.25.
fn funnel_above(most: f64) -> f64 {
    let squares: f64 = REPORTS.iter().map(|report| report * report).sum();
    let (mut all, mut above) = (0.0, 0.0);
    for cell in -15_000..=15_000 {
        let v = f64::from(cell) / 1_000.0;
        let variance = libm::exp(v) + 0.25;
        let log = 0.5 * (v * v / 9.0 + 5.0 * libm::log(variance) + squares / variance);
        all += libm::exp(-log);
        above += if v > most { libm::exp(-log) } else { 0.0 };
    }
    above / all
}

/// How far the share of draws above a value is from what it should be, in standard errors of as many independent draws as
/// the posterior says that it is worth: over seeds these are standard normal numbers.
fn holds(program: &Program, most: f64, exact: f64) {
    let scores = (1..=SEEDS).map(|seed| {
        let found = posterior(program, &spec(seed)).unwrap();
        let values = found.given.params[0].as_ref().unwrap();
        let above = values.iter().filter(|value| **value > most).count() as f64;
        let share = above / values.len() as f64;
        (share - exact) / (exact * (1.0 - exact) / found.effective).sqrt()
    });
    let scores: Vec<f64> = scores.collect();
    let squares: f64 = scores.iter().map(|z| z * z).sum();
    let mean = scores.iter().sum::<f64>() / (SEEDS as f64).sqrt();
    assert!(squares < CHI_SQUARE_MOST, "{squares}: {scores:?}");
    assert!(mean.abs() < SCORE_MOST, "{mean}: {scores:?}");
}

#[test]
fn a_ridge_that_thins_out_is_followed_to_its_end() {
    let exact = ratio_above(8.0);
    assert!((exact - 0.0163).abs() < 5e-5, "{exact}");
    holds(&ratio(), 8.0, exact);
}

#[test]
fn a_funnel_is_entered() {
    let exact = funnel_above(1.51);
    // The grid's cell at the end is 0.001 wide, and the density there below 0.1.
    assert!((exact - 0.05).abs() < 1e-4, "{exact}");
    holds(&funnel(), 1.51, exact);
}
