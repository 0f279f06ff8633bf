//! Pictures as files of their own: what all of them share, and fans and densities in panels.
//!
//! A picture is SVG with its style inside. Knows places and marks; what they mean is told by who draws.

use crate::axis::Axis;
use crate::report::chart::drawn;
use crate::report::density::curves;
use crate::svg::{file, px};
use maud::{Markup, html};
use std::fmt::Write as _;
use tenfold_study::posterior_rows::Shape;
use tenfold_study::rows::{RecordBound, RecordPoint, Series};
use tenfold_words::numeral::{date, exact, figures};
use tenfold_words::text::{Lang, text};
use tenfold_words::years::years;

/// What pictures as files look like.
pub(crate) const STYLE: &str = "text{font:12px 'DejaVu Sans',system-ui,sans-serif;fill:#444}.title{font-size:15px;\
font-weight:600;fill:#111}.name{font-weight:600;fill:#111}line{stroke:#ddd}.zero{stroke:#888}\
.run{fill:#444;fill-opacity:.75}.law{fill:none;stroke:#1f5f9e;stroke-width:2}\
.band{fill:#1f5f9e;fill-opacity:.2}.bar{stroke:#1f5f9e;stroke-opacity:.4;stroke-width:3}\
.tick{stroke:#1f5f9e;stroke-width:2}.dot{fill:#1f5f9e;fill-opacity:.3}\
.best{stroke:#b3402a;stroke-width:1.5}.before{fill:none;stroke:#888;stroke-dasharray:4 3}\
.range{stroke:#b3402a}.point{fill:#b3402a;stroke:#fff;stroke-width:.8}";
/// From this ratio on, positive values are better seen on a logarithmic axis.
pub(crate) const LOG_RATIO: f64 = 30.0;
/// A panel of many: its room, and the picture in it.
const CELL: (f64, f64) = (320.0, 220.0);
const PANEL: (f64, f64) = (210.0, 130.0);
const CORNER: (f64, f64) = (92.0, 46.0);
/// Panels side by side, and in all.
const ACROSS: usize = 3;
const PANELS_MAX: usize = 24;
/// Room above the panels.
const HEAD: f64 = 64.0;
/// Labels of a panel's axis.
const TICKS: usize = 4;

/// An axis and the pixels of its two ends.
pub(crate) struct Scale {
    pub(crate) axis: Axis,
    pub(crate) ends: (f64, f64),
}

impl Scale {
    pub(crate) fn new(values: &[f64], ends: (f64, f64), log_ratio: f64) -> Option<Scale> {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let (least, most) = finite().fold((f64::INFINITY, 0.0_f64), |(least, most), x| {
            (least.min(x), most.max(x))
        });
        let is_wide = least > 0.0 && most / least >= log_ratio;
        let axis = match is_wide {
            true => Axis::log(finite()),
            false => Axis::linear(finite()),
        };
        axis.map(|axis| Scale { axis, ends })
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        let place = self.axis.place(value).unwrap_or(0.0);
        self.ends.0 + place * (self.ends.1 - self.ends.0)
    }
}

/// What may be a year is not grouped in thousands.
pub(crate) fn label(lang: Lang, tick: f64) -> String {
    exact(lang, tick, "year")
}

/// Fans in panels: the posterior's, the prior's faint behind where there is one, the record before them.
pub fn fans_picture(title: &str, series: &[&Series], lang: Lang) -> Option<String> {
    let drawn: Vec<(&Series, Markup)> = series
        .iter()
        .filter_map(|series| Some((*series, fan(series, lang)?)))
        .take(PANELS_MAX)
        .collect();
    let has_prior = drawn.iter().any(|(series, _)| !series.prior.is_empty());
    let key = match has_prior {
        true => "report-fans-legend-prior",
        false => "report-fans-legend",
    };
    let panels = drawn.into_iter().map(|(series, panel)| {
        let unit = (series.unit != "1").then_some(series.unit.as_str());
        (series.name.as_str(), unit.unwrap_or(""), panel)
    });
    in_panels(title, &text(lang, key, &[]), panels.collect())
}

/// Densities in panels: what was believed of each parameter before and after.
pub fn learnt_picture(title: &str, shapes: &[Shape], lang: Lang) -> Option<String> {
    let drawn = shapes.iter().filter_map(|shape| {
        let unit = (shape.unit != "1").then_some(shape.unit.as_str());
        Some((
            shape.name.as_str(),
            unit.unwrap_or(""),
            density(shape, lang)?,
        ))
    });
    let legend = text(lang, "report-learnt-legend", &[]);
    in_panels(title, &legend, drawn.take(PANELS_MAX).collect())
}

/// Panels side by side under a title: of each its name, its unit and what is in it.
fn in_panels(title: &str, legend: &str, panels: Vec<(&str, &str, Markup)>) -> Option<String> {
    if panels.is_empty() {
        return None;
    }
    let (width, height) = CELL;
    let rows = panels.len().div_ceil(ACROSS) as f64;
    let picture = html! {
        text.title x="20" y="26" { (title) }
        text x="20" y="46" { (legend) }
        @for (nth, (name, unit, panel)) in panels.iter().enumerate() {
            @let x = CORNER.0 + (nth % ACROSS) as f64 * width;
            @let y = HEAD + CORNER.1 + (nth / ACROSS) as f64 * height;
            g transform={ "translate(" (x) "," (y) ")" } {
                text.name x="0" y="-22" { (name) }
                text x="0" y="-7" { (unit) }
                (panel)
            }
        }
    };
    let across = panels.len().min(ACROSS) as f64;
    // The legend needs the room of two panels.
    let wide = (across * width).max(2.0 * width) + 20.0;
    Some(file((wide, HEAD + rows * height + 10.0), STYLE, &picture))
}

/// The bands, median and record of one series.
fn fan(series: &Series, lang: Lang) -> Option<Markup> {
    let (first, last) = (*series.times.first()?, *series.times.last()?);
    // A law has one time, and no fan.
    if last <= first {
        return None;
    }
    let curve = |p| series.quantile(p);
    let (low, median, high) = (curve(0.1)?, curve(0.5)?, curve(0.9)?);
    let inside = |date: f64| (first..=last).contains(&date);
    let points = series.points.iter().filter(|point| inside(point.date));
    let points: Vec<&RecordPoint> = points.collect();
    let bounds = series.bounds.iter().filter(|bound| inside(bound.date));
    let bounds: Vec<&RecordBound> = bounds.collect();
    let ends = bounds.iter().flat_map(|bound| [bound.low, bound.high]);
    let figures = points.iter().map(|point| point.value);
    let reported = figures.chain(ends.flatten());
    let values = [low, median, high].concat().into_iter().chain(reported);
    let values: Vec<f64> = values.collect();
    let ratio = if series.log { 0.0 } else { f64::INFINITY };
    let up = Scale::new(&values, (PANEL.1, 0.0), ratio)?;
    let all = points.len() + bounds.len();
    let (points, bounds) = (drawn(&points), drawn(&bounds));
    let thinned = thinned(lang, all - points.len() - bounds.len());
    let x = |time: f64| (time - first) / (last - first) * PANEL.0;
    let path = |values: &[f64]| -> Vec<String> {
        let both = series
            .times
            .iter()
            .zip(values)
            .filter(|(_, value)| value.is_finite());
        both.map(|(time, value)| format!("{},{}", px(x(*time)), px(up.at(*value))))
            .collect()
    };
    let band = |low: &[f64], high: &[f64]| {
        let back = path(high).into_iter().rev();
        path(low)
            .into_iter()
            .chain(back)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let prior = |p: f64| {
        series
            .prior
            .iter()
            .find(|(have, _)| (have - p).abs() < 1e-9)
    };
    let round = years(first, last, TICKS);
    Some(html! {
        (value_ticks(&up, lang, &series.unit))
        @for year in &round {
            @let at = px(x(f64::from(*year)));
            line x1=(at) x2=(at) y1="0" y2=(PANEL.1) {}
            text x=(at) y=(PANEL.1 + 16.0) text-anchor="middle" { (year) }
        }
        @if round.is_empty() {
            text x="0" y=(PANEL.1 + 16.0) { (date(lang, first)) }
        }
        @if let (Some((_, low)), Some((_, high))) = (prior(0.1), prior(0.9)) {
            polygon.before points=(band(low, high)) {}
        }
        polygon.band points=(band(low, high)) {}
        polyline.law points=(path(median).join(" ")) {}
        (record(&points, &bounds, &up, x))
        @if let Some(words) = thinned {
            text x="0" y=(PANEL.1 + 30.0) { (words) }
        }
    })
}

/// Says how many reports or runs a picture leaves out, if any.
pub(crate) fn thinned(lang: Lang, left_out: usize) -> Option<String> {
    let count = left_out.to_string();
    (left_out > 0).then(|| text(lang, "record-thinned", &[("count", &count)]))
}

/// What the record says: points with the ranges of their sources, and bars between bounds, which reach the
/// edge where one is missing.
fn record(
    points: &[&RecordPoint],
    bounds: &[&RecordBound],
    up: &Scale,
    x: impl Fn(f64) -> f64,
) -> Markup {
    html! {
        @for bound in bounds {
            @let at = px(x(bound.date));
            @let (low, high) = (bound.low.map(|end| up.at(end)), bound.high.map(|end| up.at(end)));
            line.range x1=(at) x2=(at) y1=(px(low.unwrap_or(PANEL.1))) y2=(px(high.unwrap_or(0.0))) {}
            @for y in [low, high].into_iter().flatten() {
                line.range x1=(px(x(bound.date) - 3.0)) x2=(px(x(bound.date) + 3.0)) y1=(px(y)) y2=(px(y)) {}
            }
        }
        @for point in points {
            @let at = px(x(point.date));
            @if let (Some(low), Some(high)) = (point.low, point.high) {
                line.range x1=(at) x2=(at) y1=(px(up.at(low))) y2=(px(up.at(high))) {}
            }
            circle.point cx=(at) cy=(px(up.at(point.value))) r="3" {}
        }
    }
}

/// Two densities over one axis.
fn density(shape: &Shape, lang: Lang) -> Option<Markup> {
    let (axis, before, after) = curves(shape)?;
    let axis = axis.sparse(TICKS);
    let points = |curve: &[f64]| {
        let mut path = String::new();
        for (at, height) in curve.iter().enumerate() {
            let x = at as f64 / (curve.len() - 1) as f64 * PANEL.0;
            write!(path, "{},{} ", px(x), px(PANEL.1 * (1.0 - height))).expect("a string grows");
        }
        path
    };
    let closed = format!("0,{} {}{},{}", PANEL.1, points(&after), PANEL.0, PANEL.1);
    Some(html! {
        @for (tick, text) in axis.ticks.iter().zip(figures(lang, &axis.ticks, &shape.unit)) {
            @let at = px(axis.place(*tick).unwrap_or(0.0) * PANEL.0);
            line x1=(at) x2=(at) y1="0" y2=(PANEL.1) {}
            text x=(at) y=(PANEL.1 + 16.0) text-anchor="middle" { (text) }
        }
        line.zero x1="0" x2=(PANEL.0) y1=(PANEL.1) y2=(PANEL.1) {}
        polygon.band points=(closed) {}
        polyline.law points=(points(&after)) {}
        polyline.before points=(points(&before)) {}
    })
}

/// Lines across a panel with their labels.
fn value_ticks(up: &Scale, lang: Lang, unit: &str) -> Markup {
    let axis = up.axis.clone().sparse(TICKS);
    html! {
        @for (tick, text) in axis.ticks.iter().zip(figures(lang, &axis.ticks, unit)) {
            @let y = up.at(*tick);
            line x1="0" x2=(PANEL.0) y1=(px(y)) y2=(px(y)) {}
            text x="-6" y=(px(y + 4.0)) text-anchor="end" { (text) }
        }
    }
}
