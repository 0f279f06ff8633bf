//! Posteriors against closed forms, and simulation-based calibration.

use crate::expression::Graph;
use crate::{CalibrateError, CalibrateSpec, Posterior, Sampler, calibrate};
use std::sync::atomic::AtomicBool;
use tenfold_engine::{Kernel, Key, Part, normal_scores};
use tenfold_ir::{
    Binary, Dimension, Distribution, ErrorFamily, ErrorModel, Family, Method, Node, NodeId, Noise,
    NoiseId, Observation, Param, ParamId, Point, Program, Stock, StockId, TimeSpec, Unit, site,
};

pub(crate) const WIDTH: f64 = 0.5;

fn reported((date, value): &(f64, f64)) -> Point {
    Point {
        date: *date,
        value: *value,
        low: None,
        high: None,
        source: String::new(),
        note: String::new(),
    }
}

/// A stock that starts at a and rises by b a year, over ten years; or with `is_noisy` one that is
/// observed with a noise of standard deviation 1 added in the model.
pub(crate) fn model(reports: &[(f64, f64)], is_noisy: bool) -> Program {
    let mut nodes = vec![
        Node::Const(0.0),
        Node::Const(1.0),
        Node::Const(WIDTH),
        Node::Param(ParamId(0)),
        Node::Param(ParamId(1)),
        Node::Stock(StockId(0)),
    ];
    let mut observed = NodeId(5);
    if is_noisy {
        nodes.push(Node::Noise(NoiseId(0)));
        nodes.push(Node::Binary(Binary::Add, NodeId(5), NodeId(6)));
        observed = NodeId(7);
    }
    let normal = |mean: u32, sd: u32| Distribution::Family {
        family: Family::Normal,
        arguments: vec![NodeId(mean), NodeId(sd)],
    };
    let param = |name: &str| Param {
        name: name.into(),
        unit: Unit::pure(),
        central: None,
        prior: Some(normal(0, 1)),
        prior_text: None,
        provenance: None,
    };
    let graph = Graph {
        nodes,
        tables: Vec::new(),
    };
    Program {
        time: TimeSpec {
            start: 2020.0,
            dt: 0.5,
            steps: 20,
            method: Method::Euler,
        },
        stocks: vec![Stock {
            name: "m.level".into(),
            initial: NodeId(3),
            flow: NodeId(4),
        }],
        noises: vec![Noise {
            name: "m.wobble".into(),
            distribution: normal(0, 1),
        }],
        observations: vec![Observation {
            name: "m.level".into(),
            node: observed,
            unit: Unit::pure(),
            error: ErrorModel {
                family: ErrorFamily::Normal,
                scale: NodeId(2),
                is_log: false,
            },
            is_date: false,
            sharing: Observation::SHARING,
            bounds: Vec::new(),
            series: "level".into(),
            points: reports.iter().map(reported).collect(),
        }],
        ..graph.program("m", vec![param("m.a"), param("m.b")], &[])
    }
}

pub(crate) fn spec(seed: u64) -> CalibrateSpec {
    CalibrateSpec {
        particles: 4_096,
        seed,
        until: f64::INFINITY,
        sampler: Sampler::Smc,
    }
}

pub(crate) fn posterior(
    program: &Program,
    spec: &CalibrateSpec,
) -> Result<Posterior, CalibrateError> {
    calibrate(program, spec, &AtomicBool::new(false), |_| {})
}

/// Mean and covariance of (a, b) for y = a + b·t + error, in closed form: the precision is
/// I + XᵀΣ⁻¹X, with Σ of the shared and the own part of the error.
fn closed_form(reports: &[(f64, f64)]) -> ([f64; 2], [[f64; 2]; 2]) {
    let (own, shared) = (
        (1.0 - Observation::SHARING) * WIDTH * WIDTH,
        Observation::SHARING * WIDTH * WIDTH,
    );
    let spread = shared / (1.0 + shared * reports.len() as f64 / own);
    let product = |f: &dyn Fn(&(f64, f64)) -> f64, g: &dyn Fn(&(f64, f64)) -> f64| {
        let together: f64 = reports.iter().map(|r| f(r) * g(r)).sum::<f64>() / own;
        let (one, other): (f64, f64) = (
            reports.iter().map(f).sum::<f64>() / own,
            reports.iter().map(g).sum::<f64>() / own,
        );
        together - spread * one * other
    };
    let (unit, t, y) = (
        |_: &(f64, f64)| 1.0,
        |r: &(f64, f64)| r.0 - 2020.0,
        |r: &(f64, f64)| r.1,
    );
    let (p, q, r) = (
        1.0 + product(&unit, &unit),
        product(&unit, &t),
        1.0 + product(&t, &t),
    );
    let (u, v) = (product(&unit, &y), product(&t, &y));
    let determinant = p * r - q * q;
    let covariance = [
        [r / determinant, -q / determinant],
        [-q / determinant, p / determinant],
    ];
    let mean = [
        covariance[0][0] * u + covariance[0][1] * v,
        covariance[1][0] * u + covariance[1][1] * v,
    ];
    (mean, covariance)
}

pub(crate) fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (
        mean,
        values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count,
    )
}

pub(crate) const REPORTS: [(f64, f64); 5] = [
    (2020.5, 0.9),
    (2022.0, 1.4),
    (2023.75, 2.9),
    (2026.0, 3.1),
    (2029.9, 5.2),
];

/// Five standard errors of a mean are 5·sd/√n, of a variance 5·variance·√(2/n). The independent draws
/// that the particles are worth are at least a quarter of them: asserted too.
#[test]
fn a_normal_posterior_is_the_closed_form() {
    let found = posterior(&model(&REPORTS, false), &spec(1)).unwrap();
    let (mean, covariance) = closed_form(&REPORTS);
    assert!(found.effective > 1_000.0, "{}", found.effective);
    let worth = 1_024.0_f64;
    for at in 0..2 {
        let values = found.given.params[at].as_ref().unwrap();
        assert_eq!(values.len(), 4_096);
        let (own, variance) = moments(values);
        let exact = covariance[at][at];
        let error = (own - mean[at]).abs();
        assert!(error < 5.0 * (exact / worth).sqrt(), "{own} {}", mean[at]);
        let error = (variance / exact - 1.0).abs();
        assert!(error < 5.0 * (2.0 / worth).sqrt(), "{variance} {exact}");
    }
    assert!(
        found.params.iter().all(|param| param.r_hat < 1.05),
        "{:?}",
        found.params
    );
    assert_eq!((found.reports, found.series[0].reports), (5, 5));
    let left_out = found.series[0].left_out.iter();
    let said: Vec<_> = left_out.map(|one| (one.date, one.reported)).collect();
    assert_eq!(said, REPORTS.map(|(date, value)| (date, (value, value))));
    // Every bin holds a twentieth of all, and every run a quarter; a draw whose last moves were all
    // refused stands up to eight times.
    for param in &found.params {
        let bin = |bin: usize| param.ranks.iter().map(|run| run[bin]).sum::<u32>();
        let runs = param.ranks.iter().map(|run| run.iter().sum::<u32>());
        assert_eq!(runs.collect::<Vec<_>>(), [1_024; 4]);
        let even = |bin: u32| bin.abs_diff(4_096 / 20) <= 8;
        assert!((0..20).map(bin).all(even), "{:?}", param.ranks);
    }
    // The first report that is hidden changes the answer.
    let earlier = CalibrateSpec {
        until: 2024.0,
        ..spec(1)
    };
    let earlier = posterior(&model(&REPORTS, false), &earlier).unwrap();
    let (mean, covariance) = closed_form(&REPORTS[..3]);
    let (own, _) = moments(earlier.given.params[1].as_ref().unwrap());
    assert!((own - mean[1]).abs() < 5.0 * (covariance[1][1] / worth).sqrt());
}

/// A hundred parameters, of which the record tells one sum: that has its closed form, and across it the
/// prior stays, whose squares sum up to 99. A sampler that is led by a fit to its own particles, and
/// decides by the density of that fit, gives another answer here.
#[test]
fn few_particles_do_not_lead_themselves_astray_in_many_dimensions() {
    let count = 100;
    let mut program = model(&[(2020.0, 3.0)], false);
    let one = program.params[0].clone();
    program.params = (0..count)
        .map(|at| Param {
            name: format!("m.a{at}"),
            ..one.clone()
        })
        .collect();
    let mut sum = NodeId(0);
    for at in 0..count {
        program.nodes.push(Node::Param(ParamId(at)));
        let own = NodeId(program.nodes.len() as u32 - 1);
        program.nodes.push(Node::Binary(Binary::Add, sum, own));
        sum = NodeId(program.nodes.len() as u32 - 1);
    }
    program.nodes.push(Node::Const(0.1));
    let tenth = NodeId(program.nodes.len() as u32 - 1);
    program.nodes.push(Node::Binary(Binary::Mul, sum, tenth));
    program.observations[0].node = NodeId(program.nodes.len() as u32 - 1);
    program.dimensions = vec![Dimension::pure(); program.nodes.len()];
    let few = CalibrateSpec {
        particles: 1_024,
        ..spec(11)
    };
    let found = posterior(&program, &few).unwrap();
    assert!(found.effective > 256.0, "{}", found.effective);
    let worth = 256.0_f64;
    let columns = found.given.params.iter().map(|one| one.as_ref().unwrap());
    let columns: Vec<&Vec<f64>> = columns.collect();
    let rows = 0..columns[0].len();
    let sums = rows.map(|row| {
        let own = || columns.iter().map(|column| column[row]);
        let sum = 0.1 * own().sum::<f64>();
        (sum, own().map(|x| x * x).sum::<f64>() - sum * sum)
    });
    let (along, across): (Vec<f64>, Vec<f64>) = sums.unzip();
    let exact = 1.0 / (1.0 + 1.0 / (WIDTH * WIDTH));
    let (mean, variance) = moments(&along);
    let error = (mean - 3.0 * exact / (WIDTH * WIDTH)).abs();
    assert!(error < 5.0 * (exact / worth).sqrt(), "{mean}");
    let error = (variance / exact - 1.0).abs();
    assert!(error < 5.0 * (2.0 / worth).sqrt(), "{variance} {exact}");
    // χ² of 99 degrees of freedom: mean 99, variance 198.
    let (mean, variance) = moments(&across);
    assert!((mean - 99.0).abs() < 5.0 * (198.0 / worth).sqrt(), "{mean}");
    assert!(
        (variance / 198.0 - 1.0).abs() < 5.0 * (2.2 / worth).sqrt(),
        "{variance}"
    );
}

/// Noise in the model is chance that the posterior has to draw too: of one report y of a + noise at
/// the start, a has the precision 1 + 1/(1 + width²).
#[test]
fn chance_in_the_model_is_part_of_the_posterior() {
    let found = posterior(&model(&[(2020.0, 2.0)], true), &spec(2)).unwrap();
    let error = 1.0 + WIDTH * WIDTH;
    let exact = 1.0 / (1.0 + 1.0 / error);
    let (mean, variance) = moments(found.given.params[0].as_ref().unwrap());
    let worth = 512.0_f64;
    assert!(
        (mean - exact * 2.0 / error).abs() < 5.0 * (exact / worth).sqrt(),
        "{mean}"
    );
    assert!(
        (variance / exact - 1.0).abs() < 5.0 * (2.0 / worth).sqrt(),
        "{variance}"
    );
    // The slope is not observed: its posterior is its prior.
    let (mean, variance) = moments(found.given.params[1].as_ref().unwrap());
    assert!(mean.abs() < 5.0 / worth.sqrt());
    assert!((variance - 1.0).abs() < 5.0 * (2.0 / worth).sqrt());
    assert!(found.params[1].overlap > 0.8 && found.params[0].overlap < 0.9);
}

/// Simulation-based calibration (Talts et al. 2018): with truths from the prior and reports made of
/// them, the rank of a truth among posterior draws is uniform. χ² over 8 bins of 160 ranks is above
/// 24.3 once in a thousand (7 degrees of freedom); for two parameters, once in five hundred.
#[test]
fn ranks_of_truths_are_uniform() {
    let key = Key::new(9, site("truth"));
    let mut drawn = 0;
    let mut normal = || -> f64 {
        drawn += 1;
        let uniform = |step| key.uniform(drawn, step, Part::Value);
        (-2.0 * uniform(0).ln()).sqrt() * (std::f64::consts::TAU * uniform(1)).cos()
    };
    let mut counts = [[0.0; 8]; 2];
    let trials = 160;
    for trial in 0..trials {
        let truth = [normal(), normal()];
        let shared = Observation::SHARING.sqrt() * WIDTH * normal();
        let own = (1.0 - Observation::SHARING).sqrt() * WIDTH;
        let reports: Vec<(f64, f64)> = [2020.5, 2022.0, 2025.0]
            .iter()
            .map(|date| {
                (
                    *date,
                    truth[0] + truth[1] * (date - 2020.0) + shared + own * normal(),
                )
            })
            .collect();
        let few = CalibrateSpec {
            particles: 512,
            ..spec(trial)
        };
        let found = posterior(&model(&reports, false), &few).unwrap();
        for at in 0..2 {
            let values = found.given.params[at].as_ref().unwrap();
            let below = values.iter().filter(|value| **value < truth[at]).count();
            counts[at][below * 8 / (values.len() + 1)] += 1.0;
        }
    }
    for counts in counts {
        assert!(chi_square(&counts) < 24.3, "{counts:?}");
    }
}

/// How far counts are from equal.
pub(crate) fn chi_square(counts: &[f64]) -> f64 {
    let expected = counts.iter().sum::<f64>() / counts.len() as f64;
    let squares = counts.iter().map(|count| (count - expected).powi(2));
    squares.sum::<f64>() / expected
}

/// What no report depends on is no concern of the sampler: a parameter keeps its prior, drawn as a
/// plain run draws it, and a stock that leaves the numbers after it changes nothing.
#[test]
fn what_the_record_does_not_see_keeps_its_prior() {
    let mut program = model(&REPORTS, false);
    let plain = posterior(&program, &spec(4)).unwrap();
    program.params.push(Param {
        name: "m.unseen".into(),
        ..program.params[0].clone()
    });
    program.nodes.push(Node::Param(ParamId(2)));
    let mut level = program.stocks[0].clone();
    (level.initial, level.flow) = (NodeId(6), NodeId(6));
    program.stocks.insert(0, level);
    program.nodes[5] = Node::Stock(StockId(1));
    let found = posterior(&program, &spec(4)).unwrap();
    assert_eq!(found.given.params[..2], plain.given.params[..]);
    let unseen = &found.params[2];
    assert_eq!((unseen.r_hat, unseen.overlap), (1.0, 1.0));
    assert!(unseen.ranks.is_empty());
    let kernel = Kernel::compile(&program, &[]).unwrap();
    let key = Key::new(4, site("m.unseen"));
    let drawn = normal_scores(&kernel, key, 64, 0);
    assert_eq!(found.given.params[2].as_ref().unwrap()[64..128], drawn);
}

#[test]
fn the_same_bits_on_one_thread_and_on_three() {
    let program = model(&REPORTS, true);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap()
            .install(|| posterior(&program, &spec(7)).unwrap())
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn what_cannot_be_calibrated_is_refused() {
    let early = [(1990.0, 1.0)];
    let nothing = posterior(&model(&early, false), &spec(1));
    assert!(matches!(nothing, Err(CalibrateError::Target(_))));
    let mut certain = model(&REPORTS, false);
    for param in &mut certain.params {
        param.prior = None;
        param.central = Some(NodeId(1));
    }
    assert!(matches!(
        posterior(&certain, &spec(1)),
        Err(CalibrateError::Target(_))
    ));
    let mut diverging = model(&REPORTS, false);
    diverging.nodes[2] = Node::Const(f64::NAN);
    diverging.stocks[0].flow = NodeId(2);
    assert!(posterior(&diverging, &spec(1)).is_err());
    let stopped = calibrate(
        &model(&REPORTS, false),
        &spec(1),
        &AtomicBool::new(true),
        |_| {},
    );
    assert_eq!(stopped, Err(CalibrateError::Cancelled));
}
