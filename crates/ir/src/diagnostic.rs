//! Mistakes in a model, as data: collected by the language, rendered by the session.

/// A source file, by its position in the list of sources that were checked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The smallest range that covers both; both must lie in one file.
    pub fn to(self, other: Span) -> Span {
        assert_eq!(self.file, other.file, "a span cannot cross files");
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model runs, but a reader should know.
    Warning,
    /// The model cannot run.
    Error,
}

/// A further place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in English.
    pub text: String,
}

/// One mistake: where it is, what was found, what was expected, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case code, such as `unit-mismatch`; the key of its translations.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The place the mistake is at.
    pub span: Span,
    /// What is wrong, in English: states found and expected.
    pub message: String,
    /// Further places.
    pub labels: Vec<Label>,
    /// An action that mends it, in English.
    pub help: Option<String>,
    /// The parts that vary, by name, from which a translation builds its own sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// An error without labels, help or arguments yet.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            args: Vec::new(),
        }
    }

    /// A warning without labels, help or arguments yet.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Adds a further place.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names a part that varies.
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}
