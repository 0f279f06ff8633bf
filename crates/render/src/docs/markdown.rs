//! Markdown from words that may hold anything.

/// Words as Markdown shows them, on one line.
pub(crate) fn plain(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        match letter {
            '\n' => out.push(' '),
            '\\' | '|' | '*' | '_' | '<' | '>' | '[' | ']' | '`' | '~' | '#' => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

/// Code on one line. A bar inside a table's cell has to be escaped even in code.
pub(crate) fn code(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.as_str() {
        "" => words,
        words if words.contains('`') => plain(words),
        words => format!("`{}`", words.replace('|', "\\|")),
    }
}

/// A block of code in Tenfold's language.
pub(crate) fn block(code: &str) -> String {
    format!("```tenfold\n{}\n```\n", code.trim_end())
}

/// A table; nothing where it has no rows.
pub(crate) fn table(header: &[String], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = "|---".repeat(header.len()) + "|\n";
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(header) + &rule + &rows
}

/// A heading with what is below it; nothing where that is nothing.
pub(crate) fn section(heading: &str, body: &str) -> String {
    match body.is_empty() {
        true => String::new(),
        false => format!("\n## {heading}\n\n{body}"),
    }
}
