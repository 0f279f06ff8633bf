//! What there is to say of a name, as plain data.

use crate::claims::rows::ClaimRow;
use serde::Serialize;
use std::collections::BTreeMap;

/// A scalar of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryRows {
    /// Of a comparison the world that it is of; else empty.
    pub world: String,
    /// Qualified name with labels: `economics.revenue[anthropic]`.
    pub name: String,
    /// Calendar year, 10 %, 50 % and 90 % quantile, in its unit.
    pub rows: Vec<(f64, f64, f64, f64)>,
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct PastRun {
    /// Its summary, scalar by scalar.
    pub values: Vec<SummaryRows>,
    /// Under what it was run: its scenario and what was changed from outside; none of the model as it is.
    pub under: Vec<String>,
}

/// What the last runs of a model found.
#[derive(Clone, Debug, Default)]
pub struct LastRun {
    /// Runs and comparisons, the last first.
    pub runs: Vec<PastRun>,
    /// Its claims; empty where there are none.
    pub claims: Vec<ClaimRow>,
    /// Under what they were held, as [`PastRun::under`] of a run.
    pub claims_under: Vec<String>,
}

/// What [`crate::explain`] found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// One or more definitions, or other things of the model, of that name.
    Definitions(Vec<Explained>),
    /// A diagnostic's code.
    Code {
        /// `unit-mismatch`
        code: String,
        /// What it stands for.
        meaning: String,
    },
    /// Nothing of that name.
    Unknown {
        /// Names that are near.
        nearest: Vec<String>,
    },
}

/// One thing of a model that has a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explained {
    /// `economics.revenue`, `economics.scenario.foresight`, `ledger.claim.breadth`
    pub name: String,
    /// The word that defines it: `let`, `stock`, `param`, `module`, `claim` …; of a label, `label`.
    pub kind: String,
    /// What it has an element for each of: `Lab, Sector`; empty for a scalar.
    pub indices: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// Of a constant: its elements by full name, in its unit; else empty.
    pub constants: Vec<(String, f64)>,
    /// Its doc; may be empty. Of a claim, what was said.
    pub doc: String,
    /// Its equation as the model writes it; of a claim when it holds, of a scenario what it changes.
    pub equation: String,
    /// Of an input that something is connected to: what it is without; else empty.
    pub default: String,
    /// Of a claim: where it was said; else empty.
    pub section: String,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance_kind: Option<String>,
    /// Where it comes from, of a claim where what happened since is recorded; may be empty.
    pub reference: String,
    /// What observes it, as the model writes it.
    pub record: Vec<String>,
    /// What its equation uses, by qualified name.
    pub uses: Vec<String>,
    /// What uses it.
    pub used_by: Vec<String>,
    /// Its values in the last run that has some; empty where there is none.
    pub values: Vec<DefinitionValues>,
    /// Under what that was run: its scenario and what was changed from outside.
    pub under: Vec<String>,
    /// Of a claim: what became of it when claims were last held; none where they never were.
    pub held: Option<ClaimRow>,
    /// Of a claim: under what it was held then: a scenario and what was changed from outside.
    pub held_under: Vec<String>,
    /// Its words by language: `en`, `zh`.
    pub said: BTreeMap<String, Said>,
}

/// The words of a thing in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Said {
    /// What it is called.
    pub title: String,
    /// What it says of itself; may be empty.
    pub doc: String,
    /// Of a claim: what happened since; else empty.
    pub outcome: String,
}

/// One scalar of a definition in the last run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DefinitionValues {
    /// Of a comparison the world that they are of; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub world: String,
    /// `economics.revenue[anthropic]`
    pub name: String,
    /// Calendar year, 10 %, 50 % and 90 % quantile, in the definition's unit.
    pub rows: Vec<(f64, f64, f64, f64)>,
}
