//! Drops the nodes that nothing shows or needs, and numbers the rest anew, in their order.

use tenfold_ir::{Distribution, ErrorFamily, Node, NodeId, Program};

/// Keeps what the program needs.
pub(super) fn compact(program: &mut Program) {
    let mut needed = vec![false; program.nodes.len()];
    for_roots(program, &mut |id| needed[id.index()] = true);
    for at in (0..program.nodes.len()).rev() {
        if needed[at] {
            for_operands(&mut program.nodes[at], &mut |id| needed[id.index()] = true);
        }
    }
    let mut numbers = vec![NodeId(u32::MAX); needed.len()];
    let mut next = 0;
    for (number, needed) in numbers.iter_mut().zip(&needed) {
        if *needed {
            *number = NodeId(next);
            next += 1;
        }
    }
    let mut renumber = |id: &mut NodeId| *id = numbers[id.index()];
    for node in program.nodes.iter_mut().zip(&needed) {
        if let (node, true) = node {
            for_operands(node, &mut renumber);
        }
    }
    for_roots(program, &mut renumber);
    let mut keep = needed.iter();
    program.nodes.retain(|_| *keep.next().unwrap_or(&false));
    let mut keep = needed.iter();
    program
        .dimensions
        .retain(|_| *keep.next().unwrap_or(&false));
}

fn for_operands(node: &mut Node, visit: &mut impl FnMut(&mut NodeId)) {
    match node {
        Node::Const(_)
        | Node::Param(_)
        | Node::Time
        | Node::Step
        | Node::Stock(_)
        | Node::Delayed(_)
        | Node::Noise(_)
        | Node::Event(..)
        | Node::Milestone(..) => {}
        Node::Unary(_, a) | Node::Lookup(_, a) => visit(a),
        Node::Binary(_, a, b) => {
            visit(a);
            visit(b);
        }
        Node::Select(a, b, c) => {
            visit(a);
            visit(b);
            visit(c);
        }
    }
}

/// Every place outside the graph that names a node.
fn for_roots(program: &mut Program, visit: &mut impl FnMut(&mut NodeId)) {
    for param in &mut program.params {
        param.central.iter_mut().for_each(&mut *visit);
        if let Some(prior) = &mut param.prior {
            for_distribution(prior, visit);
        }
    }
    for stock in &mut program.stocks {
        visit(&mut stock.initial);
        visit(&mut stock.flow);
    }
    for delay in &mut program.delays {
        visit(&mut delay.input);
        visit(&mut delay.lag);
        visit(&mut delay.before);
    }
    for noise in &mut program.noises {
        for_distribution(&mut noise.distribution, visit);
    }
    for event in &mut program.events {
        visit(&mut event.hazard);
        if let Some(duration) = &mut event.duration {
            for_distribution(duration, visit);
        }
    }
    for milestone in &mut program.milestones {
        visit(&mut milestone.when);
    }
    for variable in &mut program.variables {
        visit(&mut variable.node);
    }
    for observation in &mut program.observations {
        visit(&mut observation.node);
        visit(&mut observation.error.scale);
        if let ErrorFamily::StudentT { dof } = &mut observation.error.family {
            visit(dof);
        }
    }
    for assertion in &mut program.assertions {
        visit(&mut assertion.condition);
        if let Some((left, right, _)) = &mut assertion.sides {
            visit(left);
            visit(right);
        }
    }
    for column in &mut program.columns {
        visit(&mut column.node);
    }
}

fn for_distribution(distribution: &mut Distribution, visit: &mut impl FnMut(&mut NodeId)) {
    match distribution {
        Distribution::Family { arguments, .. } => arguments.iter_mut().for_each(visit),
        Distribution::Truncated { base, low, high } => {
            for_distribution(base, visit);
            low.iter_mut().chain(high).for_each(visit);
        }
        Distribution::Mixture(parts) => {
            for (weight, part) in parts {
                visit(weight);
                for_distribution(part, visit);
            }
        }
        Distribution::Empirical { .. } => {}
    }
}
