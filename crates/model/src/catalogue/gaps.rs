//! What a catalogue lacks, what it has too much, and what has changed since it was translated.

use crate::catalogue::entries::Entry;
use crate::catalogue::read::Message;
use crate::catalogue::{Catalogue, Lang};
use std::fmt::Write;

/// Stands in a skeleton for words to be written; counts as not there.
const BLANK: &str = "?";

/// One message that is not as the model wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Of the message.
    pub key: String,
    /// What is the matter.
    pub kind: GapKind,
}

/// What can be the matter with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// There is none, or its title, its doc or its outcome is not there.
    Missing,
    /// Its English has changed since.
    Stale,
    /// The model has no such thing.
    Unknown,
}

impl Catalogue {
    /// Where a language's catalogues and the model differ, by key. In English a title comes from the
    /// name and a doc from the model, so nothing is missing.
    pub fn gaps(&self, lang: Lang) -> Vec<Gap> {
        let messages = &self.messages[lang as usize];
        let gap = |key: &String, kind| Gap {
            key: key.clone(),
            kind,
        };
        let defined = self.entries.iter().filter_map(|(key, entry)| {
            let kind = match messages.get(key) {
                None if lang == Lang::En => return None,
                None => GapKind::Missing,
                Some(message) => wrong(entry, message)?,
            };
            Some(gap(key, kind))
        });
        let unknown = messages
            .keys()
            .filter(|key| !self.entries.contains_key(*key));
        let unknown = unknown.map(|key| gap(key, GapKind::Unknown));
        let mut gaps: Vec<Gap> = defined.chain(unknown).collect();
        gaps.sort_by(|a, b| a.key.cmp(&b.key));
        gaps
    }

    /// The gaps as text: messages to be filled in, each under its English, by file. Empty where there
    /// are none.
    pub fn skeleton(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut file = "";
        let gaps = self.gaps(lang);
        for gap in &gaps {
            let module = gap.key.split('-').next().unwrap_or(&gap.key);
            if module != file {
                file = module;
                let space = if out.is_empty() { "" } else { "\n" };
                write!(out, "{space}### i18n/{}/{module}.ftl\n\n", lang.tag())
                    .expect("a string grows");
            }
            out += &match self.entries.get(&gap.key) {
                Some(entry) => self.asked(lang, &gap.key, entry),
                None => format!("## the model has no {}\n", gap.key),
            };
        }
        out
    }

    fn asked(&self, lang: Lang, key: &str, entry: &Entry) -> String {
        let message = self.message(lang, key);
        let english = entry.english();
        let mut out = String::new();
        if !english.is_empty() {
            out += &format!("# {english}\n");
        }
        let title = message.map_or(BLANK, |message| &message.title);
        out += &format!("{key} = {}\n", quoted(title));
        let attributes = [
            (
                "doc",
                &entry.doc,
                message.and_then(|own| own.doc.as_deref()),
            ),
            (
                "outcome",
                &entry.outcome,
                message.and_then(|own| own.outcome.as_deref()),
            ),
        ];
        for (name, english, words) in attributes {
            if !english.is_empty() {
                out += &format!("    .{name} = {}\n", quoted(words.unwrap_or(BLANK)));
            }
        }
        out
    }
}

/// What is the matter with a message that is there.
fn wrong(entry: &Entry, message: &Message) -> Option<GapKind> {
    let blank = |words: &str| words.trim().is_empty() || words.trim() == BLANK;
    let pairs = [
        (&entry.doc, &message.doc),
        (&entry.outcome, &message.outcome),
    ];
    let is_missing = |(english, words): &(&String, &Option<String>)| {
        !english.is_empty() && blank(words.as_deref().unwrap_or(BLANK))
    };
    if blank(&message.title) || pairs.iter().any(is_missing) {
        return Some(GapKind::Missing);
    }
    let too_much = pairs
        .iter()
        .any(|(english, words)| english.is_empty() && words.is_some());
    if too_much {
        return Some(GapKind::Stale);
    }
    (entry.english() != message.english).then_some(GapKind::Stale)
}

/// Text that Fluent reads as it is.
fn quoted(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '{' => "{\"{\"}".to_owned(),
        '}' => "{\"}\"}".to_owned(),
        '\n' => "\n        ".to_owned(),
        letter => letter.to_string(),
    });
    letters.collect()
}
