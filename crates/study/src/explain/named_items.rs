//! What has a name and is no definition: modules, dimensions, labels, units, scenarios, claims, tests.

use crate::explain::rows::Explained;
use tenfold_lang::ast::{AssertItem, ItemKind, Members, Module, TestItem, UnitItem};
use tenfold_lang::{DefinitionInfo, Model, PRELUDE, PRELUDE_FILE, format_expr, imports, parse};
use tenfold_model::check::Checked;
use tenfold_model::wording;
use tenfold_model::wording::provenance_word;

/// All of them, in the order of the text, modules first.
pub(crate) fn named_items(checked: &Checked, model: &Model) -> Vec<Explained> {
    let definitions = model.definitions();
    let mut all: Vec<Explained> = Vec::new();
    for module in &checked.inputs.modules {
        all.extend(module_itself(checked, module, definitions));
    }
    let (prelude, _) = parse(PRELUDE_FILE, PRELUDE);
    for module in checked.inputs.modules.iter().chain([&prelude]) {
        let own = module.name.as_ref().map_or("", |name| &name.text);
        for item in &module.items {
            match &item.kind {
                ItemKind::Unit(unit) => all.push(of_unit(own, unit)),
                ItemKind::Dimension(dimension) => {
                    let name = format!("{own}.{}", dimension.name.text);
                    all.extend(of_dimension(&name, &dimension.members, definitions));
                }
                ItemKind::Test(test) => all.push(of_test(own, test)),
                _ => {}
            }
        }
    }
    all.extend(scenarios(checked, model));
    all.extend(claims(model));
    all
}

fn thing(kind: &str, name: String) -> Explained {
    Explained {
        kind: kind.into(),
        name,
        ..Explained::default()
    }
}

/// What a module defines is its equation; it uses the modules that feed it, and is used by those it feeds.
fn module_itself(
    checked: &Checked,
    module: &Module,
    definitions: &[DefinitionInfo],
) -> Option<Explained> {
    let name = &module.name.as_ref()?.text;
    let own = || definitions.iter().filter(|one| one.module == *name);
    let modules = |names: Vec<&String>| {
        let modules = names.into_iter().filter_map(|name| name.split('.').next());
        let mut modules: Vec<String> = modules.map(str::to_owned).collect();
        modules.retain(|other| other != name);
        modules
    };
    let mut uses = modules(own().flat_map(|one| &one.uses).collect());
    uses.extend(imports(module).modules.into_iter().map(|used| used.text));
    let mut used_by = modules(own().flat_map(|one| &one.used_by).collect());
    let importing = checked.inputs.modules.iter().filter(|other| {
        let mut used = imports(other).modules.into_iter();
        used.any(|used| used.text == *name)
    });
    used_by.extend(importing.filter_map(|other| Some(other.name.as_ref()?.text.clone())));
    for list in [&mut uses, &mut used_by] {
        list.sort();
        list.dedup();
    }
    let defined = own().map(|one| format!("{} {}", one.kind, wording::plain_name(one)));
    Some(Explained {
        equation: defined.collect::<Vec<_>>().join("\n"),
        uses,
        used_by,
        ..thing("module", name.clone())
    })
}

fn of_unit(module: &str, unit: &UnitItem) -> Explained {
    let value = unit.value.as_ref().map(format_expr);
    let prefixes = if unit.prefixes { " with prefixes" } else { "" };
    Explained {
        doc: unit
            .doc
            .as_ref()
            .map_or_else(String::new, |doc| doc.text.clone()),
        equation: (value.map_or_else(String::new, |value| format!("= {value}")) + prefixes)
            .trim()
            .to_owned(),
        ..thing("unit", format!("{module}.{}", unit.name.text))
    }
}

fn of_dimension(name: &str, members: &Members, definitions: &[DefinitionInfo]) -> Vec<Explained> {
    let plain = name.rsplit('.').next().unwrap_or(name);
    let over = definitions
        .iter()
        .filter(|one| one.indices.split(", ").any(|index| index == plain));
    let used_by: Vec<String> = over.map(|one| one.name.clone()).collect();
    let (equation, labels) = match members {
        Members::Labels(labels) => {
            let labels: Vec<&str> = labels.iter().map(|label| &*label.text).collect();
            (format!("= {}", labels.join(", ")), labels)
        }
        Members::RowsOf(file) => (format!("= rows of \"{}\"", file.text), Vec::new()),
    };
    let mut all = vec![Explained {
        equation,
        used_by,
        ..thing("dimension", name.to_owned())
    }];
    all.extend(labels.into_iter().map(|label| Explained {
        uses: vec![name.to_owned()],
        ..thing("label", format!("{name}.{label}"))
    }));
    all
}

fn of_test(module: &str, test: &TestItem) -> Explained {
    let asserted = |one: &AssertItem| {
        let part = |word: &str, expr: Option<&_>| {
            expr.map_or_else(String::new, |expr| format!(" {word} {}", format_expr(expr)))
        };
        let (within, at) = (one.within.as_ref(), one.at.as_ref());
        let condition = format_expr(&one.condition);
        format!(
            "assert {condition}{}{}",
            part("within", within),
            part("at", at)
        )
    };
    let draws = test.draws.as_ref();
    let head = draws.map(|draws| format!("draws {}", format_expr(draws)));
    let on = test.on.as_ref().map(|on| format!("on {}", on.text));
    let lines = on
        .into_iter()
        .chain(head)
        .chain(test.assertions.iter().map(asserted));
    Explained {
        equation: lines.collect::<Vec<_>>().join("\n"),
        ..thing("test", format!("{module}.test.{}", test.title.text))
    }
}

fn scenarios(checked: &Checked, model: &Model) -> Vec<Explained> {
    let words = checked.catalogue();
    let all = model.scenarios().into_iter().map(|scenario| {
        let assumed = scenario
            .assumptions
            .iter()
            .map(|change| format!("assume {change}"));
        let intervened = scenario.interventions.iter();
        let intervened = intervened.map(|change| format!("intervene {change}"));
        let whole = words.scenario(&scenario.name);
        Explained {
            equation: assumed.chain(intervened).collect::<Vec<_>>().join("\n"),
            uses: scenario.on.into_iter().collect(),
            ..thing("scenario", whole.unwrap_or(scenario.name))
        }
    });
    all.collect()
}

fn claims(model: &Model) -> Vec<Explained> {
    let all = model.claims().into_iter().map(|claim| {
        let mut equation = format!("holds {}", claim.text);
        if let Some(tension) = &claim.tension {
            equation += &format!("\ntension {tension}");
        }
        let outcome = claim.outcome.as_ref();
        let (kind, reference) = outcome.map_or((None, String::new()), |(_, from)| {
            (
                Some(provenance_word(from.kind).into()),
                from.reference.clone(),
            )
        });
        Explained {
            equation,
            section: claim.section.unwrap_or_default(),
            provenance_kind: kind,
            reference,
            ..thing("claim", format!("{}.claim.{}", claim.module, claim.name))
        }
    });
    all.collect()
}
