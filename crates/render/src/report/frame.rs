//! What all pages have in common.

use crate::phrases::{Phrase, same, say, say_with};
use crate::report::chart::ChartData;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use tenfold_study::rows::{ReportData, SourceRow};
use tenfold_words::text::Lang;
use tenfold_words::visible::visible_lines;

const STYLE: &str = include_str!("page.css");

const SCRIPT: &str = include_str!("page.js");

/// No request of any kind; the page's own style and script alone.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Parts of the page, by their anchor and the key of their heading.
pub const PARTS: [(&str, &str); 11] = [
    ("answer", "run-answer"),
    ("milestones", "milestones"),
    ("scalars", "scalars"),
    ("key-series", "key-series"),
    ("hindcast", "hindcast"),
    ("learnt", "learnt"),
    ("ledger", "ledger"),
    ("parameters", "parameters"),
    ("all-series", "all-series"),
    ("equations", "equations"),
    ("how-to-read", "how-to-read"),
];

/// What the page's script needs.
#[derive(Serialize)]
struct PageData {
    charts: Vec<ChartData>,
    range: Phrase,
    record: Phrase,
    shown: Phrase,
}

/// A page that stands alone: its style, its script, its charts' figures.
pub(crate) fn page(
    title: &str,
    lang: Lang,
    header: &Markup,
    main: &Markup,
    footer: &Markup,
    charts: Vec<ChartData>,
) -> String {
    let page = PageData {
        charts,
        range: say_with(
            "readout-range",
            &[("from", &same("{from}")), ("to", &same("{to}"))],
        ),
        record: say("readout-record"),
        shown: say_with(
            "shown-of",
            &[("shown", &same("{shown}")), ("total", &same("{total}"))],
        ),
    };
    let json = serde_json::to_string(&page).expect("plain numbers and words");
    let body = html! {
        (header)
        main #main { (main) }
        (footer)
    };
    document(title, lang, None, &script_safe(&json), &body)
}

/// A page around its body, `main` within it; `data` is JSON for the page's script, safe within its element.
pub(crate) fn document(
    title: &str,
    lang: Lang,
    style: Option<&str>,
    data: &str,
    body: &Markup,
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.tag()) data-lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
                @if let Some(style) = style { style { (PreEscaped(style)) } }
            }
            body {
                a.skip href="#main" { (say("skip-to-content")) }
                (body)
                script #data type="application/json" { (PreEscaped(data)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    visible_lines(&page.into_string()).into_owned()
}

/// JSON that cannot end the element it stands in, nor open a comment there.
pub(crate) fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e")
}

/// Links to the parts of a page, by their anchor and the key of their heading.
pub(crate) fn contents<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>, lang: Lang) -> Markup {
    let words = say("contents");
    html! {
        nav.contents aria-label=(words.in_lang(lang)) data-en=(words.en) data-zh=(words.zh) {
            @for (anchor, words) in parts { a href=(format!("#{anchor}")) { (say(words)) } }
        }
    }
}

pub(crate) fn scenario(data: &ReportData, name: &str) -> Phrase {
    let words = &data.catalogue;
    let whole = words.scenario(name);
    let title = |lang| words.given_title(lang, whole.as_deref()?);
    Phrase::each(|lang| title(lang).unwrap_or_else(|| name.to_owned()))
}

pub(crate) fn toggles(lang: Lang) -> Markup {
    let languages = [("en", "English"), ("zh", "中文")];
    let (language, theme) = (say("toggle-language"), say("toggle-theme"));
    html! {
        div.toggles.scripted {
            div.choices role="group" aria-label=(language.in_lang(lang))
                data-en=(language.en) data-zh=(language.zh) {
                @for (tag, name) in languages {
                    button type="button" lang=(tag) data-set-lang=(tag)
                        aria-pressed=(tag == lang.tag()) { (name) }
                }
            }
            div.choices role="group" aria-label=(theme.in_lang(lang))
                data-en=(theme.en) data-zh=(theme.zh) {
                @for theme in ["auto", "light", "dark"] {
                    button type="button" data-set-theme=(theme) aria-pressed=(theme == "auto") {
                        (say(&format!("theme-{theme}")))
                    }
                }
            }
            button.print type="button" { (say("print")) }
        }
    }
}

/// A citation; it is a link only where it leads to the web.
pub(crate) fn source_line(source: &SourceRow) -> Markup {
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| source.url.starts_with(scheme));
    html! {
        @if web {
            a href=(source.url) rel="noreferrer noopener" { (source.citation) }
        } @else {
            (source.citation)
            @if !source.url.is_empty() { " " code { (source.url) } }
        }
        @if !source.licence.is_empty() {
            " " span.note { (say_with("licence", &[("licence", &same(&source.licence))])) }
        }
    }
}
