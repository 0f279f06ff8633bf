//! Instructions in order, and the registers that their values stay in.

use super::Assembly;
use crate::graph::{Class, Id, Leaf, Operation};
use crate::tape::{Code, Instruction, Operand, Tape, code};
use std::collections::HashMap;
use tenfold_ir::Method;

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

    /// The tapes of a step and of a recorded time, and where the flows are after them.
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
        let mut order: Vec<Id> = self.live().filter(|id| moving[id.0 as usize]).collect();
        let boundary = order.len();
        order.extend(
            self.live()
                .filter(|id| recorded[id.0 as usize] && !moving[id.0 as usize]),
        );
        let mut is_kept = vec![false; self.graph.nodes.len()];
        for id in inputs.iter().chain(&self.roots.records) {
            is_kept[id.0 as usize] = true;
        }
        if self.program.time.method != Method::Euler {
            for &id in &order {
                is_kept[id.0 as usize] |= is_held(self.graph.operation(id));
            }
        }
        let mut lists = self.emit(&order, |id| is_kept[id.0 as usize]);
        let record = lists.split_off(boundary).into_iter().flatten().collect();
        let mut step: Vec<Instruction> = lists.into_iter().flatten().collect();
        let flows = self.flows(&mut step);
        (Tape::new(step), Tape::new(record), flows)
    }

    /// Where the flows are; one that is a stock's own register is copied, as stocks change in turn.
    fn flows(&mut self, tape: &mut Vec<Instruction>) -> Vec<Operand> {
        let mut flows = Vec::new();
        for id in self.roots.flows.clone() {
            let flow = self.operand(id);
            let is_stock = matches!(self.graph.operation(id), Operation::Leaf(Leaf::Stock(_)));
            flows.push(if is_stock {
                // Not one that the record tape, which runs in between, may use.
                let register = self.registers.fresh();
                tape.push(Instruction::new(Code::Copy, register, &[flow]));
                Operand::register(register)
            } else {
                flow
            });
        }
        flows
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
        let mut is_flow = vec![false; self.graph.nodes.len()];
        for flow in &self.roots.flows {
            is_flow[flow.0 as usize] = true;
        }
        let lists = self.emit(&order, |id| is_flow[id.0 as usize]);
        let mut stage: Vec<Instruction> = lists.into_iter().flatten().collect();
        let flows = self.flows(&mut stage);
        (Tape::new(stage), flows)
    }

    /// The instructions of each node, in order. A register is free again after the last use of its
    /// value, unless the value is kept.
    pub(super) fn emit(
        &mut self,
        order: &[Id],
        is_kept: impl Fn(Id) -> bool,
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
            let target = self.registers.take();
            lists.push(self.instructions(code(operation), target, operands));
            self.slots[id.0 as usize] = Some(Operand::register(target));
            is_own[id.0 as usize] = !is_kept(id);
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
