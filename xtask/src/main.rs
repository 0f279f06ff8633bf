//! Tasks of the repository: `cargo xtask test`, `fuzz`, `tidy`, `docs` and `posterior`.
//!
//! Knows files, git and cargo; nothing of models, units or lanes.

mod fuzz;
mod machine;
mod outcome;
mod page;
mod posterior;
mod stages;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <task>

  test        all tests: format, tidy, the page, clippy, a browser, the tests of every crate, a person's
              journeys through the page, the fuzz targets for a few seconds each
  page        the page of `tenfold serve`, built into page/dist; needs Node
  fuzz        the fuzz targets alone: cargo xtask fuzz [SECONDS [TARGET]]
  docs        writes docs/world again, after the world's text has changed
  posterior   draws the built-in world's posterior again, after its text or record has changed
  tidy        order of dependencies, length of files and functions, links, words that do not belong";

fn main() -> ExitCode {
    let root = repository();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => stages::run(&root),
        ["page"] => page::run(&root),
        ["fuzz"] => fuzz::run(&root, fuzz::SECONDS, None),
        ["fuzz", seconds] => fuzz::run(&root, seconds, None),
        ["fuzz", seconds, target] => fuzz::run(&root, seconds, Some(target)),
        ["docs"] => stages::docs(&root),
        ["posterior"] => posterior::run(&root),
        ["tidy"] => tidy::run(&root),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// The root of the repository: the folder that holds this crate's.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
        .to_path_buf()
}
