//! Long lines, cut to what stands around the place that a diagnostic is about.

use crate::sources::{Sources, columns_of};
use codespan_reporting::diagnostic::Label;
use codespan_reporting::files::{Error, Files, SimpleFiles};
use std::ops::Range;

/// Columns of a page beside its source: the line's number, and room for what a label says.
const BESIDE: usize = 8;

/// A line of which a window is shown.
struct Cut {
    file: usize,
    /// Of the whole text.
    line: Range<usize>,
    kept: Range<usize>,
}

/// The texts with their cuts.
pub(crate) struct Windows<'s> {
    files: SimpleFiles<&'s str, String>,
    cuts: Vec<Cut>,
    sources: &'s Sources,
}

const LEFT_OUT: &str = "…";

impl<'s> Windows<'s> {
    /// Cuts the lines that labels begin or end on, and moves the labels along; none where all fit.
    pub(crate) fn of(
        sources: &'s Sources,
        labels: &mut [Label<usize>],
        columns: usize,
    ) -> Option<Windows<'s>> {
        let mut cuts: Vec<Cut> = Vec::new();
        for label in labels.iter() {
            for place in [label.range.start, label.range.end] {
                let file = label.file_id;
                let is_cut = |cut: &Cut| {
                    cut.file == file && (cut.line.start..=cut.line.end).contains(&place)
                };
                if !cuts.iter().any(is_cut) {
                    let text = &*sources.iter().nth(file)?.text;
                    cuts.extend(cut(file, text, place, columns));
                }
            }
        }
        if cuts.is_empty() {
            return None;
        }
        cuts.sort_by_key(|cut| (cut.file, cut.line.start));
        let mut files = SimpleFiles::new();
        for (file, source) in sources.iter().enumerate() {
            let (mut text, mut done) = (String::new(), 0);
            for cut in cuts.iter().filter(|cut| cut.file == file) {
                text.push_str(&source.text[done..cut.line.start]);
                text.push_str(cut.before());
                text.push_str(&source.text[cut.kept.clone()]);
                text.push_str(cut.after());
                done = cut.line.end;
            }
            text.push_str(&source.text[done..]);
            files.add(source.name.as_str(), text);
        }
        let windows = Windows {
            files,
            cuts,
            sources,
        };
        for label in labels {
            let file = label.file_id;
            label.range =
                windows.moved(file, label.range.start)..windows.moved(file, label.range.end);
        }
        Some(windows)
    }

    /// Where a place of the whole text lies in the shown one.
    fn moved(&self, file: usize, place: usize) -> usize {
        let mut moved = place;
        for cut in self.cuts.iter().filter(|cut| cut.file == file) {
            if place > cut.line.end {
                moved -= cut.line.len() - cut.shown();
            } else if place >= cut.line.start {
                let inside = place.clamp(cut.kept.start, cut.kept.end) - cut.kept.start;
                return moved - (place - cut.line.start) + cut.before().len() + inside;
            }
        }
        moved
    }
}

impl Cut {
    fn before(&self) -> &'static str {
        if self.kept.start > self.line.start {
            LEFT_OUT
        } else {
            ""
        }
    }

    fn after(&self) -> &'static str {
        if self.kept.end < self.line.end {
            LEFT_OUT
        } else {
            ""
        }
    }

    /// Bytes of the line as shown.
    fn shown(&self) -> usize {
        self.before().len() + self.kept.len() + self.after().len()
    }
}

/// The window of a place's line, if the line does not fit.
fn cut(file: usize, text: &str, place: usize, columns: usize) -> Option<Cut> {
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    let end = text[place..].find('\n').map_or(text.len(), |at| place + at);
    let room = columns.saturating_sub(BESIDE).max(BESIDE);
    let width = |c: char| columns_of(c);
    if text[start..end]
        .chars()
        .take(columns + 1)
        .map(width)
        .sum::<usize>()
        <= columns
    {
        return None;
    }
    // Twice as much of what follows as of what goes before.
    let fitting = |chars: &mut dyn Iterator<Item = char>, room: usize| -> usize {
        let mut left = room;
        let fits = chars.take_while(|c| match left.checked_sub(columns_of(*c)) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        });
        fits.map(char::len_utf8).sum()
    };
    let before = fitting(&mut text[start..place].chars().rev(), room / 3);
    let after = fitting(&mut text[place..end].chars(), room - room / 3);
    Some(Cut {
        file,
        line: start..end,
        kept: place - before..place + after,
    })
}

impl<'a> Files<'a> for Windows<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(self.files.get(id)?.name())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(self.files.get(id)?.source())
    }

    fn line_index(&'a self, id: usize, place: usize) -> Result<usize, Error> {
        self.files.line_index(id, place)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        self.files.line_range(id, line)
    }

    /// As it is in the file.
    fn column_number(&'a self, id: usize, line: usize, place: usize) -> Result<usize, Error> {
        let shown = self.files.line_range(id, line)?;
        let text = self.source(id)?;
        let column = text[shown.start..place.max(shown.start)].chars().count() + 1;
        let cut = self.cuts.iter().find(|cut| {
            cut.file == id
                && self.moved(id, cut.line.start) >= shown.start
                && shown.contains(&self.moved(id, cut.line.start))
        });
        let source = self.sources.iter().nth(id);
        Ok(match (cut, source) {
            (Some(cut), Some(source)) => {
                let hidden = source.text[cut.line.start..cut.kept.start].chars().count();
                let mark = cut.before().chars().count();
                (column + hidden).saturating_sub(mark).max(1)
            }
            _ => column,
        })
    }
}
