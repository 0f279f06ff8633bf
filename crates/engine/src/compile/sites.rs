//! What has its place outside the tapes: parameters, noises, events, milestones and records.

use super::Assembly;
use super::tapes::Stay;
use crate::draw::Drawing;
use crate::error::CompileError;
use crate::graph::{Class, Id, Leaf, Operation};
use crate::kernel::{EventPlan, MilestonePlan, NoisePlan, ParamPlan, Prologue, RecordPlan};
use crate::tape::{Operand, Tape};
use std::collections::HashMap;
use tenfold_ir::{Distribution, NodeId, site};

impl Assembly<'_> {
    pub(super) fn prologue(&mut self) -> Result<(Vec<Prologue>, Vec<ParamPlan>), CompileError> {
        let order: Vec<Id> = (self.live())
            .filter(|&id| self.class(id) == Class::Params)
            .collect();
        let is_per_draw = |id: Id| self.class(id) == Class::Params;
        let mut stays = vec![Stay::Brief; self.graph.nodes.len()];
        for root in self.roots.all() {
            stays[root.0 as usize] = Stay::Kept;
        }
        for user in self.live().filter(|&id| !is_per_draw(id)) {
            for operand in self.graph.operation(user).operands() {
                stays[operand.0 as usize] = Stay::Kept;
            }
        }
        let mut parts = Vec::new();
        let mut is_drawn = vec![false; self.program.params.len()];
        let instructions = self.emit(&order, |id| stays[id.0 as usize]);
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
        distribution.nodes(&mut nodes);
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

    pub(super) fn noises(&mut self) -> Result<Vec<NoisePlan>, CompileError> {
        let program = self.program;
        let mut plans = Vec::new();
        for (at, noise) in program.noises.iter().enumerate() {
            if let Some(register) = self.leaf_register(Leaf::Noise(at as u32)) {
                plans.push(NoisePlan {
                    noise: at,
                    site: site(&noise.name),
                    register,
                    drawing: self.drawing(&noise.distribution, &noise.name)?,
                });
            }
        }
        Ok(plans)
    }

    /// How long each living event lasts.
    pub(super) fn durations(&mut self) -> Result<Vec<Option<Drawing>>, CompileError> {
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

    pub(super) fn events(&mut self, durations: Vec<Option<Drawing>>) -> Vec<EventPlan> {
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

    pub(super) fn milestones(&mut self) -> Vec<MilestonePlan> {
        let conditions = self.operands(&self.roots.conditions.clone());
        let crossings = self.roots.crossings.clone();
        (conditions.into_iter().zip(crossings).enumerate())
            .map(|(at, (condition, crossing))| MilestonePlan {
                condition,
                crossing: (crossing.into_iter())
                    .map(|part| part.moved(|id| self.operand(id)))
                    .collect(),
                reached: self.leaf_register(Leaf::Reached(at as u32)),
                date: self.leaf_register(Leaf::Date(at as u32)),
            })
            .collect()
    }

    pub(super) fn records(&mut self, record: &[usize]) -> Vec<RecordPlan> {
        let ids = self.roots.records.clone();
        (ids.into_iter().zip(record))
            .map(|(id, &variable)| RecordPlan {
                variable,
                value: self.operand(id),
            })
            .collect()
    }
}
