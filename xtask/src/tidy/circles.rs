//! Circles of files: within a crate no file may need one that needs it.
//!
//! What a file needs is read from its `use` lines and from the paths in its text, macros included; names that a
//! module only passes on are followed to the file that has them. Tests may look anywhere. Declaring a child
//! module, or passing its names on, is no need of it.

use super::finding::{Files, Finding};
use petgraph::algo::{astar, tarjan_scc};
use petgraph::graphmap::DiGraphMap;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{Attribute, Item, UseTree, Visibility};

/// From the root of a crate, segment by segment.
type ModulePath = Vec<String>;

/// Names passed on through so many modules are followed, and no further.
const EXPORTS_MAX: usize = 16;

/// What the text of one module says of others.
#[derive(Default)]
struct Module {
    file: String,
    /// Paths that it needs.
    needs: Vec<ModulePath>,
    /// Names that it passes on, and of what they are.
    exports: BTreeMap<String, ModulePath>,
}

/// Checks the sources of every crate.
pub fn check(files: &Files) -> Vec<Finding> {
    let mut crates: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (path, text) in files {
        if let Some((home, below)) = path.split_once("/src/")
            && below.ends_with(".rs")
        {
            crates.entry(home).or_default().push((path, text));
        }
    }
    crates.values().flat_map(|own| of_crate(own)).collect()
}

fn of_crate(files: &[(&str, &str)]) -> Vec<Finding> {
    let paths: Vec<ModulePath> = files.iter().map(|(path, _)| module_path(path)).collect();
    let mut modules = BTreeMap::new();
    for ((file, text), path) in files.iter().zip(&paths) {
        let parsed = match syn::parse_file(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                return vec![Finding::error(*file, format!("cannot be parsed: {error}"))];
            }
        };
        let mut reader = Reader {
            all: &paths,
            module: Module {
                file: (*file).to_owned(),
                ..Module::default()
            },
        };
        reader.items(path, &parsed.items);
        modules.insert(path.clone(), reader.module);
    }
    circles(&modules)
}

/// `src/a/mod.rs` and `src/a.rs` are `a`.
fn module_path(file: &str) -> ModulePath {
    let (_, below) = file.split_once("/src/").expect("a source of a crate");
    let mut parts: ModulePath = (below.trim_end_matches(".rs").split('/'))
        .map(str::to_owned)
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || matches!(below, "lib.rs" | "main.rs") {
        parts.pop();
    }
    parts
}

/// Reads one file.
struct Reader<'a> {
    all: &'a [ModulePath],
    module: Module,
}

impl Reader<'_> {
    fn items(&mut self, base: &[String], items: &[Item]) {
        for item in items {
            match item {
                Item::Use(one) if !is_test(&one.attrs) => {
                    let passes_on = !matches!(one.vis, Visibility::Inherited);
                    self.names(base, &mut Vec::new(), &one.tree, passes_on);
                }
                Item::Mod(one) if !is_test(&one.attrs) => {
                    if let Some((_, inside)) = &one.content {
                        let inner = [base, &[one.ident.to_string()]].concat();
                        self.items(&inner, inside);
                    }
                }
                Item::Use(_) | Item::Mod(_) => {}
                other => self.text(base, other.to_token_stream()),
            }
        }
    }

    /// The names of a `use`.
    fn names(&mut self, base: &[String], before: &mut ModulePath, tree: &UseTree, passes_on: bool) {
        let (name, last) = match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.names(base, before, &path.tree, passes_on);
                before.pop();
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.names(base, before, tree, passes_on);
                }
                return;
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => (name.rename.to_string(), name.ident.to_string()),
            UseTree::Glob(_) => ("*".to_owned(), "*".to_owned()),
        };
        let own = (last != "self").then_some(last);
        let whole: ModulePath = before.iter().cloned().chain(own).collect();
        let Some(target) = self.absolute(base, &whole) else {
            return;
        };
        match passes_on {
            true => drop(self.module.exports.insert(name, target)),
            false => self.module.needs.push(target),
        }
    }

    /// The paths in any other text, those of macros too.
    fn text(&mut self, base: &[String], tokens: TokenStream) {
        let mut path: ModulePath = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.mentioned(base, &mut path);
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                other => {
                    self.mentioned(base, &mut path);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.text(base, group.stream());
                    }
                }
            }
        }
        self.mentioned(base, &mut path);
    }

    fn mentioned(&mut self, base: &[String], path: &mut ModulePath) {
        let whole = std::mem::take(path);
        if whole.len() > 1 {
            self.module.needs.extend(self.absolute(base, &whole));
        }
    }

    /// A path from the crate's root; none of another crate, or of something local.
    fn absolute(&self, base: &[String], path: &[String]) -> Option<ModulePath> {
        let mut from = base.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                from.clear();
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|one| one == "super") {
                    from.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                from.push(child.to_owned());
                if !self.all.contains(&from) {
                    return None;
                }
                from.pop();
            }
        }
        from.extend(rest.iter().cloned());
        Some(from)
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| {
        one.path().is_ident("cfg") && one.meta.to_token_stream().to_string().contains("test")
    })
}

/// The file that has what a path names.
fn file_of<'m>(modules: &'m BTreeMap<ModulePath, Module>, path: &[String]) -> Option<&'m str> {
    let mut path = path.to_vec();
    for _ in 0..EXPORTS_MAX {
        let known = (0..=path.len())
            .rev()
            .find(|len| modules.contains_key(&path[..*len]))?;
        let module = &modules[&path[..known]];
        let Some(name) = path.get(known) else {
            return Some(&module.file);
        };
        match module.exports.get(name) {
            Some(target) => path = [&target[..], &path[known + 1..]].concat(),
            None => return Some(&module.file),
        }
    }
    None
}

/// One finding a circle, with a way round it.
fn circles(modules: &BTreeMap<ModulePath, Module>) -> Vec<Finding> {
    let mut needs: DiGraphMap<&str, ()> = DiGraphMap::new();
    for module in modules.values() {
        let targets = module.needs.iter();
        for file in targets.filter_map(|path| file_of(modules, path)) {
            if file != module.file {
                needs.add_edge(&module.file, file, ());
            }
        }
    }
    let found = tarjan_scc(&needs).into_iter();
    let mut findings: Vec<Finding> = found
        .filter(|files| files.len() > 1)
        .map(|files| {
            let first = *files.iter().min().expect("a circle has files");
            let next = needs.neighbors(first).find(|file| files.contains(file));
            let next = next.expect("a file of a circle needs another of it");
            let way = astar(&needs, next, |file| file == first, |_| 1, |_| 0);
            let (_, way) = way.expect("and is needed by it");
            let names: Vec<&str> = way.iter().map(|file| short(file)).collect();
            let message = format!(
                "is in a circle of {} files: needs {}; move what they share below them",
                files.len(),
                names.join(", which needs ")
            );
            Finding::error(first, message)
        })
        .collect();
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    findings
}

/// A path below `src`.
fn short(file: &str) -> &str {
    file.split_once("/src/").map_or(file, |(_, below)| below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Files = files
            .iter()
            .map(|(path, text)| (format!("crates/x/src/{path}"), (*text).to_owned()))
            .collect();
        let findings = check(&files);
        findings.iter().map(Finding::to_string).collect()
    }

    #[test]
    fn one_way_passes_and_tests_may_look_back() {
        let files = [
            ("lib.rs", "mod a; mod b; pub use a::A;"),
            ("a.rs", "use crate::b::B; pub struct A(B);"),
            (
                "b.rs",
                "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }",
            ),
        ];
        assert_eq!(found(&files), [""; 0]);
    }

    #[test]
    fn a_circle_is_found_through_use_paths_macros_and_names_passed_on() {
        for back in [
            "use crate::a::A; pub struct B;",
            "pub struct B(Option<Box<crate::a::A>>);",
            "pub struct B; fn f() { assert!(crate::a::yes()); }",
            "pub struct B; use crate::A;",
            "pub struct B; mod inner { use super::super::a::A; }",
        ] {
            let files = [
                ("lib.rs", "mod a; mod b; pub use a::A;"),
                ("a.rs", "use crate::b::B; pub struct A(B);"),
                ("b.rs", back),
            ];
            let found = found(&files);
            assert_eq!(found.len(), 1, "{back}: {found:?}");
            assert!(found[0].contains("circle of 2 files"), "{found:?}");
        }
    }

    #[test]
    fn a_module_and_its_child_must_not_need_each_other() {
        let child = "use super::Parent; pub struct Child(Parent);";
        let apart = [
            ("lib.rs", "mod a;"),
            (
                "a.rs",
                "mod child; pub use child::Child; pub struct Parent;",
            ),
            ("a/child.rs", child),
        ];
        assert_eq!(found(&apart), [""; 0]);
        let together = [
            ("lib.rs", "mod a;"),
            (
                "a.rs",
                "mod child; pub struct Parent; fn f() -> child::Child { unreachable!() }",
            ),
            ("a/child.rs", child),
        ];
        assert_eq!(found(&together).len(), 1);
    }
}
