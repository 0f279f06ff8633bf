//! Any text gives a tree and bounded diagnostics; the layout of a right one says the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenfold_ir::FileId;
use tenfold_lang::ast::Module;
use tenfold_lang::{format, parse};

/// The tree without places and empty lines, and the comments in order of their text.
fn said(mut module: Module) -> (Module, Vec<String>) {
    module.erase_spans();
    for item in &mut module.items {
        item.blank_before = false;
    }
    let comments = module.comments.drain(..);
    let mut comments: Vec<String> = comments.map(|comment| comment.text).collect();
    comments.sort();
    (module, comments)
}

fuzz_target!(|text: &str| {
    let (module, diagnostics) = parse(FileId(0), text);
    assert!(diagnostics.len() <= 101);
    for diagnostic in &diagnostics {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(text.get(start..end).is_some(), "{diagnostic:?}");
    }
    let formatted = format(&module);
    if !diagnostics.is_empty() {
        return;
    }
    let (again, diagnostics) = parse(FileId(0), &formatted);
    assert!(diagnostics.is_empty(), "{diagnostics:?} in\n{formatted}");
    assert_eq!(format(&again), formatted);
    assert!(
        said(module) == said(again),
        "the layout says something else:\n{formatted}"
    );
});
