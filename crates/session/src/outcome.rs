//! What is asked of a session and what comes back, as plain data.

use crate::Diagnosed;
use crate::Error;
use crate::belief::{Belief, Notice};
use crate::claims::ClaimRow;
use crate::compare::BASE;
use crate::folder::{FolderKind, PartialFolder};
use crate::load::laws;
use crate::manifest::PosteriorUsed;
use crate::recorded::Recorded;
use crate::report::{DivergenceRow, ReportData};
use crate::text::Lang;
use crate::visible::visible;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use tenfold_lang::Overrides;

/// Which model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelRef {
    /// The world that comes with the program.
    BuiltIn,
    /// A law that comes with the program, by its file's name without `.ten`.
    Law(String),
    /// A `.ten` file, or a folder `x` whose root is `x/x.ten`.
    Path(PathBuf),
}

impl ModelRef {
    /// The model at a path, the built-in world where none is given.
    pub fn at(path: Option<&Path>) -> ModelRef {
        path.map_or(ModelRef::BuiltIn, |path| ModelRef::Path(path.to_owned()))
    }

    /// As [`ModelRef::at`]; a law that comes with the program may be named too.
    pub fn at_or_law(path: Option<&Path>) -> ModelRef {
        let named = path.and_then(Path::to_str).map(ModelRef::law);
        match named {
            Some(ModelRef::Law(name)) if laws().any(|law| law == name) => ModelRef::Law(name),
            _ => ModelRef::at(path),
        }
    }

    /// A law: the file or folder of this name, else the law that comes with the program. There `-`
    /// is as good as `_`.
    pub fn law(name: &str) -> ModelRef {
        let path = Path::new(name);
        match path.exists() {
            true => ModelRef::Path(path.to_owned()),
            false => ModelRef::Law(name.replace('-', "_")),
        }
    }

    /// A short name for people and for the run folder: the file's or folder's name.
    pub fn name(&self) -> String {
        match self {
            ModelRef::BuiltIn => "world".into(),
            ModelRef::Law(name) => name.clone(),
            ModelRef::Path(path) => {
                let named = path.canonicalize().unwrap_or_else(|_| path.clone());
                let stem = named.file_stem().map(|stem| stem.to_string_lossy());
                stem.map_or_else(|| "model".into(), |stem| stem.into_owned())
            }
        }
    }

    /// Where a result is written when nothing else is said: `runs/world`, `runs/world-slow`,
    /// `runs/world-slow-claims`. No two results of a model have one place, whatever its scenarios are called.
    pub fn folder(&self, kind: FolderKind, scenarios: &[&str]) -> PathBuf {
        let last = scenarios.last().map_or("", |name| name);
        let is_suffix = |suffix: &str| suffix.eq_ignore_ascii_case(last);
        let scenarios = match (kind, scenarios) {
            (FolderKind::Compare, [one]) => format!("{BASE}-vs-{one}"),
            _ => scenarios.join("-vs-"),
        };
        let suffix = match kind {
            FolderKind::Claims => "claims",
            FolderKind::Calibrate => "posterior",
            FolderKind::Backtest => "backtest",
            FolderKind::Run
                if ["claims", "posterior", "backtest"]
                    .into_iter()
                    .any(is_suffix) =>
            {
                "run"
            }
            FolderKind::Run | FolderKind::Compare | FolderKind::Fit => "",
        };
        let model = self.name();
        let name = [&*visible(&model), &*scenarios, suffix];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        Path::new("runs").join(name.join("-"))
    }

    /// What is read of it, and so must not be replaced by what is written.
    pub(crate) fn inputs(&self) -> Vec<&Path> {
        match self {
            ModelRef::Path(path) => vec![path],
            ModelRef::BuiltIn | ModelRef::Law(_) => Vec::new(),
        }
    }
}

/// A stage of a model that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emit {
    /// The tree of every file, as read.
    Tree,
    /// Every definition with its indices and unit.
    Units,
    /// The typed program.
    Ir,
    /// What uses what, in Graphviz's language.
    Graph,
    /// What the Chinese catalogues lack, as messages to be filled in; empty where nothing.
    Catalogue,
}

/// An ensemble to run.
#[derive(Clone, Debug)]
pub struct EnsembleRequest {
    /// Which model.
    pub model: ModelRef,
    /// A scenario of it, assumptions, interventions.
    pub overrides: Overrides,
    /// Joint draws, at least 1.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Where the draws start.
    pub belief: Belief,
    /// The folder to write; nothing is written where none.
    pub out: Option<PathBuf>,
    /// Worker threads; as many as cores where none.
    pub threads: Option<usize>,
    /// The report's first language.
    pub lang: Lang,
}

impl EnsembleRequest {
    /// Starts the folder to write, if there is one.
    ///
    /// # Errors
    /// See [`PartialFolder::start`].
    pub(crate) fn folder(&self, kind: FolderKind) -> Result<Option<PartialFolder>, Error> {
        let mut inputs = self.model.inputs();
        if let Belief::Given { folder: from, .. } | Belief::Table(from) = &self.belief {
            inputs.push(from);
        }
        let start = |out: &Path| PartialFolder::start(out, kind, &inputs);
        self.out.as_deref().map(start).transpose()
    }
}

/// An ensemble to run, and what is wanted besides its summary.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// Which.
    pub ensemble: EnsembleRequest,
    /// Whether the model's claims are held against the same draws.
    pub claims: bool,
    /// What is recorded besides.
    pub recorded: Recorded,
}

/// What takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Draws of an ensemble.
    Draws,
    /// Paths of draws through time, written to a file.
    Trajectories,
    /// Particles on their way from the prior to the posterior, in parts.
    Calibration,
    /// Calibrations and forecasts from earlier dates, in parts.
    Backtest,
    /// Descents of a fit.
    Descents,
}

/// How far work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which.
    pub work: Work,
    /// Draws, parts or descents done.
    pub done: u64,
    /// All of them.
    pub total: u64,
}

/// How a caller watches a run and stops it.
pub struct Control<'a> {
    /// Called from the calling thread a few times a second, and at the end.
    pub progress: &'a mut dyn FnMut(Progress),
    /// Once true, the run ends with [`crate::Error::Cancelled`] and leaves nothing behind.
    pub cancel: &'a AtomicBool,
}

/// What every ensemble says of itself as JSON, whatever was made of it.
#[derive(Clone, Debug, Serialize)]
pub struct Envelope<'a, T> {
    /// The model's name.
    pub model: &'a str,
    /// Of every text and table of the model, hexadecimal.
    pub model_hash: &'a str,
    /// Of the program.
    pub version: &'static str,
    /// Of the keyed generator.
    pub seed: u64,
    /// Joint draws.
    pub draws: u64,
    /// The posterior that the draws start from, those of the first scenario where there are several;
    /// none where they start from the priors.
    pub posterior: Option<&'a PosteriorUsed>,
    /// What was made of them.
    #[serde(flatten)]
    pub found: T,
}

/// A run, done.
#[derive(Clone, Debug, Serialize)]
pub struct RunResult {
    /// Everything a report shows: series, milestones, parameters, divergence.
    #[serde(flatten)]
    pub data: ReportData,
    /// Where the run folder is; none if none was asked.
    #[serde(serialize_with = "shown_path")]
    pub folder: Option<PathBuf>,
    /// Wall-clock seconds from the first draw to the last. In no file.
    pub seconds: f64,
    /// What is to be said of where draws started.
    #[serde(skip)]
    pub notices: Vec<Notice>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// A path as people read it: JSON has no other.
pub(crate) fn shown_path<S: serde::Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let shown = path.as_ref().map(|path| path.to_string_lossy());
    shown.serialize(serializer)
}

/// Every `test` of a model, in the order of the text.
#[derive(Clone, Debug, Serialize)]
pub struct TestRun {
    /// One for each.
    pub tests: Vec<TestOutcome>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

impl TestRun {
    /// How many failed.
    pub fn failed(&self) -> usize {
        self.tests.iter().filter(|test| !test.passed()).count()
    }
}

/// One `test`, run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestOutcome {
    /// The module it stands in.
    pub module: String,
    /// As the model writes it.
    pub title: String,
    /// Draws of the ensemble; none for the central trajectory.
    pub draws: Option<u64>,
    /// How many assertions it makes.
    pub assertions: usize,
    /// Those that do not hold.
    pub failures: Vec<Failure>,
    /// What broke in the first draw that diverged; fails the test.
    pub diverged: Option<DivergenceRow>,
}

impl TestOutcome {
    /// Whether every assertion holds and no draw diverged.
    pub fn passed(&self) -> bool {
        self.failures.is_empty() && self.diverged.is_none()
    }
}

/// An assertion that does not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failure {
    /// The condition as the model writes it.
    pub assertion: String,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The first time at which it does not hold, calendar years; none for a law.
    pub time: Option<f64>,
    /// The first draw in which it does not hold; none for the central trajectory.
    pub draw: Option<u64>,
    /// In how many draws it does not hold.
    pub draws_failed: u64,
    /// Whether it is undefined there, rather than false.
    pub is_undefined: bool,
    /// Left and right of the comparison, in `unit`, at that time in that draw.
    pub sides: Option<(f64, f64)>,
    /// Unit of both sides.
    pub unit: String,
}

/// What [`crate::explain`] found.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// One or more definitions, or other things of the model, of that name.
    Definitions(Vec<Explained>),
    /// A diagnostic's code.
    Code {
        /// `unit-mismatch`
        code: String,
        /// What it stands for.
        meaning: String,
    },
    /// Nothing of that name.
    Unknown {
        /// Names that are near.
        nearest: Vec<String>,
    },
}

/// One thing of a model that has a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explained {
    /// `economics.revenue`, `economics.scenario.foresight`, `ledger.claim.breadth`
    pub name: String,
    /// The word that defines it: `let`, `stock`, `param`, `module`, `claim` …; of a label, `label`.
    pub kind: String,
    /// What it has an element for each of: `Lab, Sector`; empty for a scalar.
    pub indices: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// Of a constant: its elements by full name, in its unit; else empty.
    pub constants: Vec<(String, f64)>,
    /// Its doc; may be empty. Of a claim, what was said.
    pub doc: String,
    /// Its equation as the model writes it; of a claim when it holds, of a scenario what it changes.
    pub equation: String,
    /// Of an input that something is connected to: what it is without; else empty.
    pub default: String,
    /// Of a claim: where it was said; else empty.
    pub section: String,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance_kind: Option<String>,
    /// Where it comes from, of a claim where what happened since is recorded; may be empty.
    pub reference: String,
    /// What observes it, as the model writes it.
    pub record: Vec<String>,
    /// What its equation uses, by qualified name.
    pub uses: Vec<String>,
    /// What uses it.
    pub used_by: Vec<String>,
    /// Its values in the last run; empty where there is none.
    pub values: Vec<DefinitionValues>,
    /// Of a claim: what became of it when claims were last held; none where they never were.
    pub held: Option<ClaimRow>,
    /// Its words by language: `en`, `zh`.
    pub said: BTreeMap<String, Said>,
}

/// The words of a thing in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Said {
    /// What it is called.
    pub title: String,
    /// What it says of itself; may be empty.
    pub doc: String,
    /// Of a claim: what happened since; else empty.
    pub outcome: String,
}

/// One scalar of a definition in the last run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DefinitionValues {
    /// `economics.revenue[anthropic]`
    pub name: String,
    /// Calendar year, 10 %, 50 % and 90 % quantile, in the definition's unit.
    pub rows: Vec<(f64, f64, f64, f64)>,
}

/// What formatting one file did.
#[derive(Clone, Debug)]
pub struct Formatted {
    /// The file.
    pub path: PathBuf,
    /// Whether its text differs from the formatted one; it was rewritten unless only checked.
    pub changed: bool,
    /// Why it was left alone: it cannot be read as a model.
    pub refused: Option<Diagnosed>,
}
