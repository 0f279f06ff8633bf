//! A name for the present text of the sampler, so that posteriors of an earlier one are not taken for its own.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/deciding.rs"]
mod deciding;

use deciding::{NO_TEXT, is_apart, name};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut texts = Vec::new();
    for sources in ["../ir/src/math.rs", "../engine/src", "../infer/src"] {
        println!("cargo::rerun-if-changed={sources}");
        texts_below(&manifest.join(sources), &mut texts)?;
    }
    let name = texts
        .iter()
        .fold(NO_TEXT, |before, text| name(before, text));
    println!("cargo::rustc-env=TENFOLD_SAMPLER={name:016x}");
    Ok(())
}

/// Adds every text below a folder that decides something, in order of names.
fn texts_below(path: &Path, texts: &mut Vec<String>) -> io::Result<()> {
    if !path.is_dir() {
        texts.push(fs::read_to_string(path)?);
        return Ok(());
    }
    let entries: io::Result<Vec<_>> = fs::read_dir(path)?.collect();
    let mut entries = entries?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if !is_apart(&entry.file_name().to_string_lossy()) {
            texts_below(&entry.path(), texts)?;
        }
    }
    Ok(())
}
