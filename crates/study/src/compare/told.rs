//! What is told of a comparison, and in which order: judged here once, for the terminal, the report and JSON.
//!
//! First what the scenario's own text names, in its order; then what differs, by the size of the difference
//! against its error, largest first; what does not differ is counted.

use crate::compare::difference::{MilestoneDifference, SeriesDifference};
use crate::compare::wanted::without_labels;
use serde::Serialize;
use tenfold_ir::math;

/// A difference of no more errors than these is not told from none.
pub const ERRORS_MIN: f64 = 2.0;
/// Medians farther apart than this factor are compared as a ratio.
const RATIO_MIN: f64 = 3.0;
/// Quantiles of one quantity that span more than this factor are compared as ratios.
const SPAN_MIN: f64 = 100.0;
/// A difference is told at the last time at which it has this share of its greatest size.
const NEARLY: f64 = 0.99;
/// A smaller share of the quantity itself is the rounding of 64 bits, gathered over steps.
const ROUNDING: f64 = 1e-9;

/// What is told of one scenario against the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScenarioTold {
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// In the order in which it is told.
    pub told: Vec<Told>,
    /// How many more definitions and milestones do not differ.
    pub alike: usize,
}

/// A definition or a milestone with all its elements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Qualified name without labels.
    pub name: String,
    /// Whether the scenario's own text names it.
    pub named: bool,
    /// Whether an element differs by more than [`ERRORS_MIN`] errors.
    pub differs: bool,
    /// The greatest difference of an element over its error; none where it has no error.
    pub errors: Option<f64>,
    /// What of each element.
    #[serde(flatten)]
    pub elements: Elements,
}

/// The elements of what is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", content = "elements", rename_all = "snake_case")]
pub enum Elements {
    /// When each comes.
    Milestone(Vec<MilestoneDifference>),
    /// How each differs, all at one time.
    Series(Vec<SeriesTold>),
}

/// How a series differs at the time at which that is told: the last at which it differs most. Where it is
/// not finite, a number is NaN.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeriesTold {
    /// Qualified name with labels.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// Calendar year.
    pub time: f64,
    /// In the scenario.
    pub median: f64,
    /// In the other.
    pub median_against: f64,
    /// Amount, or ratio where the quantity spans orders of magnitude.
    pub change: Change,
    /// The difference over its error; none where it has no error.
    pub errors: Option<f64>,
}

/// How a quantity changes within each draw.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Change {
    /// By how much, in its unit.
    Amount(Spread),
    /// By which factor.
    Ratio(Spread),
}

/// Quantiles over draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// 10 % quantile.
    pub q10: f64,
    /// Median.
    pub q50: f64,
    /// 90 % quantile.
    pub q90: f64,
}

/// A size over its error; nothing is 0 errors large.
fn over(size: f64, error: f64) -> f64 {
    let errors = size.abs() / error;
    match size == 0.0 || errors.is_nan() {
        true => 0.0,
        false => errors,
    }
}

impl MilestoneDifference {
    /// How many of its errors its difference is: of the probabilities or of the dates, whichever is more;
    /// infinite where it has none.
    pub fn errors(&self) -> f64 {
        let chance = over(self.probability_difference, self.probability_error);
        chance.max(self.errors_years())
    }

    /// The same of the dates alone.
    pub fn errors_years(&self) -> f64 {
        let years = self.years_later.zip(self.years_error);
        years.map_or(0.0, |(years, error)| over(years, error))
    }
}

impl SeriesDifference {
    /// Whether it has a ratio in every draw that has a difference.
    fn has_ratio(&self, at: usize) -> bool {
        SeriesDifference::at(&self.ratios, 0.5, at).is_finite()
    }

    /// Whether it spans orders of magnitude: over time and draws, or between the two worlds.
    fn is_wide(&self) -> bool {
        let times = || (0..self.times.len()).filter(|at| self.has_ratio(*at));
        let both = || self.quantiles.iter().chain(&self.quantiles_against);
        let values = times().flat_map(|at| both().map(move |(_, values)| values[at]));
        let (least, most) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, 0.0_f64), |(least, most), value| {
                (least.min(value), most.max(value))
            });
        let apart = times().any(|at| {
            let medians = [&self.quantiles, &self.quantiles_against];
            let [own, other] = medians.map(|list| SeriesDifference::at(list, 0.5, at));
            own > RATIO_MIN * other || other > RATIO_MIN * own
        });
        least > 0.0 && (most > SPAN_MIN * least || apart)
    }

    /// The median and the mean of the change at a time, on the scale on which it is judged: logarithms of
    /// ratios, else amounts; 0 where it is none.
    fn sizes(&self, as_ratio: bool, at: usize) -> [f64; 2] {
        let known = |value: f64| if value.is_nan() { 0.0 } else { value };
        if as_ratio {
            let median = SeriesDifference::at(&self.ratios, 0.5, at);
            let sizes = [math::ln(median), self.log_ratio_mean[at]].map(known);
            return sizes.map(|size| if size.abs() < ROUNDING { 0.0 } else { size });
        }
        let median = |list| known(SeriesDifference::at(list, 0.5, at)).abs();
        let whole = median(&self.quantiles).max(median(&self.quantiles_against));
        let middle = SeriesDifference::at(&self.differences, 0.5, at);
        let sizes = [middle, self.mean_difference[at]].map(known);
        sizes.map(|size| {
            if size.abs() <= ROUNDING * whole {
                0.0
            } else {
                size
            }
        })
    }

    /// How many of its errors the change is at a time: of the median or of the mean, whichever is more.
    fn errors(&self, as_ratio: bool, at: usize) -> f64 {
        let [median, mean] = self.sizes(as_ratio, at);
        match as_ratio {
            true => over(mean, self.log_ratio_error[at]),
            false => over(mean, self.error[at]).max(over(median, self.median_error[at])),
        }
    }

    fn told(&self, as_ratio: bool, at: usize) -> SeriesTold {
        let list = if as_ratio {
            &self.ratios
        } else {
            &self.differences
        };
        let spread = Spread {
            q10: SeriesDifference::at(list, 0.1, at),
            q50: SeriesDifference::at(list, 0.5, at),
            q90: SeriesDifference::at(list, 0.9, at),
        };
        SeriesTold {
            name: self.name.clone(),
            unit: self.unit.clone(),
            time: self.times[at],
            median: SeriesDifference::at(&self.quantiles, 0.5, at),
            median_against: SeriesDifference::at(&self.quantiles_against, 0.5, at),
            change: match as_ratio {
                true => Change::Ratio(spread),
                false => Change::Amount(spread),
            },
            errors: Some(self.errors(as_ratio, at)).filter(|errors| errors.is_finite()),
        }
    }
}

/// The last time at which some element differs nearly as much as any does at any time: by the median, or by the mean
/// where no median differs.
fn telling_time(elements: &[&SeriesDifference], as_ratio: bool) -> Option<usize> {
    let times = elements.iter().map(|one| one.times.len()).min()?;
    let size = |nth: usize, at: usize| {
        let sizes = elements
            .iter()
            .map(|one| one.sizes(as_ratio, at)[nth].abs());
        sizes.fold(0.0, f64::max)
    };
    let greatest = |nth: usize| (0..times).map(|at| size(nth, at)).fold(0.0, f64::max);
    let (nth, most) = match greatest(0) {
        0.0 => (1, greatest(1)),
        most => (0, most),
    };
    (0..times).rev().find(|at| size(nth, *at) >= NEARLY * most)
}

/// One definition of a scenario.
fn series(name: &str, elements: &[&SeriesDifference]) -> Option<(f64, Told)> {
    let last = |one: &&SeriesDifference| one.has_ratio(one.times.len().saturating_sub(1));
    let as_ratio = elements.iter().all(last) && elements.iter().any(|one| one.is_wide());
    let at = telling_time(elements, as_ratio)?;
    let errors = elements.iter().map(|one| one.errors(as_ratio, at));
    let told = elements.iter().map(|one| one.told(as_ratio, at)).collect();
    Some(judged(
        name,
        errors.fold(0.0, f64::max),
        Elements::Series(told),
    ))
}

fn milestone(name: &str, elements: &[&MilestoneDifference]) -> (f64, Told) {
    let errors = elements.iter().map(|one| one.errors()).fold(0.0, f64::max);
    let rows = elements.iter().map(|one| (*one).clone()).collect();
    judged(name, errors, Elements::Milestone(rows))
}

fn judged(name: &str, errors: f64, elements: Elements) -> (f64, Told) {
    let told = Told {
        name: name.to_owned(),
        named: false,
        differs: errors > ERRORS_MIN,
        errors: Some(errors).filter(|errors| errors.is_finite()),
        elements,
    };
    (errors, told)
}

/// Rows by their name without labels, in the order in which these first come.
fn grouped<'a, T>(
    rows: impl Iterator<Item = &'a T>,
    name: impl Fn(&T) -> &str,
) -> Vec<(String, Vec<&'a T>)> {
    let mut groups: Vec<(String, Vec<&T>)> = Vec::new();
    for row in rows {
        let whole = without_labels(name(row));
        match groups.iter_mut().find(|(have, _)| have == whole) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((whole.to_owned(), vec![row])),
        }
    }
    groups
}

/// What is told of a scenario, of whose text these names are.
pub(crate) fn told(
    (scenario, against): (&str, &str),
    milestones: &[MilestoneDifference],
    all: &[SeriesDifference],
    wanted: &[String],
) -> ScenarioTold {
    let own = milestones.iter().filter(|row| row.scenario == scenario);
    let dates = grouped(own, |row| &row.name).into_iter();
    let dates = dates.map(|(name, rows)| milestone(&name, &rows));
    let own = all.iter().filter(|row| row.scenario == scenario);
    let sizes = grouped(own, |row| &row.name).into_iter();
    let sizes = sizes.filter_map(|(name, rows)| series(&name, &rows));
    let place = |told: &Told| wanted.iter().position(|name| *name == told.name);
    let mut rows: Vec<(usize, f64, Told)> = dates
        .chain(sizes)
        .map(|(errors, told)| (place(&told).unwrap_or(usize::MAX), errors, told))
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let (all, mut told) = (rows.len(), Vec::new());
    for (place, _, row) in rows {
        let named = place < usize::MAX;
        if named || row.differs {
            told.push(Told { named, ..row });
        }
    }
    ScenarioTold {
        scenario: scenario.to_owned(),
        against: against.to_owned(),
        alike: all - told.len(),
        told,
    }
}
