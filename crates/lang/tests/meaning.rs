//! Models made to break the checker: each ends in a program or in diagnostics, in bounded time.

use crate::loading::{diagnose, inputs_of};
use crate::sources::models;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tenfold_lang::{Overrides, check};

/// What any of the hostile models may take, on a slow machine under load.
const TIME_MAX: Duration = Duration::from_secs(60);

fn codes(text: &str) -> Vec<&'static str> {
    let start = Instant::now();
    let found = diagnose(text).into_iter().map(|found| found.code).collect();
    assert!(start.elapsed() < TIME_MAX, "{:?}", start.elapsed());
    found
}

/// So many definitions of one line each.
fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    let lines: String = (0..count).map(line).collect();
    format!("module m\n{lines}")
}

#[test]
fn long_chains_of_definitions_need_no_stack() {
    let count = 50_000;
    let chain = many(count, |i| match i + 1 {
        next if next == count => format!("let x{i} : 1 = 1\n"),
        next => format!("let x{i} : 1 = x{next} + 1\n"),
    });
    assert!(codes(&chain).is_empty());
    let ring = many(count, |i| {
        format!("let x{i} : 1 = x{} + 1\n", (i + 1) % count)
    });
    assert_eq!(codes(&ring), ["algebraic-loop"]);
    let stairs = many(2_000, |i| match i {
        0 => "let x0 : 1 = 2\n".to_string(),
        _ => format!("let x{i} : 1 = x{p} * x{p} - x{p}\n", p = i - 1),
    });
    assert!(codes(&stairs).is_empty());
}

#[test]
fn models_beyond_the_bounds_are_refused() {
    let definitions = many(110_000, |i| format!("let x{i} : 1 = {i}\n"));
    assert_eq!(codes(&definitions), ["too-large"]);
    let labels: Vec<String> = (0..500).map(|i| format!("l{i}")).collect();
    let cube = format!(
        "module m\ndimension D = {}\nlet x[D, D] : 1 = 1\n\
         let y[i in D] : 1 = sum(j in D: sum(k in D: x[i, j] * x[j, k]))\n",
        labels.join(", ")
    );
    assert_eq!(codes(&cube), ["too-large"]);
}

#[test]
fn a_heap_of_mistakes_is_listed_in_part() {
    let strangers = many(50_000, |i| format!("let x{i} : 1 = y{i}\n"));
    assert_eq!(codes(&strangers).len(), 1_000);
    let backwards = many(20_000, |i| match i {
        19_999 => "unit u19999\n".to_string(),
        _ => format!("unit u{i} = 2 u{}\n", i + 1),
    });
    assert_eq!(codes(&backwards).len(), 100);
}

/// Models that pass or nearly pass, to be cut up.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let short = models()
        .into_iter()
        .filter(|source| source.text.len() < 20_000);
    short.map(|source| source.text).collect()
});

/// The words, signs and spaces of a text.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Words of one model put into another: whatever parses is checked without a panic, and
    /// whatever is checked without errors gives programs or diagnostics.
    #[test]
    fn no_model_stops_the_checker(
        whole in 0_usize..1000,
        other in 0_usize..1000,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
    ) {
        let texts = &*TEXTS;
        let (whole, other) = (&texts[whole % texts.len()], &texts[other % texts.len()]);
        let mut words = tokens(whole);
        let pool = tokens(other);
        for (to, from) in cuts {
            if !words.is_empty() && !pool.is_empty() {
                let at = to.index(words.len());
                words[at] = pool[from.index(pool.len())];
            }
        }
        let (inputs, _) = inputs_of(&words.concat());
        if let (Some(model), _) = check(&inputs) {
            let _ = model.program(&Overrides::default());
            for test in 0..model.tests().len() {
                let _ = model.test_program(test);
            }
        }
    }
}
