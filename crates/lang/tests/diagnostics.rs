//! Every diagnostic has a file in `bad` that shows it: `# error: [code]` stands on the line the
//! error is at (several codes as `[a] [b]`), the rendered text is a snapshot beside the file.
//! Files in `good` give none, those in `good/syntax` none from the parser.

use crate::loading::diagnose;
use crate::rendering::{place, render};
use crate::sources::{Source, of_folder};
use std::collections::{BTreeMap, BTreeSet};
use tenfold_ir::{Diagnostic, FileId, Severity};
use tenfold_lang::{CODES, misnamed, parse};

/// What the files in `bad` are called to whoever reads them.
const CALLED: &str = "m";

/// What a file in `bad` gives.
fn diagnosed(text: &str) -> Vec<Diagnostic> {
    let mut found = diagnose(text);
    found.extend(misnamed(&parse(FileId(0), text).0, CALLED));
    found
}

/// Codes, with their severity, by line.
type Expected = BTreeMap<usize, BTreeSet<String>>;

fn declared(text: &str) -> Expected {
    let mut expected = Expected::new();
    for (at, line) in text.lines().enumerate() {
        for severity in ["error", "warning"] {
            let Some((_, codes)) = line.split_once(&format!("# {severity}: ")) else {
                continue;
            };
            let codes = codes.split('[').skip(1);
            let codes = codes.filter_map(|code| Some(code.split_once(']')?.0));
            let codes = codes.map(|code| format!("{severity} {code}"));
            expected.entry(at + 1).or_default().extend(codes);
        }
    }
    expected
}

fn found(text: &str, diagnostics: &[Diagnostic]) -> Expected {
    let mut found = Expected::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (line, _) = place(text, diagnostic.span);
        let code = format!("{severity} {}", diagnostic.code);
        found.entry(line).or_default().insert(code);
    }
    found
}

#[test]
fn bad_files_give_the_diagnostics_they_declare() {
    let mut wrong = Vec::new();
    for Source { stem, text, .. } in of_folder("bad") {
        let (declared, found) = (declared(&text), found(&text, &diagnosed(&text)));
        if declared != found {
            wrong.push(format!("{stem}: declared {declared:#?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn diagnostics_read_as_recorded() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("bad");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for Source { stem, text, .. } in of_folder("bad") {
            insta::assert_snapshot!(stem, render(&text, &diagnosed(&text)));
        }
    });
}

#[test]
fn every_code_has_its_file_and_every_file_its_code() {
    let codes: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), CODES.len(), "a code is listed twice");
    let mut shown = BTreeSet::new();
    for Source { stem, text, .. } in of_folder("bad") {
        let here = diagnosed(&text).iter().any(|found| found.code == stem);
        assert!(here, "bad/{stem}.ten does not give [{stem}]");
        shown.insert(stem);
    }
    let shown: BTreeSet<&str> = shown.iter().map(String::as_str).collect();
    let absent: Vec<_> = codes.symmetric_difference(&shown).collect();
    assert!(
        absent.is_empty(),
        "in the list or in `bad`, not in both: {absent:?}"
    );
}

#[test]
fn errors_say_what_was_expected_and_what_to_do() {
    for Source { stem, text, .. } in of_folder("bad") {
        for diagnostic in diagnosed(&text) {
            let said = &diagnostic.message;
            assert!(
                said.contains("expected") || diagnostic.code == "too-many-errors",
                "{stem}: {said}"
            );
        }
    }
}

#[test]
fn good_files_give_none() {
    for Source { path, text, .. } in of_folder("good") {
        let rendered = render(&text, &diagnose(&text));
        assert!(rendered.is_empty(), "{}\n{rendered}", path.display());
    }
}

#[test]
fn good_syntax_gives_none_from_the_parser() {
    for Source { path, text, .. } in of_folder("good/syntax") {
        let rendered = render(&text, &parse(FileId(0), &text).1);
        assert!(rendered.is_empty(), "{}\n{rendered}", path.display());
    }
}
