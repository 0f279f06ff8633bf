//! From sums over draws to what is said of a difference: in the model's units, with its error.

use crate::compare::difference::{MilestoneDifference, SeriesAt, SeriesDifference};
use crate::compare::paired::{Paired, Pairs};
use crate::compare::told::{ScenarioTold, told};
use crate::dated;
use crate::ensemble::{QUANTILES, Recording, times};
use crate::envelope::{Envelope, Notice};
use crate::posterior_rows::PosteriorUsed;
use crate::rows::MilestoneRow;
use crate::table_used::TableUsed;
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use tenfold_engine::{Sketch, Summary};
use tenfold_ir::{Milestone, Program, Variable, math};
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_words::text::{Lang, first_sentence};

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DifferenceRow {
    /// When something happens.
    Milestone(MilestoneDifference),
    /// How large something is.
    Series(SeriesAt),
}

/// The words and units for sums over draws.
pub struct Named<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) program: &'a Program,
    pub(crate) recording: &'a Recording,
    pub(crate) scenarios: &'a [CompareScenario],
    /// For each scenario what its own text names.
    pub(crate) wanted: &'a [Vec<String>],
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
            let gaps = against.series.chunks(times.max(1));
            let pairs = gaps.zip(against.ratios.chunks(times.max(1))).enumerate();
            for (record, pair) in pairs {
                series.push(self.series(at + 1, record, pair, sides));
            }
        }
        let others = self.scenarios.iter().zip(self.wanted).skip(1);
        let against = self.scenarios.first().map_or("", |first| &first.name);
        let told = others.map(|(scenario, wanted)| {
            told((&scenario.name, against), &milestones, &series, wanted)
        });
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
            told: told.collect(),
            dates: paired
                .sides
                .iter()
                .map(|side| self.dates(&side.0))
                .collect(),
            milestones,
            series,
            catalogue: self.checked.catalogue(),
        }
    }

    /// When every milestone comes in one of the worlds.
    fn dates(&self, side: &Summary) -> Vec<MilestoneRow> {
        let all = self.program.milestones.iter().enumerate();
        let row = |(at, milestone): (usize, &Milestone)| {
            dated::row(&milestone.name, side.milestone(at), &self.program.time)
        };
        all.map(row).collect()
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
        (gaps, ratios): (&[Sketch], &[Sketch]),
        (own, other): (&Summary, &Summary),
    ) -> SeriesDifference {
        let variable = &self.program.variables[self.recording.variables[record]];
        let factor = variable.unit.factor;
        let of_side = |side: &Summary| {
            by_quantile(gaps.len(), |p, time| {
                side.quantile(record, time, p).map(|value| value / factor)
            })
        };
        let worth = |gap: &Sketch| self.independent(scenario, gap.count() as f64);
        let error = |gap: &Sketch| gap.sd().map_or(f64::NAN, |sd| sd / worth(gap).sqrt());
        let mean = |gap: &Sketch| gap.mean().unwrap_or(f64::NAN);
        // Half the distance between the quantiles a standard deviation of a rank to either side.
        let median_error = |gap: &Sketch| {
            let near = 0.5 / worth(gap).sqrt();
            let ends = gap.quantile(0.5 + near).zip(gap.quantile(0.5 - near));
            ends.map_or(f64::NAN, |(high, low)| 0.5 * (high - low) / factor)
        };
        let of_ratios = |say: &dyn Fn(&Sketch) -> f64| {
            let pairs = gaps.iter().zip(ratios);
            let said = pairs.map(|(gap, ratio)| match gap.count() == ratio.count() {
                true => say(ratio),
                false => f64::NAN,
            });
            said.collect::<Vec<f64>>()
        };
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
            mean_difference: gaps.iter().map(|gap| mean(gap) / factor).collect(),
            error: gaps.iter().map(|gap| error(gap) / factor).collect(),
            median_error: gaps.iter().map(median_error).collect(),
            ratios: (QUANTILES.iter())
                .map(|(p, _)| {
                    let log = |ratio: &Sketch| ratio.quantile(*p).unwrap_or(f64::NAN);
                    (*p, of_ratios(&|ratio| math::exp(log(ratio))))
                })
                .collect(),
            log_ratio_mean: of_ratios(&mean),
            log_ratio_error: of_ratios(&error),
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
    /// What is told of each of the others, in order.
    pub told: Vec<ScenarioTold>,
    /// For every scenario when each milestone comes.
    pub dates: Vec<Vec<MilestoneRow>>,
    /// For each of the others every milestone.
    pub milestones: Vec<MilestoneDifference>,
    /// For each of the others every series.
    pub series: Vec<SeriesDifference>,
    /// What the model's things are called in each language.
    pub catalogue: Catalogue,
}

impl CompareData {
    /// What a scenario is called: its title in the catalogue, else its name as words.
    pub fn scenario_in(&self, lang: Lang, name: &str) -> String {
        let whole = self.catalogue.scenario(name);
        let title = whole.map(|whole| self.catalogue.title(lang, &whole));
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
    /// For each scenario but the first what differs, what its own text names before all else.
    pub told: &'a [ScenarioTold],
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
                told: &self.data.told,
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
