//! The report of a comparison: for each scenario against the first, when things happen and how series
//! differ, fan beside fan and the difference within each draw.

use crate::phrases::{Phrase, left_out, row_name, same, say, say_with};
use crate::report::chart::{Chart, ChartData, Size};
use crate::report::frame;
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::compare::rows::{
    BASE, CompareData, CompareScenario, MilestoneDifference, SeriesDifference,
};
use tenfold_study::rows::Series;
use tenfold_words::numeral::{count, date, percent, signed, signed_quantity, unit_of_difference};
use tenfold_words::text::Lang;

/// Years later as months: `−3.2 ± 0.1`.
pub fn months(lang: Lang, years: f64, error: Option<f64>) -> String {
    signed(lang, 12.0 * years, error.map(|error| 12.0 * error))
}

/// A difference of probabilities in points of per cent: `+2.1 ± 0.3`.
pub fn points(lang: Lang, difference: f64, error: f64) -> String {
    signed(lang, 100.0 * difference, Some(100.0 * error))
}

/// The whole report as one HTML file that opens in `lang`. The same data give the same bytes.
pub fn render(data: &CompareData, lang: Lang) -> String {
    let mut charts = Vec::new();
    let main = html! {
        @for scenario in data.scenarios.iter().skip(1) {
            (pair(data, scenario, &mut charts))
        }
        (how_to_read(data))
    };
    let (header, footer) = (header(data, lang), footer(data));
    frame::page(&data.title, lang, &header, &main, &footer, charts)
}

fn header(data: &CompareData, lang: Lang) -> Markup {
    let draws = same(count(data.draws));
    let seed = same(data.seed.to_string());
    html! {
        header {
            (frame::toggles(lang))
            h1 { (Phrase::each(|lang| data.title_in(lang))) }
            ul.facts {
                li { (say_with("report-model", &[("model", &same(&data.model))])) }
                li { (say_with("report-draws", &[("draws", &draws)])) }
                li { (say_with("report-seed", &[("seed", &seed)])) }
                li { (say_with("report-version", &[("version", &same(&data.version))])) }
            }
            dl.settings { @for scenario in &data.scenarios { (described(data, scenario)) } }
        }
    }
}

/// A scenario in its own words and clauses.
fn described(data: &CompareData, scenario: &CompareScenario) -> Markup {
    let clauses = [
        ("assume", &scenario.assumptions),
        ("intervene", &scenario.interventions),
    ];
    let doc = match scenario.name.as_str() {
        BASE if scenario.doc.is_empty() => say("compare-base"),
        name => Phrase::each(|lang| {
            let whole = data.catalogue.scenario(name);
            let said = whole.map_or("", |whole| data.catalogue.doc(lang, &whole));
            if said.is_empty() { &scenario.doc } else { said }.to_owned()
        }),
    };
    html! {
        dt { (scenario_phrase(data, &scenario.name)) }
        dd {
            (doc)
            @for (word, clauses) in clauses { @for clause in clauses {
                br; code { (word) " " (clause) }
            } }
        }
    }
}

/// One scenario against the first.
fn pair(data: &CompareData, scenario: &CompareScenario, charts: &mut Vec<ChartData>) -> Markup {
    let is_own = |name: &str| name == scenario.name;
    let milestones = data.milestones.iter().filter(|row| is_own(&row.scenario));
    let series = data.series.iter().filter(|row| is_own(&row.scenario));
    let against = data.scenarios.first().map_or("", |first| &first.name);
    let (one, other) = (
        scenario_phrase(data, &scenario.name),
        scenario_phrase(data, against),
    );
    let names = [("scenario", &one), ("against", &other)];
    html! {
        section {
            h2 { (say_with("compare-pair", &names)) }
            p.lead { (say_with("compare-lead", &names)) }
            (milestone_table(data, &names, &milestones.collect::<Vec<_>>()))
            ul.legend.fan {
                li { i.key-median {} (one) }
                li { i.key-eight {} (say("compare-band")) }
                li { i.key-beside {} (other) }
                li { i.key-edge {} (say("compare-band")) }
            }
            div.large { @for row in series { (figures(row, &data.catalogue, &names, charts)) } }
        }
    }
}

type Names<'a> = [(&'a str, &'a Phrase); 2];

fn milestone_table(data: &CompareData, names: &Names, rows: &[&MilestoneDifference]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let end = Phrase::each(|lang| date(lang, data.end));
    let [(_, one), (_, other)] = names;
    let when = |median: Option<f64>| match median {
        Some(years) => Phrase::each(|lang| date(lang, years)),
        None => say_with("milestone-after", &[("date", &end)]),
    };
    html! {
        h3 { (say("milestones")) }
        div.wide { table {
            thead { tr {
                th scope="col" {}
                th.number scope="col" { (say_with("compare-chance", &[("scenario", other), ("date", &end)])) }
                th.number scope="col" { (one) }
                th.number scope="col" { (say("compare-points")) }
                th.number scope="col" { (say_with("compare-median", &[("scenario", other)])) }
                th.number scope="col" { (one) }
                th.number scope="col" { (say("compare-later")) }
            } }
            tbody { @for row in rows { tr {
                th scope="row" {
                    (row_name(&data.catalogue, &row.name))
                    @if let Some(phrase) = left_out(row.left_out) { p.note { (phrase) } }
                }
                td.number { (percent(row.probability_against)) }
                td.number { (percent(row.probability)) }
                td.number { (Phrase::each(|lang| points(lang, row.probability_difference, row.probability_error))) }
                td.number { (when(row.median_against)) }
                td.number { (when(row.median)) }
                td.number { (Phrase::each(|lang| later(lang, row))) }
            } } }
        } }
    }
}

pub(crate) fn later(lang: Lang, row: &MilestoneDifference) -> String {
    let said = row
        .years_later
        .map(|years| months(lang, years, row.years_error));
    said.unwrap_or_default()
}

/// Fan beside fan, and the fan of the difference.
fn figures(
    row: &SeriesDifference,
    words: &Catalogue,
    names: &Names,
    charts: &mut Vec<ChartData>,
) -> Markup {
    let fan = Series {
        name: row.name.clone(),
        title: row.title.clone(),
        unit: row.unit.clone(),
        times: row.times.clone(),
        quantiles: row.quantiles.clone(),
        valued: row.valued.clone(),
        log: is_wide(row),
        ..Series::default()
    };
    let gap = Series {
        unit: unit_of_difference(&row.unit).to_owned(),
        quantiles: row.differences.clone(),
        log: false,
        ..fan.clone()
    };
    let last = row.times.len().saturating_sub(1);
    let said = Phrase::each(|lang| {
        let at = |list: &[f64]| list.get(last).copied().unwrap_or(f64::NAN);
        signed_quantity(lang, at(&row.mean_difference), at(&row.error), &row.unit)
    });
    let when = Phrase::each(|lang| date(lang, row.times.get(last).copied().unwrap_or(0.0)));
    let mut draw = |series: &Series, beside: &[(f64, Vec<f64>)]| {
        let chart = Chart::versus(series, beside, words, Size::Large);
        let index = charts.len();
        charts.push(chart.data());
        chart.figure(index)
    };
    html! {
        div {
            p.note { (say_with("compare-both", names)) }
            (draw(&fan, &row.quantiles_against))
        }
        div {
            p.note { (say_with("compare-difference", names)) }
            (draw(&gap, &[]))
            p.note { (say_with("compare-mean", &[("date", &when), ("difference", &said)])) }
        }
    }
}

/// Whether both fans are positive and span more than a linear axis shows.
fn is_wide(row: &SeriesDifference) -> bool {
    let both = row.quantiles.iter().chain(&row.quantiles_against);
    let values = both.flat_map(|(_, values)| values).copied();
    let (least, most) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, 0.0_f64), |(least, most), value| {
            (least.min(value), most.max(value))
        });
    least > 0.0 && most / least > 50.0
}

fn how_to_read(data: &CompareData) -> Markup {
    let draws = same(count(data.draws));
    html! {
        section #how-to-read {
            h2 { (say("how-to-read")) }
            ul.prose {
                li { (say_with("compare-how-paired", &[("draws", &draws)])) }
                @for key in ["compare-how-error", "compare-how-words", "how-same"] { li { (say(key)) } }
            }
        }
    }
}

fn footer(data: &CompareData) -> Markup {
    html! {
        footer {
            p.note.hash { (say_with("report-hash", &[("hash", &same(&data.model_hash))])) }
            p.note { (say_with("made-with", &[("version", &same(&data.version))])) }
        }
    }
}

/// What a scenario is called in each language.
fn scenario_phrase(data: &CompareData, name: &str) -> Phrase {
    Phrase::each(|lang| data.scenario_in(lang, name))
}
