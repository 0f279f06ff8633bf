//! The report: one HTML file that opens offline, in two languages and two themes.
//!
//! Reads [`ReportData`] and nothing else: no clock, no file. Every text of the model passes
//! through the template's escaping, and the figures for the page's script through
//! [`script_safe`]; the page forbids itself any request. Charts are drawn here and stand
//! without the script, which adds the read-out, the axis switch, sorting and filtering.

mod axis;
mod backtest;
mod calibration;
mod chapter;
mod chart;
mod compare;
mod corner;
mod data;
mod density;
mod equations;
mod fit;
mod learnt;
mod ledger;
mod milestones;
mod params;
mod picture;
mod record;
mod scalars;
mod series;
mod trust;
mod words;

pub use axis::{shown_years, telling_times, years};
pub(crate) use backtest::{backtest_page, dates_picture, fan_picture, skill_picture};
pub(crate) use calibration::SHAPES;
pub use calibration::render_calibration;
pub(crate) use compare::render as render_comparison;
pub use compare::{CompareData, months, points};
pub(crate) use corner::{Column, corner_picture};
pub use data::*;
pub use density::Shape;
pub(crate) use fit::runs_picture;
pub use milestones::telling_years;
pub(crate) use picture::{fans_picture, learnt_picture};
pub(crate) use series::key_series;

use crate::numeral::{count, percent};
use crate::recorded::PathsWritten;
use crate::text::Lang;
use crate::visible::visible_lines;
use chart::ChartData;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use words::{Phrase, same, say, say_with};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// No request of any kind; the page's own style and script alone.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Parts of the page, by their anchor and the key of their heading.
const PARTS: [(&str, &str); 10] = [
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

/// The whole report as one HTML file that opens in `lang`. The same data give the same bytes.
pub fn render(data: &ReportData, lang: Lang) -> String {
    let (key_series, all_series, charts) = series::sections(data);
    let of_claims: &[&str] = if data.claims.is_empty() {
        &[]
    } else {
        &CLAIMS_READ
    };
    let keys = [&RUN_READ, of_claims].concat();
    let main = html! {
        (milestones::section(data))
        (scalars::section(data))
        (key_series)
        (record::section(data))
        (learnt::section(data))
        (ledger::section(&data.claims, &data.catalogue))
        (params::section(data))
        (all_series)
        (equations::section(data))
        (how_to_read(data, &keys))
    };
    let (header, footer) = (header(data, lang, false), footer(data));
    page(&data.title, lang, &header, &main, &footer, charts)
}

/// The ledger alone.
pub fn render_ledger(data: &ReportData, lang: Lang) -> String {
    let main = html! {
        (ledger::section(&data.claims, &data.catalogue))
        (how_to_read(data, &CLAIMS_READ))
    };
    let (header, footer) = (header(data, lang, true), footer(data));
    page(&data.title, lang, &header, &main, &footer, Vec::new())
}

/// A page that stands alone: its style, its script, its charts' figures.
fn page(
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
            }
            body {
                a.skip href="#main" { (say("skip-to-content")) }
                (header)
                main #main { (main) }
                (footer)
                script #data type="application/json" { (PreEscaped(script_safe(&json))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    visible_lines(&page.into_string()).into_owned()
}

/// JSON that cannot end the element it stands in, nor open a comment there.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e")
}

fn header(data: &ReportData, lang: Lang, is_ledger: bool) -> Markup {
    let hash: String = data.model_hash.chars().take(12).collect();
    let facts = [
        Some(say_with("report-model", &[("model", &same(&data.model))])),
        data.scenario
            .as_ref()
            .map(|name| say_with("report-scenario", &[("name", &scenario(data, name))])),
        Some(say_with(
            "report-draws",
            &[("draws", &same(count(data.draws)))],
        )),
        Some(say_with(
            "report-seed",
            &[("seed", &same(data.seed.to_string()))],
        )),
        Some(match (&data.posterior, &data.given) {
            (Some(_), _) => say("report-from-posterior"),
            (None, Some(given)) => say_with(
                "term-from-table",
                &[("rows", &same(count(given.rows as u64)))],
            ),
            (None, None) => say("report-from-prior"),
        }),
        (!hash.is_empty()).then(|| say_with("report-hash", &[("hash", &same(hash))])),
        Some(say_with(
            "report-version",
            &[("version", &same(&data.version))],
        )),
    ];
    html! {
        header {
            (toggles(lang))
            h1 { (Phrase::each(|lang| data.title_in(lang))) }
            ul.facts {
                @for fact in facts.iter().flatten() { li { (fact) } }
                @for (file, written) in paths(data) { li { (paths_written(file, written)) } }
            }
            (diverged(data))
            (step(data))
            @let is_there = |anchor: &str| match anchor {
                "ledger" => !data.claims.is_empty(),
                "scalars" => !data.scalars.is_empty(),
                "learnt" => data.posterior.is_some(),
                _ => true,
            };
            @if !is_ledger {
                (contents(PARTS.into_iter().filter(|(anchor, _)| is_there(anchor)), lang))
            }
        }
    }
}

/// The files of paths that a run's folder has.
fn paths(data: &ReportData) -> impl Iterator<Item = (&'static str, &PathsWritten)> {
    let all = data.trajectories.as_ref();
    let central = data.central.as_ref().map(|central| &central.written);
    let files = [("trajectories.parquet", all), ("central.parquet", central)];
    files
        .into_iter()
        .filter_map(|(file, written)| Some((file, written?)))
}

fn paths_written(file: &str, written: &PathsWritten) -> Phrase {
    let size = |size: usize| same(count(size as u64));
    let args = [
        ("file", &same(file)),
        ("series", &size(written.series)),
        ("all", &size(written.series_all)),
        ("times", &size(written.times)),
        ("steps", &size(written.times_all)),
    ];
    say_with("term-paths", &args)
}

/// Links to the parts of a page, by their anchor and the key of their heading.
fn contents<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>, lang: Lang) -> Markup {
    let words = say("contents");
    html! {
        nav.contents aria-label=(words.in_lang(lang)) data-en=(words.en) data-zh=(words.zh) {
            @for (anchor, words) in parts { a href=(format!("#{anchor}")) { (say(words)) } }
        }
    }
}

fn scenario(data: &ReportData, name: &str) -> Phrase {
    let words = &data.catalogue;
    let whole = words.scenario(name);
    let title = |lang| words.given_title(lang, whole.as_deref()?);
    Phrase::each(|lang| title(lang).unwrap_or_else(|| name.to_owned()))
}

fn toggles(lang: Lang) -> Markup {
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

/// How far to trust the step, where that is not far enough.
fn step(data: &ReportData) -> Markup {
    let Some(step) = data.step.as_ref().filter(|step| step.is_coarse()) else {
        return html! {};
    };
    let date = Phrase::each(|lang| crate::numeral::date(lang, step.time));
    let key = match step.share {
        Some(_) => "report-step-coarse",
        None => "report-step-lost",
    };
    let args = [
        ("variable", &same(&step.variable)),
        ("date", &date),
        ("share", &same(percent(step.share.unwrap_or(f64::NAN)))),
    ];
    html! { p.warning { (say_with(key, &args)) } }
}

fn diverged(data: &ReportData) -> Markup {
    if data.diverged == 0 {
        return html! {};
    }
    let share = percent(data.diverged as f64 / data.draws.max(1) as f64);
    let args = [
        ("count", &same(count(data.diverged))),
        ("draws", &same(count(data.draws))),
        ("share", &same(share)),
    ];
    html! {
        details.warning {
            summary { (say_with("report-diverged", &args)) }
            ul { @for row in &data.divergence {
                @let date = Phrase::each(|lang| crate::numeral::date(lang, row.time));
                li { (say_with("report-diverged-row", &[
                    ("variable", &same(&row.variable)),
                    ("date", &date),
                    ("draw", &same(row.draw.to_string())),
                ]))
                @if !row.operands.is_empty() {
                    ": " (Phrase::each(|lang| row.operands_text(lang)))
                } }
            } }
        }
    }
}

/// How to read a run, and how to read claims: the messages' keys.
const RUN_READ: [&str; 3] = ["how-bands", "how-priors", "how-record"];
const CLAIMS_READ: [&str; 4] = ["how-chapters", "how-claims", "how-swing", "how-verdicts"];

fn how_to_read(data: &ReportData, keys: &[&str]) -> Markup {
    let draws = same(count(data.draws));
    html! {
        section #how-to-read {
            h2 { (say("how-to-read")) }
            ul.prose {
                li { (say_with("how-draws", &[("draws", &draws)])) }
                @for key in keys { li { (say(key)) } }
                li { (say("how-same")) }
            }
        }
    }
}

fn footer(data: &ReportData) -> Markup {
    html! {
        footer {
            h2 { (say("sources")) }
            @if data.sources.is_empty() { p { (say("sources-none")) } }
            ul.prose { @for source in &data.sources { li { (source_line(source)) } } }
            @if !data.settings.is_empty() {
                h2 { (say("settings")) }
                dl.settings { @for (label, value) in &data.settings {
                    dt { (label) } dd { (value) }
                } }
            }
            @if !data.model_hash.is_empty() {
                p.note.hash { (say_with("report-hash", &[("hash", &same(&data.model_hash))])) }
            }
            p.note { (say_with("made-with", &[("version", &same(&data.version))])) }
        }
    }
}

/// A citation; it is a link only where it leads to the web.
fn source_line(source: &SourceRow) -> Markup {
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

#[cfg(test)]
mod tests;
