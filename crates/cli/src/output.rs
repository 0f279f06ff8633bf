//! What leaves the process: lines on standard output and standard error.
//!
//! The one place where others' text meets a terminal, and so where it is made visible. Does not know what
//! the lines say.

use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use tenfold_session::{Error, json_visible, visible};

/// Prints lines. A reader that has gone, such as `head`, is no failure: what was asked is still answered by
/// the exit code.
///
/// # Errors
/// If the system refuses to write, as a full disk does.
pub fn print(lines: &[String]) -> Result<(), Error> {
    let colour = console::colors_enabled();
    put(lines.iter().map(|line| shown(line, colour)))
}

/// As [`print`], for plain data as JSON.
pub fn print_json(value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).expect("plain data with string keys");
    put([json_visible(&text)])
}

/// Says a line on standard error; where nobody can hear it, nobody does.
pub fn complain(line: &str) {
    let line = shown(line, console::colors_enabled_stderr());
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn put<'a>(lines: impl IntoIterator<Item = Cow<'a, str>>) -> Result<(), Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut lines = lines.into_iter();
    let written = lines.try_for_each(|line| writeln!(out, "{line}"));
    match written.and_then(|()| out.flush()) {
        Err(gone) if gone.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Error::Print { source }),
        Ok(()) => Ok(()),
    }
}

/// A line with nothing hidden in it but, on a page with colours, colours: they move nothing and hide nothing.
fn shown(line: &str, colour: bool) -> Cow<'_, str> {
    if !colour || !line.contains('\u{1b}') {
        return visible(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        out += &visible(&rest[..at]);
        let length = colours(&rest[at..]);
        out += match length {
            0 => "\u{fffd}",
            _ => &rest[at..at + length],
        };
        rest = &rest[at + length.max(1)..];
    }
    out += &visible(rest);
    Cow::Owned(out)
}

/// Bytes of the sequence of colours or weights that a text begins with, 0 where it does with none.
fn colours(text: &str) -> usize {
    let Some(codes) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let Some((codes, _)) = codes.split_once('m') else {
        return 0;
    };
    // Bold, dim, italic, underlined, the colours and back: none that hides, blinks or turns around.
    let is_plain = |code: &str| {
        let code = code.parse::<u8>().ok();
        code.is_some_and(|code| matches!(code, 0..=4 | 22..=24 | 30..=37 | 39 | 90..=97))
    };
    let chosen = ["38;5;", "1;38;5;"]
        .iter()
        .find_map(|prefix| codes.strip_prefix(prefix));
    let is_known = match chosen {
        Some(colour) => colour.parse::<u8>().is_ok(),
        None => codes.is_empty() || codes.split(';').all(is_plain),
    };
    match is_known {
        true => "\u{1b}[".len() + codes.len() + "m".len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_pass_where_there_are_some_and_nothing_else_does() {
        let line = "\u{1b}[1m\u{1b}[38;5;9mred\u{1b}[0m \u{1b}[2J\u{1b}]0;t\u{7}\u{1b}[8mx\u{202e}";
        let seen = shown(line, true);
        assert_eq!(
            seen,
            "\u{1b}[1m\u{1b}[38;5;9mred\u{1b}[0m \u{fffd}[2J\u{fffd}]0;t\u{fffd}\u{fffd}[8mx\u{fffd}"
        );
        assert!(!shown(line, false).contains('\u{1b}'));
        assert_eq!(shown("plain", true), "plain");
        assert_eq!(shown("\u{1b}", true), "\u{fffd}");
    }
}
