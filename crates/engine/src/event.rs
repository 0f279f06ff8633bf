//! Events: what starts at random times, lasts for a while or for ever, and can recur.

use crate::kernel::{EventPlan, Kernel};
use crate::lanes;
use crate::lanes::Lanes;
use crate::path::Path;
use crate::philox::{Key, Part};

/// One event in a block of lanes. A step is a whole number; −1 stands for no step.
#[derive(Clone, Debug)]
pub(crate) struct EventState<const L: usize> {
    /// The step at which it started last.
    started: Lanes<L>,
    /// How long that start lasts, years; NaN or negative if its distribution gave none.
    duration: Lanes<L>,
    /// 1 while it lasts.
    active: Lanes<L>,
}

const NO_STEP: f64 = -1.0;

impl<const L: usize> EventState<L> {
    /// Not started.
    pub fn new() -> Self {
        EventState {
            started: Lanes([NO_STEP; L]),
            duration: Lanes([0.0; L]),
            active: Lanes([0.0; L]),
        }
    }

    /// Not started.
    pub fn restart(&mut self) {
        *self = EventState::new();
    }

    /// Passes through a step: what lasts long enough ends, and what is not active starts if its
    /// number is below hazard·dt. Either shows from the next step on.
    pub fn pass(
        &mut self,
        kernel: &Kernel,
        plan: &EventPlan,
        hazard: &Lanes<L>,
        (key, draws, step): (Key, &[u64; L], u32),
        (registers, scalars): (&[Lanes<L>], &[f64]),
    ) {
        let dt = kernel.time.dt;
        let next = f64::from(step + 1);
        let mut numbers = Lanes([0.0; L]);
        lanes::exponentials(kernel.path, key, draws, step, &mut numbers);
        let mut starts = [false; L];
        for (lane, starts) in starts.iter_mut().enumerate() {
            let is_idle = self.active.0[lane] == 0.0;
            *starts = is_idle & (numbers.0[lane] < hazard.0[lane] * dt);
            let is_over = (next - self.started.0[lane]) * dt >= self.duration.0[lane];
            if is_over {
                self.active.0[lane] = 0.0;
            }
        }
        if !starts.contains(&true) {
            return;
        }
        let mut durations = Lanes([f64::INFINITY; L]);
        if let Some(distribution) = &plan.duration {
            let mut scores = Lanes([0.0; L]);
            let path = kernel.path;
            lanes::normal_scores(path, key, draws, step, Part::Duration, &mut scores);
            distribution.draw(path, &scores, (registers, scalars), &mut durations);
        }
        for (lane, starts) in starts.into_iter().enumerate() {
            if starts {
                self.started.0[lane] = next;
                self.duration.0[lane] = durations.0[lane];
                // A duration that is none shows as such instead of lasting for ever, or not at all.
                self.active.0[lane] = if durations.0[lane] >= 0.0 {
                    1.0
                } else {
                    f64::NAN
                };
            }
        }
    }

    /// Whether what is needed of it is not finite in a lane.
    pub fn is_broken(&self, path: Path, hazard: &Lanes<L>) -> bool {
        lanes::any_not_finite(path, hazard) || lanes::any_not_finite(path, &self.active)
    }

    /// What is needed of it: its hazard where it may start, else its being active.
    pub fn needed(&self, hazard: &Lanes<L>) -> Lanes<L> {
        let pairs = self.active.0.iter().zip(&hazard.0);
        let mut needed =
            pairs.map(|(&active, &hazard)| if active == 0.0 { hazard } else { active });
        Lanes(std::array::from_fn(|_| needed.next().unwrap_or(0.0)))
    }

    /// Writes what expressions read at a step.
    pub fn show(&self, plan: &EventPlan, registers: &mut [Lanes<L>], step: u32, dt: f64) {
        if let Some(register) = plan.active {
            registers[register as usize] = self.active;
        }
        if let Some(register) = plan.occurred {
            let occurred = self.started.0.map(|s| f64::from(u8::from(s != NO_STEP)));
            registers[register as usize] = Lanes(occurred);
        }
        if let Some(register) = plan.since {
            let since = self.started.0.map(|started| {
                if started == NO_STEP {
                    f64::INFINITY
                } else {
                    (f64::from(step) - started) * dt
                }
            });
            registers[register as usize] = Lanes(since);
        }
    }
}
