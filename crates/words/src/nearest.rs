//! Names that are near one that nothing has.

use strsim::levenshtein;

/// How many near names an unknown one is answered with.
const NEAREST_MAX: usize = 5;

/// The names with the fewest letters to change, nearest first; none that share too little.
pub fn nearest(wanted: &str, names: &[&str]) -> Vec<String> {
    let scored = names.iter().map(|name| {
        let plain = levenshtein(wanted, short(name));
        (plain.min(levenshtein(wanted, name)), *name)
    });
    let bound = wanted.chars().count().div_ceil(3).max(1);
    let mut near: Vec<_> = scored.filter(|(distance, _)| *distance <= bound).collect();
    near.sort();
    near.dedup();
    near.truncate(NEAREST_MAX);
    near.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// What stands for a name where it is unique: its last part.
pub fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
