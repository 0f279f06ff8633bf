//! The texts that a model is made of, with their places.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use tenfold_ir::{FileId, Span};
use tenfold_words::visible::{visible, visible_lines};

/// One text of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// How it is named to people: the path as given, or `--assume`.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
}

/// The texts of a model; a [`FileId`] is a position in this list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.0.len()).expect("sources are bounded when loaded"));
        self.0.push(Source {
            name: name.into(),
            text: text.into(),
        });
        id
    }

    /// The texts, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
    }

    /// The text of an id; none for one that is not of this list, such as the prelude's.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.0.get(file.0 as usize)
    }

    /// The same with what is hidden made visible.
    pub(crate) fn visible(&self) -> Sources {
        let all = self.iter().map(|source| Source {
            name: visible(&source.name).into_owned(),
            text: match visible_lines(&source.text) {
                Cow::Borrowed(_) => source.text.clone(),
                Cow::Owned(text) => text.into(),
            },
        });
        Sources(all.collect())
    }

    /// Name of the file, line and column (both from 1, the column in characters) of a span's start.
    pub fn place(&self, span: Span) -> (String, usize, usize) {
        let Some(source) = self.get(span.file) else {
            return ("prelude".into(), 1, 1);
        };
        let range = clamp(&source.text, span);
        let before = &source.text[..range.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        (
            source.name.clone(),
            line,
            before[line_start..].chars().count() + 1,
        )
    }
}

/// The part of a text a span covers, kept inside it and on the borders of characters.
pub(crate) fn clamp(text: &str, span: Span) -> Range<usize> {
    let border = |at: &usize| text.is_char_boundary(*at);
    let start = (span.start as usize).min(text.len());
    let start = (0..=start).rev().find(border).unwrap_or(0);
    let end = (span.end as usize).clamp(start, text.len());
    let end = (end..text.len()).find(border).unwrap_or(text.len());
    start..end
}

/// Columns of a character: two for the ideographs and full-width forms of Chinese, else one.
pub(crate) fn columns_of(character: char) -> usize {
    match character as u32 {
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}
