//! A law, fitted to its runs.

use crate::control::{Control, Work};
use crate::ensemble::watched;
use crate::envelope::shown_path;
use crate::error::Error;
use crate::error::fit::FitProblem;
use serde::{Serialize, Serializer};
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_infer::{Estimate, Fit, FitError, FitSpec, Loss, Quantity};
use tenfold_ir::{Program, VariableKind, math};
use tenfold_lang::Overrides;
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::reference::ModelRef;
use tenfold_model::runs::RunTable;
use tenfold_words::text::{Lang, first_sentence};

/// A law to fit.
#[derive(Clone, Debug)]
pub struct FitRequest {
    /// Which law.
    pub law: ModelRef,
    /// Runs to fit it to; those it comes with where none.
    pub runs: Option<RunTable>,
    /// `module.name = value unit`, as after `assume`.
    pub assumptions: Vec<String>,
    /// What a residual costs.
    pub loss: Loss,
    /// Descents from draws of the prior, at least 1.
    pub starts: u64,
    /// Bootstrap replicates.
    pub replicates: u64,
    /// Of starts, replicates and folds.
    pub seed: u64,
    /// The definition by which runs are large; the first output that has one number a run where none.
    pub by: Option<String>,
    /// Share of the runs, the largest, that the extrapolation test holds out.
    pub held_out: f64,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// Where files go; none are written where none.
    pub out: Option<PathBuf>,
    /// The language of pictures.
    pub lang: Lang,
}

/// A range in a quantity's unit; an end that is open is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// One estimate, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EstimateRow {
    /// Its name in the law.
    #[serde(skip)]
    pub name: String,
    /// At the best point.
    pub value: f64,
    /// Lower end of the 95 % interval; none where the runs set none.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Unit of the three.
    pub unit: String,
    /// Which interval `low` and `high` are: `bootstrap` or `profile`; none where there is neither.
    pub interval: Option<&'static str>,
    /// 95 % of the bootstrap replicates.
    pub bootstrap: Option<Range>,
    /// By the profile likelihood; an end that the runs do not set is none.
    pub profile: Option<Range>,
    /// Whether the runs bound it on both sides; true of what is derived.
    pub identified: bool,
}

/// An input of the law, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GivenRow {
    /// Its name in the law.
    pub name: String,
    /// As the law or an assumption has it.
    pub value: f64,
    /// Unit of the value.
    pub unit: String,
}

/// Two estimates that go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrelationRow {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Over bootstrap replicates, of the logarithms where both are positive.
    pub rho: f64,
}

/// The largest runs, predicted from the others. Errors are residuals: of logarithms, or in the
/// unit of what is observed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExtrapolationRow {
    /// The definition by which runs are large.
    pub by: String,
    /// How many runs were held out.
    pub held_out: usize,
    /// Root mean square over the runs fitted to.
    pub error_inside: f64,
    /// The same over those held out.
    pub error_outside: f64,
    /// Mean over those held out; above 0 the law predicts too much.
    pub bias: f64,
}

/// One run and what the law says of it, in the unit of what is observed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunRow {
    /// By which runs are ordered, in its unit.
    pub size: Option<f64>,
    /// As measured.
    pub recorded: f64,
    /// By the law.
    pub predicted: f64,
    /// Lower end of 95 % of what the replicates say; none without replicates.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// In logarithms where the error is in proportion.
    pub residual: f64,
    /// The log density of the residual under the law fitted to all other runs; none where those are as
    /// many as it has parameters.
    pub left_out: Option<f64>,
}

/// A law, fitted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitResult {
    /// Its name.
    pub law: String,
    /// The first sentence of what it says of itself.
    pub title: String,
    /// What a residual costs: `huber 0.001`, `squares`, `student 4`.
    pub loss: String,
    /// What was sought.
    #[serde(serialize_with = "by_name")]
    pub estimates: Vec<EstimateRow>,
    /// What follows from it.
    #[serde(serialize_with = "by_name")]
    pub derived: Vec<EstimateRow>,
    /// What was given rather than sought, such as the budget that a best size is for.
    pub given: Vec<GivenRow>,
    /// The least cost of all runs together.
    pub objective: f64,
    /// How many figures it is fitted to.
    pub rows: usize,
    /// Starts that have an objective.
    pub starts: usize,
    /// Those that end within a thousandth of the least one.
    pub starts_agreeing: usize,
    /// Bootstrap replicates.
    pub replicates: usize,
    /// Of starts, replicates and folds.
    pub seed: u64,
    /// Akaike's criterion; less is better.
    pub aic: f64,
    /// Schwarz's criterion; less is better.
    pub bic: f64,
    /// How well each run is foretold by all others, on the scale of Akaike's criterion: −2 times the sum
    /// of their log densities; less is better.
    pub looic: Option<f64>,
    /// Its standard error over runs.
    pub looic_error: Option<f64>,
    /// Root mean square residual in a tenfold cross-validation.
    pub cross_validation: f64,
    /// The largest runs, predicted from the others.
    pub extrapolation: Option<ExtrapolationRow>,
    /// Every pair of what was sought.
    pub correlations: Vec<CorrelationRow>,
    /// Every run.
    pub runs: Vec<RunRow>,
    /// The module's name.
    #[serde(skip)]
    pub model: String,
    /// What the law's things are called in each language.
    #[serde(skip)]
    pub catalogue: Catalogue,
    /// Where files were written.
    #[serde(serialize_with = "shown_path")]
    pub folder: Option<PathBuf>,
    /// Warnings about the law.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

fn by_name<S: Serializer>(rows: &[EstimateRow], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rows.iter().map(|row| (&row.name, row)))
}

/// Fits a law.
///
/// # Errors
/// A law that cannot be fitted, and an interruption. What is wrong inside the law is the inner error. What comes
/// back besides the result has every replicate.
pub fn fit(
    request: &FitRequest,
    checked: &Checked,
    control: &mut Control,
) -> Result<Result<(FitResult, Fit), Diagnosed>, Error> {
    let overrides = Overrides {
        assumptions: request.assumptions.clone(),
        ..Overrides::default()
    };
    let program = match checked.program(&overrides) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let ordered = order(request, checked, &program)?;
    let spec = FitSpec {
        loss: request.loss,
        starts: request.starts.max(1),
        replicates: request.replicates,
        seed: request.seed,
        held_out: request.held_out,
        sizes: ordered.as_ref().map(|(_, sizes)| sizes.clone()),
    };
    let fitted = fit_watched(&program, &spec, request, control)?;
    let naming = InUnits {
        request,
        checked,
        program: &program,
    };
    let result = FitResult {
        given: given(&program)?,
        ..naming.result(&fitted, ordered.as_ref())
    };
    Ok(Ok((result, fitted)))
}

/// Fits on the threads asked for, telling how many descents are done.
pub fn fit_watched(
    program: &Program,
    spec: &FitSpec,
    request: &FitRequest,
    control: &mut Control,
) -> Result<Fit, Error> {
    let (done, cancel) = (AtomicU64::new(0), control.cancel);
    let total = spec.starts + spec.replicates;
    let work = || tenfold_infer::fit(program, spec, cancel, &done);
    let told = (Work::Descents, &done, total);
    let fitted = watched(request.threads, control, told, work)?;
    fitted.map_err(|reason| match reason {
        FitError::Cancelled => Error::Cancelled,
        reason => Error::Fit(FitProblem::Failed {
            law: request.law.name(),
            reason: Box::new(reason),
        }),
    })
}

/// The definition by which runs are large, and its values in base units, in the order of the record.
pub fn order(
    request: &FitRequest,
    checked: &Checked,
    program: &Program,
) -> Result<Option<(String, Vec<f64>)>, Error> {
    let rows: usize = program
        .observations
        .iter()
        .map(|one| one.points.len())
        .sum();
    let outputs = || checked.model.iter().flat_map(|model| model.outputs());
    let values = |name: &str| {
        let all = program.variables.iter().enumerate();
        let own = all.filter(|(_, variable)| variable.name == name);
        let own: Vec<usize> = own.map(|(at, _)| at).collect();
        (own.len() == rows).then_some(own)
    };
    let found = match &request.by {
        Some(by) => {
            let name = match by.contains('.') {
                true => by.clone(),
                false => format!("{}.{by}", program.name),
            };
            let bad = || FitProblem::BadSize {
                name: by.clone(),
                rows,
            };
            let own = values(&name).ok_or_else(bad)?;
            Some((name, own))
        }
        None => outputs().find_map(|name| Some((name.clone(), values(&name)?))),
    };
    let Some((name, variables)) = found.filter(|_| rows > 0) else {
        return Ok(None);
    };
    let values = values_of(program, &variables)?;
    Ok(Some((name, values)))
}

/// The values of variables, in base units.
fn values_of(program: &Program, variables: &[usize]) -> Result<Vec<f64>, Error> {
    let kernel = Kernel::compile(program, variables)?;
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::Every(1),
        trajectories: true,
    };
    let chunk = run(&kernel, &spec)?;
    let columns = chunk.rows.trajectories.unwrap_or_default();
    Ok(columns.iter().map(|column| column[0]).collect())
}

/// What was given rather than sought: inputs without labels, by name in the order of the law.
fn given(program: &Program) -> Result<Vec<GivenRow>, Error> {
    let all = program.variables.iter().enumerate();
    let inputs: Vec<usize> = all
        .filter(|(_, one)| one.kind == VariableKind::Input && one.labels.is_empty())
        .map(|(at, _)| at)
        .collect();
    let values = values_of(program, &inputs)?;
    let pairs = inputs.iter().map(|at| &program.variables[*at]).zip(values);
    Ok(pairs
        .map(|(variable, value)| GivenRow {
            name: unqualified(program, &variable.name),
            value: value / variable.unit.factor,
            unit: variable.unit.text.clone(),
        })
        .collect())
}

/// A name without the law's own before it.
fn unqualified(program: &Program, name: &str) -> String {
    let own = name.strip_prefix(&program.name);
    let own = own.and_then(|rest| rest.strip_prefix('.'));
    own.unwrap_or(name).to_owned()
}

/// From base units and qualified names to what a reader knows.
pub struct InUnits<'a> {
    request: &'a FitRequest,
    checked: &'a Checked,
    program: &'a Program,
}

impl InUnits<'_> {
    fn result(&self, fitted: &Fit, ordered: Option<&(String, Vec<f64>)>) -> FitResult {
        let modules = self.checked.model.iter().flat_map(|model| model.modules());
        let doc = modules.filter_map(|module| module.doc).next();
        let correlations = fitted.correlation.iter().enumerate().flat_map(|(a, row)| {
            let pairs = row.iter().enumerate().skip(a + 1);
            pairs.map(move |(b, rho)| CorrelationRow {
                a: self.short(&fitted.estimates[a].quantity),
                b: self.short(&fitted.estimates[b].quantity),
                rho: *rho,
            })
        });
        let extrapolation = fitted.extrapolation.as_ref().zip(ordered);
        let left_out = criterion(fitted.left_out.iter().copied());
        FitResult {
            law: self.request.law.name(),
            title: first_sentence(&doc.unwrap_or_default()).to_owned(),
            loss: match self.request.loss {
                Loss::Squares => "squares".into(),
                Loss::Huber { delta } => format!("huber {delta}"),
                Loss::StudentT { dof } => format!("student {dof}"),
            },
            estimates: fitted
                .estimates
                .iter()
                .map(|one| self.estimate(one))
                .collect(),
            derived: fitted
                .derived
                .iter()
                .map(|one| self.estimate(one))
                .collect(),
            objective: fitted.objective,
            rows: fitted.rows,
            starts: fitted.starts,
            starts_agreeing: fitted.starts_agreeing,
            replicates: fitted.replicates.len(),
            seed: self.request.seed,
            aic: fitted.aic,
            bic: fitted.bic,
            looic: left_out.map(|(value, _)| value),
            looic_error: left_out.map(|(_, error)| error),
            cross_validation: fitted.cross_validation,
            extrapolation: extrapolation.map(|(tested, (by, _))| ExtrapolationRow {
                by: unqualified(self.program, by),
                held_out: tested.held_out.len(),
                error_inside: tested.error_inside,
                error_outside: tested.error_outside,
                bias: tested.bias,
            }),
            correlations: correlations.collect(),
            runs: self.runs(fitted, ordered),
            given: Vec::new(),
            model: self.checked.name.clone(),
            catalogue: self.checked.catalogue(),
            folder: None,
            warnings: self.checked.diagnosed.clone(),
        }
    }

    fn short(&self, quantity: &Quantity) -> String {
        unqualified(self.program, &quantity.name)
    }

    fn estimate(&self, estimate: &Estimate) -> EstimateRow {
        let factor = estimate.quantity.unit.factor;
        let bootstrap = estimate.bootstrap.map(|found| Range {
            low: Some(found.low / factor),
            high: Some(found.high / factor),
        });
        let profile = estimate.profile.map(|found| Range {
            low: (!found.open_below).then_some(found.interval.low / factor),
            high: (!found.open_above).then_some(found.interval.high / factor),
        });
        // Squares and Student's t are likelihoods; Huber's loss is one in name only.
        let prefers_bootstrap = matches!(self.request.loss, Loss::Huber { .. });
        let shown = match (bootstrap, profile) {
            (Some(found), _) if prefers_bootstrap => Some(("bootstrap", found)),
            (_, Some(found)) => Some(("profile", found)),
            (found, None) => found.map(|found| ("bootstrap", found)),
        };
        EstimateRow {
            name: self.short(&estimate.quantity),
            value: estimate.value / factor,
            low: shown.and_then(|(_, range)| range.low),
            high: shown.and_then(|(_, range)| range.high),
            unit: estimate.quantity.unit.text.clone(),
            interval: shown.map(|(which, _)| which),
            bootstrap,
            profile,
            identified: estimate.profile.is_none_or(|found| found.is_identified()),
        }
    }

    fn runs(&self, fitted: &Fit, ordered: Option<&(String, Vec<f64>)>) -> Vec<RunRow> {
        let variables = self.program.variables.iter();
        let by = ordered.and_then(|(by, _)| variables.clone().find(|one| one.name == *by));
        let scale = by.map_or(1.0, |variable| variable.unit.factor);
        let observed = self.program.observations.iter().flat_map(|one| {
            let points = one.points.iter();
            points.map(move |point| (point.value / one.unit.factor, one.unit.factor))
        });
        observed
            .enumerate()
            .map(|(at, (recorded, factor))| RunRow {
                size: ordered.map(|(_, sizes)| sizes[at] / scale),
                recorded,
                predicted: fitted.predicted[at] / factor,
                low: fitted.bands[at].map(|band| band.low / factor),
                high: fitted.bands[at].map(|band| band.high / factor),
                residual: fitted.residuals[at],
                left_out: Some(fitted.left_out[at]).filter(|density| density.is_finite()),
            })
            .collect()
    }
}

/// −2 times a sum of log densities, and its standard error (Vehtari, Gelman and Gabry 2017); none where
/// one is not finite.
fn criterion(log_densities: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let all: Vec<f64> = log_densities.collect();
    let (count, sum) = (all.len() as f64, all.iter().sum::<f64>());
    let squares: f64 = all.iter().map(|one| math::powi(one - sum / count, 2)).sum();
    let error = (count * squares / (count - 1.0)).sqrt();
    (sum.is_finite() && count > 1.0).then_some((-2.0 * sum, 2.0 * error))
}

/// By how much each of several laws foretells a run left out worse than the best of them, as a
/// difference of `looic`, and its standard error over runs: each run is compared with itself. None for
/// the best, and where laws have not the same runs.
pub fn looic_differences(fits: &[FitResult]) -> Vec<Option<(f64, f64)>> {
    let known = fits.iter().filter(|fit| fit.looic.is_some());
    let Some(best) = known.min_by(|a, b| a.looic.unwrap_or(0.0).total_cmp(&b.looic.unwrap_or(0.0)))
    else {
        return vec![None; fits.len()];
    };
    let recorded = |fit: &FitResult| {
        fit.runs
            .iter()
            .map(|run| run.recorded)
            .collect::<Vec<f64>>()
    };
    let against = |fit: &FitResult| {
        let is_comparable = !std::ptr::eq(fit, best) && recorded(fit) == recorded(best);
        let pairs = fit.runs.iter().zip(&best.runs).filter(|_| is_comparable);
        let each: Option<Vec<f64>> = pairs
            .map(|(own, other)| Some(own.left_out? - other.left_out?))
            .collect();
        criterion(each?.into_iter())
    };
    fits.iter().map(against).collect()
}
