//! A program that meets its record.

use crate::control::{Control, Work};
use crate::ensemble::watched;
use crate::error::Error;
use crate::fingerprint::{SAMPLER, fingerprint};
use crate::posterior::Posterior;
use crate::posterior_rows::{CalibrateResult, PosteriorRow, SeriesRow, sampler_word};
use crate::prior::{prior_draws, quantiles};
use crate::trust::{far, ranks};
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_infer::{CalibrateError, CalibrateSpec};
use tenfold_ir::Program;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::wording::provenance_word;

/// Progress is told in so many parts.
pub const PARTS: u64 = 1_000;

/// A program about to meet its record.
pub struct Conditioning<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) program: &'a Program,
    /// What the program assumes otherwise than the model.
    pub(crate) assumptions: Vec<String>,
    pub(crate) spec: &'a CalibrateSpec,
    pub(crate) rows_max: usize,
    pub(crate) threads: Option<usize>,
}

impl Conditioning<'_> {
    /// Draws the posterior. What stands in its way is the inner error, but for an interruption.
    pub(crate) fn posterior(
        &self,
        control: &mut Control,
    ) -> Result<Result<Posterior, CalibrateError>, Error> {
        let (done, cancel) = (AtomicU64::new(0), control.cancel);
        let told = |share: f64| done.store((share * PARTS as f64) as u64, Ordering::Relaxed);
        let work = || tenfold_infer::calibrate(self.program, self.spec, cancel, told);
        let watch = (Work::Calibration, &done, PARTS);
        match watched(self.threads, control, watch, work)? {
            Err(CalibrateError::Cancelled) => Err(Error::Cancelled),
            Err(reason) => Ok(Err(reason)),
            Ok(found) => {
                let manifest = described(self, &found)?;
                Posterior::new(manifest, self.program, &found.given, self.rows_max).map(Ok)
            }
        }
    }
}

fn described(
    from: &Conditioning,
    posterior: &tenfold_infer::Posterior,
) -> Result<CalibrateResult, Error> {
    let (checked, program, spec) = (from.checked, from.program, from.spec);
    let before = prior_draws(program)?;
    let params = posterior.params.iter().map(|one| {
        let param = &program.params[one.param];
        let values = posterior.given.params[one.param].as_ref();
        let values = values.expect("an uncertain parameter has rows");
        let factor = param.unit.factor;
        let [q05, q50, q95] = quantiles(values, factor);
        let [prior_q05, prior_q50, prior_q95] = quantiles(&before[one.param], factor);
        PosteriorRow {
            name: param.name.clone(),
            unit: param.unit.text.clone(),
            q05,
            q50,
            q95,
            prior_q05,
            prior_q50,
            prior_q95,
            overlap: one.overlap,
            r_hat: one.r_hat,
            provenance: (param.provenance.as_ref())
                .map(|from| provenance_word(from.kind).to_owned()),
        }
    });
    let series = posterior.series.iter().map(|one| SeriesRow {
        name: one.name.clone(),
        reports: one.reports,
        bias: one.bias,
        covered: one.covered,
        p_value: one.p_value,
        elpd_loo: one.left_out.iter().map(|report| report.log_density).sum(),
        pareto_k: (one.left_out.iter())
            .map(|report| Some(report.pareto_k).filter(|k| k.is_finite()))
            .collect(),
    });
    Ok(CalibrateResult {
        tenfold: env!("CARGO_PKG_VERSION").into(),
        model: program.name.clone(),
        model_hash: checked.hash.clone(),
        program_hash: fingerprint(program),
        drawn_by: SAMPLER.into(),
        table_hash: String::new(),
        assumptions: from.assumptions.clone(),
        seed: spec.seed,
        until: spec.until.is_finite().then_some(spec.until),
        until_step: posterior.given.until,
        sampler: sampler_word(spec.sampler).into(),
        particles: posterior.given.draws.len(),
        rows: 0,
        effective: posterior.effective,
        reports: posterior.reports,
        log_evidence: posterior.log_evidence,
        steps: posterior.steps,
        accepted: posterior.accepted,
        divergent: posterior.divergent,
        params: params.collect(),
        series: series.collect(),
        ranks: ranks(program, posterior),
        far: far(program, posterior),
        folder: None,
        warnings: Diagnosed::default(),
    })
}
