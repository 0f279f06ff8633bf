//! Units, and numbers with their scale word and unit.

use super::{Parsed, Parser};
use crate::ast::{Name, Number, Scale, UnitExpr, UnitFactor};
use crate::lex::{Token, TokenKind, read_number};
use crate::sink::clip;
use tenfold_ir::Diagnostic;

/// The largest numerator and denominator of a power of a unit.
const POWER_MAX: i32 = 99;

impl Parser<'_> {
    /// The unit of a declaration, after its `:`; space around operators is allowed.
    pub(super) fn unit(&mut self) -> Parsed<UnitExpr> {
        let start = self.peek();
        let mut factors = Vec::new();
        self.unit_factor(1, &mut factors)?;
        while self.at(TokenKind::Star) || self.at(TokenKind::Slash) {
            let sign = if self.at(TokenKind::Star) { 1 } else { -1 };
            self.bump();
            self.unit_factor(sign, &mut factors)?;
        }
        Ok(UnitExpr {
            factors,
            span: self.since(start.start),
        })
    }

    /// The unit after a number, if one stands there: on the same line, without space inside.
    pub(super) fn unit_after_number(&mut self) -> Parsed<Option<UnitExpr>> {
        let start = self.peek();
        let one = start.kind == TokenKind::Number
            && self.source(start) == "1"
            && self.tight(TokenKind::Slash, 1)
            && self.tight_factor(2);
        if start.line_start || !(one || self.is_unit_name(start)) {
            return Ok(None);
        }
        let mut factors = Vec::new();
        self.unit_factor(1, &mut factors)?;
        loop {
            let sign = match self.peek() {
                token if token.spaced => break,
                token if token.kind == TokenKind::Star => 1,
                token if token.kind == TokenKind::Slash => -1,
                _ => break,
            };
            if !self.tight_factor(1) {
                break;
            }
            self.bump();
            self.unit_factor(sign, &mut factors)?;
        }
        Ok(Some(UnitExpr {
            factors,
            span: self.since(start.start),
        }))
    }

    fn tight(&self, kind: TokenKind, ahead: usize) -> bool {
        let token = self.peek_at(ahead);
        token.kind == kind && !token.spaced
    }

    fn tight_factor(&self, ahead: usize) -> bool {
        let token = self.peek_at(ahead);
        !token.spaced && self.is_unit_name(token)
    }

    fn is_unit_name(&self, token: Token) -> bool {
        match token.kind {
            TokenKind::Percent => true,
            TokenKind::Word => !super::is_reserved(self.source(token)),
            _ => false,
        }
    }

    /// `USD`, `%`, `1`, `year^-2`, `m^(1/2)`.
    fn unit_factor(&mut self, sign: i32, factors: &mut Vec<UnitFactor>) -> Parsed<()> {
        let token = self.peek();
        if token.kind == TokenKind::Number && self.source(token) == "1" {
            self.bump();
            return Ok(());
        }
        if !self.is_unit_name(token) {
            let help = match token.kind {
                TokenKind::LeftParen => Some("write units without brackets: `USD/year/person`"),
                TokenKind::Number => {
                    Some("a unit is made of names and `1`, as in `USD/year` or `1/year`")
                }
                _ => None,
            };
            return Err(self.unexpected_with("a unit", help));
        }
        let name = self.any_word();
        let (numerator, denominator) = if self.tight(TokenKind::Caret, 0) {
            self.bump();
            self.unit_power(&name)?
        } else {
            (1, 1)
        };
        factors.push(UnitFactor {
            name,
            numerator: sign * numerator,
            denominator,
        });
        Ok(())
    }

    fn unit_power(&mut self, name: &Name) -> Parsed<(i32, i32)> {
        let start = self.peek();
        let power = self.read_power();
        match power {
            Some((numerator, denominator))
                if numerator.abs() <= POWER_MAX && (1..=POWER_MAX).contains(&denominator) =>
            {
                Ok((numerator, denominator))
            }
            _ => {
                let mut span = self.since(start.start);
                span.end = span.end.max(start.end);
                let found = clip(&self.text[span.start as usize..span.end as usize]);
                let unit = clip(&name.text);
                let diagnostic = Diagnostic::error(
                    "bad-unit",
                    span,
                    format!("found `{found}` as the power of the unit `{unit}`, expected a whole number or a fraction of at most {POWER_MAX}"),
                )
                .help(format!("write `{unit}^2`, `{unit}^-1` or `{unit}^(1/2)`; to raise a number with a unit, put it in brackets"))
                .arg("found", found)
                .arg("unit", unit);
                Err(self.report(diagnostic))
            }
        }
    }

    fn read_power(&mut self) -> Option<(i32, i32)> {
        if !self.eat(TokenKind::LeftParen) {
            return Some((self.whole_number()?, 1));
        }
        let numerator = self.whole_number()?;
        let denominator = if self.eat(TokenKind::Slash) {
            self.whole_number()?
        } else {
            1
        };
        self.eat(TokenKind::RightParen)
            .then_some((numerator, denominator))
    }

    fn whole_number(&mut self) -> Option<i32> {
        let negative = self.eat(TokenKind::Minus);
        if !self.at(TokenKind::Number) {
            return None;
        }
        let token = self.bump();
        let value: i32 = self.source(token).parse().ok()?;
        Some(if negative { -value } else { value })
    }

    /// A number with its scale word and its unit.
    pub(super) fn number(&mut self) -> Parsed<Number> {
        let token = self.expect(TokenKind::Number, "a number")?;
        let digits = self.source(token).to_owned();
        let value = read_number(&digits).expect("the lexer lets no other through");
        let scale = match self.word_at(0) {
            Some(word) if !self.peek().line_start => Scale::named(word),
            _ => None,
        };
        if let Some(scale) = scale {
            self.bump();
            if !(value * scale.factor()).is_finite() {
                let span = self.since(token.start);
                let shown = clip(&self.text[span.start as usize..span.end as usize]);
                let diagnostic = Diagnostic::error(
                    "number-range",
                    span,
                    format!(
                        "`{shown}` is larger than a 64-bit number can be; expected 1e-307 to 1e308"
                    ),
                )
                .help("use a larger unit, or another power of ten")
                .arg("found", shown);
                return Err(self.report(diagnostic));
            }
        }
        let unit = self.unit_after_number()?;
        Ok(Number {
            digits,
            value,
            scale,
            unit,
        })
    }
}

impl Scale {
    /// The scale that a word stands for.
    pub fn named(word: &str) -> Option<Scale> {
        Some(match word {
            "thousand" => Scale::Thousand,
            "million" => Scale::Million,
            "billion" => Scale::Billion,
            "trillion" => Scale::Trillion,
            _ => return None,
        })
    }

    /// What the word multiplies by.
    pub fn factor(self) -> f64 {
        match self {
            Scale::Thousand => 1e3,
            Scale::Million => 1e6,
            Scale::Billion => 1e9,
            Scale::Trillion => 1e12,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Scale::Thousand => "thousand",
            Scale::Million => "million",
            Scale::Billion => "billion",
            Scale::Trillion => "trillion",
        }
    }
}
