//! Progress of long work, and its interruption.

use crate::page::Page;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tenfold_session::Progress;
use tenfold_session::numeral::count;

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
    /// The message that tells the rate.
    rate: &'static str,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Bar<'_> {
    /// A bar for work that begins now; `rate` is the key of the message that tells how fast it is.
    pub fn new<'a>(page: &'a Page, rate: &'static str) -> Bar<'a> {
        Bar {
            page,
            rate,
            started: Instant::now(),
            bar: None,
        }
    }

    /// Shows how far the work is.
    pub fn show(&mut self, progress: Progress) {
        if self.started.elapsed() < QUIET {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar =
                ProgressBar::with_draw_target(Some(progress.total), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{wide_bar} {msg}").expect("a fixed template");
            bar.with_style(style)
        });
        bar.set_position(progress.done);
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = progress.done as f64 / seconds;
        let left = (progress.total - progress.done) as f64 / rate.max(f64::MIN_POSITIVE);
        let rate = count(rate.round() as u64);
        let left = format!("{} s", count(left.min(1e9).ceil() as u64));
        bar.set_message(format!(
            "{} · {}",
            self.page.say(self.rate, &[("rate", &rate)]),
            self.page.say("term-time-left", &[("time", &left)])
        ));
    }
}

impl Drop for Bar<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
