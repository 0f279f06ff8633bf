//! What the model assumes: priors, the values they give, and on whose word.

use crate::phrases::{Phrase, doc, row_name, same, say, say_with};
use crate::report::chart::unitless;
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{ParamRow, ReportData};
use tenfold_words::numeral::{exact, figures, percent};

/// Kinds of provenance, from the firmest; the last stands for none.
const KINDS: [&str; 5] = ["data", "literature", "interview", "judgement", "none"];

/// The kind to show; a word that is none of ours counts as not stated.
fn known(kind: Option<&str>) -> &'static str {
    let found = KINDS.into_iter().find(|known| Some(*known) == kind);
    found.unwrap_or("none")
}

/// A coloured mark and the word for a kind of provenance.
pub(crate) fn badge(kind: Option<&str>) -> Markup {
    let kind = known(kind);
    html! { span.badge.(format!("kind-{kind}")) { (say(&format!("kind-{kind}"))) } }
}

/// The section of all parameters.
pub(crate) fn section(data: &ReportData) -> Markup {
    html! {
        section #parameters {
            h2 { (say("parameters")) }
            @if data.params.is_empty() {
                p.lead { (say("parameters-none")) }
            } @else {
                p.lead { (say("parameters-lead")) }
                (shares(&data.params))
                (controls(&data.params))
                (table(&data.params, &data.catalogue))
            }
        }
    }
}

fn number_of(params: &[ParamRow], kind: &str) -> usize {
    params
        .iter()
        .filter(|param| known(param.provenance_kind.as_deref()) == kind)
        .count()
}

/// One bar for all parameters, and its parts in words.
fn shares(params: &[ParamRow]) -> Markup {
    let parts: Vec<(&str, usize)> = KINDS
        .into_iter()
        .map(|kind| (kind, number_of(params, kind)))
        .filter(|(_, number)| *number > 0)
        .collect();
    let share = |number: usize| number as f64 / params.len() as f64;
    html! {
        h3 { (say("provenance-share")) }
        div.shares aria-hidden="true" {
            @for (kind, number) in &parts {
                i.(format!("kind-{kind}")) style=(format!("flex-grow:{number}")) {}
            }
        }
        ul.legend {
            @for (kind, number) in &parts {
                li { (badge(Some(kind))) " " b { (number) } " (" (percent(share(*number))) ")" }
            }
        }
    }
}

/// What narrows the table down; the page's script works it.
fn controls(params: &[ParamRow]) -> Markup {
    let filter = say("filter");
    let total = same(params.len().to_string());
    html! {
        div.controls.scripted {
            input #filter type="search" placeholder=(filter.en) aria-label=(filter.en)
                data-en=(filter.en) data-zh=(filter.zh);
            div.choices role="group" aria-label=(say("filter-kind").en)
                data-en=(say("filter-kind").en) data-zh=(say("filter-kind").zh) {
                button type="button" data-kind="" aria-pressed="true" { (say("filter-all")) }
                @for kind in KINDS {
                    @if number_of(params, kind) > 0 {
                        button type="button" data-kind=(kind) aria-pressed="false" { (badge(Some(kind))) }
                    }
                }
            }
            p #shown.note aria-live="polite" { (say_with("shown-of", &[("shown", &total), ("total", &total)])) }
        }
    }
}

fn table(params: &[ParamRow], words: &Catalogue) -> Markup {
    let headings = [
        ("parameter", "name"),
        ("prior", "prior"),
        ("values", "value"),
        ("provenance", "kind"),
    ];
    html! {
        table #params.cards.sortable {
            thead { tr {
                @for (words, key) in headings {
                    th scope="col" aria-sort="none" {
                        button type="button" data-sort=(key) { (say(words)) }
                    }
                }
            } }
            tbody { @for param in params { (row(param, words)) } }
        }
    }
}

pub fn row(param: &ParamRow, words: &Catalogue) -> Markup {
    let kind = known(param.provenance_kind.as_deref());
    let rank = KINDS.iter().position(|known| *known == kind).unwrap_or(0);
    let middle = param.q50.unwrap_or(param.central);
    html! {
        tr data-name=(param.name) data-prior=(param.prior_text.as_deref().unwrap_or(""))
            data-value=(middle) data-kind=(rank) data-of=(kind) {
            th scope="row" {
                (row_name(words, &param.name))
                @if !param.doc.is_empty() { p.note { (doc(words, &param.name, &param.doc)) } }
            }
            td {
                @match &param.prior_text {
                    Some(prior) => { code { (prior) } }
                    None => { span.note { (say("fixed")) } }
                }
                @if !unitless(&param.unit) { " " span.unit { (param.unit) } }
            }
            td.values { (values(param)) }
            td { (badge(param.provenance_kind.as_deref())) " " span.reference { (param.reference) } }
        }
    }
}

fn values(param: &ParamRow) -> Phrase {
    Phrase::each(|lang| match (param.q05, param.q50, param.q95) {
        (Some(low), Some(middle), Some(high)) => {
            figures(lang, &[low, middle, high], &param.unit).join(" · ")
        }
        _ => exact(lang, param.central, &param.unit),
    })
}
