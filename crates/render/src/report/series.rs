//! Which charts stand where: outputs and what has a record large, all else small, by module.

use crate::phrases::{Phrase, same, say, say_with};
use crate::report::chart::{Chart, ChartData, Size};
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
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
            div.large { @for series in key { (figure(series, words, Size::Large, &mut charts)) } }
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
            div.multiples {
                @for series in series { (figure(series, words, Size::Small, charts)) }
            }
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
