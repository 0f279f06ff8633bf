//! What a program shows: variables, the record, assertions.

use super::{Key, Lowerer, Mode, Plan, Site, compact, grid::LAW, role::Role};
use crate::ast::BinaryOp;
use crate::check::Kind;
use crate::prelude::DATE;
use crate::resolved::{Assert, Body, Entity, EntityId, Equation, ExprId, Node as Tree, Output};
use std::collections::HashSet;
use tenfold_ir::{
    Assertion, Binary, Diagnostic, Node, NodeId, Observation, Program, Unary, Unit, Variable,
    VariableKind,
};

/// Relative difference at which two sides of `==` still agree, unless `within` says otherwise.
const EQUAL_WITHIN: f64 = 1e-9;

impl<'r> Lowerer<'r> {
    /// The program of what was lowered, with what it shows.
    pub(super) fn finish(&mut self, plan: &Plan<'r>) -> Program {
        let wrong = !self.diagnostics.is_empty();
        let variables = if wrong { Vec::new() } else { self.variables() };
        let observations = if wrong {
            Vec::new()
        } else {
            self.observations()
        };
        let assertions = match plan.test {
            Some(test) if !wrong => self.assertions(&test.assertions),
            _ => Vec::new(),
        };
        let columns = if wrong {
            Vec::new()
        } else {
            self.columns(plan.columns)
        };
        self.drain();
        let mut program = Program {
            name: self.resolved.modules[0].name.clone(),
            time: self.time,
            dimensions: (0..self.graph.nodes.len() as u32)
                .map(|id| self.graph.dimension_of(NodeId(id)).clone())
                .collect(),
            nodes: std::mem::take(&mut self.graph.nodes),
            params: std::mem::take(&mut self.params),
            correlations: std::mem::take(&mut self.correlations),
            stocks: std::mem::take(&mut self.stocks),
            delays: std::mem::take(&mut self.delays),
            noises: std::mem::take(&mut self.noises),
            events: std::mem::take(&mut self.events),
            milestones: std::mem::take(&mut self.milestones),
            tables: std::mem::take(&mut self.tables),
            variables,
            observations,
            assertions,
            columns,
        };
        compact::compact(&mut program);
        self.settle_time(&mut program, plan);
        program
    }

    /// A model without `simulate` is a law, if nothing in it happens in time.
    fn settle_time(&mut self, program: &mut Program, plan: &Plan) {
        if self.resolved.simulate.is_some() {
            return;
        }
        let in_time = !program.stocks.is_empty()
            || !program.delays.is_empty()
            || !program.noises.is_empty()
            || !program.events.is_empty()
            || !program.milestones.is_empty()
            || program.nodes.contains(&Node::Time);
        if !in_time {
            program.time = LAW;
            return;
        }
        if plan.needs_time && self.diagnostics.is_empty() {
            let span = self.resolved.modules[0].span;
            self.report(
                Diagnostic::error(
                    "missing-simulate",
                    span,
                    "found a model in time without `simulate`, expected when it runs",
                )
                .help("add `simulate from 2019 to 2050 by 1 month using euler`"),
            );
        }
    }

    fn variables(&mut self) -> Vec<Variable> {
        let resolved = self.resolved;
        let outputs = resolved.outputs.iter();
        let outputs: HashSet<EntityId> = outputs
            .filter_map(|output| match output {
                Output::Definition(id) => Some(*id),
                Output::Expression { .. } => None,
            })
            .collect();
        let mut variables = Vec::new();
        for (at, entity) in resolved.entities.iter().enumerate() {
            let id = EntityId(at as u32);
            let Some(kind) = variable_kind(entity.keyword) else {
                continue;
            };
            for element in 0..resolved.size(&entity.dims) as u32 {
                let node = self.touch(id, element);
                let is_intervened = self.layer(id, element, Mode::Run, u32::MAX) > 0;
                let kind = match self.role(id, element) {
                    _ if kind == VariableKind::Input => kind,
                    Role::Equation(_) => VariableKind::Let,
                    Role::Constant(_) if self.constants_change() => VariableKind::Let,
                    _ if is_intervened => VariableKind::Let,
                    _ => kind,
                };
                variables.push(Variable {
                    name: entity.qualified.clone(),
                    labels: resolved.labels(&entity.dims, element),
                    kind,
                    node,
                    unit: self.unit_shown(entity),
                    output: outputs.contains(&id),
                });
            }
        }
        variables.extend(self.titled_outputs());
        variables
    }

    /// Outputs that are expressions: nothing defines them, so that their title is their name.
    fn titled_outputs(&mut self) -> Vec<Variable> {
        let mut variables = Vec::new();
        for output in &self.resolved.outputs {
            let Output::Expression { name, value } = output else {
                continue;
            };
            let mut site = Site {
                owner: EntityId(u32::MAX),
                element: 0,
                members: vec![0; value.vars.len()],
                mode: Mode::Run,
                layer: 0,
            };
            variables.push(Variable {
                name: name.clone(),
                labels: Vec::new(),
                kind: VariableKind::Let,
                node: self.settle(|this| this.expr(value.root, &mut site)),
                unit: self.shown_unit(value.root),
                output: true,
            });
        }
        variables
    }

    /// Years that are a point in time are shown as a date, whether the definition says so or not.
    fn unit_shown(&self, entity: &Entity) -> Unit {
        let is_point = match &entity.body {
            Body::Let(equation) => self.types[equation.root.index()].is_point(),
            _ => false,
        };
        let mut unit = entity.unit.clone();
        if is_point && unit.text == "year" {
            unit.text = DATE.to_owned();
        }
        unit
    }

    fn observations(&mut self) -> Vec<Observation> {
        let resolved = self.resolved;
        let mut out = Vec::new();
        for observe in &resolved.observes {
            let entity = resolved.entity(observe.entity);
            let sharing = match &observe.sharing {
                Some(share) => self.share(share),
                None => Some(Observation::SHARING),
            };
            for (members, record) in &observe.elements {
                let element = resolved.element(&entity.dims, members.iter().copied());
                let node = match observe.is_date {
                    true => self.milestone_date(observe.entity, element),
                    false => self.touch(observe.entity, element),
                };
                let key = Key {
                    entity: observe.entity,
                    element,
                    mode: Mode::Run,
                    layer: 0,
                };
                let error =
                    self.settle(|this| this.error_model((&observe.error, observe.is_date), key));
                out.push(Observation {
                    name: resolved.full_name(observe.entity, element),
                    node,
                    unit: observe.unit.clone(),
                    is_date: observe.is_date,
                    error,
                    sharing: sharing.unwrap_or(Observation::SHARING),
                    series: observe.series.clone(),
                    points: record.points.clone(),
                    bounds: record.bounds.clone(),
                });
            }
        }
        out
    }

    /// The share of an error that reports have in common, or a reported error.
    fn share(&mut self, share: &Equation) -> Option<f64> {
        let value = self.known_number(share, EntityId(u32::MAX))?;
        if (0.0..1.0).contains(&value) {
            return Some(value);
        }
        let found = format!("{} %", value * 100.0);
        let span = self.resolved.expr(share.root).span;
        self.report(
            Diagnostic::error(
                "bad-sharing",
                span,
                format!("found that {found} of an error is shared, expected 0 % up to below 100 %"),
            )
            .arg("found", found)
            .help("write a share such as `sharing 50 %`"),
        );
        None
    }

    fn assertions(&mut self, asserts: &[Assert]) -> Vec<Assertion> {
        let nobody = EntityId(u32::MAX);
        let mut out = Vec::new();
        for assert in asserts {
            let within = match &assert.within {
                Some(within) => self.known_number(within, nobody),
                None => Some(EQUAL_WITHIN),
            };
            let at = match &assert.at {
                Some(at) => self.known_number(at, nobody).map(Some),
                None => Some(None),
            };
            let (Some(within), Some(at)) = (within, at) else {
                continue;
            };
            let root = assert.condition.root;
            let mut site = Site {
                owner: nobody,
                element: 0,
                members: vec![0; assert.condition.vars.len()],
                mode: Mode::Run,
                layer: 0,
            };
            let condition = self.settle(|this| this.expr(root, &mut site));
            let mut sides = self.sides(root, &mut site);
            let is_equality = matches!(
                self.resolved.expr(root).node,
                Tree::Binary(BinaryOp::Eq, ..)
            );
            let mut condition = match &sides {
                Some((left, right, _)) if is_equality => self.near(*left, *right, within),
                _ => condition,
            };
            let at = at.map(|at| match self.is_of_milestones(condition) {
                true => {
                    let sides = sides.iter_mut().flat_map(|(left, right, _)| [left, right]);
                    let mut asked: Vec<&mut NodeId> = sides.chain([&mut condition]).collect();
                    self.asked_at(at, &mut asked)
                }
                false => at,
            });
            out.push(Assertion {
                text: assert.text.clone(),
                span: assert.span,
                condition,
                sides,
                at,
            });
        }
        out
    }

    /// Both sides of a comparison, and how to show them.
    fn sides(&mut self, root: ExprId, site: &mut Site) -> Option<(NodeId, NodeId, Unit)> {
        let Tree::Binary(op, left, right) = &self.resolved.expr(root).node else {
            return None;
        };
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            return None;
        }
        let unit = self.shown_unit(*left);
        let left = self.settle(|this| this.expr(*left, site));
        let right = self.settle(|this| this.expr(*right, site));
        Some((left, right, unit))
    }

    /// The unit an expression is best shown in: its definition's, of a sum the first summand's, else
    /// base units.
    fn shown_unit(&self, id: ExprId) -> Unit {
        if let Tree::Element { entity, .. } = &self.resolved.expr(id).node {
            return self.resolved.entity(*entity).unit.clone();
        }
        if let Tree::Binary(BinaryOp::Add | BinaryOp::Sub, left, _) = &self.resolved.expr(id).node {
            return self.shown_unit(*left);
        }
        match &self.types[id.index()].kind {
            Kind::Number(dimension) => Unit {
                text: dimension.to_string(),
                factor: 1.0,
                dimension: dimension.clone(),
            },
            Kind::Condition | Kind::Unknown => Unit::pure(),
        }
    }

    /// |a − b| ≤ within · max(|a|, |b|)
    fn near(&mut self, a: NodeId, b: NodeId, within: f64) -> NodeId {
        let gap = self.graph.binary(Binary::Sub, a, b);
        let gap = self.graph.unary(Unary::Abs, gap);
        let (a, b) = (
            self.graph.unary(Unary::Abs, a),
            self.graph.unary(Unary::Abs, b),
        );
        let largest = self.graph.binary(Binary::Max, a, b);
        let within = self.graph.constant(within, super::Graph::PURE);
        let allowed = self.graph.binary(Binary::Mul, largest, within);
        self.graph.binary(Binary::Le, gap, allowed)
    }
}

fn variable_kind(keyword: &str) -> Option<VariableKind> {
    Some(match keyword {
        "const" => VariableKind::Const,
        "param" => VariableKind::Param,
        "input" => VariableKind::Input,
        "stock" => VariableKind::Stock,
        "let" => VariableKind::Let,
        "data" => VariableKind::Data,
        "noise" => VariableKind::Noise,
        _ => return None,
    })
}
