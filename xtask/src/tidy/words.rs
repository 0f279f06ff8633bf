//! Words that do not belong in the repository: paths of one machine, hosts of registries, marks
//! of unfinished work, `unsafe` where it is not allowed.

use super::finding::{Files, Finding, extension};

/// Starts of absolute paths of a machine. Written in two parts, so that this file passes.
const MACHINE_PATHS: [&str; 4] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("/Us", "ers/"),
];

/// Hosts that packages are fetched from; where from is the user's to say.
const REGISTRY_HOSTS: [&str; 7] = [
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("pypi.", "org/simple"),
    concat!("arti", "factory"),
    concat!("proxy.", "golang.org"),
];

/// Marks of work left undone.
const UNFINISHED: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("#[ign", "ore"),
];

/// The one source that a locked package of the workspace may come from.
const LOCKED_SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Where `unsafe` is allowed: the lanes of the engine, and the twin they are measured against.
const UNSAFE_ALLOWED: [&str; 2] = ["crates/engine/", "benches/"];

/// Checks all files.
pub fn check(files: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in files {
        for (number, line) in text.lines().enumerate() {
            let place = || format!("{path}:{}", number + 1);
            for message in line_findings(path, line) {
                findings.push(Finding::error(place(), message));
            }
        }
    }
    findings
}

fn line_findings(path: &str, line: &str) -> Vec<String> {
    let mut messages = Vec::new();
    for start in MACHINE_PATHS {
        if begins_a_path(line, start) {
            messages.push(format!(
                "`{start}…` is a path of one machine; write a relative one"
            ));
        }
    }
    for host in REGISTRY_HOSTS {
        if line.contains(host) {
            messages.push(format!("names the registry host `{host}`"));
        }
    }
    for mark in UNFINISHED {
        if extension(path) != "csv" && has_word(line, mark) {
            messages.push(format!("`{mark}`: finish it, or open an issue"));
        }
    }
    let from_elsewhere = line.starts_with("source = ") && !line.contains(LOCKED_SOURCE);
    if path.ends_with("Cargo.lock") && from_elsewhere {
        messages.push(format!("{line}: only {LOCKED_SOURCE} is allowed"));
    }
    let allowed = UNSAFE_ALLOWED.iter().any(|folder| path.starts_with(folder));
    if extension(path) == "rs" && !allowed && has_word(code(line), "unsafe") {
        let folders = UNSAFE_ALLOWED.join(" and ");
        messages.push(format!("`unsafe` is allowed under {folders} alone"));
    }
    messages
}

/// Whether an absolute path begins with `start`: not the middle of an address or of a relative path.
fn begins_a_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-/~*}".contains(c))
    })
}

/// Whether `word` stands in a line and no letter, digit or underscore touches its letters.
fn has_word(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open_start = word.starts_with(joins) && before.is_some_and(joins);
        let open_end = word.ends_with(joins) && after.is_some_and(joins);
        !open_start && !open_end
    })
}

/// A line of Rust up to its comment or first string: a keyword behind those would be missed, but
/// rustfmt leaves none there.
fn code(line: &str) -> &str {
    let end = ["//", "\""].iter().filter_map(|stop| line.find(stop)).min();
    &line[..end.unwrap_or(line.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, line: &str) -> usize {
        let files = Files::from([(path.to_string(), format!("\n{line}\n"))]);
        let findings = check(&files);
        let there = format!("{path}:2");
        assert!(findings.iter().all(|f| f.fails && f.place == there));
        findings.len()
    }

    #[test]
    fn a_path_of_a_machine_is_found() {
        for start in MACHINE_PATHS {
            assert_eq!(found("a.md", &format!("see `{start}x`")), 1);
            assert_eq!(found("a.toml", &format!("path=\"{start}x\"")), 1);
            assert_eq!(found("a.md", &format!("https://example.com{start}x")), 0);
            assert_eq!(found("a.md", &format!("the folder ..{start}x")), 0);
        }
    }

    #[test]
    fn a_registry_host_is_found() {
        for host in REGISTRY_HOSTS {
            assert_eq!(found("a.toml", &format!("https://{host}/x")), 1);
        }
    }

    #[test]
    fn unfinished_work_is_found() {
        for mark in UNFINISHED {
            assert_eq!(found("a.rs", &format!("    {mark} later")), 1);
        }
        assert_eq!(found("a.rs", concat!("let MAS", "TO", "DON = 1;")), 0);
    }

    #[test]
    fn a_locked_package_comes_from_the_public_index() {
        let line = |source: &str| format!("source = \"{source}\"");
        assert_eq!(found("Cargo.lock", &line(LOCKED_SOURCE)), 0);
        assert_eq!(found("Cargo.lock", &line("git+https://example.com/x")), 1);
    }

    #[test]
    fn unsafe_stays_in_the_engine() {
        assert_eq!(found("crates/lang/src/a.rs", "    unsafe { f() }"), 1);
        assert_eq!(found("crates/engine/src/a.rs", "    unsafe { f() }"), 0);
        assert_eq!(found("benches/src/a.rs", "    unsafe { f() }"), 0);
        assert_eq!(found("crates/lang/src/a.rs", "// unsafe { f() }"), 0);
        assert_eq!(found("crates/lang/src/a.rs", "unsafe_op_in_unsafe_fn"), 0);
    }
}
