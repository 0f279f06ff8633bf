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
    /// The same draws for all of them; what it assumes and intervenes on is so in all, but where none but the plain
    /// model is asked for: that meets itself under it.
    pub ensemble: EnsembleRequest,
    /// Their names, or worlds of one's own as `TITLE: CLAUSE; CLAUSE`; [`BASE`] among them for the model as the ensemble has it; each is compared with the
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
    let (asked, common) = worlds_asked(checked, scenarios, &request.overrides);
    refuse_equal(checked, &asked)?;
    let mut worlds = Vec::new();
    for (name, overrides) in asked {
        match World::of(checked, name, overrides) {
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
        assumptions: common.assumptions,
        interventions: common.interventions,
        data: named.data(&paired, request.seed),
        scenarios,
        folder: None,
        notices,
        warnings: checked.diagnosed.clone(),
    }))
}

/// What is compared, by name, and what is so in all: one world alone meets the plain model. Where that is asked for
/// alone under changes, these are what it meets.
fn worlds_asked(
    checked: &Checked,
    asked: &[String],
    common: &Overrides,
) -> (Vec<(String, Overrides)>, Overrides) {
    let changes = [&common.assumptions[..], &common.interventions].concat();
    let plain = Overrides {
        scenario: common.scenario.clone(),
        ..Overrides::default()
    };
    if !changes.is_empty() && asked.iter().all(|name| is_base(checked, name)) {
        let worlds = vec![
            (BASE.to_owned(), plain.clone()),
            (changes.join("; "), common.clone()),
        ];
        return (worlds, plain);
    }
    let base = (asked.len() < 2).then(|| BASE.to_owned());
    let names = base.into_iter().chain(asked.iter().cloned());
    let worlds = names.map(|name| match lever(&name, common) {
        Some((title, overrides)) => (title, overrides),
        None if is_base(checked, &name) => (name, common.clone()),
        None => {
            let scenario = Some(name.clone());
            let overrides = Overrides {
                scenario,
                ..common.clone()
            };
            (name, overrides)
        }
    });
    (worlds.collect(), common.clone())
}

/// An error where one name would stand for two worlds: all that is said of them is told apart by it. The plain model
/// alone meets itself, of which there is nothing to tell.
fn refuse_equal(checked: &Checked, worlds: &[(String, Overrides)]) -> Result<(), Error> {
    let scenarios = checked.scenarios();
    let others = worlds.len() > 2;
    for (at, (name, overrides)) in worlds.iter().enumerate() {
        let mut earlier = worlds[..at].iter();
        let is_before = earlier.any(|(have, other)| have == name && (others || other != overrides));
        let is_own = overrides.scenario.as_ref() != Some(name);
        if is_before || is_own && scenarios.contains(name) {
            return Err(Error::TwoWorlds { name: name.clone() });
        }
    }
    Ok(())
}

/// Whether that is the plain model; a model may have a scenario of this name.
fn is_base(checked: &Checked, name: &str) -> bool {
    name == BASE && !checked.scenarios().iter().any(|have| have == BASE)
}

/// A world of one's own, `TITLE: CLAUSE; CLAUSE`: a clause with a date is an intervention, one without an assumption.
/// The name of a scenario has no colon.
fn lever(asked: &str, common: &Overrides) -> Option<(String, Overrides)> {
    let (title, clauses) = asked.split_once(':')?;
    let mut overrides = common.clone();
    for clause in clauses.split(';').map(str::trim) {
        let has_date = clause.split_whitespace().any(|word| word == "from");
        let list = match has_date {
            true => &mut overrides.interventions,
            false => &mut overrides.assumptions,
        };
        list.push(clause.to_owned());
    }
    Some((title.trim().to_owned(), overrides))
}

/// A scenario's programs.
struct World {
    name: String,
    overrides: Overrides,
    pub program: Program,
    pub believed: Program,
}

impl World {
    fn of(checked: &Checked, name: String, overrides: Overrides) -> Result<World, Diagnosed> {
        Ok(World {
            name,
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
