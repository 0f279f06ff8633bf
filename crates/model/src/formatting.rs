//! Formats a file of the language in place, or says whether it would change.
//!
//! Knows files; what a formatted text looks like is the language's.

use crate::diagnosed::Diagnosed;
use crate::error::Error;
use crate::files::read_source;
use crate::sources::Sources;
use crate::whole::write_whole;
use std::path::{Path, PathBuf};
use tenfold_ir::Severity;
use tenfold_lang::parse;

/// Formats one file; with `write`, replaces it in one step, keeping its rights.
///
/// A text with syntax errors is left alone, and the errors are given back.
///
/// # Errors
/// If the file cannot be read as text or cannot be written.
pub fn format(path: &Path, write: bool) -> Result<Formatted, Error> {
    let text = read_source(path)?;
    let mut sources = Sources::default();
    let file = sources.add(path.display().to_string(), text.as_str());
    let (module, diagnostics) = parse(file, &text);
    let wrong = |one: &tenfold_ir::Diagnostic| one.severity == Severity::Error;
    if diagnostics.iter().any(wrong) {
        return Ok(Formatted {
            path: path.to_owned(),
            changed: false,
            refused: Some(Diagnosed {
                sources,
                diagnostics,
            }),
        });
    }
    let formatted = tenfold_lang::format(&module);
    let changed = formatted != text;
    if changed && write {
        write_whole(path, formatted.as_bytes())?;
    }
    Ok(Formatted {
        path: path.to_owned(),
        changed,
        refused: None,
    })
}

/// The file itself, or every `.ten` file of a folder and of the folders in it, sorted.
///
/// # Errors
/// If a folder cannot be listed.
pub fn model_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(Error::read(path))?;
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let is_model = path.extension().is_some_and(|extension| extension == "ten");
        // A link could lead out of the folder, or round in a circle.
        if !path.is_symlink() && (is_model || path.is_dir()) {
            files.extend(model_files(&path)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_rewritten_only_when_asked_and_only_when_it_reads() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ten");
        let untidy = "module a\nlet   x :USD=3\n";
        std::fs::write(&path, untidy).unwrap();
        assert!(format(&path, false).unwrap().changed);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), untidy);
        assert!(format(&path, true).unwrap().changed);
        assert!(!format(&path, true).unwrap().changed);
        assert_ne!(std::fs::read_to_string(&path).unwrap(), untidy);

        let broken = "module a\nlet x : = (\n";
        std::fs::write(&path, broken).unwrap();
        let refused = format(&path, true).unwrap();
        assert!(refused.refused.unwrap().errors() > 0);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }
}

/// What formatting one file did.
#[derive(Clone, Debug)]
pub struct Formatted {
    /// The file.
    pub path: PathBuf,
    /// Whether its text differs from the formatted one; it was rewritten unless only checked.
    pub changed: bool,
    /// Why it was left alone: it cannot be read as a model.
    pub refused: Option<Diagnosed>,
}
