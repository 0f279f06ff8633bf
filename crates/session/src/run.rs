//! A run: from a request to a summary and, if asked, its folder.
//!
//! Everything that can be refused is refused before the first draw. Knows the order of the
//! work; the work itself is done elsewhere.

use sha2::{Digest, Sha256};
use std::path::PathBuf;
use tenfold_engine::Rows;
use tenfold_model::check::{Checked, open};
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::files::hexadecimal;
use tenfold_render::raster::picture;
use tenfold_render::report::picture::fans_picture;
use tenfold_render::report::render;
use tenfold_render::report::series::key_series;
use tenfold_store::cache::Folders;
use tenfold_store::folder::{PartialFolder, folder_of};
use tenfold_store::manifest::Manifest;
use tenfold_store::run_tables::{DrawsFile, PathsFile, write_central, write_summary};
use tenfold_store::summary::CLAIMS;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::recorded::PathSink;
use tenfold_study::request::RunRequest;
use tenfold_study::rows::{RunResult, Series, TimeGrid, priors};
use tenfold_study::run::{Compiled, RunFound, Sinks, Worlds};

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
    let worlds = match Worlds::of(request, &checked) {
        Ok(worlds) => worlds,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let compiled = Compiled::new(request, &worlds.program)?;
    let of = (&checked, &worlds, &compiled);
    let (found, folder) = match folder_of(&request.ensemble, FolderKind::Run)? {
        Some(folder) => {
            let found = draw_into(&folder, request, of, control)?;
            let finished = Finished {
                request,
                checked: &checked,
                compiled: &compiled,
                found: &found,
            };
            let folder = finished.write(folder)?;
            (found, Some(folder))
        }
        None => {
            let sinks = Sinks {
                draws: &mut |_, _| Ok(()),
                paths: None,
            };
            let found = tenfold_study::run::run(request, of, &Folders, sinks, control)?;
            (found, None)
        }
    };
    Ok(Ok(RunResult {
        data: found.data,
        folder,
        seconds: found.seconds,
        notices: found.notices,
        warnings: checked.diagnosed,
    }))
}

/// Runs the draws, and writes the files that take them as they pass.
fn draw_into(
    folder: &PartialFolder,
    request: &RunRequest,
    (checked, worlds, compiled): (&Checked, &Worlds, &Compiled),
    control: &mut Control,
) -> Result<RunFound, Error> {
    let (program, selection) = (compiled.program, &compiled.selection);
    let path = folder.path("draws.parquet");
    let mut draws = DrawsFile::create(&path, program, &selection.scalars)?;
    let create = || {
        let path = folder.path("trajectories.parquet");
        PathsFile::create(&path, program, &selection.series)
    };
    let mut paths = (request.recorded.trajectories.then(create)).transpose()?;
    let mut add_paths = paths.as_mut().map(|file| {
        |first: u64, steps: &[u32], values: &[Vec<f64>]| file.add(first, steps, values)
    });
    let sinks = Sinks {
        draws: &mut |rows: &Rows, scalars: &[Vec<f64>]| draws.add(rows, scalars),
        paths: add_paths.as_mut().map(|add| add as PathSink),
    };
    let of = (checked, worlds, compiled);
    let found = tenfold_study::run::run(request, of, &Folders, sinks, control)?;
    draws.close()?;
    paths.map(PathsFile::close).transpose()?;
    Ok(found)
}

/// A run whose draws are done.
struct Finished<'a> {
    request: &'a RunRequest,
    checked: &'a Checked,
    compiled: &'a Compiled<'a>,
    found: &'a RunFound,
}

impl Finished<'_> {
    /// Writes what remains to be written, and puts the folder in its place.
    fn write(&self, folder: PartialFolder) -> Result<PathBuf, Error> {
        let Compiled {
            program,
            recording,
            selection,
            ..
        } = self.compiled;
        let (data, lang) = (&self.found.data, self.request.ensemble.lang);
        let path = folder.path("summary.parquet");
        let variables = (*program, &recording.variables[..]);
        let scalars = (&selection.scalars[..], &data.scalars[..]);
        write_summary(&path, variables, &self.found.summary, scalars)?;
        if let Some(central) = &data.central {
            write_central(&folder.path("central.parquet"), central)?;
        }
        folder.write("report.html", render(data, lang).as_bytes())?;
        let key: Vec<&Series> = key_series(data).collect();
        let fans = |lang| fans_picture(&data.model, &key, lang);
        folder.write_all(picture("series", lang, fans))?;
        if self.request.claims {
            folder.write_json(CLAIMS, &data.claims)?;
        }
        folder.finish(&self.manifest())
    }

    fn manifest(&self) -> Manifest {
        let (program, data) = (self.compiled.program, &self.found.data);
        let printed = tenfold_ir::print(program);
        let asked = &self.request.ensemble;
        Manifest {
            tenfold: env!("CARGO_PKG_VERSION").into(),
            model: program.name.clone(),
            model_hash: self.checked.hash.clone(),
            program_hash: hexadecimal(&Sha256::digest(printed.as_bytes())),
            seed: asked.seed,
            draws: asked.draws,
            diverged: self.found.summary.diverged(),
            scenario: asked.overrides.scenario.clone(),
            assumptions: asked.overrides.assumptions.clone(),
            interventions: asked.overrides.interventions.clone(),
            posterior: data.posterior.clone(),
            given: data.given.clone(),
            time: TimeGrid::of(&program.time),
            recorded_steps: self.compiled.recording.steps.clone(),
            step: data.step.clone(),
            quantile_error: self.found.summary.quantile_error(),
            trajectories: data.trajectories.clone(),
            central: (data.central.as_ref()).map(|central| central.written.clone()),
            params: priors(program, &self.found.central),
        }
    }
}
