//! From a program to a kernel: each value is computed as rarely as it can be, in registers that are
//! used again as soon as they are free.
//!
//! Constants are folded. What depends on time alone is computed once for all draws, what depends on
//! parameters alone once per draw, what only records read at recorded times alone, and the rest at
//! each step.

use crate::copula::Copula;
use crate::distribution::DistributionError;
use crate::draw::Drawing;
use crate::graph::{Class, Graph, Id, Leaf, OPERANDS_MAX, Operation};
use crate::lower::{Roots, argument_nodes, lower};
use crate::path::Path;
use crate::registers::Registers;
use crate::rewrite::fuse;
use crate::table::Table;
use crate::tape::{Code, Instruction, Operand, Tape, code};
use std::collections::HashMap;
use tenfold_ir::{Distribution, Method, NodeId, Program, TimeSpec, site};

/// Why a program cannot be compiled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CompileError {
    /// It would take more memory than a run may.
    #[error("{what} would take {found}, and at most {bound} is allowed; make the model smaller")]
    TooLarge {
        /// What of the program.
        what: &'static str,
        /// How much it would take.
        found: u64,
        /// How much is allowed, in the same measure.
        bound: u64,
    },
    /// A value that has to stay the same along a trajectory varies.
    #[error(
        "`{name}` needs a value that depends on constants and parameters only; this one varies in time"
    )]
    VariesInTime {
        /// The definition that needs it.
        name: String,
    },
    /// A delay's lag depends on the delay's own output.
    #[error("node {node} of the program depends on its own value in the same step")]
    Loop {
        /// Its position in the program.
        node: usize,
    },
    /// A parameter has neither a central value nor a prior.
    #[error("the parameter `{name}` has neither a value nor a distribution")]
    NoValue {
        /// The parameter.
        name: String,
    },
    /// A distribution cannot exist.
    #[error("the distribution of `{name}`: {reason}")]
    Distribution {
        /// What is drawn from it.
        name: String,
        /// Why.
        reason: DistributionError,
    },
    /// The correlations contradict each other.
    #[error("the correlations contradict each other at `{name}`: no joint distribution has them")]
    NotPositiveDefinite {
        /// The first parameter that cannot have its correlations.
        name: String,
    },
    /// A variable to record does not exist.
    #[error("variable {found} is to be recorded, and the program has {variables}")]
    NoSuchVariable {
        /// The position asked for.
        found: usize,
        /// How many variables there are.
        variables: usize,
    },
    /// The grid of times is not one.
    #[error("a run from {start} by {dt} years in {steps} steps has no grid of finite times")]
    Time {
        /// First time.
        start: f64,
        /// Step, years.
        dt: f64,
        /// Number of steps.
        steps: u32,
    },
}

/// Values of time alone that are tabled; beyond, they are computed anew at each step.
const TIME_VALUES_MAX: usize = 1 << 23;
/// Steps of a run; time itself is tabled for all of them.
const STEPS_MAX: u32 = 1 << 22;
/// Bytes that one thread's block of draws may take.
const BLOCK_BYTES_MAX: u64 = 1 << 29;
/// Lanes stepped together.
pub(crate) const LANES: usize = 64;

/// A compiled program, to be run any number of times from any number of threads.
#[derive(Clone, Debug)]
pub struct Kernel {
    pub(crate) path: Path,
    pub(crate) time: TimeSpec,
    pub(crate) tables: Vec<Table>,
    /// How many registers a block needs.
    pub(crate) registers: usize,
    /// Values of time alone: a row for each time of the grid, with RK4 also between steps.
    pub(crate) time_values: Vec<f64>,
    /// Values in a row.
    pub(crate) time_width: usize,
    /// The first `time_width` scalars are the row of the time; these follow.
    pub(crate) constants: Vec<f64>,
    pub(crate) prologue: Vec<Prologue>,
    pub(crate) params: Vec<ParamPlan>,
    pub(crate) copula: Copula,
    pub(crate) stocks: Vec<StockPlan>,
    pub(crate) delays: Vec<DelayPlan>,
    pub(crate) noises: Vec<NoisePlan>,
    pub(crate) events: Vec<EventPlan>,
    pub(crate) milestones: Vec<MilestonePlan>,
    pub(crate) records: Vec<RecordPlan>,
    /// What stocks, conditions, hazards and delays need.
    pub(crate) step: Tape,
    /// What records need besides.
    pub(crate) record: Tape,
    /// What flows need, for the inner stages of RK4.
    pub(crate) stage: Tape,
}

/// A part of what happens once per draw.
#[derive(Clone, Debug)]
pub(crate) enum Prologue {
    Run(Tape),
    /// The parameter gets its value.
    Draw(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct ParamPlan {
    pub site: u64,
    pub register: u32,
    pub central: Option<Operand>,
    pub prior: Option<Drawing>,
}

#[derive(Clone, Debug)]
pub(crate) struct StockPlan {
    pub register: u32,
    pub initial: Operand,
    /// Never another stock's register.
    pub flow: Operand,
    /// The same, on the stage tape.
    pub flow_in_stage: Operand,
}

/// A delay; dead ones have none, but keep their place.
#[derive(Clone, Debug)]
pub(crate) struct DelayPlan {
    pub ends: Option<(Operand, Operand)>,
}

#[derive(Clone, Debug)]
pub(crate) struct NoisePlan {
    pub site: u64,
    pub register: u32,
    pub drawing: Drawing,
}

#[derive(Clone, Debug)]
pub(crate) struct EventPlan {
    pub site: u64,
    pub hazard: Operand,
    pub duration: Option<Drawing>,
    pub active: Option<u32>,
    pub occurred: Option<u32>,
    pub since: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct MilestonePlan {
    pub condition: Operand,
    pub reached: Option<u32>,
    pub date: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) struct RecordPlan {
    /// The variable's position in the program.
    pub variable: usize,
    pub value: Operand,
    /// Whether an infinite value is no divergence.
    pub may_be_infinite: bool,
}

impl Kernel {
    /// Compiles a program, to record the variables at these positions of `program.variables`.
    ///
    /// Takes time and memory linear in the program.
    pub fn compile(program: &Program, record: &[usize]) -> Result<Kernel, CompileError> {
        Kernel::compile_for(program, record, Path::detect())
    }

    pub(crate) fn compile_for(
        program: &Program,
        record: &[usize],
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
        let (graph, roots) = lower(program, record)?;
        let (graph, roots) = fuse(&graph, &roots);
        let assembly = Assembly::new(program, graph, roots);
        assembly.kernel(record, path)
    }

    /// The grid of times.
    pub fn time(&self) -> TimeSpec {
        self.time
    }

    /// The positions of the recorded variables in the program, in the order of the summaries.
    pub fn recorded(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.records.iter().map(|record| record.variable)
    }

    /// Operations a step takes, and those a recorded time takes besides.
    pub fn operations(&self) -> (usize, usize) {
        (self.step.len(), self.record.len())
    }
}

struct Assembly<'a> {
    program: &'a Program,
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
    fn new(program: &'a Program, graph: Graph, roots: Roots) -> Self {
        let is_live: Vec<bool> = graph.uses(roots.all()).iter().map(|&u| u > 0).collect();
        let mut assembly = Assembly {
            arguments: roots.arguments.iter().copied().collect(),
            program,
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
                .filter(|&id| self.graph.operation(id) == Operation::Time)
                .collect();
        }
        for (at, &id) in chosen.iter().enumerate() {
            self.slots[id.0 as usize] = Some(Operand::scalar(at as u32));
        }
        self.time_nodes = chosen;
    }

    /// How many times the right-hand side is evaluated at; with RK4 between steps too.
    fn grid_len(&self) -> usize {
        let steps = self.program.time.steps as usize;
        match self.program.time.method {
            Method::Euler => steps + 1,
            Method::Rk4 => 2 * steps + 1,
        }
    }

    /// The chosen values of time alone, a row for each time of the grid.
    fn time_values(&self) -> Vec<f64> {
        let time = self.program.time;
        let step = match time.method {
            Method::Euler => 1.0,
            Method::Rk4 => 0.5,
        };
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
                    Operation::Time => time.start + at as f64 * step * time.dt,
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
        let initials = self.operands(&self.roots.initials.clone());
        let befores: Vec<_> = (self.roots.delays.clone().into_iter())
            .map(|pair| pair.map(|(_, before)| self.operand(before)))
            .collect();

        let (step, record_tape, flows) = self.step_tapes();
        let milestones = self.milestones();
        let events = self.events(durations);
        let delays = (self.roots.delays.clone().into_iter().zip(befores))
            .map(|(pair, before)| DelayPlan {
                ends: pair.map(|(input, _)| (self.operand(input), before.expect("lives too"))),
            })
            .collect();
        let records = self.records(record);
        let (stage, flows_in_stage) = match self.program.time.method {
            Method::Euler => (Tape::default(), flows.clone()),
            Method::Rk4 => self.stage_tape(),
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
            constants: self.constants,
            tables: self.graph.tables,
        };
        kernel.check_size()?;
        Ok(kernel)
    }

    fn operands(&mut self, ids: &[Id]) -> Vec<Operand> {
        ids.iter().map(|&id| self.operand(id)).collect()
    }

    fn prologue(&mut self) -> Result<(Vec<Prologue>, Vec<ParamPlan>), CompileError> {
        let order: Vec<Id> = (self.live())
            .filter(|&id| self.class(id) == Class::Params)
            .collect();
        let is_per_draw = |id: Id| self.class(id) == Class::Params;
        let mut is_kept = vec![false; self.graph.nodes.len()];
        for root in self.roots.all() {
            is_kept[root.0 as usize] = true;
        }
        for user in self.live().filter(|&id| !is_per_draw(id)) {
            for operand in self.graph.operation(user).operands() {
                is_kept[operand.0 as usize] = true;
            }
        }
        let mut parts = Vec::new();
        let mut is_drawn = vec![false; self.program.params.len()];
        let instructions = self.emit(&order, |id| is_kept[id.0 as usize]);
        let mut pending = Vec::new();
        for (id, list) in order.iter().zip(instructions) {
            if let Operation::Leaf(Leaf::Param(param)) = self.graph.operation(*id) {
                parts.push(Prologue::Run(Tape::new(std::mem::take(&mut pending))));
                parts.push(Prologue::Draw(param as usize));
                is_drawn[param as usize] = true;
            }
            pending.extend(list);
        }
        parts.push(Prologue::Run(Tape::new(pending)));
        let unread = (0..is_drawn.len()).filter(|&param| !is_drawn[param]);
        parts.extend(unread.map(Prologue::Draw));
        parts.retain(|part| !matches!(part, Prologue::Run(tape) if tape.len() == 0));
        let params = self.params()?;
        Ok((parts, params))
    }

    fn params(&mut self) -> Result<Vec<ParamPlan>, CompileError> {
        let program = self.program;
        let mut plans = Vec::new();
        for (at, param) in program.params.iter().enumerate() {
            if param.central.is_none() && param.prior.is_none() {
                return Err(CompileError::NoValue {
                    name: param.name.clone(),
                });
            }
            let register = self
                .leaf_register(Leaf::Param(at as u32))
                .unwrap_or_else(|| self.registers.take());
            let prior = match &param.prior {
                Some(prior) => Some(self.drawing(prior, &param.name)?),
                None => None,
            };
            plans.push(ParamPlan {
                site: site(&param.name),
                register,
                central: self.roots.centrals[at].map(|id| self.operand(id)),
                prior,
            });
        }
        Ok(plans)
    }

    fn drawing(
        &mut self,
        distribution: &Distribution,
        name: &str,
    ) -> Result<Drawing, CompileError> {
        let mut nodes = Vec::new();
        argument_nodes(distribution, &mut nodes);
        let places: HashMap<NodeId, Id> = nodes
            .iter()
            .map(|&node| (node, self.arguments[&node]))
            .collect();
        let operands: HashMap<NodeId, Operand> = nodes
            .iter()
            .map(|&node| (node, self.operand(places[&node])))
            .collect();
        Drawing::new(
            distribution,
            &nodes,
            |node| self.graph.constant(places[&node]),
            |node| operands[&node],
        )
        .map_err(|reason| CompileError::Distribution {
            name: name.into(),
            reason,
        })
    }

    fn noises(&mut self) -> Result<Vec<NoisePlan>, CompileError> {
        let program = self.program;
        let mut plans = Vec::new();
        for (at, noise) in program.noises.iter().enumerate() {
            if let Some(register) = self.leaf_register(Leaf::Noise(at as u32)) {
                plans.push(NoisePlan {
                    site: site(&noise.name),
                    register,
                    drawing: self.drawing(&noise.distribution, &noise.name)?,
                });
            }
        }
        Ok(plans)
    }

    /// How long each living event lasts.
    fn durations(&mut self) -> Result<Vec<Option<Drawing>>, CompileError> {
        let program = self.program;
        let mut drawings = Vec::new();
        for (at, event) in program.events.iter().enumerate() {
            drawings.push(match &event.duration {
                Some(duration) if self.roots.hazards[at].is_some() => {
                    Some(self.drawing(duration, &event.name)?)
                }
                _ => None,
            });
        }
        Ok(drawings)
    }

    fn events(&mut self, durations: Vec<Option<Drawing>>) -> Vec<EventPlan> {
        let program = self.program;
        let mut plans = Vec::new();
        for (at, duration) in durations.into_iter().enumerate() {
            if let Some(hazard) = self.roots.hazards[at] {
                let event = at as u32;
                plans.push(EventPlan {
                    site: site(&program.events[at].name),
                    hazard: self.operand(hazard),
                    duration,
                    active: self.leaf_register(Leaf::Active(event)),
                    occurred: self.leaf_register(Leaf::Occurred(event)),
                    since: self.leaf_register(Leaf::Since(event)),
                });
            }
        }
        plans
    }

    fn milestones(&mut self) -> Vec<MilestonePlan> {
        let conditions = self.operands(&self.roots.conditions.clone());
        (conditions.into_iter().enumerate())
            .map(|(at, condition)| MilestonePlan {
                condition,
                reached: self.leaf_register(Leaf::Reached(at as u32)),
                date: self.leaf_register(Leaf::Date(at as u32)),
            })
            .collect()
    }

    fn records(&mut self, record: &[usize]) -> Vec<RecordPlan> {
        let may_be_infinite = self.graph.may_be_infinite();
        let ids = self.roots.records.clone();
        (ids.into_iter().zip(record))
            .map(|(id, &variable)| RecordPlan {
                variable,
                value: self.operand(id),
                may_be_infinite: may_be_infinite[id.0 as usize],
            })
            .collect()
    }

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
                Operation::Leaf(_) | Operation::Time | Operation::Const(_)
            );
            needed[at] &= is_computed && self.class(id) == Class::Step;
        }
        needed
    }

    /// The tapes of a step and of a recorded time, and where the flows are after them.
    fn step_tapes(&mut self) -> (Tape, Tape, Vec<Operand>) {
        let inputs: Vec<Id> = (self.roots.delays.iter().flatten().map(|&(input, _)| input))
            .chain(self.roots.hazards.iter().flatten().copied())
            .chain(
                self.roots
                    .conditions
                    .iter()
                    .chain(&self.roots.flows)
                    .copied(),
            )
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
        if self.program.time.method == Method::Rk4 {
            // Delays are held over a step, so its inner stages read them too.
            for &id in &order {
                is_kept[id.0 as usize] |=
                    matches!(self.graph.operation(id), Operation::Delayed(..));
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

    fn stage_tape(&mut self) -> (Tape, Vec<Operand>) {
        let mut needed = vec![false; self.graph.nodes.len()];
        for flow in &self.roots.flows {
            needed[flow.0 as usize] = true;
        }
        for at in (0..needed.len()).rev() {
            let operation = self.graph.nodes[at];
            let is_held = matches!(
                operation,
                Operation::Delayed(..) | Operation::Leaf(_) | Operation::Time | Operation::Const(_)
            );
            needed[at] &= !is_held && self.class(Id(at as u32)) == Class::Step;
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
    fn emit(&mut self, order: &[Id], is_kept: impl Fn(Id) -> bool) -> Vec<Vec<Instruction>> {
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

impl Kernel {
    /// Bytes that a block of so many draws takes.
    pub(crate) fn block_bytes(&self, lanes: usize) -> u64 {
        let rows = self.delays.len() as u64 * (u64::from(self.time.steps) + 2);
        (self.registers as u64)
            .saturating_add(rows)
            .saturating_mul(8 * lanes as u64)
    }

    fn check_size(&self) -> Result<(), CompileError> {
        let found = self.block_bytes(LANES);
        if found > BLOCK_BYTES_MAX {
            return Err(CompileError::TooLarge {
                what: "the memory of a block of draws, in bytes,",
                found,
                bound: BLOCK_BYTES_MAX,
            });
        }
        Ok(())
    }
}
