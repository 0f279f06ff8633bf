//! A model, conditioned on its record: from a request to plain data and a folder.
//!
//! Knows names, units and files; how a posterior is drawn is the inference's.

use crate::belief::{SAMPLER, fingerprint};
use crate::check::{Checked, open};
use crate::diagnosed::Diagnosed;
use crate::ensemble::{on_threads, pool, watched};
use crate::folder::{FolderKind, PartialFolder};
use crate::hindcast::{prior_draws, quantiles, shown};
use crate::manifest::provenance_word;
use crate::outcome::{Control, ModelRef, Work};
use crate::posterior::Posterior;
use crate::raster::write_picture;
use crate::report::{
    CalibrationData, Series, corner_picture, fans_picture, learnt_picture, render_calibration,
};
use crate::text::Lang;
use crate::trust::{FarReport, RankRow, far, ranks};
use crate::{CalibrateProblem, Error};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_infer::{CalibrateError, CalibrateSpec, Sampler};
use tenfold_ir::Program;
use tenfold_lang::Overrides;

/// Particles of a posterior unless a user asks for others, and their seed: 20 draws of each of 128 chains,
/// of the world worth 1,000.
pub const PARTICLES: usize = 2_560;
/// See [`PARTICLES`].
pub const SEED: u64 = 1;
/// From this overlap on, prior and posterior are as good as the same.
pub const SAME: f64 = 0.9;
/// Progress is told in so many parts.
const PARTS: u64 = 1_000;

/// A model to calibrate.
#[derive(Clone, Debug)]
pub struct CalibrateRequest {
    /// Which model.
    pub model: ModelRef,
    /// A scenario and assumptions: they change the model before it meets its record. What is
    /// intervened on plays no part.
    pub overrides: Overrides,
    /// How draws are made.
    pub sampler: Sampler,
    /// Particles of all runs together.
    pub particles: usize,
    /// Rows to keep, at most; one for each particle where none.
    pub rows: Option<usize>,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date are hidden, calendar years.
    pub until: Option<f64>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
    /// The report's first language.
    pub lang: Lang,
}

/// One uncertain parameter, before and after, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PosteriorRow {
    /// Qualified name with labels.
    pub name: String,
    /// Of the quantiles.
    pub unit: String,
    /// 5 % quantile of the posterior.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95 % quantile.
    pub q95: f64,
    /// 5 % quantile of the prior.
    pub prior_q05: f64,
    /// Its median.
    pub prior_q50: f64,
    /// Its 95 % quantile.
    pub prior_q95: f64,
    /// The area that prior and posterior have in common: 1 where the record says nothing.
    pub overlap: f64,
    /// Means of independent runs against their spread: 1 where they agree.
    pub r_hat: f64,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance: Option<String>,
}

/// One series of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesRow {
    /// The variable observed.
    pub name: String,
    /// Its reports.
    pub reports: usize,
    /// Mean residual in standard deviations of error and posterior together.
    /// None of bounds alone.
    pub bias: Option<f64>,
    /// Share of the reports in the 80 % band of what the posterior would report; none of bounds alone.
    pub covered: Option<f64>,
    /// Share of the posterior whose own reports would miss by more; none of bounds alone.
    pub p_value: Option<f64>,
    /// The logarithms of the densities of its reports, each given all others, summed.
    pub elpd_loo: f64,
    /// By report, how far it moves the posterior: above 0.7 its density given the others is not known;
    /// none where not at all, or where no shape could be found.
    pub pareto_k: Vec<Option<f64>>,
}

/// A model, calibrated; `manifest.json` of its folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrateResult {
    /// Version of the program.
    pub tenfold: String,
    /// The root module's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// SHA-256 of the program that met the record, without its words, hexadecimal.
    pub program_hash: String,
    /// A name for the text of the engine and the inference that drew it.
    #[serde(default)]
    pub drawn_by: String,
    /// SHA-256 of `posterior.parquet`, hexadecimal.
    pub table_hash: String,
    /// What was assumed otherwise than in the model: a scenario's clauses, then those given.
    pub assumptions: Vec<String>,
    /// Of priors, moves and chance.
    pub seed: u64,
    /// Reports after this date were hidden.
    pub until: Option<f64>,
    /// The first step whose chance is not the posterior's.
    pub until_step: u32,
    /// How draws were made: `smc` or `nuts`.
    #[serde(default = "smc")]
    pub sampler: String,
    /// Particles of all runs together; with NUTS, draws of all chains.
    pub particles: usize,
    /// Rows of `posterior.parquet`, of as many particles.
    pub rows: usize,
    /// Independent draws that they are worth.
    pub effective: f64,
    /// Reports of the record that were met.
    pub reports: usize,
    /// The logarithm of the probability of the record under the prior, up to a constant; NUTS has no
    /// estimate of it.
    pub log_evidence: Option<f64>,
    /// Steps that the likelihood's power took; of NUTS none.
    pub steps: u32,
    /// Share of the last moves that were accepted; of NUTS, of all draws.
    pub accepted: f64,
    /// Draws of NUTS whose path broke off where the posterior is too sharp for its steps.
    #[serde(default)]
    pub divergent: usize,
    /// Every uncertain parameter, in the order of the program.
    pub params: Vec<PosteriorRow>,
    /// Every series of the record.
    pub series: Vec<SeriesRow>,
    /// The parameters on which runs agree least.
    pub ranks: Vec<RankRow>,
    /// The reports that move the posterior furthest.
    pub far: Vec<FarReport>,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// Draws from a model's posterior.
///
/// # Errors
/// What cannot be read or written, and a model that cannot be calibrated. What is wrong inside the
/// model is the inner error.
pub fn calibrate(
    request: &CalibrateRequest,
    control: &mut Control,
) -> Result<Result<CalibrateResult, Diagnosed>, Error> {
    let checked = open(&request.model)?;
    let program = match checked.believed(&request.overrides) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    // Before the work, not after it.
    let inputs = request.model.inputs();
    let start = |out: &Path| PartialFolder::start(out, FolderKind::Calibrate, &inputs);
    let folder = request.out.as_deref().map(start).transpose()?;
    let conditioning = Conditioning {
        checked: &checked,
        program: &program,
        assumptions: checked.assumptions(&request.overrides),
        spec: &CalibrateSpec {
            particles: request.particles,
            seed: request.seed,
            until: request.until.unwrap_or(f64::INFINITY),
            sampler: request.sampler,
        },
        rows_max: request.rows.unwrap_or(usize::MAX),
        threads: request.threads,
    };
    let posterior = conditioning.posterior(control)?.map_err(|reason| {
        Error::Calibrate(CalibrateProblem::Failed {
            model: checked.name.clone(),
            reason: Box::new(reason),
        })
    })?;
    let folder = folder.map(|folder| {
        posterior.write_table(&folder)?;
        let data = shown(&conditioning, &posterior, control)?;
        let report = render_calibration(&data, request.lang);
        folder.write("report.html", report.as_bytes())?;
        let pool = pool(request.threads)?;
        on_threads(pool.as_ref(), || {
            write_pictures(&folder, &data, request.lang)
        })?;
        folder.finish(&posterior.manifest)
    });
    Ok(Ok(CalibrateResult {
        folder: folder.transpose()?,
        warnings: checked.diagnosed.clone(),
        ..posterior.manifest
    }))
}

/// How a sampler is called in a manifest.
pub(crate) fn sampler_word(sampler: Sampler) -> &'static str {
    match sampler {
        Sampler::Smc => "smc",
        Sampler::Nuts => "nuts",
    }
}

/// What made a posterior that does not say.
fn smc() -> String {
    sampler_word(Sampler::Smc).to_owned()
}

/// A picture in a language, where there is something to show.
type Drawing<'d> = &'d (dyn Fn(Lang) -> Option<String> + Sync);

/// The pictures of a calibration as files.
fn write_pictures(folder: &PartialFolder, data: &CalibrationData, lang: Lang) -> Result<(), Error> {
    let series: Vec<&Series> = data.series.iter().collect();
    let columns = data.corners();
    let title = &data.found.model;
    let fans = |lang| fans_picture(title, &series, lang);
    let learnt = |lang| learnt_picture(title, &data.shapes, lang);
    let corner = |lang| corner_picture(title, &columns, lang);
    let pictures: [(&str, Drawing); 3] =
        [("record", &fans), ("learnt", &learnt), ("corner", &corner)];
    let write = |(name, draw): &(&str, _)| write_picture(folder, name, lang, draw);
    pictures.par_iter().try_for_each(write)
}

/// A program about to meet its record.
pub(crate) struct Conditioning<'a> {
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
