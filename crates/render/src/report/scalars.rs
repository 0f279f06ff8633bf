//! Numbers of which a draw has one: a table.

use crate::phrases::{Phrase, doc, row_name, say};
use crate::report::chart::unitless;
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{ReportData, ScalarRow};
use tenfold_words::numeral::{figures, percent};

/// The section; nothing where the model has none.
pub(crate) fn section(data: &ReportData) -> Markup {
    if data.scalars.is_empty() {
        return html! {};
    }
    html! {
        section #scalars {
            h2 { (say("scalars")) }
            p.lead { (say("scalars-lead")) }
            table.cards {
                thead { tr {
                    th scope="col" { (say("scalar")) }
                    th scope="col" { "10 %" } th scope="col" { "50 %" } th scope="col" { "90 %" }
                    th scope="col" { (say("has-value")) }
                } }
                tbody { @for row in &data.scalars { (line(row, &data.catalogue)) } }
            }
        }
    }
}

fn line(row: &ScalarRow, words: &Catalogue) -> Markup {
    let band = [0.1, 0.5, 0.9].map(|p| row.quantile(p).unwrap_or(f64::NAN));
    let value = |nth: usize| Phrase::each(|lang| figures(lang, &band, &row.unit).remove(nth));
    html! {
        tr {
            th scope="row" {
                (row_name(words, &row.name))
                @if !unitless(&row.unit) { " " span.unit { (row.unit) } }
                @if row.title != row.name { p.note { (doc(words, &row.name, &row.title)) } }
            }
            @for nth in 0..band.len() { td.values { (value(nth)) } }
            td { (percent(row.share)) }
        }
    }
}
