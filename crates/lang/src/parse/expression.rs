//! Expressions and distributions, by precedence.
//!
//! Every tree carries its height while it is built, so that none is taller than
//! [`DEPTH_MAX`]: a chain of operators is as deep a tree as brackets are.

use super::{Bail, DEPTH_MAX, Parsed, Parser};
use crate::ast::{Argument, BinaryOp, Expr, ExprKind, Name, Path, UnaryOp};
use crate::lex::{Token, TokenKind, date_parts};
use crate::precedence::{COMPARISON, Level, NOT, OR, level};
use tenfold_ir::{Diagnostic, Span};

/// An expression with the number of levels it has.
struct Tree {
    expr: Expr,
    height: u32,
}

/// What stands between two operands.
#[derive(Clone, Copy)]
enum Operator {
    Binary(BinaryOp),
    In,
}

impl Operator {
    fn level(self) -> Level {
        match self {
            Operator::Binary(op) => level(op),
            Operator::In => COMPARISON,
        }
    }
}

impl Parser<'_> {
    /// An expression that is a value; `Error`, reading on at the next clause, where there is none.
    pub(super) fn value(&mut self) -> Expr {
        self.or_error(Self::expression)
    }

    /// A distribution: what may stand after `~`; `Error` where there is none.
    pub(super) fn prior(&mut self) -> Expr {
        self.or_error(Self::distribution)
    }

    fn or_error(&mut self, read: fn(&mut Self) -> Parsed<Tree>) -> Expr {
        let start = self.peek().start;
        let depth = self.depth;
        match read(self) {
            Ok(tree) => tree.expr,
            Err(Bail) => {
                self.depth = depth;
                let span = self.since(start);
                self.recover();
                Expr {
                    kind: ExprKind::Error,
                    span,
                }
            }
        }
    }

    /// A name with its labels or indices, as the target of an `observe`.
    pub(super) fn observed(&mut self) -> Expr {
        self.or_error(|parser| {
            let name = parser.name("the name of what is observed")?;
            parser.named(name)
        })
    }

    /// Puts a node over its parts, unless that makes the tree too tall.
    fn grow(&mut self, kind: ExprKind, span: Span, parts_height: u32) -> Parsed<Tree> {
        let height = parts_height + 1;
        if height > DEPTH_MAX {
            return Err(self.too_deep(span));
        }
        Ok(Tree {
            expr: Expr { kind, span },
            height,
        })
    }

    fn too_deep(&mut self, mut span: Span) -> Bail {
        span.end = span.start;
        self.report(
            Diagnostic::error(
                "too-deep",
                span,
                format!("found an expression of more than {DEPTH_MAX} levels, expected at most {DEPTH_MAX}"),
            )
            .help("name its parts with `let`; each operator of a chain and each bracket is a level")
            .arg("expected", DEPTH_MAX.to_string()),
        )
    }

    /// `expression`, `low to high`, `… truncated …`, `weight of distribution`.
    fn distribution(&mut self) -> Parsed<Tree> {
        let first = self.expression()?;
        if !self.eat_word("of") {
            return self.distribution_from(first);
        }
        let second = self.expression()?;
        let second = self.distribution_from(second)?;
        let span = first.expr.span.to(second.expr.span);
        let kind = ExprKind::Of {
            weight: Box::new(first.expr),
            distribution: Box::new(second.expr),
        };
        self.grow(kind, span, first.height.max(second.height))
    }

    fn distribution_from(&mut self, first: Tree) -> Parsed<Tree> {
        let mut tree = first;
        if self.eat_word("to") {
            let high = self.expression()?;
            let span = tree.expr.span.to(high.expr.span);
            let height = tree.height.max(high.height);
            let kind = ExprKind::To {
                low: Box::new(tree.expr),
                high: Box::new(high.expr),
            };
            tree = self.grow(kind, span, height)?;
        }
        while self.eat_word("truncated") {
            tree = self.truncation(tree)?;
        }
        Ok(tree)
    }

    fn truncation(&mut self, base: Tree) -> Parsed<Tree> {
        let (mut low, mut high) = (None, None);
        if self.eat_word("above") {
            low = Some(self.expression()?);
        } else if self.eat_word("below") {
            high = Some(self.expression()?);
        } else {
            low = Some(self.expression()?);
            self.expect_word("to")?;
            high = Some(self.expression()?);
        }
        let bounds = [&low, &high].into_iter().flatten();
        let height = bounds.map(|bound| bound.height).fold(base.height, u32::max);
        let span = self.since(base.expr.span.start);
        let kind = ExprKind::Truncated {
            base: Box::new(base.expr),
            low: low.map(|bound| Box::new(bound.expr)),
            high: high.map(|bound| Box::new(bound.expr)),
        };
        self.grow(kind, span, height)
    }

    fn expression(&mut self) -> Parsed<Tree> {
        self.binary(OR)
    }

    /// Operands and the operators between them that bind at least as tightly as `loosest`.
    fn binary(&mut self, loosest: Level) -> Parsed<Tree> {
        let mut left = self.unary()?;
        let mut compared: Option<Token> = None;
        loop {
            let Some(operator) = self.operator() else {
                return Ok(left);
            };
            let tightness = operator.level();
            if tightness < loosest {
                return Ok(left);
            }
            let token = self.bump();
            self.habit(token);
            if tightness == COMPARISON {
                if let Some(first) = compared {
                    self.chained(first, token);
                }
                compared = Some(token);
            } else {
                compared = None;
            }
            let right = self.binary(tightness + 1)?;
            left = match operator {
                Operator::Binary(op) => self.join(op, left, right)?,
                Operator::In => self.within(left, right)?,
            };
        }
    }

    /// Reports an operator of other languages, of which this is the first token, and reads over the rest of it.
    fn habit(&mut self, first: Token) {
        let second = self.peek();
        let is_double = is_repeated(first, second);
        let (found, expected, help) = match first.kind {
            TokenKind::Star if is_double => ("**", "^", "a power is written `a^b`"),
            TokenKind::Slash if is_double => (
                "//",
                "/",
                "write `a / b`, or `floor(a / b)` for the whole part",
            ),
            TokenKind::Equals => ("=", "==", "that two are equal is asked by `a == b`"),
            _ => return,
        };
        let mut span = self.span(first);
        if is_double {
            span = span.to(self.span(second));
            self.bump();
        }
        let diagnostic = Diagnostic::error(
            "foreign-operator",
            span,
            format!("found `{found}`, expected `{expected}`"),
        )
        .help(help)
        .arg("found", found)
        .arg("expected", expected);
        self.report(diagnostic);
    }

    fn join(&mut self, op: BinaryOp, left: Tree, right: Tree) -> Parsed<Tree> {
        let span = left.expr.span.to(right.expr.span);
        let height = left.height.max(right.height);
        let kind = ExprKind::Binary {
            op,
            left: Box::new(left.expr),
            right: Box::new(right.expr),
        };
        self.grow(kind, span, height)
    }

    /// `value in low to high`, from `to` on.
    fn within(&mut self, value: Tree, low: Tree) -> Parsed<Tree> {
        self.expect_word("to")?;
        let high = self.binary(COMPARISON + 1)?;
        let span = value.expr.span.to(high.expr.span);
        let height = value.height.max(low.height).max(high.height);
        let kind = ExprKind::Within {
            value: Box::new(value.expr),
            low: Box::new(low.expr),
            high: Box::new(high.expr),
        };
        self.grow(kind, span, height)
    }

    fn chained(&mut self, first: Token, second: Token) {
        let found = self.source(second).to_owned();
        let diagnostic = Diagnostic::error(
            "chained-comparison",
            self.span(second),
            format!("found `{found}` after a comparison, expected `and`, `or` or the end"),
        )
        .label(self.span(first), "the first comparison")
        .help("write `a < b and b < c`, or `b in a to c`")
        .arg("found", found);
        self.report(diagnostic);
    }

    /// Whether a `=` can only be meant to compare: no clause of the item starts with it, or an `if` is not yet decided.
    fn is_compared(&self) -> bool {
        self.in_condition || !self.clauses.contains(&"=")
    }

    fn operator(&self) -> Option<Operator> {
        let op = match self.peek().kind {
            TokenKind::Plus => BinaryOp::Add,
            TokenKind::Minus => BinaryOp::Sub,
            TokenKind::Star => BinaryOp::Mul,
            TokenKind::Slash => BinaryOp::Div,
            TokenKind::Less => BinaryOp::Lt,
            TokenKind::LessEqual => BinaryOp::Le,
            TokenKind::Greater => BinaryOp::Gt,
            TokenKind::GreaterEqual => BinaryOp::Ge,
            TokenKind::EqualEqual => BinaryOp::Eq,
            TokenKind::Equals if self.is_compared() => BinaryOp::Eq,
            TokenKind::NotEqual => BinaryOp::Ne,
            TokenKind::Word => match self.source(self.peek()) {
                "and" => BinaryOp::And,
                "or" => BinaryOp::Or,
                "in" => return Some(Operator::In),
                _ => return None,
            },
            _ => return None,
        };
        Some(Operator::Binary(op))
    }

    /// A prefix and its operand, or a power. `not`, `if`, `all years:`, `at …:` and `on …:` are
    /// read wherever an operand can stand, and reach as far as they can.
    fn unary(&mut self) -> Parsed<Tree> {
        let start = self.peek();
        if self.depth >= DEPTH_MAX {
            return Err(self.too_deep(self.span(start)));
        }
        self.depth += 1;
        let tree = match self.word_at(0) {
            Some("not") => self.prefixed(UnaryOp::Not),
            Some("if") => self.conditional(),
            Some("all" | "any") => self.years(),
            Some("at") if self.in_claim() => self.at_time(),
            Some("on") if self.in_claim() => self.on_scenario(),
            _ if start.kind == TokenKind::Minus => self.prefixed(UnaryOp::Neg),
            _ => self.power(),
        }?;
        self.depth -= 1;
        Ok(tree)
    }

    fn prefixed(&mut self, op: UnaryOp) -> Parsed<Tree> {
        let start = self.bump().start;
        let operand = match op {
            UnaryOp::Neg => self.unary()?,
            UnaryOp::Not => self.binary(NOT + 1)?,
        };
        let span = self.since(start);
        let kind = ExprKind::Unary {
            op,
            operand: Box::new(operand.expr),
        };
        self.grow(kind, span, operand.height)
    }

    fn power(&mut self) -> Parsed<Tree> {
        let base = self.primary()?;
        let star = self.peek();
        if star.kind == TokenKind::Star && is_repeated(star, self.peek_at(1)) {
            self.bump();
            self.habit(star);
        } else if !self.eat(TokenKind::Caret) {
            return Ok(base);
        }
        let exponent = self.unary()?;
        self.join(BinaryOp::Pow, base, exponent)
    }

    fn conditional(&mut self) -> Parsed<Tree> {
        let start = self.bump().start;
        let outer = std::mem::replace(&mut self.in_condition, true);
        let condition = self.expression();
        self.in_condition = outer;
        let condition = condition?;
        self.expect_word("then")?;
        let then = self.expression()?;
        self.expect_word("else")?;
        let otherwise = self.expression()?;
        let height = condition.height.max(then.height).max(otherwise.height);
        let kind = ExprKind::If {
            condition: Box::new(condition.expr),
            then: Box::new(then.expr),
            otherwise: Box::new(otherwise.expr),
        };
        let span = self.since(start);
        self.grow(kind, span, height)
    }

    fn years(&mut self) -> Parsed<Tree> {
        let all = self.at_word("all");
        let start = self.bump().start;
        self.expect_word(if all { "years" } else { "year" })?;
        let mut height = 0;
        let mut between = None;
        if !self.at(TokenKind::Colon) {
            let low = self.binary(COMPARISON + 1)?;
            self.expect_word("to")?;
            let high = self.binary(COMPARISON + 1)?;
            height = low.height.max(high.height);
            between = Some(Box::new((low.expr, high.expr)));
        }
        self.expect(TokenKind::Colon, "`:`")?;
        let body = self.expression()?;
        let span = self.since(start);
        let kind = ExprKind::Years {
            all,
            between,
            body: Box::new(body.expr),
        };
        self.grow(kind, span, body.height.max(height))
    }

    /// Only there do `at …:` and `on …:` start an expression; elsewhere the words start clauses.
    fn in_claim(&self) -> bool {
        self.clauses.contains(&"holds")
    }

    /// `at time: body`
    fn at_time(&mut self) -> Parsed<Tree> {
        let start = self.bump().start;
        let time = self.binary(COMPARISON + 1)?;
        self.expect(TokenKind::Colon, "`:`")?;
        let body = self.expression()?;
        let span = self.since(start);
        let height = time.height.max(body.height);
        let kind = ExprKind::At {
            time: Box::new(time.expr),
            body: Box::new(body.expr),
        };
        self.grow(kind, span, height)
    }

    /// `on scenario: body`
    fn on_scenario(&mut self) -> Parsed<Tree> {
        let start = self.bump().start;
        let scenario = self.path("the name of a scenario")?;
        self.expect(TokenKind::Colon, "`:`")?;
        let body = self.expression()?;
        let span = self.since(start);
        let kind = ExprKind::On {
            scenario,
            body: Box::new(body.expr),
        };
        self.grow(kind, span, body.height)
    }

    fn primary(&mut self) -> Parsed<Tree> {
        let token = self.peek();
        let leaf = |kind, span| {
            Ok(Tree {
                expr: Expr { kind, span },
                height: 1,
            })
        };
        match token.kind {
            TokenKind::Number => {
                let number = self.number()?;
                leaf(ExprKind::Number(number), self.since(token.start))
            }
            TokenKind::Date => {
                self.bump();
                let (year, month, day) = date_parts(self.source(token));
                leaf(ExprKind::Date { year, month, day }, self.span(token))
            }
            TokenKind::Broken => {
                self.bump();
                self.unit_after_number()?;
                leaf(ExprKind::Error, self.span(token))
            }
            TokenKind::LeftParen => {
                self.bump();
                let mut inner = self.distribution()?;
                self.close(token, TokenKind::RightParen, false)?;
                inner.expr.span = self.since(token.start);
                Ok(inner)
            }
            TokenKind::LeftBrace => self.labelled(),
            TokenKind::Word if !super::is_reserved(self.source(token)) => {
                let name = self.any_word();
                if self.at(TokenKind::LeftParen) {
                    self.call(name)
                } else {
                    self.named(name)
                }
            }
            TokenKind::Text => Err(self.unexpected_with(
                "an expression",
                Some(
                    "a text stands alone as the doc of its item, or as the argument of `empirical`",
                ),
            )),
            _ => Err(self.unexpected_with(
                "an expression",
                Some("write a number with its unit, a name, a call, or brackets around an expression"),
            )),
        }
    }

    /// The rest of `name`, `module.name` or `name[index, …]`.
    fn named(&mut self, name: Name) -> Parsed<Tree> {
        let start = name.span.start;
        let path = self.path_from(name)?;
        if path.module.is_some() && self.at(TokenKind::LeftParen) {
            let call = path.name.text;
            let help = format!("take `{call}` in with `use`, then write `{call}(…)`");
            return Err(self.unexpected_with("an operator", Some(&help)));
        }
        let (mut indices, mut height) = (Vec::new(), 0);
        if self.at(TokenKind::LeftBracket) {
            let open = self.bump();
            indices = self.list_to(open, TokenKind::RightBracket, |parser| {
                let index = parser.expression()?;
                height = height.max(index.height);
                Ok(index.expr)
            })?;
        }
        let span = self.since(start);
        self.grow(ExprKind::Name { path, indices }, span, height)
    }

    /// `.name` after a module's name, if it stands there.
    pub(super) fn path_from(&mut self, name: Name) -> Parsed<Path> {
        if !self.eat(TokenKind::Dot) {
            return Ok(Path { module: None, name });
        }
        let inner = self.name("a name of that module")?;
        Ok(Path {
            module: Some(name),
            name: inner,
        })
    }

    fn call(&mut self, function: Name) -> Parsed<Tree> {
        let start = function.span.start;
        let open = self.bump();
        if self.at(TokenKind::Word)
            && self.word_at(1) == Some("in")
            && self.peek_at(2).kind == TokenKind::Word
            && self.peek_at(3).kind == TokenKind::Colon
        {
            return self.over(function, open);
        }
        let mut height = 0;
        let arguments = self.list_to(open, TokenKind::RightParen, |parser| {
            let (argument, tall) = parser.argument()?;
            height = height.max(tall);
            Ok(argument)
        })?;
        let span = self.since(start);
        let kind = ExprKind::Call {
            function,
            arguments,
        };
        self.grow(kind, span, height)
    }

    fn argument(&mut self) -> Parsed<(Argument, u32)> {
        let named = self.at(TokenKind::Word) && self.peek_at(1).kind == TokenKind::Colon;
        let name = named.then(|| {
            let name = self.any_word();
            self.bump();
            name
        });
        if self.at(TokenKind::Text) {
            let text = self.quoted("a text")?;
            let value = Expr {
                kind: ExprKind::Text(text.text),
                span: text.span,
            };
            return Ok((Argument { name, value }, 1));
        }
        let tree = self.distribution()?;
        let value = tree.expr;
        Ok((Argument { name, value }, tree.height))
    }

    /// `variable in dimension: body)` of an aggregate.
    fn over(&mut self, function: Name, open: Token) -> Parsed<Tree> {
        let start = function.span.start;
        let variable = self.name("an index")?;
        self.expect_word("in")?;
        let dimension = self.name("a dimension")?;
        self.expect(TokenKind::Colon, "`:`")?;
        let body = self.expression()?;
        self.close(open, TokenKind::RightParen, false)?;
        let span = self.since(start);
        let kind = ExprKind::Over {
            function,
            variable,
            dimension,
            body: Box::new(body.expr),
        };
        self.grow(kind, span, body.height)
    }

    /// `{label: value, …}`
    fn labelled(&mut self) -> Parsed<Tree> {
        let open = self.bump();
        let mut height = 0;
        if self.at(TokenKind::RightBrace) {
            return Err(self.unexpected("a label and its value: `{label: 3}`"));
        }
        let entries = self.list_to(open, TokenKind::RightBrace, |parser| {
            let label = parser.name("a label")?;
            parser.expect(TokenKind::Colon, "`:`")?;
            let value = parser.distribution()?;
            height = height.max(value.height);
            Ok((label, value.expr))
        })?;
        let span = self.since(open.start);
        self.grow(ExprKind::Labelled(entries), span, height)
    }
}

/// Whether a token stands right behind another of its kind.
fn is_repeated(first: Token, second: Token) -> bool {
    second.kind == first.kind && second.start == first.end
}
