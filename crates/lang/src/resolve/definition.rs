//! Definitions: heads first, then bodies.

use super::context::Cx;
use super::prior::Variate;
use super::{Resolver, doc_text, no_vars, provenance};
use crate::ast::{self, ItemKind};
use crate::resolved::{Body, DimId, EntityId, Equation, Node, Prior, PriorEquation, Shape, Want};
use crate::units::year;
use tenfold_ir::{Diagnostic, Dimension, Interpolation, Unit};

/// The unit of rates per year.
fn per_year(unit: &Unit) -> Option<Unit> {
    let text = match unit.text.as_str() {
        "1" => "1/year".to_string(),
        text => format!("{text}/year"),
    };
    Some(Unit {
        text,
        factor: unit.factor,
        dimension: unit.dimension.over(&Dimension::base("year"))?,
    })
}

/// Indices of the kinds of items that define a name.
fn item_indices(kind: &ItemKind) -> Option<&[ast::Index]> {
    match kind {
        ItemKind::Definition(definition) => Some(&definition.indices),
        ItemKind::Event(event) => Some(&event.indices),
        ItemKind::Milestone(milestone) => Some(&milestone.indices),
        _ => None,
    }
}

impl<'a> Resolver<'a> {
    /// Dimensions, unit, doc and provenance of a definition.
    pub(super) fn define_head(
        &mut self,
        at: usize,
        item: &'a ast::Item,
        ids: &mut impl Iterator<Item = EntityId>,
    ) {
        let Some(indices) = item_indices(&item.kind) else {
            return;
        };
        let id = ids.next().expect("every definition was declared");
        if let Some(indices) = self.indices(at, indices) {
            let dims: Vec<DimId> = indices.into_iter().map(|(_, dim)| dim).collect();
            self.out.entities[id.index()].dims = dims;
        } else {
            self.out.entities[id.index()].broken = true;
        }
        let (doc, from) = match &item.kind {
            ItemKind::Definition(definition) => {
                if let Some(unit) = self.unit(at, definition.unit.as_ref()) {
                    self.out.entities[id.index()].unit = unit;
                } else {
                    self.out.entities[id.index()].broken = true;
                }
                let from = match &definition.body {
                    ast::Body::Const { from, .. }
                    | ast::Body::Param { from, .. }
                    | ast::Body::Lookup { from, .. } => from.as_ref(),
                    _ => None,
                };
                (&definition.doc, from)
            }
            ItemKind::Event(event) => (&event.doc, event.from.as_ref()),
            ItemKind::Milestone(milestone) => (&milestone.doc, None),
            _ => unreachable!("an item with indices defines a name"),
        };
        let entity = &mut self.out.entities[id.index()];
        entity.doc = doc_text(doc.as_ref());
        entity.from = provenance(from);
        if from.is_none() && matches!(entity.keyword, "param" | "event") {
            let name = entity.qualified.clone();
            let span = entity.span;
            self.report(
                Diagnostic::warning(
                    "missing-provenance",
                    span,
                    format!("found no provenance of `{name}`, expected where its number comes from"),
                )
                .arg("name", name)
                .help("add `from data \"…\"`, `from literature \"…\"`, `from interview \"…\"` or `from judgement \"…\"`"),
            );
        }
    }

    /// The equations of a definition.
    pub(super) fn define_body(
        &mut self,
        at: usize,
        item: &'a ast::Item,
        ids: &mut impl Iterator<Item = EntityId>,
    ) {
        if item_indices(&item.kind).is_none() {
            return;
        }
        let id = ids.next().expect("every definition was declared");
        if self.out.entity(id).broken {
            return;
        }
        let (body, equation) = match &item.kind {
            ItemKind::Definition(definition) => (
                self.definition(at, id, definition),
                equation_text(&definition.body),
            ),
            ItemKind::Event(event) => (self.event(at, id, event), event_text(event)),
            ItemKind::Milestone(milestone) => {
                let cx = self.own_cx(at, id, &milestone.indices);
                let role = format!("the condition of `{}`", milestone.name.text);
                let text = crate::format_expr(&milestone.when);
                (
                    Body::Milestone(self.condition(cx, &milestone.when, &role)),
                    format!("when {text}"),
                )
            }
            _ => return,
        };
        let entity = &mut self.out.entities[id.index()];
        entity.body = body;
        entity.equation = equation;
    }

    /// The context of a definition's equations.
    pub(super) fn own_cx(&self, at: usize, id: EntityId, indices: &[ast::Index]) -> Cx {
        let dims = &self.out.entity(id).dims;
        let names = indices
            .iter()
            .map(|index| index.variable.as_ref().map(|name| name.text.clone()));
        let indices: Vec<_> = names.zip(dims.iter().copied()).collect();
        Cx::new(at, &indices)
    }

    fn definition(&mut self, at: usize, id: EntityId, item: &'a ast::Definition) -> Body {
        let name = &item.name.text;
        let unit = self.out.entity(id).unit.clone();
        let cx = |this: &Self| this.own_cx(at, id, &item.indices);
        let role = format!("`{name}`");
        match &item.body {
            ast::Body::Const { value, .. } => {
                Body::Const(self.equation(cx(self), value, &unit, &role))
            }
            ast::Body::Input { value } => Body::Input(self.equation(cx(self), value, &unit, &role)),
            ast::Body::Let { value } => Body::Let(self.equation(cx(self), value, &unit, &role)),
            ast::Body::Param { value, prior, .. } => Body::Param {
                value: value
                    .as_ref()
                    .map(|value| self.equation(cx(self), value, &unit, &role)),
                prior: prior
                    .as_ref()
                    .map(|prior| self.own_prior(at, id, &item.indices, prior)),
            },
            ast::Body::Noise { prior } => Body::Noise(self.own_prior(at, id, &item.indices, prior)),
            ast::Body::Stock {
                initial,
                inflow,
                outflow,
            } => {
                let Some(rate) = per_year(&unit) else {
                    return Body::Error;
                };
                let mut part = |e: &Option<ast::Expr>, unit: &Unit, word: &str| {
                    let e = e.as_ref()?;
                    let role = format!("the {word} of `{name}`");
                    let cx = self.own_cx(at, id, &item.indices);
                    Some(self.equation(cx, e, unit, &role))
                };
                Body::Stock {
                    initial: part(initial, &unit, "initial"),
                    inflow: part(inflow, &rate, "inflow"),
                    outflow: part(outflow, &rate, "outflow"),
                }
            }
            ast::Body::Lookup {
                of,
                interpolation,
                points,
                ..
            } => self.lookup(at, item, of.as_ref(), *interpolation, points, &unit),
            ast::Body::Data {
                source,
                interpolation,
            } => source
                .as_ref()
                .and_then(|source| self.series(at, id, source, *interpolation))
                .map_or(Body::Error, |series| Body::Data {
                    series,
                    interpolation: *interpolation,
                }),
        }
    }

    fn lookup(
        &mut self,
        at: usize,
        item: &ast::Definition,
        of: Option<&ast::UnitExpr>,
        interpolation: Interpolation,
        points: &[(ast::Expr, ast::Expr)],
        unit: &Unit,
    ) -> Body {
        let name = &item.name.text;
        if !item.indices.is_empty() {
            let error = self.wrong_index(item.name.span, name, &[], "indices");
            self.report(error.help("define one `lookup` for each label"));
        }
        let Some(of) = self.unit(at, of) else {
            return Body::Error;
        };
        let x_role = format!("the argument of a point of `{name}`");
        let y_role = format!("the value of a point of `{name}`");
        let points = points
            .iter()
            .map(|(x, y)| {
                let x = self.equation(Cx::new(at, &[]), x, &of, &x_role);
                let y = self.equation(Cx::new(at, &[]), y, unit, &y_role);
                (x, y)
            })
            .collect();
        Body::Lookup {
            of,
            interpolation,
            points,
        }
    }

    /// The prior of a definition's own values.
    pub(super) fn own_prior(
        &mut self,
        at: usize,
        id: EntityId,
        indices: &[ast::Index],
        prior: &ast::Expr,
    ) -> PriorEquation {
        let entity = self.out.entity(id);
        let unit = entity.unit.clone();
        let role = format!("the prior of `{}`", entity.qualified);
        let columns = self.draw_columns(id, prior);
        let cx = self.own_cx(at, id, indices);
        let variate = Variate {
            unit: &unit,
            role,
            columns,
        };
        self.prior_equation(cx, prior, &variate)
    }

    /// Under which names a table of draws may hold each element.
    fn draw_columns(&self, id: EntityId, prior: &ast::Expr) -> Vec<Vec<String>> {
        if matches!(prior.kind, ast::ExprKind::To { .. }) {
            return Vec::new();
        }
        let size = self.out.size(&self.out.entity(id).dims).min(1 << 16) as u32;
        (0..size)
            .map(|element| {
                let full = self.out.full_name(id, element);
                let short = full.split_once('.').map(|(_, short)| short.to_string());
                std::iter::once(full).chain(short).collect()
            })
            .collect()
    }

    fn event(&mut self, at: usize, id: EntityId, event: &'a ast::EventItem) -> Body {
        let name = &event.name.text;
        let rate = per_year(&Unit::pure());
        let hazard = event.hazard.as_ref().zip(rate).map(|(e, rate)| {
            let cx = self.own_cx(at, id, &event.indices);
            self.equation(cx, e, &rate, &format!("the hazard of `{name}`"))
        });
        let lasts = event
            .lasts
            .as_ref()
            .map(|e| self.duration(at, id, &event.indices, e));
        Body::Event { hazard, lasts }
    }

    /// How long an event lasts: a distribution, or a fixed time.
    fn duration(
        &mut self,
        at: usize,
        id: EntityId,
        indices: &[ast::Index],
        e: &ast::Expr,
    ) -> PriorEquation {
        let unit = year();
        let mut cx = self.own_cx(at, id, indices);
        let role = format!("how long `{}` lasts", self.out.entity(id).qualified);
        if !matches!(
            e.kind,
            ast::ExprKind::Number(_) | ast::ExprKind::Name { .. } | ast::ExprKind::Binary { .. }
        ) {
            let variate = Variate {
                unit: &unit,
                role,
                columns: self.draw_columns(id, e),
            };
            return self.prior_equation(cx, e, &variate);
        }
        let first = self.next_expr();
        let value = self.value(&mut cx, e, &unit);
        self.oblige(value, Want::Number(unit), role);
        PriorEquation {
            first,
            end: self.next_expr(),
            prior: Prior {
                shape: Shape::Fixed(value),
                span: e.span,
            },
            vars: cx.dims.into(),
            text: crate::format_expr(e),
        }
    }

    /// A point in time, such as `simulate from`.
    pub(super) fn date_equation(&mut self, at: usize, e: &ast::Expr, role: &str) -> Equation {
        let mut cx = Cx::new(at, &[]);
        let first = self.next_expr();
        let root = self.expr(&mut cx, e);
        if !matches!(self.out.expr(root).node, Node::Error) {
            self.oblige(root, Want::Date, role);
        }
        Equation {
            first,
            root,
            vars: no_vars(),
        }
    }
}

/// The right-hand side of a definition, as the formatter writes it.
fn equation_text(body: &ast::Body) -> String {
    let clause = |word: &str, e: &Option<ast::Expr>| {
        e.as_ref()
            .map(|e| format!("{word} {}", crate::format_expr(e)))
    };
    let parts: Vec<Option<String>> = match body {
        ast::Body::Const { value, .. } | ast::Body::Input { value } | ast::Body::Let { value } => {
            vec![Some(format!("= {}", crate::format_expr(value)))]
        }
        ast::Body::Param { value, prior, .. } => vec![clause("=", value), clause("~", prior)],
        ast::Body::Stock {
            initial,
            inflow,
            outflow,
        } => vec![
            clause("initial", initial),
            clause("inflow", inflow),
            clause("outflow", outflow),
        ],
        ast::Body::Lookup { points, .. } => {
            let points: Vec<String> = points
                .iter()
                .map(|(x, y)| format!("({}, {})", crate::format_expr(x), crate::format_expr(y)))
                .collect();
            vec![Some(format!("= {}", points.join(", ")))]
        }
        ast::Body::Data { source, .. } => vec![
            source
                .as_ref()
                .map(|source| format!("from {:?}", source.file.text)),
        ],
        ast::Body::Noise { prior } => vec![Some(format!("~ {}", crate::format_expr(prior)))],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n")
}

fn event_text(event: &ast::EventItem) -> String {
    let hazard = event
        .hazard
        .as_ref()
        .map(|e| format!("hazard {}", crate::format_expr(e)));
    let lasts = event
        .lasts
        .as_ref()
        .map(|e| format!("lasts {}", crate::format_expr(e)));
    let parts: Vec<String> = hazard.into_iter().chain(lasts).collect();
    parts.join("\n")
}
