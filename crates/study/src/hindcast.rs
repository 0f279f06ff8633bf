//! What a calibration's report shows beyond its figures: prior and posterior of parameters, and both
//! fans of what was observed.
//!
//! Knows which ensembles to run for that; what a picture looks like is the report's.

use crate::conditioning::Conditioning;
use crate::control::Control;
use crate::ensemble::{Ensemble, Recording, central_params, pool, row_bytes};
use crate::error::Error;
use crate::posterior::Posterior;
use crate::posterior_rows::{SAME, SHAPES, Shape};
use crate::prior::{DRAWS, prior_draws};
use crate::results::{DrawTallies, Results};
use crate::rows::{CalibrationData, MilestoneRow, Series};
use std::path::Path;
use std::sync::Arc;
use tenfold_engine::{Kernel, Recorded, Sampling};
use tenfold_ir::Program;

/// Years between recorded times, and after the last report.
const EVERY_YEARS: f64 = 0.25;
const AFTER_YEARS: f64 = 5.0;

/// All that the report shows.
pub fn shown(
    from: &Conditioning,
    posterior: &Posterior,
    control: &mut Control,
) -> Result<CalibrationData, Error> {
    let given = Arc::new(posterior.given(from.program, Path::new(&from.checked.name))?);
    let seed = from.spec.seed;
    let shapes = shapes(from.program, posterior, &given.params)?;
    let last = last_report(from.program, from.spec.until) + AFTER_YEARS;
    let program = &as_far_as(last, from.program);
    let recording = recording(program);
    let kernel = Kernel::compile(program, &recording.variables)?;
    let [(mut after, milestones), (before, _)] = [
        fans(
            (from, program),
            &recording,
            &kernel,
            Sampling::Given { seed, given },
            control,
        )?,
        fans(
            (from, program),
            &recording,
            &kernel,
            Sampling::Random { seed },
            control,
        )?,
    ];
    for series in &mut after {
        let prior = before.iter().find(|other| other.name == series.name);
        series.prior = prior
            .map(|prior| prior.quantiles.clone())
            .unwrap_or_default();
        cut(series, last);
    }
    let time = from.program.time;
    Ok(CalibrationData {
        catalogue: from.checked.catalogue(),
        found: posterior.manifest.clone(),
        series: after,
        milestones,
        span: (time.start, time.at(time.steps)),
        shapes,
    })
}

/// Prior and posterior of the parameters that moved most.
fn shapes(
    program: &Program,
    posterior: &Posterior,
    given: &[Option<Vec<f64>>],
) -> Result<Vec<Shape>, Error> {
    let before = prior_draws(program)?;
    let all = posterior.manifest.params.iter();
    let mut order: Vec<_> = all.filter(|row| row.overlap < SAME).collect();
    order.sort_by(|a, b| a.overlap.total_cmp(&b.overlap));
    let shape = |name: &str| {
        let at = program.params.iter().position(|param| param.name == name)?;
        let unit = &program.params[at].unit;
        let shown = |values: &[f64]| values.iter().map(|x| x / unit.factor).collect();
        Some(Shape {
            name: name.to_owned(),
            unit: unit.text.clone(),
            prior: shown(&before[at]),
            posterior: shown(given[at].as_deref()?),
        })
    };
    let shapes = order.iter().filter_map(|row| shape(&row.name));
    Ok(shapes.take(SHAPES).collect())
}

/// The program as far as a date; all of it where dates were observed, which may come later.
fn as_far_as(last: f64, program: &Program) -> Program {
    let mut out = program.clone();
    if !program.observations.iter().any(|one| one.is_date) {
        let steps = ((last - program.time.start) / program.time.dt).ceil();
        out.time.steps = out.time.steps.min(steps.max(0.0) as u32);
    }
    out
}

/// What was observed, each quarter.
fn recording(program: &Program) -> Recording {
    let observed = |name: &str| program.observations.iter().any(|one| one.name == name);
    let all = program.variables.iter().enumerate();
    let variables = all.filter(|(_, variable)| observed(&variable.full_name()));
    let stride = (EVERY_YEARS / program.time.dt).round().max(1.0) as u32;
    Recording {
        variables: variables.map(|(at, _)| at).collect(),
        steps: Recorded::Every(stride).steps(program.time.steps),
    }
}

/// The fans of an ensemble, and the milestones whose dates were observed.
fn fans(
    (from, program): (&Conditioning, &Program),
    recording: &Recording,
    kernel: &Kernel,
    sampling: Sampling,
    control: &mut Control,
) -> Result<(Vec<Series>, Vec<MilestoneRow>), Error> {
    let pool = pool(from.threads)?;
    let mut tallies = DrawTallies::default();
    let ensemble = Ensemble {
        kernel,
        recorded: &recording.steps,
        draws: DRAWS,
        sampling,
        draw_bytes: row_bytes(program, 0),
        pool: pool.as_ref(),
    };
    let summary = ensemble.run(control, |rows| {
        tallies.add(rows, &[]);
        Ok(())
    })?;
    let central = central_params(kernel)?;
    let definitions = from.checked.model.as_ref().map(|model| model.definitions());
    let results = Results {
        checked: from.checked,
        definitions: definitions.unwrap_or(&[]),
        program,
        variables: &recording.variables,
        scalars: &[],
        summary: &summary,
        tallies: &tallies,
        central: &central,
    };
    Ok((results.fans(), results.dated()))
}

/// The date of the last report that was met.
fn last_report(program: &Program, until: f64) -> f64 {
    let dates = program.observations.iter().flat_map(|one| &one.points);
    let end = program.time.at(program.time.steps).min(until);
    let met = dates.map(|point| point.date).filter(|date| *date <= end);
    met.fold(program.time.start, f64::max)
}

/// Leaves out what lies after a date.
fn cut(series: &mut Series, last: f64) {
    let kept = series.times.partition_point(|time| *time <= last).max(2);
    series.times.truncate(kept);
    let curves = series.quantiles.iter_mut().chain(&mut series.prior);
    curves.for_each(|(_, values)| values.truncate(kept));
}
