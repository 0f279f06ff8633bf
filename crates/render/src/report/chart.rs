//! A fan chart: bands and median through time, the record in front of them.
//!
//! The picture is stretched to whatever room it has, with lines and points that keep their
//! width, and its labels are text of the page beside it: readable on a phone and on a desk.
//! Each chart holds a linear and, where values allow, a logarithmic picture; one is shown.

use crate::axis::Axis;
use crate::phrases::{Named, Phrase, left_out, named, same, say, say_with, unbroken};
use maud::{Markup, html};
use serde::Serialize;
use std::fmt::Write as _;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{RecordBound, RecordPoint, Series};
use tenfold_words::numeral::{
    date, figures, figures_rounded, percent, rounded, unit_word, with_unit,
};
use tenfold_words::text::Lang;
use tenfold_words::years::years;

/// The picture's own units, across and down.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 500.0;
/// Times drawn: more would be finer than a screen shows.
const TIMES_LARGE: usize = 160;
const TIMES_SMALL: usize = 64;
/// Reports that one picture draws, or one table shows: more are dots upon dots.
const DRAWN_MAX: usize = 2_000;
/// Lines across a small chart.
const TICKS_SMALL: usize = 3;
/// Years labelled below a chart.
const YEARS_LARGE: usize = 7;
const YEARS_SMALL: usize = 3;
/// Digits of a time that the script gets: fewer than a month's beginning would need are too few.
const TIME_DIGITS: usize = 12;

/// How large a chart is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Large,
    Small,
}

/// What the page's script needs of one chart to read it out.
#[derive(Serialize)]
pub(crate) struct ChartData {
    unit: String,
    times: Vec<f64>,
    low: Vec<Option<f64>>,
    median: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
    /// The ends of the linear axis.
    linear: Option<(f64, f64)>,
    /// The ends of the logarithmic axis.
    log: Option<(f64, f64)>,
    points: Vec<PointData>,
}

#[derive(Serialize)]
struct PointData {
    date: f64,
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    source: String,
    note: String,
}

/// What is said below the title of a series: its doc, its name, its unit.
pub(crate) fn caption(note: &Phrase, name: &str, unit: &str) -> Markup {
    html! {
        p.name {
            @if *note != same("") { (note) " · " }
            code { (unbroken(name)) }
            @if !unitless(unit) { " · " (unit) }
        }
    }
}

/// Half the width of the stroke at a bound's end, in the picture's units.
const STROKE: i32 = 6;

/// A chart ready to be drawn: the times kept, the curves at them, the axes.
pub(crate) struct Chart<'a> {
    series: &'a Series,
    named: Named,
    is_element: bool,
    size: Size,
    times: Vec<f64>,
    /// 10, 25, 50, 75 and 90 %.
    curves: [Vec<f64>; 5],
    /// 10 and 90 % of the prior; no values where it is not shown.
    prior: [Vec<f64>; 2],
    /// 10, 50 and 90 % of another fan, where there is one.
    beside: Option<[Vec<f64>; 3]>,
    points: Vec<&'a RecordPoint>,
    bounds: Vec<&'a RecordBound>,
    /// Figures of the record outside the times or without a number.
    outside: usize,
    /// Reports that are not drawn because there are too many.
    left_out: usize,
    linear: Option<Axis>,
    log: Option<Axis>,
}

impl<'a> Chart<'a> {
    pub fn new(series: &'a Series, words: &Catalogue, size: Size) -> Chart<'a> {
        Chart::versus(series, &[], words, size)
    }

    /// With another fan beside it: quantiles by probability, at the same times.
    pub fn versus(
        series: &'a Series,
        beside: &[(f64, Vec<f64>)],
        words: &Catalogue,
        size: Size,
    ) -> Chart<'a> {
        let most = match size {
            Size::Large => TIMES_LARGE,
            Size::Small => TIMES_SMALL,
        };
        let kept = spread(series.times.len(), most);
        let curves = [0.10, 0.25, 0.50, 0.75, 0.90].map(|p| kept_of(&series.quantiles, p, &kept));
        let beside =
            (!beside.is_empty()).then(|| [0.10, 0.50, 0.90].map(|p| kept_of(beside, p, &kept)));
        let prior = [0.10, 0.90].map(|p| match series.prior.is_empty() {
            true => Vec::new(),
            false => kept_of(&series.prior, p, &kept),
        });
        let times: Vec<f64> = kept.iter().map(|at| series.times[*at]).collect();
        let inside = |date: f64| match (times.first(), times.last()) {
            (Some(first), Some(last)) => (*first..=*last).contains(&date),
            _ => false,
        };
        let points = series.points.iter();
        let points = points.filter(|point| point.value.is_finite() && inside(point.date));
        let points: Vec<&RecordPoint> = points.collect();
        let bounds = series.bounds.iter().filter(|bound| inside(bound.date));
        let bounds: Vec<&RecordBound> = bounds.collect();
        let ends = bounds.iter().flat_map(|bound| [bound.low, bound.high]);
        let record = points
            .iter()
            .flat_map(|point| [Some(point.value), point.low, point.high])
            .chain(ends)
            .flatten();
        let curves_beside = || beside.iter().flatten().flatten().copied();
        let values = || {
            let fan = curves.iter().flatten().copied();
            fan.chain(curves_beside()).chain(record.clone())
        };
        let ticks = match size {
            Size::Large => usize::MAX,
            Size::Small => TICKS_SMALL,
        };
        let (outside, all) = (
            series.points.len() - points.len(),
            points.len() + bounds.len(),
        );
        let points = drawn(&points);
        let bounds = drawn(&bounds);
        let left_out = all - points.len() - bounds.len();
        let linear = Axis::linear(values()).map(|axis| axis.sparse(ticks));
        let log = Axis::log(values()).map(|axis| axis.sparse(ticks));
        let doc = Some(&*series.title).filter(|title| *title != series.name);
        Chart {
            series,
            named: named(words, &series.name, doc.unwrap_or("")),
            is_element: false,
            size,
            times,
            curves,
            prior,
            beside,
            points,
            bounds,
            outside,
            left_out,
            linear,
            log,
        }
    }

    /// The 10, 50 and 90 % quantile at one of the times.
    fn band(&self, at: usize) -> [f64; 3] {
        [0, 2, 4].map(|curve: usize| self.curves[curve][at])
    }

    /// The figures that the page's script reads out, already rounded: it writes what the page writes.
    pub fn data(&self) -> ChartData {
        let finite = |value: f64| value.is_finite().then_some(value);
        let places =
            (0..self.times.len()).map(|at| figures_rounded(&self.band(at), &self.series.unit));
        let bands: Vec<Vec<f64>> = places.collect();
        let curve = |nth: usize| bands.iter().map(|band| finite(band[nth])).collect();
        let ends = |axis: &Option<Axis>| axis.as_ref().map(|axis| (axis.low, axis.high));
        let short = |value: f64| figures_rounded(&[value], &self.series.unit)[0];
        let point = |point: &&RecordPoint| PointData {
            date: rounded(point.date, TIME_DIGITS),
            value: short(point.value),
            low: point.low.map(short).and_then(finite),
            high: point.high.map(short).and_then(finite),
            source: point.source.clone(),
            note: point.note.clone(),
        };
        ChartData {
            unit: self.series.unit.clone(),
            times: self
                .times
                .iter()
                .map(|time| rounded(*time, TIME_DIGITS))
                .collect(),
            low: curve(0),
            median: curve(1),
            high: curve(2),
            linear: ends(&self.linear),
            log: ends(&self.log),
            points: self.points.iter().map(point).collect(),
        }
    }

    /// The figure, with `index` its place among the charts of the page.
    pub fn figure(&self, index: usize) -> Markup {
        let series = self.series;
        let log = self.log.is_some() && (series.log || self.linear.is_none());
        let id = format!("c{index}");
        let large = self.size == Size::Large;
        html! {
            figure.chart.small[!large] id=(id) data-chart=(index)
                data-scale=(if log { "log" } else { "linear" }) {
                figcaption {
                    h4 id=(format!("{id}t")) { (self.named.heading) }
                    @if !self.is_element { (self.caption()) }
                    @if let Some(phrase) = left_out(1.0 - series.valued.last().unwrap_or(&1.0)) {
                        p.note { (phrase) }
                    }
                    p.readout id=(format!("{id}r")) aria-live="polite" { (self.readout()) }
                }
                @if self.times.len() > 1 && (self.linear.is_some() || self.log.is_some()) {
                    (self.plot(&id))
                    (self.below(log))
                }
            }
        }
    }

    /// As one of several elements under a heading of theirs: it is told by its labels alone.
    pub fn of_element(mut self, words: &Catalogue) -> Chart<'a> {
        let name = &self.series.name;
        self.named.heading = Phrase::each(|lang| words.labels(lang, name));
        self.is_element = true;
        self
    }

    /// What is below the heading: what else is said of it, its name, its unit.
    fn caption(&self) -> Markup {
        caption(&self.named.note, &self.series.name, &self.series.unit)
    }

    /// The last date's figures, until a reader points at another.
    fn readout(&self) -> Markup {
        let Some(last) = self.times.len().checked_sub(1) else {
            return html! {};
        };
        let band = self.band(last);
        let unit = &self.series.unit;
        let dated = Phrase::each(|lang| date(lang, self.times[last]));
        let end = |nth: usize| Phrase::each(|lang| figures(lang, &band, unit).swap_remove(nth));
        let middle = Phrase::each(|lang| with_unit(lang, end(1).in_lang(lang).to_owned(), unit));
        let (from, to) = (end(0), end(2));
        let range = say_with("readout-range", &[("from", &from), ("to", &to)]);
        html! {
            span.when { (dated) } " " b.middle { (middle) } " " span.range { (range) }
            span.record {}
        }
    }

    fn plot(&self, id: &str) -> Markup {
        let label = say_with("chart-label", &[("title", &self.named.heading)]);
        let (first, last) = (self.times[0], self.times[self.times.len() - 1]);
        let most = if self.size == Size::Large {
            YEARS_LARGE
        } else {
            YEARS_SMALL
        };
        let across = |year: i32| 100.0 * (f64::from(year) - first) / (last - first);
        let pictures = [("linear", &self.linear), ("log", &self.log)];
        let pictures: Vec<_> = pictures
            .into_iter()
            .filter_map(|(scale, axis)| axis.as_ref().map(|axis| (scale, axis)))
            .collect();
        html! {
            div.plot tabindex="0" role="group" aria-describedby=(format!("{id}r"))
                aria-label=(label.en) data-en=(label.en) data-zh=(label.zh) {
                svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none"
                    role="img" aria-labelledby=(format!("{id}t {id}r")) {
                    @for (scale, axis) in &pictures { g class=(scale) { (self.picture(axis)) } }
                }
                @for (scale, axis) in &pictures {
                    div.ticks.(*scale) aria-hidden="true" { (value_labels(axis, &self.series.unit)) }
                }
                div.rule aria-hidden="true" { i {} }
            }
            div.years aria-hidden="true" {
                @for year in years(first, last, most) {
                    @let place = across(year);
                    span.first[place < 3.0].last[place > 97.0]
                        style=(format!("left:{place:.2}%")) { (year) }
                }
            }
        }
    }

    fn picture(&self, axis: &Axis) -> Markup {
        let grid: String = axis
            .ticks
            .iter()
            .filter_map(|tick| axis.place(*tick))
            .map(|place| format!("M0 {:.0}H{WIDTH:.0}", HEIGHT * (1.0 - place)))
            .collect();
        let path = |curve: usize| self.places(axis, &self.curves[curve]);
        let (points, bars) = self.record(axis);
        html! {
            path.grid d=(grid) {}
            @if !self.prior[0].is_empty() {
                @let [low, high] = [0, 1].map(|at| self.places(axis, &self.prior[at]));
                path.before d=(band(&low, &high)) {}
            }
            path.eight d=(band(&path(0), &path(4))) {}
            path.half d=(band(&path(1), &path(3))) {}
            path.median d=(line(&path(2))) {}
            @if let Some([low, middle, high]) = &self.beside {
                @for edge in [low, high] { path.edge d=(line(&self.places(axis, edge))) {} }
                path.beside d=(line(&self.places(axis, middle))) {}
            }
            @if !bars.is_empty() { path.bars d=(bars) {} }
            @if !points.is_empty() {
                path.ring d=(points) {}
                path.points d=(points) {}
            }
        }
    }

    /// Where each value of a curve is drawn, in whole units of the picture.
    fn places(&self, axis: &Axis, curve: &[f64]) -> Vec<Option<(i32, i32)>> {
        let places = self.times.iter().zip(curve);
        places
            .map(|(time, value)| Some((self.across(*time), down(axis, *value)?)))
            .collect()
    }

    fn across(&self, time: f64) -> i32 {
        let (first, last) = (self.times[0], self.times[self.times.len() - 1]);
        ((time - first) / (last - first) * WIDTH).round() as i32
    }

    /// The record's points, and what it says lies in a range: as its source states of a point, or between
    /// bounds. A bar without an end reaches the edge.
    fn record(&self, axis: &Axis) -> (String, String) {
        let (mut points, mut bars) = (String::new(), String::new());
        for point in &self.points {
            let x = self.across(point.date);
            if let Some(y) = down(axis, point.value) {
                write!(points, "M{x} {y}h0").expect("a string grows");
            }
            let low = down(axis, point.low.unwrap_or(point.value));
            let high = down(axis, point.high.unwrap_or(point.value));
            if let (Some(low), Some(high)) = (low, high)
                && low != high
            {
                write!(bars, "M{x} {low}V{high}").expect("a string grows");
            }
        }
        for bound in &self.bounds {
            let x = self.across(bound.date);
            let end = |end: Option<f64>| end.and_then(|end| down(axis, end));
            let (low, high) = (end(bound.low), end(bound.high));
            let bar = (low.unwrap_or(HEIGHT as i32), high.unwrap_or(0));
            write!(bars, "M{x} {}V{}", bar.0, bar.1).expect("a string grows");
            for y in [low, high].into_iter().flatten() {
                let (x, across) = (x - STROKE, 2 * STROKE);
                write!(bars, "M{x} {y}h{across}").expect("a string grows");
            }
        }
        (points, bars)
    }

    /// The axis switch, and the figures as a table under a large chart.
    fn below(&self, log: bool) -> Markup {
        let outside_text = same(self.outside.to_string());
        html! {
            @if self.linear.is_some() && self.log.is_some() {
                button.scale type="button" aria-pressed=(log) { (say("scale-log")) }
            }
            @if self.left_out > 0 {
                p.note { (say_with("record-thinned", &[("count", &same(self.left_out.to_string()))])) }
            }
            @if self.outside > 0 { p.note { (say_with("record-not-drawn", &[("count", &outside_text)])) } }
            @if self.size == Size::Large { (self.table()) }
        }
    }

    /// All quantiles at one of the times.
    fn figures(&self, lang: Lang, at: usize) -> Vec<String> {
        let values = self.curves.each_ref().map(|curve| curve[at]);
        figures(lang, &values, &self.series.unit)
    }

    fn table(&self) -> Markup {
        let rows = spread(self.times.len(), 8);
        let headings = [0.1, 0.25, 0.5, 0.75, 0.9].map(percent);
        html! {
            details.figures {
                summary { (say("figures")) }
                table.fits {
                    thead { tr {
                        th scope="col" { (say("date")) }
                        @for (nth, heading) in headings.iter().enumerate() {
                            th.number.spare[nth % 2 == 1] scope="col" { (heading) }
                        }
                    } }
                    tbody { @for row in rows { tr {
                        th scope="row" { (Phrase::each(|lang| date(lang, self.times[row]))) }
                        @for nth in 0..self.curves.len() {
                            td.number.spare[nth % 2 == 1] {
                                (Phrase::each(|lang| self.figures(lang, row).swap_remove(nth)))
                            }
                        }
                    } } }
                }
            }
        }
    }
}

/// True if a unit is not worth showing.
pub(crate) fn unitless(unit: &str) -> bool {
    unit_word(unit).is_empty()
}

/// A quantile's curve at the positions kept; NaN where it has none.
fn kept_of(curves: &[(f64, Vec<f64>)], p: f64, kept: &[usize]) -> Vec<f64> {
    let mut all = curves.iter();
    let found = all.find(|(probability, _)| (probability - p).abs() < 1e-9);
    let curve = found.map_or(&[][..], |(_, curve)| curve);
    let value = |at: &usize| curve.get(*at).copied().unwrap_or(f64::NAN);
    kept.iter().map(value).collect()
}

/// Of a list in order what a picture draws or a table shows, evenly spread, with both ends.
pub(crate) fn drawn<T: Clone>(all: &[T]) -> Vec<T> {
    let kept = spread(all.len(), DRAWN_MAX).into_iter();
    kept.map(|at| all[at].clone()).collect()
}

/// At most `most` positions of a list, evenly spread, with both ends.
fn spread(length: usize, most: usize) -> Vec<usize> {
    if length <= most {
        return (0..length).collect();
    }
    (0..most).map(|at| at * (length - 1) / (most - 1)).collect()
}

fn down(axis: &Axis, value: f64) -> Option<i32> {
    axis.place(value)
        .map(|place| (HEIGHT * (1.0 - place)).round() as i32)
}

fn value_labels(axis: &Axis, unit: &str) -> Markup {
    html! {
        @for (at, tick) in axis.ticks.iter().enumerate() {
            @let place = axis.place(*tick).unwrap_or(0.0) * 100.0;
            span style=(format!("bottom:{place:.2}%")) {
                (Phrase::each(|lang| figures(lang, &axis.ticks, unit).swap_remove(at)))
            }
        }
    }
}

/// A line through the places, broken where there is none.
fn line(places: &[Option<(i32, i32)>]) -> String {
    let mut path = String::new();
    let mut last: Option<(i32, i32)> = None;
    for place in places {
        if let Some(at) = place {
            step(&mut path, last, *at);
        }
        last = *place;
    }
    path
}

/// The area between two curves, one piece for each stretch in which both have places.
fn band(low: &[Option<(i32, i32)>], high: &[Option<(i32, i32)>]) -> String {
    let mut path = String::new();
    let both: Vec<_> = low
        .iter()
        .zip(high)
        .map(|(low, high)| Some((low.as_ref()?, high.as_ref()?)))
        .collect();
    for stretch in both.split(Option::is_none) {
        let stretch: Vec<_> = stretch.iter().flatten().collect();
        let there = stretch.iter().map(|(low, _)| **low);
        let back = stretch.iter().rev().map(|(_, high)| **high);
        let mut last = None;
        for at in there.chain(back) {
            step(&mut path, last, at);
            last = Some(at);
        }
        if last.is_some() {
            path.push('Z');
        }
    }
    path
}

/// Goes on to `at`: a move without a place before, else a line, relative because that is shorter.
fn step(path: &mut String, last: Option<(i32, i32)>, at: (i32, i32)) {
    match last {
        None => write!(path, "M{} {}", at.0, at.1),
        Some((x, y)) => write!(path, "l{} {}", at.0 - x, at.1 - y),
    }
    .expect("a string grows");
}
