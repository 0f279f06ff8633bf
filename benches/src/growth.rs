//! How time grows with draws, steps and definitions: three sizes of each, and time per unit.

use crate::model;
use crate::twin::model::{RECORDED, STEPS};
use std::time::Duration;
use tenfold_engine::Kernel;

const TEXT: &str = include_str!("../../models/examples/reference.ten");

/// Draws where something else grows.
const DRAWS: u64 = 50_000;

/// Timings of each size; the shortest counts.
const TIMES: usize = 5;

/// One row: what grows, to which size, and the time.
pub struct Growth {
    /// What grows.
    pub what: &'static str,
    /// How large.
    pub size: u64,
    /// How long it took.
    pub took: Duration,
}

impl Growth {
    /// Nanoseconds per unit of size.
    pub fn per_unit(&self) -> f64 {
        self.took.as_secs_f64() * 1e9 / self.size as f64
    }
}

/// All rows, three of each kind.
pub fn measure() -> Vec<Growth> {
    let mut rows = Vec::new();
    let base = compile(TEXT, 1);
    for factor in [1, 4, 16] {
        rows.push(run("draws", DRAWS * factor, &base, DRAWS * factor, 12));
    }
    for factor in [1, 4, 16] {
        let step = format!("by {} month", 1.0 / factor as f64);
        let kernel = compile(&TEXT.replace("by 1 month", &step), 1);
        let steps = STEPS as u64 * factor;
        rows.push(run("steps", steps, &kernel, DRAWS / 4, 12 * factor as u32));
    }
    for copies in [1, 4, 16] {
        let (text, definitions) = copy(copies);
        let kernel = compile(&text, copies);
        rows.push(run("definitions, run", definitions, &kernel, DRAWS / 4, 12));
    }
    for copies in [8, 32, 128] {
        let (text, definitions) = copy(copies);
        rows.push(Growth {
            what: "definitions, text to kernel",
            size: definitions,
            took: model::shortest(TIMES, || drop(compile(&text, copies))),
        });
    }
    rows
}

fn run(what: &'static str, size: u64, kernel: &Kernel, draws: u64, stride: u32) -> Growth {
    Growth {
        what,
        size,
        took: model::shortest(TIMES, || drop(model::ensemble(kernel, 1, draws, stride))),
    }
}

/// Compiles the model, K, U and R of each copy recorded, so that none is dead code.
fn compile(text: &str, copies: usize) -> Kernel {
    let program = model::program(&model::checked(text), &[]);
    let names: Vec<String> = (0..copies)
        .flat_map(|copy| RECORDED.map(|name| format!("reference.{}", suffixed(name, copy))))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    model::kernel(&program, &names)
}

/// The first copy keeps its names.
fn suffixed(name: &str, copy: usize) -> String {
    if copy == 0 {
        name.to_string()
    } else {
        format!("{name}_{copy}")
    }
}

/// A model of several copies of the reference model, and how many definitions it has.
fn copy(copies: usize) -> (String, u64) {
    // Items between the grid and the outputs are the definitions; tests stay out.
    let (head, rest) = TEXT
        .split_once("param p ")
        .expect("the model begins with p");
    let (body, _) = rest
        .split_once("output ")
        .expect("the model ends with outputs");
    let body = format!("param p {body}");
    let words = ["const ", "param ", "let ", "stock ", "milestone "];
    let names: Vec<&str> = body
        .lines()
        .filter(|line| words.iter().any(|word| line.starts_with(word)))
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    let mut text = head.to_string();
    for copy in 0..copies {
        let mut in_text = false;
        for word in body.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_') {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            if !in_text && names.contains(&name) {
                text += &suffixed(name, copy);
                text += &word[name.len()..];
            } else {
                text += word;
            }
            in_text ^= word.ends_with('"');
        }
    }
    (text, (names.len() * copies) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_models_of_their_own() {
        let (text, definitions) = copy(3);
        assert_eq!(definitions, 3 * 27);
        let kernel = compile(&text, 3);
        let found = model::ensemble(&kernel, 1, 4096, 12);
        let medians: Vec<f64> = [2, 5, 8]
            .map(|r| {
                found
                    .summary
                    .quantile(r, 20, 0.5)
                    .expect("draws stay finite")
            })
            .to_vec();
        // Median R is 2.6; its standard error at 4096 draws is about 0.06.
        assert!(
            medians.iter().all(|median| (median - 2.6).abs() < 0.35),
            "{medians:?}"
        );
        assert!(medians[0] != medians[1], "copies draw their own parameters");
    }
}
