//! The command as people use it, and the examples of the documentation.

mod answers;
mod command;
mod compare;
mod docs;
mod help;
mod safe;
mod shown;

use std::path::Path;
use std::process::{Command, Output};

/// Runs `tenfold` with these arguments in this folder.
fn tenfold(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tenfold"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        // No posterior of another build or test.
        .env("TENFOLD_CACHE", folder.join("cache"))
        .env("NO_COLOR", "1")
        .output()
        .expect("the command starts")
}

/// What a command printed, both streams, on standard output first.
fn printed(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}
