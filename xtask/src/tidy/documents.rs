//! Drift of the documents: links that lead nowhere, a changelog without its open section, two
//! languages of the README with different commands.

use super::finding::{Files, Finding, extension};
use std::collections::BTreeSet;

/// The two languages of the README.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// Checks all documents; `paths` are all files, text or not.
pub fn check(files: &Files, paths: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in files {
        if extension(path) == "md" {
            findings.extend(links(path, text, paths));
        }
    }
    findings.extend(changelog(files));
    findings.extend(readmes(files));
    findings
}

fn changelog(files: &Files) -> Option<Finding> {
    let path = "CHANGELOG.md";
    let Some(text) = files.get(path) else {
        return Some(Finding::error(path, "is missing"));
    };
    let open = |line: &str| matches!(line.trim_end(), "## Unreleased" | "## [Unreleased]");
    let message = "has no section `## Unreleased`";
    (!text.lines().any(open)).then(|| Finding::error(path, message))
}

/// Both READMEs give the same commands in the same order; their comments are translated.
fn readmes(files: &Files) -> Vec<Finding> {
    let mut commands = Vec::new();
    for path in READMES {
        match files.get(path) {
            Some(text) => commands.push(shell_commands(text)),
            None => return vec![Finding::error(path, "is missing")],
        }
    }
    let message = |own: &str, other: &str| format!("has the command `{own}`, {other} has not");
    let only = |here: usize, there: usize| -> Vec<Finding> {
        commands[here]
            .iter()
            .filter(|command| !commands[there].contains(command))
            .map(|command| Finding::error(READMES[here], message(command, READMES[there])))
            .collect()
    };
    let mut findings = only(0, 1);
    findings.extend(only(1, 0));
    if findings.is_empty() && commands[0] != commands[1] {
        let message = format!("has the commands of {} in another order", READMES[0]);
        findings.push(Finding::error(READMES[1], message));
    }
    findings
}

/// Lines of code blocks that hold commands, their comments taken off.
fn shell_commands(text: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut language = None;
    for line in text.lines() {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            language = match language {
                None => Some(fence.trim()),
                Some(_) => None,
            };
            continue;
        }
        if let Some("" | "sh" | "bash" | "console" | "shell") = language {
            let command = line.split(" #").next().unwrap_or(line).trim();
            if !command.is_empty() && !command.starts_with('#') {
                commands.push(command);
            }
        }
    }
    commands
}

/// Relative links to files that are not there.
fn links(path: &str, text: &str, paths: &[String]) -> Vec<Finding> {
    let mut there: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    for path in paths {
        there.extend(path.match_indices('/').map(|(slash, _)| &path[..slash]));
    }
    let mut findings = Vec::new();
    let mut in_code = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for target in targets(line) {
            let file = target.split('#').next().unwrap_or(target);
            if file.is_empty() || file.contains(':') {
                continue;
            }
            if !resolve(path, file).is_some_and(|file| file.is_empty() || there.contains(&*file)) {
                let place = format!("{path}:{}", number + 1);
                let message = format!("links to `{target}`, which is not in the repository");
                findings.push(Finding::error(place, message));
            }
        }
    }
    findings
}

/// What the links of a line of Markdown point at, code spans left out.
fn targets(line: &str) -> Vec<&str> {
    let prose = line.split('`').step_by(2);
    let inline = prose.flat_map(|part| part.split("](").skip(1));
    let mut targets: Vec<&str> = inline
        .filter_map(|rest| rest.split([')', ' ']).next())
        .collect();
    if let Some((label, target)) = line.split_once("]: ")
        && label.starts_with('[')
    {
        targets.extend(target.split_whitespace().next());
    }
    targets
}

/// A relative path from the root; none where it climbs out.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(changes: &[(&str, &str)]) -> Vec<Finding> {
        let base = [
            ("CHANGELOG.md", "# Changelog\n\n## Unreleased\n"),
            (
                "README.md",
                "```sh\ncargo xtask test # all\n```\n[map](docs/map.md#top)\n",
            ),
            ("README.zh-CN.md", "```sh\ncargo xtask test # 全部\n```\n"),
            (
                "docs/map.md",
                "[back](../README.md) [web](https://example.com)\n",
            ),
        ];
        let mut files: Files = base
            .iter()
            .chain(changes)
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect();
        files.retain(|_, text| !text.is_empty());
        let paths: Vec<String> = files.keys().cloned().collect();
        check(&files, &paths)
    }

    #[test]
    fn what_is_in_order_passes() {
        assert_eq!(repository(&[]), []);
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        for text in [
            "[gone](gone.md)",
            "`[ok](no.md)` [gone](../../out.md)",
            "[gone]: gone.md",
            "[code `x`](gone.md)",
        ] {
            let found = repository(&[("docs/a.md", text)]);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].place, "docs/a.md:1");
        }
        let code = "```\n[gone](gone.md)\n```\n";
        assert_eq!(repository(&[("docs/a.md", code)]), []);
    }

    #[test]
    fn a_changelog_has_an_open_section() {
        let closed = repository(&[("CHANGELOG.md", "## 1.0\nUnreleased\n")]);
        assert_eq!(closed.len(), 1);
        assert_eq!(repository(&[("CHANGELOG.md", "")]).len(), 1);
    }

    #[test]
    fn both_readmes_have_the_same_commands() {
        let other = "```sh\ncargo test\n```\n";
        assert_eq!(repository(&[("README.zh-CN.md", other)]).len(), 2);
        let (forth, back) = ("```\na\nb\n```\n", "```\nb\na\n```\n");
        let swapped = repository(&[("README.md", forth), ("README.zh-CN.md", back)]);
        assert_eq!(swapped.len(), 1);
        assert_eq!(repository(&[("README.zh-CN.md", "")]).len(), 1);
    }
}
