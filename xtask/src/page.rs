//! The page of `tenfold serve`: built by npm, and walked through in a browser.

use crate::machine::{BROWSERS, on_path};
use crate::outcome::Outcome;
use std::path::Path;
use std::process::{Command, ExitCode};

/// `cargo xtask page`.
pub fn run(root: &Path) -> ExitCode {
    match build(root) {
        Outcome::Passed => ExitCode::SUCCESS,
        Outcome::Noted(_) | Outcome::Failed => ExitCode::FAILURE,
    }
}

/// Installs what the page is made of, builds it and runs its unit tests; goes on without it where there is no Node.
pub fn build(root: &Path) -> Outcome {
    if !on_path("npm") {
        let note = "no npm, so the program is built without its page; Node 20 or later brings it"
            .to_owned();
        println!("{note}");
        return Outcome::Noted(note);
    }
    let steps: [&[&str]; 3] = [
        &["ci", "--no-audit", "--no-fund"],
        &["run", "build"],
        &["test"],
    ];
    match steps.iter().all(|step| npm(root, step, &[])) {
        true => Outcome::Passed,
        false => Outcome::Failed,
    }
}

/// A person's journeys, with the program that the tests have built.
pub fn journeys(root: &Path) -> Outcome {
    let program = root.join("target/debug/tenfold");
    let missing = [
        (
            root.join("page/dist/index.html").is_file(),
            "the page is not built",
        ),
        (
            BROWSERS.iter().any(|name| on_path(name)),
            "there is no browser",
        ),
        (program.is_file(), "the program is elsewhere"),
    ];
    if let Some((_, why)) = missing.iter().find(|(is_there, _)| !is_there) {
        let note = format!("{why}, so nobody walks through the page");
        println!("{note}");
        return Outcome::Noted(note);
    }
    match npm(root, &["run", "journeys"], &[("TENFOLD", &program)]) {
        true => Outcome::Passed,
        false => Outcome::Failed,
    }
}

fn npm(root: &Path, arguments: &[&str], variables: &[(&str, &Path)]) -> bool {
    let mut command = Command::new("npm");
    command.current_dir(root.join("page")).args(arguments);
    // The browser is the machine's.
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command.envs(variables.iter().copied());
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            println!("npm could not be started: {error}");
            false
        }
    }
}
