//! The record and its use: `observe`, `output`, `correlate`, `simulate`.

use super::Resolver;
use super::context::Cx;
use crate::ast::{self, ExprKind};
use crate::resolved::{
    ByRow, Correlate, DimId, EntityId, Equation, Observe, Output, Simulate, Want,
};
use crate::suggest::nearest;
use crate::units::year;
use tenfold_ir::{Diagnostic, Span, Unit};

/// Characters of a word that can be told from a slip of the pen.
const SLIP_MIN: usize = 3;

impl<'a> Resolver<'a> {
    /// What is observed, if it can be.
    fn observable(&mut self, at: usize, path: &ast::Path) -> Option<EntityId> {
        let entity = self.find_entity(at, path)?;
        if self.out.entity(entity).broken {
            return None;
        }
        let keyword = self.out.entity(entity).keyword;
        if matches!(keyword, "lookup" | "event") {
            self.report(
                Diagnostic::error(
                    "not-a-number",
                    path.span(),
                    format!(
                        "found the {keyword} `{}`, expected a number",
                        path.name.text
                    ),
                )
                .arg("found", format!("the {keyword} `{}`", path.name.text))
                .help("observe a `let`, a `stock` or a `milestone`"),
            );
            return None;
        }
        Some(entity)
    }

    pub(super) fn observe(&mut self, at: usize, item: &'a ast::ObserveItem) {
        let ExprKind::Name { path, indices } = &item.target.kind else {
            return;
        };
        let Some(entity) = self.observable(at, path) else {
            return;
        };
        let Some(selected) = self.observed(entity, path, indices, item.target.span) else {
            return;
        };
        // Of a milestone the date is observed, with an error in time.
        let is_date = self.out.entity(entity).keyword == "milestone";
        let unit = match is_date {
            true => year(),
            false => self.out.entity(entity).unit.clone(),
        };
        let indices = self.observed_indices(entity, indices, &selected);
        let error = self.error_model(Cx::new(at, &indices), &item.error, &unit);
        let is_log = error.as_ref().is_some_and(|error| error.is_log);
        if is_date && is_log {
            self.report(
                Diagnostic::error(
                    "bad-distribution",
                    item.error.span,
                    "found an error in proportion for a date, expected `normal(sd)` or \
                     `student_t(dof, scale)`",
                )
                .help("write `~ normal(3 month)`"),
            );
            return;
        }
        let sharing = item.sharing.as_ref().map(|share| {
            let role = "the share of `sharing`";
            self.equation(Cx::new(at, &[]), share, &Unit::pure(), role)
        });
        let Some(source) = &item.source else {
            return;
        };
        let elements = self.record(at, (entity, is_date, is_log), source, &selected);
        if let (Some(elements), Some(error)) = (elements, error) {
            let filters = source.filters.iter().map(|(_, text)| text.text.as_str());
            let series: Vec<&str> = filters.collect();
            let series = match series.is_empty() {
                true => source.file.text.clone(),
                false => series.join(", "),
            };
            self.out.observes.push(Observe {
                entity,
                elements,
                is_date,
                unit,
                error,
                sharing,
                series,
            });
        }
    }

    /// Which elements are observed: a label selects one, another word stands for all.
    fn observed(
        &mut self,
        entity: EntityId,
        path: &ast::Path,
        indices: &[ast::Expr],
        span: Span,
    ) -> Option<Vec<Option<u32>>> {
        let dims = self.out.entity(entity).dims.clone();
        if indices.len() != dims.len() {
            let found = format!("{} indices", indices.len());
            let error = self.wrong_index(span, &path.name.text, &dims, &found);
            self.report(error.help("write a label, or a variable for all of them"));
            return None;
        }
        let pairs = indices.iter().zip(dims);
        let selected: Vec<_> = pairs
            .map(|(index, dim)| self.observed_label(index, dim))
            .collect();
        selected.into_iter().collect()
    }

    /// The indices that an error is written with: a word that stands for all labels is a variable of them.
    fn observed_indices(
        &self,
        entity: EntityId,
        indices: &[ast::Expr],
        selected: &[Option<u32>],
    ) -> Vec<(Option<String>, DimId)> {
        let name = |(index, label): (&ast::Expr, &Option<u32>)| match (&index.kind, label) {
            (ExprKind::Name { path, .. }, None) => Some(path.name.text.clone()),
            _ => None,
        };
        let names = indices.iter().zip(selected).map(name);
        names
            .zip(self.out.entity(entity).dims.iter().copied())
            .collect()
    }

    /// The label that an index selects, or none for all of them; or a reported error.
    fn observed_label(&mut self, index: &ast::Expr, dim: DimId) -> Option<Option<u32>> {
        let (word, is_name) = match &index.kind {
            ExprKind::Name { path, .. } if path.module.is_none() => (path.name.text.clone(), true),
            ExprKind::Number(number) => (number.digits.clone(), false),
            _ => (String::new(), false),
        };
        let dimension = self.out.dim(dim);
        if let Some(&position) = dimension.positions.get(&word) {
            return Some(Some(position));
        }
        // A word that is nearly a label is a slip; of short ones nearly all would be.
        let known = || dimension.labels.iter().map(String::as_str);
        let is_slip = word.chars().count() >= SLIP_MIN && nearest(&word, known()).is_some();
        if is_name && !is_slip {
            return Some(None);
        }
        let what = format!("label of {}", dimension.name);
        let name = ast::Name {
            text: word,
            span: index.span,
        };
        let error = super::unknown("unknown-label", &what, &name, known());
        self.report(error);
        None
    }

    pub(super) fn output(&mut self, at: usize, entries: &[ast::OutputEntry]) {
        for entry in entries {
            match entry {
                ast::OutputEntry::Name(path) => {
                    if let Some(entity) = self.find_entity(at, path) {
                        self.out.outputs.push(Output::Definition(entity));
                    }
                }
                ast::OutputEntry::Titled(value, title) => self.titled_output(at, value, title),
            }
        }
    }

    fn titled_output(&mut self, at: usize, e: &ast::Expr, title: &ast::Text) {
        let module = &self.out.modules[at].name;
        let name = format!("{module}.{}", title.text);
        let is_taken = |output: &Output| matches!(output, Output::Expression { name: have, .. } if *have == name);
        let mut entities = self.out.entities.iter();
        if entities.any(|entity| entity.qualified == name) || self.out.outputs.iter().any(is_taken)
        {
            self.report(super::duplicate("title", &title.text, title.span));
            return;
        }
        let mut cx = Cx::new(at, &[]);
        let first = self.next_expr();
        let root = self.expr(&mut cx, e);
        self.oblige(root, Want::AnyNumber, "an output");
        self.out.outputs.push(Output::Expression {
            name,
            value: Equation {
                first,
                root,
                vars: cx.dims.into(),
            },
        });
    }

    /// Parameters drawn from one row of a table.
    pub(super) fn by_row(&mut self, at: usize, names: &[ast::Path], span: Span) {
        let params = names.iter().filter_map(|name| self.correlated(at, name));
        let params = params.collect();
        self.out.by_row.push(ByRow { params, span });
    }

    pub(super) fn correlate(
        &mut self,
        at: usize,
        a: &ast::Path,
        b: &ast::Path,
        rho: &ast::Expr,
        span: Span,
    ) {
        let pair = (self.correlated(at, a), self.correlated(at, b));
        let rho = self.equation(Cx::new(at, &[]), rho, &Unit::pure(), "a correlation");
        let (Some(a), Some(b)) = pair else {
            return;
        };
        if self.out.entity(a).dims != self.out.entity(b).dims {
            let name = self.out.entity(b).qualified.clone();
            let dims = self.out.entity(a).dims.clone();
            let error = self.wrong_index(span, &name, &dims, "other indices");
            self.report(error.help("correlate parameters of the same dimensions"));
            return;
        }
        self.out.correlates.push(Correlate { a, b, rho, span });
    }

    fn correlated(&mut self, at: usize, path: &ast::Path) -> Option<EntityId> {
        let id = self.find_entity(at, path)?;
        let keyword = self.out.entity(id).keyword;
        if keyword == "param" {
            return Some(id);
        }
        self.report(
            Diagnostic::error(
                "bad-correlation",
                path.span(),
                format!(
                    "found the {keyword} `{}`, expected a param with a prior",
                    path.name.text
                ),
            )
            .arg("found", format!("the {keyword} `{}`", path.name.text))
            .help("only parameters with a distribution can be drawn together"),
        );
        None
    }

    pub(super) fn simulate(&mut self, at: usize, item: &'a ast::SimulateItem, span: Span) {
        let from = self.date_equation(at, &item.from, "the start of `simulate`");
        let to = self.date_equation(at, &item.to, "the end of `simulate`");
        let by = self.equation(
            Cx::new(at, &[]),
            &item.by,
            &year(),
            "the step of `simulate`",
        );
        if at != 0 {
            return;
        }
        if let Some(before) = &self.out.simulate {
            let error = super::duplicate("item", "simulate", span).label(before.span, "first here");
            self.report(error.help("keep one of them"));
            return;
        }
        self.out.simulate = Some(Simulate {
            from,
            to,
            by,
            method: item.method,
            span,
        });
    }
}
