//! From sums over draws to what is said of a difference: in the model's units, with its error.

use super::CompareScenario;
use super::paired::{Paired, Pairs};
use crate::Error;
use crate::check::Checked;
use crate::columnar::Kind;
use crate::ensemble::Recording;
use crate::report::CompareData;
use crate::run_tables::{Gathered, QUANTILES, times};
use crate::text::first_sentence;
use serde::Serialize;
use std::collections::HashMap;
use std::path::Path;
use tenfold_engine::{Sketch, Summary};
use tenfold_ir::{Program, Variable};

/// A scenario for itself.
pub(super) struct Side(pub(super) Summary);

/// A milestone in a scenario, against the first one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MilestoneDifference {
    /// Qualified name with labels.
    pub name: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Probability that it comes by the end, in the scenario, over the draws of which that is known there.
    pub probability: f64,
    /// The same in the other.
    pub probability_against: f64,
    /// Their difference.
    pub probability_difference: f64,
    /// Its Monte Carlo error, one standard deviation.
    pub probability_error: f64,
    /// The date by which it comes in half of the draws; none if later than the end.
    pub median: Option<f64>,
    /// The same in the other.
    pub median_against: Option<f64>,
    /// Share in which it comes in both, of the draws of which it is known in both.
    pub both: f64,
    /// Of those draws, by how many years it comes later in the scenario: median.
    pub years_later: Option<f64>,
    /// Its Monte Carlo error, one standard deviation.
    pub years_error: Option<f64>,
    /// Of those draws, the share in which it comes earlier in the scenario.
    pub earlier: f64,
    /// The share in which it comes later, or only in the other.
    pub later: f64,
    /// Share of all draws that diverge in one of both before they reach it: they are in no number of
    /// differences.
    pub left_out: f64,
}

/// A series in a scenario, against the first one. Values are in its unit, one for each time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesDifference {
    /// Qualified name with labels.
    pub name: String,
    /// What it says of itself, or its name.
    pub title: String,
    /// As the model writes it.
    pub unit: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Calendar years.
    pub times: Vec<f64>,
    /// Quantiles in the scenario, by probability.
    pub quantiles: Vec<(f64, Vec<f64>)>,
    /// The same in the other.
    pub quantiles_against: Vec<(f64, Vec<f64>)>,
    /// Quantiles of the difference within each draw.
    pub differences: Vec<(f64, Vec<f64>)>,
    /// Its mean; NaN where it is not finite.
    pub mean_difference: Vec<f64>,
    /// Monte Carlo error of the mean, one standard deviation.
    pub error: Vec<f64>,
    /// Share of all draws that have a value in both.
    pub valued: Vec<f64>,
}

/// A series at one time, in its unit; what is not finite is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SeriesAt {
    /// Qualified name with labels.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// The scenario.
    pub scenario: String,
    /// What it is compared with.
    pub against: String,
    /// Calendar year.
    pub time: f64,
    /// In the scenario.
    pub median: Option<f64>,
    /// In the other.
    pub median_against: Option<f64>,
    /// Mean of the difference within each draw.
    pub mean_difference: Option<f64>,
    /// Its Monte Carlo error, one standard deviation.
    pub error: Option<f64>,
    /// 10 % quantile of the difference.
    pub difference_q10: Option<f64>,
    /// Its median.
    pub difference_q50: Option<f64>,
    /// 90 % quantile.
    pub difference_q90: Option<f64>,
    /// Share of all draws that have no value in one of both: they have diverged, or it is undefined.
    pub left_out: f64,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DifferenceRow {
    /// When something happens.
    Milestone(MilestoneDifference),
    /// How large something is.
    Series(SeriesAt),
}

impl SeriesDifference {
    /// All there is at one time.
    pub(super) fn row(&self, at: usize) -> SeriesAt {
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        let gap = |p| finite(SeriesDifference::at(&self.differences, p, at));
        SeriesAt {
            name: self.name.clone(),
            unit: self.unit.clone(),
            scenario: self.scenario.clone(),
            against: self.against.clone(),
            time: self.times[at],
            median: finite(SeriesDifference::at(&self.quantiles, 0.5, at)),
            median_against: finite(SeriesDifference::at(&self.quantiles_against, 0.5, at)),
            mean_difference: finite(self.mean_difference[at]),
            error: finite(self.error[at]),
            difference_q10: gap(0.1),
            difference_q50: gap(0.5),
            difference_q90: gap(0.9),
            left_out: 1.0 - self.valued[at],
        }
    }

    /// One of the lists of quantiles at a probability and a time.
    pub fn at(list: &[(f64, Vec<f64>)], p: f64, time: usize) -> f64 {
        let found = list.iter().find(|(have, _)| (have - p).abs() < 1e-9);
        found
            .and_then(|(_, values)| values.get(time).copied())
            .unwrap_or(f64::NAN)
    }
}

/// The words and units for sums over draws.
pub(super) struct Named<'a> {
    pub(super) checked: &'a Checked,
    pub(super) program: &'a Program,
    pub(super) recording: &'a Recording,
    pub(super) scenarios: &'a [CompareScenario],
    pub(super) draws: u64,
}

impl Named<'_> {
    pub(super) fn data(&self, paired: &Paired, seed: u64) -> CompareData {
        let (mut milestones, mut series) = (Vec::new(), Vec::new());
        for (at, against) in paired.against.iter().enumerate() {
            let sides = (&paired.sides[at + 1].0, &paired.sides[0].0);
            for (milestone, dates) in against.dates.iter().enumerate() {
                milestones.push(self.milestone(at + 1, milestone, dates, sides));
            }
            let times = sides.0.steps().len();
            for (record, gaps) in against.series.chunks(times.max(1)).enumerate() {
                series.push(self.series(at + 1, record, gaps, sides));
            }
        }
        let time = &self.program.time;
        CompareData {
            title: self.title(),
            model: self.checked.name.clone(),
            model_hash: self.checked.hash.clone(),
            version: env!("CARGO_PKG_VERSION").into(),
            seed,
            draws: self.draws,
            start: time.start,
            end: time.at(time.steps),
            scenarios: self.scenarios.to_vec(),
            milestones,
            series,
            catalogue: self.checked.catalogue(),
        }
    }

    fn title(&self) -> String {
        let model = self.checked.model.as_ref();
        let root = model.and_then(|model| model.modules().into_iter().next());
        let doc = root.and_then(|root| root.doc).unwrap_or_default();
        match first_sentence(&doc) {
            "" => self.checked.name.clone(),
            sentence => sentence.to_owned(),
        }
    }

    /// How many draws count in an error: where they start from a posterior, no more than that is worth.
    fn independent(&self, scenario: usize, draws: f64) -> f64 {
        let both = [&self.scenarios[scenario], &self.scenarios[0]];
        let worth = both.iter().filter_map(|one| one.posterior.as_ref());
        worth
            .map(|used| used.effective)
            .fold(draws, f64::min)
            .max(1.0)
    }

    fn milestone(
        &self,
        scenario: usize,
        at: usize,
        dates: &Pairs,
        (own, other): (&Summary, &Summary),
    ) -> MilestoneDifference {
        let (own, other) = (own.milestone(at), other.milestone(at));
        let known = dates.known.max(1) as f64;
        let (only_other, only_own) = (dates.first as f64 / known, dates.second as f64 / known);
        let difference = only_own - only_other;
        // Each draw counts 1, −1 or 0: their variance over the draws.
        let variance = (only_own + only_other - difference * difference).max(0.0);
        let both = dates.both.count();
        let years = |p: f64| {
            let rank = p.clamp(0.0, 1.0) * both.saturating_sub(1) as f64;
            dates.both.at_rank(rank as u64)
        };
        MilestoneDifference {
            name: self.program.milestones[at].name.clone(),
            scenario: self.scenarios[scenario].name.clone(),
            against: self.scenarios[0].name.clone(),
            probability: own.reached(),
            probability_against: other.reached(),
            probability_difference: difference,
            probability_error: (variance / self.independent(scenario, known)).sqrt(),
            median: own.quantile(0.5),
            median_against: other.quantile(0.5),
            both: both as f64 / known,
            years_later: years(0.5),
            years_error: {
                let near = 0.5 / self.independent(scenario, both as f64).sqrt();
                let ends = years(0.5 + near).zip(years(0.5 - near));
                ends.map(|(high, low)| 0.5 * (high - low))
            },
            earlier: dates.earlier as f64 / known + only_own,
            later: dates.later as f64 / known + only_other,
            left_out: 1.0 - dates.known as f64 / self.draws.max(1) as f64,
        }
    }

    fn series(
        &self,
        scenario: usize,
        record: usize,
        gaps: &[Sketch],
        (own, other): (&Summary, &Summary),
    ) -> SeriesDifference {
        let variable = &self.program.variables[self.recording.variables[record]];
        let factor = variable.unit.factor;
        let of_side = |side: &Summary| {
            by_quantile(gaps.len(), |p, time| {
                side.quantile(record, time, p).map(|value| value / factor)
            })
        };
        let error = |gap: &Sketch| {
            let count = self.independent(scenario, gap.count() as f64);
            gap.sd().map_or(f64::NAN, |sd| sd / count.sqrt() / factor)
        };
        let mean = |gap: &Sketch| gap.mean().map_or(f64::NAN, |mean| mean / factor);
        let name = variable.full_name();
        SeriesDifference {
            title: self.title_of(variable, &name),
            name,
            unit: variable.unit.text.clone(),
            scenario: self.scenarios[scenario].name.clone(),
            against: self.scenarios[0].name.clone(),
            times: times(&self.program.time, own),
            quantiles: of_side(own),
            quantiles_against: of_side(other),
            differences: by_quantile(gaps.len(), |p, time| {
                gaps[time].quantile(p).map(|value| value / factor)
            }),
            mean_difference: gaps.iter().map(mean).collect(),
            error: gaps.iter().map(error).collect(),
            valued: (gaps.iter())
                .map(|gap| gap.count() as f64 / self.draws.max(1) as f64)
                .collect(),
        }
    }

    fn title_of(&self, variable: &Variable, name: &str) -> String {
        let model = self.checked.model.as_ref();
        let definitions = model.map_or(&[][..], |model| model.definitions());
        let docs: HashMap<&str, &str> = definitions
            .iter()
            .filter_map(|one| Some((one.name.as_str(), one.doc.as_deref()?)))
            .collect();
        let doc = docs.get(variable.name.as_str()).copied();
        doc.unwrap_or(name).to_owned()
    }
}

fn by_quantile(times: usize, value: impl Fn(f64, usize) -> Option<f64>) -> Vec<(f64, Vec<f64>)> {
    let one = |(p, _): &(f64, &str)| {
        let values = (0..times).map(|time| value(*p, time).unwrap_or(f64::NAN));
        (*p, values.collect())
    };
    QUANTILES.iter().map(one).collect()
}

/// A row for each scenario but the first, series and recorded time.
pub(super) fn write(path: &Path, data: &CompareData) -> Result<(), Error> {
    let name = |name: &str, kind| (name.to_owned(), kind);
    let mut columns = vec![
        name("scenario", Kind::Text),
        name("against", Kind::Text),
        name("variable", Kind::Text),
        name("unit", Kind::Text),
        name("time", Kind::Double),
        name("median", Kind::OptionalDouble),
        name("median_against", Kind::OptionalDouble),
        name("mean_difference", Kind::OptionalDouble),
        name("error", Kind::OptionalDouble),
        name("valued", Kind::Double),
    ];
    let quantiles = QUANTILES.iter();
    columns.extend(quantiles.map(|(_, q)| name(&format!("difference_{q}"), Kind::OptionalDouble)));
    let mut table = Gathered::create(path, &columns)?;
    for series in &data.series {
        for (at, time) in series.times.iter().enumerate() {
            let finite = |value: f64| Some(value).filter(|value| !value.is_nan());
            let columns = &mut table.columns;
            let texts = [
                &series.scenario,
                &series.against,
                &series.name,
                &series.unit,
            ];
            for (column, text) in columns.iter_mut().zip(texts) {
                column.push_text(text);
            }
            columns[4].push(Some(*time));
            let values = [
                SeriesDifference::at(&series.quantiles, 0.5, at),
                SeriesDifference::at(&series.quantiles_against, 0.5, at),
                series.mean_difference[at],
                series.error[at],
                series.valued[at],
            ];
            let gaps = series.differences.iter().map(|(_, values)| values[at]);
            for (column, value) in columns[5..].iter_mut().zip(values.into_iter().chain(gaps)) {
                column.push(finite(value));
            }
            table.end_row()?;
        }
    }
    table.close()
}
