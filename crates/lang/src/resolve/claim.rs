//! Claims: what is said of the whole ensemble, resolved and checked, never lowered.

use super::Resolver;
use super::expr::Cx;
use crate::ast;
use crate::resolved::{Claim, ClaimFunction, ExprId, Node, Want};
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Span};

impl<'a> Resolver<'a> {
    pub(super) fn claim(&mut self, at: usize, claim: &'a ast::ClaimItem, span: Span) {
        let same = |have: &Claim| have.module == at && have.name == claim.name.text;
        if self.out.claims.iter().any(same) {
            self.report(super::duplicate("claim", &claim.name.text, claim.name.span));
        }
        self.changes(at, &claim.given);
        let mut cx = Cx::new(at, &[]);
        cx.claim = true;
        let holds = self.expr(&mut cx, &claim.holds);
        let role = format!("what the claim `{}` holds", claim.name.text);
        self.oblige(holds, Want::Condition, role);
        self.out.claims.push(Claim {
            module: at,
            name: claim.name.text.clone(),
            section: super::doc_text(claim.section.as_ref()),
            said: super::doc_text(claim.said.as_ref()),
            text: crate::format_expr(&claim.holds),
            span,
        });
    }

    /// `P(…)`, `median(…)`, `quantile(…)` inside a claim; `None` if it is another call.
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
        let (what, names): (ClaimFunction, &[&str]) = match function.text.as_str() {
            "P" => (ClaimFunction::Probability, &["condition"]),
            "median" => (ClaimFunction::Median, &["x"]),
            "quantile" => (ClaimFunction::Quantile, &["x", "p"]),
            _ => return None,
        };
        if arguments.len() != names.len() {
            return Some(self.wrong_count(span, &function.text, arguments.len(), names));
        }
        let ids = arguments.iter().map(|a| self.expr(cx, &a.value)).collect();
        Some(self.push(Node::Claim(what, ids), span))
    }

    /// `mean(x)` of a scalar: over the draws.
    pub(super) fn ensemble_mean(&mut self, body: ExprId, span: Span) -> ExprId {
        self.push(Node::Claim(ClaimFunction::Mean, vec![body]), span)
    }

    pub(super) fn years(&mut self, cx: &mut Cx, all: bool, body: &ast::Expr, span: Span) -> ExprId {
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
        let body = self.expr(cx, body);
        let what = if all {
            ClaimFunction::AllYears
        } else {
            ClaimFunction::AnyYear
        };
        self.push(Node::Claim(what, vec![body]), span)
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
