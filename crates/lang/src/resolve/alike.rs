//! Names that are taken for others: a warning, for two that look alike are two to the program.

use super::Resolver;
use crate::ast;
use crate::names::{can_be_mistaken, likeness, misplaced};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Span};

/// Look-alikes of one module that are listed.
const LISTED_MAX: usize = 20;

impl Resolver<'_> {
    /// Warns of the names of a module that look like another of their scope, and of names in which a letter
    /// poses as one of another script.
    pub(super) fn tell_alike(&mut self, module: &ast::Module) {
        let mut found = Vec::new();
        let definitions = module.items.iter().flat_map(named);
        among(definitions, &mut found);
        for item in &module.items {
            if let ast::ItemKind::Dimension(dimension) = &item.kind
                && let ast::Members::Labels(labels) = &dimension.members
            {
                among(labels.iter().map(|name| (name, true)), &mut found);
            }
        }
        let scenarios = module.items.iter().filter_map(|item| match &item.kind {
            ast::ItemKind::Scenario(scenario) => Some((&scenario.name, true)),
            _ => None,
        });
        among(scenarios, &mut found);
        for warning in found.into_iter().take(LISTED_MAX) {
            self.report(warning);
        }
    }
}

/// The names that an item brings into its module's scope, and whether it makes them.
fn named(item: &ast::Item) -> Vec<(&ast::Name, bool)> {
    match &item.kind {
        ast::ItemKind::Use { module, names } => {
            let taken = names.iter().map(|name| (name, false));
            [(module, false)].into_iter().chain(taken).collect()
        }
        ast::ItemKind::Definition(definition) => vec![(&definition.name, true)],
        ast::ItemKind::Event(event) => vec![(&event.name, true)],
        ast::ItemKind::Milestone(milestone) => vec![(&milestone.name, true)],
        ast::ItemKind::Dimension(dimension) => vec![(&dimension.name, true)],
        ast::ItemKind::Unit(unit) => vec![(&unit.name, true)],
        _ => Vec::new(),
    }
}

/// The warnings about the names of one scope.
fn among<'m>(names: impl Iterator<Item = (&'m ast::Name, bool)>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, &ast::Name> = HashMap::new();
    for (name, is_own) in names {
        let first = seen.entry(likeness(&name.text)).or_insert(name);
        if can_be_mistaken(&first.text, &name.text) {
            out.push(alike(name, &first.text, first.span));
        } else if is_own {
            out.extend(mixed(name));
        }
    }
}

fn alike(name: &ast::Name, other: &str, first: Span) -> Diagnostic {
    let (name_shown, other_shown) = (spelt(&name.text, other), spelt(other, &name.text));
    Diagnostic::warning(
        "look-alike",
        name.span,
        format!("found {name_shown}, which looks like {other_shown}, expected names that readers tell apart"),
    )
    .arg("name", name_shown)
    .arg("other", other_shown)
    .label(first, "taken for this one")
    .help("write both with the same letters if they are one, or rename one of them")
}

fn mixed(name: &ast::Name) -> Option<Diagnostic> {
    let (letter, script, among) = misplaced(&name.text)?;
    let shown = crate::sink::clip(&name.text);
    let letter = format!(
        "`{letter}` (U+{:04X}, {})",
        u32::from(letter),
        script.full_name()
    );
    let among = among.full_name();
    let warning = Diagnostic::warning(
        "look-alike",
        name.span,
        format!(
            "found `{shown}`, in which {letter} stands among {among} letters, expected letters of one script"
        ),
    );
    let warning = warning
        .arg("name", shown)
        .arg("letter", letter)
        .arg("among", among);
    Some(warning.help("write it with letters of one script, or part the words of two with `_`"))
}

/// A name, with its first letter that is another in a name that looks like it.
fn spelt(name: &str, other: &str) -> String {
    let differs = name
        .chars()
        .zip(other.chars())
        .find(|(own, its)| own != its);
    let shown = crate::sink::clip(name);
    match differs.filter(|(own, _)| !own.is_ascii()) {
        Some((own, _)) => format!("`{shown}` (with U+{:04X})", u32::from(own)),
        None => format!("`{shown}`"),
    }
}
