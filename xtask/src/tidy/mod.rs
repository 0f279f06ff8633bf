//! Checks that no compiler makes. Each check is a function of texts to findings; this module
//! alone reads files.

mod dependencies;
mod documents;
mod length;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Text files of the repository, by path from its root with forward slashes.
pub type Files = BTreeMap<String, String>;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Path, and line where there is one.
    place: String,
    /// What was found, and what to do.
    message: String,
    /// Whether it fails the check.
    fails: bool,
}

impl Finding {
    fn error(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            place: place.into(),
            message: message.into(),
            fails: true,
        }
    }

    fn warning(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            fails: false,
            ..Finding::error(place, message)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.fails { "error" } else { "warning" };
        write!(f, "{severity}: {}: {}", self.place, self.message)
    }
}

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

/// The extension of a path, or nothing.
fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
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

    #[test]
    fn an_extension_is_of_the_name_alone() {
        assert_eq!(extension("a.b/run"), "");
        assert_eq!(extension("a.b/run.rs"), "rs");
    }
}
