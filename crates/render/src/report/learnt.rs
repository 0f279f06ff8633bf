//! What the record taught: intervals before and after, the parameter that moved most first.

use crate::axis::Axis;
use crate::phrases::{Phrase, row_name, same, say, say_with};
use crate::report::params::badge;
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::posterior_rows::PosteriorRow;
use tenfold_study::rows::ReportData;
use tenfold_words::numeral::{count, figures, number, percent, with_unit};

/// From this ratio of their ends on, positive intervals are compared by ratio.
const LOG_RATIO: f64 = 8.0;

/// Which posterior a run started from, and what that taught; nothing where it started from the priors.
pub(crate) fn section(data: &ReportData) -> Markup {
    let rows = &data.learnt;
    let Some(used) = &data.posterior else {
        return html! {};
    };
    let (reports, rows_kept) = (
        same(count(used.reports as u64)),
        same(count(used.rows as u64)),
    );
    let effective = same(count(used.effective.round() as u64));
    let r_hat = Phrase::each(|lang| number(lang, used.r_hat, 3));
    let args = [
        ("reports", &reports),
        ("rows", &rows_kept),
        ("effective", &effective),
        ("r_hat", &r_hat),
        ("name", &same(&used.r_hat_of)),
    ];
    html! {
        section #learnt {
            h2 { (say("learnt")) }
            p.lead { (say_with("learnt-lead", &args)) }
            @if rows.is_empty() { p { (say("learnt-nothing")) } } @else { (table(rows, &data.catalogue, false)) }
        }
    }
}

/// A row a parameter; with R-hat where the posterior itself is judged.
pub(crate) fn table(rows: &[PosteriorRow], words: &Catalogue, has_r_hat: bool) -> Markup {
    html! {
        ul.legend.fan {
            li { i.key-was {} (say("learnt-before")) }
            li { i.key-is {} (say("learnt-after")) }
        }
        table.cards.intervals {
            thead { tr {
                th scope="col" { (say("parameter")) }
                th scope="col" { (say("learnt-intervals")) }
                th scope="col" { (say("learnt-after-values")) }
                th scope="col" { (say("learnt-before-values")) }
                th.number scope="col" { (say("learnt-shared")) }
                @if has_r_hat { th.number scope="col" { "R-hat" } }
            } }
            tbody { @for row in rows { tr {
                th scope="row" { (row_name(words, &row.name)) " " (badge(row.provenance.as_deref())) }
                td { (pair(row)) }
                td { (interval(row.q05, row.q50, row.q95, &row.unit)) }
                td.note {
                    span.label { (say("learnt-before-values")) }
                    (interval(row.prior_q05, row.prior_q50, row.prior_q95, &row.unit))
                }
                td.number {
                    span.label { (say("learnt-shared")) }
                    (percent(row.overlap))
                }
                @if has_r_hat { td.number {
                    span.label { "R-hat" }
                    (Phrase::each(|lang| number(lang, row.r_hat, 3)))
                } }
            } } }
        }
    }
}

fn interval(low: f64, middle: f64, high: f64, unit: &str) -> Phrase {
    Phrase::each(|lang| {
        with_unit(
            lang,
            figures(lang, &[low, middle, high], unit).join(" · "),
            unit,
        )
    })
}

/// Two bars over one axis: the interval before, and below it the interval after with its median.
fn pair(row: &PosteriorRow) -> Markup {
    let ends = [row.prior_q05, row.prior_q95, row.q05, row.q95];
    let (least, most) = (
        ends.into_iter().fold(f64::INFINITY, f64::min),
        ends.into_iter().fold(f64::NEG_INFINITY, f64::max),
    );
    // The bars fill the room: no round ends, no zero.
    let log = least > 0.0 && most / least >= LOG_RATIO;
    let axis = Axis {
        low: least,
        high: most,
        log,
        ticks: Vec::new(),
    };
    let at = |value: f64| 100.0 * axis.place(value).unwrap_or(0.0);
    let bar = |low: f64, high: f64| {
        let (left, width) = (at(low), (at(high) - at(low)).max(0.5));
        format!("left:{left:.1}%;width:{width:.1}%")
    };
    html! {
        div.pair aria-hidden="true" {
            i.was style=(bar(row.prior_q05, row.prior_q95)) {}
            i.is style=(bar(row.q05, row.q95)) {}
            i.mark style=(format!("left:{:.1}%", at(row.q50))) {}
        }
    }
}
