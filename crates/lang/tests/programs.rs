//! The programs of the models in `ir`, printed, are snapshots beside them; and what every
//! program holds to, whatever the model.

use crate::loading::{gather, inputs_of};
use crate::sources::of_folder;
use std::path::Path;
use tenfold_ir::{Node, Program, print};
use tenfold_lang::{Model, Overrides, check};

/// The model of a text that has no mistakes.
fn model_of(text: &str) -> Model {
    let (inputs, syntax) = inputs_of(text);
    assert!(syntax.is_empty(), "{syntax:#?}");
    let (model, diagnostics) = check(&inputs);
    model.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

fn program_of(text: &str) -> Program {
    let program = model_of(text).program(&Overrides::default());
    program.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"))
}

#[test]
fn programs_read_as_recorded() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("ir");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for source in of_folder("ir") {
            insta::assert_snapshot!(source.stem, print(&program_of(&source.text)));
        }
    });
}

/// Operands stand before their users, every node has a dimension, every id is in range.
fn assert_sound(program: &Program) {
    assert_eq!(program.nodes.len(), program.dimensions.len());
    for (at, node) in program.nodes.iter().enumerate() {
        let operands = match node {
            Node::Unary(_, a) | Node::Lookup(_, a) => vec![a],
            Node::Binary(_, a, b) => vec![a, b],
            Node::Select(a, b, c) => vec![a, b, c],
            _ => vec![],
        };
        assert!(
            operands.iter().all(|id| id.index() < at),
            "{node:?} at {at}"
        );
    }
    let text = print(program);
    assert!(!text.contains("NaN"), "{text}");
    assert!(!text.contains("mixture()"), "{text}");
}

#[test]
fn programs_are_sound() {
    for source in of_folder("ir") {
        assert_sound(&program_of(&source.text));
    }
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    for folder in ["examples", "world"] {
        for entry in std::fs::read_dir(models.join(folder)).expect("a folder of models") {
            let path = entry.expect("a readable folder").path();
            if path.extension().is_none_or(|ending| ending != "ten") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a readable model");
            let (inputs, syntax) = gather(&text, path.parent().expect("a folder"));
            assert!(syntax.is_empty(), "{}: {syntax:#?}", path.display());
            if let (Some(model), _) = check(&inputs)
                && let Ok(program) = model.program(&Overrides::default())
            {
                assert_sound(&program);
            }
        }
    }
}

#[test]
fn a_value_from_outside_has_its_unit_and_its_place() {
    let model = model_of(
        "module m\ndimension Lab = one, two\nparam lead : year = 3 ~ 1 to 4\n  from judgement \"x\"\n\
         let cash[Lab] : USD = 2\n",
    );
    let run = |name: &str, value: &str| {
        let request = Overrides {
            assumptions: vec![format!("{name} = {value}")],
            ..Overrides::default()
        };
        model.program(&request).map(|program| print(&program))
    };
    let program = run("m.lead", "6 month").expect("a unit that converts");
    assert!(program.contains("p0 m.lead : year = %0 from"), "{program}");
    assert!(program.contains("const 0.5 : year"), "{program}");
    let program = run("cash[two]", "5 kUSD").expect("a label selects");
    assert!(program.contains("let m.cash[two] = %8 : USD"), "{program}");
    assert!(program.contains("%8 = const 5000.0 : USD"), "{program}");
    for (name, value, code) in [
        ("m.lead", "3 USD", "unit-mismatch"),
        ("m.leed", "3", "unknown-name"),
        ("cash[three]", "3", "unknown-label"),
        ("lead", "3, lead = 4", "unexpected-token"),
        ("lead", "", "unexpected-token"),
    ] {
        let found = run(name, value).expect_err("a mistake");
        assert_eq!(found[0].code, code, "{name}={value}: {found:#?}");
    }
}

#[test]
fn scenarios_build_on_each_other_and_the_last_word_holds() {
    let model = model_of(
        "module m\nparam a : 1 = 1\n  from judgement \"x\"\nparam b : 1 = 1\n  from judgement \"x\"\n\
         let c : 1 = a + b\nscenario base\n  assume a = 2, b = 3\nscenario much_more on base\n  assume b = 5\n  assume c = a - b\n",
    );
    let request = Overrides {
        scenario: Some("much-more".into()),
        ..Overrides::default()
    };
    let text = print(&model.program(&request).expect("a scenario"));
    assert!(
        text.contains("const 2.0") && text.contains("const 5.0"),
        "{text}"
    );
    assert!(text.contains("sub"), "{text}");
    let request = Overrides {
        scenario: Some("mor".into()),
        ..Overrides::default()
    };
    let found = model.program(&request).expect_err("no such scenario");
    assert_eq!(found[0].code, "unknown-scenario");
}

#[test]
fn a_connected_input_takes_the_equation_and_says_so() {
    let (mut inputs, _) = inputs_of("module world\nuse part\nconnect part.demand = 7 USD/year\n");
    let part = "module part\ninput demand : USD/year = 1\nlet twice : USD/year = demand * 2\n";
    inputs
        .modules
        .push(tenfold_lang::parse(tenfold_ir::FileId(1), part).0);
    let (model, diagnostics) = check(&inputs);
    let model = model.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let text = print(&model.program(&Overrides::default()).expect("a law"));
    assert!(text.contains("const 14.0 : USD/year"), "{text}");
    let demand = &model.definitions()[0];
    assert_eq!(demand.connected.as_deref(), Some("7 USD/year"));
    assert_eq!(demand.used_by, ["part.twice"]);
}

const WORLD: &str = "module m\nsimulate from 2020 to 2030 by 1 year using euler\n\
    dimension Lab = one, two\n\
    param late : 1 = 1 ~ 1 to 2\n  from judgement \"x\"\n\
    let x : 1 = early * late\n\
    let y[l in Lab] : 1 = x + z[l]\n\
    let z[Lab] : 1 = 3\n\
    param early : 1 = 1 ~ 1 to 2\n  from judgement \"x\"\n\
    param spread : 1 = early ~ 1 to 3\n  from judgement \"x\"\n\
    param scale : 1 = 0.1\n  from judgement \"x\"\n\
    noise wobble : 1 ~ normal(0, scale)\n\
    const c : 1 = 2\nconst d : 1 = 2 * c\n\
    stock cash : 1\n  initial d\n  inflow x / 1 year\n\
    scenario first\n  assume early ~ 3 to 4\n  intervene early = 2 * early from 2025 to 2027\n\
    scenario second on first\n  intervene early = early + late from 2026\n";

fn under(model: &Model, scenario: &str, interventions: &[&str]) -> Overrides {
    let known = model.scenarios().iter().any(|have| have.name == scenario);
    Overrides {
        scenario: known.then(|| scenario.to_owned()),
        interventions: interventions.iter().map(|one| (*one).to_owned()).collect(),
        ..Overrides::default()
    }
}

#[test]
fn interventions_leave_parameters_their_order_and_their_priors() {
    let model = model_of(WORLD);
    for (scenario, interventions) in [
        ("second", &[][..]),
        ("", &["x = late + early from 2022"][..]),
        ("", &["late = 2 from 2022", "c = 3 from 2023"][..]),
        (
            "first",
            &["z[two] = z[one] * spread from 2024-01-01 + late * 1 year"][..],
        ),
    ] {
        let request = under(&model, scenario, interventions);
        let params = |program: tenfold_ir::Program| {
            let known = |param: &tenfold_ir::Param| (param.name.clone(), param.prior_text.clone());
            program.params.iter().map(known).collect::<Vec<_>>()
        };
        let believed = model.believed(&request).expect("sound");
        let runs = model.program(&request).expect("sound");
        assert_ne!(print(&believed), print(&runs));
        assert_eq!(params(believed), params(runs), "{request:?}");
    }
}

#[test]
fn interventions_compose_and_mean_themselves_without_the_last() {
    let program = model_of(WORLD).program(&Overrides {
        scenario: Some("second".into()),
        ..Overrides::default()
    });
    let text = print(&program.expect("sound"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("ir");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("interventions", text));
}

#[test]
fn a_constant_that_changes_takes_with_it_what_is_made_of_it() {
    let model = model_of(WORLD);
    let text = |interventions: &[&str]| {
        let program = model.program(&under(&model, "", interventions));
        print(&program.expect("sound"))
    };
    let changed = text(&["c = 3 from 2025"]);
    assert!(changed.contains("let m.d = %"), "{changed}");
    assert!(text(&[]).contains("const m.d = %"));
}

#[test]
fn chance_is_drawn_before_time_and_cannot_be_intervened_on_through_its_distribution() {
    let model = model_of(WORLD);
    for (clause, code) in [
        ("scale = 1 from 2025", "cannot-intervene"),
        ("cash = 1 from 2025", "cannot-intervene"),
        ("x = y[one] from 2025", "algebraic-loop"),
        ("x = 3 USD from 2025", "unit-mismatch"),
        ("x = 3 from x", "unit-mismatch"),
        ("x = 3 from 2020-01-01 + cash * 1 year", "not-constant"),
        ("x = 3", "unexpected-token"),
        ("x ~ 1 to 2 from 2025", "unexpected-token"),
    ] {
        let found = model
            .program(&under(&model, "", &[clause]))
            .expect_err("a mistake");
        assert_eq!(found[0].code, code, "{clause}: {found:#?}");
    }
}
