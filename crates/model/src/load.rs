//! From a path to everything a model is made of: its texts, its trees, its tables.
//!
//! A model is one folder: the root file, the modules it uses beside it, the tables they name
//! below it. Nothing outside that folder is read, not through `..` and not through a link.
//! Does not know what the texts mean beyond the names of the files they ask for.

use crate::built_in::{built_in, laws};
use crate::catalogue::read::{Messages, read_messages};
use crate::diagnosed::Diagnosed;
use crate::error::Error;
use crate::error::file::FileProblem;
use crate::error::runs::RunsProblem;
use crate::files::{
    Budget, GivenTable, SOURCE_BYTES_MAX, TABLE_BYTES_MAX, hexadecimal, read_real, text_of,
};
use crate::reference::ModelRef;
use crate::runs::RunTable;
use crate::sources::Sources;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use tenfold_lang::ast::Module;
use tenfold_lang::{
    DataTable, DrawTable, Inputs, composed, imports, misnamed, parse, stays_inside,
};
use tenfold_tables::drawn::read_columns;
use tenfold_tables::table::{numbers, parse_table};
use tenfold_words::nearest::nearest;
use tenfold_words::text::Lang;

/// A model as read, before it is checked.
pub struct Loaded {
    /// The root's file name without `.ten`.
    pub(crate) name: String,
    /// The texts, and what is wrong with their syntax.
    pub(crate) diagnosed: Diagnosed,
    /// What a check needs; the root module is the first.
    pub(crate) inputs: Inputs,
    /// What its catalogues say, by language.
    pub(crate) messages: [Messages; Lang::ALL.len()],
    /// SHA-256, in hexadecimal, of every text and table with its name. Catalogues are not in it: words
    /// change no result.
    pub(crate) hash: String,
}

/// Reads a model.
pub fn load(model: &ModelRef) -> Result<Loaded, Error> {
    load_with(model, None)
}

/// A model whose texts are given, the root's first. What is not among them, such as a table, is read from the
/// folder of the model that they were made from.
pub fn load_texts(model: &ModelRef, texts: &[(String, String)]) -> Result<Loaded, Error> {
    let Some((first, _)) = texts.first() else {
        return load(model);
    };
    let root = first.strip_suffix(".ten").unwrap_or(first).to_owned();
    let home = Home::Texts {
        texts: texts.iter().cloned().collect(),
        behind: Box::new(Home::of(model)?.0),
    };
    load_from(home, root, None)
}

/// Reads a model; where a table of runs is given it stands for every table that the model names.
pub fn load_with(model: &ModelRef, runs: Option<&RunTable>) -> Result<Loaded, Error> {
    let (home, root) = Home::of(model)?;
    load_from(home, root, runs)
}

fn load_from(home: Home, root: String, runs: Option<&RunTable>) -> Result<Loaded, Error> {
    let mut loader = Loader {
        home,
        sources: Sources::default(),
        inputs: Inputs::default(),
        messages: Default::default(),
        diagnostics: Vec::new(),
        source_bytes: Budget::new("sources", SOURCE_BYTES_MAX),
        table_bytes: Budget::new("tables", TABLE_BYTES_MAX),
        read: BTreeMap::new(),
        given: None,
    };
    loader.modules(&root)?;
    if let (Some(runs), Some(law)) = (runs, loader.inputs.modules.first()) {
        let (given, warning) = runs.read(law)?;
        loader.given = Some(given);
        loader.diagnostics.extend(warning);
    }
    loader.tables();
    Ok(Loaded {
        name: root,
        hash: loader.hash(),
        diagnosed: Diagnosed {
            sources: loader.sources,
            diagnostics: loader.diagnostics,
        },
        inputs: loader.inputs,
        messages: loader.messages,
    })
}

/// The folder that a model may not leave.
enum Home {
    /// A folder of the disk: without links in its path, and as the user named it.
    Disk { real: PathBuf, shown: PathBuf },
    /// A folder of the embedded models.
    BuiltIn(&'static str),
    /// Texts that stand before those of a folder.
    Texts {
        texts: BTreeMap<String, String>,
        behind: Box<Home>,
    },
}

impl Home {
    /// The folder of a model and the name of its root module.
    fn of(model: &ModelRef) -> Result<(Home, String), Error> {
        let path = match model {
            ModelRef::BuiltIn => return Ok((Home::BuiltIn("world"), "world".into())),
            ModelRef::Law(name) => {
                if !laws().any(|law| law == name) {
                    let (name, all) = (name.clone(), laws().collect::<Vec<_>>());
                    let (laws, near) = (all.join(", "), nearest(&name, &all).join(", "));
                    let problem = match near.is_empty() {
                        true => RunsProblem::NoLaw { name, laws },
                        false => RunsProblem::NearLaw { name, near },
                    };
                    return Err(problem.into());
                }
                return Ok((Home::BuiltIn("laws"), name.clone()));
            }
            ModelRef::Path(path) => path,
        };
        let missing = || {
            let name = path.to_string_lossy().replace('-', "_");
            match laws().any(|law| law == name) {
                true => Error::IsLaw { name },
                false => Error::NoModel { path: path.clone() },
            }
        };
        let real = path.canonicalize().map_err(|_| missing())?;
        let stem = real.file_stem().and_then(|stem| stem.to_str());
        let name = stem.ok_or_else(missing)?.to_owned();
        if real.is_dir() {
            if !real.join(format!("{name}.ten")).exists() {
                return Err(missing());
            }
            let shown = path.clone();
            return Ok((Home::Disk { real, shown }, name));
        }
        if real.extension().is_none_or(|extension| extension != "ten") {
            return Err(missing());
        }
        let folder = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        let home = Home::Disk {
            real: folder(&real),
            shown: folder(path),
        };
        Ok((home, name))
    }

    /// A file of the folder as people know it.
    fn shown(&self, name: &str) -> PathBuf {
        match self {
            Home::Disk { shown, .. } => shown.join(name),
            Home::BuiltIn(folder) => Path::new(folder).join(name),
            Home::Texts { .. } => PathBuf::from(name),
        }
    }

    /// The bytes of a file below the folder, `/` between the parts of its name.
    fn read(&self, name: &str, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
        if !stays_inside(name) {
            return Err(FileProblem::Outside);
        }
        match self {
            Home::Disk { real, .. } => read_below(real, name, budget),
            Home::BuiltIn(folder) => {
                let path = format!("{folder}/{name}");
                let bytes = built_in(&path).ok_or(FileProblem::Missing)?;
                budget.take(bytes.len())?;
                Ok(bytes.to_vec())
            }
            Home::Texts { texts, behind } => match texts.get(name) {
                Some(text) => {
                    budget.take(text.len())?;
                    Ok(text.clone().into_bytes())
                }
                None => behind.read(name, budget),
            },
        }
    }
}

fn read_below(folder: &Path, name: &str, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
    let path = spelled(folder, name)
        .canonicalize()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => FileProblem::Missing,
            _ => FileProblem::System(error),
        })?;
    if !path.starts_with(folder) {
        return Err(FileProblem::Outside);
    }
    read_real(&path, budget)
}

/// The path of a name below a folder as the system spells it: a file's letters may be composed otherwise than the
/// text's.
fn spelled(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    if name.is_ascii() || path.exists() {
        return path;
    }
    let (Some(parent), Some(last)) = (path.parent(), path.file_name()) else {
        return path;
    };
    let wanted = last.to_string_lossy();
    let entries = parent.read_dir().into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name());
    let found = names.find(|own| composed(&own.to_string_lossy()) == composed(&wanted));
    found.map_or_else(|| path.clone(), |own| parent.join(own))
}

struct Loader {
    home: Home,
    sources: Sources,
    inputs: Inputs,
    messages: [Messages; Lang::ALL.len()],
    diagnostics: Vec<tenfold_ir::Diagnostic>,
    source_bytes: Budget,
    table_bytes: Budget,
    /// Every file that was read, by its name below the folder, and its hash.
    read: BTreeMap<String, [u8; 32]>,
    /// Stands for every table.
    given: Option<GivenTable>,
}

impl Loader {
    /// Reads the root and every module used from it, each once, breadth first.
    fn modules(&mut self, root: &str) -> Result<(), Error> {
        let mut seen: HashSet<String> = HashSet::from([root.to_owned()]);
        let mut waiting = vec![root.to_owned()];
        while !waiting.is_empty() {
            for name in std::mem::take(&mut waiting) {
                let Some(module) = self.module(&name, name == root)? else {
                    continue;
                };
                for used in imports(&module).modules {
                    if seen.insert(used.text.clone()) {
                        waiting.push(used.text);
                    }
                }
                self.inputs.modules.push(module);
                self.catalogues(&name)?;
            }
        }
        Ok(())
    }

    /// One module; none where a used one is not there, which the check reports at its `use`.
    fn module(&mut self, name: &str, root: bool) -> Result<Option<Module>, Error> {
        let file = format!("{name}.ten");
        let shown = self.home.shown(&file);
        let read = self.home.read(&file, &mut self.source_bytes);
        let bytes = match read {
            Err(FileProblem::Missing) if !root => return Ok(None),
            read => read.map_err(|problem| Error::File {
                path: shown.clone(),
                problem,
            })?,
        };
        self.read.insert(file, Sha256::digest(&bytes).into());
        let text = text_of(bytes).map_err(|problem| Error::File {
            path: shown.clone(),
            problem,
        })?;
        let id = self.sources.add(shown.display().to_string(), text.as_str());
        let (module, diagnostics) = parse(id, &text);
        self.diagnostics.extend(diagnostics);
        self.diagnostics.extend(misnamed(&module, name));
        Ok(Some(module))
    }

    /// What a module is called in each language, where that is written down.
    fn catalogues(&mut self, module: &str) -> Result<(), Error> {
        for lang in Lang::ALL {
            let file = format!("i18n/{}/{module}.ftl", lang.tag());
            let path = self.home.shown(&file);
            let read = self.home.read(&file, &mut self.source_bytes);
            let text = match read.and_then(text_of) {
                Err(FileProblem::Missing | FileProblem::Empty) => continue,
                read => read.map_err(|problem| Error::File {
                    path: path.clone(),
                    problem,
                })?,
            };
            self.messages[lang as usize].extend(read_messages(&path, module, &text)?);
        }
        Ok(())
    }

    /// Reads every table that the modules name. What is wrong with one is kept in its place:
    /// the check reports it where the model names the table.
    fn tables(&mut self) {
        let asked: Vec<_> = self
            .inputs
            .modules
            .iter()
            .map(|module| (module.file, imports(module)))
            .collect();
        for (file, imports) in asked {
            for name in imports.tables {
                let key = (file, name.text);
                if !self.inputs.tables.contains_key(&key) {
                    let table = self.table(&key.1);
                    self.inputs.tables.insert(key, table);
                }
            }
            for name in imports.empirical {
                let key = (file, name.text);
                if !self.inputs.empirical.contains_key(&key) {
                    let table = self.draws(&key.1);
                    self.inputs.empirical.insert(key, table);
                }
            }
        }
    }

    fn table_bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let read = self.home.read(name, &mut self.table_bytes);
        let bytes = read.map_err(|problem| problem.to_string())?;
        self.read
            .insert(name.to_owned(), Sha256::digest(&bytes).into());
        Ok(bytes)
    }

    fn table(&mut self, name: &str) -> Result<DataTable, String> {
        if let Some(given) = &self.given {
            self.read.insert(name.to_owned(), given.hash);
            return Ok(given.table.clone());
        }
        let bytes = self.table_bytes(name)?;
        parse_table(&bytes).map_err(|problem| problem.to_string())
    }

    /// Columns of numbers, from Parquet or CSV by the name's ending.
    fn draws(&mut self, name: &str) -> Result<DrawTable, String> {
        if name.ends_with(".parquet") {
            return read_columns(self.table_bytes(name)?);
        }
        Ok(numbers(&self.table(name)?))
    }

    fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, hash) in &self.read {
            hasher.update((name.len() as u64).to_le_bytes());
            hasher.update(name);
            hasher.update(hash);
        }
        hexadecimal(&hasher.finalize())
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::reference::ModelRef;

    #[test]
    fn a_module_is_found_however_its_file_composes_letters() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("root.ten");
        std::fs::write(
            &root,
            "module root\nuse caf\u{e9}\nlet x : 1 = caf\u{e9}.y\n",
        )
        .unwrap();
        let used = home.path().join("cafe\u{301}.ten");
        std::fs::write(used, "module cafe\u{301}\nlet y : 1 = 2\n").unwrap();
        let checked = check(&ModelRef::Path(root)).unwrap();
        assert_eq!(checked.diagnosed.errors(), 0, "{:?}", checked.diagnosed);
    }
}
