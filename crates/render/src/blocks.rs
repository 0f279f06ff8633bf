//! A result as a list of parts with typed cells, in one language, and what each format makes of it.
//!
//! Whoever has a result lists its parts once; a page, a document and a terminal show them. Pictures are the result's
//! own: a part says which goes where.

use crate::phrases::{Phrase, unbroken};
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_words::numeral::percent;
use tenfold_words::text::Lang;

/// A part of a result, with `F` for its pictures. Names within words stand between backquotes.
#[derive(Clone, Debug, PartialEq)]
pub enum Block<F> {
    /// What the result is.
    Title(String),
    /// Begins a part.
    Heading(String),
    /// The answer, in sentences.
    Answer(String),
    /// Words.
    Words(String),
    /// Words that matter less.
    Note(String),
    /// Doubt that is not to be overlooked.
    Warning(String),
    /// Sentences that stand for themselves.
    List(Vec<String>),
    /// Figures.
    Table(Table),
    /// Where a picture goes.
    Figure(F),
}

/// Rows of cells, the first of which names the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Of each column.
    pub head: Vec<String>,
    /// Each as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// Columns that stay where there is little room; those after them go, the last first.
    pub least: usize,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Words(String),
    /// A number or a date, already written.
    Number(String),
    /// A probability or another share.
    Share(f64),
    /// A thing of the model.
    Name {
        /// What people call it.
        title: String,
        /// What the model calls it.
        code: String,
        /// What it says of itself; may be empty.
        note: String,
    },
}

impl Cell {
    /// A thing of the model, by what the catalogue calls it.
    pub fn name(words: &Catalogue, lang: Lang, name: &str) -> Cell {
        Cell::Name {
            title: words.title(lang, name),
            code: name.to_owned(),
            note: String::new(),
        }
    }

    /// As text: of a thing its title.
    pub fn text(&self) -> String {
        match self {
            Cell::Words(text) | Cell::Number(text) | Cell::Name { title: text, .. } => text.clone(),
            Cell::Share(share) => percent(*share),
        }
    }
}

/// Parts as a document. Its pictures are elsewhere.
pub(crate) fn markdown<F>(blocks: &[Block<F>]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Title(words) => text += &format!("# {words}\n\n"),
            Block::Heading(words) => text += &format!("## {words}\n\n"),
            Block::Answer(words)
            | Block::Words(words)
            | Block::Note(words)
            | Block::Warning(words) => text += &format!("{words}\n\n"),
            Block::List(items) => {
                items.iter().for_each(|item| text += &format!("- {item}\n"));
                text.push('\n');
            }
            Block::Table(table) => {
                let line = |cells: Vec<String>| {
                    let cells: Vec<String> =
                        cells.iter().map(|one| one.replace('|', "\\|")).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                text += &line(table.head.clone());
                let others = table.head.len().saturating_sub(1);
                text += &format!("|---|{}\n", "---:|".repeat(others));
                let rows = table.rows.iter();
                rows.for_each(|row| text += &line(row.iter().map(Cell::text).collect()));
                text.push('\n');
            }
            Block::Figure(_) => {}
        }
    }
    text
}

/// Parts as a page has them, in both languages; `content` has the same parts in each.
pub(crate) fn markup<F>(
    content: impl Fn(Lang) -> Vec<Block<F>>,
    mut figure: impl FnMut(&F) -> Markup,
) -> Markup {
    let [en, zh] = Lang::ALL.map(content);
    assert_eq!(
        en.len(),
        zh.len(),
        "a result has the same parts in each language"
    );
    html! { @for pair in en.iter().zip(&zh) { (part(pair, &mut figure)) } }
}

fn part<F>(pair: (&Block<F>, &Block<F>), figure: &mut dyn FnMut(&F) -> Markup) -> Markup {
    let words = |en: &str, zh: &str| coded(&phrase(en, zh));
    match pair {
        (Block::Title(en), Block::Title(zh)) => html! { h1 { (words(en, zh)) } },
        (Block::Heading(en), Block::Heading(zh)) => html! { section { h2 { (words(en, zh)) } } },
        (Block::Answer(en), Block::Answer(zh)) => html! { p.answer { (words(en, zh)) } },
        (Block::Words(en), Block::Words(zh)) => html! { p.lead { (words(en, zh)) } },
        (Block::Note(en), Block::Note(zh)) => html! { p.note { (words(en, zh)) } },
        (Block::Warning(en), Block::Warning(zh)) => html! { p.warning { (words(en, zh)) } },
        (Block::List(en), Block::List(zh)) => html! {
            ul.prose { @for (en, zh) in en.iter().zip(zh) { li { (words(en, zh)) } } }
        },
        (Block::Table(en), Block::Table(zh)) => table(en, zh),
        (Block::Figure(own), Block::Figure(_)) => figure(own),
        _ => unreachable!("a result has the same parts in each language"),
    }
}

fn phrase(en: &str, zh: &str) -> Phrase {
    Phrase {
        en: en.to_owned(),
        zh: zh.to_owned(),
    }
}

/// A table that fits a phone: of many columns the last are left out there.
pub(crate) fn table(en: &Table, zh: &Table) -> Markup {
    let is_spare = |at: usize| at >= en.least;
    let is_words = |at: usize| {
        let first = en.rows.first().map(|row| &row[at]);
        at == 0 || matches!(first, Some(Cell::Words(_) | Cell::Name { .. }))
    };
    html! {
        table.fits {
            thead { tr { @for (at, (en, zh)) in en.head.iter().zip(&zh.head).enumerate() {
                th.number[!is_words(at)].spare[is_spare(at)] scope="col" { (phrase(en, zh)) }
            } } }
            tbody { @for (en, zh) in en.rows.iter().zip(&zh.rows) { tr {
                @for (at, (en, zh)) in en.iter().zip(zh).enumerate() {
                    @if at == 0 { th scope="row" { (cell(en, zh)) } }
                    @else if let Cell::Share(share) = en {
                        td.number.share.spare[is_spare(at)] style=[shade(*share)] {
                            (percent(*share))
                        }
                    }
                    @else {
                        @let is_number = matches!(en, Cell::Number(_));
                        td.number[is_number].spare[is_spare(at)] { (cell(en, zh)) }
                    }
                }
            } } }
        }
    }
}

/// How deep the ground of a share is; none of what is no number.
fn shade(share: f64) -> Option<String> {
    (!share.is_nan()).then(|| format!("--p:{:.2}", share.clamp(0.0, 1.0)))
}

fn cell(en: &Cell, zh: &Cell) -> Markup {
    match (en, zh) {
        (
            Cell::Name { title, code, note },
            Cell::Name {
                title: zh,
                note: note_zh,
                ..
            },
        ) => html! {
            (phrase(title, zh)) " " code.note { (unbroken(code)) }
            @if !note.is_empty() { p.note { (phrase(note, note_zh)) } }
        },
        _ => coded(&phrase(&en.text(), &zh.text())),
    }
}

/// Words, of which those between backquotes are names.
fn coded(words: &Phrase) -> Markup {
    let one = |words: &str| {
        html! {
            @for (nth, part) in words.split('`').enumerate() {
                @if nth % 2 == 1 { code { (unbroken(part)) } } @else { (part.replace(" %", "\u{a0}%")) }
            }
        }
    };
    match words.en == words.zh {
        true => one(&words.en),
        false => {
            html! { span.en lang="en" { (one(&words.en)) } span.zh lang="zh" { (one(&words.zh)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_no_number_has_no_shade() {
        let of = |share: f64| {
            let table_of = Table {
                head: vec!["a".into(), "b".into()],
                rows: vec![vec![Cell::Words("x".into()), Cell::Share(share)]],
                least: 2,
            };
            table(&table_of, &table_of).into_string()
        };
        assert!(of(0.25).contains("--p:0.25"));
        assert!(!of(f64::NAN).contains("--p"));
    }
}
