//! Any text is a date within four digits of years or none, and a number that is finite or none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenfold_lang::{Numerals, parse_date};

fuzz_target!(|text: &str| {
    let date = parse_date(text);
    assert!(
        date.is_none_or(|date| (999.0..=10_000.0).contains(&date)),
        "{date:?}"
    );
    let cells = || text.split([';', '\n']);
    for numerals in [Numerals::Point, Numerals::of(cells())] {
        for cell in cells() {
            let number = numerals.number(cell);
            assert!(number.is_none_or(f64::is_finite), "{cell}: {number:?}");
            // A year that is read as a number is the same year.
            if let (Some(date), Some(number)) = (numerals.date(cell), number) {
                assert_eq!(date, number, "{cell}");
            }
        }
    }
});
