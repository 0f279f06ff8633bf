//! Parameters drawn together: every matrix that the pairs make must be positive definite.

use super::{Lowerer, Plan};
use crate::resolved::{ByRow, Correlate, EntityId};
use std::collections::{BTreeMap, HashMap};
use tenfold_ir::{Correlation, Diagnostic, Distribution, ParamId};

/// Parameters of one correlated group, beyond which it is refused: the check is cubic.
const GROUP_MAX: usize = 300;

impl Lowerer<'_> {
    pub(super) fn correlations(&mut self, plan: &Plan) {
        let resolved = self.resolved;
        let nobody = EntityId(u32::MAX);
        let leaders = self.rows(plan);
        let mut pairs: BTreeMap<(ParamId, ParamId), f64> = BTreeMap::new();
        let mut last = None;
        for correlate in &resolved.correlates {
            let Some(rho) = self.known_number(&correlate.rho, nobody) else {
                continue;
            };
            if !(rho > -1.0 && rho < 1.0) || correlate.a == correlate.b {
                let found = format!("a correlation of {rho}");
                self.bad_correlation(
                    correlate,
                    &found,
                    "two different parameters and a number strictly between -1 and 1",
                );
                continue;
            }
            let size = resolved.size(&resolved.entity(correlate.a).dims) as u32;
            for element in 0..size {
                let key = |id| (id, element);
                let a = self.param_nodes.get(&key(correlate.a)).copied();
                let b = self.param_nodes.get(&key(correlate.b)).copied();
                let (Some(a), Some(b)) = (a, b) else {
                    continue;
                };
                let no_prior = |id: ParamId| self.params[id.index()].prior.is_none();
                // A scenario or test may fix one of the two: then nothing is drawn together.
                if no_prior(a) || no_prior(b) {
                    continue;
                }
                // What is drawn by row has one score.
                let [a, b] = [a, b].map(|id| leaders.get(&id).copied().unwrap_or(id));
                let pair = (a.min(b), a.max(b));
                if a == b || pairs.insert(pair, rho).is_some() {
                    self.bad_correlation(correlate, "a pair for the second time", "each pair once");
                }
                self.correlations.push(Correlation { a, b, rho });
            }
            last = Some(correlate);
        }
        if let Some(last) = last
            && !groups(&pairs)
                .iter()
                .all(|group| is_definite(group, &pairs))
        {
            self.bad_correlation(
                last,
                "correlations that no random numbers can have together",
                &format!("a positive definite matrix of at most {GROUP_MAX} parameters"),
            );
        }
    }

    /// Correlates fully what is drawn by row, each with the first of its group: columns of one table
    /// that have one score stay together. Whose score each has.
    fn rows(&mut self, plan: &Plan) -> HashMap<ParamId, ParamId> {
        let resolved = self.resolved;
        let mut leaders: HashMap<ParamId, ParamId> = HashMap::new();
        for group in &resolved.by_row {
            let mut first: Option<(ParamId, String)> = None;
            for (entity, element) in self.elements_by_row(group, plan) {
                let Some(param) = self.param_nodes.get(&(entity, element)).copied() else {
                    continue;
                };
                let table = match &self.params[param.index()].prior {
                    Some(Distribution::Empirical { source, .. }) => source.clone(),
                    _ => String::new(),
                };
                let (leader, own) = first.get_or_insert_with(|| (param, table.clone()));
                let leader = *leader;
                if table.is_empty() || table != *own || leaders.insert(param, leader).is_some() {
                    self.not_by_row(group, &resolved.full_name(entity, element));
                } else if param != leader {
                    self.correlations.push(Correlation {
                        a: leader,
                        b: param,
                        rho: 1.0,
                    });
                }
            }
        }
        leaders
    }

    /// The elements of a group; what a scenario or test believes otherwise is drawn by itself.
    fn elements_by_row(&self, group: &ByRow, plan: &Plan) -> Vec<(EntityId, u32)> {
        let own = group.params.iter();
        let own = own.filter(|id| plan.changes.iter().all(|change| change.entity != **id));
        let elements = own.flat_map(|id| {
            let size = self.resolved.size(&self.resolved.entity(*id).dims) as u32;
            (0..size).map(|element| (*id, element))
        });
        elements.collect()
    }

    fn not_by_row(&mut self, group: &ByRow, name: &str) {
        self.report(
            Diagnostic::error(
                "not-by-row",
                group.span,
                format!(
                    "found `{name}`, expected each parameter once, with the prior `empirical` of one table"
                ),
            )
            .arg("name", name)
            .help("give each of them the prior `empirical(\"FILE\")` of the same file, and name it once"),
        );
    }

    fn bad_correlation(&mut self, correlate: &Correlate, found: &str, expected: &str) {
        self.report(
            Diagnostic::error(
                "bad-correlation",
                correlate.span,
                format!("found {found}, expected {expected}"),
            )
            .arg("found", found)
            .arg("expected", expected)
            .help("bring the correlations closer to 0"),
        );
    }
}

/// Parameters that pairs connect, directly or through others.
fn groups(pairs: &BTreeMap<(ParamId, ParamId), f64>) -> Vec<Vec<ParamId>> {
    let mut neighbours: BTreeMap<ParamId, Vec<ParamId>> = BTreeMap::new();
    for (a, b) in pairs.keys() {
        neighbours.entry(*a).or_default().push(*b);
        neighbours.entry(*b).or_default().push(*a);
    }
    let mut seen: HashMap<ParamId, ()> = HashMap::new();
    let mut out = Vec::new();
    for start in neighbours.keys() {
        let mut group = Vec::new();
        let mut waiting = vec![*start];
        while let Some(param) = waiting.pop() {
            if seen.insert(param, ()).is_none() {
                group.push(param);
                waiting.extend(&neighbours[&param]);
            }
        }
        if !group.is_empty() {
            out.push(group);
        }
    }
    out
}

/// Whether the matrix of a group is positive definite: its Cholesky factor exists.
fn is_definite(group: &[ParamId], pairs: &BTreeMap<(ParamId, ParamId), f64>) -> bool {
    let n = group.len();
    if n > GROUP_MAX {
        return false;
    }
    let entry = |i: usize, j: usize| {
        let pair = (group[i].min(group[j]), group[i].max(group[j]));
        if i == j {
            1.0
        } else {
            pairs.get(&pair).copied().unwrap_or(0.0)
        }
    };
    let mut factor = vec![vec![0.0_f64; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| factor[i][k] * factor[j][k]).sum();
            let rest = entry(i, j) - dot;
            if i == j {
                // Rounding of n products: a pivot below it may be negative in truth.
                if rest <= n as f64 * f64::EPSILON {
                    return false;
                }
                factor[i][i] = rest.sqrt();
            } else {
                factor[i][j] = rest / factor[j][j];
            }
        }
    }
    true
}
