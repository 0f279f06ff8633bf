//! The ledger of a model: every claim held against an ensemble.
//!
//! Knows units, words and the order of the work; statistics are made elsewhere. The worlds that
//! claims compare run one after another with the same draws.

mod held;
mod words;

use crate::belief::{Notice, Started};
use crate::catalogue::Catalogue;
use crate::check::{Checked, open};
use crate::diagnosed::Diagnosed;
use crate::folder::{FolderKind, PartialFolder};
use crate::joint::TableUsed;
use crate::load::read_plain;
use crate::manifest::{PosteriorUsed, provenance_word};
use crate::outcome::{Control, EnsembleRequest, Envelope};
use crate::report::{ReportData, render_ledger};
use crate::{Error, Lang};
pub(crate) use held::{Asked, Held};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tenfold_infer::{Driver, Evaluated, Verdict};
use tenfold_ir::{Claim, Ledger, Measure, ProvenanceKind};

/// The file of a run folder that holds its claims.
pub(crate) const CLAIMS: &str = "claims.json";
/// A larger file than this is none of ours.
const CLAIMS_BYTES_MAX: usize = 256 << 20;

/// Drivers that are named.
const DRIVERS_MAX: usize = 3;

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
    pub(crate) fn key(&self) -> String {
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

/// Holds every claim of a model against an ensemble; a scenario that a claim names comes on top of the
/// request's.
///
/// # Errors
/// If the model cannot be read, the request cannot be carried out, or the caller interrupts. A wrong
/// model, scenario or setting is the inner error.
pub fn claims(
    request: &EnsembleRequest,
    control: &mut Control,
) -> Result<Result<ClaimsResult, Diagnosed>, Error> {
    if request.draws == 0 {
        return Err(Error::NoDraws);
    }
    let checked = open(&request.model)?;
    let ledger = match checked.ledger(&request.overrides) {
        Ok(ledger) => ledger,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let asked = Asked::new(request, &checked, &ledger)?;
    let folder = request.folder(FolderKind::Claims)?;
    let started = asked.started(control)?;
    let began = Instant::now();
    let Held { rows, notices } = asked.hold(&started, control)?;
    let seconds = began.elapsed().as_secs_f64();
    let folder = match folder {
        Some(folder) => Some(write(folder, request, &checked, (&rows, &started))?),
        None => None,
    };
    Ok(Ok(ClaimsResult {
        model: checked.name.clone(),
        claims: rows,
        catalogue: checked.catalogue(),
        model_hash: checked.hash.clone(),
        seed: request.seed,
        draws: request.draws,
        worlds: ledger.worlds.len(),
        posterior: started.used,
        notices,
        seconds,
        folder,
        warnings: checked.diagnosed,
    }))
}

/// The claims that a folder holds; none where it holds none.
pub(crate) fn read(folder: &Path) -> Option<Vec<ClaimRow>> {
    let text = read_plain(&folder.join(CLAIMS), CLAIMS_BYTES_MAX)?;
    serde_json::from_slice(&text).ok()
}

/// What a ledger's folder says of itself.
#[derive(Serialize)]
struct LedgerManifest<'a> {
    tenfold: &'static str,
    model: &'a str,
    model_hash: &'a str,
    seed: u64,
    draws: u64,
    scenario: Option<&'a str>,
    assumptions: &'a [String],
    interventions: &'a [String],
    posterior: &'a Option<PosteriorUsed>,
    given: &'a Option<TableUsed>,
}

/// Writes the report, the claims as JSON and the manifest.
fn write(
    folder: PartialFolder,
    request: &EnsembleRequest,
    checked: &Checked,
    (rows, started): (&[ClaimRow], &Started),
) -> Result<PathBuf, Error> {
    let data = ReportData {
        title: checked.title(),
        model: checked.name.clone(),
        model_hash: checked.hash.clone(),
        version: env!("CARGO_PKG_VERSION").into(),
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.clone(),
        posterior: started.used.clone(),
        given: started.table.clone(),
        claims: rows.to_vec(),
        catalogue: checked.catalogue(),
        ..ReportData::default()
    };
    folder.write("report.html", render_ledger(&data, request.lang).as_bytes())?;
    folder.write_json(CLAIMS, rows)?;
    let manifest = LedgerManifest {
        tenfold: env!("CARGO_PKG_VERSION"),
        model: &checked.name,
        model_hash: &checked.hash,
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.as_deref(),
        assumptions: &request.overrides.assumptions,
        interventions: &request.overrides.interventions,
        posterior: &started.used,
        given: &started.table,
    };
    folder.finish(&manifest)
}

/// One claim, in its unit.
pub(crate) fn row(ledger: &Ledger, claim: &Claim, found: &Evaluated) -> ClaimRow {
    let (measure, unit, factor) = match &claim.measure {
        Measure::Date => (MeasureWord::Date, "year".to_owned(), 1.0),
        Measure::Probability => (MeasureWord::Probability, "1".to_owned(), 1.0),
        Measure::Number(unit) => (MeasureWord::Number, unit.text.clone(), unit.factor),
    };
    let shown = |value: f64| Some(value / factor).filter(|value| value.is_finite());
    let program = &ledger.worlds[claim.world];
    let provenance = |driver: &Driver| {
        let from = program.params[driver.param].provenance.as_ref();
        from.map(|from| from.kind)
    };
    let judged = found.drivers.iter();
    let judged = judged.filter(|driver| provenance(driver) == Some(ProvenanceKind::Judgement));
    let drivers = found
        .drivers
        .iter()
        .take(DRIVERS_MAX)
        .map(|driver| DriverRow {
            name: program.params[driver.param].name.clone(),
            low: shown(driver.low),
            high: shown(driver.high),
            share: driver.share,
            provenance: provenance(driver).map(|kind| provenance_word(kind).to_owned()),
        });
    let band = |found: tenfold_infer::Band| {
        let (low, high) = (shown(found.low), shown(found.high));
        (low.is_some() || high.is_some()).then_some(Band { low, high })
    };
    ClaimRow {
        id: claim.name.replace('_', "-"),
        claim: format!("{}.{}", claim.module, claim.name),
        section: claim.section.clone(),
        said: claim.said.clone(),
        holds: claim.text.clone(),
        value: shown(found.value),
        error: shown(found.error),
        unit,
        measure,
        verdict: match found.verdict {
            Verdict::Holds => VerdictWord::Holds,
            Verdict::InTension => VerdictWord::InTension,
            Verdict::Fails => VerdictWord::Fails,
            Verdict::Undecided => VerdictWord::Undecided,
        },
        band: band(found.band),
        tension: band(found.tension),
        outcome: claim.outcome.as_ref().map(|(words, _)| words.clone()),
        outcome_reference: claim
            .outcome
            .as_ref()
            .map(|(_, from)| from.reference.clone()),
        drivers: drivers.collect(),
        judgement: (!found.drivers.is_empty()).then(|| judged.map(|driver| driver.share).sum()),
        left_out: found.left_out,
    }
}
