//! Models in time: slopes, posteriors against closed forms and the other sampler, and what is refused.

use super::*;
use crate::calibrate_tests::{REPORTS, WIDTH};
use tenfold_ir::{
    Delay, DelayId, DelayKind, Event, EventId, EventView, Method, Milestone, MilestoneId,
    MilestoneView, Noise, NoiseId,
};

/// Scores of a noise: one a year, and one at the end.
const NOISES: usize = 11;

fn push(program: &mut Program, node: Node) -> NodeId {
    program.nodes.push(node);
    program.dimensions.push(tenfold_ir::Dimension::pure());
    NodeId(program.nodes.len() as u32 - 1)
}

/// A stock that starts at a and rises by b a year, from year to year.
fn stock(is_noisy: bool) -> Program {
    let mut program = model(&REPORTS, is_noisy);
    (program.time.dt, program.time.steps) = (1.0, 10);
    program
}

/// The same, and it rises by a noise that is drawn anew each year.
fn walk() -> Program {
    let mut program = stock(true);
    let noise = NodeId(6);
    let flow = push(&mut program, Node::Binary(Binary::Add, NodeId(4), noise));
    program.stocks[0].flow = flow;
    program.observations[0].node = NodeId(5);
    program
}

/// A stock that grows in proportion to what it was an uncertain lag ago, and to luck.
fn growth() -> Program {
    let mut program = stock(true);
    let (one, half, start, rate, luck) = (NodeId(1), NodeId(2), NodeId(3), NodeId(4), NodeId(6));
    let tenth = push(&mut program, Node::Const(0.1));
    let fifth = push(&mut program, Node::Const(0.2));
    let lag = push(&mut program, Node::Param(ParamId(2)));
    let delayed = push(&mut program, Node::Delayed(DelayId(0)));
    let swing = push(&mut program, Node::Binary(Binary::Mul, rate, luck));
    let flow = push(&mut program, Node::Binary(Binary::Mul, swing, delayed));
    let family = |family, first, second| Distribution::Family {
        family,
        arguments: vec![first, second],
    };
    let lognormal = family(Family::Lognormal, one, half);
    program.params.push(Param {
        name: "m.lag".into(),
        ..program.params[0].clone()
    });
    program.params[0].prior = Some(lognormal.clone());
    program.params[1].prior = Some(family(Family::Normal, fifth, tenth));
    program.params[2].prior = Some(lognormal.clone());
    program.noises[0].distribution = lognormal.clone();
    program.delays.push(Delay {
        name: "m.level".into(),
        kind: DelayKind::Information,
        input: NodeId(5),
        lag,
        before: start,
    });
    program.stocks[0].flow = flow;
    program.observations[0].node = NodeId(5);
    program.observations[0].error.scale = half;
    program.observations[0].error.is_log = true;
    program
}

/// As of laws: errors in proportion of one half, and at most ten years of a growth of a tenth more a
/// score, keep third derivatives below 1,000.
#[test]
fn the_gradient_is_that_of_the_likelihood_in_time() {
    the_gradient_is_exact(&growth(), (3, 3 + NOISES));
    the_gradient_is_exact(&walk(), (2, 2 + NOISES));
}

/// A width that grows with the level, from about 4 and by no more than a fifth a score: its shared part is a score of its own. With a
/// width of about 1 third derivatives are up to 1,300, of squares a sixteenth of that.
#[test]
fn the_gradient_follows_widths_in_time() {
    let mut program = walk();
    let little = push(&mut program, Node::Const(0.02));
    let level = push(&mut program, Node::Binary(Binary::Mul, little, NodeId(5)));
    let (four, factor) = (
        push(&mut program, Node::Const(4.0)),
        push(&mut program, Node::Unary(Unary::Exp, level)),
    );
    let width = push(&mut program, Node::Binary(Binary::Mul, four, factor));
    program.observations[0].error.scale = width;
    the_gradient_is_exact(&program, (2, 3 + NOISES));
}

/// The sum of scores that is seen at a date, and the share of the error that all reports have in common:
/// of a, b, the noise of each step, and that share.
fn seen(date: f64, noises: usize) -> Vec<f64> {
    let time = date - 2020.0;
    let of_noise = |year: usize| (time - year as f64).clamp(0.0, 1.0);
    let mut sum = vec![1.0, time];
    sum.extend((0..noises).map(of_noise));
    sum.push(Observation::SHARING.sqrt() * WIDTH);
    sum
}

/// For tests that take seconds otherwise.
fn half(spec: CalibrateSpec) -> CalibrateSpec {
    CalibrateSpec {
        particles: spec.particles / 2,
        ..spec
    }
}

/// Five standard errors of means and variances of so many independent draws as a quarter of all, which is
/// asserted of parameters; of noises, which stand near their priors, they are worth more. Of 38 figures
/// that are right, eight of them differences, one is that far off once in 46,000 runs.
#[test]
fn a_stock_and_a_walk_have_the_closed_form_and_what_particles_say() {
    for (program, noises) in [(stock(false), 0), (walk(), NOISES)] {
        let reports = REPORTS.map(|(date, value)| (seen(date, noises), value));
        let variance = (1.0 - Observation::SHARING) * WIDTH * WIDTH;
        let (means, variances) = conditioned(&reports, variance);
        let found = posterior(&program, &half(by_nuts(3))).unwrap();
        assert!(found.effective > 512.0, "{}", found.effective);
        assert_eq!(found.divergent, 0);
        assert!(found.params.iter().all(|param| param.r_hat < 1.01));
        let mut columns: Vec<Vec<f64>> = found.given.params.iter().flatten().cloned().collect();
        if let Some(scores) = &found.given.noises[0] {
            columns.extend((0..noises).map(|step| {
                let own = scores.iter().skip(step).step_by(noises);
                own.copied().collect()
            }));
        }
        assert_eq!(columns.len(), 2 + noises);
        let worth = 512.0_f64;
        for (at, column) in columns.iter().enumerate() {
            let ((own, spread), exact) = (moments(column), variances[at]);
            let error = (own - means[at]).abs() / exact.sqrt();
            assert!(error < 5.0 / worth.sqrt(), "{at}: {own} {}", means[at]);
            let error = (spread / exact - 1.0).abs();
            assert!(error < 5.0 * (2.0 / worth).sqrt(), "{at}: {spread} {exact}");
        }
        let particles = posterior(&program, &half(spec(3))).unwrap();
        for at in 0..2 {
            agree(&particles, &found, at);
        }
    }
}

#[test]
fn a_growth_with_luck_and_a_lag_is_what_particles_say() {
    let found = posterior(&growth(), &half(by_nuts(5))).unwrap();
    let particles = posterior(&growth(), &half(spec(5))).unwrap();
    for one in [&found, &particles] {
        assert!(one.effective > 400.0, "{}", one.effective);
        assert!(one.params.iter().all(|param| param.r_hat < 1.02));
    }
    for at in 0..3 {
        agree(&particles, &found, at);
    }
}

/// What stands in the way, by its name.
fn refused(change: impl Fn(&mut Program)) -> (String, &'static str) {
    let mut program = growth();
    change(&mut program);
    no_gradient(posterior(&program, &by_nuts(1)))
}

#[test]
fn what_has_no_slope_in_time_is_refused() {
    let by_rk4 = refused(|program| program.time.method = Method::Rk4);
    assert_eq!(by_rk4, ("m".into(), "the method `rk4`"));
    let add = |program: &mut Program, node: Node| {
        let jump = push(program, node);
        let observed = program.observations[0].node;
        program.observations[0].node = push(program, Node::Binary(Binary::Add, observed, jump));
    };
    let event = refused(|program| {
        program.events.push(Event {
            name: "m.shock".into(),
            hazard: NodeId(1),
            duration: None,
        });
        add(program, Node::Event(EventId(0), EventView::Active));
    });
    assert_eq!(
        event,
        ("m.shock".into(), "an event that the record depends on")
    );
    let milestone = refused(|program| {
        program.milestones.push(Milestone {
            name: "m.reached".into(),
            when: NodeId(5),
        });
        let view = MilestoneView::Reached;
        add(program, Node::Milestone(MilestoneId(0), view));
    });
    assert_eq!(
        milestone,
        ("m.reached".into(), "a milestone that the record depends on")
    );
    let noise = refused(|program| {
        program.noises[0].distribution = Distribution::Family {
            family: Family::Uniform,
            arguments: vec![NodeId(2), NodeId(1)],
        };
    });
    assert_eq!(noise.0, "m.wobble");
    let lag = refused(|program| program.delays[0].lag = NodeId(5));
    assert_eq!(lag, ("m.level".into(), "a lag that changes in time"));
    let before = refused(|program| program.delays[0].before = NodeId(5));
    assert_eq!(
        before,
        ("m.level".into(), "a `before` that changes in time")
    );
}

/// What no report depends on stands in nobody's way.
#[test]
fn what_the_record_does_not_see_may_jump() {
    let mut program = model(&REPORTS, false);
    program.noises.push(Noise {
        name: "m.unseen".into(),
        distribution: Distribution::Family {
            family: Family::Uniform,
            arguments: vec![NodeId(0), NodeId(1)],
        },
    });
    program.milestones.push(Milestone {
        name: "m.reached".into(),
        when: NodeId(5),
    });
    push(&mut program, Node::Noise(NoiseId(1)));
    push(
        &mut program,
        Node::Milestone(MilestoneId(0), MilestoneView::Date),
    );
    let few = CalibrateSpec {
        particles: 256,
        ..by_nuts(1)
    };
    let found = posterior(&program, &few).unwrap();
    assert_eq!(found.given.noises, [None, None]);
}
