//! Where the model is wrong about its past: a series a row, then every point outside the band.

use crate::phrases::{Phrase, row_name, same, say, say_with};
use crate::report::chart::drawn;
use maud::{Markup, html};
use tenfold_ir::math;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{Hindcast, Miss, ReportData, Series};
use tenfold_words::numeral::{date, figures, number, quantity};

/// The section on the hindcast.
pub(crate) fn section(data: &ReportData) -> Markup {
    let compared: Vec<(&Series, &Hindcast)> = data
        .series
        .iter()
        .filter_map(|series| series.hindcast.as_ref().map(|hindcast| (series, hindcast)))
        .collect();
    let misses = compared
        .iter()
        .any(|(_, hindcast)| !hindcast.misses.is_empty());
    html! {
        section #hindcast {
            h2 { (say("hindcast")) }
            @if compared.is_empty() {
                p.lead { (say("hindcast-none")) }
            } @else {
                p.lead { (say("hindcast-lead")) " " (say(match data.posterior {
                    Some(_) => "hindcast-from-posterior",
                    None => "hindcast-from-prior",
                })) }
                (summary(&compared, &data.catalogue))
                @if misses { (miss_table(&compared, &data.catalogue)) } @else { p { (say("hindcast-no-miss")) } }
            }
        }
    }
}

fn summary(compared: &[(&Series, &Hindcast)], words: &Catalogue) -> Markup {
    html! {
        table.fits {
            thead { tr {
                th scope="col" { (say("hindcast-series")) }
                th scope="col" { (say("hindcast-covered")) }
                th scope="col" { (say("hindcast-error")) }
            } }
            tbody { @for (series, hindcast) in compared { tr {
                th scope="row" { (row_name(words, &series.name)) }
                td { (covered(hindcast)) }
                td { (factor(hindcast.median_log_error)) }
            } } }
        }
    }
}

fn covered(hindcast: &Hindcast) -> Markup {
    let covered = same(hindcast.covered.to_string());
    let points = same(hindcast.points.to_string());
    let share = hindcast.covered as f64 / hindcast.points.max(1) as f64;
    html! {
        span.meter aria-hidden="true" { i style=(format!("width:{:.0}%", share * 100.0)) {} }
        (say_with("hindcast-covered-of", &[("covered", &covered), ("points", &points)]))
    }
}

fn factor(log_error: f64) -> Phrase {
    let factor = Phrase::each(|lang| number(lang, math::exp(log_error), 3));
    say_with("hindcast-factor", &[("factor", &factor)])
}

fn miss_table(compared: &[(&Series, &Hindcast)], words: &Catalogue) -> Markup {
    let all = compared.iter();
    let all =
        all.flat_map(|(series, hindcast)| hindcast.misses.iter().map(move |miss| (*series, miss)));
    let all: Vec<(&Series, &Miss)> = all.collect();
    let shown = drawn(&all);
    let left_out = all.len() - shown.len();
    html! {
        h3 { (say("hindcast-misses")) }
        table.cards {
            thead { tr {
                th scope="col" { (say("hindcast-series")) }
                th scope="col" { (say("date")) }
                th scope="col" { (say("hindcast-record")) }
                th scope="col" { (say("hindcast-model")) }
                th scope="col" { (say("source")) }
            } }
            tbody {
                @for (series, miss) in &shown { (miss_row(series, words, miss)) }
            }
        }
        @if left_out > 0 {
            p.note { (say_with("record-thinned", &[("count", &same(left_out.to_string()))])) }
        }
    }
}

fn miss_row(series: &Series, words: &Catalogue, miss: &Miss) -> Markup {
    let unit = &series.unit;
    let side = match miss.point.value {
        value if value > miss.q90 => Some(("▲", "above-band")),
        value if value < miss.q10 => Some(("▼", "below-band")),
        _ => None,
    };
    html! {
        tr {
            th scope="row" { (row_name(words, &series.name)) }
            td { (Phrase::each(|lang| date(lang, miss.point.date))) }
            td {
                b { (Phrase::each(|lang| quantity(lang, miss.point.value, unit))) }
                @if let Some((sign, words)) = side {
                    " " span.side { span aria-hidden="true" { (sign) } " " (say(words)) }
                }
            }
            td {
                span.label { (say("hindcast-model")) }
                (Phrase::each(|lang| figures(lang, &[miss.q10, miss.q50, miss.q90], unit).join(" · ")))
            }
            td.source {
                (miss.point.source)
                @if !miss.point.note.is_empty() { " " span.note { (miss.point.note) } }
            }
        }
    }
}
