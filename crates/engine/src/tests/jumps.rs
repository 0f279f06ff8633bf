//! What jumps in time does so between two steps, and delays pass on what they are given.

use super::build::Build;
use crate::*;
use tenfold_ir::*;

const METHODS: [Method; 3] = [Method::Euler, Method::Rk4, Method::Adaptive];

fn values(program: &Program) -> Vec<Vec<f64>> {
    let record: Vec<usize> = (0..program.variables.len()).collect();
    let kernel = Kernel::compile(program, &record).unwrap();
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    run(&kernel, &spec).unwrap().rows.trajectories.unwrap()
}

/// What a stock has gathered after so many steps of a flow.
fn gathered(dt: f64, steps: u32, method: Method, flow: impl Fn(&mut Build) -> NodeId) -> f64 {
    let mut b = Build::new(dt, steps, method);
    let zero = b.number(0.0);
    let stock = b.stock("stock", zero);
    let flow = flow(&mut b);
    b.flow(stock, flow);
    b.variable("stock", stock);
    values(&b.0)[0][steps as usize]
}

/// Sums of some dozen terms of the order of ten.
fn assert_near(found: f64, exact: f64, what: &str) {
    assert!((found - exact).abs() < 1e-13, "{what}: {found} for {exact}");
}

/// At each time of the grid, said in each way, known or drawn: a rate of 1 from there on.
#[test]
fn a_jump_on_the_grid_acts_from_there_on() {
    let (dt, steps) = (0.25, 12);
    for (method, at) in METHODS
        .into_iter()
        .flat_map(|m| (1..12).map(move |at| (m, at)))
    {
        let (when, left) = (f64::from(at) * dt, f64::from(steps - at) * dt);
        let compared = |operation: Binary, drawn: bool| {
            gathered(dt, steps, method, |b| {
                let time = b.time();
                let when = match drawn {
                    true => b.param("when", Some(when), None),
                    false => b.number(when),
                };
                b.two(operation, time, when)
            })
        };
        for drawn in [false, true] {
            assert_near(compared(Binary::Ge, drawn), left, "from a time on");
            assert_near(compared(Binary::Lt, drawn), 3.0 - left, "until a time");
            // What is no jump to the right shows one step later on the grid alone.
            if method != Method::Euler {
                assert_near(compared(Binary::Gt, drawn), left, "after a time");
                assert_near(compared(Binary::Le, drawn), 3.0 - left, "up to a time");
            }
        }
        let stepped = gathered(dt, steps, method, |b| {
            b.0.tables.push(Table {
                name: "table".into(),
                xs: [0.0, when].into(),
                ys: [0.0, 1.0].into(),
                interpolation: Interpolation::Step,
            });
            let time = b.time();
            b.node(Node::Lookup(TableId(0), time))
        });
        assert_near(stepped, left, "a table");
        let floored = gathered(dt, steps, method, |b| {
            let (time, when) = (b.time(), b.number(when));
            let (share, one) = (b.div(time, when), b.number(1.0));
            let whole = b.one(Unary::Floor, share);
            b.two(Binary::Min, whole, one)
        });
        assert_near(floored, left, "a whole number");
    }
}

/// Simpson's rule is exact for t² before and t³ after, if no stage is on the wrong side; what is no jump
/// is read at its own time.
#[test]
fn stages_between_jumps_are_as_exact_as_ever() {
    let found = gathered(0.5, 6, Method::Rk4, |b| {
        let (time, at) = (b.time(), b.number(1.5));
        let square = b.mul(time, time);
        let cube = b.mul(square, time);
        let is_late = b.two(Binary::Ge, time, at);
        b.node(Node::Select(is_late, cube, square))
    });
    let exact = 1.5_f64.powi(3) / 3.0 + (81.0 - 1.5_f64.powi(4)) / 4.0;
    assert_near(found, exact, "two cubics");
}

#[test]
fn what_comes_before_is_asked_for_until_the_first_has_come() {
    for (method, lag) in METHODS
        .into_iter()
        .flat_map(|m| [1.0, 0.6, 1.05].map(|lag| (m, lag)))
    {
        let mut b = Build::new(0.1, 20, method);
        let (time, lag_node) = (b.time(), b.number(lag));
        let before = b.mul(time, time);
        let late = b.delayed(time, lag_node, before);
        b.variable("late", late);
        for (step, found) in values(&b.0)[0].iter().enumerate() {
            let time = 0.1 * step as f64;
            let exact = if time < lag - 1e-9 {
                time * time
            } else {
                time - lag
            };
            assert_near(*found, exact, "late");
        }
    }
}

/// Ten a year go in for five years, under lags that shrink, grow and follow time: all of it comes out, with
/// what was under way at the start; and while a lag holds, rate times lag is under way.
#[test]
fn material_comes_out_once_however_its_lag_changes() {
    type Lag = fn(&mut Build) -> NodeId;
    let jumps: Lag = |b| {
        let (time, at) = (b.time(), b.number(3.0));
        let (short, long) = (b.number(0.37), b.number(1.95));
        let is_late = b.two(Binary::Ge, time, at);
        b.node(Node::Select(is_late, short, long))
    };
    let grows: Lag = |b| {
        let (time, half) = (b.time(), b.number(0.5));
        let grown = b.mul(time, half);
        b.add(grown, half)
    };
    let shrinks: Lag = |b| {
        let (time, from, none) = (b.time(), b.number(2.5), b.number(0.0));
        let left = b.sub(from, time);
        b.two(Binary::Max, left, none)
    };
    for (method, (lag, at_start)) in METHODS
        .into_iter()
        .flat_map(|m| [(jumps, 1.95), (grows, 0.5), (shrinks, 2.5)].map(|lag| (m, lag)))
    {
        let last = if at_start == 2.5 { 2.5 } else { 5.0 };
        let mut b = Build::new(0.1, 100, method);
        let (time, end) = (b.time(), b.number(last));
        let is_early = b.two(Binary::Lt, time, end);
        let ten = b.number(10.0);
        let input = b.mul(is_early, ten);
        let (lag, rate) = (lag(&mut b), b.number(4.0));
        let come = b.delay(DelayKind::Material, input, lag, rate);
        let under_way = b.number(4.0 * at_start);
        let stock = b.stock("under way", under_way);
        let net = b.sub(input, come);
        b.flow(stock, net);
        b.variable("under way", stock);
        let found = &values(&b.0)[0];
        assert_near(found[100], 0.0, "left");
        assert!(
            found.iter().all(|left| *left > -1e-12),
            "out before it was in"
        );
        if at_start == 1.95 {
            assert_near(found[50], 3.7, "rate times lag");
        }
    }
}

#[test]
fn a_negative_time_is_no_number() {
    for kind in [DelayKind::Information, DelayKind::Material] {
        let mut b = Build::new(0.5, 4, Method::Euler);
        let (one, lag) = (b.number(1.0), b.number(-0.5));
        let late = b.delay(kind, one, lag, one);
        b.variable("late", late);
        assert!(values(&b.0)[0][2].is_nan(), "{kind:?}");
    }
    let mut b = Build::new(0.5, 40, Method::Euler);
    let hazard = b.number(9.0);
    let lasts = b.family(Family::Uniform, &[-2.0, -1.0]);
    let event = b.event("event", hazard, Some(lasts));
    let active = b.node(Node::Event(event, EventView::Active));
    b.variable("active", active);
    let kernel = Kernel::compile(&b.0, &[0]).unwrap();
    let spec = RunSpec {
        sampling: Sampling::Random { seed: 1 },
        draws: 0..64,
        recorded: Recorded::Every(1),
        trajectories: false,
    };
    // Within 20 years at nine a year one starts in each.
    assert_eq!(run(&kernel, &spec).unwrap().summary.diverged(), 64);
}
