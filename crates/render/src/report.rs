//! The report: one HTML file that opens offline, in two languages and two themes.
//!
//! Reads [`ReportData`] and nothing else: no clock, no file. Every text of the model passes
//! through the template's escaping, and the figures for the page's script through
//! [`script_safe`]; the page forbids itself any request. Charts are drawn here and stand
//! without the script, which adds the read-out, the axis switch, sorting and filtering.

pub mod calibration;
pub(crate) mod chapter;
pub(crate) mod chart;
pub mod compare;
pub mod corner;
pub(crate) mod density;
pub(crate) mod equations;
pub mod fit;
pub(crate) mod frame;
pub(crate) mod learnt;
pub(crate) mod ledger;
pub mod milestones;
pub(crate) mod params;
pub mod picture;
pub(crate) mod record;
pub(crate) mod scalars;
pub mod series;
pub(crate) mod trust;
pub(crate) mod verdict;

use crate::blocks::markup;
use crate::phrases::{Phrase, same, say, say_with};
use crate::report::frame::{PARTS, contents, page, scenario, source_line, toggles};
use crate::{claims, run};
use maud::{Markup, html};
use tenfold_study::rows::{PathsWritten, ReportData};
use tenfold_words::numeral;
use tenfold_words::numeral::count;
use tenfold_words::text::Lang;

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
        (answer(data))
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
    let first = |lang| claims::first_screen(&data.claims, data.draws, &data.catalogue, lang);
    let main = html! {
        section #answer { (markup(first, |never| match *never {})) }
        (ledger::section(&data.claims, &data.catalogue))
        (how_to_read(data, &CLAIMS_READ))
    };
    let (header, footer) = (header(data, lang, true), footer(data));
    page(&data.title, lang, &header, &main, &footer, Vec::new())
}

/// The first screen.
fn answer(data: &ReportData) -> Markup {
    html! {
        section #answer {
            h2 { (say("run-answer")) }
            (markup(|lang| run::first_screen(data, lang), |never| match *never {}))
            (diverged(data))
        }
    }
}

pub(crate) fn header(data: &ReportData, lang: Lang, is_ledger: bool) -> Markup {
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
            h1 { (Phrase::each(|lang| match is_ledger {
                true => claims::heading(&data.model, &data.catalogue, lang),
                false => run::heading(data, lang),
            })) }
            ul.facts {
                @for fact in facts.iter().flatten() { li { (fact) } }
                @for (file, written) in paths(data) { li { (paths_written(file, written)) } }
            }
            @if data.title != data.model { p.note { (Phrase::each(|lang| data.title_in(lang))) } }
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

/// Every draw that diverged and is listed.
fn diverged(data: &ReportData) -> Markup {
    html! {
        @if data.divergence.len() > 1 {
            details.warning {
                summary { (say("report-diverged-list")) }
                ul { @for row in &data.divergence {
                    @let date = Phrase::each(|lang| numeral::date(lang, row.time));
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

pub(crate) fn footer(data: &ReportData) -> Markup {
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
