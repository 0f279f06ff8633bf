//! What is asked of a model that is kept, and what comes back, as plain data: the JSON of the page.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tenfold_lang::Overrides;
use tenfold_study::influence::Influence;

/// A pair of sentences that people read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

/// One text of a model.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ModelFile {
    /// Its name below the model's folder: `world.ten`. The first of several is the root.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// A world to look at.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// A scenario of the model.
    pub scenario: Option<String>,
    /// By parameter or `let`, the expression or prior that it becomes: `2 year`, `0.5 to 2`.
    pub assume: BTreeMap<String, String>,
    /// As after `intervene`.
    pub intervene: Vec<String>,
    /// Of the keyed generator.
    pub seed: u64,
    /// The most draws that are wanted.
    pub draws: u64,
    /// Full names of the variables to return.
    pub series: Vec<String>,
    /// Pairs of scalars to show against each other: parameters, milestones, `NAME at YEAR`.
    pub joint: Vec<(String, String)>,
    /// Whether the same draws of the model as it is are compared with.
    pub baseline: bool,
    /// Whether draws start from the priors, whatever the record says.
    pub prior: bool,
    /// The model's texts where they are edited.
    pub files: Option<Vec<ModelFile>>,
}

/// Words that begin a distribution, or that stand within one.
const BEGINS: [&str; 13] = [
    "normal",
    "lognormal",
    "uniform",
    "loguniform",
    "triangular",
    "beta",
    "gamma",
    "exponential",
    "student_t",
    "bernoulli",
    "categorical",
    "mixture",
    "empirical",
];

/// Whether a text is a prior rather than a value: `0.5 to 2`, `beta(2, 3)`.
fn is_prior(text: &str) -> bool {
    let begins = |word: &str| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| rest.trim_start().starts_with('('))
    };
    let mut words = text.split_whitespace();
    BEGINS.iter().any(|word| begins(word)) || words.any(|word| word == "to")
}

impl Question {
    /// As the commands take it; `=` or `~` stands before what a name becomes.
    pub(crate) fn overrides(&self) -> Overrides {
        let clause = |(name, becomes): (&String, &String)| {
            let becomes = becomes.trim();
            let sign = match becomes.chars().next() {
                Some('=' | '~') => "",
                _ if is_prior(becomes) => "~ ",
                _ => "= ",
            };
            format!("{name} {sign}{becomes}")
        };
        Overrides {
            scenario: self.scenario.clone(),
            assumptions: self.assume.iter().map(clause).collect(),
            interventions: self.intervene.clone(),
        }
    }
}

/// Where draws started.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BeliefSaid {
    /// From the priors, the model's posterior, that one's rows weighed anew, or a posterior of these beliefs.
    pub kind: BeliefKind,
    /// Independent draws that the rows are worth; none from the priors.
    pub effective: Option<f64>,
    /// The shape of the weights' tail, where rows were weighed; above 0.7 few decide.
    pub pareto_k: Option<f64>,
    /// Whether rows are too few to trust, and these beliefs are being calibrated.
    pub provisional: bool,
    /// What a reader should know.
    pub note: Option<Words>,
}

/// See [`BeliefSaid::kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum BeliefKind {
    Prior,
    Posterior,
    Reweighed,
    Calibrated,
}

/// A column of numbers; what is undefined is none.
pub type Numbers = Vec<Option<f64>>;

/// What so many draws say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// Joint draws so far.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Draws in which some value was not finite.
    pub diverged: u64,
    /// Wall-clock time since the question.
    pub milliseconds: f64,
    /// Where draws started.
    pub belief: BeliefSaid,
    /// Those asked for.
    pub series: Vec<AnswerSeries>,
    /// All of the model.
    pub milestones: Vec<AnswerMilestone>,
    /// What swings milestones and series, strongest first.
    pub influence: Vec<Influence>,
    /// The pairs asked for.
    pub joint: Vec<Joint>,
}

/// A series, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerSeries {
    /// Full name.
    pub name: String,
    /// As the model writes it.
    pub unit: String,
    /// Calendar years.
    pub at: Vec<f64>,
    /// Quantiles at those times.
    #[serde(flatten)]
    pub quantiles: Fan,
    /// The same in the model as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Fan>,
    /// What differs within each draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<SeriesGap>,
}

/// Quantiles of a series at each time.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Fan {
    pub q05: Numbers,
    pub q25: Numbers,
    pub q50: Numbers,
    pub q75: Numbers,
    pub q95: Numbers,
}

/// The mean difference within draws, and its Monte Carlo error, one standard deviation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SeriesGap {
    pub mean: Numbers,
    pub error: Numbers,
}

/// When a milestone comes. Quantiles are over the draws of which that is known; none where that is never.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerMilestone {
    /// Full name.
    pub name: String,
    /// In both languages.
    pub title: Words,
    /// Calendar years.
    pub q10: Option<f64>,
    /// The first quartile.
    pub q25: Option<f64>,
    /// The median.
    pub q50: Option<f64>,
    /// The third quartile.
    pub q75: Option<f64>,
    /// The ninth decile.
    pub q90: Option<f64>,
    /// Share of draws in which it does not come by the end.
    pub never: f64,
    /// By the end of each year.
    pub by: Vec<ByYear>,
    /// A histogram.
    pub bins: Vec<DateBin>,
    /// The same in the model as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<MilestoneBaseline>,
    /// What differs within each draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<MilestoneGap>,
}

/// The probability that a milestone comes before a year has ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ByYear {
    pub year: i32,
    pub probability: f64,
}

/// The share of draws in which a milestone comes between two dates.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct DateBin {
    pub from: f64,
    pub to: f64,
    pub share: f64,
}

/// A milestone in the model as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct MilestoneBaseline {
    pub q10: Option<f64>,
    pub q50: Option<f64>,
    pub q90: Option<f64>,
    pub never: f64,
    pub by: Vec<ByYear>,
}

/// By the end of each year, how much more probable a milestone is, from the same draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct MilestoneGap {
    pub by: Vec<ByYearGap>,
}

/// See [`MilestoneGap`]; the error is one standard deviation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ByYearGap {
    pub year: i32,
    pub mean: f64,
    pub error: f64,
}

/// Two numbers of each draw, in their units; draws that lack one are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Joint {
    pub x: String,
    pub y: String,
    pub points: Vec<(f64, f64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prior_is_told_from_a_value() {
        for text in ["0.5 to 2", "beta(2, 3)", "normal (0, 1)", "20 % to 80 %"] {
            assert!(is_prior(text), "{text}");
        }
        for text in ["2 year", "beta", "total", "uniformity(2)", "1e-3"] {
            assert!(!is_prior(text), "{text}");
        }
    }

    #[test]
    fn a_change_becomes_a_clause() {
        let question = Question {
            assume: BTreeMap::from(
                [
                    ("a.x", "2 year"),
                    ("a.y", "1 to 2"),
                    ("a.z", "~ beta(1, 2)"),
                ]
                .map(|(name, text)| (name.to_owned(), text.to_owned())),
            ),
            ..Question::default()
        };
        let clauses = question.overrides().assumptions;
        assert_eq!(
            clauses,
            ["a.x = 2 year", "a.y ~ 1 to 2", "a.z ~ beta(1, 2)"]
        );
    }
}
