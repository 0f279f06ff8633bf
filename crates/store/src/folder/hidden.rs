//! The hidden sibling that a folder is written in: `.NAME.partial-…`, with the folder as `new`.
//!
//! As long as its process lives it holds a lock on the file `lock` in it. A sibling whose lock is free is
//! of a dead process, and is swept away by the next.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::{fs, io};

const FRESH: &str = "new";
const EARLIER: &str = "earlier";
const LOCK: &str = "lock";
const INFIX: &str = ".partial-";
/// Another process may take a sibling for a dead one's before it is locked; hardly twice.
const TRIES: usize = 16;

#[derive(Debug)]
pub(crate) struct Hidden {
    path: PathBuf,
    _lock: File,
}

impl Hidden {
    /// Makes the sibling for a folder of this name.
    pub fn create(parent: &Path, name: &str) -> io::Result<Hidden> {
        let mut refused = None;
        for _ in 0..TRIES {
            let prefix = format!(".{name}{INFIX}");
            let made = tempfile::Builder::new()
                .prefix(&prefix)
                .tempdir_in(parent)?;
            match locked(made.path()) {
                Ok(lock) => {
                    fs::create_dir(made.path().join(FRESH))?;
                    return Ok(Hidden {
                        path: made.keep(),
                        _lock: lock,
                    });
                }
                Err(error) => refused = Some(error),
            }
        }
        Err(refused.expect("it was tried"))
    }

    /// Where the folder is written.
    pub fn fresh(&self) -> PathBuf {
        self.path.join(FRESH)
    }

    /// Makes sure that the folder is on the disk, before its name says so.
    pub fn settle(&self) -> io::Result<()> {
        let fresh = self.fresh();
        for entry in fs::read_dir(&fresh)? {
            File::options()
                .write(true)
                .open(entry?.path())?
                .sync_all()?;
        }
        sync_folder(&fresh);
        Ok(())
    }

    /// Gives the folder the target's name. What had it before is where the answer says.
    pub fn put(&self, target: &Path) -> io::Result<Option<PathBuf>> {
        let fresh = self.fresh();
        let earlier = match fs::symlink_metadata(target) {
            Err(_) => {
                fs::rename(&fresh, target)?;
                None
            }
            Ok(_) if exchange(&fresh, target).is_ok() => Some(fresh),
            // A system that cannot exchange names: between the two steps the earlier folder is where
            // `sweep` finds it.
            Ok(_) => {
                let earlier = self.path.join(EARLIER);
                fs::rename(target, &earlier)?;
                if let Err(refused) = fs::rename(&fresh, target) {
                    fs::rename(&earlier, target)?;
                    return Err(refused);
                }
                Some(earlier)
            }
        };
        if let Some(parent) = self.path.parent() {
            sync_folder(parent);
        }
        Ok(earlier)
    }

    /// Undoes [`Hidden::put`] where there was something before.
    pub fn take_back(&self, target: &Path) -> io::Result<()> {
        let earlier = self.path.join(EARLIER);
        if earlier.exists() {
            fs::rename(target, self.fresh())?;
            return fs::rename(&earlier, target);
        }
        exchange(&self.fresh(), target)
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Locks a sibling, which another process may have taken away meanwhile.
fn locked(path: &Path) -> io::Result<File> {
    let lock = File::create_new(path.join(LOCK))?;
    match lock.lock() {
        // A file system without locks: nobody can take this one for dead either.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        locked => locked?,
    }
    fs::metadata(path.join(LOCK))?;
    Ok(lock)
}

/// Removes what dead processes left in a folder. What cannot be removed stays.
pub(crate) fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let target = name.to_str().and_then(|name| {
            let (target, _) = name.strip_prefix('.')?.rsplit_once(INFIX)?;
            Some(parent.join(target))
        });
        if let Some(target) = target
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            sweep_one(&entry.path(), &target);
        }
    }
}

fn sweep_one(path: &Path, target: &Path) {
    let lock = path.join(LOCK);
    let is_file = fs::symlink_metadata(&lock).is_ok_and(|found| found.is_file());
    if !is_file {
        // Killed before it was locked; a folder with something in it is not ours and stays.
        let _ = fs::remove_dir(path);
        return;
    }
    let Ok(file) = File::options().write(true).open(&lock) else {
        return;
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return,
    }
    // Killed between the two steps of a system that cannot exchange names.
    if fs::symlink_metadata(target).is_err() {
        let _ = fs::rename(path.join(EARLIER), target);
    }
    remove(path);
}

/// Removes a sibling; its lock last but for itself, so that whoever is killed here leaves what can be swept.
fn remove(path: &Path) {
    let _ = fs::remove_dir_all(path.join(FRESH));
    let _ = fs::remove_dir_all(path.join(EARLIER));
    let is_there = |name| fs::symlink_metadata(path.join(name)).is_ok();
    if !is_there(FRESH) && !is_there(EARLIER) {
        let _ = fs::remove_file(path.join(LOCK));
        let _ = fs::remove_dir(path);
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A folder's names are on the disk only once it is; not every system can be asked.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_sibling_goes_and_a_living_or_a_foreign_one_stays() {
        let home = tempfile::tempdir().unwrap();
        let alive = Hidden::create(home.path(), "run").unwrap();
        let dead = home.path().join(".run.partial-dead");
        fs::create_dir_all(dead.join(FRESH)).unwrap();
        fs::write(dead.join(FRESH).join("half.parquet"), "1").unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let unlocked = home.path().join(".run.partial-early");
        fs::create_dir(&unlocked).unwrap();
        let mine = home.path().join(".thesis.partial-draft");
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("chapter.txt"), "years of work").unwrap();
        // A name of ours beside a file that is not.
        let mixed = home.path().join(".notes.partial-1");
        fs::create_dir(&mixed).unwrap();
        fs::write(mixed.join(LOCK), "").unwrap();
        fs::write(mixed.join("notes.txt"), "mine").unwrap();
        sweep(home.path());
        assert!(!dead.exists() && !unlocked.exists());
        assert!(alive.path.exists() && mine.join("chapter.txt").exists());
        assert!(mixed.join("notes.txt").exists());
    }

    #[test]
    fn a_folder_taken_out_of_its_place_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let dead = home.path().join(".run.partial-dead");
        fs::create_dir_all(dead.join(EARLIER)).unwrap();
        fs::write(dead.join(EARLIER).join("old"), "1").unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        sweep(home.path());
        assert!(home.path().join("run/old").exists() && !dead.exists());
    }
}
