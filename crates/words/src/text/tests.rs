use super::*;
use crate::text;
use fluent_bundle::types::FluentNumber;
use std::collections::{BTreeMap, BTreeSet};
use tenfold_ir::{FileId, Span};

/// The arguments of each message, read from the catalogue's text: `{ $name }` and `{ $name ->`.
fn messages(catalogues: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::<String, BTreeSet<String>>::new();
    let mut key = String::new();
    for line in catalogues.iter().flat_map(|text| text.lines()) {
        if line.starts_with('#') {
            continue;
        }
        if let Some((head, _)) = line.split_once('=').filter(|_| !line.starts_with(' ')) {
            key = head.trim().to_owned();
            assert!(!messages.contains_key(&key), "{key} stands twice");
            messages.insert(key.clone(), BTreeSet::new());
        }
        for part in line.split('$').skip(1) {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_');
            let name = part[..end.unwrap_or(part.len())].to_owned();
            messages.get_mut(&key).expect("follows a key").insert(name);
        }
    }
    messages
}

#[test]
fn both_languages_hold_the_same_keys_with_the_same_arguments() {
    assert_eq!(messages(ENGLISH), messages(&CHINESE[..ENGLISH.len()]));
}

#[test]
fn every_message_formats_with_its_arguments() {
    for (lang, catalogues) in [(Lang::En, ENGLISH), (Lang::Zh, &CHINESE[..ENGLISH.len()])] {
        for (key, names) in messages(catalogues) {
            let args: Vec<_> = names.iter().map(|name| (name.as_str(), "7")).collect();
            let formatted = text(lang, &key, &args);
            assert!(!formatted.trim().is_empty(), "{key} says nothing");
            assert!(!formatted.contains('{'), "{key}: {formatted}");
        }
    }
}

#[test]
#[should_panic(expected = "no message no-such-key in zh")]
fn a_key_that_is_not_there_is_our_mistake() {
    text(Lang::Zh, "no-such-key", &[]);
}

#[test]
fn counts_choose_a_plural_and_names_stay_as_they_are() {
    assert_eq!(
        text(Lang::En, "series-count", &[("count", "1")]),
        "1 series"
    );
    assert_eq!(
        text(Lang::En, "definitions-count", &[("count", "1")]),
        "1 definition"
    );
    assert_eq!(
        text(Lang::En, "definitions-count", &[("count", "2")]),
        "2 definitions"
    );
    assert_eq!(
        text(Lang::En, "report-hash", &[("hash", "0042")]),
        "hash 0042"
    );
    let number = FluentNumber::from(0.0);
    assert_eq!(
        number.as_string(),
        "0",
        "whole numbers are shown without a point"
    );
}

#[test]
fn a_locale_names_its_language() {
    assert_eq!(Lang::from_tag("zh_CN.UTF-8"), Some(Lang::Zh));
    assert_eq!(Lang::from_tag("EN-gb"), Some(Lang::En));
    assert_eq!(Lang::from_tag("C"), None);
}

fn sample(code: &'static str) -> Diagnostic {
    let span = Span {
        file: FileId(0),
        start: 0,
        end: 1,
    };
    Diagnostic::error(code, span, "in English").help("do this")
}

#[test]
fn a_diagnostic_without_a_translation_stays_english() {
    let english = DiagnosticText {
        message: "in English".to_owned(),
        help: Some("do this".to_owned()),
    };
    assert_eq!(diagnostic(Lang::Zh, &sample("no-such-code")), english);
    assert_eq!(diagnostic(Lang::En, &sample("missing-module")), english);
}

#[test]
fn no_diagnostic_lacks_its_chinese() {
    let missing: Vec<_> = tenfold_lang::CODES
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| !has_diagnostic(Lang::Zh, code))
        .collect();
    assert!(
        missing.is_empty(),
        "i18n/zh/diagnostics.ftl lacks {missing:?}"
    );
}

#[test]
fn the_first_translation_that_fits_is_taken() {
    let zh = |diagnostic: Diagnostic| text::diagnostic(Lang::Zh, &diagnostic);
    let units = |error: Diagnostic| {
        error
            .arg("role", "inflow")
            .arg("found", "USD")
            .arg("expected", "USD/year")
    };
    let plain = zh(units(sample("unit-mismatch")));
    assert_eq!(
        plain.message,
        "单位不符（inflow）：此处是 USD，应为 USD/year"
    );
    assert_eq!(plain.help.unwrap(), "改正方程，或改正声明的单位");
    let related = zh(units(sample("unit-mismatch")).arg("relation", "amount-for-rate"));
    assert_eq!(
        related.help.unwrap(),
        "USD 是数量，USD/year 是变化率：除以时间"
    );
    assert_eq!(zh(sample("too-deep")).message, "表达式嵌套过深");
    assert_eq!(
        zh(sample("unknown-name").arg("name", "x")).help.unwrap(),
        "do this"
    );
}

#[test]
fn claims_are_told_of_one_draw_and_of_many() {
    for (draws, said) in [("1", "the same 1 draw;"), ("500", "the same 500 draws;")] {
        let text = text(Lang::En, "claims-told", &[("draws", draws)]);
        assert!(text.contains(said), "{text}");
    }
}
