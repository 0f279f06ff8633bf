//! Instructions in order, and the registers that their values stay in.

use super::Assembly;
use crate::graph::{Class, Id, Leaf, Operation};
use crate::tape::{Code, Instruction, Operand, Tape, code};
use std::collections::HashMap;
use tenfold_ir::Method;

/// What becomes of the register of a value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stay {
    /// It is free again after its last use.
    Brief,
    /// It is the value's own from here on.
    Kept,
    /// Another tape computes the same value, and has chosen it.
    Chosen,
}

/// Whether inner stages of a step read what it was at the start.
fn is_held(operation: Operation) -> bool {
    use tenfold_ir::Unary::Held;
    matches!(
        operation,
        Operation::Delayed(..) | Operation::Unary(Held, _)
    )
}

impl Assembly<'_> {
    /// The nodes evaluated at each step that these need, themselves included.
    fn needed_at_steps(&self, roots: impl Iterator<Item = Id>) -> Vec<bool> {
        let mut needed = vec![false; self.graph.nodes.len()];
        for root in roots {
            needed[root.0 as usize] = true;
        }
        for at in (0..needed.len()).rev() {
            let id = Id(at as u32);
            if needed[at] {
                for operand in self.graph.operation(id).operands() {
                    needed[operand.0 as usize] = true;
                }
            }
            let is_computed = !matches!(
                self.graph.operation(id),
                Operation::Leaf(_) | Operation::Time { .. } | Operation::Const(_)
            );
            needed[at] &= is_computed && self.class(id) == Class::Step;
        }
        needed
    }

    /// The tapes of a step and of a recorded time, and where the flows are after either. At most steps nothing
    /// is recorded, so that registers are few enough to stay near; at a recorded time what is recorded has
    /// registers of its own besides.
    pub(super) fn step_tapes(&mut self) -> (Tape, Tape, Vec<Operand>) {
        let inputs: Vec<Id> = (self.roots.delays.iter().flatten())
            .flat_map(|&(input, lag)| [input, lag])
            .chain(self.roots.hazards.iter().flatten().copied())
            .chain(self.roots.conditions.iter().copied())
            .chain(self.roots.crossed())
            .chain(self.roots.flows.iter().copied())
            .collect();
        let moving = self.needed_at_steps(inputs.iter().copied());
        let recorded = self.needed_at_steps(self.roots.records.iter().copied());
        let is_moving = |id: &Id| moving[id.0 as usize];
        let order: Vec<Id> = self.live().filter(is_moving).collect();
        let only_recorded = (self.live()).filter(|id| recorded[id.0 as usize] && !is_moving(id));
        let whole: Vec<Id> = order.iter().copied().chain(only_recorded).collect();
        let mut stays = vec![Stay::Brief; self.graph.nodes.len()];
        for id in &inputs {
            stays[id.0 as usize] = Stay::Kept;
        }
        if self.program.time.method != Method::Euler {
            for &id in &order {
                if is_held(self.graph.operation(id)) {
                    stays[id.0 as usize] = Stay::Kept;
                }
            }
        }
        let mut step = self.emit(&order, |id| stays[id.0 as usize]).concat();
        let (flows, copies) = self.flows();
        step.extend(&copies);
        for id in &order {
            if stays[id.0 as usize] == Stay::Kept {
                stays[id.0 as usize] = Stay::Chosen;
            }
        }
        for id in &self.roots.records {
            if stays[id.0 as usize] == Stay::Brief {
                stays[id.0 as usize] = Stay::Kept;
            }
        }
        let mut record = self.emit(&whole, |id| stays[id.0 as usize]).concat();
        record.extend(copies);
        (Tape::new(step), Tape::new(record), flows)
    }

    /// Where the flows are, and copies of those that are a stock's own register, as stocks change in turn.
    fn flows(&mut self) -> (Vec<Operand>, Vec<Instruction>) {
        let mut copies = Vec::new();
        let mut flows = Vec::new();
        for id in self.roots.flows.clone() {
            let flow = self.operand(id);
            let is_stock = matches!(self.graph.operation(id), Operation::Leaf(Leaf::Stock(_)));
            flows.push(if is_stock {
                let register = self.registers.take();
                copies.push(Instruction::new(Code::Copy, register, &[flow]));
                Operand::register(register)
            } else {
                flow
            });
        }
        (flows, copies)
    }

    pub(super) fn stage_tape(&mut self) -> (Tape, Vec<Operand>) {
        let mut needed = vec![false; self.graph.nodes.len()];
        for flow in &self.roots.flows {
            needed[flow.0 as usize] = true;
        }
        for at in (0..needed.len()).rev() {
            let operation = self.graph.nodes[at];
            let is_given = matches!(
                operation,
                Operation::Leaf(_) | Operation::Time { .. } | Operation::Const(_)
            );
            needed[at] &=
                !is_given && !is_held(operation) && self.class(Id(at as u32)) == Class::Step;
            if needed[at] {
                for operand in operation.operands() {
                    needed[operand.0 as usize] = true;
                }
            }
        }
        let order: Vec<Id> = self.live().filter(|id| needed[id.0 as usize]).collect();
        let mut stays = vec![Stay::Brief; self.graph.nodes.len()];
        for flow in &self.roots.flows {
            stays[flow.0 as usize] = Stay::Kept;
        }
        let mut stage = self.emit(&order, |id| stays[id.0 as usize]).concat();
        let (flows, copies) = self.flows();
        stage.extend(copies);
        (Tape::new(stage), flows)
    }

    /// The instructions of each node, in order.
    pub(super) fn emit(
        &mut self,
        order: &[Id],
        stay: impl Fn(Id) -> Stay,
    ) -> Vec<Vec<Instruction>> {
        let mut last_use = HashMap::new();
        for (at, &id) in order.iter().enumerate() {
            for operand in self.graph.operation(id).operands() {
                last_use.insert(operand, at);
            }
        }
        let mut is_own = vec![false; self.graph.nodes.len()];
        let mut lists = Vec::new();
        for (at, &id) in order.iter().enumerate() {
            let operation = self.graph.operation(id);
            if let Operation::Leaf(_) = operation {
                lists.push(Vec::new());
                continue;
            }
            let operands: Vec<Operand> = operation.operands().map(|o| self.operand(o)).collect();
            let target = match self.slots[id.0 as usize] {
                Some(chosen) if stay(id) == Stay::Chosen => chosen.index() as u32,
                _ => self.registers.take(),
            };
            lists.push(self.instructions(code(operation), target, operands));
            self.slots[id.0 as usize] = Some(Operand::register(target));
            is_own[id.0 as usize] = stay(id) == Stay::Brief;
            for operand in operation.operands() {
                if is_own[operand.0 as usize] && last_use[&operand] == at {
                    is_own[operand.0 as usize] = false;
                    let slot = self.slots[operand.0 as usize].expect("it was just read");
                    self.registers.give(slot.index() as u32);
                }
            }
        }
        lists
    }

    /// An operation, in the form that the tape has it: its first operand is a register.
    fn instructions(
        &mut self,
        code: Code,
        target: u32,
        mut list: Vec<Operand>,
    ) -> Vec<Instruction> {
        let may_swap = matches!(code, Code::MulAdd | Code::MulSub | Code::SubMul);
        if may_swap && list[0].is_scalar() {
            list.swap(0, 1);
        }
        let takes_scalar = match code {
            Code::Delayed(_) | Code::Select => true,
            Code::Binary(_) => !list[1].is_scalar(),
            _ => false,
        };
        let mut instructions = Vec::new();
        if list[0].is_scalar() && !takes_scalar {
            let register = self.registers.take();
            instructions.push(Instruction::new(Code::Copy, register, &list[..1]));
            list[0] = Operand::register(register);
            self.registers.give(register);
        }
        instructions.push(Instruction::new(code, target, &list));
        instructions
    }
}
