//! A result's parts as a terminal shows them: words wrapped, tables with as many columns as there is room for.

use crate::page::{Page, table, width, wrapped};
use tenfold_session::report::{Block, Cell, Table};

/// Columns before what stands under a heading.
const INDENT: usize = 2;
/// Columns that may go of which so many stay beside names.
const SPARE_MIN: usize = 2;

/// All lines; `figure` draws the pictures.
pub fn lines<F>(
    page: &Page,
    blocks: &[Block<F>],
    figure: impl Fn(&F) -> Vec<String>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        if matches!(block, Block::Heading(_)) && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(match block {
            Block::Title(words) | Block::Heading(words) => styled(page, words, 0, Page::heading),
            Block::Answer(words) | Block::Words(words) => plain(page, words),
            Block::Note(words) => styled(page, words, INDENT, Page::faint),
            Block::Warning(words) => styled(page, words, INDENT, Page::bad),
            Block::List(items) => items.iter().flat_map(|item| plain(page, item)).collect(),
            Block::Table(table) => table_lines(page, table, usize::MAX),
            Block::Figure(own) => figure(own),
        });
    }
    lines
}

fn plain(page: &Page, words: &str) -> Vec<String> {
    wrapped(&words.replace('`', ""), page.columns, INDENT)
}

fn styled(
    page: &Page,
    words: &str,
    indent: usize,
    style: fn(&Page, &str) -> String,
) -> Vec<String> {
    let lines = wrapped(&words.replace('`', ""), page.columns, indent);
    lines.iter().map(|line| style(page, line)).collect()
}

/// At most so many rows of a table: with the model's names beside the titles where there
/// is room, else without; with as many of the columns that may go as fit; each row below its name where none does.
pub fn table_lines(page: &Page, of: &Table, most: usize) -> Vec<String> {
    let shown = &of.rows[..of.rows.len().min(most)];
    let all = of.head.len();
    let least = of.least.min(all);
    // A name is worth the columns that tell least, but not all of them.
    let named = ((least + SPARE_MIN).min(all)..=all).rev();
    let named = named.map(|columns| (columns, true));
    let plain = (least..=all).rev().map(|columns| (columns, false));
    let mut tries = named
        .chain(plain)
        .map(|(columns, has_codes)| whole_lines(page, of, columns, (shown, has_codes)));
    let found = tries.find(|lines| width(lines) <= page.columns);
    found.unwrap_or_else(|| {
        let rows = shown.iter();
        rows.flat_map(|row| below(page, &of.head, row)).collect()
    })
}

/// Of tables with ever fewer columns the first that fits whole, with the model's names beside the titles where some
/// columns more than the least stay; the last, cut, where none fits.
pub fn fitting_lines(page: &Page, tables: impl Iterator<Item = Table>) -> Vec<String> {
    let tables: Vec<Table> = tables.collect();
    let spare = |table: &Table| table.head.len() - table.least.min(table.head.len());
    let most = tables.iter().map(spare).max().unwrap_or(0);
    let named = tables
        .iter()
        .filter(|table| spare(table) >= SPARE_MIN.min(most));
    let tries = named.map(|table| (table, true));
    let tries = tries.chain(tables.iter().map(|table| (table, false)));
    let mut tries = tries.map(|(table, has_codes)| {
        whole_lines(page, table, table.head.len(), (&table.rows, has_codes))
    });
    let found = tries.find(|lines| width(lines) <= page.columns);
    let cut = || {
        tables
            .last()
            .map(|last| table_lines(page, last, usize::MAX))
    };
    found.or_else(cut).unwrap_or_default()
}

/// So many columns of these rows, whatever room there is.
fn whole_lines(
    page: &Page,
    of: &Table,
    columns: usize,
    (rows, has_codes): (&[Vec<Cell>], bool),
) -> Vec<String> {
    let head = std::iter::once(String::new()).chain(of.head[1..columns].iter().cloned());
    let rows = rows.iter().map(|row| {
        let cells = row[..columns].iter();
        cells.map(|cell| cell_text(page, cell, has_codes)).collect()
    });
    let rows: Vec<Vec<String>> = std::iter::once(head.collect()).chain(rows).collect();
    table(&rows, INDENT)
}

fn cell_text(page: &Page, cell: &Cell, has_code: bool) -> String {
    match cell {
        Cell::Name { title, code, note } => {
            let mut text = title.clone();
            if !note.is_empty() {
                text = format!("{text} ({note})");
            }
            match has_code && code != title {
                true => format!("{text}  {}", page.faint(code)),
                false => text,
            }
        }
        other => other.text(),
    }
}

/// A row of a narrow page: its name, and each cell with its column's below it.
fn below(page: &Page, head: &[String], row: &[Cell]) -> Vec<String> {
    let mut lines = wrapped(&cell_text(page, &row[0], false), page.columns, INDENT);
    let cells = head.iter().zip(row).skip(1);
    let cells = cells.filter(|(_, cell)| !cell.text().is_empty());
    let cells: Vec<String> = cells
        .map(|(head, cell)| format!("{head} {}", cell.text()).trim().to_owned())
        .collect();
    let said = wrapped(&cells.join(" | "), page.columns, 2 * INDENT);
    lines.extend(said.iter().map(|line| page.faint(line)));
    lines
}
