//! Scenarios side by side, and the folder of a comparison.

use tenfold_model::check::open;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_render::report::compare::render;
use tenfold_store::cache::Folders;
use tenfold_store::differences;
use tenfold_store::folder::folder_of;
use tenfold_study::compare::CompareRequest;
use tenfold_study::compare::rows::CompareResult;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;

/// Compares scenarios of a model; writes a folder, whole or not at all, if `out` names one.
///
/// # Errors
/// What cannot be read, written or run. What is wrong inside the model, and a scenario it does not have,
/// is the inner error.
pub fn compare(
    request: &CompareRequest,
    control: &mut Control,
) -> Result<Result<CompareResult, Diagnosed>, Error> {
    let asked = &request.ensemble;
    if asked.draws == 0 {
        return Err(Error::NoDraws);
    }
    let checked = open(&asked.model)?;
    // Before the work, not after it.
    let folder = folder_of(asked, FolderKind::Compare)?;
    let found = tenfold_study::compare::compare(request, &checked, &Folders, control)?;
    let mut result = match found {
        Ok(result) => result,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if let Some(folder) = folder {
        differences::write(&folder.path("differences.parquet"), &result.data)?;
        folder.write("report.html", render(&result.data, asked.lang).as_bytes())?;
        result.folder = Some(folder.finish(&result)?);
    }
    Ok(Ok(result))
}
