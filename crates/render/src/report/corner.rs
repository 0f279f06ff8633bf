//! Every two parameters against each other, each alone on the diagonal: replicates of a fit, or rows of a
//! posterior.

use crate::report::picture::{STYLE, Scale, label};
use crate::svg::{file, px};
use maud::{Markup, html};
use std::fmt::Write as _;
use tenfold_words::text::Lang;

/// Room from one panel to the next, and of a panel.
const CELL: f64 = 150.0;
const PANEL: f64 = 130.0;
const MARGIN: f64 = 80.0;
/// Rows that are drawn.
const DOTS_MAX: usize = 500;
const BINS: usize = 24;

/// One parameter of the plot: its values, row by row, and the best one if there is one.
pub struct Column {
    /// As it is labelled.
    pub name: String,
    /// In its unit.
    pub values: Vec<f64>,
    /// Marked in each panel.
    pub best: Option<f64>,
}

/// As a file.
pub fn corner_picture(title: &str, columns: &[Column], lang: Lang) -> Option<String> {
    let (size, picture) = corner(columns, lang)?;
    let picture = html! {
        text.title x="20" y="28" { (title) }
        (picture)
    };
    Some(file((size, size), STYLE, &picture))
}

/// The plot and the length of its sides.
pub(crate) fn corner(columns: &[Column], lang: Lang) -> Option<(f64, Markup)> {
    let count = columns.len();
    let rows = columns.first()?.values.len();
    if rows < 2 {
        return None;
    }
    let scales = columns
        .iter()
        .map(|column| Scale::new(&column.values, (0.0, PANEL), 3.0));
    let scales: Vec<Scale> = scales.collect::<Option<_>>()?;
    let size = MARGIN + CELL * count as f64 + 20.0;
    let place = |at: usize| MARGIN + CELL * at as f64;
    let every = rows.div_ceil(DOTS_MAX);
    let dots = |row: usize, column: usize| {
        let pairs = columns[column].values.iter().zip(&columns[row].values);
        let (across, up) = (&scales[column], &scales[row]);
        let places = pairs.step_by(every);
        places
            .map(|(x, y)| (px(across.at(*x)), px(PANEL - up.at(*y))))
            .collect::<Vec<_>>()
    };
    let picture = html! {
        @for row in 0..count {
            @for column in 0..=row {
                g transform={ "translate(" (place(column)) "," (place(row) - 30.0) ")" } {
                    rect width=(PANEL) height=(PANEL) fill="none" stroke="#ccc" {}
                    @if row == column {
                        (histogram(&scales[row], &columns[row].values))
                    } @else {
                        @for (x, y) in dots(row, column) { circle.dot cx=(x) cy=(y) r="1.6" {} }
                        (best(&scales[column], columns[column].best, true))
                        (best(&scales[row], columns[row].best, false))
                    }
                    @if row + 1 == count { (ends(&scales[column], lang, true)) }
                    @if column == 0 && row > 0 { (ends(&scales[row], lang, false)) }
                    @if row == column {
                        text x=(PANEL / 2.0) y="-6" text-anchor="middle" { (columns[row].name) }
                    }
                }
            }
        }
    };
    Some((size, picture))
}

fn histogram(scale: &Scale, values: &[f64]) -> Markup {
    let mut counts = [0_usize; BINS];
    for value in values {
        let share = scale.at(*value) / PANEL;
        counts[((share * BINS as f64) as usize).min(BINS - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1) as f64;
    let mut path = String::new();
    let width = PANEL / BINS as f64;
    for (bin, count) in counts.iter().enumerate() {
        let (x, height) = (bin as f64 * width, *count as f64 / most * (PANEL - 10.0));
        let (x, y, width, height) = (px(x), px(PANEL - height), px(width), px(height));
        write!(path, "M{x},{y}h{width}v{height}h-{width}z").expect("a string grows");
    }
    html! { path.band d=(path) {} }
}

fn best(scale: &Scale, value: Option<f64>, upright: bool) -> Markup {
    let Some(value) = value else {
        return html! {};
    };
    let at = px(scale.at(value));
    let down = px(PANEL - scale.at(value));
    html! {
        @if upright {
            line.best x1=(at) x2=(at) y1="0" y2=(PANEL) {}
        } @else {
            line.best x1="0" x2=(PANEL) y1=(down) y2=(down) {}
        }
    }
}

/// The first and the last tick of an axis.
fn ends(scale: &Scale, lang: Lang, below: bool) -> Markup {
    let ticks = &scale.axis.ticks;
    let shown = [ticks.first(), ticks.last()].into_iter().flatten();
    html! {
        @for (nth, tick) in shown.enumerate() {
            @let anchor = if nth == 0 { "start" } else { "end" };
            @if below {
                text x=(px(scale.at(*tick))) y=(PANEL + 16.0) text-anchor=(anchor) { (label(lang, *tick)) }
            } @else {
                text x="-6" y=(px(PANEL - scale.at(*tick) + 10.0 * nth as f64))
                    text-anchor="end" { (label(lang, *tick)) }
            }
        }
    }
}
