//! From a path to everything a model is made of: its texts, its trees, its tables.
//!
//! A model is one folder: the root file, the modules it uses beside it, the tables they name
//! below it. Nothing outside that folder is read, not through `..` and not through a link.
//! Does not know what the texts mean beyond the names of the files they ask for.

use crate::catalogue::{Messages, read_messages};
use crate::diagnosed::{Diagnosed, Sources};
use crate::drawn::read_columns;
use crate::error::{Error, FileProblem, FitProblem};
use crate::outcome::ModelRef;
use crate::runs::RunTable;
use crate::table::{numbers, parse_table};
use crate::text::Lang;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use tenfold_lang::ast::Module;
use tenfold_lang::{
    DataTable, DrawTable, FILE_BYTES_MAX, Inputs, imports, misnamed, parse, stays_inside,
};

/// All sources of a model together, in bytes.
const SOURCE_BYTES_MAX: usize = FILE_BYTES_MAX;
/// All tables of a model together, in bytes; a table counts for each module that names it.
const TABLE_BYTES_MAX: usize = 64 << 20;

/// The models that come with the program: path below `models/`, bytes.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// A file that comes with the program, by its path below `models/`.
pub(crate) fn built_in(path: &str) -> Option<&'static [u8]> {
    let found = BUILT_IN.iter().find(|(have, _)| *have == path);
    found.map(|(_, bytes)| *bytes)
}

/// The files that come with the program below a folder of `models/`, by their path there.
pub(crate) fn built_in_below(folder: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let files = BUILT_IN.iter();
    files.filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, *bytes)))
}

/// The laws that come with the program, in alphabetical order.
pub(crate) fn laws() -> impl Iterator<Item = &'static str> {
    let files = BUILT_IN.iter().map(|(name, _)| *name);
    files.filter_map(|name| name.strip_prefix("laws/")?.strip_suffix(".ten"))
}

/// A model as read, before it is checked.
pub(crate) struct Loaded {
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
pub(crate) fn load(model: &ModelRef) -> Result<Loaded, Error> {
    load_with(model, None)
}

/// A model whose texts are given, the root's first. What is not among them, such as a table, is read from the
/// folder of the model that they were made from.
pub(crate) fn load_texts(model: &ModelRef, texts: &[(String, String)]) -> Result<Loaded, Error> {
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
pub(crate) fn load_with(model: &ModelRef, runs: Option<&RunTable>) -> Result<Loaded, Error> {
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

/// A table that a user gives in place of a model's own.
#[derive(Clone, Debug)]
pub(crate) struct GivenTable {
    pub(crate) table: DataTable,
    /// Of the file's bytes.
    pub(crate) hash: [u8; 32],
}

/// Reads a table by a path that a user named and that no model confines.
pub(crate) fn read_given(path: &Path) -> Result<GivenTable, Error> {
    let problem = |problem| Error::File {
        path: path.to_owned(),
        problem,
    };
    let bytes = read_given_bytes(path)?;
    let mut table =
        parse_table(&bytes).map_err(|reason| problem(FileProblem::NotATable(reason)))?;
    table.given = Some(path.display().to_string());
    Ok(GivenTable {
        table,
        hash: Sha256::digest(&bytes).into(),
    })
}

/// The bytes of a table by a path that a user named.
pub(crate) fn read_given_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut budget = Budget::new("tables", TABLE_BYTES_MAX);
    read_named(path, &mut budget).map_err(|problem| Error::File {
        path: path.to_owned(),
        problem,
    })
}

/// How many bytes may still be read.
struct Budget {
    what: &'static str,
    limit: usize,
    left: usize,
}

impl Budget {
    fn new(what: &'static str, limit: usize) -> Budget {
        let left = limit;
        Budget { what, limit, left }
    }

    fn take(&mut self, bytes: usize) -> Result<(), FileProblem> {
        let (what, limit) = (self.what, self.limit);
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or(FileProblem::TooLarge { what, limit })?;
        Ok(())
    }
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
                    let (name, laws) = (name.clone(), laws().collect::<Vec<_>>().join(", "));
                    return Err(FitProblem::NoLaw { name, laws }.into());
                }
                return Ok((Home::BuiltIn("laws"), name.clone()));
            }
            ModelRef::Path(path) => path,
        };
        let missing = || Error::NoModel { path: path.clone() };
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
    let path = folder
        .join(name)
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

/// The bytes of a file whose path has no links.
fn read_real(path: &Path, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
    // Before it is opened: opening a pipe waits for its other end.
    if !fs::metadata(path).map_err(FileProblem::System)?.is_file() {
        return Err(FileProblem::NotPlain);
    }
    let file = fs::File::open(path).map_err(FileProblem::System)?;
    let mut bytes = Vec::new();
    file.take(budget.left as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(FileProblem::System)?;
    budget.take(bytes.len())?;
    Ok(bytes)
}

/// A text, or why these bytes are none.
fn text_of(bytes: Vec<u8>) -> Result<String, FileProblem> {
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(FileProblem::NotText { offset });
    }
    let text = String::from_utf8(bytes).map_err(|error| FileProblem::NotText {
        offset: error.utf8_error().valid_up_to(),
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    Ok(text)
}

/// A file's bytes, by a path that a user named and that no model confines.
fn read_named(path: &Path, budget: &mut Budget) -> Result<Vec<u8>, FileProblem> {
    let real = path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => FileProblem::Missing,
        _ => FileProblem::System(error),
    })?;
    read_real(&real, budget)
}

/// The bytes of a plain file of at most so many; none of a pipe or a device, which could be waited for
/// without end.
pub(crate) fn read_plain(path: &Path, bytes_max: usize) -> Option<Vec<u8>> {
    read_named(path, &mut Budget::new("bytes", bytes_max)).ok()
}

/// One source file's text, by a path that a user named.
pub(crate) fn read_source(path: &Path) -> Result<String, Error> {
    let mut budget = Budget::new("sources", SOURCE_BYTES_MAX);
    let read = read_named(path, &mut budget).and_then(text_of);
    read.map_err(|problem| Error::File {
        path: path.to_owned(),
        problem,
    })
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

/// Two digits a byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
