//! From the checked, resolved tree to the program: indices unrolled, definitions to nodes.
//!
//! An equation depends on others while it is lowered; a stock's flow, a delay's input, an
//! event's hazard and a milestone's condition are lowered afterwards, which is why they may
//! close a loop and an equation may not.

mod by_time;
mod claim;
mod column;
mod compact;
mod correlation;
mod element;
mod expr;
mod graph;
mod grid;
mod intervention;
mod output;
mod plan;
mod prior;
mod role;
mod smoothed;
mod stateful;
mod support;
mod time;

pub(crate) use column::{ColumnExpr, ReadAt};
pub(crate) use expr::binary_op;
pub(crate) use plan::{Plan, plan};

use crate::check::Type;
use crate::resolved::{
    Body, EntityId, Equation, ExprId, Intervention, Node as Tree, PriorEquation, Resolved,
};
use graph::Graph;
use grid::LAW;
use role::Role;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::collections::VecDeque;
use tenfold_ir::{
    Correlation, Delay, Diagnostic, Event, EventId, Milestone, MilestoneId, NodeId, Noise, NoiseId,
    Param, Program, Span, Stock, StockId, Table, TableId, TimeSpec,
};

/// Elements of all definitions together, beyond which a model is refused.
const ELEMENTS_MAX: u64 = 1 << 19;

/// Nodes visited while unrolling, beyond which a model is refused.
const WORK_MAX: u64 = 1 << 24;

/// Nodes of the graph, beyond which a model is refused.
const NODES_MAX: usize = 1 << 20;

/// Mistakes beyond which no more are listed.
const LISTED_MAX: usize = 1_000;

/// In which world an equation is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    /// At each step.
    Run,
    /// Before the first step: stocks are their initials, nothing has happened yet.
    Initial,
    /// Before time: constants and parameters alone.
    Static,
}

/// One element of one definition in one world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    entity: EntityId,
    element: u32,
    mode: Mode,
    /// The intervention it is the value under, counted from 1 among those on its definition; 0
    /// without any.
    layer: u32,
}

/// How far an element has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    New,
    Open,
    Done(NodeId),
}

/// What is lowered once everything it may depend on has a node.
enum Task<'r> {
    Stock(StockId, EntityId, u32),
    /// `smoothed` of some order: the chain starts at this stock.
    Smoothed {
        first: StockId,
        order: u32,
        input: ExprId,
        over: ExprId,
        site: Site,
    },
    Integral {
        stock: StockId,
        input: ExprId,
        site: Site,
    },
    Delay {
        id: tenfold_ir::DelayId,
        input: ExprId,
        site: Site,
    },
    /// What comes out of a delay at the start.
    Before {
        id: tenfold_ir::DelayId,
        before: ExprId,
        site: Site,
    },
    Noise(NoiseId, &'r PriorEquation, EntityId, u32),
    Event(EventId, EntityId, u32),
    Milestone(MilestoneId, EntityId, u32),
    /// `all years:` or `any year:` of a claim.
    Years {
        /// Reached where it is settled, and where it is undefined.
        milestones: (MilestoneId, MilestoneId),
        all: bool,
        /// The condition, and perhaps the first and the last of the years.
        operands: &'r [ExprId],
        site: Site,
    },
}

/// Where an expression is lowered: whose it is, and which members its variables stand for.
#[derive(Clone)]
struct Site {
    owner: EntityId,
    element: u32,
    members: Vec<u32>,
    mode: Mode,
    /// Of the intervention whose value this is: there the owner means itself without it.
    layer: u32,
}

/// Lowers a model under a plan.
pub(crate) fn lower(
    resolved: &Resolved,
    types: &[Type],
    plan: &Plan,
) -> Result<Program, Vec<Diagnostic>> {
    let elements = resolved
        .entities
        .iter()
        .map(|entity| resolved.size(&entity.dims))
        .fold(0, u64::saturating_add);
    if elements > ELEMENTS_MAX {
        return Err(vec![too_many_elements(resolved, elements)]);
    }
    if let Some(span) = first_too_long(resolved) {
        return Err(vec![too_many_operations(span)]);
    }
    let mut lowerer = Lowerer::new(resolved, types, plan);
    lowerer.simulate();
    if lowerer.diagnostics.is_empty() {
        lowerer.allocate();
        lowerer.run_tasks();
        lowerer.correlations(plan);
    }
    let program = lowerer.finish(plan);
    if lowerer.diagnostics.is_empty() {
        Ok(program)
    } else {
        Err(lowerer.diagnostics)
    }
}

/// The value of each element of the constants, in base units; none of those that no number alone makes.
pub(crate) fn constants(
    resolved: &Resolved,
    types: &[Type],
    plan: &Plan,
) -> Vec<(EntityId, u32, Option<f64>)> {
    let mut lowerer = Lowerer::new(resolved, types, plan);
    lowerer.simulate();
    let all = resolved.entities.iter().enumerate();
    let all = all.filter(|(_, entity)| matches!(entity.body, Body::Const(_)));
    let elements = all.flat_map(|(at, entity)| {
        let id = EntityId(at as u32);
        (0..resolved.size(&entity.dims) as u32).map(move |element| (id, element))
    });
    let value = |(id, element)| {
        let node = lowerer.touch(id, element);
        (id, element, lowerer.graph.known(node))
    };
    elements.map(value).collect()
}

fn too_many_elements(resolved: &Resolved, elements: u64) -> Diagnostic {
    let mut entities = resolved.entities.iter();
    let largest = entities
        .by_ref()
        .max_by_key(|entity| resolved.size(&entity.dims))
        .expect("elements belong to definitions");
    Diagnostic::error(
        "too-large",
        largest.span,
        format!(
            "found {elements} elements in the model, most of them in `{}`, expected at most {ELEMENTS_MAX}",
            largest.qualified
        ),
    )
    .arg("found", elements.to_string())
    .arg("most", ELEMENTS_MAX.to_string())
    .help("use fewer or smaller dimensions")
}

/// The first reduction, as written, whose terms alone are more than a model may have: refused before they are
/// counted one by one.
fn first_too_long(resolved: &Resolved) -> Option<Span> {
    let mut visits: Vec<u64> = Vec::with_capacity(resolved.exprs.len());
    for expr in &resolved.exprs {
        // Operands stand before what uses them.
        let of = |operand: &ExprId| visits.get(operand.index()).copied().unwrap_or(1);
        let below = expr.node.operands();
        let below = below.iter().map(of);
        let below = match &expr.node {
            // One of them for each member.
            Tree::Labelled { .. } => below.min().unwrap_or(0),
            _ => below.fold(0, u64::saturating_add),
        };
        let times = match &expr.node {
            Tree::Reduce { sizes, .. } => {
                (sizes.iter()).fold(1, |all: u64, size| all.saturating_mul(u64::from(*size)))
            }
            _ => 1,
        };
        let own = below.saturating_mul(times).saturating_add(1);
        if own > WORK_MAX && times > 1 {
            return Some(expr.span);
        }
        visits.push(own);
    }
    None
}

fn too_many_operations(span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-large",
        span,
        format!(
            "found more operations than {NODES_MAX} after indices are unrolled, expected fewer"
        ),
    )
    .arg("most", NODES_MAX.to_string())
    .help("use fewer or smaller dimensions, or name an inner sum with `let`")
}

/// The program under construction.
struct Lowerer<'r> {
    resolved: &'r Resolved,
    types: &'r [Type],
    graph: Graph,
    interventions: HashMap<EntityId, Vec<&'r Intervention>>,
    /// The first slot of each definition.
    bases: Vec<u32>,
    /// What each element is, under the plan's changes.
    roles: Vec<Role<'r>>,
    slots: [Vec<Slot>; 3],
    /// Of elements under interventions, which are few.
    layered: HashMap<Key, Slot>,
    /// Elements that the equation at hand waits for.
    pending: Vec<Key>,
    tasks: VecDeque<Task<'r>>,
    /// Hidden state by the expression that made it and the members it stands for.
    hidden: HashMap<(ExprId, Vec<u32>), NodeId>,
    hidden_counts: HashMap<(EntityId, u32), u32>,
    stock_ids: HashMap<(EntityId, u32), StockId>,
    noise_ids: HashMap<(EntityId, u32), NoiseId>,
    event_ids: HashMap<(EntityId, u32), EventId>,
    milestone_ids: HashMap<(EntityId, u32), MilestoneId>,
    table_ids: HashMap<(EntityId, u32), TableId>,
    /// Parameters in the order their priors allow, with the node of each.
    params: Vec<Param>,
    param_nodes: HashMap<(EntityId, u32), tenfold_ir::ParamId>,
    correlations: Vec<Correlation>,
    stocks: Vec<Stock>,
    delays: Vec<Delay>,
    noises: Vec<Noise>,
    events: Vec<Event>,
    milestones: Vec<Milestone>,
    tables: Vec<Table>,
    time: TimeSpec,
    work: u64,
    reported: HashSet<(&'static str, Span)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'r> Lowerer<'r> {
    fn new(resolved: &'r Resolved, types: &'r [Type], plan: &Plan<'r>) -> Self {
        let mut bases = Vec::with_capacity(resolved.entities.len());
        let mut count = 0;
        for entity in &resolved.entities {
            bases.push(count);
            count += resolved.size(&entity.dims) as u32;
        }
        let mut interventions: HashMap<EntityId, Vec<&Intervention>> = HashMap::default();
        for intervention in &plan.interventions {
            let on = interventions.entry(intervention.entity).or_default();
            on.push(intervention);
        }
        let slots = || vec![Slot::New; count as usize];
        Lowerer {
            resolved,
            types,
            graph: Graph::new(),
            interventions,
            bases,
            roles: Role::all(resolved, plan),
            slots: [slots(), slots(), slots()],
            layered: HashMap::default(),
            pending: Vec::new(),
            tasks: VecDeque::new(),
            hidden: HashMap::default(),
            hidden_counts: HashMap::default(),
            stock_ids: HashMap::default(),
            noise_ids: HashMap::default(),
            event_ids: HashMap::default(),
            milestone_ids: HashMap::default(),
            table_ids: HashMap::default(),
            params: Vec::new(),
            param_nodes: HashMap::default(),
            correlations: Vec::new(),
            stocks: Vec::new(),
            delays: Vec::new(),
            noises: Vec::new(),
            events: Vec::new(),
            milestones: Vec::new(),
            tables: Vec::new(),
            time: LAW,
            work: 0,
            reported: HashSet::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Lists a mistake, once for each place.
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < LISTED_MAX
            && self.reported.insert((diagnostic.code, diagnostic.span))
        {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The node of a value that is wrong, and reported.
    fn wrong(&mut self) -> NodeId {
        self.graph.wrong()
    }

    fn slot(&mut self, key: Key) -> &mut Slot {
        if key.layer > 0 {
            return self.layered.entry(key).or_insert(Slot::New);
        }
        let at = self.bases[key.entity.index()] + key.element;
        &mut self.slots[key.mode as usize][at as usize]
    }

    /// Counts work; false once the model has proved too large.
    fn spend(&mut self, span: Span) -> bool {
        self.work += 1;
        if !self.is_exhausted() {
            return true;
        }
        if !self.diagnostics.iter().any(|have| have.code == "too-large") {
            self.report(too_many_operations(span));
        }
        false
    }

    fn is_exhausted(&self) -> bool {
        self.work > WORK_MAX || self.graph.nodes.len() > NODES_MAX
    }

    /// The node of an element, once it is known; else it is waited for.
    fn demand(&mut self, key: Key) -> Option<NodeId> {
        match *self.slot(key) {
            Slot::Done(node) => Some(node),
            _ => {
                self.pending.push(key);
                None
            }
        }
    }

    /// Repeats an attempt until all it waits for has a node. Each attempt names all it lacks.
    fn settle<T>(&mut self, mut attempt: impl FnMut(&mut Self) -> Option<T>) -> T {
        loop {
            self.pending.clear();
            if let Some(out) = attempt(self) {
                return out;
            }
            let waiting = std::mem::take(&mut self.pending);
            assert!(!waiting.is_empty(), "an attempt failed without a reason");
            for key in waiting {
                self.resolve_element(key);
            }
        }
    }

    /// Lowers an element and all it depends on, depth first, without recursion.
    fn resolve_element(&mut self, key: Key) {
        let mut stack = vec![key];
        while let Some(&top) = stack.last() {
            if matches!(self.slot(top), Slot::Done(_)) {
                stack.pop();
                continue;
            }
            *self.slot(top) = Slot::Open;
            self.pending.clear();
            if let Some(node) = self.element_node(top) {
                *self.slot(top) = Slot::Done(node);
                stack.pop();
                continue;
            }
            let waiting = std::mem::take(&mut self.pending);
            assert!(!waiting.is_empty(), "an element failed without a reason");
            for next in waiting {
                if *self.slot(next) == Slot::Open {
                    self.report_loop(&stack, next);
                    let wrong = self.wrong();
                    *self.slot(next) = Slot::Done(wrong);
                } else if matches!(self.slot(next), Slot::New) {
                    stack.push(next);
                }
            }
        }
    }

    fn report_loop(&mut self, stack: &[Key], back: Key) {
        let start = stack.iter().position(|key| *key == back).unwrap_or(0);
        let open: Vec<Key> = stack[start..].to_vec();
        let mut path: Vec<String> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for key in open {
            if *self.slot(key) == Slot::Open {
                path.push(self.resolved.full_name(key.entity, key.element));
                spans.push(self.resolved.entity(key.entity).span);
            }
        }
        path.push(path[0].clone());
        let shown = if path.len() > 12 {
            let (head, tail) = (path[..6].join(" → "), path[path.len() - 5..].join(" → "));
            format!("{head} → … → {tail}")
        } else {
            path.join(" → ")
        };
        let (code, what, help) = match back.mode {
            Mode::Initial => (
                "initial-loop",
                "initial values that depend on each other",
                "give one of them an initial value of its own",
            ),
            _ => (
                "algebraic-loop",
                "definitions that depend on each other in the same step",
                "break the loop with a `stock`, `delayed` or `previous`",
            ),
        };
        let mut error = Diagnostic::error(
            code,
            spans[0],
            format!("found {what}, {shown}, expected no such loop"),
        )
        .arg("path", shown)
        .help(help);
        for span in spans.iter().skip(1).take(10) {
            error = error.label(*span, "through this");
        }
        self.report(error);
    }

    /// Where an element's own equation is lowered.
    fn site(&self, equation: &Equation, key: Key) -> Site {
        let dims = &self.resolved.entity(key.entity).dims;
        let mut members = self.resolved.members(dims, key.element);
        members.resize(equation.vars.len(), 0);
        Site {
            owner: key.entity,
            element: key.element,
            members,
            mode: key.mode,
            layer: key.layer,
        }
    }
}
