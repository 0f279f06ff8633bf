//! Claims held against an ensemble.

pub mod evaluate;
pub mod rows;
pub(crate) mod words;

use crate::claims::evaluate::{LedgerFound, LedgerRun};
use crate::claims::rows::ClaimsResult;
use crate::control::Control;
use crate::error::Error;
use crate::posterior::Shelf;
use crate::request::EnsembleRequest;
use std::time::Instant;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;

/// Holds every claim of a model against an ensemble; a scenario that a claim names comes on top of the
/// request's.
///
/// # Errors
/// If the request cannot be carried out, or the caller interrupts. A wrong model, scenario or setting is the
/// inner error.
pub fn claims(
    request: &EnsembleRequest,
    checked: &Checked,
    shelf: &dyn Shelf,
    control: &mut Control,
) -> Result<Result<ClaimsResult, Diagnosed>, Error> {
    let ledger = match checked.ledger(&request.overrides) {
        Ok(ledger) => ledger,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let asked = LedgerRun::new(request, checked, &ledger, shelf)?;
    let started = asked.starting_draws(control)?;
    let began = Instant::now();
    let LedgerFound { rows, notices } = asked.evaluate(&started, control)?;
    Ok(Ok(ClaimsResult {
        model: checked.name.clone(),
        claims: rows,
        catalogue: checked.catalogue(),
        model_hash: checked.hash.clone(),
        seed: request.seed,
        draws: request.draws,
        worlds: ledger.worlds.len(),
        posterior: started.used,
        given: started.table,
        notices,
        seconds: began.elapsed().as_secs_f64(),
        folder: None,
        warnings: checked.diagnosed.clone(),
    }))
}
