//! From sums over draws to what is said of a difference: in the model's units, with its error.

use crate::compare::paired::{Paired, Pairs};
use crate::ensemble::{QUANTILES, Recording, times};
use crate::envelope::{Envelope, Notice};
use crate::posterior_rows::PosteriorUsed;
use crate::table_used::TableUsed;
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use tenfold_engine::{Sketch, Summary};
use tenfold_ir::{Program, Variable};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_words::text::{Lang, first_sentence};

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
    pub(crate) fn row(&self, at: usize) -> SeriesAt {
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
pub struct Named<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) program: &'a Program,
    pub(crate) recording: &'a Recording,
    pub(crate) scenarios: &'a [CompareScenario],
    pub(crate) draws: u64,
}

impl Named<'_> {
    pub(crate) fn data(&self, paired: &Paired, seed: u64) -> CompareData {
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

/// Scenarios, compared, as a report and a terminal show them.
#[derive(Clone, Debug, Default)]
pub struct CompareData {
    /// Heading: what the model is about.
    pub title: String,
    /// The model's name.
    pub model: String,
    /// Hash of every source file that the model is made of, hexadecimal.
    pub model_hash: String,
    /// Version of the program that ran it.
    pub version: String,
    /// Of the run.
    pub seed: u64,
    /// Number of joint draws.
    pub draws: u64,
    /// First simulated time, calendar years.
    pub start: f64,
    /// Last simulated time, calendar years.
    pub end: f64,
    /// The first is what the others are compared with.
    pub scenarios: Vec<CompareScenario>,
    /// For each of the others every milestone.
    pub milestones: Vec<MilestoneDifference>,
    /// For each of the others every series.
    pub series: Vec<SeriesDifference>,
    /// What the model's things are called in each language.
    pub catalogue: Catalogue,
}

impl CompareData {
    /// What a scenario is called: its title in the catalogue, else its name.
    pub fn scenario_in(&self, lang: Lang, name: &str) -> String {
        let whole = self.catalogue.scenario(name);
        let title = whole.and_then(|whole| self.catalogue.given_title(lang, &whole));
        title.unwrap_or_else(|| name.to_owned())
    }

    /// The heading in a language.
    pub fn title_in(&self, lang: Lang) -> String {
        match first_sentence(self.catalogue.doc(lang, &self.model)) {
            "" => self.title.clone(),
            said => said.to_owned(),
        }
    }
}

/// The plain model, as a scenario.
pub const BASE: &str = "base";

/// One of the worlds compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompareScenario {
    /// As asked for.
    pub name: String,
    /// What it says of itself; may be empty.
    pub doc: String,
    /// What it assumes, as after `assume`.
    pub assumptions: Vec<String>,
    /// What it intervenes on, as after `intervene`.
    pub interventions: Vec<String>,
    /// Draws in which some value was not finite; in the differences from then on no more.
    pub diverged: u64,
    /// The posterior that the draws start from; none where they start from the priors.
    pub posterior: Option<PosteriorUsed>,
    /// The table of parameters that the draws take their rows from, if any.
    pub given: Option<TableUsed>,
}

/// Scenarios, compared; but for its rows, `manifest.json` of its folder.
#[derive(Clone, Debug, Serialize)]
pub struct CompareResult {
    /// Version of the program.
    pub tenfold: String,
    /// The model's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// Joint draws.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Made in all of them, as after `assume`.
    pub assumptions: Vec<String>,
    /// Made in all of them, as after `intervene`.
    pub interventions: Vec<String>,
    /// In the order asked for; the first is what the others are compared with.
    pub scenarios: Vec<CompareScenario>,
    /// What a report shows: every milestone and series, for each scenario but the first.
    #[serde(skip)]
    pub data: CompareData,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// What is to be said of where draws started.
    #[serde(skip)]
    pub notices: Vec<Notice>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// A comparison as JSON, in an [`Envelope`].
#[derive(Clone, Debug, Serialize)]
pub struct CompareFound<'a> {
    /// Each with the posterior that it starts from; the first is what the others are compared with.
    pub scenarios: &'a [CompareScenario],
    /// One for each milestone, and one for each series and time.
    pub differences: Vec<DifferenceRow>,
}

impl CompareResult {
    /// As `--json` gives it.
    pub fn envelope(&self) -> Envelope<'_, CompareFound<'_>> {
        let first = self.scenarios.first();
        Envelope {
            model: &self.model,
            model_hash: &self.model_hash,
            version: env!("CARGO_PKG_VERSION"),
            seed: self.seed,
            draws: self.draws,
            posterior: first.and_then(|first| first.posterior.as_ref()),
            found: CompareFound {
                scenarios: &self.scenarios,
                differences: self.rows(),
            },
        }
    }

    /// Every difference as an object: one for each milestone, and one for each series and time.
    pub fn rows(&self) -> Vec<DifferenceRow> {
        let milestones = self.data.milestones.iter().cloned();
        let milestones = milestones.map(DifferenceRow::Milestone);
        let series = self.data.series.iter().flat_map(|series| {
            let times = 0..series.times.len();
            times.map(|at| DifferenceRow::Series(series.row(at)))
        });
        milestones.chain(series).collect()
    }
}
