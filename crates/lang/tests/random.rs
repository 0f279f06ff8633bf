//! Models made at random by the grammar, with slips: whatever they are, they are read, checked and lowered, or
//! it is said what is wrong with them. Nothing panics, and every place is in the text.

use proptest::prelude::*;
use tenfold_ir::{Diagnostic, FileId, Severity};
use tenfold_lang::{Inputs, Overrides, check, format, parse};

const TEXT: FileId = FileId(0);

/// Names of all kinds of things that a model below has, of none, of functions and of units.
const NAMES: &[&str] = &[
    "a", "b", "c", "e", "f", "m1", "s", "x", "y", "z", "time", "nothing", "A", "B", "l1", "year",
    "USD",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2.5",
    "1e308",
    "3 USD",
    "0.5 1/year",
    "7 %",
    "1 million USD",
    "2030.",
    "2030",
    "2030.5",
    "1e999",
    "1_000",
    "2026-02-13",
    "\u{b2}",
    "3 year",
    "1 USD/year^2",
];
const FUNCTIONS: &[&str] = &[
    "min",
    "max",
    "exp",
    "ln",
    "sqrt",
    "abs",
    "step",
    "pulse",
    "date",
    "delayed",
    "smoothed",
    "previous",
    "P",
    "mean",
    "median",
    "sd",
    "quantile",
    "share",
    "influence_rank",
    "count",
    "any",
    "all",
    "x",
    "f",
    "normal",
    "occurred",
    "interpolate",
];
const OPERATORS: &[&str] = &[
    " + ", " - ", " * ", " / ", "^", " == ", " < ", " >= ", " and ", " or ", " != ", ": ", " to ",
    ", ",
];

fn of(all: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(all).prop_map(str::to_owned)
}

fn expr() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => of(NAMES), 3 => of(NUMBERS)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let pair = (inner.clone(), of(OPERATORS), inner.clone());
        let call = (of(FUNCTIONS), prop::collection::vec(inner.clone(), 0..4));
        prop_oneof![
            4 => pair.prop_map(|(a, op, b)| format!("{a}{op}{b}")),
            3 => call.prop_map(|(name, all)| format!("{name}({})", all.join(", "))),
            1 => inner.clone().prop_map(|a| format!("({a})")),
            1 => inner.clone().prop_map(|a| format!("-{a}")),
            1 => inner.clone().prop_map(|a| format!("not {a}")),
            1 => (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("if {a} then {b} else {c}")),
            1 => (of(NAMES), inner.clone()).prop_map(|(a, i)| format!("{a}[{i}]")),
            1 => inner.clone().prop_map(|a| format!("sum(i in A: {a})")),
            1 => inner.clone().prop_map(|a| format!("{{l1: {a}, l2: {a}}}")),
            1 => inner.clone().prop_map(|a| format!("x[i] * {a}")),
            1 => inner.clone().prop_map(|a| format!("all years: {a}")),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(on sc: {a}) at {b}")),
            1 => (of(NAMES), inner).prop_map(|(a, b)| format!("influence_rank({a}, of: {b})")),
        ]
    })
}

/// Items with room for expressions, `$`, names, `@`, and units, `%%`.
const ITEMS: &[&str] = &[
    "let @ : %% = $",
    "let @[i in A] : %% = $",
    "let @[i in A, j in B] : %% = {l1: $, l2: $}",
    "const @ : %% = $",
    "param @ : %% ~ $ to $\n  from judgement \"g\"",
    "param @ : %% ~ normal($, $)\n  from data \"g\"",
    "param @[i in A] : %% ~ lognormal($, $ truncated above $)\n  from judgement \"g\"",
    "param @ : %% = $\n  from judgement \"g\"",
    "input @ : %% = $",
    "stock @ : %%\n  initial $\n  inflow $\n  outflow $",
    "stock @[i in A] : %%\n  initial $\n  inflow $ to $",
    "noise @ : %% ~ normal($, $)",
    "event @ \"doc\"\n  hazard $\n  lasts $",
    "milestone @ when $",
    "lookup @ of %% : %%\n  $ -> $\n  $ -> $",
    "output @ \"title\"",
    "dimension B = l1, l2, l3",
    "unit u = $",
    "connect @ = $",
    "correlate @, @ = $",
    "observe @ ~ lognormal($) from data \"t.csv\" (date, value : %%)",
    "scenario sc \"doc\" on sc2\n  assume @ = $\n  intervene @ = $ from $",
    "scenario sc2\n  assume @ ~ $ to $",
    "test \"t\" on sc draws $\n  set @ = $\n  assert $ within $ at $",
    "test \"u\"\n  replace @ = $\n  assert $",
    "claim c1 \"\u{a7}1\" \"Said.\"\n  given @ = $\n  holds $ >= $\n  tension $",
    "claim c2\n  holds P($ > $) >= $\n  outcome \"So.\" from data \"g\"",
    "claim c3 \"\u{a7}2\"\n  holds median($) > $ and sd($) < $",
    "use other\nuse other as @",
];

const UNITS: &[&str] = &[
    "1",
    "USD",
    "1/year",
    "year",
    "USD/year",
    "%",
    "USD^(1/2)",
    "u",
    "",
    "nothing",
];

fn item() -> impl Strategy<Value = String> {
    let parts = (
        of(ITEMS),
        prop::collection::vec(expr(), 5),
        prop::collection::vec(of(NAMES), 3),
        prop::collection::vec(of(UNITS), 2),
    );
    parts.prop_map(|(item, exprs, names, units)| {
        let mut item = item;
        for (mark, fillings) in [("$", exprs), ("@", names), ("%%", units)] {
            for filling in fillings {
                item = item.replacen(mark, &filling, 1);
            }
        }
        item
    })
}

/// A part of a text left out, or a piece of another kind put in.
fn slip() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, String)> {
    let other = prop_oneof![
        2 => Just(String::new()),
        1 => of(OPERATORS),
        1 => of(NUMBERS),
        1 => of(&["(", ")", "\"", "\n", "\n  ", "[", "{", "}", ":", "=", "~", ".", "#", "\u{202e}", "\u{7}"]),
    ];
    (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        other,
    )
}

fn model() -> impl Strategy<Value = String> {
    let items = prop::collection::vec(item(), 1..10);
    let slips = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(slip(), 1..3)];
    (items, any::<bool>(), slips).prop_map(|(items, is_in_time, slips)| {
        let time = match is_in_time {
            true => "simulate from 2020 to 2022 by 1 year using euler\n",
            false => "",
        };
        let mut text = format!(
            "module m\n{time}dimension A = l1, l2\n{}\n",
            items.join("\n")
        );
        for (at, length, other) in slips {
            let mut letters: Vec<char> = text.chars().collect();
            let from = at.index(letters.len());
            let to = (from + length.index(6)).min(letters.len());
            letters.splice(from..to, other.chars());
            text = letters.into_iter().collect();
        }
        text
    })
}

fn assert_placed(found: &[Diagnostic], text: &str) {
    for one in found.iter().filter(|one| one.span.file == TEXT) {
        let place = text.get(one.span.start as usize..one.span.end as usize);
        assert!(place.is_some(), "{one:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_model_is_a_panic(text in model()) {
        let (module, syntax) = parse(TEXT, &text);
        assert_placed(&syntax, &text);
        let _ = format(&module);
        let inputs = Inputs {
            modules: vec![module],
            ..Inputs::default()
        };
        let (model, meaning) = check(&inputs);
        assert_placed(&meaning, &text);
        let mut all = syntax.iter().chain(&meaning);
        let Some(model) = model.filter(|_| all.all(|one| one.severity != Severity::Error)) else {
            return Ok(());
        };
        let named = model.scenarios().into_iter().map(|one| Some(one.name));
        for scenario in std::iter::once(None).chain(named) {
            let overrides = Overrides {
                scenario,
                ..Overrides::default()
            };
            for found in [model.program(&overrides).err(), model.ledger(&overrides).err()] {
                assert_placed(&found.unwrap_or_default(), &text);
            }
        }
        for test in 0..model.tests().len() {
            let found = model.test_program(test).err();
            assert_placed(&found.unwrap_or_default(), &text);
        }
    }

    /// Clauses that come from outside are read by the same rules.
    #[test]
    fn no_clause_is_a_panic(clause in expr(), name in of(NAMES), op in of(&[" = ", " ~ ", "=", ""])) {
        let text = "module m\nsimulate from 2020 to 2022 by 1 year using euler\n\
            param a : 1 ~ 1 to 2\n  from judgement \"g\"\nlet x : USD = 3 USD\nstock s : USD\n  initial 1 USD\n";
        let (module, _) = parse(TEXT, text);
        let inputs = Inputs { modules: vec![module], ..Inputs::default() };
        let model = check(&inputs).0.expect("it is sound");
        let clause = format!("{name}{op}{clause}");
        for overrides in [
            Overrides { assumptions: vec![clause.clone()], ..Overrides::default() },
            Overrides { interventions: vec![format!("{clause} from 2030.:")], ..Overrides::default() },
            Overrides { scenario: Some(clause), ..Overrides::default() },
        ] {
            let _ = model.program(&overrides);
        }
    }
}
