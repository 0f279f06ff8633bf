//! Every example of the language's documentation is executed.
//!
//! A block fenced as `tenfold NAME.ten` is a file; one fenced as `console` runs its `$ tenfold …`
//! lines beside the files so far and compares what is printed, line by line: `...` alone on a
//! line stands for any lines, and `[..]` inside one for any words. `console fails` wants an error.

use super::{printed, tenfold};
use std::fs;
use std::path::Path;

struct Block {
    info: String,
    body: String,
    line: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let info = info.trim().to_owned();
                open = Some(Block {
                    info,
                    body: String::new(),
                    line: number + 1,
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.body.push_str(line);
                block.body.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// Whether `found` is what `wanted` describes, with its `...` and `[..]`.
fn matches(wanted: &[&str], found: &[&str]) -> bool {
    match (wanted.split_first(), found.split_first()) {
        (None, rest) => rest.is_none(),
        (Some((&"...", more)), _) => (0..=found.len()).any(|skip| matches(more, &found[skip..])),
        (Some(_), None) => false,
        (Some((want, more)), Some((have, others))) => {
            same_line(want, have) && matches(more, others)
        }
    }
}

fn same_line(want: &str, have: &str) -> bool {
    let mut parts = want.trim_end().split("[..]");
    let have = have.trim_end();
    let Some(mut rest) = have.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    rest.is_empty() || last == Some("")
}

/// The words of a command line; double quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("never empty").push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn execute(page: &str, folder: &Path, block: &Block) {
    let fails = block.info == "console fails";
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.body.lines() {
        match (line.strip_prefix("$ tenfold "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, Vec::new())),
            (None, Some((_, wanted))) => wanted.push(line),
            (None, None) => panic!("{page}:{}: output before a command", block.line),
        }
    }
    for (command, wanted) in commands {
        let arguments = words(command);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = tenfold(folder, &arguments);
        let printed = printed(&output);
        let place = format!("{page}:{}: tenfold {command}", block.line);
        assert_eq!(output.status.success(), !fails, "{place}\n{printed}");
        let found: Vec<&str> = printed.lines().collect();
        assert!(matches(&wanted, &found), "{place} prints\n{printed}");
    }
}

#[test]
fn every_example_of_the_documentation_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for page in ["docs/language/tutorial.md", "docs/language/reference.md"] {
        let text = fs::read_to_string(root.join(page)).expect("the page is there");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for block in blocks(&text) {
            if let Some(name) = block.info.strip_prefix("tenfold ") {
                fs::write(folder.path().join(name), &block.body).expect("the folder takes a file");
            } else if block.info.starts_with("console") {
                execute(page, folder.path(), &block);
            }
        }
    }
}

#[test]
fn the_comparison_can_fail() {
    assert!(matches(&["a", "...", "z"], &["a", "b", "c", "z"]));
    assert!(matches(
        &["...", "[..] draws per second"],
        &["x", "12 draws per second"]
    ));
    assert!(!matches(&["a", "z"], &["a", "b", "z"]));
    assert!(!matches(&["[..] draws"], &["12 draws per second"]));
    assert!(!matches(&["a"], &[]));
}
