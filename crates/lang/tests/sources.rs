//! Finds the model files that tests read.

use std::path::{Path, PathBuf};

/// A model file.
pub struct Source {
    /// Without folder and ending.
    pub stem: String,
    pub path: PathBuf,
    pub text: String,
}

/// The `.ten` files right in a folder of `tests`, by name.
pub fn of_folder(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(&root).unwrap_or_else(|e| panic!("{}: {e}", root.display())) {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|ending| ending == "ten") {
            sources.push(read(path));
        }
    }
    sources.sort_by(|a, b| a.stem.cmp(&b.stem));
    assert!(!sources.is_empty(), "no model in {}", root.display());
    sources
}

/// Every model of the project and of these tests.
pub fn models() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        root.join("../../models"),
        root.join("src"),
        root.join("tests"),
    ];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder);
        for entry in entries.unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ten") {
                sources.push(read(path));
            }
        }
    }
    assert!(!sources.is_empty(), "no model in {}", root.display());
    sources
}

/// Reads one file. A `# padded: N` line makes its text N bytes long, with spaces.
pub fn read(path: PathBuf) -> Source {
    let mut text =
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("# padded: "))
        .map(|length| length.parse::<usize>().expect("a number of bytes"));
    if let Some(length) = length {
        text.extend(std::iter::repeat_n(' ', length - text.len()));
    }
    let stem = path.file_stem().expect("a name").to_string_lossy().into();
    Source { stem, path, text }
}
