//! A run folder: written whole or not at all.
//!
//! Files go into a hidden sibling folder first, which is renamed when all of them are there.
//! If anything fails or the run is interrupted, the sibling is removed. Does not know what
//! the files are.

use crate::Error;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file that makes a folder a run folder.
pub const MANIFEST: &str = "manifest.json";

/// A run folder that is being written.
#[derive(Debug)]
pub struct PartialFolder {
    temporary: TempDir,
    target: PathBuf,
}

impl PartialFolder {
    /// Starts to write what will be `target`; its parents are created.
    ///
    /// # Errors
    /// If something that is not a run folder is at `target`, or the system refuses.
    pub fn start(target: &Path) -> Result<PartialFolder, Error> {
        refuse_foreign(target)?;
        let name = target.file_name().ok_or_else(|| Error::NotARunFolder {
            path: target.to_owned(),
        })?;
        let parent = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
        let prefix = format!(
            ".{}.partial-{}-",
            name.to_string_lossy(),
            std::process::id()
        );
        let temporary = tempfile::Builder::new()
            .prefix(&prefix)
            .tempdir_in(parent)
            .map_err(Error::write(parent))?;
        Ok(PartialFolder {
            temporary,
            target: target.to_owned(),
        })
    }

    /// Where a file of the folder is written meanwhile.
    pub fn path(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    /// Writes one file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path(name);
        fs::write(&path, bytes).map_err(Error::write(&path))
    }

    /// Writes one file of JSON for people too: indented, with a newline at its end.
    pub fn write_json(&self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let mut text = serde_json::to_string_pretty(value).expect("plain data with string keys");
        text.push('\n');
        self.write(name, text.as_bytes())
    }

    /// Puts the folder in its place, instead of an earlier run folder if there is one.
    pub fn finish(self) -> Result<PathBuf, Error> {
        let PartialFolder { temporary, target } = self;
        share(temporary.path())?;
        refuse_foreign(&target)?;
        if target.exists() {
            // The earlier run goes into the hidden folder's place and away with it: at no
            // moment is there a mixture of both, and a failure puts the earlier one back.
            let earlier = with_suffix(temporary.path(), "-earlier");
            fs::rename(&target, &earlier).map_err(Error::write(&target))?;
            if let Err(source) = fs::rename(temporary.path(), &target) {
                fs::rename(&earlier, &target).map_err(Error::write(&target))?;
                return Err(Error::Write {
                    path: target,
                    source,
                });
            }
            fs::remove_dir_all(&earlier).map_err(Error::write(&earlier))?;
        } else {
            fs::rename(temporary.path(), &target).map_err(Error::write(&target))?;
        }
        // It has moved: nothing is left to remove.
        let _ = temporary.keep();
        Ok(target)
    }
}

/// Gives a folder made for one user alone the rights of an ordinary new one.
#[cfg(unix)]
fn share(folder: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let probe = folder.join(".rights");
    fs::create_dir(&probe).map_err(Error::write(&probe))?;
    let rights = fs::metadata(&probe)
        .map_err(Error::write(&probe))?
        .permissions();
    fs::remove_dir(&probe).map_err(Error::write(&probe))?;
    let mode = fs::Permissions::from_mode(rights.mode());
    fs::set_permissions(folder, mode).map_err(Error::write(folder))
}

#[cfg(not(unix))]
fn share(_: &Path) -> Result<(), Error> {
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// An error if something other than a run folder, or an empty folder, is there.
fn refuse_foreign(target: &Path) -> Result<(), Error> {
    let foreign = || Error::NotARunFolder {
        path: target.to_owned(),
    };
    let Ok(found) = fs::symlink_metadata(target) else {
        return Ok(());
    };
    if !found.is_dir() {
        return Err(foreign());
    }
    if target.join(MANIFEST).is_file() {
        return Ok(());
    }
    let mut inside = fs::read_dir(target).map_err(Error::read(target))?;
    if inside.next().is_some() {
        return Err(foreign());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_seen_before_the_end_and_all_after() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("deep/run");
        let partial = PartialFolder::start(&target).unwrap();
        partial.write(MANIFEST, b"{}").unwrap();
        assert!(!target.exists());
        partial.finish().unwrap();
        assert_eq!(names(&home.path().join("deep")), ["run"]);
        assert_eq!(names(&target), [MANIFEST]);
    }

    #[test]
    fn an_abandoned_folder_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let partial = PartialFolder::start(&home.path().join("run")).unwrap();
        partial.write(MANIFEST, b"{}").unwrap();
        assert_eq!(names(home.path()).len(), 1);
        drop(partial);
        assert!(names(home.path()).is_empty());
    }

    #[test]
    fn an_earlier_run_is_replaced_whole() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("run");
        for (name, text) in [("old.parquet", "1"), ("new.parquet", "2")] {
            let partial = PartialFolder::start(&target).unwrap();
            partial.write(MANIFEST, b"{}").unwrap();
            partial.write(name, text.as_bytes()).unwrap();
            partial.finish().unwrap();
        }
        assert_eq!(names(&target), [MANIFEST, "new.parquet"]);
        assert_eq!(names(home.path()), ["run"]);
    }

    #[test]
    fn a_folder_that_is_not_a_run_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let thesis = home.path().join("thesis");
        fs::create_dir(&thesis).unwrap();
        fs::write(thesis.join("chapter-1.txt"), "years of work").unwrap();
        let refused = PartialFolder::start(&thesis).unwrap_err();
        assert!(matches!(refused, Error::NotARunFolder { .. }));
        assert!(PartialFolder::start(&thesis.join("chapter-1.txt")).is_err());
        assert_eq!(names(home.path()), ["thesis"]);
        assert_eq!(names(&thesis), ["chapter-1.txt"]);
    }

    #[test]
    fn what_appears_meanwhile_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("run");
        let partial = PartialFolder::start(&target).unwrap();
        fs::create_dir(&target).unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
        assert!(partial.finish().is_err());
        assert_eq!(names(home.path()), ["run"]);
        assert_eq!(names(&target), ["notes.txt"]);
    }
}
