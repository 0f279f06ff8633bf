//! What a model is made of besides text: its tables, as rows of cells that someone else read.
//!
//! Knows file names as the model writes them and how cells become numbers; opens no file.

use crate::ast;
use crate::names::{composed, continues_name};
use crate::numerals::Numerals;
use std::collections::BTreeMap;
use std::sync::Arc;
use tenfold_ir::{Diagnostic, FileId, Span};

/// A table as read: every cell is text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataTable {
    /// Names of the columns; the first may have none, and is not read.
    pub columns: Vec<String>,
    /// Rows of as many cells; a missing cell counts as empty.
    pub rows: Vec<Vec<String>>,
    /// How its numbers are written.
    pub numerals: Numerals,
    /// The file it comes from, where that is another than the model names.
    pub given: Option<String>,
    /// Where each row stands in its file, from 1; empty where none was left out.
    pub places: Vec<usize>,
}

/// The columns of a table by name, for `empirical("draws.parquet")`.
pub type DrawTable = BTreeMap<String, Draws>;

/// One column of numbers, or why it is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// Row by row; what is missing is NaN.
    pub values: Arc<[f64]>,
    /// Whether they are dates or spans of time, in years.
    pub is_time: bool,
    /// The first thing that is no number, with its row: part of an English sentence.
    pub wrong: Option<String>,
}

/// All that a check needs. Keys are the file that names a table, and the name as written;
/// the error of a table that could not be read is an English sentence.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The root first; then every module that one of them uses, where it was found.
    pub modules: Vec<ast::Module>,
    /// Tables of `data`, `observe` and `rows of`.
    pub tables: BTreeMap<(FileId, String), Result<DataTable, String>>,
    /// Tables of `empirical`.
    pub empirical: BTreeMap<(FileId, String), Result<DrawTable, String>>,
}

/// What a module asks for beyond itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imports {
    /// Modules it uses.
    pub modules: Vec<ast::Name>,
    /// Tables of `data`, `observe` and `rows of`; paths that climb out are left out.
    pub tables: Vec<ast::Text>,
    /// Tables of `empirical`; paths that climb out are left out.
    pub empirical: Vec<ast::Text>,
}

/// A warning where a module has another name than its file, for whoever loads files.
pub fn misnamed(module: &ast::Module, file: &str) -> Option<Diagnostic> {
    // A file may be called what no name can be.
    let wanted = composed(file).replace(|letter| !continues_name(letter), "_");
    let name = module.name.as_ref().filter(|name| name.text != wanted)?;
    let found = &name.text;
    let warning = Diagnostic::warning(
        "module-name",
        name.span,
        format!("found the module `{found}` in `{file}.ten`, expected `module {wanted}`"),
    );
    Some(
        warning
            .help("give both one name: a module is found by its file's, and spoken of by its own")
            .arg("name", found.clone())
            .arg("file", file)
            .arg("wanted", wanted),
    )
}

/// What a module asks for, for whoever loads files.
pub fn imports(module: &ast::Module) -> Imports {
    let mut out = Imports::default();
    let mut table = |file: &ast::Text| {
        if stays_inside(&file.text) {
            out.tables.push(file.clone());
        }
    };
    let mut priors: Vec<&ast::Expr> = Vec::new();
    for item in &module.items {
        match &item.kind {
            ast::ItemKind::Use { module, .. } => out.modules.push(module.clone()),
            ast::ItemKind::Dimension(dimension) => {
                if let ast::Members::RowsOf(file) = &dimension.members {
                    table(file);
                }
            }
            ast::ItemKind::Observe(observe) => {
                if let Some(source) = &observe.source {
                    table(&source.file);
                }
            }
            ast::ItemKind::Definition(definition) => match &definition.body {
                ast::Body::Data {
                    source: Some(source),
                    ..
                } => table(&source.file),
                ast::Body::Param { prior, .. } => priors.extend(prior),
                ast::Body::Noise { prior } => priors.push(prior),
                _ => {}
            },
            ast::ItemKind::Event(event) => priors.extend(&event.lasts),
            ast::ItemKind::Scenario(scenario) => {
                priors.extend(scenario.changes.iter().map(|change| &change.value));
            }
            ast::ItemKind::Test(test) => {
                priors.extend(test.changes.iter().map(|change| &change.value));
            }
            _ => {}
        }
    }
    empirical_files(priors, &mut out.empirical);
    out
}

/// The files that `empirical` names inside distributions.
fn empirical_files(mut waiting: Vec<&ast::Expr>, out: &mut Vec<ast::Text>) {
    while let Some(e) = waiting.pop() {
        match &e.kind {
            ast::ExprKind::Call {
                function,
                arguments,
            } => {
                let inside = arguments.iter().map(|argument| &argument.value);
                if function.text == "empirical" {
                    out.extend(inside.filter_map(|e| match &e.kind {
                        ast::ExprKind::Text(text) if stays_inside(text) => Some(ast::Text {
                            text: text.clone(),
                            span: e.span,
                        }),
                        _ => None,
                    }));
                } else {
                    waiting.extend(inside);
                }
            }
            ast::ExprKind::Truncated { base, .. } => waiting.push(base),
            ast::ExprKind::Of { distribution, .. } => waiting.push(distribution),
            ast::ExprKind::Labelled(entries) => waiting.extend(entries.iter().map(|(_, e)| e)),
            _ => {}
        }
    }
}

/// Whether a path, as written in a model, stays inside the model's folder on any system.
pub fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != ".." && part != ".")
}

/// A cell that is not what it should be.
pub(crate) struct BadCell<'a> {
    pub(crate) file: &'a str,
    /// From 1, without the heading.
    pub(crate) row: usize,
    pub(crate) column: &'a str,
    pub(crate) found: &'a str,
    pub(crate) expected: &'a str,
}

impl BadCell<'_> {
    /// The diagnostic, at the place that names the table.
    pub(crate) fn diagnostic(&self, span: Span) -> Diagnostic {
        let BadCell {
            file,
            row,
            column,
            expected,
            ..
        } = self;
        let found = crate::sink::clip(self.found);
        bad_table(
            span,
            file,
            format!("row {row}, column `{column}`: found `{found}`, expected {expected}"),
        )
        .arg("row", row.to_string())
        .arg("column", *column)
        .arg("found", found)
        .arg("expected", *expected)
    }
}

/// A table that does not say what the model reads from it.
pub(crate) fn bad_table(span: Span, file: &str, why: impl AsRef<str>) -> Diagnostic {
    let file = crate::sink::clip(file);
    Diagnostic::error(
        "bad-table",
        span,
        format!("in the table \"{file}\", {}", why.as_ref()),
    )
    .arg("file", file)
    .arg("why", why.as_ref())
    .help("correct the table, or what the model reads from it")
}

/// Why a table could not be read, as part of a sentence.
pub(crate) fn unreadable(why: &str) -> String {
    format!("{why}, expected a table that can be read")
}

impl DataTable {
    /// Where a row stands in its file, from 1.
    pub fn place(&self, row: usize) -> usize {
        self.places.get(row).copied().unwrap_or(row + 1)
    }

    /// Its file's name: the one the model gives it, unless another stands for that.
    pub(crate) fn name<'t>(&'t self, named: &'t str) -> &'t str {
        self.given.as_deref().unwrap_or(named)
    }

    /// The cell of a row, empty where it is missing.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.rows[row].get(column).map_or("", |cell| cell.trim())
    }

    /// The position of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.trim() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::stays_inside;

    #[test]
    fn paths_that_climb_out_are_told_apart() {
        for path in ["a.csv", "data/a.csv", "data/a..b.csv"] {
            assert!(stays_inside(path), "{path}");
        }
        for path in [
            "",
            "..",
            "../a.csv",
            "a/../../b",
            "/etc/passwd",
            "C:\\a",
            "a\\b",
            "c:a",
            "a//b",
            "./a",
        ] {
            assert!(!stays_inside(path), "{path}");
        }
    }
}
