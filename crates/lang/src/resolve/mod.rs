//! From trees to the resolved tree: what every name, unit, label and table means.
//!
//! Reports what does not exist, exists twice, or has the wrong indices. Does not know
//! whether units agree ([`crate::check`]) or equations close a loop ([`crate::lower`]).

mod alike;
mod builtin;
mod call;
mod changes;
mod claim;
mod columns;
mod context;
mod definition;
mod dimension;
mod expr;
mod module_scope;
mod observe;
mod prior;
pub(crate) mod reading;
mod scope;
mod series;

pub(crate) use builtin::argument_error;
pub use builtin::{BuiltinInfo, builtins};

use crate::ast;
use crate::resolved::{
    Body, Entity, EntityId, Equation, Expr, ExprId, ModuleHead, Node, Obligation, Resolved, Want,
};
use crate::tables::Inputs;
use builtin::{is_builtin, is_distribution};
use context::Cx;
use module_scope::{Scope, Target};
use std::collections::HashMap;
use std::sync::Arc;
use tenfold_ir::{Diagnostic, Provenance, Span, Unit};

/// Definitions of all modules together, beyond which a model is refused.
const ENTITIES_MAX: usize = 100_000;

/// Scenarios of all modules together, beyond which a model is refused: each is checked as a model of its own.
const SCENARIOS_MAX: usize = 1_000;

/// Bytes of a unit in a table.
const UNIT_TEXT_MAX: usize = 100;

/// Mistakes beyond which no nearest name is looked for: each search is linear in the names.
const SUGGESTED_MAX: usize = 100;

/// Mistakes beyond which no more are listed.
const LISTED_MAX: usize = 1_000;

/// Resolves all modules of a model.
pub(crate) fn resolve(inputs: &Inputs) -> (Resolver<'_>, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        inputs,
        scopes: Vec::new(),
        out: Resolved::default(),
        diagnostics: Vec::new(),
        scenarios: HashMap::new(),
    };
    resolver.modules();
    resolver.declare_all();
    if resolver.out.entities.len() > ENTITIES_MAX {
        resolver.refuse_size();
    } else {
        resolver.define_all();
    }
    let diagnostics = std::mem::take(&mut resolver.diagnostics);
    (resolver, diagnostics)
}

/// What resolving knows: the trees, a scope for each module, and what is resolved so far.
pub(crate) struct Resolver<'a> {
    inputs: &'a Inputs,
    scopes: Vec<Scope>,
    pub(crate) out: Resolved,
    diagnostics: Vec<Diagnostic>,
    /// Scenarios by module and name.
    scenarios: HashMap<(usize, String), usize>,
}

/// A plain provenance from its tree.
fn provenance(from: Option<&ast::From>) -> Option<Provenance> {
    from.map(|from| Provenance {
        kind: from.kind,
        reference: from.reference.text.clone(),
    })
}

fn doc_text(doc: Option<&ast::Text>) -> Option<String> {
    doc.map(|doc| doc.text.clone())
}

impl<'a> Resolver<'a> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < LISTED_MAX {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Heads and scopes of all modules; reports modules that are there twice.
    fn modules(&mut self) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for module in &self.inputs.modules {
            let name = module.name.as_ref();
            let text = name.map_or(String::new(), |name| name.text.clone());
            let start = Span {
                file: module.file,
                start: 0,
                end: 0,
            };
            if let Some(name) = name
                && let Some(before) = seen.insert(text.clone(), name.span)
            {
                self.diagnostics
                    .push(duplicate("module", &text, name.span).label(before, "first here"));
            }
            self.out.modules.push(ModuleHead {
                name: text,
                doc: doc_text(module.doc.as_ref()),
                file: module.file,
                span: name.map_or(start, |name| name.span),
            });
            self.scopes.push(Scope::new());
        }
    }

    /// Enters every name into its module's scope, then takes in what `use` lists.
    fn declare_all(&mut self) {
        let order = self.use_order();
        for at in order {
            self.declare_uses(at);
            self.declare_own(at);
        }
        let inputs = self.inputs;
        for module in &inputs.modules {
            self.tell_alike(module);
        }
    }

    fn declare_own(&mut self, at: usize) {
        let inputs = self.inputs;
        let module = &inputs.modules[at];
        self.scopes[at].units.declare(module, &mut self.diagnostics);
        for item in &module.items {
            if let ast::ItemKind::Dimension(dimension) = &item.kind {
                self.declare_dimension(at, dimension);
            }
        }
        for item in &module.items {
            match &item.kind {
                ast::ItemKind::Definition(definition) => {
                    let keyword = definition.body.keyword();
                    self.declare_entity(at, &definition.name, item.span, keyword);
                }
                ast::ItemKind::Event(event) => {
                    self.declare_entity(at, &event.name, item.span, "event");
                }
                ast::ItemKind::Milestone(milestone) => {
                    self.declare_entity(at, &milestone.name, item.span, "milestone");
                }
                _ => {}
            }
        }
    }

    fn declare_entity(
        &mut self,
        module: usize,
        name: &ast::Name,
        item_span: Span,
        keyword: &'static str,
    ) {
        if self.out.entities.len() > ENTITIES_MAX {
            return;
        }
        let id = EntityId(self.out.entities.len() as u32);
        let text = &name.text;
        // An exponent may be called `beta`: a distribution is told by its brackets, as a lookup is.
        let is_told_apart = is_distribution(text) && keyword != "lookup";
        if is_builtin(text) && !is_told_apart {
            self.report(
                Diagnostic::error(
                    "reserved-name",
                    name.span,
                    format!("found `{text}`, which is built in, expected a name of your own"),
                )
                .arg("name", text.clone())
                .help("choose another name"),
            );
        }
        let qualified = format!("{}.{text}", self.out.modules[module].name);
        self.out.entities.push(Entity {
            module,
            qualified,
            span: name.span,
            item_span,
            keyword,
            dims: Vec::new(),
            unit: Unit::pure(),
            doc: None,
            from: None,
            body: Body::Error,
            broken: false,
            equation: String::new(),
        });
        self.enter(module, name, Target::Entity(id));
    }

    /// Enters a name; reports one that is taken.
    fn enter(&mut self, module: usize, name: &ast::Name, target: Target) {
        if let Some((_, before)) = self.scopes[module].names.get(&name.text) {
            let before = *before;
            self.report(duplicate("name", &name.text, name.span).label(before, "first here"));
        } else {
            self.scopes[module]
                .names
                .insert(name.text.clone(), (target, name.span));
        }
    }

    fn refuse_size(&mut self) {
        let span = self.out.entities[0].span;
        self.report(
            Diagnostic::error(
                "too-large",
                span,
                format!("found more definitions than {ENTITIES_MAX}, expected fewer"),
            )
            .arg("most", ENTITIES_MAX.to_string())
            .help("index definitions over a dimension, or split the model"),
        );
    }

    fn refuse_scenarios(&mut self, surplus: Span) {
        self.report(
            Diagnostic::error(
                "too-large",
                surplus,
                format!("found more than {SCENARIOS_MAX} scenarios, expected fewer"),
            )
            .arg("most", SCENARIOS_MAX.to_string())
            .help("give what differs with `--assume` and `--intervene`, or split the model"),
        );
    }

    /// Second sweep: heads of all definitions first, so that equations can look them up.
    fn define_all(&mut self) {
        let inputs = self.inputs;
        let mut next = 0;
        let mut ids: Vec<Vec<EntityId>> = vec![Vec::new(); inputs.modules.len()];
        for at in self.use_order_quiet() {
            for item in &inputs.modules[at].items {
                if matches!(
                    item.kind,
                    ast::ItemKind::Definition(_)
                        | ast::ItemKind::Event(_)
                        | ast::ItemKind::Milestone(_)
                ) {
                    ids[at].push(EntityId(next));
                    next += 1;
                }
            }
        }
        for (at, module) in inputs.modules.iter().enumerate() {
            let mut ids = ids[at].iter().copied();
            for item in &module.items {
                self.define_head(at, item, &mut ids);
            }
        }
        for (at, module) in inputs.modules.iter().enumerate() {
            let mut ids = ids[at].iter().copied();
            for item in &module.items {
                self.define_body(at, item, &mut ids);
            }
        }
        let items = inputs.modules.iter().flat_map(|module| &module.items);
        let scenarios = items.filter(|item| matches!(item.kind, ast::ItemKind::Scenario(_)));
        if let Some(surplus) = scenarios.skip(SCENARIOS_MAX).map(|item| item.span).next() {
            self.refuse_scenarios(surplus);
            return;
        }
        for (at, module) in inputs.modules.iter().enumerate() {
            self.declare_scenarios(at, module);
        }
        for (at, module) in inputs.modules.iter().enumerate() {
            for item in &module.items {
                self.define_other(at, item);
            }
        }
    }

    /// Everything that has no name of its own in an equation.
    fn define_other(&mut self, at: usize, item: &'a ast::Item) {
        match &item.kind {
            ast::ItemKind::Observe(observe) => self.observe(at, observe),
            ast::ItemKind::Output { entries } => self.output(at, entries),
            ast::ItemKind::Connect(connect) => self.connect(at, connect),
            ast::ItemKind::ByRow { names } => self.by_row(at, names, item.span),
            ast::ItemKind::Correlate { a, b, rho } => self.correlate(at, a, b, rho, item.span),
            ast::ItemKind::Simulate(simulate) => self.simulate(at, simulate, item.span),
            ast::ItemKind::Scenario(scenario) => self.scenario(at, scenario),
            ast::ItemKind::Test(test) => self.test(at, test, item.span),
            ast::ItemKind::Claim(claim) => self.claim(at, claim, item.span),
            _ => {}
        }
    }

    fn push(&mut self, node: Node, span: Span) -> ExprId {
        let id = ExprId(self.out.exprs.len() as u32);
        self.out.exprs.push(Expr { node, span });
        id
    }

    /// The position the next node will have.
    fn next_expr(&self) -> ExprId {
        ExprId(self.out.exprs.len() as u32)
    }

    fn oblige(&mut self, expr: ExprId, want: Want, role: impl Into<String>) {
        self.out.obligations.push(Obligation {
            expr,
            want,
            role: role.into(),
        });
    }

    /// An equation whose whole is a value of `unit`.
    fn equation(&mut self, mut cx: Cx, e: &ast::Expr, unit: &Unit, role: &str) -> Equation {
        let first = self.next_expr();
        let root = self.value(&mut cx, e, unit);
        self.oblige(root, Want::Number(unit.clone()), role);
        Equation {
            first,
            root,
            vars: cx.dims.into(),
        }
    }

    /// An equation whose whole is a condition.
    fn condition(&mut self, mut cx: Cx, e: &ast::Expr, role: &str) -> Equation {
        let first = self.next_expr();
        let root = self.expr(&mut cx, e);
        self.oblige(root, Want::Condition, role);
        Equation {
            first,
            root,
            vars: cx.dims.into(),
        }
    }

    /// A unit expression; an error makes it a pure number, already reported.
    fn unit(&mut self, module: usize, unit: Option<&ast::UnitExpr>) -> Option<Unit> {
        match self.scopes[module].units.unit(unit?) {
            Ok(unit) => Some(unit),
            Err(why) => {
                self.report(*why);
                None
            }
        }
    }
}

impl Resolver<'_> {
    /// The unit that a text stands for, as a table writes it; nothing is reported.
    fn unit_of_text(&self, module: usize, text: &str) -> Option<Unit> {
        let unit = match text {
            "" | "1" => return Some(Unit::pure()),
            text if text.len() > UNIT_TEXT_MAX || text.contains(['\n', '\r', '#']) => return None,
            text => text,
        };
        let source = format!("module table\nlet x : {unit} = 0\n");
        let (tree, diagnostics) = crate::parse(crate::PRELUDE_FILE, &source);
        let item = match &tree.items[..] {
            [item] if diagnostics.is_empty() => item,
            _ => return None,
        };
        let ast::ItemKind::Definition(definition) = &item.kind else {
            return None;
        };
        let unit = definition.unit.as_ref()?;
        self.scopes[module].units.unit(unit).ok()
    }
}

/// A second thing of one name.
fn duplicate(what: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-name",
        span,
        format!("found a second {what} `{name}`, expected each once"),
    )
    .arg("name", name)
    .help("rename one of them")
}

/// Something that does not exist, and the nearest that does.
fn unknown<'n>(
    code: &'static str,
    what: &str,
    name: &ast::Name,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let text = crate::sink::clip(&name.text);
    let error = Diagnostic::error(
        code,
        name.span,
        format!("found `{text}`, expected the name of a {what}"),
    )
    .arg("name", text);
    match crate::suggest::nearest(&name.text, known) {
        Some(near) => error
            .help(format!("did you mean `{near}`?"))
            .arg("nearest", near),
        None => error.help(format!("define the {what}, or correct the name")),
    }
}

/// The empty list of variables.
fn no_vars() -> Arc<[crate::resolved::DimId]> {
    Arc::new([])
}
