//! Any text is a model or a list of what is wrong in it, each at its place; a model lowers under each of its
//! scenarios, with its claims and tests, or says why not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenfold_ir::{Diagnostic, FileId, Severity};
use tenfold_lang::{Inputs, Overrides, check, parse};

const TEXT: FileId = FileId(0);

fn assert_placed(found: &[Diagnostic], text: &str) {
    for diagnostic in found.iter().filter(|one| one.span.file == TEXT) {
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(text.get(start..end).is_some(), "{diagnostic:?}");
    }
}

fuzz_target!(|text: &str| {
    let (module, syntax) = parse(TEXT, text);
    let inputs = Inputs {
        modules: vec![module],
        ..Inputs::default()
    };
    let (model, meaning) = check(&inputs);
    assert_placed(&meaning, text);
    let mut all = syntax.iter().chain(&meaning);
    let Some(model) = model.filter(|_| all.all(|found| found.severity != Severity::Error)) else {
        return;
    };
    let named = model.scenarios().into_iter().map(|one| Some(one.name));
    for scenario in std::iter::once(None).chain(named) {
        let overrides = Overrides {
            scenario,
            ..Overrides::default()
        };
        match (model.program(&overrides), model.believed(&overrides)) {
            (Ok(program), Ok(believed)) => assert_eq!(program.params, believed.params),
            (Err(found), _) | (_, Err(found)) => {
                assert!(!found.is_empty());
                assert_placed(&found, text);
            }
        }
        match model.ledger(&overrides) {
            Ok(ledger) => {
                assert_eq!(ledger.belief_of.len(), ledger.worlds.len());
                let beliefs = ledger.beliefs.len();
                assert!(ledger.belief_of.iter().all(|belief| *belief < beliefs));
                let worlds = ledger.worlds.len();
                assert!(ledger.claims.iter().all(|claim| claim.world < worlds));
            }
            Err(found) => assert_placed(&found, text),
        }
    }
    for test in 0..model.tests().len() {
        if let Err(found) = model.test_program(test) {
            assert_placed(&found, text);
        }
    }
});
