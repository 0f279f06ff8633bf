//! What changes a model: `connect`, scenarios, tests, and values given from outside.

use super::builtin::argument_error;
use super::context::Cx;
use super::{Resolver, doc_text, duplicate, unknown};
use crate::ast::{self, ChangeKind};
use crate::resolved::{
    Assert, Change, ChangeBody, EntityId, Equation, ExprId, Function, Intervention, Node, Scenario,
    Test,
};
use std::collections::HashSet;
use tenfold_ir::{Diagnostic, Span, Unit};

impl<'a> Resolver<'a> {
    pub(super) fn connect(&mut self, at: usize, item: &'a ast::ConnectItem) {
        let Some(entity) = self.find_entity(at, &item.input) else {
            return;
        };
        let target = self.out.entity(entity);
        if target.keyword != "input" {
            let found = format!("the {} `{}`", target.keyword, target.qualified);
            self.report(
                Diagnostic::error(
                    "not-an-input",
                    item.input.span(),
                    format!("found {found}, expected an `input`"),
                )
                .arg("found", found)
                .help("declare it with `input` in its module"),
            );
            return;
        }
        if self
            .out
            .connections
            .iter()
            .any(|have| have.entity == entity)
        {
            let name = self.out.entity(entity).qualified.clone();
            self.report(duplicate("connection of", &name, item.input.span()));
            return;
        }
        if let Some(change) = self.change_to(
            at,
            entity,
            &ChangeKind::Replace,
            &item.indices,
            &item.value,
            item.input.span(),
        ) {
            self.out.connections.push(change);
        }
    }

    /// The changes of a scenario, test or claim.
    pub(super) fn changes(&mut self, at: usize, changes: &[ast::Change]) -> Vec<Change> {
        changes
            .iter()
            .filter_map(|change| self.change(at, change))
            .collect()
    }

    fn change(&mut self, at: usize, change: &ast::Change) -> Option<Change> {
        let entity = self.find_entity(at, &change.target)?;
        self.change_to(
            at,
            entity,
            &change.kind,
            &change.indices,
            &change.value,
            change.span,
        )
    }

    fn change_to(
        &mut self,
        at: usize,
        entity: EntityId,
        kind: &ChangeKind,
        indices: &[ast::Index],
        value: &ast::Expr,
        span: Span,
    ) -> Option<Change> {
        let target = self.out.entity(entity);
        if target.broken {
            return None;
        }
        let (keyword, unit) = (target.keyword, target.unit.clone());
        let qualified = target.qualified.clone();
        if matches!(keyword, "lookup" | "event" | "milestone") {
            self.report(cannot_set(
                span,
                keyword,
                &qualified,
                "a definition with a value",
            ));
            return None;
        }
        if *kind == ChangeKind::SetPrior && !matches!(keyword, "param" | "noise") {
            self.report(cannot_set(span, keyword, &qualified, "a param or noise"));
            return None;
        }
        let (elements, cx) = self.changed_elements(at, entity, indices, span)?;
        let role = format!("the new value of `{qualified}`");
        let body = match kind {
            ChangeKind::SetPrior => ChangeBody::Prior(self.own_prior(at, entity, indices, value)),
            ChangeKind::Set => ChangeBody::Value(self.equation(cx, value, &unit, &role)),
            ChangeKind::Assume => {
                let equation = self.equation(cx, value, &unit, &role);
                match self.is_known_before_time(&equation) {
                    true => ChangeBody::Value(equation),
                    false => ChangeBody::Replace(equation),
                }
            }
            ChangeKind::Replace | ChangeKind::Intervene(_) => {
                ChangeBody::Replace(self.equation(cx, value, &unit, &role))
            }
        };
        Some(Change {
            entity,
            elements,
            body,
            text: crate::format_expr(value),
            indices: crate::format::indices(indices),
        })
    }

    /// Whether an equation names constants and parameters alone: then what is assumed to have this
    /// value stays a parameter, where it was one.
    fn is_known_before_time(&self, equation: &Equation) -> bool {
        let nodes = &self.out.exprs[equation.first.index()..=equation.root.index()];
        nodes.iter().all(|expr| match &expr.node {
            Node::Element { entity, .. } => {
                matches!(self.out.entity(*entity).keyword, "const" | "param")
            }
            Node::Time | Node::Event { .. } | Node::Milestone { .. } => false,
            Node::Call(function, _) => !matches!(
                function,
                Function::Delayed(_)
                    | Function::Smoothed(_)
                    | Function::Previous
                    | Function::Integral
                    | Function::Step
                    | Function::Ramp
                    | Function::Pulse
            ),
            _ => true,
        })
    }

    fn intervention(&mut self, at: usize, change: &ast::Change) -> Option<Intervention> {
        let ChangeKind::Intervene(during) = &change.kind else {
            return None;
        };
        let entity = self.find_entity(at, &change.target)?;
        let target = self.out.entity(entity);
        if target.broken {
            return None;
        }
        let (unit, qualified) = (target.unit.clone(), target.qualified.clone());
        if let Some(instead) = instead_of(target.keyword) {
            let error = cannot_intervene(change.span, target.keyword, &qualified, instead);
            self.report(error);
            return None;
        }
        let (elements, cx) = self.changed_elements(at, entity, &change.indices, change.span)?;
        let role = format!("the value of `{qualified}` under the intervention");
        let value = self.equation(cx, &change.value, &unit, &role);
        let role = "the date of an intervention";
        let from = self.date_equation(at, &during.from, role);
        let to = during
            .to
            .as_ref()
            .map(|to| self.date_equation(at, to, role));
        let text = crate::format_expr(&change.value);
        Some(Intervention {
            entity,
            elements,
            value,
            from,
            to,
            text: format!("{text} {}", crate::format::during_text(during)),
            indices: crate::format::indices(&change.indices),
            span: change.span,
        })
    }

    /// Which elements change, and where their equation stands: all without indices; a label in
    /// place of a dimension selects.
    fn changed_elements(
        &mut self,
        at: usize,
        entity: EntityId,
        indices: &[ast::Index],
        span: Span,
    ) -> Option<(Vec<Option<u32>>, Cx)> {
        let elements = self.selected_elements(at, entity, indices, span)?;
        let variables = indices.iter().zip(&elements).map(|(index, one)| match one {
            None => index.variable.as_ref().map(|name| name.text.clone()),
            Some(_) => None,
        });
        let dims = self.out.entity(entity).dims.clone();
        let mut variables: Vec<Option<String>> = variables.collect();
        variables.resize(dims.len(), None);
        let cx = Cx::new(at, &variables.into_iter().zip(dims).collect::<Vec<_>>());
        Some((elements, cx))
    }

    fn selected_elements(
        &mut self,
        at: usize,
        entity: EntityId,
        indices: &[ast::Index],
        span: Span,
    ) -> Option<Vec<Option<u32>>> {
        let dims = self.out.entity(entity).dims.clone();
        if indices.is_empty() {
            return Some(vec![None; dims.len()]);
        }
        let name = self.out.entity(entity).qualified.clone();
        if indices.len() != dims.len() {
            let found = format!("{} indices", indices.len());
            let error = self.wrong_index(span, &name, &dims, &found);
            self.report(error);
            return None;
        }
        let mut out = Vec::new();
        for (index, dim) in indices.iter().zip(dims) {
            let word = &index.dimension;
            if index.variable.is_none()
                && let Some(label) = self.out.dim(dim).positions.get(&word.text)
            {
                out.push(Some(*label));
                continue;
            }
            if index.variable.is_none() && self.out.dim(dim).name != word.text {
                self.find_label(dim, word);
                return None;
            }
            let found = self.find_dimension(at, word)?;
            if found != dim {
                let found = format!("an index over {}", word.text);
                let error = self.wrong_index(word.span, &name, &[dim], &found);
                self.report(error);
                return None;
            }
            out.push(None);
        }
        Some(out)
    }

    /// Enters the names of all scenarios of a module.
    pub(super) fn declare_scenarios(&mut self, at: usize, module: &'a ast::Module) {
        for item in &module.items {
            let ast::ItemKind::Scenario(scenario) = &item.kind else {
                continue;
            };
            let key = (at, scenario.name.text.clone());
            let position = self.out.scenarios.len();
            if self.scenarios.contains_key(&key) {
                let name = &scenario.name;
                self.report(duplicate("scenario", &name.text, name.span));
                continue;
            }
            self.scenarios.insert(key, position);
            self.out.scenarios.push(Scenario {
                module: at,
                name: scenario.name.text.clone(),
                doc: doc_text(scenario.doc.as_ref()),
                on: None,
                assumptions: Vec::new(),
                interventions: Vec::new(),
            });
        }
    }

    /// Resolves a scenario's changes and what it builds on.
    pub(super) fn scenario(&mut self, at: usize, item: &'a ast::ScenarioItem) {
        let Some(&position) = self.scenarios.get(&(at, item.name.text.clone())) else {
            return;
        };
        let on = item.on.as_ref().and_then(|on| self.find_scenario(at, on));
        let (mut assumptions, mut interventions) = (Vec::new(), Vec::new());
        for change in &item.changes {
            match change.kind {
                ChangeKind::Intervene(_) => interventions.extend(self.intervention(at, change)),
                _ => assumptions.extend(self.change(at, change)),
            }
        }
        let scenario = &mut self.out.scenarios[position];
        let is_filled = !scenario.assumptions.is_empty() || !scenario.interventions.is_empty();
        if is_filled || scenario.on.is_some() {
            return;
        }
        scenario.on = on;
        scenario.assumptions = assumptions;
        scenario.interventions = interventions;
        if self.closes_a_ring(position) {
            self.out.scenarios[position].on = None;
            let name = &item.name;
            self.report(
                Diagnostic::error(
                    "cyclic-scenario",
                    name.span,
                    format!(
                        "found the scenario `{}` on itself, expected another or none",
                        name.text
                    ),
                )
                .arg("name", name.text.clone())
                .help("let one of the scenarios build on the model alone"),
            );
        }
    }

    fn closes_a_ring(&self, position: usize) -> bool {
        let mut seen = HashSet::from([position]);
        let mut at = position;
        while let Some(on) = self.out.scenarios[at].on {
            if on == position {
                return true;
            }
            if !seen.insert(on) {
                return false;
            }
            at = on;
        }
        false
    }

    pub(super) fn find_scenario(&mut self, at: usize, name: &ast::Name) -> Option<usize> {
        let mut found = self.scenarios.get(&(at, name.text.clone())).copied();
        if found.is_none() {
            // One of a module it uses, where no other has the name.
            let used = self.scopes[at].modules.values();
            let mut there = used.filter_map(|used| self.scenarios.get(&(*used, name.text.clone())));
            found = there.next().copied().filter(|_| there.next().is_none());
        }
        if found.is_none() {
            let known: Vec<&str> = self.scenario_names(at).into_keys().collect();
            let error = unknown("unknown-scenario", "scenario", name, known);
            self.report(error);
        }
        found
    }

    pub(super) fn test(&mut self, at: usize, item: &'a ast::TestItem, span: Span) {
        let on = item.on.as_ref().and_then(|on| self.find_scenario(at, on));
        let draws = item.draws.as_ref().and_then(|e| self.draws(e));
        let changes = self.changes(at, &item.changes);
        let assertions: Vec<Assert> = item
            .assertions
            .iter()
            .map(|assertion| self.assertion(at, assertion))
            .collect();
        if at == 0 {
            self.out.tests.push(Test {
                module: at,
                title: item.title.text.clone(),
                draws,
                on,
                changes,
                assertions,
                span,
            });
        }
    }

    fn draws(&mut self, e: &ast::Expr) -> Option<u64> {
        if let ast::ExprKind::Number(number) = &e.kind {
            let value = number.value * crate::units::scale_factor(number.scale);
            if number.unit.is_none() && value.fract() == 0.0 && (1.0..=1e9).contains(&value) {
                return Some(value as u64);
            }
        }
        if !matches!(e.kind, ast::ExprKind::Error) {
            self.report(
                Diagnostic::error(
                    "bad-draws",
                    e.span,
                    "found another number of draws, expected a whole number from 1 to a billion",
                )
                .help("write it out: `draws 1000`"),
            );
        }
        None
    }

    fn assertion(&mut self, at: usize, item: &ast::AssertItem) -> Assert {
        let condition = self.condition(Cx::new(at, &[]), &item.condition, "an assertion");
        let within = item.within.as_ref().map(|e| {
            self.equation(
                Cx::new(at, &[]),
                e,
                &Unit::pure(),
                "the tolerance of an assertion",
            )
        });
        let is_equality = matches!(
            item.condition.kind,
            ast::ExprKind::Binary {
                op: ast::BinaryOp::Eq,
                ..
            }
        );
        if let (Some(e), false) = (&item.within, is_equality) {
            let error = argument_error(
                e.span,
                "assert",
                "`within` beside another condition",
                "a comparison with `==`",
            );
            self.report(error.help("compare with `==`, or leave out `within`"));
        }
        let time = item
            .at
            .as_ref()
            .map(|e| self.date_equation(at, e, "the time of an assertion"));
        Assert {
            condition,
            within,
            at: time,
            text: crate::format_expr(&item.condition),
            span: item.span,
        }
    }

    /// An assumption given from outside, such as `economics.lead_time = 2 year`.
    pub(crate) fn assume(&mut self, change: &ast::Change) -> Option<Change> {
        let (at, change) = self.given_outside(change)?;
        self.change(at, &change)
    }

    /// An intervention given from outside, such as `economics.demand = 0 from 2027`.
    pub(crate) fn intervene(&mut self, change: &ast::Change) -> Option<Intervention> {
        let (at, change) = self.given_outside(change)?;
        self.intervention(at, &change)
    }

    /// A clause as the module of its target would write it. Any module of the model can be named
    /// from outside; without one, the root's names.
    fn given_outside(&mut self, change: &ast::Change) -> Option<(usize, ast::Change)> {
        let mut change = change.clone();
        let named = change.target.module.as_ref().and_then(|module| {
            let mut modules = self.out.modules.iter();
            modules.position(|have| have.name == module.text)
        });
        if let Some(at) = named {
            change.target.module = None;
            return Some((at, change));
        }
        let entity = self.find_entity(0, &change.target)?;
        let at = self.out.entity(entity).module;
        change.target.module = None;
        Some((at, change))
    }

    /// The mistakes since the last time they were taken.
    pub(crate) fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }

    /// How many nodes are resolved: what is added later starts here.
    pub(crate) fn mark(&self) -> (ExprId, usize) {
        (self.next_expr(), self.out.obligations.len())
    }
}

/// What to intervene on instead of something that has no equation of its own from a date on.
fn instead_of(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "stock" => "intervene on a definition that its inflow or outflow names",
        "event" => "intervene on a definition that its hazard names",
        "lookup" => "intervene on a `let` that reads it",
        "milestone" => "intervene on a definition that its condition names",
        _ => return None,
    })
}

fn cannot_intervene(span: Span, keyword: &str, name: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        "cannot-intervene",
        span,
        format!("found the {keyword} `{name}`, expected a definition whose equation can change at a date"),
    )
    .arg("keyword", keyword)
    .arg("name", name)
    .help(help)
}

/// Something that cannot be given a value or prior.
fn cannot_set(span: Span, keyword: &str, name: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(
        "cannot-set",
        span,
        format!("found the {keyword} `{name}`, expected {expected}"),
    )
    .arg("keyword", keyword)
    .arg("name", name)
    .arg("expected", expected)
    .help("change a parameter that it depends on")
}
