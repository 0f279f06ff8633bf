//! Dimensions and the indices of definitions.

use super::module_scope::Target;
use super::{Resolver, duplicate};
use crate::ast;
use crate::resolved::{Dim, DimId};
use crate::tables::{DataTable, bad_table, stays_inside, unreadable};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Span};

/// Members of one dimension, beyond which it is refused.
const MEMBERS_MAX: usize = 1_000_000;

impl<'a> Resolver<'a> {
    pub(super) fn declare_dimension(&mut self, at: usize, item: &'a ast::DimensionItem) {
        let mut labels = Vec::new();
        let mut positions = HashMap::new();
        let mut rows_of = None;
        match &item.members {
            ast::Members::Labels(names) => {
                for name in names {
                    let position = labels.len() as u32;
                    if positions.insert(name.text.clone(), position).is_some() {
                        self.report(duplicate("label", &name.text, name.span));
                    } else {
                        labels.push(name.text.clone());
                    }
                }
            }
            ast::Members::RowsOf(file) => {
                rows_of = Some(file.text.clone());
                if let Some(table) = self.table(at, file) {
                    if table.rows.is_empty() || table.rows.len() > MEMBERS_MAX {
                        let why = format!(
                            "found {} rows, expected from 1 to {MEMBERS_MAX}",
                            table.rows.len()
                        );
                        self.report(bad_table(file.span, &file.text, why));
                    } else {
                        labels.extend((0..table.rows.len()).map(|row| row.to_string()));
                    }
                }
                if labels.is_empty() {
                    labels.push("0".into());
                }
                let numbered = labels.iter().cloned().zip(0..);
                positions.extend(numbered);
            }
        }
        if labels.is_empty() {
            labels.push(String::new());
        }
        let id = DimId(self.out.dims.len() as u32);
        self.out.dims.push(Dim {
            name: item.name.text.clone(),
            labels,
            positions,
            rows_of,
        });
        self.enter(at, &item.name, Target::Dimension(id));
    }

    /// A table the module names, or a reported error.
    pub(super) fn table(&mut self, at: usize, file: &ast::Text) -> Option<&'a DataTable> {
        if !stays_inside(&file.text) {
            self.report(climbs_out(file));
            return None;
        }
        let inputs = self.inputs;
        let key = (inputs.modules[at].file, file.text.clone());
        match inputs.tables.get(&key) {
            Some(Ok(table)) => {
                self.tell_unnamed(file, table);
                Some(table)
            }
            Some(Err(why)) => {
                self.report(bad_table(file.span, &file.text, unreadable(why)));
                None
            }
            None => {
                self.report(bad_table(
                    file.span,
                    &file.text,
                    unreadable("found no such file"),
                ));
                None
            }
        }
    }

    /// Says once of a table that its first column has no name.
    fn tell_unnamed(&mut self, file: &ast::Text, table: &DataTable) {
        let is_unnamed = table
            .columns
            .first()
            .is_some_and(|name| name.trim().is_empty());
        let name = crate::sink::clip(table.name(&file.text));
        let is_told = |told: &Diagnostic| {
            told.code == "unnamed-column" && told.args.iter().any(|(_, arg)| *arg == name)
        };
        if !is_unnamed || self.diagnostics.iter().any(is_told) {
            return;
        }
        self.report(
            Diagnostic::warning(
                "unnamed-column",
                file.span,
                format!(
                    "the first column of \"{name}\" has no name and is not read, expected a name for each column"
                ),
            )
            .arg("file", name)
            .help("name the column, or take it out"),
        );
    }

    /// Dimensions and variable names of a list of indices.
    pub(super) fn indices(
        &mut self,
        at: usize,
        indices: &[ast::Index],
    ) -> Option<Vec<(Option<String>, DimId)>> {
        let mut out: Vec<(Option<String>, DimId)> = Vec::new();
        for index in indices {
            let dim = self.find_dimension(at, &index.dimension)?;
            let name = index.variable.as_ref().map(|name| name.text.clone());
            if let Some(variable) = &index.variable
                && out.iter().any(|(before, _)| *before == name)
            {
                self.report(duplicate("index", &variable.text, variable.span));
            }
            out.push((name, dim));
        }
        Some(out)
    }

    /// The position of a label, or a reported error.
    pub(super) fn find_label(&mut self, dim: DimId, name: &ast::Name) -> Option<u32> {
        let found = self.out.dim(dim).positions.get(&name.text).copied();
        if found.is_none() {
            let dim = self.out.dim(dim);
            let what = format!("label of {}", dim.name);
            let known = dim.labels.iter().map(String::as_str);
            let error = super::unknown("unknown-label", &what, name, known);
            self.report(error);
        }
        found
    }

    /// The dimensions as written: `Lab, Sector`.
    pub(super) fn dims_text(&self, dims: &[DimId]) -> String {
        let names: Vec<&str> = dims.iter().map(|dim| &*self.out.dim(*dim).name).collect();
        names.join(", ")
    }

    /// An element or array used with other indices than it has.
    pub(super) fn wrong_index(
        &self,
        span: Span,
        name: &str,
        dims: &[DimId],
        found: &str,
    ) -> Diagnostic {
        let expected = if dims.is_empty() {
            "no index".to_string()
        } else {
            format!("an index over {}", self.dims_text(dims))
        };
        Diagnostic::error(
            "wrong-index",
            span,
            format!("found `{name}` with {found}, expected {expected}"),
        )
        .arg("name", name)
        .arg("found", found)
        .arg("expected", expected)
    }
}

/// A path that leaves the model's folder.
pub(super) fn climbs_out(file: &ast::Text) -> Diagnostic {
    let text = crate::sink::clip(&file.text);
    Diagnostic::error(
        "path-climbs-out",
        file.span,
        format!("found the path \"{text}\", expected one inside the folder of the module"),
    )
    .arg("path", text)
    .help("put the file beside the module and write its name with `/` alone, without `..`")
}
