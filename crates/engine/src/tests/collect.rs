//! Columns are what a run records, read at their times.

use super::zoo::zoo;
use crate::*;
use tenfold_ir::{Column, Method, MilestoneId, MilestoneView, Node, Program, When};

/// The early steps of a program that later leaves the numbers, where rounding has not grown yet.
const STEPS: [u32; 3] = [0, 4, 8];
const DRAWS: u64 = 150;

fn sampling() -> Sampling {
    Sampling::Random { seed: 11 }
}

/// The zoo's trajectories, by variable, draw after draw, every fourth step.
fn recorded(program: &Program) -> Chunk {
    let all: Vec<usize> = (0..program.variables.len()).collect();
    let kernel = Kernel::compile(program, &all).unwrap();
    let spec = RunSpec {
        sampling: sampling(),
        draws: 0..DRAWS,
        recorded: Recorded::Every(4),
        trajectories: true,
    };
    run(&kernel, &spec).unwrap()
}

/// To the last bits: what else is recorded may have products fused otherwise.
fn assert_near(found: f64, expected: f64, what: &str) {
    let is_same = found == expected || (found.is_nan() && expected.is_nan());
    let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
    assert!(is_same || near, "{what}: {found} for {expected}");
}

#[test]
fn a_column_is_what_a_run_records_at_its_step() {
    for method in [Method::Euler, Method::Rk4] {
        let program = zoo(method);
        let chunk = recorded(&program);
        let times = chunk.rows.steps.len();
        for (at, variable) in program.variables.iter().enumerate() {
            // Each alone, so that as much as can be is left out.
            let mut asked = program.clone();
            asked.columns = STEPS
                .map(|step| Column {
                    node: variable.node,
                    when: When::At(step),
                })
                .into();
            let collector = Collector::new(&asked).unwrap();
            let found = collector.run(&sampling(), 0..DRAWS, &|_| {});
            assert_eq!(found.params.len(), program.params.len());
            for (column, step) in found.columns.iter().zip(STEPS) {
                for (draw, value) in column.iter().enumerate() {
                    let row = draw * times + step as usize / 4;
                    let expected = chunk.rows.trajectories.as_ref().unwrap()[at][row];
                    assert_near(*value, expected, &variable.name);
                }
            }
        }
    }
}

#[test]
fn after_the_end_milestones_are_as_they_came_to_stand() {
    for method in [Method::Euler, Method::Rk4] {
        let mut program = zoo(method);
        let chunk = recorded(&program);
        // Another milestone before it must not be taken for it.
        let never = program.nodes.len();
        program.nodes.push(Node::Const(0.0));
        program.dimensions.push(tenfold_ir::Dimension::pure());
        let when = tenfold_ir::NodeId(never as u32);
        program.milestones.insert(
            0,
            tenfold_ir::Milestone {
                name: "zoo.never".into(),
                when,
            },
        );
        for node in &mut program.nodes {
            if let Node::Milestone(id, _) = node {
                *id = MilestoneId(id.0 + 1);
            }
        }
        let date = program.nodes.iter();
        let date = date
            .clone()
            .position(|node| matches!(node, Node::Milestone(_, MilestoneView::Date)));
        program.columns = vec![Column {
            node: tenfold_ir::NodeId(date.unwrap() as u32),
            when: When::End,
        }];
        let found = Collector::new(&program)
            .unwrap()
            .run(&sampling(), 0..DRAWS, &|_| {});
        let mut reached = 0;
        for (draw, date) in found.columns[0].iter().enumerate() {
            let expected = chunk.rows.draws.milestones[0][draw];
            reached += usize::from(expected.is_finite());
            assert_eq!(date.to_bits(), expected.to_bits(), "draw {draw}");
        }
        assert!(
            reached > 10,
            "{reached} draws reach it: the test says little"
        );
    }
}

#[test]
fn threads_and_lanes_do_not_show() {
    let mut program = zoo(Method::Euler);
    program.columns = vec![Column {
        node: program.variables[0].node,
        when: When::At(8),
    }];
    let collector = Collector::new(&program).unwrap();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let found = pool.install(|| collector.run(&sampling(), 0..DRAWS, &|_| {}));
        let bits = found.columns.concat();
        bits.iter().map(|x| x.to_bits()).collect::<Vec<u64>>()
    };
    assert_eq!(with(1), with(3));
}
