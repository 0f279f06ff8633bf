//! The report of a calibration: what the record taught, how it is met, and how far to trust it.
//!
//! Reads [`CalibrationData`] and nothing else, like its sibling, and is a page of the same kind.

use crate::axis::Axis;
use crate::phrases::{Phrase, row_name, same, say, say_with};
use crate::report::chart::{ChartData, Size, unitless};
use crate::report::corner::{Column, corner};
use crate::report::density::curves;
use crate::report::frame::{contents, page, toggles};
use crate::report::{learnt, milestones, series, trust};
use maud::{Markup, html};
use std::fmt::Write as _;
use tenfold_ir::math;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::posterior_rows::{PosteriorRow, SAME, SeriesRow, Shape};
use tenfold_study::results;
use tenfold_study::rows::{CalibrationData, RecordPoint, Series};
use tenfold_words::nearest::short;
use tenfold_words::numeral;
use tenfold_words::numeral::{count, figures, number, percent};
use tenfold_words::text::Lang;

/// Parameters whose intervals are listed; the JSON has them all.
const ROWS_MAX: usize = 40;
/// Of those in the corner plot.
const CORNERS: usize = 6;
/// A picture's own units, across and down.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 300.0;
/// Labels below a density.
const TICKS: usize = 4;

/// Parts of the page, by their anchor and the key of their heading.
pub const PARTS: [(&str, &str); 5] = [
    ("learnt", "learnt"),
    ("together", "calibration-together"),
    ("record", "calibration-record"),
    ("trust", "calibration-trust"),
    ("silent", "calibration-silent"),
];

/// The whole report as one HTML file that opens in `lang`. The same data give the same bytes.
pub fn render_calibration(data: &CalibrationData, lang: Lang) -> String {
    let mut charts = Vec::new();
    let main = html! {
        (what_was_learnt(data))
        (together(data, lang))
        (record(data, &mut charts))
        (trust::section(data))
        (silent(data))
    };
    let footer = html! {
        footer {
            p.note.hash { (say_with("report-hash", &[("hash", &same(&data.found.model_hash))])) }
            p.note { (say_with("made-with", &[("version", &same(&data.found.tenfold))])) }
        }
    };
    let title = data.catalogue.title(lang, &data.found.model);
    page(&title, lang, &header(data, lang), &main, &footer, charts)
}

fn header(data: &CalibrationData, lang: Lang) -> Markup {
    let found = &data.found;
    let many = |key: &str, value: usize| say_with(key, &[("count", &same(count(value as u64)))]);
    let mut facts = vec![
        say_with("report-model", &[("model", &same(&found.model))]),
        many("calibration-reports", found.reports),
        many("calibration-particles", found.particles),
        many("calibration-effective", found.effective.round() as usize),
        say_with("report-seed", &[("seed", &same(found.seed.to_string()))]),
    ];
    if let Some(until) = found.until {
        let date = Phrase::each(|lang| numeral::date(lang, until));
        facts.push(say_with("calibration-until", &[("date", &date)]));
    }
    facts.extend(found.assumptions.iter().map(same));
    facts.push(say_with(
        "report-version",
        &[("version", &same(&found.tenfold))],
    ));
    html! {
        header {
            (toggles(lang))
            @let title = Phrase::each(|lang| data.catalogue.title(lang, &found.model));
            h1 { (say_with("calibration-title", &[("title", &title)])) }
            ul.facts { @for fact in &facts { li { (fact) } } }
            (contents(PARTS.into_iter(), lang))
        }
    }
}

/// The parameters that moved, most first, and the others.
fn by_overlap(data: &CalibrationData) -> (Vec<PosteriorRow>, Vec<&PosteriorRow>) {
    let (mut moved, same): (Vec<&PosteriorRow>, Vec<&PosteriorRow>) =
        data.found.params.iter().partition(|row| row.overlap < SAME);
    moved.sort_by(|a, b| a.overlap.total_cmp(&b.overlap));
    (moved.into_iter().cloned().collect(), same)
}

fn what_was_learnt(data: &CalibrationData) -> Markup {
    let (moved, _) = by_overlap(data);
    let args = [
        ("moved", &same(count(moved.len() as u64))),
        ("all", &same(count(data.found.params.len() as u64))),
    ];
    html! {
        section #learnt {
            h2 { (say("learnt")) }
            p.lead { (say_with("calibration-learnt-lead", &args)) }
            @if !moved.is_empty() {
                (learnt::table(&moved[..moved.len().min(ROWS_MAX)], &data.catalogue, true))
                @if moved.len() > ROWS_MAX {
                    p.note { (say_with("shown-of", &[
                        ("shown", &same(count(ROWS_MAX as u64))),
                        ("total", &same(count(moved.len() as u64))),
                    ])) }
                }
                h3 { (say("calibration-shapes")) }
                p.lead { (say("report-learnt-legend")) }
                div.multiples { @for shape in &data.shapes { (density(shape, &data.catalogue)) } }
            }
        }
    }
}

/// Prior and posterior as curves.
fn density(shape: &Shape, words: &Catalogue) -> Markup {
    let Some((axis, before, after)) = curves(shape) else {
        return html! {};
    };
    let axis = axis.sparse(TICKS);
    let path = |curve: &[f64]| {
        let mut path = String::new();
        for (at, height) in curve.iter().enumerate() {
            let x = at as f64 / (curve.len() - 1) as f64 * WIDTH;
            let (word, y) = (if at == 0 { 'M' } else { 'L' }, HEIGHT * (1.0 - height));
            write!(path, "{word}{x:.0} {y:.0}").expect("a string grows");
        }
        path
    };
    let (before, after) = (path(&before), path(&after));
    html! {
        figure.shape {
            h4 { (row_name(words, &shape.name)) }
            p.name { @if !unitless(&shape.unit) { (shape.unit) } @else { "\u{a0}" } }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none" aria-hidden="true" {
                path.half d=(format!("{after}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z")) {}
                path.median d=(after) {}
                path.before d=(before) {}
            }
            div.years aria-hidden="true" {
                @for (at, tick) in axis.ticks.iter().enumerate() {
                    @let place = 100.0 * axis.place(*tick).unwrap_or(0.0);
                    span.first[place < 6.0].last[place > 94.0] style=(format!("left:{place:.1}%")) {
                        (Phrase::each(|lang| figures(lang, &axis.ticks, &shape.unit).swap_remove(at)))
                    }
                }
            }
        }
    }
}

fn together(data: &CalibrationData, lang: Lang) -> Markup {
    let columns = corners(data);
    let plot = corner(&columns, lang).filter(|_| columns.len() > 1);
    html! {
        section #together {
            h2 { (say("calibration-together")) }
            p.lead { (say("calibration-together-lead")) }
            @if let Some((size, plot)) = plot {
                svg.corner viewBox=(format!("0 0 {size} {size}")) role="img"
                    aria-label=(say("calibration-together").in_lang(lang)) { (plot) }
            }
        }
    }
}

/// The posterior of the few parameters that moved most, for the corner plot.
pub fn corners(data: &CalibrationData) -> Vec<Column> {
    let column = |shape: &Shape| Column {
        name: short(&shape.name).to_owned(),
        values: shape.posterior.clone(),
        best: None,
    };
    data.shapes.iter().take(CORNERS).map(column).collect()
}

fn record(data: &CalibrationData, charts: &mut Vec<ChartData>) -> Markup {
    html! {
        section #record {
            h2 { (say("calibration-record")) }
            p.lead { (say("calibration-record-lead")) }
            (reports_met(&data.found.series, &data.catalogue))
            ul.legend.fan {
                li { i.key-median {} (say("legend-median")) }
                li { i.key-half {} (say("legend-half")) }
                li { i.key-eight {} (say("legend-eight")) }
                li { i.key-before {} (say("legend-before")) }
                li { i.key-record {} (say("legend-record")) }
            }
            div.large { @for series in &data.series {
                div {
                    (series::figure(series, &data.catalogue, Size::Large, charts))
                    (residuals(series))
                }
            } }
            @if !data.milestones.is_empty() {
                h3 { (say("milestones")) }
                p.lead { (say("calibration-milestones-lead")) }
                (milestones::articles(&data.milestones, &data.catalogue, data.span))
            }
        }
    }
}

fn reports_met(rows: &[SeriesRow], words: &Catalogue) -> Markup {
    html! {
        table.fits {
            thead { tr {
                th scope="col" { (say("hindcast-series")) }
                th.number scope="col" { (say("calibration-series-reports")) }
                th.number scope="col" { (say("calibration-bias")) }
                th scope="col" { (say("hindcast-covered")) }
                th.number.spare scope="col" { (say("term-calibrate-column-p")) }
            } }
            tbody { @for row in rows { tr {
                th scope="row" { (row_name(words, &row.name)) }
                td.number { (row.reports) }
                td.number { @if let Some(bias) = row.bias { (Phrase::each(|lang| number(lang, bias, 2))) } }
                td { @if let Some(covered) = row.covered {
                    span.meter aria-hidden="true" { i style=(format!("width:{:.0}%", covered * 100.0)) {} }
                    (percent(covered))
                } }
                td.number.spare { @if let Some(p) = row.p_value { (percent(p)) } }
            } } }
        }
        p.note { (say("term-calibrate-p")) }
    }
}

/// Record over median, by date: in logarithms, with the 80 % band of the fan around the line.
fn residuals(series: &Series) -> Markup {
    let (Some(first), Some(last)) = (series.times.first(), series.times.last()) else {
        return html! {};
    };
    if last <= first {
        return html! {};
    }
    let log_at = |p: f64, date: f64| {
        let value = results::value_at(&series.times, series.quantile(p)?, date)?;
        (value > 0.0).then(|| math::ln(value))
    };
    let row = |point: &RecordPoint| {
        let (low, middle, high) = (
            log_at(0.1, point.date)?,
            log_at(0.5, point.date)?,
            log_at(0.9, point.date)?,
        );
        let miss = (point.value > 0.0).then(|| math::ln(point.value) - middle)?;
        Some((point.date, miss, low - middle, high - middle))
    };
    let rows: Vec<(f64, f64, f64, f64)> = series.points.iter().filter_map(row).collect();
    let values = rows.iter().flat_map(|row| [row.1, -row.1, row.2, row.3]);
    let Some(axis) = Axis::linear(values) else {
        return html! {};
    };
    let x = |date: f64| (date - first) / (last - first) * WIDTH;
    let y = |value: f64| HEIGHT * (1.0 - axis.place(value).unwrap_or(0.5));
    let (mut points, mut bars) = (String::new(), String::new());
    for (date, miss, low, high) in &rows {
        write!(points, "M{:.0} {:.0}h0", x(*date), y(*miss)).expect("a string grows");
        write!(bars, "M{:.0} {:.0}V{:.0}", x(*date), y(*low), y(*high)).expect("a string grows");
    }
    let factor =
        |value: f64| Phrase::each(|lang| format!("× {}", number(lang, math::exp(value), 2)));
    html! {
        div.residuals {
            p.note { (say("calibration-residuals")) }
            div.plot {
                svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none" aria-hidden="true" {
                    path.grid d=(format!("M0 {:.0}H{WIDTH:.0}", y(0.0))) {}
                    path.spread d=(bars) {}
                    path.points d=(points) {}
                }
                div.ticks aria-hidden="true" {
                    @for end in [axis.low, axis.high] {
                        @let place = 100.0 * axis.place(end).unwrap_or(0.0);
                        span style=(format!("bottom:{:.0}%", place.min(86.0))) { (factor(end)) }
                    }
                }
            }
        }
    }
}

/// What the record says nothing about.
fn silent(data: &CalibrationData) -> Markup {
    let (_, rows) = by_overlap(data);
    html! {
        section #silent {
            h2 { (say("calibration-silent")) }
            p.lead { (say_with("calibration-silent-lead", &[("count", &same(count(rows.len() as u64)))])) }
            @if !rows.is_empty() {
                p { @for (nth, row) in rows.iter().enumerate() {
                    @if nth > 0 { " · " }
                    code { (row.name) }
                } }
            }
        }
    }
}
