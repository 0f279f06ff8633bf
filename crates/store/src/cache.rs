//! The cache of posteriors: a folder each, named by all that decides its rows.
//!
//! Nothing here decides a result: what is not there, broken or another's is computed again.

use crate::folder::{PartialFolder, holds_only};
use crate::posterior::{FILES, read_posterior, write_posterior};
use etcetera::BaseStrategy;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::posterior::{Posterior, Shelf};

/// Posteriors that are kept, the newest; each has at most a few megabytes.
const KEPT_MAX: usize = 64;
/// Hexadecimal digits of a SHA-256.
const KEY_DIGITS: usize = 64;

/// Where posteriors are kept: `TENFOLD_CACHE`, or the place that the system has for a user's caches.
pub fn cache_folder() -> Option<PathBuf> {
    match std::env::var_os("TENFOLD_CACHE") {
        Some(given) if given.is_empty() => None,
        Some(given) => Some(PathBuf::from(given)),
        None => {
            let places = etcetera::choose_base_strategy().ok()?;
            Some(places.cache_dir().join("tenfold"))
        }
    }
}

/// Posteriors in folders.
pub struct Folders;

impl Shelf for Folders {
    fn read(&self, place: &Path) -> Option<Posterior> {
        read_posterior(place)
    }

    fn keep(&self, shelf: &Path, key: &str, posterior: &Posterior) -> Result<(), Error> {
        keep(shelf, key, posterior)
    }
}

/// Keeps a posterior, and of all others the newest.
fn keep(cache: &Path, key: &str, posterior: &Posterior) -> Result<(), Error> {
    let target = cache.join(key);
    let start = PartialFolder::start_in_cache(&target, FolderKind::Calibrate, FILES);
    let written = start.and_then(|folder| {
        write_posterior(&folder, posterior)?;
        folder.finish(&posterior.manifest)
    });
    // Another process may have been faster.
    if let Err(refused) = written
        && read_posterior(&target).is_none()
    {
        return Err(refused);
    }
    tidy(cache);
    Ok(())
}

/// Removes the oldest posteriors beyond [`KEPT_MAX`], and nothing else. What cannot be removed stays: another
/// process may be doing the same.
fn tidy(cache: &Path) {
    let Ok(entries) = fs::read_dir(cache) else {
        return;
    };
    let kept = entries.flatten().filter_map(|entry| {
        let is_ours = entry.file_type().ok()?.is_dir()
            && is_key(&entry.file_name().to_string_lossy())
            && holds_only(&entry.path(), FILES);
        is_ours.then_some((entry.metadata().ok()?.modified().ok()?, entry.path()))
    });
    let mut kept: Vec<(SystemTime, PathBuf)> = kept.collect();
    kept.sort();
    let surplus = kept.len().saturating_sub(KEPT_MAX);
    for (_, path) in &kept[..surplus] {
        let _ = fs::remove_dir_all(path);
    }
}

fn is_key(name: &str) -> bool {
    name.len() == KEY_DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_oldest_posteriors_go() {
        let home = tempfile::tempdir().unwrap();
        let name = |nth: usize| home.path().join(format!("{nth:064x}"));
        for nth in 0..KEPT_MAX + 2 {
            fs::create_dir(name(nth)).unwrap();
            let age = std::time::Duration::from_secs(60 * (1_000 - nth as u64));
            let folder = fs::File::open(name(nth)).unwrap();
            folder.set_modified(SystemTime::now() - age).unwrap();
        }
        fs::create_dir(home.path().join("thesis")).unwrap();
        // A name of ours, and not ours.
        fs::write(name(1).join("notes.txt"), "mine").unwrap();
        tidy(home.path());
        assert!(!name(0).exists() && name(1).join("notes.txt").exists());
        assert!(name(2).exists() && home.path().join("thesis").exists());
    }
}
