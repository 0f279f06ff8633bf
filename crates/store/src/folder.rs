//! A folder of results: written whole or not at all, and only where nothing of anyone else's is.
//!
//! Files go into a hidden sibling first. When all of them are there it takes the target's name in one step,
//! and what was there before goes away with the sibling: a process that is killed at any moment leaves the
//! old folder or the new one. What is replaced says in its manifest that this program wrote it, what for,
//! and which files; a folder that holds anything else is left alone. Does not know what the files are.

pub(crate) mod hidden;
#[cfg(test)]
mod tests;

use crate::folder::hidden::Hidden;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use tenfold_model::files::read_plain;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::error::out::OutProblem;
use tenfold_study::request::{Belief, EnsembleRequest};

/// The file that says what a folder is.
pub const MANIFEST: &str = "manifest.json";
/// A manifest of ours is far smaller than this.
const MANIFEST_BYTES_MAX: usize = 256 << 20;
const PROGRAM: &str = "tenfold";

/// What a manifest says of its folder, before all else.
#[derive(Serialize)]
struct Marked<'a, T: ?Sized> {
    written_by: &'static str,
    kind: FolderKind,
    /// Every other file of the folder, sorted.
    files: &'a [String],
    #[serde(flatten)]
    manifest: &'a T,
}

#[derive(Deserialize)]
struct Mark {
    written_by: String,
    kind: FolderKind,
    files: Vec<String>,
}

/// What may be at the target and is replaced.
#[derive(Clone, Copy, Debug)]
enum Own {
    /// What its manifest says is of this kind.
    Marked(FolderKind),
    /// Nothing but these files, whatever is in them: a place that is only ours, such as a cache's.
    Named(FolderKind, &'static [&'static str]),
}

impl Own {
    fn kind(self) -> FolderKind {
        match self {
            Own::Marked(kind) | Own::Named(kind, _) => kind,
        }
    }
}

/// A folder that is being written.
#[derive(Debug)]
pub struct PartialFolder {
    hidden: Hidden,
    target: PathBuf,
    own: Own,
}

impl PartialFolder {
    /// Starts to write what will be `target`, made from `inputs`; its parents are created, and what dead
    /// processes left beside it is swept away.
    ///
    /// # Errors
    /// If something that is not a folder of this kind is at `target`, it holds one of the inputs, or the
    /// system refuses.
    pub fn start(
        target: &Path,
        kind: FolderKind,
        inputs: &[&Path],
    ) -> Result<PartialFolder, Error> {
        let place = resolved(target);
        let lost = inputs
            .iter()
            .find(|input| resolved(input).starts_with(&place));
        if let Some(input) = lost {
            return Err(OutProblem::Input((*input).to_owned()).at(target));
        }
        PartialFolder::over(target, Own::Marked(kind))
    }

    /// Starts to write a folder in a place that is only ours: one with no other files than `names` is
    /// replaced, even where they are damaged.
    pub fn start_in_cache(
        target: &Path,
        kind: FolderKind,
        names: &'static [&'static str],
    ) -> Result<PartialFolder, Error> {
        PartialFolder::over(target, Own::Named(kind, names))
    }

    fn over(target: &Path, own: Own) -> Result<PartialFolder, Error> {
        let name = target.file_name();
        let name = name.ok_or_else(|| OutProblem::NoFolder.at(target))?;
        let parent = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
        hidden::sweep(parent);
        refuse_foreign(target, target, own)?;
        let hidden = Hidden::create(parent, &name.to_string_lossy());
        Ok(PartialFolder {
            hidden: hidden.map_err(Error::write(parent))?,
            target: target.to_owned(),
            own,
        })
    }

    /// Where a file of the folder is written meanwhile.
    pub fn path(&self, name: &str) -> PathBuf {
        self.hidden.fresh().join(name)
    }

    /// Writes one file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path(name);
        fs::write(&path, bytes).map_err(Error::write(&path))
    }

    /// Writes files, each by its name.
    pub fn write_all(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), Error> {
        let mut files = files.iter();
        files.try_for_each(|(name, bytes)| self.write(name, bytes))
    }

    /// Writes one file of JSON for people too: indented, with a newline at its end.
    pub fn write_json(&self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let mut text = serde_json::to_string_pretty(value).expect("plain data with string keys");
        text.push('\n');
        self.write(name, text.as_bytes())
    }

    /// Writes the manifest and puts the folder in its place, instead of an earlier one if there is one.
    pub fn finish(self, manifest: &(impl Serialize + ?Sized)) -> Result<PathBuf, Error> {
        let PartialFolder {
            ref hidden,
            ref target,
            own,
        } = self;
        let fresh = hidden.fresh();
        let files = names(&fresh).map_err(Error::write(&fresh))?;
        let marked = Marked {
            written_by: PROGRAM,
            kind: own.kind(),
            files: &files,
            manifest,
        };
        self.write_json(MANIFEST, &marked)?;
        hidden.settle().map_err(Error::write(&fresh))?;
        refuse_foreign(target, target, own)?;
        let earlier = hidden.put(target).map_err(Error::write(target))?;
        // What came into the earlier folder while the names were changed is not ours to remove.
        if let Some(earlier) = earlier
            && let Err(refused) = refuse_foreign(&earlier, target, own)
        {
            hidden.take_back(target).map_err(Error::write(target))?;
            return Err(refused);
        }
        Ok(self.target)
    }
}

/// Starts the folder that an ensemble writes, if it writes one.
///
/// # Errors
/// See [`PartialFolder::start`].
pub fn folder_of(
    asked: &EnsembleRequest,
    kind: FolderKind,
) -> Result<Option<PartialFolder>, Error> {
    let mut inputs = asked.model.inputs();
    if let Belief::Given { folder: from, .. } | Belief::Table(from) = &asked.belief {
        inputs.push(from);
    }
    let start = |out: &Path| PartialFolder::start(out, kind, &inputs);
    asked.out.as_deref().map(start).transpose()
}

/// A path without links and `..`, as far as there is something of it.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    match path.file_name() {
        Some(name) => resolved(parent).join(name),
        None => path.to_owned(),
    }
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<std::io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

/// An error, of `shown`, if anything is in `place` that this program did not write for the same purpose.
fn refuse_foreign(place: &Path, shown: &Path, own: Own) -> Result<(), Error> {
    let Ok(found) = fs::symlink_metadata(place) else {
        return Ok(());
    };
    if !found.is_dir() {
        return Err(OutProblem::NoFolder.at(shown));
    }
    let mut inside = names(place).map_err(Error::read(shown))?;
    if inside.is_empty() {
        return Ok(());
    }
    let manifest = inside.iter().position(|name| name == MANIFEST);
    let is_ours: Box<dyn Fn(&str) -> bool> = match own {
        Own::Named(_, names) => Box::new(move |name| names.contains(&name)),
        Own::Marked(kind) => match mark(place) {
            Some(mark) if mark.kind != kind => {
                return Err(OutProblem::OtherKind(mark.kind).at(shown));
            }
            Some(mark) => Box::new(move |name| {
                name == MANIFEST || mark.files.iter().any(|known| known == name)
            }),
            None => {
                // What people know by name says more than a manifest that is not ours.
                if inside.len() > 1
                    && let Some(at) = manifest
                {
                    inside.remove(at);
                }
                Box::new(|_| false)
            }
        },
    };
    let is_plain = |name: &String| {
        let found = fs::symlink_metadata(place.join(name));
        found.is_ok_and(|found| found.is_file())
    };
    let foreign = inside
        .into_iter()
        .find(|name| !is_ours(name) || !is_plain(name));
    match foreign {
        Some(name) => Err(OutProblem::Foreign(name).at(shown)),
        None => Ok(()),
    }
}

/// What a folder's manifest says that it is; none where no program of ours wrote it.
fn mark(folder: &Path) -> Option<Mark> {
    let bytes = read_plain(&folder.join(MANIFEST), MANIFEST_BYTES_MAX)?;
    let mark: Mark = serde_json::from_slice(&bytes).ok()?;
    (mark.written_by == PROGRAM).then_some(mark)
}

/// Whether a folder holds nothing but plain files of these names.
pub(crate) fn holds_only(folder: &Path, names: &'static [&'static str]) -> bool {
    let own = Own::Named(FolderKind::Calibrate, names);
    folder.is_dir() && refuse_foreign(folder, folder, own).is_ok()
}
