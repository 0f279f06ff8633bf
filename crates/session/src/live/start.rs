//! Where the draws of a question start: the priors, the posterior, or its rows weighed for other beliefs.
//!
//! A posterior that is at hand answers at once. Under another belief each of its rows has the weight
//! L'(rest) p'(θ) / (L(θ, rest) p(θ)), where a parameter that is given a value keeps no prior: what is left is
//! weighed by the likelihoods alone. Interventions keep the rows as they are.

use crate::live::question::{BeliefKind, BeliefSaid, Words};
use crate::live::same::same_prior;
use crate::live::world::World;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use tenfold_engine::{Given, Sampling};
use tenfold_infer::{Independence, TargetError, log_priors, meet_rows, reordered, reweigh};
use tenfold_ir::{Noise, Param, Program};
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_store::cache::Folders;
use tenfold_study::belief::{StartFrom, StartingDraws};
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::calibrate::CalibrateProblem;
use tenfold_study::posterior_rows::SEED;
use tenfold_study::request::Belief;
use tenfold_words::text::{Lang, text};

/// Independent draws that weighed rows are worth at least, not to be provisional, and the greatest shape of
/// their weights' tail (Vehtari et al. 2024).
const EFFECTIVE_MIN: f64 = 100.0;
const PARETO_K_MAX: f64 = 0.7;

/// Where the draws of a world start.
#[derive(Clone, Debug)]
pub(crate) struct Begun {
    given: Option<Arc<Given>>,
    pub(crate) said: BeliefSaid,
}

impl Begun {
    /// How draws are made.
    pub(crate) fn sampling(&self, seed: u64) -> Sampling {
        match &self.given {
            None => Sampling::Random { seed },
            Some(given) => Sampling::Given {
                seed,
                given: given.clone(),
            },
        }
    }

    /// The same of another program, which has the rows by name: one with other interventions, or with columns.
    pub(crate) fn sampling_of(&self, own: &Program, other: &Program, seed: u64) -> Sampling {
        let Some(given) = &self.given else {
            return Sampling::Random { seed };
        };
        let params = own.params.iter().zip(&given.params);
        let params: HashMap<&str, _> = params
            .map(|(one, rows)| (one.name.as_str(), rows))
            .collect();
        let noises = own.noises.iter().zip(&given.noises);
        let noises: HashMap<&str, _> = noises
            .map(|(one, rows)| (one.name.as_str(), rows))
            .collect();
        let param = |one: &Param| {
            let rows = params.get(one.name.as_str());
            one.prior.as_ref().and(rows.copied().cloned().flatten())
        };
        let noise = |one: &Noise| noises.get(one.name.as_str()).copied().cloned().flatten();
        let given = Given {
            params: other.params.iter().map(param).collect(),
            draws: given.draws.clone(),
            noises: other.noises.iter().map(noise).collect(),
            until: given.until,
        };
        Sampling::Given {
            seed,
            given: Arc::new(given),
        }
    }

    /// How far so many draws are independent of each other.
    pub(crate) fn independence(&self, draws: u64) -> Independence {
        let units = self.given.as_ref().map(|given| given.draws.len() as u64);
        Independence {
            units: units.unwrap_or(draws),
            effective: self.said.effective.unwrap_or(draws as f64),
        }
    }

    /// How many draws count in an error: no more than the rows are worth.
    pub(crate) fn independent(&self, draws: f64) -> f64 {
        self.said.effective.unwrap_or(draws).min(draws).max(1.0)
    }

    /// From the priors, as long as there is something to be calibrated.
    fn of_priors(note: Option<&str>) -> Begun {
        let said = |key: &str| {
            let [en, zh] = Lang::ALL.map(|lang| text(lang, key, &[]));
            Words { en, zh }
        };
        Begun {
            given: None,
            said: BeliefSaid {
                kind: BeliefKind::Prior,
                effective: None,
                pareto_k: None,
                provisional: note.is_some(),
                note: note.map(said),
            },
        }
    }

    /// From a posterior of these very beliefs.
    fn of_posterior(kind: BeliefKind, ground: &Ground, program: &Program) -> Begun {
        Begun {
            given: Some(Arc::new(ground.rows_for(program))),
            said: BeliefSaid {
                kind,
                effective: Some(ground.effective),
                pareto_k: None,
                provisional: false,
                note: None,
            },
        }
    }
}

/// A posterior, by names, so that other worlds can start from it.
pub(crate) struct Ground {
    world: Arc<World>,
    params: HashMap<String, Vec<f64>>,
    noises: HashMap<String, Vec<f64>>,
    draws: Vec<u64>,
    until: u32,
    effective: f64,
    /// The logarithms of the rows' likelihoods, once they were asked for.
    log_likelihoods: OnceLock<Vec<f64>>,
}

/// A world whose posterior is sought.
pub(crate) struct Sought<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) world: &'a Arc<World>,
    pub(crate) overrides: &'a Overrides,
    pub(crate) cache: Option<PathBuf>,
}

impl Sought<'_> {
    /// The posterior that comes with the program or was kept; none where it would have to be drawn.
    pub(crate) fn at_hand(&self) -> Result<Option<Ground>, Error> {
        let mut quiet = |_| {};
        let control = &mut Control {
            progress: &mut quiet,
            cancel: &AtomicBool::new(true),
        };
        match self.drawn(control) {
            // Nor is one that cannot be drawn: whoever draws it is told why.
            Err(Error::Cancelled | Error::Calibrate(_)) => Ok(None),
            found => found,
        }
    }

    /// The same, drawn where it is not at hand; none where there is nothing to learn, or to learn from.
    pub(crate) fn drawn(&self, control: &mut Control) -> Result<Option<Ground>, Error> {
        let world = &**self.world;
        let start = StartFrom {
            belief: &Belief::Posterior {
                cache: self.cache.clone(),
            },
            checked: self.checked,
            believed: &world.believed,
            program: &world.believed,
            overrides: self.overrides,
            // Others ask meanwhile.
            threads: Some(
                std::thread::available_parallelism()
                    .map_or(1, usize::from)
                    .div_ceil(2),
            ),
            shelf: &Folders,
        };
        let started = start.starting_draws(control)?;
        Ground::of(self.world, &started)
    }

    /// Whether there is a record that something uncertain could learn from.
    pub(crate) fn has_record(&self) -> bool {
        let believed = &self.world.believed;
        believed.time.steps > 0 && !believed.observations.is_empty()
    }
}

impl Ground {
    fn of(world: &Arc<World>, started: &StartingDraws) -> Result<Option<Ground>, Error> {
        let believed = &world.believed;
        let (Sampling::Given { given, .. }, Some(used)) =
            (started.sampling_of(believed, SEED)?, &started.used)
        else {
            return Ok(None);
        };
        let params = believed.params.iter().zip(&given.params);
        let params = params.filter_map(|(param, own)| Some((param.name.clone(), own.clone()?)));
        let noises = believed.noises.iter().zip(&given.noises);
        let noises = noises.filter_map(|(noise, own)| Some((noise.name.clone(), own.clone()?)));
        Ok(Some(Ground {
            world: world.clone(),
            params: params.collect(),
            noises: noises.collect(),
            draws: given.draws.clone(),
            until: given.until,
            effective: used.effective,
            log_likelihoods: OnceLock::new(),
        }))
    }

    /// The values of a parameter's rows, in base units; none where the record says nothing of it.
    pub(crate) fn values(&self, param: &str) -> Option<&[f64]> {
        self.params.get(param).map(Vec::as_slice)
    }

    /// The rows of a world. What it fixes stays fixed; what it draws and no row has keeps its prior.
    fn rows_for(&self, program: &Program) -> Given {
        let params = program.params.iter().map(|param| {
            let known = param.prior.as_ref().and(self.params.get(&param.name));
            known.cloned()
        });
        let noises = program.noises.iter();
        let noises = noises.map(|noise| self.noises.get(&noise.name).cloned());
        Given {
            params: params.collect(),
            draws: self.draws.clone(),
            noises: noises.collect(),
            until: self.until,
        }
    }

    /// Where a world starts: in these rows, weighed for its beliefs if they are others.
    pub(crate) fn begin(&self, world: &World) -> Result<Begun, Error> {
        if world.fingerprint == self.world.fingerprint {
            let kind = BeliefKind::Posterior;
            return Ok(Begun::of_posterior(kind, self, &world.program));
        }
        let weighed = self.log_weights(world);
        let (log_weights, believed) = match weighed {
            Ok(found) => found,
            // Nothing is left to learn, or to learn from.
            Err(TargetError::NothingObserved | TargetError::NothingUncertain) => {
                return Ok(Begun::of_priors(None));
            }
            Err(reason) => {
                return Err(CalibrateProblem::Unconditioned {
                    model: world.program.name.clone(),
                    reason: Box::new(reason.into()),
                }
                .into());
            }
        };
        let rows = log_weights.len() as f64;
        let Some(found) = reweigh(log_weights) else {
            return Ok(Begun::of_priors(Some("study-note-impossible")));
        };
        let effective = self.effective * found.effective / rows;
        let is_thin = effective < EFFECTIVE_MIN
            || found.pareto_k > PARETO_K_MAX
            || self.moves_correlated(world);
        let mut given = self.rows_for(&world.program);
        given.params = believed.params;
        let note = Lang::ALL.map(|lang| text(lang, "study-note-provisional", &[]));
        let [en, zh] = note;
        Ok(Begun {
            given: Some(Arc::new(reordered(&given, &found.rows))),
            said: BeliefSaid {
                kind: BeliefKind::Reweighed,
                effective: Some(effective),
                pareto_k: Some(found.pareto_k).filter(|k| k.is_finite()),
                provisional: is_thin,
                note: is_thin.then_some(Words { en, zh }),
            },
        })
    }

    /// The logarithms of the weights that rows have under a world's beliefs, and these rows.
    fn log_weights(&self, world: &World) -> Result<(Vec<f64>, Given), TargetError> {
        let (old, new) = (&self.world.believed, &world.believed);
        let (before, mut after) = (self.rows_for(old), self.rows_for(new));
        let moved = moved_priors(old, new);
        let is_moved = |program: &Program, at: usize| moved.contains(&program.params[at].name);
        let priors_before = log_priors(old, &before, |at| is_moved(old, at))?;
        let priors_after = log_priors(new, &after, |at| is_moved(new, at))?;
        let priors = priors_after.iter().zip(&priors_before);
        let mut weights: Vec<f64> = priors.map(|(after, before)| after - before).collect();
        if !(world.differs_in_priors_alone && has_same_priors(old, new)) {
            let own = match self.log_likelihoods.get() {
                Some(own) => own,
                None => {
                    let met = meet_rows(old, &before, SEED)?;
                    self.log_likelihoods.get_or_init(|| met.log_likelihoods)
                }
            };
            let met = meet_rows(new, &after, SEED)?;
            after = met.given;
            let both = met.log_likelihoods.iter().zip(own);
            for (weight, (after, before)) in weights.iter_mut().zip(both) {
                *weight += after - before;
            }
        }
        // What was impossible before and is now is in no row's power to tell.
        for weight in &mut weights {
            if weight.is_nan() {
                *weight = f64::NEG_INFINITY;
            }
        }
        Ok((weights, after))
    }

    /// Whether a prior is another whose parameter is drawn together with others: the density of the two is
    /// not the product of theirs.
    fn moves_correlated(&self, world: &World) -> bool {
        let moved = moved_priors(&self.world.believed, &world.believed);
        let believed = &world.believed;
        let is_moved = |at: usize| moved.contains(&believed.params[at].name);
        let pairs = believed.correlations.iter();
        let mut ends = pairs.flat_map(|pair| [pair.a.index(), pair.b.index()]);
        ends.any(is_moved)
    }
}

/// Where a world starts that no posterior at hand says anything of.
pub(crate) fn without_ground(sought: &Sought) -> Begun {
    Begun::of_priors(sought.has_record().then_some("study-note-unmet"))
}

/// A world's own posterior, as where it starts.
pub(crate) fn calibrated(ground: &Ground, world: &World) -> Begun {
    Begun::of_posterior(BeliefKind::Calibrated, ground, &world.program)
}

/// From the priors because that was asked for.
pub(crate) fn as_asked() -> Begun {
    Begun::of_priors(None)
}

/// Whether the same parameters have a prior, though perhaps another one.
fn has_same_priors(old: &Program, new: &Program) -> bool {
    let names = |program: &Program| {
        let drawn = program.params.iter().filter(|param| param.prior.is_some());
        drawn.map(|param| param.name.clone()).collect::<Vec<_>>()
    };
    names(old) == names(new)
}

/// The parameters with a prior in both programs, and not the same one.
fn moved_priors(old: &Program, new: &Program) -> Vec<String> {
    let before: HashMap<&str, _> = (old.params.iter())
        .filter_map(|param| Some((param.name.as_str(), param.prior.as_ref()?)))
        .collect();
    let moved = new.params.iter().filter(|param| {
        let pair = param.prior.as_ref().zip(before.get(param.name.as_str()));
        pair.is_some_and(|(after, before)| !same_prior((old, before), (new, after)))
    });
    moved.map(|param| param.name.clone()).collect()
}
