//! What there is to say of one name: a definition of a model, or a diagnostic's code.
//!
//! Reads the last run folder if there is one; a folder that cannot be read has no values.

use crate::Error;
use crate::check::{Checked, check};
use crate::columnar::read_summary;
use crate::diagnosed::Diagnosed;
use crate::manifest::provenance_word;
use crate::outcome::{DefinitionValues, Explained, Explanation, ModelRef};
use std::path::Path;
use strsim::levenshtein;
use tenfold_lang::{CODES, DefinitionInfo};

/// How many near names an unknown one is answered with.
const NEAREST_MAX: usize = 5;

/// Explains a diagnostic's code, or every definition of a model that `name` names: qualified,
/// or plain, with or without the labels of an element.
pub fn explain(
    model: &ModelRef,
    name: &str,
    last_run: Option<&Path>,
) -> Result<Result<Explanation, Diagnosed>, Error> {
    if let Some((code, meaning)) = CODES.iter().find(|(code, _)| *code == name) {
        return Ok(Ok(Explanation::Code {
            code: (*code).into(),
            meaning: (*meaning).into(),
        }));
    }
    let checked = check(model)?;
    Ok(explain_checked(&checked, name, last_run))
}

fn explain_checked(
    checked: &Checked,
    name: &str,
    last_run: Option<&Path>,
) -> Result<Explanation, Diagnosed> {
    let definitions = checked.sound()?.definitions();
    let wanted = name.split('[').next().unwrap_or(name).trim();
    let plain = |definition: &DefinitionInfo| plain_name(definition) == wanted;
    let mut found: Vec<_> = definitions
        .iter()
        .filter(|one| one.name == wanted)
        .collect();
    if found.is_empty() {
        found = definitions.iter().filter(|one| plain(one)).collect();
    }
    if found.is_empty() {
        return Ok(Explanation::Unknown {
            nearest: nearest(wanted, definitions),
        });
    }
    let values = last_run.map_or_else(Vec::new, |folder| {
        read_summary(&folder.join("summary.parquet")).unwrap_or_default()
    });
    let explained = found.into_iter().map(|definition| {
        let own = values
            .iter()
            .filter(|(variable, _, _)| *variable == definition.name);
        let values = own.map(|(variable, index, rows)| DefinitionValues {
            name: match index.as_str() {
                "" => variable.clone(),
                index => format!("{variable}[{index}]"),
            },
            rows: rows.clone(),
        });
        Explained {
            values: values.collect(),
            ..explained(definition)
        }
    });
    Ok(Explanation::Definitions(explained.collect()))
}

/// A definition without its values.
fn explained(definition: &DefinitionInfo) -> Explained {
    let from = definition.provenance.as_ref();
    Explained {
        name: definition.name.clone(),
        kind: definition.kind.into(),
        unit: definition.unit.clone(),
        doc: definition.doc.clone().unwrap_or_default(),
        equation: equation(definition),
        provenance_kind: from.map(|from| provenance_word(from.kind).into()),
        reference: from.map_or_else(String::new, |from| from.reference.clone()),
        uses: definition.uses.clone(),
        used_by: definition.used_by.clone(),
        values: Vec::new(),
    }
}

/// The equation that holds: what is connected to an input stands for its default.
pub(crate) fn equation(definition: &DefinitionInfo) -> String {
    let connected = definition.connected.as_ref();
    connected.unwrap_or(&definition.equation).clone()
}

/// The name inside its module.
pub(crate) fn plain_name(definition: &DefinitionInfo) -> &str {
    let module = definition.module.len() + 1;
    definition.name.get(module..).unwrap_or(&definition.name)
}

/// The names with the fewest letters to change, nearest first; none that share too little.
fn nearest(wanted: &str, definitions: &[DefinitionInfo]) -> Vec<String> {
    let scored = definitions.iter().map(|definition| {
        let plain = levenshtein(wanted, plain_name(definition));
        (
            plain.min(levenshtein(wanted, &definition.name)),
            &definition.name,
        )
    });
    let bound = wanted.chars().count().div_ceil(3).max(1);
    let mut near: Vec<_> = scored.filter(|(distance, _)| *distance <= bound).collect();
    near.sort();
    near.truncate(NEAREST_MAX);
    near.into_iter().map(|(_, name)| name.clone()).collect()
}
