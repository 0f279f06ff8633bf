//! Claims: what is said of the whole ensemble, resolved, and which of its forms may stand where.

use super::Resolver;
use super::builtin::argument_error;
use super::context::Cx;
use crate::ast;
use crate::resolved::{Claim, ClaimFunction, Equation, ExprId, Function, Node, Outcome, Want};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Span};

/// The clauses of claims that are conditions.
#[derive(Clone, Copy)]
enum Clause {
    Holds,
    Tension,
}

/// What a node of a claim stands in.
#[derive(Clone, Copy, Default)]
struct Inside<'t> {
    /// The forms around it, the outermost first, as far as they matter.
    statistic: Option<&'t ClaimFunction>,
    years: Option<&'t ClaimFunction>,
    at: Option<&'t ClaimFunction>,
    on: Option<&'t ClaimFunction>,
    /// Something that is worked out within one trajectory.
    within: Option<&'static str>,
}

impl<'a> Resolver<'a> {
    pub(super) fn claim(&mut self, at: usize, claim: &'a ast::ClaimItem, span: Span) {
        let same = |have: &Claim| have.module == at && have.name == claim.name.text;
        if self.out.claims.iter().any(same) {
            self.report(super::duplicate("claim", &claim.name.text, claim.name.span));
        }
        let given = self.changes(at, &claim.given);
        let name = &claim.name.text;
        let holds = self.claimed(at, &claim.holds, name, Clause::Holds);
        let tension = (claim.tension.as_ref())
            .map(|tension| self.claimed(at, tension, name, Clause::Tension));
        self.out.claims.push(Claim {
            module: at,
            name: name.clone(),
            section: super::doc_text(claim.section.as_ref()),
            said: super::doc_text(claim.said.as_ref()),
            given,
            holds,
            tension,
            outcome: claim.outcome.as_ref().map(|outcome| Outcome {
                words: outcome.words.text.clone(),
                from: super::provenance(Some(&outcome.from)).expect("it has one"),
            }),
            text: crate::format_expr(&claim.holds),
            tension_text: claim.tension.as_ref().map(crate::format_expr),
            span,
        });
    }

    /// A condition on the ensemble.
    fn claimed(&mut self, at: usize, e: &ast::Expr, name: &str, clause: Clause) -> Equation {
        let mut cx = Cx::new(at, &[]);
        cx.claim = true;
        let first = self.next_expr();
        let root = self.expr(&mut cx, e);
        let role = match clause {
            Clause::Holds => format!("what the claim `{name}` holds"),
            Clause::Tension => format!("the tension of the claim `{name}`"),
        };
        self.oblige(root, Want::Condition, role);
        for wrong in self.misplaced(root, Inside::default()) {
            self.report(wrong);
        }
        Equation {
            first,
            root,
            vars: cx.dims.into(),
        }
    }

    /// `P(…)`, `median(…)`, `quantile(…)` and the like inside a claim; `None` if it is another call.
    pub(super) fn claim_call(
        &mut self,
        cx: &mut Cx,
        function: &ast::Name,
        arguments: &[ast::Argument],
        span: Span,
    ) -> Option<ExprId> {
        if !cx.claim {
            return None;
        }
        let name = function.text.as_str();
        let (what, names): (ClaimFunction, &[&str]) = match name {
            "P" => (ClaimFunction::Probability, &["condition"]),
            "median" => (ClaimFunction::Median, &["x"]),
            "quantile" => (ClaimFunction::Quantile, &["x", "p"]),
            "correlation" => (ClaimFunction::Correlation, &["x", "y"]),
            "influence_rank" => (ClaimFunction::InfluenceRank, &["x", "of"]),
            _ => return None,
        };
        let Some(ordered) = self.ordered(name, names, arguments, span) else {
            return Some(self.push(Node::Error, span));
        };
        let ids: Vec<ExprId> = ordered.into_iter().map(|e| self.expr(cx, e)).collect();
        if what == ClaimFunction::InfluenceRank {
            self.expect_param(ids[1]);
        }
        Some(self.push(Node::Claim(what, ids), span))
    }

    fn expect_param(&mut self, id: ExprId) {
        let expr = self.out.expr(id);
        let span = expr.span;
        let found = match &expr.node {
            Node::Error => return,
            Node::Element { entity, .. } => {
                let entity = self.out.entity(*entity);
                if entity.keyword == "param" {
                    return;
                }
                format!("the {} `{}`", entity.keyword, entity.qualified)
            }
            _ => "an expression".to_string(),
        };
        self.report(argument_error(
            span,
            "influence_rank",
            &found,
            "`of:` and the name of a param",
        ));
    }

    /// `mean(x)` of a scalar: over the draws.
    pub(super) fn ensemble_mean(&mut self, body: ExprId, span: Span) -> ExprId {
        self.push(Node::Claim(ClaimFunction::Mean, vec![body]), span)
    }

    /// `all years: …`, `any year 2026 to 2030: …`
    pub(super) fn years(
        &mut self,
        cx: &mut Cx,
        (all, between): (bool, Option<&(ast::Expr, ast::Expr)>),
        body: &ast::Expr,
        span: Span,
    ) -> ExprId {
        if !cx.claim {
            let word = if all { "all" } else { "any" };
            self.report(
                Diagnostic::error(
                    "only-in-claims",
                    span,
                    format!("found `{word} year…:` in an equation, expected it in a `claim`"),
                )
                .arg("word", word)
                .help("define a `milestone` for something that comes to hold"),
            );
            return self.push(Node::Error, span);
        }
        let mut operands = vec![self.expr(cx, body)];
        if let Some((low, high)) = between {
            operands.push(self.expr(cx, low));
            operands.push(self.expr(cx, high));
        }
        let what = if all {
            ClaimFunction::AllYears
        } else {
            ClaimFunction::AnyYear
        };
        self.push(Node::Claim(what, operands), span)
    }

    /// `at time: body`; the parser reads it in claims alone.
    pub(super) fn at_time(
        &mut self,
        cx: &mut Cx,
        time: &ast::Expr,
        body: &ast::Expr,
        span: Span,
    ) -> ExprId {
        let operands = vec![self.expr(cx, body), self.expr(cx, time)];
        self.push(Node::Claim(ClaimFunction::At, operands), span)
    }

    /// `on scenario: body`; the parser reads it in claims alone.
    pub(super) fn on_scenario(
        &mut self,
        cx: &mut Cx,
        scenario: &ast::Path,
        body: &ast::Expr,
        span: Span,
    ) -> ExprId {
        let found = self.find_scenario_path(cx.module, scenario);
        let body = self.expr(cx, body);
        let node = match found {
            Some(at) => Node::Claim(ClaimFunction::On(at), vec![body]),
            None => Node::Error,
        };
        self.push(node, span)
    }

    /// Reports each form of a claim that stands where it means nothing.
    fn misplaced(&self, root: ExprId, inside: Inside) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        self.walk(root, inside, &mut out);
        out
    }

    fn walk(&self, id: ExprId, inside: Inside, out: &mut Vec<Diagnostic>) {
        let expr = self.out.expr(id);
        let below = |within: &'static str| Inside {
            within: inside.within.or(Some(within)),
            ..inside
        };
        match &expr.node {
            Node::Claim(function, operands) => {
                self.form(function, operands, expr.span, inside, out)
            }
            Node::Unary(_, a) => self.walk(*a, inside, out),
            Node::Binary(_, a, b) => {
                self.walk(*a, inside, out);
                self.walk(*b, inside, out);
            }
            Node::If(a, b, c) => {
                for part in [a, b, c] {
                    self.walk(*part, inside, out);
                }
            }
            Node::Call(function, arguments) => {
                let inside = match function {
                    Function::Unary(_)
                    | Function::Pow
                    | Function::Min
                    | Function::Max
                    | Function::Clip => inside,
                    _ => below("a function of time"),
                };
                for argument in arguments {
                    self.walk(*argument, inside, out);
                }
            }
            Node::Lookup { argument, .. } => self.walk(*argument, below("a table function"), out),
            Node::Reduce { body, .. } => self.walk(*body, below("a sum or the like"), out),
            Node::Labelled { entries, .. } => {
                for entry in entries {
                    self.walk(*entry, inside, out);
                }
            }
            Node::Element { entity, .. } if inside.statistic.is_none() => {
                let entity = self.out.entity(*entity);
                if entity.keyword != "const" {
                    let found = format!("the {} `{}`", entity.keyword, entity.qualified);
                    out.push(needs_statistic(expr.span, &found));
                }
            }
            Node::Milestone { entity, .. } | Node::Event { entity, .. }
                if inside.statistic.is_none() =>
            {
                let entity = self.out.entity(*entity);
                let found = format!("the {} `{}`", entity.keyword, entity.qualified);
                out.push(needs_statistic(expr.span, &found));
            }
            Node::Time if inside.statistic.is_none() => {
                out.push(needs_statistic(expr.span, "`time`"));
            }
            _ => {}
        }
    }

    /// A form of claims, and what stands in it.
    fn form(
        &self,
        function: &ClaimFunction,
        operands: &[ExprId],
        span: Span,
        inside: Inside,
        out: &mut Vec<Diagnostic>,
    ) {
        let found = function.shown();
        if let Some(outer) = forbidden(function, inside) {
            out.push(bad_nesting(span, found, &outer));
            return;
        }
        let (before, is_bare) = (out.len(), inside.statistic.is_none());
        let mut inner = inside;
        if is_bare && !function.is_statistic() {
            // What is wrong inside is said first.
            inner.statistic = Some(&ClaimFunction::Probability);
        }
        match function {
            ClaimFunction::AllYears | ClaimFunction::AnyYear => inner.years = Some(function),
            ClaimFunction::At => inner.at = Some(function),
            ClaimFunction::On(_) => inner.on = Some(function),
            _ => inner.statistic = Some(function),
        }
        // What comes after the body is known beforehand, but for the other of two correlated.
        let alike = match function {
            ClaimFunction::Correlation => operands.len(),
            _ => 1,
        };
        for operand in &operands[..alike] {
            self.walk(*operand, inner, out);
        }
        if *function != ClaimFunction::InfluenceRank {
            for operand in &operands[alike..] {
                self.walk(*operand, Inside::default(), out);
            }
        }
        if is_bare && !function.is_statistic() && out.len() == before {
            out.push(needs_statistic(span, found));
        }
    }

    /// The scenario a path names: the module's own, or that of a module it uses.
    fn find_scenario_path(&mut self, at: usize, path: &ast::Path) -> Option<usize> {
        let name = &path.name;
        if let Some(module) = &path.module {
            let used = self.find_module(at, module)?;
            return self.find_scenario(used, name);
        }
        if self.scenarios.contains_key(&(at, name.text.clone())) {
            return self.find_scenario(at, name);
        }
        let used = self.scopes[at].modules.values().copied();
        let mut found: Vec<usize> = used
            .filter_map(|used| self.scenarios.get(&(used, name.text.clone())).copied())
            .collect();
        found.sort_unstable();
        match found[..] {
            [one] => Some(one),
            [] => self.find_scenario(at, name),
            _ => {
                let modules = found.iter().map(|one| {
                    let module = self.out.scenarios[*one].module;
                    format!("`{}.{}`", self.out.modules[module].name, name.text)
                });
                let help = format!("write one of {}", modules.collect::<Vec<_>>().join(", "));
                self.report(super::unknown("unknown-scenario", "scenario", name, []).help(help));
                None
            }
        }
    }

    /// Scenario names of a module, by name.
    pub(super) fn scenario_names(&self, at: usize) -> HashMap<&str, usize> {
        let own = self
            .scenarios
            .iter()
            .filter(|((module, _), _)| *module == at);
        own.map(|((_, name), position)| (name.as_str(), *position))
            .collect()
    }
}

/// What around a form makes it mean nothing, if something does.
fn forbidden(function: &ClaimFunction, inside: Inside) -> Option<String> {
    let around = match function {
        ClaimFunction::AllYears | ClaimFunction::AnyYear => inside.years.or(inside.at),
        ClaimFunction::At => inside.at.or(inside.years),
        ClaimFunction::On(_) => inside.on.or(inside.years),
        _ => (inside.years.or(inside.at).or(inside.on)).or(inside.statistic),
    };
    if let Some(around) = around {
        return Some(around.shown().to_string());
    }
    match function {
        ClaimFunction::AllYears | ClaimFunction::AnyYear => None,
        _ => inside.within.map(str::to_string),
    }
}

fn bad_nesting(span: Span, found: &str, inside: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-nesting",
        span,
        format!("found {found} inside {inside}, expected it outside"),
    )
    .arg("found", found)
    .arg("inside", inside)
    .help("from the outside in: `P(…)` and the like, then `on SCENARIO:`, then `at TIME:` or `all years:`")
}

/// Something that differs from draw to draw, said of no statistic.
fn needs_statistic(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(
        "needs-statistic",
        span,
        format!("found {found}, which differs from draw to draw, expected it inside a statistic"),
    )
    .arg("found", found)
    .help("write `P(…)`, `median(…)`, `mean(…)` or `quantile(…, p)` around it")
}
