//! A small commented model to start from.
//!
//! Knows one text; writing it never overwrites anything.

use crate::error::Error;
use crate::whole::write_new;
use std::path::{Path, PathBuf};
use tenfold_lang::{begins_name, continues_name, is_reserved};

/// The starter; `NAME` stands for the module's name.
const STARTER: &str = include_str!("starter.ten");

/// The starter's text for a module of this name.
pub fn starter(name: &str) -> String {
    STARTER.replace("NAME", name)
}

/// Writes `name.ten` into `folder`, which has to exist.
///
/// # Errors
/// If the name cannot name a module, the file is there, or the system refuses.
pub fn new_model(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let mut characters = name.chars();
    let first = characters.next().is_some_and(begins_name);
    let rest = characters.all(continues_name);
    if !first || !rest || is_reserved(name) {
        return Err(Error::BadModuleName { name: name.into() });
    }
    let path = folder.join(format!("{name}.ten"));
    write_new(&path, starter(name).as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_starter_is_written_once() {
        let home = tempfile::tempdir().unwrap();
        let path = new_model(home.path(), "growth").unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("module growth\n"), "{text}");
        let again = new_model(home.path(), "growth").unwrap_err();
        assert!(matches!(again, Error::Exists { .. }));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn only_a_module_name_names_a_file() {
        let home = tempfile::tempdir().unwrap();
        for name in ["", "../up", "a.b", "3rd", "module", "two words"] {
            let refused = new_model(home.path(), name).unwrap_err();
            assert!(matches!(refused, Error::BadModuleName { .. }), "{name}");
        }
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
