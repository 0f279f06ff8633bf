//! The gradient against differences; posteriors against closed forms and against the other sampler.

use super::*;
use crate::calibrate_tests::{chi_square, model, moments, posterior, spec};
use crate::tests::{line, points};
use crate::{CalibrateSpec, Posterior, Sampler};
use tenfold_engine::Points;
use tenfold_ir::{
    Binary, Bound, Correlation, Distribution, ErrorFamily, ErrorModel, Family, Node, NodeId,
    Observation, Param, ParamId, Program, Unary,
};

mod in_time;

fn by_nuts(seed: u64) -> CalibrateSpec {
    CalibrateSpec {
        sampler: Sampler::Nuts,
        ..spec(seed)
    }
}

/// A law under construction.
struct Sketch {
    program: Program,
}

impl Sketch {
    /// From a line of two points: its parameters and observations are replaced.
    fn new() -> Sketch {
        let mut program = line(&points()[..2], false);
        program.params.clear();
        Sketch { program }
    }

    fn push(&mut self, node: Node) -> NodeId {
        self.program.nodes.push(node);
        self.program.dimensions.push(tenfold_ir::Dimension::pure());
        NodeId(self.program.nodes.len() as u32 - 1)
    }

    fn family(&mut self, family: Family, arguments: &[f64]) -> Distribution {
        let arguments = arguments.iter().map(|x| self.push(Node::Const(*x)));
        Distribution::Family {
            family,
            arguments: arguments.collect(),
        }
    }

    fn param(&mut self, prior: Distribution) -> NodeId {
        let at = self.program.params.len() as u32;
        self.program.params.push(Param {
            name: format!("law.p{at}"),
            unit: tenfold_ir::Unit::pure(),
            central: None,
            prior: Some(prior),
            prior_text: None,
            provenance: None,
        });
        self.push(Node::Param(ParamId(at)))
    }

    /// Σ (k + 1)·pₖ/8 + p₀·p₁
    fn mixed(&mut self, params: &[NodeId]) -> NodeId {
        let mut sum = self.push(Node::Binary(Binary::Mul, params[0], params[1]));
        for (at, param) in params.iter().enumerate() {
            let factor = self.push(Node::Const((at + 1) as f64 / 8.0));
            let term = self.push(Node::Binary(Binary::Mul, factor, *param));
            sum = self.push(Node::Binary(Binary::Add, sum, term));
        }
        sum
    }

    /// Two observations become one with an error, of figures or of bounds.
    fn observation(&mut self, node: NodeId, error: ErrorModel) -> Observation {
        let mut out = self.program.observations[0].clone();
        let second = self.program.observations[1].points[0].clone();
        out.points.push(second);
        Observation {
            node,
            error,
            name: format!("law.{}", node.0),
            ..out
        }
    }
}

/// A prior of every kind that has a density, two of them correlated, and an error of every kind.
fn every_kind() -> Program {
    let mut law = Sketch::new();
    let families: [(Family, &[f64]); 9] = [
        (Family::Normal, &[0.5, 1.5]),
        (Family::Lognormal, &[1.2, 0.4]),
        (Family::Uniform, &[-1.0, 2.0]),
        (Family::Loguniform, &[0.5, 4.0]),
        (Family::Triangular, &[0.0, 0.5, 2.0]),
        (Family::Beta, &[2.0, 3.0]),
        (Family::Gamma, &[2.5, 0.5]),
        (Family::Exponential, &[0.7]),
        (Family::StudentT, &[4.0, 0.0, 0.5]),
    ];
    let mut params = Vec::new();
    for (family, arguments) in families {
        let prior = law.family(family, arguments);
        params.push(law.param(prior));
    }
    let base = Box::new(law.family(Family::Normal, &[0.0, 1.0]));
    let low = Some(law.push(Node::Const(0.2)));
    params.push(law.param(Distribution::Truncated {
        base,
        low,
        high: None,
    }));
    let mixed = law.mixed(&params);
    let curved = law.push(Node::Unary(Unary::Logistic, mixed));
    let [dof, own, narrow, wide] = [3.0, 0.5, 0.6, 0.8].map(|value| law.push(Node::Const(value)));
    let normal = ErrorModel {
        family: ErrorFamily::Normal,
        scale: wide,
        is_log: false,
    };
    let heavy = ErrorModel {
        family: ErrorFamily::StudentT { dof },
        scale: narrow,
        ..normal
    };
    let proportional = ErrorModel {
        scale: own,
        is_log: true,
        ..normal
    };
    let scaled = law.push(Node::Unary(Unary::Exp, curved));
    let bounds = |low, high| Bound {
        date: 0.0,
        low,
        high,
    };
    let mut between = law.observation(curved, normal);
    between.bounds = vec![bounds(Some(0.3), Some(0.9)), bounds(None, Some(0.4))];
    let mut beyond = law.observation(curved, heavy);
    beyond.bounds = vec![bounds(Some(0.6), None)];
    law.program.observations = vec![
        law.observation(mixed, normal),
        law.observation(mixed, heavy),
        law.observation(scaled, proportional),
        between,
        beyond,
    ];
    law.program.correlations = vec![Correlation {
        a: ParamId(1),
        b: ParamId(6),
        rho: 0.6,
    }];
    law.program
}

/// Central differences at h = 1e-3 err by h²/6 of a third derivative, which has to be below 1,000: 2e-4.
/// The tables that values are drawn from err by 1e-10 of a score: 1e-7 of a slope.
fn the_gradient_is_exact(program: &Program, dimensions: (usize, usize)) {
    let target = Target::new(program, f64::INFINITY, 1).unwrap();
    let (slopes, go_on) = (Adjoint::new(&target).unwrap(), AtomicBool::new(false));
    let mut density = Density::new(&target, &slopes, &go_on);
    let n = target.dimensions();
    assert_eq!((target.moved.len(), n), dimensions);
    let key = Key::new(3, site("points"));
    for point in 0..20 {
        let scores: Vec<f64> = (0..n)
            .map(|at| normal_scores(&target.kernel, key, point, at as u32)[0])
            .collect();
        let (mut gradient, mut unused) = (vec![0.0; n], vec![0.0; n]);
        let found = density.logp(&scores, &mut gradient).unwrap();
        let squares: f64 = scores.iter().map(|z| z * z).sum();
        let likelihood = density.likelihood(&scores, &mut unused);
        assert!((found - (likelihood - 0.5 * squares)).abs() < 1e-9);
        for at in 0..n {
            let mut moved = |by: f64| {
                let mut there = scores.clone();
                there[at] += by;
                density.logp(&there, &mut unused).unwrap()
            };
            let difference = (moved(1e-3) - moved(-1e-3)) / 2e-3;
            let error = (difference - gradient[at]).abs();
            assert!(error < 2e-4, "{point} {at}: {difference} {}", gradient[at]);
        }
    }
}

/// Scales of errors of one half and slopes up to about 5 keep third derivatives below 1,000.
#[test]
fn the_gradient_is_that_of_the_likelihood() {
    the_gradient_is_exact(&every_kind(), (10, 13));
}

/// Widths from 1 to e, which all parameters have a part in: of each kind of error, its shared part, and bounds.
#[test]
fn the_gradient_follows_widths() {
    let mut program = every_kind();
    let width = program.observations[2].node;
    for observation in &mut program.observations {
        observation.error.scale = width;
    }
    the_gradient_is_exact(&program, (10, 15));
}

/// Whether two samplers say the same of a parameter: the difference of two means is normal with the
/// variance v/n₁ + v/n₂, that of the logarithms of two variances about 2/n₁ + 2/n₂. Five standard
/// errors, of what each says its draws are worth.
fn agree(a: &Posterior, b: &Posterior, param: usize) {
    let of = |found: &Posterior| moments(found.given.params[param].as_ref().unwrap());
    let ((mean_a, variance_a), (mean_b, variance_b)) = (of(a), of(b));
    let worth = 1.0 / a.effective + 1.0 / b.effective;
    let error = (mean_a - mean_b).abs() / variance_a.max(variance_b).sqrt();
    assert!(error < 5.0 * worth.sqrt(), "{mean_a} {mean_b} {worth}");
    let error = (variance_a / variance_b).ln().abs();
    assert!(
        error < 5.0 * (2.0 * worth).sqrt(),
        "{variance_a} {variance_b} {worth}"
    );
}

/// Means and variances of standard normal numbers given sums of them, seen with normal errors of one
/// variance: report after report (Kalman 1960).
fn conditioned(seen: &[(Vec<f64>, f64)], variance: f64) -> (Vec<f64>, Vec<f64>) {
    let n = seen[0].0.len();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let mut means = vec![0.0; n];
    let mut covariance = vec![vec![0.0; n]; n];
    (0..n).for_each(|at| covariance[at][at] = 1.0);
    for (sum, value) in seen {
        let with_sum: Vec<f64> = covariance.iter().map(|row| dot(row, sum)).collect();
        let spread = dot(&with_sum, sum) + variance;
        let miss = value - dot(&means, sum);
        for (at, row) in covariance.iter_mut().enumerate() {
            let gain = with_sum[at] / spread;
            means[at] += gain * miss;
            for (entry, other) in row.iter_mut().zip(&with_sum) {
                *entry -= gain * other;
            }
        }
    }
    let variances = (0..n).map(|at| covariance[at][at]).collect();
    (means, variances)
}

/// Five standard errors of means and variances of a thousand independent draws, which is asserted.
#[test]
fn a_line_has_the_closed_form_and_what_particles_say() {
    let program = line(&points(), false);
    let found = posterior(&program, &by_nuts(6)).unwrap();
    assert!(found.effective > 1_000.0, "{}", found.effective);
    assert_eq!((found.divergent, found.log_evidence), (0, None));
    assert!(found.params.iter().all(|param| param.r_hat < 1.01));
    let worth = 1_000.0_f64;
    let seen = points().into_iter().map(|(x, y)| (vec![1.0, x], y));
    let seen: Vec<(Vec<f64>, f64)> = seen.collect();
    let (means, variances) = conditioned(&seen, 1.0);
    for (at, (mean, exact)) in means.into_iter().zip(variances).enumerate() {
        let values = found.given.params[at].as_ref().unwrap();
        assert_eq!(values.len(), 4_096);
        let (own, variance) = moments(values);
        assert!((own - mean).abs() < 5.0 * (exact / worth).sqrt());
        assert!((variance / exact - 1.0).abs() < 5.0 * (2.0 / worth).sqrt());
    }
    let particles = posterior(&program, &spec(6)).unwrap();
    for at in 0..2 {
        agree(&particles, &found, at);
    }
}

/// y = e + a·x^(−b) with errors in proportion, its priors lognormal, gamma and uniform.
fn power_law() -> Program {
    let mut law = Sketch::new();
    let floor = law.family(Family::Gamma, &[4.0, 0.4]);
    let scale = law.family(Family::Lognormal, &[4.0, 0.5]);
    let power = law.family(Family::Uniform, &[0.0, 1.0]);
    let params = [floor, scale, power].map(|prior| law.param(prior));
    let error = ErrorModel {
        family: ErrorFamily::Normal,
        scale: law.push(Node::Const(0.1)),
        is_log: true,
    };
    let row = law.program.observations[0].clone();
    law.program.observations.clear();
    let wobble = [1.04, 0.93, 1.08, 0.97, 1.1, 0.95, 1.02, 0.99];
    for (at, wobble) in wobble.into_iter().enumerate() {
        let x = f64::from(1 << at);
        let recorded = (1.5 + 5.0 * x.powf(-0.4)) * wobble;
        let x = law.push(Node::Const(x));
        let minus = law.push(Node::Unary(Unary::Neg, params[2]));
        let power = law.push(Node::Binary(Binary::Pow, x, minus));
        let term = law.push(Node::Binary(Binary::Mul, params[1], power));
        let node = law.push(Node::Binary(Binary::Add, params[0], term));
        let mut own = Observation {
            node,
            error,
            name: format!("law.y[{at}]"),
            ..row.clone()
        };
        own.points[0].value = recorded;
        law.program.observations.push(own);
    }
    law.program
}

#[test]
fn a_power_law_is_what_particles_say() {
    let program = power_law();
    let found = posterior(&program, &by_nuts(2)).unwrap();
    let particles = posterior(&program, &spec(2)).unwrap();
    for one in [&found, &particles] {
        assert!(one.effective > 400.0, "{}", one.effective);
        assert!(one.params.iter().all(|param| param.r_hat < 1.02));
    }
    for at in 0..3 {
        agree(&particles, &found, at);
    }
}

/// How often the truth has each of 8 equal ranks among 63 draws of a posterior: by each parameter of a
/// power law, then by the likelihood. Truths are drawn from the prior, and the record from them, with
/// errors so many times as wide as the law says.
fn ranks_of_truths(trials: u64, widened: f64) -> [[f64; 8]; 4] {
    let mut program = power_law();
    let rows = program.observations.len();
    let mut counts = [[0.0; 8]; 4];
    for trial in 0..trials {
        let target = Target::new(&program, f64::INFINITY, 0).unwrap();
        let key = Key::new(trial, site("truth"));
        let normal = |at: usize| normal_scores(&target.kernel, key, 0, at as u32)[0];
        let truth: Vec<f64> = (0..3).map(normal).collect();
        let mut lane = Points::<1>::scored(&target.kernel, 0);
        let alone = lanes_of(&truth, 3);
        place(&target, &mut lane, &alone, &[0]);
        let meeting = target.meet(&mut lane, &alone);
        for (row, [said]) in meeting.simulated.iter().enumerate() {
            // A series of one report shares no part of its error.
            let error = widened * meeting.widths[row][0] * normal(3 + row);
            program.observations[row].points[0].value = (said + error).exp();
        }
        let target = Target::new(&program, f64::INFINITY, 0).unwrap();
        assert_eq!((target.reports(), target.dimensions()), (rows, 3));
        let go_on = AtomicBool::new(false);
        let found = run(&target, (1, 63, 300), trial, &go_on, |_| {}).unwrap();
        // The truth and the draws are the lanes of one block.
        let all = [&truth[..], &found.scores].concat();
        let mut block = target.evaluator();
        let lanes = lanes_of(&all, 3);
        place(&target, &mut block, &lanes, &[0; 64]);
        let likelihoods = target.meet(&mut block, &lanes).log_likelihoods.to_vec();
        let by_score = (0..3).map(|at| all.iter().copied().skip(at).step_by(3).collect());
        let each = by_score.chain([likelihoods]);
        for (counts, values) in counts.iter_mut().zip(each) {
            let values: Vec<f64> = values;
            counts[values.iter().filter(|value| **value < values[0]).count() / 8] += 1.0;
        }
    }
    counts
}

/// Simulation-based calibration (Talts et al. 2018): the rank of a truth among draws of the posterior
/// is uniform, by parameters and, which shows a posterior that is too wide or too narrow far sooner, by
/// the likelihood (Modrák et al. 2025). χ² over 8 bins is above 24.3 once in a thousand (7 degrees of
/// freedom); of four, four times. That it can fail is shown by a record with errors twice as wide as
/// the law says.
#[test]
fn ranks_of_truths_are_uniform() {
    for counts in ranks_of_truths(160, 1.0) {
        assert!(chi_square(&counts) < 24.3, "{counts:?}");
    }
    let [.., by_likelihood] = ranks_of_truths(40, 2.0);
    assert!(chi_square(&by_likelihood) > 24.3, "{by_likelihood:?}");
}

#[test]
fn the_same_bits_on_one_thread_and_on_three() {
    let program = line(&points(), true);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let few = CalibrateSpec {
            particles: 512,
            ..by_nuts(7)
        };
        pool.unwrap().install(|| posterior(&program, &few).unwrap())
    };
    let found = on(1);
    assert_eq!(found, on(3));
    assert_ne!(found, posterior(&program, &by_nuts(8)).unwrap());
}

/// What it is that stands in the way.
fn no_gradient(found: Result<Posterior, CalibrateError>) -> (String, &'static str) {
    match found {
        Err(CalibrateError::NoGradient { name, found, .. }) => (name, found),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_has_no_slope_is_refused() {
    let refused = |change: &dyn Fn(&mut Program)| {
        let mut program = line(&points(), false);
        change(&mut program);
        no_gradient(posterior(&program, &by_nuts(1)))
    };
    let several = refused(&|program| {
        let one = program.params[1].prior.clone().unwrap();
        program.params[1].prior = Some(Distribution::Mixture(vec![(NodeId(1), one)]));
    });
    assert_eq!(several, ("line.b".into(), "several components"));
    // A scale that is itself uncertain, of a value that does not follow from a normal score.
    let varying = refused(&|program| {
        program.params[1].prior = Some(Distribution::Family {
            family: Family::StudentT,
            arguments: vec![NodeId(1), NodeId(1), NodeId(2)],
        });
    });
    assert_eq!(varying.0, "line.b");
    let stopped = crate::calibrate(
        &line(&points(), false),
        &by_nuts(1),
        &AtomicBool::new(true),
        |_| {},
    );
    assert_eq!(stopped, Err(CalibrateError::Cancelled));
    let mut impossible = line(&points(), false);
    impossible.nodes[2] = Node::Const(f64::NAN);
    let found = posterior(&impossible, &by_nuts(1));
    assert_eq!(found, Err(CalibrateError::Impossible));
}
