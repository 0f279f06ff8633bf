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
    ("foreign-operator", "an operator of other languages"),
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
    (
        "module-name",
        "a module that has another name than its file",
    ),
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
    // Meaning.
    (
        "algebraic-loop",
        "definitions that depend on each other within one step",
    ),
    ("argument-error", "a function whose arguments do not fit"),
    (
        "bad-correlation",
        "correlations that no random numbers can have together",
    ),
    (
        "bad-distribution",
        "a distribution that does not exist for its arguments",
    ),
    (
        "bad-draws",
        "a number of draws that is not a whole number in range",
    ),
    ("bad-hazard", "a hazard below zero"),
    (
        "bad-lag",
        "a lag, or a time that something takes, below zero",
    ),
    ("bad-lookup", "points that do not make a table function"),
    (
        "bad-nesting",
        "a form of claims inside one that it cannot be in",
    ),
    (
        "bad-sharing",
        "a share of an error that reports cannot have in common",
    ),
    (
        "bad-simulate",
        "a span of time that cannot be stepped through",
    ),
    (
        "bad-table",
        "a table that does not hold what the model reads from it",
    ),
    (
        "bad-time",
        "a time that a claim asks about and nothing simulates",
    ),
    ("bad-window", "a span of time that ends before it begins"),
    (
        "cannot-intervene",
        "an intervention on something whose equation cannot change at a date",
    ),
    (
        "cannot-set",
        "a value or prior for something that takes none",
    ),
    ("cyclic-scenario", "scenarios that build on each other"),
    ("cyclic-use", "modules that use each other"),
    ("duplicate-name", "a name given twice"),
    ("initial-loop", "initial values that depend on each other"),
    (
        "look-alike",
        "a name that is taken for another, or in which a letter is",
    ),
    ("missing-label", "a list of entries that leaves out a label"),
    ("missing-provenance", "a number nobody vouches for"),
    (
        "missing-simulate",
        "a model in time that does not say when it runs",
    ),
    (
        "needs-statistic",
        "something of one draw where a claim speaks of all",
    ),
    (
        "needs-time",
        "a value that changes in time where a claim does not say when",
    ),
    (
        "not-a-condition",
        "a number where something true or false has to be",
    ),
    ("not-a-number", "something else where a number has to be"),
    (
        "not-an-input",
        "a connection to something that is not an `input`",
    ),
    (
        "not-by-row",
        "a parameter that is not drawn from the table whose rows others share",
    ),
    (
        "not-constant",
        "something that varies where only what is known beforehand can stand",
    ),
    (
        "not-initial",
        "an initial value that depends on what happens later",
    ),
    ("not-pure", "a unit where only a pure number has a meaning"),
    ("only-in-claims", "words of a claim outside claims"),
    (
        "path-climbs-out",
        "a path that leaves the folder of the model",
    ),
    ("reserved-name", "a built-in name defined again"),
    ("too-large", "a model beyond the size that is run"),
    ("unit-mismatch", "two units where one is needed"),
    ("unit-needed", "a bare number where a unit is needed"),
    ("unit-range", "a unit whose powers or size are out of range"),
    (
        "unit-value",
        "a unit declared with something that is no size",
    ),
    ("unknown-column", "a column that a table does not have"),
    ("unknown-dimension", "a dimension that does not exist"),
    ("unknown-function", "a function that does not exist"),
    ("unknown-label", "a label that its dimension does not have"),
    (
        "unknown-module",
        "a module that does not exist or is not used",
    ),
    ("unknown-name", "a name that is not defined"),
    ("unknown-scenario", "a scenario that does not exist"),
    ("unknown-unit", "a unit that is not declared"),
    (
        "unnamed-column",
        "a first column of a table that has no name",
    ),
    (
        "unused-rows",
        "rows of a table that say nothing to what reads them",
    ),
    (
        "wrong-index",
        "an array used with other indices than it has",
    ),
];
