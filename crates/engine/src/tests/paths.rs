//! Paths are what an ensemble records, at any step and in any portions.

use super::zoo::zoo;
use crate::*;
use tenfold_ir::{Method, Program};

const DRAWS: u64 = 150;

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|x| x.to_bits()).collect()
}

/// All trajectories of the zoo at each fourth step, as an ensemble keeps them.
fn ensemble(program: &Program, all: &[usize], sampling: &Sampling) -> Chunk {
    let spec = RunSpec {
        sampling: sampling.clone(),
        draws: 0..DRAWS,
        recorded: Recorded::Every(4),
        trajectories: true,
    };
    run(&Kernel::compile(program, all).unwrap(), &spec).unwrap()
}

#[test]
fn a_path_is_what_an_ensemble_records() {
    for method in [Method::Euler, Method::Rk4] {
        let program = zoo(method);
        let all: Vec<usize> = (0..program.variables.len()).collect();
        let sampling = Sampling::Random { seed: 11 };
        let chunk = ensemble(&program, &all, &sampling);
        let expected = chunk.rows.trajectories.as_ref().unwrap();
        // Another order, and one of them alone: neither shows.
        let turned: Vec<usize> = all.iter().rev().copied().collect();
        for chosen in [turned, vec![all.len() / 2]] {
            let paths = Paths::new(&program, &all, &chosen, 1).unwrap();
            let last = program.time.steps;
            assert_eq!(paths.steps().len() as u32, last + 1);
            let found = [0..70, 70..71, 71..DRAWS].map(|draws| paths.run(&sampling, draws));
            for (place, at) in chosen.iter().enumerate() {
                let joined: Vec<f64> = found.iter().flat_map(|part| part[place].clone()).collect();
                for draw in 0..DRAWS as usize {
                    if chunk.rows.draws.diverged[draw].is_some() {
                        continue;
                    }
                    let path = &joined[draw * (last as usize + 1)..][..last as usize + 1];
                    let times = chunk.rows.steps.len();
                    let kept: Vec<f64> = chunk
                        .rows
                        .steps
                        .iter()
                        .map(|step| path[*step as usize])
                        .collect();
                    let expected = &expected[*at][draw * times..(draw + 1) * times];
                    assert_eq!(bits(&kept), bits(expected), "draw {draw}");
                }
            }
        }
    }
}

#[test]
fn the_last_step_is_there_whatever_the_stride() {
    let program = zoo(Method::Euler);
    let last = program.time.steps;
    for stride in [1, 2, 3, 7, last - 1, last, last + 5] {
        let paths = Paths::new(&program, &[], &[0], stride).unwrap();
        let steps = paths.steps();
        assert_eq!((steps[0], steps[steps.len() - 1]), (0, last), "{stride}");
        assert!(
            steps
                .windows(2)
                .all(|two| two[0] < two[1] && two[1] - two[0] <= stride)
        );
        let central = paths.run(&Sampling::Central, 0..1);
        assert_eq!(central[0].len(), steps.len());
    }
}
