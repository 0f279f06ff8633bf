//! Milestones: when the condition of each is first met, in steps and parts of one.
//!
//! Where a condition compares what moves continuously, it came to hold between two times of the grid, at
//! the place that a straight line between both gives. All else happens on the grid.

use crate::crossing::Crossing;
use crate::kernel::{Kernel, MilestonePlan};
use crate::lanes::{self, Lanes, NEVER};
use crate::path::Path;
use crate::tape::Operand;
use tenfold_ir::TimeSpec;

/// A share of a step: what crosses so near to a time of the grid does so at that time. A comparison with
/// the time gives way by a millionth of a step.
const ON_GRID: f64 = 2e-6;

/// What a block reads at a step.
#[derive(Clone, Copy)]
pub(crate) struct Present<'a, const L: usize> {
    pub registers: &'a [Lanes<L>],
    pub scalars: &'a [f64],
    pub path: Path,
}

/// One milestone in a block of lanes.
#[derive(Clone, Debug)]
pub(crate) struct MilestoneState<const L: usize> {
    /// Steps until the condition was first met, or [`NEVER`].
    crossed: Lanes<L>,
    /// By part of the condition, how far it held at the step before: not at all below 0.
    before: Vec<Lanes<L>>,
    /// Whether a lane crossed at the present step.
    is_new: bool,
    /// Whether a lane can still cross.
    is_open: bool,
}

impl<const L: usize> MilestoneState<L> {
    pub fn new(plan: &MilestonePlan) -> Self {
        MilestoneState {
            crossed: Lanes([NEVER; L]),
            before: vec![Lanes([0.0; L]); plan.crossing.len()],
            is_new: false,
            is_open: true,
        }
    }

    /// Begins anew.
    pub fn restart(&mut self, plan: &MilestonePlan, registers: &mut [Lanes<L>]) {
        self.crossed = Lanes([NEVER; L]);
        (self.is_new, self.is_open) = (false, true);
        if let Some(register) = plan.reached {
            registers[register as usize] = Lanes([0.0; L]);
        }
        if let Some(register) = plan.date {
            registers[register as usize] = Lanes([f64::INFINITY; L]);
        }
    }

    /// Steps until a lane first met the condition.
    pub fn crossing(&self, lane: usize) -> Option<f64> {
        let crossed = self.crossed.0[lane];
        (crossed != NEVER).then_some(crossed)
    }

    /// Notes where the condition is first met at a step; says whether it is undefined in a lane that is
    /// alive and has not met it.
    pub fn note(
        &mut self,
        plan: &MilestonePlan,
        at: Present<'_, L>,
        alive: &Lanes<L>,
        step: u32,
    ) -> bool {
        self.is_new = false;
        if !self.is_open {
            return false;
        }
        let mut shared = Lanes([0.0; L]);
        let condition = (plan.condition).read(at.registers, at.scalars, &mut shared);
        let now = f64::from(step);
        let noted = lanes::note_crossings(at.path, condition, alive, now, &mut self.crossed);
        self.is_new = noted.any_new;
        self.is_open = noted.any_open;
        if step > 0 && self.is_new && !plan.crossing.is_empty() {
            for lane in 0..L {
                if self.crossed.0[lane] == now {
                    let share = self.share(plan, at, lane);
                    if share < 1.0 {
                        self.crossed.0[lane] = now - 1.0 + share;
                    }
                }
            }
        }
        if self.is_open {
            self.look_back(plan, at);
        }
        noted.any_undefined
    }

    /// Whether a lane has not met the condition, and it is undefined.
    pub fn is_undefined(&self, plan: &MilestonePlan, at: Present<'_, L>, lane: usize) -> bool {
        value(plan.condition, at, lane).is_nan() && self.crossed.0[lane] == NEVER
    }

    /// Keeps how far each part holds.
    fn look_back(&mut self, plan: &MilestonePlan, at: Present<'_, L>) {
        let (mut a, mut b) = (Lanes([0.0; L]), Lanes([0.0; L]));
        for (before, part) in self.before.iter_mut().zip(&plan.crossing) {
            match part {
                Crossing::Rise(high, low) => {
                    let high = high.read(at.registers, at.scalars, &mut a);
                    let low = low.read(at.registers, at.scalars, &mut b);
                    for lane in 0..L {
                        before.0[lane] = high.0[lane] - low.0[lane];
                    }
                }
                Crossing::Jump(condition, _) => {
                    *before = *condition.read(at.registers, at.scalars, &mut a);
                }
                Crossing::And | Crossing::Or => {}
            }
        }
    }

    /// The share of the last step after which the whole condition held in a lane.
    fn share(&self, plan: &MilestonePlan, at: Present<'_, L>, lane: usize) -> f64 {
        let mut shares = Vec::with_capacity(plan.crossing.len());
        for (part, before) in plan.crossing.iter().zip(&self.before) {
            let before = before.0[lane];
            let share = match *part {
                Crossing::Rise(high, low) => {
                    rise(before, value(high, at, lane) - value(low, at, lane))
                }
                Crossing::Jump(condition, wanted) => {
                    let holds = |truth: f64| (truth != 0.0) == wanted;
                    match (holds(before), holds(value(condition, at, lane))) {
                        (_, false) => f64::INFINITY,
                        (true, true) => 0.0,
                        (false, true) => 1.0,
                    }
                }
                Crossing::And | Crossing::Or => {
                    let (b, a): (Option<f64>, Option<f64>) = (shares.pop(), shares.pop());
                    let (a, b) = a.zip(b).expect("two parts are joined");
                    if *part == Crossing::And {
                        a.max(b)
                    } else {
                        a.min(b)
                    }
                }
            };
            shares.push(share);
        }
        // The last time of the grid at which it did not hold is the earliest that it can be.
        let share = shares.pop().expect("a condition has a part");
        match share.clamp(0.0, 1.0) {
            share if share < ON_GRID => 0.0,
            share if share > 1.0 - ON_GRID => 1.0,
            share => share,
        }
    }

    /// Writes what expressions read of the lanes that crossed at the last step.
    pub fn show(&self, plan: &MilestonePlan, registers: &mut [Lanes<L>], time: TimeSpec) {
        if !self.is_new {
            return;
        }
        for (lane, &crossed) in self.crossed.0.iter().enumerate() {
            if crossed != NEVER {
                self.write(plan, registers, lane, (1.0, time.after(crossed)));
            }
        }
    }

    /// Writes what is supposed of the lanes that diverged before they crossed: whether and when they do.
    pub fn suppose(
        &self,
        plan: &MilestonePlan,
        registers: &mut [Lanes<L>],
        of: impl Fn(usize) -> Option<(f64, f64)>,
    ) {
        for (lane, &crossed) in self.crossed.0.iter().enumerate() {
            if crossed == NEVER
                && let Some(supposed) = of(lane)
            {
                self.write(plan, registers, lane, supposed);
            }
        }
    }

    fn write(
        &self,
        plan: &MilestonePlan,
        registers: &mut [Lanes<L>],
        lane: usize,
        (reached, date): (f64, f64),
    ) {
        if let Some(register) = plan.reached {
            registers[register as usize].0[lane] = reached;
        }
        if let Some(register) = plan.date {
            registers[register as usize].0[lane] = date;
        }
    }
}

/// None yet, of each milestone of a kernel.
pub(crate) fn states<const L: usize>(kernel: &Kernel) -> Vec<MilestoneState<L>> {
    kernel.milestones.iter().map(MilestoneState::new).collect()
}

fn value<const L: usize>(operand: Operand, at: Present<'_, L>, lane: usize) -> f64 {
    if operand.is_scalar() {
        at.scalars[operand.index()]
    } else {
        at.registers[operand.index()].0[lane]
    }
}

/// The share of a step after which a straight line rises above 0; what was infinite jumped.
fn rise(before: f64, now: f64) -> f64 {
    if now < 0.0 {
        f64::INFINITY
    } else if before >= 0.0 || before.is_nan() {
        0.0
    } else if before.is_finite() && now.is_finite() {
        before / (before - now)
    } else {
        1.0
    }
}
