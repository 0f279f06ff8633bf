//! From text to a checked program: lexing, parsing, formatting, resolving, units, lowering.
//!
//! This crate does no input or output and knows no engine.

#[allow(missing_docs)]
pub mod ast;
mod calendar;
mod check;
mod codes;
mod erase;
mod format;
mod graph;
mod ledger;
mod lex;
mod lower;
mod model;
mod names;
mod numerals;
mod parse;
mod precedence;
mod prelude;
mod resolve;
mod resolved;
mod rows;
mod sink;
mod suggest;
mod tables;
mod units;

pub use calendar::{decimal_year, parse_date, year_of_day};
pub use codes::CODES;
pub use format::{format, format_expr, latex, unit_text};
pub use graph::{DefinitionInfo, to_dot};
pub use model::{
    ClaimInfo, Model, ModelTest, ModuleInfo, Overrides, REQUEST_FILE, REQUEST_PREFIX, ScenarioInfo,
    check, open,
};
pub use names::{begins_name, composed, continues_name};
pub use numerals::Numerals;
pub use parse::{DEPTH_MAX, FILE_BYTES_MAX, is_reserved, keywords, parse};
pub use prelude::{DATE, PRELUDE, PRELUDE_FILE};
pub use resolve::{BuiltinInfo, builtins};
pub use rows::{Condition, ConditionError, complete_rows, missing_columns};
pub use tables::{DataTable, DrawTable, Draws, Imports, Inputs, imports, misnamed, stays_inside};
