//! The model as it was run: every definition of every module, in the model's own language.

use super::chart::unitless;
use super::data::{DefinitionRow, ModuleRow, ReportData};
use super::params::badge;
use super::words::{same, say, say_with};
use maud::{Markup, html};

/// The section of all equations.
pub(super) fn section(data: &ReportData) -> Markup {
    html! {
        section #equations {
            h2 { (say("equations")) }
            p.lead { (say("equations-lead")) }
            @for module in &data.modules { (module_details(module)) }
        }
    }
}

fn module_details(module: &ModuleRow) -> Markup {
    let number = same(module.definitions.len().to_string());
    html! {
        details.module {
            summary {
                h3 { (module.name) }
                span.note { (say_with("definitions-count", &[("count", &number)])) }
            }
            @if !module.doc.is_empty() { p { (module.doc) } }
            dl { @for definition in &module.definitions { (entry(definition)) } }
        }
    }
}

fn entry(definition: &DefinitionRow) -> Markup {
    let stated = definition.provenance_kind.is_some() || !definition.reference.is_empty();
    html! {
        dt {
            span.keyword { (definition.kind) } " " code { (definition.name) }
            @if !unitless(&definition.unit) { " " span.unit { (definition.unit) } }
        }
        dd {
            @if !definition.equation.is_empty() { pre { code { (definition.equation) } } }
            @if !definition.doc.is_empty() { p { (definition.doc) } }
            @if stated {
                p { (badge(definition.provenance_kind.as_deref())) " " span.reference { (definition.reference) } }
            }
        }
    }
}
