//! How stocks move over a step: by their flows at its start, or by the classical method.

use super::Block;
use crate::kernel::StockPlan;
use crate::lanes;
use crate::tape::{Operand, Tape};
use tenfold_ir::Method;

impl<'k, const L: usize> Block<'k, L> {
    /// Moves the stocks over a step, in as many parts as the kernel takes it; an adaptive method chooses them.
    pub(super) fn advance(&mut self, step: u32) {
        for part in 0..self.kernel.parts as usize {
            match self.kernel.time.method {
                Method::Adaptive => self.adaptive(step),
                Method::Euler => self.euler(step, part),
                Method::Rk4 => self.rk4(step, part),
            }
        }
    }

    /// Evaluates what a tape computes at a moment of a step.
    fn look_within(&mut self, tape: &'k Tape, step: u32, moment: usize) {
        self.load_time(self.row(step) + moment);
        self.execute(tape, step);
    }

    fn length(&self) -> f64 {
        self.kernel.time.dt / f64::from(self.kernel.parts)
    }

    fn euler(&mut self, step: u32, part: usize) {
        let (path, dt) = (self.kernel.path, self.length());
        if part > 0 {
            self.look_within(&self.kernel.step, step, part);
        }
        for stock in &self.kernel.stocks {
            let (target, watch) = (stock.register as usize, &mut self.watch);
            let both = [target, stock.flow.index()];
            match self.registers.get_disjoint_mut(both) {
                Ok([target, flow]) if !stock.flow.is_scalar() => {
                    lanes::advance(path, target, flow, dt, watch);
                }
                _ => {
                    let flow = stock.flow.lanes(&self.registers, &self.scalars);
                    lanes::advance(path, &mut self.registers[target], &flow, dt, watch);
                }
            }
        }
    }

    /// The classical method: slopes at the start, twice in the middle, and at the end.
    fn rk4(&mut self, step: u32, part: usize) {
        let (kernel, path, dt) = (self.kernel, self.kernel.path, self.length());
        let start = 1 + 3 * part;
        let is_other_side = part == 0 && kernel.jumps;
        if is_other_side {
            self.look_within(&kernel.stage, step, start);
        } else if part > 0 {
            self.look_within(&kernel.step, step, start);
        }
        let first = |stock: &StockPlan| -> Operand {
            match is_other_side {
                true => stock.flow_in_stage,
                false => stock.flow,
            }
        };
        for (at, stock) in kernel.stocks.iter().enumerate() {
            self.saved[at] = (
                self.registers[stock.register as usize],
                self.value(first(stock)),
            );
        }
        // How far each stage's slope leads to the next stage, its weight, and which moment that is.
        let stages = [(0.5, 2.0, 1), (0.5, 2.0, 1), (1.0, 1.0, 2)];
        for (nth, (reach, weight, moment)) in stages.into_iter().enumerate() {
            for (at, stock) in kernel.stocks.iter().enumerate() {
                let flow = self.value(if nth == 0 {
                    first(stock)
                } else {
                    stock.flow_in_stage
                });
                let target = &mut self.registers[stock.register as usize];
                lanes::step_from(path, target, &self.saved[at].0, &flow, reach * dt);
            }
            self.look_within(&kernel.stage, step, start + moment);
            for (at, stock) in kernel.stocks.iter().enumerate() {
                let slope = self.value(stock.flow_in_stage);
                let sum = self.saved[at].1;
                lanes::step_from(path, &mut self.saved[at].1, &sum, &slope, weight);
            }
        }
        for (at, stock) in kernel.stocks.iter().enumerate() {
            let (start, sum) = self.saved[at];
            let target = &mut self.registers[stock.register as usize];
            *target = start;
            lanes::advance(path, target, &sum, dt / 6.0, &mut self.watch);
        }
    }
}
