//! Where the diagnostics of one file gather: a bounded number, and how they show text.

use tenfold_ir::{Diagnostic, FileId, Span};

/// How many syntax errors of one file are listed.
const LISTED_MAX: usize = 100;

/// How many characters of the source a message quotes.
const QUOTED_MAX: usize = 40;

/// Collects the first [`LISTED_MAX`] diagnostics; reading stops at the next one.
#[derive(Default)]
pub(crate) struct Sink {
    listed: Vec<Diagnostic>,
    full: bool,
}

impl Sink {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.listed.len() < LISTED_MAX {
            self.listed.push(diagnostic);
        } else {
            self.full = true;
        }
    }

    /// Whether a diagnostic came after the last that is listed.
    pub(crate) fn is_full(&self) -> bool {
        self.full
    }

    /// In source order, with a closing one where reading stopped.
    pub(crate) fn finish(mut self, file: FileId) -> Vec<Diagnostic> {
        self.listed.sort_by_key(|diagnostic| diagnostic.span.start);
        if self.full {
            let at = self.listed.last().map_or(0, |last| last.span.start);
            let span = Span {
                file,
                start: at,
                end: at,
            };
            self.listed.push(
                Diagnostic::error(
                    "too-many-errors",
                    span,
                    format!(
                        "found more than {LISTED_MAX} errors in this file, the rest is not read"
                    ),
                )
                .help("mend the errors above and check again")
                .arg("expected", LISTED_MAX.to_string()),
            );
        }
        self.listed
    }
}

/// `text` for a message: one line, no control characters, not long.
pub(crate) fn clip(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(QUOTED_MAX)
        .flat_map(|c| {
            let escape = c.is_control() || c == '\u{feff}' || c == '\u{fffd}';
            let (plain, escaped) = match escape {
                true => (None, Some(c.escape_default())),
                false => (Some(c), None),
            };
            plain.into_iter().chain(escaped.into_iter().flatten())
        })
        .collect();
    if text.chars().nth(QUOTED_MAX).is_some() {
        shown.push('…');
    }
    shown
}
