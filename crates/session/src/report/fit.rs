//! Pictures of a fitted law, as files that stand alone: the runs with the law and its residuals, and
//! the replicates of every two parameters against each other.

use super::axis::Axis;
use crate::fit::{FitResult, RunRow};
use crate::numeral::number;
use crate::text::{Lang, text};
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;

/// The picture of runs and residuals, in its own units.
const WIDTH: f64 = 900.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 880.0;
const RUNS: (f64, f64) = (70.0, 430.0);
const RESIDUALS: (f64, f64) = (480.0, 620.0);
const HEIGHT: f64 = 680.0;
/// Room from one panel of the corner plot to the next, and of a panel.
const CELL: f64 = 150.0;
const PANEL: f64 = 130.0;
const MARGIN: f64 = 80.0;
/// Replicates that are drawn.
const DOTS_MAX: usize = 500;
const BINS: usize = 24;
/// From this ratio on, positive values are better seen on a logarithmic axis.
const LOG_RATIO: f64 = 30.0;
/// More turns than these, and predictions are no curve over size.
const TURNS_MAX: usize = 2;

const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#444}.title{font-size:15px;\
font-weight:600;fill:#111}line{stroke:#ddd}.zero{stroke:#888}.run{fill:#444;fill-opacity:.75}\
.law{fill:none;stroke:#1f5f9e;stroke-width:2}.band{fill:#1f5f9e;fill-opacity:.2}\
.bar{stroke:#1f5f9e;stroke-opacity:.4;stroke-width:3}.tick{stroke:#1f5f9e;stroke-width:2}\
.dot{fill:#1f5f9e;fill-opacity:.3}.best{stroke:#b3402a;stroke-width:1.5}";

/// An axis and the pixels of its two ends.
struct Scale {
    axis: Axis,
    ends: (f64, f64),
}

impl Scale {
    fn new(values: &[f64], ends: (f64, f64), log_ratio: f64) -> Option<Scale> {
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

    fn at(&self, value: f64) -> f64 {
        let place = self.axis.place(value).unwrap_or(0.0);
        self.ends.0 + place * (self.ends.1 - self.ends.0)
    }
}

/// Runs over their size with what the law says of them, and the residuals below.
pub(crate) fn runs_picture(fit: &FitResult, lang: Lang) -> Option<String> {
    let of =
        |read: &dyn Fn(&RunRow) -> Vec<f64>| fit.runs.iter().flat_map(read).collect::<Vec<f64>>();
    let sizes = of(&|run| vec![run.size.unwrap_or(f64::NAN)]);
    let values = of(&|run| {
        [Some(run.recorded), Some(run.predicted), run.low, run.high]
            .into_iter()
            .flatten()
            .collect()
    });
    let misses = of(&|run| vec![run.residual, -run.residual]);
    let across = Scale::new(&sizes, (LEFT, RIGHT), LOG_RATIO)?;
    let up = Scale::new(&values, (RUNS.1, RUNS.0), LOG_RATIO)?;
    let residual = Scale::new(&misses, (RESIDUALS.1, RESIDUALS.0), f64::INFINITY)?;
    let mut order: Vec<&RunRow> = fit.runs.iter().filter(|run| run.size.is_some()).collect();
    order.sort_by(|a, b| a.size.unwrap_or(0.0).total_cmp(&b.size.unwrap_or(0.0)));
    let by = fit
        .extrapolation
        .as_ref()
        .map_or("", |tested| tested.by.as_str());
    let say = |key: &str| text(lang, key, &[]);
    let law = if is_curve(&order) {
        curve(&order, &across, &up)
    } else {
        bars(&order, &across, &up)
    };
    let x = |run: &RunRow| across.at(run.size.unwrap_or(f64::NAN));
    let picture = html! {
        text.title x="20" y="28" { (fit.law) }
        text x="20" y="50" { (say("report-fit-legend")) }
        (grid(&across, &up, lang, RUNS))
        (law)
        @for run in &order { circle.run cx=(px(x(run))) cy=(px(up.at(run.recorded))) r="3" {} }
        text x=(LEFT) y=(RESIDUALS.0 - 12.0) { (say("report-fit-residuals")) }
        (grid(&across, &residual, lang, RESIDUALS))
        line.zero x1=(LEFT) x2=(RIGHT) y1=(px(residual.at(0.0))) y2=(px(residual.at(0.0))) {}
        @for run in &order { circle.run cx=(px(x(run))) cy=(px(residual.at(run.residual))) r="3" {} }
        text x=((LEFT + RIGHT) / 2.0) y=(HEIGHT - 14.0) text-anchor="middle" { (by) }
    };
    Some(file(WIDTH, HEIGHT, &picture))
}

/// Whether predictions follow size alone, as far as can be seen.
fn is_curve(order: &[&RunRow]) -> bool {
    let steps: Vec<f64> = order
        .windows(2)
        .map(|two| two[1].predicted - two[0].predicted)
        .collect();
    let turns = steps.windows(2).filter(|two| two[0] * two[1] < 0.0).count();
    turns <= TURNS_MAX
}

fn curve(order: &[&RunRow], across: &Scale, up: &Scale) -> Markup {
    let at = |run: &RunRow, value: f64| {
        let x = across.at(run.size.unwrap_or(f64::NAN));
        format!("{},{} ", px(x), px(up.at(value)))
    };
    let (mut line, mut band) = (String::new(), String::new());
    for run in order {
        line += &at(run, run.predicted);
        band += &at(run, run.high.unwrap_or(run.predicted));
    }
    for run in order.iter().rev() {
        band += &at(run, run.low.unwrap_or(run.predicted));
    }
    html! {
        polygon.band points=(band) {}
        polyline.law points=(line) {}
    }
}

fn bars(order: &[&RunRow], across: &Scale, up: &Scale) -> Markup {
    html! {
        @for run in order {
            @let x = across.at(run.size.unwrap_or(f64::NAN));
            @if let (Some(low), Some(high)) = (run.low, run.high) {
                line.bar x1=(px(x)) x2=(px(x)) y1=(px(up.at(low))) y2=(px(up.at(high))) {}
            }
            @let y = px(up.at(run.predicted));
            line.tick x1=(px(x - 6.0)) x2=(px(x + 6.0)) y1=(y) y2=(y) {}
        }
    }
}

/// Lines and labels of two axes.
fn grid(across: &Scale, up: &Scale, lang: Lang, (top, bottom): (f64, f64)) -> Markup {
    html! {
        @for tick in &up.axis.ticks {
            @let y = up.at(*tick);
            line x1=(LEFT) x2=(RIGHT) y1=(px(y)) y2=(px(y)) {}
            text x=(LEFT - 8.0) y=(px(y + 4.0)) text-anchor="end" { (number(lang, *tick, 3)) }
        }
        @for tick in &across.axis.ticks {
            @let x = px(across.at(*tick));
            line x1=(x) x2=(x) y1=(top) y2=(bottom) {}
            text x=(x) y=(bottom + 18.0) text-anchor="middle" { (label(lang, *tick)) }
        }
    }
}

/// Years are not grouped in thousands.
fn label(lang: Lang, tick: f64) -> String {
    match (1500.0..2500.0).contains(&tick) && tick.fract() == 0.0 {
        true => format!("{tick:.0}"),
        false => number(lang, tick, 3),
    }
}

/// Every two parameters against each other over replicates, each alone on the diagonal.
pub(crate) fn corner_picture(
    fit: &FitResult,
    replicates: &[Vec<f64>],
    lang: Lang,
) -> Option<String> {
    let count = fit.estimates.len();
    if replicates.len() < 2 {
        return None;
    }
    let scales: Option<Vec<Scale>> = (0..count)
        .map(|at| {
            let values: Vec<f64> = replicates.iter().map(|values| values[at]).collect();
            let log_ratio = 3.0;
            Scale::new(&values, (0.0, PANEL), log_ratio)
        })
        .collect();
    let scales = scales?;
    let size = MARGIN + CELL * count as f64 + 20.0;
    let place = |at: usize| MARGIN + CELL * at as f64;
    let every = replicates.len().div_ceil(DOTS_MAX);
    let picture = html! {
        text.title x="20" y="28" { (fit.law) }
        @for row in 0..count {
            @for column in 0..=row {
                g transform={ "translate(" (place(column)) "," (place(row) - 30.0) ")" } {
                    rect width=(PANEL) height=(PANEL) fill="none" stroke="#ccc" {}
                    @if row == column {
                        (histogram(&scales[row], replicates, row))
                    } @else {
                        @for values in replicates.iter().step_by(every) {
                            circle.dot cx=(px(scales[column].at(values[column])))
                                cy=(px(PANEL - scales[row].at(values[row]))) r="1.6" {}
                        }
                        (best(&scales[column], fit.estimates[column].value, true))
                        (best(&scales[row], fit.estimates[row].value, false))
                    }
                    @if row + 1 == count { (ends(&scales[column], lang, true)) }
                    @if column == 0 && row > 0 { (ends(&scales[row], lang, false)) }
                    @if row == column {
                        text x=(PANEL / 2.0) y="-6" text-anchor="middle" { (fit.estimates[row].name) }
                    }
                }
            }
        }
    };
    Some(file(size, size, &picture))
}

fn histogram(scale: &Scale, replicates: &[Vec<f64>], at: usize) -> Markup {
    let mut counts = [0_usize; BINS];
    for values in replicates {
        let share = scale.at(values[at]) / PANEL;
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

fn best(scale: &Scale, value: f64, upright: bool) -> Markup {
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
                text x="-6" y=(px(PANEL - scale.at(*tick) + 8.0 * (1.0 - nth as f64)))
                    text-anchor="end" { (label(lang, *tick)) }
            }
        }
    }
}

/// A picture as a file of its own.
fn file(width: f64, height: f64, picture: &Markup) -> String {
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height) {
            style { (PreEscaped(STYLE)) }
            rect width=(width) height=(height) fill="#fff" {}
            (picture)
        }
    };
    svg.into_string() + "\n"
}

/// A place in the picture, to a hundredth.
fn px(value: f64) -> String {
    format!("{value:.2}")
}
