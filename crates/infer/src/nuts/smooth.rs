//! Whether a model has the slope that NUTS follows.
//!
//! Chains accept by the likelihood itself, so a slope that is only near by would still lead to the right
//! posterior. But what it errs by along a path does not fall with the length of steps: tuning would
//! shorten them without end, and a chain would creep where it should say that it is none for the model.
//! So only what [`crate::adjoint`] follows exactly is taken. Where an equation is piecewise (`min`, `if`,
//! a lag that passes from step to step) it has a slope but for points that no chain meets.

use crate::adjoint::follows_score;
use crate::calibrate_error::CalibrateError;
use crate::constant::reached;
use crate::law::support;
use crate::target::Target;
use tenfold_ir::{Method, Node, NodeId, Program};

/// # Errors
/// The first thing that the record depends on and that has no slope.
pub(super) fn check(target: &Target) -> Result<(), CalibrateError> {
    method(&target.program)?;
    priors(target)?;
    jumps(&target.program)?;
    noises(target)?;
    lags(&target.program)
}

fn refused(name: &str, found: &'static str, expected: &'static str) -> CalibrateError {
    CalibrateError::NoGradient {
        name: name.to_owned(),
        found,
        expected,
    }
}

fn method(program: &Program) -> Result<(), CalibrateError> {
    let is_euler = program.time.method == Method::Euler;
    // Without stocks there is nothing to integrate.
    if is_euler || program.stocks.is_empty() {
        return Ok(());
    }
    let expected = "`euler`, whose steps have a slope";
    let found = match program.time.method {
        Method::Adaptive => "the method `adaptive`",
        _ => "the method `rk4`",
    };
    Err(refused(&program.name, found, expected))
}

fn priors(target: &Target) -> Result<(), CalibrateError> {
    for &param in &target.moved {
        let of = &target.program.params[param];
        let prior = of.prior.as_ref().expect("it is uncertain");
        support(prior).map_err(|found| refused(&of.name, found, "a prior with one density"))?;
        if target.kernel.prior(param).is_none() && !follows_score(prior) {
            let found = "a prior whose arguments depend on other parameters";
            return Err(refused(&of.name, found, "numbers for arguments"));
        }
    }
    Ok(())
}

/// Both happen between one step and the next, or a step later.
fn jumps(program: &Program) -> Result<(), CalibrateError> {
    let jump = program.nodes.iter().find_map(|node| match node {
        Node::Event(one, _) => {
            let found = "an event that the record depends on";
            Some((&program.events[one.index()].name, found))
        }
        Node::Milestone(one, _) => {
            let found = "a milestone that the record depends on";
            Some((&program.milestones[one.index()].name, found))
        }
        _ => None,
    });
    let expected = "what changes smoothly with the parameters";
    jump.map_or(Ok(()), |(name, found)| Err(refused(name, found, expected)))
}

fn noises(target: &Target) -> Result<(), CalibrateError> {
    for &at in &target.noises {
        let noise = &target.program.noises[at];
        if !follows_score(&noise.distribution) {
            let found = "a noise of another distribution";
            return Err(refused(&noise.name, found, "`normal` or `lognormal`"));
        }
    }
    Ok(())
}

fn lags(program: &Program) -> Result<(), CalibrateError> {
    for node in &program.nodes {
        let Node::Delayed(delay) = node else { continue };
        let delay = &program.delays[delay.index()];
        let varies = |node: &Node| {
            matches!(
                node,
                Node::Time | Node::Stock(_) | Node::Delayed(_) | Node::Noise(_)
            )
        };
        let changes = |node: NodeId| {
            let of = reached(program, node);
            of.iter().any(|id| varies(&program.nodes[id.index()]))
        };
        if changes(delay.lag) {
            let expected = "a lag that follows from parameters alone";
            return Err(refused(&delay.name, "a lag that changes in time", expected));
        }
        if changes(delay.before) {
            let expected = "what follows from parameters alone";
            return Err(refused(
                &delay.name,
                "a `before` that changes in time",
                expected,
            ));
        }
    }
    Ok(())
}
