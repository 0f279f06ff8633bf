//! What a run changes in a model.

use super::column::ColumnExpr;
use crate::resolved::{Change, Intervention, Resolved, Scenario, Test};

/// What a run changes in the model.
pub(crate) struct Plan<'r> {
    /// In the order they apply: the last one that fits an element holds.
    pub(crate) changes: Vec<&'r Change>,
    /// In the order they apply, each on top of those before it.
    pub(crate) interventions: Vec<&'r Intervention>,
    pub(crate) test: Option<&'r Test>,
    /// What claims ask of each draw.
    pub(crate) columns: &'r [ColumnExpr],
    /// Whether a model in time without `simulate` is a mistake.
    pub(crate) needs_time: bool,
}

/// A scenario and those it builds on, the first of them first.
pub(crate) fn plan(resolved: &Resolved, scenario: Option<usize>) -> Plan<'_> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = scenario;
    while let Some(at) = next {
        let scenario = &resolved.scenarios[at];
        chain.push(scenario);
        next = scenario.on;
    }
    let first_to_last = || chain.iter().rev();
    Plan {
        changes: first_to_last().flat_map(|one| &one.assumptions).collect(),
        interventions: first_to_last().flat_map(|one| &one.interventions).collect(),
        test: None,
        columns: &[],
        needs_time: true,
    }
}
