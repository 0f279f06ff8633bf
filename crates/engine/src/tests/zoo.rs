//! A small program with one of everything, for what has to hold of all programs.

use super::build::Build;
use tenfold_ir::*;

/// Ten years by quarter: a delayed and noisy stock, a shock that comes and goes, a lookup, powers of
/// numbers that change sign, and a stock that leaves the numbers in some draws.
pub(crate) fn zoo(method: Method) -> Program {
    let mut b = Build::new(0.25, 40, method);
    let [rate, shift, width] = params(&mut b);
    let error = b.family(Family::Normal, &[0.0, 0.2]);
    let noise = b.noise("zoo.noise", error);
    let hazard = b.number(0.4);
    let lasts = b.family(Family::Exponential, &[0.7]);
    let shock = b.event("zoo.shock", hazard, Some(lasts));
    let active = b.node(Node::Event(shock, EventView::Active));
    let since = b.node(Node::Event(shock, EventView::Since));
    let one = b.number(1.0);
    let x = b.stock("zoo.x", one);
    let y = b.stock("zoo.y", rate);
    let before = b.number(2.0);
    let late = b.delayed(x, width, before);
    let time = b.time();
    b.0.tables.push(Table {
        name: "zoo.table".into(),
        xs: [0.0, 3.0, 5.0].into(),
        ys: [1.0, 2.0, 0.5].into(),
        interpolation: Interpolation::Linear,
    });
    let forced = b.node(Node::Lookup(TableId(0), time));
    let looked = b.node(Node::Lookup(TableId(0), y));
    let swing = b.sub(noise, late);
    let whole = b.one(Unary::Floor, shift);
    let power = b.pow(swing, whole);
    let power = b.mul(power, looked);
    let level = b.add(x, shift);
    let calm = b.div(swing, level);
    let flow_x = b.node(Node::Select(active, calm, swing));
    let flow_x = b.add(flow_x, forced);
    // dy/dt = y² − y grows without bound from above 1.
    let square = b.mul(y, y);
    let flow_y = b.sub(square, y);
    b.flow(x, flow_x);
    b.flow(y, flow_y);
    let three = b.number(3.0);
    let high = b.two(Binary::Gt, x, three);
    let reached = b.milestone("zoo.high", high);
    let date = b.node(Node::Milestone(reached, MilestoneView::Date));
    let is_reached = b.node(Node::Milestone(reached, MilestoneView::Reached));
    let smooth = b.one(Unary::Logistic, swing);
    let share = b.one(Unary::NormalCdf, calm);
    let mixed = b.two(Binary::Min, smooth, share);
    let named = [
        ("x", x),
        ("y", y),
        ("late", late),
        ("power", power),
        ("since", since),
        ("date", date),
        ("reached", is_reached),
        ("mixed", mixed),
        ("forced", forced),
    ];
    for (name, node) in named {
        b.variable(name, node);
    }
    b.0
}

/// Parameters whose priors depend on each other, two of them correlated.
fn params(b: &mut Build) -> [NodeId; 3] {
    let prior = b.family(Family::Lognormal, &[1.0, 0.5]);
    let rate = b.param("zoo.rate", None, Some(prior));
    // Its prior's arguments are another parameter's.
    let sd = b.number(0.3);
    let prior = Distribution::Family {
        family: Family::Normal,
        arguments: vec![rate, sd],
    };
    let shift = b.param("zoo.shift", Some(1.5), Some(prior));
    let low = b.number(0.4);
    let prior = Distribution::Family {
        family: Family::Uniform,
        arguments: vec![low, rate],
    };
    // No distribution where the rate is under 0.4: such draws diverge at once.
    let width = b.param("zoo.width", Some(0.5), Some(prior));
    b.0.correlations.push(Correlation {
        a: ParamId(0),
        b: ParamId(2),
        rho: 0.5,
    });
    [rate, shift, width]
}
