//! Puts the models of `models/` into the library, so that `tenfold run` needs no file.
//!
//! Writes a Rust list of (path below `models/`, bytes). A list of our own, and not a crate,
//! because the build has to notice a new file as well as a changed one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Models, their tables and catalogues, and the posterior of the world with its manifest.
const KINDS: [&str; 5] = ["ten", "csv", "ftl", "parquet", "json"];

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = manifest.join("../../models");
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed={}", root.display());
    if root.is_dir() {
        collect(&root, &root.canonicalize()?, &mut files)?;
    }
    files.sort();
    let mut list = String::from("&[\n");
    for (name, path) in &files {
        writeln!(list, "    ({name:?}, include_bytes!({path:?})),").expect("a string grows");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("models.rs"), list)?;
    Ok(())
}

/// Adds every file of these kinds below `folder`, named with `/` whatever the system.
fn collect(folder: &Path, root: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path().canonicalize()?;
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, root, files)?;
        } else if path
            .extension()
            .is_some_and(|e| KINDS.iter().any(|kind| e == *kind))
        {
            let below = path.strip_prefix(root).expect("found below the root");
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), path));
        }
    }
    Ok(())
}
