//! A fit: the best point of many starts, how sure it is, and how well it foretells.

use crate::interval::{Interval, Profile, profiles};
use crate::law::{Law, LawError, Quantity};
use crate::loss::Loss;
use crate::minimise::{Minimum, Task, minimise};
use crate::resample::{folds, replicate};
use std::sync::atomic::{AtomicBool, AtomicU64};
use tenfold_engine::{CompileError, Kernel, Recorded, RunError, RunSpec, Sampling, run};
use tenfold_ir::Program;

/// What is asked of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct FitSpec {
    /// What a residual costs.
    pub loss: Loss,
    /// Descents from draws of the prior, at least 1.
    pub starts: u64,
    /// Bootstrap replicates; none for none.
    pub replicates: u64,
    /// Of starts, replicates and folds.
    pub seed: u64,
    /// Share of the runs, the largest, that the extrapolation test holds out.
    pub held_out: f64,
    /// The size of each run, in the order of the record; none for no extrapolation test.
    pub sizes: Option<Vec<f64>>,
}

/// Why there is no fit.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The program is no law.
    #[error(transparent)]
    Law(#[from] LawError),
    /// The priors cannot be drawn from.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// Too many starts at once.
    #[error(transparent)]
    Run(#[from] RunError),
    /// No start has a finite objective.
    #[error(
        "the objective is not finite at any of {starts} draws of the prior; are the priors of the \
         data's order of magnitude?"
    )]
    NoStart {
        /// How many were tried.
        starts: u64,
    },
    /// There are no more runs than parameters.
    #[error("found {rows} runs for {sought} parameters, expected more runs than parameters")]
    TooFewRows {
        /// Runs.
        rows: usize,
        /// Parameters.
        sought: usize,
    },
    /// Stopped from outside.
    #[error("interrupted")]
    Cancelled,
}

/// What is known of one parameter, or of what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Its name and unit.
    pub quantity: Quantity,
    /// At the best point, in base units.
    pub value: f64,
    /// 95 % of the bootstrap replicates; none without replicates.
    pub bootstrap: Option<Interval>,
    /// By the profile likelihood; none for what is derived.
    pub profile: Option<Profile>,
}

/// The largest runs, predicted from the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Extrapolation {
    /// Rows that were held out, by position.
    pub held_out: Vec<usize>,
    /// Root mean square of the residuals of the runs fitted to.
    pub error_inside: f64,
    /// The same of those held out.
    pub error_outside: f64,
    /// Mean residual of those held out: above 0 the law predicts too much.
    pub bias: f64,
}

/// A law, fitted.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// What was sought.
    pub estimates: Vec<Estimate>,
    /// What follows from it.
    pub derived: Vec<Estimate>,
    /// The least cost of all runs together.
    pub objective: f64,
    /// How many figures it is fitted to.
    pub rows: usize,
    /// Starts that have an objective.
    pub starts: usize,
    /// Those of them that end within a thousandth of the least objective.
    pub starts_agreeing: usize,
    /// What the law says of each row, in base units.
    pub predicted: Vec<f64>,
    /// 95 % of what the replicates say of each row; none without replicates.
    pub bands: Vec<Option<Interval>>,
    /// Residuals of each row.
    pub residuals: Vec<f64>,
    /// Values of what is sought in each bootstrap replicate that has a minimum.
    pub replicates: Vec<Vec<f64>>,
    /// Correlations between the coordinates of what is sought over replicates; empty without.
    pub correlation: Vec<Vec<f64>>,
    /// Akaike's criterion; less is better.
    pub aic: f64,
    /// Schwarz's criterion; less is better.
    pub bic: f64,
    /// The log density of each run under the law, and its scale, fitted to all others.
    pub left_out: Vec<f64>,
    /// Root mean square of residuals in a tenfold cross-validation.
    pub cross_validation: f64,
    /// The largest runs, predicted from the others.
    pub extrapolation: Option<Extrapolation>,
}

/// Folds of the cross-validation.
const FOLDS: usize = 10;
/// Runs beyond which several are left out together: refits and their weights grow with the square.
const LEFT_OUT: usize = 500;
/// An objective this near the least, in proportion, is the same minimum.
const AGREES: f64 = 1e-3;
/// Besides the best point, this many others are gone on from where runs are left out.
const SEEDS: usize = 8;

/// Fits a law to its record.
///
/// `progress` counts the descents done. # Errors: see [`FitError`].
pub fn fit(
    program: &Program,
    spec: &FitSpec,
    cancel: &AtomicBool,
    progress: &AtomicU64,
) -> Result<Fit, FitError> {
    let law = Law::new(program, spec.loss)?;
    if law.rows() <= law.sought().len() {
        return Err(FitError::TooFewRows {
            rows: law.rows(),
            sought: law.sought().len(),
        });
    }
    let session = Fitting {
        law: &law,
        spec,
        cancel,
        progress,
    };
    session.run(starts(program, &law, spec)?)
}

/// Draws of the prior, as coordinates; the median of each first.
fn starts(program: &Program, law: &Law, spec: &FitSpec) -> Result<Vec<Vec<f64>>, FitError> {
    let kernel = Kernel::compile(program, &[])?;
    let drawn = |sampling, draws| {
        let spec = RunSpec {
            sampling,
            draws: 0..draws,
            recorded: Recorded::Every(1),
            trajectories: false,
        };
        run(&kernel, &spec)
    };
    let sought: Vec<usize> = (program.params.iter().enumerate())
        .filter(|(_, param)| param.prior.is_some())
        .map(|(at, _)| at)
        .collect();
    let mut starts = Vec::new();
    for chunk in [
        drawn(Sampling::Central, 1)?,
        drawn(Sampling::Random { seed: spec.seed }, spec.starts - 1)?,
    ] {
        let params = &chunk.rows.draws.params;
        let draws = 0..chunk.rows.draws.diverged.len();
        starts.extend(draws.map(|draw| {
            let values = sought.iter().map(|&param| params[param][draw]);
            law.coordinates_of(values)
        }));
    }
    starts.retain(|start| start.iter().all(|z| z.is_finite()));
    Ok(starts)
}

/// The law, fitted without each of several parts of the runs.
struct Folded {
    /// The part that each run is in.
    fold: Vec<usize>,
    /// The fit without each part.
    minima: Vec<Minimum>,
    /// The residual of each run in the fit without it.
    missed: Vec<f64>,
}

struct Fitting<'a> {
    law: &'a Law,
    spec: &'a FitSpec,
    cancel: &'a AtomicBool,
    progress: &'a AtomicU64,
}

impl Fitting<'_> {
    fn run(&self, starts: Vec<Vec<f64>>) -> Result<Fit, FitError> {
        let law = self.law;
        let whole = vec![1.0; law.rows()];
        let mut minima = self.descend(starts.into_iter().map(|start| (start, &whole[..])))?;
        minima.retain(|minimum| minimum.value.is_finite());
        minima.sort_by(|a, b| a.value.total_cmp(&b.value));
        let Some(best) = minima.first().cloned() else {
            let starts = self.spec.starts;
            return Err(FitError::NoStart { starts });
        };
        let near = |minimum: &&Minimum| minimum.value - best.value <= AGREES * best.value.abs();
        let starts_agreeing = minima.iter().filter(near).count();
        let seeds = seeds(&minima);
        let profiles = profiles(law, &best, self.cancel).ok_or(FitError::Cancelled)?;
        let replicates = self.replicates(&best)?;
        let values = law.values(&[&best.point]).remove(0);
        let residuals = law.residuals(&values.predicted);
        let points: Vec<&[f64]> = replicates.iter().map(|one| &one.point[..]).collect();
        let replicated = law.values(&points);
        let spread = |of: &dyn Fn(usize) -> f64| {
            let all = (0..replicated.len()).map(of).filter(|x| x.is_finite());
            percentiles(all.collect())
        };
        let sought = law
            .sought()
            .iter()
            .enumerate()
            .map(|(at, quantity)| Estimate {
                quantity: quantity.clone(),
                value: values.sought[at],
                bootstrap: spread(&|nth| replicated[nth].sought[at]),
                profile: Some(profiles[at]),
            });
        let derived = law
            .derived()
            .iter()
            .enumerate()
            .map(|(at, quantity)| Estimate {
                quantity: quantity.clone(),
                value: values.derived[at],
                bootstrap: spread(&|nth| replicated[nth].derived[at]),
                profile: None,
            });
        let bands = (0..law.rows()).map(|row| spread(&|nth| replicated[nth].predicted[row]));
        let bands: Vec<Option<Interval>> = bands.collect();
        let (rows, params) = (law.rows() as f64, self.parameters());
        let likelihood = law.loss.log_likelihood(best.value, rows);
        Ok(Fit {
            estimates: sought.collect(),
            derived: derived.collect(),
            objective: best.value,
            rows: law.rows(),
            starts: minima.len(),
            starts_agreeing,
            correlation: correlation(&replicates, law.sought().len()),
            replicates: replicated.into_iter().map(|one| one.sought).collect(),
            predicted: values.predicted,
            bands,
            residuals,
            aic: 2.0 * params - 2.0 * likelihood,
            bic: params * libm::log(rows) - 2.0 * likelihood,
            left_out: self.left_out(&seeds)?,
            cross_validation: self.cross_validation(&seeds)?,
            extrapolation: self.extrapolation(&seeds)?,
        })
    }

    /// Parameters of the likelihood: what is sought, and the scale.
    fn parameters(&self) -> f64 {
        self.law.sought().len() as f64 + 1.0
    }

    fn descend<'w>(
        &self,
        starts: impl Iterator<Item = (Vec<f64>, &'w [f64])>,
    ) -> Result<Vec<Minimum>, FitError> {
        let tasks: Vec<Task> = starts
            .map(|(start, weights)| Task {
                start,
                weights,
                held: None,
            })
            .collect();
        minimise(self.law, &tasks, self.cancel, self.progress).ok_or(FitError::Cancelled)
    }

    fn replicates(&self, best: &Minimum) -> Result<Vec<Minimum>, FitError> {
        let rows = self.law.rows();
        let weights: Vec<Vec<f64>> = (0..self.spec.replicates)
            .map(|number| replicate(self.spec.seed, number, rows))
            .collect();
        let tasks = weights
            .iter()
            .map(|weights| (best.point.clone(), &weights[..]));
        let mut found = self.descend(tasks)?;
        found.retain(|minimum| minimum.value.is_finite());
        Ok(found)
    }

    /// The best fit to some of the runs, from each of the seeds.
    fn refit(&self, weights: &[Vec<f64>], seeds: &[Vec<f64>]) -> Result<Vec<Minimum>, FitError> {
        let tasks = weights
            .iter()
            .flat_map(|weights| seeds.iter().map(move |seed| (seed.clone(), &weights[..])));
        let found = self.descend(tasks)?;
        let best = |minima: &[Minimum]| {
            let least = minima.iter().min_by(|a, b| a.value.total_cmp(&b.value));
            least.expect("there is a seed").clone()
        };
        Ok(found.chunks(seeds.len()).map(best).collect())
    }

    /// The runs in so many folds, and the law fitted without each.
    fn folded(&self, count: usize, seeds: &[Vec<f64>]) -> Result<Folded, FitError> {
        let rows = self.law.rows();
        let count = count.min(rows);
        let fold = folds(self.spec.seed, rows, count);
        let weights: Vec<Vec<f64>> = (0..count)
            .map(|out| fold.iter().map(|own| f64::from(*own != out)).collect())
            .collect();
        let minima = self.refit(&weights, seeds)?;
        let points: Vec<&[f64]> = minima.iter().map(|one| &one.point[..]).collect();
        let all = self.law.values(&points);
        let residuals: Vec<Vec<f64>> = (all.iter())
            .map(|values| self.law.residuals(&values.predicted))
            .collect();
        Ok(Folded {
            missed: (0..rows).map(|row| residuals[fold[row]][row]).collect(),
            fold,
            minima,
        })
    }

    fn cross_validation(&self, seeds: &[Vec<f64>]) -> Result<f64, FitError> {
        let folded = self.folded(FOLDS, seeds)?;
        Ok(root_mean_square(folded.missed.into_iter()))
    }

    /// Leaving one out by fitting again: of a law that takes a lane, where a posterior would have to be
    /// drawn anew and weights of its draws stand in. One run of many moves the minimum little, so the best
    /// point is the only one gone on from.
    fn left_out(&self, seeds: &[Vec<f64>]) -> Result<Vec<f64>, FitError> {
        let Folded {
            fold,
            minima,
            missed,
        } = self.folded(LEFT_OUT, &seeds[..1])?;
        let loss = self.law.loss;
        let scales = minima.iter().enumerate().map(|(out, minimum)| {
            let others = fold.iter().filter(|own| **own != out).count() as f64;
            let sought = minimum.point.get(self.law.sought().len()).copied();
            loss.log_scale(minimum.value, others, sought)
        });
        let scales: Vec<f64> = scales.collect();
        let density = |(missed, fold): (&f64, &usize)| loss.log_density(*missed, scales[*fold]);
        Ok(missed.iter().zip(&fold).map(density).collect())
    }

    fn extrapolation(&self, seeds: &[Vec<f64>]) -> Result<Option<Extrapolation>, FitError> {
        let Some(sizes) = &self.spec.sizes else {
            return Ok(None);
        };
        let rows = self.law.rows();
        let room = rows - self.law.sought().len() - 1;
        let count = ((rows as f64 * self.spec.held_out).round() as usize).clamp(1, room.max(1));
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_by(|a, b| sizes[*a].total_cmp(&sizes[*b]).then(a.cmp(b)));
        let held_out = order.split_off(rows - count);
        let mut weights = vec![1.0; rows];
        for &row in &held_out {
            weights[row] = 0.0;
        }
        let found = self.refit(&[weights], seeds)?.remove(0);
        let values = self.law.values(&[&found.point]).remove(0);
        let residuals = self.law.residuals(&values.predicted);
        let outside = || held_out.iter().map(|&row| residuals[row]);
        Ok(Some(Extrapolation {
            error_inside: root_mean_square(order.iter().map(|&row| residuals[row])),
            error_outside: root_mean_square(outside()),
            bias: outside().sum::<f64>() / count as f64,
            held_out,
        }))
    }
}

/// Where to start again: the best point and the best of those that differ from it.
fn seeds(minima: &[Minimum]) -> Vec<Vec<f64>> {
    let mut seeds: Vec<&Minimum> = Vec::new();
    for minimum in minima {
        let is_new = seeds
            .iter()
            .all(|have| minimum.value - have.value > AGREES * have.value.abs());
        if is_new && seeds.len() < SEEDS {
            seeds.push(minimum);
        }
    }
    seeds
        .into_iter()
        .map(|minimum| minimum.point.clone())
        .collect()
}

fn root_mean_square(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), x| (sum + x * x, count + 1.0));
    libm::sqrt(sum / count)
}

/// The middle 95 %, between order statistics.
fn percentiles(mut values: Vec<f64>) -> Option<Interval> {
    if values.len() < 2 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |p: f64| {
        let place = p * (values.len() - 1) as f64;
        let (below, share) = (place.floor() as usize, place.fract());
        let above = (below + 1).min(values.len() - 1);
        values[below] + share * (values[above] - values[below])
    };
    Some(Interval {
        low: at(0.025),
        high: at(0.975),
    })
}

/// Correlations of the first coordinates over replicates.
fn correlation(replicates: &[Minimum], count: usize) -> Vec<Vec<f64>> {
    if replicates.len() < 3 {
        return Vec::new();
    }
    let number = replicates.len() as f64;
    let centred: Vec<Vec<f64>> = (0..count)
        .map(|at| {
            let mean = replicates.iter().map(|one| one.point[at]).sum::<f64>() / number;
            replicates.iter().map(|one| one.point[at] - mean).collect()
        })
        .collect();
    let product = |a: usize, b: usize| -> f64 {
        centred[a].iter().zip(&centred[b]).map(|(a, b)| a * b).sum()
    };
    (0..count)
        .map(|a| {
            let with = |b| product(a, b) / libm::sqrt(product(a, a) * product(b, b));
            (0..count)
                .map(|b| if a == b { 1.0 } else { with(b) })
                .collect()
        })
        .collect()
}
