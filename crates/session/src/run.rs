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
use crate::ensemble::{Ensemble, Recording, central_params, pool};
use crate::folder::{FolderKind, PartialFolder};
use crate::load::hexadecimal;
use crate::manifest::{Manifest, TimeGrid, priors};
use crate::outcome::{Control, EnsembleRequest, RunRequest, RunResult};
use crate::raster::write_picture;
use crate::report::{ReportData, Series, fans_picture, key_series, render};
use crate::results::{Passing, Results};
use crate::run_tables::{DrawsFile, TrajectoriesFile, write_summary};
use crate::step::step_error;
use sha2::{Digest, Sha256};
use std::time::Instant;
use tenfold_engine::{Kernel, Summary};
use tenfold_ir::{Ledger, Program};
use tenfold_lang::Overrides;

/// Bytes that one table of a run folder may take.
const TABLE_BYTES_MAX: u128 = 100_000_000_000;

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

fn run_worlds(
    request: &RunRequest,
    checked: &Checked,
    worlds: &Worlds,
    control: &mut Control,
) -> Result<RunResult, Error> {
    let (asked, program) = (&request.ensemble, &worlds.program);
    let recording = Recording::of(program)?;
    check_sizes(request, program, &recording)?;
    let ledger = worlds.ledger.as_ref();
    let ledger = ledger.map(|ledger| Asked::new(asked, checked, ledger));
    let ledger = ledger.transpose()?;
    let folder = asked.folder(FolderKind::Run)?;
    let kernel = Kernel::compile(program, &recording.variables)?;
    let central = central_params(&kernel)?;
    let started = worlds.start(asked, checked).started(control)?;
    let files = match &folder {
        Some(folder) => Files::create(folder, request, program, &recording)?,
        None => Files::default(),
    };
    let drawn = draw(
        request,
        &started,
        (program, &recording, &kernel),
        files,
        control,
    )?;
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
        variables: &recording.variables,
        summary: &drawn.summary,
        passing: &drawn.passing,
        central: &central,
    };
    let data = ReportData {
        seed: asked.seed,
        step: step_error(program, &started.sampling(asked.seed), asked.draws)?,
        scenario: asked.overrides.scenario.clone(),
        posterior: started.used,
        learnt: started.learnt,
        claims: held.rows,
        settings: settings(&asked.overrides, program),
        draws_per_second: asked.draws as f64 / drawn.seconds.max(1e-9),
        ..results.data()
    };
    let finished = Finished {
        request,
        checked,
        program,
        recording: &recording,
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

/// Runs the draws, and closes the files that took them as they passed.
fn draw(
    request: &RunRequest,
    started: &Started,
    (program, recording, kernel): (&Program, &Recording, &Kernel),
    mut files: Files,
    control: &mut Control,
) -> Result<Drawn, Error> {
    let asked = &request.ensemble;
    let pool = pool(asked.threads)?;
    let mut passing = Passing::default();
    let ensemble = Ensemble {
        kernel,
        recorded: &recording.steps,
        draws: asked.draws,
        sampling: started.sampling(asked.seed),
        trajectories: request.trajectories && asked.out.is_some(),
        draw_bytes: draw_bytes(request, program, recording),
        pool: pool.as_ref(),
    };
    let start = Instant::now();
    let summary = ensemble.run(control, |rows| {
        passing.add(rows);
        files.add(rows)
    })?;
    let seconds = start.elapsed().as_secs_f64();
    files.close()?;
    let sampling = started.sampling(asked.seed);
    let all = (
        summary.first_diverged(),
        summary.diverged(),
        summary.draws(),
    );
    refuse_all_diverged(program, &sampling, all)?;
    passing.explain(program, &sampling)?;
    Ok(Drawn {
        summary,
        passing,
        seconds,
    })
}

/// Bytes that one draw takes in memory: its parameters and milestones, and its trajectories.
fn draw_bytes(request: &RunRequest, program: &Program, recording: &Recording) -> u64 {
    let scalars = recording.variables.len() as u64;
    let trajectory = scalars
        .saturating_mul(recording.steps.len() as u64)
        .saturating_mul(8);
    DrawsFile::row_bytes(program) + if request.trajectories { trajectory } else { 0 }
}

/// Refuses tables that fill a disk.
fn check_sizes(
    request: &RunRequest,
    program: &Program,
    recording: &Recording,
) -> Result<(), Error> {
    let asked = &request.ensemble;
    if asked.out.is_none() {
        return Ok(());
    }
    let rows = u128::from(asked.draws);
    let times = recording.steps.len() as u128;
    let columns = recording.variables.len() as u128 + 2;
    let trajectories = if request.trajectories {
        rows * times * columns * 8
    } else {
        0
    };
    let tables = [
        (
            "trajectories",
            trajectories,
            "ask for fewer draws, or leave the trajectories out",
        ),
        (
            "draws",
            rows * u128::from(DrawsFile::row_bytes(program)),
            "ask for fewer draws, and for more under another seed",
        ),
    ];
    for (what, bytes, help) in tables {
        if bytes > TABLE_BYTES_MAX {
            return Err(Error::TooLarge {
                what,
                draws: asked.draws,
                bytes,
                limit: TABLE_BYTES_MAX,
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

/// The tables that grow with the draws.
#[derive(Default)]
struct Files<'a> {
    draws: Option<DrawsFile<'a>>,
    trajectories: Option<TrajectoriesFile<'a>>,
}

impl<'a> Files<'a> {
    fn create(
        folder: &PartialFolder,
        request: &RunRequest,
        program: &'a Program,
        recording: &'a Recording,
    ) -> Result<Files<'a>, Error> {
        let draws = DrawsFile::create(&folder.path("draws.parquet"), program)?;
        let path = folder.path("trajectories.parquet");
        let create = || TrajectoriesFile::create(&path, program, &recording.variables);
        Ok(Files {
            draws: Some(draws),
            trajectories: request.trajectories.then(create).transpose()?,
        })
    }

    fn add(&mut self, rows: &tenfold_engine::Rows) -> Result<(), Error> {
        if let Some(draws) = &mut self.draws {
            draws.add(rows)?;
        }
        if let Some(trajectories) = &mut self.trajectories {
            trajectories.add(rows)?;
        }
        Ok(())
    }

    fn close(self) -> Result<(), Error> {
        self.draws.map(DrawsFile::close).transpose()?;
        self.trajectories.map(TrajectoriesFile::close).transpose()?;
        Ok(())
    }
}

/// A run whose draws are done.
struct Finished<'a> {
    request: &'a RunRequest,
    checked: &'a Checked,
    program: &'a Program,
    recording: &'a Recording,
    summary: &'a Summary,
    central: &'a [f64],
    data: &'a ReportData,
}

impl Finished<'_> {
    /// Writes what remains to be written, and puts the folder in its place.
    fn write(&self, folder: PartialFolder) -> Result<std::path::PathBuf, Error> {
        let variables = &self.recording.variables;
        let path = folder.path("summary.parquet");
        write_summary(&path, self.program, variables, self.summary)?;
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
        let printed = tenfold_ir::print(self.program);
        let asked = &self.request.ensemble;
        Manifest {
            tenfold: env!("CARGO_PKG_VERSION").into(),
            model: self.program.name.clone(),
            model_hash: self.checked.hash.clone(),
            program_hash: hexadecimal(&Sha256::digest(printed.as_bytes())),
            seed: asked.seed,
            draws: asked.draws,
            diverged: self.summary.diverged(),
            scenario: asked.overrides.scenario.clone(),
            assumptions: asked.overrides.assumptions.clone(),
            interventions: asked.overrides.interventions.clone(),
            posterior: self.data.posterior.clone(),
            time: TimeGrid::of(&self.program.time),
            recorded_steps: self.recording.steps.clone(),
            step: self.data.step.clone(),
            quantile_error: self.summary.quantile_error(),
            trajectories: self.request.trajectories,
            params: priors(self.program, self.central),
        }
    }
}
