//! The length of source files and of Rust functions.

use super::finding::{Files, Finding, extension};

/// Lines from which a file asks to be split.
const FILE_LINES_ASK: usize = 600;

/// Lines above which a file fails.
const FILE_LINES_MAX: usize = 1000;

/// Lines above which a function fails, signature and closing brace included.
const FUNCTION_LINES_MAX: usize = 70;

/// Extensions of what is written by hand and read as code.
const SOURCES: [&str; 8] = ["rs", "ten", "py", "js", "ts", "css", "html", "ftl"];

/// Checks all sources.
pub fn check(files: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in files {
        if !SOURCES.contains(&extension(path)) {
            continue;
        }
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            let message = format!("{lines} lines, {FILE_LINES_MAX} are the most; split it");
            findings.push(Finding::error(path, message));
        } else if lines > FILE_LINES_ASK {
            let message = format!("{lines} lines; over {FILE_LINES_ASK} it asks to be split");
            findings.push(Finding::warning(path, message));
        }
        if extension(path) == "rs" {
            findings.extend(functions(path, text));
        }
    }
    findings
}

/// Functions that are too long. rustfmt puts the closing brace of one at the indentation of its
/// first line, which spares a parser.
fn functions(path: &str, text: &str) -> Vec<Finding> {
    let lines: Vec<&str> = text.lines().collect();
    let mut findings = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let closing = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let length = 1 + lines[at..]
            .iter()
            .position(|line| *line == closing || is_whole(line))
            .unwrap_or(0);
        if length > FUNCTION_LINES_MAX {
            let place = format!("{path}:{}", at + 1);
            let message = format!("`{name}` has {length} lines, {FUNCTION_LINES_MAX} are the most");
            findings.push(Finding::error(place, message));
        }
    }
    findings
}

/// Whether a line opens and ends a function: a declaration, or a body on one line.
fn is_whole(line: &str) -> bool {
    function_name(line).is_some() && (line.ends_with(';') || line.ends_with('}'))
}

/// The name of the function that a line begins.
fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let qualifiers = ["pub", "const", "async", "unsafe", "extern", "default"];
    let only_qualifiers = before.split_whitespace().all(|word| {
        let word = word.split('(').next().unwrap_or(word);
        qualifiers.contains(&word) || word.starts_with('"') || word == "crate)"
    });
    let name = after.split(['(', '<']).next()?;
    (only_qualifiers && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> Files {
        Files::from([(path.to_string(), text)])
    }

    fn function(lines: usize) -> String {
        let body = "        work();\n".repeat(lines - 2);
        format!("    pub(crate) fn long<T>(x: T) {{\n{body}    }}\n")
    }

    #[test]
    fn a_function_may_have_seventy_lines() {
        assert_eq!(check(&file("a.rs", function(70))), []);
        let found = check(&file("a.rs", function(71)));
        assert_eq!(found.len(), 1);
        assert!(found[0].fails && found[0].message.contains("`long` has 71 lines"));
    }

    #[test]
    fn a_function_on_one_line_does_not_borrow_a_later_brace() {
        let text = format!("fn short() {{}}\nfn declared();\n{}}}\n", "x\n".repeat(90));
        assert_eq!(check(&file("a.rs", text)), []);
    }

    #[test]
    fn a_file_asks_at_600_and_fails_at_1000() {
        assert_eq!(check(&file("a.ten", "x\n".repeat(600))), []);
        assert!(!check(&file("a.ten", "x\n".repeat(601)))[0].fails);
        assert!(check(&file("a.ten", "x\n".repeat(1001)))[0].fails);
        assert_eq!(check(&file("a.csv", "x\n".repeat(1001))), []);
    }
}
