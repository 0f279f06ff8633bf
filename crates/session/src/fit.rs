//! A law, fitted to its runs: from a request to plain data, and to files.
//!
//! Knows names, units and files; how a law is fitted is the inference's.

use std::path::{Path, PathBuf};
use tenfold_infer::Fit;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::load::load_with;
use tenfold_render::raster::picture;
use tenfold_render::report::corner::{Column, corner_picture};
use tenfold_render::report::fit::{render_fit, runs_picture};
use tenfold_store::folder::PartialFolder;
use tenfold_store::replicates::{in_units, write_replicates};
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::fit::{FitRequest, FitResult};
use tenfold_words::text::Lang;

/// Fits a law.
///
/// # Errors
/// What cannot be read or written, and a law that cannot be fitted. What is wrong inside the law is
/// the inner error.
pub fn fit(
    request: &FitRequest,
    control: &mut Control,
) -> Result<Result<FitResult, Diagnosed>, Error> {
    // Before the work, not after it.
    let mut inputs = request.law.inputs();
    inputs.extend(request.runs.as_ref().map(|runs| runs.path.as_path()));
    let start = |out: &Path| PartialFolder::start(out, FolderKind::Fit, &inputs);
    let folder = request.out.as_deref().map(start).transpose()?;
    let checked = Checked::of(load_with(&request.law, request.runs.as_ref())?);
    let (mut result, fitted) = match tenfold_study::fit::fit(request, &checked, control)? {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if let Some(folder) = folder {
        result.folder = Some(write(folder, request.lang, &result, &fitted)?);
    }
    Ok(Ok(result))
}

/// Writes a fit's folder, whole or not at all.
fn write(
    folder: PartialFolder,
    lang: Lang,
    result: &FitResult,
    fitted: &Fit,
) -> Result<PathBuf, Error> {
    let replicates = in_units(fitted);
    write_replicates(&folder.path("replicates.parquet"), result, &replicates)?;
    let columns = columns(result, &replicates);
    let page = render_fit(result, &columns, lang);
    folder.write("report.html", page.as_bytes())?;
    folder.write_all(picture("runs", lang, |lang| runs_picture(result, lang)))?;
    let corner = |lang| corner_picture(&result.law, &columns, lang);
    folder.write_all(picture("corner", lang, corner))?;
    folder.finish(result)
}

/// Replicates by parameter, for the corner plot.
fn columns(result: &FitResult, replicates: &[Vec<f64>]) -> Vec<Column> {
    let all = result.estimates.iter().enumerate();
    all.map(|(at, estimate)| Column {
        name: estimate.name.clone(),
        values: replicates.iter().map(|values| values[at]).collect(),
        best: Some(estimate.value),
    })
    .collect()
}
