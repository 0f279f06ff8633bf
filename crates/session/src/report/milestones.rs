//! When things happen: dates in words, their distributions on one common time axis, and the
//! probability by year.

use super::axis::years;
use super::data::{MilestoneRow, ReportData};
use super::words::{Phrase, named, row_name, same, say, say_with};
use crate::catalogue::Catalogue;
use crate::numeral::{count, date, percent};
use maud::{Markup, html};
use std::fmt::Write as _;

/// The picture's own units, across and down; the foot carries the range line.
const WIDTH: f64 = 1000.0;
const BARS: f64 = 100.0;
/// Columns of the table of probabilities.
const YEARS_MAX: usize = 9;

/// The section of all milestones.
pub(super) fn section(data: &ReportData) -> Markup {
    let draws = same(count(data.draws));
    let window = window(data);
    html! {
        section #milestones {
            h2 { (say("milestones")) }
            @if data.milestones.is_empty() {
                p.lead { (say("milestones-none")) }
            } @else {
                p.lead { (say_with("milestones-lead", &[("draws", &draws)])) }
                @for milestone in &data.milestones { (article(milestone, &data.catalogue, window, data.end)) }
                (probability_table(&data.milestones, &data.catalogue))
            }
        }
    }
}

/// The stretch of time in which anything happens: the same for every milestone, so that they compare.
fn window(data: &ReportData) -> (f64, f64) {
    let dates = data.milestones.iter().flat_map(|milestone| {
        let bins = milestone.histogram.iter().filter(|(_, share)| *share > 0.0);
        let ends = bins.flat_map(|(left, _)| [*left, left + milestone.histogram_width_years]);
        ends.collect::<Vec<_>>()
    });
    let dates = dates.filter(|date| date.is_finite());
    let (first, last) = dates.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), date| {
        (low.min(date), high.max(date))
    });
    let never = data
        .milestones
        .iter()
        .any(|milestone| milestone.reached < 1.0);
    let last = if never { last.max(data.end) } else { last };
    if first < last {
        (first.floor(), last)
    } else {
        (data.start, data.end.max(data.start + 1.0))
    }
}

fn article(milestone: &MilestoneRow, words: &Catalogue, window: (f64, f64), end: f64) -> Markup {
    let words = named(words, &milestone.name, &milestone.doc);
    html! {
        article.milestone {
            div.words {
                h3 { (words.heading) }
                @if words.heading != same(&milestone.name) { p.name { code { (milestone.name) } } }
                @if words.note != same("") { p.note { (words.note) } }
                p.dates {
                    b { (date_or_after(milestone.q50, end)) }
                    span { (range(milestone, end)) }
                }
            }
            div.picture {
                (strip(milestone, &words.heading, window))
                p.note { (never(milestone, end)) }
            }
        }
    }
}

fn date_or_after(quantile: Option<f64>, end: f64) -> Phrase {
    match quantile {
        Some(years) => Phrase::each(|lang| date(lang, years)),
        None => {
            let end = Phrase::each(|lang| date(lang, end));
            say_with("milestone-after", &[("date", &end)])
        }
    }
}

fn range(milestone: &MilestoneRow, end: f64) -> Phrase {
    let from = date_or_after(milestone.q10, end);
    let to = date_or_after(milestone.q90, end);
    match milestone.q10 {
        Some(_) => say_with("milestone-range", &[("from", &from), ("to", &to)]),
        None => same(""),
    }
}

fn never(milestone: &MilestoneRow, end: f64) -> Phrase {
    let end = Phrase::each(|lang| date(lang, end));
    if milestone.reached >= 1.0 {
        say_with("milestone-always", &[("end", &end)])
    } else if milestone.reached <= 0.0 {
        say_with("milestone-impossible", &[("end", &end)])
    } else {
        let share = same(percent(1.0 - milestone.reached));
        say_with("milestone-never", &[("end", &end), ("share", &share)])
    }
}

/// The distribution as bars, and below them a line from the 10 to the 90 % date.
fn strip(milestone: &MilestoneRow, heading: &Phrase, (first, last): (f64, f64)) -> Markup {
    let place = |years: f64| ((years - first) / (last - first)).clamp(0.0, 1.0);
    let across = |years: f64| place(years) * WIDTH;
    let label = say_with("milestone-chart", &[("name", heading)]);
    let years = years(first, last, 7);
    let grid: String = years
        .iter()
        .map(|year| format!("M{:.0} 0V{BARS}", across(f64::from(*year))))
        .collect();
    html! {
        div.strip {
            svg viewBox=(format!("0 0 {WIDTH} {BARS}")) preserveAspectRatio="none" role="img"
                aria-label=(label.en) data-en=(label.en) data-zh=(label.zh) {
                path.grid d=(grid) {}
                path.histogram d=(bars(milestone, across)) {}
            }
            div.span aria-hidden="true" {
                @if let Some(from) = milestone.q10 {
                    @let (left, right) = (place(from), milestone.q90.map_or(1.0, place));
                    i.range.open[milestone.q90.is_none()] style=(format!(
                        "left:{:.2}%;width:{:.2}%", left * 100.0, (right - left) * 100.0
                    )) {}
                }
                @if let Some(median) = milestone.q50 {
                    i.mark style=(format!("left:{:.2}%", place(median) * 100.0)) {}
                }
            }
            div.years aria-hidden="true" {
                @for year in years {
                    @let left = place(f64::from(year)) * 100.0;
                    span.first[left < 3.0].last[left > 97.0] style=(format!("left:{left:.2}%")) { (year) }
                }
            }
        }
    }
}

fn bars(milestone: &MilestoneRow, across: impl Fn(f64) -> f64) -> String {
    let shares = milestone.histogram.iter().map(|(_, share)| *share);
    let tallest = shares.fold(0.0, f64::max);
    let mut path = String::new();
    for (left, share) in &milestone.histogram {
        let height = share / tallest * BARS;
        if height.is_finite() && height > 0.0 {
            let from = across(*left);
            let to = across(left + milestone.histogram_width_years);
            write!(
                path,
                "M{from:.1} {BARS}V{:.1}H{to:.1}V{BARS}Z",
                BARS - height
            )
            .expect("a string grows");
        }
    }
    path
}

fn probability_table(milestones: &[MilestoneRow], words: &Catalogue) -> Markup {
    let columns = telling_years(milestones, YEARS_MAX);
    if columns.is_empty() {
        return html! {};
    }
    html! {
        h3 { (say("probability-by-year")) }
        p.lead { (say("probability-by-year-lead")) }
        div.wide { table.probability {
            thead { tr {
                th scope="col" { (say("milestone")) }
                @for year in &columns { th.number scope="col" { (year) } }
            } }
            tbody { @for milestone in milestones { tr {
                th scope="row" { (row_name(words, &milestone.name)) }
                @for year in &columns { (cell(milestone, *year)) }
            } } }
        } }
    }
}

fn cell(milestone: &MilestoneRow, year: i32) -> Markup {
    let probability = milestone.probability_by.iter().find(|(by, _)| *by == year);
    html! {
        @match probability {
            Some((_, share)) if share.is_finite() => {
                td.number style=(format!("--p:{:.2}", share.clamp(0.0, 1.0))) { (percent(*share)) }
            }
            _ => { td.number { "–" } }
        }
    }
}

/// At most so many round years in which some milestone is neither impossible nor certain, as far
/// as there are such.
pub fn telling_years<'a>(
    milestones: impl IntoIterator<Item = &'a MilestoneRow>,
    most: usize,
) -> Vec<i32> {
    let pairs = milestones.into_iter().flat_map(|row| &row.probability_by);
    let pairs: Vec<(i32, f64)> = pairs.copied().collect();
    let is_open = |(_, share): &&(i32, f64)| (0.02..=0.98).contains(share);
    let has_open = pairs.iter().any(|pair| is_open(&pair));
    let kept = pairs.iter().filter(|pair| !has_open || is_open(pair));
    let kept: Vec<i32> = kept.map(|(year, _)| *year).collect();
    let (Some(&first), Some(&last)) = (kept.iter().min(), kept.iter().max()) else {
        return Vec::new();
    };
    let round = years(first.into(), last.into(), most);
    if round.is_empty() { vec![last] } else { round }
}
