//! A run: from a request to a summary and, if asked, its folder.
//!
//! Everything that can be refused is refused before the first draw. Knows the order of the
//! work; the work itself is done elsewhere.

use crate::Error;
use crate::belief::{Start, Started};
use crate::check::{Checked, open};
use crate::claims::{Asked, CLAIMS, Held};
use crate::culprit::refuse_all_diverged;
use crate::diagnosed::Diagnosed;
use crate::ensemble::{Ensemble, Recording, central_params, on_threads, pool};
use crate::folder::{FolderKind, PartialFolder};
use crate::load::hexadecimal;
use crate::manifest::{Manifest, TimeGrid, priors};
use crate::outcome::{Control, EnsembleRequest, RunRequest, RunResult};
use crate::raster::write_picture;
use crate::recorded::{PathsOf, Selection};
use crate::report::{ReportData, Series, fans_picture, key_series, render};
use crate::results::{Passing, Results};
use crate::run_tables::{DrawsFile, write_central, write_summary};
use crate::step::step_error;
use sha2::{Digest, Sha256};
use std::time::Instant;
use tenfold_engine::{Collector, DrawTable, Kernel, Paths, Sampling, Summary};
use tenfold_ir::{Column, Ledger, Program, When};
use tenfold_lang::Overrides;

/// Bytes that one table of a run folder may take.
const TABLE_BYTES_MAX: u128 = 100_000_000_000;
/// Bytes that the path of one draw may take.
const PATH_BYTES_MAX: u128 = 1_000_000_000;

/// Runs an ensemble; writes its run folder, whole or not at all, if `out` names one.
///
/// # Errors
/// If the model cannot be read, the request cannot be carried out, the folder cannot be
/// written, or the caller interrupts. A wrong model, scenario or clause is the inner error.
pub fn run(
    request: &RunRequest,
    control: &mut Control,
) -> Result<Result<RunResult, Diagnosed>, Error> {
    if request.ensemble.draws == 0 {
        return Err(Error::NoDraws);
    }
    let checked = open(&request.ensemble.model)?;
    match Worlds::of(request, &checked) {
        Ok(worlds) => run_worlds(request, &checked, &worlds, control).map(Ok),
        Err(wrong) => Ok(Err(wrong)),
    }
}

/// What a request makes of a model.
struct Worlds {
    program: Program,
    /// The same without interventions: what meets the record.
    believed: Program,
    /// The claims, if they are asked for.
    ledger: Option<Ledger>,
}

impl Worlds {
    fn of(request: &RunRequest, checked: &Checked) -> Result<Worlds, Diagnosed> {
        let overrides = &request.ensemble.overrides;
        let ledger = request.claims.then(|| checked.ledger(overrides));
        Ok(Worlds {
            program: checked.program(overrides)?,
            believed: checked.believed(overrides)?,
            ledger: ledger.transpose()?,
        })
    }

    /// Where the draws start.
    fn start<'a>(&'a self, asked: &'a EnsembleRequest, checked: &'a Checked) -> Start<'a> {
        Start {
            belief: &asked.belief,
            checked,
            believed: &self.believed,
            program: &self.program,
            overrides: &asked.overrides,
            threads: asked.threads,
        }
    }
}

/// A world compiled for what is recorded of it.
struct Compiled<'a> {
    program: &'a Program,
    recording: Recording,
    selection: Selection,
    kernel: Kernel,
    /// None where no paths are asked for.
    paths: Option<Paths>,
    /// None where a draw has one number of nothing.
    scalars: Option<Collector>,
    pool: Option<rayon::ThreadPool>,
}

impl<'a> Compiled<'a> {
    /// Refuses what cannot be recorded.
    fn new(request: &RunRequest, program: &'a Program) -> Result<Compiled<'a>, Error> {
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

fn run_worlds(
    request: &RunRequest,
    checked: &Checked,
    worlds: &Worlds,
    control: &mut Control,
) -> Result<RunResult, Error> {
    let (asked, program) = (&request.ensemble, &worlds.program);
    let compiled = Compiled::new(request, program)?;
    let ledger = worlds.ledger.as_ref();
    let ledger = ledger.map(|ledger| Asked::new(asked, checked, ledger));
    let ledger = ledger.transpose()?;
    let folder = asked.folder(FolderKind::Run)?;
    let central = central_params(&compiled.kernel)?;
    let started = worlds.start(asked, checked).started(control)?;
    let drawn = draw(request, &started, &compiled, folder.as_ref(), control)?;
    let held = match &ledger {
        Some(ledger) => ledger.hold(&started, control)?,
        None => Held {
            notices: started.notices.clone(),
            ..Held::default()
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
        passing: &drawn.passing,
        central: &central,
    };
    let recorded = &request.recorded;
    let written = compiled.selection.written(&program.time);
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
        trajectories: (recorded.trajectories && folder.is_some()).then_some(written),
        central: (compiled.paths().filter(|_| recorded.central)).map(|paths| paths.central()),
        ..results.data()
    };
    let finished = Finished {
        request,
        checked,
        compiled: &compiled,
        summary: &drawn.summary,
        central: &central,
        data: &data,
    };
    let folder = folder.map(|folder| finished.write(folder)).transpose()?;
    Ok(RunResult {
        data,
        folder,
        seconds: drawn.seconds,
        notices: held.notices,
        warnings: checked.diagnosed.clone(),
    })
}

/// What is left of the draws once they have passed.
struct Drawn {
    summary: Summary,
    passing: Passing,
    /// Wall-clock seconds from the first draw to the last.
    seconds: f64,
}

/// Runs the draws, and writes the files that take them as they pass.
fn draw(
    request: &RunRequest,
    started: &Started,
    compiled: &Compiled,
    folder: Option<&PartialFolder>,
    control: &mut Control,
) -> Result<Drawn, Error> {
    let (asked, program) = (&request.ensemble, compiled.program);
    let chosen = &compiled.selection.scalars;
    let create =
        |folder: &PartialFolder| DrawsFile::create(&folder.path("draws.parquet"), program, chosen);
    let mut file = folder.map(create).transpose()?;
    let sampling = started.sampling(asked.seed);
    let mut passing = Passing::default();
    let ensemble = Ensemble {
        kernel: &compiled.kernel,
        recorded: &compiled.recording.steps,
        draws: asked.draws,
        sampling: sampling.clone(),
        draw_bytes: DrawsFile::row_bytes(program, chosen.len()),
        pool: compiled.pool.as_ref(),
    };
    let start = Instant::now();
    let summary = ensemble.run(control, |rows| {
        let scalars = compiled.scalars(&sampling, &rows.draws);
        passing.add(rows, &scalars);
        match &mut file {
            Some(file) => file.add(rows, &scalars),
            None => Ok(()),
        }
    })?;
    let seconds = start.elapsed().as_secs_f64();
    file.map(DrawsFile::close).transpose()?;
    let all = (
        summary.first_diverged(),
        summary.diverged(),
        summary.draws(),
    );
    refuse_all_diverged(compiled.program, &sampling, all)?;
    passing.explain(compiled.program, &sampling)?;
    if let (Some(folder), Some(paths)) = (folder, compiled.paths())
        && request.recorded.trajectories
    {
        let path = folder.path("trajectories.parquet");
        paths.write(&path, (&sampling, asked.draws), control)?;
    }
    Ok(Drawn {
        summary,
        passing,
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
    let row = DrawsFile::row_bytes(program, selection.scalars.len());
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

/// A run whose draws are done.
struct Finished<'a> {
    request: &'a RunRequest,
    checked: &'a Checked,
    compiled: &'a Compiled<'a>,
    summary: &'a Summary,
    central: &'a [f64],
    data: &'a ReportData,
}

impl Finished<'_> {
    /// Writes what remains to be written, and puts the folder in its place.
    fn write(&self, folder: PartialFolder) -> Result<std::path::PathBuf, Error> {
        let Compiled {
            program,
            recording,
            selection,
            ..
        } = self.compiled;
        let path = folder.path("summary.parquet");
        let variables = (*program, &recording.variables[..]);
        let scalars = (&selection.scalars[..], &self.data.scalars[..]);
        write_summary(&path, variables, self.summary, scalars)?;
        if let Some(central) = &self.data.central {
            write_central(&folder.path("central.parquet"), central)?;
        }
        let report = render(self.data, self.request.ensemble.lang);
        folder.write("report.html", report.as_bytes())?;
        let key: Vec<&Series> = key_series(self.data).collect();
        write_picture(&folder, "series", self.request.ensemble.lang, |lang| {
            fans_picture(&self.data.model, &key, lang)
        })?;
        if self.request.claims {
            folder.write_json(CLAIMS, &self.data.claims)?;
        }
        folder.finish(&self.manifest())
    }

    fn manifest(&self) -> Manifest {
        let program = self.compiled.program;
        let printed = tenfold_ir::print(program);
        let central = self.data.central.as_ref();
        let asked = &self.request.ensemble;
        Manifest {
            tenfold: env!("CARGO_PKG_VERSION").into(),
            model: program.name.clone(),
            model_hash: self.checked.hash.clone(),
            program_hash: hexadecimal(&Sha256::digest(printed.as_bytes())),
            seed: asked.seed,
            draws: asked.draws,
            diverged: self.summary.diverged(),
            scenario: asked.overrides.scenario.clone(),
            assumptions: asked.overrides.assumptions.clone(),
            interventions: asked.overrides.interventions.clone(),
            posterior: self.data.posterior.clone(),
            given: self.data.given.clone(),
            time: TimeGrid::of(&program.time),
            recorded_steps: self.compiled.recording.steps.clone(),
            step: self.data.step.clone(),
            quantile_error: self.summary.quantile_error(),
            trajectories: self.data.trajectories.clone(),
            central: central.map(|central| central.written.clone()),
            params: priors(program, self.central),
        }
    }
}
