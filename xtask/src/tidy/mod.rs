//! Checks that no compiler makes. Each check is a function of texts to findings; this module
//! alone reads files.

mod circles;
mod dependencies;
mod documents;
mod finding;
mod length;
mod words;

use finding::{Files, Finding};
use std::path::Path;
use std::process::{Command, ExitCode};

/// `cargo xtask tidy`.
pub fn run(root: &Path) -> ExitCode {
    if report(root) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints all findings; true if none of them fails.
pub fn report(root: &Path) -> bool {
    let findings = match check(root) {
        Ok(findings) => findings,
        Err(error) => {
            println!("error: {error}");
            return false;
        }
    };
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.fails).count();
    let warnings = findings.len() - errors;
    println!("tidy: {errors} errors, {warnings} warnings");
    errors == 0
}

/// All findings of all checks.
fn check(root: &Path) -> Result<Vec<Finding>, String> {
    let paths = paths(root)?;
    let files = texts(root, &paths);
    let metadata = output(
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args([
            "metadata",
            "--no-deps",
            "--format-version=1",
        ]),
        root,
    )?;
    let mut findings = dependencies::check(&metadata);
    findings.extend(circles::check(&files));
    findings.extend(length::check(&files));
    findings.extend(documents::check(&files, &paths));
    findings.extend(words::check(&files));
    Ok(findings)
}

/// What git tracks or would track, so that a new file is seen before its commit.
fn paths(root: &Path) -> Result<Vec<String>, String> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = output(&mut git, root)?;
    let mut paths: Vec<String> = listed
        .split('\0')
        .filter(|path| !path.is_empty() && root.join(path).is_file())
        .map(String::from)
        .collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Those of the files that are text.
fn texts(root: &Path, paths: &[String]) -> Files {
    let text = |path: &String| {
        let text = std::fs::read_to_string(root.join(path)).ok()?;
        (!text.contains('\0')).then(|| (path.clone(), text))
    };
    paths.iter().filter_map(text).collect()
}

fn output(command: &mut Command, root: &Path) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .current_dir(root)
        .output()
        .map_err(|error| format!("{program} could not be started: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{program} failed: {}", said.trim()));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{program}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let findings = check(&crate::repository()).expect("git and cargo are here");
        let errors: Vec<String> = findings
            .iter()
            .filter(|finding| finding.fails)
            .map(Finding::to_string)
            .collect();
        assert!(errors.is_empty(), "\n{}", errors.join("\n"));
    }
}
