//! Who depends on whom: for `explain`, and as a graph.

use crate::resolved::{
    Body, ChangeBody, EntityId, Equation, ExprId, Node, PriorEquation, Resolved,
};
use std::collections::{BTreeSet, HashMap};
use tenfold_ir::{Provenance, Span};

/// What there is to say of a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct DefinitionInfo {
    /// `module.name`
    pub name: String,
    /// The word that defines it: `stock`, `let`, `event`, …
    pub kind: &'static str,
    /// `Lab, Sector`; empty for a scalar.
    pub indices: String,
    /// As the model writes it; `1` for events and milestones.
    pub unit: String,
    /// What it says of itself.
    pub doc: Option<String>,
    /// Its right-hand side, as the formatter writes it.
    pub equation: String,
    /// What is connected to it instead, for an input.
    pub connected: Option<String>,
    /// Where its number comes from.
    pub provenance: Option<Provenance>,
    /// What it names, sorted.
    pub uses: Vec<String>,
    /// What names it, sorted.
    pub used_by: Vec<String>,
    /// Where it stands.
    pub span: Span,
    /// The module it stands in.
    pub module: String,
}

/// All definitions with their dependencies, in source order.
pub(crate) fn definitions(resolved: &Resolved) -> Vec<DefinitionInfo> {
    let connected: HashMap<EntityId, (&str, BTreeSet<EntityId>)> = resolved
        .connections
        .iter()
        .map(|change| {
            let mut uses = BTreeSet::new();
            if let ChangeBody::Replace(equation) = &change.body {
                collect(resolved, equation.first, equation.root.0 + 1, &mut uses);
            }
            (change.entity, (change.text.as_str(), uses))
        })
        .collect();
    let mut uses: Vec<BTreeSet<EntityId>> = Vec::with_capacity(resolved.entities.len());
    let mut used_by: Vec<BTreeSet<EntityId>> = vec![BTreeSet::new(); resolved.entities.len()];
    for at in 0..resolved.entities.len() {
        let id = EntityId(at as u32);
        let own = match connected.get(&id) {
            Some((_, uses)) => uses.clone(),
            None => body_uses(resolved, &resolved.entity(id).body),
        };
        for used in &own {
            used_by[used.index()].insert(id);
        }
        uses.push(own);
    }
    let names = |ids: &BTreeSet<EntityId>| {
        let mut names: Vec<String> = ids
            .iter()
            .map(|id| resolved.entity(*id).qualified.clone())
            .collect();
        names.sort_unstable();
        names
    };
    let all = resolved.entities.iter().enumerate();
    all.map(|(at, entity)| {
        let dims: Vec<&str> = entity
            .dims
            .iter()
            .map(|dim| &*resolved.dim(*dim).name)
            .collect();
        DefinitionInfo {
            name: entity.qualified.clone(),
            kind: entity.keyword,
            indices: dims.join(", "),
            unit: entity.unit.text.clone(),
            doc: entity.doc.clone(),
            equation: entity.equation.clone(),
            connected: connected
                .get(&EntityId(at as u32))
                .map(|(text, _)| text.to_string()),
            provenance: entity.from.clone(),
            uses: names(&uses[at]),
            used_by: names(&used_by[at]),
            span: entity.item_span,
            module: resolved.modules[entity.module].name.clone(),
        }
    })
    .collect()
}

/// The graph of definitions in the DOT language: an arrow from what is used to its user.
pub fn to_dot(definitions: &[DefinitionInfo]) -> String {
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\\\""));
    let mut out = String::from("digraph model {\n  rankdir=LR;\n");
    for definition in definitions {
        let shape = match definition.kind {
            "stock" => "box",
            "param" | "const" => "plaintext",
            "input" | "data" => "cds",
            "event" | "milestone" => "diamond",
            _ => "ellipse",
        };
        let name = quote(&definition.name);
        out += &format!("  {name} [shape={shape}];\n");
        for used in &definition.uses {
            out += &format!("  {} -> {name};\n", quote(used));
        }
    }
    out + "}\n"
}

fn body_uses(resolved: &Resolved, body: &Body) -> BTreeSet<EntityId> {
    let mut out = BTreeSet::new();
    let mut equation = |equation: &Equation| {
        collect(resolved, equation.first, equation.root.0 + 1, &mut out);
    };
    match body {
        Body::Const(e) | Body::Input(e) | Body::Let(e) | Body::Milestone(e) => equation(e),
        Body::Stock {
            initial,
            inflow,
            outflow,
        } => [initial, inflow, outflow]
            .into_iter()
            .flatten()
            .for_each(equation),
        Body::Lookup { points, .. } => points.iter().for_each(|(x, y)| {
            equation(x);
            equation(y);
        }),
        Body::Param { value, prior } => {
            value.iter().for_each(equation);
            prior_uses(resolved, prior.as_ref(), &mut out);
        }
        Body::Noise(prior) => prior_uses(resolved, Some(prior), &mut out),
        Body::Event { hazard, lasts } => {
            hazard.iter().for_each(equation);
            prior_uses(resolved, lasts.as_ref(), &mut out);
        }
        Body::Data { .. } | Body::Error => {}
    }
    out
}

fn prior_uses(resolved: &Resolved, prior: Option<&PriorEquation>, out: &mut BTreeSet<EntityId>) {
    if let Some(prior) = prior {
        collect(resolved, prior.first, prior.end.0, out);
    }
}

fn collect(resolved: &Resolved, first: ExprId, end: u32, out: &mut BTreeSet<EntityId>) {
    for expr in &resolved.exprs[first.index()..end as usize] {
        match &expr.node {
            Node::Element { entity, .. }
            | Node::Lookup { entity, .. }
            | Node::Event { entity, .. }
            | Node::Milestone { entity, .. } => {
                out.insert(*entity);
            }
            _ => {}
        }
    }
}
