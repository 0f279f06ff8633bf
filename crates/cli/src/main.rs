//! The `tenfold` command: reads arguments, asks the session, prints what comes back.
//!
//! Exit codes: 0 done; 1 the model, its tests or the world around it is wrong; 2 the
//! arguments are; 130 interrupted.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod arguments;
mod backtest_shown;
mod blocks;
mod calibrate_shown;
mod claims_shown;
mod commands;
mod compare_shown;
mod explain;
mod fit_shown;
mod output;
mod page;
mod plot;
mod progress;
mod recorded_shown;
mod serve;
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
    let problem = match commands::run(&arguments.action, &page, interrupted) {
        Ok(code) => return code,
        Err(problem) => problem,
    };
    let (words, code) = match &problem {
        Error::Cancelled => (page.say("term-interrupted", &[]), ExitCode::from(130)),
        _ => {
            let said = problem.text(lang);
            let words = page.bad(&page.say("cli-failed", &[("problem", &said)]));
            (words, ExitCode::FAILURE)
        }
    };
    // What cannot be printed as JSON is said in words.
    let is_printed = arguments::asks_for_json()
        && !matches!(problem, Error::Print { .. })
        && output::print_json(&[problem.row(lang)]).is_ok();
    if !is_printed {
        output::complain(&words);
    }
    code
}
