//! Scenarios side by side: the same draws under each, and what differs, draw by draw.
//!
//! A scenario changes the world, chance does not know of it: the difference is taken within each draw,
//! so that what both worlds share is in no error. Knows the order of the work; sums are `paired`'s.

mod paired;
mod rows;

use crate::Error;
use crate::belief::{Notice, Start, Started, fingerprint};
use crate::check::{Checked, open};
use crate::culprit::refuse_all_diverged;
use crate::diagnosed::Diagnosed;
use crate::ensemble::{Recording, pool};
use crate::folder::FolderKind;
use crate::joint::TableUsed;
use crate::manifest::PosteriorUsed;
use crate::outcome::{Control, EnsembleRequest, Envelope, Progress, Work};
use crate::report::{CompareData, render_comparison};
use paired::Paired;
use rows::{Named, Side};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use tenfold_engine::{Ensemble, Kernel, Recorded, RunSpec};
use tenfold_ir::Program;
use tenfold_lang::Overrides;

pub use rows::{DifferenceRow, MilestoneDifference, SeriesAt, SeriesDifference};

/// The plain model, as a scenario.
pub const BASE: &str = "base";
/// Draws of one portion, and bytes that its rows may take for all scenarios together.
const PORTION: u64 = 4_096;
const PORTION_BYTES_MAX: u64 = 1 << 28;

/// Scenarios to compare.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    /// The same draws for all of them; what it assumes and intervenes on is so in all.
    pub ensemble: EnsembleRequest,
    /// Their names, [`BASE`] among them for the model as the ensemble has it; each is compared with the
    /// first. One alone is compared with that model.
    pub scenarios: Vec<String>,
}

/// One of the worlds compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompareScenario {
    /// As asked for.
    pub name: String,
    /// What it says of itself; may be empty.
    pub doc: String,
    /// What it assumes, as after `assume`.
    pub assumptions: Vec<String>,
    /// What it intervenes on, as after `intervene`.
    pub interventions: Vec<String>,
    /// Draws in which some value was not finite; in the differences from then on no more.
    pub diverged: u64,
    /// The posterior that the draws start from; none where they start from the priors.
    pub posterior: Option<PosteriorUsed>,
    /// The table of parameters that the draws take their rows from, if any.
    pub given: Option<TableUsed>,
}

/// Scenarios, compared; but for its rows, `manifest.json` of its folder.
#[derive(Clone, Debug, Serialize)]
pub struct CompareResult {
    /// Version of the program.
    pub tenfold: String,
    /// The model's name.
    pub model: String,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub model_hash: String,
    /// Joint draws.
    pub draws: u64,
    /// Of the keyed generator.
    pub seed: u64,
    /// Made in all of them, as after `assume`.
    pub assumptions: Vec<String>,
    /// Made in all of them, as after `intervene`.
    pub interventions: Vec<String>,
    /// In the order asked for; the first is what the others are compared with.
    pub scenarios: Vec<CompareScenario>,
    /// What a report shows: every milestone and series, for each scenario but the first.
    #[serde(skip)]
    pub data: CompareData,
    /// Where files were written.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
    /// What is to be said of where draws started.
    #[serde(skip)]
    pub notices: Vec<Notice>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

/// A comparison as JSON, in an [`Envelope`].
#[derive(Clone, Debug, Serialize)]
pub struct CompareFound<'a> {
    /// Each with the posterior that it starts from; the first is what the others are compared with.
    pub scenarios: &'a [CompareScenario],
    /// One for each milestone, and one for each series and time.
    pub differences: Vec<DifferenceRow>,
}

impl CompareResult {
    /// As `--json` gives it.
    pub fn envelope(&self) -> Envelope<'_, CompareFound<'_>> {
        let first = self.scenarios.first();
        Envelope {
            model: &self.model,
            model_hash: &self.model_hash,
            version: env!("CARGO_PKG_VERSION"),
            seed: self.seed,
            draws: self.draws,
            posterior: first.and_then(|first| first.posterior.as_ref()),
            found: CompareFound {
                scenarios: &self.scenarios,
                differences: self.rows(),
            },
        }
    }

    /// Every difference as an object: one for each milestone, and one for each series and time.
    pub fn rows(&self) -> Vec<DifferenceRow> {
        let milestones = self.data.milestones.iter().cloned();
        let milestones = milestones.map(DifferenceRow::Milestone);
        let series = self.data.series.iter().flat_map(|series| {
            let times = 0..series.times.len();
            times.map(|at| DifferenceRow::Series(series.row(at)))
        });
        milestones.chain(series).collect()
    }
}

/// Compares scenarios of a model.
///
/// # Errors
/// What cannot be read, written or run. What is wrong inside the model, and a scenario it does not have,
/// is the inner error.
pub fn compare(
    request: &CompareRequest,
    control: &mut Control,
) -> Result<Result<CompareResult, Diagnosed>, Error> {
    let CompareRequest {
        ensemble: request,
        scenarios,
    } = request;
    if request.draws == 0 {
        return Err(Error::NoDraws);
    }
    let checked = open(&request.model)?;
    let mut worlds = Vec::new();
    for name in names(scenarios) {
        match World::of(&checked, name, &request.overrides) {
            Ok(world) => worlds.push(world),
            Err(wrong) => return Ok(Err(wrong)),
        }
    }
    // Before the work, not after it.
    let folder = request.folder(FolderKind::Compare)?;
    let recording = Recording::of_outputs(&worlds[0].program)?;
    let mut notices = Vec::new();
    let started = start(request, (&checked, &worlds), &mut notices, control)?;
    let (paired, diverged) = draw(request, &worlds, &recording, &started, control)?;
    let scenarios = described(&checked, &worlds, &started, &diverged);
    let named = Named {
        checked: &checked,
        program: &worlds[0].program,
        recording: &recording,
        scenarios: &scenarios,
        draws: request.draws,
    };
    let mut result = CompareResult {
        tenfold: env!("CARGO_PKG_VERSION").into(),
        model: checked.name.clone(),
        model_hash: checked.hash.clone(),
        draws: request.draws,
        seed: request.seed,
        assumptions: request.overrides.assumptions.clone(),
        interventions: request.overrides.interventions.clone(),
        data: named.data(&paired, request.seed),
        scenarios,
        folder: None,
        notices,
        warnings: checked.diagnosed.clone(),
    };
    if let Some(folder) = folder {
        rows::write(&folder.path("differences.parquet"), &result.data)?;
        let report = render_comparison(&result.data, request.lang);
        folder.write("report.html", report.as_bytes())?;
        result.folder = Some(folder.finish(&result)?);
    }
    Ok(Ok(result))
}

/// What is compared: one scenario alone meets the plain model.
fn names(asked: &[String]) -> Vec<&str> {
    let named = asked.iter().map(String::as_str);
    match asked.len() {
        0 | 1 => std::iter::once(BASE).chain(named).collect(),
        _ => named.collect(),
    }
}

/// A scenario's programs.
struct World {
    name: String,
    overrides: Overrides,
    program: Program,
    believed: Program,
}

impl World {
    fn of(checked: &Checked, name: &str, common: &Overrides) -> Result<World, Diagnosed> {
        // A model may have a scenario of this name.
        let is_base = name == BASE && !checked.scenarios().iter().any(|have| have == BASE);
        let mut overrides = common.clone();
        if !is_base {
            overrides.scenario = Some(name.to_owned());
        }
        Ok(World {
            name: name.to_owned(),
            program: checked.program(&overrides)?,
            believed: checked.believed(&overrides)?,
            overrides,
        })
    }
}

/// Where each starts; those of the same beliefs start from the same posterior, computed once.
fn start(
    request: &EnsembleRequest,
    (checked, worlds): (&Checked, &[World]),
    notices: &mut Vec<Notice>,
    control: &mut Control,
) -> Result<Vec<Started>, Error> {
    let mut known: Vec<(String, Started)> = Vec::new();
    let mut all = Vec::new();
    for world in worlds {
        let belief = fingerprint(&world.believed);
        let found = known.iter().find(|(have, _)| *have == belief);
        if let Some((_, started)) = found {
            all.push(started.clone());
            continue;
        }
        let start = Start {
            belief: &request.belief,
            checked,
            believed: &world.believed,
            program: &world.program,
            overrides: &world.overrides,
            threads: request.threads,
        };
        let started = start.started(control)?;
        notices.extend(started.notices.iter().cloned());
        known.push((belief, started.clone()));
        all.push(started);
    }
    Ok(all)
}

/// Runs the same draws under each, portion after portion, and takes the differences as they pass.
fn draw(
    request: &EnsembleRequest,
    worlds: &[World],
    recording: &Recording,
    started: &[Started],
    control: &mut Control,
) -> Result<(Paired, Vec<u64>), Error> {
    let kernels: Vec<Kernel> = worlds
        .iter()
        .map(|world| Kernel::compile(&world.program, &recording.variables))
        .collect::<Result<_, _>>()?;
    let specs: Vec<RunSpec> = started
        .iter()
        .map(|started| RunSpec {
            sampling: started.sampling(request.seed),
            draws: 0..request.draws,
            recorded: Recorded::At(recording.steps.clone()),
            trajectories: true,
        })
        .collect();
    let pairs = kernels.iter().zip(&specs);
    let mut ensembles: Vec<Ensemble> = pairs
        .map(|(kernel, spec)| Ensemble::new(kernel, spec))
        .collect();
    let program = &worlds[0].program;
    let times = recording.steps.len() as u64;
    let scalars = recording.variables.len() as u64 * times
        + (program.params.len() + program.milestones.len()) as u64;
    let draw_bytes = 8 * scalars * worlds.len() as u64;
    let portion = (PORTION_BYTES_MAX / draw_bytes.max(1)).clamp(1, PORTION);
    let pool = pool(request.threads)?;
    let mut paired = Paired::new(
        worlds.len(),
        (recording.variables.len(), times as usize),
        &program.time,
    );
    let mut done = 0;
    while done < request.draws {
        if control.cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        let mut act = || {
            let next = ensembles.iter_mut().map(|one| one.next(portion));
            let rows: Vec<_> = next.collect::<Result<_, _>>()?;
            paired.add(&rows);
            Ok::<(), Error>(())
        };
        match &pool {
            Some(pool) => pool.install(&mut act)?,
            None => act()?,
        }
        done = request.draws.min(done + portion);
        (control.progress)(Progress {
            work: Work::Draws,
            done,
            total: request.draws,
        });
    }
    let summaries = ensembles.into_iter().map(Ensemble::finish);
    let sides: Vec<Side> = summaries.map(Side).collect();
    for ((side, world), spec) in sides.iter().zip(worlds).zip(&specs) {
        let side = &side.0;
        let all = (side.first_diverged(), side.diverged(), side.draws());
        refuse_all_diverged(&world.program, &spec.sampling, all)?;
    }
    let diverged = sides.iter().map(|side| side.0.diverged()).collect();
    paired.sides = sides;
    Ok((paired, diverged))
}

fn described(
    checked: &Checked,
    worlds: &[World],
    started: &[Started],
    diverged: &[u64],
) -> Vec<CompareScenario> {
    let all = worlds.iter().zip(started).zip(diverged);
    all.map(|((world, started), diverged)| {
        let model = checked.model.as_ref();
        let info = model.and_then(|model| model.scenario(world.overrides.scenario.as_deref()?));
        CompareScenario {
            name: world.name.clone(),
            doc: info.and_then(|info| info.doc).unwrap_or_default(),
            assumptions: checked.assumptions(&world.overrides),
            interventions: model.map_or_else(Vec::new, |m| m.interventions(&world.overrides)),
            diverged: *diverged,
            posterior: started.used.clone(),
            given: started.table.clone(),
        }
    })
    .collect()
}
