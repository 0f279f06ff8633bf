//! A text that was edited, on its way to the folder that was given, and to nowhere else.

use crate::live::question::ModelFile;
use crate::live::refused::Refused;
use std::fs;
use std::path::Path;
use tenfold_lang::parse;
use tenfold_model::files::read_source;
use tenfold_model::whole::{write_new, write_whole};
use tenfold_study::error::Error;

/// Bytes of a name with its folders.
const NAME_BYTES_MAX: usize = 200;

/// Whether a path stays below a folder and names a model: plain words, no link, no way up.
fn is_plain(path: &str) -> bool {
    let word = |part: &str| {
        let first = part.chars().next();
        first.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || "_-.".contains(c))
    };
    let stem = path.strip_suffix(".ten");
    path.len() <= NAME_BYTES_MAX && stem.is_some_and(|stem| stem.split('/').all(word))
}

/// Writes a model's text below a folder; gives its path there. What stands in its place is overwritten only if it is
/// a model's text, too.
///
/// # Errors
/// If the path leads elsewhere, something else is in its place, or the system refuses.
pub fn save(folder: &Path, file: &ModelFile) -> Result<String, Refused> {
    let refused = |code: &str| Refused::new(code, &[("path", &file.path)]);
    if !is_plain(&file.path) {
        return Err(refused("save-path"));
    }
    let write = Error::write(folder);
    let home = folder.canonicalize().map_err(write)?;
    let target = home.join(&file.path);
    let below = target.parent().unwrap_or(&home);
    fs::create_dir_all(below).map_err(Error::write(below))?;
    let real = below.canonicalize().map_err(Error::write(below))?;
    if !real.starts_with(&home) {
        return Err(refused("save-path"));
    }
    match fs::symlink_metadata(&target) {
        Err(_) => write_new(&target, file.text.as_bytes())?,
        Ok(found) if found.is_file() && is_model(&target) => {
            write_whole(&target, file.text.as_bytes())?;
        }
        Ok(_) => return Err(refused("save-other")),
    }
    Ok(file.path.clone())
}

/// Whether a file's text begins as a model's does.
fn is_model(path: &Path) -> bool {
    let text = read_source(path);
    text.is_ok_and(|text| parse(tenfold_ir::FileId(0), &text).0.name.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> ModelFile {
        ModelFile {
            path: path.into(),
            text: "module a\nlet x : 1 = 1\n".into(),
        }
    }

    #[test]
    fn a_model_is_saved_below_the_folder_and_nowhere_else() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("mine");
        fs::create_dir(&folder).unwrap();
        assert_eq!(save(&folder, &file("sub/a.ten")).unwrap(), "sub/a.ten");
        assert!(save(&folder, &file("sub/a.ten")).is_ok());
        for path in [
            "../a.ten",
            "/a.ten",
            "a/../../b.ten",
            "a",
            ".ten",
            ".git/a.ten",
            "a\\b.ten",
            "a//b.ten",
            "a.ten/",
            "a\0.ten",
        ] {
            assert_eq!(
                save(&folder, &file(path)).unwrap_err().code,
                "save-path",
                "{path:?}"
            );
        }
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_model_stays() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.ten"), "dear diary\n").unwrap();
        assert_eq!(
            save(home.path(), &file("a.ten")).unwrap_err().code,
            "save-other"
        );
        fs::create_dir(home.path().join("b.ten")).unwrap();
        assert_eq!(
            save(home.path(), &file("b.ten")).unwrap_err().code,
            "save-other"
        );
        let kept = fs::read_to_string(home.path().join("a.ten")).unwrap();
        assert_eq!(kept, "dear diary\n");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let home = tempfile::tempdir().unwrap();
        let (folder, out) = (home.path().join("mine"), home.path().join("out"));
        fs::create_dir(&folder).unwrap();
        fs::create_dir(&out).unwrap();
        std::os::unix::fs::symlink(&out, folder.join("way")).unwrap();
        assert_eq!(
            save(&folder, &file("way/a.ten")).unwrap_err().code,
            "save-path"
        );
        fs::write(out.join("b.ten"), "module b\n").unwrap();
        std::os::unix::fs::symlink(out.join("b.ten"), folder.join("b.ten")).unwrap();
        assert_eq!(
            save(&folder, &file("b.ten")).unwrap_err().code,
            "save-other"
        );
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    }
}
