//! Every diagnostic code of the language, with the sentence its page starts from.
//!
//! `tests/bad/<code>.ten` shows each one; a test holds the list and the files together.

/// Code and what it stands for.
pub const CODES: &[(&str, &str)] = &[
    // Syntax.
    ("bad-date", "a date that is not in the calendar"),
    (
        "bad-escape",
        "a backslash in a text before a character that needs none",
    ),
    ("bad-number", "digits that do not make a number"),
    ("bad-unit", "a unit that cannot be read"),
    ("chained-comparison", "a comparison of a comparison"),
    ("duplicate-clause", "a clause given twice in one item"),
    ("duplicate-module", "a second `module` line in a file"),
    (
        "file-too-large",
        "a source file beyond the size that is read",
    ),
    ("indented-item", "an item that does not start at the margin"),
    (
        "missing-clause",
        "an item without a clause it cannot do without",
    ),
    ("missing-equals", "a value without `=` before it"),
    (
        "missing-module",
        "a file that does not say which module it is",
    ),
    ("missing-unit", "a definition without a unit"),
    ("module-not-first", "items before the `module` line"),
    ("number-range", "a number beyond what 64 bits hold"),
    ("reserved-word", "a word of the language used as a name"),
    ("too-deep", "an expression nested beyond what is read"),
    (
        "too-many-errors",
        "a file whose further errors are not listed",
    ),
    ("unclosed-bracket", "a bracket that is never closed"),
    (
        "unexpected-character",
        "a character the language does not use",
    ),
    (
        "unexpected-token",
        "something that cannot stand where it stands",
    ),
    (
        "unindented-clause",
        "a clause at the margin, where items start",
    ),
    ("unknown-clause", "a word that starts no clause of its item"),
    (
        "unknown-keyword",
        "a line that starts with no item's keyword",
    ),
    (
        "unknown-word",
        "a word outside the few that can stand in its place",
    ),
    ("unterminated-text", "a text without its closing quote"),
];
