//! What was said, held against the model: chapter by chapter, all claims in one picture and then each
//! with its band, its value and what swings it on one axis.

use crate::phrases::{Phrase, left_out, row_name, same, say, say_with};
use crate::report::chapter;
use crate::report::params::badge;
use crate::report::verdict::{Stretch, chip, stripe};
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::claims::rows::{ClaimRow, DriverRow, VerdictWord};

/// The section of all claims; nothing where there are none.
pub(crate) fn section(claims: &[ClaimRow], words: &Catalogue) -> Markup {
    if claims.is_empty() {
        return html! {};
    }
    let mut chapters: Vec<(&str, Vec<&ClaimRow>)> = Vec::new();
    for claim in claims {
        match chapters.last_mut() {
            Some((chapter, rows)) if *chapter == claim.chapter() => rows.push(claim),
            _ => chapters.push((claim.chapter(), vec![claim])),
        }
    }
    html! {
        section #ledger {
            h2 { (say("ledger")) }
            p.lead { (say("ledger-lead")) }
            (counts(claims))
            @for (chapter, rows) in chapters {
                div.chapter {
                    h3 { (chapter) }
                    (chapter::picture(&rows, words))
                    @for claim in rows { (article(claim, words)) }
                }
            }
        }
    }
}

/// How many claims have each verdict.
fn counts(claims: &[ClaimRow]) -> Markup {
    let all = [
        VerdictWord::Holds,
        VerdictWord::InTension,
        VerdictWord::Fails,
        VerdictWord::Undecided,
    ];
    html! {
        ul.legend {
            @for verdict in all {
                @let count = claims.iter().filter(|claim| claim.verdict == verdict).count();
                @if count > 0 { li { (chip(verdict)) " " b { (count) } } }
            }
        }
    }
}

fn article(claim: &ClaimRow, words: &Catalogue) -> Markup {
    let said = Phrase::each(|lang| claim.said_in(words, lang).to_owned());
    let value = Phrase::each(|lang| claim.value_text(lang));
    let outcome = Phrase::each(|lang| claim.outcome_in(words, lang).unwrap_or("").to_owned());
    html! {
        article.claim id=(chapter::anchor(claim)) {
            div.words {
                p.verdict { (chip(claim.verdict)) b { (value) } }
                h4 { (said) }
                p.name { code { (claim.holds) } }
                @if claim.verdict == VerdictWord::Undecided {
                    p.note { (Phrase::each(|lang| claim.why_undecided(lang).unwrap_or_default())) }
                }
                @if let Some(phrase) = left_out(claim.left_out) { p.note { (phrase) } }
                @if claim.outcome.is_some() {
                    p.note { (say_with("ledger-since", &[("outcome", &outcome)])) }
                    @if let Some(reference) = &claim.outcome_reference { p.note.source { (reference) } }
                }
            }
            (picture(claim, words))
        }
    }
}

fn picture(claim: &ClaimRow, words: &Catalogue) -> Markup {
    let Some(stretch) = Stretch::of(claim) else {
        return html! { div.picture {} };
    };
    let value = claim.value.map(|value| {
        let error = 2.0 * claim.error.unwrap_or(0.0);
        (
            stretch.place(Some(value - error)),
            stretch.place(Some(value + error)),
        )
    });
    let middle = stretch.place(claim.value);
    let label = Phrase::each(|lang| {
        let value = claim.value_text(lang);
        let band = claim.band.map(|band| claim.band_text(lang, band));
        format!("{value}; {}", band.unwrap_or_default())
    });
    html! {
        div.picture {
            div.track role="img" aria-label=(label.en) data-en=(label.en) data-zh=(label.zh) {
                @if let Some(band) = claim.tension { (stripe(stretch, band, "weaker")) }
                @if let Some(band) = claim.band { (stripe(stretch, band, "said")) }
                @if let Some((left, right)) = value {
                    i.whisker style=(format!("left:{left:.2}%;width:{:.2}%", right - left)) {}
                }
                i.mark.never[claim.value.is_none()] style=(format!("left:{middle:.2}%")) {}
            }
            (ends(claim, stretch))
            @for driver in &claim.drivers { (swing(claim, driver, stretch, middle, words)) }
        }
    }
}

/// What stands at the ends of the band that confirms, or of the axis.
pub(crate) fn ends(claim: &ClaimRow, stretch: Stretch) -> Markup {
    let band = claim
        .band
        .map_or([None, None], |band| [band.low, band.high]);
    let mut shown: Vec<f64> = band.into_iter().flatten().collect();
    if shown.is_empty() {
        shown = vec![stretch.low, stretch.high];
    }
    shown.dedup();
    let places: Vec<f64> = shown
        .iter()
        .map(|value| stretch.place(Some(*value)))
        .collect();
    // Two words that would run into each other are one.
    let is_crowded = places.len() == 2 && places[1] - places[0] < 22.0;
    let values: Vec<Option<f64>> = shown.iter().copied().map(Some).collect();
    html! {
        div.years aria-hidden="true" {
            @if is_crowded {
                @let middle = (places[0] + places[1]) / 2.0;
                @let both = Phrase::each(|lang| {
                    claim.numbers_text(lang, &values).join(" – ")
                });
                span.first[middle < 20.0].last[middle > 80.0] style=(format!("left:{middle:.2}%")) { (both) }
            } @else {
                @for (at, left) in places.iter().enumerate() {
                    span.first[*left < 8.0].last[*left > 92.0] style=(format!("left:{left:.2}%")) {
                        (Phrase::each(|lang| claim.numbers_text(lang, &values).swap_remove(at)))
                    }
                }
            }
        }
    }
}

/// From the value in a parameter's lowest fifth to that in its highest.
fn swing(
    claim: &ClaimRow,
    driver: &DriverRow,
    stretch: Stretch,
    middle: f64,
    words: &Catalogue,
) -> Markup {
    let (low, high) = (stretch.place(driver.low), stretch.place(driver.high));
    let (left, width) = (low.min(high), (high - low).abs());
    let ends = [driver.low, driver.high];
    let end = |at: usize| Phrase::each(|lang| claim.numbers_text(lang, &ends).swap_remove(at));
    let (from, to) = (end(0), end(1));
    let range = say_with("ledger-swing", &[("low", &from), ("high", &to)]);
    html! {
        div.swing {
            div.track.thin aria-hidden="true" {
                i.bar style=(format!("left:{left:.2}%;width:{width:.2}%")) {}
                i.end style=(format!("left:{high:.2}%")) {}
                i.middle style=(format!("left:{middle:.2}%")) {}
            }
            p.note { (row_name(words, &driver.name)) " " (badge(driver.provenance.as_deref())) " " (same(" ")) (range) }
        }
    }
}
