//! Where draws start: from the priors, or from what the record made of them.
//!
//! One rule for all that runs an ensemble. A model that observes something starts from its posterior,
//! computed once and kept in a cache; an intervention acts on that, another belief has its own.

use crate::calibrate::{Conditioning, PARTICLES, PosteriorRow, SEED};
use crate::check::Checked;
use crate::joint::{JointTable, TableUsed};
use crate::load::{built_in, hexadecimal};
use crate::manifest::PosteriorUsed;
use crate::outcome::Control;
use crate::posterior::Posterior;
use crate::{CalibrateProblem, Error, cache};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tenfold_engine::{Given, Sampling};
use tenfold_infer::{CalibrateError, CalibrateSpec, Independence, Sampler, TargetError};
use tenfold_ir::Program;
use tenfold_lang::Overrides;

/// Where a run's draws start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belief {
    /// From the priors, whatever the record says.
    Prior,
    /// From the model's posterior if it has a record, else from the priors.
    Posterior {
        /// Keeps posteriors from one run to the next; computed anew each time where none.
        cache: Option<PathBuf>,
    },
    /// From the posterior in this folder.
    Given(PathBuf),
    /// From the rows of this table of parameters.
    Table(PathBuf),
}

/// An ensemble about to start.
pub(crate) struct Start<'a> {
    pub(crate) belief: &'a Belief,
    pub(crate) checked: &'a Checked,
    /// The model under its assumptions alone: this is what meets the record.
    pub(crate) believed: &'a Program,
    /// What runs: the same with interventions.
    pub(crate) program: &'a Program,
    pub(crate) overrides: &'a Overrides,
    pub(crate) threads: Option<usize>,
}

/// What rows of parameters are of.
#[derive(Clone, Debug)]
enum Rows {
    /// A posterior, and the path to name where it is not one.
    Posterior(Box<Posterior>, PathBuf),
    Table(JointTable),
}

impl Rows {
    fn given(&self, world: &Program) -> Result<Given, Error> {
        match self {
            Rows::Posterior(posterior, path) => Ok(posterior.given(world, path)?),
            Rows::Table(table) => Ok(table.given(world)?),
        }
    }
}

/// Where an ensemble starts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Started {
    given: Option<Arc<Given>>,
    /// What the rows are of.
    rows: Option<Rows>,
    /// The table of parameters that the rows are of, if they are not of a posterior.
    pub(crate) table: Option<TableUsed>,
    /// None where the draws do not start from a posterior.
    pub(crate) used: Option<PosteriorUsed>,
    /// The parameters that moved most.
    pub(crate) learnt: Vec<PosteriorRow>,
    /// Why the cache could not keep the posterior.
    pub(crate) unkept: Option<Arc<Error>>,
}

impl Started {
    /// How draws are made; the same seed has the same chance from the end of the record on.
    pub(crate) fn sampling(&self, seed: u64) -> Sampling {
        match &self.given {
            None => Sampling::Random { seed },
            Some(given) => Sampling::Given {
                seed,
                given: given.clone(),
            },
        }
    }
}

impl Started {
    /// How far so many draws are independent of each other.
    pub(crate) fn independence(&self, draws: u64) -> Independence {
        let (units, effective) = match (&self.used, &self.table) {
            (Some(posterior), _) => (posterior.rows as u64, posterior.effective),
            // Draws of one row share all that is known of it, and differ by chance alone.
            (None, Some(table)) if table.rows > 1 => (table.rows as u64, table.rows as f64),
            _ => (draws, draws as f64),
        };
        Independence { units, effective }
    }

    /// How draws of another world are made that starts from the same rows.
    ///
    /// # Errors
    /// If the posterior does not hold what it says.
    pub(crate) fn sampling_of(&self, world: &Program, seed: u64) -> Result<Sampling, Error> {
        let Some(rows) = &self.rows else {
            return Ok(Sampling::Random { seed });
        };
        let given = Arc::new(rows.given(world)?);
        Ok(Sampling::Given { seed, given })
    }
}

impl Start<'_> {
    /// Finds the rows to start from, or computes them.
    ///
    /// # Errors
    /// If a posterior is asked for that is not this model's, or there is none because the record and
    /// the priors contradict each other.
    pub(crate) fn started(&self, control: &mut Control) -> Result<Started, Error> {
        let (posterior, unkept) = match self.belief {
            Belief::Prior => return Ok(Started::default()),
            Belief::Table(path) => {
                let table = JointTable::read(path, self.checked, self.believed)?;
                return Ok(Started {
                    given: Some(Arc::new(table.given(self.program)?)),
                    table: Some(table.used.clone()),
                    rows: Some(Rows::Table(table)),
                    ..Started::default()
                });
            }
            Belief::Given(folder) => (self.read(folder)?, None),
            Belief::Posterior { cache } => match self.conditioned(cache.as_deref(), control)? {
                Some(found) => found,
                None => return Ok(Started::default()),
            },
        };
        let path = match self.belief {
            Belief::Given(folder) => folder,
            _ => Path::new(&self.checked.name),
        };
        Ok(Started {
            given: Some(Arc::new(posterior.given(self.program, path)?)),
            used: Some(posterior.used()),
            learnt: posterior.learnt(),
            unkept: unkept.map(Arc::new),
            rows: Some(Rows::Posterior(Box::new(posterior), path.to_owned())),
            table: None,
        })
    }

    /// The posterior that a user named.
    fn read(&self, folder: &Path) -> Result<Posterior, CalibrateProblem> {
        let path = || folder.to_owned();
        let none = || CalibrateProblem::NoPosterior { path: path() };
        let posterior = Posterior::read(folder).ok_or_else(none)?;
        let found = &posterior.manifest;
        if found.program_hash == fingerprint(self.believed) {
            return Ok(posterior);
        }
        Err(if found.model_hash == self.checked.hash {
            CalibrateProblem::OtherBeliefs {
                path: path(),
                assumptions: found.assumptions.join(", "),
            }
        } else {
            CalibrateProblem::OtherModel {
                path: path(),
                model: self.checked.name.clone(),
            }
        })
    }

    /// The model's own posterior, from the cache or computed; none where there is nothing to learn
    /// or to learn from. With it, why it could not be kept.
    fn conditioned(
        &self,
        cache: Option<&Path>,
        control: &mut Control,
    ) -> Result<Option<(Posterior, Option<Error>)>, Error> {
        // A law has no past: `fit` is what meets its runs.
        if self.believed.time.steps == 0 || self.believed.observations.is_empty() {
            return Ok(None);
        }
        let spec = CalibrateSpec {
            particles: PARTICLES,
            seed: SEED,
            until: f64::INFINITY,
            sampler: Sampler::Smc,
        };
        let fingerprint = fingerprint(self.believed);
        let shipped = shipped().filter(|found| found.manifest.program_hash == fingerprint);
        if let Some(found) = shipped {
            return Ok(Some((found, None)));
        }
        let key = key(&fingerprint, &spec);
        let found = cache.and_then(|cache| cache::find(cache, &key));
        if let Some(found) = found.filter(|found| found.manifest.program_hash == fingerprint) {
            return Ok(Some((found, None)));
        }
        let conditioning = Conditioning {
            checked: self.checked,
            program: self.believed,
            assumptions: self.checked.assumptions(self.overrides),
            spec: &spec,
            rows_max: usize::MAX,
            threads: self.threads,
        };
        let posterior = match conditioning.posterior(control)? {
            Ok(posterior) => posterior,
            Err(CalibrateError::Target(
                TargetError::NothingObserved | TargetError::NothingUncertain,
            )) => return Ok(None),
            Err(reason) => {
                return Err(CalibrateProblem::Unconditioned {
                    model: self.checked.name.clone(),
                    reason: Box::new(reason),
                }
                .into());
            }
        };
        let kept = cache.map(|cache| cache::keep(cache, &key, &posterior));
        Ok(Some((posterior, kept.and_then(Result::err))))
    }
}

/// The posterior of the built-in world that comes with the program, if one does.
fn shipped() -> Option<Posterior> {
    let manifest = built_in("world/posterior/manifest.json")?;
    let table = built_in("world/posterior/posterior.parquet")?;
    Posterior::of_files(manifest, table.to_vec())
}

/// SHA-256, in hexadecimal, of all that decides what a program's posterior is: its equations, priors
/// and record, but no title, source or other word.
pub(crate) fn fingerprint(program: &Program) -> String {
    // Field by field: a new one has to be thought of here. The text of a number is exact.
    let Program {
        name: _,
        time,
        nodes,
        dimensions: _,
        params,
        correlations,
        stocks,
        delays,
        noises,
        events,
        milestones,
        tables,
        variables: _,
        observations,
        assertions: _,
        columns: _,
    } = program;
    let params = params
        .iter()
        .map(|param| (&param.name, &param.prior, param.central, &param.unit));
    let record = observations.iter().map(|one| {
        let points = one.points.iter();
        let points = points.map(|point| (point.date, point.value, point.low, point.high));
        let points: Vec<_> = points.collect();
        let error = (one.is_date, &one.error, one.is_log, one.sharing);
        (&one.name, one.node, error, &one.series, points, &one.bounds)
    });
    let (params, record): (Vec<_>, Vec<_>) = (params.collect(), record.collect());
    let state = (stocks, delays, noises, events, milestones, tables);
    let all = format!("{time:?}{nodes:?}{params:?}{correlations:?}{state:?}{record:?}");
    hexadecimal(&Sha256::digest(all.as_bytes()))
}

/// What a posterior is called in the cache: the program that met the record, this sampler, and what was
/// asked of it.
fn key(fingerprint: &str, spec: &CalibrateSpec) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let sampler = env!("TENFOLD_SAMPLER");
    let text = format!("{fingerprint} {version} {sampler} {spec:?}");
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::ModelRef;

    #[test]
    fn the_posterior_that_comes_with_the_program_is_that_of_its_world() {
        if built_in("world/posterior/manifest.json").is_none() {
            eprintln!(
                "skipped: no posterior comes with this program; `cargo xtask posterior` draws one"
            );
            return;
        }
        let world = crate::check(&ModelRef::BuiltIn).expect("it is built in");
        let believed = world
            .believed(&Overrides::default())
            .expect("the world is sound");
        let found =
            shipped().expect("run `cargo xtask posterior`: its files do not belong together");
        let (has, is) = (&found.manifest.program_hash, &fingerprint(&believed));
        assert_eq!(
            has, is,
            "run `cargo xtask posterior`: the world has changed since"
        );
        assert!(found.given(&believed, Path::new("world")).is_ok());
    }

    #[test]
    fn another_word_is_the_same_belief_and_another_number_is_not() {
        let world = crate::check(&ModelRef::BuiltIn).expect("it is built in");
        let believed = world
            .believed(&Overrides::default())
            .expect("the world is sound");
        let mut worded = believed.clone();
        worded.params[0].prior_text = Some("0.5 to 2".into());
        worded.observations[0].points[0].note = "revised".into();
        assert_eq!(fingerprint(&worded), fingerprint(&believed));
        let mut other = believed.clone();
        let value = &mut other.observations[0].points[0].value;
        *value = f64::from_bits(value.to_bits() + 1);
        assert_ne!(fingerprint(&other), fingerprint(&believed));
    }
}
