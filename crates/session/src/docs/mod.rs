//! A model as pages to read: an index with the map of its modules, and for each module its words, its
//! diagram, its equations, parameters, record, tests, claims and scenarios, in English and Chinese.
//!
//! Made from the checked model and its catalogues alone, so the same model gives the same bytes.

mod diagram;
mod index;
mod layered;
mod markdown;
mod page;

use crate::catalogue::Catalogue;
use crate::check::{Checked, check};
use crate::diagnosed::Diagnosed;
use crate::ensemble::central_params;
use crate::error::{Error, OutProblem};
use crate::explain::plain_name;
use crate::folder::write_whole;
use crate::load::read_plain;
use crate::outcome::ModelRef;
use crate::text::{Lang, text};
use crate::visible::visible_lines;
use markdown::plain;
use std::collections::BTreeMap;
use std::path::Path;
use tenfold_engine::Kernel;
use tenfold_ir::Program;
use tenfold_lang::{ClaimInfo, DefinitionInfo, ModuleInfo, Overrides, ScenarioInfo};

/// One file of the pages: its name, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocsFile {
    /// `economics.zh.md`
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The pages of a model, sorted by name.
///
/// # Errors
/// If the model cannot be read or its parameters have no central value; what is wrong inside it is the
/// inner error.
pub fn docs(model: &ModelRef) -> Result<Result<Vec<DocsFile>, Diagnosed>, Error> {
    let checked = check(model)?;
    match checked.program(&Overrides::default()) {
        Ok(program) => Ok(Ok(Book::new(&checked, &program)?.files())),
        Err(wrong) => Ok(Err(wrong)),
    }
}

/// What every page ends with: only a file that does is written anew.
const MARK: &str = "<!-- written by tenfold docs -->\n";
/// A page is far smaller than this.
const PAGE_BYTES_MAX: usize = 64 << 20;

/// Writes pages into a folder, each whole or not at all; others there are left alone.
///
/// # Errors
/// If a page would take the place of a file that is none, before anything is written; or the system refuses.
pub fn write_docs(folder: &Path, files: &[DocsFile]) -> Result<(), Error> {
    let paths: Vec<_> = files.iter().map(|file| folder.join(&file.name)).collect();
    for path in paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
        let there = read_plain(path, PAGE_BYTES_MAX);
        if !there.is_some_and(|bytes| bytes.ends_with(MARK.as_bytes())) {
            return Err(OutProblem::Page.at(path));
        }
    }
    std::fs::create_dir_all(folder).map_err(Error::write(folder))?;
    let mut pages = paths.iter().zip(files);
    pages.try_for_each(|(path, file)| write_whole(path, file.text.as_bytes()))
}

/// Everything that pages are made of.
struct Book<'a> {
    checked: &'a Checked,
    words: Catalogue,
    definitions: &'a [DefinitionInfo],
    modules: Vec<ModuleInfo>,
    scenarios: Vec<ScenarioInfo>,
    claims: Vec<ClaimInfo>,
    /// Central values by qualified name, each with its labels, in the parameter's unit.
    central: BTreeMap<&'a str, Vec<(&'a str, f64)>>,
}

impl<'a> Book<'a> {
    fn new(checked: &'a Checked, program: &'a Program) -> Result<Book<'a>, Error> {
        let values = central_params(&Kernel::compile(program, &[])?)?;
        let mut central: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
        for (param, value) in program.params.iter().zip(values) {
            let (name, labels) = param.name.split_once('[').unwrap_or((&param.name, ""));
            let labels = labels.trim_end_matches(']');
            let shown = value / param.unit.factor;
            central.entry(name).or_default().push((labels, shown));
        }
        let model = checked.model.as_ref().expect("it has a program");
        Ok(Book {
            checked,
            words: checked.catalogue(),
            definitions: model.definitions(),
            modules: model.modules(),
            scenarios: model.scenarios(),
            claims: model.claims(),
            central,
        })
    }

    fn files(&self) -> Vec<DocsFile> {
        let names: Vec<String> = self.modules.iter().map(|own| own.name.clone()).collect();
        let mut files = vec![DocsFile {
            name: "map.svg".into(),
            text: diagram::map(self.definitions, &names),
        }];
        for lang in Lang::ALL {
            files.push(DocsFile {
                name: file_name("README", lang),
                text: index::page(self, lang),
            });
        }
        for module in &self.modules {
            let picture = diagram::module(self.definitions, &module.name);
            for lang in Lang::ALL {
                files.push(DocsFile {
                    name: file_name(&module.name, lang),
                    text: page::page(self, module, lang, picture.is_some()),
                });
            }
            files.extend(picture.map(|text| DocsFile {
                name: format!("{}.svg", module.name),
                text,
            }));
        }
        for file in &mut files {
            file.text = visible_lines(&file.text).into_owned() + MARK;
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// A definition's name as a link to where it is explained.
    fn link(&self, lang: Lang, from: &str, name: &str) -> String {
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

    fn links(&self, lang: Lang, from: &str, names: &[String]) -> String {
        let links: Vec<String> = names
            .iter()
            .map(|name| self.link(lang, from, name))
            .collect();
        links.join(", ")
    }
}

/// A page's file: the English one without a mark of its language.
fn file_name(page: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{page}.md"),
        Lang::Zh => format!("{page}.zh.md"),
    }
}

fn say(lang: Lang, key: &str) -> String {
    text(lang, &format!("docs-{key}"), &[])
}

fn diagram_note(lang: Lang, key: &str) -> String {
    format!("*{}*", say(lang, key))
}

/// The language that a page links to.
fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Zh,
        Lang::Zh => Lang::En,
    }
}

/// A name, and below it what the thing is called where that is another language's words.
fn titled(book: &Book, lang: Lang, shown: String, name: &str) -> String {
    match lang {
        Lang::En => shown,
        Lang::Zh => format!("{shown}<br>{}", plain(&book.words.title(lang, name))),
    }
}

/// What a scenario changes, as its clauses say it.
fn changes(scenario: &ScenarioInfo) -> Vec<String> {
    let assumed = scenario.assumptions.iter();
    let assumed = assumed.map(|change| format!("assume {change}"));
    let intervened = scenario.interventions.iter();
    let intervened = intervened.map(|change| format!("intervene {change}"));
    assumed.chain(intervened).collect()
}
