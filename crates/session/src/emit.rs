//! One stage of a checked model as text.
//!
//! Knows which stage is printed by whom; the graph's language is Graphviz's.

use crate::check::Checked;
use crate::diagnosed::Diagnosed;
use crate::outcome::Emit;
use crate::text::Lang;
use std::fmt::Write;

/// Prints one stage; the typed program is that of a scenario and settings.
pub fn emit(
    checked: &Checked,
    stage: Emit,
    scenario: Option<&str>,
    sets: &[String],
) -> Result<String, Diagnosed> {
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
        Emit::Ir => out = tenfold_ir::print(&checked.program(scenario, sets)?),
        Emit::Catalogue => out = checked.catalogue().skeleton(Lang::Zh),
        Emit::Graph => out = tenfold_lang::to_dot(checked.sound()?.definitions()),
    }
    Ok(out)
}
