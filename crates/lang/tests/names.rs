//! Names of any script: whole, one in each of their forms, and told apart from look-alikes.

use crate::loading::{diagnose, inputs_of};
use crate::rendering::place;
use proptest::prelude::*;
use tenfold_ir::{FileId, Severity};
use tenfold_lang::{check, format, is_reserved, parse};
use unicode_normalization::UnicodeNormalization;

/// `\u{e9}` as one letter, and as two.
const FORMS: [&str; 2] = ["\u{e9}", "e\u{301}"];

/// A model of names in several scripts, its `é` in one form or the other.
fn model(accent: &str) -> String {
    format!(
        "module m\ndimension पक्ष = हिन्दी, ไทยน้ำ\nsimulate from 2019 to 2030 by 1 year using euler\n\
         data बिक्री[पक्ष] : USD from \"names.csv\" \
         (\"famille\" = \"caf{accent}\", date, `कुल बिक्री` : kUSD)\n\
         let caf{accent} : USD = बिक्री[ไทยน้ำ]\nlet மக்கள் : USD = caf\u{e9} + cafe\u{301}\n"
    )
}

#[test]
fn a_name_is_one_in_both_of_its_forms_in_texts_and_tables() {
    for accent in FORMS {
        let (inputs, syntax) = inputs_of(&model(accent));
        assert!(syntax.is_empty(), "{syntax:#?}");
        let (model, found) = check(&inputs);
        // The row of a label that only seems to be the one.
        let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages.len(), 1, "{messages:#?}");
        assert!(messages[0].contains("1 row is not used"), "{messages:#?}");
        assert!(messages[0].contains("other letters"), "{messages:#?}");
        let names = model.expect("a sound model").definitions().to_vec();
        let names: Vec<&str> = names.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["m.बिक्री", "m.caf\u{e9}", "m.மக்கள்"]);
    }
}

#[test]
fn the_layout_keeps_names_and_puts_columns_of_several_words_in_quotes() {
    let layouts = FORMS.map(|accent| format(&parse(FileId(0), &model(accent)).0));
    assert_eq!(layouts[0], layouts[1]);
    let columns = "(famille = \"caf\u{e9}\", date, \"कुल बिक्री\" : kUSD)";
    assert!(layouts[0].contains(columns), "{}", layouts[0]);
    for name in ["हिन्दी, ไทยน้ำ", "let மக்கள் : USD = caf\u{e9} + caf\u{e9}"]
    {
        assert!(layouts[0].contains(name), "{}", layouts[0]);
    }
    assert_eq!(format(&parse(FileId(0), &layouts[0]).0), layouts[0]);
}

#[test]
fn places_are_those_of_the_text_as_it_is_given() {
    for (accent, column) in FORMS.into_iter().zip([16, 17]) {
        let text = format!("module m\nlet caf{accent} : 1 = x\n");
        let found = diagnose(&text);
        assert_eq!((found.len(), found[0].code), (1, "unknown-name"));
        assert_eq!(place(&text, found[0].span), (2, column));
    }
}

#[test]
fn a_column_of_several_words_that_is_not_there_is_told() {
    let text = "module m\nsimulate from 2019 to 2030 by 1 year using euler\n\
                data x : USD from \"wages.csv\" (\"year of it\", \"wage \")\n";
    let found = diagnose(text);
    assert_eq!((found.len(), found[0].code), (1, "unknown-column"));
    assert_eq!(place(text, found[0].span), (3, 32));
    for broken in ["`wage", "``", "\"\""] {
        let text = text.replace("\"year of it\"", broken);
        let found = diagnose(&text);
        assert!(!found.is_empty(), "{broken}");
        assert!(found.iter().all(|one| one.severity == Severity::Error));
    }
}

proptest! {
    /// Defined in one form and used in the other it is found, and both trees are one.
    #[test]
    fn any_name_is_one_in_both_of_its_forms(name in r"[\p{XID_Start}_][\p{XID_Continue}]{0,8}") {
        let forms = [name.nfc().collect::<String>(), name.nfd().collect::<String>()];
        prop_assume!(!is_reserved(&forms[0]));
        let texts = [0, 1].map(|at| {
            format!("module m\nlet {} : 1 = 1\nlet twice__ : 1 = {} * 2\n", forms[at], forms[1 - at])
        });
        let found = texts.clone().map(|text| diagnose(&text));
        let codes = found.map(|all| all.into_iter().map(|one| one.code).collect::<Vec<_>>());
        prop_assert_eq!(&codes[0], &codes[1]);
        prop_assert!(!codes[0].contains(&"unknown-name"), "{:?}", codes[0]);
        let trees = texts.map(|text| {
            let mut tree = parse(FileId(0), &text).0;
            tree.erase_spans();
            tree
        });
        prop_assert_eq!(&trees[0], &trees[1]);
    }
}
