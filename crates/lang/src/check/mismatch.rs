//! The sentences about units and kinds.

use tenfold_ir::{Diagnostic, Dimension, Span};

/// A dimension for people: pure numbers are called so.
fn say(dimension: &Dimension) -> String {
    if dimension.is_pure() {
        "a pure number".into()
    } else {
        dimension.to_string()
    }
}

/// Two units where one is needed.
pub(super) fn unit_mismatch(
    span: Span,
    role: &str,
    found: &Dimension,
    expected: &Dimension,
) -> Diagnostic {
    let year = Dimension::base("year");
    let (f, e) = (say(found), say(expected));
    let error = Diagnostic::error(
        "unit-mismatch",
        span,
        format!("{role}: found {f}, expected {e}"),
    )
    .arg("role", role)
    .arg("found", f.clone())
    .arg("expected", e.clone());
    if found.is_pure()
        && expected
            .times(&year)
            .is_some_and(|product| product.is_pure())
    {
        error
            .arg("relation", "share-for-rate")
            .help("write a rate, such as `3 %/year` in place of `3 %`")
    } else if found.times(&year).as_ref() == Some(expected) {
        error
            .arg("relation", "rate-for-amount")
            .help(format!("{f} is a rate and {e} an amount: multiply the rate by a time, or accumulate it in a `stock`"))
    } else if expected.times(&year).as_ref() == Some(found) {
        error.arg("relation", "amount-for-rate").help(format!(
            "{f} is an amount and {e} a rate: divide the amount by a time"
        ))
    } else {
        error.help("correct the equation, or the unit it is declared with")
    }
}

/// A bare number where a unit is needed.
pub(super) fn needs_unit(span: Span, role: &str, expected: &Dimension) -> Diagnostic {
    let e = say(expected);
    Diagnostic::error(
        "unit-needed",
        span,
        format!("{role}: found a bare number, expected one in {e}"),
    )
    .arg("role", role)
    .arg("expected", e.clone())
    .help(format!("write its unit behind it, such as `1 {expected}`"))
}

/// A number with a unit where only a pure one has a meaning.
pub(super) fn not_pure(span: Span, what: &str, found: &Dimension) -> Diagnostic {
    let found = say(found);
    Diagnostic::error(
        "not-pure",
        span,
        format!("found {found} as {what}, expected a pure number"),
    )
    .arg("found", found)
    .arg("what", what)
    .help("divide it by a reference value of the same unit")
}

/// A condition where a number has to be.
pub(super) fn not_a_number(span: Span) -> Diagnostic {
    Diagnostic::error("not-a-number", span, "found a condition, expected a number")
        .arg("found", "a condition")
        .help("write `if … then 1 else 0`")
}

/// A number where a condition has to be.
pub(super) fn not_a_condition(span: Span, found: &Dimension) -> Diagnostic {
    let found = say(found);
    Diagnostic::error(
        "not-a-condition",
        span,
        format!("found {found}, expected a condition"),
    )
    .arg("found", found)
    .help("compare it with something, such as `x > 0`")
}

/// Powers beyond what exponents hold.
pub(super) fn out_of_range(span: Span) -> Diagnostic {
    Diagnostic::error(
        "unit-range",
        span,
        "found a unit whose powers are out of range, expected smaller ones",
    )
    .help("use smaller powers")
}
