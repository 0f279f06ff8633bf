//! `KEYWORD name[indices] : unit` and the clauses that the keyword allows.

use super::clause::{DOC, Slot};
use super::{Bail, Parsed, Parser};
use crate::ast::{
    Body, Definition, Expr, ExprKind, From, ItemKind, Name, OutputEntry, Path, TableRef, Text,
    UnitExpr,
};
use crate::lex::TokenKind;
use tenfold_ir::{Diagnostic, Interpolation, Span};

const INTERPOLATIONS: &[(&str, Interpolation)] = &[
    ("linear", Interpolation::Linear),
    ("log", Interpolation::Log),
    ("step", Interpolation::Step),
];

/// The keywords of definitions and their clauses.
const CLAUSES: &[(&str, &[&str])] = &[
    ("const", &["=", DOC, "from"]),
    ("param", &["=", "~", DOC, "from"]),
    ("input", &["=", DOC]),
    ("stock", &["initial", "inflow", "outflow", DOC]),
    ("let", &["=", DOC]),
    ("lookup", &["of", "linear", "log", "step", "=", DOC, "from"]),
    ("data", &["from", "linear", "log", "step", DOC]),
    ("noise", &["~", DOC]),
];

/// Every clause a definition can have.
#[derive(Default)]
struct Clauses {
    value: Slot<Expr>,
    prior: Slot<Expr>,
    doc: Slot<Text>,
    from: Slot<From>,
    initial: Slot<Expr>,
    inflow: Slot<Expr>,
    outflow: Slot<Expr>,
    of: Slot<UnitExpr>,
    interpolation: Slot<Interpolation>,
    points: Slot<Vec<(Expr, Expr)>>,
    table: Slot<TableRef>,
}

/// Whether a keyword starts a definition.
pub(super) fn is_definition(keyword: &str) -> bool {
    CLAUSES.iter().any(|(known, _)| *known == keyword)
}

impl Parser<'_> {
    pub(super) fn output(&mut self) -> Parsed<ItemKind> {
        let mut entries = vec![self.output_entry()?];
        while self.eat(TokenKind::Comma) {
            entries.push(self.output_entry()?);
        }
        let _ = self.finished();
        Ok(ItemKind::Output { entries })
    }

    /// A name, or an expression and what it is called.
    fn output_entry(&mut self) -> Parsed<OutputEntry> {
        let first = self.peek().kind;
        if matches!(first, TokenKind::End | TokenKind::Comma | TokenKind::Text) {
            return Err(self.unexpected("the name of what is put out"));
        }
        let value = self.value();
        if self.at(TokenKind::Text) {
            return Ok(OutputEntry::Titled(value, self.quoted("a title")?));
        }
        match value.kind {
            ExprKind::Name { path, indices } if indices.is_empty() => Ok(OutputEntry::Name(path)),
            ExprKind::Error => Err(Bail),
            _ => {
                let whole = "output date(five) - date(two) \"from two to five\"";
                self.missing("output", "`\"TITLE\"`", whole, value.span);
                Err(Bail)
            }
        }
    }

    pub(super) fn correlate(&mut self) -> Parsed<ItemKind> {
        let mut names = vec![self.path("the name of a parameter")?];
        while self.eat(TokenKind::Comma) {
            names.push(self.path("the name of a parameter")?);
        }
        if self.eat_word("by") {
            self.word_of("what parameters share", &[("row", ())])?;
            let _ = self.finished();
            return Ok(ItemKind::ByRow { names });
        }
        let pair: Result<[Path; 2], Vec<Path>> = names.try_into();
        let Ok([a, b]) = pair else {
            return Err(self.unexpected("`by row`, or two parameters and `=`"));
        };
        self.equals()?;
        let rho = self.value();
        let _ = self.finished();
        Ok(ItemKind::Correlate { a, b, rho })
    }

    /// A definition after its keyword, which is one of [`CLAUSES`].
    pub(super) fn definition(&mut self, keyword: &str) -> Parsed<Definition> {
        let (_, words) = CLAUSES
            .iter()
            .find(|(known, _)| *known == keyword)
            .expect("the keyword starts a definition");
        self.clauses = words;
        let name = self.name("the name of what is defined")?;
        let indices = self.indices()?;
        let unit = self.declared_unit(&name);
        let mut clauses = Clauses::default();
        if words.contains(&"=") && self.starts_value() && self.clause_of_head().is_none() {
            self.report_missing_equals();
            self.value_clause(keyword, &mut clauses)?;
        }
        let bailed = self.clauses(keyword, words, |parser, clause| {
            parser.definition_clause(keyword, clause, &mut clauses)
        });
        if !bailed {
            self.required(keyword, &clauses, name.span);
        }
        Ok(Definition {
            indices,
            unit,
            doc: std::mem::take(&mut clauses.doc).take(),
            body: body(keyword, clauses, name.span),
            name,
        })
    }

    /// The next word where it starts a clause.
    fn clause_of_head(&self) -> Option<&str> {
        self.word_at(0).filter(|word| self.clauses.contains(word))
    }

    /// `: UNIT`; reports a missing one and goes on.
    fn declared_unit(&mut self, name: &Name) -> Option<UnitExpr> {
        let colon = self.eat(TokenKind::Colon);
        let token = self.peek();
        let absent = matches!(
            token.kind,
            TokenKind::Equals | TokenKind::Tilde | TokenKind::Text | TokenKind::End
        ) || self.clause_of_head().is_some();
        if colon && !absent {
            let unit = self.unit().ok();
            if unit.is_none() {
                self.skip_to_value();
            }
            return unit;
        }
        if token.after_junk {
            return None;
        }
        let token = self.found();
        let found = self.describe(token);
        let shown = crate::sink::clip(&name.text);
        let diagnostic = Diagnostic::error(
            "missing-unit",
            self.span(token),
            format!("found {found}, expected `:` and the unit of `{shown}`"),
        )
        .label(name.span, "this has no unit")
        .help(format!(
            "write `{shown} : USD/year`, or `: 1` for a pure number"
        ))
        .arg("found", found)
        .arg("name", shown);
        self.report(diagnostic);
        if !absent && !self.starts_value() {
            self.skip_to_value();
        }
        None
    }

    /// Skips what is left of an unreadable head.
    fn skip_to_value(&mut self) {
        while !self.at_end()
            && !self.at(TokenKind::Equals)
            && !self.at(TokenKind::Tilde)
            && self.clause_of_head().is_none()
        {
            self.bump();
        }
    }

    fn definition_clause(
        &mut self,
        keyword: &str,
        clause: &'static str,
        clauses: &mut Clauses,
    ) -> Parsed<()> {
        match clause {
            "=" => self.value_clause(keyword, clauses),
            "~" => self.distributed(&mut clauses.prior, clause),
            "initial" => self.valued(&mut clauses.initial, clause),
            "inflow" => self.valued(&mut clauses.inflow, clause),
            "outflow" => self.valued(&mut clauses.outflow, clause),
            "from" if keyword == "data" => {
                let at = self.bump();
                let table = self.table()?;
                self.fill(&mut clauses.table, clause, at, table);
                Ok(())
            }
            "from" => self.provenance(&mut clauses.from),
            "of" => {
                let at = self.bump();
                let unit = self.unit()?;
                self.fill(&mut clauses.of, clause, at, unit);
                Ok(())
            }
            "linear" | "log" | "step" => {
                let at = self.peek();
                let interpolation = self.word_of("an interpolation", INTERPOLATIONS)?;
                self.fill(&mut clauses.interpolation, clause, at, interpolation);
                Ok(())
            }
            _ => self.doc(&mut clauses.doc),
        }
    }

    /// `= value`, or the points of a lookup; its `=` may be missing, with a diagnostic.
    fn value_clause(&mut self, keyword: &str, clauses: &mut Clauses) -> Parsed<()> {
        let at = self.peek();
        self.eat(TokenKind::Equals);
        if keyword == "lookup" {
            let points = self.points()?;
            self.fill(&mut clauses.points, "=", at, points);
        } else {
            let value = self.value();
            self.fill(&mut clauses.value, "=", at, value);
        }
        Ok(())
    }

    /// `(x, y), …`
    fn points(&mut self) -> Parsed<Vec<(Expr, Expr)>> {
        let mut points = Vec::new();
        loop {
            let open = self.expect(TokenKind::LeftParen, "a point: `(x, y)`")?;
            let x = self.value();
            self.expect(TokenKind::Comma, "`,` and the second number of the point")?;
            let y = self.value();
            self.close(open, TokenKind::RightParen, false)?;
            points.push((x, y));
            if !self.eat(TokenKind::Comma) {
                return Ok(points);
            }
        }
    }

    fn required(&mut self, keyword: &str, clauses: &Clauses, at: Span) {
        let mut require = |absent: bool, clause: &str, example: &str| {
            if absent {
                self.missing(keyword, clause, example, at);
            }
        };
        let no_value = clauses.value.is_empty();
        match keyword {
            "const" => require(no_value, "`=` and a value", "const days : 1 = 365"),
            "let" => require(
                no_value,
                "`=` and an equation",
                "let profit : USD/year = revenue - cost",
            ),
            "input" => require(
                no_value,
                "`=` and a value to stand alone on",
                "input demand : USD/year = 150 billion",
            ),
            "param" => require(
                no_value && clauses.prior.is_empty(),
                "`=` and a value, or `~` and a distribution",
                "param lag : year = 1 ~ 0.5 to 2",
            ),
            "noise" => require(
                clauses.prior.is_empty(),
                "`~` and a distribution",
                "noise wobble : 1 ~ normal(0, 0.1)",
            ),
            "stock" => require(
                clauses.initial.is_empty(),
                "`initial`",
                "initial 10 billion",
            ),
            "data" => require(
                clauses.table.is_empty(),
                "`from` and a table",
                "from \"gdp.csv\"",
            ),
            _ => {
                require(
                    clauses.of.is_empty(),
                    "`of` and the unit of its argument",
                    "lookup price : USD of year = (2020, 3), (2024, 1)",
                );
                require(
                    clauses.points.is_empty(),
                    "`=` and points",
                    "lookup price : USD of year = (2020, 3), (2024, 1)",
                );
            }
        }
    }
}

/// The body a keyword makes of its clauses; what is missing has its diagnostic and is an `Error`.
fn body(keyword: &str, clauses: Clauses, at: Span) -> Body {
    let interpolation = clauses
        .interpolation
        .take()
        .unwrap_or(Interpolation::Linear);
    match keyword {
        "const" => Body::Const {
            value: clauses.value.or_error(at),
            from: clauses.from.take(),
        },
        "param" => Body::Param {
            value: clauses.value.take(),
            prior: clauses.prior.take(),
            from: clauses.from.take(),
        },
        "input" => Body::Input {
            value: clauses.value.or_error(at),
        },
        "stock" => Body::Stock {
            initial: clauses.initial.take(),
            inflow: clauses.inflow.take(),
            outflow: clauses.outflow.take(),
        },
        "let" => Body::Let {
            value: clauses.value.or_error(at),
        },
        "data" => Body::Data {
            source: clauses.table.take(),
            interpolation,
        },
        "noise" => Body::Noise {
            prior: clauses.prior.or_error(at),
        },
        _ => Body::Lookup {
            of: clauses.of.take(),
            interpolation,
            points: clauses.points.take().unwrap_or_default(),
            from: clauses.from.take(),
        },
    }
}
