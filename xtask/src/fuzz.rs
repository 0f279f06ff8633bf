//! `cargo xtask fuzz`: builds the fuzz targets with the compiler at hand and runs each over its seeds.
//!
//! `cargo fuzz` wants a nightly compiler for the address sanitizer. What no input may break here are
//! assertions and panics of safe code, and counters of what ran are enough to find inputs for these;
//! a stable compiler makes them too.

use crate::machine::on_path;
use crate::outcome::Outcome;
use std::path::Path;
use std::process::{Command, ExitCode};

/// How long each target runs among the tests.
pub const SECONDS: &str = "5";

/// Each target, the folders of its seeds, and its dictionary.
const TARGETS: [(&str, &[&str], &str); 10] = [
    ("parser", &["models/world", "models/examples"], "parser"),
    (
        "model",
        &["models/examples", "models/laws", "crates/lang/tests/bad"],
        "parser",
    ),
    ("clauses", &["fuzz/seeds/clauses"], "parser"),
    ("units", &["fuzz/seeds/units"], "units"),
    (
        "tables",
        &["models/world/data", "crates/lang/tests/beside"],
        "tables",
    ),
    ("conditions", &["fuzz/seeds/conditions"], "parser"),
    ("dates", &["fuzz/seeds/dates"], "tables"),
    ("parquet", &["crates/tables/tests/parquet"], ""),
    (
        "given",
        &["fuzz/seeds/given", "crates/tables/tests/parquet"],
        "tables",
    ),
    ("catalogue", &["models/world/i18n/zh"], ""),
];

/// What makes the compiler count what runs, for libFuzzer.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions";

/// The stage of `cargo xtask test`.
pub fn stage(root: &Path) -> Outcome {
    if !["c++", "g++", "clang++"].iter().any(|name| on_path(name)) {
        let note = "no C++ compiler, so the fuzz targets are not built; libFuzzer is C++";
        println!("{note}");
        return Outcome::Noted(note.into());
    }
    match all(root, SECONDS, None) {
        true => Outcome::Passed,
        false => Outcome::Failed,
    }
}

/// Runs all targets or one, each for so many seconds.
pub fn run(root: &Path, seconds: &str, only: Option<&str>) -> ExitCode {
    match all(root, seconds, only) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn all(root: &Path, seconds: &str, only: Option<&str>) -> bool {
    let Some(host) = host() else {
        println!("rustc does not say what machine it compiles for");
        return false;
    };
    // With a target of its own: what runs while compiling is left without counters.
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build
        .current_dir(root.join("fuzz"))
        .args([
            "build",
            "--release",
            "--locked",
            "--bins",
            "--target",
            &host,
        ])
        .env("RUSTFLAGS", FLAGS);
    if !succeeds(&mut build) {
        return false;
    }
    let folder = root.join("fuzz/target").join(&host).join("release");
    let mut chosen = TARGETS
        .iter()
        .filter(|(name, ..)| only.is_none_or(|only| only == *name))
        .peekable();
    if chosen.peek().is_none() {
        println!("there is no such target");
        return false;
    }
    chosen.all(|(name, seeds, dictionary)| {
        println!("\nfuzz: {name} for {seconds} s");
        let corpus = root.join("fuzz/corpus").join(name);
        let found = root.join("fuzz/artifacts").join(name);
        if let Err(error) =
            std::fs::create_dir_all(&corpus).and_then(|()| std::fs::create_dir_all(&found))
        {
            println!("{}: {error}", corpus.display());
            return false;
        }
        let mut run = Command::new(folder.join(name));
        run.current_dir(root).arg(&corpus).args(*seeds);
        if !dictionary.is_empty() {
            run.arg(format!("-dict=fuzz/{dictionary}.dict"));
        }
        run.arg(format!("-artifact_prefix={}/", found.display()))
            .arg(format!("-max_total_time={seconds}"))
            .args([
                "-timeout=25",
                "-rss_limit_mb=4096",
                "-verbosity=0",
                "-print_final_stats=1",
            ]);
        succeeds(&mut run)
    })
}

fn succeeds(command: &mut Command) -> bool {
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            println!("{}: {error}", command.get_program().display());
            false
        }
    }
}

/// The machine that rustc compiles for.
fn host() -> Option<String> {
    let output = Command::new("rustc").arg("-vV").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned)
}
