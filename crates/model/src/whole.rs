//! One file, written whole or not at all: a reader sees the old bytes or the new ones, never a part.

use crate::error::Error;
use std::fs;
use std::fs::Permissions;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

/// Puts bytes into a file, whose rights stay as they are; behind a link, into the file that it leads to.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = Error::write(path);
    let there = path.canonicalize();
    let real = there.as_deref().unwrap_or(path);
    let rights = match fs::metadata(real) {
        Ok(found) => Some(found.permissions()),
        Err(_) => None,
    };
    let file = filled(real, bytes, rights).map_err(&failed)?;
    file.persist(real).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a file where there is none.
///
/// # Errors
/// [`Error::Exists`] where there is one, were it a link that leads nowhere.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = Error::write(path);
    let exists = || Error::Exists {
        path: path.to_owned(),
    };
    if fs::symlink_metadata(path).is_ok() {
        return Err(exists());
    }
    let file = filled(path, bytes, None).map_err(&failed)?;
    let put = file.persist_noclobber(path);
    put.map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(),
        _ => failed(error.error),
    })?;
    Ok(())
}

/// A hidden file beside the path, with these bytes on the disk and these rights, or those of a new file.
fn filled(
    path: &Path,
    bytes: &[u8],
    rights: Option<Permissions>,
) -> std::io::Result<NamedTempFile> {
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    // As an ordinary new file, and not for one user alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(parent)?;
    file.write_all(bytes)?;
    if let Some(rights) = rights {
        file.as_file().set_permissions(rights)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}
