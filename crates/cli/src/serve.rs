//! `tenfold serve`: the page in a browser.

use crate::arguments::Serve;
use crate::output::{complain, print};
use crate::page::Page;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use tenfold_session::{Error, ModelRef, cache_folder};
use tenfold_web::{ServeError, ServeRequest, serve};

/// Serves until it is interrupted.
///
/// # Errors
/// If the model cannot be read.
pub fn run(asked: &Serve, page: &Page, interrupted: &AtomicBool) -> Result<ExitCode, Error> {
    let request = ServeRequest {
        model: ModelRef::at(asked.model.as_deref()),
        cache: cache_folder(),
        listen: asked.listen,
        port: asked.port,
        read_only: asked.read_only,
        folder: asked.folder.clone(),
    };
    let _logged = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN)
        .try_init();
    let ready = |address: &str| {
        // A reader in another language finds the page in it.
        let opened = format!("{address}#lang={}", page.lang.tag());
        let said = page.say("term-serving", &[("address", address)]);
        if print(&[said]).is_ok() && !asked.no_open && webbrowser::open(&opened).is_err() {
            complain(&page.faint(&page.say("term-no-browser", &[])));
        }
    };
    match serve(&request, interrupted, ready) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(ServeError::Model(problem)) => Err(problem),
        Err(problem) => {
            let problem = problem.to_string();
            complain(&page.bad(&page.say("cli-failed", &[("problem", &problem)])));
            Ok(ExitCode::FAILURE)
        }
    }
}
