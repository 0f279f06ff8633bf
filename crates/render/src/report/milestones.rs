//! When things happen: dates in words, their distributions on one common time axis, and the
//! probability by year.

use crate::blocks::table;
use crate::phrases::{Phrase, left_out, named, same, say, say_with, unbroken};
use crate::run::{YEARS_MAX, dates};
use maud::{Markup, html};
use std::fmt::Write as _;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{MilestoneRow, RecordBound, ReportData};
use tenfold_words::numeral::{count, date, day, percent};
use tenfold_words::text::Lang;
use tenfold_words::years::years;

/// The picture's own units, across and down; the foot carries the range line.
const WIDTH: f64 = 1000.0;
const BARS: f64 = 100.0;

/// The section of all milestones.
pub(crate) fn section(data: &ReportData) -> Markup {
    let draws = same(count(data.draws));
    html! {
        section #milestones {
            h2 { (say("milestones")) }
            @if data.milestones.is_empty() {
                p.lead { (say("milestones-none")) }
            } @else {
                p.lead { (say_with("milestones-lead", &[("draws", &draws)])) }
                (articles(&data.milestones, &data.catalogue, (data.start, data.end)))
                (probability_table(&data.milestones, &data.catalogue))
            }
        }
    }
}

/// Milestones on one axis of time.
pub(crate) fn articles(rows: &[MilestoneRow], words: &Catalogue, span: (f64, f64)) -> Markup {
    let window = window(rows, span);
    html! { @for row in rows { (article(row, words, window, span.1)) } }
}

/// The stretch of time in which anything happens: the same for every milestone, so that they compare.
pub(crate) fn window(rows: &[MilestoneRow], (start, end): (f64, f64)) -> (f64, f64) {
    let dates = rows.iter().flat_map(|milestone| {
        let bins = milestone.histogram.iter().filter(|(_, share)| *share > 0.0);
        let ends = bins.flat_map(|(left, _)| [*left, left + milestone.histogram_width_years]);
        let record = milestone.points.iter().map(|point| point.date);
        let bounds = milestone.bounds.iter().flat_map(|one| [one.low, one.high]);
        let all = ends.chain(record).chain(bounds.flatten());
        all.collect::<Vec<_>>()
    });
    let dates = dates.filter(|date| date.is_finite() && *date <= end);
    let (first, last) = dates.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), date| {
        (low.min(date), high.max(date))
    });
    let never = rows.iter().any(|milestone| milestone.reached < 1.0);
    let last = if never { last.max(end) } else { last };
    if first < last {
        (first.floor(), last)
    } else {
        (start, end.max(start + 1.0))
    }
}

fn article(milestone: &MilestoneRow, words: &Catalogue, window: (f64, f64), end: f64) -> Markup {
    let words = named(words, &milestone.name, &milestone.doc);
    html! {
        article.milestone {
            div.words {
                h3 { (words.heading) }
                p.name { code { (unbroken(&milestone.name)) } }
                @if words.note != same("") { p.note { (words.note) } }
                p.dates {
                    b { (date_or_after(milestone.q50, end)) }
                    span { (range(milestone, end)) }
                }
            }
            div.picture {
                (strip(milestone, &words.heading, window))
                p.note { (never(milestone, end)) }
                @if let Some(phrase) = left_out(milestone.left_out) { p.note { (phrase) } }
                @for phrase in recorded(milestone) { p.note.record { (phrase) } }
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

/// What the record says of its date.
fn recorded(milestone: &MilestoneRow) -> Vec<Phrase> {
    let when = |at: f64| same(day(at));
    let points = milestone.points.iter();
    let points = points.map(|one| say_with("milestone-recorded", &[("date", &when(one.date))]));
    let bound = |one: &RecordBound| match (one.low, one.high) {
        (Some(low), Some(high)) => say_with(
            "milestone-recorded-between",
            &[("from", &when(low)), ("to", &when(high))],
        ),
        (Some(low), None) => say_with("milestone-recorded-after", &[("date", &when(low))]),
        (None, high) => {
            let high = when(high.unwrap_or(one.date));
            say_with("milestone-recorded-before", &[("date", &high)])
        }
    };
    points.chain(milestone.bounds.iter().map(bound)).collect()
}

/// A line where the record has it come, and bars between bounds, which reach the edge where one is
/// missing.
fn record_path(milestone: &MilestoneRow, across: impl Fn(f64) -> f64) -> String {
    let points = milestone.points.iter();
    let lines = points.map(|point| format!("M{:.1} 0V{BARS}", across(point.date)));
    let bars = milestone.bounds.iter().map(|one| {
        let (from, to) = (
            one.low.map_or(0.0, &across),
            one.high.map_or(WIDTH, &across),
        );
        format!("M{from:.1} {:.0}H{to:.1}", BARS / 2.0)
    });
    lines.chain(bars).collect()
}

/// The distribution as bars, and below them a line from the 10 to the 90 % date.
pub(crate) fn strip(
    milestone: &MilestoneRow,
    heading: &Phrase,
    (first, last): (f64, f64),
) -> Markup {
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
                path.came d=(record_path(milestone, across)) {}
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
    let [en, zh] = Lang::ALL.map(|lang| dates(milestones, words, lang, YEARS_MAX));
    html! {
        h3 { (say("probability-by-year")) }
        p.lead { (say("probability-by-year-lead")) }
        (table(&en, &zh))
    }
}
