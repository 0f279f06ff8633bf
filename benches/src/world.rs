//! The built-in world: how long its text takes to become a kernel, and how long and how large the
//! command is that runs it.

use crate::fit::posterior;
use crate::model;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tenfold_engine::Kernel;
use tenfold_lang::{Inputs, imports, parse};
use tenfold_session::table::parse_table;
use tenfold_session::{ModelRef, PARTICLES, Sampler};

/// Timings of the compiler; the shortest counts.
const TIMES: usize = 20;

/// The world, from text to kernel.
pub struct Compiled {
    /// Definitions in its program's list of variables, indices unrolled.
    pub variables: usize,
    /// Lines of its text.
    pub lines: usize,
    /// Text to trees.
    pub parse: Duration,
    /// Trees to a checked model.
    pub check: Duration,
    /// Program to kernel, every variable recorded.
    pub compile: Duration,
}

impl Compiled {
    /// Text to kernel.
    pub fn total(&self) -> Duration {
        self.parse + self.check + self.compile
    }
}

/// A run of the command.
pub struct Run {
    /// Its draws.
    pub draws: u64,
    /// From its start to its end, the report written.
    pub took: Duration,
    /// Its greatest resident memory, bytes, where the system says.
    pub memory: Option<u64>,
}

fn repository() -> PathBuf {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    benches
        .parent()
        .expect("benches lies in the repository")
        .to_path_buf()
}

/// The texts of the world's modules, the root first, and its tables.
fn read() -> (Vec<String>, Inputs) {
    let folder = repository().join("models/world");
    let mut inputs = Inputs::default();
    let mut texts = Vec::new();
    let mut waiting = vec!["world".to_string()];
    let mut seen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let text = std::fs::read_to_string(folder.join(format!("{name}.ten")))
            .unwrap_or_else(|error| panic!("the world's module {name}: {error}"));
        let module = model::tree(texts.len() as u32, &text);
        let wanted = imports(&module);
        waiting.extend(wanted.modules.into_iter().map(|name| name.text));
        for table in wanted.tables {
            let bytes = std::fs::read(folder.join(&table.text));
            let read = bytes.map_err(|error| error.to_string());
            let read =
                read.and_then(|bytes| parse_table(&bytes).map_err(|error| error.to_string()));
            inputs.tables.insert((module.file, table.text), read);
        }
        inputs.modules.push(module);
        texts.push(text);
    }
    (texts, inputs)
}

/// Times each stage of compiling the world.
pub fn compile() -> Compiled {
    let (texts, inputs) = read();
    let parse_all = || {
        for (file, text) in (0..).zip(&texts) {
            drop(parse(tenfold_ir::FileId(file), text));
        }
    };
    let checked = model::checked_inputs(inputs.clone());
    let program = model::program(&checked, &[]);
    let record: Vec<usize> = (0..program.variables.len()).collect();
    let kernel = || drop(Kernel::compile(&program, &record).expect("the world compiles"));
    Compiled {
        variables: program.variables.len(),
        lines: texts.iter().map(|text| text.lines().count()).sum(),
        parse: model::shortest(TIMES, parse_all),
        check: model::shortest(TIMES, || {
            drop(model::program(&model::checked_inputs(inputs.clone()), &[]));
        }),
        compile: model::shortest(TIMES, kernel),
    }
}

/// Builds the command and runs the world with so many draws; an error says what went wrong.
pub fn runs(draws: &[u64]) -> Result<Vec<Run>, String> {
    let command = build()?;
    let folder = std::env::temp_dir().join(format!("tenfold-benches-{}", std::process::id()));
    let runs = draws
        .iter()
        .map(|&draws| {
            eprintln!("the world, {draws} draws");
            run(&command, &folder, draws)
        })
        .collect();
    // What a failed run left is not worth a word beside why it failed.
    let _ = std::fs::remove_dir_all(&folder);
    runs
}

/// The command as Cargo builds it, beside this program.
fn build() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(repository())
        .args(["build", "--quiet", "--release", "-p", "tenfold-cli"])
        .status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("cargo build --release -p tenfold-cli failed".into());
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    Ok(own.with_file_name(format!("tenfold{}", std::env::consts::EXE_SUFFIX)))
}

fn run(command: &Path, folder: &Path, draws: u64) -> Result<Run, String> {
    let out = folder.join(draws.to_string());
    let start = Instant::now();
    let child = Command::new(command)
        .args([
            "run",
            "--prior",
            "--seed",
            "1",
            "--draws",
            &draws.to_string(),
            "--out",
        ])
        .arg(&out)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", command.display()))?;
    let (success, memory) = wait(child)?;
    let took = start.elapsed();
    if !success || !out.join("report.html").is_file() {
        return Err(format!("`tenfold run --draws {draws}` wrote no report"));
    }
    Ok(Run {
        draws,
        took,
        memory,
    })
}

/// The world's posterior from its record.
pub struct Calibrated {
    /// From the command's start to its end, the report written.
    pub took: Duration,
    /// Until the posterior is known, nothing written.
    pub known: Duration,
    pub particles: u64,
    /// Independent draws that they are worth.
    pub effective: f64,
    pub reports: u64,
}

/// Runs `tenfold calibrate`.
pub fn calibrate() -> Result<Calibrated, String> {
    eprintln!("the world's posterior");
    let folder = std::env::temp_dir().join(format!("tenfold-posterior-{}", std::process::id()));
    let alone = posterior(ModelRef::BuiltIn, Sampler::Smc, PARTICLES)?;
    let command = build()?;
    let start = Instant::now();
    let output = Command::new(command)
        .args(["calibrate", "--json", "--out"])
        .arg(&folder)
        .output();
    let took = start.elapsed();
    let _ = std::fs::remove_dir_all(&folder);
    let output = output.map_err(|error| error.to_string())?;
    let found: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("calibrate: {error}"))?;
    Ok(Calibrated {
        took,
        known: alone.took,
        particles: found["particles"].as_u64().unwrap_or(0),
        effective: found["effective"].as_f64().unwrap_or(f64::NAN),
        reports: found["reports"].as_u64().unwrap_or(0),
    })
}

/// The world's claims, held against it.
pub struct Held {
    /// From the command's start to its end, the report written.
    pub took: Duration,
    pub draws: u64,
    pub claims: usize,
}

/// Runs `tenfold claims` from the priors: a posterior is another figure.
pub fn claims(draws: u64) -> Result<Held, String> {
    eprintln!("the world's claims, {draws} draws");
    let folder = std::env::temp_dir().join(format!("tenfold-claims-{}", std::process::id()));
    let command = build()?;
    let start = Instant::now();
    let output = Command::new(command)
        .args(["claims", "--prior", "--json", "--draws"])
        .arg(draws.to_string())
        .arg("--out")
        .arg(&folder)
        .output();
    let took = start.elapsed();
    let _ = std::fs::remove_dir_all(&folder);
    let output = output.map_err(|error| error.to_string())?;
    let found: Vec<serde_json::Value> =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("claims: {error}"))?;
    Ok(Held {
        took,
        draws,
        claims: found.len(),
    })
}

/// Waits for the end of a child: whether it succeeded, and its greatest resident memory in bytes.
#[cfg(unix)]
fn wait(child: std::process::Child) -> Result<(bool, Option<u64>), String> {
    let mut status = 0;
    let id = child.id() as libc::pid_t;
    // SAFETY: the structure is plain numbers, for which zero is a value, and the system writes
    // both for as long as they live; the child is ours and nobody else waits for it.
    let (waited, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(id, &mut status, 0, &mut usage), usage)
    };
    if waited != id {
        return Err(std::io::Error::last_os_error().to_string());
    }
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Ok((status == 0, Some(usage.ru_maxrss as u64 * unit)))
}

/// Waits for the end of a child; this system does not say how much memory it took.
#[cfg(not(unix))]
fn wait(mut child: std::process::Child) -> Result<(bool, Option<u64>), String> {
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok((status.success(), None))
}
