//! The `tenfold` command: reads arguments, asks the session, prints what comes back.
//!
//! Exit codes: 0 done; 1 the model, its tests or the world around it is wrong; 2 the
//! arguments are; 130 interrupted.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod arguments;
mod backtest_shown;
mod calibrate_shown;
mod claims_shown;
mod commands;
mod compare_shown;
mod explain;
mod fit_shown;
mod page;
mod plot;
mod progress;
mod show;
mod tests_shown;

use arguments::Arguments;
use page::Page;
use std::process::ExitCode;
use tenfold_session::Error;

fn main() -> ExitCode {
    let (arguments, lang) = Arguments::read();
    let page = Page::of_stdout(lang);
    let interrupted = progress::interruption();
    match commands::run(&arguments.action, &page, interrupted) {
        Ok(code) => code,
        Err(Error::Cancelled) => {
            eprintln!("{}", page.say("term-interrupted", &[]));
            ExitCode::from(130)
        }
        Err(problem) => {
            let problem = problem.text(lang);
            eprintln!(
                "{}",
                page.bad(&page.say("cli-failed", &[("problem", &problem)]))
            );
            ExitCode::FAILURE
        }
    }
}
