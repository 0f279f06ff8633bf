//! A unit means the same wherever it is written, and as it is printed.
//!
//! The last line of the input is a unit; the lines before it declare units.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenfold_ir::{Dimension, FileId, Program, Severity, Unit};
use tenfold_lang::{Inputs, Overrides, check, parse};

/// The program of a model without mistakes.
fn program(text: &str) -> Option<Program> {
    let (module, syntax) = parse(FileId(0), text);
    let inputs = Inputs {
        modules: vec![module],
        ..Inputs::default()
    };
    let (model, meaning) = check(&inputs);
    for diagnostic in syntax.iter().chain(&meaning) {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(text.get(start..end).is_some(), "{diagnostic:?}");
    }
    if syntax.iter().any(|found| found.severity == Severity::Error) {
        return None;
    }
    model?.program(&Overrides::default()).ok()
}

/// The unit of `x`.
fn unit_of_x(program: &Program) -> &Unit {
    let mut named = program.variables.iter();
    let x = named.find(|variable| variable.name == "m.x");
    &x.expect("the model defines `x`").unit
}

/// Whether the parser takes the powers of a dimension, which may be larger than those it came from.
fn can_be_written(dimension: &Dimension) -> bool {
    dimension
        .powers()
        .all(|(_, power)| power.numerator.abs() <= 99 && power.denominator <= 99)
}

fuzz_target!(|text: &str| {
    let (declarations, unit) = text.rsplit_once('\n').unwrap_or(("", text));
    let mut head = String::from("module m\n");
    for line in declarations.lines() {
        head.push_str(&format!("unit {line}\n"));
    }
    let Some(first) = program(&format!("{head}const x : {unit} = 1\n")) else {
        return;
    };
    let unit = unit_of_x(&first);
    assert!(unit.factor > 0.0 && unit.factor.is_finite(), "{unit:?}");

    let printed = &unit.text;
    let again = program(&format!("{head}const x : {printed} = 1\n"))
        .unwrap_or_else(|| panic!("{printed} is no unit after\n{head}"));
    assert_eq!(unit, unit_of_x(&again), "after\n{head}");

    let dimension = &unit.dimension;
    if can_be_written(dimension) {
        let base = program(&format!("{head}const x : {dimension} = 1\n"))
            .unwrap_or_else(|| panic!("{dimension} is no unit after\n{head}"));
        let base = unit_of_x(&base);
        assert_eq!(
            (&base.dimension, base.factor),
            (dimension, 1.0),
            "after\n{head}"
        );
    }
    if printed != "1" {
        let number = format!("{head}const x : {printed} = 2 * 1 {printed}\n");
        assert!(program(&number).is_some(), "in\n{number}");
    }
});
