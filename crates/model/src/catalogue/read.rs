//! One catalogue file, from its text.
//!
//! A message of a model is plain text: no arguments, no references, so that nothing has to be resolved
//! when it is shown and a catalogue is known to be whole once it is read.

use crate::error::catalogue::{CatalogueError, CatalogueProblem};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;
use fluent_syntax::{ast, parser};
use std::collections::BTreeMap;
use std::path::Path;

/// Brackets that may be open at once: the library's parser descends one level for each.
const OPEN_MAX: usize = 200;

/// The translation of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub doc: Option<String>,
    /// Of a claim, what came of it.
    pub outcome: Option<String>,
    /// The English it was made from, spaces as one.
    pub english: String,
}

/// By key.
pub type Messages = BTreeMap<String, Message>;

/// Reads the catalogue of a module; `path` as people know it.
///
/// # Errors
/// Where the text is not Fluent, or says what a model's catalogue cannot say.
pub fn read_messages(path: &Path, module: &str, text: &str) -> Result<Messages, CatalogueError> {
    let wrong = |at: usize, problem| {
        let starts = (0..=at.min(text.len())).rev();
        let mut starts = starts.filter(|at| text.is_char_boundary(*at));
        let before = &text[..starts.next().unwrap_or(0)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        CatalogueError {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem,
        }
    };
    if let Some(at) = too_deep(text) {
        return Err(wrong(at, CatalogueProblem::TooDeep));
    }
    let resource = parser::parse(text).map_err(|(_, errors)| {
        let first = errors.into_iter().next().expect("refused for a reason");
        wrong(first.pos.start, CatalogueProblem::Syntax(first))
    })?;
    let mut messages = Messages::new();
    for entry in resource.body {
        let (id, found) = match entry {
            Entry::Message(message) => (message.id.name, read_message(module, message)),
            Entry::Term(term) => (term.id.name, Err(CatalogueProblem::NotPlain)),
            _ => continue,
        };
        let here = |problem| wrong(offset(text, id), problem);
        if messages
            .insert(id.to_owned(), found.map_err(here)?)
            .is_some()
        {
            return Err(here(CatalogueProblem::Twice { key: id.to_owned() }));
        }
    }
    Ok(messages)
}

fn read_message(module: &str, message: ast::Message<&str>) -> Result<Message, CatalogueProblem> {
    let key = message.id.name;
    let own = key.strip_prefix(module);
    if !own.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
        let (key, module) = (key.to_owned(), module.to_owned());
        return Err(CatalogueProblem::OtherModule { key, module });
    }
    let Some(value) = &message.value else {
        return Err(CatalogueProblem::NoTitle {
            key: key.to_owned(),
        });
    };
    let mut found = Message {
        title: plain(value)?,
        ..Message::default()
    };
    for attribute in &message.attributes {
        match attribute.id.name {
            "doc" => found.doc = Some(plain(&attribute.value)?),
            "outcome" => found.outcome = Some(plain(&attribute.value)?),
            name => {
                let name = name.to_owned();
                return Err(CatalogueProblem::UnknownAttribute { name });
            }
        }
    }
    let comment = message
        .comment
        .map_or_else(Vec::new, |comment| comment.content);
    let words = comment.iter().flat_map(|line| line.split_whitespace());
    found.english = words.collect::<Vec<_>>().join(" ");
    Ok(found)
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// Where more brackets are open than the parser should descend into. Comments do not count.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with('#') {
            for (at, byte) in line.bytes().enumerate() {
                match byte {
                    b'{' | b'(' => open += 1,
                    b'}' | b')' => open = open.saturating_sub(1),
                    _ => {}
                }
                if open > OPEN_MAX {
                    return Some(start + at);
                }
            }
        }
        start += line.len();
    }
    None
}

/// The text of a pattern without placeables, but for quoted characters such as `{"{"}`.
fn plain(pattern: &Pattern<&str>) -> Result<String, CatalogueProblem> {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Ok((*value).to_owned()),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => Ok(unescape_unicode_to_string(value).into_owned()),
        PatternElement::Placeable { .. } => Err(CatalogueProblem::NotPlain),
    });
    parts.collect()
}
