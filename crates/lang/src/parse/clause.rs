//! Clauses: the parts of an item, each started by a word or a sign, in any order.

use super::{Bail, Parsed, Parser};
use crate::ast::{
    Change, ChangeKind, During, Expr, ExprKind, From, Name, TableRef, Text, UnitExpr,
};
use crate::lex::{Token, TokenKind};
use crate::names::composed;
use crate::sink::clip;
use crate::suggest::nearest;
use tenfold_ir::{Diagnostic, ProvenanceKind, Span};

/// What stands for a text among the words that start a clause.
pub(super) const DOC: &str = "\"";

const PROVENANCE: &[(&str, ProvenanceKind)] = &[
    ("data", ProvenanceKind::Data),
    ("literature", ProvenanceKind::Literature),
    ("interview", ProvenanceKind::Interview),
    ("judgement", ProvenanceKind::Judgement),
];

/// A clause that stands once at most, and where its first word is.
pub(super) struct Slot<T>(Option<(T, Span)>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Slot(None)
    }
}

impl<T> Slot<T> {
    pub(super) fn take(self) -> Option<T> {
        self.0.map(|(value, _)| value)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl Slot<Expr> {
    /// The expression, or an `Error` where none is; that has a diagnostic.
    pub(super) fn or_error(self, span: Span) -> Expr {
        self.take().unwrap_or(Expr {
            kind: ExprKind::Error,
            span,
        })
    }
}

impl Parser<'_> {
    /// Has `read` read clauses until the item ends; `read` takes a clause's first word itself.
    /// Gives whether a clause could not be read at all.
    pub(super) fn clauses(
        &mut self,
        item: &str,
        words: &'static [&'static str],
        mut read: impl FnMut(&mut Self, &'static str) -> Parsed<()>,
    ) -> bool {
        self.clauses = words;
        let mut bailed = false;
        while !self.at_end() || self.adopt_unindented(item) {
            let outcome = match self.clause_word(self.peek()) {
                Some(word) => read(self, word),
                None => Err(self.no_clause(item)),
            };
            if let Err(Bail) = outcome {
                bailed = true;
                self.recover();
            }
        }
        bailed
    }

    /// Skips to the next clause of the item, or to its end.
    pub(super) fn recover(&mut self) {
        while !self.at_end() {
            let token = self.peek();
            let argument = self.peek_at(1).kind == TokenKind::Colon;
            if token.kind == TokenKind::Word && self.clause_word(token).is_some() && !argument {
                break;
            }
            self.bump();
        }
    }

    pub(super) fn clause_word(&self, token: Token) -> Option<&'static str> {
        let word = match token.kind {
            TokenKind::Text => DOC,
            TokenKind::Equals => "=",
            TokenKind::Tilde => "~",
            TokenKind::Word => self.source(token),
            _ => return None,
        };
        self.clauses.iter().find(|clause| **clause == word).copied()
    }

    /// Takes a clause at the margin into the item before it, with a diagnostic.
    fn adopt_unindented(&mut self, item: &str) -> bool {
        let token = self.tokens[self.limit];
        let Some(word) = self.clause_word(token) else {
            return false;
        };
        if token.indented || super::ITEM_WORDS.contains(&word) {
            return false;
        }
        let found = if word == DOC { "a text" } else { word };
        let found = match word {
            DOC => found.to_owned(),
            _ => format!("`{found}`"),
        };
        let diagnostic = Diagnostic::error(
            "unindented-clause",
            self.span(token),
            format!("found {found} at the margin, expected it indented under its `{item}`"),
        )
        .help("put two spaces before it: only items start at the margin")
        .arg("found", found)
        .arg("item", item);
        self.report(diagnostic);
        self.limit = self.item_end(self.position + 1);
        true
    }

    /// Reports a token that starts no clause of the item.
    fn no_clause(&mut self, item: &str) -> Bail {
        let token = self.peek();
        let offered = offered(self.clauses);
        let words = self.clauses.iter().copied().filter(|word| word.len() > 1);
        let word = match token.kind {
            TokenKind::Word if !token.after_junk => self.source(token),
            _ => "",
        };
        if matches!(word, "to" | "truncated" | "of" | "above" | "below") {
            return self.unexpected_with(
                "an operator or the next clause",
                Some("a range or a truncation is a distribution: write it after `~`, or as an argument"),
            );
        }
        if item == "scenario" && matches!(word, "set" | "replace") {
            return self.report(no_scenario_clause(self.span(token), word, offered));
        }
        let slip = nearest(word, words);
        let at_line_start = !word.is_empty() && token.line_start && !super::is_reserved(word);
        if word.is_empty() || (slip.is_none() && !at_line_start) {
            let help = format!("{} `{item}` takes {offered}, each once", article(item));
            return self.unexpected_with("an operator or the end of the item", Some(&help));
        }
        let found = clip(word);
        let help = match slip {
            Some(slip) => format!("did you mean `{slip}`?"),
            None => format!("{} `{item}` takes {offered}", article(item)),
        };
        let diagnostic = Diagnostic::error(
            "unknown-clause",
            self.span(token),
            format!(
                "found `{found}` in {} `{item}`, expected {offered}",
                article(item)
            ),
        )
        .help(help)
        .arg("found", found)
        .arg("item", item)
        .arg("expected", offered);
        self.report(diagnostic)
    }

    /// Puts a clause into its slot, or reports that the slot is taken.
    pub(super) fn fill<T>(&mut self, slot: &mut Slot<T>, clause: &str, at: Token, value: T) {
        let span = self.span(at);
        let Some((_, first)) = slot.0 else {
            slot.0 = Some((value, span));
            return;
        };
        let shown = match clause {
            DOC => "doc text".to_owned(),
            _ => format!("`{clause}`"),
        };
        let diagnostic = Diagnostic::error(
            "duplicate-clause",
            span,
            format!("found a second {shown} in one item, expected at most one"),
        )
        .label(first, "the first one")
        .help("keep one of them")
        .arg("clause", shown);
        self.report(diagnostic);
    }

    /// Reports a clause that the item cannot do without; `at` is the item's name.
    pub(super) fn missing(&mut self, item: &str, clause: &str, example: &str, at: Span) {
        let diagnostic = Diagnostic::error(
            "missing-clause",
            at,
            format!(
                "found {} `{item}` without {clause}, expected one",
                article(item)
            ),
        )
        .help(format!("add it, as in `{example}`"))
        .arg("item", item)
        .arg("clause", clause);
        self.report(diagnostic);
    }

    /// `=`; goes on after a diagnostic where only the sign is missing.
    pub(super) fn equals(&mut self) -> Parsed<()> {
        if self.eat(TokenKind::Equals) {
            return Ok(());
        }
        if !self.starts_value() {
            return Err(self.unexpected("`=`"));
        }
        self.report_missing_equals();
        Ok(())
    }

    pub(super) fn report_missing_equals(&mut self) {
        let token = self.peek();
        let found = self.describe(token);
        let diagnostic = Diagnostic::error(
            "missing-equals",
            self.span(token),
            format!("found {found}, expected `=` before the value"),
        )
        .help("write `=` before it")
        .arg("found", found);
        self.report(diagnostic);
    }

    /// Whether a value stands next, on this line, that only lacks its `=`.
    pub(super) fn starts_value(&self) -> bool {
        let token = self.peek();
        let next = self.peek_at(1).kind;
        let value = match token.kind {
            TokenKind::Number
            | TokenKind::Date
            | TokenKind::LeftParen
            | TokenKind::LeftBrace
            | TokenKind::Minus => true,
            TokenKind::Word => {
                let word = self.source(token);
                let open = matches!(word, "if" | "not");
                (open || !super::is_reserved(word))
                    && !matches!(next, TokenKind::Equals | TokenKind::Tilde)
            }
            _ => false,
        };
        value && !token.line_start && !token.after_junk
    }

    /// `[l in Lab, Sector]`, if it stands next.
    pub(super) fn indices(&mut self) -> Parsed<Vec<crate::ast::Index>> {
        if !self.at(TokenKind::LeftBracket) {
            return Ok(Vec::new());
        }
        let open = self.bump();
        self.list_to(open, TokenKind::RightBracket, |parser| {
            let first = parser.name("a dimension or an index")?;
            if !parser.eat_word("in") {
                return Ok(crate::ast::Index {
                    variable: None,
                    dimension: first,
                });
            }
            Ok(crate::ast::Index {
                variable: Some(first),
                dimension: parser.name("a dimension")?,
            })
        })
    }

    /// `name` or `module.name`.
    pub(super) fn path(&mut self, what: &str) -> Parsed<crate::ast::Path> {
        let name = self.name(what)?;
        self.path_from(name)
    }

    pub(super) fn doc(&mut self, slot: &mut Slot<Text>) -> Parsed<()> {
        let at = self.peek();
        let text = self.quoted("a text")?;
        self.fill(slot, DOC, at, text);
        Ok(())
    }

    /// A clause whose word is followed by an expression.
    pub(super) fn valued(&mut self, slot: &mut Slot<Expr>, clause: &str) -> Parsed<()> {
        let at = self.bump();
        let value = self.value();
        self.fill(slot, clause, at, value);
        Ok(())
    }

    /// A clause whose word is followed by a distribution.
    pub(super) fn distributed(&mut self, slot: &mut Slot<Expr>, clause: &str) -> Parsed<()> {
        let at = self.bump();
        let value = self.prior();
        self.fill(slot, clause, at, value);
        Ok(())
    }

    /// One of a few words; reports any other with the nearest of them.
    pub(super) fn word_of<T: Copy>(&mut self, what: &str, words: &[(&str, T)]) -> Parsed<T> {
        let list: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let expected = alternatives(&list);
        let Some(word) = self.word_at(0) else {
            return Err(self.unexpected(&expected));
        };
        if let Some((_, value)) = words.iter().find(|(known, _)| *known == word) {
            self.bump();
            return Ok(*value);
        }
        let found = clip(word);
        let slip = nearest(word, words.iter().map(|(known, _)| *known));
        let mut diagnostic = Diagnostic::error(
            "unknown-word",
            self.span(self.peek()),
            format!("found `{found}` as {what}, expected {expected}"),
        )
        .arg("found", found)
        .arg("expected", expected.as_str());
        diagnostic.help = Some(match slip {
            Some(slip) => format!("did you mean `{slip}`?"),
            None => format!("write one of {}", list.join(", ")),
        });
        Err(self.report(diagnostic))
    }

    /// `from KIND "reference"`
    pub(super) fn provenance(&mut self, slot: &mut Slot<From>) -> Parsed<()> {
        let at = self.bump();
        let kind = self.word_of("the kind of a source", PROVENANCE)?;
        let reference = self.quoted("a text that says where to find it")?;
        let from = From {
            kind,
            reference,
            span: self.since(at.start),
        };
        self.fill(slot, "from", at, from);
        Ok(())
    }

    /// `"file.csv" (column = "text", date, value : unit)`
    pub(super) fn table(&mut self) -> Parsed<TableRef> {
        let start = self.peek().start;
        let file = self.quoted("the file of a table, in quotes")?;
        let mut table = TableRef {
            file,
            filters: Vec::new(),
            columns: Vec::new(),
            span: self.since(start),
        };
        if self.at(TokenKind::LeftParen) {
            let open = self.bump();
            self.list_to(open, TokenKind::RightParen, |parser| {
                parser.column(&mut table)
            })?;
            table.span = self.since(start);
        }
        Ok(table)
    }

    fn column(&mut self, table: &mut TableRef) -> Parsed<()> {
        let name = self.column_name()?;
        if self.eat(TokenKind::Equals) {
            let mut text = self.quoted("the text to look for in that column")?;
            text.text = composed(&text.text).into_owned();
            table.filters.push((name, text));
            return Ok(());
        }
        let unit = self.unit_after_colon()?;
        table.columns.push((name, unit));
        Ok(())
    }

    /// A word; a name of several stands in quotes or between backticks.
    fn column_name(&mut self) -> Parsed<Name> {
        let token = self.peek();
        let quoted = match token.kind {
            TokenKind::Word => return Ok(self.any_word()),
            TokenKind::Text => self.quoted("the name of a column")?.text,
            TokenKind::Column => {
                self.bump();
                self.source(token).trim_matches('`').to_owned()
            }
            _ => return Err(self.unexpected("the name of a column")),
        };
        Ok(Name {
            text: composed(quoted.trim()).into_owned(),
            span: self.span(token),
        })
    }

    fn unit_after_colon(&mut self) -> Parsed<Option<UnitExpr>> {
        if self.eat(TokenKind::Colon) {
            return self.unit().map(Some);
        }
        Ok(None)
    }

    /// `name = value, …`; after `set` and `assume` also `name ~ prior`; after `set` and `given`
    /// without indices; after `intervene` each with its dates.
    pub(super) fn changes(&mut self, clause: &str, changes: &mut Vec<Change>) -> Parsed<()> {
        self.bump();
        loop {
            let target = self.path("the name of what is changed")?;
            let start = target.span().start;
            let indices = if matches!(clause, "set" | "given") {
                self.no_indices(&target.name)?;
                Vec::new()
            } else {
                self.indices()?
            };
            let takes_prior = matches!(clause, "set" | "assume") && indices.is_empty();
            let (kind, value) = if takes_prior && self.at(TokenKind::Tilde) {
                self.bump();
                (ChangeKind::SetPrior, self.prior())
            } else {
                self.equals()?;
                let value = self.value();
                let kind = match clause {
                    "replace" => ChangeKind::Replace,
                    "assume" => ChangeKind::Assume,
                    "intervene" => ChangeKind::Intervene(Box::new(self.during()?)),
                    _ => ChangeKind::Set,
                };
                (kind, value)
            };
            changes.push(Change {
                kind,
                target,
                indices,
                value,
                span: self.since(start),
            });
            if !self.eat(TokenKind::Comma) {
                return Ok(());
            }
        }
    }

    /// `from DATE`, `from DATE to DATE`
    fn during(&mut self) -> Parsed<During> {
        if !self.eat_word("from") {
            let help = "an intervention starts at a date, as in `from 2027`; what always held is an `assume`";
            return Err(self.unexpected_with("an operator or `from` and a date", Some(help)));
        }
        let from = self.value();
        let to = self.eat_word("to").then(|| self.value());
        Ok(During { from, to })
    }

    fn no_indices(&mut self, name: &Name) -> Parsed<()> {
        if !self.at(TokenKind::LeftBracket) {
            return Ok(());
        }
        let help = format!(
            "write `{} = {{label: 3}}` for a value of one label",
            clip(&name.text)
        );
        Err(self.unexpected_with("`=` or `~`", Some(&help)))
    }
}

/// `set` or `replace` in a scenario, which says whether beliefs change or the world does.
fn no_scenario_clause(span: Span, found: &str, offered: String) -> Diagnostic {
    Diagnostic::error(
        "unknown-clause",
        span,
        format!("found `{found}` in a `scenario`, expected {offered}"),
    )
    .help("write `assume` for another belief, held before the record is met, or `intervene … from 2027` for a change of the world from a date on")
    .arg("found", found)
    .arg("item", "scenario")
    .arg("expected", offered)
}

/// `a` or `an`, as the word wants.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) && word != "use" && word != "unit" {
        "an"
    } else {
        "a"
    }
}

/// The clauses of an item, for a message.
fn offered(clauses: &[&str]) -> String {
    let list: Vec<String> = clauses
        .iter()
        .map(|clause| match *clause {
            DOC => "a doc text".to_owned(),
            clause => format!("`{clause}`"),
        })
        .collect();
    alternatives(&list)
}

fn alternatives(list: &[String]) -> String {
    match list {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
