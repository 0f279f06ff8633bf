//! One stage of a checked model as text.
//!
//! Knows which stage is printed by whom; the graph's language is Graphviz's.

use crate::check::Checked;
use crate::diagnosed::Diagnosed;
use std::fmt::Write;
use tenfold_lang::Overrides;
use tenfold_words::text::Lang;

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

/// A stage of a model that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emit {
    /// The tree of every file, as read.
    Tree,
    /// Every definition with its indices and unit.
    Units,
    /// The typed program.
    Ir,
    /// What uses what, in Graphviz's language.
    Graph,
    /// What the Chinese catalogues lack, as messages to be filled in; empty where nothing.
    Catalogue,
}
