//! What the language lowers to and the engine runs: the typed program, its units, its
//! distributions, and diagnostics as plain data.
//!
//! This crate knows neither source text, nor vector units, nor files.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod claim;
mod diagnostic;
mod distribution;
pub mod math;
mod pace;
mod print;
mod program;
mod site;
mod truth;
mod unit;

pub use claim::{
    Belief, Claim, Column, ColumnRef, Ledger, Measure, PerDraw, PerEnsemble, Statistic, Term, When,
};
pub use diagnostic::{Diagnostic, FileId, Label, Severity, Span};
pub use distribution::{Distribution, Family, Support};
pub use pace::Pace;
pub use print::print;
pub use program::{
    Assertion, Binary, Bound, Correlation, Delay, DelayId, DelayKind, ErrorFamily, ErrorModel,
    Event, EventId, EventView, Interpolation, Method, Milestone, MilestoneId, MilestoneView, Node,
    NodeId, Noise, NoiseId, Observation, Param, ParamId, Point, Program, Provenance,
    ProvenanceKind, Stock, StockId, Table, TableId, TimeSpec, Unary, Variable, VariableKind,
};
pub use site::site;
pub use truth::{not, select, truth};
pub use unit::{Dimension, Exponent, Unit};
