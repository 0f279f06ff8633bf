//! The report of a comparison: for each scenario against the first the answer, then what differs in the order in
//! which it is told, each with its picture: fan beside fan, and the change within each draw.

use crate::compare::{
    alike, answer, chances, change_with_unit, heading, later, medians_of_dates, medians_with_unit,
    points,
};
use crate::phrases::{Phrase, left_out, same, say, say_with, unbroken};
use crate::report::chart::{Chart, ChartData, Size};
use crate::report::frame;
use crate::report::milestones::{strip, window};
use maud::{Markup, html};
use tenfold_study::compare::difference::{MilestoneDifference, SeriesDifference};
use tenfold_study::compare::rows::{BASE, CompareData, CompareScenario};
use tenfold_study::compare::told::{Change, Elements, ScenarioTold, SeriesTold, Told};
use tenfold_study::rows::Series;
use tenfold_words::numeral::{count, date, times, unit_of_difference};
use tenfold_words::text::Lang;

/// The whole report as one HTML file that opens in `lang`. The same data give the same bytes.
pub fn render(data: &CompareData, lang: Lang) -> String {
    let mut charts = Vec::new();
    let main = html! {
        @for (at, told) in data.told.iter().enumerate() {
            (Pair { data, told, at: at + 1 }.section(&mut charts))
        }
        (how_to_read(data))
    };
    let (header, footer) = (header(data, lang), footer(data));
    frame::page(&heading(data, lang), lang, &header, &main, &footer, charts)
}

fn header(data: &CompareData, lang: Lang) -> Markup {
    let draws = same(count(data.draws));
    let seed = same(data.seed.to_string());
    html! {
        header {
            (frame::toggles(lang))
            h1 { (Phrase::each(|lang| heading(data, lang))) }
            ul.facts {
                li { (say_with("report-model", &[("model", &same(&data.model))])) }
                li { (say_with("report-draws", &[("draws", &draws)])) }
                li { (say_with("report-seed", &[("seed", &seed)])) }
                li { (say_with("report-version", &[("version", &same(&data.version))])) }
            }
        }
    }
}

/// The worlds in their own words and clauses, and the model's.
fn worlds(data: &CompareData) -> Markup {
    html! {
        h2 { (say("compare-worlds")) }
        dl.stacked { @for scenario in &data.scenarios { (described(data, scenario)) } }
        p.note { (Phrase::each(|lang| data.title_in(lang))) }
    }
}

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
        dt { (scenario_phrase(data, &scenario.name)) " " code.note { (scenario.name) } }
        dd {
            (doc)
            @for (word, clauses) in clauses { @for clause in clauses {
                br; code { (word) " " (clause) }
            } }
        }
    }
}

/// One scenario against the first.
struct Pair<'a> {
    data: &'a CompareData,
    told: &'a ScenarioTold,
    /// Its place among the scenarios.
    at: usize,
}

impl Pair<'_> {
    fn section(&self, charts: &mut Vec<ChartData>) -> Markup {
        let (data, told) = (self.data, self.told);
        let (one, other) = self.names();
        let names = [("scenario", &one), ("against", &other)];
        let answer = Phrases::each(|lang| answer(data, told, lang));
        let (named, others): (Vec<&Told>, Vec<&Told>) = told.told.iter().partition(|row| row.named);
        let parts = [("compare-named", named), ("compare-others", others)];
        html! {
            section {
                h2 { (say_with("compare-pair", &names)) }
                @for sentence in answer.0 { p { (sentence) } }
                p.lead { (say_with("compare-lead", &names)) }
                ul.legend.fan {
                    li { i.key-median {} (one) }
                    li { i.key-eight {} (say("compare-band")) }
                    li { i.key-beside {} (other) }
                    li { i.key-edge {} (say("compare-band")) }
                }
                @for (heading, rows) in parts { @if !rows.is_empty() {
                    h3 { (say(heading)) }
                    @for row in rows { (self.row(row, charts)) }
                } }
                @if told.alike > 0 {
                    p.note { (Phrase::each(|lang| alike(lang, told).unwrap_or_default())) }
                }
            }
        }
    }

    fn names(&self) -> (Phrase, Phrase) {
        let [one, other] =
            [&self.told.scenario, &self.told.against].map(|name| scenario_phrase(self.data, name));
        (one, other)
    }

    fn row(&self, row: &Told, charts: &mut Vec<ChartData>) -> Markup {
        html! {
            article.told {
                h4 { (Phrase::each(|lang| self.data.catalogue.title(lang, &row.name))) }
                p.name {
                    code { (unbroken(&row.name)) }
                    @if !row.differs { " · " (say("compare-no-difference")) }
                }
                @match &row.elements {
                    Elements::Milestone(rows) => { @for row in rows { (self.milestone(row)) } }
                    Elements::Series(rows) => (self.series(rows, charts)),
                }
            }
        }
    }

    /// In words, and the distributions of both worlds below each other on one axis.
    fn milestone(&self, row: &MilestoneDifference) -> Markup {
        let data = self.data;
        let end = Phrase::each(|lang| times(lang, &[data.end]).remove(0));
        let later = Phrase::each(|lang| later(lang, row));
        let medians = Phrase::each(|lang| medians_of_dates(data, row, lang));
        let points =
            Phrase::each(|lang| points(lang, row.probability_difference, row.probability_error));
        let chances = same(chances(row));
        let args = [("date", &end), ("chances", &chances), ("points", &points)];
        let (one, other) = self.names();
        let sides = [(0, &other), (self.at, &one)];
        let find = |at: usize| data.dates[at].iter().find(|side| side.name == row.name);
        let sides: Vec<_> = (sides.into_iter())
            .filter_map(|(at, name)| Some((find(at)?, name)))
            .collect();
        let both: Vec<_> = sides.iter().map(|(side, _)| (*side).clone()).collect();
        let window = window(&both, (data.start, data.end));
        html! {
            p { (self.labelled(&row.name)) b { (later) } " · " (say("compare-medians")) " " (medians) }
            p.note {
                (say_with("compare-chances", &args))
                @if let Some(phrase) = left_out(row.left_out) { " · " (phrase) }
            }
            @for (side, name) in sides {
                p.note { (name) }
                (strip(side, name, window))
            }
        }
    }

    /// The labels of an element and a colon.
    fn labelled(&self, name: &str) -> Markup {
        let labels = Phrase::each(|lang| self.data.catalogue.labels(lang, name));
        html! { @if labels != same("") { (labels) ": " } }
    }

    /// In words at one time, and a picture of both worlds; of a scalar one of the change besides.
    fn series(&self, rows: &[SeriesTold], charts: &mut Vec<ChartData>) -> Markup {
        let when = |time: f64| Phrase::each(|lang| date(lang, time));
        let find = |name: &str| {
            let mut all = self.data.series.iter();
            all.find(|row| row.scenario == self.told.scenario && row.name == name)
        };
        let is_array = rows.len() > 1;
        let size = if is_array { Size::Small } else { Size::Large };
        html! {
            @for row in rows {
                p {
                    (self.labelled(&row.name))
                    b { (Phrase::each(|lang| change_with_unit(lang, row))) }
                    " · " (when(row.time)) " · " (say("compare-medians")) " "
                    (Phrase::each(|lang| medians_with_unit(lang, row)))
                }
            }
            div.multiples[is_array].large[!is_array] {
                @for (row, whole) in rows.iter().filter_map(|row| Some((row, find(&row.name)?))) {
                    (self.both(whole, size, charts))
                    @if !is_array { (self.changes(row, whole, charts)) }
                }
            }
        }
    }

    /// Fan beside fan.
    fn both(&self, row: &SeriesDifference, size: Size, charts: &mut Vec<ChartData>) -> Markup {
        let fan = Series {
            quantiles: row.quantiles.clone(),
            log: is_wide(row),
            ..self.plain(row)
        };
        self.draw(&fan, &row.quantiles_against, size, charts)
    }

    /// The fan of the change within each draw, with its mean where that is an amount.
    fn changes(
        &self,
        told: &SeriesTold,
        row: &SeriesDifference,
        charts: &mut Vec<ChartData>,
    ) -> Markup {
        let (one, other) = self.names();
        let names = [("scenario", &one), ("against", &other)];
        let (key, unit, quantiles) = match told.change {
            Change::Amount(_) => {
                let unit = unit_of_difference(&row.unit);
                ("compare-difference", unit, &row.differences)
            }
            Change::Ratio(_) => ("compare-ratio", "1", &row.ratios),
        };
        let gap = Series {
            unit: unit.to_owned(),
            quantiles: quantiles.clone(),
            ..self.plain(row)
        };
        html! {
            div {
                p.note { (say_with(key, &names)) }
                (self.draw(&gap, &[], Size::Large, charts))
            }
        }
    }

    /// What all pictures of a series have in common.
    fn plain(&self, row: &SeriesDifference) -> Series {
        Series {
            name: row.name.clone(),
            title: match row.name.ends_with(']') {
                true => self.data.catalogue.title(Lang::En, &row.name),
                false => row.title.clone(),
            },
            unit: row.unit.clone(),
            times: row.times.clone(),
            valued: row.valued.clone(),
            ..Series::default()
        }
    }

    fn draw(
        &self,
        series: &Series,
        beside: &[(f64, Vec<f64>)],
        size: Size,
        charts: &mut Vec<ChartData>,
    ) -> Markup {
        let chart = Chart::versus(series, beside, &self.data.catalogue, size);
        let index = charts.len();
        charts.push(chart.data());
        chart.figure(index)
    }
}

/// Sentences in both languages, as many in each.
struct Phrases(Vec<Phrase>);

impl Phrases {
    fn each(say: impl Fn(Lang) -> Vec<String>) -> Phrases {
        let both = say(Lang::En).into_iter().zip(say(Lang::Zh));
        Phrases(both.map(|(en, zh)| Phrase { en, zh }).collect())
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
                @for key in ["compare-how-order", "compare-how-ratio", "compare-how-error", "compare-how-words", "how-same"] {
                    li { (say(key)) }
                }
            }
        }
    }
}

fn footer(data: &CompareData) -> Markup {
    html! {
        footer {
            (worlds(data))
            p.note.hash { (say_with("report-hash", &[("hash", &same(&data.model_hash))])) }
            p.note { (say_with("made-with", &[("version", &same(&data.version))])) }
        }
    }
}

/// What a scenario is called in each language.
fn scenario_phrase(data: &CompareData, name: &str) -> Phrase {
    Phrase::each(|lang| data.scenario_in(lang, name))
}
