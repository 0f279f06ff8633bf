//! A model that is kept between questions: what was read, checked and compiled once answers the next one.
//!
//! Knows what may be kept and what it hangs on: programs by the changes that make them, kernels by what is
//! asked of a draw, the posterior's rows by the beliefs that they are of, draws of the model as it is.

mod answering;
mod asked;
mod baseline;
mod card;
mod claims;
mod download;
mod editing;
mod explained;
mod fits;
mod gathered;
mod kept;
mod question;
mod refused;
mod same;
mod saving;
mod shape;
mod shelf;
mod start;
mod story;
#[cfg(test)]
mod tests;
mod world;

pub use card::{
    LawCard, LawColumn, MilestoneCard, ModelCard, Named, ParameterCard, RecordedFigure,
    ScenarioCard, SeriesCard, Template,
};
pub use claims::ClaimSaid;
pub use download::{Download, Downloaded};
pub use editing::{CheckSaid, CompletionOption, CompletionSaid, HoverSaid, TextPoint, formatted};
pub use explained::ExplainedSaid;
pub use fits::{FitAsked, FitCurve, FitPicture, FitSaid, fit_table};
pub use question::{
    Answer, AnswerMilestone, AnswerSeries, BeliefKind, BeliefSaid, ByYear, ByYearGap, DateBin, Fan,
    Joint, MilestoneBaseline, MilestoneGap, ModelFile, Numbers, Question, SeriesGap, Words,
};
pub use refused::{CANCELLED, DiagnosticSaid, Refused, TextPlace};
pub use saving::save;
pub use shape::{Scale, Shape};
pub use shelf::Shelf;
pub use story::{Story, StoryMilestone, StoryParameter, StorySeries};
pub use tenfold_study::headline::Headline;
pub use tenfold_study::influence::Influence;

use crate::live::asked::{Layout, bounded};
use crate::live::baseline::Baseline;
use crate::live::kept::Kept;
use crate::live::refused::file_name;
use crate::live::start::{Begun, Ground, Sought};
use crate::live::world::World;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;
use tenfold_engine::Collector;
use tenfold_lang::Overrides;
use tenfold_model::catalogue::Catalogue;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::load::{load, load_texts};
use tenfold_model::reference::ModelRef;
use tenfold_study::control::{Control, Progress, Work};
use tenfold_study::error::Error;
use tenfold_study::fingerprint::fingerprint;
use tenfold_words::text::Lang;

/// Worlds that are kept, kernels, beginnings, and draws of the model as it is.
const WORLDS: usize = 32;
const KERNELS: usize = 32;
const BEGINNINGS: usize = 32;
const BASELINES: usize = 4;
/// Bytes of a model's texts that are edited.
const TEXT_BYTES_MAX: usize = 1 << 20;
/// Operations of a program times its steps: ten times the world's, so that a portion of draws ends soon.
const SIZE_MAX: usize = 1 << 26;

/// How often one who waits looks again.
const TICK: Duration = Duration::from_millis(20);

/// What decides the kernel of a question.
type KernelKey = (Overrides, Layout);

/// A model that is kept.
pub struct Study {
    model: ModelRef,
    checked: Checked,
    catalogue: Catalogue,
    /// Where posteriors are kept.
    cache: Option<PathBuf>,
    /// Whose posterior stands for this one's while that has not been drawn: of the model whose texts were edited.
    behind: Option<Arc<Study>>,
    worlds: Kept<Overrides, World>,
    kernels: Kept<KernelKey, Collector>,
    beginnings: Kept<(Overrides, bool), Begun>,
    baselines: Kept<(Layout, u64, bool), Baseline>,
    /// By whether its posterior is at hand.
    cards: Kept<bool, ModelCard>,
    /// Held by who calibrates, of this model or of what it was edited to: one at a time.
    calibrating: Arc<Mutex<()>>,
    /// Of the model as it is; none before it was looked for.
    ground: Mutex<Option<Option<Arc<Ground>>>>,
}

impl Study {
    /// Reads and checks a model; posteriors are looked for, and kept, in a folder.
    ///
    /// # Errors
    /// If it cannot be read. What is wrong inside it is told by whoever asks of it.
    pub fn open(model: &ModelRef, cache: Option<PathBuf>) -> Result<Study, Error> {
        let checked = Checked::of(load(model)?);
        Ok(Study::of(model.clone(), checked, cache, None))
    }

    /// The same model with other texts; the root is the one of this model's name, or the first. Tables are those of
    /// its folder.
    ///
    /// # Errors
    /// If a text is not one, names nothing of the folder, or all of them are too long.
    pub fn edited(self: &Arc<Study>, files: &[ModelFile]) -> Result<Study, Refused> {
        let bytes = files.iter().map(|file| file.text.len()).sum();
        bounded("text", bytes, TEXT_BYTES_MAX)?;
        let mut texts: Vec<(String, String)> = (files.iter())
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect();
        let root = format!("{}.ten", self.checked.name);
        texts.sort_by_key(|(path, _)| *path != root);
        let checked = Checked::of(load_texts(&self.model, &texts)?);
        let behind = Some(self.clone());
        Ok(Study::of(
            self.model.clone(),
            checked,
            self.cache.clone(),
            behind,
        ))
    }

    fn of(
        model: ModelRef,
        checked: Checked,
        cache: Option<PathBuf>,
        behind: Option<Arc<Study>>,
    ) -> Study {
        Study {
            model,
            cards: Kept::new(2),
            calibrating: (behind.as_ref()).map_or_else(Arc::default, |one| one.calibrating.clone()),
            catalogue: checked.catalogue(),
            checked,
            cache,
            behind,
            worlds: Kept::new(WORLDS),
            kernels: Kept::new(KERNELS),
            beginnings: Kept::new(BEGINNINGS),
            baselines: Kept::new(BASELINES),
            ground: Mutex::new(None),
        }
    }

    /// SHA-256 of every text and table, hexadecimal.
    pub fn hash(&self) -> &str {
        &self.checked.hash
    }

    /// Errors and warnings.
    pub fn diagnosed(&self) -> &Diagnosed {
        &self.checked.diagnosed
    }

    /// The texts as the page edits them, the root's first.
    pub fn files(&self) -> Vec<ModelFile> {
        let sources = self.checked.diagnosed.sources.iter();
        sources
            .map(|source| ModelFile {
                path: file_name(&source.name).to_owned(),
                text: source.text.to_string(),
            })
            .collect()
    }

    /// What a thing is called in both languages.
    fn title(&self, name: &str) -> Words {
        let [en, zh] = Lang::ALL.map(|lang| self.catalogue.title(lang, name));
        Words { en, zh }
    }

    /// The model under changes.
    fn world(&self, overrides: &Overrides) -> Result<Arc<World>, Refused> {
        self.worlds.get(overrides, || {
            let program = self.checked.program(overrides)?;
            let steps = program.time.steps as usize;
            bounded("size", program.nodes.len().saturating_mul(steps), SIZE_MAX)?;
            let model = self.checked.sound()?;
            let believed = match model.interventions(overrides).is_empty() {
                true => program.clone(),
                false => self.checked.believed(overrides)?,
            };
            let assumptions = self.checked.assumptions(overrides);
            let is_prior = |clause: &String| {
                let mut words = clause.split_whitespace();
                words.any(|word| word == "~")
            };
            let is_own = self.behind.is_none();
            Ok(World {
                fingerprint: fingerprint(&believed),
                differs_in_priors_alone: is_own && assumptions.iter().all(is_prior),
                program,
                believed,
            })
        })
    }

    /// The kernel of a world for what is asked of each draw.
    fn kernel(&self, overrides: &Overrides, layout: &Layout) -> Result<Arc<Collector>, Refused> {
        let world = self.world(overrides)?;
        let make = || Ok::<_, Refused>(layout.compile(&world.program)?);
        self.kernels.get(&(overrides.clone(), layout.clone()), make)
    }

    /// The posterior of the model as it is, if it is at hand; of edited texts that of the model before them.
    fn ground(&self) -> Result<Option<Arc<Ground>>, Refused> {
        if let Some(found) = &*self.ground_found() {
            return Ok(found.clone());
        }
        let found = match &self.behind {
            Some(behind) => behind.ground()?,
            None => {
                let overrides = Overrides::default();
                let world = self.world(&overrides)?;
                self.sought(&world, &overrides).at_hand()?.map(Arc::new)
            }
        };
        // Of edited texts it may yet come.
        if found.is_some() || self.behind.is_none() {
            *self.ground_found() = Some(found.clone());
        }
        Ok(found)
    }

    fn ground_found(&self) -> MutexGuard<'_, Option<Option<Arc<Ground>>>> {
        self.ground.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sought<'a>(&'a self, world: &'a Arc<World>, overrides: &'a Overrides) -> Sought<'a> {
        Sought {
            checked: &self.checked,
            world,
            overrides,
            cache: self.cache.clone(),
        }
    }

    /// Where the draws of a world start, as far as that is at hand.
    fn beginning(&self, overrides: &Overrides, prior: bool) -> Result<Arc<Begun>, Refused> {
        self.beginnings.get(&(overrides.clone(), prior), || {
            if prior {
                return Ok(start::as_asked());
            }
            let world = self.world(overrides)?;
            let sought = self.sought(&world, overrides);
            if !sought.has_record() {
                return Ok(start::as_asked());
            }
            let begun = match self.ground()? {
                Some(ground) => ground.begin(&world)?,
                None => start::without_ground(&sought),
            };
            // These beliefs may have been calibrated before.
            match begun.said.provisional {
                true => Ok(sought
                    .at_hand()?
                    .map_or(begun, |own| start::calibrated(&own, &world))),
                false => Ok(begun),
            }
        })
    }

    /// Draws the posterior of a world that has none at hand, and keeps it; none where its record says nothing.
    fn calibrate(&self, overrides: &Overrides, control: &mut Control) -> Result<(), Refused> {
        let world = self.world(overrides)?;
        let _alone = self.alone(control)?;
        let Some(ground) = self.sought(&world, overrides).drawn(control)? else {
            return Ok(());
        };
        if *overrides == Overrides::default() {
            // Whatever started without it starts from it now.
            *self.ground_found() = Some(Some(Arc::new(ground)));
            self.beginnings.clear();
        } else {
            let begun = Arc::new(start::calibrated(&ground, &world));
            self.beginnings.keep(&(overrides.clone(), false), begun);
        }
        Ok(())
    }

    /// Waits until nobody else calibrates.
    fn alone(&self, control: &mut Control) -> Result<MutexGuard<'_, ()>, Refused> {
        loop {
            match self.calibrating.try_lock() {
                Ok(alone) => return Ok(alone),
                Err(TryLockError::Poisoned(broken)) => return Ok(broken.into_inner()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(TICK),
            }
            (control.progress)(Progress {
                work: Work::Calibration,
                done: 0,
                total: 1,
            });
            if control.cancel.load(Ordering::Relaxed) {
                return Err(Error::Cancelled.into());
            }
        }
    }
}
