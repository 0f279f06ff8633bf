//! Words in both languages at once: the page holds each, and shows one.

use maud::{Markup, Render, html};
use serde::Serialize;
use tenfold_model::catalogue::Catalogue;
use tenfold_words::numeral;
use tenfold_words::text::{Lang, text};

/// The same thing said in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Phrase {
    pub en: String,
    pub zh: String,
}

impl Phrase {
    /// What `say` says in each language.
    pub fn each(say: impl Fn(Lang) -> String) -> Phrase {
        Phrase {
            en: say(Lang::En),
            zh: say(Lang::Zh),
        }
    }

    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl Render for Phrase {
    fn render(&self) -> Markup {
        if self.en == self.zh {
            return html! { (self.en) };
        }
        html! { span.en lang="en" { (self.en) } span.zh lang="zh" { (self.zh) } }
    }
}

/// A message of the catalogue.
pub(crate) fn say(key: &str) -> Phrase {
    Phrase::each(|lang| text(lang, key, &[]))
}

/// A message of the catalogue with its arguments, themselves in each language.
pub(crate) fn say_with(key: &str, args: &[(&str, &Phrase)]) -> Phrase {
    Phrase::each(|lang| {
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, value.in_lang(lang)))
            .collect();
        text(lang, key, &args)
    })
}

/// What one thing of the model is called, and what it says of itself besides.
pub(crate) struct Named {
    /// Its title, which begins a line.
    pub heading: Phrase,
    /// Its doc; may be empty.
    pub note: Phrase,
}

/// The words of a thing with this name and this English doc.
pub(crate) fn named(words: &Catalogue, name: &str, english: &str) -> Named {
    Named {
        heading: Phrase::each(|lang| begun(&words.title(lang, name))),
        note: doc(words, name, english),
    }
}

/// A thing in a table: its title, and in small its name.
pub(crate) fn row_name(words: &Catalogue, name: &str) -> Markup {
    let title = Phrase::each(|lang| words.title(lang, name));
    html! { (title) " " code.note { (unbroken(name)) } }
}

/// What a thing with this English doc says of itself.
pub(crate) fn doc(words: &Catalogue, name: &str, doc: &str) -> Phrase {
    Phrase::each(|lang| match words.doc(lang, name) {
        "" => doc.to_owned(),
        said => said.to_owned(),
    })
}

/// Words that are the same in each language, such as a name.
pub(crate) fn same(text: impl Into<String>) -> Phrase {
    let text = text.into();
    Phrase {
        en: text.clone(),
        zh: text,
    }
}

/// The share of draws that numbers leave out; nothing where they leave out none.
pub(crate) fn left_out(share: f64) -> Option<Phrase> {
    let said = || same(numeral::percent(share));
    (share > 0.0).then(|| say_with("left-out", &[("share", &said())]))
}

/// Words that begin a sentence.
pub(crate) fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + letters.as_str()
}

/// Letters of a part of a name beyond which it is none, and breaks anywhere.
const PART_MAX: usize = 28;

/// A name that breaks between its parts alone, never within one.
pub(crate) fn unbroken(name: &str) -> Markup {
    let parts = name.split_inclusive(['.', '_', '[', ' ']);
    let is_long = |part: &&str| part.chars().count() > PART_MAX;
    if parts.clone().any(|part| is_long(&part)) {
        return html! { (name) };
    }
    html! { span.unbroken { @for (at, part) in parts.enumerate() { @if at > 0 { wbr; } (part) } } }
}
