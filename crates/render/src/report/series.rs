//! Which charts stand where: outputs and what has a record large, all else small, by module.

use crate::phrases::{Phrase, named, same, say, say_with};
use crate::report::chart::{Chart, ChartData, Size, caption};
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::wording::unindexed;
use tenfold_study::rows::{ReportData, Series};

/// The section of key series, the section of all others, and what the script needs of each
/// chart, in the order of their places on the page.
pub(crate) fn sections(data: &ReportData) -> (Markup, Markup, Vec<ChartData>) {
    let (key, rest): (Vec<&Series>, Vec<&Series>) = data.series.iter().partition(is_key);
    let mut charts = Vec::new();
    let words = &data.catalogue;
    let key = html! {
        section #key-series {
            h2 { (say("key-series")) }
            p.lead { (say("key-series-lead")) }
            (legend())
            (grouped(&key, words, ("large", Size::Large), &mut charts))
        }
    };
    let rest = html! {
        section #all-series {
            h2 { (say("all-series")) }
            p.lead { (say("all-series-lead")) }
            @for (module, series) in by_module(&rest) {
                (module_details(module, words, &series, &mut charts))
            }
        }
    };
    (key, rest, charts)
}

/// Charts side by side; the elements of one series have one heading, and stand in one row.
fn grouped(
    series: &[&Series],
    words: &Catalogue,
    (class, size): (&str, Size),
    charts: &mut Vec<ChartData>,
) -> Markup {
    let mut parts: Vec<&[&Series]> = Vec::new();
    let mut singles = 0;
    for group in series.chunk_by(|a, b| unindexed(&a.name) == unindexed(&b.name)) {
        // Single charts that follow each other share a grid.
        match (group.len(), parts.len()) {
            (1, at) if singles > 0 => {
                singles += 1;
                let end = place(series, group) + 1;
                parts[at - 1] = &series[end - singles..end];
            }
            (length, _) => {
                singles = usize::from(length == 1);
                parts.push(group);
            }
        }
    }
    html! { @for part in parts {
        @if part.len() > 1 && unindexed(&part[0].name) == unindexed(&part[1].name) {
            @let name = unindexed(&part[0].name);
            @let all = named(words, name, &part[0].title);
            div.elements {
                h4 { (all.heading) }
                (caption(&all.note, name, &part[0].unit))
                div.multiples { @for one in part { (element(one, words, charts)) } }
            }
        } @else {
            div.(class) { @for one in part { (figure(one, words, size, charts)) } }
        }
    } }
}

/// Where a part of a list begins.
fn place(all: &[&Series], part: &[&Series]) -> usize {
    let is_first = |one: &&Series| std::ptr::eq(*one, part[0]);
    all.iter().position(is_first).unwrap_or(0)
}

fn element(series: &Series, words: &Catalogue, charts: &mut Vec<ChartData>) -> Markup {
    let chart = Chart::new(series, words, Size::Small).of_element(words);
    let index = charts.len();
    charts.push(chart.data());
    chart.figure(index)
}

pub(crate) fn figure(
    series: &Series,
    words: &Catalogue,
    size: Size,
    charts: &mut Vec<ChartData>,
) -> Markup {
    let chart = Chart::new(series, words, size);
    let index = charts.len();
    charts.push(chart.data());
    chart.figure(index)
}

fn is_key(series: &&Series) -> bool {
    series.output || !series.points.is_empty()
}

/// The series that people ask about.
pub fn key_series(data: &ReportData) -> impl Iterator<Item = &Series> {
    data.series.iter().filter(is_key)
}

/// Series by the module of their qualified name, modules in the order they first come.
fn by_module<'a>(series: &[&'a Series]) -> Vec<(&'a str, Vec<&'a Series>)> {
    let mut modules: Vec<(&str, Vec<&Series>)> = Vec::new();
    for series in series {
        let module = series.name.split('.').next().unwrap_or(&series.name);
        match modules.iter_mut().find(|(name, _)| *name == module) {
            Some((_, list)) => list.push(series),
            None => modules.push((module, vec![series])),
        }
    }
    modules
}

fn module_details(
    module: &str,
    words: &Catalogue,
    series: &[&Series],
    charts: &mut Vec<ChartData>,
) -> Markup {
    let heading = Phrase::each(|lang| {
        words
            .given_title(lang, module)
            .unwrap_or_else(|| module.to_owned())
    });
    let number = same(series.len().to_string());
    html! {
        details.module {
            summary {
                h3 { (heading) }
                span.note { (say_with("series-count", &[("count", &number)])) }
            }
            (grouped(series, words, ("multiples", Size::Small), charts))
        }
    }
}

/// What the marks of every chart mean, once.
fn legend() -> Markup {
    html! {
        ul.legend.fan {
            li { i.key-median {} (say("legend-median")) }
            li { i.key-half {} (say("legend-half")) }
            li { i.key-eight {} (say("legend-eight")) }
            li { i.key-record {} (say("legend-record")) }
        }
    }
}
