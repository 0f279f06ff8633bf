//! The model as it was run: every definition of every module, in the model's own language.

use crate::phrases::{Phrase, doc, same, say, say_with};
use crate::report::chart::unitless;
use crate::report::params::badge;
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{DefinitionRow, ModuleRow, ReportData};

/// The section of all equations.
pub(crate) fn section(data: &ReportData) -> Markup {
    html! {
        section #equations {
            h2 { (say("equations")) }
            p.lead { (say("equations-lead")) }
            @for module in &data.modules { (module_details(module, &data.catalogue)) }
        }
    }
}

fn module_details(module: &ModuleRow, words: &Catalogue) -> Markup {
    let title = |lang| words.given_title(lang, &module.name);
    let heading = Phrase::each(|lang| title(lang).unwrap_or_else(|| module.name.clone()));
    let number = same(module.definitions.len().to_string());
    html! {
        details.module {
            summary {
                h3 { (heading) }
                span.note { (say_with("definitions-count", &[("count", &number)])) }
            }
            @if !module.doc.is_empty() { p { (doc(words, &module.name, &module.doc)) } }
            dl { @for definition in &module.definitions { (entry(&module.name, definition, words)) } }
        }
    }
}

fn entry(module: &str, definition: &DefinitionRow, words: &Catalogue) -> Markup {
    let plain = definition.name.split('[').next();
    let name = format!("{module}.{}", plain.unwrap_or(&definition.name));
    let title = Phrase::each(|lang| words.given_title(lang, &name).unwrap_or_default());
    let stated = definition.provenance_kind.is_some() || !definition.reference.is_empty();
    html! {
        dt {
            span.keyword { (definition.kind) } " " code { (definition.name) }
            @if title != same("") { " " (title) }
            @if !unitless(&definition.unit) { " " span.unit { (definition.unit) } }
        }
        dd {
            @if !definition.equation.is_empty() { pre { code { (definition.equation) } } }
            @if !definition.doc.is_empty() { p { (doc(words, &name, &definition.doc)) } }
            @if stated {
                p { (badge(definition.provenance_kind.as_deref())) " " span.reference { (definition.reference) } }
            }
        }
    }
}
