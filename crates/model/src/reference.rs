//! Which model is meant.

use crate::built_in::laws;
use std::path::{Path, PathBuf};

/// Which model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelRef {
    /// The world that comes with the program.
    BuiltIn,
    /// A law that comes with the program, by its file's name without `.ten`.
    Law(String),
    /// A `.ten` file, or a folder `x` whose root is `x/x.ten`.
    Path(PathBuf),
}

impl ModelRef {
    /// The model at a path, the built-in world where none is given.
    pub fn at(path: Option<&Path>) -> ModelRef {
        path.map_or(ModelRef::BuiltIn, |path| ModelRef::Path(path.to_owned()))
    }

    /// As [`ModelRef::at`]; a law that comes with the program may be named too.
    pub fn find(path: Option<&Path>) -> ModelRef {
        let named = path.and_then(Path::to_str).map(ModelRef::law);
        match named {
            Some(ModelRef::Law(name)) if laws().any(|law| law == name) => ModelRef::Law(name),
            _ => ModelRef::at(path),
        }
    }

    /// A law: the file or folder of this name, else the law that comes with the program. There `-`
    /// is as good as `_`.
    pub fn law(name: &str) -> ModelRef {
        let path = Path::new(name);
        match path.exists() {
            true => ModelRef::Path(path.to_owned()),
            false => ModelRef::Law(name.replace('-', "_")),
        }
    }

    /// A short name for people and for the run folder: the file's or folder's name.
    pub fn name(&self) -> String {
        match self {
            ModelRef::BuiltIn => "world".into(),
            ModelRef::Law(name) => name.clone(),
            ModelRef::Path(path) => {
                let named = path.canonicalize().unwrap_or_else(|_| path.clone());
                let stem = named.file_stem().map(|stem| stem.to_string_lossy());
                stem.map_or_else(|| "model".into(), |stem| stem.into_owned())
            }
        }
    }

    /// What is read of it, and so must not be replaced by what is written.
    pub fn inputs(&self) -> Vec<&Path> {
        match self {
            ModelRef::Path(path) => vec![path],
            ModelRef::BuiltIn | ModelRef::Law(_) => Vec::new(),
        }
    }
}
