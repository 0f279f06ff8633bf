//! The ledger: each claim taken apart into what is asked of each draw, in which world, and what is
//! said of all draws.
//!
//! A world is the model under a scenario and a claim's settings; each is lowered once, with all
//! that any claim asks there.

use crate::ast::{BinaryOp, UnaryOp};
use crate::check::{Kind, Type};
use crate::lower::{self, ColumnExpr, Plan, ReadAt, plan};
use crate::resolved::{Claim, ClaimFunction, Equation, ExprId, Function, Node, Resolved, Selector};
use std::collections::HashMap;
use tenfold_ir::{
    Belief, Binary, ColumnRef, Diagnostic, Ledger, Measure, MilestoneView, PerDraw, Program,
    Statistic, Term, Unary, Unit,
};

/// A world by the scenario and the claim whose settings it has.
type WorldKey = (Option<usize>, Option<usize>);

/// What stands for a statistic until the worlds are lowered.
#[derive(Clone)]
enum Draft {
    /// A number that is known beforehand.
    Known(ColumnRef),
    Statistic(Statistic),
    /// A quantile, whose share is a known number.
    Quantile(PerDraw, ColumnRef),
}

/// A claim before its worlds are lowered.
struct Drafted<'r> {
    claim: &'r Claim,
    world: usize,
    value: Term<Draft>,
    measure: Measure,
    holds: Term<Draft>,
    tension: Option<Term<Draft>>,
}

/// The ledger of a model whose runs are planned so, where claims name nothing else.
pub(crate) fn ledger<'r>(
    resolved: &'r Resolved,
    types: &'r [Type],
    base: &dyn Fn() -> Plan<'r>,
) -> Result<Ledger, Vec<Diagnostic>> {
    let mut split = Splitter::new(resolved, types);
    let drafts = split.claims();
    let mut beliefs: Vec<Option<usize>> = Vec::new();
    let belief_of = split.keys.iter().map(|(scenario, _)| {
        let assuming = scenario.filter(|_| !plan(resolved, *scenario).changes.is_empty());
        let have = beliefs.iter().position(|key| *key == assuming);
        have.unwrap_or_else(|| {
            beliefs.push(assuming);
            beliefs.len() - 1
        })
    });
    let belief_of = belief_of.collect();
    let mut plans = split.plans(base);
    plans.extend(beliefs.iter().map(|scenario| Plan {
        interventions: Vec::new(),
        ..world_plan(resolved, base, (*scenario, None))
    }));
    let mut worlds = lower_all(resolved, types, &plans)?;
    let programs = worlds.split_off(split.keys.len());
    let claims = finish(resolved, drafts, &mut worlds)?;
    let name = |at: usize| resolved.scenarios[at].name.clone();
    let beliefs = beliefs.into_iter().zip(programs);
    Ok(Ledger {
        worlds,
        belief_of,
        beliefs: beliefs
            .map(|(scenario, program)| Belief {
                scenario: scenario.map(name),
                program,
            })
            .collect(),
        claims,
    })
}

/// What is wrong in some world: under each scenario, and in all that claims ask.
pub(crate) fn check<'r>(
    resolved: &'r Resolved,
    types: &'r [Type],
    base: &dyn Fn() -> Plan<'r>,
) -> Vec<Diagnostic> {
    let mut split = Splitter::new(resolved, types);
    let drafts = split.claims();
    for at in 0..resolved.scenarios.len() {
        split.world((Some(at), None));
    }
    let worlds = lower_all(resolved, types, &split.plans(base));
    let finished = worlds.and_then(|mut worlds| finish(resolved, drafts, &mut worlds));
    finished.err().unwrap_or_default()
}

/// A world as it is lowered.
fn world_plan<'r>(
    resolved: &'r Resolved,
    base: &dyn Fn() -> Plan<'r>,
    (scenario, given): WorldKey,
) -> Plan<'r> {
    let scenario = plan(resolved, scenario);
    let mut world = base();
    world.changes.extend(scenario.changes);
    world.interventions.extend(scenario.interventions);
    if let Some(at) = given {
        world.changes.extend(&resolved.claims[at].given);
    }
    world
}

/// Lowers worlds, or says what is wrong with any.
fn lower_all(
    resolved: &Resolved,
    types: &[Type],
    plans: &[Plan],
) -> Result<Vec<Program>, Vec<Diagnostic>> {
    let mut programs = Vec::new();
    let mut diagnostics = Vec::new();
    for plan in plans {
        match lower::lower(resolved, types, plan) {
            Ok(program) => programs.push(program),
            Err(found) => diagnostics.extend(found),
        }
    }
    listed(programs, diagnostics)
}

/// The claims, once their worlds are lowered.
fn finish(
    resolved: &Resolved,
    drafts: Vec<Drafted>,
    worlds: &mut [Program],
) -> Result<Vec<tenfold_ir::Claim>, Vec<Diagnostic>> {
    let places: Vec<Vec<usize>> = worlds.iter_mut().map(merged).collect();
    let mut claims = Vec::new();
    let mut diagnostics = Vec::new();
    for draft in drafts {
        match draft.finish(resolved, worlds, &places) {
            Ok(claim) => claims.push(claim),
            Err(found) => diagnostics.push(*found),
        }
    }
    listed(claims, diagnostics)
}

/// What was made if nothing was wrong, else each mistake once.
fn listed<T>(made: Vec<T>, mut wrong: Vec<Diagnostic>) -> Result<Vec<T>, Vec<Diagnostic>> {
    if wrong.is_empty() {
        return Ok(made);
    }
    wrong.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    wrong.dedup_by(|a, b| a.code == b.code && a.span == b.span);
    Err(wrong)
}

struct Splitter<'r> {
    resolved: &'r Resolved,
    types: &'r [Type],
    worlds: HashMap<WorldKey, usize>,
    keys: Vec<WorldKey>,
    columns: Vec<Vec<ColumnExpr>>,
    /// Variables of the claim at hand.
    vars: usize,
}

/// Where a number of one draw is read.
#[derive(Clone, Copy)]
struct Place {
    world: usize,
    given: Option<usize>,
    at: Option<ExprId>,
}

impl<'r> Splitter<'r> {
    /// With the world that has neither scenario nor settings.
    fn new(resolved: &'r Resolved, types: &'r [Type]) -> Self {
        let mut split = Splitter {
            resolved,
            types,
            worlds: HashMap::new(),
            keys: Vec::new(),
            columns: Vec::new(),
            vars: 0,
        };
        split.world((None, None));
        split
    }

    fn claims(&mut self) -> Vec<Drafted<'r>> {
        let claims = self.resolved.claims.iter().enumerate();
        claims.map(|(at, claim)| self.claim(at, claim)).collect()
    }

    /// How each world is lowered, with all that is asked of it.
    fn plans(&self, base: &dyn Fn() -> Plan<'r>) -> Vec<Plan<'_>> {
        let worlds = self.keys.iter().zip(&self.columns);
        worlds
            .map(|(key, columns)| Plan {
                columns,
                ..world_plan(self.resolved, base, *key)
            })
            .collect()
    }

    fn world(&mut self, key: WorldKey) -> usize {
        if let Some(known) = self.worlds.get(&key) {
            return *known;
        }
        let at = self.keys.len();
        self.worlds.insert(key, at);
        self.keys.push(key);
        self.columns.push(Vec::new());
        at
    }

    fn ask(&mut self, world: usize, root: ExprId, when: ReadAt) -> ColumnRef {
        let wanted = ColumnExpr {
            root,
            vars: self.vars,
            when,
        };
        let have = self.columns[world].iter().position(|have| *have == wanted);
        let column = have.unwrap_or_else(|| {
            self.columns[world].push(wanted);
            self.columns[world].len() - 1
        });
        ColumnRef { world, column }
    }

    fn claim(&mut self, at: usize, claim: &'r Claim) -> Drafted<'r> {
        let given = (!claim.given.is_empty()).then_some(at);
        let world = self.world((None, given));
        let place = Place {
            world,
            given,
            at: None,
        };
        let holds = self.condition(&claim.holds, place);
        let compared = self.compared(claim.holds.root);
        Drafted {
            claim,
            world,
            value: self.ensemble(compared, place),
            measure: self.measure(compared),
            holds,
            tension: (claim.tension.as_ref()).map(|tension| self.condition(tension, place)),
        }
    }

    fn condition(&mut self, equation: &Equation, place: Place) -> Term<Draft> {
        self.vars = equation.vars.len();
        self.ensemble(equation.root, place)
    }

    /// The side of the first comparison that speaks of the draws; the left where both do.
    fn compared(&self, root: ExprId) -> ExprId {
        self.first_comparison(root).unwrap_or(root)
    }

    fn first_comparison(&self, id: ExprId) -> Option<ExprId> {
        let node = &self.resolved.expr(id).node;
        if let Node::Binary(op, left, right) = node
            && is_comparison(*op)
        {
            let is_known = !self.has(*left, ClaimFunction::is_statistic);
            let is_said = self.has(*right, ClaimFunction::is_statistic);
            return Some(if is_known && is_said { *right } else { *left });
        }
        node.operands()
            .into_iter()
            .find_map(|child| self.first_comparison(child))
    }

    /// Whether such a form of claims is somewhere in an expression.
    fn has(&self, id: ExprId, form: fn(ClaimFunction) -> bool) -> bool {
        let node = &self.resolved.expr(id).node;
        matches!(node, Node::Claim(function, _) if form(*function))
            || node
                .operands()
                .into_iter()
                .any(|child| self.has(child, form))
    }

    /// A number or condition of all draws.
    fn ensemble(&mut self, id: ExprId, place: Place) -> Term<Draft> {
        let resolved = self.resolved;
        match &resolved.expr(id).node {
            Node::Claim(function, operands) => {
                Term::Leaf(self.statistic(*function, operands, place))
            }
            Node::Number { value, .. } | Node::Date(value) => Term::Const(*value),
            _ if !self.has(id, ClaimFunction::is_statistic) => {
                Term::Leaf(Draft::Known(self.ask(place.world, id, ReadAt::Known)))
            }
            node => self.joined(node, &mut |this, child| this.ensemble(child, place)),
        }
    }

    fn statistic(&mut self, function: ClaimFunction, operands: &[ExprId], place: Place) -> Draft {
        let of = self.per_draw(operands[0], place);
        match function {
            ClaimFunction::Probability => Draft::Statistic(Statistic::Probability(of)),
            ClaimFunction::Mean => Draft::Statistic(Statistic::Mean(of)),
            ClaimFunction::Median => Draft::Statistic(Statistic::Quantile(of, 0.5)),
            ClaimFunction::Quantile => {
                Draft::Quantile(of, self.ask(place.world, operands[1], ReadAt::Known))
            }
            ClaimFunction::Correlation => {
                let other = self.per_draw(operands[1], place);
                Draft::Statistic(Statistic::Correlation(of, other))
            }
            ClaimFunction::InfluenceRank => Draft::Statistic(Statistic::InfluenceRank {
                of,
                param: self.param(operands[1]),
            }),
            _ => unreachable!("resolving left no {function:?} outside of a statistic"),
        }
    }

    /// The full name of a parameter.
    fn param(&self, id: ExprId) -> String {
        let Node::Element { entity, at } = &self.resolved.expr(id).node else {
            unreachable!("resolving expected a parameter");
        };
        let members = at.iter().map(|selector| match selector {
            Selector::Label(at) => *at,
            Selector::Var(_) => unreachable!("a claim has no indices"),
        });
        let dims = &self.resolved.entity(*entity).dims;
        let element = self.resolved.element(dims, members);
        self.resolved.full_name(*entity, element)
    }

    /// A number or condition of one draw.
    fn per_draw(&mut self, id: ExprId, place: Place) -> PerDraw {
        let resolved = self.resolved;
        let moves = |function| matches!(function, ClaimFunction::At | ClaimFunction::On(_));
        match &resolved.expr(id).node {
            Node::Claim(ClaimFunction::At, operands) => {
                let at = Some(operands[1]);
                self.per_draw(operands[0], Place { at, ..place })
            }
            Node::Claim(ClaimFunction::On(scenario), operands) => {
                let world = self.world((Some(*scenario), place.given));
                self.per_draw(operands[0], Place { world, ..place })
            }
            _ if !(self.has(id, moves) || place.at.is_some() && self.is_mixed(id)) => {
                let when = place.at.map_or(ReadAt::End, ReadAt::At);
                Term::Leaf(self.ask(place.world, id, when))
            }
            node => self.joined(node, &mut |this, child| this.per_draw(child, place)),
        }
    }

    /// Whether an operation joins what a milestone says with something else: each has its own time at which
    /// it can be known.
    fn is_mixed(&self, id: ExprId) -> bool {
        let node = &self.resolved.expr(id).node;
        let is_open = matches!(node, Node::Unary(..) | Node::Binary(..) | Node::If(..));
        is_open
            && node.operands().into_iter().any(|child| {
                matches!(self.resolved.expr(child).node, Node::Milestone { .. })
                    || self.is_mixed(child)
            })
    }

    /// An operation on parts that are each taken apart.
    fn joined<L>(
        &mut self,
        node: &Node,
        part: &mut impl FnMut(&mut Self, ExprId) -> Term<L>,
    ) -> Term<L> {
        match node {
            Node::Unary(op, a) => {
                let op = match op {
                    UnaryOp::Neg => Unary::Neg,
                    UnaryOp::Not => Unary::Not,
                };
                Term::Unary(op, Box::new(part(self, *a)))
            }
            Node::Binary(op, a, b) => {
                let (a, b) = (part(self, *a), part(self, *b));
                Term::Binary(lower::binary_op(*op), Box::new(a), Box::new(b))
            }
            Node::If(a, b, c) => {
                let [a, b, c] = [a, b, c].map(|id| Box::new(part(self, *id)));
                Term::Select(a, b, c)
            }
            Node::Call(function, arguments) => {
                let mut parts = arguments.iter().map(|id| part(self, *id));
                let first = parts.next().expect("a function has an argument");
                let join = |op, a, b| Term::Binary(op, Box::new(a), Box::new(b));
                match function {
                    Function::Unary(op) => Term::Unary(*op, Box::new(first)),
                    Function::Pow => parts.fold(first, |a, b| join(Binary::Pow, a, b)),
                    Function::Min => parts.fold(first, |a, b| join(Binary::Min, a, b)),
                    Function::Max => parts.fold(first, |a, b| join(Binary::Max, a, b)),
                    Function::Clip => {
                        let bounds = (parts.next(), parts.next());
                        let (Some(low), Some(high)) = bounds else {
                            unreachable!("resolving counted the arguments of `clip`");
                        };
                        join(Binary::Max, join(Binary::Min, first, high), low)
                    }
                    _ => unreachable!("resolving left nothing to take apart in {function:?}"),
                }
            }
            _ => unreachable!("resolving left nothing to take apart in {node:?}"),
        }
    }

    /// How an expression is best shown.
    fn measure(&self, id: ExprId) -> Measure {
        let type_of = &self.types[id.index()];
        let resolved = self.resolved;
        let base = || match &type_of.kind {
            Kind::Number(dimension) => Measure::Number(Unit {
                text: dimension.to_string(),
                factor: 1.0,
                dimension: dimension.clone(),
            }),
            Kind::Condition | Kind::Unknown => Measure::Number(Unit::pure()),
        };
        let fits = |measure: Measure| match (&measure, &type_of.kind) {
            (Measure::Number(unit), Kind::Number(dimension)) if unit.dimension == *dimension => {
                Some(measure)
            }
            _ => None,
        };
        match &resolved.expr(id).node {
            _ if type_of.is_point() => Measure::Date,
            Node::Claim(ClaimFunction::Probability, _) => Measure::Probability,
            Node::Claim(_, operands) | Node::Call(_, operands) => {
                fits(self.measure(operands[0])).unwrap_or_else(base)
            }
            Node::Milestone { view, .. } if *view == MilestoneView::Date => Measure::Date,
            Node::Element { entity, .. } => Measure::Number(resolved.entity(*entity).unit.clone()),
            Node::Unary(_, a) | Node::Reduce { body: a, .. } => {
                fits(self.measure(*a)).unwrap_or_else(base)
            }
            Node::Binary(BinaryOp::Add | BinaryOp::Sub, a, b) => fits(self.measure(*a))
                .or_else(|| fits(self.measure(*b)))
                .unwrap_or_else(base),
            Node::If(_, a, _) => fits(self.measure(*a)).unwrap_or_else(base),
            _ => base(),
        }
    }
}

impl Drafted<'_> {
    /// The claim, with the numbers that lowering made known.
    fn finish(
        self,
        resolved: &Resolved,
        worlds: &[Program],
        places: &[Vec<usize>],
    ) -> Result<tenfold_ir::Claim, Box<Diagnostic>> {
        let moved = |at: ColumnRef| ColumnRef {
            column: places[at.world][at.column],
            ..at
        };
        let known = |at: ColumnRef| {
            let program = &worlds[at.world];
            match program.nodes[program.columns[moved(at).column].node.index()] {
                tenfold_ir::Node::Const(value) => value,
                node => unreachable!("{node:?} was known"),
            }
        };
        let mut wrong = None;
        let mut leaf = |draft: &Draft| match draft {
            Draft::Known(at) => Term::Const(known(*at)),
            Draft::Statistic(statistic) => Term::Leaf(statistic.moved(&moved)),
            Draft::Quantile(of, p) => {
                let p = known(*p);
                if !(p > 0.0 && p < 1.0) {
                    wrong = Some(p);
                }
                Term::Leaf(Statistic::Quantile(of.clone(), p).moved(&moved))
            }
        };
        let claim = self.claim;
        let (value, holds) = (self.value.map(&mut leaf), self.holds.map(&mut leaf));
        let tension = self.tension.as_ref().map(|tension| tension.map(&mut leaf));
        if let Some(p) = wrong {
            let found = format!("the probability {p}");
            let expected = "one between 0 and 1";
            return Err(Box::new(crate::resolve::argument_error(
                resolved.expr(claim.holds.root).span,
                "quantile",
                &found,
                expected,
            )));
        }
        Ok(tenfold_ir::Claim {
            module: resolved.modules[claim.module].name.clone(),
            name: claim.name.clone(),
            section: claim.section.clone(),
            said: claim.said.clone(),
            text: claim.text.clone(),
            outcome: (claim.outcome.as_ref())
                .map(|outcome| (outcome.words.clone(), outcome.from.clone())),
            world: self.world,
            value,
            measure: self.measure,
            holds,
            tension,
            span: claim.span,
        })
    }
}

/// Leaves each column once, however often it was asked for; gives where each is now.
fn merged(program: &mut Program) -> Vec<usize> {
    let mut kept = Vec::new();
    let places = program.columns.iter().map(|column| {
        let have = kept.iter().position(|have| have == column);
        have.unwrap_or_else(|| {
            kept.push(*column);
            kept.len() - 1
        })
    });
    let places = places.collect();
    program.columns = kept;
    places
}

fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Lt | Le | Gt | Ge | Eq | Ne)
}
