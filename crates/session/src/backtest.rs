//! How a model's forecasts fared: from a request to plain data, a folder and a document.
//!
//! Knows names, units, dates and files; how forecasts are made and scored is the inference's.

use std::path::Path;
use tenfold_model::check::open;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_render::backtest::document::markdown;
use tenfold_render::backtest::page::{backtest_page, dates_picture, fan_picture, skill_picture};
use tenfold_render::raster::picture;
use tenfold_store::document::Document;
use tenfold_store::folder::PartialFolder;
use tenfold_store::forecasts::write as write_forecasts;
use tenfold_study::backtest::BacktestRequest;
use tenfold_study::backtest::rows::BacktestResult;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_words::text::Lang;

/// Tests a model on its past.
///
/// # Errors
/// What cannot be read or written, and a model or an origin that cannot be tested. What is wrong
/// inside the model is the inner error.
pub fn backtest(
    request: &BacktestRequest,
    control: &mut Control,
) -> Result<Result<BacktestResult, Diagnosed>, Error> {
    let checked = open(&request.model)?;
    // Before the work, not after it.
    let inputs = request.model.inputs();
    let start = |out: &Path| PartialFolder::start(out, FolderKind::Backtest, &inputs);
    let folder = request.out.as_deref().map(start).transpose()?;
    let document = request.write.as_deref().map(Document::open);
    let document = document.transpose()?;
    let found = tenfold_study::backtest::backtest(request, &checked, control)?;
    let found = match found {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut result = found.result;
    if let Some(folder) = folder {
        write_forecasts(
            &folder.path("forecasts.parquet"),
            &found.program,
            &found.origins,
        )?;
        write_pages(&folder, &result, request.lang)?;
        result.folder = Some(folder.finish(&result)?);
    }
    if let Some(document) = document {
        result.document = Some(document.write(&markdown(&result, request.lang))?);
    }
    Ok(Ok(result))
}

/// The page and its pictures, each a file of its own too.
fn write_pages(folder: &PartialFolder, result: &BacktestResult, lang: Lang) -> Result<(), Error> {
    folder.write("report.html", backtest_page(result, lang).as_bytes())?;
    folder.write_all(picture("skill", lang, |lang| skill_picture(result, lang)))?;
    folder.write_all(picture("dates", lang, |lang| dates_picture(result, lang)))?;
    for series in &result.series {
        let name = series.name.replace(['[', ']', ',', ' '], "-");
        let name = name.trim_end_matches('-');
        folder.write_all(picture(name, lang, |lang| fan_picture(series, lang)))?;
    }
    Ok(())
}
