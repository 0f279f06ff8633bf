//! The ledger of a model: every claim held against an ensemble.
//!
//! Knows units, words and the order of the work; statistics are made elsewhere. The worlds that
//! claims compare run one after another with the same draws.

mod words;

use crate::belief::{Start, Started};
use crate::catalogue::Catalogue;
use crate::check::{Checked, check};
use crate::diagnosed::Diagnosed;
use crate::ensemble::watched;
use crate::folder::{MANIFEST, PartialFolder};
use crate::manifest::{PosteriorUsed, provenance_word};
pub(crate) use crate::numeral::rounded;
use crate::outcome::{Control, ModelRef, Work};
use crate::report::{ReportData, render_ledger};
use crate::{Belief, Error, Lang};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tenfold_engine::{Collected, Collector, Sampling};
use tenfold_infer::{Driver, Evaluated, Independence, Verdict, evaluate};
use tenfold_ir::{Binary, Claim, Ledger, Measure, PerEnsemble, ProvenanceKind, Term};
use tenfold_lang::Overrides;

/// Bytes that the columns and parameters of all worlds may take.
const COLUMNS_BYTES_MAX: u128 = 4_000_000_000;

/// Drivers that are named.
const DRIVERS_MAX: usize = 3;

/// Claims to hold against an ensemble.
#[derive(Clone, Debug)]
pub struct ClaimsRequest {
    /// Which model.
    pub model: ModelRef,
    /// A scenario, assumptions and interventions that all claims are held against; one that a claim
    /// names comes on top.
    pub overrides: Overrides,
    /// Joint draws, at least 1.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Where the draws start.
    pub belief: Belief,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The language that the report opens in.
    pub lang: Lang,
}

/// The ledger, held against an ensemble.
#[derive(Clone, Debug)]
pub struct ClaimsResult {
    /// The model's name.
    pub model: String,
    /// In source order.
    pub claims: Vec<ClaimRow>,
    /// What things are called, and what was said, in other languages.
    pub catalogue: Catalogue,
    /// How many draws.
    pub draws: u64,
    /// How many worlds were run.
    pub worlds: usize,
    /// The posterior that the draws start from.
    pub posterior: Option<PosteriorUsed>,
    /// Why the posterior could not be kept for the next time.
    pub unkept: Option<Arc<Error>>,
    /// Wall-clock seconds of draws and statistics.
    pub seconds: f64,
    /// The folder that was written.
    pub folder: Option<PathBuf>,
    /// What the model warns of.
    pub warnings: Diagnosed,
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
    fn key(&self) -> String {
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

/// Holds every claim of a model against an ensemble.
///
/// # Errors
/// If the model cannot be read, the request cannot be carried out, or the caller interrupts. A wrong
/// model, scenario or setting is the inner error.
pub fn claims(
    request: &ClaimsRequest,
    control: &mut Control,
) -> Result<Result<ClaimsResult, Diagnosed>, Error> {
    if request.draws == 0 {
        return Err(Error::NoDraws);
    }
    let checked = check(&request.model)?;
    match checked.ledger(&request.overrides) {
        Ok(ledger) => held_against(request, &checked, &ledger, control).map(Ok),
        Err(wrong) => Ok(Err(wrong)),
    }
}

fn held_against(
    request: &ClaimsRequest,
    checked: &Checked,
    ledger: &Ledger,
    control: &mut Control,
) -> Result<ClaimsResult, Error> {
    check_size(request, ledger)?;
    let folder = request
        .out
        .as_deref()
        .map(PartialFolder::start)
        .transpose()?;
    let collectors = ledger.worlds.iter().map(Collector::new);
    let collectors = collectors.collect::<Result<Vec<_>, _>>()?;
    let starts = starts(request, checked, ledger, control)?;
    let samplings = ledger.worlds.iter().zip(&ledger.belief_of);
    let samplings = samplings.map(|(world, at)| starts[*at].sampling_of(world, request.seed));
    let samplings = samplings.collect::<Result<Vec<_>, _>>()?;
    let started = starts.into_iter().next().unwrap_or_default();
    let independence = match &started.used {
        None => Independence {
            units: request.draws,
            effective: request.draws as f64,
        },
        Some(posterior) => Independence {
            units: posterior.rows as u64,
            effective: posterior.effective,
        },
    };
    let began = Instant::now();
    let worlds = collect(request, &collectors, &samplings, control)?;
    let evaluated = watched(
        request.threads,
        control,
        (Work::Draws, &AtomicU64::new(0), 0),
        || evaluate(ledger, &worlds, independence, request.seed),
    )?;
    let rows = ledger.claims.iter().zip(&evaluated);
    let rows: Vec<ClaimRow> = rows
        .map(|(claim, found)| row(ledger, claim, found))
        .collect();
    let seconds = began.elapsed().as_secs_f64();
    let folder = match folder {
        Some(folder) => Some(write(folder, request, checked, (&rows, &started.used))?),
        None => None,
    };
    Ok(ClaimsResult {
        model: checked.name.clone(),
        claims: rows,
        catalogue: checked.catalogue(),
        draws: request.draws,
        worlds: worlds.len(),
        posterior: started.used,
        unkept: started.unkept,
        seconds,
        folder,
        warnings: checked.diagnosed.clone(),
    })
}

/// Where the draws of each belief start. A scenario that assumes something has met the record with it.
fn starts(
    request: &ClaimsRequest,
    checked: &Checked,
    ledger: &Ledger,
    control: &mut Control,
) -> Result<Vec<Started>, Error> {
    let mut starts = Vec::new();
    for believed in &ledger.beliefs {
        let belief = match (&request.belief, &believed.scenario) {
            // A posterior that is given is that of the model's own beliefs.
            (Belief::Given(_), Some(_)) => Belief::Posterior { cache: None },
            (own, _) => own.clone(),
        };
        let overrides = Overrides {
            scenario: (believed.scenario.clone()).or(request.overrides.scenario.clone()),
            ..request.overrides.clone()
        };
        let start = Start {
            belief: &belief,
            checked,
            believed: &believed.program,
            program: &believed.program,
            overrides: &overrides,
            threads: request.threads,
        };
        starts.push(start.started(control)?);
    }
    Ok(starts)
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
}

/// Writes the report, the claims as JSON and the manifest.
fn write(
    folder: PartialFolder,
    request: &ClaimsRequest,
    checked: &Checked,
    (rows, posterior): (&[ClaimRow], &Option<PosteriorUsed>),
) -> Result<PathBuf, Error> {
    let json = |text: Result<String, serde_json::Error>| {
        format!("{}\n", text.expect("strings and numbers are always JSON"))
    };
    let data = ReportData {
        title: checked.title(),
        model: checked.name.clone(),
        model_hash: checked.hash.clone(),
        version: env!("CARGO_PKG_VERSION").into(),
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.clone(),
        posterior: posterior.clone(),
        claims: rows.to_vec(),
        catalogue: checked.catalogue(),
        ..ReportData::default()
    };
    folder.write("report.html", render_ledger(&data, request.lang).as_bytes())?;
    let claims = json(serde_json::to_string_pretty(rows));
    folder.write("claims.json", claims.as_bytes())?;
    let manifest = json(serde_json::to_string_pretty(&LedgerManifest {
        tenfold: env!("CARGO_PKG_VERSION"),
        model: &checked.name,
        model_hash: &checked.hash,
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.as_deref(),
        assumptions: &request.overrides.assumptions,
        interventions: &request.overrides.interventions,
        posterior,
    }));
    folder.write(MANIFEST, manifest.as_bytes())?;
    folder.finish()
}

/// Refuses what would not fit in memory.
fn check_size(request: &ClaimsRequest, ledger: &Ledger) -> Result<(), Error> {
    let numbers = ledger.worlds.iter();
    let numbers = numbers.map(|world| world.columns.len() + world.params.len());
    let bytes = u128::from(request.draws) * 8 * numbers.sum::<usize>() as u128;
    if bytes > COLUMNS_BYTES_MAX {
        return Err(Error::TooLarge {
            what: "columns of claims",
            draws: request.draws,
            bytes,
            limit: COLUMNS_BYTES_MAX,
            help: "ask for fewer draws",
        });
    }
    Ok(())
}

/// Runs all worlds with the same draws.
fn collect(
    request: &ClaimsRequest,
    collectors: &[Collector],
    samplings: &[Sampling],
    control: &mut Control,
) -> Result<Vec<Collected>, Error> {
    let done = AtomicU64::new(0);
    let total = request.draws * collectors.len() as u64;
    let cancel = control.cancel;
    let collected = watched(
        request.threads,
        control,
        (Work::Draws, &done, total),
        || {
            let pairs = collectors.iter().zip(samplings);
            let worlds = pairs.map(|(collector, sampling)| {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                let told = |draws| {
                    done.fetch_add(draws, Ordering::Relaxed);
                };
                Some(collector.run(sampling, request.draws, &told))
            });
            worlds.collect::<Option<Vec<_>>>()
        },
    )?;
    collected.ok_or(Error::Cancelled)
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
    let band = |condition| band(condition, &claim.value, factor);
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
        band: band(&claim.holds),
        tension: claim.tension.as_ref().and_then(band),
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

/// The interval that a condition gives its value: what all comparisons of that with numbers leave.
fn band(condition: &PerEnsemble, value: &PerEnsemble, factor: f64) -> Option<Band> {
    let mut band = Band {
        low: None,
        high: None,
    };
    narrow(condition, value, factor, &mut band);
    (band.low.is_some() || band.high.is_some()).then_some(band)
}

fn narrow(condition: &PerEnsemble, value: &PerEnsemble, factor: f64, band: &mut Band) {
    let Term::Binary(op, a, b) = condition else {
        return;
    };
    if *op == Binary::And {
        narrow(a, value, factor, band);
        narrow(b, value, factor, band);
        return;
    }
    let (bound, is_left) = match (&**a, &**b) {
        (left, Term::Const(bound)) if left == value => (*bound / factor, true),
        (Term::Const(bound), right) if right == value => (*bound / factor, false),
        _ => return,
    };
    let (below, above) = match op {
        Binary::Lt | Binary::Le => (is_left, !is_left),
        Binary::Gt | Binary::Ge => (!is_left, is_left),
        Binary::Eq => (true, true),
        _ => return,
    };
    if below {
        band.high = Some(band.high.map_or(bound, |high| high.min(bound)));
    }
    if above {
        band.low = Some(band.low.map_or(bound, |low| low.max(bound)));
    }
}
