//! The page of a backtest and its pictures: skill by origin, and each series with the fans that
//! earlier dates forecast beside what came.

use crate::axis::Axis;
use crate::backtest::content::{Picture, baseline_words, content, signed};
use crate::blocks::markup;
use crate::phrases::say;
use crate::report::frame::{document, toggles};
use crate::svg::{file, px};
use maud::{Markup, PreEscaped, html};
use tenfold_infer::Baseline;
use tenfold_study::backtest::rows::{BacktestResult, BacktestSeries, FanRow, SeriesFan};
use tenfold_words::numeral::{day, number};
use tenfold_words::text::{Lang, text};
use tenfold_words::years::years;

/// A picture, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 96.0;
const RIGHT: f64 = 622.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 360.0;
/// Fans drawn of one series.
const FANS_MAX: usize = 4;
const TICKS: usize = 6;
const YEARS: usize = 7;
/// Forecasts of dates in one picture.
const DATES_MAX: usize = 24;
/// Skills beyond this are drawn at the edge: twice a baseline's error is bad enough to see.
const SKILL_MIN: f64 = -1.0;
/// Colours that keep apart for every kind of sight (Okabe and Ito 2008).
const COLOURS: [&str; 4] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

const PICTURE_STYLE: &str = "text{font:13px system-ui,'Noto Sans CJK SC',sans-serif;fill:#444}\
.title{font-size:15px;font-weight:600;fill:#111}line{stroke:#ddd}.zero{stroke:#777}\
.report{fill:#222}.before{fill:#fff;stroke:#222;stroke-width:1.2}";

/// A time axis across and a value axis up.
struct Frame {
    from: f64,
    to: f64,
    up: Axis,
}

impl Frame {
    fn x(&self, time: f64) -> f64 {
        LEFT + (time - self.from) / (self.to - self.from) * (RIGHT - LEFT)
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - self.up.place(value).unwrap_or(0.0) * (BOTTOM - TOP)
    }

    fn grid(&self, label: impl Fn(f64) -> String) -> Markup {
        html! {
            @for tick in &self.up.ticks {
                line x1=(LEFT) x2=(RIGHT) y1=(px(self.y(*tick))) y2=(px(self.y(*tick))) {}
                text x=(LEFT - 8.0) y=(px(self.y(*tick) + 4.0)) text-anchor="end" { (label(*tick)) }
            }
            @for year in years(self.from, self.to, YEARS) {
                @let x = px(self.x(f64::from(year)));
                line x1=(x) x2=(x) y1=(TOP) y2=(BOTTOM) {}
                text x=(x) y=(BOTTOM + 20.0) text-anchor="middle" { (year) }
            }
        }
    }
}

/// The skill against each baseline by origin, with its interval.
pub fn skill_picture(result: &BacktestResult, lang: Lang) -> Option<String> {
    let rows: Vec<_> = result
        .scores
        .iter()
        .filter(|row| row.origin.is_some())
        .collect();
    let (first, last) = (rows.first()?.origin?, rows.last()?.origin?);
    let frame = Frame {
        from: first - 0.25,
        to: last + 0.25,
        up: Axis {
            low: SKILL_MIN,
            high: 1.0,
            log: false,
            ticks: vec![-1.0, -0.5, 0.0, 0.5, 1.0],
        },
    };
    let lines = Baseline::ALL.iter().enumerate().map(|(nth, baseline)| {
        // Side by side, that bars do not hide each other.
        let aside = (nth as f64 - 1.5) * 5.0;
        let found: Vec<_> = rows
            .iter()
            .filter_map(|row| {
                let own = row.skill.iter().find(|one| one.baseline == baseline.name())?;
                Some((frame.x(row.origin?) + aside, own))
            })
            .collect();
        let path: Vec<String> = (found.iter())
            .map(|(x, own)| format!("{},{}", px(*x), px(frame.y(own.skill.max(SKILL_MIN)))))
            .collect();
        let colour = COLOURS[nth];
        html! {
            polyline points=(path.join(" ")) fill="none" stroke=(colour) stroke-width="2" {}
            @for (x, own) in &found {
                @if let (Some(low), Some(high)) = (own.low, own.high) {
                    line x1=(px(*x)) x2=(px(*x)) y1=(px(frame.y(low.max(SKILL_MIN)))) y2=(px(frame.y(high.max(SKILL_MIN))))
                        style=(format!("stroke:{colour};stroke-opacity:.5;stroke-width:2")) {}
                }
                circle cx=(px(*x)) cy=(px(frame.y(own.skill.max(SKILL_MIN)))) r="3.5" fill=(colour) {}
            }
        }
    });
    let names = Baseline::ALL
        .iter()
        .map(|one| baseline_words(lang, one.name()));
    let picture = html! {
        text.title x="20" y="28" { (text(lang, "backtest-skill-chart", &[])) }
        (keys(names))
        (frame.grid(signed))
        line.zero x1=(LEFT) x2=(RIGHT) y1=(px(frame.y(0.0))) y2=(px(frame.y(0.0))) {}
        @for line in lines { (line) }
    };
    Some(file((WIDTH, HEIGHT), PICTURE_STYLE, &picture))
}

/// Coloured words below the title.
fn keys(names: impl Iterator<Item = String>) -> Markup {
    html! {
        @for (nth, name) in names.enumerate() {
            @let x = 20.0 + 152.0 * nth as f64;
            rect x=(x) y="44" width="14" height="10" fill=(COLOURS[nth]) {}
            text x=(x + 20.0) y="54" { (name) }
        }
    }
}

/// The fans drawn: of the origins that know the series and have reports after them, the first, the
/// last and some between.
fn fans(series: &BacktestSeries) -> Vec<&SeriesFan> {
    let last = series
        .record
        .last()
        .map_or(f64::NEG_INFINITY, |(date, _)| *date);
    let is_told = |fan: &&SeriesFan| fan.known > 0 && fan.origin < last && fan.points.len() > 1;
    let all: Vec<&SeriesFan> = series.fans.iter().filter(is_told).collect();
    if all.len() <= FANS_MAX {
        return all;
    }
    let place = |nth: usize| nth * (all.len() - 1) / (FANS_MAX - 1);
    (0..FANS_MAX).map(|nth| all[place(nth)]).collect()
}

/// A series: the record, and the fans forecast from several dates.
pub fn fan_picture(series: &BacktestSeries, lang: Lang) -> Option<String> {
    let fans = fans(series);
    let (first, last) = (fans.first()?, fans.last()?);
    let record = series.record.iter();
    let mut values: Vec<f64> = record.clone().map(|(_, value)| *value).collect();
    for fan in &fans {
        let points = fan.points.iter();
        values.extend(points.flat_map(|point| [point.quantiles[1], point.quantiles[5]]));
    }
    let axis = match series.is_log {
        true => Axis::log(values.iter().copied()),
        false => Axis::linear(values.iter().copied()),
    };
    let frame = Frame {
        from: record
            .clone()
            .map(|(date, _)| *date)
            .fold(first.origin, f64::min)
            - 0.1,
        to: last
            .points
            .iter()
            .map(|point| point.date)
            .fold(first.origin, f64::max)
            + 0.1,
        up: axis?.sparse(TICKS),
    };
    let drawn = fans
        .iter()
        .enumerate()
        .map(|(nth, fan)| fan_markup(&frame, fan, COLOURS[nth]));
    let is_scored = |date: f64| date > first.origin;
    let picture = html! {
        text.title x="20" y="28" { (series.name) @if series.unit != "1" { ", " (series.unit) } }
        (keys(fans.iter().map(|fan| day(fan.origin))))
        (frame.grid(|tick| number(lang, tick, 3)))
        @for one in drawn { (one) }
        @for (date, value) in record {
            circle class=(if is_scored(*date) { "report" } else { "before" })
                cx=(px(frame.x(*date))) cy=(px(frame.y(*value))) r="3" {}
        }
    };
    Some(file((WIDTH, HEIGHT), PICTURE_STYLE, &picture))
}

/// Forecasts of the dates that came: a bar of 80 % with its median for each origin, the origin at its
/// left, and a line where the milestone came.
pub fn dates_picture(result: &BacktestResult, lang: Lang) -> Option<String> {
    let rows = &result.dates[..result.dates.len().min(DATES_MAX)];
    let known = rows.iter().flat_map(|row| {
        let [_, from, _, median, _, to, _] = row.quantiles;
        let ends = [from, median, to].into_iter().flatten();
        ends.chain([row.origin, row.date]).collect::<Vec<f64>>()
    });
    let (first, last) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), date| {
        (low.min(date), high.max(date))
    });
    if first >= last {
        return None;
    }
    let frame = Frame {
        from: first - 0.25,
        to: last + 0.25,
        up: Axis {
            low: 0.0,
            high: 1.0,
            log: false,
            ticks: Vec::new(),
        },
    };
    // A milestone's name has a line of its own above its bars.
    let is_new = |nth: usize| nth == 0 || rows[nth].milestone != rows[nth - 1].milestone;
    let names = |until: usize| (0..until).filter(|nth| is_new(*nth)).count();
    let lines = rows.len() + names(rows.len());
    let half = 0.5 * (BOTTOM - TOP) / lines as f64;
    let y = |nth: usize| TOP + half * (2 * (nth + names(nth + 1)) + 1) as f64;
    let x = |date: Option<f64>| date.map_or(RIGHT, |date| frame.x(date));
    let picture = html! {
        text.title x="20" y="28" { (text(lang, "backtest-dates", &[])) }
        text x="20" y="54" { (text(lang, "backtest-dates-legend", &[])) }
        (frame.grid(|_| String::new()))
        @for (nth, row) in rows.iter().enumerate() {
            @let (from, to) = (x(row.quantiles[1]), x(row.quantiles[5]));
            rect x=(px(from)) width=(px((to - from).max(1.0))) y=(px(y(nth) - 0.6 * half)) height=(px(1.2 * half))
                fill=(COLOURS[0]) fill-opacity=".25" {}
            line x1=(px(x(row.quantiles[3]))) x2=(px(x(row.quantiles[3]))) y1=(px(y(nth) - 0.6 * half))
                y2=(px(y(nth) + 0.6 * half)) style=(format!("stroke:{};stroke-width:2", COLOURS[0])) {}
            circle.before cx=(px(frame.x(row.origin))) cy=(px(y(nth))) r="3" {}
            line x1=(px(frame.x(row.date))) x2=(px(frame.x(row.date))) y1=(px(y(nth) - half)) y2=(px(y(nth) + half))
                style="stroke:#222;stroke-width:2" {}
            @if is_new(nth) { text x="20" y=(px(y(nth) - 2.0 * half + 4.0)) { (row.milestone) } }
        }
    };
    Some(file((WIDTH, HEIGHT), PICTURE_STYLE, &picture))
}

/// A band of 80 %, its median, and where it was told.
fn fan_markup(frame: &Frame, fan: &SeriesFan, colour: &str) -> Markup {
    let line = |quantile: usize| {
        let at = move |point: &FanRow| {
            format!(
                "{},{}",
                px(frame.x(point.date)),
                px(frame.y(point.quantiles[quantile]))
            )
        };
        fan.points.iter().map(at)
    };
    let band: Vec<String> = line(5).chain(line(1).rev()).collect();
    let median: Vec<String> = line(3).collect();
    html! {
        polygon points=(band.join(" ")) fill=(colour) fill-opacity=".16" {}
        polyline points=(median.join(" ")) fill="none" stroke=(colour) stroke-width="2" {}
        line x1=(px(frame.x(fan.origin))) x2=(px(frame.x(fan.origin))) y1=(TOP) y2=(BOTTOM)
            style=(format!("stroke:{colour};stroke-dasharray:3 4")) {}
    }
}

/// The page, in both languages; it opens in `lang`.
pub fn backtest_page(result: &BacktestResult, lang: Lang) -> String {
    let title = text(lang, "backtest-title", &[("model", &result.model)]);
    // The page's script reads out charts and filters tables; here it only changes words and colours.
    let data = r#"{"charts":[],"shown":{"en":"","zh":""}}"#;
    let style =
        ".picture-svg svg { width: 100%; max-width: 48rem; height: auto; border-radius: 6px; }";
    let body = html! {
        header { (toggles(lang)) }
        main #main { (markup(|lang| content(result, lang), |picture| pictures(*picture, result))) }
    };
    document(&title, lang, Some(style), data, &body)
}

/// Pictures in each language, of which the page shows one.
fn pictures(which: Picture, result: &BacktestResult) -> Markup {
    let in_lang = |lang: Lang| -> Vec<String> {
        match which {
            Picture::Skill => skill_picture(result, lang).into_iter().collect(),
            Picture::Dates => dates_picture(result, lang).into_iter().collect(),
            Picture::Fans => {
                let series = result.series.iter();
                series.filter_map(|one| fan_picture(one, lang)).collect()
            }
        }
    };
    html! {
        @if which == Picture::Fans { p.note { (say("backtest-fan-legend")) } }
        @for lang in Lang::ALL { div.large.(lang.tag()) lang=(lang.tag()) {
            @for picture in in_lang(lang) { div.picture-svg { (PreEscaped(picture)) } }
        } }
    }
}
