//! A text while it is written: what is wrong with it, and how it is laid out.

use super::Study;
use super::question::ModelFile;
use super::refused::{DiagnosticSaid, Refused, said};
use crate::diagnosed::{Diagnosed, Sources};
use serde::Serialize;
use tenfold_ir::Severity;
use tenfold_lang::parse;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckSaid {
    /// In the order of the texts.
    pub diagnostics: Vec<DiagnosticSaid>,
    /// SHA-256 of every text and table, hexadecimal.
    pub hash: String,
}

impl Study {
    /// What is wrong, or worth knowing.
    pub fn check(&self) -> CheckSaid {
        CheckSaid {
            diagnostics: said(&self.checked.diagnosed),
            hash: self.hash().to_owned(),
        }
    }
}

/// A text as the formatter lays it out.
///
/// # Errors
/// If it cannot be read as a model.
pub fn formatted(file: &ModelFile) -> Result<String, Refused> {
    let mut sources = Sources::default();
    let id = sources.add(file.path.as_str(), file.text.as_str());
    let (module, diagnostics) = parse(id, &file.text);
    if diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error)
    {
        let wrong = Diagnosed {
            sources,
            diagnostics,
        };
        return Err(wrong.into());
    }
    Ok(tenfold_lang::format(&module))
}
