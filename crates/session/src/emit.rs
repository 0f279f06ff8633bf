//! One stage of a checked model as text.
//!
//! Knows which stage is printed by whom; the graph's language is Graphviz's.

use crate::check::Checked;
use crate::diagnosed::Diagnosed;
use crate::outcome::Emit;
use crate::text::Lang;
use std::fmt::Write;
use tenfold_lang::Overrides;

/// Prints one stage; the typed program is the one that runs under the overrides.
pub fn emit(checked: &Checked, stage: Emit, overrides: &Overrides) -> Result<String, Diagnosed> {
    let mut out = String::new();
    match stage {
        Emit::Tree => {
            for module in &checked.inputs.modules {
                writeln!(out, "{module:#?}").expect("a string grows");
            }
        }
        Emit::Units => {
            for definition in checked.sound()?.definitions() {
                let indices = match definition.indices.as_str() {
                    "" => String::new(),
                    indices => format!("[{indices}]"),
                };
                let (kind, name, unit) = (definition.kind, &definition.name, &definition.unit);
                writeln!(out, "{kind} {name}{indices} : {unit}").expect("a string grows");
            }
        }
        Emit::Ir => out = tenfold_ir::print(&checked.program(overrides)?),
        Emit::Catalogue => out = checked.catalogue().skeleton(Lang::Zh),
        Emit::Graph => out = tenfold_lang::to_dot(checked.sound()?.definitions()),
    }
    Ok(out)
}
