//! Any text after `--assume` or `--intervene` is a clause or a list of what is wrong in it; an intervention
//! leaves every belief as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenfold_ir::{FileId, Program};
use tenfold_lang::{Inputs, Model, Overrides, REQUEST_FILE, REQUEST_PREFIX, check, parse};

/// One of each thing that a clause can be about.
const MODEL: &str = "module m
dimension Lab = a, b
simulate from 2020 to 2030 by 1 year using euler
param rate : 1/year ~ 0.1 to 0.4
  from judgement \"\"
param part[Lab] : 1 ~ {a: 0.1 to 0.2, b: beta(2, 3)}
  from judgement \"\"
input outside : USD = 1 kUSD
noise shaken[Lab] : 1 ~ normal(0, 1)
event war
  hazard 5 %/year
  lasts 2 year
  from judgement \"\"
lookup curve : 1 of 1 linear = (0, 0), (1, 2)
stock size[l in Lab] : USD
  initial outside
  inflow (rate + part[l] * 1 %/year) * size[l] * (1 + shaken[l])
let total : USD = sum(size) * curve(part[a]) * (1 - active(war))
milestone big when total > 2 kUSD
output total
scenario slow
  assume rate = 0.1
scenario shock on slow
  intervene total = total / 2 from 2025 to 2027
claim soon \"§1\" \"\"
  given part = 10 %
  holds P(big <= 2028) >= 0.5 and median((on slow: big) - big) > 0 year
  tension P(any year 2024 to 2026: total > 1 kUSD) > 0.5
";

fn model() -> Model {
    let (module, diagnostics) = parse(FileId(0), MODEL);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let inputs = Inputs {
        modules: vec![module],
        ..Inputs::default()
    };
    let (model, diagnostics) = check(&inputs);
    model.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

thread_local! {
    static READ: Model = model();
}

/// The programs that run and that meet the record, or nothing where the clause is wrong.
fn programs(
    model: &Model,
    word: &str,
    overrides: &Overrides,
    clause: &str,
) -> Option<[Program; 2]> {
    match model.program(overrides) {
        Ok(program) => Some([program, model.believed(overrides).expect("it runs")]),
        Err(found) => {
            assert!((1..=101).contains(&found.len()), "{}", found.len());
            let text = format!("{REQUEST_PREFIX}{word} {clause}\n");
            for one in found.iter().filter(|one| one.span.file == REQUEST_FILE) {
                let (start, end) = (one.span.start as usize, one.span.end as usize);
                assert!(text.get(start..end).is_some(), "{one:?}");
            }
            None
        }
    }
}

fuzz_target!(|clause: &str| READ.with(|model| {
    let plain = Overrides::default();
    let clauses = vec![clause.to_owned()];
    let assumed = Overrides {
        assumptions: clauses.clone(),
        ..plain.clone()
    };
    let intervened = Overrides {
        scenario: Some("shock".into()),
        interventions: clauses,
        ..plain.clone()
    };
    if let Some([program, believed]) = programs(model, "assume", &assumed, clause) {
        assert_eq!(program.params, believed.params);
        let _ = model.ledger(&assumed);
    }
    if let Some([program, believed]) = programs(model, "intervene", &intervened, clause) {
        assert_eq!(program.params, believed.params);
        let shock = Overrides {
            scenario: Some("shock".into()),
            ..plain
        };
        assert_eq!(believed, model.believed(&shock).expect("it is sound"));
        let _ = model.ledger(&intervened);
    }
}));
