//! Tokens to the tree of one file, by recursive descent.
//!
//! Always gives a tree; every part of it that could not be read is an `Error` with a
//! diagnostic. Knows what may stand where, not what names mean.

mod clause;
mod definition;
mod expression;
mod item;
mod unit;

use crate::ast::{Module, Name, Text};
use crate::lex::{Token, TokenKind, lex};
use crate::names::composed;
use crate::sink::{Sink, clip};
use tenfold_ir::{Diagnostic, FileId, Span};

/// The largest file that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 16 << 20;

/// How many levels an expression may have, so that no pass over a tree runs out of stack.
pub const DEPTH_MAX: u32 = 200;

/// Reads one source file.
///
/// The diagnostics are in source order and complete for the file, up to a bound that the
/// last of them names. Time and memory are linear in the length of the text.
pub fn parse(file: FileId, text: &str) -> (Module, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let mut module = Module {
        file,
        name: None,
        doc: None,
        items: Vec::new(),
        comments: Vec::new(),
    };
    if text.len() > FILE_BYTES_MAX {
        let start = Span {
            file,
            start: 0,
            end: 0,
        };
        let (found, expected) = (text.len(), FILE_BYTES_MAX);
        sink.push(
            Diagnostic::error(
                "file-too-large",
                start,
                format!("found a file of {found} bytes, expected at most {expected}"),
            )
            .help("split the model into modules, or put its numbers into a table")
            .arg("found", found.to_string())
            .arg("expected", expected.to_string()),
        );
        return (module, sink.finish(file));
    }
    let lexed = lex(file, text, &mut sink);
    module.comments = lexed.comments;
    let mut parser = Parser {
        file,
        text,
        tokens: lexed.tokens,
        position: 0,
        limit: 0,
        depth: 0,
        clauses: &[],
        in_condition: false,
        sink,
    };
    parser.module(&mut module);
    (module, parser.sink.finish(file))
}

/// A part could not be read and its diagnostic is given: go on at the next clause.
struct Bail;

type Parsed<T> = Result<T, Bail>;

struct Parser<'a> {
    file: FileId,
    text: &'a str,
    tokens: Vec<Token>,
    position: usize,
    /// The first token that is not of this item.
    limit: usize,
    /// How many expressions are being read inside each other.
    depth: u32,
    /// The words that start a clause of this item, where reading can go on after an error.
    clauses: &'static [&'static str],
    /// Whether what is being read decides an `if`.
    in_condition: bool,
    sink: Sink,
}

impl<'a> Parser<'a> {
    /// The token at the position, or the end of the item.
    fn peek(&self) -> Token {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Token {
        let at = self.position + ahead;
        if at < self.limit {
            return self.tokens[at];
        }
        let end = self.previous_end();
        Token {
            kind: TokenKind::End,
            start: end,
            end,
            ..self.tokens[self.limit]
        }
    }

    fn previous_end(&self) -> u32 {
        match self.position.min(self.limit).checked_sub(1) {
            Some(before) => self.tokens[before].end,
            None => 0,
        }
    }

    fn bump(&mut self) -> Token {
        let token = self.peek();
        if self.position < self.limit {
            self.position += 1;
        }
        token
    }

    fn span(&self, token: Token) -> Span {
        Span {
            file: self.file,
            start: token.start,
            end: token.end,
        }
    }

    /// From a token to the last one read.
    fn since(&self, start: u32) -> Span {
        Span {
            file: self.file,
            start,
            end: self.previous_end().max(start),
        }
    }

    fn source(&self, token: Token) -> &'a str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn at(&self, kind: TokenKind) -> bool {
        self.peek().kind == kind
    }

    fn at_end(&self) -> bool {
        self.at(TokenKind::End)
    }

    fn word_at(&self, ahead: usize) -> Option<&'a str> {
        let token = self.peek_at(ahead);
        (token.kind == TokenKind::Word).then(|| self.source(token))
    }

    fn at_word(&self, word: &str) -> bool {
        self.word_at(0) == Some(word)
    }

    fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.bump();
        }
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.bump();
        }
        found
    }

    fn expect(&mut self, kind: TokenKind, shown: &str) -> Parsed<Token> {
        if self.at(kind) {
            Ok(self.bump())
        } else {
            Err(self.unexpected(shown))
        }
    }

    fn expect_word(&mut self, word: &str) -> Parsed<Token> {
        if self.at_word(word) {
            Ok(self.bump())
        } else {
            Err(self.unexpected(&format!("`{word}`")))
        }
    }

    /// The next token as an error sees it: where the next line starts a clause, this line's end.
    fn found(&self) -> Token {
        let token = self.peek();
        if !token.line_start || self.clause_word(token).is_none() {
            return token;
        }
        let end = self.previous_end();
        Token {
            kind: TokenKind::LineEnd,
            start: end,
            end,
            ..token
        }
    }

    /// What a message calls a token.
    fn describe(&self, token: Token) -> String {
        match token.kind {
            TokenKind::End if self.limit + 1 == self.tokens.len() => "the end of the file".into(),
            TokenKind::End => "the end of the item".into(),
            TokenKind::LineEnd => "the end of the line".into(),
            TokenKind::Text => format!("the text {}", clip(self.source(token))),
            _ => format!("`{}`", clip(self.source(token))),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) -> Bail {
        self.sink.push(diagnostic);
        Bail
    }

    /// Reports the next token; silent where its trouble is reported already.
    fn unexpected(&mut self, expected: &str) -> Bail {
        self.unexpected_with(expected, None)
    }

    fn unexpected_with(&mut self, expected: &str, help: Option<&str>) -> Bail {
        let token = self.found();
        if token.after_junk || token.kind == TokenKind::Broken {
            return Bail;
        }
        let found = self.describe(token);
        let mut diagnostic = Diagnostic::error(
            "unexpected-token",
            self.span(token),
            format!("found {found}, expected {expected}"),
        );
        diagnostic.help = Some(match help {
            Some(help) => help.to_owned(),
            None if expected.starts_with("the end") => {
                "take it out, or start a line at the margin for another item".to_owned()
            }
            None => format!("write {expected} here"),
        });
        self.report(diagnostic.arg("found", found).arg("expected", expected))
    }

    /// A name that the author chooses.
    fn name(&mut self, what: &str) -> Parsed<Name> {
        let token = self.peek();
        if token.kind != TokenKind::Word {
            return Err(self.unexpected(what));
        }
        let text = self.source(token);
        if is_reserved(text) {
            self.report(
                Diagnostic::error(
                    "reserved-word",
                    self.span(token),
                    format!("found `{text}`, a word of the language, expected {what}"),
                )
                .help(format!("take another name, such as `{text}_`"))
                .arg("found", text)
                .arg("expected", what),
            );
        }
        Ok(self.any_word())
    }

    /// The next token, a word, as a name.
    fn any_word(&mut self) -> Name {
        let token = self.bump();
        Name {
            text: composed(self.source(token)).into_owned(),
            span: self.span(token),
        }
    }

    /// A quoted text.
    fn quoted(&mut self, what: &str) -> Parsed<Text> {
        let token = self.expect(TokenKind::Text, what)?;
        Ok(Text {
            text: unescape(self.source(token)),
            span: self.span(token),
        })
    }

    /// `each, each, …` and the closing bracket; a comma before it is allowed.
    fn list_to<T>(
        &mut self,
        open: Token,
        close: TokenKind,
        mut each: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut list = Vec::new();
        while !self.at(close) {
            if self.at_end() {
                return Err(self.unclosed(open, close));
            }
            list.push(each(self)?);
            if !self.eat(TokenKind::Comma) {
                break;
            }
        }
        self.close(open, close, true)?;
        Ok(list)
    }

    fn close(&mut self, open: Token, close: TokenKind, after_list: bool) -> Parsed<()> {
        if self.eat(close) {
            return Ok(());
        }
        if self.at_end() {
            return Err(self.unclosed(open, close));
        }
        let bracket = closing(close);
        Err(if after_list {
            self.unexpected(&format!("`,` or `{bracket}`"))
        } else {
            self.unexpected(&format!("an operator or `{bracket}`"))
        })
    }

    fn unclosed(&mut self, open: Token, close: TokenKind) -> Bail {
        let (at, found) = (self.peek(), self.describe(self.peek()));
        if at.after_junk {
            return Bail;
        }
        let (opened, bracket) = (self.source(open), closing(close));
        let diagnostic = Diagnostic::error(
            "unclosed-bracket",
            self.span(open),
            format!("found {found} inside `{opened}`, expected `{bracket}`"),
        )
        .label(self.span(at), format!("`{bracket}` is missing by here"))
        .help(format!(
            "close it with `{bracket}`; lines of the same item are indented"
        ))
        .arg("found", found)
        .arg("expected", bracket);
        self.report(diagnostic)
    }
}

fn closing(close: TokenKind) -> &'static str {
    match close {
        TokenKind::RightParen => ")",
        TokenKind::RightBracket => "]",
        _ => "}",
    }
}

/// Takes quotes and escapes off the text of a token, closed or not.
fn unescape(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').unwrap_or(quoted);
    let mut text = String::with_capacity(inner.len());
    let mut escaped = false;
    for next in inner.chars() {
        match next {
            'n' if escaped => text.push('\n'),
            _ if escaped => text.push(next),
            '\\' => {
                escaped = true;
                continue;
            }
            '"' => break,
            _ => text.push(next),
        }
        escaped = false;
    }
    text
}

/// The words that start an item.
pub(crate) const ITEM_WORDS: &[&str] = &[
    "module",
    "use",
    "unit",
    "dimension",
    "const",
    "param",
    "input",
    "stock",
    "let",
    "lookup",
    "data",
    "noise",
    "event",
    "milestone",
    "observe",
    "output",
    "connect",
    "correlate",
    "simulate",
    "scenario",
    "test",
    "claim",
];

/// The reserved words that start no item.
const INNER_WORDS: &[&str] = &[
    "from",
    "to",
    "by",
    "using",
    "initial",
    "inflow",
    "outflow",
    "hazard",
    "lasts",
    "sharing",
    "when",
    "set",
    "replace",
    "assume",
    "intervene",
    "assert",
    "given",
    "holds",
    "tension",
    "outcome",
    "on",
    "within",
    "at",
    "draws",
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "in",
    "of",
    "truncated",
    "above",
    "below",
    "rows",
    "with",
    "all",
    "any",
];

/// Every word that cannot be a name, those that begin an item first.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    ITEM_WORDS.iter().chain(INNER_WORDS).copied()
}

/// Whether a word cannot be a name.
pub fn is_reserved(word: &str) -> bool {
    ITEM_WORDS.contains(&word) || INNER_WORDS.contains(&word)
}
