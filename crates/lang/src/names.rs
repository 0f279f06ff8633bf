//! The letters of names: which make one, when two names are one, and which look like another.
//!
//! Knows Unicode, not what a name stands for. Of a letter written in two ways (`é` alone, or `e` and an accent)
//! the composed one counts (NFC, UAX 15); letters are those of UAX 31, likeness is the skeleton of UTS 39.

use std::borrow::Cow;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_script::{Script, UnicodeScript};
use unicode_security::{MixedScript, skeleton};

/// Letters that show nothing and that Unicode has in names all the same: joiners and variation selectors.
const UNSEEN: [std::ops::RangeInclusive<char>; 10] = [
    '\u{034f}'..='\u{034f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200c}'..='\u{200d}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{e0000}'..='\u{e0fff}',
];

/// A text with every letter in its composed form, in which names, labels and cells are compared.
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// Whether a name may begin with a letter.
pub fn begins_name(letter: char) -> bool {
    letter == '_' || is_xid_start(letter) && is_seen(letter)
}

/// Whether a name may go on with a letter. The point in the middle, which Unicode has in names, multiplies.
pub fn continues_name(letter: char) -> bool {
    is_xid_continue(letter) && is_seen(letter) && !matches!(letter, '\u{b7}' | '\u{387}')
}

fn is_seen(letter: char) -> bool {
    !UNSEEN.iter().any(|range| range.contains(&letter))
}

/// What texts that look alike have in common.
pub(crate) fn likeness(text: &str) -> String {
    skeleton(text).collect()
}

/// Whether two different texts of one [`likeness`] are taken for each other. That of `m` is that of `rn`, of
/// which nobody has to be warned.
pub(crate) fn can_be_mistaken(a: &str, b: &str) -> bool {
    a != b && (!a.is_ascii() || !b.is_ascii() || a.len() == b.len())
}

/// A letter of a name that poses as one of another script, and both scripts: the `а` in `bаnk`. Words that
/// `_` or digits part may each have a script of their own, and Latin letters may stand beside Chinese, Japanese
/// and Korean ones, and beside the small Greek ones of formulas.
pub(crate) fn misplaced(name: &str) -> Option<(char, Script, Script)> {
    if name.is_ascii() {
        return None;
    }
    let in_latin = name.chars().any(is_latin);
    let mut words = name.split(|c: char| c == '_' || c.is_ascii_digit());
    words.find_map(|word| {
        let mut letters = word.chars();
        let against_latin = |letter: char| (letter, letter.script(), Script::Latin);
        if word.chars().any(is_latin) {
            let poses = |c: &char| poses_as_latin(*c) || c.script() == Script::Cyrillic;
            return letters.find(poses).map(against_latin);
        }
        if in_latin && letters.clone().all(poses_as_latin) {
            return letters.next().map(against_latin);
        }
        if word.is_single_script() {
            return None;
        }
        let first = letters.find(|c| is_of_script(*c))?.script();
        let other = letters.find(|c| is_of_script(*c) && c.script() != first)?;
        Some((other, other.script(), first))
    })
}

fn is_latin(letter: char) -> bool {
    letter.script() == Script::Latin
}

fn is_of_script(letter: char) -> bool {
    !matches!(letter.script(), Script::Common | Script::Inherited)
}

/// Whether a letter of another script looks like one or more of the alphabet.
fn poses_as_latin(letter: char) -> bool {
    let is_exempt = match letter.script() {
        Script::Latin | Script::Common | Script::Inherited => true,
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
            true
        }
        Script::Greek => letter.is_lowercase() && letter != 'ο',
        _ => false,
    };
    let mut text = [0; 4];
    !is_exempt && skeleton(letter.encode_utf8(&mut text)).all(|looks| looks.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_written_in_two_ways_is_one() {
        assert_eq!(composed("cafe\u{301}"), "caf\u{e9}");
        assert_eq!(composed("\u{1112}\u{1161}\u{11ab}"), "한");
        assert!(matches!(composed("résumé"), Cow::Borrowed(_)));
    }

    #[test]
    fn names_of_many_scripts_are_whole_and_what_shows_nothing_is_no_part() {
        for name in ["बिक्री", "ราคาน้ำมัน", "收入", "выпуск", "σ_max", "x́", "மக்கள்"]
        {
            let mut letters = name.chars();
            assert!(letters.next().is_some_and(begins_name), "{name}");
            assert!(letters.all(continues_name), "{name}");
        }
        for letter in [
            '\u{200d}',
            '\u{fe0f}',
            '\u{3164}',
            '\u{e0100}',
            '·',
            '²',
            '-',
        ] {
            assert!(!continues_name(letter), "{letter:?}");
        }
        assert!(!begins_name('\u{94d}'));
    }

    #[test]
    fn letters_that_pose_as_others_are_found() {
        for (name, letter) in [
            ("b\u{430}nk", '\u{430}'),
            ("gdp_\u{430}", '\u{430}'),
            ("вы\u{70}уск", 'в'),
            ("\u{39d}eight", '\u{39d}'),
            ("п\u{3bf}л", '\u{3bf}'),
        ] {
            assert_eq!(misplaced(name).map(|found| found.0), Some(letter), "{name}");
        }
        for name in [
            "bank",
            "сосо",
            "выпуск_USD",
            "σ_max",
            "Δt",
            "αN",
            "收入USD",
            "売上データ",
            "매출GDP",
            "बिक्री_2030",
            "ราคา",
            "µm",
        ] {
            assert_eq!(misplaced(name), None, "{name}");
        }
    }

    #[test]
    fn look_alikes_have_one_likeness() {
        assert_eq!(likeness("c\u{43e}st"), likeness("cost"));
        assert_eq!(likeness("co\u{200b}st"), likeness("cost"));
        assert_ne!(likeness("cost"), likeness("costs"));
        assert!(can_be_mistaken("l1", "ll"));
        assert!(!can_be_mistaken("m", "rn"));
    }
}
