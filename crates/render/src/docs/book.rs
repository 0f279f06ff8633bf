//! Everything that pages are made of.

use crate::docs::markdown::plain;
use std::collections::BTreeMap;
use tenfold_ir::Program;
use tenfold_lang::{ClaimInfo, DefinitionInfo, ModuleInfo, ScenarioInfo};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::Checked;
use tenfold_model::wording::plain_name;
use tenfold_words::text::{Lang, text};

/// What every page ends with: only a file that does is written anew.
pub const MARK: &str = "<!-- written by tenfold docs -->\n";

/// Everything that pages are made of.
pub(crate) struct Book<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) words: Catalogue,
    pub(crate) definitions: &'a [DefinitionInfo],
    pub(crate) modules: Vec<ModuleInfo>,
    pub(crate) scenarios: Vec<ScenarioInfo>,
    pub(crate) claims: Vec<ClaimInfo>,
    /// Central values by qualified name, each with its labels, in the parameter's unit.
    pub(crate) central: BTreeMap<&'a str, Vec<(&'a str, f64)>>,
}

impl<'a> Book<'a> {
    pub(crate) fn new(checked: &'a Checked, program: &'a Program, values: &[f64]) -> Book<'a> {
        let mut central: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
        for (param, value) in program.params.iter().zip(values) {
            let (name, labels) = param.name.split_once('[').unwrap_or((&param.name, ""));
            let labels = labels.trim_end_matches(']');
            let shown = value / param.unit.factor;
            central.entry(name).or_default().push((labels, shown));
        }
        let model = checked.model.as_ref().expect("it has a program");
        Book {
            checked,
            words: checked.catalogue(),
            definitions: model.definitions(),
            modules: model.modules(),
            scenarios: model.scenarios(),
            claims: model.claims(),
            central,
        }
    }

    /// A definition's name as a link to where it is explained.
    pub(crate) fn link(&self, lang: Lang, from: &str, name: &str) -> String {
        let found = self.definitions.iter().find(|one| one.name == name);
        let Some(one) = found else {
            return format!("`{name}`");
        };
        let plain = plain_name(one);
        match one.module == from {
            true => format!("[`{plain}`](#{plain})"),
            false => format!("[`{name}`]({}#{plain})", file_name(&one.module, lang)),
        }
    }

    pub(crate) fn links(&self, lang: Lang, from: &str, names: &[String]) -> String {
        let links: Vec<String> = names
            .iter()
            .map(|name| self.link(lang, from, name))
            .collect();
        links.join(", ")
    }
}

/// A page's file: the English one without a mark of its language.
pub(crate) fn file_name(page: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{page}.md"),
        Lang::Zh => format!("{page}.zh.md"),
    }
}

pub(crate) fn say(lang: Lang, key: &str) -> String {
    text(lang, &format!("docs-{key}"), &[])
}

pub(crate) fn diagram_note(lang: Lang, key: &str) -> String {
    format!("*{}*", say(lang, key))
}

/// The language that a page links to.
pub(crate) fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Zh,
        Lang::Zh => Lang::En,
    }
}

/// A name, and below it what the thing is called where that is another language's words.
pub(crate) fn titled(book: &Book, lang: Lang, shown: String, name: &str) -> String {
    match lang {
        Lang::En => shown,
        Lang::Zh => format!("{shown}<br>{}", plain(&book.words.title(lang, name))),
    }
}

/// What a scenario changes, as its clauses say it.
pub(crate) fn changes(scenario: &ScenarioInfo) -> Vec<String> {
    let assumed = scenario.assumptions.iter();
    let assumed = assumed.map(|change| format!("assume {change}"));
    let intervened = scenario.interventions.iter();
    let intervened = intervened.map(|change| format!("intervene {change}"));
    assumed.chain(intervened).collect()
}
