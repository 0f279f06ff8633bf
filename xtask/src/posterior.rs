//! `cargo xtask posterior`: the posterior of the built-in world, which comes with the program so that a
//! first run need not wait for it.

use std::path::Path;
use std::process::{Command, ExitCode};

/// More particles than a run of its own would take: it is drawn once for everybody.
const PARTICLES: &str = "8192";
/// Rows that are kept, spread over all particles.
const ROWS: &str = "1024";
/// Bytes that the program may grow by.
const BYTES_MAX: u64 = 3 << 20;
const FILES: [&str; 2] = ["manifest.json", "posterior.parquet"];

/// Calibrates with the optimised program, and puts what a run reads beside the world.
pub fn run(root: &Path) -> ExitCode {
    match drawn(root) {
        Ok(bytes) => {
            println!(
                "models/world/posterior: {} kB; commit it with the world",
                bytes / 1000
            );
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn drawn(root: &Path) -> Result<u64, String> {
    let out = root.join("target/posterior");
    // One of an earlier version has no mark that it may be replaced.
    let _ = std::fs::remove_dir_all(&out);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["run", "--release", "--locked", "--bin", "tenfold", "--"])
        .args([
            "calibrate",
            "--particles",
            PARTICLES,
            "--rows",
            ROWS,
            "--out",
        ])
        .arg(&out)
        .status();
    if !status.is_ok_and(|status| status.success()) {
        return Err("`tenfold calibrate` failed".into());
    }
    let size = |name: &&str| std::fs::metadata(out.join(name)).map(|found| found.len());
    let sizes: Result<Vec<u64>, _> = FILES.iter().map(size).collect();
    let bytes = sizes.map_err(|error| error.to_string())?.iter().sum();
    if bytes > BYTES_MAX {
        return Err(format!(
            "{bytes} bytes, more than the {BYTES_MAX} that the program may grow by"
        ));
    }
    let home = root.join("models/world/posterior");
    let copied = std::fs::create_dir_all(&home).and_then(|()| {
        (FILES.iter())
            .try_for_each(|name| std::fs::copy(out.join(name), home.join(name)).map(|_| ()))
    });
    copied.map_err(|error| format!("{}: {error}", home.display()))?;
    Ok(bytes)
}
