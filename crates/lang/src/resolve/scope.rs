//! What a module can name, and the order and cycles of `use`.

use super::module_scope::Target;
use super::{Resolver, duplicate, unknown};
use crate::ast;
use crate::resolved::{DimId, EntityId};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Span};

/// How far the walk over `use` has come with a module.
#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

impl<'a> Resolver<'a> {
    /// Modules in an order where every module comes after those it uses; cycles are reported.
    pub(super) fn use_order(&mut self) -> Vec<usize> {
        self.walk_uses(true)
    }

    /// The same order, without reporting again.
    pub(super) fn use_order_quiet(&mut self) -> Vec<usize> {
        self.walk_uses(false)
    }

    fn walk_uses(&mut self, report: bool) -> Vec<usize> {
        let count = self.inputs.modules.len();
        let by_name = self.modules_by_name();
        let edges: Vec<Vec<(usize, Span)>> = self
            .inputs
            .modules
            .iter()
            .map(|module| {
                uses(module)
                    .filter_map(|(name, _)| Some((*by_name.get(name.text.as_str())?, name.span)))
                    .collect()
            })
            .collect();
        let mut visits = vec![Visit::New; count];
        let mut order = Vec::new();
        for root in 0..count {
            if visits[root] != Visit::New {
                continue;
            }
            visits[root] = Visit::Open;
            let mut stack = vec![(root, 0)];
            while let Some((at, edge)) = stack.pop() {
                let Some((to, span)) = edges[at].get(edge).copied() else {
                    visits[at] = Visit::Done;
                    order.push(at);
                    continue;
                };
                stack.push((at, edge + 1));
                match visits[to] {
                    Visit::New => {
                        visits[to] = Visit::Open;
                        stack.push((to, 0));
                    }
                    Visit::Open if report => self.report_cycle(&edges, &stack, to, span),
                    _ => {}
                }
            }
        }
        order
    }

    /// Reports a cycle at the first of its `use` lines that was walked.
    fn report_cycle(
        &mut self,
        edges: &[Vec<(usize, Span)>],
        stack: &[(usize, usize)],
        to: usize,
        back: Span,
    ) {
        let start = stack.iter().position(|(at, _)| *at == to).unwrap_or(0);
        let (first, next) = stack[start];
        let span = edges[first][next - 1].1;
        let mut path: Vec<&str> = stack[start..]
            .iter()
            .map(|(at, _)| self.out.modules[*at].name.as_str())
            .collect();
        path.push(&self.out.modules[to].name);
        let path = path.join(" → ");
        self.report(
            Diagnostic::error(
                "cyclic-use",
                span,
                format!("found modules that use each other, {path}, expected no such loop"),
            )
            .arg("path", path)
            .label(back, "back to where the loop starts")
            .help("make one of the names an `input` and `connect` it in a module that uses both"),
        );
    }

    fn modules_by_name(&self) -> HashMap<&'a str, usize> {
        let named = self.inputs.modules.iter().enumerate().rev();
        named
            .filter_map(|(at, module)| Some((module.name.as_ref()?.text.as_str(), at)))
            .collect()
    }

    /// Takes in what the `use` lines of a module list. Modules it uses are declared already.
    pub(super) fn declare_uses(&mut self, at: usize) {
        let by_name = self.modules_by_name();
        let inputs = self.inputs;
        for (name, taken) in uses(&inputs.modules[at]) {
            let Some(&used) = by_name.get(name.text.as_str()) else {
                self.report(unknown(
                    "unknown-module",
                    "module beside this one",
                    name,
                    by_name.keys().copied(),
                ));
                continue;
            };
            if self.scopes[at]
                .modules
                .insert(name.text.clone(), used)
                .is_some()
            {
                self.report(duplicate("use of module", &name.text, name.span));
            }
            for name in taken {
                self.take_in(at, used, name);
            }
        }
    }

    fn take_in(&mut self, at: usize, used: usize, name: &ast::Name) {
        let target = self.own_target(used, &name.text);
        let unit = self.scopes[used].units.own(&name.text).cloned();
        if target.is_none() && unit.is_none() {
            let known: Vec<&str> = self.scopes[used].names.keys().map(|k| &**k).collect();
            let error = unknown("unknown-name", "definition of that module", name, known);
            self.report(error);
            return;
        }
        if let Some(target) = target {
            self.enter(at, name, target);
        }
        if let Some(unit) = unit
            && !self.scopes[at].units.take_in(&name.text, unit)
        {
            self.report(duplicate("unit", &name.text, name.span));
        }
    }

    /// What a module itself defines under a name, not what it took in.
    fn own_target(&self, module: usize, name: &str) -> Option<Target> {
        let (target, _) = self.scopes[module].names.get(name)?;
        match target {
            Target::Entity(id) => (self.out.entity(*id).module == module).then_some(*target),
            Target::Dimension(_) => Some(*target),
        }
    }

    /// The definition a path names, or a reported error.
    pub(super) fn find_entity(&mut self, at: usize, path: &ast::Path) -> Option<EntityId> {
        let target = match &path.module {
            None => self.scopes[at]
                .names
                .get(&path.name.text)
                .map(|(target, _)| *target),
            Some(module) => {
                let used = self.find_module(at, module)?;
                self.own_target(used, &path.name.text)
            }
        };
        if let Some(Target::Entity(id)) = target {
            return Some(id);
        }
        let error = self.unknown_name(at, path, target);
        self.report(error);
        None
    }

    fn unknown_name(&self, at: usize, path: &ast::Path, target: Option<Target>) -> Diagnostic {
        if let Some(Target::Dimension(dim)) = target {
            let name = &self.out.dim(dim).name;
            return Diagnostic::error(
                "unknown-name",
                path.span(),
                format!("found the dimension `{name}`, expected a definition"),
            )
            .arg("name", name.clone())
            .help(format!("name a variable of it: `x in {name}`"));
        }
        let module = match &path.module {
            Some(module) => self.scopes[at].modules.get(&module.text).copied(),
            None => None,
        };
        let scope = &self.scopes[module.unwrap_or(at)];
        let mut known: Vec<&str> = Vec::new();
        if self.diagnostics.len() < super::SUGGESTED_MAX {
            known.extend(scope.names.keys().map(|name| &**name));
        }
        let error = unknown("unknown-name", "definition", &path.name, known);
        if error.args.iter().any(|(name, _)| *name == "nearest") || module.is_some() {
            return error;
        }
        let mut elsewhere = self.scopes[at]
            .modules
            .iter()
            .filter(|(_, used)| self.own_target(**used, &path.name.text).is_some());
        match elsewhere.next() {
            Some((module, _)) => error.help(format!(
                "write `{module}.{name}`, or `use {module} ({name})`",
                name = path.name.text
            )),
            None => error,
        }
    }

    /// The module a name stands for: itself, or one that `use` names.
    pub(super) fn find_module(&mut self, at: usize, name: &ast::Name) -> Option<usize> {
        if self.out.modules[at].name == name.text {
            return Some(at);
        }
        let found = self.scopes[at].modules.get(&name.text).copied();
        if found.is_none() {
            let exists = self.modules_by_name().contains_key(name.text.as_str());
            let known: Vec<&str> = self.scopes[at].modules.keys().map(|k| &**k).collect();
            let mut error = unknown("unknown-module", "module this one uses", name, known);
            if exists {
                error = error.help(format!("add `use {}`", name.text));
            }
            self.report(error);
        }
        found
    }

    /// The dimension a name stands for, or a reported error.
    pub(super) fn find_dimension(&mut self, at: usize, name: &ast::Name) -> Option<DimId> {
        match self.scopes[at].names.get(&name.text) {
            Some((Target::Dimension(id), _)) => Some(*id),
            _ => {
                let dims = self.scopes[at].names.iter();
                let known: Vec<&str> = dims
                    .filter(|(_, (target, _))| matches!(target, Target::Dimension(_)))
                    .map(|(name, _)| &**name)
                    .collect();
                let error = unknown("unknown-dimension", "dimension", name, known);
                self.report(error);
                None
            }
        }
    }
}

/// The modules a module uses, and the names it takes in.
fn uses(module: &ast::Module) -> impl Iterator<Item = (&ast::Name, &Vec<ast::Name>)> {
    module.items.iter().filter_map(|item| match &item.kind {
        ast::ItemKind::Use { module, names } => Some((module, names)),
        _ => None,
    })
}
