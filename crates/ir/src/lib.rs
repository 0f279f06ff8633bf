//! What the language lowers to and the engine runs: the typed program, its units, its
//! distributions, and diagnostics as plain data.
//!
//! This crate knows neither source text, nor vector units, nor files.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod claim;
mod column;
mod diagnostic;
mod distribution;
pub mod math;
mod node;
mod pace;
mod print;
mod program;
mod site;
mod truth;
mod unit;

pub use claim::{Belief, Claim, ColumnRef, Ledger, Measure, PerDraw, PerEnsemble, Statistic, Term};
pub use column::{Column, When};
pub use diagnostic::{Diagnostic, FileId, Label, Severity, Span};
pub use distribution::{Distribution, Family, Support};
pub use node::{
    Binary, DelayId, EventId, EventView, MilestoneId, MilestoneView, Node, NodeId, NoiseId,
    ParamId, StockId, TableId, Unary,
};
pub use pace::Pace;
pub use print::print;
pub use program::{
    Assertion, Bound, Correlation, Delay, DelayKind, ErrorFamily, ErrorModel, Event, Interpolation,
    Method, Milestone, Noise, Observation, Param, Point, Program, Provenance, ProvenanceKind,
    Stock, Table, TimeSpec, Variable, VariableKind,
};
pub use site::site;
pub use truth::{not, select, truth};
pub use unit::{Dimension, Exponent, Unit};
