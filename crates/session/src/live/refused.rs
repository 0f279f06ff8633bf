//! Why a question has no answer: words in both languages, and the places in the text where there are some.

use crate::live::question::Words;
use serde::Serialize;
use tenfold_ir::{Diagnostic, Severity, Span};
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::sources::Source;
use tenfold_study::error::Error;
use tenfold_words::text::{Lang, diagnostic, text};

/// Why not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refused {
    /// `cancelled`, `model-wrong`, `no-series`, or as [`crate::ErrorRow`] has it.
    pub code: String,
    /// English.
    pub message: String,
    /// Simplified Chinese.
    pub message_zh: String,
    /// What is wrong with the model or the changes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<DiagnosticSaid>,
}

/// A diagnostic with its place in a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiagnosticSaid {
    /// `unit-mismatch`
    pub code: String,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file, as the page names it; `--assume` of a change.
    pub path: String,
    /// Where it begins.
    pub from: TextPlace,
    /// Where it ends.
    pub to: TextPlace,
    /// What is wrong.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextPlace {
    /// From 1.
    pub line: usize,
    /// From 1, in UTF-16 code units.
    pub column: usize,
    /// From the start of the file, in UTF-16 code units.
    pub offset: usize,
}

/// What interrupted work is called.
pub const CANCELLED: &str = "cancelled";

impl Refused {
    /// A message of the catalogue, called `study-CODE` there.
    pub fn new(code: &str, args: &[(&str, &str)]) -> Refused {
        let said = |lang| text(lang, &format!("study-{code}"), args);
        Refused {
            code: code.to_owned(),
            message: said(Lang::En),
            message_zh: said(Lang::Zh),
            diagnostics: Vec::new(),
        }
    }
}

impl From<tenfold_model::error::Error> for Refused {
    fn from(wrong: tenfold_model::error::Error) -> Refused {
        Error::from(wrong).into()
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        if matches!(error, Error::Cancelled) {
            return Refused::new(CANCELLED, &[]);
        }
        Refused {
            code: error.row(Lang::En).code,
            message: error.text(Lang::En),
            message_zh: error.text(Lang::Zh),
            diagnostics: Vec::new(),
        }
    }
}

impl From<Diagnosed> for Refused {
    fn from(wrong: Diagnosed) -> Refused {
        let count = wrong.errors().to_string();
        Refused {
            diagnostics: said(&wrong),
            ..Refused::new("model-wrong", &[("count", &count)])
        }
    }
}

/// Every diagnostic with its place.
pub(crate) fn said(wrong: &Diagnosed) -> Vec<DiagnosticSaid> {
    let one = |found: &Diagnostic| {
        let source = wrong.sources.get(found.span.file);
        let [from, to] = source.map_or_else(Default::default, |source| ends(source, found.span));
        let [en, zh] = Lang::ALL.map(|lang| diagnostic(lang, found));
        DiagnosticSaid {
            code: found.code.into(),
            severity: match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            path: source.map_or_else(String::new, |source| file_name(&source.name).to_owned()),
            from,
            to,
            message: Words {
                en: en.message,
                zh: zh.message,
            },
            help: en.help.map(|help| Words {
                zh: zh.help.unwrap_or_else(|| help.clone()),
                en: help,
            }),
        }
    };
    wrong.diagnostics.iter().map(one).collect()
}

/// The name of a file without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn ends(source: &Source, span: Span) -> [TextPlace; 2] {
    [span.start, span.end].map(|at| place(&source.text, at as usize))
}

/// The place of a byte, that of the border before it inside a character.
pub(crate) fn place(text: &str, byte: usize) -> TextPlace {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let units = |text: &str| text.encode_utf16().count();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    TextPlace {
        line: before.matches('\n').count() + 1,
        column: units(&before[line_start..]) + 1,
        offset: units(before),
    }
}

/// The byte at so many UTF-16 code units, at most the end.
pub(crate) fn byte_at(text: &str, offset: usize) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        if units >= offset {
            return at;
        }
        units += character.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_as_editors_do() {
        let text = "a\n𝛼β";
        let found = place(text, text.len());
        assert_eq!((found.line, found.column, found.offset), (2, 4, 5));
        for (byte, _) in text.char_indices() {
            assert_eq!(byte_at(text, place(text, byte).offset), byte);
        }
        assert_eq!(byte_at(text, 99), text.len());
    }
}
