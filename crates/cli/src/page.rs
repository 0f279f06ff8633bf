//! The page that a result is printed on: its width, its colours, its language.

use console::{Alignment, Style, Term, measure_text_width, pad_str};
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

/// Words broken at spaces so that no line passes `columns`, each line indented.
pub fn wrapped(words: &str, columns: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let wide = indent + measure_text_width(&line) + 1 + measure_text_width(word);
        if !line.is_empty() && wide > columns {
            lines.push(" ".repeat(indent) + &std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(" ".repeat(indent) + &line);
    }
    lines
}
