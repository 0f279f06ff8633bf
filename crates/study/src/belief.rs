//! Where draws start: from the priors, or from what the record made of them.
//!
//! One rule for all that runs an ensemble. A model that observes something starts from its posterior,
//! computed once and kept in a cache; an intervention acts on that, another belief has its own.

use crate::conditioning::Conditioning;
use crate::control::Control;
use crate::envelope::Notice;
use crate::error::Error;
use crate::error::calibrate::CalibrateProblem;
use crate::fingerprint::{SAMPLER, fingerprint};
use crate::joint::JointTable;
use crate::posterior::{Posterior, Shelf};
use crate::posterior_rows::{
    CalibrateResult, PARTICLES, PosteriorRow, PosteriorUsed, SEED, sampler_word,
};
use crate::request::Belief;
use crate::table_used::TableUsed;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tenfold_engine::{Given, Sampling};
use tenfold_infer::{CalibrateError, CalibrateSpec, Independence, Sampler, TargetError};
use tenfold_ir::Program;
use tenfold_lang::Overrides;
use tenfold_model::built_in::built_in;
use tenfold_model::check::Checked;
use tenfold_model::files::hexadecimal;

/// An ensemble about to start.
pub struct StartFrom<'a> {
    /// From what.
    pub belief: &'a Belief,
    /// The model.
    pub checked: &'a Checked,
    /// The model under its assumptions alone: this is what meets the record.
    pub believed: &'a Program,
    /// What runs: the same with interventions.
    pub program: &'a Program,
    /// What makes both programs of it.
    pub overrides: &'a Overrides,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// Where posteriors are kept.
    pub shelf: &'a dyn Shelf,
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
pub struct StartingDraws {
    given: Option<Arc<Given>>,
    /// What the rows are of.
    rows: Option<Rows>,
    /// The table of parameters that the rows are of, if they are not of a posterior.
    pub(crate) table: Option<TableUsed>,
    /// None where the draws do not start from a posterior.
    pub used: Option<PosteriorUsed>,
    /// The parameters that moved most.
    pub(crate) learnt: Vec<PosteriorRow>,
    pub(crate) notices: Vec<Notice>,
}

impl StartingDraws {
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

impl StartingDraws {
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
    pub fn sampling_of(&self, world: &Program, seed: u64) -> Result<Sampling, Error> {
        let Some(rows) = &self.rows else {
            return Ok(Sampling::Random { seed });
        };
        let given = Arc::new(rows.given(world)?);
        Ok(Sampling::Given { seed, given })
    }
}

impl StartFrom<'_> {
    /// Finds the rows to start from, or computes them.
    ///
    /// # Errors
    /// If a posterior is asked for that is not this model's, or there is none because the record and
    /// the priors contradict each other.
    pub fn starting_draws(&self, control: &mut Control) -> Result<StartingDraws, Error> {
        let (posterior, notices) = match self.belief {
            Belief::Prior => return Ok(StartingDraws::default()),
            Belief::Table(path) => {
                let table = JointTable::read(path, self.checked, self.believed)?;
                return Ok(StartingDraws {
                    given: Some(Arc::new(table.given(self.program)?)),
                    table: Some(table.used.clone()),
                    rows: Some(Rows::Table(table)),
                    ..StartingDraws::default()
                });
            }
            Belief::Given { folder, .. } => (self.read(folder)?, Vec::new()),
            Belief::Posterior { cache } => match self.conditioned(cache.as_deref(), control)? {
                Some(found) => found,
                None => return Ok(StartingDraws::default()),
            },
        };
        let path = match self.belief {
            Belief::Given { folder, .. } => folder,
            _ => Path::new(&self.checked.name),
        };
        Ok(StartingDraws {
            given: Some(Arc::new(posterior.given(self.program, path)?)),
            used: Some(posterior.used()),
            learnt: posterior.learnt(),
            notices,
            rows: Some(Rows::Posterior(Box::new(posterior), path.to_owned())),
            table: None,
        })
    }

    /// The posterior that a user named.
    fn read(&self, folder: &Path) -> Result<Posterior, CalibrateProblem> {
        let path = || folder.to_owned();
        let none = || CalibrateProblem::NoPosterior { path: path() };
        let posterior = self.shelf.read(folder).ok_or_else(none)?;
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
    /// or to learn from. With it, what is to be said of it.
    fn conditioned(
        &self,
        cache: Option<&Path>,
        control: &mut Control,
    ) -> Result<Option<(Posterior, Vec<Notice>)>, Error> {
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
        let mut notices = Vec::new();
        if let Some(found) = shipped() {
            if is_current(&found.manifest, &fingerprint) {
                return Ok(Some((found, notices)));
            }
            if found.manifest.program_hash == fingerprint {
                notices.push(Notice::Stale);
            }
        }
        let key = key(&fingerprint, &spec);
        let found = cache.and_then(|cache| self.shelf.read(&cache.join(&key)));
        // One that cannot be used is as good as none.
        let is_of_use = |found: &Posterior| {
            let rows = found.given(self.believed, Path::new(&key));
            found.manifest.program_hash == fingerprint && rows.is_ok()
        };
        if let Some(found) = found.filter(is_of_use) {
            return Ok(Some((found, notices)));
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
        let kept = cache.map(|cache| self.shelf.keep(cache, &key, &posterior));
        if let Some(Err(reason)) = kept {
            notices.push(Notice::Unkept(Arc::new(reason)));
        }
        Ok(Some((posterior, notices)))
    }
}

/// The posterior of the built-in world that comes with the program, if one does.
fn shipped() -> Option<Posterior> {
    let manifest = built_in("world/posterior/manifest.json")?;
    let table = built_in("world/posterior/posterior.parquet")?;
    Posterior::of_files(manifest, table.to_vec())
}

/// Whether a posterior is what this program would draw for a model of this fingerprint, but for how many
/// particles it takes.
fn is_current(found: &CalibrateResult, fingerprint: &str) -> bool {
    found.program_hash == fingerprint
        && found.drawn_by == SAMPLER
        && found.tenfold == env!("CARGO_PKG_VERSION")
        && (found.seed, found.until) == (SEED, None)
        && found.sampler == sampler_word(Sampler::Smc)
}

/// What a posterior is called in the cache: the program that met the record, this sampler, and what was
/// asked of it.
fn key(fingerprint: &str, spec: &CalibrateSpec) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let text = format!("{fingerprint} {version} {SAMPLER} {spec:?}");
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_model::reference::ModelRef;

    #[test]
    fn the_posterior_that_comes_with_the_program_is_that_of_its_world() {
        if built_in("world/posterior/manifest.json").is_none() {
            eprintln!(
                "skipped: no posterior comes with this program; `cargo xtask posterior` draws one"
            );
            return;
        }
        let world = tenfold_model::check::check(&ModelRef::BuiltIn).expect("it is built in");
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
        assert!(
            is_current(&found.manifest, is),
            "run `cargo xtask posterior`: the text of the engine or the inference has changed since"
        );
        assert!(found.given(&believed, Path::new("world")).is_ok());
    }

    /// One thing after another that decides what is drawn.
    #[test]
    fn a_posterior_is_current_only_if_all_that_decides_it_is() {
        let Some(found) = shipped() else {
            return;
        };
        let own = found.manifest.program_hash.clone();
        let current = CalibrateResult {
            drawn_by: SAMPLER.into(),
            tenfold: env!("CARGO_PKG_VERSION").into(),
            ..found.manifest
        };
        assert!(is_current(&current, &own));
        assert!(!is_current(&current, "another program"));
        let changes: [fn(&mut CalibrateResult); 5] = [
            |one| one.drawn_by.clear(),
            |one| one.tenfold.push('1'),
            |one| one.seed += 1,
            |one| one.until = Some(2024.0),
            |one| one.sampler = sampler_word(Sampler::Nuts).into(),
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut other = current.clone();
            change(&mut other);
            assert!(!is_current(&other, &own), "change {at}");
        }
    }

    #[test]
    fn another_word_is_the_same_belief_and_another_number_is_not() {
        let world = tenfold_model::check::check(&ModelRef::BuiltIn).expect("it is built in");
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
