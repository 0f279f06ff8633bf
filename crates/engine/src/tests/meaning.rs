//! Delays, events, milestones, methods and divergence against closed forms.

use super::build::Build;
use crate::*;
use tenfold_ir::*;

fn central() -> RunSpec {
    RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every(1),
        trajectories: true,
    }
}

fn random(draws: u64) -> RunSpec {
    RunSpec {
        sampling: Sampling::Random { seed: 3 },
        draws: 0..draws,
        ..central()
    }
}

/// The central trajectory of each variable.
fn values(program: &Program) -> Vec<Vec<f64>> {
    let record: Vec<usize> = (0..program.variables.len()).collect();
    let kernel = Kernel::compile(program, &record).unwrap();
    run(&kernel, &central()).unwrap().rows.trajectories.unwrap()
}

#[test]
fn a_delay_gives_the_input_of_a_lag_ago() {
    for steps_of_lag in [1.0, 2.0, 2.5, 3.25, 0.2] {
        let (dt, steps) = (0.25, 40);
        let mut b = Build::new(dt, steps, Method::Euler);
        let time = b.time();
        let input = b.mul(time, time);
        let lag = b.number(steps_of_lag * dt);
        let before = b.number(-7.0);
        let late = b.delayed(input, lag, before);
        b.variable("late", late);
        let found = &values(&b.0)[0];
        let lag = steps_of_lag.max(1.0) * dt;
        for (step, &value) in found.iter().enumerate() {
            let at = step as f64 * dt - lag;
            if at >= 0.0 {
                // Between the steps t and t + dt, a square lies at most dt²/4 under its chord.
                let over = value - at * at;
                assert!(
                    (-1e-12..=dt * dt / 4.0 + 1e-12).contains(&over),
                    "{step}: {value}"
                );
                if steps_of_lag.max(1.0).fract() == 0.0 {
                    assert!(over.abs() < 1e-12);
                }
            } else {
                assert_eq!(value, -7.0);
            }
        }
    }
}

#[test]
fn a_delay_conserves_what_passes_through() {
    for lag in [0.1, 0.3, 0.77, 1.0, 2.4] {
        let (dt, steps) = (0.1, 100_u32);
        let mut b = Build::new(dt, steps, Method::Euler);
        let time = b.time();
        // A pulse of one year that has come and gone well before the end.
        let one = b.number(1.0);
        let two = b.number(2.0);
        let began = b.two(Binary::Ge, time, one);
        let lasts = b.two(Binary::Lt, time, two);
        let pulse = b.mul(began, lasts);
        let lag_node = b.number(lag);
        let zero = b.number(0.0);
        let late = b.delayed(pulse, lag_node, zero);
        let put_in = b.stock("in", zero);
        let got_out = b.stock("out", zero);
        b.flow(put_in, pulse);
        b.flow(got_out, late);
        b.variable("in", put_in);
        b.variable("out", got_out);
        let found = values(&b.0);
        let (put_in, got_out) = (found[0][steps as usize], found[1][steps as usize]);
        // Sums of a hundred terms.
        assert!(
            (put_in - got_out).abs() < 100.0 * f64::EPSILON,
            "{lag}: {put_in} {got_out}"
        );
    }
}

/// The error at 1 of y' = y·cos(t) from y(0) = 1, whose solution is exp(sin t), with so many steps.
fn error(method: Method, steps: u32) -> f64 {
    let mut b = Build::new(1.0 / f64::from(steps), steps, method);
    // y' = y·c, c' = −s, s' = c makes the cosine out of stocks.
    let (zero, one) = (b.number(0.0), b.number(1.0));
    let (y, s, c) = (b.stock("y", one), b.stock("s", zero), b.stock("c", one));
    let growth = b.mul(y, c);
    let minus_s = b.one(Unary::Neg, s);
    b.flow(y, growth);
    b.flow(s, c);
    b.flow(c, minus_s);
    b.variable("y", y);
    (values(&b.0)[0][steps as usize] - 1_f64.sin().exp()).abs()
}

#[test]
fn euler_is_of_first_order_and_rk4_of_fourth() {
    for (method, order) in [(Method::Euler, 1.0), (Method::Rk4, 4.0)] {
        let found = (error(method, 64) / error(method, 128)).log2();
        // The next term of the error is a step's share of the first: under 2^-5 or so.
        assert!((found - order).abs() < 0.1, "{method:?}: order {found}");
    }
}

#[test]
fn rk4_reads_time_between_steps() {
    // y' = t³ is integrated exactly by the method's Simpson rule.
    let mut b = Build::new(0.5, 4, Method::Rk4);
    let time = b.time();
    let zero = b.number(0.0);
    let square = b.mul(time, time);
    let cube = b.mul(square, time);
    let y = b.stock("y", zero);
    b.flow(y, cube);
    b.variable("y", y);
    assert!((values(&b.0)[0][4] - 4.0).abs() < 1e-14);
}

#[test]
fn events_start_as_often_as_their_hazard_says() {
    let (dt, steps, hazard) = (0.25_f64, 20_u32, 0.3_f64);
    let mut b = Build::new(dt, steps, Method::Euler);
    let rate = b.number(hazard);
    let once = b.event("once", rate, None);
    let lasts = b.family(Family::Uniform, &[0.1, 0.2]);
    let short = b.event("short", rate, Some(lasts));
    for (event, view) in [
        (once, EventView::Occurred),
        (once, EventView::Active),
        (once, EventView::Since),
        (short, EventView::Active),
    ] {
        let node = b.node(Node::Event(event, view));
        b.variable("view", node);
    }
    let kernel = Kernel::compile(&b.0, &[0, 1, 2, 3]).unwrap();
    let draws = 40_000;
    let chunk = run(&kernel, &random(draws)).unwrap();
    let within = |found: f64, expected: f64| {
        let error = (expected * (1.0 - expected) / draws as f64).sqrt();
        assert!(
            (found - expected).abs() < 5.0 * error,
            "{found} against {expected}"
        );
    };
    let start = 1.0 - (-hazard * dt).exp();
    for step in [1, 7, 20] {
        let occurred = chunk.summary.sketch(0, step).mean().unwrap();
        within(occurred, 1.0 - (-hazard * dt * step as f64).exp());
        assert_eq!(
            Some(occurred),
            chunk.summary.sketch(1, step).mean(),
            "it lasts for ever"
        );
        // It lasts one step, so it is active if it started in the step before, being idle there.
        let mut active = 0.0;
        for _ in 0..step {
            active = (1.0 - active) * start;
        }
        within(chunk.summary.sketch(3, step).mean().unwrap(), active);
    }
    assert_eq!(
        chunk.summary.diverged(),
        0,
        "an infinite age is no divergence"
    );
    let since = chunk.rows.trajectories.unwrap().swap_remove(2);
    for ages in since.chunks(steps as usize + 1) {
        assert_eq!(ages[0], f64::INFINITY);
        let first = ages
            .iter()
            .position(|age| age.is_finite())
            .unwrap_or(ages.len());
        for (step, age) in ages.iter().enumerate().skip(first) {
            assert_eq!(*age, (step - first) as f64 * dt);
        }
    }
}

#[test]
fn a_milestone_is_seen_from_the_next_step_on() {
    let mut b = Build::new(0.5, 6, Method::Euler);
    let time = b.time();
    let one = b.number(1.0);
    let late = b.two(Binary::Ge, time, one);
    let milestone = b.milestone("late", late);
    let never = b.two(Binary::Lt, time, time);
    b.milestone("never", never);
    for view in [MilestoneView::Reached, MilestoneView::Date] {
        let node = b.node(Node::Milestone(milestone, view));
        b.variable("view", node);
    }
    let kernel = Kernel::compile(&b.0, &[0, 1]).unwrap();
    let chunk = run(&kernel, &central()).unwrap();
    let infinity = f64::INFINITY;
    assert_eq!(chunk.rows.draws.milestones, [vec![1.0], vec![infinity]]);
    let found = chunk.rows.trajectories.unwrap();
    assert_eq!(found[0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]);
    assert_eq!(found[1], [infinity, infinity, infinity, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn a_draw_that_diverges_is_counted_and_left_out() {
    let mut b = Build::new(1.0, 10, Method::Euler);
    let prior = b.family(Family::Bernoulli, &[0.25]);
    let grows = b.param("grows", None, Some(prior));
    let one = b.number(1.0);
    let huge = b.number(1e100);
    let x = b.stock("x", one);
    // Times 1e100 a step from 1 on: over the range in step 4.
    let growth = b.mul(x, huge);
    let flow = b.mul(grows, growth);
    b.flow(x, flow);
    b.variable("x", x);
    let bound = b.number(1e299);
    let above = b.two(Binary::Gt, x, bound);
    b.milestone("above", above);
    let late = b.number(1e300);
    let late = b.two(Binary::Gt, x, late);
    b.milestone("late", late);
    let kernel = Kernel::compile(&b.0, &[0]).unwrap();
    let draws = 1_000;
    let chunk = run(&kernel, &random(draws)).unwrap();
    let expected = Divergence {
        step: 4,
        place: Place::Stock(StockId(0)),
    };
    let mut diverged = 0;
    for (draw, &grows) in chunk.rows.draws.params[0].iter().enumerate() {
        let is_out = grows == 1.0;
        assert_eq!(chunk.rows.draws.diverged[draw], is_out.then_some(expected));
        assert_eq!(chunk.rows.draws.milestones[0][draw].is_finite(), is_out);
        assert_eq!(chunk.rows.draws.milestones[1][draw].is_nan(), is_out);
        diverged += u64::from(is_out);
        let x = &chunk.rows.trajectories.as_ref().unwrap()[0][draw * 11..(draw + 1) * 11];
        assert_eq!(x[3].is_finite() && x[4].is_nan() && x[10].is_nan(), is_out);
    }
    assert!(diverged > 0);
    let summary = &chunk.summary;
    assert_eq!((summary.diverged(), summary.diverged_by(3)), (diverged, 0));
    assert_eq!(summary.sketch(0, 3).count(), draws);
    assert_eq!(summary.sketch(0, 4).count(), draws - diverged);
    assert_eq!(summary.quantile(0, 10, 1.0), Some(1.0));
    let first = chunk
        .rows
        .draws
        .diverged
        .iter()
        .position(Option::is_some)
        .unwrap();
    assert_eq!(summary.first_diverged(), Some((first as u64, expected)));
    // What was reached before stays; of what was not nobody knows.
    let (above, late) = (summary.milestone(0), summary.milestone(1));
    assert_eq!((above.known(), above.left_out()), (draws, 0.0));
    assert_eq!((late.known(), late.reached()), (draws - diverged, 0.0));
    assert_eq!(late.left_out(), diverged as f64 / draws as f64);
}

#[test]
fn correlated_parameters_have_their_correlation() {
    let mut b = Build::new(0.0, 0, Method::Euler);
    let rho = 0.6;
    for name in ["a", "b"] {
        let prior = b.family(Family::Normal, &[0.0, 1.0]);
        b.param(name, None, Some(prior));
    }
    b.0.correlations.push(Correlation {
        a: ParamId(0),
        b: ParamId(1),
        rho,
    });
    let kernel = Kernel::compile(&b.0, &[]).unwrap();
    let draws = 50_000;
    let chunk = run(&kernel, &random(draws)).unwrap();
    let pairs = chunk.rows.draws.params[0]
        .iter()
        .zip(&chunk.rows.draws.params[1]);
    let found = pairs.map(|(a, b)| a * b).sum::<f64>() / draws as f64;
    // The product of two standard normals of correlation ρ has the variance 1 + ρ².
    let error = ((1.0 + rho * rho) / draws as f64).sqrt();
    assert!((found - rho).abs() < 5.0 * error, "{found}");
    b.0.correlations.push(Correlation {
        a: ParamId(0),
        b: ParamId(1),
        rho: 1.5,
    });
    let refused = Kernel::compile(&b.0, &[]).unwrap_err();
    assert_eq!(
        refused,
        CompileError::NotPositiveDefinite { name: "b".into() }
    );
}

#[test]
fn what_is_too_large_is_refused() {
    let mut b = Build::new(0.1, u32::MAX, Method::Euler);
    let time = b.time();
    let lag = b.number(1.0);
    let late = b.delayed(time, lag, lag);
    b.variable("late", late);
    for steps in [u32::MAX, 4_000_000] {
        b.0.time.steps = steps;
        let refused = Kernel::compile(&b.0, &[0]).unwrap_err();
        assert!(
            matches!(refused, CompileError::TooLarge { .. }),
            "{refused}"
        );
    }
    b.0.time.steps = 1_000_000;
    b.0.variables[0].node = time;
    let kernel = Kernel::compile(&b.0, &[0]).unwrap();
    for draws in [u64::MAX, 1 << 20] {
        let refused = run(&kernel, &random(draws)).unwrap_err();
        let RunError::TooLarge { found, bound, .. } = refused;
        assert!(found > bound);
    }
    b.0.time.steps = 1_000;
    let kernel = Kernel::compile(&b.0, &[0]).unwrap();
    assert!(
        run(&kernel, &random(0))
            .unwrap()
            .rows
            .draws
            .diverged
            .is_empty()
    );
}

#[test]
fn a_lag_of_its_own_output_is_refused() {
    let mut b = Build::new(0.1, 10, Method::Euler);
    let one = b.number(1.0);
    let late = b.delayed(one, one, one);
    let longer = b.add(late, one);
    b.0.delays[0].lag = longer;
    b.variable("late", late);
    let refused = Kernel::compile(&b.0, &[0]).unwrap_err();
    assert!(matches!(refused, CompileError::Loop { .. }), "{refused}");
}

/// What is asked again for other values of the parameters that vary is what is asked for the first time,
/// and what follows from the others alone is kept.
#[test]
fn parameters_that_vary_are_given_anew() {
    let mut b = Build::new(1.0, 0, Method::Euler);
    let prior = b.family(Family::Normal, &[0.0, 1.0]);
    let [fixed, first, second] =
        ["a", "b", "c"].map(|name| b.param(name, None, Some(prior.clone())));
    let root = b.one(Unary::Exp, fixed);
    let product = b.mul(root, first);
    let sum = b.add(product, second);
    let records = [root, product, sum].map(|node| b.variable("value", node));
    let kernel = Kernel::compile_varying(&b.0, &records, 1).unwrap();
    let mut points = Points::<8>::new(&kernel);
    let lanes = |from: f64| std::array::from_fn::<f64, 8, _>(|lane| from + lane as f64);
    points.set_all(0, &lanes(0.1));
    points.start_given();
    for (first, second) in [(1.0, 2.0), (-3.0, 0.5)] {
        points.set_all(1, &lanes(first));
        points.set_all(2, &lanes(second));
        points.look_at(0);
        for lane in 0..8 {
            let root = (0.1 + lane as f64).exp();
            let product = root * (first + lane as f64);
            let exact = [root, product, product + second + lane as f64];
            for (record, exact) in exact.into_iter().enumerate() {
                let found = points.value(record, lane);
                let near = 1e-13 * (1.0 + exact.abs());
                assert!((found - exact).abs() < near, "{found} {exact}");
            }
        }
    }
    // What is fixed counts only once it is begun again.
    points.set_all(0, &lanes(5.0));
    points.look_at(0);
    assert!((points.value(0, 0) / 0.1_f64.exp() - 1.0).abs() < 1e-14);
    points.start_given();
    points.look_at(0);
    assert!((points.value(0, 0) / 5.0_f64.exp() - 1.0).abs() < 1e-14);
}

/// What has an operand that is undefined is undefined, but where the other operand settles it.
#[test]
fn what_is_undefined_is_neither_true_nor_false() {
    use Binary::*;
    let nan = f64::NAN;
    let all = [
        Add, Sub, Mul, Div, Pow, Min, Max, Lt, Le, Gt, Ge, Eq, Ne, And, Or,
    ];
    for operation in all {
        for other in [0.0, 1.0, -2.5, f64::INFINITY] {
            let settled = match operation {
                And if other == 0.0 => Some(0.0),
                Or if other != 0.0 => Some(1.0),
                _ => None,
            };
            for found in [binary(operation, nan, other), binary(operation, other, nan)] {
                let said = Some(found).filter(|found| !found.is_nan());
                assert_eq!(said, settled, "{operation:?} of {other}");
            }
        }
        assert!(binary(operation, nan, nan).is_nan(), "{operation:?}");
    }
    use Unary::*;
    let all = [
        Neg, Not, Abs, Exp, Ln, Log10, Log2, Sqrt, Logistic, NormalCdf, Floor,
    ];
    for operation in all {
        assert!(unary(operation, nan).is_nan(), "{operation:?}");
    }
    assert_eq!((unary(Undefined, nan), unary(Undefined, 3.0)), (1.0, 0.0));
    assert!(tenfold_ir::select(nan, 1.0, 1.0).is_nan());
    // The same on the tape, in lanes and where all lanes share it.
    let mut b = Build::new(1.0, 2, Method::Euler);
    let prior = b.family(Family::Normal, &[0.0, 1.0]);
    let x = b.param("x", Some(0.0), Some(prior));
    let time = b.time();
    let mut pick = 0;
    for value in [x, time] {
        let gap = b.sub(value, value);
        let undefined = b.div(gap, gap);
        let [one, two] = [b.number(1.0), b.number(2.0)];
        let above = b.two(Gt, undefined, one);
        let below = b.one(Not, above);
        let chosen = b.node(Node::Select(below, one, two));
        let no = b.two(Lt, two, one);
        let settled = b.two(And, below, no);
        for node in [undefined, above, below, chosen, settled] {
            b.variable("v", node);
            pick += 1;
        }
    }
    let all: Vec<usize> = (0..pick).collect();
    let kernel = Kernel::compile(&b.0, &all).unwrap();
    let chunk = run(&kernel, &random(70)).unwrap();
    assert_eq!(chunk.summary.diverged(), 0, "nothing needs it");
    for (at, values) in chunk.rows.trajectories.unwrap().iter().enumerate() {
        match at % 5 {
            4 => assert!(values.iter().all(|value| *value == 0.0)),
            _ => assert!(values.iter().all(|value| value.is_nan()), "{at}"),
        }
    }
    assert_eq!(chunk.summary.valued(0, 1), 0.0);
    assert_eq!(chunk.summary.valued(4, 1), 1.0);
}

/// A milestone or a hazard that is undefined makes its draw diverge there, unless nothing needs it any more.
#[test]
fn what_a_milestone_or_an_event_needs_has_to_be_defined() {
    let mut b = Build::new(1.0, 6, Method::Euler);
    let (time, three) = (b.time(), b.number(3.0));
    let left = b.sub(three, time);
    // Undefined from 4 on.
    let root = b.one(Unary::Sqrt, left);
    let one = b.number(1.0);
    let early = b.two(Binary::Lt, root, one);
    let reached = b.milestone("early", early);
    let kernel = Kernel::compile(&b.0, &[]).unwrap();
    let chunk = run(&kernel, &central()).unwrap();
    // It is below 1 from 3 on, where it is 0, after being 1 at 2.
    assert_eq!(chunk.rows.draws.milestones, [vec![2.0]]);
    assert_eq!(chunk.rows.draws.diverged, [None]);
    let minus = b.number(-1.0);
    let never = b.two(Binary::Lt, root, minus);
    b.0.milestones[reached.index()].when = never;
    let kernel = Kernel::compile(&b.0, &[]).unwrap();
    let chunk = run(&kernel, &central()).unwrap();
    let at = |place| Some(Divergence { step: 4, place });
    assert_eq!(chunk.rows.draws.diverged, [at(Place::Milestone(reached))]);
    assert!(chunk.rows.draws.milestones[0][0].is_nan());
    b.0.milestones.clear();
    let event = b.event("shock", root, None);
    b.node(Node::Event(event, EventView::Active));
    // What is recorded decides nothing.
    let kernel = Kernel::compile(&b.0, &[]).unwrap();
    let found = run(&kernel, &random(200)).unwrap().rows.draws.diverged;
    let expected = at(Place::Event(event));
    assert!(found.iter().all(|one| one.is_none() || *one == expected));
    // A draw in which it has begun by then, of hazards √3, √2, 1 and 0, needs it no more: e^−4.146 are left.
    let left = found.iter().filter(|one| one.is_some()).count() as f64;
    assert!((left - 200.0 * 0.0158).abs() < 5.0 * (200.0 * 0.0158_f64).sqrt());
}

/// When a condition on x = t, and on the time, comes to hold.
fn crossing(build: &dyn Fn(&mut Build, NodeId, NodeId) -> NodeId) -> f64 {
    let mut b = Build::new(1.0, 8, Method::Rk4);
    let (zero, one) = (b.number(0.0), b.number(1.0));
    let x = b.stock("x", zero);
    b.flow(x, one);
    let time = b.time();
    let when = build(&mut b, x, time);
    b.milestone("m", when);
    let kernel = Kernel::compile(&b.0, &[]).unwrap();
    run(&kernel, &central()).unwrap().rows.draws.milestones[0][0]
}

fn above(b: &mut Build, x: NodeId, bound: f64) -> NodeId {
    let bound = b.number(bound);
    b.two(Binary::Gt, x, bound)
}

fn near(found: f64, expected: f64) {
    // A few roundings of a number below 8.
    assert!((found - expected).abs() < 1e-14, "{found} for {expected}");
}

/// A crossing lies where a line crosses; of several conditions the one that decides.
#[test]
fn a_milestone_lies_where_what_it_compares_crosses() {
    near(crossing(&|b, x, _| above(b, x, 2.05)), 2.05);
    near(crossing(&|b, x, _| above(b, x, -1.0)), 0.0);
    assert_eq!(crossing(&|b, x, _| above(b, x, 9.0)), f64::INFINITY);
    for (operation, expected) in [(Binary::And, 2.6), (Binary::Or, 2.2)] {
        near(
            crossing(&|b, x, time| {
                let (first, second) = (above(b, x, 2.2), above(b, time, 2.6));
                b.two(operation, first, second)
            }),
            expected,
        );
        // The opposite of the opposite.
        near(
            crossing(&|b, x, time| {
                let (first, second) = (above(b, x, 2.2), above(b, time, 2.6));
                let [first, second] = [first, second].map(|one| b.one(Unary::Not, one));
                let opposite = match operation {
                    Binary::And => Binary::Or,
                    _ => Binary::And,
                };
                let joined = b.two(opposite, first, second);
                b.one(Unary::Not, joined)
            }),
            expected,
        );
    }
    // What jumps is seen on the grid, also where it decides beside what does not.
    near(
        crossing(&|b, x, _| {
            let whole = b.one(Unary::Floor, x);
            above(b, whole, 2.5)
        }),
        3.0,
    );
    near(
        crossing(&|b, x, _| {
            let whole = b.one(Unary::Floor, x);
            let (first, second) = (above(b, whole, 2.5), above(b, x, 2.05));
            b.two(Binary::And, first, second)
        }),
        3.0,
    );
    near(
        crossing(&|b, x, time| {
            // A jump from 0 to 10 at 3.
            let late = above(b, time, 2.5);
            let ten = b.number(10.0);
            let zero = b.number(0.0);
            let jump = b.node(Node::Select(late, ten, zero));
            let sum = b.add(x, jump);
            above(b, sum, 5.0)
        }),
        3.0,
    );
}
