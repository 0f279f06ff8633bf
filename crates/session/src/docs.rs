//! A model's pages as files.

use std::path::Path;
use tenfold_engine::Kernel;
use tenfold_lang::Overrides;
use tenfold_model::check::check;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::files::read_plain;
use tenfold_model::reference::ModelRef;
use tenfold_model::whole::write_whole;
use tenfold_render::docs::book::MARK;
use tenfold_render::docs::{DocsFile, pages};
use tenfold_study::ensemble::central_params;
use tenfold_study::error::Error;
use tenfold_study::error::out::OutProblem;

/// The pages of a model, sorted by name.
///
/// # Errors
/// If the model cannot be read or its parameters have no central value; what is wrong inside it is the
/// inner error.
pub fn docs(model: &ModelRef) -> Result<Result<Vec<DocsFile>, Diagnosed>, Error> {
    let checked = check(model)?;
    let program = match checked.program(&Overrides::default()) {
        Ok(program) => program,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let central = central_params(&Kernel::compile(&program, &[])?)?;
    Ok(Ok(pages(&checked, &program, &central)))
}

/// A page is far smaller than this.
const PAGE_BYTES_MAX: usize = 64 << 20;

/// Writes pages into a folder, each whole or not at all; others there are left alone.
///
/// # Errors
/// If a page would take the place of a file that is none, before anything is written; or the system refuses.
pub fn write_docs(folder: &Path, files: &[DocsFile]) -> Result<(), Error> {
    let paths: Vec<_> = files.iter().map(|file| folder.join(&file.name)).collect();
    for path in paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
        let there = read_plain(path, PAGE_BYTES_MAX);
        if !there.is_some_and(|bytes| bytes.ends_with(MARK.as_bytes())) {
            return Err(OutProblem::Page.at(path));
        }
    }
    std::fs::create_dir_all(folder).map_err(Error::write(folder))?;
    let mut pages = paths.iter().zip(files);
    pages.try_for_each(|(path, file)| Ok(write_whole(path, file.text.as_bytes())?))
}
