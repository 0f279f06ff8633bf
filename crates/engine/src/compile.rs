//! From a program to a kernel: each value is computed as rarely as it can be, in registers that are
//! used again as soon as they are free.
//!
//! Constants are folded. What depends on time alone is computed once for all draws, what depends on
//! parameters alone once per draw, what only records read at recorded times alone, and the rest at
//! each step.

mod sites;
mod tapes;

use crate::copula::Copula;
use crate::error::CompileError;
use crate::graph::{Class, Graph, Id, Leaf, OPERANDS_MAX, Operation};
use crate::kernel::{DelayPlan, Kernel, LANES, Moment, StockPlan, moments};
use crate::lower::{Roots, lower};
use crate::path::Path;
use crate::registers::Registers;
use crate::rewrite::fuse;
use crate::tape::{Operand, Tape};
use std::collections::HashMap;
use tenfold_ir::{Method, NodeId, Program};

/// Values of time alone that are tabled; beyond, they are computed anew at each step.
const TIME_VALUES_MAX: usize = 1 << 23;
/// Steps of a run; time itself is tabled for all of them.
const STEPS_MAX: u32 = 1 << 22;
/// Bytes that one thread's block of draws may take.
const BLOCK_BYTES_MAX: u64 = 1 << 29;

impl Kernel {
    /// Compiles a program, to record the variables at these positions of `program.variables`.
    ///
    /// Takes time and memory linear in the program.
    pub fn compile(program: &Program, record: &[usize]) -> Result<Kernel, CompileError> {
        Kernel::compile_for((program, record), (Vec::new(), 1), Path::detect())
    }

    /// The same, with the method taking each step in two halves. The grid stays, with all that happens on
    /// it: events, delays, and noises, which hold over both halves.
    pub fn compile_halved(program: &Program, record: &[usize]) -> Result<Kernel, CompileError> {
        Kernel::compile_for((program, record), (Vec::new(), 2), Path::detect())
    }

    /// The same of a program in which the parameters from this one on are given anew each time that
    /// [`crate::Points::look_at`] is asked for its records, and those before it once for many times.
    pub fn compile_varying(
        program: &Program,
        record: &[usize],
        first_varying: usize,
    ) -> Result<Kernel, CompileError> {
        let varying = first_varying as u32..program.params.len() as u32;
        Kernel::compile_for((program, record), (varying.collect(), 1), Path::detect())
    }

    pub(crate) fn compile_for(
        (program, record): (&Program, &[usize]),
        (varying, parts): (Vec<u32>, u32),
        path: Path,
    ) -> Result<Kernel, CompileError> {
        let time = program.time;
        let end = time.at(time.steps);
        if !time.start.is_finite() || !end.is_finite() || (time.steps > 0 && time.dt <= 0.0) {
            return Err(CompileError::Time {
                start: time.start,
                dt: time.dt,
                steps: time.steps,
            });
        }
        if time.steps > STEPS_MAX {
            return Err(CompileError::TooLarge {
                what: "the number of steps",
                found: time.steps.into(),
                bound: STEPS_MAX.into(),
            });
        }
        let (graph, roots) = lower(program, record, (varying, parts))?;
        let (graph, roots) = fuse(&graph, &roots);
        let kernel = Assembly::new((program, parts), graph, roots).kernel(record, path)?;
        check_size(&kernel)?;
        Ok(kernel)
    }
}

struct Assembly<'a> {
    program: &'a Program,
    parts: u32,
    graph: Graph,
    roots: Roots,
    is_live: Vec<bool>,
    /// With times tabled, what depends on time alone is a scalar.
    tables_time: bool,
    /// Where each node's value is, once it has a place.
    slots: Vec<Option<Operand>>,
    time_nodes: Vec<Id>,
    constants: Vec<f64>,
    constant_slots: HashMap<u64, Operand>,
    registers: Registers,
    /// Where the arguments of distributions are.
    arguments: HashMap<NodeId, Id>,
}

impl<'a> Assembly<'a> {
    fn new((program, parts): (&'a Program, u32), graph: Graph, roots: Roots) -> Self {
        let is_live: Vec<bool> = graph.uses(roots.all()).iter().map(|&u| u > 0).collect();
        let mut assembly = Assembly {
            arguments: roots.arguments.iter().copied().collect(),
            program,
            parts,
            slots: vec![None; graph.nodes.len()],
            graph,
            roots,
            is_live,
            tables_time: true,
            time_nodes: Vec::new(),
            constants: Vec::new(),
            constant_slots: HashMap::new(),
            registers: Registers::default(),
        };
        assembly.choose_time_nodes();
        assembly
    }

    /// How often a node is evaluated.
    fn class(&self, id: Id) -> Class {
        match self.graph.class(id) {
            Class::Time if !self.tables_time => Class::Step,
            class => class,
        }
    }

    fn live(&self) -> impl Iterator<Item = Id> + '_ {
        (0..self.graph.nodes.len())
            .filter(|&at| self.is_live[at])
            .map(|at| Id(at as u32))
    }

    /// The values of time alone that others read get the first scalars.
    fn choose_time_nodes(&mut self) {
        let mut is_read = vec![false; self.graph.nodes.len()];
        for root in self.roots.all() {
            is_read[root.0 as usize] = true;
        }
        for user in self
            .live()
            .filter(|&id| self.graph.class(id) != Class::Time)
        {
            for operand in self.graph.operation(user).operands() {
                is_read[operand.0 as usize] = true;
            }
        }
        let is_chosen = |id: &Id| self.graph.class(*id) == Class::Time && is_read[id.0 as usize];
        let mut chosen: Vec<Id> = self.live().filter(is_chosen).collect();
        if chosen.len().saturating_mul(self.grid_len()) > TIME_VALUES_MAX {
            self.tables_time = false;
            chosen = (self.live())
                .filter(|&id| matches!(self.graph.operation(id), Operation::Time { .. }))
                .collect();
        }
        for (at, &id) in chosen.iter().enumerate() {
            self.slots[id.0 as usize] = Some(Operand::scalar(at as u32));
        }
        self.time_nodes = chosen;
    }

    fn moments(&self) -> Vec<Moment> {
        moments(self.program.time.method, self.parts)
    }

    /// How many times the right-hand side is evaluated at.
    fn grid_len(&self) -> usize {
        (self.program.time.steps as usize + 1) * self.moments().len()
    }

    /// The chosen values of time alone, a row for each moment of each step.
    fn time_values(&self) -> Vec<f64> {
        let time = self.program.time;
        let moments = self.moments();
        let order: Vec<Id> = (self.live())
            .filter(|&id| matches!(self.graph.class(id), Class::Time | Class::Const))
            .collect();
        let mut values = vec![0.0; self.graph.nodes.len()];
        let mut rows = Vec::new();
        for at in 0..if self.time_nodes.is_empty() {
            0
        } else {
            self.grid_len()
        } {
            for &id in &order {
                let operation = self.graph.operation(id);
                let mut operands = [0.0; OPERANDS_MAX];
                for (value, operand) in operands.iter_mut().zip(operation.operands()) {
                    *value = values[operand.0 as usize];
                }
                values[id.0 as usize] = match operation {
                    Operation::Time { of_jumps } => {
                        let (step, moment) = (at / moments.len(), moments[at % moments.len()]);
                        let side = if of_jumps { moment.side } else { 0.0 };
                        time.start + (step as f64 + moment.share + side) * time.dt
                    }
                    _ => (operation.value(&operands, &self.graph.tables))
                        .expect("what depends on time alone is a function of its operands"),
                };
            }
            rows.extend(self.time_nodes.iter().map(|id| values[id.0 as usize]));
        }
        rows
    }

    /// Where a node's value is.
    fn operand(&mut self, id: Id) -> Operand {
        if let Some(slot) = self.slots[id.0 as usize] {
            return slot;
        }
        let Some(value) = self.graph.constant(id) else {
            unreachable!(
                "{:?} is read before it is computed",
                self.graph.operation(id)
            );
        };
        let at = (self.time_nodes.len() + self.constants.len()) as u32;
        *self
            .constant_slots
            .entry(value.to_bits())
            .or_insert_with(|| {
                self.constants.push(value);
                Operand::scalar(at)
            })
    }

    /// The register of a value from outside the graph, if anything reads it.
    fn leaf_register(&mut self, leaf: Leaf) -> Option<u32> {
        let id = self.graph.find(Operation::Leaf(leaf))?;
        self.slots[id.0 as usize].map(|slot| slot.index() as u32)
    }

    fn kernel(mut self, record: &[usize], path: Path) -> Result<Kernel, CompileError> {
        for id in self.live().collect::<Vec<_>>() {
            if let Operation::Leaf(_) = self.graph.operation(id) {
                let register = self.registers.take();
                self.slots[id.0 as usize] = Some(Operand::register(register));
            }
        }
        let (prologue, params) = self.prologue()?;
        let stock_registers: Vec<u32> = (0..self.program.stocks.len())
            .map(|stock| {
                self.leaf_register(Leaf::Stock(stock as u32))
                    .unwrap_or_else(|| self.registers.take())
            })
            .collect();
        let noises = self.noises()?;
        let durations = self.durations()?;
        let clocks = [false, true].map(|of_jumps| self.leaf_register(Leaf::Clock { of_jumps }));
        let initials = self.operands(&self.roots.initials.clone());

        let (step, record_tape, flows) = self.step_tapes();
        let milestones = self.milestones();
        let events = self.events(durations);
        let delays = (self.program.delays.iter().zip(self.roots.delays.clone()))
            .map(|(delay, ends)| DelayPlan {
                kind: delay.kind,
                ends: ends.map(|(input, lag)| (self.operand(input), self.operand(lag))),
            })
            .collect();
        let records = self.records(record);
        let (stage, flows_in_stage) = match self.program.time.method {
            Method::Euler => (Tape::default(), flows.clone()),
            Method::Rk4 | Method::Adaptive => self.stage_tape(),
        };
        let stocks = (0..self.program.stocks.len())
            .map(|at| StockPlan {
                register: stock_registers[at],
                initial: initials[at],
                flow: flows[at],
                flow_in_stage: flows_in_stage[at],
            })
            .collect();
        let kernel = Kernel {
            path,
            time: self.program.time,
            parts: self.parts,
            moments: self.moments().len(),
            registers: self.registers.count(),
            time_values: self.time_values(),
            time_width: self.time_nodes.len(),
            prologue,
            copula: Copula::new(self.program)?,
            params,
            stocks,
            delays,
            noises,
            events,
            milestones,
            records,
            step,
            record: record_tape,
            stage,
            jumps: (self.graph.find(Operation::Time { of_jumps: true })).is_some(),
            clocks,
            constants: self.constants,
            tables: self.graph.tables,
        };
        Ok(kernel)
    }

    fn operands(&mut self, ids: &[Id]) -> Vec<Operand> {
        ids.iter().map(|&id| self.operand(id)).collect()
    }
}

fn check_size(kernel: &Kernel) -> Result<(), CompileError> {
    let found = kernel.block_bytes(LANES);
    if found > BLOCK_BYTES_MAX {
        return Err(CompileError::TooLarge {
            what: "the memory of a block of draws, in bytes,",
            found,
            bound: BLOCK_BYTES_MAX,
        });
    }
    Ok(())
}
