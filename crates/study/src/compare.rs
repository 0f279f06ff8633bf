//! Scenarios side by side: the same draws under each.

pub mod difference;
pub(crate) mod paired;
pub mod rows;
pub mod told;
pub(crate) mod wanted;

use crate::belief::{StartFrom, StartingDraws};
use crate::compare::paired::{Paired, Side};
use crate::compare::rows::{BASE, CompareResult, CompareScenario, Named};
use crate::control::{Control, Progress, Work};
use crate::culprit::refuse_all_diverged;
use crate::ensemble::{Recording, pool};
use crate::envelope::Notice;
use crate::error::Error;
use crate::fingerprint::fingerprint;
use crate::posterior::Shelf;
use crate::request::EnsembleRequest;
use std::sync::atomic::Ordering;
use tenfold_engine::{Ensemble, Kernel, Recorded, RunSpec};
use tenfold_ir::Program;
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;

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

/// Compares scenarios of a model.
///
/// # Errors
/// What cannot be read or run. What is wrong inside the model, and a scenario it does not have, is the inner
/// error.
pub fn compare(
    request: &CompareRequest,
    checked: &Checked,
    shelf: &dyn Shelf,
    control: &mut Control,
) -> Result<Result<CompareResult, Diagnosed>, Error> {
    let CompareRequest {
        ensemble: request,
        scenarios,
    } = request;
    let mut worlds = Vec::new();
    for name in names(scenarios) {
        match World::of(checked, name, &request.overrides) {
            Ok(world) => worlds.push(world),
            Err(wrong) => return Ok(Err(wrong)),
        }
    }
    let program = &worlds[0].program;
    let wanted = worlds.iter();
    let wanted: Vec<Vec<String>> = wanted
        .map(|world| wanted::wanted(&world.doc(checked), program))
        .collect();
    let recording = Recording::of_outputs(program, &wanted::positions(program, &wanted))?;
    let mut notices = Vec::new();
    let started = start(request, (checked, &worlds), shelf, &mut notices, control)?;
    let (paired, diverged) = draw(request, &worlds, &recording, &started, control)?;
    let scenarios = described(checked, &worlds, &started, &diverged);
    let named = Named {
        checked,
        program,
        recording: &recording,
        scenarios: &scenarios,
        wanted: &wanted,
        draws: request.draws,
    };
    Ok(Ok(CompareResult {
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
    }))
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
    pub program: Program,
    pub believed: Program,
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

    /// What the scenario says of itself; may be empty.
    fn doc(&self, checked: &Checked) -> String {
        let scenario = self.overrides.scenario.as_deref();
        let info = checked.model.as_ref().zip(scenario);
        let info = info.and_then(|(model, name)| model.scenario(name));
        info.and_then(|info| info.doc).unwrap_or_default()
    }
}

/// Where each starts; those of the same beliefs start from the same posterior, computed once.
fn start(
    request: &EnsembleRequest,
    (checked, worlds): (&Checked, &[World]),
    shelf: &dyn Shelf,
    notices: &mut Vec<Notice>,
    control: &mut Control,
) -> Result<Vec<StartingDraws>, Error> {
    let mut known: Vec<(String, StartingDraws)> = Vec::new();
    let mut all = Vec::new();
    for world in worlds {
        let belief = fingerprint(&world.believed);
        let found = known.iter().find(|(have, _)| *have == belief);
        if let Some((_, started)) = found {
            all.push(started.clone());
            continue;
        }
        let start = StartFrom {
            belief: &request.belief,
            checked,
            believed: &world.believed,
            program: &world.program,
            overrides: &world.overrides,
            threads: request.threads,
            shelf,
        };
        let started = start.starting_draws(control)?;
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
    started: &[StartingDraws],
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
    started: &[StartingDraws],
    diverged: &[u64],
) -> Vec<CompareScenario> {
    let all = worlds.iter().zip(started).zip(diverged);
    all.map(|((world, started), diverged)| {
        let model = checked.model.as_ref();
        CompareScenario {
            name: world.name.clone(),
            doc: world.doc(checked),
            assumptions: checked.assumptions(&world.overrides),
            interventions: model.map_or_else(Vec::new, |m| m.interventions(&world.overrides)),
            diverged: *diverged,
            posterior: started.used.clone(),
            given: started.table.clone(),
        }
    })
    .collect()
}
