//! The ledger of a model: every claim held against an ensemble.
//!
//! Knows units, words and the order of the work; statistics are made elsewhere. The worlds that
//! claims compare run one after another with the same draws.

use serde::Serialize;
use std::path::PathBuf;
use tenfold_model::check::{Checked, open};
use tenfold_model::diagnosed::Diagnosed;
use tenfold_render::report::render_ledger;
use tenfold_store::cache::Folders;
use tenfold_store::folder::{PartialFolder, folder_of};
use tenfold_store::summary::CLAIMS;
use tenfold_study::claims::rows::ClaimsResult;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::posterior_rows::PosteriorUsed;
use tenfold_study::request::EnsembleRequest;
use tenfold_study::rows::ReportData;
use tenfold_study::table_used::TableUsed;

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
    let folder = folder_of(request, FolderKind::Claims)?;
    let found = tenfold_study::claims::claims(request, &checked, &Folders, control)?;
    let mut result = match found {
        Ok(result) => result,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if let Some(folder) = folder {
        result.folder = Some(write(folder, request, &checked, &result)?);
    }
    Ok(Ok(result))
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
    found: &ClaimsResult,
) -> Result<PathBuf, Error> {
    let data = ReportData {
        title: checked.title(),
        model: checked.name.clone(),
        model_hash: checked.hash.clone(),
        version: env!("CARGO_PKG_VERSION").into(),
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.clone(),
        posterior: found.posterior.clone(),
        given: found.given.clone(),
        claims: found.claims.clone(),
        catalogue: checked.catalogue(),
        ..ReportData::default()
    };
    folder.write("report.html", render_ledger(&data, request.lang).as_bytes())?;
    folder.write_json(CLAIMS, &found.claims)?;
    let manifest = LedgerManifest {
        tenfold: env!("CARGO_PKG_VERSION"),
        model: &checked.name,
        model_hash: &checked.hash,
        seed: request.seed,
        draws: request.draws,
        scenario: request.overrides.scenario.as_deref(),
        assumptions: &request.overrides.assumptions,
        interventions: &request.overrides.interventions,
        posterior: &found.posterior,
        given: &found.given,
    };
    folder.finish(&manifest)
}
