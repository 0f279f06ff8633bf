//! Words in both languages at once: the page holds each, and shows one.

use crate::text::{Lang, text};
use maud::{Markup, Render, html};
use serde::Serialize;

/// The same thing said in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Phrase {
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
pub(super) fn say(key: &str) -> Phrase {
    Phrase::each(|lang| text(lang, key, &[]))
}

/// A message of the catalogue with its arguments, themselves in each language.
pub(super) fn say_with(key: &str, args: &[(&str, &Phrase)]) -> Phrase {
    Phrase::each(|lang| {
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, value.in_lang(lang)))
            .collect();
        text(lang, key, &args)
    })
}

/// Words that are the same in each language, such as a name.
pub(super) fn same(text: impl Into<String>) -> Phrase {
    let text = text.into();
    Phrase {
        en: text.clone(),
        zh: text,
    }
}
