//! Progress of long work, and its interruption.

use crate::page::Page;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tenfold_session::numeral::count;
use tenfold_session::{Progress, Work};

/// Work shorter than this shows no bar.
const QUIET: Duration = Duration::from_secs(1);

/// The flag that Ctrl-C and termination set; a second one ends the process at once.
pub fn interruption() -> &'static AtomicBool {
    static INTERRUPTED: AtomicBool = AtomicBool::new(false);
    let watched = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    watched.expect("the only handler of this process");
    &INTERRUPTED
}

/// A bar with its rate and the time left; it shows itself once the work has taken a second.
pub struct Bar<'a> {
    page: &'a Page,
    /// What is being done, and since when.
    work: Option<(Work, Instant)>,
    bar: Option<ProgressBar>,
}

impl Bar<'_> {
    /// A bar for whatever work comes.
    pub fn new(page: &Page) -> Bar<'_> {
        let (work, bar) = (None, None);
        Bar { page, work, bar }
    }

    /// Shows how far the work is.
    pub fn show(&mut self, progress: Progress) {
        let started = match self.work {
            Some((work, started)) if work == progress.work => started,
            _ => {
                self.clear();
                let now = Instant::now();
                self.work = Some((progress.work, now));
                now
            }
        };
        if started.elapsed() < QUIET {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar =
                ProgressBar::with_draw_target(Some(progress.total), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{wide_bar} {msg}").expect("a fixed template");
            bar.with_style(style)
        });
        bar.set_position(progress.done);
        let seconds = started.elapsed().as_secs_f64();
        let rate = progress.done as f64 / seconds;
        let left = (progress.total - progress.done) as f64 / rate.max(f64::MIN_POSITIVE);
        let rate = count(rate.round() as u64);
        let rate = match progress.work {
            Work::Draws => self.page.say("term-draws-per-second", &[("rate", &rate)]),
            Work::Descents => self
                .page
                .say("term-descents-per-second", &[("rate", &rate)]),
            Work::Trajectories => self.page.say("term-trajectories", &[("rate", &rate)]),
            Work::Calibration => self.page.say("term-calibrating", &[]),
            Work::Backtest => self.page.say("term-backtesting", &[]),
        };
        let left = format!("{} s", count(left.min(1e9).ceil() as u64));
        bar.set_message(format!(
            "{rate} · {}",
            self.page.say("term-time-left", &[("time", &left)])
        ));
    }

    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}
