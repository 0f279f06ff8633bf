//! Slopes against differences of the likelihood itself.

use super::*;
use crate::calibrate_tests::model;
use crate::lanes::lanes_of;
use tenfold_ir::{
    Binary, Correlation, Delay, DelayId, DelayKind, Dimension, Distribution, Family, Interpolation,
    Node, NodeId, Noise, NoiseId, Param, ParamId, Program, Stock, StockId, Table, TableId,
};

/// A stock that is fed by what was ordered a lag ago, and orders that follow it, time, a table and two
/// noises; with parameters of three families, two of them drawn together, one as wide as another says.
fn winding() -> Program {
    let reports = [(2021.25, 1.2), (2023.0, 2.0), (2026.6, 4.1), (2029.0, 5.5)];
    let mut program = model(&reports, true);
    let mut push = |node: Node| {
        program.nodes.push(node);
        program.dimensions.push(Dimension::pure());
        NodeId(program.nodes.len() as u32 - 1)
    };
    let half = push(Node::Const(0.5));
    let (lag, share) = (push(Node::Param(ParamId(2))), push(Node::Param(ParamId(3))));
    let wobble = push(Node::Noise(NoiseId(1)));
    let time = push(Node::Time);
    let season = push(Node::Lookup(TableId(0), time));
    let stock = push(Node::Stock(StockId(0)));
    let pull = push(Node::Binary(Binary::Mul, share, stock));
    let orders = push(Node::Binary(Binary::Add, pull, season));
    let orders = push(Node::Binary(Binary::Mul, orders, wobble));
    let delayed = push(Node::Delayed(DelayId(0)));
    let flow = push(Node::Binary(Binary::Sub, delayed, pull));
    let one = NodeId(1);
    let family = |family, arguments: [NodeId; 2]| Distribution::Family {
        family,
        arguments: arguments.to_vec(),
    };
    let lognormal = family(Family::Lognormal, [one, half]);
    let more = [
        ("m.lag", family(Family::Lognormal, [one, share])),
        ("m.share", family(Family::Beta, [one, one])),
    ];
    for (name, prior) in more {
        program.params.push(Param {
            name: name.into(),
            prior: Some(prior),
            ..program.params[0].clone()
        });
    }
    program.correlations.push(Correlation {
        a: ParamId(0),
        b: ParamId(2),
        rho: 0.6,
    });
    program.tables.push(Table {
        name: "season".into(),
        xs: vec![2019.0, 2022.0, 2031.0].into(),
        ys: vec![0.2, 0.9, 0.4].into(),
        interpolation: Interpolation::Linear,
    });
    program.noises.push(Noise {
        name: "m.luck".into(),
        distribution: lognormal,
    });
    program.delays.push(Delay {
        name: "m.orders".into(),
        kind: DelayKind::Information,
        input: orders,
        lag,
        before: NodeId(4),
    });
    program.stocks[0] = Stock {
        flow,
        ..program.stocks[0].clone()
    };
    program
}

/// A central difference errs by the third derivative times the square of its step, here 1e-10 times
/// numbers of the order of a thousand, and by rounding, 1e-16 of a likelihood of a hundred over 1e-5.
#[test]
fn slopes_are_those_of_the_likelihood() {
    let target = Target::new(&winding(), f64::INFINITY, 3).unwrap();
    let adjoint = Adjoint::new(&target).unwrap();
    let n = target.dimensions();
    assert_eq!((target.moved.len(), target.noises.len()), (4, 2));
    let places = [0.3, -0.8, 1.1];
    let point = |place: f64| (0..n).map(move |at| libm::sin(place + 0.7 * at as f64));
    let scores: Vec<f64> = places.iter().flat_map(|place| point(*place)).collect();
    let mut tracer = Tracer::<3>::new(&target, &adjoint);
    let found = tracer.slopes(&lanes_of(&scores, n), &[0, 1, 2]);
    let slopes = tracer.last();
    let mut evaluator = target.evaluator();
    let mut value = |scores: &[f64]| {
        let lanes = lanes_of(scores, n);
        place(&target, &mut evaluator, &lanes, &[0]);
        target.meet(&mut evaluator, &lanes).log_likelihoods[0]
    };
    let step = 1e-5;
    for (lane, own) in scores.chunks_exact(n).enumerate() {
        assert_eq!(value(own), found[lane]);
        for at in 0..n {
            let mut beside = |away: f64| {
                let mut there = own.to_vec();
                there[at] += away;
                value(&there)
            };
            let difference = (beside(step) - beside(-step)) / (2.0 * step);
            let slope = slopes[at][lane];
            assert!(
                (slope - difference).abs() < 1e-6 * (1.0 + difference.abs()),
                "lane {lane}, score {at}: {slope} against {difference}"
            );
        }
    }
    // All four parameters tell something; of the noises the first in the steps beside reports alone.
    let told = |range: std::ops::Range<usize>| {
        let own = slopes[range].iter();
        own.filter(|slopes| slopes[2] != 0.0).count()
    };
    let steps = target.noisy_steps();
    assert_eq!(told(0..4), 4);
    assert_eq!(told(4..4 + steps), 6);
    assert!(told(4 + steps..n) > 10);
}
