//! A model, conditioned on its record: from a request to plain data and a folder.
//!
//! Knows names, units and files; how a posterior is drawn is the inference's.

use rayon::prelude::*;
use std::path::Path;
use tenfold_model::check::open;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_render::raster::picture;
use tenfold_render::report::calibration::{corners, render_calibration};
use tenfold_render::report::corner::corner_picture;
use tenfold_render::report::picture::{fans_picture, learnt_picture};
use tenfold_store::folder::PartialFolder;
use tenfold_store::posterior::write_posterior;
use tenfold_study::calibration::CalibrateRequest;
use tenfold_study::control::Control;
use tenfold_study::ensemble::{on_threads, pool};
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::posterior_rows::CalibrateResult;
use tenfold_study::rows::{CalibrationData, Series};
use tenfold_words::text::Lang;

/// Draws from a model's posterior.
///
/// # Errors
/// What cannot be read or written, and a model that cannot be calibrated. What is wrong inside the
/// model is the inner error.
pub fn calibrate(
    request: &CalibrateRequest,
    control: &mut Control,
) -> Result<Result<CalibrateResult, Diagnosed>, Error> {
    let checked = open(&request.model)?;
    // Before the work, not after it.
    let inputs = request.model.inputs();
    let start = |out: &Path| PartialFolder::start(out, FolderKind::Calibrate, &inputs);
    let folder = request.out.as_deref().map(start).transpose()?;
    let found =
        tenfold_study::calibration::calibrate(request, &checked, folder.is_some(), control)?;
    let (posterior, data) = match found {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let folder = folder.zip(data).map(|(folder, data)| {
        write_posterior(&folder, &posterior)?;
        let report = render_calibration(&data, request.lang);
        folder.write("report.html", report.as_bytes())?;
        let pool = pool(request.threads)?;
        on_threads(pool.as_ref(), || {
            write_pictures(&folder, &data, request.lang)
        })?;
        folder.finish(&posterior.manifest)
    });
    Ok(Ok(CalibrateResult {
        folder: folder.transpose()?,
        warnings: checked.diagnosed.clone(),
        ..posterior.manifest
    }))
}

/// A picture in a language, where there is something to show.
type Drawing<'d> = &'d (dyn Fn(Lang) -> Option<String> + Sync);

/// The pictures of a calibration as files.
fn write_pictures(folder: &PartialFolder, data: &CalibrationData, lang: Lang) -> Result<(), Error> {
    let series: Vec<&Series> = data.series.iter().collect();
    let columns = corners(data);
    let title = &data.found.model;
    let fans = |lang| fans_picture(title, &series, lang);
    let learnt = |lang| learnt_picture(title, &data.shapes, lang);
    let corner = |lang| corner_picture(title, &columns, lang);
    let pictures: [(&str, Drawing); 3] =
        [("record", &fans), ("learnt", &learnt), ("corner", &corner)];
    let write = |(name, draw): &(&str, _)| folder.write_all(picture(name, lang, draw));
    pictures.par_iter().try_for_each(write)
}
