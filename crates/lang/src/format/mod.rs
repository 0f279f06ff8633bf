//! The canonical text of a tree: one layout for one tree, comments kept.
//!
//! Works from the tree alone; the source text is not needed, its positions place the comments.

mod expression;
mod item;
mod latex;
mod line;
mod wrap;

use crate::ast::{Comment, Expr, Item, Module, UnitExpr};
pub(crate) use expression::indices;
use expression::text;
pub(crate) use item::during_text;
pub use latex::latex;
use line::Line;

/// Prints a tree that parsed without errors.
///
/// The text parses to the same tree, spans aside, and formats to itself. An empty line is
/// kept where there were any. An `Error` of a tree is printed as `?`, which does not parse.
pub fn format(module: &Module) -> String {
    let mut printer = Printer {
        out: String::new(),
        comments: &module.comments,
    };
    printer.module_line(module);
    for (at, item) in module.items.iter().enumerate() {
        let next = module.items.get(at + 1);
        printer.item(item, next.map_or(u32::MAX, |next| next.span.start));
    }
    printer.leading(u32::MAX);
    printer.out
}

/// One expression or distribution, on one line.
pub fn format_expr(expr: &Expr) -> String {
    expression::prior(expr)
}

/// A unit as the language writes it: `USD/year`, `1`.
pub fn unit_text(unit: &UnitExpr) -> String {
    expression::unit(unit)
}

/// A line with the comments that stand before it and at its end.
struct Commented<'a> {
    line: Line,
    before: Vec<&'a Comment>,
    after: Option<&'a Comment>,
}

struct Printer<'a> {
    out: String,
    /// Those not printed yet.
    comments: &'a [Comment],
}

impl<'a> Printer<'a> {
    fn module_line(&mut self, module: &Module) {
        let Some(name) = &module.name else {
            return;
        };
        self.leading(name.span.start);
        let head = format!("module {}", name.text);
        let mut lines = vec![Line::new(head, name.span.start, name.span.end)];
        if let Some(doc) = &module.doc {
            lines.push(Line::new(text(&doc.text), doc.span.start, doc.span.end));
        }
        let next = module.items.first();
        self.lines(
            lines,
            false,
            "",
            next.map_or(u32::MAX, |next| next.span.start),
        );
    }

    fn item(&mut self, item: &Item, next: u32) {
        self.leading(item.span.start);
        self.lines(item::lines(item), item.blank_before, "  ", next);
    }

    /// The comments before `position`, at the margin.
    fn leading(&mut self, position: u32) {
        let count = self
            .comments
            .partition_point(|comment| comment.span.start < position);
        let (leading, rest) = self.comments.split_at(count);
        self.comments = rest;
        for comment in leading {
            self.blank_line(comment.blank_before);
            self.push_line("", &comment.text);
        }
    }

    /// The lines of an item, the first at the margin, with the comments that are theirs: those
    /// up to its end, the one on its last line, and the indented ones after that.
    fn lines(&mut self, lines: Vec<Line>, blank_before: bool, indent: &str, next: u32) {
        let end = lines.iter().map(|line| line.end).max().unwrap_or(0);
        let mut inner = self
            .comments
            .partition_point(|comment| comment.span.start < end);
        let follows = |comment: &Comment| comment.span.start < next;
        let mut of_gap = self.comments[inner..].iter().take_while(|c| follows(c));
        inner += usize::from(of_gap.next().is_some_and(|comment| !comment.own_line));
        let tail = self.comments[inner..]
            .iter()
            .take_while(|comment| follows(comment) && comment.own_line && comment.indented)
            .count();
        let (inside, rest) = self.comments.split_at(inner);
        let (tail, rest) = rest.split_at(tail);
        self.comments = rest;
        self.blank_line(blank_before);
        for (at, commented) in place(lines, inside).into_iter().enumerate() {
            let indent = if at == 0 { "" } else { indent };
            for comment in commented.before {
                self.push_line(indent, &comment.text);
            }
            match commented.after {
                Some(comment) => {
                    let line = format!("{}  {}", commented.line.text, comment.text);
                    self.push_line(indent, &line);
                }
                None => self.push_line(indent, &commented.line.text),
            }
        }
        for comment in tail {
            self.push_line("  ", &comment.text);
        }
    }

    fn blank_line(&mut self, wanted: bool) {
        if wanted && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn push_line(&mut self, indent: &str, line: &str) {
        self.out.push_str(indent);
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// Gives each comment of an item to a line: on its own line before what followed it, or at the
/// end of the line it followed; before it, where that end is taken or in the line's midst.
fn place<'a>(lines: Vec<Line>, comments: &'a [Comment]) -> Vec<Commented<'a>> {
    let order = Order::of(&lines);
    let mut placed: Vec<Commented> = lines
        .into_iter()
        .map(|line| Commented {
            line,
            before: Vec::new(),
            after: None,
        })
        .collect();
    for comment in comments {
        let at = comment.span.start;
        let inside = order.around(at);
        let own_line = comment.own_line || inside.is_some();
        let (first, second) = match own_line {
            true => (inside.or(order.following(at)), order.followed(at)),
            false => (order.followed(at), order.following(at)),
        };
        let line = &mut placed[first.or(second).unwrap_or(0)];
        if own_line || line.after.is_some() || line.line.start > at {
            line.before.push(comment);
        } else {
            line.after = Some(comment);
        }
    }
    placed
}

/// Lines by where they stood, which clauses out of the canonical order make another order.
struct Order {
    /// Where the head reaches to; it may reach around other lines.
    head: (u32, u32),
    /// Start, end and index, by start.
    by_start: Vec<(u32, u32, usize)>,
    /// End and index, by end.
    by_end: Vec<(u32, usize)>,
}

impl Order {
    fn of(lines: &[Line]) -> Self {
        let indexed = || lines.iter().enumerate();
        let mut by_start: Vec<_> = indexed()
            .map(|(i, line)| (line.start, line.end, i))
            .collect();
        let mut by_end: Vec<_> = indexed().map(|(i, line)| (line.end, i)).collect();
        by_start.sort_unstable();
        by_end.sort_unstable();
        Order {
            head: lines.first().map_or((0, 0), |head| (head.start, head.end)),
            by_start,
            by_end,
        }
    }

    /// The line that goes on on both sides of a position.
    fn around(&self, at: u32) -> Option<usize> {
        let before = self.by_start.partition_point(|(start, ..)| *start < at);
        let near = before.checked_sub(1).map(|near| self.by_start[near]);
        match near {
            Some((_, end, index)) if at < end => Some(index),
            _ if self.head.0 < at && at < self.head.1 => Some(0),
            _ => None,
        }
    }

    /// The first line that starts after a position.
    fn following(&self, at: u32) -> Option<usize> {
        let before = self.by_start.partition_point(|(start, ..)| *start <= at);
        self.by_start.get(before).map(|(.., index)| *index)
    }

    /// The last line that ends before a position.
    fn followed(&self, at: u32) -> Option<usize> {
        let before = self.by_end.partition_point(|(end, _)| *end <= at);
        before.checked_sub(1).map(|near| self.by_end[near].1)
    }
}
