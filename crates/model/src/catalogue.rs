//! What a model calls its things in each language: the catalogues beside it, and how one looks in them.
//!
//! `i18n/LANG/MODULE.ftl` below the model's folder is Fluent: a message for each name of the module,
//! its value the title, its attribute `doc` the doc, and above it, as a comment, the English doc it
//! was translated from. Knows names and words; nothing of what a model computes.

pub(crate) mod entries;
pub mod gaps;
pub mod read;
#[cfg(test)]
mod tests;

use crate::catalogue::entries::{Entry, key_of, slug};
use crate::catalogue::read::{Message, Messages};
use std::collections::BTreeMap;
use tenfold_words::text::Lang;

/// The words of one model in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// What the model defines, by the key of its message.
    entries: BTreeMap<String, Entry>,
    /// By language, then by key.
    messages: [Messages; Lang::ALL.len()],
}

impl Catalogue {
    /// Of what a model defines and what its catalogues say.
    pub(crate) fn new(entries: BTreeMap<String, Entry>, messages: [Messages; 2]) -> Catalogue {
        Catalogue { entries, messages }
    }

    /// What to call a thing: as the catalogue of the language has it, else by its name.
    ///
    /// A thing is named `module`, `module.name`, `module.name[label]`, `module.Dimension.label`,
    /// `module.scenario.name` or `module.claim.name`.
    pub fn title(&self, lang: Lang, name: &str) -> String {
        let title = self.plain_title(lang, parts(name).0);
        match (self.labels(lang, name), lang) {
            (labels, _) if labels.is_empty() => title,
            (labels, Lang::En) => format!("{title} ({labels})"),
            (labels, Lang::Zh) => format!("{title}（{labels}）"),
        }
    }

    /// What tells an element from its siblings: its labels; empty where a thing has none.
    pub fn labels(&self, lang: Lang, name: &str) -> String {
        let (whole, labels) = parts(name);
        let dimensions = self.entry(whole).map_or(&[][..], |entry| &entry.dimensions);
        let labels = labels.into_iter().flatten().enumerate().map(|(at, label)| {
            let key = dimensions.get(at).map(|own| format!("{own}-{label}"));
            let found = key.and_then(|key| self.message(lang, &key));
            found.map_or_else(|| worded(label), |message| message.title.clone())
        });
        let comma = match lang {
            Lang::En => ", ",
            Lang::Zh => "，",
        };
        labels.collect::<Vec<_>>().join(comma)
    }

    /// [`Catalogue::title`], where the catalogue of the language has one.
    pub fn given_title(&self, lang: Lang, name: &str) -> Option<String> {
        let (whole, _) = parts(name);
        self.message(lang, &key_of(whole))?;
        Some(self.title(lang, name))
    }

    /// What a thing says of itself, in English where it is not translated; may be empty. Of a claim,
    /// what was said.
    pub fn doc(&self, lang: Lang, name: &str) -> &str {
        let (whole, _) = parts(name);
        let message = self.message(lang, &key_of(whole));
        let english = || self.entry(whole).map(|entry| &*entry.doc);
        message
            .and_then(|message| message.doc.as_deref())
            .or_else(english)
            .unwrap_or("")
    }

    /// What has happened since a claim was made, in English where it is not translated; may be empty.
    pub fn outcome(&self, lang: Lang, claim: &str) -> &str {
        let message = self.message(lang, &key_of(claim));
        let english = || self.entry(claim).map(|entry| &*entry.outcome);
        message
            .and_then(|message| message.outcome.as_deref())
            .or_else(english)
            .unwrap_or("")
    }

    /// The title of a test, from the one in the model.
    pub fn test_title<'a>(&'a self, lang: Lang, module: &str, title: &'a str) -> &'a str {
        let key = format!("{module}-test-{}", slug(title));
        self.message(lang, &key).map_or(title, |found| &found.title)
    }

    /// The whole name of a scenario, for [`Catalogue::title`], from the name it is run by: its own,
    /// or one with its module, with hyphens or without.
    pub fn scenario(&self, name: &str) -> Option<String> {
        let name = name.replace('-', "_");
        let (module, plain) = match name.split_once('.') {
            Some((module, plain)) => (Some(module), plain),
            None => (None, name.as_str()),
        };
        let found = self.entries.keys().find_map(|key| {
            let (own, rest) = key.split_once('-')?;
            let is_it = rest.strip_prefix("scenario-") == Some(plain);
            (is_it && module.is_none_or(|module| module == own)).then_some(own)
        })?;
        Some(format!("{found}.scenario.{plain}"))
    }

    fn plain_title(&self, lang: Lang, name: &str) -> String {
        let found = self.message(lang, &key_of(name));
        found.map_or_else(
            || worded(name.rsplit('.').next().unwrap_or(name)),
            |message| message.title.clone(),
        )
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.get(&key_of(name))
    }

    fn message(&self, lang: Lang, key: &str) -> Option<&Message> {
        self.messages[lang as usize].get(key)
    }
}

/// A name without the labels of an element, and these.
fn parts(name: &str) -> (&str, Option<impl Iterator<Item = &str>>) {
    let Some((whole, labels)) = name.split_once('[') else {
        return (name, None);
    };
    let labels = labels.trim_end_matches(']').split(',').map(str::trim);
    (whole.trim(), Some(labels))
}

/// A name as words.
fn worded(name: &str) -> String {
    name.replace('_', " ")
}
