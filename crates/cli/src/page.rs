//! The page that a result is printed on: its width, its colours, its language.

use console::{Alignment, Style, Term, measure_text_width, pad_str};
use tenfold_session::numeral::count;
use tenfold_session::{Lang, text};

/// Columns where output is not a terminal.
const COLUMNS_DEFAULT: usize = 80;

/// Where the words go and how they look.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Width in columns.
    pub columns: usize,
    /// Whether colours are wanted.
    pub colour: bool,
    /// The reader's language.
    pub lang: Lang,
}

impl Page {
    /// Standard output as it is now.
    pub fn of_stdout(lang: Lang) -> Page {
        let term = Term::stdout();
        let columns = term.size_checked().map(|(_, columns)| usize::from(columns));
        Page {
            columns: columns.unwrap_or(COLUMNS_DEFAULT).max(20),
            colour: console::colors_enabled(),
            lang,
        }
    }

    /// For diagnostics, which go to standard error.
    pub fn diagnostics(&self) -> tenfold_session::Style {
        tenfold_session::Style {
            colour: console::colors_enabled_stderr(),
            columns: self.columns,
            lang: self.lang,
        }
    }

    /// A message of the catalogue.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        text(self.lang, key, args)
    }

    /// A heading.
    pub fn heading(&self, words: &str) -> String {
        self.styled(Style::new().bold(), words)
    }

    /// Words that matter less.
    pub fn faint(&self, words: &str) -> String {
        self.styled(Style::new().dim(), words)
    }

    /// Good news.
    pub fn good(&self, words: &str) -> String {
        self.styled(Style::new().green(), words)
    }

    /// News that is neither.
    pub fn doubtful(&self, words: &str) -> String {
        self.styled(Style::new().yellow(), words)
    }

    /// Bad news.
    pub fn bad(&self, words: &str) -> String {
        self.styled(Style::new().red().bold(), words)
    }

    fn styled(&self, style: Style, words: &str) -> String {
        style.force_styling(self.colour).apply_to(words).to_string()
    }
}

/// A table whose first column is flush left and all others flush right, two spaces apart.
pub fn table(rows: &[Vec<String>], indent: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| measure_text_width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let side = if column == 0 {
                Alignment::Left
            } else {
                Alignment::Right
            };
            pad_str(cell, widths[column], side, None).into_owned()
        });
        let line = " ".repeat(indent) + &cells.collect::<Vec<_>>().join("  ");
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The widest line of a table.
pub fn width(lines: &[String]) -> usize {
    lines
        .iter()
        .map(|line| measure_text_width(line))
        .max()
        .unwrap_or(0)
}

/// Words broken so that no line passes `columns`, each line indented: at spaces, and beside wide
/// letters, which stand without spaces.
pub fn wrapped(words: &str, columns: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (word, spaced) in pieces(words) {
        let gap = usize::from(spaced && !line.is_empty());
        let wide = indent + measure_text_width(&line) + gap + measure_text_width(word);
        if !line.is_empty() && wide > columns {
            lines.push(" ".repeat(indent) + &std::mem::take(&mut line));
        }
        if spaced && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(" ".repeat(indent) + &line);
    }
    lines
}

/// Marks that no line begins with, and such that none ends with.
const CLOSING: &str = "，。；：、！？）》”’";
const OPENING: &str = "（《“‘";

/// What a line may hold or leave to the next, and whether space stands before it.
fn pieces(words: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    for word in unbreakable(words) {
        let (mut start, mut spaced) = (0, true);
        let mut letters = word.char_indices().peekable();
        while let Some((_, letter)) = letters.next() {
            let Some((at, next)) = letters.peek().copied() else {
                break;
            };
            let between = is_wide(letter) || is_wide(next);
            if between && !CLOSING.contains(next) && !OPENING.contains(letter) {
                pieces.push((&word[start..at], spaced));
                (start, spaced) = (at, false);
            }
        }
        pieces.push((&word[start..], spaced));
    }
    pieces
}

/// Words at whose ends a line may break: a percent sign stays with its number.
fn unbreakable(words: &str) -> Vec<&str> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for word in words.split_whitespace() {
        let start = word.as_ptr().addr() - words.as_ptr().addr();
        let end = start + word.len();
        match found.last_mut() {
            Some((_, last)) if word.starts_with('%') => *last = end,
            _ => found.push((start, end)),
        }
    }
    found
        .iter()
        .map(|(start, end)| &words[*start..*end])
        .collect()
}

fn is_wide(letter: char) -> bool {
    measure_text_width(letter.encode_utf8(&mut [0; 4])) > 1
}

/// A line that says how many more there are, if any.
pub fn more(page: &Page, key: &str, left: usize) -> Option<String> {
    let left = (left > 0).then(|| count(left as u64))?;
    Some(page.faint(&format!("  {}", page.say(key, &[("count", &left)]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_at_a_space_or_beside_a_wide_letter() {
        assert_eq!(wrapped("one two three", 9, 1), [" one two", " three"]);
        assert_eq!(
            wrapped("算力变成能力，能力", 12, 0),
            ["算力变成能", "力，能力"]
        );
        // A mark stays with its letter, and a word of narrow letters whole.
        assert_eq!(wrapped("算力，能力", 5, 0), ["算", "力，", "能力"]);
        assert_eq!(
            wrapped("约 100 FLOP（一）", 8, 0),
            ["约 100", "FLOP", "（一）"]
        );
        // So does a percent sign with its number.
        assert_eq!(wrapped("in 18 % of it", 5, 0), ["in", "18 %", "of it"]);
        assert_eq!(wrapped("有 18 %的", 6, 0), ["有", "18 %的"]);
        assert_eq!(wrapped("", 9, 0), Vec::<String>::new());
    }
}
