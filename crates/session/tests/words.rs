//! The world in words: nothing of it is without its Chinese, and its pages are as it gives them.

use std::collections::BTreeMap;
use std::path::Path;
use tenfold_session::{Lang, ModelRef, check, docs};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/world");

#[test]
fn the_world_is_whole_in_chinese() {
    let checked = check(&ModelRef::BuiltIn).expect("the world is read");
    let skeleton = checked.catalogue().skeleton(Lang::Zh);
    assert!(
        skeleton.is_empty(),
        "fill in what follows below models/world, and take out what the model no longer has; \
         `tenfold check models/world --emit catalogue` prints it again\n\n{skeleton}"
    );
}

#[test]
fn the_pages_of_the_world_are_as_it_gives_them() {
    let made = docs(&ModelRef::BuiltIn).expect("the world is read");
    let made = made.unwrap_or_else(|wrong| panic!("{} errors", wrong.errors()));
    let made: BTreeMap<String, String> = made
        .into_iter()
        .map(|file| (file.name, file.text))
        .collect();
    let mut there = BTreeMap::new();
    for entry in Path::new(PAGES).read_dir().expect("docs/world is there") {
        let entry = entry.expect("docs/world is listed");
        let name = entry.file_name().into_string().expect("names are plain");
        // A checkout may have other ends of lines.
        let text = std::fs::read_to_string(entry.path()).expect("a page is text");
        there.insert(name, text.replace("\r\n", "\n"));
    }
    let names = made.keys().chain(there.keys());
    let differ: Vec<&String> = names
        .filter(|name| made.get(*name) != there.get(*name))
        .collect();
    assert!(
        differ.is_empty(),
        "docs/world is not as the model gives it: {differ:?} differ; run `cargo xtask docs`, and take \
         away pages of modules that are no more"
    );
}
