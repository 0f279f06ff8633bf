//! Where a distribution can lie, for bounds that leave it no room.

use super::Lowerer;
use super::graph::Graph;
use tenfold_ir::{Distribution, Family, NodeId, Span, math};

/// Standard deviations beyond which a tail is under 1e-290, the least of which bounds leave any digits: there
/// z²/2 + ln(z √(2π)) is 290 ln 10.
const NORMAL_REACH: f64 = 36.42;
/// Means beyond which an exponential tail is under 1e-290: 290 ln 10.
const EXPONENTIAL_REACH: f64 = 667.75;

impl Lowerer<'_> {
    /// That a truncated distribution has some probability between its bounds, as far as both are known.
    pub(super) fn check_support(
        &mut self,
        base: &Distribution,
        (low, high): (Option<NodeId>, Option<NodeId>),
        span: Span,
    ) {
        let known = |bound: Option<NodeId>, none: f64| match bound {
            Some(bound) => self.graph.known(bound),
            None => Some(none),
        };
        let bounds = known(low, f64::NEG_INFINITY).zip(known(high, f64::INFINITY));
        let Some((low, high)) = bounds else { return };
        if !can_lie(&self.graph, base, (low, high)) {
            let found = format!("no probability between {low} and {high} (in base units)");
            self.bad_expected(
                span,
                &found,
                "bounds between which the distribution can lie",
            );
        }
    }
}

/// Whether a distribution can lie between two bounds, both included.
fn can_lie(graph: &Graph, distribution: &Distribution, (low, high): (f64, f64)) -> bool {
    match distribution {
        Distribution::Family { family, arguments } => {
            let known: Option<Vec<f64>> = arguments.iter().map(|a| graph.known(*a)).collect();
            known.is_none_or(|arguments| family_can_lie(*family, &arguments, (low, high)))
        }
        Distribution::Truncated {
            base,
            low: least,
            high: most,
        } => {
            let known = |bound: &Option<NodeId>| bound.and_then(|bound| graph.known(bound));
            let low = known(least).map_or(low, |least| math::max(low, least));
            let high = known(most).map_or(high, |most| math::min(high, most));
            low <= high && can_lie(graph, base, (low, high))
        }
        Distribution::Mixture(parts) => {
            let counts = |weight: NodeId| graph.known(weight) != Some(0.0);
            let mut parts = parts
                .iter()
                .filter(|(weight, _)| counts(*weight))
                .peekable();
            // One without parts stands for a mistake that is told.
            parts.peek().is_none() || parts.any(|(_, part)| can_lie(graph, part, (low, high)))
        }
        Distribution::Empirical { values, .. } => {
            values.is_empty() || values.iter().any(|value| (low..=high).contains(value))
        }
    }
}

fn family_can_lie(family: Family, arguments: &[f64], (low, high): (f64, f64)) -> bool {
    let within = |point: f64| (low..=high).contains(&point);
    let (least, most) = match (family, arguments) {
        (Family::Normal, [mean, sd]) => (mean - NORMAL_REACH * sd, mean + NORMAL_REACH * sd),
        (Family::Lognormal, [median, sigma]) => {
            let reach = math::exp(NORMAL_REACH * sigma);
            (median / reach, median * reach)
        }
        (Family::Uniform | Family::Loguniform, [least, most]) => (*least, *most),
        (Family::Triangular, [least, _, most]) => (*least, *most),
        (Family::Beta, _) => (0.0, 1.0),
        (Family::Gamma, _) => (0.0, f64::INFINITY),
        (Family::Exponential, [mean]) => (0.0, EXPONENTIAL_REACH * mean),
        (Family::Bernoulli, [p]) => return *p < 1.0 && within(0.0) || *p > 0.0 && within(1.0),
        (Family::Categorical, ps) => {
            return ps
                .iter()
                .enumerate()
                .any(|(at, p)| *p > 0.0 && within(at as f64));
        }
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    math::max(low, least) < math::min(high, most)
}
