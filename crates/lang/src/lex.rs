//! Source text to tokens and comments, in one pass over the characters.
//!
//! Knows the shapes of words, numbers, dates and texts, and where lines start; knows no
//! grammar. Characters of no token are dropped after one diagnostic for each run of them.

use crate::ast::Comment;
use crate::calendar::decimal_year;
use crate::names::{begins_name, continues_name};
use crate::sink::{Sink, clip};
use tenfold_ir::{Diagnostic, FileId, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    Date,
    Text,
    /// A column's name between backticks.
    Column,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Comma,
    Colon,
    Dot,
    Equals,
    Tilde,
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    Percent,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    EqualEqual,
    NotEqual,
    /// A number or date that has its diagnostic already.
    Broken,
    /// The end of a line before a clause, for errors only.
    LineEnd,
    /// The end of the file, or of the item being read.
    End,
}

/// A token and how it lies on its line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// First on its line.
    pub(crate) line_start: bool,
    /// Its line starts with space.
    pub(crate) indented: bool,
    /// Space or a line break stands before it.
    pub(crate) spaced: bool,
    /// An empty line stands before it.
    pub(crate) blank_before: bool,
    /// Dropped characters stand before it, reported already.
    pub(crate) after_junk: bool,
}

/// The tokens of a file, closed by one [`TokenKind::End`], and its comments.
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    pub(crate) comments: Vec<Comment>,
}

/// Splits `text`; reports to `sink`.
pub(crate) fn lex(file: FileId, text: &str, sink: &mut Sink) -> Lexed {
    let mut lexer = Lexer {
        file,
        text,
        position: if text.starts_with('\u{feff}') { 3 } else { 0 },
        line: Line::default(),
        sink,
        tokens: Vec::new(),
        comments: Vec::new(),
    };
    while lexer.position < text.len() && !lexer.sink.is_full() {
        lexer.step();
    }
    lexer.push(TokenKind::End, text.len());
    Lexed {
        tokens: lexer.tokens,
        comments: lexer.comments,
    }
}

/// What is known of the line so far.
struct Line {
    /// A token or comment stands on it.
    used: bool,
    indented: bool,
    spaced: bool,
    /// An empty line stands between the last token or comment and here.
    blank: bool,
    junk: bool,
}

impl Default for Line {
    fn default() -> Self {
        Line {
            used: false,
            indented: false,
            spaced: true,
            blank: false,
            junk: false,
        }
    }
}

struct Lexer<'a> {
    file: FileId,
    text: &'a str,
    position: usize,
    line: Line,
    sink: &'a mut Sink,
    tokens: Vec<Token>,
    comments: Vec<Comment>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: start as u32,
            end: end as u32,
        }
    }

    fn push(&mut self, kind: TokenKind, end: usize) {
        self.tokens.push(Token {
            kind,
            start: self.position as u32,
            end: end as u32,
            line_start: !self.line.used,
            indented: self.line.indented,
            spaced: self.line.spaced,
            blank_before: self.line.blank,
            after_junk: self.line.junk,
        });
        self.line.used = true;
        self.line.spaced = false;
        self.line.blank = false;
        self.line.junk = false;
        self.position = end;
    }

    /// Reads what stands at the position, which is not the end.
    fn step(&mut self) {
        let next = self.rest().chars().next().expect("the position is inside");
        match next {
            '\n' => self.line_break(),
            ' ' | '\t' | '\r' => self.space(),
            '#' => self.comment(),
            '"' => self.quoted(),
            '`' if self.column_length().is_some() => self.column(),
            '0'..='9' => self.number(),
            _ if begins_name(next) => self.word(),
            _ => match punctuation(self.rest()) {
                Some((kind, length)) => self.push(kind, self.position + length),
                None => self.junk(),
            },
        }
    }

    fn line_break(&mut self) {
        self.position += 1;
        self.line = Line {
            blank: self.line.blank || !self.line.used,
            junk: self.line.junk,
            ..Line::default()
        };
    }

    fn space(&mut self) {
        self.position += 1;
        self.line.spaced = true;
        self.line.indented |= !self.line.used;
    }

    fn comment(&mut self) {
        let rest = self.rest();
        let length = rest.find('\n').unwrap_or(rest.len());
        let text = rest[..length].trim_end().to_owned();
        let span = self.span(self.position, self.position + text.len());
        self.position += length;
        self.comments.push(Comment {
            text,
            span,
            own_line: !self.line.used,
            indented: self.line.indented,
            blank_before: self.line.blank,
        });
        self.line.used = true;
        self.line.blank = false;
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !continues_name(c))
            .unwrap_or(rest.len());
        self.push(TokenKind::Word, self.position + length);
    }

    /// The bytes from a backtick to the next one on its line.
    fn column_length(&self) -> Option<usize> {
        let inside = &self.rest()[1..];
        let end = inside.find(['`', '\n'])?;
        inside[end..].starts_with('`').then_some(end + 2)
    }

    fn column(&mut self) {
        let length = self.column_length().expect("a backtick closes it");
        self.push(TokenKind::Column, self.position + length);
    }

    fn quoted(&mut self) {
        let start = self.position;
        let mut at = start + 1;
        let mut escaped = false;
        let end = loop {
            let Some(next) = self.text[at..].chars().next() else {
                break None;
            };
            match next {
                '\n' => break None,
                _ if escaped => {
                    escaped = false;
                    if !matches!(next, '"' | '\\' | 'n') {
                        self.bad_escape(at, next);
                    }
                }
                '\\' => escaped = true,
                '"' => break Some(at + 1),
                _ if next.is_control() && next != '\t' && next != '\r' => {
                    at = self.control_in_text(at);
                    continue;
                }
                _ => {}
            }
            at += next.len_utf8();
        };
        let end = end.unwrap_or_else(|| {
            let end = start + self.text[start..at].trim_end().len();
            let diagnostic = Diagnostic::error(
                "unterminated-text",
                self.span(start, end),
                "found the end of the line inside a text, expected `\"`",
            )
            .help(
                "close the text with `\"` on the line it starts on; `\\n` stands for a line break",
            );
            self.sink.push(diagnostic);
            end
        });
        self.push(TokenKind::Text, end);
    }

    fn bad_escape(&mut self, at: usize, found: char) {
        let end = at + found.len_utf8();
        let shown = clip(&found.to_string());
        let diagnostic = Diagnostic::error(
            "bad-escape",
            self.span(at - 1, end),
            format!("found `\\{shown}` in a text, expected `\\\"`, `\\\\` or `\\n`"),
        )
        .help("write `\\\\` for a backslash")
        .arg("found", shown);
        self.sink.push(diagnostic);
    }

    /// Reports a run of control characters inside a text; gives where it ends.
    fn control_in_text(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let length = rest
            .find(|c: char| !c.is_control() || c == '\n' || c == '\t')
            .unwrap_or(rest.len());
        self.report_junk(start, start + length);
        start + length
    }

    fn number(&mut self) {
        let (start, rest) = (self.position, self.rest());
        if let Some(date) = date_shaped(rest) {
            let kind = self.checked_date(date.to_owned());
            return self.push(kind, start + 10);
        }
        let length = number_run(rest);
        let run = &self.text[start..start + length];
        let kind = match read_number(run) {
            Some(value) if value.is_finite() && (value > 0.0 || is_zero(run)) => TokenKind::Number,
            Some(value) => {
                let bound = if value == 0.0 {
                    "nearer to 0"
                } else {
                    "larger"
                };
                let shown = clip(run);
                let diagnostic = Diagnostic::error(
                    "number-range",
                    self.span(start, start + length),
                    format!(
                        "`{shown}` is {bound} than a 64-bit number can be; expected 1e-307 to 1e308"
                    ),
                )
                .help("use a larger unit, or another power of ten")
                .arg("found", shown);
                self.sink.push(diagnostic);
                TokenKind::Broken
            }
            None => {
                let diagnostic = bad_number(self.span(start, start + length), run);
                self.sink.push(diagnostic);
                TokenKind::Broken
            }
        };
        self.push(kind, start + length);
    }

    fn checked_date(&mut self, date: String) -> TokenKind {
        let (year, month, day) = date_parts(&date);
        if decimal_year(year, month, day).is_some() {
            return TokenKind::Date;
        }
        let expected = if (1..=12).contains(&month) {
            "a day of that month"
        } else {
            "a month from 01 to 12"
        };
        let diagnostic = Diagnostic::error(
            "bad-date",
            self.span(self.position, self.position + date.len()),
            format!("found `{date}`, which is not in the calendar, expected {expected}"),
        )
        .help("write dates as year-month-day; put spaces around `-` to subtract")
        .arg("found", date)
        .arg("expected", expected);
        self.sink.push(diagnostic);
        TokenKind::Broken
    }

    fn junk(&mut self) {
        let start = self.position;
        let mut at = start;
        for next in self.text[start..].chars() {
            if next.is_whitespace() && matches!(next, '\n' | ' ' | '\t' | '\r')
                || begins_name(next)
                || next.is_ascii_digit()
                || matches!(next, '"' | '#')
                || punctuation(&self.text[at..]).is_some()
            {
                break;
            }
            at += next.len_utf8();
        }
        self.report_junk(start, at);
        self.position = at;
        self.line.junk = true;
    }

    fn report_junk(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let shown = clip(run);
        let help = match run.chars().next() {
            Some('×' | '·' | '⋅') => "write `*` to multiply",
            Some('÷') => "write `/` to divide",
            Some('−' | '–' | '—') => "write `-` to subtract",
            Some('≤') => "write `<=`",
            Some('≥') => "write `>=`",
            Some('≠' | '!') => "write `!=` to compare, `not` to negate",
            Some('“' | '”' | '„' | '\'' | '‘' | '’') => {
                "write texts between straight quotes: `\"…\"`"
            }
            Some('$' | '€' | '£' | '¥') => {
                "write the currency's name after the number: `3 USD`"
            }
            Some('²' | '³') => "write a power with `^`, as in `x^2`",
            Some('&') => "write `and`",
            Some('|') => "write `or`",
            _ => "take it out, or put it into a comment (`#`) or a text (`\"…\"`)",
        };
        let diagnostic = Diagnostic::error(
            "unexpected-character",
            self.span(start, end),
            format!("found `{shown}`, which the language does not use, expected a word, a number, a text or an operator"),
        )
        .help(help)
        .arg("found", shown);
        self.sink.push(diagnostic);
    }
}

/// The operator or bracket that `rest` starts with, and its bytes.
fn punctuation(rest: &str) -> Option<(TokenKind, usize)> {
    let bytes = rest.as_bytes();
    let before_equals = bytes.get(1) == Some(&b'=');
    Some(match bytes.first()? {
        b'<' if before_equals => (TokenKind::LessEqual, 2),
        b'>' if before_equals => (TokenKind::GreaterEqual, 2),
        b'=' if before_equals => (TokenKind::EqualEqual, 2),
        b'!' if before_equals => (TokenKind::NotEqual, 2),
        b'<' => (TokenKind::Less, 1),
        b'>' => (TokenKind::Greater, 1),
        b'=' => (TokenKind::Equals, 1),
        b'(' => (TokenKind::LeftParen, 1),
        b')' => (TokenKind::RightParen, 1),
        b'[' => (TokenKind::LeftBracket, 1),
        b']' => (TokenKind::RightBracket, 1),
        b'{' => (TokenKind::LeftBrace, 1),
        b'}' => (TokenKind::RightBrace, 1),
        b',' => (TokenKind::Comma, 1),
        b':' => (TokenKind::Colon, 1),
        b'.' => (TokenKind::Dot, 1),
        b'~' => (TokenKind::Tilde, 1),
        b'+' => (TokenKind::Plus, 1),
        b'-' => (TokenKind::Minus, 1),
        b'*' => (TokenKind::Star, 1),
        b'/' => (TokenKind::Slash, 1),
        b'^' => (TokenKind::Caret, 1),
        b'%' => (TokenKind::Percent, 1),
        _ => return None,
    })
}

/// The ten bytes of `dddd-dd-dd` if `rest` starts with just that.
fn date_shaped(rest: &str) -> Option<&str> {
    let date = rest.get(..10)?;
    let shaped = date.bytes().enumerate().all(|(i, byte)| match i {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let goes_on = rest[10..].starts_with(continues_name);
    (shaped && !goes_on).then_some(date)
}

/// Year, month and day of a text of the shape `dddd-dd-dd`.
pub(crate) fn date_parts(date: &str) -> (u16, u8, u8) {
    let part = |from: usize, to: usize| {
        date[from..to]
            .bytes()
            .fold(0u16, |value, digit| value * 10 + u16::from(digit - b'0'))
    };
    (part(0, 4), part(5, 7) as u8, part(8, 10) as u8)
}

/// How many bytes run on from a digit without a break, the sign of an exponent included.
fn number_run(rest: &str) -> usize {
    let mut end = 0;
    for (at, next) in rest.char_indices() {
        let sign = matches!(next, '+' | '-')
            && rest[..at].ends_with(['e', 'E'])
            && rest[..at - 1]
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'_' | b'.'))
            && rest[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !(continues_name(next) || next == '.' || sign) {
            break;
        }
        end = at + next.len_utf8();
    }
    end
}

/// The value of `1_000`, `0.5`, `6.02e23`; none where the text is no number.
pub(crate) fn read_number(digits: &str) -> Option<f64> {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let grouped = |part: &str| {
        part.split('_')
            .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let well_formed = grouped(whole)
        && fraction.is_none_or(grouped)
        && exponent.is_none_or(|part| plain(part.strip_prefix(['+', '-']).unwrap_or(part)));
    if !well_formed {
        return None;
    }
    if digits.contains('_') {
        digits.replace('_', "").parse().ok()
    } else {
        digits.parse().ok()
    }
}

/// Whether every digit before an exponent is 0.
pub(crate) fn is_zero(digits: &str) -> bool {
    digits
        .bytes()
        .take_while(|byte| !matches!(byte, b'e' | b'E'))
        .all(|byte| matches!(byte, b'0' | b'_' | b'.'))
}

fn bad_number(span: Span, run: &str) -> Diagnostic {
    // The longest number it begins with: `2e3` of `2e3EFLOP`.
    let letters = run
        .char_indices()
        .filter(|(at, c)| begins_name(*c) && *c != '_' && read_number(&run[..*at]).is_some())
        .map(|(at, _)| at)
        .next_back();
    let help = match letters {
        Some(at) => format!(
            "put a space between the number and its unit: `{} {}`",
            clip(&run[..at]),
            clip(&run[at..])
        ),
        None => {
            "write digits on both sides of the point and of each `_`: `0.5`, `1_000`, `6.02e23`"
                .to_owned()
        }
    };
    let shown = clip(run);
    Diagnostic::error(
        "bad-number",
        span,
        format!("found `{shown}`, expected a number"),
    )
    .help(help)
    .arg("found", shown)
}
