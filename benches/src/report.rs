//! The figures as Markdown, and their place in docs/BENCHMARKS.md.

use crate::features::Cost;
use crate::fit::{Fitted, Sampled};
use crate::growth::Growth;
use crate::rounds::{Timed, spread, times_as_fast};
use crate::twin::model::STEPS;
use crate::world::{Calibrated, Compiled, Held, Run};
use std::path::Path;

/// Line after which the figures stand.
const BEGIN: &str =
    "<!-- figures: written by `cargo run --release -p tenfold-benches -- --write` -->";

/// Line before which they end.
const END: &str = "<!-- end of figures -->";

/// Contenders: speed, and how many times as fast Tenfold is. Tenfold is the first.
pub fn contenders(timed: &[Timed], draws: u64) -> String {
    let mut text = String::from(
        "| | million trajectory-steps/s, median (least–greatest) | Tenfold is so many times as fast, median (least–greatest) |\n|---|---:|---:|\n",
    );
    let steps = draws as f64 * STEPS as f64 / 1e6;
    for one in timed {
        let speed = spread(one.seconds.iter().map(|seconds| steps / seconds));
        let ratio = times_as_fast(&timed[0], one);
        text += &format!(
            "| {} | {:.1} ({:.1}–{:.1}) | {:.2} ({:.2}–{:.2}) |\n",
            one.name,
            speed.median,
            speed.least,
            speed.greatest,
            ratio.median,
            ratio.least,
            ratio.greatest
        );
    }
    text
}

/// A law with its replicates: Tenfold, and scipy where there is one.
pub fn fit(fitted: &Fitted, sampled: &[Sampled]) -> String {
    let (seconds, replicates) = (fitted.tenfold.as_secs_f64(), fitted.replicates);
    let mut text = format!(
        "`chinchilla`, {} runs, {replicates} bootstrap replicates, Huber's loss:\n\n\
         | | seconds | Tenfold is so many times as fast |\n|---|---:|---:|\n\
         | Tenfold, all cores; profiles, cross-validation, leave-one-out and extrapolation besides | {seconds:.2} | 1.0 |\n",
        fitted.rows
    );
    if let Some((version, took)) = &fitted.scipy {
        let took = took.as_secs_f64();
        text += &format!(
            "| scipy {version}, BFGS with a gradient by hand, one process | {took:.2} | {:.1} |\n",
            took / seconds
        );
    }
    text += "\nIts posterior, and what the samplers say that it is worth:\n\n\
             | sampler | seconds | draws | worth independent ones | R-hat |\n|---|---:|---:|---:|---:|\n";
    for one in sampled {
        text += &format!(
            "| {} | {:.2} | {} | {:.0} | {:.3} |\n",
            one.sampler,
            one.took.as_secs_f64(),
            one.draws,
            one.effective,
            one.r_hat
        );
    }
    text
}

/// The posterior: how long, and what it is worth.
pub fn calibrated(found: &Calibrated) -> String {
    format!(
        "`tenfold calibrate`, {} reports: {} particles worth {:.0} independent draws after {:.1} s, the report written \
         after {:.1} s.\n",
        found.reports,
        found.particles,
        found.effective,
        found.known.as_secs_f64(),
        found.took.as_secs_f64()
    )
}

/// Growth: time and time per unit, and that against the smallest size of its kind.
pub fn growth(rows: &[Growth]) -> String {
    let mut text = String::from(
        "| what grows | size | time, ms | per unit, against the smallest |\n|---|---:|---:|---:|\n",
    );
    for row in rows {
        let smallest = rows
            .iter()
            .find(|other| other.what == row.what)
            .unwrap_or(row);
        text += &format!(
            "| {} | {} | {:.2} | {:.2} |\n",
            row.what,
            row.size,
            row.took.as_secs_f64() * 1e3,
            row.per_unit() / smallest.per_unit()
        );
    }
    text
}

/// Features: core-nanoseconds per use.
pub fn features(costs: &[Cost]) -> String {
    let mut text =
        String::from("| feature | core-nanoseconds per use, trajectory and step |\n|---|---:|\n");
    for cost in costs {
        text += &format!("| {} | {:.2} |\n", cost.name, cost.nanoseconds);
    }
    text
}

/// The world's claims.
pub fn held(found: &Held) -> String {
    format!(
        "`tenfold claims`, {} claims, {} draws of each world they compare: {:.1} s from start to written report.\n",
        found.claims,
        found.draws,
        found.took.as_secs_f64()
    )
}

/// The world: compiler and command.
pub fn world(compiled: &Compiled, runs: &Result<Vec<Run>, String>) -> String {
    let milliseconds = |duration: std::time::Duration| duration.as_secs_f64() * 1e3;
    let mut text = format!(
        "Text to kernel: {:.1} ms (parse {:.1}, check and lower {:.1}, compile {:.1}), {} lines, {} scalar variables.\n\n",
        milliseconds(compiled.total()),
        milliseconds(compiled.parse),
        milliseconds(compiled.check),
        milliseconds(compiled.compile),
        compiled.lines,
        compiled.variables
    );
    match runs {
        Err(error) => text += &format!("Not run: {error}.\n"),
        Ok(runs) => {
            text += "| `tenfold run`, draws | start to written report, s | peak memory, MiB |\n|---:|---:|---:|\n";
            for run in runs {
                let memory = match run.memory {
                    Some(bytes) => format!("{:.0}", bytes as f64 / f64::from(1 << 20)),
                    None => "not known".into(),
                };
                text += &format!(
                    "| {} | {:.2} | {memory} |\n",
                    run.draws,
                    run.took.as_secs_f64()
                );
            }
        }
    }
    text
}

/// Puts the figures between the marks of a file.
pub fn write(path: &Path, figures: &str) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(wrong)?;
    let marks = format!("{}: has no lines `{BEGIN}` and `{END}`", path.display());
    let replaced = replace(&text, figures).ok_or(marks)?;
    std::fs::write(path, replaced).map_err(wrong)
}

fn replace(text: &str, figures: &str) -> Option<String> {
    let begin = text.find(BEGIN)? + BEGIN.len();
    let end = begin + text[begin..].find(END)?;
    Some(format!(
        "{}\n\n{}\n\n{}",
        &text[..begin],
        figures.trim(),
        &text[end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_replace_what_stood_between_the_marks() {
        let text = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        let once = replace(&text, "new").expect("the marks are there");
        assert_eq!(once, format!("before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"));
        assert_eq!(replace(&once, "new").as_deref(), Some(&*once));
        assert_eq!(replace("no marks", "new"), None);
    }
}
