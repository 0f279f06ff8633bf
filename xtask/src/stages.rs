//! `cargo xtask test`: the stages in order, stopping at the first that fails.

use crate::machine::{BROWSERS, is_root, on_path};
use crate::outcome::Outcome;
use crate::{fuzz, page, tidy};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

type Stage = (&'static str, fn(&Path) -> Outcome);

/// Cheap ones first, so that a slip is heard of early.
const STAGES: [Stage; 8] = [
    ("format", |root| {
        cargo(root, &["fmt", "--all", "--check"], &[])
    }),
    ("tidy", |root| {
        if tidy::report(root) {
            Outcome::Passed
        } else {
            Outcome::Failed
        }
    }),
    ("page", page::build),
    ("clippy", |root| {
        let what = ["clippy", "--workspace", "--all-targets", "--locked"];
        cargo(root, &what, &["-D", "warnings"])
    }),
    ("browser", |_| browser()),
    ("tests", |root| {
        cargo(root, &["test", "--workspace", "--locked"], &[])
    }),
    ("journeys", page::journeys),
    ("fuzz", |root| fuzz::stage(root)),
];

/// Runs all stages and prints how they ended.
pub fn run(root: &Path) -> ExitCode {
    let mut ended: Vec<(&str, &str, Duration, String)> = Vec::new();
    let mut failed = None;
    for (number, (name, stage)) in STAGES.iter().enumerate() {
        println!("\n== {name} ({} of {})", number + 1, STAGES.len());
        let start = Instant::now();
        let outcome = stage(root);
        let (word, note) = match outcome {
            Outcome::Passed => ("passed", String::new()),
            Outcome::Noted(note) => ("went on", note),
            Outcome::Failed => ("FAILED", String::new()),
        };
        ended.push((name, word, start.elapsed(), note));
        if word == "FAILED" {
            failed = Some(*name);
            break;
        }
    }
    println!();
    for (name, word, took, note) in &ended {
        println!("{name:<8} {word:<8} {:>6.1} s  {note}", took.as_secs_f64());
    }
    for (name, _) in &STAGES[ended.len()..] {
        println!("{name:<8} not run");
    }
    match failed {
        None => {
            println!("\nAll tests passed.");
            ExitCode::SUCCESS
        }
        Some(name) => {
            println!("\nStopped: {name} failed; what it found is above.");
            ExitCode::FAILURE
        }
    }
}

/// `cargo xtask docs`: the pages of the world, by the program itself.
pub fn docs(root: &Path) -> ExitCode {
    let what = ["run", "--quiet", "--locked", "--bin", "tenfold"];
    match cargo(root, &what, &["docs", "models/world"]) {
        Outcome::Failed => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Runs cargo, its output passed through; `after` goes behind a `--`.
fn cargo(root: &Path, arguments: &[&str], after: &[&str]) -> Outcome {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(arguments);
    if !after.is_empty() {
        command.arg("--").args(after);
    }
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(_) => Outcome::Failed,
        Err(error) => {
            println!("cargo could not be started: {error}; it comes with the Rust toolchain");
            Outcome::Failed
        }
    }
}

/// What the report's test in a browser needs on Debian: the browser, and a font with Chinese.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// Makes sure of a browser where that is allowed; without one the report's test says it is skipped.
fn browser() -> Outcome {
    if let Some(found) = BROWSERS.iter().find(|name| on_path(name)) {
        println!("{found} is installed");
        return Outcome::Passed;
    }
    let by_hand = format!("apt-get install {}", PACKAGES.join(" "));
    let note = format!("no browser, so the report is not opened in one; `{by_hand}` gets it");
    let in_continuous_build = std::env::var_os("CI").is_some();
    if !in_continuous_build || !is_root() || !on_path("apt-get") {
        println!("{note}");
        return Outcome::Noted(note);
    }
    let install = [&["install", "-y", "--no-install-recommends"][..], &PACKAGES].concat();
    let installed = apt_get(&["update"]) && apt_get(&install) && on_path(BROWSERS[0]);
    if installed {
        Outcome::Passed
    } else {
        println!("{note}");
        Outcome::Noted(note)
    }
}

fn apt_get(arguments: &[&str]) -> bool {
    let status = Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-q"])
        .args(arguments)
        .stdin(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}
