//! What each element is, under the changes of a scenario or test.

use super::plan::Plan;
use crate::resolved::{
    Body, Change, ChangeBody, Entity, EntityId, Equation, PriorEquation, Resolved,
};
use rustc_hash::FxHashMap as HashMap;

/// What an element is, once the changes are made.
#[derive(Clone, Copy)]
pub(super) enum Role<'r> {
    /// A number known before time.
    Constant(&'r Equation),
    Param {
        value: Option<&'r Equation>,
        prior: Option<&'r PriorEquation>,
    },
    Equation(&'r Equation),
    Stock,
    Data,
    Noise(&'r PriorEquation),
    /// An event, a milestone or a table, which have no value of their own; or a mistake.
    None,
}

impl<'r> Role<'r> {
    /// The roles of all elements of all definitions, in their order.
    pub(super) fn all(resolved: &'r Resolved, plan: &Plan<'r>) -> Vec<Role<'r>> {
        let mut changes: HashMap<EntityId, Vec<&Change>> = HashMap::default();
        let connections = resolved.connections.iter();
        for change in connections.chain(plan.changes.iter().copied()) {
            changes.entry(change.entity).or_default().push(change);
        }
        let mut roles = Vec::new();
        for (at, entity) in resolved.entities.iter().enumerate() {
            let own = changes.get(&EntityId(at as u32));
            let elements = 0..resolved.size(&entity.dims) as u32;
            match own {
                None => roles.extend(elements.map(|_| Role::of(entity, None))),
                Some(own) => roles.extend(elements.map(|element| {
                    let members = resolved.members(&entity.dims, element);
                    // The last change that fits an element holds.
                    let fits = |change: &&&Change| {
                        let mut pairs = change.elements.iter().zip(&members);
                        pairs.all(|(want, have)| want.is_none_or(|want| want == *have))
                    };
                    Role::of(entity, own.iter().rev().find(fits).copied())
                })),
            }
        }
        roles
    }

    fn of(entity: &'r Entity, change: Option<&'r Change>) -> Role<'r> {
        let is_param = matches!(entity.body, Body::Param { .. });
        match change.map(|change| &change.body) {
            Some(ChangeBody::Value(value)) if is_param => {
                return Role::Param {
                    value: Some(value),
                    prior: None,
                };
            }
            Some(ChangeBody::Value(value)) if entity.keyword == "const" => {
                return Role::Constant(value);
            }
            Some(ChangeBody::Value(value) | ChangeBody::Replace(value)) => {
                return Role::Equation(value);
            }
            Some(ChangeBody::Prior(prior)) if is_param => {
                return Role::Param {
                    value: None,
                    prior: Some(prior),
                };
            }
            Some(ChangeBody::Prior(prior)) => return Role::Noise(prior),
            None => {}
        }
        match &entity.body {
            Body::Const(value) => Role::Constant(value),
            Body::Param { value, prior } => Role::Param {
                value: value.as_ref(),
                prior: prior.as_ref(),
            },
            Body::Input(value) | Body::Let(value) => Role::Equation(value),
            Body::Stock { .. } => Role::Stock,
            Body::Data { .. } => Role::Data,
            Body::Noise(prior) => Role::Noise(prior),
            Body::Lookup { .. } | Body::Event { .. } | Body::Milestone(_) | Body::Error => {
                Role::None
            }
        }
    }
}
