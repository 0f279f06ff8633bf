//! How far methods are from the solution, and what half a step is worth.

use super::build::Build;
use crate::*;
use tenfold_ir::*;

/// What a kernel's central trajectory ends at.
fn ends(kernel: &Kernel) -> Vec<f64> {
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    let paths = run(kernel, &spec).unwrap().rows.trajectories.unwrap();
    paths.iter().map(|path| *path.last().unwrap()).collect()
}

/// y' = y·cos t from y(0) = 1 up to 2, whose solution is exp(sin t).
fn wave(steps: u32, method: Method) -> Program {
    let mut b = Build::new(2.0 / f64::from(steps), steps, method);
    let (zero, one) = (b.number(0.0), b.number(1.0));
    let (y, s, c) = (b.stock("y", one), b.stock("s", zero), b.stock("c", one));
    let growth = b.mul(y, c);
    let minus_s = b.one(Unary::Neg, s);
    b.flow(y, growth);
    b.flow(s, c);
    b.flow(c, minus_s);
    b.variable("y", y);
    b.0
}

/// The tolerance of a sub-step is 1e-9 of a size of about one; there are less than a hundred, and what each
/// leaves grows by less than e.
#[test]
fn an_adaptive_method_is_as_near_as_it_says_on_any_grid() {
    for steps in [1, 3, 50] {
        let kernel = Kernel::compile(&wave(steps, Method::Adaptive), &[0]).unwrap();
        let error = (ends(&kernel)[0] - 2.0_f64.sin().exp()).abs();
        assert!(error < 3e-7, "{steps} steps: {error}");
    }
}

/// k' = min(1 + k³, 1e12), which goes from 1 to ten thousand within a step, and p' = k'/(k·ln 10), which follows
/// p = log10 k; by algebra at the end k is 1e12 times the time that is left, which is 10 less 1.
#[test]
fn an_adaptive_method_goes_through_an_explosion() {
    let mut b = Build::new(0.1, 100, Method::Adaptive);
    let (zero, one, three, most) = (b.number(0.0), b.number(1.0), b.number(3.0), b.number(1e12));
    let (k, p) = (b.stock("k", one), b.stock("p", zero));
    let cube = b.pow(k, three);
    let sum = b.add(one, cube);
    let effort = b.two(Binary::Min, sum, most);
    let ln10 = b.number(std::f64::consts::LN_10);
    let scale = b.mul(k, ln10);
    let follows = b.div(effort, scale);
    b.flow(k, effort);
    b.flow(p, follows);
    b.variable("k", k);
    b.variable("p", p);
    let found = ends(&Kernel::compile(&b.0, &[0, 1]).unwrap());
    assert!((found[0] / 9.6e12 - 1.0).abs() < 0.05, "{found:?}");
    assert!((found[1] - found[0].log10()).abs() < 1e-6, "{found:?}");
}

/// y' = y², y(0) = 1, has no solution from 1 on: the draw diverges, and does not hang.
#[test]
fn where_there_is_no_solution_a_draw_diverges() {
    let mut b = Build::new(0.4, 5, Method::Adaptive);
    let one = b.number(1.0);
    let y = b.stock("y", one);
    let square = b.mul(y, y);
    b.flow(y, square);
    b.variable("y", y);
    let kernel = Kernel::compile(&b.0, &[0]).unwrap();
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    let chunk = run(&kernel, &spec).unwrap();
    assert_eq!(chunk.summary.diverged(), 1);
    let path = &chunk.rows.trajectories.unwrap()[0];
    // 1/(1 − t) at 0.8.
    assert!((path[2] - 5.0).abs() < 1e-6, "{path:?}");
}

/// Of a method of order n half the step leaves 2⁻ⁿ of the error: halving is what it says.
#[test]
fn halves_of_a_step_are_steps() {
    for (method, order) in [(Method::Euler, 1), (Method::Rk4, 4)] {
        let halved = Kernel::compile_halved(&wave(32, method), &[0]).unwrap();
        let finer = Kernel::compile(&wave(64, method), &[0]).unwrap();
        let (halved, finer) = (ends(&halved)[0], ends(&finer)[0]);
        assert!(
            (halved - finer).abs() < 1e-13,
            "order {order}: {halved} {finer}"
        );
    }
}
