//! What the program says to people, in English and Chinese.
//!
//! Knows the catalogues of `i18n/` and nothing of where a message is shown. An English
//! diagnostic carries its own sentences; a Chinese one is built here from its parts.

#[cfg(test)]
mod tests;

use crate::visible::visible;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use tenfold_ir::Diagnostic;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Every language.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The language of a tag or a locale: `zh`, `zh_CN.UTF-8`, `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or(tag);
        Lang::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }
}

/// The first sentence of a text, without its full stop: in English one that a capital letter follows, so that
/// `et al. 2022` is passed over.
pub fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let mut ends = ends.filter(|at| text[at + 2..].starts_with(char::is_uppercase));
    let end = ends.next().unwrap_or(text.len());
    let end = text.find('。').map_or(end, |stop| stop.min(end));
    text[..end].trim().trim_end_matches('.')
}

const ENGLISH: &[&str] = &[
    include_str!("../i18n/en/report.ftl"),
    include_str!("../i18n/en/terminal.ftl"),
    include_str!("../i18n/en/cli.ftl"),
    include_str!("../i18n/en/backtest.ftl"),
    include_str!("../i18n/en/docs.ftl"),
    include_str!("../i18n/en/study.ftl"),
];

const CHINESE: &[&str] = &[
    include_str!("../i18n/zh/report.ftl"),
    include_str!("../i18n/zh/terminal.ftl"),
    include_str!("../i18n/zh/cli.ftl"),
    include_str!("../i18n/zh/backtest.ftl"),
    include_str!("../i18n/zh/docs.ftl"),
    include_str!("../i18n/zh/study.ftl"),
    include_str!("../i18n/zh/diagnostics.ftl"),
    include_str!("../i18n/zh/errors.ftl"),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 2]> =
    LazyLock::new(|| [bundle(Lang::En, ENGLISH), bundle(Lang::Zh, CHINESE)]);

/// The messages of one language; the catalogues are part of the program, so a mistake in one is ours.
fn bundle(lang: Lang, catalogues: &[&str]) -> Bundle {
    let tag = lang.tag().parse().expect("a tag of ours is well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The isolating marks of Fluent are invisible characters that break copied commands.
    bundle.set_use_isolating(false);
    for catalogue in catalogues {
        let resource = FluentResource::try_new((*catalogue).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("catalogue {}: {errors:?}", lang.tag()));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("catalogue {}: {errors:?}", lang.tag()));
    }
    bundle
}

/// The message `key` with its arguments.
///
/// # Panics
/// If the catalogue has no such message, or the message wants an argument that is not there.
pub fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let bundle = &BUNDLES[lang as usize];
    let message = bundle.get_message(key).and_then(|message| message.value());
    let pattern = message.unwrap_or_else(|| panic!("no message {key} in {}", lang.tag()));
    let args = arguments(args.iter().copied());
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    assert!(
        errors.is_empty(),
        "message {key} in {}: {errors:?}",
        lang.tag()
    );
    text.into_owned()
}

/// A diagnostic's sentences in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticText {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// A diagnostic in `lang`; in English where no translation fits the parts that it has.
///
/// A message of the catalogue is tried first, then its attributes; of the help, the attributes
/// whose names begin with `help`. The first whose arguments are all there is taken.
pub fn diagnostic(lang: Lang, diagnostic: &Diagnostic) -> DiagnosticText {
    let english = || diagnostic.message.clone();
    DiagnosticText {
        message: translated(lang, diagnostic, false).unwrap_or_else(english),
        help: diagnostic
            .help
            .as_ref()
            .map(|help| translated(lang, diagnostic, true).unwrap_or_else(|| help.clone())),
    }
}

fn translated(lang: Lang, diagnostic: &Diagnostic, help: bool) -> Option<String> {
    if lang == Lang::En {
        return None;
    }
    let bundle = &BUNDLES[lang as usize];
    let message = bundle.get_message(diagnostic.code)?;
    let parts = diagnostic.args.iter();
    let args = arguments(parts.map(|(name, value)| (*name, value.as_str())));
    let attributes = message
        .attributes()
        .filter(|attribute| attribute.id().starts_with("help") == help)
        .map(|attribute| attribute.value());
    let whole = message.value().filter(|_| !help);
    whole.into_iter().chain(attributes).find_map(|pattern| {
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    })
}

/// Whether the catalogue of `lang` has a message for a diagnostic's code.
pub fn has_diagnostic(lang: Lang, code: &str) -> bool {
    lang == Lang::En || BUNDLES[lang as usize].has_message(code)
}

/// Arguments for Fluent. A plain whole number can choose a plural; all else is shown as it is.
fn arguments<'a>(args: impl Iterator<Item = (&'a str, &'a str)>) -> FluentArgs<'a> {
    args.map(|(name, value)| {
        let plain = value.len() <= 15
            && value.bytes().all(|byte| byte.is_ascii_digit())
            && (value == "0" || !value.starts_with('0'));
        let value = match value.parse::<u64>() {
            Ok(number) if plain => FluentValue::from(number),
            _ => FluentValue::from(value),
        };
        (name, value)
    })
    .collect()
}

/// A problem in one language: in English its own sentence, else the message that its parts name. Nothing hidden
/// in a file's or a user's words goes through.
pub fn problem<'k>(
    lang: Lang,
    sentence: &impl std::fmt::Display,
    parts: impl FnOnce() -> (&'k str, Vec<(&'k str, String)>),
) -> String {
    let text = match lang {
        Lang::En => sentence.to_string(),
        Lang::Zh => {
            let (key, args) = parts();
            said(lang, key, &args)
        }
    };
    visible(&text).into_owned()
}

/// [`text`] with arguments that are owned.
pub fn said(lang: Lang, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
    text(lang, key, &args)
}
