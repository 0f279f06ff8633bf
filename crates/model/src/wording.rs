//! How the things of a model are written for people.

use tenfold_ir::ProvenanceKind;
use tenfold_lang::DefinitionInfo;

/// The word of the language.
pub fn provenance_word(kind: ProvenanceKind) -> &'static str {
    match kind {
        ProvenanceKind::Data => "data",
        ProvenanceKind::Literature => "literature",
        ProvenanceKind::Interview => "interview",
        ProvenanceKind::Judgement => "judgement",
    }
}

/// A full name without its labels.
pub fn unindexed(name: &str) -> &str {
    name.split('[').next().unwrap_or(name)
}

/// The equation that holds: what is connected to an input stands for its default.
pub fn equation(definition: &DefinitionInfo) -> String {
    let connected = definition.connected.as_ref();
    connected.unwrap_or(&definition.equation).clone()
}

/// The name inside its module.
pub fn plain_name(definition: &DefinitionInfo) -> &str {
    let module = definition.module.len() + 1;
    definition.name.get(module..).unwrap_or(&definition.name)
}
