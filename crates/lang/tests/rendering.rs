//! Diagnostics as plain text, for snapshots.

use std::fmt::Write;
use tenfold_ir::{Diagnostic, Severity, Span};

/// How many diagnostics of one file are rendered before its last.
const RENDERED_MAX: usize = 20;

/// Code, place, source line with carets, message, labels and help of each diagnostic.
pub fn render(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        if at >= RENDERED_MAX && at + 1 < diagnostics.len() {
            continue;
        }
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (line, column) = place(text, diagnostic.span);
        writeln!(out, "{severity}[{}] at {line}:{column}", diagnostic.code).unwrap();
        excerpt(&mut out, text, diagnostic.span, '^', "");
        writeln!(out, "  {}", diagnostic.message).unwrap();
        for label in &diagnostic.labels {
            excerpt(&mut out, text, label.span, '-', &label.text);
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "  help: {help}").unwrap();
        }
        out.push('\n');
    }
    out
}

/// Line and column of a span's start, from 1, in characters.
pub fn place(text: &str, span: Span) -> (usize, usize) {
    let before = &text[..span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before[line_start(before)..].chars().count() + 1;
    (line, column)
}

fn line_start(before: &str) -> usize {
    before.rfind('\n').map_or(0, |at| at + 1)
}

fn excerpt(out: &mut String, text: &str, span: Span, mark: char, note: &str) {
    let start = span.start as usize;
    let from = line_start(&text[..start]);
    let line = text[from..].lines().next().unwrap_or("").trim_end();
    let (number, column) = place(text, span);
    let to = (span.end as usize).min(from + line.len()).max(start);
    let width = text[start..to].chars().count().max(1);
    let gutter = number.to_string();
    writeln!(out, "  {gutter} | {line}").unwrap();
    let marks: String = std::iter::repeat_n(mark, width).collect();
    let space = " ".repeat(column - 1);
    let under = format!("  {} | {space}{marks} {note}", " ".repeat(gutter.len()));
    writeln!(out, "{}", under.trim_end()).unwrap();
}
