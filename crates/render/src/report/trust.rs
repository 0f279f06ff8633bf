//! How far to trust a posterior: what its runs agree on least, and the reports it hangs on most.

use crate::phrases::{Phrase, row_name, same, say, say_with};
use maud::{Markup, html};
use std::fmt::Write as _;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::posterior_rows::{FarReport, RankRow};
use tenfold_study::rows::CalibrationData;
use tenfold_words::numeral::{count, date, figures, number, percent, quantity, with_unit};

/// A picture's own units, across, and down for each run.
const WIDTH: f64 = 1000.0;
const STRIP: f64 = 100.0;
/// The share of a strip that bars may fill.
const FILLED: f64 = 0.92;
/// Standard deviations to either side that hold 95 %.
const MIDDLE_95: f64 = 1.96;

/// Whether runs that know nothing of each other agree.
pub(crate) fn section(data: &CalibrationData) -> Markup {
    let found = &data.found;
    let worst = found
        .params
        .iter()
        .max_by(|a, b| a.r_hat.total_cmp(&b.r_hat));
    let accepted = same(percent(found.accepted));
    let steps = same(found.steps.to_string());
    let divergent = same(found.divergent.to_string());
    html! {
        section #trust {
            h2 { (say("calibration-trust")) }
            ul.prose {
                li { (say_with("calibration-trust-effective", &[
                    ("particles", &same(count(found.particles as u64))),
                    ("effective", &same(count(found.effective.round() as u64))),
                ])) }
                @if let Some(worst) = worst {
                    @let value = Phrase::each(|lang| number(lang, worst.r_hat, 3));
                    li { (say_with("term-calibrate-r-hat", &[("value", &value), ("name", &same(&worst.name))])) }
                }
                @if let Some(evidence) = found.log_evidence {
                    @let value = Phrase::each(|lang| number(lang, evidence, 4));
                    li { (say_with("calibration-trust-moves", &[("steps", &steps), ("accepted", &accepted)])) }
                    li { (say_with("calibration-trust-evidence", &[("value", &value)])) }
                } @else {
                    li { (say_with("calibration-trust-chains", &[("divergent", &divergent)])) }
                }
            }
            @if !found.ranks.is_empty() {
                h3 { (say("calibration-ranks")) }
                p.lead { (say("calibration-ranks-lead")) }
                div.multiples { @for row in &found.ranks {
                    (ranks(row, found.effective, &data.catalogue))
                } }
            }
            @if !found.far.is_empty() {
                h3 { (say("calibration-far")) }
                p.lead { (say("calibration-far-lead")) }
                (far(&found.far, &data.catalogue))
            }
        }
    }
}

/// Each run's ranks as bars, run below run, with the band of independent draws behind.
fn ranks(row: &RankRow, effective: f64, words: &Catalogue) -> Markup {
    let runs = row.runs.len() as f64;
    let bins = row.runs.first().map_or(1, Vec::len) as f64;
    // As shares of an even bin. A bin of one run is hypergeometric: it holds a share of what all runs have.
    let shares: Vec<Vec<f64>> = (row.runs.iter())
        .map(|counts| {
            let even = f64::from(counts.iter().sum::<u32>().max(1)) / bins;
            counts.iter().map(|one| f64::from(*one) / even).collect()
        })
        .collect();
    let wide = MIDDLE_95 * ((bins - 1.0) * (runs - 1.0) / effective.max(1.0)).sqrt();
    let most = shares.iter().flatten().copied().fold(1.0 + wide, f64::max);
    let (mut bars, mut even, mut band) = (String::new(), String::new(), String::new());
    for (run, shares) in shares.iter().enumerate() {
        let down = |share: f64| STRIP * (run as f64 + 1.0 - FILLED * (share / most).max(0.0));
        let (bottom, width) = (down(0.0), WIDTH / bins);
        for (bin, share) in shares.iter().enumerate() {
            let x = bin as f64 * width;
            write!(
                bars,
                "M{x:.0} {bottom:.0}V{:.0}h{width:.0}V{bottom:.0}z",
                down(*share)
            )
            .expect("a string grows");
        }
        write!(even, "M0 {:.0}H{WIDTH}", down(1.0)).expect("a string grows");
        let (low, high) = (down(1.0 - wide), down(1.0 + wide));
        write!(band, "M0 {low:.0}V{high:.0}H{WIDTH}V{low:.0}z").expect("a string grows");
    }
    let value = Phrase::each(|lang| format!("R-hat {}", number(lang, row.r_hat, 3)));
    html! {
        figure.shape.ranks {
            h4 { (row_name(words, &row.name)) }
            p.name { (value) }
            svg viewBox=(format!("0 0 {WIDTH} {:.0}", STRIP * runs)) preserveAspectRatio="none"
                aria-hidden="true" {
                path.half d=(bars) {}
                path.expected d=(band) {}
                path.even d=(even) {}
            }
        }
    }
}

fn far(rows: &[FarReport], words: &Catalogue) -> Markup {
    html! {
        table.fits {
            thead { tr {
                th scope="col" { (say("hindcast-series")) }
                th scope="col" { (say("date")) }
                th scope="col" { (say("hindcast-record")) }
                th.number scope="col" { "Pareto k" }
                th.number.spare scope="col" { (say("calibration-log-density")) }
            } }
            tbody { @for row in rows { tr {
                th scope="row" { (row_name(words, &row.series)) }
                td { @if let Some(on) = row.date { (Phrase::each(|lang| date(lang, on))) } }
                td { (reported(row)) }
                td.number { (Phrase::each(|lang| number(lang, row.pareto_k, 2))) }
                td.number.spare { (Phrase::each(|lang| number(lang, row.log_density, 3))) }
            } } }
        }
    }
}

/// A figure, or what it lies between.
fn reported(row: &FarReport) -> Phrase {
    Phrase::each(|lang| match (row.low, row.high) {
        (Some(low), Some(high)) if low == high => quantity(lang, low, &row.unit),
        (Some(low), Some(high)) => {
            let ends = figures(lang, &[low, high], &row.unit);
            with_unit(lang, ends.join(" – "), &row.unit)
        }
        (Some(low), None) => format!("≥ {}", quantity(lang, low, &row.unit)),
        (None, Some(high)) => format!("≤ {}", quantity(lang, high, &row.unit)),
        (None, None) => "–".to_owned(),
    })
}
