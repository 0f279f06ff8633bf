//! Diagnostics beside the texts they speak of, and how a page shows them.
//!
//! Knows widths and colours as numbers and flags; that there is a terminal, the caller knows.

use crate::sources::{Sources, clamp, columns_of};
use crate::window::Windows;
use codespan_reporting::files::SimpleFiles;
use codespan_reporting::term::{Chars, Config, DisplayStyle, termcolor};
use codespan_reporting::{diagnostic as shown, term};
use serde::Serialize;
use tenfold_ir::{Diagnostic, Severity, Span};
use tenfold_words::text;
use tenfold_words::text::Lang;
use tenfold_words::visible::{visible, visible_lines};

/// Fewer columns than this have no room for the source beside its line numbers.
const SNIPPET_COLUMNS_MIN: usize = 40;

/// How a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are wanted.
    pub colour: bool,
    /// Columns of the page.
    pub columns: usize,
    /// The reader's language.
    pub lang: Lang,
}

/// What is wrong, or worth knowing, about a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnosed {
    /// The texts.
    pub sources: Sources,
    /// In the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
}

/// A diagnostic as `--json` gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiagnosticRow {
    /// `unit-mismatch`
    pub code: String,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnosed {
    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many are warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let these = self.diagnostics.iter();
        these.filter(|one| one.severity == severity).count()
    }

    /// One plain row each.
    pub fn rows(&self, lang: Lang) -> Vec<DiagnosticRow> {
        let row = |diagnostic: &Diagnostic| {
            let (file, line, column) = self.sources.place(diagnostic.span);
            let words = text::diagnostic(lang, diagnostic);
            DiagnosticRow {
                code: diagnostic.code.into(),
                severity: match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                file,
                line,
                column,
                message: words.message,
                help: words.help,
            }
        };
        self.diagnostics.iter().map(row).collect()
    }

    /// All of them as a page: the words, the place, the source with its labels, the help.
    pub fn render(&self, style: &Style) -> String {
        let mut files = SimpleFiles::new();
        let seen = self.sources.visible();
        for source in seen.iter() {
            files.add(&*source.name, &*source.text);
        }
        let config = Config {
            display_style: if style.columns < SNIPPET_COLUMNS_MIN {
                DisplayStyle::Medium
            } else {
                DisplayStyle::Rich
            },
            chars: Chars::box_drawing(),
            ..Config::default()
        };
        let mut page = match style.colour {
            true => termcolor::Buffer::ansi(),
            false => termcolor::Buffer::no_color(),
        };
        for diagnostic in &self.diagnostics {
            let mut shown = self.shown(diagnostic, style, &seen);
            let emitted = match Windows::of(&seen, &mut shown.labels, style.columns) {
                Some(windows) => term::emit_to_write_style(&mut page, &config, &windows, &shown),
                None => term::emit_to_write_style(&mut page, &config, &files, &shown),
            };
            emitted.expect("a buffer takes all, and every label is inside its text");
        }
        String::from_utf8(page.into_inner()).expect("made of strings")
    }

    fn shown(
        &self,
        diagnostic: &Diagnostic,
        style: &Style,
        seen: &Sources,
    ) -> shown::Diagnostic<usize> {
        let words = text::diagnostic(style.lang, diagnostic);
        let message = visible(&words.message);
        let label = |span: Span, primary: bool, text: &str| {
            let source = self.sources.get(span.file)?;
            let range = clamp(&source.text, span);
            // What is made visible may be longer.
            let is_same = seen.get(span.file)? == source;
            let moved = |to: usize| match is_same {
                true => to,
                false => visible_lines(&source.text[..to]).len(),
            };
            let at = span.file.0 as usize;
            let range = moved(range.start)..moved(range.end);
            let label = match primary {
                true => shown::Label::primary(at, range),
                false => shown::Label::secondary(at, range),
            };
            Some(label.with_message(visible(text)))
        };
        let further = diagnostic.labels.iter();
        let labels = label(diagnostic.span, true, "")
            .into_iter()
            .chain(further.filter_map(|further| label(further.span, false, &further.text)));
        let severity = match diagnostic.severity {
            Severity::Error => shown::Severity::Error,
            Severity::Warning => shown::Severity::Warning,
        };
        // A narrow page has the place, and nothing else, on the message's first line.
        let message = if style.columns < SNIPPET_COLUMNS_MIN {
            format!("\n  {}", wrap(&message, style.columns, 2, 2))
        } else {
            let indent = diagnostic.code.len() + "warning[]: ".len();
            wrap(&message, style.columns, indent, 2)
        };
        shown::Diagnostic::new(severity)
            .with_code(diagnostic.code)
            .with_message(message)
            .with_labels(labels.collect())
            .with_notes(
                words
                    .help
                    .map(|help| wrap(&format!("help: {}", visible(&help)), style.columns, 6, 6))
                    .into_iter()
                    .collect(),
            )
    }
}

/// Breaks a text at spaces so that its lines fit; the first begins `first` columns in, further
/// ones are indented by `further`. Words longer than a line stay whole.
fn wrap(text: &str, columns: usize, first: usize, further: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut column = first;
    for word in text.split(' ') {
        let width = word.chars().map(columns_of).sum::<usize>();
        if !out.is_empty() {
            if column + 1 + width > columns {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', further));
                column = further;
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_ir::FileId;

    fn span(start: u32, end: u32) -> Span {
        Span {
            file: FileId(0),
            start,
            end,
        }
    }

    fn diagnosed() -> Diagnosed {
        let mut sources = Sources::default();
        sources.add(
            "models/growth.ten",
            "module growth\nlet 收入 : USD = 3 year\n",
        );
        let diagnostic =
            Diagnostic::error("unit-mismatch", span(31, 37), "found year, expected USD")
                .label(span(25, 28), "USD is declared here")
                .help("divide by a rate, or declare `收入` as a number of years");
        Diagnosed {
            sources,
            diagnostics: vec![diagnostic],
        }
    }

    #[test]
    fn a_page_names_code_place_message_and_help() {
        let style = Style {
            colour: false,
            columns: 80,
            lang: Lang::En,
        };
        let page = diagnosed().render(&style);
        for part in [
            "error[unit-mismatch]",
            "models/growth.ten:2:",
            "found year",
            "USD is declared",
            "help: divide",
        ] {
            assert!(page.contains(part), "{part} is not in\n{page}");
        }
        assert!(!page.contains('\u{1b}'));
    }

    #[test]
    fn colours_are_there_when_asked() {
        let style = Style {
            colour: true,
            columns: 80,
            lang: Lang::En,
        };
        assert!(diagnosed().render(&style).contains("\u{1b}["));
    }

    #[test]
    fn no_word_of_help_leaves_a_narrow_page() {
        let style = Style {
            colour: false,
            columns: 38,
            lang: Lang::En,
        };
        let page = diagnosed().render(&style);
        assert!(
            page.starts_with("models/growth.ten:2:14: error[unit-mismatch]: \n"),
            "{page}"
        );
        for line in page.lines().skip(1) {
            // Notes are shown behind ` = `.
            assert!(
                line.chars().map(columns_of).sum::<usize>() <= 38 + 3,
                "{line}"
            );
        }
    }

    #[test]
    fn of_a_long_line_a_window_is_shown() {
        let mut sources = Sources::default();
        let before = "量 ".repeat(400);
        let line = format!("let x : 1 = \"{before}\" wrong {}", "b ".repeat(4_000));
        sources.add(
            "long.ten",
            format!("module long\n{line}\nlet y : 1 = 2\n").as_str(),
        );
        let at = (12 + line.find("wrong").unwrap()) as u32;
        let wrong = Diagnostic::error("unexpected-token", span(at, at + 5), "found wrong")
            .label(span(16, 17), "far away")
            .label(
                span(12 + line.len() as u32 + 5, 12 + line.len() as u32 + 6),
                "below",
            );
        let diagnosed = Diagnosed {
            sources,
            diagnostics: vec![wrong],
        };
        for columns in [40, 80] {
            let style = Style {
                colour: false,
                columns,
                lang: Lang::En,
            };
            let page = diagnosed.render(&style);
            let column = line[..line.find("wrong").unwrap()].chars().count() + 1;
            assert!(page.contains(&format!("long.ten:2:{column}")), "{page}");
            assert!(page.contains("… "), "{page}");
            assert!(page.contains("let y : 1 = 2"), "{page}");
            assert!(page.contains("wrong b b"), "{page}");
            for line in page.lines() {
                let width: usize = line.chars().map(columns_of).sum();
                assert!(width <= columns + 12, "{width}: {line}");
            }
        }
    }

    #[test]
    fn spans_outside_their_text_do_no_harm() {
        let mut wild = diagnosed();
        wild.diagnostics[0].span = span(30, 9_999);
        wild.diagnostics[0].labels[0].span = Span {
            file: FileId(7),
            start: 0,
            end: 1,
        };
        let style = Style {
            colour: false,
            columns: 80,
            lang: Lang::En,
        };
        assert!(wild.render(&style).contains("found year"));
        assert_eq!(wild.sources.place(span(9_999, 9_999)).1, 3);
    }

    #[test]
    fn nothing_hidden_of_a_text_or_a_name_is_shown() {
        let mut sources = Sources::default();
        let text = "module m\n# \u{1b}[2J\u{202e}\u{e0001}\nlet x\u{200b} : USD = 3\r year\n";
        sources.add("a\u{1b}[31m\n.ten", text);
        let at = text.find("year").unwrap() as u32;
        let found = Diagnostic::error("unit-mismatch", span(at, at + 4), "found \u{9b}2J")
            .help("do \u{2066}so");
        let diagnostics = vec![found];
        let page = Diagnosed {
            sources,
            diagnostics,
        };
        let style = Style {
            colour: false,
            columns: 80,
            lang: Lang::En,
        };
        let page = page.render(&style);
        assert!(
            !page.contains(|one| one != '\n' && tenfold_words::visible::is_hidden(one)),
            "{page:?}"
        );
        // The mark stands below what it marks.
        let lines: Vec<&str> = page.lines().collect();
        let marked = lines.iter().position(|line| line.contains('^')).unwrap();
        let column = |line: &str, what| line.chars().take_while(|one| *one != what).count();
        assert_eq!(
            column(lines[marked - 1], 'y'),
            column(lines[marked], '^'),
            "{page}"
        );
    }

    #[test]
    fn a_place_counts_characters_not_bytes() {
        // `收入` is two characters and six bytes; the `:` after them is the eighth character.
        assert_eq!(
            diagnosed().sources.place(span(25, 26)),
            ("models/growth.ten".into(), 2, 8)
        );
    }
}
