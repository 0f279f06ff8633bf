//! An ensemble, drawn.

use crate::belief::{StartFrom, StartingDraws};
use crate::claims::evaluate::{LedgerFound, LedgerRun};
use crate::control::Control;
use crate::culprit::refuse_all_diverged;
use crate::ensemble::{Ensemble, Recording, central_params, on_threads, pool, row_bytes};
use crate::envelope::Notice;
use crate::error::Error;
use crate::posterior::Shelf;
use crate::recorded::{PathSink, PathsOf, Selection};
use crate::request::{EnsembleRequest, RunRequest};
use crate::results::{DrawTallies, Results};
use crate::rows::{ReportData, TimeGrid};
use crate::step::step_error;
use std::time::Instant;
use tenfold_engine::{Collector, DrawTable, Kernel, Paths, Rows, Sampling, Summary};
use tenfold_ir::{Column, Ledger, Program, When};
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;

/// Bytes that one table of a run folder may take.
const TABLE_BYTES_MAX: u128 = 100_000_000_000;

/// Bytes that the path of one draw may take.
const PATH_BYTES_MAX: u128 = 1_000_000_000;

/// What a request makes of a model.
pub struct Worlds {
    /// The model under all that was asked.
    pub program: Program,
    /// The same without interventions: what meets the record.
    believed: Program,
    /// The claims, if they are asked for.
    ledger: Option<Ledger>,
}

impl Worlds {
    /// # Errors
    /// What is wrong inside the model, or what it does not have.
    pub fn of(request: &RunRequest, checked: &Checked) -> Result<Worlds, Diagnosed> {
        let overrides = &request.ensemble.overrides;
        let ledger = request.claims.then(|| checked.ledger(overrides));
        Ok(Worlds {
            program: checked.program(overrides)?,
            believed: checked.believed(overrides)?,
            ledger: ledger.transpose()?,
        })
    }

    /// Where the draws start.
    fn start<'a>(
        &'a self,
        asked: &'a EnsembleRequest,
        checked: &'a Checked,
        shelf: &'a dyn Shelf,
    ) -> StartFrom<'a> {
        StartFrom {
            belief: &asked.belief,
            checked,
            believed: &self.believed,
            program: &self.program,
            overrides: &asked.overrides,
            threads: asked.threads,
            shelf,
        }
    }
}

/// A world compiled for what is recorded of it.
pub struct Compiled<'a> {
    /// What runs.
    pub program: &'a Program,
    /// Variables and steps of the summary.
    pub recording: Recording,
    /// What is recorded besides.
    pub selection: Selection,
    kernel: Kernel,
    /// None where no paths are asked for.
    paths: Option<Paths>,
    /// None where a draw has one number of nothing.
    scalars: Option<Collector>,
    pool: Option<rayon::ThreadPool>,
}

impl<'a> Compiled<'a> {
    /// # Errors
    /// What cannot be recorded, does not fit or does not compile.
    pub fn new(request: &RunRequest, program: &'a Program) -> Result<Compiled<'a>, Error> {
        let (recording, recorded) = (Recording::of(program)?, &request.recorded);
        let selection = Selection::of(program, recorded)?;
        check_sizes(request, program, &selection)?;
        let (series, stride) = (&selection.series, selection.stride);
        let paths = || Paths::new(program, &recording.variables, series, stride);
        let scalars = selection.scalars.iter().map(|at| Column {
            node: program.variables[*at].node,
            when: When::End,
        });
        let asked = || Program {
            columns: scalars.collect(),
            ..program.clone()
        };
        Ok(Compiled {
            program,
            kernel: Kernel::compile(program, &recording.variables)?,
            paths: (recorded.trajectories || recorded.central)
                .then(paths)
                .transpose()?,
            scalars: (!selection.scalars.is_empty())
                .then(|| Collector::new(&asked()))
                .transpose()?,
            pool: pool(request.ensemble.threads)?,
            recording,
            selection,
        })
    }

    fn paths(&self) -> Option<PathsOf<'_>> {
        Some(PathsOf {
            program: self.program,
            paths: self.paths.as_ref()?,
            selection: &self.selection,
            pool: self.pool.as_ref(),
        })
    }

    /// The numbers of which each of these draws has one; none of a draw that diverged.
    fn scalars(&self, sampling: &Sampling, draws: &DrawTable) -> Vec<Vec<f64>> {
        let Some(collector) = &self.scalars else {
            return Vec::new();
        };
        let range = draws.first_draw..draws.first_draw + draws.diverged.len() as u64;
        let run = || collector.run(sampling, range, &|_| {});
        let mut columns = on_threads(self.pool.as_ref(), run).columns;
        for column in &mut columns {
            for (value, diverged) in column.iter_mut().zip(&draws.diverged) {
                if diverged.is_some() {
                    *value = f64::NAN;
                }
            }
        }
        columns
    }
}

/// What is left of the draws once they have passed.
struct DrawnRun {
    summary: Summary,
    tallies: DrawTallies,
    /// Wall-clock seconds from the first draw to the last.
    seconds: f64,
}

/// What takes draws as they pass, with the numbers of which each has one.
pub type DrawSink<'s> = &'s mut dyn FnMut(&Rows, &[Vec<f64>]) -> Result<(), Error>;

/// Where rows of a run go as they pass; summaries are made of them all the same.
pub struct Sinks<'s> {
    /// Draw by draw.
    pub draws: DrawSink<'s>,
    /// Their paths; none where none are wanted.
    pub paths: Option<PathSink<'s>>,
}

/// A run whose draws are done.
pub struct RunFound {
    /// What a report shows.
    pub data: ReportData,
    /// Of every recorded variable and step.
    pub summary: Summary,
    /// The central value of every parameter, in base units.
    pub central: Vec<f64>,
    /// Wall-clock seconds from the first draw to the last.
    pub seconds: f64,
    /// What is to be said of where draws started.
    pub notices: Vec<Notice>,
}

/// Draws a compiled world, and holds its claims against the same draws where they are asked for.
///
/// # Errors
/// What cannot be carried out, what a sink cannot take, and an interruption.
pub fn run(
    request: &RunRequest,
    (checked, worlds, compiled): (&Checked, &Worlds, &Compiled),
    shelf: &dyn Shelf,
    sinks: Sinks,
    control: &mut Control,
) -> Result<RunFound, Error> {
    let (asked, program) = (&request.ensemble, compiled.program);
    let ledger = worlds.ledger.as_ref();
    let ledger = ledger.map(|ledger| LedgerRun::new(asked, checked, ledger, shelf));
    let ledger = ledger.transpose()?;
    let central = central_params(&compiled.kernel)?;
    let started = worlds
        .start(asked, checked, shelf)
        .starting_draws(control)?;
    let has_paths = sinks.paths.is_some();
    let drawn = draw(asked, &started, compiled, sinks, control)?;
    let held = match &ledger {
        Some(ledger) => ledger.evaluate(&started, control)?,
        None => LedgerFound {
            notices: started.notices.clone(),
            ..LedgerFound::default()
        },
    };
    let definitions = checked.model.as_ref().map(|model| model.definitions());
    let results = Results {
        checked,
        definitions: definitions.unwrap_or(&[]),
        program,
        variables: &compiled.recording.variables,
        scalars: &compiled.selection.scalars,
        summary: &drawn.summary,
        tallies: &drawn.tallies,
        central: &central,
    };
    let central_path = compiled.paths().filter(|_| request.recorded.central);
    let data = ReportData {
        seed: asked.seed,
        step: step_error(program, &started.sampling(asked.seed), asked.draws)?,
        scenario: asked.overrides.scenario.clone(),
        posterior: started.used,
        given: started.table,
        learnt: started.learnt,
        claims: held.rows,
        settings: settings(&asked.overrides, program),
        draws_per_second: asked.draws as f64 / drawn.seconds.max(1e-9),
        trajectories: has_paths.then(|| compiled.selection.written(&program.time)),
        central: central_path.map(|paths| paths.central()),
        ..results.data()
    };
    Ok(RunFound {
        data,
        summary: drawn.summary,
        central,
        seconds: drawn.seconds,
        notices: held.notices,
    })
}

/// Runs the draws, and gives them away as they pass.
fn draw(
    asked: &EnsembleRequest,
    started: &StartingDraws,
    compiled: &Compiled,
    sinks: Sinks,
    control: &mut Control,
) -> Result<DrawnRun, Error> {
    let program = compiled.program;
    let sampling = started.sampling(asked.seed);
    let mut tallies = DrawTallies::default();
    let ensemble = Ensemble {
        kernel: &compiled.kernel,
        recorded: &compiled.recording.steps,
        draws: asked.draws,
        sampling: sampling.clone(),
        draw_bytes: row_bytes(program, compiled.selection.scalars.len()),
        pool: compiled.pool.as_ref(),
    };
    let start = Instant::now();
    let summary = ensemble.run(control, |rows| {
        let scalars = compiled.scalars(&sampling, &rows.draws);
        tallies.add(rows, &scalars);
        (sinks.draws)(rows, &scalars)
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let all = (
        summary.first_diverged(),
        summary.diverged(),
        summary.draws(),
    );
    refuse_all_diverged(compiled.program, &sampling, all)?;
    tallies.explain(compiled.program, &sampling)?;
    if let (Some(sink), Some(paths)) = (sinks.paths, compiled.paths()) {
        paths.draw((&sampling, asked.draws), sink, control)?;
    }
    Ok(DrawnRun {
        summary,
        tallies,
        seconds,
    })
}

/// Refuses tables that fill a disk, and paths that fill the memory one by one.
fn check_sizes(
    request: &RunRequest,
    program: &Program,
    selection: &Selection,
) -> Result<(), Error> {
    let (asked, recorded) = (&request.ensemble, &request.recorded);
    let path = u128::from(selection.path_bytes(&program.time));
    let (has_file, has_path) = (
        asked.out.is_some(),
        recorded.trajectories || recorded.central,
    );
    let row = row_bytes(program, selection.scalars.len());
    let paths_help = "ask for fewer draws, for fewer times (--every) or for fewer series (--only)";
    let draws_help = "ask for fewer draws, and for more under another seed";
    let tables = [
        (
            has_path,
            "trajectories",
            1,
            path,
            PATH_BYTES_MAX,
            paths_help,
        ),
        (
            has_file && recorded.trajectories,
            "trajectories",
            asked.draws,
            path,
            TABLE_BYTES_MAX,
            paths_help,
        ),
        (
            has_file,
            "draws",
            asked.draws,
            row.into(),
            TABLE_BYTES_MAX,
            draws_help,
        ),
    ];
    for (is_asked, what, draws, bytes, limit, help) in tables {
        let bytes = u128::from(draws) * bytes;
        if is_asked && bytes > limit {
            return Err(Error::TooLarge {
                what,
                draws,
                bytes,
                limit,
                help,
            });
        }
    }
    Ok(())
}

/// What a reader of the report should know was set.
fn settings(overrides: &Overrides, program: &Program) -> Vec<(String, String)> {
    let time = TimeGrid::of(&program.time);
    let mut out = Vec::new();
    if time.steps > 0 {
        let grid = format!(
            "{} – {}, {} × {:.4} year, {}",
            time.start, time.end, time.steps, time.dt, time.method
        );
        out.push(("simulate".into(), grid));
    }
    let clauses = [
        ("--assume", &overrides.assumptions),
        ("--intervene", &overrides.interventions),
    ];
    for (name, clauses) in clauses {
        out.extend(clauses.iter().map(|one| (name.into(), one.clone())));
    }
    out
}
