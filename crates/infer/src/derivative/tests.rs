//! Derivatives against differences, for every function and at random points.

use super::*;
use crate::law::given;
use proptest::prelude::*;
use tenfold_engine::{Evaluator, Kernel};
use tenfold_ir::TableId;

/// The value of a function of (x, y) and its derivatives, at points.
fn at(build: impl Fn(&mut Graph, NodeId, NodeId) -> NodeId, points: &[[f64; 2]]) -> Vec<[f64; 3]> {
    let table = |interpolation| Table {
        name: "t".into(),
        xs: [0.5, 1.0, 2.0].into(),
        ys: [1.0, 4.0, 2.0].into(),
        interpolation,
    };
    let mut graph = Graph {
        nodes: Vec::new(),
        tables: vec![
            table(Interpolation::Linear),
            table(Interpolation::Log),
            table(Interpolation::Step),
        ],
    };
    let (inputs, params) = given(&mut graph, ["x", "y"].map(String::from).into_iter());
    let [x, y] = inputs[..] else {
        unreachable!("two were named")
    };
    let output = build(&mut graph, x, y);
    let mut records = vec![output];
    records.extend(gradient(&mut graph, output, &[x, y]));
    let program = graph.program("f", params, &records);
    let kernel = Kernel::compile(&program, &[0, 1, 2]).unwrap();
    let mut evaluator = Evaluator::new(&kernel);
    let mut found = Vec::new();
    for points in points.chunks(Evaluator::LANES) {
        for (lane, point) in points.iter().enumerate() {
            evaluator.set(0, lane, point[0]);
            evaluator.set(1, lane, point[1]);
        }
        evaluator.evaluate();
        found.extend((0..points.len()).map(|lane| [0, 1, 2].map(|r| evaluator.value(r, lane))));
    }
    found
}

/// Central differences err by h²/6 times the third derivative, and by rounding over h; at
/// h = 1e-5, with functions and derivatives below about 100, by less than 1e-6 together.
fn check(build: impl Fn(&mut Graph, NodeId, NodeId) -> NodeId, x: f64, y: f64) {
    let h = 1e-5;
    let found = at(
        build,
        &[[x, y], [x + h, y], [x - h, y], [x, y + h], [x, y - h]],
    );
    let of_x = (found[1][0] - found[2][0]) / (2.0 * h);
    let of_y = (found[3][0] - found[4][0]) / (2.0 * h);
    for (exact, near) in [(found[0][1], of_x), (found[0][2], of_y)] {
        let error = (exact - near).abs();
        assert!(
            error < 1e-6 * near.abs().max(1.0),
            "{exact} {near} at ({x}, {y})"
        );
    }
}

proptest! {
    #[test]
    fn every_function_of_one_number(x in 0.55_f64..0.95, y in 1.05_f64..1.95) {
        for function in [
            Unary::Neg, Unary::Abs, Unary::Exp, Unary::Ln, Unary::Log10, Unary::Log2, Unary::Sqrt,
            Unary::Logistic, Unary::NormalCdf, Unary::Floor,
        ] {
            check(|g, x, y| { let p = g.mul(x, y); g.unary(function, p) }, x, y - 1.0);
            check(|g, x, y| { let p = g.mul(x, y); let f = g.unary(function, p); g.mul(f, f) }, x, y - 1.0);
        }
    }

    #[test]
    fn every_function_of_two_numbers(x in 0.55_f64..0.95, y in 1.05_f64..1.95) {
        for function in [
            Binary::Add, Binary::Sub, Binary::Mul, Binary::Div, Binary::Pow, Binary::Min,
            Binary::Max, Binary::Lt,
        ] {
            check(|g, x, y| g.binary(function, x, y), x, y);
            check(|g, x, y| { let f = g.binary(function, y, x); g.add(f, x) }, x, y);
            check(|g, x, y| { let f = g.binary(function, x, y); g.binary(Binary::Pow, f, x) }, y, x);
        }
    }

    #[test]
    fn branches_and_tables(x in 0.55_f64..0.95, y in 1.05_f64..1.95) {
        let branch = |g: &mut Graph, x: NodeId, y: NodeId| {
            let is_less = g.binary(Binary::Lt, x, y);
            let product = g.mul(x, y);
            g.select(is_less, product, x)
        };
        check(branch, x, y);
        check(branch, y, x);
        for table in 0..3 {
            let look = |g: &mut Graph, x: NodeId, y: NodeId| {
                let f = g.push(Node::Lookup(TableId(table), x));
                g.mul(f, y)
            };
            check(look, x, y);
            check(look, y, x);
            check(look, x - 0.5, y);
            check(look, y + 1.0, x);
        }
    }
}
