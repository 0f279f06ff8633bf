//! Claims as plain data.

use crate::envelope::{Envelope, Notice};
use crate::posterior_rows::PosteriorUsed;
use crate::table_used::TableUsed;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tenfold_model::catalogue::Catalogue;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_words::text::Lang;

/// The ledger, held against an ensemble.
#[derive(Clone, Debug)]
pub struct ClaimsResult {
    /// The model's name.
    pub model: String,
    /// In source order.
    pub claims: Vec<ClaimRow>,
    /// What things are called, and what was said, in other languages.
    pub catalogue: Catalogue,
    /// Of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// Of the keyed generator.
    pub seed: u64,
    /// How many draws.
    pub draws: u64,
    /// How many worlds were run.
    pub worlds: usize,
    /// The posterior that the draws start from.
    pub posterior: Option<PosteriorUsed>,
    /// The table of parameters that the draws take their rows from, if any.
    pub given: Option<TableUsed>,
    /// What is to be said of where draws started.
    pub notices: Vec<Notice>,
    /// Wall-clock seconds of draws and statistics.
    pub seconds: f64,
    /// The folder that was written.
    pub folder: Option<PathBuf>,
    /// What the model warns of.
    pub warnings: Diagnosed,
}

/// Claims as JSON, in an [`Envelope`].
#[derive(Clone, Debug, Serialize)]
pub struct ClaimsFound<'a> {
    /// How many worlds were run.
    pub worlds: usize,
    /// In source order.
    pub claims: &'a [ClaimRow],
}

impl ClaimsResult {
    /// As `--json` gives it.
    pub fn envelope(&self) -> Envelope<'_, ClaimsFound<'_>> {
        Envelope {
            model: &self.model,
            model_hash: &self.model_hash,
            version: env!("CARGO_PKG_VERSION"),
            seed: self.seed,
            draws: self.draws,
            posterior: self.posterior.as_ref(),
            found: ClaimsFound {
                worlds: self.worlds,
                claims: &self.claims,
            },
        }
    }
}

/// What became of one claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// Its name, with `-` for `_`.
    pub id: String,
    /// Its qualified name: `ledger.geniuses_2035`.
    pub claim: String,
    /// Where it was said: `§3`.
    pub section: Option<String>,
    /// What was said.
    pub said: Option<String>,
    /// What it holds, as the model writes it.
    pub holds: String,
    /// What the model gives, in its unit; none for never, and where there is no value.
    pub value: Option<f64>,
    /// Its standard error; none where the value may be finite or not.
    pub error: Option<f64>,
    /// Such as `month`; `year` for dates, `1` for probabilities.
    pub unit: String,
    /// What kind of number it is.
    pub measure: MeasureWord,
    /// Whether it is so.
    pub verdict: VerdictWord,
    /// The values that confirm it, where they are an interval.
    pub band: Option<Band>,
    /// Those that leave it in tension.
    pub tension: Option<Band>,
    /// What happened since.
    pub outcome: Option<String>,
    /// Where that is recorded.
    pub outcome_reference: Option<String>,
    /// The parameters that swing the value most.
    pub drivers: Vec<DriverRow>,
    /// Share of the swing of all drivers that rests on judgement; none without drivers.
    pub judgement: Option<f64>,
    /// Share of the draws that have no value.
    pub left_out: f64,
}

/// An interval; an end that is none is open.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// In the claim's unit.
    pub low: Option<f64>,
    /// In the claim's unit.
    pub high: Option<f64>,
}

/// A parameter that swings a claim's value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriverRow {
    /// Its qualified name with labels.
    pub name: String,
    /// The claim's value where it is in its lowest fifth; none for never.
    pub low: Option<f64>,
    /// In its highest.
    pub high: Option<f64>,
    /// Its part of the variance that all drivers explain.
    pub share: f64,
    /// What kind of support it has.
    pub provenance: Option<String>,
}

/// What kind of number a claim's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MeasureWord {
    Date,
    Probability,
    Number,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VerdictWord {
    Holds,
    InTension,
    Fails,
    Undecided,
}

impl ClaimRow {
    /// Its name in the catalogue.
    pub fn key(&self) -> String {
        let (module, name) = self.claim.split_once('.').unwrap_or(("", &self.claim));
        format!("{module}.claim.{name}")
    }

    /// What was said, in the words of a language; its id where nothing is quoted.
    pub fn said_in<'w>(&'w self, words: &'w Catalogue, lang: Lang) -> &'w str {
        let own = self.said.as_deref().unwrap_or(&self.id);
        Some(words.doc(lang, &self.key()))
            .filter(|doc| !doc.is_empty())
            .unwrap_or(own)
    }

    /// What happened since, in the words of a language.
    pub fn outcome_in<'w>(&'w self, words: &'w Catalogue, lang: Lang) -> Option<&'w str> {
        let own = self.outcome.as_deref()?;
        let found = words.outcome(lang, &self.key());
        Some(if found.is_empty() { own } else { found })
    }
}

/// What share of the swing rests on judgement in the middle claim of these; none without drivers.
pub fn judgement_in_the_middle(claims: &[ClaimRow]) -> Option<f64> {
    let mut judged: Vec<f64> = claims.iter().filter_map(|claim| claim.judgement).collect();
    judged.sort_by(f64::total_cmp);
    tenfold_engine::quantile(&judged, 0.5)
}

impl VerdictWord {
    /// As JSON and the messages' keys have it.
    pub fn word(self) -> &'static str {
        match self {
            VerdictWord::Holds => "holds",
            VerdictWord::InTension => "in_tension",
            VerdictWord::Fails => "fails",
            VerdictWord::Undecided => "undecided",
        }
    }
}
