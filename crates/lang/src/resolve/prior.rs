//! Distributions as written: after `~`, in `lasts`, in `observe`.

use super::Resolver;
use super::builtin::{argument_error, is_builtin};
use super::context::Cx;
use crate::ast::{self, ExprKind};
use crate::resolved::{ErrorEquation, ExprId, Prior, PriorEquation, Shape, Want};
use crate::tables::{DrawTable, Draws, bad_table, stays_inside, unreadable};
use crate::units::year;
use std::sync::Arc;
use tenfold_ir::{Diagnostic, Family, Span, Unit};

/// What the values of a distribution are.
pub(super) struct Variate<'v> {
    pub(super) unit: &'v Unit,
    /// Such as "the prior of `alpha`".
    pub(super) role: String,
    /// Names under which a table of draws may hold its values, most exact first, by element.
    pub(super) columns: Vec<Vec<String>>,
}

/// Which arguments of a family are in the unit of the variate; the others are pure.
fn in_unit(family: Family) -> &'static [bool] {
    match family {
        Family::Normal | Family::Uniform | Family::Loguniform => &[true, true],
        Family::Lognormal => &[true, false],
        Family::Triangular => &[true, true, true],
        Family::Gamma => &[false, true],
        Family::Exponential => &[true],
        Family::StudentT => &[false, true, true],
        Family::Beta => &[false, false],
        Family::Bernoulli | Family::Categorical => &[false],
    }
}

/// Whether the variates of a family are pure numbers whatever its arguments.
fn is_pure(family: Family) -> bool {
    matches!(
        family,
        Family::Beta | Family::Bernoulli | Family::Categorical
    )
}

impl<'a> Resolver<'a> {
    /// A distribution of a definition with these indices.
    pub(super) fn prior_equation(
        &mut self,
        mut cx: Cx,
        e: &ast::Expr,
        variate: &Variate,
    ) -> PriorEquation {
        let first = self.next_expr();
        let prior = self.prior(&mut cx, e, variate);
        PriorEquation {
            first,
            end: self.next_expr(),
            prior,
            vars: cx.dims.into(),
            text: crate::format_expr(e),
        }
    }

    pub(super) fn prior(&mut self, cx: &mut Cx, e: &ast::Expr, variate: &Variate) -> Prior {
        let span = e.span;
        let shape = match &e.kind {
            ExprKind::To { low, high } => Shape::Interval {
                low: self.prior_value(cx, low, variate.unit, &variate.role),
                high: self.prior_value(cx, high, variate.unit, &variate.role),
            },
            ExprKind::Truncated { base, low, high } => {
                let base = Box::new(self.prior(cx, base, variate));
                let mut bound = |e: &Option<Box<ast::Expr>>| {
                    e.as_ref()
                        .map(|e| self.prior_value(cx, e, variate.unit, &variate.role))
                };
                Shape::Truncated {
                    base,
                    low: bound(low),
                    high: bound(high),
                }
            }
            ExprKind::Labelled(entries) => {
                let names = entries.iter().map(|(name, _)| name);
                match self.label_order(cx, names, span) {
                    Some((by, order)) => {
                        let entries = order
                            .into_iter()
                            .map(|at| self.prior(cx, &entries[at].1, variate));
                        Shape::Labelled {
                            by,
                            entries: entries.collect(),
                        }
                    }
                    None => Shape::Error,
                }
            }
            ExprKind::Call {
                function,
                arguments,
            } => self.prior_call(cx, function, arguments, span, variate),
            ExprKind::Error => Shape::Error,
            _ => {
                self.report(not_a_distribution(span, "a number", &variate.role));
                Shape::Error
            }
        };
        Prior { shape, span }
    }

    fn prior_value(&mut self, cx: &mut Cx, e: &ast::Expr, unit: &Unit, role: &str) -> ExprId {
        let id = self.value(cx, e, unit);
        self.oblige(id, Want::Number(unit.clone()), role);
        id
    }

    fn prior_call(
        &mut self,
        cx: &mut Cx,
        function: &ast::Name,
        arguments: &[ast::Argument],
        span: Span,
        variate: &Variate,
    ) -> Shape {
        let name = function.text.as_str();
        match name {
            "mixture" => return self.mixture(cx, arguments, span, variate),
            "empirical" => return self.empirical(cx, arguments, span, variate),
            _ => {}
        }
        let Some(family) = Family::ALL.into_iter().find(|family| family.name() == name) else {
            if is_builtin(name) {
                let found = format!("the function `{name}`");
                self.report(not_a_distribution(span, &found, &variate.role));
            } else {
                let families = Family::ALL.iter().map(|family| family.name());
                let known = families.chain(["mixture", "empirical"]);
                let error = super::unknown("unknown-function", "distribution", function, known);
                self.report(error);
            }
            return Shape::Error;
        };
        if is_pure(family) && !variate.unit.dimension.is_pure() {
            let unit = &variate.unit.text;
            self.report(
                Diagnostic::error(
                    "bad-distribution",
                    span,
                    format!("found `{name}`, whose values are pure numbers, expected {unit}"),
                )
                .arg("found", name)
                .arg("expected", unit.clone())
                .help("declare the definition pure (`: 1`) and multiply it where it is used"),
            );
            return Shape::Error;
        }
        self.family(cx, family, arguments, span, variate)
    }

    fn family(
        &mut self,
        cx: &mut Cx,
        family: Family,
        arguments: &[ast::Argument],
        span: Span,
        variate: &Variate,
    ) -> Shape {
        let names: Vec<&str> = family.arguments().iter().map(|(name, _)| *name).collect();
        let many = family == Family::Categorical && !arguments.is_empty();
        if arguments.len() != names.len() && !many {
            self.wrong_count(span, family.name(), arguments.len(), &names);
            return Shape::Error;
        }
        let mut slots: Vec<Option<ExprId>> = vec![None; arguments.len()];
        for (position, argument) in arguments.iter().enumerate() {
            let slot = match &argument.name {
                None => Some(position),
                Some(given) => names.iter().position(|name| *name == given.text),
            };
            let Some(slot) = slot.filter(|slot| slots[*slot].is_none()) else {
                self.wrong_count(span, family.name(), arguments.len(), &names);
                return Shape::Error;
            };
            let role = format!("`{}` in {}", names[slot.min(names.len() - 1)], variate.role);
            let flags = in_unit(family);
            let pure = Unit::pure();
            let unit = if flags[slot.min(flags.len() - 1)] {
                variate.unit
            } else {
                &pure
            };
            slots[slot] = Some(self.prior_value(cx, &argument.value, unit, &role));
        }
        match slots.into_iter().collect() {
            Some(arguments) => Shape::Family { family, arguments },
            None => Shape::Error,
        }
    }

    fn mixture(
        &mut self,
        cx: &mut Cx,
        arguments: &[ast::Argument],
        span: Span,
        variate: &Variate,
    ) -> Shape {
        let mut parts = Vec::new();
        for argument in arguments {
            let ExprKind::Of {
                weight,
                distribution,
            } = &argument.value.kind
            else {
                self.report(argument_error(
                    argument.value.span,
                    "mixture",
                    "an argument without a weight",
                    "`30 % of` a distribution",
                ));
                return Shape::Error;
            };
            let role = format!("a weight in {}", variate.role);
            let weight = self.prior_value(cx, weight, &Unit::pure(), &role);
            parts.push((weight, self.prior(cx, distribution, variate)));
        }
        if parts.is_empty() {
            self.report(argument_error(
                span,
                "mixture",
                "nothing",
                "one distribution or more",
            ));
            return Shape::Error;
        }
        Shape::Mixture(parts)
    }

    fn empirical(
        &mut self,
        cx: &Cx,
        arguments: &[ast::Argument],
        span: Span,
        variate: &Variate,
    ) -> Shape {
        let file = match arguments {
            [argument] => match &argument.value.kind {
                ExprKind::Text(text) => ast::Text {
                    text: text.clone(),
                    span: argument.value.span,
                },
                _ => {
                    let span = argument.value.span;
                    self.report(argument_error(
                        span,
                        "empirical",
                        "an expression",
                        "a file name in quotes",
                    ));
                    return Shape::Error;
                }
            },
            _ => {
                self.wrong_count(span, "empirical", arguments.len(), &["\"file\""]);
                return Shape::Error;
            }
        };
        let Some(table) = self.draw_table(cx.module, &file) else {
            return Shape::Error;
        };
        let mut values = Vec::new();
        for names in &variate.columns {
            match names.iter().find_map(|name| table.get(name)) {
                Some(column) => match draws_of(column, variate) {
                    Ok(column) => values.push(column),
                    Err(why) => {
                        let why = format!("column `{}`: {why}", names[0]);
                        self.report(bad_table(file.span, &file.text, why));
                        return Shape::Error;
                    }
                },
                None => {
                    let why = format!("found no column `{}` of numbers, expected one", names[0]);
                    self.report(bad_table(file.span, &file.text, why));
                    return Shape::Error;
                }
            }
        }
        Shape::Empirical {
            source: file.text,
            values,
        }
    }

    /// A table of draws the module names, or a reported error.
    fn draw_table(&mut self, at: usize, file: &ast::Text) -> Option<&'a DrawTable> {
        if !stays_inside(&file.text) {
            self.report(super::dimension::climbs_out(file));
            return None;
        }
        let inputs = self.inputs;
        let key = (inputs.modules[at].file, file.text.clone());
        match inputs.empirical.get(&key) {
            Some(Ok(table)) => Some(table),
            Some(Err(why)) => {
                self.report(bad_table(file.span, &file.text, unreadable(why)));
                None
            }
            None => {
                self.report(bad_table(
                    file.span,
                    &file.text,
                    unreadable("found no such file"),
                ));
                None
            }
        }
    }

    /// The error model of `observe`, or a reported error.
    pub(super) fn error_model(
        &mut self,
        mut cx: Cx,
        e: &ast::Expr,
        unit: &Unit,
    ) -> Option<ErrorEquation> {
        let found = match &e.kind {
            ExprKind::Call {
                function,
                arguments,
            } => match (function.text.as_str(), &arguments[..]) {
                ("normal", [sd]) => Some((None, &sd.value, false)),
                ("lognormal", [sigma]) => Some((None, &sigma.value, true)),
                ("student_t", [dof, scale]) => Some((Some(&dof.value), &scale.value, false)),
                ("log_student_t", [dof, sigma]) => Some((Some(&dof.value), &sigma.value, true)),
                _ => None,
            },
            _ => None,
        };
        let Some((dof, scale, is_log)) = found else {
            if !matches!(e.kind, ExprKind::Error) {
                self.report(
                    Diagnostic::error(
                        "bad-distribution",
                        e.span,
                        "found another error model, expected `normal(sd)`, `lognormal(sigma)`, \
                         `student_t(dof, scale)` or `log_student_t(dof, sigma)`",
                    )
                    .help("write `~ lognormal(25 %)` for an error in proportion"),
                );
            }
            return None;
        };
        let role = "the error of `observe`";
        let unit = if is_log { Unit::pure() } else { unit.clone() };
        Some(ErrorEquation {
            dof: dof.map(|dof| self.prior_value(&mut cx, dof, &Unit::pure(), role)),
            scale: self.prior_value(&mut cx, scale, &unit, role),
            is_log,
            vars: cx.dims.into(),
            span: e.span,
        })
    }
}

/// Something that is no distribution where one has to be.
fn not_a_distribution(span: Span, found: &str, role: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-distribution",
        span,
        format!("found {found} as {role}, expected a distribution"),
    )
    .arg("found", found)
    .arg("role", role)
    .help("write `0.5 to 2`, `normal(0, 1)` or another family; a fixed number stands after `=`")
}

/// The numbers of a column in base units, or why it has none.
fn draws_of(column: &Draws, variate: &Variate) -> Result<Arc<[f64]>, String> {
    let unit = variate.unit;
    if let Some(wrong) = &column.wrong {
        return Err(wrong.clone());
    }
    if column.is_time && unit.dimension != year().dimension {
        return Err(format!("found times, expected numbers in {}", unit.text));
    }
    let factor = if column.is_time {
        year().factor
    } else {
        unit.factor
    };
    let values = column.values.iter();
    let values: Arc<[f64]> = values.map(|x| crate::units::to_base(*x, factor)).collect();
    if values.is_empty() {
        return Err("found no values, expected one or more".into());
    }
    match values.iter().position(|x| !x.is_finite()) {
        Some(row) => Err(format!(
            "row {}: found {}, expected a number below 1.8e308 in base units",
            row + 1,
            column.values[row]
        )),
        None => Ok(values),
    }
}
