//! Text made to break the parser: it ends in a diagnostic, and what comes out can be used.

use tenfold_ir::{Diagnostic, FileId};
use tenfold_lang::ast::Module;
use tenfold_lang::{DEPTH_MAX, FILE_BYTES_MAX, format, parse};

fn read(text: &str) -> (Module, Vec<Diagnostic>) {
    parse(FileId(0), text)
}

fn codes(text: &str) -> Vec<&'static str> {
    let (_, diagnostics) = read(text);
    diagnostics.into_iter().map(|found| found.code).collect()
}

/// Expressions of about so many levels, of each kind that nests.
fn nested(levels: usize) -> Vec<String> {
    let wrap =
        |open: &str, close: &str| format!("{}x{}", open.repeat(levels), close.repeat(levels));
    vec![
        wrap("(", ")"),
        wrap("-", ""),
        wrap("not ", ""),
        wrap("x^", ""),
        wrap("x + ", ""),
        wrap("", " + x"),
        wrap("", " or x"),
        wrap("if x then ", " else x"),
        wrap("if x then x else ", ""),
        wrap("if ", " then x else x"),
        wrap("all years: ", ""),
        wrap("f(", ")"),
        wrap("f(a: ", ")"),
        wrap("sum(l in Lab: ", ")"),
        wrap("x[", "]"),
        wrap("{a: ", "}"),
        wrap("f(x to ", ")"),
        wrap("f(30 % of ", ")"),
        wrap("f(x", " truncated above x)"),
    ]
}

#[test]
fn deep_nesting_is_one_clear_error() {
    for levels in [1_000, 10_000] {
        for text in nested(levels) {
            let text = format!("module m\nlet x : 1 = {text}\nlet y : 1 = 2\n");
            assert_eq!(codes(&text), ["too-deep"], "{}", &text[..60]);
            assert_eq!(read(&text).0.items.len(), 2);
        }
    }
}

#[test]
fn the_deepest_trees_can_be_printed_copied_compared_and_dropped() {
    for kind in 0..nested(1).len() {
        let deepest = (1..=DEPTH_MAX as usize).rev().find_map(|levels| {
            let text = format!("module m\nlet x : 1 = {}\n", nested(levels)[kind]);
            let (module, diagnostics) = read(&text);
            diagnostics.is_empty().then_some(module)
        });
        let module = deepest.expect("one level is few enough");
        let mut copy = module.clone();
        assert!(copy == module);
        let (mut again, diagnostics) = read(&format(&module));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        copy.erase_spans();
        again.erase_spans();
        assert!(copy == again);
    }
}

#[test]
fn a_hundred_thousand_definitions_are_read() {
    let definitions: String = (0..100_000)
        .map(|i| format!("let a{i} : 1 = {i}\n"))
        .collect();
    let (module, diagnostics) = read(&format!("module m\n{definitions}"));
    assert!(diagnostics.is_empty());
    assert_eq!(module.items.len(), 100_000);
}

#[test]
fn the_largest_files_of_one_character_end_in_bounded_errors() {
    for unit in [
        "(",
        "\"\n",
        "let\n",
        "$ ",
        "x ",
        "\n  let x",
        "#\n",
        "\u{0}",
        "1",
        "+x",
        "=\n",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let count = codes(&text).len();
        assert!((1..=101).contains(&count), "{unit:?}: {count}");
    }
}

#[test]
fn files_beyond_the_bound_are_not_read() {
    let comment = "#".repeat(FILE_BYTES_MAX - "module m\n".len());
    assert!(codes(&format!("module m\n{comment}")).is_empty());
    assert_eq!(codes(&format!("module m\n#{comment}")), ["file-too-large"]);
}

#[test]
fn empty_and_binary_files_are_errors_of_one_kind() {
    assert_eq!(codes(""), ["missing-module"]);
    assert_eq!(codes("\n\n  \n"), ["missing-module"]);
    assert_eq!(codes("\u{feff}module m\r\nlet x : 1 = 2\r\n"), [""; 0]);
    let binary: String = (0..64u8).map(char::from).collect();
    assert!(codes(&binary).contains(&"unexpected-character"));
}

#[test]
fn an_error_hides_no_other_item() {
    let text =
        "module m\nlet a : 1 = (1\nlet b = 2\nlte c : 1 = 2\nlet d : 1 = 2 $\nlet e : 1 = 5\n";
    let expected = [
        "unclosed-bracket",
        "missing-unit",
        "unknown-keyword",
        "unexpected-character",
    ];
    assert_eq!(codes(text), expected);
    assert_eq!(read(text).0.items.len(), 5);
}
