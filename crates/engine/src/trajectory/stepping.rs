//! How stocks move over a step: by their flows at its start, or by the classical method.

use super::Block;
use crate::kernel::StockPlan;
use crate::lanes::{self, Lanes};
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
            let watch = &mut self.watch;
            let sources = (&mut self.registers[..], &self.scalars[..]);
            with_flow(sources, stock.register, stock.flow, |target, flow| {
                lanes::advance(path, target, flow, dt, watch);
            });
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
        for (stock, (origin, sum)) in kernel.stocks.iter().zip(&mut self.saved) {
            let sources = (&mut self.registers[..], &self.scalars[..]);
            with_flow(sources, stock.register, first(stock), |target, slope| {
                (*origin, *sum) = (*target, *slope);
                lanes::step_from(path, target, origin, slope, 0.5 * dt);
            });
        }
        // Of each further stage its moment, the weight of its slope, and how far that leads to the next.
        for (moment, weight, reach) in [(1, 2.0, Some(0.5)), (1, 2.0, Some(1.0)), (2, 1.0, None)] {
            self.look_within(&kernel.stage, step, start + moment);
            for (stock, (origin, sum)) in kernel.stocks.iter().zip(&mut self.saved) {
                let watch = &mut self.watch;
                let sources = (&mut self.registers[..], &self.scalars[..]);
                with_flow(
                    sources,
                    stock.register,
                    stock.flow_in_stage,
                    |target, slope| {
                        lanes::accumulate(path, sum, slope, weight);
                        match reach {
                            Some(reach) => {
                                lanes::step_from(path, target, origin, slope, reach * dt)
                            }
                            None => {
                                *target = *origin;
                                lanes::advance(path, target, sum, dt / 6.0, watch);
                            }
                        }
                    },
                );
            }
        }
    }
}

/// Does with a stock's register and its flow what is to be done; a flow is never a stock's own register.
fn with_flow<const L: usize>(
    (registers, scalars): (&mut [Lanes<L>], &[f64]),
    target: u32,
    flow: Operand,
    act: impl FnOnce(&mut Lanes<L>, &Lanes<L>),
) {
    if flow.is_scalar() {
        let flow = Lanes::splat(scalars[flow.index()]);
        return act(&mut registers[target as usize], &flow);
    }
    let both = registers.get_disjoint_mut([target as usize, flow.index()]);
    let [target, flow] = both.expect("a flow has a register of its own");
    act(target, flow);
}
