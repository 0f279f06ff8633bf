//! What there is to say of one name: anything of a model that has one, or a diagnostic's code.
//!
//! What the last run found is asked for; no folder is read here.

pub(crate) mod named_items;
pub mod rows;

use crate::error::Error;
use crate::explain::named_items::named_items;
use crate::explain::rows::{DefinitionValues, Explained, Explanation, LastRun, Said, SummaryRows};
use tenfold_lang::ast::ItemKind;
use tenfold_lang::{CODES, DefinitionInfo, format_expr};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::{Checked, open};
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::reference::ModelRef;
use tenfold_model::wording::{equation, provenance_word, unindexed};
use tenfold_words::nearest::{nearest, short};
use tenfold_words::text::Lang;

/// Explains a diagnostic's code, or everything of a model that `name` names: qualified or plain, with or
/// without the labels of an element; a test by its title. `last` is asked by the model's names: its file's, and
/// its module's, which may be another.
pub fn explain(
    model: &ModelRef,
    name: &str,
    last: impl FnOnce(&[String]) -> LastRun,
) -> Result<Result<Explanation, Diagnosed>, Error> {
    if let Some((code, meaning)) = CODES.iter().find(|(code, _)| *code == name) {
        return Ok(Ok(Explanation::Code {
            code: (*code).into(),
            meaning: (*meaning).into(),
        }));
    }
    let checked = open(model)?;
    let model = checked.model.as_ref();
    let root = model.and_then(|model| model.modules().into_iter().next());
    let names = std::iter::once(checked.name.clone()).chain(root.map(|root| root.name));
    let last = last(&names.collect::<Vec<String>>());
    Ok(explain_checked(&checked, name, &last))
}

/// [`explain`] of a model that was read.
pub fn explain_checked(
    checked: &Checked,
    name: &str,
    last: &LastRun,
) -> Result<Explanation, Diagnosed> {
    let model = checked.sound()?;
    let wanted = name.split('[').next().unwrap_or(name).trim();
    let mut all: Vec<Explained> = model
        .definitions()
        .iter()
        .map(|one| explained(checked, one))
        .collect();
    all.extend(named_items(checked, model));
    let words = checked.catalogue();
    let is_titled = |one: &Explained| {
        let title = |lang: &Lang| words.title(*lang, &one.name).to_lowercase();
        Lang::ALL
            .iter()
            .any(|lang| title(lang) == wanted.to_lowercase())
    };
    // A later way is tried only where the earlier ones find nothing: titles take the longest.
    let ways: [&dyn Fn(&Explained) -> bool; 3] = [
        &|one| is_named(one, wanted),
        &|one| is_called(one, wanted),
        &is_titled,
    ];
    let mut those = ways
        .iter()
        .map(|is_it| -> Vec<Explained> { all.iter().filter(|one| is_it(one)).cloned().collect() });
    let Some(found) = those.find(|found| !found.is_empty()) else {
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        return Ok(Explanation::Unknown {
            nearest: nearest(wanted, &names),
        });
    };
    let constants = model.constants();
    let told = found.into_iter().map(|one| {
        let one = with_values(one, &constants, last);
        worded(&words, one)
    });
    Ok(Explanation::Definitions(told.collect()))
}

/// With its values in the last runs, its constants and what became of it as a claim.
fn with_values(one: Explained, constants: &[(String, f64)], last: &LastRun) -> Explained {
    let is_own = |row: &&SummaryRows| unindexed(&row.name) == one.name;
    let mut runs = last.runs.iter();
    let run = runs.find(|run| run.values.iter().any(|row| is_own(&row)));
    let own = run.into_iter().flat_map(|run| &run.values).filter(is_own);
    let values = own.map(|row| DefinitionValues {
        world: row.world.clone(),
        name: row.name.clone(),
        rows: row.rows.clone(),
    });
    let values = values.collect();
    let under = run.map_or_else(Vec::new, |run| run.under.clone());
    let own = constants
        .iter()
        .filter(|(full, _)| unindexed(full) == one.name);
    let constants = own.cloned().collect();
    let held = last
        .claims
        .iter()
        .find(|claim| claim.key() == one.name)
        .cloned();
    let held_under = match held {
        Some(_) => last.claims_under.clone(),
        None => Vec::new(),
    };
    Explained {
        values,
        under,
        constants,
        held,
        held_under,
        ..one
    }
}

/// With its words in every language.
fn worded(words: &Catalogue, one: Explained) -> Explained {
    let said = |lang| match one.name.split_once(".test.") {
        Some((module, title)) => Said {
            title: words.test_title(lang, module, title).to_owned(),
            ..Said::default()
        },
        None => Said {
            title: words.title(lang, &one.name),
            doc: match words.doc(lang, &one.name) {
                "" => one.doc.clone(),
                doc => doc.to_owned(),
            },
            outcome: words.outcome(lang, &one.name).to_owned(),
        },
    };
    let said = Lang::ALL.map(|lang| (lang.tag().to_owned(), said(lang)));
    Explained {
        doc: said[0].1.doc.clone(),
        said: said.into(),
        ..one
    }
}

/// Whether this is a thing's whole name; a scenario and a claim may go without that word.
fn is_named(one: &Explained, wanted: &str) -> bool {
    let bare = one.name.replacen(&format!(".{}.", one.kind), ".", 1);
    one.name == wanted || bare == wanted
}

/// Whether a thing is called so for short, a test by its title; a claim's `-` is as good as `_`.
fn is_called(one: &Explained, wanted: &str) -> bool {
    let title = one.name.split_once(".test.").map(|(_, title)| title);
    let plain = wanted.replace('-', "_");
    title.is_some_and(|title| title.eq_ignore_ascii_case(wanted))
        || title.is_none() && short(&one.name) == plain
}

/// A definition without its values.
fn explained(checked: &Checked, definition: &DefinitionInfo) -> Explained {
    let from = definition.provenance.as_ref();
    let default = match definition.connected {
        Some(_) => definition.equation.clone(),
        None => String::new(),
    };
    Explained {
        name: definition.name.clone(),
        kind: definition.kind.into(),
        indices: definition.indices.clone(),
        unit: definition.unit.clone(),
        doc: definition.doc.clone().unwrap_or_default(),
        equation: equation(definition),
        default,
        provenance_kind: from.map(|from| provenance_word(from.kind).into()),
        reference: from.map_or_else(String::new, |from| from.reference.clone()),
        record: record(checked, definition),
        uses: definition.uses.clone(),
        used_by: definition.used_by.clone(),
        ..Explained::default()
    }
}

/// The `observe` items of a definition, as the model writes them.
pub(crate) fn record(checked: &Checked, definition: &DefinitionInfo) -> Vec<String> {
    let modules = checked.inputs.modules.iter();
    let items = modules.flat_map(|module| {
        let own = module.name.as_ref().map_or("", |name| &name.text);
        module.items.iter().map(move |item| (own, item))
    });
    let observed = items.filter_map(|(own, item)| {
        let ItemKind::Observe(observe) = &item.kind else {
            return None;
        };
        let target = format_expr(&observe.target);
        let plain = target.split('[').next().unwrap_or(&target);
        let name = match plain.contains('.') {
            true => plain.to_owned(),
            false => format!("{own}.{plain}"),
        };
        let source = observe.source.as_ref()?;
        let rows = source.filters.iter();
        let rows = rows.map(|(column, text)| format!(" ({} = \"{}\")", column.text, text.text));
        let (error, rows) = (format_expr(&observe.error), rows.collect::<String>());
        let line = format!(
            "{target} ~ {error} from data \"{}\"{rows}",
            source.file.text
        );
        (name == definition.name).then_some(line)
    });
    observed.collect()
}
