//! Characters that act on a terminal or a reader's eye instead of being seen: one place that makes them seen.
//!
//! A file's text and name are others': an escape sequence could move the cursor over what was printed, a mark
//! of direction could turn a line around, a character without width could hide in a name.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Stands for a character that cannot be shown.
const SHOWN: char = '\u{fffd}';

/// Whether a character is a control, a mark of direction, without width or a break of lines. Marks that join
/// letters are among them: what a terminal makes of them cannot be foretold.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text for one line: no hidden character is left, a tab is a space, any other is seen as `�`.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| (letter == '\t').then_some(' '))
}

/// As [`visible`], for a text of several lines, which stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |letter| {
        matches!(letter, '\n' | '\t').then_some(letter)
    })
}

fn replaced(text: &str, instead: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |letter| match is_hidden(letter) {
        true => instead(letter).unwrap_or(SHOWN),
        false => letter,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// JSON with the same values, in which hidden characters are written as their numbers. Line breaks between
/// values stay.
pub fn json_visible(json: &str) -> Cow<'_, str> {
    let is_raw = |letter: char| letter != '\n' && is_hidden(letter);
    if !json.contains(is_raw) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if !is_raw(letter) {
            out.push(letter);
            continue;
        }
        // Only strings hold such characters, and there they may be escaped.
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a string grows");
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a terminal or an eye must not meet raw, as the standards list it.
    fn acts(letter: char) -> bool {
        let code = letter as u32;
        code < 0x20
            || (0x7f..=0x9f).contains(&code)
            || (0x202a..=0x202e).contains(&code)
            || (0x2066..=0x2069).contains(&code)
            || (0x200b..=0x200f).contains(&code)
            || [0x061c, 0x2028, 0x2029, 0x2060, 0xfeff].contains(&code)
    }

    fn any_text() -> impl Strategy<Value = String> {
        let hidden = prop::sample::select(
            (0..0x1_0000)
                .filter_map(char::from_u32)
                .filter(|letter| acts(*letter))
                .collect::<Vec<char>>(),
        );
        let letter = prop_oneof![any::<char>(), hidden];
        prop::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_all_else_is(text in any_text()) {
            let seen = visible(&text);
            prop_assert!(!seen.contains(acts), "{seen:?}");
            prop_assert_eq!(seen.chars().count(), text.chars().count());
            let same = text.chars().zip(seen.chars()).filter(|(letter, _)| !is_hidden(*letter));
            prop_assert!(same.into_iter().all(|(was, is)| was == is));
            prop_assert!(!visible_lines(&text).contains(|one| acts(one) && one != '\n' && one != '\t'));
            prop_assert_eq!(visible(&seen).into_owned(), seen.into_owned());
        }

        #[test]
        fn json_says_the_same(text in any_text()) {
            let value = serde_json::json!({ "name": [&text], "other": text });
            let json = serde_json::to_string_pretty(&value).unwrap();
            let seen = json_visible(&json);
            prop_assert!(!seen.contains(|one| acts(one) && one != '\n'), "{seen:?}");
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&seen).unwrap(), value);
        }
    }
}
