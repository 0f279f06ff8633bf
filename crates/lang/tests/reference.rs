//! The language's reference lists what the language has.

use std::path::Path;
use tenfold_ir::Family;
use tenfold_lang::{CODES, is_reserved};

fn reference() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join("docs/language/reference.md")).expect("the page is there")
}

#[test]
fn every_code_is_listed_with_its_sentence() {
    let text = reference();
    let listed = text.lines().filter(|line| line.contains("lang/tests/bad/"));
    let listed: Vec<&str> = listed.collect();
    for (code, sentence) in CODES {
        let line = format!("| [`{code}`](../../crates/lang/tests/bad/{code}.ten) | {sentence} |");
        assert!(listed.contains(&line.as_str()), "not there: {line}");
    }
    assert_eq!(listed.len(), CODES.len(), "a code that is none is listed");
}

#[test]
fn every_family_is_listed_with_its_arguments() {
    let text = reference();
    for family in Family::ALL {
        let names: Vec<&str> = family.arguments().iter().map(|(name, _)| *name).collect();
        let more = if family == Family::Categorical {
            ", …"
        } else {
            ""
        };
        let line = format!("| `{}({}{more})` |", family.name(), names.join(", "));
        assert!(text.contains(&line), "not there: {line}");
    }
}

#[test]
fn the_reserved_words_are_those_listed() {
    let text = reference();
    let after = text
        .split_once("These words are reserved.")
        .expect("the list")
        .1;
    let list = after.split("```").nth(1).expect("a block");
    let listed: Vec<&str> = list.split_whitespace().skip(1).collect();
    for word in &listed {
        assert!(is_reserved(word), "`{word}` is listed and can be a name");
    }
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
        assert!(
            !is_reserved(word) || listed.contains(&word),
            "`{word}` is reserved and not listed"
        );
    }
}
