//! The grid of times that `simulate` asks for.

use super::Lowerer;
use super::grid::GRID_TOLERANCE;
use crate::resolved::EntityId;
use tenfold_ir::{Diagnostic, Method, Span, TimeSpec};

/// Steps of one trajectory, beyond which a simulation is refused.
const STEPS_MAX: f64 = 100_000.0;

/// Dates further from now than this are no calendar years.
const DATE_MAX: f64 = 1e6;

/// Stands in while a model in time without `simulate` is checked, never run.
const UNTIMED: TimeSpec = TimeSpec {
    start: 2000.0,
    dt: 1.0,
    steps: 1,
    method: Method::Euler,
};

impl Lowerer<'_> {
    /// Reads `simulate`, if the root has one.
    pub(super) fn simulate(&mut self) {
        let resolved = self.resolved;
        let Some(simulate) = &resolved.simulate else {
            self.time = UNTIMED;
            return;
        };
        let nobody = EntityId(u32::MAX);
        let from = self.known_number(&simulate.from, nobody);
        let to = self.known_number(&simulate.to, nobody);
        let by = self.known_number(&simulate.by, nobody);
        let (Some(start), Some(end), Some(dt)) = (from, to, by) else {
            return;
        };
        let steps = ((end - start) / dt).round();
        let off_grid = (start + steps * dt - end).abs() > GRID_TOLERANCE * dt;
        let wrong = if start.abs() > DATE_MAX || end.abs() > DATE_MAX {
            format!("{start} to {end}, expected calendar years")
        } else if dt <= 0.0 {
            format!("a step of {dt} years, expected a positive one")
        } else if end <= start {
            format!("{start} to {end}, expected an end after the start")
        } else if steps > STEPS_MAX {
            format!("{steps} steps, expected at most {STEPS_MAX}")
        } else if off_grid {
            format!(
                "{} steps from start to end, expected a whole number",
                (end - start) / dt
            )
        } else {
            self.time = TimeSpec {
                start,
                dt,
                steps: steps as u32,
                method: simulate.method,
            };
            return;
        };
        let error = bad_simulate(simulate.span, &wrong);
        self.report(error);
    }
}

fn bad_simulate(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-simulate", span, format!("found {found}"))
        .arg("found", found)
        .help("write it like `simulate from 2019 to 2050 by 1 month using euler`")
}
