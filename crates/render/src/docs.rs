//! A model as pages to read: an index with the map of its modules, and for each module its words, its
//! diagram, its equations, parameters, record, tests, claims and scenarios, in English and Chinese.
//!
//! Made from the checked model and its catalogues alone, so the same model gives the same bytes.

pub mod book;
pub(crate) mod diagram;
pub(crate) mod index;
pub(crate) mod layered;
pub(crate) mod markdown;
pub(crate) mod page;

use crate::docs::book::{Book, MARK, file_name};
use tenfold_ir::Program;
use tenfold_model::check::Checked;
use tenfold_words::text::Lang;
use tenfold_words::visible::visible_lines;

/// One file of the pages: its name, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocsFile {
    /// `economics.zh.md`
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The pages of a checked model, sorted by name; `central` has the central value of each parameter of its
/// program, in base units.
pub fn pages(checked: &Checked, program: &Program, central: &[f64]) -> Vec<DocsFile> {
    let book = &Book::new(checked, program, central);
    let names: Vec<String> = book.modules.iter().map(|own| own.name.clone()).collect();
    let mut files = vec![DocsFile {
        name: "map.svg".into(),
        text: diagram::map(book.definitions, &names),
    }];
    for lang in Lang::ALL {
        files.push(DocsFile {
            name: file_name("README", lang),
            text: index::page(book, lang),
        });
    }
    for module in &book.modules {
        let picture = diagram::module(book.definitions, &module.name);
        for lang in Lang::ALL {
            files.push(DocsFile {
                name: file_name(&module.name, lang),
                text: page::page(book, module, lang, picture.is_some()),
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
