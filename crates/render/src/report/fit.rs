//! The report of a fitted law, and its picture: its runs with what it says of them, and the residuals.

use crate::phrases::{Phrase, same, say, say_with};
use crate::report::chart::drawn;
use crate::report::corner::{Column, corner};
use crate::report::frame;
use crate::report::picture::{LOG_RATIO, STYLE, Scale, label, thinned};
use crate::svg::{file, px};
use maud::{Markup, html};
use tenfold_study::fit::{EstimateRow, FitResult, GivenRow, RunRow};
use tenfold_words::numeral::{count, figures, number, quantity, with_error, with_unit};
use tenfold_words::text::{Lang, first_sentence, text};

/// The picture of runs and residuals, in its own units.
const WIDTH: f64 = 900.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 880.0;
const RUNS: (f64, f64) = (70.0, 430.0);
const RESIDUALS: (f64, f64) = (480.0, 620.0);
const HEIGHT: f64 = 680.0;
/// More turns than these, and predictions are no curve over size.
const TURNS_MAX: usize = 2;

/// Digits of an error.
const DIGITS: usize = 3;
/// From this correlation on, two estimates are said to be determined together.
const TOGETHER: f64 = 0.9;

/// The whole report as one HTML file that opens in `lang`; `replicates` are the columns of its corner plot. The
/// same data give the same bytes.
pub fn render_fit(fit: &FitResult, replicates: &[Column], lang: Lang) -> String {
    let main = html! {
        section {
            @for sentence in answer(fit) { p { (sentence) } }
        }
        (estimates(fit, "term-fit-estimates", &fit.estimates))
        (estimates(fit, "term-fit-derived", &fit.derived))
        @if let Some(which) = fit.estimates.iter().find_map(|row| row.interval) {
            p.note { (say(&format!("term-fit-interval-{which}"))) }
        }
        (pictured(fit))
        (together(fit, replicates, lang))
        (quality(fit))
    };
    let rows = same(count(fit.rows as u64));
    let heading = say_with("fit-heading", &[("law", &same(&fit.law)), ("rows", &rows)]);
    let title = heading.in_lang(lang).to_owned();
    let facts = [
        ("rows", &rows),
        ("loss", &same(&fit.loss)),
        ("replicates", &same(count(fit.replicates as u64))),
        ("seed", &same(fit.seed.to_string())),
    ];
    let header = html! {
        header {
            (frame::toggles(lang))
            h1 { (heading) }
            p.note { (Phrase::each(|lang| about(fit, lang))) }
            ul.facts { li { (say_with("term-fit-about", &facts)) } }
        }
    };
    let version = same(env!("CARGO_PKG_VERSION"));
    let footer = html! { footer { p.note { (say_with("made-with", &[("version", &version)])) } } };
    frame::page(&title, lang, &header, &main, &footer, Vec::new())
}

/// What the law says of itself, in a sentence.
fn about(fit: &FitResult, lang: Lang) -> String {
    match first_sentence(fit.catalogue.doc(lang, &fit.model)) {
        "" => fit.title.clone(),
        said => said.to_owned(),
    }
}

/// How well it foretells, then what the runs leave open.
fn answer(fit: &FitResult) -> Vec<Phrase> {
    let plain = |value: f64| Phrase::each(|lang| number(lang, value, DIGITS));
    let error = plain(fit.cross_validation);
    let mut said = vec![say_with("fit-says-left-out", &[("error", &error)])];
    if let Some(tested) = &fit.extrapolation {
        let args = [
            ("count", &same(tested.held_out.to_string())),
            ("by", &same(&tested.by)),
            ("error", &plain(tested.error_outside)),
        ];
        said.push(say_with("fit-says-largest", &args));
    }
    let open = fit.estimates.iter().filter_map(|row| {
        let profile = row.profile?;
        let key = match (profile.low, profile.high) {
            (Some(_), Some(_)) => return None,
            (None, Some(_)) => "term-fit-open-below",
            (Some(_), None) => "term-fit-open-above",
            (None, None) => "term-fit-open-both",
        };
        Some(say_with(key, &[("name", &same(&row.name))]))
    });
    said.extend(open);
    said
}

/// What a thing of the law is called: its title in the catalogue, else the first sentence of its doc.
fn called(fit: &FitResult, name: &str) -> Phrase {
    let whole = format!("{}.{name}", fit.model);
    Phrase::each(|lang| {
        let given = fit.catalogue.given_title(lang, &whole);
        given.unwrap_or_else(|| first_sentence(fit.catalogue.doc(lang, &whole)).to_owned())
    })
}

fn estimates(fit: &FitResult, heading: &str, rows: &[EstimateRow]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (say(heading)) }
            @if heading == "term-fit-derived" { @for row in &fit.given { p { (given(fit, row)) } } }
            dl.stacked { @for row in rows {
                dt { (called(fit, &row.name)) " " code.note.unbroken { (row.name) } }
                dd { (Phrase::each(|lang| estimate(lang, row))) }
            } }
        }
    }
}

/// What the numbers below are for: an input with its value.
fn given(fit: &FitResult, row: &GivenRow) -> Markup {
    let value = Phrase::each(|lang| quantity(lang, row.value, &row.unit));
    let args = [("name", &same(&row.name)), ("value", &value)];
    let called = called(fit, &row.name);
    html! {
        (say_with("fit-given", &args))
        @if called != same("") { " " span.note { (called) } }
    }
}

/// A value, and in brackets its interval, where the runs set one.
fn estimate(lang: Lang, row: &EstimateRow) -> String {
    let open = |end: Option<f64>| end.unwrap_or(f64::NAN);
    let said = figures(lang, &[open(row.low), row.value, open(row.high)], &row.unit);
    let none = text(lang, "term-fit-none", &[]);
    let end = |at: usize, end: Option<f64>| end.map_or(&none, |_| &said[at]);
    let value = with_unit(lang, said[1].clone(), &row.unit);
    match row.interval {
        Some(_) => format!("{value} ({} – {})", end(0, row.low), end(2, row.high)),
        None => value,
    }
}

fn pictured(fit: &FitResult) -> Markup {
    html! {
        @if runs(fit, Lang::En).is_some() {
            section {
                h2 { (say("fit-runs")) }
                @for lang in Lang::ALL { div class=(lang.tag()) lang=(lang.tag()) {
                    svg.law-runs viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img"
                        aria-label=(text(lang, "fit-runs", &[])) { (runs(fit, lang).unwrap_or_default()) }
                } }
            }
        }
    }
}

/// Pairs that are known only together, and the corner plot of all.
fn together(fit: &FitResult, replicates: &[Column], lang: Lang) -> Markup {
    let strong = fit.correlations.iter();
    let strong = strong.filter(|pair| pair.rho.abs() >= TOGETHER);
    let said = strong.map(|pair| {
        let rho = Phrase::each(|lang| number(lang, pair.rho, DIGITS));
        let (a, b) = (same(&pair.a), same(&pair.b));
        say_with(
            "term-fit-together-row",
            &[("a", &a), ("b", &b), ("rho", &rho)],
        )
    });
    let plot = corner(replicates, lang).filter(|_| replicates.len() > 1);
    let label = text(lang, "term-fit-together", &[]);
    html! {
        section {
            h2 { (say("term-fit-together")) }
            ul.prose { @for pair in said { li { (pair) } } }
            @if let Some((size, plot)) = plot {
                svg.corner viewBox=(format!("0 0 {size} {size}")) role="img" aria-label=(label) { (plot) }
            }
        }
    }
}

/// Figures by which laws are compared.
fn quality(fit: &FitResult) -> Markup {
    let plain = |value: f64| Phrase::each(|lang| number(lang, value, DIGITS + 1));
    let looic = fit.looic.zip(fit.looic_error).map(|(value, error)| {
        Phrase::each(|lang| {
            let (value, error) = with_error(lang, value, error, "1");
            format!("{value} ± {error}")
        })
    });
    let of = [
        ("agreeing", &same(fit.starts_agreeing.to_string())),
        ("starts", &same(fit.starts.to_string())),
    ];
    let rows = [
        ("term-fit-objective", Some(plain(fit.objective))),
        (
            "term-fit-agreeing",
            Some(say_with("term-fit-agreeing-of", &of)),
        ),
        ("term-fit-aic", Some(plain(fit.aic))),
        ("term-fit-bic", Some(plain(fit.bic))),
        ("term-fit-looic", looic),
        (
            "term-fit-cross-validation",
            Some(plain(fit.cross_validation)),
        ),
        (
            "term-fit-bias",
            fit.extrapolation.as_ref().map(|one| plain(one.bias)),
        ),
    ];
    html! {
        section {
            h2 { (say("term-fit-quality")) }
            dl.stacked { @for (key, value) in rows { @if let Some(value) = value {
                dt { (say(key)) } dd { (value) }
            } } }
        }
    }
}

/// Runs over their size with what the law says of them, and the residuals below, as a file.
pub fn runs_picture(fit: &FitResult, lang: Lang) -> Option<String> {
    runs(fit, lang).map(|picture| file((WIDTH, HEIGHT), STYLE, &picture))
}

fn runs(fit: &FitResult, lang: Lang) -> Option<Markup> {
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
    Some(html! {
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
    })
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
