//! Results depend neither on the machine's vectors, nor on the lanes of a block, nor on threads, nor
//! on how a range is split.

use super::reference::reference;
use super::zoo::zoo;
use crate::ensemble::run_in_blocks;
use crate::path::Path;
use crate::*;
use tenfold_ir::{Method, Program};

fn programs() -> Vec<(Program, Vec<usize>)> {
    let mut all = vec![(reference(Method::Adaptive), 3)];
    for method in [Method::Euler, Method::Rk4] {
        all.extend([(zoo(method), 9), (reference(method), 3)]);
    }
    let all = all.into_iter();
    all.map(|(program, variables)| (program, (0..variables).collect()))
        .collect()
}

fn spec(draws: std::ops::Range<u64>) -> RunSpec {
    RunSpec {
        sampling: Sampling::Random { seed: 11 },
        draws,
        recorded: Recorded::Every(4),
        trajectories: true,
    }
}

/// Equal, NaN included.
fn assert_same(a: &Chunk, b: &Chunk, what: &str) {
    let bits = |columns: &[Vec<f64>]| -> Vec<Vec<u64>> {
        let column = |c: &Vec<f64>| c.iter().map(|x| x.to_bits()).collect();
        columns.iter().map(column).collect()
    };
    assert!(a.summary == b.summary, "summaries differ: {what}");
    assert!(
        bits(&a.rows.draws.milestones) == bits(&b.rows.draws.milestones),
        "milestones differ: {what}"
    );
    assert_eq!(a.rows.draws.diverged, b.rows.draws.diverged, "{what}");
    let (ours, theirs) = (a.rows.trajectories.as_ref(), b.rows.trajectories.as_ref());
    assert!(
        bits(ours.unwrap()) == bits(theirs.unwrap()),
        "trajectories differ: {what}"
    );
    let numbers = |chunk: &Chunk| -> Vec<Vec<u64>> {
        // A NaN's own bits are the machine's affair.
        let plain = |x: &f64| {
            if x.is_nan() {
                f64::NAN.to_bits()
            } else {
                x.to_bits()
            }
        };
        chunk
            .rows
            .draws
            .params
            .iter()
            .map(|c| c.iter().map(plain).collect())
            .collect()
    };
    assert!(numbers(a) == numbers(b), "parameters differ: {what}");
}

#[test]
fn every_path_and_width_gives_the_same_bits() {
    for (program, record) in programs() {
        let kernel = Kernel::compile(&program, &record).unwrap();
        let expected = run(&kernel, &spec(5..405)).unwrap();
        for path in Path::all() {
            let kernel = Kernel::compile_for((&program, &record), (Vec::new(), 1), path).unwrap();
            let found = run(&kernel, &spec(5..405)).unwrap();
            assert_same(&found, &expected, &format!("{path:?}"));
        }
        let found = run_in_blocks::<1>(&kernel, &spec(5..405)).unwrap();
        assert_same(&found, &expected, "one lane");
        let found = run_in_blocks::<8>(&kernel, &spec(5..405)).unwrap();
        assert_same(&found, &expected, "eight lanes");
    }
}

#[test]
fn threads_and_splits_give_the_same_bits() {
    for (program, record) in programs() {
        let kernel = Kernel::compile(&program, &record).unwrap();
        let expected = run(&kernel, &spec(0..700)).unwrap();
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let found = pool.install(|| run(&kernel, &spec(0..700)).unwrap());
            assert_same(&found, &expected, &format!("{threads} threads"));
        }
        let mut parts: Vec<Chunk> = [450..700, 0..1, 1..130, 130..450]
            .map(|range| run(&kernel, &spec(range)).unwrap())
            .into();
        let mut summary = parts[0].summary.clone();
        for part in &parts[1..] {
            summary.merge(part.summary.clone());
        }
        parts.sort_by_key(|part| part.rows.draws.first_draw);
        let mut joined = expected.clone();
        joined.summary = summary;
        joined.rows.draws.diverged = parts
            .iter()
            .flat_map(|p| p.rows.draws.diverged.clone())
            .collect();
        for (at, column) in joined.rows.draws.milestones.iter_mut().enumerate() {
            *column = parts
                .iter()
                .flat_map(|p| p.rows.draws.milestones[at].clone())
                .collect();
        }
        for (at, column) in joined.rows.draws.params.iter_mut().enumerate() {
            *column = parts
                .iter()
                .flat_map(|p| p.rows.draws.params[at].clone())
                .collect();
        }
        for (at, column) in joined.rows.trajectories.iter_mut().flatten().enumerate() {
            let part = |p: &Chunk| p.rows.trajectories.as_ref().unwrap()[at].clone();
            *column = parts.iter().flat_map(part).collect();
        }
        assert_same(&joined, &expected, "parts");
    }
}

/// Beyond the draws that set the frames of sketches: wherever a range begins, portions, threads and lanes
/// included.
#[test]
fn summaries_of_any_ranges_merge_into_that_of_all() {
    for (program, record) in programs() {
        let kernel = Kernel::compile(&program, &record).unwrap();
        let of = |draws: std::ops::Range<u64>| RunSpec {
            trajectories: false,
            ..spec(draws)
        };
        let whole = run(&kernel, &of(0..2500)).unwrap().summary;
        assert!(whole.quantile_error() > 0.0);
        let parts = [1500..2500, 0..1, 1030..1500, 1..1030];
        let parts = parts.map(|range| run(&kernel, &of(range)).unwrap().summary);
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            let [first, others @ ..] = order.map(|at| parts[at].clone());
            let merged = others.into_iter().fold(first, |mut all, more| {
                all.merge(more);
                all
            });
            assert!(merged == whole, "{}, {order:?}", program.name);
        }
        let spec = of(0..2500);
        let mut ensemble = Ensemble::new(&kernel, &spec);
        for count in [1, 700, 400, 1, 9000] {
            ensemble.next(count).unwrap();
        }
        assert!(ensemble.finish() == whole, "{}, portions", program.name);
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new();
            let pool = pool.num_threads(threads).build().unwrap();
            let found = pool.install(|| run(&kernel, &of(0..2500)).unwrap().summary);
            assert!(found == whole, "{}, {threads} threads", program.name);
        }
        let found = run_in_blocks::<8>(&kernel, &of(0..2500)).unwrap();
        assert!(found.summary == whole, "{}, eight lanes", program.name);
        for path in Path::all() {
            let kernel = Kernel::compile_for((&program, &record), (Vec::new(), 1), path).unwrap();
            let found = run(&kernel, &of(0..2500)).unwrap().summary;
            assert!(found == whole, "{}, {path:?}", program.name);
        }
    }
}

#[test]
fn a_new_definition_reshuffles_no_draw() {
    let program = zoo(Method::Euler);
    let kernel = Kernel::compile(&program, &[0, 1]).unwrap();
    let expected = run(&kernel, &spec(0..100)).unwrap();
    let mut longer = program.clone();
    let mut first = longer.params[0].clone();
    first.name = "zoo.another".into();
    longer.params.push(first);
    let kernel = Kernel::compile(&longer, &[0, 1]).unwrap();
    let found = run(&kernel, &spec(0..100)).unwrap();
    assert!(
        found.rows.trajectories == expected.rows.trajectories || {
            let bits = |c: &Chunk| -> Vec<u64> {
                c.rows
                    .trajectories
                    .iter()
                    .flatten()
                    .flatten()
                    .map(|x| x.to_bits())
                    .collect()
            };
            bits(&found) == bits(&expected)
        }
    );
    assert_ne!(found.rows.draws.params[0], found.rows.draws.params[3]);
}

/// Draws 0 to n given back their own parameters and chance are the same trajectories, in whatever
/// order the rows come; and only what is given of the past is the past's.
#[test]
fn given_rows_are_the_draws_they_came_from() {
    for (program, variables) in programs() {
        let kernel = Kernel::compile(&program, &variables).unwrap();
        let count = 100;
        let drawn = run(&kernel, &spec(0..count)).unwrap();
        let rows: Vec<u64> = (0..count).map(|draw| (draw * 37 + 5) % count).collect();
        let column = |values: &Vec<f64>| rows.iter().map(|&row| values[row as usize]).collect();
        let given = |until| Given {
            params: drawn
                .rows
                .draws
                .params
                .iter()
                .map(|c| Some(column(c)))
                .collect(),
            draws: rows.clone(),
            noises: vec![None; program.noises.len()],
            until,
        };
        let again = |until| {
            let sampling = Sampling::Given {
                seed: 11,
                given: given(until).into(),
            };
            let spec = RunSpec {
                sampling,
                ..spec(0..count)
            };
            run(&kernel, &spec).unwrap().rows.trajectories.unwrap()
        };
        let times = drawn.rows.steps.len();
        let (whole, half) = (again(u32::MAX), again(program.time.steps / 2));
        let drawn = drawn.rows.trajectories.as_ref().unwrap();
        let mut differs = false;
        for (variable, values) in drawn.iter().enumerate() {
            for (nth, &row) in rows.iter().enumerate() {
                let of = |all: &[f64], draw: usize| -> Vec<u64> {
                    let own = &all[draw * times..(draw + 1) * times];
                    own.iter()
                        .map(|x| if x.is_nan() { 0 } else { x.to_bits() })
                        .collect()
                };
                let (before, after) = (of(values, row as usize), of(&whole[variable], nth));
                assert_eq!(before, after, "variable {variable}, row {nth}");
                // Recorded every fourth step: those before the half are the past's.
                let past = (program.time.steps / 2 / 4) as usize;
                let split = of(&half[variable], nth);
                assert_eq!(
                    before[..past],
                    split[..past],
                    "variable {variable}, row {nth}"
                );
                differs |= before[past + 1..] != split[past + 1..];
            }
        }
        let is_random = !program.noises.is_empty() || !program.events.is_empty();
        assert_eq!(differs, is_random, "{}", program.name);
    }
}

/// Sums of products in the order of rows, a fused multiply-add each: whole tiles, and what is left over
/// of sums and of lanes.
#[test]
fn products_are_the_same_on_every_path() {
    fn compare<const L: usize>(rows: usize, sums: usize) {
        let number = |at: usize| libm::sin(at as f64 * 0.7) / (1.0 + (at % 13) as f64);
        let weights: Vec<f64> = (0..rows * sums).map(number).collect();
        let of = |seed: usize| std::array::from_fn::<f64, L, _>(|lane| number(seed * L + lane));
        let values: Vec<[f64; L]> = (0..rows).map(|row| of(row + 3)).collect();
        let begun: Vec<[f64; L]> = (0..sums).map(|sum| of(sum + 91)).collect();
        let mut plain = begun.clone();
        for (sum, plain) in plain.iter_mut().enumerate() {
            for (row, values) in values.iter().enumerate() {
                for (plain, value) in plain.iter_mut().zip(values) {
                    *plain = value.mul_add(weights[row * sums + sum], *plain);
                }
            }
        }
        for path in Path::all() {
            let mut found = begun.clone();
            crate::lanes::add_products(path, &weights, &values, &mut found);
            assert_eq!(
                found, plain,
                "{path:?}, {L} lanes, {rows} rows, {sums} sums"
            );
        }
    }
    for (rows, sums) in [(5, 8), (3, 19), (0, 4), (7, 0), (1, 1)] {
        compare::<64>(rows, sums);
        compare::<20>(rows, sums);
        compare::<3>(rows, sums);
    }
}
