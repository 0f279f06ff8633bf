//! The picture of a fitted law: its runs with what it says of them, and the residuals.

use crate::report::chart::drawn;
use crate::report::picture::{LOG_RATIO, Scale, file, label, px, thinned};
use maud::{Markup, html};
use tenfold_study::fit::{FitResult, RunRow};
use tenfold_words::numeral::number;
use tenfold_words::text::{Lang, text};

/// The picture of runs and residuals, in its own units.
const WIDTH: f64 = 900.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 880.0;
const RUNS: (f64, f64) = (70.0, 430.0);
const RESIDUALS: (f64, f64) = (480.0, 620.0);
const HEIGHT: f64 = 680.0;
/// More turns than these, and predictions are no curve over size.
const TURNS_MAX: usize = 2;

/// Runs over their size with what the law says of them, and the residuals below.
pub fn runs_picture(fit: &FitResult, lang: Lang) -> Option<String> {
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
    let all = order.len();
    let is_curve = is_curve(&order);
    let order = drawn(&order);
    let law = match is_curve {
        true => curve(&order, &across, &up),
        false => bars(&order, &across, &up),
    };
    let x = |run: &RunRow| across.at(run.size.unwrap_or(f64::NAN));
    let picture = html! {
        text.title x="20" y="28" { (fit.law) }
        text x="20" y="50" { (say("report-fit-legend")) }
        @if let Some(words) = thinned(lang, all - order.len()) {
            text x=(RIGHT) y="28" text-anchor="end" { (words) }
        }
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
