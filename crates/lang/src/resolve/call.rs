//! Calls: built-in functions, table functions, reductions.

use super::builtin::{BUILTINS, Builtin, CLAIM_ONLY, argument_error, builtin, is_distribution};
use super::context::Cx;
use super::module_scope::Target;
use super::{Resolver, unknown};
use crate::ast::{self, ExprKind};
use crate::resolved::{EntityId, ExprId, Function, Node, Reducer, Selector};
use tenfold_ir::{Diagnostic, EventView, MilestoneView, Span};

/// Highest order of `smoothed`: each is a hidden stock.
const ORDER_MAX: u32 = 20;

/// `x, by: …, before: …`
fn signature(names: &[&str]) -> String {
    names.join(", ")
}

impl<'a> Resolver<'a> {
    pub(super) fn call(
        &mut self,
        cx: &mut Cx,
        function: &ast::Name,
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        let name = function.text.as_str();
        if let Some(id) = self.claim_call(cx, function, arguments, span) {
            return id;
        }
        if let Some((what, names)) = builtin(name) {
            return match what {
                Builtin::Function(function) => {
                    self.function(cx, name, function, names, arguments, span)
                }
                Builtin::Reducer(reducer) => self.short(cx, name, reducer, arguments, span),
                Builtin::Share => self.share(cx, arguments, span),
                Builtin::Event(view) => self.event_view(cx, name, view, arguments, span),
                Builtin::Milestone(view) => self.milestone_view(cx, name, view, arguments, span),
            };
        }
        if is_distribution(name) {
            return self.not_a_number(span, &format!("the distribution `{name}`"));
        }
        self.table_function(cx, function, arguments, span)
    }

    /// A function that a module defines: a `lookup`.
    fn table_function(
        &mut self,
        cx: &mut Cx,
        function: &ast::Name,
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        let name = &function.text;
        let entity = self.scopes[cx.module]
            .names
            .get(name)
            .and_then(|(target, _)| match target {
                Target::Entity(id) => Some(*id),
                Target::Dimension(_) => None,
            });
        let Some(entity) = entity else {
            let error = self.unknown_function(cx, function);
            self.report(error);
            return self.push(Node::Error, span);
        };
        if self.out.entity(entity).keyword != "lookup" {
            let keyword = self.out.entity(entity).keyword;
            let found = format!("a call of the {keyword} `{name}`");
            self.report(
                argument_error(span, name, &found, "a function")
                    .help("write `*` between factors; a `lookup` can be called"),
            );
            return self.push(Node::Error, span);
        }
        if self.out.entity(entity).broken {
            return self.push(Node::Error, span);
        }
        match arguments {
            [argument] => {
                let argument = self.expr(cx, &argument.value);
                self.push(Node::Lookup { entity, argument }, span)
            }
            _ => self.wrong_count(span, name, arguments.len(), &["x"]),
        }
    }

    fn unknown_function(&self, cx: &Cx, function: &ast::Name) -> Diagnostic {
        let mut known: Vec<&str> = BUILTINS.iter().map(|(name, ..)| *name).collect();
        if self.diagnostics.len() < super::SUGGESTED_MAX {
            let names = self.scopes[cx.module].names.iter();
            let lookups = names.filter(|(_, (target, _))| match target {
                Target::Entity(id) => self.out.entity(*id).keyword == "lookup",
                Target::Dimension(_) => false,
            });
            known.extend(lookups.map(|(name, _)| &**name));
        }
        let error = unknown("unknown-function", "function", function, known);
        if CLAIM_ONLY.contains(&function.text.as_str()) {
            return error.help("only a `claim` can speak of the whole ensemble");
        }
        error
    }

    pub(super) fn wrong_count(
        &mut self,
        span: Span,
        name: &str,
        found: usize,
        names: &[&str],
    ) -> ExprId {
        let found = match found {
            1 => "1 argument".to_string(),
            count => format!("{count} arguments"),
        };
        let expected = format!("{}: `{name}({})`", names.len(), signature(names));
        self.report(
            argument_error(span, name, &found, &expected).help("give each of them exactly once"),
        );
        self.push(Node::Error, span)
    }

    /// The arguments in the order of `names`; `None` after a reported error.
    pub(super) fn ordered<'e>(
        &mut self,
        name: &str,
        names: &[&str],
        arguments: &'e [ast::Argument],
        span: Span,
    ) -> Option<Vec<&'e ast::Expr>> {
        let mut slots: Vec<Option<&ast::Expr>> = vec![None; names.len()];
        for (position, argument) in arguments.iter().enumerate() {
            let slot = match &argument.name {
                None => position,
                Some(given) => match names.iter().position(|name| *name == given.text) {
                    Some(slot) => slot,
                    None => {
                        let found = format!("an argument `{}`", given.text);
                        let expected = format!("`{name}({})`", signature(names));
                        self.report(argument_error(given.span, name, &found, &expected));
                        return None;
                    }
                },
            };
            match slots.get_mut(slot) {
                Some(slot @ None) => *slot = Some(&argument.value),
                _ => {
                    self.wrong_count(span, name, arguments.len(), names);
                    return None;
                }
            }
        }
        let all: Option<Vec<&ast::Expr>> = slots.into_iter().collect();
        if all.is_none() {
            self.wrong_count(span, name, arguments.len(), names);
        }
        all
    }

    fn function(
        &mut self,
        cx: &mut Cx,
        name: &str,
        function: Function,
        names: &[&str],
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        if matches!(function, Function::Min | Function::Max) {
            if arguments.is_empty() || arguments.iter().any(|argument| argument.name.is_some()) {
                return self.wrong_count(span, name, arguments.len(), names);
            }
            let ids = arguments.iter().map(|a| self.expr(cx, &a.value)).collect();
            return self.push(Node::Call(function, ids), span);
        }
        let (function, kept) = match function {
            Function::Smoothed(_) => match self.order(arguments) {
                Some((order, kept)) => (Function::Smoothed(order), kept),
                None => return self.push(Node::Error, span),
            },
            _ => (function, arguments.to_vec()),
        };
        match self.ordered(name, names, &kept, span) {
            Some(ordered) => {
                let ids = ordered.into_iter().map(|e| self.expr(cx, e)).collect();
                self.push(Node::Call(function, ids), span)
            }
            None => self.push(Node::Error, span),
        }
    }

    /// The `order` of `smoothed`, which must be written out, and the other arguments.
    fn order(&mut self, arguments: &[ast::Argument]) -> Option<(u32, Vec<ast::Argument>)> {
        let mut order = 1;
        let mut kept = Vec::new();
        for (position, argument) in arguments.iter().enumerate() {
            let named = argument.name.as_ref().map(|name| name.text.as_str());
            if named != Some("order") && !(named.is_none() && position == 2) {
                kept.push(argument.clone());
                continue;
            }
            order = match &argument.value.kind {
                ExprKind::Number(n)
                    if n.unit.is_none()
                        && n.scale.is_none()
                        && n.value.fract() == 0.0
                        && (1.0..=f64::from(ORDER_MAX)).contains(&n.value) =>
                {
                    n.value as u32
                }
                _ => {
                    self.report(argument_error(
                        argument.value.span,
                        "smoothed",
                        "another order",
                        &format!("a whole number from 1 to {ORDER_MAX}, written out"),
                    ));
                    return None;
                }
            };
        }
        Some((order, kept))
    }

    /// The reduction of that name, or a reported error.
    pub(super) fn reducer(&mut self, function: &ast::Name) -> Option<Reducer> {
        if let Some((Builtin::Reducer(reducer), _)) = builtin(&function.text) {
            return Some(reducer);
        }
        let reducers = BUILTINS
            .iter()
            .filter(|(_, what, _)| matches!(what, Builtin::Reducer(_)));
        let known = reducers.map(|(name, ..)| *name);
        self.report(unknown("unknown-function", "reduction", function, known));
        None
    }

    fn short(
        &mut self,
        cx: &mut Cx,
        name: &str,
        reducer: Reducer,
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        let [argument] = arguments else {
            return self.wrong_count(span, name, arguments.len(), &["array"]);
        };
        let (body, over) = self.short_reduction(cx, &argument.value);
        match over {
            Some(over) => self.reduce(cx, reducer, over, body, span),
            None if cx.claim && reducer == Reducer::Mean => self.ensemble_mean(body, span),
            None if matches!(self.out.expr(body).node, Node::Error) => body,
            None => {
                self.report(
                    argument_error(span, name, "no array", "an array without indices").help(
                        format!("write `{name}(x)` for an array x, or `{name}(i in Dimension: x[i])`; numbers go to `min`, `max` and `+`"),
                    ),
                );
                self.push(Node::Error, span)
            }
        }
    }

    /// `share(x[l])`: the element over the sum of its array.
    fn share(&mut self, cx: &mut Cx, arguments: &[ast::Argument], span: Span) -> ExprId {
        let [argument] = arguments else {
            return self.wrong_count(span, "share", arguments.len(), &["element"]);
        };
        let element = self.expr(cx, &argument.value);
        let Node::Element { entity, at } = &self.out.expr(element).node else {
            if !matches!(self.out.expr(element).node, Node::Error) {
                let error =
                    argument_error(span, "share", "an expression", "an element of an array")
                        .help("name it with `let` and write `share(name[i])`");
                self.report(error);
            }
            return self.push(Node::Error, span);
        };
        if at.is_empty() {
            let error = argument_error(span, "share", "a scalar", "an element of an array");
            self.report(error);
            return self.push(Node::Error, span);
        }
        let (entity, dims) = (*entity, self.out.entity(*entity).dims.clone());
        let over = cx.fresh_vars(&dims);
        let at: Vec<Selector> = over.iter().copied().map(Selector::Var).collect();
        let body = self.push(Node::Element { entity, at }, span);
        let sum = self.reduce(cx, Reducer::Sum, over, body, span);
        self.push(Node::Binary(ast::BinaryOp::Div, element, sum), span)
    }

    fn event_view(
        &mut self,
        cx: &mut Cx,
        name: &str,
        view: EventView,
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        let node = match self.subject(cx, name, "event", arguments, span) {
            Some((entity, at)) => Node::Event { view, entity, at },
            None => Node::Error,
        };
        self.push(node, span)
    }

    fn milestone_view(
        &mut self,
        cx: &mut Cx,
        name: &str,
        view: MilestoneView,
        arguments: &[ast::Argument],
        span: Span,
    ) -> ExprId {
        let node = match self.subject(cx, name, "milestone", arguments, span) {
            Some((entity, at)) => Node::Milestone { view, entity, at },
            None => Node::Error,
        };
        self.push(node, span)
    }

    /// The event or milestone that is the one argument.
    fn subject(
        &mut self,
        cx: &mut Cx,
        name: &str,
        keyword: &str,
        arguments: &[ast::Argument],
        span: Span,
    ) -> Option<(EntityId, Vec<Selector>)> {
        let [argument] = arguments else {
            self.wrong_count(span, name, arguments.len(), &[keyword]);
            return None;
        };
        let expected = format!("the name of a {keyword}");
        let ExprKind::Name { path, indices } = &argument.value.kind else {
            let span = argument.value.span;
            if !matches!(argument.value.kind, ExprKind::Error) {
                self.report(argument_error(span, name, "an expression", &expected));
            }
            return None;
        };
        let entity = self.find_entity(cx.module, path)?;
        let have = self.out.entity(entity).keyword;
        if have != keyword {
            let found = format!("the {have} `{}`", path.name.text);
            self.report(argument_error(path.span(), name, &found, &expected));
            return None;
        }
        if self.out.entity(entity).broken {
            return None;
        }
        let at = self.selectors(cx, entity, path, indices, argument.value.span)?;
        Some((entity, at))
    }
}
