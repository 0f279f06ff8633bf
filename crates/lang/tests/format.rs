//! The formatter: its text says the same, keeps every comment, and formats to itself.

use crate::sources::{Source, models, of_folder};
use crate::trees::module;
use proptest::prelude::*;
use tenfold_ir::FileId;
use tenfold_lang::ast::Module;
use tenfold_lang::{format, parse};

fn parsed(text: &str) -> Module {
    let (module, diagnostics) = parse(FileId(0), text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}\n{text}");
    module
}

/// The tree without places and empty lines, and the comments in order of their text.
fn said(module: &Module) -> (Module, Vec<String>) {
    let mut said = module.clone();
    said.erase_spans();
    for item in &mut said.items {
        item.blank_before = false;
    }
    let comments = said.comments.drain(..);
    let mut comments: Vec<String> = comments.map(|comment| comment.text).collect();
    comments.sort();
    (said, comments)
}

/// The canonical text, after all that must hold for it does.
fn checked(text: &str) -> String {
    let module = parsed(text);
    let formatted = format(&module);
    let again = parsed(&formatted);
    assert_eq!(said(&module), said(&again), "from\n{text}\nto\n{formatted}");
    let twice = format(&again);
    assert!(twice == formatted, "from\n{formatted}\nto\n{twice}");
    formatted
}

#[test]
fn models_keep_their_trees() {
    for Source { path, text, .. } in models() {
        let (_, diagnostics) = parse(FileId(0), &text);
        if diagnostics.is_empty() {
            println!("{}", path.display());
            checked(&text);
        }
    }
}

#[test]
fn layout_reads_as_recorded() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("layout");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for Source { stem, text, .. } in of_folder("layout") {
            insta::assert_snapshot!(stem, checked(&text));
        }
    });
}

/// Puts comments, line breaks and empty lines between the words of a model's text.
fn disturbed(text: &str, marks: &[u8]) -> String {
    let mut marks = marks.iter().cycle();
    let mut count = 0;
    let mut out = String::new();
    for line in text.lines() {
        let indented = line.starts_with(' ');
        match marks.next() {
            Some(0) => out.push_str(&format!("# above {count}\n\n")),
            Some(1) if indented => out.push_str(&format!("  # within {count}\n")),
            Some(2) => out.push_str("\n\n"),
            _ => {}
        }
        out.push_str(line);
        match marks.next() {
            Some(3) => out.push_str(&format!(" # behind {count}")),
            Some(4) => out.push_str(&format!("\n  # under {count}")),
            _ => {}
        }
        out.push('\n');
        count += 1;
    }
    for joint in [" = ", " from ", " + ", ", ", "("] {
        let Some(Some(at)) = marks.next().map(|mark| match mark {
            5 => out.find(joint),
            6 => out.rfind(joint),
            _ => None,
        }) else {
            continue;
        };
        let quoted = out[..at]
            .lines()
            .last()
            .is_some_and(|line| line.contains(['"', '#']));
        if !quoted {
            out.insert_str(at + joint.len(), &format!("# inside {count}\n    "));
            count += 1;
        }
    }
    out
}

/// Random cases are new in each run; a failing one becomes a file in `layout`.
fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_tree_prints_to_itself(tree in module()) {
        let formatted = format(&tree);
        let again = parsed(&formatted);
        let blank_lines = |module: &Module| -> Vec<bool> {
            module.items.iter().map(|item| item.blank_before).collect()
        };
        prop_assert_eq!(blank_lines(&tree), blank_lines(&again));
        prop_assert_eq!(said(&tree), said(&again), "{}", formatted);
        prop_assert_eq!(format(&again), formatted);
    }

    #[test]
    fn comments_survive_wherever_they_stand(
        tree in module(),
        marks in prop::collection::vec(0u8..9, 1..60),
    ) {
        checked(&disturbed(&format(&tree), &marks));
    }

    #[test]
    fn no_text_stops_the_parser(text in "\\PC{0,200}") {
        let (tree, _) = parse(FileId(0), &text);
        format(&tree);
    }

    #[test]
    fn no_order_of_words_stops_the_parser(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..60),
    ) {
        let text = format!("module m\n{}", words.join(" "));
        let (tree, diagnostics) = parse(FileId(0), &text);
        if diagnostics.is_empty() {
            let _ = said(&tree);
            checked(&text);
        }
    }
}

const WORDS: &[&str] = &[
    "\n",
    "\n  ",
    "let",
    "param",
    "stock",
    "lookup",
    "data",
    "test",
    "claim",
    "unit",
    "x",
    "y",
    "1",
    "2.5",
    "USD",
    "%",
    "/",
    "*",
    "^",
    "-",
    "+",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "=",
    "~",
    "to",
    "of",
    "if",
    "then",
    "else",
    "not",
    "and",
    "in",
    "all",
    "years",
    "any",
    "year",
    "from",
    "initial",
    "set",
    "assert",
    "given",
    "holds",
    "\"t\"",
    "\"",
    "# c\n",
    "2026-02-13",
    "truncated",
    "above",
    "below",
    "<",
    "==",
    "billion",
    ".",
    "with",
    "prefixes",
    "$",
    "\t",
];
