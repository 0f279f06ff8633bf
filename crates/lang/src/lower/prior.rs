//! Distributions as written to the catalogue's, and whether they exist.

use super::{Key, Lowerer, Mode, Site};
use crate::resolved::{ErrorEquation, ExprId, Prior, PriorEquation, Shape};
use std::sync::Arc;
use tenfold_ir::{
    Binary, Diagnostic, Distribution, ErrorFamily, ErrorModel, Family, NodeId, Span, Support, Unary,
};

/// The 95 % quantile of the standard normal.
const NORMAL_95: f64 = 1.644_853_626_951_472_2;

/// How far weights and probabilities may be from a sum of 1: rounding of a few terms.
const SUM_TOLERANCE: f64 = 1e-9;

impl<'r> Lowerer<'r> {
    /// The distribution of an element; `None` if an argument waits.
    pub(super) fn distribution(
        &mut self,
        equation: &PriorEquation,
        key: Key,
    ) -> Option<Distribution> {
        let dims = &self.resolved.entity(key.entity).dims;
        let mut members = self.resolved.members(dims, key.element);
        members.resize(equation.vars.len(), 0);
        let mut site = Site {
            owner: key.entity,
            element: key.element,
            members,
            mode: Mode::Static,
            layer: 0,
        };
        self.prior(&equation.prior, &mut site)
    }

    /// The error model of an observation; `None` if an argument waits. Of a date the width is known beforehand.
    pub(super) fn error_model(
        &mut self,
        (error, is_date): (&ErrorEquation, bool),
        key: Key,
    ) -> Option<ErrorModel> {
        let dims = &self.resolved.entity(key.entity).dims;
        let mut site = Site {
            owner: key.entity,
            element: key.element,
            members: self.resolved.members(dims, key.element),
            mode: key.mode,
            layer: key.layer,
        };
        site.members.resize(error.vars.len(), 0);
        let scale = self.expr(error.scale, &mut site)?;
        let family = match error.dof {
            Some(dof) => ErrorFamily::StudentT {
                dof: self.expr(dof, &mut site)?,
            },
            None => ErrorFamily::Normal,
        };
        let model = ErrorModel {
            family,
            scale,
            is_log: error.is_log,
        };
        let width = match (error.is_log, family) {
            (true, _) => "sigma",
            (false, ErrorFamily::Normal) => "sd",
            (false, ErrorFamily::StudentT { .. }) => "scale",
        };
        let mut known: Vec<(&str, NodeId)> = Vec::new();
        known.extend(is_date.then_some((width, scale)));
        if let ErrorFamily::StudentT { dof } = family {
            known.push(("dof", dof));
            let dof_of = (model.name(), "dof", Support::Positive);
            self.check_argument(dof_of, dof, error.span);
        }
        for (part, node) in known {
            if self.graph.known(node).is_none() && !self.graph.is_wrong(node) {
                let found = format!("`{part}` of `{}` that depends on parameters", model.name());
                self.bad_expected(error.span, &found, "a number that is known beforehand");
            }
        }
        self.check_argument((model.name(), width, Support::Positive), scale, error.span);
        Some(model)
    }

    fn prior(&mut self, prior: &Prior, site: &mut Site) -> Option<Distribution> {
        let span = prior.span;
        match &prior.shape {
            Shape::Family { family, arguments } => {
                let arguments = self.nodes(arguments, site)?;
                self.check_family(*family, &arguments, span);
                Some(Distribution::Family {
                    family: *family,
                    arguments,
                })
            }
            Shape::Interval { low, high } => {
                let ends = self.nodes(&[*low, *high], site)?;
                Some(self.interval(ends[0], ends[1], span))
            }
            Shape::Truncated { base, low, high } => {
                let base = self.prior(base, site);
                let mut bound = |e: &Option<ExprId>| match e {
                    Some(e) => self.expr(*e, site).map(Some),
                    None => Some(None),
                };
                let (low, high) = (bound(low), bound(high));
                let (base, low, high) = (Box::new(base?), low?, high?);
                if self.check_bounds(low, high, span) {
                    self.check_support(&base, (low, high), span);
                }
                Some(Distribution::Truncated { base, low, high })
            }
            Shape::Mixture(parts) => {
                let parts: Vec<Option<(NodeId, Distribution)>> = parts
                    .iter()
                    .map(|(weight, part)| {
                        let weight = self.expr(*weight, site);
                        let part = self.prior(part, site);
                        Some((weight?, part?))
                    })
                    .collect();
                let parts: Vec<(NodeId, Distribution)> =
                    parts.into_iter().collect::<Option<_>>()?;
                let weights: Vec<NodeId> = parts.iter().map(|(weight, _)| *weight).collect();
                self.check_sum(&weights, "weights", span);
                Some(Distribution::Mixture(parts))
            }
            Shape::Empirical { source, values } => {
                let values = values.get(site.element as usize);
                Some(Distribution::Empirical {
                    source: source.clone(),
                    values: values.cloned().unwrap_or_default(),
                })
            }
            Shape::Labelled { by, entries } => {
                let at = site.members[by.index()] as usize;
                self.prior(&entries[at], site)
            }
            Shape::Fixed(value) => {
                let value = self.expr(*value, site)?;
                let known = self.graph.known(value).filter(|value| value.is_finite());
                if known.is_none() && !self.graph.is_wrong(value) {
                    self.bad(span, "a value that is not known beforehand, or not finite");
                }
                Some(Distribution::Empirical {
                    source: "fixed".into(),
                    values: known.into_iter().collect::<Arc<[f64]>>(),
                })
            }
            Shape::Error => Some(Distribution::Mixture(Vec::new())),
        }
    }

    fn nodes(&mut self, exprs: &[ExprId], site: &mut Site) -> Option<Vec<NodeId>> {
        let nodes: Vec<Option<NodeId>> = exprs.iter().map(|e| self.expr(*e, site)).collect();
        nodes.into_iter().collect()
    }

    /// `a to b`: the 90 % interval of a lognormal where both ends are positive, else of a normal.
    fn interval(&mut self, low: NodeId, high: NodeId, span: Span) -> Distribution {
        if self.graph.is_wrong(low) || self.graph.is_wrong(high) {
            return Distribution::Mixture(Vec::new());
        }
        let ends = self.graph.known(low).zip(self.graph.known(high));
        let Some((a, _)) = ends.filter(|(a, b)| a.is_finite() && b.is_finite() && a < b) else {
            let found = match ends {
                Some((a, b)) => format!("an interval from {a} to {b} (in base units)"),
                None => "an interval whose ends are not known beforehand".to_string(),
            };
            self.bad_expected(span, &found, "two numbers, the lower first");
            return Distribution::Mixture(Vec::new());
        };
        let pure = super::Graph::PURE;
        if a > 0.0 {
            // median √(ab), sigma ln(b/a) / (2 z₉₅)
            let product = self.graph.binary(Binary::Mul, low, high);
            let median = self.graph.unary(Unary::Sqrt, product);
            let ratio = self.graph.binary(Binary::Div, high, low);
            let log = self.graph.unary(Unary::Ln, ratio);
            let width = self.graph.constant(2.0 * NORMAL_95, pure);
            let sigma = self.graph.binary(Binary::Div, log, width);
            return Distribution::Family {
                family: Family::Lognormal,
                arguments: vec![median, sigma],
            };
        }
        // mean (a + b)/2, sd (b − a) / (2 z₉₅)
        let two = self.graph.constant(2.0, pure);
        let width = self.graph.constant(2.0 * NORMAL_95, pure);
        let sum = self.graph.binary(Binary::Add, low, high);
        let mean = self.graph.binary(Binary::Div, sum, two);
        let gap = self.graph.binary(Binary::Sub, high, low);
        let sd = self.graph.binary(Binary::Div, gap, width);
        Distribution::Family {
            family: Family::Normal,
            arguments: vec![mean, sd],
        }
    }

    /// Whether a family exists for the arguments that are known.
    fn check_family(&mut self, family: Family, arguments: &[NodeId], span: Span) {
        let names = family.arguments();
        for (at, argument) in arguments.iter().enumerate() {
            let (name, support) = names[at.min(names.len() - 1)];
            if !self.check_argument((family.name(), name, support), *argument, span) {
                return;
            }
        }
        let known: Vec<Option<f64>> = arguments.iter().map(|a| self.graph.known(*a)).collect();
        let ordered = |a: usize, b: usize, strict: bool| match (known[a], known[b]) {
            (Some(a), Some(b)) => (a < b || (!strict && a == b)) && (b - a).is_finite(),
            _ => true,
        };
        let fits = match family {
            Family::Uniform | Family::Loguniform => ordered(0, 1, true),
            Family::Triangular => {
                ordered(0, 2, true) && ordered(0, 1, false) && ordered(1, 2, false)
            }
            _ => true,
        };
        if !fits {
            let found = format!("bounds of `{}` that are not in order", family.name());
            self.bad_expected(span, &found, "the lower first, and the mode between them");
        }
        if family == Family::Categorical {
            self.check_sum(arguments, "probabilities", span);
        }
    }

    /// Whether an argument of a distribution is what it must be, as far as it is known.
    fn check_argument(
        &mut self,
        (distribution, name, support): (&str, &str, Support),
        argument: NodeId,
        span: Span,
    ) -> bool {
        let Some(value) = self.graph.known(argument) else {
            return true;
        };
        let (fits, expected) = match support {
            Support::Real => (value.is_finite(), "a finite number"),
            Support::Positive => (
                value > 0.0 && value.is_finite(),
                "a finite number greater than 0",
            ),
            Support::Probability => ((0.0..=1.0).contains(&value), "a probability from 0 to 1"),
        };
        let (least, most) = range_of(distribution, name);
        let (fits, expected) = match fits && !(least..=most).contains(&value) {
            true => (false, format!("a number from {least} to {most:e}")),
            false => (fits, expected.to_owned()),
        };
        if !fits {
            let found = format!("`{name}` of {value} (in base units) in `{distribution}`");
            self.bad_expected(span, &found, &expected);
        }
        fits
    }

    /// Whether bounds are in order, as far as they are known.
    fn check_bounds(&mut self, low: Option<NodeId>, high: Option<NodeId>, span: Span) -> bool {
        let known = |bound: Option<NodeId>| bound.and_then(|bound| self.graph.known(bound));
        let (low, high) = (known(low), known(high));
        let is_nan = low.is_some_and(f64::is_nan) || high.is_some_and(f64::is_nan);
        let inverted = matches!((low, high), (Some(low), Some(high)) if low >= high);
        if is_nan || inverted {
            let show = |bound: Option<f64>| bound.map_or("none".into(), |b| b.to_string());
            let found = format!("bounds {} and {} (in base units)", show(low), show(high));
            self.bad_expected(span, &found, "the lower first");
        }
        !is_nan && !inverted
    }

    fn check_sum(&mut self, parts: &[NodeId], what: &str, span: Span) {
        let known: Option<Vec<f64>> = parts.iter().map(|part| self.graph.known(*part)).collect();
        let Some(known) = known else {
            return;
        };
        let sum: f64 = known.iter().sum();
        let negative = known.iter().any(|part| *part < 0.0);
        if negative || sum.is_nan() || (sum - 1.0).abs() > SUM_TOLERANCE {
            let found = format!("{what} that sum to {sum}");
            self.bad_expected(span, &found, "a sum of 1, none of them negative");
        }
    }

    fn bad(&mut self, span: Span, found: &str) {
        self.bad_expected(span, found, "a fixed number");
    }

    pub(super) fn bad_expected(&mut self, span: Span, found: &str, expected: &str) {
        self.report(
            Diagnostic::error(
                "bad-distribution",
                span,
                format!("found {found}, expected {expected}"),
            )
            .arg("found", found)
            .arg("expected", expected)
            .help("correct the distribution's arguments"),
        );
    }
}

/// Between which an argument of a distribution is computed with.
fn range_of(distribution: &str, argument: &str) -> (f64, f64) {
    match (distribution, argument) {
        ("beta", "a" | "b") | ("gamma", "shape") => (1e-3, 1e6),
        (_, "dof") => (0.1, f64::MAX),
        _ => (f64::MIN, f64::MAX),
    }
}
