//! What of a model has a name or says something, and the key of its message.

use std::collections::{BTreeMap, HashMap};
use tenfold_lang::ast::{Index, ItemKind, Members, Module, Name, Text};

/// One thing that a catalogue speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What it says of itself in English; may be empty.
    pub(crate) doc: String,
    /// Its title in English, where that is not its name: a test's.
    pub(crate) title: String,
    /// What happened since, in English: a claim's; may be empty.
    pub(crate) outcome: String,
    /// Keys of its dimensions.
    pub(crate) dimensions: Vec<String>,
}

impl Entry {
    /// The English that its translation is of.
    pub(crate) fn english(&self) -> String {
        let all = [&*self.title, &self.doc, &self.outcome].join(" ");
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The key of a qualified name: its parts with `-` between them, which no name can contain.
pub(crate) fn key_of(name: &str) -> String {
    name.replace('.', "-")
}

/// Words that have no name, as the end of a key.
pub(crate) fn slug(words: &str) -> String {
    let parts = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}

/// Everything of these modules, by key. What has letters in its name that no key of Fluent takes is
/// left out: it keeps its name in every language.
pub fn entries(modules: &[Module]) -> BTreeMap<String, Entry> {
    let homes = dimensions(modules);
    let mut entries = BTreeMap::new();
    for module in modules {
        let Some(name) = &module.name else { continue };
        let mut add = |key: String, entry: Entry| {
            if key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
            {
                entries.insert(key, entry);
            }
        };
        add(name.text.clone(), said(module.doc.as_ref()));
        for item in &module.items {
            for (rest, mut entry) in item_entries(&item.kind) {
                for dimension in &mut entry.dimensions {
                    let home = homes.get(&(&*name.text, &**dimension));
                    *dimension = format!("{}-{dimension}", home.unwrap_or(&&*name.text));
                }
                add(format!("{}-{rest}", name.text), entry);
            }
        }
    }
    entries
}

/// Where each module's dimensions are defined, by module and name.
fn dimensions(modules: &[Module]) -> HashMap<(&str, &str), &str> {
    let mut homes = HashMap::new();
    for module in modules {
        let Some(own) = &module.name else { continue };
        for item in &module.items {
            if let ItemKind::Use { module, names } = &item.kind {
                let taken = names
                    .iter()
                    .map(|name| ((&*own.text, &*name.text), &*module.text));
                homes.extend(taken);
            }
        }
    }
    homes
}

fn said(doc: Option<&Text>) -> Entry {
    Entry {
        doc: doc.map_or_else(String::new, |doc| doc.text.clone()),
        ..Entry::default()
    }
}

fn titled(title: &Text) -> Entry {
    Entry {
        title: title.text.clone(),
        ..Entry::default()
    }
}

fn indexed(doc: Option<&Text>, indices: &[Index]) -> Entry {
    let names = indices.iter().map(|index| index.dimension.text.clone());
    Entry {
        dimensions: names.collect(),
        ..said(doc)
    }
}

/// What one item defines: the rest of each key behind its module, and the entry. A keyword in a key
/// cannot be taken for a name, being none.
fn item_entries(item: &ItemKind) -> Vec<(String, Entry)> {
    let one = |name: &Name, entry| vec![(name.text.clone(), entry)];
    match item {
        ItemKind::Unit(unit) => one(&unit.name, said(unit.doc.as_ref())),
        ItemKind::Dimension(dimension) => {
            let mut all = one(&dimension.name, said(dimension.doc.as_ref()));
            if let Members::Labels(labels) = &dimension.members {
                let key = |label: &Name| format!("{}-{}", dimension.name.text, label.text);
                all.extend(labels.iter().map(|label| (key(label), Entry::default())));
            }
            all
        }
        ItemKind::Definition(one_of) => {
            one(&one_of.name, indexed(one_of.doc.as_ref(), &one_of.indices))
        }
        ItemKind::Event(event) => one(&event.name, indexed(event.doc.as_ref(), &event.indices)),
        ItemKind::Milestone(milestone) => one(
            &milestone.name,
            indexed(milestone.doc.as_ref(), &milestone.indices),
        ),
        ItemKind::Scenario(scenario) => {
            let key = format!("scenario-{}", scenario.name.text);
            vec![(key, said(scenario.doc.as_ref()))]
        }
        ItemKind::Claim(claim) => {
            let key = format!("claim-{}", claim.name.text);
            let mut entry = said(claim.said.as_ref());
            if let Some(outcome) = &claim.outcome {
                entry.outcome = outcome.words.text.clone();
            }
            vec![(key, entry)]
        }
        ItemKind::Test(test) => {
            vec![(
                format!("test-{}", slug(&test.title.text)),
                titled(&test.title),
            )]
        }
        ItemKind::Observe(observe) => {
            let doc = observe.doc.iter();
            doc.map(|doc| (format!("observe-{}", slug(&doc.text)), titled(doc)))
                .collect()
        }
        ItemKind::Use { .. }
        | ItemKind::Output { .. }
        | ItemKind::Connect(_)
        | ItemKind::Correlate { .. }
        | ItemKind::ByRow { .. }
        | ItemKind::Simulate(_)
        | ItemKind::Error => Vec::new(),
    }
}
