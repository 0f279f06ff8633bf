//! Interventions: another equation from a date on, in layers over what is believed.
//!
//! Layer k of an element is its value under the first k interventions on its definition. Whoever
//! names the element gets the last layer; the k-th intervention's own equation gets layer k − 1.
//! What is known before time (priors, a parameter's value) is always layer 0, so that no
//! intervention moves a belief.

use super::{Key, Lowerer, Mode, Site};
use crate::resolved::{EntityId, ExprId};
use tenfold_ir::{Binary, Diagnostic, NodeId, Unary};

impl Lowerer<'_> {
    /// The last intervention, of the first `most`, that concerns an element; 0 where none does.
    pub(super) fn layer(&self, entity: EntityId, element: u32, mode: Mode, most: u32) -> u32 {
        let Some(interventions) = self.interventions.get(&entity) else {
            return 0;
        };
        if mode == Mode::Static {
            return 0;
        }
        let dims = &self.resolved.entity(entity).dims;
        let members = self.resolved.members(dims, element);
        let concerns = |elements: &[Option<u32>]| {
            let mut pairs = elements.iter().zip(&members);
            pairs.all(|(want, have)| want.is_none_or(|want| want == *have))
        };
        let mut first = interventions.iter().take(most as usize);
        let last = first.rposition(|one| concerns(&one.elements));
        last.map_or(0, |at| at as u32 + 1)
    }

    /// How many interventions on an element are seen from an equation.
    pub(super) fn layers_seen(&self, entity: EntityId, site: &Site) -> u32 {
        match site.layer {
            layer if layer > 0 && site.owner == entity => layer - 1,
            _ => u32::MAX,
        }
    }

    /// A constant changes in time under an intervention, and what is made of it with it.
    pub(super) fn constants_change(&self) -> bool {
        let mut ids = self.interventions.keys();
        ids.any(|id| self.resolved.entity(*id).keyword == "const")
    }

    /// The node of an element under the intervention of its layer; `None` if it waits for others.
    pub(super) fn intervened(&mut self, key: Key) -> Option<NodeId> {
        let intervention = self.interventions[&key.entity][key.layer as usize - 1];
        let span = intervention.span;
        let before = self.element(key.entity, key.element, key.mode, span, key.layer - 1);
        let from = self.date(intervention.from.root, key);
        let to = intervention.to.as_ref().map(|to| self.date(to.root, key));
        let (before, from, to) = (before?, from?, to.map_or(Some(None), |to| to.map(Some))?);
        let to = to.map(|to| self.window_end((from, to), span));
        let mut is_on = self.is_reached(from, key.mode, span);
        if let Some(to) = to {
            let is_over = self.is_reached(to, key.mode, span);
            let lasts = self.graph.unary(Unary::Not, is_over);
            is_on = self.graph.binary(Binary::And, is_on, lasts);
        }
        // Known at the start alone: there its equation may have no value, and needs none.
        if key.mode == Mode::Initial && self.graph.known(is_on) == Some(0.0) {
            return Some(before);
        }
        let value = self.own(&intervention.value, key)?;
        Some(self.graph.select(is_on, value, before))
    }

    /// A date is known before time: it moves with no intervention.
    fn date(&mut self, root: ExprId, key: Key) -> Option<NodeId> {
        let mut site = Site {
            owner: key.entity,
            element: key.element,
            members: Vec::new(),
            mode: Mode::Static,
            layer: key.layer,
        };
        self.expr(root, &mut site)
    }

    /// Chance is drawn from what is known before time: an intervention on that would do nothing.
    pub(super) fn check_chance(&mut self, entity: EntityId, element: u32, site: &Site) {
        let Some(owner) = self.resolved.entities.get(site.owner.index()) else {
            return;
        };
        let is_chance = site.mode == Mode::Static && matches!(owner.keyword, "noise" | "event");
        let at = self.layer(entity, element, Mode::Run, u32::MAX);
        if !is_chance || at == 0 {
            return;
        }
        let span = self.interventions[&entity][at as usize - 1].span;
        let keyword = self.resolved.entity(entity).keyword;
        let name = self.resolved.entity(entity).qualified.clone();
        let help = format!("intervene on what names `{}`", owner.qualified);
        self.report(
            Diagnostic::error(
                "cannot-intervene",
                span,
                format!(
                    "found the {keyword} `{name}`, from which the chance of `{}` is drawn before time, expected a definition whose equation can change at a date",
                    owner.qualified
                ),
            )
            .arg("keyword", keyword)
            .arg("name", name)
            .help(help),
        );
    }
}
