//! The items of a file, the `module` line among them.

use super::clause::{DOC, Slot};
use super::definition::is_definition;
use super::{Bail, INNER_WORDS, ITEM_WORDS, Parsed, Parser};
use crate::ast::{
    AssertItem, ClaimItem, ConnectItem, DimensionItem, EventItem, Item, ItemKind, Members,
    MilestoneItem, Module, Name, ObserveItem, OutcomeItem, ScenarioItem, SimulateItem, TestItem,
    Text, UnitItem,
};
use crate::lex::{Token, TokenKind};
use crate::sink::clip;
use crate::suggest::nearest;
use tenfold_ir::{Diagnostic, Method};

const METHODS: &[(&str, Method)] = &[
    ("euler", Method::Euler),
    ("rk4", Method::Rk4),
    ("adaptive", Method::Adaptive),
];

impl Parser<'_> {
    /// The whole file.
    pub(super) fn module(&mut self, module: &mut Module) {
        let first = self.tokens[0];
        let mut module_line: Option<Token> = None;
        while self.tokens[self.position].kind != TokenKind::End && !self.sink.is_full() {
            let start = self.tokens[self.position];
            self.limit = self.item_end(self.position + 1);
            self.clauses = &[];
            if start.indented && self.at_item_word() {
                self.indented_item();
            }
            if self.at_word("module") {
                match module_line {
                    Some(before) => self.duplicate_module(before),
                    None => {
                        module_line = Some(start);
                        self.module_line(module, first);
                    }
                }
            } else {
                let kind = self.item();
                module.items.push(Item {
                    kind,
                    span: self.since(start.start),
                    blank_before: start.blank_before,
                });
            }
            self.position = self.limit;
        }
        if module_line.is_none() && !self.sink.is_full() {
            self.missing_module(first);
        }
    }

    /// The first token from `from` on that starts another item.
    pub(super) fn item_end(&self, from: usize) -> usize {
        let rest = self.tokens[from..].iter();
        let mut at = from;
        for token in rest {
            let closes = matches!(
                token.kind,
                TokenKind::RightParen | TokenKind::RightBracket | TokenKind::RightBrace
            );
            let margin = token.line_start && !token.indented && !closes;
            if token.kind == TokenKind::End || margin || self.is_indented_item(at) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a line inside an item starts another one, though indented.
    fn is_indented_item(&self, at: usize) -> bool {
        let (token, next) = (self.tokens[at], self.tokens[at + 1]);
        let named = matches!(
            next.kind,
            TokenKind::Word | TokenKind::Text | TokenKind::Percent
        );
        let provenance = self.source(token) == "data" && self.source(self.tokens[at - 1]) == "from";
        token.kind == TokenKind::Word
            && token.line_start
            && named
            && !next.line_start
            && !provenance
            && ITEM_WORDS.contains(&self.source(token))
    }

    fn at_item_word(&self) -> bool {
        self.word_at(0)
            .is_some_and(|word| ITEM_WORDS.contains(&word))
    }

    fn indented_item(&mut self) {
        let token = self.peek();
        let word = self.source(token);
        let diagnostic = Diagnostic::error(
            "indented-item",
            self.span(token),
            format!("found `{word}` after space, expected it at the start of its line"),
        )
        .help("take the space before it away: indented lines continue the item above")
        .arg("found", word);
        self.report(diagnostic);
    }

    fn module_line(&mut self, module: &mut Module, first: Token) {
        let token = self.bump();
        if token.start != first.start {
            let diagnostic = Diagnostic::error(
                "module-not-first",
                self.span(token),
                "found `module` after other items, expected it first in its file",
            )
            .label(self.span(first), "this stands before it")
            .help("move the `module` line to the top of the file");
            self.report(diagnostic);
        }
        let Ok(name) = self.name("the name of the module") else {
            return;
        };
        module.name = Some(name);
        if self.tokens[self.limit].kind == TokenKind::Text && self.at_end() {
            self.limit = self.item_end(self.position + 1);
        }
        if self.at(TokenKind::Text) {
            module.doc = self.quoted("a text").ok();
        }
        let _ = self.finished();
    }

    fn duplicate_module(&mut self, before: Token) {
        let token = self.peek();
        let diagnostic = Diagnostic::error(
            "duplicate-module",
            self.span(token),
            "found a second `module` line, expected one in a file",
        )
        .label(self.span(before), "the first one")
        .help("put each module into a file of its own");
        self.report(diagnostic);
    }

    fn missing_module(&mut self, first: Token) {
        if first.after_junk {
            return;
        }
        self.position = 0;
        self.limit = usize::from(first.kind != TokenKind::End);
        let found = self.describe(self.peek());
        let diagnostic = Diagnostic::error(
            "missing-module",
            self.span(first),
            format!("found {found}, expected `module` and the name of the module"),
        )
        .help("start the file with a line such as `module economics`")
        .arg("found", found);
        self.report(diagnostic);
    }

    fn item(&mut self) -> ItemKind {
        let Some(keyword) = self.word_at(0) else {
            self.unexpected("an item, such as `let`");
            return ItemKind::Error;
        };
        if !ITEM_WORDS.contains(&keyword) {
            self.unknown_item(keyword);
            return ItemKind::Error;
        }
        self.bump();
        let read = match keyword {
            "use" => self.used(),
            "unit" => self.unit_item().map(ItemKind::Unit),
            "dimension" => self.dimension().map(ItemKind::Dimension),
            "event" => self.event().map(ItemKind::Event),
            "milestone" => self.milestone().map(ItemKind::Milestone),
            "observe" => self.observe().map(ItemKind::Observe),
            "output" => self.output(),
            "connect" => self.connect().map(ItemKind::Connect),
            "correlate" => self.correlate(),
            "simulate" => self.simulate().map(ItemKind::Simulate),
            "scenario" => self.scenario().map(ItemKind::Scenario),
            "test" => self.test().map(ItemKind::Test),
            "claim" => self.claim().map(ItemKind::Claim),
            _ => {
                assert!(is_definition(keyword), "`{keyword}` starts no item");
                self.definition(keyword).map(ItemKind::Definition)
            }
        };
        match read {
            Ok(kind) => kind,
            Err(Bail) => {
                self.position = self.limit;
                ItemKind::Error
            }
        }
    }

    fn unknown_item(&mut self, word: &str) {
        let token = self.peek();
        self.position = self.limit;
        if token.after_junk {
            return;
        }
        let found = clip(word);
        let diagnostic = if INNER_WORDS.contains(&word) {
            Diagnostic::error(
                "unindented-clause",
                self.span(token),
                format!("found `{found}` at the margin, expected an item, such as `let`"),
            )
            .help("a clause stands indented under an item that takes it")
        } else {
            let help = match nearest(word, ITEM_WORDS.iter().copied()) {
                Some(slip) => format!("did you mean `{slip}`?"),
                None => "start the line with the item's word, as in `let x : 1 = 2`; indent it to continue the item above".to_owned(),
            };
            Diagnostic::error(
                "unknown-keyword",
                self.span(token),
                format!("found `{found}` at the margin, expected an item, such as `let`"),
            )
            .help(help)
        };
        self.report(diagnostic.arg("found", found));
    }

    /// Reports what is left of an item that is complete.
    pub(super) fn finished(&mut self) -> Parsed<()> {
        if self.at_end() {
            return Ok(());
        }
        let bail = self.unexpected("the end of the item");
        self.position = self.limit;
        Err(bail)
    }

    fn used(&mut self) -> Parsed<ItemKind> {
        let module = self.name("the name of a module")?;
        let mut names = Vec::new();
        if self.at(TokenKind::LeftParen) {
            let open = self.bump();
            names = self.list_to(open, TokenKind::RightParen, |parser| {
                parser.name("a name of that module")
            })?;
        }
        let _ = self.finished();
        Ok(ItemKind::Use { module, names })
    }

    fn unit_item(&mut self) -> Parsed<UnitItem> {
        let name = match self.peek().kind {
            TokenKind::Percent => self.any_word(),
            _ => self.name("the name of a unit")?,
        };
        let (mut doc, mut value, mut prefixes) =
            (Slot::default(), Slot::default(), Slot::default());
        self.clauses("unit", &["=", "with", DOC], |parser, clause| match clause {
            "=" => parser.valued(&mut value, clause),
            "with" => {
                let at = parser.bump();
                parser.expect_word("prefixes")?;
                parser.fill(&mut prefixes, clause, at, ());
                Ok(())
            }
            _ => parser.doc(&mut doc),
        });
        Ok(UnitItem {
            name,
            doc: doc.take(),
            value: value.take(),
            prefixes: !prefixes.is_empty(),
        })
    }

    fn dimension(&mut self) -> Parsed<DimensionItem> {
        let name = self.name("the name of a dimension")?;
        let (mut doc, mut members) = (Slot::default(), Slot::default());
        let bailed = self.clauses("dimension", &["=", DOC], |parser, clause| match clause {
            "=" => {
                let at = parser.bump();
                let read = parser.members()?;
                parser.fill(&mut members, clause, at, read);
                Ok(())
            }
            _ => parser.doc(&mut doc),
        });
        if members.is_empty() && !bailed {
            self.missing(
                "dimension",
                "`=` and labels",
                "dimension Lab = anthropic, openai",
                name.span,
            );
        }
        Ok(DimensionItem {
            name,
            doc: doc.take(),
            members: members.take().unwrap_or(Members::Labels(Vec::new())),
        })
    }

    fn members(&mut self) -> Parsed<Members> {
        if self.eat_word("rows") {
            self.expect_word("of")?;
            return self
                .quoted("the file of a table, in quotes")
                .map(Members::RowsOf);
        }
        let mut labels = vec![self.name("a label")?];
        while self.eat(TokenKind::Comma) {
            labels.push(self.name("a label")?);
        }
        Ok(Members::Labels(labels))
    }

    fn event(&mut self) -> Parsed<EventItem> {
        let name = self.name("the name of an event")?;
        let indices = self.indices()?;
        let (mut doc, mut from) = (Slot::default(), Slot::default());
        let (mut hazard, mut lasts) = (Slot::default(), Slot::default());
        let words = &["hazard", "lasts", DOC, "from"];
        let bailed = self.clauses("event", words, |parser, clause| match clause {
            "hazard" => parser.valued(&mut hazard, clause),
            "lasts" => parser.distributed(&mut lasts, clause),
            "from" => parser.provenance(&mut from),
            _ => parser.doc(&mut doc),
        });
        if hazard.is_empty() && !bailed {
            self.missing("event", "`hazard`", "hazard 3 %/year", name.span);
        }
        Ok(EventItem {
            name,
            indices,
            doc: doc.take(),
            hazard: hazard.take(),
            lasts: lasts.take(),
            from: from.take(),
        })
    }

    fn milestone(&mut self) -> Parsed<MilestoneItem> {
        let name = self.name("the name of a milestone")?;
        let indices = self.indices()?;
        let (mut doc, mut when) = (Slot::default(), Slot::default());
        let bailed = self.clauses("milestone", &["when", DOC], |parser, clause| match clause {
            "when" => parser.valued(&mut when, clause),
            _ => parser.doc(&mut doc),
        });
        if when.is_empty() && !bailed {
            self.missing(
                "milestone",
                "`when`",
                "when sum(profit) > 0 USD/year",
                name.span,
            );
        }
        Ok(MilestoneItem {
            when: when.or_error(name.span),
            name,
            indices,
            doc: doc.take(),
        })
    }

    fn observe(&mut self) -> Parsed<ObserveItem> {
        self.clauses = &["~", "sharing", "from", DOC];
        let target = self.observed();
        let (mut doc, mut error, mut source) = (Slot::default(), Slot::default(), Slot::default());
        let mut sharing = Slot::default();
        let bailed = self.clauses("observe", self.clauses, |parser, clause| match clause {
            "~" => parser.distributed(&mut error, clause),
            "sharing" => parser.valued(&mut sharing, clause),
            "from" => {
                let at = parser.bump();
                parser.expect_word("data")?;
                let table = parser.table()?;
                parser.fill(&mut source, clause, at, table);
                Ok(())
            }
            _ => parser.doc(&mut doc),
        });
        if !bailed {
            if error.is_empty() {
                self.missing(
                    "observe",
                    "`~` and its error",
                    "~ lognormal(25 %)",
                    target.span,
                );
            }
            if source.is_empty() {
                self.missing(
                    "observe",
                    "`from data`",
                    "from data \"revenue.csv\"",
                    target.span,
                );
            }
        }
        Ok(ObserveItem {
            error: error.or_error(target.span),
            sharing: sharing.take(),
            target,
            doc: doc.take(),
            source: source.take(),
        })
    }

    fn connect(&mut self) -> Parsed<ConnectItem> {
        let input = self.path("the input, as `module.name`")?;
        let indices = self.indices()?;
        self.equals()?;
        let value = self.value();
        let _ = self.finished();
        Ok(ConnectItem {
            input,
            indices,
            value,
        })
    }

    fn simulate(&mut self) -> Parsed<SimulateItem> {
        let keyword = self.span(self.tokens[self.position - 1]);
        let (mut from, mut to, mut by) = (Slot::default(), Slot::default(), Slot::default());
        let mut method = Slot::default();
        let words = &["from", "to", "by", "using"];
        let bailed = self.clauses("simulate", words, |parser, clause| match clause {
            "from" => parser.valued(&mut from, clause),
            "to" => parser.valued(&mut to, clause),
            "by" => parser.valued(&mut by, clause),
            _ => {
                let at = parser.bump();
                let read = parser.word_of("a method", METHODS)?;
                parser.fill(&mut method, clause, at, read);
                Ok(())
            }
        });
        let whole = "simulate from 2019 to 2050 by 1 month using euler";
        let absent = [
            ("`from`", from.is_empty()),
            ("`to`", to.is_empty()),
            ("`by`", by.is_empty()),
            ("`using`", method.is_empty()),
        ];
        for (clause, _) in absent.iter().filter(|(_, absent)| *absent && !bailed) {
            self.missing("simulate", clause, whole, keyword);
        }
        Ok(SimulateItem {
            from: from.or_error(keyword),
            to: to.or_error(keyword),
            by: by.or_error(keyword),
            method: method.take().unwrap_or(Method::Euler),
        })
    }

    fn on(&mut self, slot: &mut Slot<Name>) -> Parsed<()> {
        let at = self.bump();
        let scenario = self.name("the name of a scenario")?;
        self.fill(slot, "on", at, scenario);
        Ok(())
    }

    fn scenario(&mut self) -> Parsed<ScenarioItem> {
        let name = self.name("the name of a scenario")?;
        let (mut doc, mut on) = (Slot::default(), Slot::default());
        let mut changes = Vec::new();
        let words = &["on", "assume", "intervene", DOC];
        self.clauses("scenario", words, |parser, clause| match clause {
            "on" => parser.on(&mut on),
            "assume" | "intervene" => parser.changes(clause, &mut changes),
            _ => parser.doc(&mut doc),
        });
        Ok(ScenarioItem {
            name,
            doc: doc.take(),
            on: on.take(),
            changes,
        })
    }

    fn test(&mut self) -> Parsed<TestItem> {
        self.clauses = &["on", "draws", "set", "replace", "assert"];
        let title = self.quoted("the title of the test, in quotes")?;
        let (mut on, mut draws) = (Slot::default(), Slot::default());
        let (mut changes, mut assertions) = (Vec::new(), Vec::new());
        let bailed = self.clauses("test", self.clauses, |parser, clause| match clause {
            "on" => parser.on(&mut on),
            "draws" => parser.valued(&mut draws, clause),
            "assert" => parser.assertion(&mut assertions),
            _ => parser.changes(clause, &mut changes),
        });
        if assertions.is_empty() && !bailed {
            self.missing("test", "`assert`", "assert profit > 0 USD/year", title.span);
        }
        Ok(TestItem {
            title,
            draws: draws.take(),
            on: on.take(),
            changes,
            assertions,
        })
    }

    fn assertion(&mut self, assertions: &mut Vec<AssertItem>) -> Parsed<()> {
        let start = self.bump().start;
        let condition = self.value();
        let (mut within, mut at) = (Slot::default(), Slot::default());
        loop {
            match self.word_at(0) {
                Some("within") => self.valued(&mut within, "within")?,
                Some("at") => self.valued(&mut at, "at")?,
                _ => break,
            }
        }
        assertions.push(AssertItem {
            condition,
            within: within.take(),
            at: at.take(),
            span: self.since(start),
        });
        Ok(())
    }

    fn claim(&mut self) -> Parsed<ClaimItem> {
        let name = self.name("the name of a claim")?;
        let (mut section, mut said): (Slot<Text>, Slot<Text>) = (Slot::default(), Slot::default());
        let (mut given, mut holds) = (Vec::new(), Slot::default());
        let (mut tension, mut outcome) = (Slot::default(), Slot::default());
        let words = &["given", "holds", "tension", "outcome", DOC];
        let bailed = self.clauses("claim", words, |parser, clause| match clause {
            "given" => parser.changes(clause, &mut given),
            "holds" => parser.valued(&mut holds, clause),
            "tension" => parser.valued(&mut tension, clause),
            "outcome" => parser.outcome(&mut outcome),
            _ if parser.source(parser.peek()).starts_with("\"§") => parser.doc(&mut section),
            _ => parser.doc(&mut said),
        });
        if holds.is_empty() && !bailed {
            self.missing(
                "claim",
                "`holds`",
                "holds P(all years: profit > 0 USD/year) >= 0.9",
                name.span,
            );
        }
        Ok(ClaimItem {
            holds: holds.or_error(name.span),
            name,
            section: section.take(),
            said: said.take(),
            given,
            tension: tension.take(),
            outcome: outcome.take(),
        })
    }

    /// `outcome "words" from KIND "reference"`
    fn outcome(&mut self, slot: &mut Slot<OutcomeItem>) -> Parsed<()> {
        let at = self.bump();
        let words = self.quoted("a text that says what happened since")?;
        let mut from = Slot::default();
        if !self.at_word("from") {
            let help = "say where it is recorded: `outcome \"…\" from data \"…\"`";
            return Err(self.unexpected_with("`from`", Some(help)));
        }
        self.provenance(&mut from)?;
        if let Some(from) = from.take() {
            let span = self.since(at.start);
            self.fill(slot, "outcome", at, OutcomeItem { words, from, span });
        }
        Ok(())
    }
}
