//! The models that come with the program, with their tables and the posterior of the world.

/// The models that come with the program: path below `models/`, bytes.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// A file that comes with the program, by its path below `models/`.
pub fn built_in(path: &str) -> Option<&'static [u8]> {
    let found = BUILT_IN.iter().find(|(have, _)| *have == path);
    found.map(|(_, bytes)| *bytes)
}

/// The files that come with the program below a folder of `models/`, by their path there.
pub fn built_in_below(folder: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let files = BUILT_IN.iter();
    files.filter_map(move |(path, bytes)| Some((path.strip_prefix(folder)?, *bytes)))
}

/// The laws that come with the program, in alphabetical order.
pub fn laws() -> impl Iterator<Item = &'static str> {
    let files = BUILT_IN.iter().map(|(name, _)| *name);
    files.filter_map(|name| name.strip_prefix("laws/")?.strip_suffix(".ten"))
}
